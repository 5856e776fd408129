/* Items of a formula to cells, in their order: blocks where the reader would else take one thing for another. */
#include "filters/braille/maths.h"

#include "base/text.h"

#include <string.h>

/* ---- What items are --------------------------------------------------------------------------------------------- */

static bool is_operand_end(const item *one)
{
    switch ((int)one->kind) {
    case ITEM_OPERATION:
    case ITEM_RELATION:
    case ITEM_OPEN:
    case ITEM_BAR:
    case ITEM_SEPARATOR:
    case ITEM_BLANK:
    case ITEM_PREFIX:
    case ITEM_TABLE: return false;
    default: return true;
    }
}

static bool is_operand_start(const item *one)
{
    switch ((int)one->kind) {
    case ITEM_OPERATION:
    case ITEM_RELATION:
    case ITEM_CLOSE:
    case ITEM_BAR:
    case ITEM_SEPARATOR:
    case ITEM_BLANK:
    case ITEM_POSTFIX:
    case ITEM_TABLE: return false;
    default: return true;
    }
}

static bool is_minus(const item *one)
{
    return one->kind == ITEM_OPERATION && (one->point == '-' || one->point == 0x2212);
}

/* The item that closes the bracket at `from`, or `to`. */
static size_t closing(const maths *m, size_t from, size_t to)
{
    int depth = 0;
    for (size_t i = from; i < to; i++) {
        depth += m->items[i].kind == ITEM_OPEN;
        depth -= m->items[i].kind == ITEM_CLOSE;
        if (!depth)
            return i;
    }
    return to;
}

bool maths_is_group(const maths *m, size_t from, size_t to)
{
    return from + 1 < to && m->items[from].kind == ITEM_OPEN && closing(m, from, to) == to - 1;
}

bool maths_is_simple(const maths *m, size_t from, size_t to, tail *end)
{
    *end = TAIL_NONE;
    if (from == to)
        return true;
    bool minus = is_minus(&m->items[from]) && to - from == 2;
    const item *one = &m->items[to - 1];
    if (to - from == 1 || minus) {
        if (one->kind == ITEM_NUMBER) {
            *end = minus ? TAIL_SIGNED_NUMBER : TAIL_NUMBER;
            return true;
        }
        if (one->kind == ITEM_LETTER) {
            *end = minus ? TAIL_SIGNED_LETTER : TAIL_NONE;
            return true;
        }
        *end = one->kind == ITEM_OPERATION ? TAIL_SIGN : TAIL_NONE;
        return !minus && (one->kind == ITEM_OPERATION || one->kind == ITEM_WORD || one->kind == ITEM_POSTFIX);
    }
    return maths_is_group(m, from, to);
}

unsigned maths_block(maths *m, size_t from, size_t to, bool block, cells *out)
{
    size_t start = out->count;
    if (block)
        cells_text(out, "⠰");
    unsigned brackets = maths_row(m, from, to, out);
    if (block)
        cells_text(out, "⠆");
    for (; start < out->count; start++)
        if (out->at[start] & CELL_SPLIT)
            out->at[start] = (cell)((out->at[start] & ~CELL_SPLIT) | CELL_INNER);
    return brackets;
}

/* ---- Tables ----------------------------------------------------------------------------------------------------- */

void maths_table_cells(const cell *at, size_t count, const char *row, const char *between, const char *empty,
                       cells *out)
{
    bool begins = true;
    for (size_t i = 0; i < count; i++) {
        bool ends = (at[i] & (MATHS_CELL | MATHS_ROW)) != 0;
        if (ends && begins)
            cells_text(out, empty);
        if ((at[i] & MATHS_ROW) && !row)
            cells_add(out, CELL_LINE);
        else if (ends)
            cells_text(out, at[i] & MATHS_ROW ? row : between);
        else
            cells_add(out, at[i]);
        begins = ends;
    }
    if (begins)
        cells_text(out, empty);
}

/* ---- Brackets --------------------------------------------------------------------------------------------------- */

/* Chapter 5: ( stands in [, both in large (, all in large [. */
enum { PAREN = 1, BRACKET = 2, LARGE_PAREN = 3, LARGE_BRACKET = 4 };

static uint8_t bracket_level(uint32_t point, unsigned inside)
{
    if (point == '(' || point == ')')
        return inside ? LARGE_PAREN : PAREN;
    if (point == '[' || point == ']')
        return inside > PAREN ? LARGE_BRACKET : BRACKET;
    return 0;
}

/* A bracket that is open, and the highest one closed inside it so far. */
typedef struct opened {
    size_t at;
    unsigned inside;
} opened;

