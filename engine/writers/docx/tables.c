/* Tables (17.4): rows that repeat as a head, cells over several columns and rows. A caption is a paragraph above. */
#include "docx.h"

#include "lesson/carry.h"
#include "writers/measures.h"

#include <string.h>

void docxw_enter_table(docxw_state *w, ard_node *node)
{
    docxw_table *t = arena_alloc(w->pool, sizeof *t);
    docxw_push(w, node, false);
    docxw_bookmark(w, node, &w->marks);
    if (!t) {
        w->failed = true;
        return;
    }
    t->below = w->tables;
    t->lists = w->lists;
    w->tables = t;
}

/* Shares the page's width among the columns. */
static void share_width(docxw_table *t, long line, long left)
{
    long all = 0, width = line - left > 1000 ? line - left : 1000;
    for (long i = 0; i < t->columns; i++)
        all += t->widths[i];
    for (long i = 0; i < t->columns; i++)
        t->widths[i] = t->widths[i] * width / (all ? all : 1);
}

/* Whether the first cell of each row below the head is a header. */
static bool has_side(const ard_node *row, int head)
{
    bool side = false;
    for (int i = 0; kind_is(row, ROW); row = row->next, i++) {
        if (i < head || !row->first)
            continue;
        if (row->first->kind != HEADER_CELL)
            return false;
        side = true;
    }
    return side;
}

/* w:tblPr, its elements in the order of the schema (17.4.59). */
static void add_properties(docxw_state *w, const docxw_table *t, const ard_node *row, long left)
{
    const ard_node *node = row->parent;
    const char *dir = node_attribute(node, "dir"), *said = node_attribute(node, "aria-label");
    bool side = has_side(row, t->head);
    buffer_text(w->out, "<w:tblPr><w:tblStyle w:val=\"TableauArdoise\"/>");
    if (dir && strcmp(dir, "rtl") == 0)
        buffer_text(w->out, "<w:bidiVisual/>");
    buffer_text(w->out, "<w:tblW w:w=\"0\" w:type=\"auto\"/>");
    if (left)
        buffer_format(w->out, "<w:tblInd w:w=\"%ld\" w:type=\"dxa\"/>", left);
    buffer_format(w->out,
                  "<w:tblLook w:val=\"%04X\" w:firstRow=\"%d\" w:lastRow=\"0\" w:firstColumn=\"%d\" "
                  "w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>",
                  0x600u | (t->head ? 0x20u : 0) | (side ? 0x80u : 0), t->head > 0, side);
    if (said && *said) {
        buffer_text(w->out, "<w:tblCaption");
        markup_attribute(w->out, "w:val", said);
        buffer_text(w->out, "/>");
    }
    buffer_text(w->out, "</w:tblPr>");
}

/* Writes the table's element and its columns. */
static void begin_table(docxw_state *w, docxw_table *t, const ard_node *row)
{
    int index;
    docxw_paragraph p = {0};
    docxw_settle(w);
    if (w->mark || w->last == DOCXW_TABLE)
        docxw_empty(w); /* else the note has no mark, or Word joins two tables */
    docxw_place_in_lists(w, &p);
    double line = docxw_line(w);
    t->columns = columns_measure(row, (long)(line / w->character), w->pool, &t->widths);
    t->spans = arena_alloc(w->pool, (size_t)t->columns * sizeof *t->spans);
    t->wide = arena_alloc(w->pool, (size_t)t->columns * sizeof *t->wide);
    t->head = table_head(row, &index);
    if (!t->widths || !t->spans || !t->wide) {
        w->failed = true;
        t->columns = 0;
        return;
    }
    share_width(t, (long)(line * 20 + 0.5), p.left);
    buffer_text(w->out, "<w:tbl ard:kind=\"table\"");
    docxw_way(w, true, w->out);
    buffer_byte(w->out, '>');
    add_properties(w, t, row, p.left);
    buffer_text(w->out, "<w:tblGrid>");
    for (long i = 0; i < t->columns; i++)
        buffer_format(w->out, "<w:gridCol w:w=\"%ld\"/>", t->widths[i]);
    buffer_text(w->out, "</w:tblGrid>\n");
}

void docxw_leave_table(docxw_state *w, ard_node *node)
{
    docxw_table *t = w->tables;
    if (!t)
        return;
    if (t->columns) {
        buffer_text(w->out, "</w:tbl>\n");
        w->last = DOCXW_TABLE;
    } else if (!node->first)
        docxw_empty(w);
    docxw_pop(w);
    w->lists = t->lists;
    w->tables = t->below;
}

