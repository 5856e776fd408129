/* Tables to fill in: where the words before a table ask to complete, its empty cells are where pupils write. */
#include "base/text.h"
#include "structure.h"

enum {
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

static bool open_cell(ard_document *document, ard_node *cell)
{
    ard_node *block = cell->first ? cell->first : node_append(cell, node_new(document, PARAGRAPH, cell->place));
    ard_node *answer = node_new(document, ANSWER, cell->place);
    if (!block || !answer)
        return false;
    if (block->first)
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

size_t structure_cells(ard_document *document)
{
    size_t count = 0;
    int reach = 0;
    bool filling = false;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        if (node->kind == TABLE)
            filling = event == WALK_ENTER && reach > 0;
        if (event == WALK_ENTER && !filling && is_said(node))
            reach = asks(node) ? REACH : node->kind == HEADING ? 0 : reach - 1;
        if (event == WALK_LEAVE && node->kind == CELL && filling && is_empty(node))
            count += open_cell(document, node);
    }
    return count;
}
