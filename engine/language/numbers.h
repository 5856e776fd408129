/* Numbers in words. French by the 1990 spelling (hyphens throughout), English. */
#ifndef LANGUAGE_NUMBERS_H
#define LANGUAGE_NUMBERS_H

#include "base/buffer.h"

#include <stdint.h>

/* Adds a cardinal; `feminine` gives "une", "vingt-et-une". Up to 10^18 - 1. */
void number_cardinal(buffer *out, uint64_t number, const char *language, bool feminine);

/* Adds an ordinal: "premier", "première", "vingt-et-unième"; "first". */
void number_ordinal(buffer *out, uint64_t number, const char *language, bool feminine);

#endif
