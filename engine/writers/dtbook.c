/* DTBook: levels, the head, and the writer. What stands in levels is in dtbook-nodes.c. */
#include "writers/dtbook.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* ---- Ids --------------------------------------------------------------------------------------------------------- */

/* Whether XML takes a text as an id: a name without a colon. */
static bool is_id(const char *id)
{
    if (!ascii_is_letter(*id) && *id != '_' && !((unsigned char)*id & 0x80))
        return false;
    for (; *id; id++)
        if (!ascii_is_letter(*id) && !text_is_digit((unsigned char)*id) && !strchr("-_.", *id) &&
            !((unsigned char)*id & 0x80))
            return false;
    return true;
}

/* An id that no node has. */
static const char *new_id(dtbook_page *page)
{
    char id[32];
    do
        snprintf(id, sizeof id, "ard-%u", ++page->made);
    while (table_value(page->ids, id));
    return arena_string(page->pool, id);
}

static void take_id(dtbook_page *page, const ard_node *node)
{
    const char *id = node_attribute(node, "id");
    dtbook_id *kept = id && *id && !table_value(page->ids, id) ? arena_alloc(page->pool, sizeof *kept) : NULL;
    if (!kept)
        return;
    *kept = (dtbook_id){node, is_id(id) ? id : NULL};
    table_set(page->ids, id, kept);
}

/* Finds all ids before any reference is written; those that are no XML names get others when all are known. */
static void take_ids(dtbook_page *page)
{
    for (int round = 0; round < 2; round++) {
        walk w = walk_of(lesson_root(page->document));
        for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
            if (event != WALK_ENTER)
                continue;
            const char *id = round ? node_attribute(w.node, "id") : NULL;
            dtbook_id *kept = id ? table_value(page->ids, id) : NULL;
            if (!round)
                take_id(page, w.node);
            else if (kept && !kept->written)
                kept->written = new_id(page);
        }
    }
}

void dtbook_attributes(dtbook_page *page, const ard_node *node, bool wanted)
{
    const char *own = node_attribute(node, "id"), *dir = node_attribute(node, "dir");
    const dtbook_id *kept = own ? table_value(page->ids, own) : NULL;
    bool heard = wanted && page->book && page->book->sync;
    wanted = heard || (wanted && node->kind == PAGE_MARK) || node->kind == PAGE_REFERENCE || node->kind == NOTE;
    const char *id = kept && kept->node == node ? kept->written : wanted ? new_id(page) : NULL;
    markup_attribute(&page->text, "id", id);
    markup_attribute(&page->text, "xml:lang", node_attribute(node, "lang"));
    if (dir && (strcmp(dir, "ltr") == 0 || strcmp(dir, "rtl") == 0))
        markup_attribute(&page->text, "dir", dir);
    if (heard && id)
        page->book->sync(page, node, id);
}

/* ---- Levels ------------------------------------------------------------------------------------------------------ */

static bool is_part(const ard_node *node)
{
    return kind_is(node, SECTION) || kind_is(node, EXERCISE) || kind_is(node, QUESTION);
}

/* The first heading that a part holds, itself or in parts inside of it; NULL for none. */
static const ard_node *heading_below(const ard_node *part)
{
    walk w = walk_of((ard_node *)part);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER)
            continue;
        if (kind_is(w.node, HEADING))
            return w.node;
        if (!is_part(w.node))
            walk_skip(&w);
    }
    return NULL;
}

static void open_level(dtbook_page *page, const ard_node *owner)
{
    dtbook_level *level = &page->levels[page->depth++];
    buffer_format(&page->text, "<level%d", page->depth);
    if (!owner)
        buffer_text(&page->text, " class=\"ard-implied\"");
    else if (owner->kind != SECTION)
        buffer_format(&page->text, " class=\"ard-%s\"", kind_about(owner->kind)->name);
    if (owner)
        dtbook_attributes(page, owner, false);
    buffer_text(&page->text, ">\n");
    *level = (dtbook_level){.owner = owner, .begun = page->text.size};
}

/* A level holds something beside its heading. */
static void close_level(dtbook_page *page)
{
    const dtbook_level *level = &page->levels[page->depth - 1];
    if (page->text.size == level->begun)
        buffer_text(&page->text, "<p/>\n");
    buffer_format(&page->text, "</level%d>\n", page->depth);
    if (--page->depth)
        page->levels[page->depth - 1].parted = true;
}

/* Makes ready for a part whose heading is of level `number`: levels that headings asked for end, and others begin. */
static void reach(dtbook_page *page, int number)
{
    while (page->depth && !page->levels[page->depth - 1].owner && page->depth >= number)
        close_level(page);
    while (page->depth < number - 1 && page->depth < DTBOOK_LEVELS)
        open_level(page, NULL);
}

/* Makes ready for a block: it stands in a level, in which no level has ended. */
static void settle(dtbook_page *page)
{
    bool loose = !page->depth || page->levels[page->depth - 1].parted;
    if (loose && page->depth < DTBOOK_LEVELS)
        open_level(page, NULL);
}

