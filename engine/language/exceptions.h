/* Words that are not taken apart by the rules: homographs (dictionaries/fr/homographs.tsv) and a person's own rows. */
#ifndef LANGUAGE_EXCEPTIONS_H
#define LANGUAGE_EXCEPTIONS_H

#include "base/arena.h"
#include "lexicon.h"
#include "spelling.h"

#include <stddef.h>

typedef struct exceptions exceptions;

/* Homographs, and the rows of a person ("form TAB syllables joined by - [TAB graphemes]"; NULL for none; borrowed), compiled; they live
 * and end with the pool. A row that does not spell its form is passed over. NULL when memory has ended. */
const exceptions *exceptions_new(arena *pool, const char *rows);

/* What there is for a word, whatever its class; 0 for nothing. To be kept for the next time the word is met. */
unsigned exceptions_find(const exceptions *e, const char *word, size_t size);

/* Puts in the graphemes, and gives whether there are any, of what was found, for a word of a class. */
bool exceptions_graphemes(const exceptions *e, unsigned found, word_class class, size_t size, spelling *s);

/* Puts in the syllables of a person's row. */
void exceptions_syllables(const exceptions *e, unsigned found, spelling *s);

#endif
