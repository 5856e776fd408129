/* Tables that are drawn with characters. */
#ifndef READERS_TEXT_TABLES_H
#define READERS_TEXT_TABLES_H

#include "lesson/lesson.h"

/* A table of a paragraph's lines, each with its newline, whose first stands in line `line` of the source: drawn with "+", "-"
 * and "|", with a bar between its cells in each line, or with tabs (three lines at least, as many tabs in each). The caller
 * appends it; NULL where the lines are none. */
ard_node *text_table(ard_document *document, const char *lines, uint32_t line);

#endif
