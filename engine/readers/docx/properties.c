#include "docx.h"

#include "base/text.h"

#include <string.h>

/* Core properties (ECMA-376 part 2, 8.3) that a lesson keeps; of two of one name the first that says something counts. */
static const struct {
    const char *element, *meta;
} kept[] = {
    {"dc:title", "title"},        {"dc:creator", "author"},    {"dc:description", "description"},
    {"dc:subject", "subject"},    {"cp:keywords", "keywords"}, {"dc:language", "language"},
    {"dcterms:modified", "date"}, {"dcterms:created", "date"},
};

void docx_read_properties(docx *d)
{
    const opc_relation *r = opc_relation_typed(d->package, NULL, "core-properties");
    xml_node *root = NULL;
    if (!r || !r->found || opc_xml(d->package, r->target, &root) != ARD_OK)
        return;
    buffer text = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        const xml_node *n = xml_child(root, kept[i].element);
        buffer_reset(&text);
        if (n)
            xml_text(n, &text);
        bool empty = strspn(buffer_string(&text), " \t\r\n") == text.size;
        if (!empty && !lesson_meta(d->document, kept[i].meta))
            lesson_set_meta(d->document, kept[i].meta, buffer_string(&text));
    }
    buffer_free(&text);
}
