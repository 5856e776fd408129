#include "chunks.h"

#include "readers/html.h"
#include "source/xml.h"

/* Pictures of a page inside a document: its own archive is not searched, and nothing beside the document is its. */
static int picture_of_chunk(webpage *w, const char *address, place where)
{
    report(w->task->log, where, "docx.picture.missing", address, NULL);
    return 0;
}

bool chunk_page(task *t, ard_document *document, ard_node *container, arena *pool, const char *part, const void *bytes,
                size_t size)
{
    xml_node *root = NULL;
    if (html_read(&root, pool, t->log, t->limits, part, bytes, size) != ARD_OK)
        return false;
    return webpage_read(t, document, container, root, part, picture_of_chunk) == ARD_OK;
}
