/* Tables: by columns where the columns fit on a line, else row by row. */
#include "base/memory.h"
#include "filters/braille/layout.h"

#include <stdlib.h>

/* A larger grid is not laid out: its cells follow one another. */
enum { GAP = 2, MOST_COLUMNS = 200, MOST_SLOTS = 4000000 };

/* A cell of the table's grid: its cells of braille, from and to in grid.text. */
typedef struct slot {
    size_t from, to;
    bool covered; /* by a neighbour that spans */
} slot;

typedef struct grid {
    cells text;
    slot *slots;                /* rows × columns */
    size_t rows, columns, head; /* head: rows of header cells at the top */
    size_t widths[MOST_COLUMNS];
} grid;

/* Rows and columns; a row in a table in a cell is none of ours. */
static void measure(grid *g, const ard_node *node)
{
    bool in_head = true;
    for (const ard_node *row = node->first; row; row = row->next) {
        if (row->kind != ROW)
            continue;
        size_t columns = 0;
        for (const ard_node *one = row->first; one; one = one->next)
            columns += node_is_cell(one) ? (size_t)node_span(one, "colspan", MOST_COLUMNS) : 0;
        in_head &= node_is_head_row(row);
        g->head += in_head;
        g->rows++;
        g->columns = columns > g->columns ? columns : g->columns;
    }
    if (g->head == g->rows)
        g->head = g->rows > 1;
}

/* The text of all leaves below a cell, one blank between two. */
static void fill_slot(transcriber *t, grid *g, slot *s, const ard_node *node)
{
    s->from = g->text.count;
    walk w = walk_of((ard_node *)node);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || kind_about(w.node->kind)->class != LEAF)
            continue;
        if (g->text.count > s->from)
            cells_add(&g->text, CELL_BLANK);
        transcribe_inlines(t, w.node, &g->text);
        walk_skip(&w);
    }
    for (size_t i = s->from; i < g->text.count; i++)
        if (g->text.at[i] & CELL_LINE)
            g->text.at[i] = CELL_BLANK;
    s->to = g->text.count;
}

/* A cell that spans rows is repeated below; one that spans columns covers those after it. */
static void fill(transcriber *t, grid *g, const ard_node *node)
{
    size_t r = 0, left[MOST_COLUMNS] = {0};
    for (const ard_node *row = node->first; row; row = row->next) {
        if (row->kind != ROW)
            continue;
        slot *slots = g->slots + r * g->columns;
        const ard_node *one = row->first;
        for (size_t c = 0; c < g->columns; c++) {
            if (left[c]) {
                left[c]--;
                const slot *above = slots + c - g->columns;
                slots[c] = (slot){above->from, above->to, true};
                continue;
            }
            while (one && !node_is_cell(one))
                one = one->next;
            if (!one)
                continue;
            size_t across = (size_t)node_span(one, "colspan", MOST_COLUMNS),
                   down = (size_t)node_span(one, "rowspan", MOST_COLUMNS);
            fill_slot(t, g, &slots[c], one);
            for (size_t k = 0; k < across && c + k < g->columns; k++) {
                left[c + k] = down - 1;
                if (k)
                    slots[c + k] = (slot){slots[c].to, slots[c].to, true};
            }
            c += across - 1;
            one = one->next;
        }
        r++;
    }
}

static size_t longest_word(const cell *at, size_t count)
{
    size_t longest = 0, size = 0;
    for (size_t i = 0; i < count; i++) {
        size = cell_is_space(at[i]) ? 0 : size + 1;
        longest = size > longest ? size : longest;
    }
    return longest;
}

/* Finds the columns' widths; false where they do not fit even with their cells wrapped between words. */
static bool fits(grid *g, size_t width)
{
    size_t least[MOST_COLUMNS] = {0}, total = g->columns ? GAP * (g->columns - 1) : 0;
    for (size_t i = 0; i < g->rows * g->columns; i++) {
        size_t c = i % g->columns, size = g->slots[i].to - g->slots[i].from;
        size_t word = size ? longest_word(g->text.at + g->slots[i].from, size) : 0;
        size = size < 2 ? 2 : size;
        g->widths[c] = size > g->widths[c] ? size : g->widths[c];
        least[c] = word > least[c] ? word : least[c] < 2 ? 2 : least[c];
    }
    for (size_t c = 0; c < g->columns; c++)
        total += g->widths[c];
    while (width && total > width) {
        size_t widest = g->columns;
        for (size_t c = 0; c < g->columns; c++)
            if (g->widths[c] > least[c] && (widest == g->columns || g->widths[c] > g->widths[widest]))
                widest = c;
        if (widest == g->columns)
            return false;
        size_t more = total - width, spare = g->widths[widest] - least[widest];
        size_t step = more > 8 && spare > 8 ? (more < spare ? more : spare) / 2 : 1;
        g->widths[widest] -= step;
        total -= step;
    }
    return true;
}

