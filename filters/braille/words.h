/* Translation by words: what liblouis made of a word once is not asked of it again. */
#ifndef BRAILLE_WORDS_H
#define BRAILLE_WORDS_H

#include "filters/braille/cells.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The words of one table that were met, with their cells: at most 4 MB, then it begins anew. */
typedef struct words words;

/* NULL when memory has ended. `louis` is borrowed. */
words *words_new(const char *louis);
void words_free(words *w);

/* As louis_translate over the whole text, of which it gives the cells: words with the blanks around them, locutions of
 * several words ("parce que") and runs of numbers and signs are translated as one. */
bool words_translate(words *w, const uint32_t *text, size_t count, cells *out, size_t *starts);

/* How many units had to be translated by liblouis so far. */
size_t words_asked(const words *w);

#endif
