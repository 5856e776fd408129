#include "filters/speech/frame.h"

#include "lesson/lists.h"

#include <string.h>

enum {
    MOST_ROWS = 65534, /* that a cell takes (HTML, 4.9.11) */
    COLUMNS = 128,     /* columns of a table whose headings are said */
    LONGEST = 240      /* bytes of a heading that is said again with each cell */
};

struct frame {
    frame *below;
    const ard_node *node;              /* the list or table */
    long number;                       /* of the item that is open */
    int column, span;                  /* of the cell that is open */
    const ard_node *headings[COLUMNS]; /* the last heading of each column */
    int taken[COLUMNS];                /* rows that a cell from above still takes */
    bool head;                         /* the row that is open is one of the head */
    bool body;                         /* a row of the body has begun */
};

static bool is_frame(const ard_node *node)
{
    return node->kind == NUMBERS || node->kind == BULLETS || node->kind == TABLE;
}

static void enter_row(frame *f, const ard_node *row)
{
    f->head = !f->body && node_is_head_row(row); /* before any other row */
    f->body |= !f->head;
    f->column = 0;
    f->span = 0;
}

/* Moves to the column of a cell, past those that cells from above take. */
static void enter_cell(frame *f, const ard_node *cell)
{
    int span = (int)node_span(cell, "colspan", COLUMNS);
    int rows = (int)node_span(cell, "rowspan", MOST_ROWS);
    f->column += f->span;
    while (f->column < COLUMNS && f->taken[f->column] > 0)
        f->taken[f->column++]--;
    f->span = span;
    for (int i = f->column; i < f->column + span && i < COLUMNS; i++) {
        f->taken[i] = rows - 1;
        if (f->head)
            f->headings[i] = cell;
    }
}

void frame_enter(frame **top, arena *pool, const ard_node *node)
{
    frame *f = *top;
    if (is_frame(node)) {
        frame *new = arena_alloc(pool, sizeof *new);
        if (!new)
            return;
        *new = (frame){.below = f, .node = node, .number = list_before(node)};
        *top = new;
    } else if (f && node->kind == ITEM)
        f->number = list_number(node, f->number);
    else if (f && node->kind == ROW)
        enter_row(f, node);
    else if (f && node_is_cell(node))
        enter_cell(f, node);
}

void frame_leave(frame **top, const ard_node *node)
{
    frame *f = *top;
    if (f && f->node == node)
        *top = f->below;
    else if (f && node->kind == ROW)
        for (f->column += f->span; f->column < COLUMNS; f->column++)
            f->taken[f->column] -= f->taken[f->column] > 0;
}

/* Adds the label of a numbered item: "3. ", "c. ", or its own. */
static void label_item(const frame *f, const ard_node *item, buffer *out)
{
    const char *label = node_attribute(item, "data-label"), *type = node_attribute(f->node, "type");
    bool letters = type && (*type == 'a' || *type == 'A') && f->number >= 1 && f->number <= 26;
    if (label)
        buffer_format(out, "%s ", label);
    else if (f->node->kind == NUMBERS && letters)
        buffer_format(out, "%c) ", (int)(*type + f->number - 1));
    else if (f->node->kind == NUMBERS)
        buffer_format(out, "%ld. ", f->number);
}

/* Adds the heading of a cell's column. */
static const ard_node *label_cell(const frame *f, buffer *out)
{
    const ard_node *heading = f->column < COLUMNS ? f->headings[f->column] : NULL;
    buffer text = {.most = LONGEST + 2};
    if (!heading || f->head)
        return NULL;
    node_text(heading, &text);
    while (text.size && (text.data[text.size - 1] == '\n' || text.data[text.size - 1] == ' '))
        text.size--;
    if (text.size && !text.failed) {
        buffer_add(out, text.data, text.size);
        buffer_text(out, " : ");
    }
    buffer_free(&text);
    return heading;
}

const ard_node *frame_label(const frame *top, const ard_node *node, buffer *out)
{
    if (top && node->kind == CELL)
        return label_cell(top, out);
    if (!top || node->kind != ITEM)
        return NULL;
    label_item(top, node, out);
    return node;
}
