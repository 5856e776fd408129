/* Boxes. Word processors have none, so authors draw them as tables of one cell: a box with text becomes an ASIDE, a box
 * around a title its heading. What a box is for ("Je retiens", "Exemple") is said where its first words say so. */
#include "base/text.h"
#include "labels.h"
#include "structure.h"

/* The cell of a table that has one alone and no caption; NULL for other tables. */
static ard_node *only_cell(const ard_node *table)
{
    ard_node *row = table->first;
    if (!kind_is(table, TABLE) || !kind_is(row, ROW) || row->next || !kind_is(row->first, CELL) || row->first->next)
        return NULL;
    return row->first->first ? row->first : NULL;
}

/* Copies what a node says of its language and name to another that says nothing. */
static void inherit(ard_document *document, ard_node *to, const ard_node *from)
{
    static const char *const names[] = {"lang", "dir", "id"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (node_attribute(from, names[i]) && !node_attribute(to, names[i]))
            node_set(document, to, names[i], node_attribute(from, names[i]));
}

size_t structure_boxes(ard_document *document)
{
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *cell = event == WALK_LEAVE ? only_cell(w.node) : NULL;
        ard_node *aside = cell ? node_new(document, ASIDE, w.node->place) : NULL;
        if (!aside)
            continue;
        inherit(document, aside, w.node);
        inherit(document, aside, cell);
        node_move_children(aside, cell);
        node_insert_before(w.node, aside);
        node_unlink(w.node);
        count++;
    }
    return count;
}

/* The label that a leaf begins with, in small letters without the blanks before it; empty where it has none. */
static void small_label(const ard_node *leaf, buffer *words)
{
    buffer text = BUFFER_EMPTY;
    size_t length;
    node_text(leaf, &text);
    if (label_of(buffer_string(&text), text.size, &length) != LABEL_NONE)
        for (const char *at = buffer_string(&text), *end = at + length; at < end;) {
            uint32_t point = text_next(&at);
            if (words->size || !text_is_space(point))
                buffer_point(words, text_lower(point));
        }
    buffer_free(&text);
}

/* What the first words of a box say that it is for; NULL where they do not. */
static const char *purpose_of(const ard_node *aside)
{
    static const char *const purposes[][2] = {
        {"je retiens", "memo"}, {"ce que", "memo"},       {"ce qu'il", "memo"}, {"ce qu’il", "memo"},
        {"à retenir", "memo"},  {"a retenir", "memo"},    {"leçon", "memo"},    {"rappel", "memo"},
        {"défini", "memo"},     {"propri", "memo"},       {"théorème", "memo"}, {"exemple", "example"},
        {"example", "example"}, {"document", "document"}, {"doc", "document"},  {"vocabulaire", "vocabulary"},
    };
    const char *purpose = NULL;
    buffer words = BUFFER_EMPTY;
    if (kind_is(aside->first, HEADING) || kind_is(aside->first, PARAGRAPH))
        small_label(aside->first, &words);
    for (size_t i = 0; words.size && !purpose && i < sizeof purposes / sizeof *purposes; i++)
        purpose = text_begins(buffer_string(&words), purposes[i][0]) ? purposes[i][1] : NULL;
    buffer_free(&words);
    return purpose;
}

void structure_box_titles(ard_document *document)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_LEAVE || w.node->kind != ASIDE)
            continue;
        bool plain = !node_attribute(w.node, "role") && !node_attribute(w.node, "data-box") &&
                     !node_attribute(w.node, "data-part") && !node_attribute(w.node, "epub:type");
        bool title = plain && kind_is(w.node->first, HEADING) && !w.node->first->next;
        const char *purpose = plain && !title ? purpose_of(w.node) : NULL;
        if (purpose)
            node_set(document, w.node, "data-box", purpose);
        else if (title && !node_attribute(w.node, "id"))
            node_unwrap(w.node);
    }
}
