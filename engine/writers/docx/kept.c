/* The way from an element down to a node, through nodes that no element stands for: "numbers.3?start=2 item.4 strong.9".
 * Each is its kind and a number that no other node of the document has; the first time also its attributes, written as in
 * the query of an address, the characters that mean something there as %XX. */
#include "docx.h"

#include "base/text.h"
#include "lesson/carry.h"

#include <string.h>

void docxw_push(docxw_state *w, const ard_node *node, bool flow)
{
    if (w->depth == w->room) {
        size_t room = w->room ? 2 * w->room : 64;
        docxw_open *larger = arena_alloc(w->pool, room * sizeof *larger);
        if (!larger) {
            w->failed = true;
            return;
        }
        if (w->depth)
            memcpy(larger, w->open, w->depth * sizeof *larger);
        w->open = larger;
        w->room = room;
    }
    w->open[w->depth++] = (docxw_open){.node = node, .ordinal = ++w->ordinals, .flow = flow};
}

void docxw_pop(docxw_state *w)
{
    w->depth -= w->depth > 0;
}

static void add_step(docxw_state *w, docxw_open *step, buffer *way)
{
    const ard_node *node = step->node;
    bool first = true;
    if (way->size)
        buffer_byte(way, ' ');
    buffer_format(way, "%s.%u", kind_about(node->kind)->name, step->ordinal);
    if (step->told)
        return;
    step->told = true;
    if (node->style == STYLE_NONE && !node->attributes)
        return;
    buffer_byte(way, '?');
    if (node->style != STYLE_NONE && style_at(w->document, node->style)) {
        carry_pair("data-ard-style", style_at(w->document, node->style)->name, true, way);
        first = false;
    }
    for (const attribute *a = node->attributes; a; a = a->next, first = false)
        carry_pair(a->name, a->value, first, way);
}

void docxw_way(docxw_state *w, bool always, buffer *out)
{
    buffer way = BUFFER_EMPTY;
    size_t from = w->depth;
    while (from && !w->open[from - 1].flow)
        from--;
    for (size_t i = from; i < w->depth; i++)
        if (!w->open[i].quiet)
            add_step(w, w->open + i, &way);
    if (way.size || always)
        carry_add("data-ard-in", buffer_string(&way), out);
    w->failed = w->failed || way.failed;
    buffer_free(&way);
}

void docxw_node(docxw_state *w, const ard_node *node, const char *own, buffer *out)
{
    carry_add("kind", kind_about(node->kind)->name, out);
    if (node->style != STYLE_NONE && style_at(w->document, node->style))
        carry_add("data-ard-style", style_at(w->document, node->style)->name, out);
    carry_attributes(node, own, out);
}