/* ---- Rows -------------------------------------------------------------------------------------------------------- */

void docxw_enter_row(docxw_state *w, ard_node *node)
{
    docxw_table *t = w->tables;
    int index;
    if (!t)
        return;
    if (!kind_is(node->previous, ROW))
        begin_table(w, t, node);
    w->lists = NULL;
    t->column = 0;
    table_head(node, &index);
    buffer_text(w->out, "<w:tr");
    docxw_node(w, node, "", w->out);
    buffer_format(w->out, "><w:trPr><w:cantSplit/>%s</w:trPr>", index < t->head ? "<w:tblHeader/>" : "");
    docxw_push(w, node, true);
    docxw_bookmark(w, node, &w->marks);
}

static long width_of(const docxw_table *t, long column, long columns)
{
    long width = 0;
    for (long i = column; i < column + columns && i < t->columns; i++)
        width += t->widths[i];
    return width;
}

double docxw_cell_width(const docxw_state *w)
{
    const double padding = 2 * 108 / 20.0;
    const docxw_table *t = w->tables;
    double width = width_of(t, t->column - t->taken, t->taken) / 20.0 - padding;
    return width > 12 ? width : 12;
}

/* w:tcPr; `merge`: NULL, "restart" or "continue". */
static void add_cell_properties(docxw_state *w, const docxw_table *t, long columns, const char *merge)
{
    buffer_format(w->out, "<w:tcPr><w:tcW w:w=\"%ld\" w:type=\"dxa\"/>", width_of(t, t->column, columns));
    if (columns > 1)
        buffer_format(w->out, "<w:gridSpan w:val=\"%ld\"/>", columns);
    if (merge)
        buffer_format(w->out, "<w:vMerge w:val=\"%s\"/>", merge);
    buffer_text(w->out, "</w:tcPr>");
}

/* A cell of the grid that is none of the tree's. */
static void add_filler(docxw_state *w, docxw_table *t, long columns, const char *merge)
{
    buffer_text(w->out, "<w:tc ard:data-ard-shown=\"1\">");
    add_cell_properties(w, t, columns, merge);
    buffer_format(w->out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr></w:p></w:tc>\n", docxw_base_id(DOCXW_CELL));
    t->column += columns;
}

/* Adds what goes on from cells above, up to the next free column. */
static void add_covered(docxw_state *w, docxw_table *t)
{
    while (t->column < t->columns && t->spans[t->column] > 0) {
        long columns = t->wide[t->column];
        for (long i = t->column; i < t->column + columns; i++)
            t->spans[i]--;
        add_filler(w, t, columns, "continue");
    }
}

void docxw_leave_row(docxw_state *w, ard_node *node)
{
    docxw_table *t = w->tables;
    (void)node;
    if (!t)
        return;
    for (add_covered(w, t); t->column < t->columns; add_covered(w, t))
        add_filler(w, t, 1, NULL);
    docxw_pop(w);
    buffer_text(w->out, "</w:tr>\n");
}

/* ---- Cells ------------------------------------------------------------------------------------------------------- */

void docxw_enter_cell(docxw_state *w, ard_node *node)
{
    docxw_table *t = w->tables;
    if (!t)
        return;
    add_covered(w, t);
    long rows = rows_from(node->parent, node_span(node, "rowspan", COLUMNS_MOST));
    long taken = columns_take(t->spans, t->columns, t->column, node_span(node, "colspan", COLUMNS_MOST));
    for (long i = t->column; i < t->column + taken; i++) {
        t->spans[i] = rows - 1;
        t->wide[i] = 1;
    }
    if (taken)
        t->wide[t->column] = taken;
    buffer_text(w->out, "<w:tc");
    docxw_node(w, node, "", w->out);
    buffer_byte(w->out, '>');
    add_cell_properties(w, t, taken ? taken : 1, rows > 1 && taken ? "restart" : NULL);
    t->column += taken;
    t->taken = taken;
    docxw_push(w, node, true);
    docxw_bookmark(w, node, &w->marks);
    w->last = DOCXW_NOTHING;
}

void docxw_leave_cell(docxw_state *w, ard_node *node)
{
    (void)node;
    if (!w->tables)
        return;
    if (w->last != DOCXW_PARAGRAPH)
        docxw_empty(w); /* a cell ends with a paragraph (17.4.65) */
    docxw_pop(w);
    w->lists = NULL;
    buffer_text(w->out, "</w:tc>\n");
}
