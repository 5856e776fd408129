/* Headers and footers. The header of the first page often is the only place that names the chapter and the activity, or
 * asks for the pupil's name: it begins the lesson. The others, and footers, are said to be left out. */
#include "docx.h"

#include "base/text.h"

#include <string.h>

/* The header part of the first page: of its section, the first page's own where that is asked for (17.10.6). */
static const char *first_header(docx *d, const xml_node *body)
{
    const xml_node *section = body->first;
    while (section && !xml_is(section, "w:sectPr"))
        section = xml_following(section, body);
    const xml_node *own = section ? xml_child(section, "w:titlePg") : NULL;
    const char *wanted = own && wml_on(own) ? "first" : "default";
    for (const xml_node *n = section ? xml_child(section, "w:headerReference") : NULL; n;
         n = xml_sibling(n, "w:headerReference")) {
        const char *type = xml_value(n, "w:type");
        const opc_relation *r = opc_relation_of(d->package, d->main, xml_value(n, "r:id"));
        if (r && r->found && strcmp(type ? type : "default", wanted) == 0)
            return docx_part_name(d, r->target);
    }
    return NULL;
}

void docx_read_header(docx *d, const xml_node *body)
{
    const char *part = first_header(d, body);
    xml_node *root = NULL;
    if (!part || opc_xml(d->package, part, &root) != ARD_OK)
        return;
    ard_node *aside = node_new(d->document, ASIDE, xml_place(root, part));
    docx_flow *outer = d->flow;
    node_append(lesson_root(d->document), aside);
    node_set(d->document, aside, "data-part", "header");
    d->part = part;
    docx_flow_open(d, root, aside);
    if (d->flow != outer) {
        docx_walk(d, root);
        docx_flow_close(d);
    }
    d->part = d->main;
    buffer text = BUFFER_EMPTY;
    if (aside)
        node_text(aside, &text);
    if (office_header_says(buffer_string(&text)))
        d->header = part;
    else
        node_unlink(aside);
    buffer_free(&text);
}

/* Adds the words of a header, at most so many bytes of them. */
static void header_text(const xml_node *root, buffer *text)
{
    enum { MOST = 200 };
    for (const xml_node *n = root->first; n && text->size < MOST;
         n = xml_is(n, "mc:Fallback") ? xml_after(n, root) : xml_following(n, root)) {
        if (xml_is(n, "mc:Fallback"))
            continue;
        if ((xml_is(n, "w:p") || xml_is(n, "w:tab")) && text->size)
            buffer_byte(text, ' ');
        for (const xml_node *t = xml_is(n, "w:t") ? n->first : NULL; t; t = t->next)
            for (size_t at = 0, length; !t->name && at < t->size && text->size < MOST; at += length)
                buffer_point(text, text_decode(t->text + at, t->size - at, &length));
    }
}

/* Reports one header or footer, unless it was read, or its words were already said. */
static void report_part(docx *d, const xml_node *reference, table *seen)
{
    const opc_relation *r = opc_relation_of(d->package, d->main, xml_value(reference, "r:id"));
    const char *part = r && r->found ? docx_part_name(d, r->target) : NULL;
    xml_node *root = NULL;
    if (!part || part == d->header || table_value(seen, part) || opc_xml(d->package, part, &root) != ARD_OK)
        return;
    buffer text = BUFFER_EMPTY;
    header_text(root, &text);
    bool new = office_header_says(buffer_string(&text)) && !table_value(seen, buffer_string(&text));
    table_set(seen, part, d);
    table_set(seen, buffer_string(&text), d);
    if (new)
        report(d->log, PLACE(part, 0, 0),
               xml_is(reference, "w:headerReference") ? "docx.header.left" : "docx.footer.left", buffer_string(&text),
               NULL);
    buffer_free(&text);
}

/* A section's first header counts only where it is turned on. */
void docx_report_headers(docx *d, const xml_node *body)
{
    table *seen = table_new(d->pool);
    for (const xml_node *n = body->first; n; n = xml_following(n, body)) {
        const xml_node *own = xml_is(n, "w:sectPr") ? xml_child(n, "w:titlePg") : NULL;
        for (const xml_node *at = xml_is(n, "w:sectPr") ? n->first : NULL; at; at = at->next) {
            const char *type = xml_value(at, "w:type");
            bool shown = !type || strcmp(type, "default") == 0 || (strcmp(type, "first") == 0 && own && wml_on(own));
            if (shown && (xml_is(at, "w:headerReference") || xml_is(at, "w:footerReference")))
                report_part(d, at, seen);
        }
    }
}
