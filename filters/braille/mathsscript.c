/* Scripts, and signs over and under, by the notation of 2007 (chapters 9 and 12) and that of chemistry (2008). */
#include "filters/braille/mathselement.h"

#include "base/text.h"

#include <string.h>

static bool has_name(const ard_node *node, const char *name)
{
    return node && node->kind == MATHML && strcmp(node->text, name) == 0;
}

/* ---- Indices and powers ------------------------------------------------------------------------------------------- */

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

/* Whether items hold a sign that a script after them would be taken to leave out: an operation outside bars, a fraction.
 * In print the script of AB stands after the B alone, and so it does in braille. */
static bool has_signs(const maths *m, size_t from, size_t to)
{
    bool bars = from < to && m->items[from].kind == ITEM_BAR && m->items[to - 1].kind == ITEM_BAR && to - from > 1;
    if (bars || (to - from == 1 && m->items[from].kind != ITEM_FRACTION))
        return false;
    for (size_t i = from; i < to; i++) {
        item_kind kind = m->items[i].kind;
        if (kind == ITEM_OPERATION || kind == ITEM_RELATION || kind == ITEM_SEPARATOR || kind == ITEM_FRACTION)
            return true;
    }
    return false;
}

/* The base of a script: a block where it is more than one thing. */
static unsigned add_base(element *e, cells *made, bool *chemical)
{
    size_t from = start_of(e, 0), to = start_of(e, 1);
    *chemical = is_chemical(e->m, from, to);
    return maths_block(e->m, from, to, !*chemical && !maths_is_group(e->m, from, to) && has_signs(e->m, from, to),
                       made);
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

void maths_sub(element *e)
{
    put_scripts(e, 1, 0, at_right);
}

void maths_sup(element *e)
{
    put_scripts(e, 0, 1, at_right);
}

void maths_subsup(element *e)
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

void maths_under(element *e)
{
    put_over_under(e, 1, 0);
}

void maths_over(element *e)
{
    put_over_under(e, 0, 1);
}

void maths_underover(element *e)
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

void maths_multiscripts(element *e)
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
