/* Where the formulas of a paragraph of cells are. */
#ifndef BRAILLE_INK_MATHS_H
#define BRAILLE_INK_MATHS_H

#include "base/buffer.h"
#include "filters/braille/cells.h"

/* Cells [from, to) of a line that are a formula, with the punctuation of the sentence around it: [begin, from) and [to, end). */
typedef struct ink_span {
    size_t begin, from, to, end;
} ink_span;

/* Whether a formula surely begins at a word's first cell: ⠠⠄, or ⠠ before what only a formula has. It may hold blanks. */
bool ink_formula_begins(const cells *line, size_t word, ink_span *found);

/* Whether cells are a formula with at least `strength` signs that words do not have. */
bool ink_is_formula(const cell *at, size_t count, unsigned strength);

/* Whether what cells [from, to) open goes on behind blanks: a matrix, a determinant, a system (chapter 13). */
bool ink_opens_rows(const cells *line, size_t from, size_t to);

/* Whether a word, [from, to), that nothing else explains is a formula, the punctuation of the sentence apart; behind ⠠ a letter
 * alone is; without ⠠ one of `strength` signs that words do not have, 0: none is. */
bool ink_word_formula(const cells *line, size_t from, size_t to, unsigned strength, ink_span *found);

/* Adds a formula to a reply, with the punctuation around it. */
void ink_put_formula(const cells *line, const ink_span *found, buffer *reply);

#endif
