/* Each element of MathML in StarMath's words, from the pieces of its children. */
#include "starmath.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MOST = 64, CELLS_SPARE = 4096 };

/* All children as one piece: the only one as it is, so that an operator stays one. */
static star_piece *whole(arena *pool, star_frame *f)
{
    if (!f->first)
        return star_new(pool, STAR_EMPTY, "");
    return f->first->next ? star_row(pool, f->first) : f->first;
}

/* The next child of an element that has a fixed number of them, taken out; NULL past the end. */
static star_piece *next_child(star_frame *f)
{
    star_piece *p = f->first;
    if (!p)
        return NULL;
    f->first = p->next;
    p->next = p->previous = NULL;
    return p;
}

/* ---- Elements --------------------------------------------------------------------------------------------------- */

static star_piece *make_row(arena *pool, star_frame *f)
{
    return whole(pool, f);
}

static star_piece *make_token(arena *pool, star_frame *f)
{
    return star_token(pool, f->node);
}

static star_piece *make_nothing(arena *pool, star_frame *f)
{
    (void)f;
    return star_new(pool, STAR_EMPTY, "");
}

/* A blank as wide as it is: "`" is a quarter of "~", which is about half an em. */
static star_piece *make_space(arena *pool, star_frame *f)
{
    const char *width = node_attribute(f->node, "width");
    double size = width ? strtod(width, NULL) : 0;
    bool em = width && text_ends(width, "em");
    if (node_attribute(f->node, "linebreak"))
        return star_new(pool, STAR_BLANK, "~");
    if (size <= 0)
        return star_new(pool, STAR_EMPTY, "");
    return star_new(pool, STAR_BLANK, em && size < 0.3 ? "`" : em && size > 1.5 ? "~ ~" : "~");
}

static star_piece *make_fraction(arena *pool, star_frame *f)
{
    const char *line = node_attribute(f->node, "linethickness"), *bevel = node_attribute(f->node, "bevelled");
    bool none = line && strtod(line, NULL) == 0 && *line >= '0' && *line <= '9';
    star_piece *above = star_group(pool, next_child(f)), *below = star_group(pool, next_child(f));
    if (!above || !below)
        return NULL;
    if (none)
        star_before(pool, above, "binom");
    else
        star_after(pool, above, bevel && strcmp(bevel, "true") == 0 ? "wideslash" : "over");
    star_take(above, below);
    above->kind = none ? STAR_TERM : STAR_FRACTION;
    above->tall = true;
    return above;
}

static star_piece *make_square_root(arena *pool, star_frame *f)
{
    return star_prefixed(pool, "sqrt", whole(pool, f));
}

static star_piece *make_root(arena *pool, star_frame *f)
{
    star_piece *of = next_child(f), *index = star_prefixed(pool, "nroot", next_child(f));
    star_take(index, star_group(pool, of));
    if (index)
        index->tall = of && of->tall;
    return index;
}

static star_piece *make_phantom(arena *pool, star_frame *f)
{
    return star_prefixed(pool, "phantom", whole(pool, f));
}

/* menclose (MathML 3, 3.3.9); StarMath has lines, not boxes. */
static star_piece *make_enclosed(arena *pool, star_frame *f)
{
    static const struct {
        const char *notation, *word;
    } rows[] = {{"radical", "sqrt"},
                {"top", "overline"},
                {"bottom", "underline"},
                {"horizontalstrike", "overstrike"},
                {"updiagonalstrike", "overstrike"},
                {"downdiagonalstrike", "overstrike"}};
    const char *notation = node_attribute(f->node, "notation");
    star_piece *made = whole(pool, f);
    for (size_t i = 0; notation && i < sizeof rows / sizeof rows[0]; i++)
        if (text_in_list(notation, rows[i].notation))
            return star_prefixed(pool, rows[i].word, made);
    return made;
}

static star_piece *make_sub(arena *pool, star_frame *f)
{
    star_piece *base = next_child(f);
    return star_script(pool, base, next_child(f), STAR_SUB);
}

