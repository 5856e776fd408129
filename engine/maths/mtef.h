/* Formulas of Equation Editor 3 and MathType, as they are kept in a document's OLE objects: MTEF, versions 3 and 5 (the
 * format as Design Science published it). */
#ifndef MATHS_MTEF_H
#define MATHS_MTEF_H

#include "base/report.h"
#include "lesson/lesson.h"

/* A formula from the stream "Equation Native" of an object: MATHS. What it does not know is reported and its characters
 * are kept. NULL where the bytes are no formula of these versions, or break off: nothing is reported then. */
ard_node *mtef_read(ard_document *document, report_log *log, const unsigned char *bytes, size_t size, place where);

#endif
