/* The letters of a French word as numbers below 64, so that a set of letters is one 64-bit word. Room-internal: of
 * graphemes.c and rules.c. */
#ifndef LANGUAGE_LETTERS_H
#define LANGUAGE_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    LETTER_EDGE = 0,                    /* before the first letter and after the last */
    LETTER_APOSTROPHE = 57, LETTER_HYPHEN = 58, LETTER_OTHER = 59,
    LETTERS_MOST = 128,                 /* letters of a word that is taken apart */
    LETTERS_MARGIN = 16                 /* edges on either side, so that contexts never look outside */
};

typedef uint64_t letter_set;

#define LETTER_BIT(letter) ((letter_set)1 << (letter))

/* What a word may be cut by: `^` and `$` stand for it. A hyphen and an apostrophe begin and end a part of a word. */
#define LETTERS_EDGES (LETTER_BIT(LETTER_EDGE) | LETTER_BIT(LETTER_APOSTROPHE) | LETTER_BIT(LETTER_HYPHEN))

/* A word by its letters: capitals made small, combining marks joined to their letter (Unicode's NFD). */
typedef struct letters {
    uint8_t codes[LETTERS_MARGIN + LETTERS_MOST + LETTERS_MARGIN];     /* the first letter is codes[LETTERS_MARGIN] */
    uint8_t starts[LETTERS_MOST + 1];   /* the byte at which each letter begins; then that at which the word ends */
    size_t count;
} letters;

/* The letters of a word; false where it is longer than 255 bytes or LETTERS_MOST letters. */
bool letters_of(letters *l, const char *word, size_t size);

/* The number of a letter: LETTER_OTHER for what French words do not have. */
unsigned letter_code(uint32_t point);

/* Letters that are vowels, and consonants. */
extern const letter_set letters_vowels, letters_consonants;

#endif
