/* Headers and footers. The header of the first page often is the only place that names the chapter and the activity, or
 * asks for the pupil's name: it begins the lesson. The others, and footers, are said to be left out. */
#include "odt.h"

#include "base/text.h"

#include <string.h>

static const xml_node *masters_of(const odt *d)
{
    return d->styles_root ? xml_child(d->styles_root, "office:master-styles") : NULL;
}

/* The page style of the first paragraph, else the usual one (16.9). */
static const xml_node *first_master(const odt *d)
{
    const xml_node *masters = masters_of(d), *found = NULL;
    const char *wanted = d->first_master ? d->first_master : "Standard";
    for (const xml_node *n = masters ? xml_child(masters, "style:master-page") : NULL; n;
         n = xml_sibling(n, "style:master-page")) {
        const char *name = xml_value(n, "style:name");
        if (!found || (name && strcmp(name, wanted) == 0))
            found = n;
    }
    return found;
}

static bool is_shown(const xml_node *n)
{
    const char *display = xml_value(n, "style:display");
    return !display || odf_is_true(display);
}

/* The header that the first page shows; NULL for none. */
static const xml_node *header_of(const xml_node *master)
{
    static const char *const names[] = {"style:header-first", "loext:header-first", "style:header"};
    for (size_t i = 0; master && i < sizeof names / sizeof *names; i++) {
        const xml_node *header = xml_child(master, names[i]);
        if (header && is_shown(header))
            return header;
    }
    return NULL;
}

/* Reads the header into an ASIDE that begins the lesson. */
static void read_aside(odt *d, const xml_node *header, ard_node *aside)
{
    odtr_flow *outer = d->flow;
    const char *part = d->part;
    d->part = d->package ? "styles.xml" : part;
    d->scope = ODF_MASTER;
    odtr_flow_open(d, header, aside);
    if (d->flow != outer) {
        odtr_walk(d, header);
        odtr_flow_close(d);
    }
    d->scope = ODF_CONTENT;
    d->part = part;
}

void odtr_read_header(odt *d)
{
    const xml_node *header = d->exact ? NULL : header_of(first_master(d));
    ard_node *aside = header ? node_new(d->document, ASIDE, xml_place(header, NULL)) : NULL;
    ard_node *root = lesson_root(d->document);
    if (!aside)
        return;
    if (root->first)
        node_insert_before(root->first, aside);
    else
        node_append(root, aside);
    node_set(d->document, aside, "data-part", "header");
    read_aside(d, header, aside);
    buffer text = BUFFER_EMPTY;
    node_text(aside, &text);
    if (!office_header_says(buffer_string(&text)))
        node_unlink(aside);
    buffer_free(&text);
}

/* Adds the words of a header, at most so many bytes of them. */
static void header_text(const xml_node *root, buffer *text)
{
    enum { MOST = 200 };
    for (const xml_node *n = root->first; n && text->size < MOST; n = xml_following(n, root)) {
        if ((xml_is(n, "text:p") || xml_is(n, "text:tab")) && text->size)
            buffer_byte(text, ' ');
        for (size_t at = 0, length; !n->name && at < n->size && text->size < MOST; at += length) {
            uint32_t point = text_decode(n->text + at, n->size - at, &length);
            buffer_point(text, text_is_space(point) ? ' ' : point);
        }
    }
}

/* Reports one header or footer, unless it was read, or its words were already said. */
static void report_one(odt *d, const xml_node *n, table *seen)
{
    bool header = strstr(n->name, "header") != NULL;
    buffer text = BUFFER_EMPTY;
    header_text(n, &text);
    if (is_shown(n) && office_header_says(buffer_string(&text)) && !table_value(seen, buffer_string(&text)))
        report(d->log, xml_place(n, d->package ? "styles.xml" : d->part),
               header ? "odf.header.left" : "odf.footer.left", buffer_string(&text), NULL);
    table_set(seen, buffer_string(&text), d);
    buffer_free(&text);
}

void odtr_report_headers(odt *d)
{
    table *seen = table_new(d->pool);
    const xml_node *masters = d->exact ? NULL : masters_of(d), *read = header_of(first_master(d));
    buffer text = BUFFER_EMPTY;
    if (read)
        header_text(read, &text);
    if (text.size)
        table_set(seen, text.data, d);
    buffer_free(&text);
    for (const xml_node *n = masters ? xml_child(masters, "style:master-page") : NULL; n;
         n = xml_sibling(n, "style:master-page"))
        for (const xml_node *at = n->first; at; at = at->next)
            if (at->name && (strstr(at->name, ":header") || strstr(at->name, ":footer")))
                report_one(d, at, seen);
}
