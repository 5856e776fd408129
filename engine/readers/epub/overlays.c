/* Media overlays (EPUB 3.3, 9): which clip of which sound reads an element aloud. The clips stay in view as attributes; the
 * sounds themselves are not the lesson's text, and are reported. */
#include "epub.h"

#include "base/text.h"

#include <string.h>

/* Gives the element that a par's text names the par's clip. */
static void take_par(epub *e, const xml_node *par, const char *base)
{
    const xml_node *text = xml_child(par, "smil:text"), *audio = xml_child(par, "smil:audio");
    const char *sound_at = audio ? xml_value(audio, "src") : NULL, *to = text ? xml_value(text, "src") : NULL,
               *fragment;
    const char *part = to ? ocf_target(e->container, base, to, &fragment) : NULL;
    epub_page *page = part ? table_value(e->by_part, part) : NULL;
    if (!page || !fragment || !sound_at)
        return;
    const char *renamed = table_value(page->renamed, fragment), *unused;
    xml_node *n = table_value(page->ids, renamed ? renamed : fragment);
    const char *sound = ocf_target(e->container, base, sound_at, &unused);
    if (!n)
        return;
    epub_set(e, n, "data-clip", sound ? sound : sound_at);
    if (xml_value(audio, "clipBegin"))
        epub_set(e, n, "data-clip-begin", xml_value(audio, "clipBegin"));
    if (xml_value(audio, "clipEnd"))
        epub_set(e, n, "data-clip-end", xml_value(audio, "clipEnd"));
    e->overlaid++;
}

void epub_overlays(epub *e)
{
    table *read = table_new(e->pool);
    for (const opf_item *item = e->package->items; item; item = item->next) {
        const opf_item *overlay = opf_item_of(e->package, item->overlay);
        xml_node *root = NULL;
        if (!overlay || !overlay->part || table_value(read, overlay->part))
            continue;
        table_set(read, overlay->part, (void *)overlay);
        if (ocf_xml(e->container, overlay->part, &root) != ARD_OK)
            continue;
        for (const xml_node *n = root; n; n = xml_following(n, root))
            if (xml_is(n, "smil:par"))
                take_par(e, n, overlay->part);
    }
    if (e->overlaid)
        report(e->log, NOWHERE, "epub.overlays", report_number(e->log, e->overlaid), NULL);
}