static star_piece *make_sup(arena *pool, star_frame *f)
{
    star_piece *base = next_child(f), *script = next_child(f);
    return star_is_mark(f->node->last) ? star_mark(pool, base, script) : star_script(pool, base, script, STAR_SUP);
}

static star_piece *make_sub_sup(arena *pool, star_frame *f)
{
    star_piece *base = next_child(f);
    base = star_script(pool, base, next_child(f), STAR_SUB);
    star_piece *script = next_child(f);
    return star_is_mark(f->node->last) ? star_mark(pool, base, script) : star_script(pool, base, script, STAR_SUP);
}

static star_piece *make_under(arena *pool, star_frame *f)
{
    star_piece *base = next_child(f);
    return star_beyond(pool, base, next_child(f), f->node->last, STAR_UNDER);
}

static star_piece *make_over(arena *pool, star_frame *f)
{
    star_piece *base = next_child(f);
    return star_beyond(pool, base, next_child(f), f->node->last, STAR_OVER);
}

static star_piece *make_under_over(arena *pool, star_frame *f)
{
    star_piece *base = next_child(f);
    const ard_node *over = f->node->last, *under = over ? over->previous : NULL;
    base = star_beyond(pool, base, next_child(f), under, STAR_UNDER);
    return star_beyond(pool, base, next_child(f), over, STAR_OVER);
}

/* mmultiscripts (MathML 3, 3.4.7): pairs below and above, after mprescripts those before the base. */
static star_piece *make_multi(arena *pool, star_frame *f)
{
    star_piece *base = next_child(f);
    unsigned count = 0, before = 0;
    for (star_piece *p; (p = next_child(f));)
        if (p->node && strcmp(p->node->text, "mprescripts") == 0) {
            count = 0;
            before = 4;
        } else
            base = star_script(pool, base, p, (star_slot)((count++ % 2 ? STAR_SUP : STAR_SUB) << before));
    return base;
}

/* ---- Tables ----------------------------------------------------------------------------------------------------- */

static star_piece *make_cell(arena *pool, star_frame *f)
{
    star_piece *only = f->first;
    return only ? star_row(pool, only) : star_new(pool, STAR_EMPTY, "");
}

static star_piece *make_cells(arena *pool, star_frame *f)
{
    star_piece *made = star_new(pool, STAR_TERM, "");
    if (made)
        made->cells = f->first;
    return made;
}

/* The word of a blank-separated list for a column; the last one goes for all that follow. */
static void align_word(const char *list, unsigned column, const char **word, size_t *size)
{
    for (unsigned i = 0; list && *list && i <= column && i < COLUMNS_MOST; i++) {
        list += strspn(list, " ");
        size_t length = strcspn(list, " ");
        if (!length)
            break;
        *word = list;
        *size = length;
        list += length;
    }
}

static const char *alignment(const star_piece *cell, const star_piece *row, const star_frame *table, unsigned column)
{
    const char *word = "";
    size_t size = 0;
    align_word(node_attribute(table->node, "columnalign"), column, &word, &size);
    if (row->node)
        align_word(node_attribute(row->node, "columnalign"), column, &word, &size);
    if (cell->node)
        align_word(node_attribute(cell->node, "columnalign"), 0, &word, &size);
    return text_is(word, size, "left") ? "alignl" : text_is(word, size, "right") ? "alignr" : "";
}

static void add_cells(arena *pool, star_piece *made, star_piece *row, const star_frame *table, unsigned columns)
{
    unsigned column = row->cells ? 0 : 1;
    if (column)
        star_after(pool, made, row->first ? "" : "{}");
    star_take(made, row);
    for (star_piece *cell = row->cells, *next; cell; cell = next, column++) {
        next = cell->next;
        if (column)
            star_after(pool, made, "#");
        star_after(pool, made, cell->first ? alignment(cell, row, table, column) : "{}");
        star_take(made, cell);
    }
    for (; column < columns; column++)
        star_after(pool, made, column ? "# {}" : "{}");
}

/* A table. Each of StarMath's rows must have as many cells; where that would make far more than there are, the cells
 * of a row stand in a row. */