/* Begins a part: a level where it has a heading, else a box. */
static void enter_part(dtbook_page *page, const ard_node *part)
{
    const ard_node *heading = page->inside ? NULL : heading_below(part);
    if (heading)
        reach(page, heading->number);
    if (heading && page->depth < DTBOOK_LEVELS) {
        open_level(page, part);
        return;
    }
    if (!page->inside++)
        settle(page);
    buffer_format(&page->text, "<div class=\"ard-%s\"", kind_about(part->kind)->name);
    dtbook_attributes(page, part, false);
    buffer_text(&page->text, part->first ? ">\n" : "><p/>\n");
}

static void leave_part(dtbook_page *page, const ard_node *part)
{
    int own = page->depth;
    while (own && page->levels[own - 1].owner != part)
        own--;
    if (!own) {
        buffer_text(&page->text, "</div>\n");
        page->inside--;
        return;
    }
    while (page->depth >= own)
        close_level(page);
}

/* A heading in a level is its title; another begins a level of its own. Elsewhere it is a title without a level. */
static void enter_heading(dtbook_page *page, const ard_node *heading)
{
    dtbook_level *level = page->depth ? &page->levels[page->depth - 1] : NULL;
    bool own = level && level->owner && !level->headed && level->begun == page->text.size && !page->inside &&
               level->owner == heading->parent;
    bool full = !own && page->depth == DTBOOK_LEVELS && level->owner;
    page->heading = !page->inside && !full                                  ? NULL
                    : kind_is(heading->parent, ASIDE) && !heading->previous ? "hd"
                                                                            : "bridgehead";
    if (page->heading) {
        page->plain++;
        buffer_format(&page->text, "<%s", page->heading);
    } else {
        if (!own) {
            reach(page, heading->number < DTBOOK_LEVELS ? heading->number : DTBOOK_LEVELS);
            open_level(page, NULL);
        }
        page->levels[page->depth - 1].headed = true;
        page->moved += page->depth != heading->number;
        buffer_format(&page->text, "<h%d", page->depth);
    }
    dtbook_attributes(page, heading, true);
    buffer_byte(&page->text, '>');
}

static void leave_heading(dtbook_page *page)
{
    if (page->heading)
        buffer_format(&page->text, "</%s>\n", page->heading);
    else {
        buffer_format(&page->text, "</h%d>\n", page->depth);
        page->levels[page->depth - 1].begun = page->text.size;
    }
}

/* ---- The book ---------------------------------------------------------------------------------------------------- */

void dtbook_body(dtbook_page *page)
{
    walk w = walk_of(lesson_root(page->document));
    buffer_text(&page->text, "<bodymatter>\n");
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        bool enters = event == WALK_ENTER, block = kind_is_block(w.node->kind);
        if (kind_about(w.node->kind)->class == GIVEN) {
            if (enters)
                walk_skip(&w);
        } else if (w.node->kind == LESSON_ROOT)
            continue;
        else if (is_part(w.node))
            (enters ? enter_part : leave_part)(page, w.node);
        else if (w.node->kind == HEADING)
            enters ? enter_heading(page, w.node) : leave_heading(page);
        else if (enters) {
            if (block && !page->inside)
                settle(page);
            page->inside += kind_about(w.node->kind)->class == CONTAINER;
            if (dtbook_enter(page, w.node))
                walk_skip(&w);
        } else {
            dtbook_leave(page, w.node);
            page->inside -= kind_about(w.node->kind)->class == CONTAINER;
        }
    }
    if (!page->depth)
        open_level(page, NULL);
    while (page->depth)
        close_level(page);
    buffer_text(&page->text, "</bodymatter>\n");
}

static void add_meta(dtbook_page *page, const char *name, const char *value)
{
    if (!text_is_blank(value))
        markup_meta(&page->text, name, value);
}

/* The document type of the specification; with formulas, that of the DAISY extension for MathML, 1.0. */
static void add_type(dtbook_page *page, bool maths)
{
    buffer_text(&page->text, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE dtbook PUBLIC "
                             "\"-//NISO//DTD dtbook 2005-3//EN\" "
                             "\"http://www.daisy.org/z3986/2005/dtbook-2005-3.dtd\"");
    if (maths)
        buffer_text(&page->text, " [\n<!ENTITY % MATHML.prefixed \"INCLUDE\">\n<!ENTITY % MATHML.prefix \"m\">\n"
                                 "<!ENTITY % mathML2 PUBLIC \"-//W3C//DTD MathML 2.0//EN\" "
                                 "\"http://www.w3.org/Math/DTD/mathml2/mathml2.dtd\">\n%mathML2;\n"
                                 "<!ENTITY % externalFlow \"| m:math\">\n<!ENTITY % externalNamespaces "
                                 "\"xmlns:m CDATA #FIXED 'http://www.w3.org/1998/Math/MathML'\">\n]");
    buffer_text(&page->text, ">\n<dtbook xmlns=\"http://www.daisy.org/z3986/2005/dtbook/\"");
    if (maths)
        buffer_text(&page->text, " xmlns:m=\"http://www.w3.org/1998/Math/MathML\"");
    buffer_text(&page->text, " version=\"2005-3\"");
    markup_attribute(&page->text, "xml:lang", page->language);
    buffer_text(&page->text, ">\n");
}

