/* Pages of a publication as one document: each id once, links between pages as "#id". */
#include "epub.h"

#include "base/text.h"

#include <string.h>

/* Elements that are not HTML's nor drawings': ids in formulas are their own. */
static bool is_drawing(const xml_node *n)
{
    return text_begins(n->name, "svg:");
}

/* ---- Ids -------------------------------------------------------------------------------------------------------- */

/* An id that no page has yet: the id with the page's number behind it. */
static const char *fresh_id(epub *e, const epub_page *page, const char *id)
{
    buffer made = BUFFER_EMPTY;
    buffer_format(&made, "%s-%u", id, page->number);
    while (!made.failed && table_value(e->ids, buffer_string(&made)))
        buffer_byte(&made, '-');
    const char *kept = arena_string(e->pool, buffer_string(&made));
    buffer_free(&made);
    return kept;
}

static void take_id(epub *e, epub_page *page, xml_node *n, const char *called)
{
    const char *id = xml_value(n, called);
    if (!id || !*id)
        return;
    if (table_value(page->ids, id) || table_value(page->renamed, id))
        return; /* twice in a page: the first counts there */
    if (table_value(e->ids, id)) {
        const char *fresh = fresh_id(e, page, id);
        table_set(page->renamed, id, (void *)fresh);
        epub_set(e, n, called, fresh);
        id = fresh;
    }
    table_set(page->ids, id, n);
    table_set(e->ids, id, n);
}

static void take_ids(epub *e, epub_page *page)
{
    page->ids = table_new(e->pool);
    page->renamed = table_new(e->pool);
    for (xml_node *n = page->root; n && page->renamed; n = xml_following(n, page->root)) {
        if (!n->name || is_drawing(n))
            continue;
        take_id(e, page, n, "id");
        if (xml_is(n, "a") && !xml_value(n, "id"))
            take_id(e, page, n, "name");
    }
}

/* ---- Links ------------------------------------------------------------------------------------------------------ */

/* The element where a page begins: the first one below its body. */
static xml_node *page_start(const epub_page *page)
{
    xml_node *body = xml_child(page->root, "body");
    xml_node *n = body ? body->first : NULL;
    while (n && (!n->name || is_drawing(n)))
        n = n->next;
    return n;
}

static const char *anchor_of(epub *e, epub_page *page)
{
    xml_node *start = page->anchor ? NULL : page_start(page);
    if (!start)
        return page->anchor;
    page->anchor = xml_value(start, "id");
    if (!page->anchor) {
        page->anchor = fresh_id(e, page, "page");
        epub_set(e, start, "id", page->anchor);
        table_set(e->ids, page->anchor, start);
    }
    return page->anchor;
}

/* The id of the publication that a fragment of a page is; the page's beginning where it has no such. */
static const char *id_in(epub *e, epub_page *page, const char *fragment)
{
    const char *renamed = fragment ? table_value(page->renamed, fragment) : NULL;
    if (renamed)
        return renamed;
    return fragment && table_value(page->ids, fragment) ? fragment : anchor_of(e, page);
}

static void mend_link(epub *e, epub_page *page, xml_node *n)
{
    const char *href = xml_value(n, "href"), *fragment;
    if (!href || !*href)
        return;
    const char *part = ocf_target(e->container, page->part, href, &fragment);
    epub_page *to = part ? table_value(e->by_part, part) : NULL;
    const char *id = to ? id_in(e, to, fragment) : NULL;
    if (!id)
        return;
    char *whole = arena_alloc(e->pool, strlen(id) + 2);
    if (!whole)
        return;
    whole[0] = '#';
    memcpy(whole + 1, id, strlen(id) + 1);
    epub_set(e, n, "href", whole);
}

