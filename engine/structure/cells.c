/* Tables to fill in: where the words before a table ask to complete, or it stands in an exercise, its empty cells are where
 * pupils write; in an exercise also what follows "M1 =" in a cell. */
#include "base/text.h"
#include "structure.h"

#include <string.h>

enum {
    SIGNS = 3,      /* from so many on a table is a chart */
    SHARE = 6,      /* of the cells, one in so many is empty at least */
    CELL_SIZE = 10, /* characters: what a cell holds cannot be told from it */
    REACH = 12      /* leaves from the words that ask to the table */
};

/* Whether a cell holds nothing, or a blank that its author typed to keep it open. */
static bool is_empty(const ard_node *cell)
{
    const ard_node *block = cell->first;
    if (!block)
        return true;
    return block->kind == PARAGRAPH && !block->next &&
           (!block->first || (block->first->kind == TEXT && !block->first->next)) &&
           (!block->first || text_is_blank(block->first->text));
}

/* Whether a cell is left open after "=". */
static bool is_open_ended(const ard_node *cell)
{
    const ard_node *block = cell->last;
    const ard_node *last = kind_is(block, PARAGRAPH) ? block->last : NULL;
    while (last && last->last)
        last = last->last;
    if (!kind_is(last, TEXT))
        return false;
    size_t size = strlen(last->text);
    while (size && text_is_space((unsigned char)last->text[size - 1]))
        size--;
    return size && last->text[size - 1] == '=';
}

/* Whether a cell is the corner between headers of rows and of columns. */
static bool is_corner(const ard_node *cell)
{
    const ard_node *row = cell->parent;
    return !cell->previous && (!row->previous || row->previous->kind == CAPTION) && row->next;
}

/* Whether a cell below the first row holds a sign alone: the bar of a chart, which leaves others empty. */
static bool is_sign(const ard_node *cell)
{
    const ard_node *block = cell->first, *only = kind_is(block, PARAGRAPH) && !block->next ? block->first : NULL;
    bool lone = cell->parent->previous && kind_is(only, TEXT) && !only->next;
    size_t length, size = lone ? strlen(only->text) : 0;
    uint32_t point = size ? text_decode(only->text, size, &length) : 0;
    return size && length == size && !text_is_letter(point) && !text_is_digit(point) && !text_is_space(point) &&
           point != '?';
}

size_t structure_open_cells(const ard_node *table)
{
    size_t cells = 0, empty = 0, ended = 0, signs = 0;
    for (const ard_node *row = table->first; row; row = row->next)
        for (const ard_node *cell = kind_is(row, ROW) ? row->first : NULL; cell; cell = cell->next) {
            cells++;
            empty += is_empty(cell) && !is_corner(cell);
            ended += is_open_ended(cell);
            signs += is_sign(cell);
        }
    return ended + (signs < SIGNS && empty < cells && empty * SHARE >= cells ? empty : 0);
}

static bool open_cell(ard_document *document, ard_node *cell)
{
    ard_node *block = cell->last ? cell->last : node_append(cell, node_new(document, PARAGRAPH, cell->place));
    ard_node *answer = node_new(document, ANSWER, cell->place);
    if (!block || !answer)
        return false;
    if (block->first && is_empty(cell))
        node_unlink(block->first);
    node_set_number(document, answer, "data-size", CELL_SIZE);
    node_append(block, answer);
    return true;
}

/* Whether a leaf asks to complete. */
static bool asks(const ard_node *leaf)
{
    buffer text = BUFFER_EMPTY;
    node_text(leaf, &text);
    bool found = structure_asks_to_complete(buffer_string(&text));
    buffer_free(&text);
    return found;
}

static bool is_said(const ard_node *node)
{
    return node->kind == HEADING || node->kind == PARAGRAPH || node->kind == INSTRUCTION;
}

/* What is known of the place that a walk has come to. */
typedef struct place_to_fill {
    const ard_node *said[REACH];      /* the last leaves, one after another in a ring, since a heading */
    size_t count;                     /* of them, those that the ring has lost too */
    const ard_node *exercise, *table; /* that it is in */
    bool asked, exercised;            /* the table is to be filled in: as asked, or as an exercise's */
    bool read;                        /* whether the leaves have been read since the last came */
} place_to_fill;

/* Whether one of the last leaves asks to complete: they are read where a table comes, and nowhere else. */
static bool is_asked(const place_to_fill *p)
{
    for (size_t i = 0; i < p->count && i < REACH; i++)
        if (asks(p->said[i]))
            return true;
    return false;
}

static void enter(place_to_fill *p, const ard_node *node)
{
    if (node->kind == EXERCISE && !p->exercise)
        p->exercise = node;
    if (node->kind == TABLE && !p->table) {
        p->table = node;
        p->exercised = p->exercise && structure_open_cells(node);
        p->asked = p->read ? p->asked : is_asked(p);
        p->read = true;
    }
    if (!p->table && is_said(node)) {
        p->count = node->kind == HEADING ? 0 : p->count;
        p->said[p->count++ % REACH] = node;
        p->read = false;
    }
}

size_t structure_cells(ard_document *document)
{
    size_t count = 0;
    place_to_fill p = {0};
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        if (event == WALK_ENTER) {
            enter(&p, node);
            continue;
        }
        p.exercise = node == p.exercise ? NULL : p.exercise;
        p.table = node == p.table ? NULL : p.table;
        bool fill = p.table && node->kind == CELL && (p.asked || (p.exercised && !is_corner(node)));
        if (fill && (is_empty(node) || (p.exercised && is_open_ended(node))))
            count += open_cell(document, node);
    }
    return count;
}
