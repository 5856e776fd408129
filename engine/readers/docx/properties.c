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

/* Adds the words of a header, at most so many bytes of them. Letters tell them from page numbers. */
static bool header_text(const xml_node *root, buffer *text)
{
    enum { MOST = 200 };
    bool letters = false;
    for (const xml_node *n = root->first; n && text->size < MOST; n = xml_following(n, root)) {
        if (xml_is(n, "w:p") && text->size)
            buffer_byte(text, ' ');
        for (const xml_node *t = xml_is(n, "w:t") ? n->first : NULL; t; t = t->next)
            for (size_t at = 0, length; !t->name && at < t->size; at += length) {
                uint32_t point = text_decode(t->text + at, t->size - at, &length);
                letters = letters || text_is_letter(point);
                buffer_point(text, point);
            }
    }
    return letters;
}

void docx_report_headers(docx *d)
{
    table *seen = table_new(d->pool);
    for (const opc_relation *r = opc_relations(d->package, d->main); r; r = r->next) {
        bool header = strcmp(r->type, "header") == 0, footer = strcmp(r->type, "footer") == 0;
        xml_node *root = NULL;
        if (!(header || footer) || !r->found || opc_xml(d->package, r->target, &root) != ARD_OK)
            continue;
        buffer text = BUFFER_EMPTY;
        if (header_text(root, &text) && !table_value(seen, buffer_string(&text))) {
            table_set(seen, buffer_string(&text), d);
            report(d->log, PLACE(docx_part_name(d, r->target), 0, 0), header ? "docx.header.left" : "docx.footer.left",
                   buffer_string(&text), NULL);
        }
        buffer_free(&text);
    }
}