/* Metadata of the lesson and Dublin Core's names, as DTBook's head writes them. */
static const char *const metas[][2] = {
    {"author", "dc:Creator"},          {"date", "dc:Date"},     {"description", "dc:Description"},
    {"publisher", "dc:Publisher"},     {"rights", "dc:Rights"}, {"subject", "dc:Subject"},
    {"contributor", "dc:Contributor"}, {"source", "dc:Source"},
};

/* The title stands in the text too: `doctitle`, which our reader passes over. */
static void add_front(dtbook_page *page, const char *title)
{
    const char *author = lesson_meta(page->document, "author");
    buffer_text(&page->text, "<frontmatter>\n<doctitle class=\"ard-title\">");
    buffer_xml(&page->text, title, strlen(title), false);
    buffer_text(&page->text, "</doctitle>\n");
    if (!text_is_blank(author)) {
        buffer_text(&page->text, "<docauthor class=\"ard-title\">");
        buffer_xml(&page->text, author, strlen(author), false);
        buffer_text(&page->text, "</docauthor>\n");
    }
    buffer_text(&page->text, "</frontmatter>\n");
}

void dtbook_whole(dtbook_page *page, const char *uid)
{
    buffer body = BUFFER_EMPTY, title = BUFFER_EMPTY;
    dtbook_body(page);
    body = page->text;
    page->text = BUFFER_EMPTY;
    lesson_title(page->document, &title);
    add_type(page, body.size && memmem(body.data, body.size, "<m:math", 7));
    buffer_text(&page->text, "<head>\n");
    add_meta(page, "dtb:uid", uid);
    add_meta(page, "dc:Identifier", uid);
    add_meta(page, "dc:Title", buffer_string(&title));
    add_meta(page, "dc:Language", page->language);
    for (size_t i = 0; i < sizeof metas / sizeof *metas; i++)
        add_meta(page, metas[i][1], lesson_meta(page->document, metas[i][0]));
    buffer_text(&page->text, "</head>\n<book>\n");
    add_front(page, buffer_string(&title));
    buffer_add(&page->text, body.data ? body.data : "", body.size);
    buffer_text(&page->text, "</book>\n</dtbook>\n");
    page->text.failed |= body.failed || title.failed;
    buffer_free(&body);
    buffer_free(&title);
}

bool dtbook_open(dtbook_page *page)
{
    page->pool = arena_new(page->task->limits->memory / 4);
    page->ids = page->pool ? table_new(page->pool) : NULL;
    page->notes = page->ids ? notes_new(page->document, page->pool) : NULL;
    page->language = lesson_language(page->document);
    if (page->notes)
        take_ids(page);
    return page->notes && !arena_failed(page->pool);
}

void dtbook_close(dtbook_page *page)
{
    buffer_free(&page->text);
    arena_free(page->pool);
}

bool dtbook_good(const dtbook_page *page)
{
    return !page->text.failed && !arena_failed(page->pool);
}

void dtbook_losses(const dtbook_page *page)
{
    const struct {
        unsigned count;
        const char *code;
    } rows[] = {{page->moved, "dtbook.moved"},
                {page->plain, "dtbook.plain"},
                {page->forms, "dtbook.forms"},
                {page->undescribed, "html.pictures"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].count)
            report(page->task->log, NOWHERE, rows[i].code, report_number(page->task->log, rows[i].count), NULL);
}

/* ---- The writer -------------------------------------------------------------------------------------------------- */

static ard_status dtbook_write(task *t, const ard_document *document, ard_output *output)
{
    dtbook_page page = {.task = t, .document = document};
    buffer uid = BUFFER_EMPTY;
    bool whole = dtbook_open(&page);
    if (whole) {
        lesson_uuid(document, &uid);
        dtbook_whole(&page, buffer_string(&uid));
        whole = dtbook_good(&page) && !uid.failed;
    }
    if (whole) {
        dtbook_losses(&page);
        output_add(output, page.text.data, page.text.size);
    }
    buffer_free(&uid);
    dtbook_close(&page);
    return whole ? output_status(output) : report(t->log, NOWHERE, "writer.memory", NULL);
}

const ard_writer dtbook_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "dtbook",
              .aliases = "",
              .endings = ".dtbook",
              .media_type = "application/x-dtbook+xml",
              .lacks = "style aria answer check ruler braille speech",
              .help = "dtbook.writer"},
    .write = dtbook_write,
};
