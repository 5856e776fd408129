/* Liaisons of French: made, optional or forbidden, and their sound.
 *
 * dictionaries/fr/liaisons.tsv has the rules, in order, each with the grammar that it is taken from; h-aspire.tsv the
 * words that allow none. They look at the classes of the words, so they come after context.h. */
#ifndef LANGUAGE_LIAISONS_H
#define LANGUAGE_LIAISONS_H

#include "base/arena.h"
#include "tokens.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct liaisons liaisons;

/* The rules, compiled; they live in the pool and do not change. NULL when memory has ended, or where a row of the table
 * says what no rule can say (the unit tests look at it). */
liaisons *liaisons_new(arena *pool);

/* Says of each word of a text with the next: `liaison` and, where it is made or optional, `liaison_sound` (IPA). A place is
 * marked forbidden where a silent consonant meets a vowel, or an aspirated h; nothing where there is nothing to link, or
 * where a sign or a line's end stands between. A word that a hyphen follows is linked over it ("dit-il"). */
void liaisons_mark(const liaisons *l, const char *text, token *tokens, size_t count);

/* Whether a word begins with an aspirated h, or with a vowel before which there is no liaison either (onze, yaourt). */
bool liaison_aspirated(const char *word, size_t size);

/* Whether the vowel before the n of a word opens in a liaison: "bon ami" is said as "bonne ami", "mon ami" is not. */
bool liaison_opens(const char *word, size_t size);

#endif
