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

static void add_bracket(ard_document *document, ard_node *span, const char *bracket)
{
    ard_node *added = node_append(span, node_new(document, SPAN, span->place));
    node_set(document, added, "added", "1");
    node_append(added, node_new_text(document, bracket, bracket[1] ? 2 : 1, span->place));
}

/* Puts the one paragraph of a note in the place of its reference, out of a SUPERSCRIPT around it. False where the note has
 * more, or was used already. */
static bool bring_note(ard_document *document, ard_node *reference, ard_node *note)
{
    ard_node *paragraph = note->first,
             *before = kind_is(reference->parent, SUPERSCRIPT) ? reference->parent : reference;
    if (!note->parent || !kind_is(paragraph, PARAGRAPH) || paragraph->next)
        return false;
    ard_node *span = node_new(document, SPAN, reference->place);
    if (!span)
        return false;
    node_set(document, span, "id", node_attribute(note, "id"));
    node_set(document, span, "lang", node_attribute(note, "lang"));
    add_bracket(document, span, " (");
    node_move_children(span, paragraph);
    add_bracket(document, span, ")");
    node_insert_before(before, span);
    node_unlink(note);
    node_unlink(reference);
    return true;
}

size_t simplify_notes(ard_document *document, size_t *kept)
{
    size_t count = 0;
    table *notes = index_notes(document);
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_LEAVE)
            continue;
        const char *href = w.node->kind == NOTE_REFERENCE ? node_attribute(w.node, "href") : NULL;
        ard_node *note = href && href[0] == '#' ? table_value(notes, href + 1) : NULL;
        if (note && bring_note(document, w.node, note))
            count++;
        else if (note)
            *kept += 1;
        else if (w.node->kind == SUPERSCRIPT && !w.node->first)
            node_unlink(w.node);
    }
    return count;
}
