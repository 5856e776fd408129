#include "docx.h"

#include <string.h>

/* Bookmarks that links lead to become ids; a link that leads nowhere is its text. */
static void resolve_links(docx *d)
{
    unsigned count = 0;
    for (office_nodes *at = office_all(d->document, d->pool, LINK); at; at = at->next) {
        const char *href = node_attribute(at->node, "href");
        if (!href || *href != '#' || docx_is_carried(d, at->node) ||
            office_lead_link(d->document, d->anchors, at->node, &count))
            continue;
        if (strcmp(href, "#_top") != 0)
            report(d->log, at->node->place, "docx.link.broken", href + 1, NULL);
        node_unwrap(at->node);
    }
}

static void attach_captions(docx *d)
{
    for (office_nodes *at = office_all(d->document, d->pool, CAPTION); at; at = at->next)
        if (!kind_is(at->node->parent, TABLE) && !kind_is(at->node->parent, FIGURE) && !docx_is_carried(d, at->node))
            office_attach_caption(d->document, at->node);
}

/* ---- What is said once ---- */

static void report_counts(docx *d)
{
    const office_count_said counts[] = {
        {d->comments, "docx.comments.left"},
        {d->hidden_runs, "docx.hidden.left"},
        {d->insertions + d->deletions, "docx.changes.accepted"},
        {d->drawings_lost, "docx.drawings.lost"},
    };
    office_report_counts(d->log, PLACE(d->main, 0, 0), counts, sizeof counts / sizeof *counts);
}

void docx_finish(docx *d)
{
    resolve_links(d);
    attach_captions(d);
    if (!d->carried)
        office_set_language(d->document, d->pool, &d->tongues);
    report_counts(d);
}
