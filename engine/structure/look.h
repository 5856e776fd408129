/* How a leaf block looks: what all of its text shares, how long it is, how it begins and ends. */
#ifndef STRUCTURE_LOOK_H
#define STRUCTURE_LOOK_H

#include "lesson/flat.h"
#include "lesson/lesson.h"

/* What all of a leaf's text is. */
enum {
    LOOK_BOLD = 1,
    LOOK_UNDERLINED = 2,
    LOOK_SLANTED = 4,
    LOOK_COLOURED = 8,
    LOOK_MARKED = 16,       /* highlighted */
    LOOK_CAPITALS = 32,
    LOOK_CENTRED = 64,
    LOOK_BOXED = 128,       /* a border, or a paper of its own */
    LOOK_FLAGS = 8,
    LOOK_RAISED = LOOK_BOLD | LOOK_UNDERLINED | LOOK_COLOURED | LOOK_CAPITALS   /* set off by any of these */
};

typedef struct leaf_look {
    size_t characters, words;
    size_t long_words;          /* of four letters and more */
    size_t solid, letters;      /* characters that are no blanks; of these, letters and digits */
    unsigned flags;
    int size;                   /* tenths of a point; 0: it does not say */
    bool written_on;            /* it holds an answer space or a box to tick */
    bool pictured, formula;     /* it holds an image, a formula */
    bool linked;                /* all of it is a link, or code */
    bool broken;                /* the author has broken its lines */
    uint32_t first, last;       /* characters; 0 where it has no text */
} leaf_look;

/* Whether an inline, up to the leaf that it stands in, is bold or underlined. */
bool look_is_emphasised(const ard_document *document, const ard_node *node, const ard_node *leaf);

/* The size that a node says of its text, in tenths of a point; 0 where it says none. */
int look_size(const ard_node *node);

/* Adds a leaf's string with its formulas as they were typed, so that what is read again looks as long as it did; false,
 * and nothing, where none was. */
bool look_retype(const flat *f, buffer *text);

/* The look of a leaf whose string is open. */
leaf_look look_of(const ard_document *document, const ard_node *leaf, const flat *f);

#endif
