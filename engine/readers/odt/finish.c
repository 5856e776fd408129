#include "odt.h"

/* Bookmarks that links lead to become ids; a link that leads nowhere is its text. */
static void resolve_links(odt *d)
{
    unsigned count = 0;
    for (office_nodes *at = office_all(d->document, d->pool, LINK); at; at = at->next) {
        const char *href = node_attribute(at->node, "href");
        if (!href || *href != '#' || office_lead_link(d->document, d->anchors, at->node, &count))
            continue;
        report(d->log, at->node->place, "odf.link.broken", href + 1, NULL);
        node_unwrap(at->node);
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
    const office_count_said counts[] = {
        {d->annotations, "odf.annotations.left"},
        {d->hidden_runs, "odf.hidden.left"},
        {d->changes, "odf.changes.accepted"},
        {d->drawings_lost, "odf.drawings.lost"},
    };
    office_report_counts(d->log, PLACE(d->part, 0, 0), counts, sizeof counts / sizeof *counts);
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
