/* Word's EQ fields, in which teachers wrote formulas before 2007 and still do ("EQ \f(1;2)"). */
#ifndef MATHS_EQ_FIELD_H
#define MATHS_EQ_FIELD_H

#include "base/report.h"
#include "lesson/lesson.h"

/* A formula from the instruction of an EQ field without its name (ECMA-376 part 1, 17.16.5.17): MATHS. Elements are
 * parted by ";" where there is one, else by ",". A switch that is unknown is reported, and what it is applied to is kept.
 * NULL when memory or limits refused it, or where there is nothing. */
ard_node *eq_field_read(ard_document *document, report_log *log, const char *text, place where);

#endif
