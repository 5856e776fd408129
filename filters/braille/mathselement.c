/* The elements of presentation MathML (MathML Core and MathML 3, chapter 3), each by the rule of the notation of 2007. */
#include "filters/braille/mathselement.h"

#include "base/text.h"

#include <string.h>

/* ---- Fractions, roots ------------------------------------------------------------------------------------------- */

/* Whether a term of a fraction needs no block (chapters 7 and 8, with the examples bd, ln(x), ∂f(x, y)): a number,
 * letters, a name or letters with what they hold in parentheses. */
static bool is_simple_term(const maths *m, size_t from, size_t to)
{
    bool letters = true;
    if (from == to || maths_is_group(m, from, to))
        return true;
    if (to - from == 1)
        return m->items[from].kind <= ITEM_WORD;
    for (size_t i = from; i < to; i++) {
        const item *one = &m->items[i];
        if (one->kind == ITEM_OPEN && i > from && maths_is_group(m, i, to))
            return letters;
        letters &= one->kind == ITEM_LETTER || one->kind == ITEM_PREFIX || one->kind == ITEM_FUNCTION ||
                   (one->function && one->kind == ITEM_SCRIPTED) || (one->kind == ITEM_POSTFIX && one->point != '!');
        /* A function whose argument has no parentheses gets a block of its own there. */
        if (one->function)
            return letters && (i + 1 == to || m->items[i + 1].kind != ITEM_OPEN || maths_is_group(m, i + 1, to));
    }
    return letters;
}

static void make_fraction(element *e)
{
    cells made = CELLS_EMPTY;
    size_t from = start_of(e, 0), middle = start_of(e, 1), to = start_of(e, 2);
    const char *line = node_attribute(e->node, "linethickness");
    unsigned top = maths_block(e->m, from, middle, !is_simple_term(e->m, from, middle), &made);
    cells_text(&made, "⠌");
    unsigned low = maths_block(e->m, middle, to, !is_simple_term(e->m, middle, to), &made);
    if (line && line[0] == '0')
        report(e->m->t->task->log, e->node->place, "braille.maths.stack", NULL);
    maths_replace(e->m, from, ITEM_FRACTION, &made)->brackets = (uint8_t)(top > low ? top : low);
    cells_free(&made);
}

static void put_root(element *e, size_t from, size_t to, size_t degree_from, size_t degree_to)
{
    cells made = CELLS_EMPTY;
    tail end, ignored;
    bool degree = degree_to > degree_from;
    if (degree) {
        cells_text(&made, "⠈");
        maths_block(e->m, degree_from, degree_to, !maths_is_simple(e->m, degree_from, degree_to, &ignored), &made);
    }
    cells_text(&made, "⠜");
    size_t tail_from = made.count;
    unsigned brackets = maths_block(e->m, from, to, !maths_is_simple(e->m, from, to, &end), &made);
    item *root = maths_replace(e->m, start_of(e, 0), ITEM_ROOT, &made);
    root->leads = degree;
    root->brackets = (uint8_t)brackets;
    root->tail_from = tail_from;
    cells_free(&made);
}

static void make_sqrt(element *e)
{
    put_root(e, start_of(e, 0), e->m->count, 0, 0);
}

static void make_root(element *e)
{
    put_root(e, start_of(e, 0), start_of(e, 1), start_of(e, 1), start_of(e, 2));
}

/* ---- Tables ----------------------------------------------------------------------------------------------------- */

/* A cell's items become one item with their cells, so that the table can join them. */
static void make_cell(element *e)
{
    cells made = CELLS_EMPTY;
    size_t from = start_of(e, 0);
    bool relation =
        from < e->m->count && (e->m->items[from].kind == ITEM_RELATION || e->m->items[from].kind == ITEM_OPERATION);
    unsigned brackets = maths_row(e->m, from, e->m->count, &made);
    item *one = maths_replace(e->m, from, ITEM_TABLE, &made);
    one->brackets = (uint8_t)brackets;
    one->point = relation ? MATHS_ALIGNED : 0;
    cells_free(&made);
}

/* Joins the cells of a row, or the rows of a table. */
static void join(element *e, cell mark)
{
    cells made = CELLS_EMPTY;
    uint8_t brackets = 0;
    uint32_t aligned = 0;
    size_t from = start_of(e, 0);
    for (size_t i = from; i < e->m->count; i++) {
        const item *one = &e->m->items[i];
        if (i > from)
            cells_add(&made, mark);
        cells_join(&made, e->m->pool.at + one->from, one->count);
        brackets = one->brackets > brackets ? one->brackets : brackets;
        aligned |= i > from || mark == MATHS_ROW ? one->point : 0;
    }
    item *joined = maths_replace(e->m, from, ITEM_TABLE, &made);
    joined->brackets = brackets;
    joined->point = aligned == MATHS_ALIGNED ? MATHS_ALIGNED : 0;
    cells_free(&made);
}

static void make_row(element *e)
{
    join(e, MATHS_CELL);
}

static void make_table(element *e)
{
    join(e, MATHS_ROW);
}

/* ---- Others ----------------------------------------------------------------------------------------------------- */

