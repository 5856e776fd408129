#include "odt.h"

#include "base/text.h"

#include <string.h>

/* ---- Links to bookmarks ------------------------------------------------------------------------------------------ */

/* Whether a bookmark's name can be an id as it is, and is none of ours. */
static bool is_plain_name(const char *name)
{
    size_t length = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    bool ours = text_begins(name, "footnote-") || text_begins(name, "endnote-") || text_begins(name, "anchor-");
    return length && !name[length] && !ours && (text_is_letter((unsigned char)*name) || *name == '_');
}

/* The id of the block that a bookmark is in; NULL where it is not in the lesson. */
static const char *id_of(odt *d, const char *name, unsigned *count)
{
    ard_node *block = table_value(d->anchors, name);
    if (!block || !block->parent)
        return NULL;
    if (!node_attribute(block, "id")) {
        buffer id = BUFFER_EMPTY;
        if (is_plain_name(name))
            buffer_text(&id, name);
        else
            buffer_format(&id, "anchor-%u", ++*count);
        node_set(d->document, block, "id", buffer_string(&id));
        buffer_free(&id);
    }
    return node_attribute(block, "id");
}

static void resolve_links(odt *d)
{
    unsigned count = 0;
    for (office_nodes *at = office_all(d->document, d->pool, LINK); at; at = at->next) {
        const char *href = node_attribute(at->node, "href");
        if (!href || *href != '#')
            continue;
        const char *id = id_of(d, href + 1, &count);
        if (!id) {
            report(d->log, at->node->place, "odf.link.broken", href + 1, NULL);
            node_unwrap(at->node);
            continue;
        }
        buffer whole = BUFFER_EMPTY;
        buffer_format(&whole, "#%s", id);
        node_set(d->document, at->node, "href", buffer_string(&whole));
        buffer_free(&whole);
    }
}

/* ---- What is said once ------------------------------------------------------------------------------------------- */

/* Whether the lines of the text are numbered (16.29.25): which words stand on which line, only the page shows. */
static bool numbers_lines(const odt *d)
{
    const xml_node *styles = d->styles_root ? xml_child(d->styles_root, "office:styles") : NULL;
    const xml_node *lines = styles ? xml_child(styles, "text:linenumbering-configuration") : NULL;
    return lines && odf_is_true(xml_value(lines, "text:number-lines"));
}

static void report_counts(odt *d)
{
    const struct {
        unsigned count;
        const char *code;
    } counts[] = {
        {d->annotations, "odf.annotations.left"},
        {d->hidden_runs, "odf.hidden.left"},
        {d->changes, "odf.changes.accepted"},
        {d->drawings_lost, "odf.drawings.lost"},
    };
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (counts[i].count)
            report(d->log, PLACE(d->part, 0, 0), counts[i].code, report_number(d->log, counts[i].count), NULL);
    if (numbers_lines(d))
        report(d->log, PLACE(d->part, 0, 0), "odf.lines.numbered", NULL);
}

void odtr_finish(odt *d)
{
    if (!d->exact) {
        resolve_links(d);
        office_attach_captions(d->document, d->pool);
        office_set_language(d->document, d->pool, &d->tongues);
    }
    report_counts(d);
}
