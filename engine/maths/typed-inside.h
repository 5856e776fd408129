/* Inside of the reader of typed formulas: typed-tokens.c cuts a text into tokens, typed-words.c knows its words,
 * typed-grammar.c reads the longest formula from a token on and marks its tokens up as TeX, typed-evidence.c weighs what
 * speaks for and against it, and typed.c goes through the text. */
#ifndef MATHS_TYPED_INSIDE_H
#define MATHS_TYPED_INSIDE_H

#include "typed.h"

#include <stdint.h>

typedef enum typed_kind {
    TYPED_BREAK, /* what no formula holds: a word, a date, punctuation */
    TYPED_NEWLINE,
    TYPED_NUMBER,
    TYPED_LETTER,   /* one letter, perhaps with a mark above */
    TYPED_LETTERS,  /* several variables side by side: "ab" */
    TYPED_POINTS,   /* capitals: "AB" */
    TYPED_NAME,     /* a quantity's name: "Vm" */
    TYPED_FUNCTION, /* "cos" */
    TYPED_UNIT,
    TYPED_OPEN,
    TYPED_CLOSE,
    TYPED_BAR,
    TYPED_SIGN, /* plus and minus */
    TYPED_TIMES,
    TYPED_SLASH,
    TYPED_COLON,
    TYPED_SET,
    TYPED_RELATION,
    TYPED_SEPARATOR,
    TYPED_POWER,
    TYPED_INDEX, /* "^" and "_" */
    TYPED_ROOT,
    TYPED_PRIME,
    TYPED_FACTORIAL,
    TYPED_PERCENT,
    TYPED_DEGREE,
    TYPED_DOTS,
    TYPED_BLANK_SPACE
} typed_kind;

typedef struct typed_token {
    size_t begin, end;
    uint32_t point; /* of a sign: its character */
    typed_kind kind;
    uint8_t mark;    /* TYPED_LINE, TYPED_UPPER or TYPED_LOWER */
    bool blank;      /* there is a blank before it */
    bool strong;     /* a sign that only formulas have */
    const char *tex; /* of a sign, or NULL: as it stands */
    /* what the grammar writes around it */
    const char *before;
    uint8_t ends; /* closing braces after it */
    uint8_t hints[2];           /* of a word: what it says after a formula and before one; 0: not asked yet, else hint + 1 */
    bool dropped; /* a bracket that a fraction, a root or a script makes needless */
} typed_token;

typedef struct typed_tokens {
    const char *text;
    size_t size;
    typed_token *at;
    size_t count, room;
    bool failed;
} typed_tokens;

/* Cuts a text; the tokens are freed by the caller. */
void typed_cut(const char *text, size_t size, const unsigned char *marks, typed_tokens *tokens);

/* ---- typed-words.c: letters -------------------------------------------------------------------------------------- */

/* What a run of letters is where nothing around it tells otherwise: LETTER, LETTERS, POINTS, NAME, FUNCTION or BREAK. */
typed_kind typed_word(const char *word, size_t size);

/* The length of the unit that a text begins with ("cm", "km/h", "m·s", "°C"), its power apart; 0 for none. */
size_t typed_unit(const char *text, size_t size);

/* Whether letters and digits are a chemical formula: "H2O", "NaCl"; a lone element without digits is one only
 * where it is charged ("Ca²⁺"). */
bool typed_chemical(const char *text, size_t size, bool charged);

/* Whether raised letters only abbreviate a word: "1er", "XIXe", "Mme". */
bool typed_ordinal(const char *text, size_t size);

/* What a word says of numbers beside it. */
typedef enum typed_hint {
    TYPED_NO_HINT,
    TYPED_HINT_MATHS,
    TYPED_HINT_GEOMETRY,
    TYPED_HINT_COUNT,
    TYPED_HINT_GRAMMAR,
    TYPED_HINT_CODE,
    TYPED_HINT_SHARE
} typed_hint;
typed_hint typed_hint_of(const char *word, size_t size, bool before);

/* ---- typed-grammar.c --------------------------------------------------------------------------------------------- */

/* What speaks for a formula; weights stand in typed-evidence.c. */
typedef enum typed_evidence {
    TYPED_EQUALS,
    TYPED_EQUALS_BLANK,
    TYPED_COMPARES,
    TYPED_RELATES,
    TYPED_PARALLEL,
    TYPED_STRONG_SIGN,
    TYPED_ROOTED,
    TYPED_PLUS_NUMBERS,
    TYPED_PLUS_SMALL,
    TYPED_PLUS_CAPITALS,
    TYPED_MINUS,
    TYPED_HYPHEN,
    TYPED_STAR,
    TYPED_LETTER_TIMES,
    TYPED_CLOSE_TIMES,
    TYPED_DIVIDED,
    TYPED_FRACTION,
    TYPED_BARE_FRACTION,
    TYPED_PLUS_MEASURES,
    TYPED_LETTER_FRACTION,
    TYPED_CAPITAL_FRACTION,
    TYPED_MARK_FRACTION,
    TYPED_JUXTAPOSED,
    TYPED_POWERED,
    TYPED_NUMBER_POWER,
    TYPED_INDEXED,
    TYPED_DIGIT_INDEX,
    TYPED_APPLIED,
    TYPED_CAPITAL_APPLIED,
    TYPED_NAMED_FUNCTION,
    TYPED_COORDINATES,
    TYPED_INTERVAL,
    TYPED_BRACES,
    TYPED_SEGMENT,
    TYPED_LINE_NAME,
    TYPED_MEASURE,
    TYPED_GREEK,
    TYPED_ACCENT,
    TYPED_EVIDENCES
} typed_evidence;

/* A formula as the grammar reads it. */
typedef struct typed_reading {
    size_t begin, end; /* tokens; begin == end: none */
    size_t touched;    /* up to here tokens may have been marked up */
    uint64_t evidence; /* bits */
    size_t relations;
    bool blanks; /* holds answer spaces */
} typed_reading;

typed_reading typed_read(typed_tokens *tokens, size_t begin);

/* How sure a reading is, in hundredths, its surroundings seen. */
unsigned typed_weigh(const typed_tokens *tokens, const typed_reading *reading);

#endif
