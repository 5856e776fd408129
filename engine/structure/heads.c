/* Header cells of tables that their author only showed: a first row or column in bold type or on a paper of its own, or
 * the only one with words in a table that is to be filled in. */
#include "base/text.h"
#include "structure/structure.h"

#include <string.h>

/* What a cell looks like. */
typedef struct facts {
    bool empty;  /* nothing, or a space for an answer */
    bool words;  /* nothing but a few words, in paragraphs */
    bool number; /* a number alone */
    bool apart;  /* all bold, or on paper */
} facts;

/* The next node below `root` in document order, not below `node` where `past`; NULL at the end. */
static const ard_node *next_of(const ard_node *node, const ard_node *root, bool past)
{
    if (node->first && !past)
        return node->first;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static bool is_bold(const ard_node *text, const ard_node *cell)
{
    const ard_node *up = text;
    while (up != cell && up->kind != STRONG)
        up = up->parent;
    return up != cell;
}

static facts facts_of(const ard_node *cell)
{
    enum { MOST_LETTERS = 60 };
    facts f = {.empty = true, .words = true, .number = true, .apart = true};
    size_t letters = 0;
    for (const ard_node *n = cell->first, *next; n; n = next) {
        next = next_of(n, cell, n->kind == ANSWER);
        bool said = n->kind == TEXT && !text_is_blank(n->text);
        f.words = f.words && n->kind != IMAGE && n->kind != ITEM && n->kind != TABLE && n->kind != ANSWER;
        f.empty = f.empty && !said && n->kind != IMAGE && n->kind != MATHS;
        f.apart = f.apart && (!said || is_bold(n, cell));
        f.number = f.number && !(said && n->text[strspn(n->text, "0123456789 ,.-+%")]);
        letters += said ? text_length(n->text) : 0;
    }
    f.words = f.words && !f.empty && letters <= MOST_LETTERS;
    f.apart = !f.empty && (f.apart || node_attribute(cell, "look-paper"));
    f.number = f.number && !f.empty;
    return f;
}

/* What is known of a table, a cell of the first column apart. */
typedef struct grid {
    bool plain;                      /* two rows and columns at least, of cells alone, none over several */
    bool row_words, row_apart;       /* all cells of the first row */
    bool row_numbers;                /* ... but the first */
    bool column_words, column_apart; /* all cells of the first column but the first */
    bool inside_empty, inside_apart; /* all others; any of them */
    size_t columns;
} grid;

static void look_at_cell(grid *g, const ard_node *cell, size_t row, size_t column)
{
    facts f = facts_of(cell);
    if (row == 0) {
        bool corner = column == 0 && f.empty;
        g->row_words = g->row_words && (f.words || corner);
        g->row_apart = g->row_apart && (f.apart || corner);
        g->row_numbers = g->row_numbers && (f.number || column == 0);
    } else if (column == 0) {
        g->column_words = g->column_words && f.words;
        g->column_apart = g->column_apart && f.apart;
    } else {
        g->inside_empty = g->inside_empty && f.empty;
        g->inside_apart = g->inside_apart || f.apart;
    }
}

static grid grid_of(const ard_node *table)
{
    grid g = {true, true, true, true, true, true, true, false, 0};
    size_t rows = 0;
    for (const ard_node *row = table->first; row; row = row->next) {
        size_t columns = 0;
        for (const ard_node *cell = kind_is(row, ROW) ? row->first : NULL; cell; cell = cell->next, columns++) {
            g.plain =
                g.plain && cell->kind == CELL && !node_attribute(cell, "colspan") && !node_attribute(cell, "rowspan");
            look_at_cell(&g, cell, rows, columns);
        }
        if (!kind_is(row, ROW))
            continue;
        g.columns = rows ? g.columns : columns;
        g.plain = g.plain && columns == g.columns;
        rows++;
    }
    g.plain = g.plain && rows > 1 && g.columns > 1;
    return g;
}

/* Whether the first row heads columns: it alone is set apart, or it alone has words. A row of numbers is data. */
static bool heads_columns(const grid *g)
{
    bool to_fill = g->inside_empty && !g->row_numbers;
    return g->row_words && ((g->row_apart && !g->inside_apart) || to_fill);
}

static bool heads_rows(const grid *g)
{
    return g->column_words && ((g->column_apart && !g->inside_apart) || g->inside_empty);
}

static void make_header(ard_document *document, ard_node *cell, const char *scope)
{
    cell->kind = HEADER_CELL;
    node_set(document, cell, "scope", scope);
}

static bool mark(ard_document *document, ard_node *table)
{
    grid g = grid_of(table);
    bool columns = g.plain && heads_columns(&g), rows = g.plain && heads_rows(&g), first = true;
    for (ard_node *row = columns || rows ? table->first : NULL; row; row = row->next) {
        if (!kind_is(row, ROW))
            continue;
        for (ard_node *cell = first && columns ? row->first : NULL; cell; cell = cell->next)
            make_header(document, cell, "col");
        if (rows && (!first || !columns) && row->first && node_has_words(row->first))
            make_header(document, row->first, "row");
        first = false;
    }
    return columns || rows;
}

size_t structure_heads(ard_document *document)
{
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->kind == TABLE)
            count += mark(document, w.node);
    return count;
}
