/* What the readers of office documents do in the same way once the text is read: captions go to what they describe, and
 * the lesson's language is the one that most of its letters are in. */
#ifndef READERS_OFFICE_H
#define READERS_OFFICE_H

#include "lesson/lesson.h"

enum { OFFICE_TONGUES = 16 };

/* How many letters are in each language; "" is text whose language is not said. */
typedef struct office_tongues {
    const char *unmarked;               /* the language that text without a mark is in; NULL unknown */
    struct {
        const char *language;
        size_t letters;
    } counts[OFFICE_TONGUES];
} office_tongues;

/* Whether two language tags have the same first subtag; NULL is like NULL only. */
bool office_same_tongue(const char *a, const char *b);

/* Counts the letters of a text in a language (NULL: unmarked). The string is kept, not copied. */
void office_count(office_tongues *tongues, const char *language, const char *text, size_t size);

/* Sets the lesson's language to that of most letters, and changes the marks of passages accordingly. */
void office_set_language(ard_document *document, arena *pool, const office_tongues *tongues);

/* A language that all of a leaf is in becomes the leaf's own. */
void office_lift_language(ard_document *document, ard_node *leaf);

/* Puts each CAPTION to the picture above it, the table below or above it, or the picture below, in a FIGURE; one that
 * describes neither becomes a paragraph. */
void office_attach_captions(ard_document *document, arena *pool);

/* The nodes of a kind in document order, listed before any is changed; the list is in `pool`. */
typedef struct office_nodes {
    struct office_nodes *next;
    ard_node *node;
} office_nodes;

office_nodes *office_all(ard_document *document, arena *pool, ard_kind kind);

#endif
