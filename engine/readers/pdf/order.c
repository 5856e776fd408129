/* The order in which the pieces of a page are read: bands from top to bottom; where bands share a gap that no piece crosses,
 * they are columns, read one after another, or rows of things side by side, read across. A page is cut so again and again,
 * until bands hold one piece each. */
#include "pdf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS_MOST = 64, FAR = 4 /* times the size: what is further below is no part of the same columns */ };

/* A range of pieces that is still to be put in order. */
typedef struct range {
    size_t begin, end;
} range;

static int compare_tops(const void *a, const void *b)
{
    const pdf_piece *x = a, *y = b;
    float p = x->box.top, q = y->box.top;
    if (p != q)
        return p < q ? -1 : 1;
    if (x->box.left != y->box.left)
        return x->box.left < y->box.left ? -1 : 1;
    return x->natural < y->natural ? -1 : x->natural > y->natural;
}

/* The part of a piece's height that says where it stands: lines lie over one another a little. */
static pdf_box core_of(const pdf_piece *p)
{
    float trim = p->kind == PDF_PIECE_LINE ? 0.25f * pdf_height(p->box) : 0;
    return (pdf_box){p->box.left, p->box.top + trim, p->box.right, p->box.bottom - trim};
}

/* The end of the band that begins at `begin`: pieces sorted by their tops, each beside one of those before. */
static size_t band_end(const pdf_piece *p, size_t begin, size_t end)
{
    float bottom = core_of(&p[begin]).bottom;
    size_t at = begin + 1;
    for (; at < end && core_of(&p[at]).top < bottom; at++)
        bottom = fmaxf(bottom, core_of(&p[at]).bottom);
    return at;
}

/* A gap that runs down some bands. */
typedef struct gutter {
    float left, right;
    size_t begin, end; /* pieces of its bands */
    unsigned sides[2]; /* pieces left and right of it */
} gutter;

/* The widest gap of a band between two of its pieces; false where it has none. */
static bool gap_of(const pdf_piece *p, size_t begin, size_t end, float least, float from, float to, gutter *g)
{
    float best = 0;
    for (size_t i = begin; i < end; i++) {
        float edge = p[i].box.right, next = INFINITY;
        bool crossed = false;
        for (size_t k = begin; k < end; k++) {
            crossed |= p[k].box.left < edge - 0.5f && p[k].box.right > edge + 0.5f;
            if (p[k].box.left >= edge - 0.5f)
                next = fminf(next, p[k].box.left);
        }
        float left = fmaxf(edge, from), right = fminf(next, to);
        if (!crossed && isfinite(next) && right - left >= least && right - left > best) {
            best = right - left;
            g->left = left;
            g->right = right;
        }
    }
    return best > 0;
}

/* Whether no piece of a band stands in the gap; counts the sides. */
static bool keeps_open(const pdf_piece *p, size_t begin, size_t end, float least, gutter *g)
{
    float left = g->left, right = g->right;
    unsigned sides[2] = {0, 0};
    float middle = (left + right) / 2;
    for (size_t i = begin; i < end; i++) {
        bool after = (p[i].box.left + p[i].box.right) / 2 > middle;
        if (after)
            right = fminf(right, p[i].box.left);
        else
            left = fmaxf(left, p[i].box.right);
        sides[after]++;
    }
    if (right - left < least)
        return false;
    g->left = left;
    g->right = right;
    g->sides[0] += sides[0];
    g->sides[1] += sides[1];
    return true;
}

/* Whether a band has pieces on both sides of the gap. */
static bool is_two_sided(const pdf_piece *p, size_t begin, size_t end, const gutter *g)
{
    bool left = false, right = false;
    for (size_t i = begin; i < end; i++) {
        left |= p[i].box.right <= g->left + 1;
        right |= p[i].box.left >= g->right - 1;
    }
    return left && right;
}

static float size_of(const pdf_piece *p, size_t begin, size_t end, float otherwise)
{
    float sum = 0;
    size_t count = 0;
    for (size_t i = begin; i < end; i++)
        if (p[i].kind == PDF_PIECE_LINE) {
            sum += p[i].size;
            count++;
        }
    return count ? sum / (float)count : otherwise;
}

