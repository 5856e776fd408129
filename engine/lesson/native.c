#include "native.h"

#include "nesting.h"

#include <string.h>

#define XHTML "http://www.w3.org/1999/xhtml"
#define OPS "http://www.idpf.org/2007/ops"
#define XLINK "http://www.w3.org/1999/xlink"
#define MATHML_NAMESPACE "http://www.w3.org/1998/Math/MathML"

static void add_attribute(buffer *out, const char *name, const char *value)
{
    buffer_byte(out, ' ');
    buffer_text(out, name);
    buffer_text(out, "=\"");
    buffer_xml(out, value, strlen(value), true);
    buffer_byte(out, '"');
}

/* ---- Head ------------------------------------------------------------------------------------------------------- */

static void add_style(buffer *out, const style *row)
{
    buffer_text(out, "<meta data-ard=\"style\"");
    add_attribute(out, "name", row->name);
    for (int i = 0; i < STYLE_PROPERTIES; i++)
        if (row->values[i]) {
            buffer_text(out, " data-ard-");
            buffer_text(out, style_property_name((style_property)i));
            buffer_text(out, "=\"");
            buffer_xml(out, row->values[i], strlen(row->values[i]), true);
            buffer_byte(out, '"');
        }
    buffer_text(out, "/>\n");
}

static bool says_something(const style *row)
{
    for (int i = 0; i < STYLE_PROPERTIES; i++)
        if (row->values[i])
            return true;
    return false;
}

static void add_styles(buffer *out, const ard_document *document)
{
    size_t count = style_count(document);
    for (size_t row = STYLE_PAGE; row < count; row++)
        if (row != STYLE_PAGE || says_something(style_at(document, (uint16_t)row)))
            add_style(out, style_at(document, (uint16_t)row));
}

/* Resources are data blocks (HTML, 4.12.1) in their order, which is their number. */
static void add_resources(buffer *out, const ard_document *document)
{
    const resource *r;
    for (int number = 1; (r = lesson_resource_at(document, number)) != NULL; number++) {
        buffer_text(out, "<script data-ard=\"resource\"");
        add_attribute(out, "title", r->name);
        add_attribute(out, "type", r->media_type);
        buffer_byte(out, '>');
        buffer_base64(out, r->bytes, r->size);
        buffer_text(out, "</script>\n");
    }
}

static void add_head(buffer *out, const ard_document *document)
{
    const char *title = lesson_meta(document, "title");
    buffer_text(out, "<head>\n<meta charset=\"utf-8\"/>\n<title>");
    if (title)
        buffer_xml(out, title, strlen(title), false);
    buffer_text(out, "</title>\n");
    for (const attribute *meta = lesson_metas(document); meta; meta = meta->next) {
        if (strcmp(meta->name, "title") == 0 || strcmp(meta->name, "language") == 0)
            continue;
        buffer_text(out, "<meta");
        add_attribute(out, "content", meta->value);
        add_attribute(out, "name", meta->name);
        buffer_text(out, "/>\n");
    }
    for (const attribute *given = lesson_gifts(document); given; given = given->next) {
        buffer_text(out, "<meta data-ard=\"given\"");
        add_attribute(out, "name", given->name);
        buffer_text(out, "/>\n");
    }
    add_styles(out, document);
    add_resources(out, document);
    buffer_text(out, "</head>\n");
}

/* ---- Body ------------------------------------------------------------------------------------------------------- */

/* The element of a node; of a heading with its level, of a caption as HTML has it where the caption stands. */
static const char *element_of(const ard_node *node)
{
    static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    if (node->kind == MATHML)
        return node->text;
    if (node->kind == HEADING)
        return headings[node->number < 1 ? 0 : node->number > 6 ? 5 : node->number - 1];
    return node->kind == CAPTION && kind_is(node->parent, FIGURE) ? "figcaption" : kind_about(node->kind)->element;
}

/* Adds a node's attributes by name; among them the role of its kind, where the node has none of its own. */
static void add_open_attributes(buffer *out, const ard_node *node, bool formula)
{
    const char *role = node_attribute(node, "role") ? NULL : kind_about(node->kind)->role;
    for (const attribute *a = node->attributes; a; a = a->next) {
        if (role && strcmp(a->name, "role") > 0) {
            add_attribute(out, "role", role);
            role = NULL;
        }
        if (!formula || strcmp(a->name, "display") != 0)
            add_attribute(out, a->name, a->value);
    }
    if (role)
        add_attribute(out, "role", role);
}

/* Native's own attributes come first, then the node's. */
static void add_attributes(buffer *out, const ard_document *document, const ard_node *node)
{
    const kind_row *row = kind_about(node->kind);
    bool formula = kind_holds(node->kind) == HOLDS_MATHML && node->kind != MATHML;
    if (formula)
        add_attribute(out, "xmlns", MATHML_NAMESPACE);
    if (row->key)
        add_attribute(out, row->key, row->value);
    if (node->number && node->kind != HEADING)
        buffer_format(out, " data-ard-number=\"%d\"", node->number);
    if (node->style != STYLE_NONE && style_at(document, node->style))
        add_attribute(out, "data-ard-style", style_at(document, node->style)->name);
    add_open_attributes(out, node, formula);
}

static bool ends_line(const ard_node *node)
{
    return kind_about(node->kind)->class != INLINE;
}

/* Elements that XHTML writes without an end tag; all others have one, so that an HTML parser agrees. */
static bool is_void(const ard_node *node)
{
    return kind_holds(node->kind) == HOLDS_NOTHING || (node->kind == MATHML && !node->first);
}

static void enter(buffer *out, const ard_document *document, const ard_node *node)
{
    if (node->kind == TEXT) {
        buffer_xml(out, node->text, strlen(node->text), false);
        return;
    }
    buffer_byte(out, '<');
    buffer_text(out, element_of(node));
    add_attributes(out, document, node);
    buffer_text(out, is_void(node) ? "/>" : ">");
    if (kind_holds(node->kind) == HOLDS_BLOCKS && node->first)
        buffer_byte(out, '\n');
}

static void leave(buffer *out, const ard_node *node)
{
    if (node->kind == TEXT)
        return;
    if (!is_void(node)) {
        buffer_text(out, "</");
        buffer_text(out, element_of(node));
        buffer_byte(out, '>');
    }
    if (ends_line(node))
        buffer_byte(out, '\n');
}

void native_write(const ard_document *document, buffer *out)
{
    const char *language = lesson_meta(document, "language");
    buffer_text(out, "<!DOCTYPE html>\n<html xmlns=\"" XHTML "\" xmlns:epub=\"" OPS "\" xmlns:xlink=\"" XLINK "\"");
    buffer_text(out, " data-ard=\"native\"");
    if (language)
        add_attribute(out, "lang", language);
    buffer_text(out, ">\n");
    add_head(out, document);
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_ENTER)
            enter(out, document, w.node);
        else
            leave(out, w.node);
    }
    buffer_text(out, "</html>\n");
}
