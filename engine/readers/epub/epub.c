#include "epub.h"

#include "base/text.h"
#include "readers/html-ours.h"
#include "readers/pictures.h"

#include <stdlib.h>
#include <string.h>

/* The container's mark (EPUB 3.3, 4.2.6.1): the first entry's name and bytes stand at fixed places. */
static int probe(const unsigned char *head, size_t size)
{
    static const char mark[] = "mimetypeapplication/epub+zip", container[] = "META-INF/container.xml";
    enum { AT = 30 };
    if (size < AT + sizeof mark || memcmp(head, "PK\3\4", 4) != 0)
        return 0;
    if (memcmp(head + AT, mark, sizeof mark - 1) == 0)
        return 100;
    if (memmem(head, size, "application/epub+zip", 20))
        return 96;
    return memmem(head, size, container, sizeof container - 1) ? 61 : 0;
}

/* ---- Pictures --------------------------------------------------------------------------------------------------- */

static int number_of_part(epub *e, const char *part, place where)
{
    const char *bytes;
    size_t size;
    const int *known = table_value(e->pictures, part);
    if (known)
        return *known;
    int number = 0;
    if (ocf_protected(e->container, part) == OCF_ENCRYPTED)
        report(e->log, where, "epub.picture.encrypted", part, NULL);
    else if (ocf_bytes(e->container, part, &bytes, &size) == ARD_OK)
        number = lesson_resource(e->document, bytes, size);
    int *kept = arena_alloc(e->pool, sizeof *kept);
    if (kept) {
        *kept = number;
        table_set(e->pictures, part, kept);
    }
    return number;
}

static int picture_of_page(webpage *w, const char *address, place where)
{
    epub *e = w->site->user;
    const char *fragment;
    if (text_begins(address, "data:"))
        return picture_at(w->task, w->document, address, where);
    const char *part = ocf_target(e->container, w->part, address, &fragment);
    if (!part)
        report(e->log, where, "epub.picture.missing", address, NULL);
    return part ? number_of_part(e, part, where) : 0;
}

/* ---- A page into the tree --------------------------------------------------------------------------------------- */

/* The node that a page's blocks go into: a section of their own where the page says what it is, or its language or
 * direction, else the lesson itself. */
static ard_node *container_of(epub *e, const epub_page *page)
{
    static const char *const names[] = {"epub:type", "role", "aria-label"};
    const xml_node *body = xml_child(page->root, "body");
    const char *language = lesson_meta(e->document, "language"), *own = NULL;
    const xml_node *said[] = {body, page->root};
    ard_node *root = lesson_root(e->document), *section = NULL;
    for (size_t i = 0; i < 2 && !own; i++)
        own = xml_value(said[i], "lang") ? xml_value(said[i], "lang") : xml_value(said[i], "xml:lang");
    bool other = own && *own && language && !text_in_language(language, own), differs = other;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        differs = differs || xml_value(body, names[i]);
    if (!differs)
        return root;
    section = node_append(root, node_new(e->document, SECTION, xml_place(body, page->part)));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        node_set(e->document, section, names[i], xml_value(body, names[i]));
    if (other)
        node_set(e->document, section, "lang", own);
    return section ? section : root;
}

/* Whether two texts are the same words, ASCII case and blanks apart. */
static bool same_words(const char *a, const char *b)
{
    for (;;) {
        while (ascii_is_space(*a))
            a++;
        while (ascii_is_space(*b))
            b++;
        if (!*a || !*b || ascii_lower(*a) != ascii_lower(*b))
            return !*a && !*b;
        a++;
        b++;
    }
}

/* What stands in a page: its first leaf with words, and whether it has a heading. */
static ard_node *first_words(ard_node *from, bool *titled)
{
    ard_node *found = NULL;
    *titled = false;
    for (ard_node *top = from; top && !*titled; top = top->next) {
        walk w = walk_of(top);
        for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
            if (event != WALK_ENTER)
                continue;
            *titled = *titled || w.node->kind == HEADING;
            if (!found && kind_about(w.node->kind)->class == LEAF && node_has_words(w.node))
                found = w.node;
        }
    }
    return found;
}

/* Gives a page without a heading the one that the table of contents has: its first paragraph is it where the words are the
 * same, else it is added. */
static void give_heading(epub *e, const epub_page *page, ard_node *first)
{
    bool titled;
    const epub_entry *entry = table_value(e->contents, page->part);
    ard_node *words = entry && first ? first_words(first, &titled) : NULL;
    if (!words || titled)
        return;
    buffer text = BUFFER_EMPTY;
    node_text(words, &text);
    ard_node *heading = words;
    if (words->kind == PARAGRAPH && same_words(buffer_string(&text), entry->label))
        words->kind = HEADING;
    else {
        heading = node_new(e->document, HEADING, first->place);
        node_append_text(e->document, heading, entry->label, strlen(entry->label), first->place);
        node_insert_before(first, heading);
        report(e->log, first->place, "epub.heading", entry->label, NULL);
    }
    if (heading)
        heading->number = entry->depth > 6 ? 6 : entry->depth;
    buffer_free(&text);
}

