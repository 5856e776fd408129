/* The elements of presentation MathML (MathML Core and MathML 3, chapter 3), each by the rule of the notation of 2007. */
#include "filters/braille/maths.h"

#include "base/text.h"

#include <string.h>

/* An element at work: the items of child k are [at[k], at[k + 1]). */
typedef struct element {
    maths *m;
    const ard_node *node;
    const size_t *child;
    size_t count;
} element;

static size_t start_of(const element *e, size_t k)
{
    return k < e->count ? e->child[k] : e->m->count;
}

static bool is_empty(const element *e, size_t k)
{
    return start_of(e, k) == start_of(e, k + 1);
}

/* The first item of child k. */
static item *item_of(const element *e, size_t k)
{
    return &e->m->items[start_of(e, k)];
}

static bool is_one_item(const element *e, size_t k)
{
    return start_of(e, k + 1) - start_of(e, k) == 1;
}

static bool has_name(const ard_node *node, const char *name)
{
    return node && node->kind == MATHML && strcmp(node->text, name) == 0;
}

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

/* ---- Scripts ---------------------------------------------------------------------------------------------------- */

/* The signs before the scripts of a base: below it, above it. */
typedef struct script_signs {
    const char *low, *high;
} script_signs;

static const script_signs at_right = {"⠢", "⠈"}, on_line = {"⠢⠢", "⠈⠈"};

/* Whether items are symbols of elements, or a group in parentheses of them: their number is no index (2008). */
static bool is_chemical(const maths *m, size_t from, size_t to)
{
    bool any = false;
    for (size_t i = from; i < to; i++) {
        const item *one = &m->items[i];
        bool fence = one->kind == ITEM_OPEN || one->kind == ITEM_CLOSE || one->kind == ITEM_NUMBER;
        if (!one->chemical && !fence)
            return false;
        any |= one->chemical;
    }
    return any;
}

static bool is_prime(const maths *m, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (m->items[i].kind != ITEM_POSTFIX || m->items[i].point == '!' || m->items[i].point == '%' ||
            m->items[i].point == 0xB0 || m->items[i].point == 0x2030)
            return false;
    return to > from;
}

/* Adds a script with its sign; what it leaves open goes to `*end`, where its content begins to `*at`. */
static unsigned add_script(element *e, size_t k, const char *key, cells *made, tail *end, size_t *at)
{
    maths *m = e->m;
    size_t from = start_of(e, k), to = start_of(e, k + 1);
    if (from == to)
        return 0;
    if (is_prime(m, from, to))
        return maths_row(m, from, to, made);
    cells_text(made, key);
    *at = made->count;
    if (to - from == 1 && m->items[from].kind == ITEM_TABLE) {
        const item *rows = &m->items[from];
        cells_text(made, "⠰");
        maths_table_cells(m->pool.at + rows->from, rows->count, "⠂", "", "", made);
        cells_text(made, "⠆");
        *end = TAIL_NONE;
        return rows->brackets;
    }
    return maths_block(m, from, to, !maths_is_simple(m, from, to, end), made);
}

/* The base of a script: a block where it is more than one thing. */
static unsigned add_base(element *e, cells *made, bool *chemical)
{
    size_t from = start_of(e, 0), to = start_of(e, 1);
    *chemical = is_chemical(e->m, from, to);
    bool single = to - from <= 1 || maths_is_group(e->m, from, to) || *chemical;
    for (size_t i = from; !single && i + 1 < to; i++)
        if (e->m->items[i].kind == ITEM_BAR && i == from)
            single = e->m->items[to - 1].kind == ITEM_BAR;
    for (size_t i = from + 1; !single && i < to; i++) {
        single = e->m->items[i].kind == ITEM_POSTFIX;
        if (!single)
            break;
    }
    bool fraction = to - from == 1 && e->m->items[from].kind == ITEM_FRACTION;
    return maths_block(e->m, from, to, !single || fraction, made);
}

/* Base with child `low` below and child `high` above (0: none); primes first, then the index, then the power (9.4). */
static void put_scripts(element *e, size_t low, size_t high, script_signs signs)
{
    cells made = CELLS_EMPTY;
    bool chemical, digits = low && is_one_item(e, low) && item_of(e, low)->kind == ITEM_NUMBER;
    item base = is_one_item(e, 0) ? *item_of(e, 0) : (item){.kind = ITEM_SCRIPTED};
    unsigned brackets = add_base(e, &made, &chemical);
    tail end = TAIL_NONE;
    size_t at = 0;
    bool prime = high && is_prime(e->m, start_of(e, high), start_of(e, high + 1));
    if (prime)
        add_script(e, high, "", &made, &end, &at);
    if (low && base.kind == ITEM_BAR)
        maths_block(e->m, start_of(e, low), start_of(e, low + 1),
                    !maths_is_simple(e->m, start_of(e, low), start_of(e, low + 1), &end), &made);
    else if (low)
        brackets |= add_script(e, low, chemical && digits ? "" : signs.low, &made, &end, &at);
    if (high && !prime)
        brackets |= add_script(e, high, signs.high, &made, &end, &at);
    bool keeps = base.kind == ITEM_LARGE || base.kind == ITEM_INTEGRAL || (prime && !low && base.kind == ITEM_LETTER);
    item *one = maths_replace(e->m, start_of(e, 0), keeps ? base.kind : ITEM_SCRIPTED, &made);
    one->point = base.point;
    one->brackets = (uint8_t)brackets;
    one->tail = chemical && !high ? TAIL_NONE : end;
    one->tail_from = at;
    one->chemical = chemical;
    one->function = base.function;
    cells_free(&made);
}

