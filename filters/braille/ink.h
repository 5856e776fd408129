/* Braille back to words: what the filter "ink" asks of the helper of that name, which has liblouis. */
#ifndef BRAILLE_INK_H
#define BRAILLE_INK_H

#include "base/helpers.h"

/* In a reply, besides words: emphasis begins and ends; a word whose cells the code would write otherwise begins, its cells
 * come, it ends; the cells of a formula begin, which INK_SURE ends too. */
enum { INK_EMPHASIS = 1, INK_PLAIN = 2, INK_DOUBT = 3, INK_CELLS = 4, INK_SURE = 5, INK_FORMULA = 6 };

/* Asks for paragraphs, a line of cells in UTF-8 each; the reply has as many lines. `contracted`: of French grade 2. */
ard_status ink_ask(helpers *h, report_log *log, bool contracted, const buffer *paragraphs, unsigned *ticket);

/* The helper that answers; filters/standard.c lists it. */
extern const helper ink_helper;

#endif
