/* Notes where they are needed: between brackets after the word that refers to them. */
#include "base/table.h"
#include "simplify.h"

/* The notes of a document by their id. */
static table *index_notes(ard_document *document)
{
    table *notes = table_new(lesson_pool(document));
    walk w = walk_of(lesson_root(document));
    for (walk_event event; notes && (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->kind == NOTE && node_attribute(w.node, "id"))
            table_set(notes, node_attribute(w.node, "id"), w.node);
    return notes;
}

/* Adds the brackets once all that moves has moved: places are told by the author's own nodes. */
static void add_brackets(ard_document *document, ard_node *span)
{
    ard_node *open = made_node(document, SPAN, " (", span->place);
    if (span->first)
        node_insert_before(span->first, open);
    else
        node_append(span, open);
    node_append(span, made_node(document, SPAN, ")", span->place));
}

size_t simplify_notes(changes *moves, size_t *kept)
{
    size_t count = 0;
    table *notes = index_notes(moves->document);
    walk w = walk_of(lesson_root(moves->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        if (event != WALK_LEAVE)
            continue;
        if (node->kind == SUPERSCRIPT && kind_is(node->first, NOTE_REFERENCE) && !node->first->next)
            node = node->first;
        else if (node->kind != NOTE_REFERENCE || (kind_is(node->parent, SUPERSCRIPT) && !node->previous && !node->next))
            continue;
        const char *href = node_attribute(node, "href");
        ard_node *note = href && href[0] == '#' ? table_value(notes, href + 1) : NULL;
        ard_node *span = note ? change_note(moves, node, note) : NULL;
        if (span) {
            add_brackets(moves->document, span);
            count++;
        } else if (note && note->parent)
            *kept += 1;
    }
    return count;
}
