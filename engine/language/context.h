/* What words are in their sentence: "les poules du couvent couvent". Each word has some readings: those of the tables
 * (words of grammar), of the lexicon, or guessed from its ending. Of all ways through the sentence the one is taken that
 * costs least: what rarely follows what (dictionaries/fr/context-costs.tsv), and what does not agree (determiner, noun
 * and adjective in gender and number; subject and verb in person and number). Linear in the length of the sentence. */
#ifndef LANGUAGE_CONTEXT_H
#define LANGUAGE_CONTEXT_H

#include "base/arena.h"
#include "tokens.h"

/* The compiled tables, and the work room of one caller. */
typedef struct context context;

enum { CONTEXT_READINGS = 8 };

/* What a form may be, wherever it stands; it can be kept for the next time that the form is met. */
typedef struct context_word {
    uint32_t classes[CONTEXT_READINGS];     /* word_class */
    uint8_t kinds[CONTEXT_READINGS], costs[CONTEXT_READINGS];
    uint8_t count;                          /* at least one */
    bool capital;                           /* the form as it was looked up begins with one */
    uint16_t sense;                         /* its first row of context-senses.tsv, from 1; 0 for none */
} context_word;

/* It lives and ends with the pool, but for context_end. NULL when memory has ended. */
context *context_new(arena *pool);

/* Frees the work room. */
void context_end(context *c);

/* Looks up what a word or an elision ("l'", with its apostrophe) may be. */
void context_look(const context *c, const char *word, size_t size, context_word *found);

/* The likeliest class of a word out of context. */
word_class context_alone(const context_word *word);

/* Decides `class` of tokens[0] to tokens[count - 1], a whole text; words[i] is that of context_look for words and elisions, and
 * NULL for other tokens. Of features that stay open ("os": one or several) the determiner's are taken. False when memory has ended: nothing is decided. */
bool context_decide(context *c, const char *text, token *tokens, size_t count, const context_word *const *words);

#endif