/* The bands from `begin` on that share a gap with the first; false where that has none. The run ends with the last band
 * that has pieces on both sides, or with those of one side that go on without a break. */
static bool find_gutter(const pdf_piece *p, size_t begin, size_t end, float size, gutter *g)
{
    float least = fmaxf(0.8f * size, 6);
    size_t at = band_end(p, begin, end), last = at;
    *g = (gutter){.begin = begin};
    if (!gap_of(p, begin, at, least, -INFINITY, INFINITY, g) || !keeps_open(p, begin, at, least, g))
        return false;
    gutter trial = *g;
    while (at < end) {
        size_t next = band_end(p, at, end);
        float above = -INFINITY;
        for (size_t i = begin; i < at; i++)
            above = fmaxf(above, p[i].box.bottom);
        bool near = p[at].box.top - above < 1.2f * size;
        if (p[at].box.top - above > FAR * size || !keeps_open(p, at, next, least, &trial) ||
            (!near && !is_two_sided(p, at, next, &trial)))
            break;
        at = last = next;
        *g = trial;
    }
    g->end = last;
    return true;
}

/* ---- Columns or rows ----------------------------------------------------------------------------------------------- */

/* Whether a piece stands on the base line of a line on the other side. */
static bool has_partner(const pdf_piece *p, size_t begin, size_t end, size_t i, float middle)
{
    bool after = p[i].box.left > middle;
    for (size_t k = begin; k < end; k++)
        if ((p[k].box.left > middle) != after && p[k].kind == PDF_PIECE_LINE &&
            fabsf(p[k].base - p[i].base) < 0.2f * p[i].size)
            return true;
    return false;
}

/* Whether what stands left and right of the gap are columns, each read to its end, not rows: most lines have none beside
 * them, or the lines of the left side fill its width as those of a text do. */
static bool are_columns(const pdf_piece *p, const gutter *g)
{
    float middle = (g->left + g->right) / 2, leftmost = INFINITY, rightmost = -INFINITY;
    size_t lines = 0, paired = 0, left = 0, full = 0, words = 0;
    size_t right = 0, spoken[2] = {0, 0}; /* lines of four words and more, by side */
    bool split = false;
    for (size_t i = g->begin; i < g->end; i++) {
        bool after = p[i].box.left > middle;
        if (!after) {
            leftmost = fminf(leftmost, p[i].box.left);
            rightmost = fmaxf(rightmost, p[i].box.right);
        }
        if (p[i].kind != PDF_PIECE_LINE)
            continue;
        lines++;
        right += after;
        spoken[after] += p[i].count >= 4;
        paired += has_partner(p, g->begin, g->end, i, middle);
    }
    for (size_t i = g->begin; i < g->end; i++) {
        if (p[i].kind != PDF_PIECE_LINE || p[i].box.left > middle)
            continue;
        left++;
        for (size_t k = g->begin; k < i; k++)
            split |= p[k].box.left < middle && p[k].kind == PDF_PIECE_LINE && fabsf(p[k].base - p[i].base) < 2;
        words += p[i].count;
        full += p[i].box.right > rightmost - 0.15f * (rightmost - leftmost);
    }
    if (paired * 10 < lines * 7)
        return true;
    if (!split && left >= 4 && right >= 4 && spoken[0] * 2 > left && spoken[1] * 2 > right)
        return true;
    return !split && left >= 3 && full * 2 >= left && words >= 4 * left;
}

/* ---- The cutting --------------------------------------------------------------------------------------------------- */

/* Puts pieces left of a gap before those right of it, each side in its order; gives where the right ones begin. */
static size_t part_sides(arena *pool, pdf_piece *p, const gutter *g)
{
    float middle = (g->left + g->right) / 2;
    size_t count = g->end - g->begin, at = 0;
    pdf_piece *copy = arena_alloc(pool, count * sizeof *copy);
    if (!copy)
        return g->end;
    memcpy(copy, p + g->begin, count * sizeof *copy);
    for (int side = 0; side < 2; side++) {
        if (side == 1)
            count = at;
        for (size_t i = 0; i < g->end - g->begin; i++)
            if (((copy[i].box.left + copy[i].box.right) / 2 > middle) == (side == 1))
                p[g->begin + at++] = copy[i];
    }
    return g->begin + count;
}

