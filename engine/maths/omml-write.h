/* Formulas as OMML (Office Open XML, ECMA-376 part 1, 22.1), the way Word writes them. */
#ifndef MATHS_OMML_WRITE_H
#define MATHS_OMML_WRITE_H

#include "base/buffer.h"
#include "lesson/lesson.h"

/* Adds a formula as XML: of a MATHS "<m:oMath>...</m:oMath>", of a MATHS_BLOCK that in "<m:oMathPara>...". The prefixes m
 * (".../officeDocument/2006/math") and w (".../wordprocessingml/2006/main") must be bound where it stands, which is in a
 * w:p or in any inline of one. `omml_read` gives the same MathML again, but for rows that group nothing.
 *
 * What OMML has no word for keeps its characters and is counted in `*lost` (NULL: not counted): elementary columns,
 * cells over several columns or rows, lines of tables, enclosures such as a circle, more than a pair of scripts on one
 * side. Nothing else is counted. Failures of memory are the buffer's, which are sticky. */
void omml_write(const ard_node *maths, buffer *out, unsigned *lost);

#endif
