/* Tables: Markdown's own where they fit, else HTML's tags. */
#include "markdown.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS_MOST = 64 };

/* ---- Tables ------------------------------------------------------------------------------------------------------- */

/* Whether a cell fits between two bars: one paragraph or nothing, in one place. */
static bool is_simple(const ard_node *cell)
{
    const ard_node *leaf = cell->first;
    return node_span(cell, "colspan", 1000) == 1 && node_span(cell, "rowspan", 1000) == 1 &&
           (!leaf || (leaf == cell->last && leaf->kind == PARAGRAPH));
}

static bool is_column_header(const ard_node *cell)
{
    const char *scope = node_attribute(cell, "scope");
    return cell->kind == HEADER_CELL && (!scope || strcmp(scope, "col") == 0);
}

/* Whether Markdown's own table holds a table: as many cells in each row, headers in the first row alone. */
static bool is_pipe(const ard_node *grid)
{
    size_t wanted = 0;
    bool head = true;
    for (const ard_node *row = grid->first; row; row = row->next) {
        size_t count = 0, headers = 0;
        if (row->kind != ROW)
            continue;
        for (const ard_node *cell = row->first; cell; cell = cell->next, count++) {
            if (!is_simple(cell))
                return false;
            headers += is_column_header(cell);
            if (cell->kind == HEADER_CELL && !is_column_header(cell))
                return false;
        }
        if (!count || (wanted && count != wanted) || count > COLUMNS_MOST || (headers && (!head || headers != count)))
            return false;
        wanted = count;
        head = false;
    }
    return wanted > 0;
}

static const ard_node *first_row(const ard_node *grid)
{
    const ard_node *row = grid->first;
    while (row && row->kind != ROW)
        row = row->next;
    return row;
}

static const char *align_of(const mdw *w, const ard_node *cell)
{
    const ard_node *styled[] = {cell, cell->first};
    for (size_t i = 0; i < 2; i++) {
        const style *look = styled[i] && styled[i]->style ? style_at(w->document, styled[i]->style) : NULL;
        if (look && look->values[STYLE_ALIGN])
            return look->values[STYLE_ALIGN];
    }
    return "";
}

/* The line below the header row, which says how columns are aligned: as in the table's last row. */
static void write_rule(mdw *w, const ard_node *grid)
{
    buffer line = BUFFER_EMPTY;
    const ard_node *row = grid->last && grid->last->kind == ROW ? grid->last : first_row(grid);
    buffer_byte(&line, '|');
    for (const ard_node *cell = row ? row->first : NULL; cell; cell = cell->next) {
        const char *align = align_of(w, cell);
        bool centre = strcmp(align, "center") == 0, right = strcmp(align, "right") == 0 || strcmp(align, "end") == 0;
        buffer_text(&line, centre ? " :-: |" : right ? " --: |" : strcmp(align, "left") == 0 ? " :-- |" : " --- |");
    }
    w->lines.gap = 0;
    mdw_write_block(w, buffer_string(&line), line.size);
    buffer_free(&line);
}

/* Markdown has no table without a header row: an empty one stands for none. */
static void write_empty_head(mdw *w, const ard_node *grid)
{
    buffer line = BUFFER_EMPTY;
    const ard_node *row = first_row(grid);
    buffer_byte(&line, '|');
    for (const ard_node *cell = row ? row->first : NULL; cell; cell = cell->next)
        buffer_text(&line, "  |");
    mdw_write_block(w, buffer_string(&line), line.size);
    buffer_free(&line);
    write_rule(w, grid);
}

void mdw_enter_table(mdw *w, ard_node *node)
{
    bool tagged = w->cells || !is_pipe(node);
    if (tagged)
        mdw_write_start(w, "table", NULL, node, "");
    lines_push(&w->lines, "");
    if (w->lines.top)
        w->lines.top->tagged = tagged;
    if (!tagged)
        w->cells = true;
}

/* A pipe table's captions come after it, as pandoc has them: ": ...". */
void mdw_leave_table(mdw *w, ard_node *node)
{
    bool tagged = w->lines.top && w->lines.top->tagged;
    (void)node;
    lines_pop(&w->lines);
    if (tagged)
        mdw_write_end(w, "table");
    else
        w->cells = false;
    if (w->caption.size && !tagged)
        mdw_write_block(w, buffer_string(&w->caption), w->caption.size);
    if (!tagged)
        buffer_reset(&w->caption);
}

void mdw_enter_row(mdw *w, ard_node *node)
{
    if (!w->cells) {
        mdw_write_start(w, "tr", NULL, node, "");
        return;
    }
    if (node == first_row(node->parent) && !node_is_head_row(node))
        write_empty_head(w, node->parent);
    w->lines.gap = node == first_row(node->parent) && node_is_head_row(node) ? w->lines.gap : 0;
    buffer_reset(&w->row);
    buffer_byte(&w->row, '|');
}

void mdw_leave_row(mdw *w, ard_node *node)
{
    if (!w->cells) {
        mdw_write_end(w, "tr");
        return;
    }
    mdw_write_block(w, buffer_string(&w->row), w->row.size);
    if (node == first_row(node->parent) && node_is_head_row(node))
        write_rule(w, node->parent);
}

void mdw_enter_cell(mdw *w, ard_node *node)
{
    if (w->cells)
        w->where = MDW_CELL;
    else
        mdw_write_start(w, node->kind == HEADER_CELL ? "th" : "td", NULL, node, "colspan\0rowspan\0scope\0");
}

void mdw_leave_cell(mdw *w, ard_node *node)
{
    if (!w->cells) {
        mdw_write_end(w, node->kind == HEADER_CELL ? "th" : "td");
        return;
    }
    buffer_byte(&w->row, ' ');
    buffer_add(&w->row, buffer_string(&w->leaf), w->leaf.size);
    buffer_text(&w->row, " |");
    buffer_reset(&w->leaf);
    w->where = MDW_LINE;
}