static float base_of(const pdf_piece *p)
{
    return p->kind == PDF_PIECE_LINE ? p->base : p->box.bottom;
}

static int compare_bases(const void *a, const void *b)
{
    float x = base_of(a), y = base_of(b);
    return x < y ? -1 : x > y ? 1 : compare_tops(a, b);
}

static int compare_lefts(const void *a, const void *b)
{
    const pdf_piece *x = a, *y = b;
    return x->box.left < y->box.left ? -1 : x->box.left > y->box.left ? 1 : compare_tops(a, b);
}

/* Puts the pieces of a band into rows by their base lines, and each row from left to right. */
static void order_across(pdf_piece *p, size_t begin, size_t end)
{
    qsort(p + begin, end - begin, sizeof *p, compare_bases);
    for (size_t at = begin, next; at < end; at = next) {
        for (next = at + 1; next < end && base_of(&p[next]) - base_of(&p[at]) < 0.35f * fmaxf(p[at].size, 6); next++)
            continue;
        qsort(p + at, next - at, sizeof *p, compare_lefts);
    }
}

/* Lines that stand side by side on one base become one, their parts set apart by wide gaps. */
static void join_row(pdf_reading *r, pdf_piece *p, size_t begin, size_t end)
{
    for (size_t i = begin + 1; i < end; i++) {
        pdf_piece *a = &p[begin], *b = &p[i];
        pdf_word *all = a->kind == PDF_PIECE_LINE && b->kind == PDF_PIECE_LINE && a->count && b->count &&
                                fabsf(a->base - b->base) < 0.3f * fmaxf(a->size, b->size)
                            ? arena_alloc(r->pool, (a->count + b->count) * sizeof *all)
                            : NULL;
        if (!all) {
            begin = i;
            continue;
        }
        memcpy(all, a->words, a->count * sizeof *all);
        memcpy(all + a->count, b->words, b->count * sizeof *all);
        all[a->count].gap = PDF_TAB;
        a->words = all;
        a->count += b->count;
        pdf_measure_line(a);
        b->count = 0;
    }
}

/* Orders the bands of a range that is no more than one column; ranges that must be cut again go onto `parts`. */
static void order_range(pdf_reading *r, pdf_sheet *sheet, pdf_piece *p, range in, range *parts, size_t *count)
{
    qsort(p + in.begin, in.end - in.begin, sizeof *p, compare_tops);
    for (size_t at = in.begin, next; at < in.end; at = next) {
        gutter g;
        next = band_end(p, at, in.end);
        if (next - at == 1)
            continue;
        bool found = find_gutter(p, at, in.end, size_of(p, at, next, r->size), &g);
        sheet->steps++;
        if (!found) {
            sheet->jumps++; /* pieces lie over one another */
            order_across(p, at, next);
            continue;
        }
        if (are_columns(p, &g) && *count + 2 <= PARTS_MOST) {
            next = g.end;
            size_t right = part_sides(r->pool, p, &g);
            if (right > g.begin && right < g.end) {
                parts[(*count)++] = (range){g.begin, right};
                parts[(*count)++] = (range){right, g.end};
            }
            continue;
        }
        order_across(p, at, next);
        join_row(r, p, at, next);
    }
}

/* Puts what runs up or down the margin, and what is no part of the text, behind all else; gives their number. */
static size_t set_aside(arena *pool, pdf_pieces *pieces)
{
    pdf_piece *copy = arena_alloc(pool, (pieces->count + 1) * sizeof *copy);
    size_t kept = 0, aside = 0;
    if (!copy)
        return 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < pieces->count; i++)
            if ((pieces->at[i].turned || pieces->at[i].apart) == (pass == 1)) {
                copy[kept++] = pieces->at[i];
                aside += pass;
            }
    pieces->at = copy;
    pieces->room = pieces->count;
    return aside;
}

void pdf_order(pdf_reading *r, pdf_sheet *sheet, pdf_pieces *pieces)
{
    size_t turned = set_aside(r->pool, pieces);
    range parts[PARTS_MOST] = {{0, pieces->count - turned}};
    for (size_t count = parts[0].end > 1 ? 1 : 0; count;) {
        range now = parts[--count];
        order_range(r, sheet, pieces->at, now, parts, &count);
    }
    pdf_drop_empty(pieces);
}