/* A row's items go on to its parent; fences at its ends know that they are. */
static void make_group(element *e)
{
    size_t from = start_of(e, 0), to = e->m->count;
    if (to - from < 2)
        return;
    e->m->items[from].first = true;
    e->m->items[to - 1].last = true;
}

/* Adds a fence or separator of an "mfenced" as the item that an "mo" would be. */
static void add_fence(maths *m, const char *text, item_kind kind)
{
    while (*text) {
        uint32_t point = text_next(&text);
        const sign *found = sign_of(point);
        if (!found || text_is_space(point))
            continue;
        size_t from = m->pool.count;
        cells_text(&m->pool, found->cells);
        if (point == ';' && m->pool.count > from)
            m->pool.at[from] |= MATHS_SEMICOLON;
        maths_add(m, found->class == SIGN_BAR ? ITEM_BAR : kind, point, from);
    }
}

/* "mfenced" is a row with its fences and separators. Items are copied in order behind, then moved to their place. */
static void make_fenced(element *e)
{
    maths *m = e->m;
    const char *open = node_attribute(e->node, "open"), *close = node_attribute(e->node, "close");
    const char *separators = node_attribute(e->node, "separators");
    size_t from = start_of(e, 0), end = m->count;
    add_fence(m, open ? open : "(", ITEM_OPEN);
    for (size_t k = 0; k < e->count; k++) {
        size_t stop = k + 1 < e->count ? e->child[k + 1] : end;
        for (size_t i = e->child[k]; i < stop; i++) {
            item copy = m->items[i];
            *maths_add(m, copy.kind, copy.point, copy.from) = copy;
        }
        const char *one = separators ? separators : ",";
        for (size_t skip = 0; skip < k && one[0] && one[1]; skip++)
            one++;
        char text[2] = {one[0], '\0'};
        if (k + 1 < e->count)
            add_fence(m, text, ITEM_SEPARATOR);
    }
    add_fence(m, close ? close : ")", ITEM_CLOSE);
    memmove(m->items + from, m->items + end, (m->count - end) * sizeof *m->items);
    m->count -= end - from;
}

static void make_nothing(element *e)
{
    e->m->count = start_of(e, 0);
}

/* Whether a node is text with at least so many letters first. */
static bool is_words(const ard_node *node, int letters)
{
    buffer text = BUFFER_EMPTY;
    bool token = node && node->kind == MATHML && strcmp(node->text, "mtext") == 0;
    if (token)
        node_text(node, &text);
    const char *at = buffer_string(&text);
    for (; letters && text_is_letter(text_next(&at)); letters--)
        ;
    buffer_free(&text);
    return !letters;
}

/* A space beside words parts them from the formula, which begins anew after them with the sign ⠠ (introduction, II.3). */
static void make_space(element *e)
{
    maths *m = e->m;
    bool after = is_words(e->node->previous, 2), before = is_words(e->node->next, 1);
    size_t from = m->pool.count;
    make_nothing(e);
    if (!after && !before)
        return;
    cells_add(&m->pool, CELL_BLANK);
    if (after && !before)
        cells_text(&m->pool, "⠠");
    maths_add(m, ITEM_BLANK, 0, from);
}

/* Only the first child is shown. */
static void make_first(element *e)
{
    e->m->count = start_of(e, 1);
}

static void make_loss(element *e)
{
    report(e->m->t->task->log, e->node->place, "braille.maths.element", e->node->text, NULL);
    make_group(e);
}

static const struct element_row {
    const char *name;
    void (*make)(element *e);
    size_t least; /* children */
} element_rows[] = {
    {"mrow", make_group, 0},
    {"mstyle", make_group, 0},
    {"mpadded", make_group, 0},
    {"merror", make_group, 0},
    {"math", make_group, 0},
    {"mfrac", make_fraction, 2},
    {"msqrt", make_sqrt, 0},
    {"mroot", make_root, 2},
    {"msub", maths_sub, 2},
    {"msup", maths_sup, 2},
    {"msubsup", maths_subsup, 3},
    {"munder", maths_under, 2},
    {"mover", maths_over, 2},
    {"munderover", maths_underover, 3},
    {"mmultiscripts", maths_multiscripts, 1},
    {"mtd", make_cell, 0},
    {"mtr", make_row, 0},
    {"mlabeledtr", make_row, 0},
    {"mtable", make_table, 0},
    {"mfenced", make_fenced, 0},
    {"mphantom", make_nothing, 0},
    {"annotation", make_nothing, 0},
    {"annotation-xml", make_nothing, 0},
    {"semantics", make_first, 1},
    {"maction", make_first, 1},
    {"mspace", make_space, 0},
    {"none", make_nothing, 0},
    {"mprescripts", make_nothing, 0},
};

void maths_element(maths *m, const ard_node *node, const size_t *child, size_t count)
{
    element e = {m, node, child, count};
    void (*make)(element *) = make_loss;
    size_t least = 0, none = m->count;
    for (size_t i = 0; i < sizeof element_rows / sizeof *element_rows; i++)
        if (strcmp(element_rows[i].name, node->text) == 0) {
            make = element_rows[i].make;
            least = element_rows[i].least;
        }
    if (count < least)
        make = make_loss;
    if (!count)
        e.child = &none;
    make(&e);
}
