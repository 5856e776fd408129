/* Elements that are what their role says, whatever their name: notes, the ends of printed pages, headings (ARIA 1.2;
 * DPUB-ARIA 1.1; EPUB Structural Semantics). */
#include "html.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

bool web_is_note_reference(const xml_node *n)
{
    return xml_is(n, "a") && (web_says(n, "role", "doc-noteref") || web_says(n, "epub:type", "noteref") ||
                              web_says(n, "class", "footnote-ref") || web_says(n, "class", "footnote-reference"));
}

/* Which note an element is by its role or type, or because a reference goes to it; NULL: none. */
static const char *note_type(const webpage *w, const xml_node *n)
{
    const char *id = xml_value(n, "id");
    if (web_says(n, "role", "doc-endnote") || web_says(n, "epub:type", "endnote") ||
        web_says(n, "epub:type", "rearnote"))
        return "endnote";
    if (web_says(n, "role", "doc-footnote") || web_says(n, "epub:type", "footnote"))
        return "footnote";
    bool block = text_in_list("li aside div section p dd", n->name);
    return block && id && table_value(w->notes, id) ? "footnote" : NULL;
}

static void open_note(webpage *w, const xml_node *n, const char *type)
{
    while (w->container->parent && (w->container->kind == NUMBERS || w->container->kind == BULLETS))
        w->container = w->container->parent;
    ard_node *note = web_open_container(w, n, NOTE);
    node_set(w->document, note, "role", NULL);
    node_set(w->document, note, "epub:type", type);
}

/* The number of the printed page that begins, as DPUB-ARIA and EPUB say it. */
static void mark_page(webpage *w, const xml_node *n)
{
    buffer number = BUFFER_EMPTY;
    const char *said = xml_value(n, "title") ? xml_value(n, "title") : xml_value(n, "aria-label");
    if (said)
        buffer_text(&number, said);
    else
        xml_text(n, &number);
    bool inside = w->leaf && (w->started || w->fixed);
    ard_node *node = node_new(w->document, inside ? PAGE_REFERENCE : PAGE_MARK, web_place(w, n));
    node_set(w->document, node, "title", buffer_string(&number));
    if (xml_value(n, "id"))
        node_set(w->document, node, "id", xml_value(n, "id"));
    if (inside)
        web_atom(w, node);
    else {
        web_boundary(w);
        node_append(w->container, node);
    }
    buffer_free(&number);
}

web_role web_by_role(webpage *w, const xml_node *n)
{
    const char *level = xml_value(n, "aria-level"), *note = note_type(w, n);
    if (web_says(n, "role", "doc-pagebreak") || web_says(n, "epub:type", "pagebreak")) {
        mark_page(w, n);
        return GO_PAST;
    }
    if (note && !w->fixed) {
        open_note(w, n, note);
        return GO_IN;
    }
    bool titled = web_says(n, "role", "heading") && !text_in_list("h1 h2 h3 h4 h5 h6", n->name);
    ard_node *node = titled ? web_open_leaf(w, n, HEADING, true) : NULL;
    if (node) {
        node->number = level ? (int)strtol(level, NULL, 10) : 2;
        node_set(w->document, node, "role", NULL);
        node_set(w->document, node, "aria-level", NULL);
    }
    return node ? GO_IN : AS_NAMED;
}
