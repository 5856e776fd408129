#include "omml-writing.h"

#include <string.h>

void omml_push(omml_writing *w, omml_piece piece)
{
    buffer_add(&w->pieces, &piece, sizeof piece);
}

size_t omml_piece_count(const omml_writing *w)
{
    return w->pieces.size / sizeof(omml_piece);
}

/* Turns round the pieces from `mark` on, which were pushed in their order. */
void omml_turn(omml_writing *w, size_t mark)
{
    omml_piece *all = (omml_piece *)(void *)w->pieces.data;
    for (size_t low = mark, high = omml_piece_count(w); low + 1 < high; low++) {
        omml_piece kept = all[low];
        all[low] = all[--high];
        all[high] = kept;
    }
}

void omml_push_markup(omml_writing *w, const char *markup)
{
    omml_push(w, (omml_piece){.markup = markup});
}

/* Siblings from one on before another. */
void omml_push_row(omml_writing *w, const ard_node *from, const ard_node *end, omml_look look)
{
    if (from != end)
        omml_push(w, (omml_piece){.from = from, .end = end, .look = look});
}

/* Whether an element stands for its children alone. */
bool omml_is_through(const ard_node *node)
{
    return omml_is(node, "mrow") || omml_is(node, "mpadded") || omml_is(node, "merror") || omml_is(node, "mtd") ||
           omml_is(node, "mstyle");
}

/* An argument: one element, or what an mrow holds. What is empty gets a place of no width, which Word shows no box for. */
void omml_push_argument(omml_writing *w, const ard_node *node, omml_look look)
{
    bool empty = !node || omml_is(node, "none") || (omml_is_through(node) && !node->first);
    if (empty)
        omml_push_markup(w, "<m:r><m:t>\u200B</m:t></m:r>");
    else
        omml_push_row(w, node, node->next, look);
}

/* Opens an element: its markup goes out at once, its arguments follow. */
void omml_open_object(omml_writing *w, const char *markup)
{
    omml_end_run(w);
    buffer_text(w->out, markup);
}

void omml_put_value(omml_writing *w, const char *name, const char *value)
{
    buffer_format(w->out, "<m:%s m:val=\"", name);
    buffer_xml(w->out, value, strlen(value), true);
    buffer_text(w->out, "\"/>");
}

bool omml_is_attribute(const ard_node *node, const char *name, const char *value)
{
    const char *said = node ? node_attribute(node, name) : NULL;
    return said && strcmp(said, value) == 0;
}
