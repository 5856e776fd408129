/* The walk over a page, and how its characters and blocks come into the tree. */
#include "html.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { ATTRIBUTES_MOST = 64 };

place web_place(const webpage *w, const xml_node *n)
{
    return xml_place(n, w->part);
}

bool web_says(const xml_node *n, const char *name, const char *word)
{
    const char *value = xml_value(n, name);
    return value && text_in_list(value, word);
}

/* ---- Attributes ------------------------------------------------------------------------------------------------- */

static void set_id(webpage *w, ard_node *node, const xml_node *n)
{
    const char *id = xml_value(n, "id");
    if (!id && xml_is(n, "a"))
        id = xml_value(n, "name");
    if (!id && w->pending_id) {
        id = w->pending_id;
        w->pending_id = NULL;
    }
    if (id && *id)
        node_set(w->document, node, "id", id);
}

void web_attributes(webpage *w, ard_node *node, const xml_node *n, const char *kept, bool named)
{
    static const char all[] = "title dir role epub:type";
    unsigned left = ATTRIBUTES_MOST;
    if (!node || !n)
        return;
    if (named)
        set_id(w, node, n);
    for (const xml_attribute *a = n->attributes; a && left; a = a->next) {
        bool language = strcmp(a->name, "lang") == 0 || strcmp(a->name, "xml:lang") == 0;
        bool open =
            text_begins(a->name, "aria-") || (text_begins(a->name, "data-") && !text_begins(a->name, "data-ard"));
        if (!language && !open && !text_in_list(all, a->name) && !(kept && text_in_list(kept, a->name)))
            continue;
        if (*a->value || !language)
            node_set(w->document, node, language ? "lang" : a->name, a->value);
        left--;
    }
}

/* ---- Lines ------------------------------------------------------------------------------------------------------ */

void web_boundary(webpage *w)
{
    if (w->fixed)
        w->break_due |= w->started;
    else
        w->leaf = NULL;
    for (size_t i = 0; i < w->inline_count; i++)
        w->inlines[i].made = NULL;
    w->started = w->blank_due = false;
}

/* The node that characters go into: the leaf, made where there is none, then the first `count` inlines. */
static ard_node *open_nodes(webpage *w, const xml_node *from, size_t count)
{
    if (!w->leaf) {
        w->leaf = node_append(w->container, node_new(w->document, PARAGRAPH, web_place(w, from)));
        if (w->pending_id) {
            node_set(w->document, w->leaf, "id", w->pending_id);
            w->pending_id = NULL;
        }
    }
    ard_node *into = w->leaf;
    for (size_t i = 0; i < count; i++) {
        web_inline *open = w->inlines + i;
        if (open->kind == SUPERSCRIPT && i + 1 < w->inline_count && w->inlines[i + 1].kind == NOTE_REFERENCE)
            continue; /* the reference is raised by itself */
        if (!open->made) {
            open->made = node_append(into, node_new(w->document, open->kind, web_place(w, open->xml)));
            web_attributes(w, open->made, open->xml, web_row_of(open->xml)->kept, !open->named);
            if (open->key)
                node_set(w->document, open->made, open->key, open->value);
            open->named = true;
        }
        into = open->made ? open->made : into;
    }
    return into;
}

/* Writes the line's end and the blank that are due, and gives the node to write into. */
static ard_node *line_node(webpage *w, const xml_node *from)
{
    if (w->break_due && w->leaf)
        node_append(w->leaf, node_new(w->document, BREAK, web_place(w, from)));
    w->break_due = false;
    if (w->blank_due && w->started)
        node_append_text(w->document, open_nodes(w, from, w->blank_level), " ", 1, web_place(w, from));
    w->blank_due = false;
    w->started = true;
    return open_nodes(w, from, w->inline_count);
}

void web_atom(webpage *w, ard_node *node)
{
    if (node)
        node_append(line_node(w, NULL), node);
}

void web_line_end(webpage *w, place where)
{
    w->blank_due = false;
    node_append(open_nodes(w, NULL, w->inline_count), node_new(w->document, BREAK, where));
    w->started = false;
}

void web_text(webpage *w, const char *text, size_t size, place where)
{
    buffer folded = BUFFER_EMPTY;
    bool blank = false;
    if (w->preformatted && kind_is(w->leaf, VERSE)) {
        for (const char *stop; (stop = memchr(text, '\n', size)); text = stop + 1) {
            if (stop > text)
                node_append_text(w->document, line_node(w, NULL), text, (size_t)(stop - text), where);
            if (w->leaf->first)
                web_line_end(w, where);
            size -= (size_t)(stop - text) + 1;
        }
    }
    if (w->preformatted) {
        if (size)
            node_append_text(w->document, line_node(w, NULL), text, size, where);
        return;
    }
    for (const char *stop; w->lines && (stop = memchr(text, '\n', size)); text = stop + 1) {
        size_t before = (size_t)(stop - text);
        bool lines = w->lines;
        w->lines = false;
        web_text(w, text, before, where);
        w->lines = lines;
        w->break_due |= w->started;
        w->started = w->blank_due = false;
        size -= before + 1;
    }
    for (size_t i = 0; i < size; i++) {
        if (ascii_is_space(text[i])) {
            blank = true;
            continue;
        }
        if (blank && folded.size)
            buffer_byte(&folded, ' ');
        else if (blank && !w->blank_due) {
            w->blank_due = true;
            w->blank_level = w->inline_count;
        }
        blank = false;
        size_t begin = i;
        while (i + 1 < size && !ascii_is_space(text[i + 1]))
            i++;
        buffer_add(&folded, text + begin, i + 1 - begin);
    }
    if (folded.size)
        node_append_text(w->document, line_node(w, NULL), folded.data, folded.size, where);
    if (blank && !w->blank_due) {
        w->blank_due = true;
        w->blank_level = w->inline_count;
    }
    buffer_free(&folded);
}

