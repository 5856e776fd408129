/* Pages of the spine: which there are, and how they are read. */
#include "epub.h"

#include "base/text.h"

#include <string.h>

enum { FALLBACKS = 16 };

void epub_set(epub *e, xml_node *n, const char *name, const char *value)
{
    for (xml_attribute *a = n->attributes; a; a = a->next)
        if (strcmp(a->name, name) == 0) {
            a->value = value;
            return;
        }
    xml_attribute *a = value ? arena_alloc(e->pool, sizeof *a) : NULL;
    if (!a)
        return;
    *a = (xml_attribute){n->attributes, name, value};
    n->attributes = a;
}

xml_node *epub_element(epub *e, const char *name, const xml_node *where)
{
    xml_node *n = arena_alloc(e->pool, sizeof *n);
    if (n)
        *n = (xml_node){.name = name, .line = where ? where->line : 0, .column = where ? where->column : 0};
    return n;
}

/* ---- What an item is -------------------------------------------------------------------------------------------- */

typedef enum page_kind { PAGE_UNKNOWN, PAGE_TEXT, PAGE_DRAWING, PAGE_PICTURE } page_kind;

static page_kind kind_of(const opf_item *item)
{
    if (text_in_list("application/xhtml+xml text/html text/x-oeb1-document application/xml", item->media_type) ||
        (!*item->media_type && item->part && (text_ends(item->part, "html") || text_ends(item->part, ".htm"))))
        return PAGE_TEXT;
    if (strcmp(item->media_type, "image/svg+xml") == 0)
        return PAGE_DRAWING;
    return text_begins(item->media_type, "image/") ? PAGE_PICTURE : PAGE_UNKNOWN;
}

/* The item that is read for another: itself, or what its fallbacks lead to. */
static const opf_item *readable(const epub *e, const opf_item *item)
{
    const opf_item *first = item;
    for (int left = FALLBACKS; item && left; item = opf_item_of(e->package, item->fallback), left--)
        if (item->part && kind_of(item) != PAGE_UNKNOWN)
            return item;
    return first;
}

/* ---- Reading ---------------------------------------------------------------------------------------------------- */

/* A page without a body that holds one element. */
static xml_node *page_around(epub *e, xml_node *inside)
{
    xml_node *html = epub_element(e, "html", inside), *body = epub_element(e, "body", inside);
    if (!html || !body)
        return NULL;
    html->first = html->last = body;
    body->parent = html;
    body->first = body->last = inside;
    inside->parent = body;
    return html;
}

/* Counts the elements whose pronunciation the page says. */
static void count_pronounced(epub *e, const xml_node *root, const char *bytes, size_t size)
{
    static const char namespace[] = "http://www.w3.org/2001/10/synthesis";
    if (!memmem(bytes, size, namespace, sizeof namespace - 1))
        return;
    for (const xml_node *n = root; n; n = xml_following(n, root))
        e->pronounced += n->name && xml_value(n, "ssml:ph");
}

static ard_status read_text(epub *e, epub_page *page, const char *bytes, size_t size)
{
    report_log *quiet = report_new();
    ard_status status = ARD_E_READ;
    if (quiet)
        status = xml_read(&page->root, e->pool, quiet, e->task->limits, page->part, bytes, size);
    report_free(quiet);
    if (status == ARD_OK && xml_is(page->root, "html")) {
        count_pronounced(e, page->root, bytes, size);
        return ARD_OK;
    }
    e->malformed += status != ARD_OK;
    return html_read(&page->root, e->pool, e->log, e->task->limits, page->part, bytes, size);
}

/* A drawing or a picture as the page of an element. */
static ard_status read_picture(epub *e, epub_page *page, page_kind kind, const char *bytes, size_t size)
{
    xml_node *inside = NULL;
    page->pictured = true;
    if (kind == PAGE_DRAWING) {
        ard_status status = xml_read(&inside, e->pool, e->log, e->task->limits, page->part, bytes, size);
        if (status != ARD_OK)
            return status;
    } else {
        const char *slash = strrchr(page->part, '/');
        inside = epub_element(e, "img", NULL);
        if (inside)
            epub_set(e, inside, "src", slash ? slash + 1 : page->part);
    }
    page->root = inside ? page_around(e, inside) : NULL;
    return page->root ? ARD_OK : report(e->log, NOWHERE, "memory.ended", NULL);
}

static ard_status read_page(epub *e, const opf_item *item, bool linear, epub_page **made)
{
    const char *bytes;
    size_t size;
    page_kind kind = kind_of(item);
    *made = NULL;
    if (!item->part || kind == PAGE_UNKNOWN) {
        report(e->log, NOWHERE, item->part ? "epub.page.unknown" : "epub.page.missing", item->href, item->media_type,
               NULL);
        return ARD_OK;
    }
    if (ocf_protected(e->container, item->part) == OCF_ENCRYPTED)
        return report(e->log, NOWHERE, "epub.encrypted", item->part, NULL);
    if (table_value(e->by_part, item->part)) /* said twice in the spine: read once */
        return ARD_OK;
    epub_page *page = arena_alloc(e->pool, sizeof *page);
    if (!page)
        return report(e->log, NOWHERE, "memory.ended", NULL);
    page->part = arena_string(lesson_pool(e->document), item->part);
    page->linear = linear;
    ard_status status = ocf_bytes(e->container, item->part, &bytes, &size);
    if (status == ARD_OK && size)
        status = kind == PAGE_TEXT ? read_text(e, page, bytes, size) : read_picture(e, page, kind, bytes, size);
    if (status != ARD_OK || !size)
        return status;
    table_set(e->by_part, item->part, page);
    *made = page;
    return ARD_OK;
}

ard_status epub_pages(epub *e)
{
    epub_page **end = &e->pages;
    unsigned count = 0;
    for (int linear = 1; linear >= 0; linear--)
        for (const opf_itemref *ref = e->package->spine; ref; ref = ref->next) {
            const opf_item *item = ref->item ? readable(e, ref->item) : NULL;
            epub_page *page = NULL;
            if (ref->linear != linear)
                continue;
            if (!item)
                report(e->log, NOWHERE, "epub.page.missing", ref->idref, NULL);
            ard_status status = item ? read_page(e, item, linear, &page) : ARD_OK;
            if (status != ARD_OK)
                return status;
            if (!page)
                continue;
            page->number = ++count;
            e->unlinear += !linear;
            *end = page;
            end = &page->next;
        }
    return e->pages ? ARD_OK : report(e->log, PLACE(e->package->path, 0, 0), "epub.none", NULL);
}
