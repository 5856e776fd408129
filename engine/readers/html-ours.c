#include "html-ours.h"

#include "base/table.h"
#include "base/text.h"
#include "lesson/carry-html.h"
#include "lesson/marks.h"
#include "lesson/nesting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is done with an element. */
typedef enum treat {
    THROUGH, /* its contents stand in its place */
    NODE,    /* it is a node */
    PAST     /* it is passed over with all below it */
} treat;

enum { NODE_OPEN = 1, BLANKS_COUNT = 2, IN_FORMULA = 4, FILLED = 8, NAME_MOST = 12 };

/* A note, or the place where one stood. */
typedef struct kept_note {
    struct kept_note *next;
    ard_node *node;
    int number;
} kept_note;

struct ours {
    arena *pool;
    task *task;
    ard_document *document;
    ours_picture *picture;
    void *user;
    table *styles;  /* rows by their class, as pointers into `rows` */
    table *numbers; /* resources by a picture's number, as `int *` */
    table *notes;   /* notes by their number */
    kept_note *places, *loose, **loose_end;
    const char *part;
    uint16_t bare;  /* the style of marks whose element has no class */
    ard_node *into; /* where contents go */
    buffer flags;   /* of each open element */
    buffer name;
};

static bool is_marked(const xml_node *n, const char *mark)
{
    const char *own = xml_value(n, "data-ard");
    return own && strcmp(own, mark) == 0;
}

bool ours_is(const xml_node *html)
{
    return xml_is(html, "html") && is_marked(html, CARRY_PAGE);
}

ours *ours_new(arena *pool, task *t, ard_document *document, ours_picture *picture, void *user)
{
    ours *o = arena_alloc(pool, sizeof *o);
    if (!o)
        return NULL;
    *o = (ours){.pool = pool, .task = t, .document = document, .picture = picture, .user = user};
    o->styles = table_new(pool);
    o->numbers = table_new(pool);
    o->notes = table_new(pool);
    o->loose_end = &o->loose;
    return o;
}

/* ---- Numbers ---------------------------------------------------------------------------------------------------- */

/* The number that an element carries; 0 for none. */
static int number_of(const xml_node *n)
{
    const char *value = xml_value(n, CARRY_NUMBER);
    char *end = NULL;
    long number = value && text_is_digit((unsigned char)*value) ? strtol(value, &end, 10) : 0;
    return number > 0 && number <= 1 << 30 && end && !*end ? (int)number : 0;
}

static const char *key_of(char key[NAME_MOST], int number)
{
    snprintf(key, NAME_MOST, "%d", number);
    return key;
}

void ours_number(ours *o, int number, int numbered)
{
    char key[NAME_MOST];
    int *kept = arena_alloc(o->pool, sizeof *kept);
    if (!kept)
        return;
    *kept = numbered;
    table_set(o->numbers, key_of(key, number), kept);
}

static bool has_resource(const ours *o, int number)
{
    char key[NAME_MOST];
    return table_value(o->numbers, key_of(key, number)) != NULL;
}

/* Whether an element holds the bytes of the resource of its number. */
static bool holds_bytes(const xml_node *n)
{
    const char *address = xml_is(n, "img") ? xml_value(n, "src") : NULL;
    return number_of(n) &&
           ((address && text_begins(address, "data:")) || (xml_is(n, "script") && is_marked(n, CARRY_RESOURCE)));
}

static int add_resource(ours *o, const xml_node *n)
{
    if (xml_is(n, "img"))
        return o->picture(o->user, NULL, xml_value(n, "src"), xml_place(n, NULL));
    buffer text = BUFFER_EMPTY, bytes = BUFFER_EMPTY;
    xml_text(n, &text);
    bool good = buffer_unbase64(&bytes, buffer_string(&text), text.size) && bytes.size;
    int number = good ? lesson_resource(o->document, bytes.data, bytes.size) : 0;
    buffer_free(&text);
    buffer_free(&bytes);
    return number;
}

