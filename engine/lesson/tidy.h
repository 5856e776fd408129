/* What is true of every tree after any reader: see the two rules in lesson.h. */
#ifndef LESSON_TIDY_H
#define LESSON_TIDY_H

#include "lesson.h"

/* Makes the rules true, losing no text: stray inlines in a container are wrapped in a paragraph; a block inside a leaf
 * ends that leaf and goes on after it; texts that touch are joined; empty inlines, empty paragraphs and lists without
 * items are taken away; items outside lists, rows outside tables, cells outside rows get theirs; heading levels are
 * brought into 1 to 6; a leaf's blanks at both ends go (a CODE_BLOCK's stay). */
ard_status lesson_tidy(ard_document *document);

/* The first rule that does not hold, as a sentence for tests, or NULL. */
const char *lesson_fault(const ard_document *document);

#endif