static ard_status read_page(epub *e, const epub_page *page)
{
    ard_node *into = container_of(e, page), *last = into->last;
    ard_status status =
        webpage_read_among(e->task, e->document, into, page->root, page->part, picture_of_page, &e->site);
    if (status == ARD_OK && !page->pictured)
        give_heading(e, page, last ? last->next : into->first);
    return status;
}

/* ---- The reader ------------------------------------------------------------------------------------------------- */

/* What a publication has that a lesson has not. */
static void report_rest(epub *e)
{
    unsigned fonts = 0, media = 0, lexicons = 0;
    for (const opf_item *item = e->package->items; item; item = item->next) {
        fonts += strstr(item->media_type, "font") != NULL;
        lexicons += strcmp(item->media_type, "application/pls+xml") == 0;
        media += text_begins(item->media_type, "audio/") || text_begins(item->media_type, "video/");
    }
    const struct {
        const char *code;
        unsigned count;
    } rows[] = {{"epub.malformed", e->malformed},
                {"epub.unlinear", e->unlinear},
                {"epub.fonts", fonts},
                {"epub.media", media},
                {"epub.lexicons", lexicons},
                {"epub.pronounced", e->pronounced},
                {"epub.fixed", e->package->fixed},
                {"epub.bindings", e->package->bindings}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].count)
            report(e->log, NOWHERE, rows[i].code, report_number(e->log, rows[i].count), NULL);
}

static int picture_of_ours(void *user, const char *part, const char *address, place where)
{
    epub *e = user;
    const char *fragment, *found = ocf_target(e->container, part, address, &fragment);
    if (text_begins(address, "data:"))
        return picture_at(e->task, e->document, address, where);
    if (!found)
        report(e->log, where, "epub.picture.missing", address, NULL);
    return found ? number_of_part(e, found, where) : 0;
}

/* The number that the item of a picture of ours has ("picture-3"); 0 for others. */
static int our_number(const opf_item *item)
{
    static const char prefix[] = "picture-";
    long number = text_begins(item->id, prefix) ? strtol(item->id + sizeof prefix - 1, NULL, 10) : 0;
    return number > 0 && number <= 1 << 30 ? (int)number : 0;
}

/* A publication that ardoise has written: its pictures in their order, its pages, its notes. */
static ard_status read_ours(epub *e)
{
    ours *o = ours_new(e->pool, e->task, e->document, picture_of_ours, e);
    if (!o)
        return report(e->log, NOWHERE, "memory.ended", NULL);
    for (const opf_item *item = e->package->items; item; item = item->next)
        if (our_number(item) && item->part)
            ours_number(o, our_number(item), number_of_part(e, item->part, NOWHERE));
    for (const epub_page *page = e->pages; page; page = page->next) {
        if (page == e->pages)
            ours_head(o, page->root);
        ours_page(o, page->root, page->part);
    }
    return ours_end(o);
}

static ard_status read_pages(epub *e)
{
    epub_join(e);
    epub_contents(e);
    epub_mark_pages(e);
    epub_overlays(e);
    for (const epub_page *page = e->pages; page; page = page->next)
        web_site_links(&e->site, page->root);
    ard_status status = ARD_OK;
    for (const epub_page *page = e->pages; page && status == ARD_OK; page = page->next)
        status = read_page(e, page);
    if (status == ARD_OK && arena_failed(e->pool))
        status = report(e->log, NOWHERE, "memory.ended", NULL);
    return status;
}

/* Opens the package document: of several renditions the first (EPUB Multiple-Rendition Publications 1.1). */
static ard_status open_package(epub *e, const source *from)
{
    ard_status status = ocf_open(&e->container, e->pool, e->log, e->task->limits, from->bytes, from->size);
    if (status != ARD_OK)
        return status;
    const ocf_rootfile *rootfile = ocf_rootfiles(e->container);
    while (rootfile->next && *rootfile->media_type &&
           strcmp(rootfile->media_type, "application/oebps-package+xml") != 0)
        rootfile = rootfile->next;
    if (!ocf_says_epub(e->container))
        report(e->log, NOWHERE, "epub.mimetype", NULL);
    if (ocf_rootfiles(e->container)->next)
        report(e->log, NOWHERE, "epub.renditions", rootfile->path, NULL);
    return opf_read(&e->package, e->pool, e->log, e->container, rootfile->path);
}

static ard_status read(task *work, const source *from, ard_document *document)
{
    epub e = {.task = work, .log = work->log, .document = document, .pool = arena_new(work->limits->memory / 2)};
    if (!e.pool)
        return report(work->log, NOWHERE, "memory.ended", NULL);
    e.by_part = table_new(e.pool);
    e.ids = table_new(e.pool);
    e.pictures = table_new(e.pool);
    e.site = (web_site){table_new(e.pool), table_new(e.pool), &e};
    ard_status status = open_package(&e, from);
    if (status == ARD_OK)
        status = epub_pages(&e);
    if (status == ARD_OK && ours_is(e.pages->root)) {
        epub_join(&e);
        status = read_ours(&e);
    } else if (status == ARD_OK) {
        epub_metadata(&e);
        status = read_pages(&e);
        report_rest(&e);
    }
    ocf_close(e.container);
    arena_free(e.pool);
    return status;
}

const ard_reader epub_reader = {
    .about = {ARD_READER, "epub", "", ".epub", "application/epub+zip", "", "epub.help", NULL},
    .probe = probe,
    .read = read,
};
