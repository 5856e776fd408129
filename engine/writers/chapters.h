/* MP3 with a chapter for each heading. */
#ifndef WRITERS_CHAPTERS_H
#define WRITERS_CHAPTERS_H

#include "base/plugin.h"
#include "lesson/lesson.h"

/* Writes what is said as MP3: a file for each chapter and a playlist, in a zip (`files`), or one file with marks. */
ard_status chapters_write(task *t, const ard_document *document, ard_output *output, unsigned kilobits, bool files);

#endif
