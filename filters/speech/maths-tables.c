/* Tables of a formula: matrices, systems, cases, lines one below the other. */
#include "filters/speech/maths-terms.h"

#include <string.h>

enum { SMALL = 3 }; /* rows and columns of a matrix whose columns need no number */

static void add_key(formula *f, const char *key, unsigned number, buffer *out)
{
    buffer digits = BUFFER_EMPTY;
    char text[16];
    size_t size = 0;
    for (unsigned n = number; n || !size; n /= 10)
        text[sizeof text - ++size] = (char)('0' + n % 10);
    reading_number(&digits, text + sizeof text - size, size, &f->numbers, false);
    term *said = term_from(f, key, term_new(f, TERM_TEXT, buffer_string(&digits)), NULL, NULL);
    buffer_text(out, said ? said->words : "");
    buffer_free(&digits);
}

static term *number_term(formula *f, unsigned number)
{
    buffer words = BUFFER_EMPTY;
    add_key(f, "number", number, &words);
    term *made = term_new(f, TERM_TEXT, buffer_string(&words));
    buffer_free(&words);
    return made;
}

static const char *cell_words(formula *f, const term *cell)
{
    return *cell->words ? cell->words : formula_words(f, "empty");
}

/* Adds the cells of a row; each with its column's number where `numbered`. */
static void add_cells(formula *f, const term *row, bool numbered, const char *between, buffer *out)
{
    unsigned column = 0;
    if (!row->items)
        buffer_text(out, formula_words(f, "empty"));
    for (const term *cell = row->items; cell; cell = cell->next) {
        if (column++)
            buffer_text(out, between);
        if (numbered) {
            add_key(f, "column", column, out);
            buffer_text(out, " : ");
        }
        buffer_text(out, cell_words(f, cell));
    }
}

/* Adds each row after its name and number. */
static void add_rows(formula *f, const term *table, const char *key, bool numbered, const char *between, buffer *out)
{
    unsigned number = 0;
    for (const term *row = table->items; row; row = row->next) {
        buffer_text(out, number++ ? ". " : "");
        add_key(f, key, number, out);
        buffer_text(out, " : ");
        add_cells(f, row, numbered, between, out);
    }
}

/* Whether columns are named: many, or cells that hold operations. */
static bool is_wide(const term *table)
{
    bool wide = table->rows > SMALL || table->columns > SMALL;
    for (const term *row = table->items; row && !wide; row = row->next)
        for (const term *cell = row->items; cell && !wide; cell = cell->next)
            wide = cell->traits & ~(unsigned)(HAS_OVER | HAS_INDEX);
    return wide;
}

static void add_matrix(formula *f, const term *table, buffer *out)
{
    bool one = table->rows == 1 && table->columns == 1, line = table->rows == 1, column = table->columns == 1;
    const term *only = one && table->items->items ? table->items->items : NULL;
    term *named = term_from(f,
                            one      ? "matrix one"
                            : line   ? "matrix row"
                            : column ? "matrix column"
                                     : "matrix",
                            number_term(f, table->rows), number_term(f, table->columns), only);
    buffer_text(out, named ? named->words : "");
    if (one)
        return;
    buffer_text(out, ". ");
    if (line)
        add_cells(f, table->items, table->columns > SMALL, ", ", out);
    else if (column && table->rows <= SMALL)
        for (const term *row = table->items; row; row = row->next)
            buffer_format(out, "%s%s", row == table->items ? "" : ", ", row->items ? cell_words(f, row->items) : "");
    else
        add_rows(f, table, "row", !column && is_wide(table), ", ", out);
}

/* ---- Tables of signs and of variation ---- */

static bool is_arrow(const term *cell)
{
    return term_is(cell, "↗") || term_is(cell, "↘");
}

/* Whether a cell is what such tables have between their values: a sign, an arrow, zero, a bar, or nothing. */
static bool is_mark(const term *cell)
{
    bool sign = term_is(cell, "+") || term_is(cell, "-") || term_is(cell, "−") || is_arrow(cell);
    return sign || !*cell->words || cell->kind == TERM_BAR || (cell->whole && !cell->value);
}

/* Whether a table says how a function varies or what its sign is: below a row of values, rows of a name and marks, with an
 * arrow or a sign in one. */
static bool is_variation(const term *table)
{
    bool arrow = false, marks = table->rows > 1 && table->columns > 2;
    for (const term *row = table->items ? table->items->next : NULL; row; row = row->next)
        for (const term *cell = row->items ? row->items->next : NULL; cell; cell = cell->next) {
            arrow |= is_arrow(cell);
            marks &= is_mark(cell);
        }
    return arrow || marks;
}

/* Adds the rows of such a table: "f de x : croît, 5, décroît"; cells that hold nothing are passed over. */
static void add_variation(formula *f, const term *table, buffer *out)
{
    unsigned rows = 0;
    buffer_text(out, formula_words(f, "variation"));
    for (const term *row = table->items; row; row = row->next) {
        unsigned cells = 0;
        buffer_text(out, rows++ ? ". " : " ");
        for (const term *cell = row->items; cell; cell = cell->next) {
            if (!*cell->words)
                continue;
            buffer_text(out, cells == 0 ? "" : cells == 1 ? " : " : ", ");
            cells++;
            buffer_text(out, term_is(cell, "↗")   ? formula_words(f, "rises")
                             : term_is(cell, "↘") ? formula_words(f, "falls")
                                                  : cell->words);
        }
    }
}

/* Whether each row of a table is one equation. */
static bool is_system(const formula *f, const term *table)
{
    const char *equals = formula_words(f, "=");
    bool all = table->items && table->columns >= 1;
    for (const term *row = table->items; row && all; row = row->next) {
        bool found = false;
        for (const term *cell = row->items; cell && !found; cell = cell->next)
            found = strstr(cell->words, equals) != NULL;
        all = found;
    }
    return all;
}

term *table_say(formula *f, term *table, const char *open)
{
    buffer words = BUFFER_EMPTY;
    bool cases = strcmp(open, "{") == 0;
    term *made = NULL;
    if (!table)
        return NULL;
    if (*open && !cases)
        add_matrix(f, table, &words);
    else if (f->wishes->school && !cases && is_variation(table))
        add_variation(f, table, &words);
    else {
        bool system = f->wishes->school && cases && is_system(f, table);
        add_key(f, system ? "system" : cases ? "cases" : "lines", table->rows, &words);
        buffer_text(&words, ", ");
        add_rows(f, table, cases ? "case" : "line", false, cases ? ", " : "; ", &words);
    }
    made = term_new(f, TERM_THING, buffer_string(&words));
    if (made && strcmp(open, "|") == 0)
        made = term_from(f, "determinant", made, NULL, NULL);
    buffer_free(&words);
    if (!made)
        return NULL;
    made->table = true;
    made->group = *open && !cases;
    made->items = table->items;
    made->rows = table->rows;
    made->columns = table->columns;
    made->traits = HAS_TABLE;
    return made;
}
