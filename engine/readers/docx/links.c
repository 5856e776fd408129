#include "docx.h"

#include "base/text.h"

#include <string.h>

/* Schemes of addresses that a pupil may follow; scripts and data are none. */
static const char schemes[] = "http https mailto ftp tel";

/* The address as it may stand in a lesson, or NULL. One without a scheme is relative, as its author wrote it. */
static const char *allowed(docx *d, const char *address)
{
    size_t scheme = strcspn(address, ":/?#");
    if (address[scheme] != ':')
        return *address ? address : NULL;
    char *name = arena_copy(d->pool, address, scheme);
    return name && text_in_list(schemes, name) ? address : NULL;
}

/* "#" and a bookmark's name: finish.c makes it the id of the block that it is in. */
static const char *inside(docx *d, const char *anchor)
{
    buffer href = {.most = 1024};
    buffer_format(&href, "#%s", anchor);
    const char *copy = href.failed ? NULL : arena_string(d->pool, buffer_string(&href));
    buffer_free(&href);
    return copy;
}

/* An address and a place in it (17.16.22: w:anchor beside r:id). */
static const char *with_fragment(docx *d, const char *address, const char *anchor)
{
    buffer whole = {.most = 4096};
    buffer_format(&whole, "%s#%s", address, anchor);
    const char *copy = whole.failed ? address : arena_string(d->pool, buffer_string(&whole));
    buffer_free(&whole);
    return copy ? copy : address;
}

void docx_link_open(docx *d, const void *from, const char *address, const char *anchor, const char *title,
                    const xml_node *n)
{
    docx_link *link = arena_alloc(d->pool, sizeof *link);
    if (!link)
        return;
    *link = (docx_link){.up = d->flow->link, .from = from, .title = title};
    if (address && anchor && *anchor && !strchr(address, '#'))
        address = with_fragment(d, address, anchor);
    if (address)
        link->href = allowed(d, address);
    else if (anchor)
        link->href = inside(d, anchor);
    if (address && !link->href)
        docx_report(d, n, "docx.link.refused", address, NULL);
    d->flow->link = link;
}

void docx_link_close(docx *d, const void *from)
{
    for (docx_link **at = &d->flow->link; *at; at = &(*at)->up)
        if ((*at)->from == from) {
            *at = (*at)->up;
            return;
        }
}

docx_go docx_enter_hyperlink(docx *d, const xml_node *n)
{
    const char *id = xml_value(n, "r:id"), *anchor = xml_value(n, "w:anchor");
    const opc_relation *relation = id ? opc_relation_of(d->package, d->part, id) : NULL;
    const char *address = relation && relation->external ? relation->target : NULL;
    if (id && *id && !relation)
        docx_report(d, n, "docx.relation.missing", id, NULL);
    docx_link_open(d, n, address, anchor, xml_value(n, "w:tooltip"), n);
    return GO_IN;
}

void docx_leave_hyperlink(docx *d, const xml_node *n)
{
    docx_link_close(d, n);
}
