/* Tables of contents and lists of printed pages. */
#include "epub.h"

#include "base/text.h"

#include <string.h>

enum { LABEL_MOST = 400 };

typedef struct entries {
    epub_entry *first, **end;
} entries;

/* The words of an element, blanks folded; NULL where there are none, or too many to be a line of contents. */
static const char *label_of(epub *e, const xml_node *n)
{
    buffer text = BUFFER_EMPTY, folded = {.most = LABEL_MOST};
    xml_text(n, &text);
    for (const char *at = buffer_string(&text); *at; at++)
        if (!ascii_is_space(*at))
            buffer_byte(&folded, *at);
        else if (folded.size && at[1] && !ascii_is_space(at[1]))
            buffer_byte(&folded, ' ');
    const char *label = folded.size && !folded.failed ? arena_string(e->pool, folded.data) : NULL;
    buffer_free(&text);
    buffer_free(&folded);
    return label;
}

static void add_entry(epub *e, entries *list, const char *base, const char *label, const char *address, int depth)
{
    epub_entry *row = label && address ? arena_alloc(e->pool, sizeof *row) : NULL;
    if (!row)
        return;
    row->label = label;
    row->part = ocf_target(e->container, base, address, &row->fragment);
    row->depth = depth;
    *list->end = row;
    list->end = &row->next;
}

/* ---- The navigation document ------------------------------------------------------------------------------------ */

/* Adds the links of a nav element; their depth is that of their lists. */
static void read_nav(epub *e, const xml_node *nav, const char *base, entries *list)
{
    int depth = 0;
    for (const xml_node *n = nav; n;) {
        if (xml_is(n, "a"))
            add_entry(e, list, base, label_of(e, n), xml_value(n, "href"), depth ? depth : 1);
        if (n->first) {
            depth += xml_is(n, "ol");
            n = n->first;
            continue;
        }
        while (n != nav && !n->next) {
            n = n->parent;
            depth -= xml_is(n, "ol");
        }
        n = n == nav ? NULL : n->next;
    }
}

static void read_navigation(epub *e, const xml_node *root, const char *base, entries *contents, entries *printed)
{
    for (const xml_node *n = root; n; n = xml_following(n, root)) {
        if (!xml_is(n, "nav"))
            continue;
        if (!contents->first && (web_says(n, "epub:type", "toc") || web_says(n, "role", "doc-toc")))
            read_nav(e, n, base, contents);
        else if (!printed->first && (web_says(n, "epub:type", "page-list") || web_says(n, "role", "doc-pagelist")))
            read_nav(e, n, base, printed);
    }
}

/* ---- The NCX ---------------------------------------------------------------------------------------------------- */

static void read_point(epub *e, const xml_node *n, const char *base, entries *list, int depth)
{
    const xml_node *label = xml_child(n, "ncx:navLabel"), *content = xml_child(n, "ncx:content");
    const xml_node *text = label ? xml_child(label, "ncx:text") : NULL;
    if (text && content)
        add_entry(e, list, base, label_of(e, text), xml_value(content, "src"), depth);
}

static void read_ncx(epub *e, const xml_node *root, const char *base, entries *contents, entries *printed)
{
    int depth = 0;
    for (const xml_node *n = root; n;) {
        if (xml_is(n, "ncx:navPoint"))
            read_point(e, n, base, contents, depth + 1);
        else if (xml_is(n, "ncx:pageTarget"))
            read_point(e, n, base, printed, 1);
        if (n->first) {
            depth += xml_is(n, "ncx:navPoint");
            n = n->first;
            continue;
        }
        while (n != root && !n->next) {
            n = n->parent;
            depth -= xml_is(n, "ncx:navPoint");
        }
        n = n == root ? NULL : n->next;
    }
}

/* ---- Both ------------------------------------------------------------------------------------------------------- */

/* Reads a part that may be missing or damaged: the text does not need it. */
static xml_node *read_quietly(epub *e, const opf_item *item)
{
    const char *bytes;
    size_t size;
    xml_node *root = NULL;
    if (!item || !item->part || ocf_protected(e->container, item->part) == OCF_ENCRYPTED ||
        ocf_bytes(e->container, item->part, &bytes, &size) != ARD_OK || !size)
        return NULL;
    report_log *quiet = report_new();
    ard_status status = quiet ? xml_read(&root, e->pool, quiet, e->task->limits, item->part, bytes, size) : ARD_E_LIMIT;
    report_free(quiet);
    if (status != ARD_OK)
        report(e->log, PLACE(item->part, 0, 0), "epub.contents.damaged", NULL);
    return status == ARD_OK ? root : NULL;
}

void epub_contents(epub *e)
{
    entries contents = {NULL, NULL}, printed = {NULL, NULL};
    contents.end = &contents.first;
    printed.end = &printed.first;
    const xml_node *nav = read_quietly(e, e->package->nav);
    if (nav)
        read_navigation(e, nav, e->package->nav->part, &contents, &printed);
    const xml_node *ncx = contents.first ? NULL : read_quietly(e, e->package->ncx);
    if (ncx)
        read_ncx(e, ncx, e->package->ncx->part, &contents, &printed);
    e->contents = table_new(e->pool);
    for (epub_entry *row = contents.first; row; row = row->next)
        if (row->part && !table_value(e->contents, row->part))
            table_set(e->contents, row->part, row);
    e->printed = printed.first;
}

/* ---- Printed pages ---------------------------------------------------------------------------------------------- */

static bool is_mark(const xml_node *n)
{
    return web_says(n, "epub:type", "pagebreak") || web_says(n, "role", "doc-pagebreak");
}

/* Whether an element holds nothing but blanks, and is no picture. */
static bool is_empty(const xml_node *n)
{
    return text_in_list("a span div p", n->name) &&
           (!n->first || (n->first->text && !n->first->next && text_is_blank(n->first->text)));
}

/* Makes an empty element the mark of a printed page, or puts one at its beginning. */
static void mark_page(epub *e, xml_node *at, const char *label)
{
    if (is_mark(at) || (at->first && is_mark(at->first)) || text_in_list("img br hr table tr ul ol dl", at->name))
        return;
    xml_node *mark = is_empty(at) ? at : epub_element(e, "span", at);
    if (!mark)
        return;
    epub_set(e, mark, "epub:type", "pagebreak");
    epub_set(e, mark, "title", label);
    if (mark == at)
        return;
    mark->parent = at;
    mark->next = at->first;
    at->first = mark;
    at->last = at->last ? at->last : mark;
}

void epub_mark_pages(epub *e)
{
    for (const epub_entry *row = e->printed; row; row = row->next) {
        epub_page *page = row->part ? table_value(e->by_part, row->part) : NULL;
        const char *renamed = page && row->fragment ? table_value(page->renamed, row->fragment) : NULL;
        const char *id = renamed ? renamed : row->fragment;
        xml_node *at = page && id ? table_value(page->ids, id) : page ? xml_child(page->root, "body") : NULL;
        if (at)
            mark_page(e, at, row->label);
    }
}
