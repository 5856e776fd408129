#include "omml-writing.h"

#include "base/text.h"

#include <string.h>

/* How many columns a table's properties name. */
enum { MOST_COLUMNS = 64 };

static bool is_spanned(const ard_node *cell)
{
    const char *columns = node_attribute(cell, "columnspan"), *rows = node_attribute(cell, "rowspan");
    return (columns && strcmp(columns, "1") != 0) || (rows && strcmp(rows, "1") != 0);
}

static bool has_lines(const ard_node *grid)
{
    static const char *const names[] = {"columnlines", "rowlines", "frame"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *said = node_attribute(grid, names[i]);
        if (said && (strstr(said, "solid") || strstr(said, "dashed")))
            return true;
    }
    return false;
}

/* The most cells of a row, and what of the table OMML cannot say. */
static size_t survey_table(omml_writing *w, const ard_node *grid)
{
    size_t most = 0;
    w->lost += has_lines(grid);
    for (const ard_node *row = grid->first; row; row = row->next) {
        size_t cells = 0;
        for (const ard_node *cell = omml_is(row, "mtr") ? row->first : NULL; cell; cell = cell->next, cells++)
            w->lost += is_spanned(cell);
        most = cells > most ? cells : most;
    }
    return most ? most : 1;
}

/* The alignment of a column, whose last word counts for those that follow (MathML 3.5.1). */
static const char *column_align(const char *said, size_t column)
{
    static const char *const names[] = {"left", "right"};
    const char *word = said ? said + strspn(said, " ") : "";
    for (size_t i = 0; i < column && i < MOST_COLUMNS; i++) {
        const char *after = word + strcspn(word, " ");
        after += strspn(after, " ");
        if (!*after)
            break;
        word = after;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_begins(word, names[i]))
            return names[i];
    return "center";
}

/* Whether a table is one of lines that are aligned at signs: columns right and left by turns, or one to the left. */
static bool is_array(const ard_node *grid, size_t columns)
{
    const char *said = node_attribute(grid, "columnalign");
    if (columns == 1)
        return strcmp(column_align(said, 0), "left") == 0;
    for (size_t i = 0; i < columns; i++)
        if (strcmp(column_align(said, i), i % 2 ? "left" : "right") != 0)
            return false;
    return true;
}

/* 22.1.2.34 m:eqArr */
static void put_array(omml_writing *w, const ard_node *grid, omml_look look)
{
    omml_open_object(w, "<m:eqArr>");
    for (const ard_node *row = grid->first; row; row = row->next) {
        omml_push_markup(w, "<m:e>");
        if (!omml_is(row, "mtr"))
            omml_push_row(w, row, row->next, look);
        for (const ard_node *cell = omml_is(row, "mtr") ? row->first : NULL; cell; cell = cell->next) {
            omml_push_row(w, cell, cell->next, look);
            if (cell->next)
                omml_push_markup(w, "<m:r><m:t>&amp;</m:t></m:r>");
        }
        omml_push_markup(w, "</m:e>");
    }
    omml_push_markup(w, "</m:eqArr>");
}

/* 22.1.2.60 m:m; every row has as many cells as the longest. */
static void put_matrix(omml_writing *w, const ard_node *grid, size_t columns, const char *align, omml_look look)
{
    omml_open_object(w, "<m:m><m:mPr><m:mcs>");
    for (size_t i = 0, same; i < columns; i += same) {
        const char *here = column_align(align, i);
        for (same = 1; i + same < columns && strcmp(here, column_align(align, i + same)) == 0;)
            same++;
        buffer_format(w->out, "<m:mc><m:mcPr><m:count m:val=\"%zu\"/><m:mcJc m:val=\"%s\"/></m:mcPr></m:mc>", same,
                      here);
    }
    buffer_text(w->out, "</m:mcs></m:mPr>");
    for (const ard_node *row = grid->first; row; row = row->next) {
        const ard_node *cell = omml_is(row, "mtr") ? row->first : row;
        omml_push_markup(w, "<m:mr>");
        for (size_t i = 0; i < columns; i++) {
            omml_push_markup(w, cell && (cell->first || cell == row) ? "<m:e>" : "<m:e><m:r><m:t>\u200B</m:t></m:r>");
            if (cell)
                omml_push_row(w, cell, cell->next, look);
            omml_push_markup(w, "</m:e>");
            cell = cell && cell != row ? cell->next : NULL;
        }
        omml_push_markup(w, "</m:mr>");
    }
    omml_push_markup(w, "</m:m>");
}

void omml_put_table(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)next;
    size_t columns = survey_table(w, node);
    if (!node->first)
        return;
    if (is_array(node, columns))
        put_array(w, node, look);
    else
        put_matrix(w, node, columns, node_attribute(node, "columnalign"), look);
}

/* Elementary columns (MathML 3.6): their rows one below the other, to the right. */
void omml_put_column(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)next;
    w->lost++;
    if (node->first)
        put_matrix(w, node, 1, "right", look);
}
