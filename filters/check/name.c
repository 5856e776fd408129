/* Accessible names: accname 1.2 with HTML-AAM's and SVG-AAM's own sources, for what rules ask: is there a name, and what
 * are its words. One reference (aria-labelledby) is followed from an element, none from there, as the standard has it. */
#include "aria.h"
#include "base/text.h"
#include "page.h"

#include <string.h>

enum { BYTES = 16 }; /* of a name that cost as much as a node */

typedef struct naming {
    page *page;
    buffer *name;
    bool referred;    /* inside a reference: no other is followed */
    bool look_hidden; /* the root is not hidden, so what is hidden below is left out */
} naming;

static bool has_text(const buffer *b, size_t from)
{
    return !text_is_blank(buffer_string(b) + (b->size ? from : 0));
}

static void add_words(naming *n, const char *words)
{
    if (text_is_blank(words))
        return;
    buffer_byte(n->name, ' ');
    buffer_text(n->name, words);
    buffer_byte(n->name, ' ');
}

/* The text of an SVG element's own <title>, or NULL. */
static const xml_node *svg_title(const xml_node *node)
{
    for (const xml_node *child = node->first; child; child = child->next)
        if (!strcmp(page_tag(child), "title"))
            return child;
    return NULL;
}

/* Adds what an element in a text stands for by its attributes. Whether what is below it is not to be looked at. */
static bool add_embedded(naming *n, const xml_node *node)
{
    const char *tag = page_tag(node), *label = xml_value(node, "aria-label");
    if (!text_is_blank(label)) {
        add_words(n, label);
        return true;
    }
    if (!strcmp(tag, "img")) {
        const char *alt = xml_value(node, "alt"), *said = page_explicit_role(node);
        if (strcmp(said, "none") != 0 || page_has_global(node))
            add_words(n, alt ? alt : xml_value(node, "title"));
        return true;
    }
    if (!strcmp(tag, "input"))
        add_words(n, xml_value(node, "value") ? xml_value(node, "value") : xml_value(node, "alt"));
    else if (!strcmp(tag, "svg")) {
        const xml_node *title = svg_title(node);
        if (title)
            xml_text(title, n->name);
        return true;
    } else if (!node->first)
        add_words(n, xml_value(node, "title"));
    return text_in_list("input select script style template iframe object video audio", tag);
}

static bool add_referred(naming *n, const xml_node *node);

/* Adds the text below a node, in order: name from content. */
static void add_content(naming *n, const xml_node *root)
{
    const xml_node *node = xml_following(root, root);
    while (node && page_may_work(n->page)) {
        if (!node->name) {
            buffer_add(n->name, node->text, node->size);
            n->page->work += node->size / BYTES;
            node = xml_following(node, root);
            continue;
        }
        const char *hidden = xml_value(node, "aria-hidden");
        bool skip = n->look_hidden && ((hidden && text_same(hidden, "true")) || page_hidden(n->page, node) == YES);
        if (!skip && !n->referred)
            skip = add_referred(n, node);
        if (!skip)
            skip = add_embedded(n, node);
        if (text_in_list("div p br li td th h1 h2 h3 h4 h5 h6 section article", page_tag(node)))
            buffer_byte(n->name, ' ');
        node = skip ? xml_after(node, root) : xml_following(node, root);
    }
}

/* The native text of a table, field or the like: the element whose content names this one, or NULL. */
static const xml_node *native_label(page *p, const xml_node *node)
{
    static const char *const owned[][2] = {{"fieldset", "legend"}, {"table", "caption"}, {"figure", "figcaption"}};
    const char *tag = page_tag(node), *id = xml_value(node, "id");
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        if (!strcmp(tag, owned[i][0]))
            return xml_child(node, owned[i][1]);
    if (!text_in_list("input select textarea button meter output progress", tag))
        return NULL;
    const xml_node *label = id && page_id(p, id) == node ? table_value(p->labels, id) : NULL;
    return label ? label : page_above(node, "label");
}

/* Adds the text of a label around or for a field. The field's own content is no part of it: a select in its own label
 * does not name itself. */
static void add_native(naming *n, const xml_node *node)
{
    const char *tag = page_tag(node), *type = xml_value(node, "type");
    const xml_node *label = native_label(n->page, node);
    if (page_is_svg(node) && svg_title(node))
        xml_text(svg_title(node), n->name);
    else if (text_in_list("img area", tag))
        add_words(n, xml_value(node, "alt"));
    else if (!strcmp(tag, "input") && type && text_in_list("button submit reset", type))
        add_words(n, xml_value(node, "value") ? xml_value(node, "value") : text_same(type, "button") ? "" : type);
    else if (!strcmp(tag, "input") && type && text_same(type, "image"))
        add_words(n, xml_value(node, "alt"));
    if (label) {
        naming inner = *n;
        inner.referred = true;
        inner.look_hidden = page_hidden(n->page, label) != YES;
        add_content(&inner, label);
    }
}

/* Adds the name of one element that is referred to. */
static void add_target(naming *n, const xml_node *target)
{
    size_t from = n->name->size;
    naming inner = {n->page, n->name, true, page_unexposed(n->page, target) != YES};
    buffer_byte(n->name, ' ');
    if (add_embedded(&inner, target))
        return;
    add_native(&inner, target);
    if (!has_text(n->name, from))
        add_content(&inner, target);
    if (!has_text(n->name, from))
        add_words(n, xml_value(target, "title"));
}

/* Adds the names of what aria-labelledby refers to; whether there were words. */
static bool add_referred(naming *n, const xml_node *node)
{
    const char *ids = xml_value(node, "aria-labelledby");
    char id[256];
    size_t from = n->name->size;
    while (ids && page_next_id(&ids, id, sizeof id) && page_may_work(n->page)) {
        const xml_node *target = page_id(n->page, id);
        size_t before = n->name->size;
        if (target)
            add_target(n, target);
        n->page->work += (n->name->size - before) / BYTES;
    }
    return has_text(n->name, from);
}

/* Whether a style sheet may give an element a text by ::before and the like. */
static bool may_be_generated(const page *p, const xml_node *node)
{
    for (const xml_node *at = node; p->generates && at; at = xml_following(at, node))
        if (at->name && (xml_value(at, "class") || xml_value(at, "id")))
            return true;
    return false;
}

answer page_name(page *p, const xml_node *node, buffer *name)
{
    naming n = {p, name, false, true};
    if (add_referred(&n, node))
        return YES;
    add_words(&n, xml_value(node, "aria-label"));
    if (!has_text(name, 0))
        add_native(&n, node);
    const char *role = page_role(p, node);
    if (!has_text(name, 0) && (aria_named_by_content(role) || !strcmp(page_tag(node), "summary")))
        add_content(&n, node);
    if (!has_text(name, 0))
        add_words(&n, xml_value(node, "title"));
    if (!has_text(name, 0) && text_in_list("input textarea", page_tag(node)))
        add_words(&n, xml_value(node, "placeholder"));
    if (has_text(name, 0))
        return YES;
    return !page_may_work(p) || may_be_generated(p, node) ? MAYBE : NO;
}
