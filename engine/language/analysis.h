/* The one door to written French taken apart: tokens, classes, graphemes, syllables, liaisons. doc/language.md. */
#ifndef LANGUAGE_ANALYSIS_H
#define LANGUAGE_ANALYSIS_H

#include "base/arena.h"
#include "spelling.h"
#include "tokens.h"

#include <stddef.h>

typedef struct analyser analyser;

/* An analyser, one a document: compiled rules and a bounded memo live in it. It is ended by analyser_end, before its pool;
 * what `conventions` borrows must live as long. NULL conventions: all false. NULL: memory has ended. */
analyser *analyser_new(arena *pool, const conventions *c);
void analyser_end(analyser *a);     /* takes NULL */

/* The tokens of a paragraph in the language of a BCP 47 tag, covering every byte in order; they live until the analyser's next call, and so do
 * their spellings. `*count` is 0 when memory has ended. */
const token *analyse_text(analyser *a, const char *text, size_t size, const char *language, size_t *count);

/* One French word out of context: its likeliest class; its spelling. Never NULL; it lives until the next call. */
const token *analyse_word(analyser *a, const char *word, size_t size);

#endif
