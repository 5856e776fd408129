/* Where what is said stands in the lesson: the words of an utterance, and places in the texts of nodes. */
#ifndef SPEECH_PLACES_H
#define SPEECH_PLACES_H

#include "base/arena.h"
#include "base/buffer.h"

enum { OBJECT_BYTES = 3 }; /* of OBJECT (rules.h) in UTF-8 */

/* Part of a block's text, and the node that it is from. Nodes are numbered from 1 as a walk enters them. */
typedef struct place_span {
    struct place_span *next;
    size_t begin, end; /* in the block's text */
    size_t node, from; /* byte in the node's text; a whole node is one place: */
    size_t size;       /* its bytes (0: it has no text) where `whole` */
    bool whole;
} place_span;

/* A sentence: as it is written, in its block's text, and as rules say it. */
typedef struct place_sentence {
    const char *text;         /* the block's; the sentence is from begin to end */
    size_t begin, end;
    const place_span *spans;  /* of the block, ascending */
    const char *said;         /* with OBJECT for each formula */
    const size_t *lengths;    /* bytes that each OBJECT of it is said with */
    size_t count;
} place_sentence;

/* Adds the value of data-places: for each stretch of what is said, in order, "a,b,n,f,m,t;": its bytes from a to b in the
 * utterance; from byte f of node n to byte t of node m in the tree, n = 0 where nothing of the tree is read. Every word of the
 * utterance and every word of the sentence is in one stretch; a stretch is one word where both have the same words, and what a
 * rule read together where not. In linear time beyond 500 words of either. */
void places_add(const place_sentence *s, buffer *out);

#endif
