/* Boxes. Word processors have none, so authors draw them as tables of one cell: a box with text becomes an ASIDE, a box
 * around a title its heading. What a box is for ("Je retiens", "Exemple") is said where its first words say so. */
#include "base/text.h"
#include "labels.h"
#include "orders.h"
#include "structure.h"

#include <string.h>

enum { SECTION_BLOCKS = 15 }; /* a longer one is a lesson's chapter, no box */

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

/* What the first words of a leaf say that its box is for; NULL where they do not. */
static const char *purpose_of(const ard_node *leaf)
{
    static const char *const purposes[][2] = {
        {"je retiens", "memo"},    {"ce que", "memo"},          {"ce qu'il", "memo"},   {"ce qu’il", "memo"},
        {"à retenir", "memo"},     {"a retenir", "memo"},       {"leçon", "memo"},      {"rappel", "memo"},
        {"défini", "memo"},        {"propri", "memo"},          {"théorème", "memo"},   {"exemple", "example"},
        {"example", "example"},    {"document", "document"},    {"doc", "document"},    {"vocab", "vocabulary"},
        {"lexique", "vocabulary"}, {"glossaire", "vocabulary"}, {"mots", "vocabulary"}, {"key words", "vocabulary"},
        {"l'essentiel", "memo"},   {"l’essentiel", "memo"},     {"mémo", "memo"},
    };
    const char *purpose = NULL;
    buffer words = BUFFER_EMPTY;
    small_label(leaf, &words);
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
        bool leaf = kind_is(w.node->first, HEADING) || kind_is(w.node->first, PARAGRAPH);
        const char *purpose = plain && !title && leaf ? purpose_of(w.node->first) : NULL;
        if (purpose)
            node_set(document, w.node, "data-box", purpose);
        else if (title && !node_attribute(w.node, "id"))
            node_unwrap(w.node);
    }
}

/* ---- Boxes without a frame --------------------------------------------------------------------------------------- */

/* Whether a block asks the pupil something, or holds a place to answer. */
static bool is_asking(const ard_document *document, ard_node *block)
{
    bool asking = false;
    walk w = walk_of(block);
    for (walk_event event; !asking && (event = walk_next(&w)) != WALK_END;) {
        asking = w.node->kind == ANSWER || w.node->kind == CHECK || w.node->kind == INSTRUCTION;
        if (event != WALK_ENTER || w.node->kind != PARAGRAPH)
            continue;
        buffer text = BUFFER_EMPTY;
        node_text(w.node, &text);
        asking = asking || order_is_question(buffer_string(&text), text.size) ||
                 order_of(buffer_string(&text), text.size, node_language(document, w.node)) != ORDER_NONE;
        buffer_free(&text);
    }
    return asking;
}

/* The last block of the section that a heading begins, where it is short and no heading stands in it, before what asks
 * something; NULL where it has none. */
static ard_node *end_of_section(const ard_document *document, ard_node *heading)
{
    ard_node *last = heading;
    for (int count = 0; last->next && last->next->kind != EXERCISE && last->next->kind != NOTE; count++) {
        const ard_node *next = last->next;
        if ((next->kind == HEADING && next->number <= heading->number) || is_asking(document, last->next))
            break;
        if (next->kind == HEADING || next->kind == SECTION || count == SECTION_BLOCKS)
            return NULL;
        last = last->next;
    }
    return last == heading ? NULL : last;
}

static bool wrap_box(ard_document *document, ard_node *first, ard_node *last, const char *purpose)
{
    ard_node *aside = node_new(document, ASIDE, first->place);
    if (!aside)
        return false;
    node_set(document, aside, "data-box", purpose);
    node_wrap(aside, first, last);
    return true;
}

/* Wraps the sections of a container that are to be learnt; in an exercise, the examples: a paragraph, with the list or the
 * table that it announces. */
static size_t wrap_sections(ard_document *document, ard_node *container)
{
    size_t count = 0;
    bool exercise = container->kind == EXERCISE;
    for (ard_node *block = container->first, *next; block; block = next) {
        next = block->next;
        bool may = block->kind == HEADING || (exercise && block->kind == PARAGRAPH);
        const char *purpose = may && block->previous ? purpose_of(block) : NULL;
        if (!purpose || strcmp(purpose, "document") == 0)
            continue;
        ard_node *last = block->kind == HEADING ? end_of_section(document, block) : block;
        bool example = strcmp(purpose, "example") == 0;
        if (!last || (block->kind == PARAGRAPH && !example) || (block->kind == HEADING && example && !exercise))
            continue;
        if (block->kind == PARAGRAPH && (kind_is(next, BULLETS) || kind_is(next, NUMBERS)))
            last = next;
        next = last->next;
        count += wrap_box(document, block, last, purpose);
    }
    return count;
}

size_t structure_box_sections(ard_document *document)
{
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER)
            continue;
        if (w.node->kind == LESSON_ROOT || w.node->kind == SECTION || w.node->kind == EXERCISE)
            count += wrap_sections(document, w.node);
        else
            walk_skip(&w);
    }
    return count;
}
