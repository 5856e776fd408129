/* Sections: containers that OpenDocument has no element for, named after their kind, so that they are known even when an
 * editor has dropped what is carried beside them. Lists that are open around one wait, since items hold no sections. On the way
 * to a PDF they are left out: LibreOffice keeps no heading with a section that begins after it. */
#include "odt.h"

#include <stdio.h>

void odt_add_depth(const odt_list *lists, buffer *out)
{
    unsigned depth = 0;
    for (; lists; lists = lists->below)
        depth++;
    if (depth)
        buffer_format(out, " ard:data-ard-depth=\"%u\"", depth);
}

void odt_enter_section(odt_state *w, ard_node *node)
{
    odt_section *section = arena_alloc(w->pool, sizeof *section);
    if (!section)
        return;
    *section = (odt_section){.below = w->sections, .node = node, .lists = odt_suspend_lists(w)};
    w->sections = section;
    if (!w->finished) {
        buffer_format(&w->body, "<text:section text:style-name=\"Part\" text:name=\"%s %u\"",
                      kind_about(node->kind)->name, ++w->sectioned);
        odt_exact(w, node, "", &w->body);
        odt_add_depth(section->lists, &w->body);
        buffer_text(&w->body, ">\n");
    }
    if (!node->first)
        buffer_format(&w->body, "<text:p text:style-name=\"%s\" ard:kind=\"added\"/>", odt_base_name(ODT_BODY));
    if (w->tables)
        w->tables->filled = true;
}

void odt_leave_section(odt_state *w, ard_node *node)
{
    odt_section *section = w->sections;
    if (!section || section->node != node)
        return;
    buffer_text(&w->body, w->finished ? "" : "</text:section>\n");
    w->lists = section->lists;
    w->sections = section->below;
}

/* ---- Places of notes --------------------------------------------------------------------------------------------- */

/* Whether the notes that stand in the text are the last of the lesson's own blocks, in the order of their numbers. */
static bool are_last(const odt_state *w)
{
    const noted *row = notes_first(w->notes);
    const ard_node *node = lesson_root(w->document)->first;
    while (row && !odt_note_stands(w, row->note))
        row = row->next;
    while (node && row && node != row->note)
        node = node->next;
    for (; row; row = row->next) {
        if (!odt_note_stands(w, row->note))
            continue;
        if (node != row->note)
            return false;
        node = node->next;
    }
    return !node || kind_about(node->kind)->class == GIVEN;
}

enum { DEEPEST = 300 };

/* Keeps the path of a note by its address, which is never written. */
static void keep_place(odt_state *w, const ard_node *note, const unsigned *path, size_t depth)
{
    char key[32];
    buffer kept = BUFFER_EMPTY;
    for (size_t i = 0; i <= depth; i++)
        buffer_format(&kept, i ? ".%u" : "%u", path[i]);
    snprintf(key, sizeof key, "%p", (const void *)note);
    table_set(w->places, key, arena_string(w->pool, buffer_string(&kept)));
    buffer_free(&kept);
}

/* A note that goes back to its place is found by child numbers from the root ("0.3.1"). */
void odt_find_places(odt_state *w)
{
    unsigned path[DEEPEST] = {0}, next[DEEPEST] = {0};
    size_t depth = 0;
    if (are_last(w))
        return;
    w->places = table_new(w->pool);
    walk steps = walk_of(lesson_root(w->document));
    for (walk_event event; (event = walk_next(&steps)) != WALK_END;) {
        if (steps.node == lesson_root(w->document))
            continue;
        if (event == WALK_LEAVE) {
            depth--;
            continue;
        }
        path[depth] = next[depth]++;
        if (steps.node->kind == NOTE && odt_note_stands(w, steps.node))
            keep_place(w, steps.node, path, depth);
        if (kind_about(steps.node->kind)->class != CONTAINER || depth + 2 >= DEEPEST)
            walk_skip(&steps);
        next[++depth] = 0;
    }
}
