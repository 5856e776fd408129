/* The second half of lesson_tidy. */
#ifndef LESSON_CLEAN_H
#define LESSON_CLEAN_H

#include "lesson.h"

/* In a tree whose nodes all stand where they may: joins texts, takes away what is empty and blanks at the ends of
 * leaves, brings levels and captions right, what filters gave to the end, and looks at the depth. */
void clean_tree(ard_document *document);

#endif