static int by_number(const void *a, const void *b)
{
    int one = number_of(*(const xml_node *const *)a), other = number_of(*(const xml_node *const *)b);
    return (one > other) - (one < other);
}

void ours_resources(ours *o, const xml_node *html)
{
    size_t count = 0;
    for (const xml_node *n = html; n; n = xml_following(n, html))
        count += n->name && holds_bytes(n);
    const xml_node **all = arena_alloc(o->pool, (count + 1) * sizeof *all);
    if (!all)
        return;
    count = 0;
    for (const xml_node *n = html; n; n = xml_following(n, html))
        if (n->name && holds_bytes(n))
            all[count++] = n;
    qsort(all, count, sizeof *all, by_number);
    for (size_t i = 0; i < count; i++)
        if (!has_resource(o, number_of(all[i])))
            ours_number(o, number_of(all[i]), add_resource(o, all[i]));
}

/* ---- The head --------------------------------------------------------------------------------------------------- */

static void read_style(ours *o, const xml_node *meta)
{
    const char *name = xml_value(meta, "content"), *class = xml_value(meta, CARRY_CLASS);
    uint16_t row = name ? style_named(o->document, name) : STYLE_NONE;
    uint16_t *kept = arena_alloc(o->pool, sizeof *kept);
    for (const xml_attribute *a = meta->attributes; a && row; a = a->next) {
        buffer_reset(&o->name);
        style_property property =
            carry_html_take(a->name, &o->name) ? style_property_named(buffer_string(&o->name)) : STYLE_PROPERTIES;
        if (property != STYLE_PROPERTIES)
            style_set(o->document, row, property, a->value);
    }
    if (xml_value(meta, CARRY_BARE))
        o->bare = row;
    if (!kept || !class)
        return;
    *kept = row;
    table_set(o->styles, class, kept);
}

static void read_meta(ours *o, const xml_node *meta)
{
    const char *name = xml_value(meta, "name"), *content = xml_value(meta, "content");
    if (!name || !content)
        return;
    if (strcmp(name, CARRY_STYLE) == 0)
        read_style(o, meta);
    else if (text_begins(name, CARRY_META))
        lesson_set_meta(o->document, name + strlen(CARRY_META), content);
    else if (strcmp(name, "author") == 0 || strcmp(name, "description") == 0)
        lesson_set_meta(o->document, name, content);
}

void ours_head(ours *o, const xml_node *html)
{
    const xml_node *head = xml_child(html, "head");
    const char *language = xml_value(html, "lang"), *added = xml_value(html, CARRY_ADDED);
    if (language && !(added && text_in_list(added, "lang")))
        lesson_set_meta(o->document, "language", language);
    for (const xml_node *n = head ? head->first : NULL; n; n = n->next) {
        if (xml_is(n, "meta"))
            read_meta(o, n);
        if (!xml_is(n, "title") || is_marked(n, CARRY_MADE))
            continue;
        buffer text = BUFFER_EMPTY;
        xml_text(n, &text);
        lesson_set_meta(o->document, "title", buffer_string(&text));
        buffer_free(&text);
    }
}

/* ---- Elements --------------------------------------------------------------------------------------------------- */

static int open_flags(const ours *o)
{
    return o->flags.size ? o->flags.data[o->flags.size - 1] : 0;
}

/* Whether the first element below is marked as a caption: then an element of a table is only what HTML needs around it. */
static bool holds_caption(const xml_node *n)
{
    const xml_node *child = n->first;
    while (child && !child->name)
        child = child->next;
    return child && is_marked(child, "caption");
}

/* The kind of an element that is not marked. */
static ard_kind plain_kind(const xml_node *n)
{
    static const char *const alike[][2] = {{"b", "strong"}, {"del", "s"}, {"i", "em"}, {"ins", "u"}, {"strike", "s"}};
    const char *name = n->name;
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        if (strcmp(alike[i][0], name) == 0)
            name = alike[i][1];
    return carry_html_kind(name, NULL);
}

