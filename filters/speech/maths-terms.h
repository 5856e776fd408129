/* A formula while it is put into words: each element becomes a term when what is below it has become terms. */
#ifndef SPEECH_MATHS_TERMS_H
#define SPEECH_MATHS_TERMS_H

#include "filters/speech/plan.h"

typedef enum term_kind {
    TERM_ROW,                   /* items that have not been said yet */
    TERM_NUMBER, TERM_NAME, TERM_FUNCTION, TERM_BIG, TERM_UNIT, TERM_TEXT,
    TERM_SIGN,                  /* an operator or a relation */
    TERM_AFTER,                 /* a sign that belongs to what stands before it: degrees, factorial, prime */
    TERM_OPEN, TERM_CLOSE, TERM_BAR, TERM_INVISIBLE,
    TERM_THING                  /* said: a fraction, a power, a group, ... */
} term_kind;

/* What the words of a term hold, which decides where it needs a beginning and an end. */
enum {
    HAS_SIGN = 1,               /* an operator between */
    HAS_POWER = 2,              /* "au carré", "au cube" */
    HAS_EXPONENT = 4,           /* any other exponent */
    HAS_FENCE = 8,              /* a parenthesis that is said */
    HAS_OVER = 16,              /* "a sur b" */
    HAS_FRACTION = 32,          /* a fraction with a beginning */
    HAS_ROOT = 64,
    HAS_INDEX = 128,
    HAS_COMMA = 256,
    HAS_BIG = 512,
    HAS_TABLE = 1024
};

typedef struct term {
    struct term *next;          /* in a row */
    term_kind kind;
    const char *words;          /* what is said; "" for what is not */
    const char *token;          /* characters of a token; NULL else */
    const char *const *row;     /* of the table maths.tsv; NULL where it has none */
    struct term *items, *last;  /* of a row */
    struct term *inner;         /* of a group: its content */
    unsigned traits;
    unsigned long long value;   /* of a whole number */
    bool whole;
    bool group;                 /* between fences, or a power of such: a product with it is said */
    bool applied;               /* a function that its power or index still lets apply: "f au carré de x" */
    bool distinct;              /* its argument is always begun by "de": "sinus hyperbolique de" */
    bool vulgar;                /* a fraction with a name: "trois quarts" */
    bool functions;             /* names of functions alone: "f + g" */
    bool interval;              /* of a bracket: it opens an interval */
    bool table;
    unsigned rows, columns;     /* of a table; columns of a name: 1 where its row is a unit's */
} term;

typedef struct formula {
    arena *pool;
    const speech_wishes *wishes;
    const speech_words *words;
    const rule_set *rules;      /* for text in formulas; may be NULL */
    const word_table *table;    /* key; kind; in school; in ClearSpeak */
    const word_table *modes;    /* key; brief; verbose, "" as in school; NULL in other wordings */
    reading_task numbers;
} formula;

/* The words under a key in the wording that is wished; "" where there are none. */
const char *formula_words(const formula *f, const char *key);

/* A new term of words, copied; never NULL but when the pool has failed. */
term *term_new(formula *f, term_kind kind, const char *words);

/* A term whose words are a key's template with {1}, {2}, {3} replaced by other terms' words. */
term *term_from(formula *f, const char *key, const term *a, const term *b, const term *c);

/* Whether a term stands for this token. */
bool term_is(const term *t, const char *token);

/* Whether a term can stand before an operator: not an operator itself, nor what opens. */
bool term_is_operand(const term *t);

/* Whether what a group holds is so short that its parentheses need not be said. */
bool term_is_short(const term *t);

/* How many capital letters, with nothing else, a term says: names of points. */
unsigned term_points(const term *t);

/* Says items that hold no fences. One item alone stays what it is. */
term *run_say(formula *f, term **items, size_t count);

/* Says the items of a row (or gives back what is no row). */
term *row_say(formula *f, term *row);

/* Adds a term to a row; items of a row are moved. */
void row_add(term *row, term *item);

/* A table's rows and cells in words: `open` is the fence before it, or "". */
term *table_say(formula *f, term *table, const char *open);

#endif
