/* How many sheets a lesson takes when it is printed, told from its characters: no page is laid out. */
#ifndef SIMPLIFY_SHEETS_H
#define SIMPLIFY_SHEETS_H

#include "lesson/lesson.h"

/* The page as the style table has it; points, spacing in ems, lines as a factor. */
typedef struct sheet_look {
    double width, height, size, line, gap, letter, word;
    bool breaks;            /* cards begin a page */
} sheet_look;

sheet_look sheet_look_of(const ard_document *document);

/* The sheets that it takes, the last one in part; rather more than less. */
double sheets_needed(const ard_document *document, const sheet_look *look);

#endif