/* The style of a mark on the text (writers/html-marks.c); STYLE_NONE where an element is none. */
static uint16_t mark_of(const ours *o, const xml_node *n)
{
    const char *class = xml_is(n, "b") && !xml_value(n, "data-ard") ? xml_value(n, "class") : NULL;
    const uint16_t *row = class ? table_value(o->styles, class) : NULL;
    if (xml_is(n, "b") && !n->attributes)
        return o->bare;
    return row && style_is_mark(style_at(o->document, *row)->name) ? *row : STYLE_NONE;
}

static ard_kind kind_of(const ours *o, const xml_node *n)
{
    const char *mark = xml_value(n, "data-ard"), *display = xml_value(n, "display");
    if (mark_of(o, n) != STYLE_NONE)
        return SPAN;
    if (xml_is(n, "math:math"))
        return display && strcmp(display, "block") == 0 ? MATHS_BLOCK : MATHS;
    ard_kind kind = mark ? carry_html_kind(n->name, mark) : plain_kind(n);
    return kind == LESSON_ROOT || kind == MATHML || kind_about(kind < KINDS ? kind : SPAN)->class == GIVEN ? KINDS
                                                                                                           : kind;
}

static treat treat_of(const ours *o, const xml_node *n)
{
    static const char nothing[] = "noscript script style head template link meta title";
    static const char around[] = "div main tbody thead tfoot";
    static const char through[] = CARRY_BLANKS " " CARRY_NAMED " " CARRY_NOTES " " CARRY_LESSON " " CARRY_SHOWN;
    const char *mark = xml_value(n, "data-ard");
    if (open_flags(o) & IN_FORMULA)
        return NODE;
    if ((mark && (strcmp(mark, CARRY_MADE) == 0)) || text_in_list(nothing, n->name) || open_flags(o) & FILLED)
        return PAST;
    if (mark && text_in_list(through, mark))
        return THROUGH;
    if ((!mark && text_in_list(around, n->name)) || ((xml_is(n, "caption") || xml_is(n, "tr")) && holds_caption(n)))
        return THROUGH;
    if (xml_is(n, "code") && xml_is(n->parent, "pre"))
        return THROUGH;
    return kind_of(o, n) == KINDS ? THROUGH : NODE;
}

/* ---- Attributes ------------------------------------------------------------------------------------------------- */

static void take_classes(ours *o, ard_node *node, const char *classes)
{
    while (*classes) {
        size_t size = strcspn(classes, " ");
        const char *class = arena_copy(o->pool, classes, size);
        const uint16_t *row = class ? table_value(o->styles, class) : NULL;
        if (row)
            node->style = *row;
        else if (class && strcmp(class, CARRY_STYLE_PAGE) == 0)
            node->style = STYLE_PAGE;
        classes += size;
        classes += strspn(classes, " ");
    }
}

/* Whether an attribute of the page's element is none of the node's: it has a meaning for HTML alone. */
static bool is_pages(const xml_node *n, const ard_node *node, const char *name)
{
    static const char always[] = "data-ard style src hidden xml:lang";
    const char *added = xml_value(n, CARRY_ADDED);
    bool formula = node->kind == MATHS || node->kind == MATHS_BLOCK;
    if (node->kind == MATHML)
        return text_begins(name, "xmlns") || text_begins(name, "data-ard.") || (added && text_in_list(added, name));
    return text_in_list(always, name) || text_begins(name, "data-ard.") || text_begins(name, "xmlns") ||
           text_in_list(carry_html_filled(node->kind), name) || (added && text_in_list(added, name)) ||
           (formula && strcmp(name, "display") == 0);
}

static void take_attributes(ours *o, ard_node *node, const xml_node *n)
{
    for (const xml_attribute *a = n->attributes; node && a; a = a->next) {
        buffer_reset(&o->name);
        if (carry_html_take(a->name, &o->name))
            node_set(o->document, node, buffer_string(&o->name), a->value);
        else if (strcmp(a->name, "class") == 0)
            take_classes(o, node, a->value);
        else if (!is_pages(n, node, a->name) && !strchr(a->name, '?'))
            node_set(o->document, node, a->name, a->value);
    }
}

