/* Where sentences end. French and English conventions: abbreviations ("M.", "p. 24", "etc."), initials, decimal points,
 * ellipses, quotations and dialogues do not end one. dictionaries/fr/abbreviations.tsv holds the words. */
#ifndef LANGUAGE_SENTENCES_H
#define LANGUAGE_SENTENCES_H

#include <stddef.h>

/* The length in bytes of the first sentence of `text`, with the blanks after it; all of it where it is the last. */
size_t sentence_length(const char *text, size_t size, const char *language);

#endif