static void make_sub(element *e)
{
    put_scripts(e, 1, 0, at_right);
}

static void make_sup(element *e)
{
    put_scripts(e, 0, 1, at_right);
}

static void make_subsup(element *e)
{
    put_scripts(e, 1, 2, at_right);
}

/* ---- Over and under --------------------------------------------------------------------------------------------- */

/* The single character of a child that is one sign, or 0. */
static uint32_t sign_point(const element *e, size_t k)
{
    if (k >= e->count)
        return 0;
    const ard_node *child = e->node->first;
    for (size_t i = 0; child && i < k; i++)
        child = child->next;
    while (child && child->first && child->first == child->last && child->first->kind == MATHML)
        child = child->first;
    if (!child || !child->first || child->first->kind != TEXT || child->first != child->last)
        return 0;
    const char *text = child->first->text;
    while (*text == ' ')
        text++;
    uint32_t point = text_next(&text);
    while (*text == ' ')
        text++;
    return *text ? 0 : point;
}

/* A sign over (12.1) or under (12.2, with ⠨) a quantity comes before it; an expression with signs is a block. */
static bool put_accent(element *e, size_t over, const char *key)
{
    maths *m = e->m;
    const char *over_sign = sign_over(sign_point(e, over));
    size_t from = start_of(e, 0), to = start_of(e, 1);
    if (!over_sign || from == to || m->items[from].kind == ITEM_LARGE || m->items[from].kind == ITEM_RELATION)
        return false;
    bool block = false;
    for (size_t i = from; i < to && !maths_is_group(m, from, to); i++)
        block |= m->items[i].kind == ITEM_OPERATION || m->items[i].kind == ITEM_RELATION ||
                 m->items[i].kind == ITEM_FRACTION || m->items[i].kind == ITEM_SEPARATOR;
    cells made = CELLS_EMPTY;
    cells_text(&made, key);
    cells_text(&made, over_sign);
    unsigned brackets = maths_block(m, from, to, block, &made);
    maths_replace(m, from, ITEM_OVER, &made)->brackets = (uint8_t)brackets;
    cells_free(&made);
    return true;
}

/* Pairs of electrons around an element (2008, I.5): ⠰, their number, ⠙⠆. */
static bool put_pairs(element *e, size_t low, size_t high)
{
    static const char *const numbers[] = {"", "⠡", "⠣"};
    size_t pairs = (low && sign_point(e, low) == 0x2015) + (high && sign_point(e, high) == 0x2015);
    if (!pairs || !is_chemical(e->m, start_of(e, 0), start_of(e, 1)) || pairs != (low != 0) + (size_t)(high != 0))
        return false;
    cells made = CELLS_EMPTY;
    maths_row(e->m, start_of(e, 0), start_of(e, 1), &made);
    cells_text(&made, "⠰");
    cells_text(&made, numbers[pairs]);
    cells_text(&made, "⠙⠆");
    maths_replace(e->m, start_of(e, 0), ITEM_SCRIPTED, &made)->chemical = true;
    cells_free(&made);
    return true;
}

/* What is written over and under an arrow follows it in parentheses, over first (2008, III.5). */
static bool put_arrow(element *e, size_t low, size_t high)
{
    if (!is_one_item(e, 0) || item_of(e, 0)->kind != ITEM_RELATION || !e->m->chemistry)
        return false;
    cells made = CELLS_EMPTY;
    item arrow = *item_of(e, 0);
    cells_join(&made, e->m->pool.at + arrow.from, arrow.count);
    cells_text(&made, "⠦");
    for (size_t part = 0; part < 2; part++) {
        size_t k = part ? low : high, from = k ? start_of(e, k) : 0, to = k ? start_of(e, k + 1) : 0;
        bool group = k && maths_is_group(e->m, from, to);
        if (k)
            maths_row(e->m, group ? from + 1 : from, group ? to - 1 : to, &made);
        if (!part && low && high)
            cells_text(&made, "⠆");
    }
    cells_text(&made, "⠴");
    maths_replace(e->m, start_of(e, 0), ITEM_RELATION, &made);
    cells_free(&made);
    return true;
}

/* An arrow that leaves a formula of chemistry upwards: the product is a gas; it follows what it stands over. */
static bool put_gas(element *e, size_t high)
{
    uint32_t point = high ? sign_point(e, high) : 0;
    if (point != 0x2934 && point != 0x2197)
        return false;
    cells made = CELLS_EMPTY;
    maths_row(e->m, start_of(e, 0), start_of(e, 1), &made);
    cells_text(&made, "⠘⠱");
    maths_replace(e->m, start_of(e, 0), ITEM_SCRIPTED, &made);
    cells_free(&made);
    return true;
}

