/* Inside of the grammar of typed formulas: typed-grammar.c reads operands, brackets and what stands between them;
 * typed-markup.c writes scripts and fractions around their tokens. */
#ifndef MATHS_TYPED_GRAMMAR_H
#define MATHS_TYPED_GRAMMAR_H

#include "typed-inside.h"

enum {
    DEPTH = 16,
    TOKENS_MOST = 400,
};

/* A row that is open: of a bracket, or the formula's own. */
typedef struct level {
    size_t open;                      /* its bracket */
    size_t term;                      /* where the operands that signs of multiplication join begin */
    size_t factor, product;           /* where the last operand, and the operands side by side with it, begin */
    size_t divided;                   /* "/" that waits for its right operand; 0 for none */
    size_t left;                      /* where its left operand begins */
    size_t fraction;                  /* "/" whose right operand has just ended; 0 for none */
    size_t separators, commas, lines; /* counted inside; operators and relations */
    bool blank, applied, root, chained;
    uint64_t outside; /* evidence kept for when the bracket closes */
} level;

typedef struct grammar {
    typed_tokens *tokens;
    size_t begin, at, end;
    level levels[DEPTH];
    size_t depth;
    bool wants;    /* an operand */
    bool function; /* after a function's name */
    size_t ends;   /* where the last operand ends: its last token */
    typed_reading now, best;
} grammar;

/* The token at a number; NULL past the end, whose kind is TYPED_NEWLINE. */
typed_token *token_at(const grammar *g, size_t at);
typed_kind kind_at(const grammar *g, size_t at);

/* Whether a token follows the one before it without a blank. */
bool joined(const grammar *g, size_t at);

level *top(grammar *g);
void note(grammar *g, typed_evidence evidence);
char first_byte(const grammar *g, size_t at);
bool is_capital(const grammar *g, size_t at);

/* What is written before a token, and how many braces end after it. */
void put_before(grammar *g, size_t at, const char *tex);
void put_end(grammar *g, size_t at, int count);

/* Reads what stands raised, lowered or primed after an operand that ends before `at`. */
void read_scripts(grammar *g);

/* Ends the fraction, if any, whose right operand is the last one. */
void end_fraction(grammar *g);

/* "x/2y" is read in two ways: it keeps its slash. */
void undo_fraction(grammar *g);

#endif
