/* What a word of cells says, where liblouis says something that no one would write. */
#ifndef BRAILLE_INK_WORDS_H
#define BRAILLE_INK_WORDS_H

#include "base/buffer.h"
#include "filters/braille/cells.h"

/* Words of letters in a text, and how many of them are French; single letters say nothing. */
size_t ink_known_words(const char *text, size_t *words);

/* Whether the table writes a text with these cells. */
bool ink_writes(const char *louis, const char *text, const cell *at, size_t count);

/* Chooses among readings of a word: the one in `text`, and those that French punctuation, Roman numbers, words without contractions
 * and parts apart make of its cells. The best is the one that the table writes with these cells, and whose words the lexicon has.
 * It becomes `text`. Gives whether the table writes it so. `sure`: it does so with what is in `text`. */
bool ink_choose(const char *louis, const cell *at, size_t count, bool sure, buffer *text);

#endif
