/* Formulas of the French notation (2007) back to what one types: "⠨⠃⠨⠉⠈⠣⠶⠩⠈⠣" is "BC²=3²". */
#ifndef BRAILLE_INK_MATHS_H
#define BRAILLE_INK_MATHS_H

#include "base/buffer.h"
#include "filters/braille/cells.h"

/* Adds what a word of cells says as a formula: letters, numbers, signs, powers, indices, fractions, roots, blocks (as
 * parentheses). False, and nothing added, where a cell has no meaning there, or nothing in it is a formula's alone. The pass
 * for typed formulas (engine/maths/typed.h) makes MathML of it. */
bool ink_formula(const cell *at, size_t count, buffer *text);

#endif
