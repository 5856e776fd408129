/* Tables that are drawn: level and upright lines that touch make a grid; what no line parts is one cell. A grid of one cell is
 * a box. Lines of text go into cells word by word. */
#include "pdf.h"

#include <math.h>
#include <stdlib.h>

enum { RULES_MOST = 4000, LINES_MOST = 200, CELLS_MOST = 20000 };

static const float TOUCH = 3; /* points within which lines meet */

/* A grid while it is found: where its lines are, ascending. */
typedef struct grid {
    float x[LINES_MOST], y[LINES_MOST];
    unsigned columns, rows; /* lines of each; cells are one fewer */
    pdf_box box;
} grid;

/* ---- Which lines belong together ----------------------------------------------------------------------------------- */

static size_t root_of(size_t *above, size_t i)
{
    while (above[i] != i) {
        above[i] = above[above[i]];
        i = above[i];
    }
    return i;
}

static bool touch(const pdf_rule *a, const pdf_rule *b)
{
    return pdf_shared_x(a->box, b->box) > -TOUCH && pdf_shared_y(a->box, b->box) > -TOUCH;
}

/* For each line the first one of those that it is joined with. */
static size_t *groups_of(pdf_reading *r, const pdf_sheet *sheet)
{
    size_t count = sheet->rule_count, *above = arena_alloc(r->pool, (count + 1) * sizeof *above);
    for (size_t i = 0; above && i < count; i++)
        above[i] = i;
    for (size_t i = 0; above && i < count; i++)
        for (size_t k = i + 1; k < count && !sheet->rules[i].used; k++)
            if (sheet->rules[i].level != sheet->rules[k].level && !sheet->rules[k].used &&
                touch(&sheet->rules[i], &sheet->rules[k]))
                above[root_of(above, k)] = root_of(above, i);
    for (size_t i = 0; above && i < count; i++)
        above[i] = root_of(above, i);
    return above;
}

/* Adds a place where a line runs, unless there is one near it; keeps them ascending. */
static void add_place(float *places, unsigned *count, float at)
{
    unsigned before = 0;
    while (before < *count && places[before] < at - TOUCH)
        before++;
    if (*count == LINES_MOST || (before < *count && places[before] < at + TOUCH))
        return;
    for (unsigned i = *count; i > before; i--)
        places[i] = places[i - 1];
    places[before] = at;
    ++*count;
}

static bool grid_of(const pdf_sheet *sheet, const size_t *groups, size_t group, grid *g)
{
    bool begun = false;
    g->columns = g->rows = 0;
    for (size_t i = 0; i < sheet->rule_count; i++) {
        const pdf_rule *rule = &sheet->rules[i];
        if (groups[i] != group || rule->used)
            continue;
        if (rule->level)
            add_place(g->y, &g->rows, (rule->box.top + rule->box.bottom) / 2);
        else
            add_place(g->x, &g->columns, (rule->box.left + rule->box.right) / 2);
        g->box = begun ? pdf_join(g->box, rule->box) : rule->box;
        begun = true;
    }
    if (g->rows < 2 || g->columns < 1)
        return false;
    /* tables without lines at their sides */
    if (g->x[0] - g->box.left > 15)
        add_place(g->x, &g->columns, g->box.left);
    if (g->box.right - g->x[g->columns - 1] > 15)
        add_place(g->x, &g->columns, g->box.right);
    return g->columns >= 2 && (g->rows - 1) * (g->columns - 1) <= CELLS_MOST;
}

/* ---- Cells --------------------------------------------------------------------------------------------------------- */

/* Whether a line of the group runs along most of an edge, from `from` to `to` at `at`. */
static bool has_edge(const pdf_sheet *sheet, const size_t *groups, size_t group, bool level, float at, float from,
                     float to)
{
    float covered = 0;
    for (size_t i = 0; i < sheet->rule_count; i++) {
        const pdf_rule *rule = &sheet->rules[i];
        float lies = level ? (rule->box.top + rule->box.bottom) / 2 : (rule->box.left + rule->box.right) / 2;
        if (groups[i] != group || rule->level != level || rule->used || fabsf(lies - at) > TOUCH)
            continue;
        float begin = level ? rule->box.left : rule->box.top, end = level ? rule->box.right : rule->box.bottom;
        covered += fmaxf(0, fminf(end, to) - fmaxf(begin, from));
    }
    return covered > 0.6f * (to - from);
}

/* What parts the cells of a grid: for each, whether a line is at its right and below it. */
typedef struct edges {
    bool *right, *below;
} edges;

