/* Scientific pieces inside text: units after their numbers, words with raised or lowered digits, chemistry. */
#ifndef BRAILLE_SCIENCE_H
#define BRAILLE_SCIENCE_H

#include "filters/braille/glyphs.h"

/* How many glyphs from `i` on are a scientific piece that plain text's rules get wrong; 0: none begins at `i`. */
size_t science_length(const glyph *at, size_t i, size_t count);

/* Whether the piece at `i` is the unit of a number before it. */
bool science_is_unit(const glyph *at, size_t i);

/* Whether a run of Latin letters is made of symbols of elements only. */
bool science_is_chemical(const char *letters, size_t size);

#endif
