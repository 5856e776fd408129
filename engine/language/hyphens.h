/* Syllables of writing, for languages whose sounds ardoise does not know: where a word may be parted at a line's end.
 *
 * English, Spanish, German and Italian by the patterns of libhyphen's dictionaries (F. M. Liang, Word Hy-phen-a-tion by
 * Com-put-er, 1983), Latin by rules (latin.h). The patterns are compiled in: no file, no state. */
#ifndef LANGUAGE_HYPHENS_H
#define LANGUAGE_HYPHENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether words of a language (BCP 47) can be parted here. False for French, whose syllables are graphemes.h's to say. */
bool hyphens_know(const char *language);

/* The bytes at which the syllables of a word begin, in rising order, the first of them 0; gives how many, `most` at most.
 * 1 for a word that has one syllable or is in another language, for what is no word, and for one of more than 200 bytes;
 * 0 for no bytes at all. Where the dictionary leaves a beginning or an end whole, because a line would not be broken there
 * ("again"), so does this. */
size_t hyphens_find(const char *word, size_t size, const char *language, uint8_t *starts, size_t most);

#endif