static bool find_edges(pdf_reading *r, const pdf_sheet *sheet, const size_t *groups, size_t group, const grid *g,
                       edges *e)
{
    unsigned columns = g->columns - 1, rows = g->rows - 1;
    e->right = arena_alloc(r->pool, (size_t)columns * rows);
    e->below = arena_alloc(r->pool, (size_t)columns * rows);
    for (unsigned y = 0; e->right && e->below && y < rows; y++)
        for (unsigned x = 0; x < columns; x++) {
            e->right[y * columns + x] =
                x + 1 == columns || has_edge(sheet, groups, group, false, g->x[x + 1], g->y[y], g->y[y + 1]);
            e->below[y * columns + x] =
                y + 1 == rows || has_edge(sheet, groups, group, true, g->y[y + 1], g->x[x], g->x[x + 1]);
        }
    return e->right && e->below;
}

/* The cell that begins at a place: as wide and as high as no line parts it. */
static pdf_cell cell_at(const grid *g, const edges *e, unsigned x, unsigned y)
{
    unsigned columns = g->columns - 1, wide = 1, high = 1;
    while (!e->right[y * columns + x + wide - 1])
        wide++;
    for (bool open = true; open && y + high < g->rows - 1; high += open)
        for (unsigned i = 0; open && i < wide; i++)
            open = !e->below[(y + high - 1) * columns + x + i] &&
                   (i + 1 == wide || !e->right[(y + high) * columns + x + i]);
    return (pdf_cell){.box = {g->x[x], g->y[y], g->x[x + wide], g->y[y + high]},
                      .row = y,
                      .column = x,
                      .rows = high,
                      .columns = wide};
}

static pdf_table *table_of(pdf_reading *r, const grid *g, const edges *e)
{
    unsigned columns = g->columns - 1, rows = g->rows - 1;
    pdf_table *t = arena_alloc(r->pool, sizeof *t);
    bool *taken = arena_alloc(r->pool, (size_t)columns * rows);
    pdf_cell *cells = arena_alloc(r->pool, (size_t)columns * rows * sizeof *cells);
    if (!t || !taken || !cells)
        return NULL;
    *t = (pdf_table){.cells = cells, .rows = rows, .columns = columns, .drawn = true};
    for (unsigned y = 0; y < rows; y++)
        for (unsigned x = 0; x < columns; x++) {
            if (taken[y * columns + x])
                continue;
            pdf_cell cell = cell_at(g, e, x, y);
            for (unsigned k = 0; k < cell.rows; k++)
                for (unsigned i = 0; i < cell.columns; i++)
                    taken[(y + k) * columns + x + i] = true;
            cells[t->count++] = cell;
        }
    return t;
}

/* ---- Text into cells ----------------------------------------------------------------------------------------------- */

static pdf_cell *cell_holding(pdf_table *t, pdf_box box)
{
    for (size_t i = 0; i < t->count; i++)
        if (pdf_holds(t->cells[i].box, box, 0.5f))
            return &t->cells[i];
    return NULL;
}

/* Adds the words from `begin` to `end` of a line as a line of their own. */
static void add_part(pdf_reading *r, pdf_pieces *to, const pdf_piece *line, size_t begin, size_t end)
{
    pdf_piece part = *line;
    part.words += begin;
    part.count = end - begin;
    pdf_measure_line(&part);
    pdf_add(r->pool, to, part);
}

/* Shares the words of a line among the cells, and `left`, which gets those beside the table. */
static void share_line(pdf_reading *r, pdf_table *t, const pdf_piece *line, pdf_pieces *left)
{
    pdf_cell *now = cell_holding(t, line->words[0].box);
    size_t begin = 0;
    for (size_t i = 1; i <= line->count; i++) {
        pdf_cell *next = i < line->count ? cell_holding(t, line->words[i].box) : NULL;
        if (i < line->count && next == now)
            continue;
        add_part(r, now ? &now->pieces : left, line, begin, i);
        begin = i;
        now = next;
    }
}

/* Whether a table's box would take all of the page: a frame around it. */
static bool frames_page(const pdf_sheet *sheet, const grid *g)
{
    return g->rows == 2 && g->columns == 2 && pdf_height(g->box) > 0.75f * sheet->page->height;
}

/* Whether a grid is paper to draw on, or a drawing: many cells, hardly any with words. */
static bool is_drawing(const pdf_sheet *sheet, const grid *g)
{
    size_t words = 0, cells = (size_t)(g->rows - 1) * (g->columns - 1);
    for (size_t i = 0; i < sheet->pieces.count; i++)
        words += sheet->pieces.at[i].kind == PDF_PIECE_LINE && pdf_holds(g->box, sheet->pieces.at[i].box, 0);
    return cells >= 30 && words * 12 < cells;
}