static star_piece *make_table(arena *pool, star_frame *f)
{
    size_t most = 1, cells = 0, rows = 0;
    for (star_piece *row = f->first; row; row = row->next, rows++) {
        size_t count = 0;
        for (star_piece *cell = row->cells; cell; cell = cell->next)
            count++;
        most = count > most ? count : most;
        cells += count;
    }
    if (!rows)
        return star_new(pool, STAR_EMPTY, "");
    bool even = rows <= (cells + CELLS_SPARE) / most;
    star_piece *made = star_new(pool, STAR_TERM, even ? "matrix {" : "stack {");
    for (star_piece *row = f->first; row && made; row = row->next) {
        if (row != f->first)
            star_after(pool, made, even ? "##" : "#");
        if (even)
            add_cells(pool, made, row, f, (unsigned)most);
        else
            star_take(made, star_group(pool, star_row(pool, row->cells)));
    }
    star_after(pool, made, "}");
    if (made)
        made->tall = made->table = true;
    return made;
}

/* ---- Colours ---------------------------------------------------------------------------------------------------- */

bool star_has_colour(const ard_node *node)
{
    const char *colour = node->kind == MATHML ? node_attribute(node, "mathcolor") : NULL;
    if (!colour || text_in_list("black #000 #000000", colour))
        return false;
    size_t digits = strspn(colour + (*colour == '#'), "0123456789abcdefABCDEF");
    return *colour == '#' ? (digits == 3 || digits == 6) && !colour[1 + digits]
                          : text_in_list("aqua blue cyan fuchsia gray green lime magenta maroon navy olive purple red "
                                         "silver teal white yellow",
                                         colour);
}

star_piece *star_coloured(arena *pool, const ard_node *node, star_piece *of)
{
    const char *colour = node_attribute(node, "mathcolor"), *digits = colour + 1;
    bool pairs = strlen(colour) > 4;
    buffer word = BUFFER_EMPTY;
    if (star_is_empty(of) || of->kind >= STAR_RELATION)
        return of;
    buffer_text(&word, *colour == '#' ? "color rgb" : "color ");
    for (unsigned i = 0; *colour == '#' && i < 3; i++, digits += pairs ? 2 : 1)
        buffer_format(&word, " %d", ascii_hex(digits[0]) * 16 + ascii_hex(digits[pairs]));
    for (const char *at = *colour == '#' ? "" : colour; *at; at++)
        buffer_byte(&word, ascii_lower(*at));
    const char *kept = arena_string(pool, buffer_string(&word));
    buffer_free(&word);
    return star_prefixed(pool, kept, of);
}

/* ---- All of them --------------------------------------------------------------------------------------------------- */

/* Ascending; others are rows. */
static const star_element elements[] = {
    {"menclose", make_enclosed, true},
    {"mfrac", make_fraction, false},
    {"mi", make_token, false},
    {"mmultiscripts", make_multi, false},
    {"mn", make_token, false},
    {"mo", make_token, false},
    {"mover", make_over, false},
    {"mphantom", make_phantom, true},
    {"mprescripts", make_nothing, false},
    {"mroot", make_root, false},
    {"ms", make_token, false},
    {"mspace", make_space, false},
    {"msqrt", make_square_root, true},
    {"msub", make_sub, false},
    {"msubsup", make_sub_sup, false},
    {"msup", make_sup, false},
    {"mtable", make_table, false},
    {"mtd", make_cell, true},
    {"mtext", make_token, false},
    {"mtr", make_cells, false},
    {"munder", make_under, false},
    {"munderover", make_under_over, false},
    {"none", make_nothing, false},
};

static int compare_element(const void *name, const void *row)
{
    return strcmp(name, ((const star_element *)row)->name);
}

const star_element *star_element_of(const ard_node *n)
{
    static const star_element row = {"mrow", make_row, true};
    const star_element *found = n->kind != MATHML ? NULL
                                                  : bsearch(n->text, elements, sizeof elements / sizeof elements[0],
                                                            sizeof elements[0], compare_element);
    return found ? found : &row;
}

bool star_is_row(const star_element *element)
{
    return element->make == make_row;
}
