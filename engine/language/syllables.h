/* Syllables of a word whose graphemes are known. */
#ifndef LANGUAGE_SYLLABLES_H
#define LANGUAGE_SYLLABLES_H

#include "spelling.h"

/* Sets the syllables of a spelling of `word` by the conventions (NULL: all false). Every syllable holds one vowel that is
 * sounded; a word without any is one syllable. A cut never parts the letters of a grapheme, but those of a doubled
 * consonant (typographic) and of one that stands for two sounds in two syllables: "bi-llet", "cri-er", "vo-yage". */
void syllables_cut(const char *word, const conventions *c, spelling *s);

#endif