/* Moves what stands in a table into its cells, and puts the table in the place of the first of it. */
static void put_table(pdf_reading *r, pdf_sheet *sheet, pdf_table *t, pdf_box box)
{
    pdf_pieces left = {0};
    pdf_piece piece = {.kind = PDF_PIECE_TABLE, .box = box, .table = t, .natural = UINT32_MAX};
    for (size_t i = 0; i < sheet->pieces.count; i++) {
        pdf_piece *p = &sheet->pieces.at[i];
        bool line = p->kind == PDF_PIECE_LINE, touched = pdf_shared_x(box, p->box) > 0 && pdf_shared_y(box, p->box) > 0;
        pdf_cell *cell = touched && !line ? cell_holding(t, p->box) : NULL;
        size_t before = left.count;
        if (touched && line)
            share_line(r, t, p, &left);
        else
            pdf_add(r->pool, cell ? &cell->pieces : &left, *p);
        if ((touched && line && left.count == before) || cell)
            piece.natural = piece.natural < p->natural ? piece.natural : p->natural;
    }
    sheet->pieces = left;
    pdf_add(r->pool, &sheet->pieces, piece);
}

/* The number of lines of text, pictures and tables in a box. */
static size_t inside(const pdf_sheet *sheet, pdf_box box)
{
    size_t count = 0;
    for (size_t i = 0; i < sheet->pieces.count; i++)
        count += pdf_holds(box, sheet->pieces.at[i].box, 0);
    return count;
}

/* A column of one or two parts is a box, with its title perhaps. */
static void join_box(grid *g)
{
    if (g->columns != 2 || g->rows != 3)
        return;
    g->y[1] = g->y[2];
    g->rows = 2;
}

static void take_group(pdf_reading *r, pdf_sheet *sheet, const size_t *groups, size_t group)
{
    grid g;
    edges e;
    if (!grid_of(sheet, groups, group, &g))
        return;
    join_box(&g);
    if (frames_page(sheet, &g) || !inside(sheet, g.box) || pdf_width(g.box) < 15 || pdf_height(g.box) < 10 ||
        !find_edges(r, sheet, groups, group, &g, &e))
        return;
    pdf_table *t = table_of(r, &g, &e);
    if (!t)
        return;
    put_table(r, sheet, t, (pdf_box){g.x[0], g.y[0], g.x[g.columns - 1], g.y[g.rows - 1]});
    for (size_t i = 0; i < sheet->rule_count; i++)
        sheet->rules[i].used |= groups[i] == group;
}

/* A group of lines, by its size: what is inside another is taken first. */
typedef struct group_size {
    size_t group;
    float area;
} group_size;

static int compare_groups(const void *a, const void *b)
{
    const group_size *x = a, *y = b;
    return x->area < y->area ? -1 : x->area > y->area ? 1 : x->group < y->group ? -1 : x->group > y->group;
}

/* The groups of at least three lines, the smallest first; their number. */
static size_t list_groups(pdf_reading *r, const pdf_sheet *sheet, const size_t *groups, group_size **all)
{
    size_t count = 0;
    group_size *list = *all = arena_alloc(r->pool, (sheet->rule_count + 1) * sizeof *list);
    for (size_t i = 0; groups && list && i < sheet->rule_count; i++) {
        pdf_box box = sheet->rules[i].box;
        size_t lines = 0;
        for (size_t k = 0; groups[i] == i && !sheet->rules[i].used && k < sheet->rule_count; k++)
            if (groups[k] == i) {
                box = pdf_join(box, sheet->rules[k].box);
                lines++;
            }
        if (lines >= 3)
            list[count++] = (group_size){i, pdf_width(box) * pdf_height(box)};
    }
    if (count)
        qsort(list, count, sizeof *list, compare_groups);
    return count;
}

void pdf_find_tables(pdf_reading *r, pdf_sheet *sheet)
{
    if (sheet->rule_count < 3 || sheet->rule_count > RULES_MOST)
        return;
    group_size *list;
    size_t *groups = groups_of(r, sheet), count = list_groups(r, sheet, groups, &list);
    for (size_t i = 0; i < count; i++)
        take_group(r, sheet, groups, list[i].group);
}

size_t pdf_find_grids(pdf_reading *r, pdf_sheet *sheet, pdf_region *regions, size_t room)
{
    group_size *list;
    if (sheet->rule_count < 12 || sheet->rule_count > RULES_MOST)
        return 0;
    size_t *groups = groups_of(r, sheet), count = list_groups(r, sheet, groups, &list), found = 0;
    for (size_t i = 0; i < count && found < room; i++) {
        grid g;
        if (!grid_of(sheet, groups, list[i].group, &g) || !is_drawing(sheet, &g))
            continue;
        regions[found++] = (pdf_region){sheet->number, g.box};
        for (size_t k = 0; k < sheet->rule_count; k++)
            sheet->rules[k].used |= groups[k] == list[i].group;
    }
    return found;
}
