/* Formulas that people type as text: "A = 6×1000 + 2×100", "x² − 3", "3/4", "(d1) // (d2)".
 *
 * typed_find looks at a string alone: it knows no tree. What it finds is handed over as TeX, so that a typed formula gets
 * the very MathML that tex_read makes of the same formula, and braille and speech say both alike. */
#ifndef MATHS_TYPED_H
#define MATHS_TYPED_H

#include "base/buffer.h"

/* What the formatting says of a byte. */
enum { TYPED_LINE, TYPED_UPPER, TYPED_LOWER, TYPED_SHUT, TYPED_ANSWER };

/* A formula, or the part of one between two answer spaces: bytes of the string, its TeX as bytes of the list's `tex`,
 * and how sure it is, from 0 to 99. */
typedef struct typed_formula {
    size_t begin, end;
    size_t tex, tex_size;
    unsigned confidence;
    bool goes_on; /* the same formula as the one before it in the list */
} typed_formula;

typedef struct typed_list {
    typed_formula *at;
    size_t count, room;
    buffer tex;
} typed_list;

/* Finds the formulas in `size` bytes of UTF-8, from left to right, and adds those of at least `least` hundredths to the
 * list. `marks` says what the formatting shows, a byte for each byte of the text: scripts; TYPED_SHUT for what is no text
 * or must stay whole (code, a link), which no formula holds; TYPED_ANSWER for a space to write in, which stands as an
 * operand and parts a formula in two. False when memory has ended.
 *
 * Numbers with units, percentages and names of points alone are no formulas: text says them as well, and braille and
 * speech know them there. Chemistry is none either. Time grows with the text alone. */
bool typed_find(const char *text, size_t size, const unsigned char *marks, unsigned least, typed_list *list);

void typed_free(typed_list *list);

#endif