void web_string(webpage *w, const char *text, place where)
{
    web_text(w, text, strlen(text), where);
}

/* ---- Blocks and inlines ----------------------------------------------------------------------------------------- */

ard_node *web_open_container(webpage *w, const xml_node *n, ard_kind kind)
{
    const web_row *row = web_row_of(n);
    web_boundary(w);
    w->frames[w->frame_count - 1].block = true;
    if (w->fixed)
        return NULL;
    ard_node *node = node_append(w->container, node_new(w->document, kind, web_place(w, n)));
    web_attributes(w, node, n, row->kept, true);
    if (row->key && !node_attribute(node, row->key))
        node_set(w->document, node, row->key, row->value);
    w->container = node ? node : w->container;
    w->leaf = NULL;
    return node;
}

ard_node *web_open_leaf(webpage *w, const xml_node *n, ard_kind kind, bool fixed)
{
    web_boundary(w);
    w->frames[w->frame_count - 1].block = true;
    if (w->fixed)
        return NULL;
    ard_node *node = node_append(w->container, node_new(w->document, kind, web_place(w, n)));
    web_attributes(w, node, n, web_row_of(n)->kept, true);
    web_style_block(w, node, n);
    w->leaf = node;
    w->fixed = fixed;
    w->break_due = false;
    return node;
}

void web_open_inline(webpage *w, const xml_node *n, ard_kind kind, const char *key, const char *value)
{
    if (w->inline_count < WEB_INLINES)
        w->inlines[w->inline_count++] = (web_inline){.xml = n, .kind = kind, .key = key, .value = value};
}

/* An element that ends without anything in it may still be where a link goes. */
static void keep_target(webpage *w, const xml_node *n)
{
    const char *id = xml_value(n, "id");
    if (!id && xml_is(n, "a"))
        id = xml_value(n, "name");
    if (!id || !table_value(w->targets, id))
        return;
    if (!w->leaf || !w->started) {
        w->pending_id = id;
        return;
    }
    ard_node *span = node_new(w->document, SPAN, web_place(w, n));
    node_set(w->document, span, "id", id);
    node_append(open_nodes(w, n, w->inline_count), span);
}

static void close_inlines(webpage *w, size_t count)
{
    const web_inline *outer = w->inline_count > count ? w->inlines + count : NULL;
    const xml_node *lost = outer && !outer->named ? outer->xml : NULL;
    w->inline_count = w->inline_count > count ? count : w->inline_count;
    if (w->blank_level > w->inline_count)
        w->blank_level = w->inline_count;
    if (lost)
        keep_target(w, lost);
}

/* ---- The walk --------------------------------------------------------------------------------------------------- */

bool web_css_says(const char *css, const char *property, const char *value)
{
    size_t size = strlen(property);
    bool said = false;
    for (const char *at = css; at && (at = strstr(at, property)); at += size) {
        const char *colon = at + size + strspn(at + size, " ");
        bool whole = at == css || !(ascii_is_letter(at[-1]) || at[-1] == '-');
        if (whole && *colon == ':')
            said = text_begins(colon + 1 + strspn(colon + 1, " "), value);
    }
    return said;
}

/* Whether style takes an element away: its own, or a sheet's. */
static bool is_undisplayed(webpage *w, const xml_node *n)
{
    const char *css = web_css(w, n);
    return css && (web_css_says(css, "display", "none") || web_css_says(css, "visibility", "hidden"));
}

/* What is done with what a page does not show. For those who listen, its author has put it aside (aria-hidden: icons,
 * what is said twice): passed over. For all: passed over too, unless it is a block and a script may show it, as pages of
 * questions do with most of theirs. */
static bool is_gone(webpage *w, const xml_node *n)
{
    static const char inlines[] = "a abbr b button code em i img input label option s small span strong sub sup u";
    const char *hidden = xml_value(n, "hidden");
    if (web_is_formula(n)) /* hidden because a picture shows it */
        return false;
    if (web_says(n, "aria-hidden", "true"))
        return true;
    if (!(hidden && !text_same(hidden, "until-found")) && !is_undisplayed(w, n))
        return false;
    bool shown_later = w->scripts && !text_begins(n->name, "svg:") && !text_in_list(inlines, n->name);
    w->revealed += shown_later;
    w->hidden += !shown_later;
    return !shown_later;
}

