/* Marks: looks that a filter lays on the author's own characters (a silent letter, a syllable), by SPANs with added="around"
 * whose style is a row "Ardoise M1", "M2"... of the style table. They add no character, and taking them away gives the tree
 * that was marked. */
#ifndef LESSON_MARKS_H
#define LESSON_MARKS_H

#include "lesson.h"

#define MARK_ROW "Ardoise M"
#define MARK_ADDED "around"

/* Whether a node is a mark. */
bool node_is_mark(const ard_document *document, const ard_node *node);

/* A new mark of a row made by style_mark. */
ard_node *mark_new(ard_document *document, uint16_t row, place where);

/* Takes all marks away, and their rows out of the style table: what they held stands in their place, and texts that touch
 * are one again. Gives the document's status. */
ard_status marks_take_away(ard_document *document);

#endif