/* ---- Nodes ------------------------------------------------------------------------------------------------------ */

static ard_node *new_formula_part(ours *o, const xml_node *n)
{
    const char *colon = strchr(n->name, ':');
    return node_new_mathml(o->document, colon ? colon + 1 : n->name, xml_place(n, o->part));
}

/* The picture's number among the document's resources: what the page before has said, else its address. */
static int picture_number(ours *o, const xml_node *n)
{
    char key[NAME_MOST];
    const int *known = number_of(n) ? table_value(o->numbers, key_of(key, number_of(n))) : NULL;
    const char *address = xml_value(n, "src");
    if (known)
        return *known;
    return address && *address ? o->picture(o->user, o->part, address, xml_place(n, o->part)) : 0;
}

static void keep_note(ours *o, ard_node *node, const xml_node *n)
{
    char key[NAME_MOST];
    kept_note *note = arena_alloc(o->pool, sizeof *note);
    if (!note || !number_of(n))
        return;
    *note = (kept_note){NULL, node, number_of(n)};
    table_set(o->notes, key_of(key, note->number), note);
    *o->loose_end = note;
    o->loose_end = &note->next;
}

/* Marks where a note stood, by a section that goes when the note comes. */
static void keep_place(ours *o, const xml_node *n)
{
    ard_node *node = node_append(o->into, node_new(o->document, SECTION, xml_place(n, o->part)));
    kept_note *at = node ? arena_alloc(o->pool, sizeof *at) : NULL;
    if (!at)
        return;
    *at = (kept_note){o->places, node, number_of(n)};
    o->places = at;
}

/* The container that an element goes on with, where the page before has ended in it. */
static ard_node *continued(const ours *o, const xml_node *n, ard_kind kind)
{
    ard_node *last = xml_value(n, CARRY_CONTINUED) ? o->into->last : NULL;
    while (last && last->kind == NOTE)
        last = last->previous;
    return last && last->kind == kind ? last : NULL;
}

static ard_node *open_node(ours *o, const xml_node *n)
{
    ard_kind kind = kind_of(o, n);
    ard_node *node = open_flags(o) & IN_FORMULA ? NULL : continued(o, n, kind);
    if (node)
        return node;
    node = open_flags(o) & IN_FORMULA ? new_formula_part(o, n) : node_new(o->document, kind, xml_place(n, o->part));
    if (!node)
        return NULL;
    if (kind == HEADING && n->name[0] == 'h')
        node->number = n->name[1] - '0';
    if (kind == IMAGE)
        node->number = picture_number(o, n);
    if (mark_of(o, n) != STYLE_NONE) {
        node->style = mark_of(o, n);
        node_set(o->document, node, "added", MARK_ADDED);
    }
    take_attributes(o, node, n);
    node_append(kind == NOTE && number_of(n) ? lesson_root(o->document) : o->into, node);
    if (kind == NOTE)
        keep_note(o, node, n);
    return node;
}

/* The node that a closed node's siblings go into; a note that stands with the others is read from the section of notes. */
static ard_node *after(const ours *o, const ard_node *closed)
{
    return closed->parent ? closed->parent : lesson_root(o->document);
}

/* Opens an element; false where what is below it is passed over. */
static bool open_element(ours *o, const xml_node *n)
{
    treat what = treat_of(o, n);
    int flags = open_flags(o) & (BLANKS_COUNT | IN_FORMULA);
    if (is_marked(n, CARRY_NOTE_PLACE)) {
        keep_place(o, n);
        return false;
    }
    if (what == PAST)
        return false;
    if (is_marked(n, CARRY_BLANKS))
        flags |= BLANKS_COUNT;
    ard_node *node = what == NODE ? open_node(o, n) : NULL;
    if (node) {
        flags |= NODE_OPEN;
        if (node->kind == CODE_BLOCK || node->kind == VERSE)
            flags |= BLANKS_COUNT;
        if (node->kind == MATHS || node->kind == MATHS_BLOCK)
            flags |= IN_FORMULA;
        if (xml_value(n, CARRY_FILLED))
            flags |= FILLED;
        o->into = node;
    }
    buffer_byte(&o->flags, (char)flags);
    return true;
}