static unsigned higher(unsigned a, unsigned b)
{
    return a > b ? a : b;
}

/* Finds the level of each bracket of a row: `levels` has room for to - from. Gives the highest. */
static unsigned find_brackets(const maths *m, size_t from, size_t to, uint8_t *levels, buffer *open)
{
    unsigned all = 0;
    for (size_t i = from; i < to; i++) {
        const item *one = &m->items[i];
        opened *top = open->size ? (opened *)(void *)(open->data + open->size) - 1 : NULL;
        unsigned level = one->brackets;
        levels[i - from] = 0;
        if (one->kind == ITEM_OPEN) {
            opened fresh = {i, level};
            levels[i - from] = bracket_level(one->point, 0);
            all = higher(all, levels[i - from]);
            buffer_add(open, &fresh, sizeof fresh);
            continue;
        }
        if (one->kind == ITEM_CLOSE) {
            level = levels[i - from] = bracket_level(one->point, top ? top->inside : 0);
            if (top) {
                level = levels[top->at - from] = bracket_level(m->items[top->at].point, top->inside);
                level = higher(level, levels[i - from]);
                open->size -= sizeof *top;
                top = open->size ? top - 1 : NULL;
            }
        }
        if (top)
            top->inside = higher(top->inside, level);
        all = higher(all, level);
    }
    return all;
}

/* ---- The row ---------------------------------------------------------------------------------------------------- */

typedef struct row {
    maths *m;
    size_t from, to;
    uint8_t *levels;
    cells *out;
    unsigned bars, double_bars; /* how many there are */
    size_t brace;               /* the first opening brace; `to` where there is none */
} row;

static const item *before(const row *r, size_t i)
{
    return i > r->from ? &r->m->items[i - 1] : NULL;
}

static const item *after(const row *r, size_t i)
{
    return i + 1 < r->to ? &r->m->items[i + 1] : NULL;
}

static void put(row *r, const item *one)
{
    if (one->count)
        cells_join(r->out, r->m->pool.at + one->from, one->count);
}

/* Brackets that hold a table are those of several lines (chapter 5 and 13); the table is written on one line. */
static const char *tall_fence(uint32_t point)
{
    static const struct {
        uint32_t point;
        const char *cells;
    } rows[] = {{'(', "⠘⠦"}, {')', "⠘⠴"}, {'[', "⠘⠷"},    {']', "⠘⠾"},    {'{', "⠸⠦"},
                {'}', "⠸⠴"}, {'|', "⠸⠿"}, {0x2223, "⠸⠿"}, {0x2016, "⠨⠿"}, {0x2225, "⠨⠿"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].point == point)
            return rows[i].cells;
    return NULL;
}

static bool is_tall(const row *r, size_t i)
{
    const item *one = &r->m->items[i], *next = after(r, i), *last = before(r, i);
    if (!tall_fence(one->point))
        return false;
    return (one->kind != ITEM_CLOSE && next && next->kind == ITEM_TABLE) ||
           (one->kind != ITEM_OPEN && last && last->kind == ITEM_TABLE);
}

static void put_table(row *r, size_t i)
{
    const item *one = &r->m->items[i], *last = before(r, i);
    const cell *at = r->m->pool.at + one->from;
    if (last && tall_fence(last->point) && last->kind != ITEM_CLOSE)
        maths_table_cells(at, one->count, " ⠠⠜ ", " ", "⠐⠂", r->out);
    else
        maths_table_cells(at, one->count, NULL, one->point == MATHS_ALIGNED ? "" : " ", "", r->out);
}

static void put_bracket(row *r, size_t i)
{
    const item *one = &r->m->items[i];
    if (is_tall(r, i)) {
        cells_text(r->out, tall_fence(one->point));
        return;
    }
    if (r->levels[i - r->from] > BRACKET)
        cells_text(r->out, "⠐");
    put(r, one);
}

/* Whether a double bar at `i` is a norm's fence and not the sign of parallels. */
static bool is_norm(const row *r, size_t i)
{
    const item *one = &r->m->items[i], *last = before(r, i);
    return one->first || one->last || !last || !is_operand_end(last) || (r->double_bars > 1 && r->double_bars % 2 == 0);
}

/* A single bar inside braces says "such that" (chapter 15); else bars are written as they are. */
static bool is_such_that(const row *r, size_t i)
{
    return r->bars == 1 && r->brace < i;
}

static void put_bar(row *r, size_t i)
{
    if (is_tall(r, i))
        cells_text(r->out, tall_fence(r->m->items[i].point));
    else if (is_such_that(r, i))
        cells_text(r->out, "⠒");
    else
        put(r, &r->m->items[i]);
}

