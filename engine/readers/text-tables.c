#include "text-tables.h"

#include "base/text.h"

#include <string.h>

enum { COLUMNS_MOST = 40, TAB_LINES_LEAST = 3 };

typedef struct drawing {
    ard_document *document;
    ard_node *table, *row; /* row: the one that further lines of a drawn row go on with */
    char mark;             /* between cells: '|' or a tab */
    bool drawn;            /* with lines of "+---+" between rows */
    size_t columns;
} drawing;

/* Whether a line only parts rows: "+---+---+", "--- | ---", "|:--|". `*heavy`: it is of "=". */
static bool is_rule(const char *line, const char *stop, bool *heavy)
{
    size_t dashes = 0;
    *heavy = false;
    for (; line < stop; line++) {
        if (!strchr("+-=|: ", *line))
            return false;
        dashes += *line == '-' || *line == '=';
        *heavy = *heavy || *line == '=';
    }
    return dashes > 2;
}

/* What stands between the bars at a line's ends, if any. */
static void trim_bars(const char **line, const char **stop)
{
    while (*line < *stop && ascii_is_space(**line))
        ++*line;
    while (*stop > *line && ascii_is_space((*stop)[-1]))
        --*stop;
    if (*line < *stop && **line == '|')
        ++*line;
    if (*stop > *line && (*stop)[-1] == '|')
        --*stop;
}

static size_t count_marks(const char *line, const char *stop, char mark)
{
    size_t count = 0;
    if (mark == '|')
        trim_bars(&line, &stop);
    for (; line < stop; line++)
        count += *line == mark;
    return count;
}

/* Looks at all lines: how the table is drawn; false where it is none. */
static bool survey(drawing *d, const char *lines)
{
    size_t count = 0, rules = 0, marks[2] = {0, 0};
    bool same[2] = {true, true}, plus = false, heavy;
    for (const char *stop; (stop = strchr(lines, '\n')); lines = stop + 1) {
        if (is_rule(lines, stop, &heavy)) {
            plus = plus || *lines == '+';
            rules++;
            continue;
        }
        for (int i = 0; i < 2; i++) {
            size_t found = count_marks(lines, stop, i ? '\t' : '|');
            same[i] = same[i] && found && (!count || found == marks[i]);
            marks[i] = found;
        }
        count++;
    }
    d->mark = same[0] ? '|' : '\t';
    d->columns = marks[same[0] ? 0 : 1] + 1;
    d->drawn = plus;
    if (!count || d->columns > COLUMNS_MOST || (!same[0] && !same[1]))
        return false;
    return same[0] ? count > 1 || rules : !rules && count >= TAB_LINES_LEAST;
}

/* Adds a piece of a line to a cell, trimmed; a blank before it where the cell has words. */
static void add_to_cell(drawing *d, ard_node *cell, const char *text, const char *end, place where)
{
    while (text < end && ascii_is_space(*text))
        text++;
    while (end > text && ascii_is_space(end[-1]))
        end--;
    if (text == end)
        return;
    if (cell && cell->first)
        node_append_text(d->document, cell, " ", 1, where);
    node_append_text(d->document, cell, text, (size_t)(end - text), where);
}

/* Adds a line's cells: to a new row, or to the one that a drawing has open. */
static void add_line(drawing *d, const char *line, const char *stop, place where)
{
    bool goes_on = d->drawn && d->row;
    if (!goes_on)
        d->row = node_append(d->table, node_new(d->document, ROW, where));
    ard_node *cell = goes_on ? d->row->first : NULL;
    if (d->mark == '|')
        trim_bars(&line, &stop);
    for (size_t i = 0; i < d->columns; i++) {
        const char *end = line <= stop ? memchr(line, d->mark, (size_t)(stop - line)) : NULL;
        end = end ? end : stop;
        if (!goes_on)
            cell = node_append(d->row, node_new(d->document, CELL, where));
        if (line < end)
            add_to_cell(d, cell, line, end, where);
        cell = goes_on && cell ? cell->next : cell;
        line = end + 1;
    }
}

/* The rows above a rule that is the first of a table with bars, or of "=", are its head. */
static void make_head(drawing *d)
{
    for (ard_node *row = d->table ? d->table->first : NULL; row; row = row->next)
        for (ard_node *cell = row->first; cell; cell = cell->next) {
            cell->kind = HEADER_CELL;
            node_set(d->document, cell, "scope", "col");
        }
}

ard_node *text_table(ard_document *document, const char *lines, uint32_t line)
{
    drawing d = {.document = document};
    bool heavy, headed = false;
    if (!survey(&d, lines))
        return NULL;
    d.table = node_new(document, TABLE, PLACE(NULL, line, 1));
    for (const char *stop; d.table && (stop = strchr(lines, '\n')); lines = stop + 1, line++) {
        if (!is_rule(lines, stop, &heavy)) {
            add_line(&d, lines, stop, PLACE(NULL, line, 1));
            continue;
        }
        d.row = NULL;
        if (!headed && d.table->first && (heavy || (!d.drawn && d.table->first == d.table->last))) {
            make_head(&d);
            headed = true;
        }
    }
    return d.table;
}
