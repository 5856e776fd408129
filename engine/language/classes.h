/* Classes of words by name, as the tables of dictionaries/ write them. */
#ifndef LANGUAGE_CLASSES_H
#define LANGUAGE_CLASSES_H

#include "lexicon.h"

#include <stddef.h>

/* The bits that `size` bytes of blank-separated names say: "nom m p", "verbe 3 p présent". `*known` is false where a
 * name is none. */
word_class word_class_parse(const char *names, size_t size, bool *known);

#endif
