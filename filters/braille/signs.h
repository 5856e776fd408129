/* The signs of French mathematical braille: one table, by character. */
#ifndef BRAILLE_SIGNS_H
#define BRAILLE_SIGNS_H

#include <stdint.h>

/* What a sign does in a formula. */
typedef enum sign_class {
    SIGN_NONE,          /* the table does not know it */
    SIGN_LETTER,        /* a letter or a quantity: π, ∞, ∅ */
    SIGN_OPERATION,     /* +, ×: a line may end before it */
    SIGN_RELATION,      /* =, ∈, →: likewise */
    SIGN_PREFIX,        /* ∀, ∂, ∇: stands before what it tells of */
    SIGN_POSTFIX,       /* ′, !, %, ° */
    SIGN_OPEN, SIGN_CLOSE,
    SIGN_BAR,           /* |, ‖: opens and closes */
    SIGN_SEPARATOR,     /* , ; */
    SIGN_LARGE,         /* ∑, ∏ */
    SIGN_INTEGRAL,
    SIGN_EMPTY          /* invisible: nothing to write */
} sign_class;

typedef struct sign {
    uint32_t point;
    sign_class class;
    const char *cells;          /* U+2800 to U+28FF */
} sign;

/* The sign of a character, or NULL. Digits and Latin, Greek and Hebrew letters are here too. */
const sign *sign_of(uint32_t point);

/* Signs over (12.1) and under (12.2) a quantity, by the character that MathML puts there; NULL where it is none. */
const char *sign_over(uint32_t point);

#endif
