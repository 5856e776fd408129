/* Tables: their grid with covered cells, head rows, column widths by what stands in them. */
#include "odt.h"

#include "base/text.h"

#include <stdio.h>

/* Widths are in characters; PAGE, the width of a page's text, is in points. */
enum { MOST_COLUMNS = 1000, MOST_TEXT = 60, MOST_WORD = 24, LEAST = 4, PADDING = 2, PAGE = 480 };

/* The longest text and the longest word of a column's cells. */
typedef struct column_text {
    long text, word;
} column_text;

/* Passes over columns that cells above cover; gives the next free one. */
static long free_column(const long *spans, long column)
{
    while (column < MOST_COLUMNS && spans[column] > 0)
        column++;
    return column;
}

/* Takes columns for a cell, up to the next one that is covered, or the last; gives how many. */
static long take_columns(long *spans, long columns, long column, long wanted, long rows)
{
    long taken = 0;
    while (taken < wanted && column + taken < columns && (!taken || spans[column + taken] <= 0))
        spans[column + taken++] = rows;
    return taken;
}

/* Takes a cell's text into what its column must hold. */
static void measure_cell(const ard_node *cell, column_text *column)
{
    buffer text = BUFFER_EMPTY;
    long size = 0, word = 0;
    node_text(cell, &text);
    for (const char *c = buffer_string(&text); *c; size++) {
        word = text_is_space(text_next(&c)) ? 0 : word + 1;
        column->word = column->word < word && word <= MOST_WORD ? word : column->word;
    }
    size = size < MOST_TEXT ? size : MOST_TEXT;
    column->text = column->text < size ? size : column->text;
    buffer_free(&text);
}

/* Measures the cells that stand in one column alone. Gives the number of columns. */
static long measure_columns(const ard_node *first, column_text texts[MOST_COLUMNS], long spans[MOST_COLUMNS])
{
    long columns = 0;
    for (const ard_node *row = first; row && row->kind == ROW; row = row->next) {
        long column = 0;
        for (const ard_node *cell = row->first; cell; cell = cell->next) {
            column = free_column(spans, column);
            long taken = node_is_cell(cell)
                             ? take_columns(spans, MOST_COLUMNS, column, node_span(cell, "colspan", MOST_COLUMNS),
                                            node_span(cell, "rowspan", MOST_COLUMNS))
                             : 0;
            if (taken == 1)
                measure_cell(cell, texts + column);
            column += taken;
            columns = columns > column ? columns : column;
        }
        for (long i = 0; i < columns; i++)
            spans[i] -= spans[i] > 0;
    }
    return columns ? columns : 1;
}

static long word_width(const column_text *column)
{
    long word = column->word + column->word / 6 + PADDING; /* a header is bold, so wider */
    return word > LEAST ? word : LEAST;
}

static long text_width(const column_text *column)
{
    long word = word_width(column);
    return column->text + PADDING > word ? column->text + PADDING : word;
}

/* The width of a column by the sums of all: its longest text where a line has room for all, else its longest word
 * and a share of the room that is left. */
static long width_of(const column_text *column, long line, long words, long texts)
{
    long word = word_width(column), text = text_width(column);
    if (texts <= line || texts == words)
        return text;
    return word + (line > words ? (line - words) * (text - word) / (texts - words) : 0);
}

/* Writes the table's start tag. Its captions stand before it: their number tells our reader. */
static void open_table(odt_state *w, const ard_node *row)
{
    unsigned captions = 0;
    for (const ard_node *before = row->previous; before; before = before->previous)
        captions += before->kind == CAPTION;
    buffer_format(&w->body, "<table:table table:name=\"Table%u\" table:style-name=\"Table\"", ++w->tabled);
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
    column_text texts[MOST_COLUMNS] = {{0, 0}};
    long spans[MOST_COLUMNS] = {0}, all_words = 0, all_texts = 0;
    long line = (long)(PAGE / w->character);
    int index;
    t->columns = measure_columns(row, texts, spans);
    for (long i = 0; i < t->columns; i++) {
        all_words += word_width(texts + i);
        all_texts += text_width(texts + i);
    }
    t->spans = arena_alloc(w->pool, (size_t)t->columns * sizeof *t->spans);
    t->head = table_head(row, &index);
    open_table(w, row);
    for (long i = 0; i < t->columns; i++) {
        char key[32], name[32];
        long weight = width_of(texts + i, line, all_words, all_texts);
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

/* Rows up to the end of the table, from this one on. */
static long rows_left(const ard_node *row, long wanted)
{
    long rows = 0;
    for (; rows < wanted && row && row->kind == ROW; row = row->next)
        rows++;
    return rows;
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
    long rows = rows_left(node->parent, node_span(node, "rowspan", MOST_COLUMNS));
    long taken = t->column < t->columns
                     ? take_columns(t->spans, t->columns, t->column, node_span(node, "colspan", MOST_COLUMNS), rows - 1)
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