/* A limit's second condition, written under its first: ⠂ joins them in one block. */
static bool join_conditions(element *e)
{
    item *base = is_one_item(e, 0) ? item_of(e, 0) : NULL;
    if (!base || base->kind != ITEM_LARGE || base->tail_from == 0 || is_empty(e, 1))
        return false;
    cells made = CELLS_EMPTY;
    const cell *at = e->m->pool.at + base->from;
    bool block = (at[base->count - 1] & CELL_DOTS) == (DOT(2) | DOT(3));
    cells_join(&made, at, base->tail_from);
    size_t tail_from = made.count;
    cells_text(&made, "⠰");
    cells_join(&made, at + base->tail_from + block, base->count - base->tail_from - 2 * block);
    cells_text(&made, "⠂");
    maths_row(e->m, start_of(e, 1), start_of(e, 2), &made);
    cells_text(&made, "⠆");
    maths_replace(e->m, start_of(e, 0), ITEM_LARGE, &made)->tail_from = tail_from;
    cells_free(&made);
    return true;
}

static void put_over_under(element *e, size_t low, size_t high)
{
    if (put_pairs(e, low, high) || put_arrow(e, low, high) || put_gas(e, high))
        return;
    if ((!low && put_accent(e, high, "")) || (!high && (put_accent(e, low, "⠨") || join_conditions(e))))
        return;
    bool integral = is_one_item(e, 0) && item_of(e, 0)->kind == ITEM_INTEGRAL;
    put_scripts(e, low, high, integral ? at_right : on_line);
}

static void make_under(element *e)
{
    put_over_under(e, 1, 0);
}

static void make_over(element *e)
{
    put_over_under(e, 0, 1);
}

static void make_underover(element *e)
{
    put_over_under(e, 1, 2);
}

/* ---- Scripts on both sides -------------------------------------------------------------------------------------- */

/* Adds left scripts of an element after it, with ⠠ before their signs (9.5, remark); a mass below the number of charge
 * stands after ⠠⠢⠢. */
static void add_isotope(element *e, size_t low, size_t high, cells *made)
{
    cells inner = CELLS_EMPTY;
    if (low && !is_empty(e, low)) {
        cells_text(made, "⠠⠢");
        maths_row(e->m, start_of(e, low), start_of(e, low + 1), &inner);
        for (size_t i = 0; i < inner.count; i++) {
            unsigned dots = inner.at[i] & CELL_DOTS, next = i + 1 < inner.count ? inner.at[i + 1] & CELL_DOTS : 0;
            bool under = dots == (DOT(2) | DOT(6)) && next == dots;
            if (under)
                cells_text(made, "⠠⠢");
            else if (dots != (DOT(5) | DOT(6)) && dots != (DOT(2) | DOT(3)))
                cells_add(made, inner.at[i]);
        }
    }
    if (high && !is_empty(e, high)) {
        cells_text(made, "⠠⠈");
        maths_row(e->m, start_of(e, high), start_of(e, high + 1), made);
    }
    cells_free(&inner);
}

/* Adds the pairs of scripts from child `from` to `to`. */
static void add_pairs(element *e, size_t from, size_t to, bool chemical, cells *made, tail *end)
{
    size_t at = 0;
    for (size_t k = from; k + 1 < to + 1 && k < to; k += 2) {
        bool number = is_one_item(e, k) && item_of(e, k)->kind == ITEM_NUMBER;
        add_script(e, k, chemical && number ? "" : "⠢", made, end, &at);
        if (k + 1 < to)
            add_script(e, k + 1, "⠈", made, end, &at);
    }
}

static void make_multiscripts(element *e)
{
    size_t bar = e->count, k = 0;
    for (const ard_node *child = e->node->first; child; child = child->next, k++)
        if (has_name(child, "mprescripts"))
            bar = k;
    cells made = CELLS_EMPTY;
    tail end = TAIL_NONE;
    bool chemical = is_chemical(e->m, start_of(e, 0), start_of(e, 1)), ignored, leads = false;
    if (!chemical && bar + 1 < e->count) {
        add_pairs(e, bar + 1, e->count, false, &made, &end);
        leads = made.count != 0;
    }
    unsigned brackets = add_base(e, &made, &ignored);
    end = TAIL_NONE;
    if (chemical)
        for (k = bar + 1; k < e->count; k += 2)
            add_isotope(e, k, k + 1 < e->count ? k + 1 : 0, &made);
    add_pairs(e, 1, bar, chemical, &made, &end);
    item *one = maths_replace(e->m, start_of(e, 0), ITEM_SCRIPTED, &made);
    one->leads = leads;
    one->chemical = chemical;
    one->brackets = (uint8_t)brackets;
    cells_free(&made);
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
    {"msub", make_sub, 2},
    {"msup", make_sup, 2},
    {"msubsup", make_subsup, 3},
    {"munder", make_under, 2},
    {"mover", make_over, 2},
    {"munderover", make_underover, 3},
    {"mmultiscripts", make_multiscripts, 1},
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
    {"mspace", make_nothing, 0},
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
