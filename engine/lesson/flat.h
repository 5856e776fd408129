/* A leaf block's characters as one string, and the way back to its nodes: for filters that look for something in a
 * sentence whose words stand in several runs of text, and put nodes there.
 *
 *     flat f;
 *     if (flat_open(&f, leaf)) {
 *         ... look at f.text; flat_replace(document, &f, begin, end, node) from left to right ...
 *         flat_close(document, &f);
 *     } */
#ifndef LESSON_FLAT_H
#define LESSON_FLAT_H

#include "lesson.h"

/* What stands in the string for an inline that is no text (an image, a formula): U+FFFC. A BREAK is a newline, a note's
 * reference nothing. */
enum { FLAT_OBJECT = 0xFFFC };

/* The part of the string that one node gave. */
typedef struct flat_piece {
    ard_node *node;
    size_t begin, end;          /* bytes of the string */
    size_t done;                /* private: up to here its characters stand in new nodes */
    bool shut;                  /* inside a link, code or an answer, or no text: to be left whole */
} flat_piece;

typedef struct flat {
    buffer text;
    flat_piece *pieces;
    size_t count, room;
    size_t at;                  /* private: the piece of the last flat_piece_at */
} flat;

/* Reads a leaf block; false when memory has ended (nothing to close then). */
bool flat_open(flat *f, ard_node *leaf);

/* The piece that holds the byte at `offset`, or NULL past the end. */
const flat_piece *flat_piece_at(flat *f, size_t offset);

/* Puts `node` in the place of the bytes from `begin` to `end`, which lie in one open piece, after all earlier ones;
 * begin == end puts it between two characters. False, and nothing done, where that is not so. */
bool flat_replace(ard_document *document, flat *f, size_t begin, size_t end, ard_node *node);

/* Puts `node` between two characters; before an inline that begins there; before a shut inline where `offset` is its beginning. False, and nothing done, inside
 * a shut inline and at the end. */
bool flat_insert(ard_document *document, flat *f, size_t offset, ard_node *node);

/* Finishes the nodes that were touched, and ends the string. */
void flat_close(ard_document *document, flat *f);

#endif
