/* Tables: their grid with covered cells, head rows, column widths by what stands in them. */
#include "odt.h"

#include "writers/measures.h"

#include <stdio.h>

/* Takes columns for a cell, up to the next one that is covered, or the last, for as many rows; gives how many. */
static long take_columns(long *spans, long columns, long column, long wanted, long rows)
{
    long taken = columns_take(spans, columns, column, wanted);
    for (long i = column; i < column + taken; i++)
        spans[i] = rows;
    return taken;
}

/* Writes the table's start tag. Its captions stand before it: their number tells our reader. */
static void open_table(odt_state *w, const ard_node *row)
{
    unsigned captions = 0;
    for (const ard_node *before = row->previous; before; before = before->previous)
        captions += before->kind == CAPTION;
    buffer_format(&w->body, "<table:table table:name=\"Table%u\" table:style-name=\"%s\"", ++w->tabled,
                  odt_table_style(w, row->parent));
    odt_exact(w, row->parent, "", &w->body);
    odt_add_depth(w->tables->lists, &w->body);
    if (captions)
        buffer_format(&w->body, " ard:data-ard-captions=\"%u\"", captions);
    buffer_text(&w->body, ">\n");
}

/* Writes the table's element and its columns. */
static void begin_table(odt_state *w, const ard_node *row)
{
    odt_table *t = w->tables;
    long *widths;
    int index;
    double line = text_width(style_at(w->document, STYLE_PAGE), w->size, node_attribute(row->parent, "data-turned"));
    t->columns = columns_measure(row, (long)(line / w->character), w->pool, &widths);
    t->widths = widths;
    t->line = w->tables->below && w->tables->below->widths ? odt_cell_width(w->tables->below) : line;
    t->spans = arena_alloc(w->pool, (size_t)t->columns * sizeof *t->spans);
    t->head = table_head(row, &index);
    open_table(w, row);
    for (long i = 0; widths && i < t->columns; i++) {
        char key[32], name[32];
        long weight = widths[i];
        snprintf(name, sizeof name, "Column%ld", weight);
        snprintf(key, sizeof key, "column %ld", weight);
        if (!table_value(w->styles, key)) {
            table_set(w->styles, key, w);
            buffer_format(&w->automatic,
                          "<style:style style:name=\"%s\" style:family=\"table-column\"><style:table-column-properties "
                          "style:rel-column-width=\"%ld*\"/></style:style>\n",
                          name, weight * 100);
        }
        buffer_format(&w->body, "<table:table-column table:style-name=\"%s\"/>\n", name);
    }
}

double odt_cell_width(const odt_table *t)
{
    const double padding = 0.25 / 2.54 * 72;
    long all = 0, own = 0;
    for (long i = 0; i < t->columns; i++) {
        all += t->widths[i];
        own += i >= t->column - t->taken && i < t->column ? t->widths[i] : 0;
    }
    return own ? t->line * own / all - padding : t->line;
}

/* A table without rows is a section with its captions. */
void odt_enter_table(odt_state *w, ard_node *node)
{
    if (!kind_is(node->last, ROW)) {
        odt_enter_section(w, node);
        return;
    }
    odt_table *t = arena_alloc(w->pool, sizeof *t);
    if (!t)
        return;
    t->below = w->tables;
    t->lists = w->lists;
    w->tables = t;
}

void odt_leave_table(odt_state *w, ard_node *node)
{
    if (!kind_is(node->last, ROW))
        odt_leave_section(w, node);
    else if (w->tables)
        w->tables = w->tables->below;
}

/* Whether a row is low enough to stand on one page, whole: by its text, for pictures are as high as they are. */
static bool is_low(const ard_node *row)
{
    enum { LOW = 400 };
    bool pictures = false;
    buffer text = BUFFER_EMPTY;
    walk steps = walk_of((ard_node *)row); /* it is only read */
    for (walk_event event; (event = walk_next(&steps)) != WALK_END;)
        pictures = pictures || steps.node->kind == IMAGE || steps.node->kind == TABLE;
    node_text(row, &text);
    bool low = !pictures && text.size < LOW;
    buffer_free(&text);
    return low;
}

void odt_enter_row(odt_state *w, ard_node *node)
{
    odt_table *t = w->tables;
    if (!t)
        return;
    if (!kind_is(node->previous, ROW)) {
        t->lists = odt_suspend_lists(w);
        begin_table(w, node);
        if (t->head)
            buffer_text(&w->body, "<table:table-header-rows>\n");
    }
    t->column = 0;
    buffer_text(&w->body, "<table:table-row");
    if (print_is_large(w->document) && is_low(node))
        buffer_text(&w->body, " table:style-name=\"Row\"");
    odt_exact(w, node, "", &w->body);
    buffer_text(&w->body, ">\n");
}

/* Adds the cells that cells above cover, up to the next free column. */
static void add_covered(odt_state *w, odt_table *t)
{
    for (; t->column < t->columns && t->spans[t->column] > 0; t->column++) {
        t->spans[t->column]--;
        buffer_text(&w->body, "<table:covered-table-cell/>\n");
    }
}

void odt_leave_row(odt_state *w, ard_node *node)
{
    odt_table *t = w->tables;
    int index;
    if (!t || !t->spans)
        return;
    while (t->column < t->columns) {
        add_covered(w, t);
        if (t->column < t->columns) {
            buffer_format(
                &w->body,
                "<table:table-cell table:style-name=\"Cell\" ard:kind=\"added\"><text:p text:style-name=\"%s\"/></table:table-cell>\n",
                odt_base_name(ODT_CELL));
            t->column++;
        }
    }
    buffer_text(&w->body, "</table:table-row>\n");
    bool last = !kind_is(node->next, ROW);
    table_head(node, &index);
    if (t->head && (index + 1 == t->head || (last && index < t->head)))
        buffer_text(&w->body, "</table:table-header-rows>\n");
    if (!last)
        return;
    buffer_text(&w->body, "</table:table>\n");
    w->lists = t->lists;
    if (w->tables->below)
        w->tables->below->filled = true;
}

void odt_enter_cell(odt_state *w, ard_node *node)
{
    odt_table *t = w->tables;
    if (!t || !t->spans)
        return;
    add_covered(w, t);
    long rows = rows_from(node->parent, node_span(node, "rowspan", COLUMNS_MOST));
    long taken = t->column < t->columns
                     ? take_columns(t->spans, t->columns, t->column, node_span(node, "colspan", COLUMNS_MOST), rows - 1)
                     : 1;
    buffer_text(&w->body, "<table:table-cell table:style-name=\"Cell\" office:value-type=\"string\"");
    if (taken > 1)
        buffer_format(&w->body, " table:number-columns-spanned=\"%ld\"", taken);
    if (rows > 1)
        buffer_format(&w->body, " table:number-rows-spanned=\"%ld\"", rows);
    odt_exact(w, node, "", &w->body);
    buffer_text(&w->body, ">\n");
    t->column += taken;
    t->taken = taken;
    t->filled = false;
}

void odt_leave_cell(odt_state *w, ard_node *node)
{
    odt_table *t = w->tables;
    if (!t || !t->spans)
        return;
    if (!t->filled)
        buffer_format(&w->body, "<text:p text:style-name=\"%s\" ard:kind=\"added\"/>\n",
                      odt_base_name(odt_base_of(node)));
    buffer_text(&w->body, "</table:table-cell>\n");
    for (long i = t->taken; i > 1; i--)
        buffer_text(&w->body, "<table:covered-table-cell/>\n");
}
