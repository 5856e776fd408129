/* Formulas: every notation becomes MathML in the tree, a MATHS (or MATHS_BLOCK) node with MATHML nodes below. */
#ifndef MATHS_MATHML_H
#define MATHS_MATHML_H

#include "base/buffer.h"
#include "lesson/lesson.h"
#include "source/xml.h"

/* A formula from a "math:math" element: presentation MathML is kept; `semantics` gives its presentation child, and a
 * TeX or StarMath annotation is dropped; content MathML is a loss that is reported. MATHS_BLOCK where
 * display="block", else MATHS. NULL when memory or limits refused it. */
ard_node *mathml_read(ard_document *document, report_log *log, const xml_node *math, const char *part);

/* A formula from an "m:oMath" element (Office Open XML, ECMA-376 part 1, 22.1). Always MATHS: "m:oMathPara" is the
 * reader's to make a MATHS_BLOCK of. What it does not know is kept as text, and reported. */
ard_node *omml_read(ard_document *document, report_log *log, const xml_node *omath, const char *part);

/* A formula from TeX as schools write it: `size` bytes of UTF-8 between its delimiters. MATHS_BLOCK where `block`, else
 * MATHS. The source stands in `data-tex`. A command that is unknown is reported and kept as text; where braces do not
 * match, or nest too deeply, that is reported too. A comma between digits is a decimal one unless the lesson is in
 * English. NULL when memory or limits refused it. */
ard_node *tex_read(ard_document *document, report_log *log, const char *text, size_t size, bool block, place where);

/* Adds a formula as a <math> element with its namespace and attributes in order. `prefix` before each element's name
 * ("" or "math:"). */
void mathml_write(const ard_node *maths, const char *prefix, buffer *out);

/* Adds a formula on one line as people type it: "x^2 + 1/(2a)", "√(b^2 - 4ac)"; one that was typed (`data-source`) as it was.
 * For text forms. */
void mathml_linear(const ard_node *maths, buffer *out);

/* Adds a formula as StarMath 5.0, LibreOffice's own text of a formula, which it shows as the MathML reads. Nothing is
 * added where there is no memory for it. */
void mathml_starmath(const ard_node *maths, buffer *out);

#endif
