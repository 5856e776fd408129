/* A web page that is put into a Word document: the bridge between the two readers, whose headers use the same names. */
#ifndef READERS_DOCX_CHUNKS_H
#define READERS_DOCX_CHUNKS_H

#include "base/plugin.h"
#include "lesson/lesson.h"

/* Reads a page to the end of `container`; `pool` keeps its tree. `part` names it in places. False where it was not read,
 * which is reported. Pictures that it names are said to be missing. */
bool chunk_page(task *t, ard_document *document, ard_node *container, arena *pool, const char *part, const void *bytes,
                size_t size);

#endif