static void put_operator(row *r, size_t i)
{
    const item *one = &r->m->items[i], *last = before(r, i);
    size_t start = r->out->count;
    if (one->point == 0x2225 && is_norm(r, i)) {
        cells_text(r->out, is_tall(r, i) ? "⠨⠿" : "⠘⠿");
        return;
    }
    if (one->point == 0x2261 && r->m->chemistry)
        cells_text(r->out, "⠿");
    else
        put(r, one);
    bool divides = last && (is_operand_end(last) || last->kind == ITEM_BAR) && i + 1 < r->to;
    if (divides && start < r->out->count)
        r->out->at[start] |= CELL_SPLIT;
}

/* A full point between two quantities is the sign of multiplication; in a number and at the end it is a point. */
static void put_separator(row *r, size_t i)
{
    const item *one = &r->m->items[i], *last = before(r, i), *next = after(r, i);
    bool number = last && next && last->kind == ITEM_NUMBER && next->kind == ITEM_NUMBER;
    if (one->point == '.' && last && next && next->kind != ITEM_SEPARATOR && last->kind != ITEM_SEPARATOR && !number)
        cells_text(r->out, "⠔⠔");
    else
        put(r, one);
}

/* An item whose last script has no block, and what follows could be taken for a part of it (9.3). */
static void put_scripted(row *r, size_t i)
{
    const item *one = &r->m->items[i], *next = after(r, i);
    const cell *at = r->m->pool.at + one->from;
    bool follows = next && is_operand_start(next) && next->kind != ITEM_OPEN;
    bool same = next && one->tail == TAIL_SIGN && next->kind == ITEM_OPERATION && one->count > one->tail_from &&
                next->count == 1 && (at[one->tail_from] & CELL_DOTS) == (r->m->pool.at[next->from] & CELL_DOTS);
    bool inner = same || (follows && one->tail == TAIL_SIGNED_LETTER) ||
                 (next && next->kind == ITEM_NUMBER && one->tail == TAIL_NUMBER && one->kind == ITEM_SCRIPTED);
    bool outer = follows && one->tail == TAIL_SIGNED_NUMBER;
    if (outer)
        cells_text(r->out, "⠰");
    cells_join(r->out, at, inner ? one->tail_from : one->count);
    if (inner) {
        cells_text(r->out, "⠰");
        cells_join(r->out, at + one->tail_from, one->count - one->tail_from);
    }
    if (inner || outer)
        cells_text(r->out, "⠆");
}

/* Fractions beside another quantity, and what begins with an index or exponent sign, are blocks (chapters 9.5, 10, 14.2). */
static void put_operand(row *r, size_t i)
{
    const item *one = &r->m->items[i], *last = before(r, i), *next = after(r, i);
    bool touched = (last && is_operand_end(last)) || (next && is_operand_start(next));
    bool block = (one->kind == ITEM_FRACTION || one->leads) && touched;
    if (block)
        cells_text(r->out, "⠰");
    if (one->tail != TAIL_NONE && !block)
        put_scripted(r, i);
    else
        put(r, one);
    if (block)
        cells_text(r->out, "⠆");
}

/* Where the argument of a function that begins at `i` ends: before the next sign that no bracket holds. */
static size_t argument_end(const row *r, size_t i)
{
    int depth = 0;
    for (; i < r->to; i++) {
        const item *one = &r->m->items[i];
        depth += one->kind == ITEM_OPEN;
        if (one->kind == ITEM_CLOSE && depth-- == 0)
            return i;
        bool ends = one->kind == ITEM_OPERATION || one->kind == ITEM_RELATION || one->kind == ITEM_SEPARATOR ||
                    one->kind == ITEM_BAR || one->kind == ITEM_LARGE || one->kind == ITEM_INTEGRAL ||
                    one->kind == ITEM_BLANK || one->function;
        if (ends && !depth)
            return i;
    }
    return r->to;
}

/* Counts the bars of a row, and finds its first brace. */
static void count_bars(row *r)
{
    r->brace = r->to;
    for (size_t i = r->to; i-- > r->from;) {
        const item *one = &r->m->items[i];
        r->bars += one->kind == ITEM_BAR;
        r->double_bars += one->point == 0x2225;
        r->brace = one->kind == ITEM_OPEN && one->point == '{' ? i : r->brace;
    }
}

/* How far a differential is looked for: time stays linear. */
enum { MOST_BODY = 1000 };

