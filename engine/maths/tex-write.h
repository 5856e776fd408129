/* Formulas as TeX, the way LaTeX with amsmath, MathJax and KaTeX show them. */
#ifndef MATHS_TEX_WRITE_H
#define MATHS_TEX_WRITE_H

#include "base/buffer.h"
#include "lesson/lesson.h"

/* Adds a formula's TeX, without delimiters: no "$" but "\$", no line end, no blank at its ends, and no "|" where `cell`
 * (Markdown's tables take it for theirs). The TeX that it was read from ("data-tex") where that still says the same in
 * `language`; else it is made from the MathML, which `tex_read` gives again, but for colours of the ground, sizes and
 * strokes that TeX has no command for. */
void tex_write(const ard_node *maths, const char *language, bool cell, buffer *out);

#endif