/* Sets row `r` by columns: as many lines as its longest cell needs. An empty cell is ⠐⠂ (2007, 13.1). */
static void set_row_by_columns(paper *p, const grid *g, size_t r, int indent, bool keep)
{
    size_t at[MOST_COLUMNS];
    const slot *row = g->slots + r * g->columns;
    cells one = CELLS_EMPTY;
    for (size_t c = 0; c < g->columns; c++)
        at[c] = row[c].from;
    for (bool more = true, first = true; more; first = false) {
        more = false;
        cells_reset(&one);
        for (size_t c = 0, column = (size_t)indent; c < g->columns; column += g->widths[c] + GAP, c++) {
            while (!one.failed && one.count < column)
                cells_add(&one, CELL_BLANK);
            bool shown = !row[c].covered || row[c].from == row[c].to;
            if (first && row[c].from == row[c].to && !row[c].covered)
                cells_text(&one, "⠐⠂");
            if (!shown || at[c] >= row[c].to)
                continue;
            cell sign;
            size_t next, end = line_end(g->text.at, at[c], row[c].to, g->widths[c], &next, &sign);
            cells_join(&one, g->text.at + at[c], end - at[c]);
            if (sign)
                cells_add(&one, sign);
            at[c] = next;
            more |= next < row[c].to;
        }
        paper_line(p, one.at, one.count, (keep || more ? LINE_KEEP : 0) | (first ? LINE_FIRST : 0));
    }
    p->failed |= one.failed;
    cells_free(&one);
}

/* The rows of headers, a line of ⠒ under them, the other rows. */
static void set_by_columns(paper *p, const grid *g, int indent)
{
    size_t total = g->columns ? GAP * (g->columns - 1) : 0;
    for (size_t c = 0; c < g->columns; c++)
        total += g->widths[c];
    if (p->space_wanted)
        paper_line(p, NULL, 0, LINE_SPACE);
    p->space_wanted = p->space_keeps = false;
    table_lines lines = {.from = p->count};
    for (size_t r = 0; r < g->rows; r++) {
        set_row_by_columns(p, g, r, indent, r < g->head);
        if (r + 1 != g->head)
            continue;
        cells rule = CELLS_EMPTY;
        for (int i = 0; i < indent; i++)
            cells_add(&rule, CELL_BLANK);
        for (size_t i = 0; i < total; i++)
            cells_add(&rule, DOT(2) | DOT(5));
        paper_line(p, rule.at, rule.count, LINE_KEEP);
        cells_free(&rule);
        lines.head = p->count - lines.from;
    }
    lines.to = p->count;
    buffer_add(&p->tables, &lines, sizeof lines);
}

/* Row by row: the first cell, then the others below it, each after its header. */
static void set_by_rows(paper *p, const grid *g, int indent)
{
    cells *one = &p->leaf;
    cells_reset(one);
    transcribe_words(p->t, own_word_of(p->t, OWN_ROWS), one);
    paper_paragraph(p, one->at, one->count, (shape){.first = indent + 2, .rest = indent, .keep = true});
    for (size_t r = g->head; r < g->rows; r++)
        for (size_t c = 0; c < g->columns; c++) {
            const slot *s = &g->slots[r * g->columns + c];
            if (s->covered && s->from == s->to)
                continue;
            cells_reset(one);
            for (size_t h = 0; h < g->head; h++) {
                const slot *header = &g->slots[h * g->columns + c];
                if (header->from == header->to)
                    continue;
                cells_join(one, g->text.at + header->from, header->to - header->from);
                cells_text(one, h + 1 < g->head ? "⠂ " : "⠒ ");
            }
            if (s->from == s->to)
                cells_text(one, "⠐⠂");
            else
                cells_join(one, g->text.at + s->from, s->to - s->from);
            int first = c ? indent + 2 : indent;
            paper_paragraph(p, one->at, one->count,
                            (shape){.first = first, .rest = first + 2, .keep = c == 0 && g->columns > 1});
        }
}

/* Sets a table that is too large for a grid: a cell a paragraph, the first of a row further left. */
static void set_by_cells(paper *p, const ard_node *node, int indent)
{
    cells text = CELLS_EMPTY;
    cells_reset(&p->leaf);
    transcribe_words(p->t, own_word_of(p->t, OWN_ROWS), &p->leaf);
    paper_paragraph(p, p->leaf.at, p->leaf.count, (shape){.first = indent + 2, .rest = indent, .keep = true});
    for (const ard_node *row = node->first; row; row = row->next)
        for (const ard_node *one = row->kind == ROW ? row->first : NULL; one; one = one->next) {
            grid alone = {.text = text};
            slot s = {0};
            cells_reset(&alone.text);
            fill_slot(p->t, &alone, &s, one);
            text = alone.text;
            int first = one == row->first ? indent : indent + 2;
            paper_paragraph(p, text.at, text.count, (shape){.first = first, .rest = first + 2});
        }
    p->failed |= text.failed;
    cells_free(&text);
}

void paper_table(paper *p, const ard_node *node, int indent)
{
    for (const ard_node *caption = node->first; caption; caption = caption->next) {
        if (caption->kind == ROW)
            continue;
        cells_reset(&p->leaf);
        transcribe_inlines(p->t, caption, &p->leaf);
        paper_paragraph(p, p->leaf.at, p->leaf.count, (shape){.first = indent + 4, .rest = indent + 4, .keep = true});
    }
    grid g = {0};
    measure(&g, node);
    if (!g.rows || !g.columns)
        return;
    if (g.columns > MOST_COLUMNS || g.rows > MOST_SLOTS / g.columns) {
        set_by_cells(p, node, indent);
        return;
    }
    g.slots = memory_new(g.rows * g.columns, sizeof *g.slots);
    if (!g.slots) {
        p->failed = true;
        return;
    }
    fill(p->t, &g, node);
    p->failed |= g.text.failed;
    if (fits(&g, p->width > indent ? (size_t)(p->width - indent) : 0))
        set_by_columns(p, &g, indent);
    else
        set_by_rows(p, &g, indent);
    cells_free(&g.text);
    free(g.slots);
}