/* Where what an integral or a sum with a number above it holds ends: before the differential, or as an argument. */
static size_t body_end(const row *r, size_t i)
{
    for (size_t k = i; k + 1 < r->to && k < i + MOST_BODY; k++)
        if ((r->m->items[k].point == 'd' || r->m->items[k].point == 0x2146) && r->m->items[k + 1].kind == ITEM_LETTER)
            return k;
    return argument_end(r, i);
}

/* The end of the block that has to follow item `i`: a function's argument without parentheses (chapters 8 and 14), or
 * what would run into the number of a limit (14.4). `i` + 1 where there is none. */
static size_t block_after(const row *r, size_t i)
{
    const item *one = &r->m->items[i], *next = after(r, i);
    if (!next)
        return i + 1;
    bool large = one->kind == ITEM_LARGE || one->kind == ITEM_INTEGRAL;
    if (large && next->kind == ITEM_NUMBER && (one->tail == TAIL_NUMBER || one->tail == TAIL_SIGNED_NUMBER))
        return body_end(r, i + 1);
    if (!one->function || !is_operand_start(next) || next->kind == ITEM_OPEN)
        return i + 1;
    size_t end = argument_end(r, i + 1);
    bool lone = end == i + 2 && (next->kind == ITEM_NUMBER || (next->kind == ITEM_LETTER && next->count == 1));
    return r->m->t->compact && lone ? i + 1 : end;
}

static void put_item(row *r, size_t i)
{
    const item *one = &r->m->items[i], *last = before(r, i);
    switch (one->kind) {
    case ITEM_OPEN:
    case ITEM_CLOSE: put_bracket(r, i); break;
    case ITEM_BAR: put_bar(r, i); break;
    case ITEM_OPERATION:
    case ITEM_RELATION: put_operator(r, i); break;
    case ITEM_SEPARATOR: put_separator(r, i); break;
    case ITEM_TABLE: put_table(r, i); break;
    case ITEM_POSTFIX:
        if (one->point == '!' && last && last->point == 0x2203)
            cells_text(r->out, "⠖");
        else
            put(r, one);
        break;
    case ITEM_BLANK:
    case ITEM_PREFIX: put(r, one); break;
    case ITEM_NUMBER:
    case ITEM_LETTER:
    case ITEM_WORD:
    case ITEM_FUNCTION:
    case ITEM_LARGE:
    case ITEM_INTEGRAL:
    case ITEM_FRACTION:
    case ITEM_SCRIPTED:
    case ITEM_ROOT:
    case ITEM_OVER: put_operand(r, i); break;
    }
}

/* Consecutive single letters that spell a function (from TeX without a command) are that function. */
static void spell_functions(maths *m, size_t from, size_t to)
{
    static const char *const spelled[] = {"sin", "cos", "tan", "log", "exp"};
    for (size_t i = from; i + 2 < to; i++)
        for (size_t k = 0; k < sizeof spelled / sizeof *spelled; k++) {
            item *at = &m->items[i];
            bool same = at[2].kind == ITEM_LETTER || at[2].kind == ITEM_SCRIPTED;
            for (size_t c = 0; same && c < 3; c++)
                same = at[c].point == (uint32_t)spelled[k][c] && (c == 2 || at[c].kind == ITEM_LETTER);
            if (same)
                at[2].function = true;
        }
}

unsigned maths_row(maths *m, size_t from, size_t to, cells *out)
{
    uint8_t few[64], *levels = few;
    buffer many = BUFFER_EMPTY, open = BUFFER_EMPTY;
    for (size_t i = sizeof few; i < to - from; i++)
        buffer_byte(&many, 0);
    for (size_t i = 0; to - from > sizeof few && i < sizeof few; i++)
        buffer_byte(&many, 0);
    if (to - from > sizeof few)
        levels = (uint8_t *)many.data;
    unsigned brackets = 0;
    if (!many.failed) {
        spell_functions(m, from, to);
        brackets = find_brackets(m, from, to, levels, &open);
        row r = {.m = m, .from = from, .to = to, .levels = levels, .out = out};
        count_bars(&r);
        for (size_t i = from; i < to;) {
            put_item(&r, i);
            size_t end = block_after(&r, i);
            i++;
            if (end <= i)
                continue;
            cells_text(out, "⠰");
            row inside = r;
            inside.from = i;
            inside.to = end;
            inside.levels = levels + (i - from);
            for (; i < end; i++)
                put_item(&inside, i);
            cells_text(out, "⠆");
        }
    }
    out->failed |= many.failed || open.failed;
    buffer_free(&many);
    buffer_free(&open);
    return brackets;
}
