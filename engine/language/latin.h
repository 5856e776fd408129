/* Syllables of classical Latin (W. S. Allen, Vox Latina; Allen and Greenough, New Latin Grammar, § 7): one consonant, or a
 * mute and a liquid, begins a syllable, others end the one before; x ends it too (C. E. Bennett, New Latin Grammar, § 4);
 * compounds are divided between their parts. dictionaries/la/ has the compounds, and the words with a rare diphthong. */
#ifndef LANGUAGE_LATIN_H
#define LANGUAGE_LATIN_H

#include <stddef.h>
#include <stdint.h>

/* The bytes at which the syllables of a word begin, as hyphens_find gives them. With or without macrons and breves; "v" and
 * "j" may be written or not ("iam", "jam"; "u" for "v" is known in "qu", "ngu", "su" alone). */
size_t latin_syllables(const char *word, size_t size, uint8_t *starts, size_t most);

#endif
