/* Formulas of the notation of 2007, and of chemistry (2008), from cells back to MathML: the inverse of maths.h. What print shows
 * alike comes back alike: a block is an "mrow", a fraction an "mfrac", a power an "msup". */
#ifndef BRAILLE_BACK_H
#define BRAILLE_BACK_H

#include "base/arena.h"
#include "lesson/lesson.h"

/* An element or, with text, a token of the MathML that was read. */
typedef struct back_node {
    const char *name;           /* "mfrac", "mi"... */
    const char *text;           /* of a token; NULL for elements */
    struct back_node *first, *last, *next;
    uint8_t role;               /* back-inside.h */
    bool upright;               /* mathvariant="normal": the symbol of an element */
} back_node;

/* What was read. */
typedef struct back_formula {
    back_node *row;             /* an "mrow"; NULL where the cells are no formula */
    unsigned strength;          /* signs that words do not have: 0 is letters and numbers alone */
    bool prefixed;              /* it began with ⠠ or ⠠⠄ */
    bool blocks;                /* it began with ⠠⠄, which nothing but a formula does */
    bool open;                  /* a system of equations goes to its end: more rows may follow */
} back_formula;

/* Reads `size` bytes of cells in UTF-8, blanks among them, as one formula. Cells that mean nothing where they stand make it none.
 * Time grows with the cells; more than 20,000 are no formula. Nodes live in `pool`. */
back_formula back_read(arena *pool, const char *braille, size_t size);

/* How many bytes at the end of a word are the sentence's punctuation and no part of its formula. */
size_t back_punctuation(const char *braille, size_t size);

/* Adds the formula to a leaf as a MATHS node. */
ard_node *back_append(ard_document *document, ard_node *leaf, const back_node *row, place where);

#endif