/* Mends a list of ids ("aria-labelledby") where one of them has been renamed. */
static void mend_ids(epub *e, const epub_page *page, xml_node *n, const char *name)
{
    const char *list = xml_value(n, name);
    buffer made = BUFFER_EMPTY;
    bool changed = false;
    for (const char *at = list; at && *at;) {
        size_t size = strcspn(at, " \t\r\n");
        const char *id = arena_copy(e->pool, at, size), *renamed = id ? table_value(page->renamed, id) : NULL;
        if (size)
            buffer_format(&made, "%s%s", made.size ? " " : "", renamed ? renamed : id ? id : "");
        changed = changed || renamed;
        at += size;
        at += strspn(at, " \t\r\n");
    }
    if (changed)
        epub_set(e, n, name, arena_string(e->pool, buffer_string(&made)));
    buffer_free(&made);
}

static void mend_links(epub *e, epub_page *page)
{
    static const char *const lists[] = {"aria-labelledby", "aria-describedby", "aria-details", "headers"};
    for (xml_node *n = page->root; n; n = xml_following(n, page->root)) {
        if (xml_is(n, "a") || xml_is(n, "area"))
            mend_link(e, page, n);
        for (size_t i = 0; n->name && n->attributes && i < sizeof lists / sizeof *lists; i++)
            if (xml_value(n, lists[i]))
                mend_ids(e, page, n, lists[i]);
    }
}

/* ---- What EPUB has beside HTML ---------------------------------------------------------------------------------- */

static void take_out(xml_node *parent, const xml_node *child)
{
    xml_node *before = NULL;
    for (xml_node *n = parent->first; n; before = n, n = n->next) {
        if (n != child)
            continue;
        *(before ? &before->next : &parent->first) = n->next;
        if (parent->last == n)
            parent->last = before;
        return;
    }
}

/* Chooses in an epub:switch (EPUB 3.0, 2.8): the case with MathML, else what stands for who knows none. */
static void choose(xml_node *choice)
{
    xml_node *best = NULL, *next;
    for (xml_node *n = choice->first; n; n = n->next) {
        const char *space = xml_value(n, "required-namespace");
        bool maths = xml_is(n, "epub:case") && space && strstr(space, "MathML");
        if (maths || (!best && xml_is(n, "epub:default")))
            best = n;
        if (maths)
            break;
    }
    for (xml_node *n = choice->first; n; n = next) {
        next = n->next;
        if (n != best && n->name)
            take_out(choice, n);
    }
}

/* The picture that a drawing only wraps, as covers do; NULL where it draws anything itself. */
static const xml_node *wrapped_picture(const xml_node *svg)
{
    static const char passive[] = "svg:svg svg:g svg:title svg:desc svg:metadata svg:defs";
    const xml_node *picture = NULL;
    for (const xml_node *n = svg; n; n = xml_following(n, svg)) {
        if (xml_is(n, "svg:image") && !picture)
            picture = n;
        else if (n->name && (xml_is(n, "svg:image") || !text_in_list(passive, n->name)))
            return NULL;
    }
    return picture;
}

/* Makes an img of a drawing that wraps a picture. */
static void unwrap(epub *e, xml_node *svg)
{
    const xml_node *picture = wrapped_picture(svg);
    const char *href = picture ? xml_value(picture, "xlink:href") : NULL, *label = xml_value(svg, "aria-label");
    const xml_node *title = xml_child(svg, "svg:title");
    if (picture && !href)
        href = xml_value(picture, "href");
    if (!href)
        return;
    if (!label && title && title->first)
        label = title->first->text;
    svg->name = "img";
    svg->first = svg->last = NULL;
    epub_set(e, svg, "src", href);
    epub_set(e, svg, "width", xml_value(picture, "width"));
    epub_set(e, svg, "height", xml_value(picture, "height"));
    if (label)
        epub_set(e, svg, "alt", label);
}

static void mend_elements(epub *e, epub_page *page)
{
    for (xml_node *n = page->root; n; n = xml_following(n, page->root)) {
        if (xml_is(n, "epub:switch"))
            choose(n);
        else if (xml_is(n, "svg:svg"))
            unwrap(e, n);
    }
}

void epub_join(epub *e)
{
    for (epub_page *page = e->pages; page; page = page->next) {
        mend_elements(e, page);
        take_ids(e, page);
    }
    for (epub_page *page = e->pages; page; page = page->next)
        mend_links(e, page);
}
