/* The native form, back into the tree it was written from: see lesson/native.h and doc/native.md. */
#include "base/memory.h"
#include "base/plugin.h"
#include "base/text.h"
#include "lesson/lesson.h"
#include "lesson/nesting.h"
#include "source/xml.h"

#include <stdlib.h>
#include <string.h>

static const char marker[] = "data-ard=\"native\"";

typedef struct native_state {
    task *at_work;
    ard_document *document;
    int *numbers; /* of the resources, as the document now counts them */
    size_t resources;
    bool failed;           /* a buffer had no memory */
    char last_unknown[32]; /* the element that was reported last */
} native_state;

static int native_probe(const unsigned char *head, size_t size)
{
    const unsigned char *html = memmem(head, size, "<html", 5);
    if (!html)
        return 0;
    size_t left = size - (size_t)(html - head);
    const unsigned char *end = memchr(html, '>', left);
    return end && memmem(html, (size_t)(end - html), marker, sizeof marker - 1) ? 100 : 0;
}

/* ---- Resources -------------------------------------------------------------------------------------------------- */

static void read_resource(native_state *r, const xml_node *script)
{
    buffer text = BUFFER_EMPTY, bytes = BUFFER_EMPTY;
    xml_text(script, &text);
    bool good = buffer_unbase64(&bytes, buffer_string(&text), text.size) && bytes.size;
    r->failed |= text.failed || bytes.failed;
    if (!good && !r->failed)
        report(r->at_work->log, xml_place(script, NULL), "native.resource", NULL);
    r->numbers[r->resources++] = good ? lesson_resource(r->document, bytes.data, bytes.size) : 0;
    buffer_free(&text);
    buffer_free(&bytes);
}

/* ---- Head ------------------------------------------------------------------------------------------------------- */

static void read_style(native_state *r, const xml_node *meta)
{
    static const char prefix[] = "data-ard-";
    const char *name = xml_value(meta, "name");
    uint16_t row = name ? style_named(r->document, name) : STYLE_NONE;
    for (const xml_attribute *a = meta->attributes; a; a = a->next) {
        bool said = text_begins(a->name, prefix);
        style_property property = said ? style_property_named(a->name + sizeof prefix - 1) : STYLE_PROPERTIES;
        if (property != STYLE_PROPERTIES)
            style_set(r->document, row, property, a->value);
        else if (said)
            report(r->at_work->log, xml_place(meta, NULL), "lesson.attribute", a->name, a->value, NULL);
    }
}

static void lose(native_state *r, const xml_node *element)
{
    if (strcmp(r->last_unknown, element->name) == 0)
        return;
    report(r->at_work->log, xml_place(element, NULL), "native.element", element->name, NULL);
    size_t size = strnlen(element->name, sizeof r->last_unknown - 1);
    memcpy(r->last_unknown, element->name, size);
    r->last_unknown[size] = '\0';
}

static void read_meta(native_state *r, const xml_node *meta)
{
    const char *own = xml_value(meta, "data-ard"), *name = xml_value(meta, "name");
    const char *content = xml_value(meta, "content");
    if (own && strcmp(own, "style") == 0)
        read_style(r, meta);
    else if (own && name && strcmp(own, "given") == 0)
        lesson_give(r->document, name);
    else if (name && content)
        lesson_set_meta(r->document, name, content);
    else if (!xml_value(meta, "charset"))
        lose(r, meta);
}

static void read_title(native_state *r, const xml_node *title)
{
    buffer text = BUFFER_EMPTY;
    xml_text(title, &text);
    lesson_set_meta(r->document, "title", buffer_string(&text));
    r->failed |= text.failed;
    buffer_free(&text);
}

static bool is_resource(const xml_node *node)
{
    const char *own = xml_value(node, "data-ard");
    return xml_is(node, "script") && own && strcmp(own, "resource") == 0;
}

static ard_status read_head(native_state *r, const xml_node *head)
{
    size_t count = 0;
    for (const xml_node *node = head ? head->first : NULL; node; node = node->next)
        count += is_resource(node);
    r->numbers = memory_new(count + 1, sizeof *r->numbers);
    if (!r->numbers)
        return report(r->at_work->log, NOWHERE, "memory.ended", NULL);
    for (const xml_node *node = head ? head->first : NULL; node; node = node->next) {
        if (xml_is(node, "meta"))
            read_meta(r, node);
        else if (xml_is(node, "title"))
            read_title(r, node);
        else if (is_resource(node))
            read_resource(r, node);
        else if (node->name)
            lose(r, node);
    }
    return ARD_OK;
}

/* ---- Body ------------------------------------------------------------------------------------------------------- */

static const char *value_of(void *user, const char *name)
{
    return xml_value(user, name);
}

/* A whole number from 1 to `most`; 0 for anything else. */
static int small_number(const char *text, int most)
{
    int number = 0;
    for (; text_is_digit((unsigned char)*text) && number <= most; text++)
        number = number * 10 + (*text - '0');
    return *text || number > most ? 0 : number;
}

