/* What the files back*.c share: the tokens that cells are cut into. */
#ifndef BRAILLE_BACK_INSIDE_H
#define BRAILLE_BACK_INSIDE_H

#include "filters/braille/back.h"

enum { BACK_BYTES = 3 /* of a cell in UTF-8 */, BACK_DEPTH = 100 /* elements inside one another, at most */ };

/* What a token does. Those up to BACK_PRIME belong to a quantity; the ones up to BACK_ROW part quantities. */
typedef enum back_role {
    BACK_NUMBER, BACK_LETTER, BACK_NAME, BACK_LARGE, BACK_WORD, BACK_POSTFIX, BACK_PRIME,
    BACK_OPERATOR, BACK_SEPARATOR, BACK_BLANK, BACK_EMPTY, BACK_ROW,
    BACK_OPEN, BACK_CLOSE, BACK_SQUARE, BACK_BAR, BACK_TALL_OPEN, BACK_TALL_CLOSE, BACK_TALL_BAR,
    BACK_BLOCK, BACK_BLOCK_END, BACK_FRACTION, BACK_POWER, BACK_INDEX, BACK_OVER, BACK_UNDER, BACK_ROOT, BACK_ACCENT,
    BACK_UNDER_ACCENT, BACK_LEFT_LOW, BACK_LEFT_HIGH, BACK_END
} back_role;

typedef struct back_token {
    back_role role;
    const char *text;           /* the print characters */
    bool capital, small;        /* a Latin letter */
    bool large;                 /* a bracket around others */
    bool chemical;              /* the symbol of an element, or what a formula of chemistry says of its state */
} back_token;

/* A row of the table of signs. */
typedef struct back_sign {
    const char *cells, *text;
    back_role role;
} back_sign;

/* The longest sign that cells begin with, or NULL. */
const back_sign *back_sign_at(const char *cells);

/* The letter of any alphabet that cells begin with, and the bytes it takes; 0 where there is none. */
uint32_t back_letter_at(const char *cells, size_t *taken);

/* The longest name of a function that cells begin with, and the bytes it takes; NULL for none. `*large`: limits stand under it. */
const char *back_name_at(const char *cells, size_t *taken, bool *large);

/* The digit of a cell, or -1. */
int back_digit_at(const char *cells);

/* The tokens of a formula without its prefix, ended by BACK_END; NULL where cells mean nothing. */
back_token *back_tokens(arena *pool, const char *braille, size_t size, size_t *count);

/* Makes a formula's symbols of elements tokens of their own where it is one of chemistry (2008), and says so. */
bool back_chemistry(arena *pool, back_token *tokens, size_t *count);

/* Whether elements stand deeper than BACK_DEPTH. */
bool back_is_deep(const back_node *row);

#endif
