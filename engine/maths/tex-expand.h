/* TeX that is written out as plain TeX before it is read. For the TeX reader's own files. */
#ifndef MATHS_TEX_EXPAND_H
#define MATHS_TEX_EXPAND_H

#include "base/arena.h"
#include "base/buffer.h"

/* Writes out what a formula defines itself (\newcommand, \def), chemistry and quantities into `out`. False where there
 * is nothing of the kind, or where it would grow past eight times its size: the formula is then read as it is. `comma`:
 * decimals have a comma. */
bool tex_expand(arena *pool, const char *text, size_t size, bool comma, buffer *out);

/* Adds a formula of chemistry (mhchem 4's "\ce") as TeX: "H2O", "SO4^2-", "Na+", "2 H2 + O2 -> 2 H2O", "^{14}_{6}C". */
void tex_chemistry(const char *formula, buffer *out);

/* Adds a number and a unit (siunitx 3; NULL for none) as TeX: "1.5e3", "\kilo\metre\per\hour" or "km.h^{-1}". */
void tex_quantity(const char *number, const char *unit, bool comma, buffer *out);

#endif