bool web_is_revealed(webpage *w, const xml_node *n)
{
    return xml_value(n, "hidden") || is_undisplayed(w, n);
}

static bool push_frame(webpage *w, const xml_node *n)
{
    if (w->frame_count == w->frame_room) {
        size_t room = w->frame_room ? 2 * w->frame_room : 64;
        web_frame *frames = memory_resize(w->frames, room * sizeof *frames);
        if (!frames)
            return false;
        w->frames = frames;
        w->frame_room = room;
    }
    w->frames[w->frame_count++] =
        (web_frame){n, w->container, w->leaf, w->inline_count, false, w->fixed, w->preformatted, w->lines};
    return true;
}

static void pop_frame(webpage *w)
{
    web_frame *f = w->frames + w->frame_count - 1;
    if (f->block) {
        web_boundary(w);
        w->container = f->container;
        w->leaf = f->fixed ? f->leaf : NULL;
        w->break_due = f->fixed && w->leaf && w->leaf->first;
        w->fixed = f->fixed;
    }
    w->preformatted = f->preformatted;
    w->lines = f->lines;
    close_inlines(w, f->inlines);
    w->frame_count--;
}

/* Takes an element or a text in; true where what is below comes next. */
static bool enter(webpage *w, const xml_node *n)
{
    if (n->text) {
        web_words(w, n->text, n->size, web_place(w, n));
        return false;
    }
    const web_row *row = web_row_of(n);
    unsigned revealed = w->revealed;
    if (is_gone(w, n) || !push_frame(w, n))
        return false;
    const char *css = web_css(w, n);
    w->lines = w->lines || web_css_says(css, "white-space", "pre");
    web_action *by_class = web_class_action(n);
    bool inside = (by_class ? by_class : row->enter)(w, n, row);
    web_frame *f = w->frames + w->frame_count - 1;
    if (w->revealed > revealed && f->block && !f->fixed)
        node_set(w->document,
                 w->leaf                        ? w->leaf
                 : w->container != f->container ? w->container
                                                : NULL,
                 "data-hidden", web_is_answer(n) ? "answer" : "1");
    if (!inside || !n->first)
        pop_frame(w);
    return inside && n->first;
}

/* Whether an element is a script that runs, and not data. */
static bool is_script(const xml_node *n)
{
    const char *type = xml_is(n, "script") ? xml_value(n, "type") : "text/plain";
    return !type || !*type || strstr(type, "javascript") || text_same(type, "module");
}

void web_site_links(const web_site *site, const xml_node *root)
{
    for (const xml_node *n = root; n; n = xml_following(n, root)) {
        const char *href = xml_is(n, "a") ? xml_value(n, "href") : NULL;
        const char *mark = href ? strchr(href, '#') : NULL;
        if (!mark || !mark[1])
            continue;
        table_set(site->targets, mark + 1, (void *)n);
        if (mark == href && web_is_note_reference(n))
            table_set(site->notes, mark + 1, (void *)n);
    }
}

static void count_scripts(webpage *w, const xml_node *root)
{
    for (const xml_node *n = root; n; n = xml_following(n, root)) {
        w->scripts += is_script(n);
        w->typeset = w->typeset || web_typesets(n);
    }
}

ard_status webpage_read(task *t, ard_document *document, ard_node *container, const xml_node *root, const char *part,
                        web_picture *picture)
{
    web_site alone = {table_new(lesson_pool(document)), table_new(lesson_pool(document)), NULL};
    web_site_links(&alone, root);
    return webpage_read_among(t, document, container, root, part, picture, &alone);
}

ard_status webpage_read_among(task *t, ard_document *document, ard_node *container, const xml_node *root,
                              const char *part, web_picture *picture, const web_site *site)
{
    webpage w = {.task = t, .document = document, .part = part, .picture = picture, .site = site};
    w.container = container;
    w.targets = site->targets;
    w.notes = site->notes;
    w.sheet = web_sheet_new(lesson_pool(document), root);
    count_scripts(&w, root);
    const xml_node *n = root;
    while (n && lesson_status(document) == ARD_OK) {
        if (enter(&w, n)) {
            n = n->first;
            continue;
        }
        while (n != root && !n->next) {
            n = n->parent;
            pop_frame(&w);
        }
        n = n == root ? NULL : n->next;
    }
    web_drop_empty(container);
    web_move_answers(&w, container);
    web_report_script_texts(&w, root);
    if (w.scripts)
        report(t->log, PLACE(part, 0, 0), "html.scripts", report_number(t->log, w.scripts), NULL);
    if (w.revealed)
        report(t->log, PLACE(part, 0, 0), "html.revealed", report_number(t->log, w.revealed), NULL);
    if (w.answers)
        report(t->log, PLACE(part, 0, 0), "html.answers", report_number(t->log, w.answers), NULL);
    if (w.hidden)
        report(t->log, PLACE(part, 0, 0), "html.hidden", report_number(t->log, w.hidden), NULL);
    free(w.frames);
    return lesson_status(document);
}