/* Whether an attribute is one of those by which native says something else than an attribute; takes what it says. */
static bool take_own(native_state *r, ard_node *node, const xml_attribute *a)
{
    const kind_row *row = kind_about(node->kind);
    if (strcmp(a->name, "data-ard-style") == 0) {
        node->style = style_named(r->document, a->value);
        return true;
    }
    if (strcmp(a->name, "data-ard-number") == 0) {
        int number = small_number(a->value, 1 << 30);
        bool counted = node->kind == IMAGE && number >= 1;
        node->number = !counted ? number : (size_t)number <= r->resources ? r->numbers[number - 1] : 0;
        return true;
    }
    return row->key && strcmp(a->name, row->key) == 0 && strcmp(a->value, row->value) == 0;
}

static void read_attributes(native_state *r, ard_node *node, const xml_node *element)
{
    for (const xml_attribute *a = element->attributes; node && a; a = a->next)
        if (!take_own(r, node, a))
            node_set(r->document, node, a->name, a->value);
}

/* The node of an element; for an unknown one a bare span that is taken away again when its end comes. */
static ard_node *new_node(native_state *r, const xml_node *element, bool *unknown)
{
    const char *name = element->name;
    place where = xml_place(element, NULL);
    bool maths = text_begins(name, "math:");
    ard_kind kind = maths && strcmp(name, "math:math") != 0
                        ? MATHML
                        : kind_of_element(maths ? name + 5 : name, value_of, (void *)element);
    bool foreign = !maths && strcmp(name, "math") == 0;
    *unknown = kind == KINDS || kind == LESSON_ROOT || foreign;
    if (*unknown)
        lose(r, element);
    ard_node *node = kind == MATHML ? node_new_mathml(r->document, name + 5, where)
                                    : node_new(r->document, *unknown ? SPAN : kind, where);
    if (node && kind == HEADING)
        node->number = name[1] - '0';
    if (!*unknown)
        read_attributes(r, node, element);
    return node;
}

/* What is open while a body is read: the lesson's node of the innermost element, and for each open element whether it is
 * unknown, the innermost last. */
typedef struct open_elements {
    ard_node *innermost;
    buffer unknown;
} open_elements;

static void open_element(native_state *r, open_elements *open, const xml_node *element)
{
    bool unknown;
    open->innermost = node_append(open->innermost, new_node(r, element, &unknown));
    buffer_byte(&open->unknown, (char)unknown);
}

static void close_element(open_elements *open)
{
    ard_node *closed = open->innermost;
    bool unknown = open->unknown.size && open->unknown.data[--open->unknown.size];
    open->innermost = closed ? closed->parent : NULL;
    if (unknown)
        node_unwrap(closed);
}

/* Adds characters; those between blocks are the form's line ends. */
static void read_text(native_state *r, ard_node *parent, const xml_node *text)
{
    if (kind_holds(parent->kind) != HOLDS_BLOCKS || !ascii_is_blank(text->text))
        node_append_text(r->document, parent, text->text, text->size, xml_place(text, NULL));
}

static void read_body(native_state *r, const xml_node *body)
{
    open_elements open = {lesson_root(r->document), BUFFER_EMPTY};
    read_attributes(r, open.innermost, body);
    for (const xml_node *at = body->first; at && open.innermost && lesson_status(r->document) == ARD_OK;) {
        if (!at->name)
            read_text(r, open.innermost, at);
        else {
            open_element(r, &open, at);
            if (at->first) {
                at = at->first;
                continue;
            }
            close_element(&open);
        }
        while (at != body && !at->next) {
            at = at->parent;
            if (at != body)
                close_element(&open);
        }
        at = at == body ? NULL : at->next;
    }
    r->failed |= open.unknown.failed;
    buffer_free(&open.unknown);
}

static ard_status read_document(native_state *r, const xml_node *html)
{
    const xml_node *body = xml_child(html, "body");
    const char *language = xml_value(html, "lang");
    if (!xml_is(html, "html") || !body)
        return report(r->at_work->log, NOWHERE, "native.root", NULL);
    if (language)
        lesson_set_meta(r->document, "language", language);
    ard_status status = read_head(r, xml_child(html, "head"));
    if (status == ARD_OK)
        read_body(r, body);
    free(r->numbers);
    if (status == ARD_OK && r->failed)
        status = report(r->at_work->log, NOWHERE, "memory.ended", NULL);
    return status == ARD_OK ? lesson_status(r->document) : status;
}

static ard_status native_read(task *t, const source *from, ard_document *document)
{
    native_state r = {.at_work = t, .document = document};
    arena *pool = arena_new((size_t)t->limits->memory / 2);
    xml_node *html;
    ard_status status = xml_read(&html, pool, t->log, t->limits, NULL, from->bytes, from->size);
    if (status == ARD_OK)
        status = read_document(&r, html);
    arena_free(pool);
    return status;
}

const ard_reader native_reader = {
    .about = {.kind = ARD_READER,
              .name = "native",
              .aliases = "",
              .endings = ".native",
              .media_type = "application/xhtml+xml",
              .lacks = "",
              .help = "native.help"},
    .probe = native_probe,
    .read = native_read,
};