static void close_element(ours *o)
{
    int flags = open_flags(o);
    if (o->flags.size)
        o->flags.size--;
    if (flags & NODE_OPEN)
        o->into = after(o, o->into);
}

/* Adds characters: as they are where the page keeps blanks; else a run of them with a line end, which the writer never
 * has inside a line, is one blank, and between blocks it is nothing. */
static void read_text(ours *o, const xml_node *n)
{
    bool kept = open_flags(o) & (BLANKS_COUNT | IN_FORMULA);
    const ard_node *last = o->into->last; /* in a cell or an item words may stand without a paragraph */
    bool inside = kind_holds(o->into->kind) != HOLDS_BLOCKS || (last && kind_about(last->kind)->class == INLINE);
    place where = xml_place(n, o->part);
    if (open_flags(o) & FILLED || kind_holds(o->into->kind) == HOLDS_NOTHING ||
        (!inside && text_is_blank(n->text) && ascii_is_blank(n->text)))
        return;
    if (kept || !strpbrk(n->text, "\r\n\t")) {
        node_append_text(o->document, o->into, n->text, n->size, where);
        return;
    }
    buffer folded = BUFFER_EMPTY;
    for (const char *at = n->text; *at; at++)
        if (!ascii_is_space(*at))
            buffer_byte(&folded, *at);
        else if (!ascii_is_space(at[1]))
            buffer_byte(&folded, ' ');
    node_append_text(o->document, o->into, buffer_string(&folded), folded.size, where);
    buffer_free(&folded);
}

/* ---- Pages ------------------------------------------------------------------------------------------------------ */

static const xml_node *lesson_of(const xml_node *html)
{
    for (const xml_node *n = html; n; n = xml_following(n, html))
        if (n->name && is_marked(n, CARRY_LESSON))
            return n;
    return xml_child(html, "body");
}

void ours_page(ours *o, const xml_node *html, const char *part)
{
    const xml_node *lesson = lesson_of(html), *n = lesson ? lesson->first : NULL;
    o->part = part;
    o->into = lesson_root(o->document);
    buffer_reset(&o->flags);
    if (lesson && is_marked(lesson, CARRY_LESSON))
        take_attributes(o, o->into, lesson);
    while (n && lesson_status(o->document) == ARD_OK) {
        if (!n->name)
            read_text(o, n);
        else if (open_element(o, n)) {
            if (n->first) {
                n = n->first;
                continue;
            }
            close_element(o);
        }
        while (n != lesson && !n->next) {
            n = n->parent;
            if (n != lesson)
                close_element(o);
        }
        n = n == lesson ? NULL : n->next;
    }
}

ard_status ours_end(ours *o)
{
    char key[NAME_MOST];
    for (kept_note *at = o->places; at; at = at->next) {
        kept_note *note = table_value(o->notes, key_of(key, at->number));
        if (note && note->node) {
            node_unlink(note->node);
            node_insert_before(at->node, note->node);
            note->node = NULL;
        }
        node_unlink(at->node);
    }
    for (kept_note *note = o->loose; note; note = note->next)
        if (note->node) {
            node_unlink(note->node);
            node_append(lesson_root(o->document), note->node);
        }
    bool failed = o->name.failed || o->flags.failed || arena_failed(o->pool);
    buffer_free(&o->name);
    buffer_free(&o->flags);
    return failed ? report(o->task->log, NOWHERE, "memory.ended", NULL) : lesson_status(o->document);
}
