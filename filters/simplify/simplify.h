/* The parts of the filter "simplify". None changes a word; what they generate carries added="1". */
#ifndef SIMPLIFY_SIMPLIFY_H
#define SIMPLIFY_SIMPLIFY_H

#include "base/plugin.h"
#include "lesson/lesson.h"

/* Begins each sentence of running text, and each action of an instruction, on a line of its own, as asked. */
typedef struct line_counts {
    size_t sentences, actions;
} line_counts;
void simplify_lines(ard_document *document, bool sentences, bool actions, line_counts *counts);

/* Tables wider than `most` columns become one block of named values a row. Those whose headers are not clear, and those
 * that are to be filled in, stay, counted in `*kept`. */
size_t simplify_tables(ard_document *document, size_t most, size_t *kept);

/* Notes of one paragraph are brought to the word that refers to them, between brackets; others stay, in `*kept`. */
size_t simplify_notes(ard_document *document, size_t *kept);

/* Pictures that the source marks as decoration are taken away. */
size_t simplify_pictures(ard_document *document);

/* Each exercise begins a new page. */
size_t simplify_pages(ard_document *document);

#endif
