/* The parts of the filter "structure", in the order in which it runs them. Each counts what it made. */
#ifndef STRUCTURE_STRUCTURE_H
#define STRUCTURE_STRUCTURE_H

#include "base/plugin.h"
#include "lesson/lesson.h"

/* Dots, underscores and underlined blanks that pupils write on become ANSWER nodes. */
size_t structure_answers(ard_document *document);

/* Whether a text asks to complete something: what stands dotted, or empty, after it is to be filled in. */
bool structure_asks_to_complete(const char *text);

/* In an exercise, what a typed number or letter begins becomes a QUESTION, where they count on; their number. */
size_t structure_questions(ard_document *document);

/* First rows and columns that their look, or a table to fill in, shows to be headers become HEADER_CELL; the number of tables. */
size_t structure_heads(ard_document *document);

/* How many cells of a table a pupil may be meant to fill in: the empty ones of a table that has others, the corner apart,
 * where they are no few; and those that end with "=". */
size_t structure_open_cells(const ard_node *table);

/* Empty cells of tables to fill in get an ANSWER; their number. */
size_t structure_cells(ard_document *document);

/* Boxes to tick become CHECK nodes, and boxes to fill in a calculation ANSWER nodes, counted in `*answers`. */
size_t structure_checks(ard_document *document, size_t *answers);

typedef struct structure_counts {
    size_t headings, instructions, exercises;
} structure_counts;

/* Tables of one cell become asides; their number. */
size_t structure_boxes(ard_document *document);

/* After structure_titles: an aside around a heading alone gives way to it; others get data-box, where their words say. */
void structure_box_titles(ard_document *document);

/* Before structure_titles: numbered titles of exercises that are a line in a paragraph, or the end of a list, become
 * paragraphs. */
void structure_lines(ard_document *document);

/* Paragraphs that look like titles or instructions become HEADING and INSTRUCTION, where sure; where not, a note says
 * which and where. */
void structure_titles(ard_document *document, report_log *log, structure_counts *counts);

/* What belongs to an exercise is put into an EXERCISE with its heading. */
void structure_exercises(ard_document *document, structure_counts *counts);

/* Leaves of exercises that order become INSTRUCTION; their number. */
size_t structure_instructions(ard_document *document);

/* What exercises assess gets data-assesses: "auto", as their words tell; else `choice` for all, "no" for none. Their
 * number. */
size_t structure_assess(ard_document *document, const char *choice);

/* After structure_exercises: sections that are to be learnt ("Je retiens", "Vocabulaire"), and examples in exercises, become
 * asides with their data-box; their number. */
size_t structure_box_sections(ard_document *document);

/* Lines with typed bullets or numbers, and words between tabs, become lists; their number. */
size_t structure_lists(ard_document *document);

/* Short lines that look like a poem's become VERSE; the number of stanzas. */
size_t structure_verses(ard_document *document);

/* Marks the emphasis that a question is about; the number of marks. */
size_t structure_asked(ard_document *document);

/* Formulas that are typed as text become MATHS nodes where they are sure in `least` hundredths: data-typed says how sure,
 * data-source how they were typed, where characters alone can show it. */
size_t structure_formulas(ard_document *document, report_log *log, unsigned least);

#endif
