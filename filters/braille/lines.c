/* Paragraphs to lines. */
#include "base/memory.h"
#include "filters/braille/layout.h"

#include <stdlib.h>

void paper_line(paper *p, const cell *at, size_t count, uint32_t flags)
{
    if (p->failed)
        return;
    if (p->count == p->room) {
        size_t room = p->room ? p->room * 2 : 256;
        line *lines = memory_resize(p->lines, room * sizeof *lines);
        if (!lines) {
            p->failed = true;
            return;
        }
        p->lines = lines;
        p->room = room;
    }
    while (count && !(at[count - 1] & CELL_DOTS))
        count--;
    p->lines[p->count++] = (line){p->text.count, (uint32_t)count, flags};
    cells_join(&p->text, at, count);
}

void paper_free(paper *p)
{
    cells_free(&p->text);
    cells_free(&p->leaf);
    cells_free(&p->titles);
    buffer_free(&p->headings);
    buffer_free(&p->tables);
    free(p->lines);
}

void paper_edge(paper *p, cell one, uint32_t flags)
{
    cells row = CELLS_EMPTY;
    while (!row.failed && row.count < (p->width ? (size_t)p->width : 8))
        cells_add(&row, one);
    paper_line(p, row.at, row.count, flags);
    p->failed |= row.failed;
    cells_free(&row);
}

void paper_space(paper *p, bool keep)
{
    p->space_keeps |= keep;
    p->space_wanted = p->count != 0;
}

/* Keys change the cell after them: no line ends between the two. */
static bool is_key(cell one)
{
    switch (one & CELL_DOTS) {
    case DOT(4) | DOT(6):
    case DOT(4) | DOT(5):
    case DOT(4) | DOT(5) | DOT(6):
    case DOT(5):
    case DOT(4):
    case DOT(6):
    case DOT(5) | DOT(6): return true;
    default: return false;
    }
}

/* Where a word or a formula longer than a line is cut. */
static size_t forced_end(const cell *at, size_t from, size_t room, size_t *next, cell *sign)
{
    size_t end = from + (room > 1 ? room - 1 : 1), least = end > from + 4 ? end - 4 : from + 1;
    while (end > least && is_key(at[end - 1]))
        end--;
    *sign = (cell)(at[end] & CELL_MATHS ? DOT(5) : DOT(3) | DOT(6));
    *next = end;
    return end;
}

/* Whether the formula that `at` belongs to, from the blank before it to the one after it, is longer than a line. */
static bool is_long(const cell *at, size_t from, size_t count, size_t room)
{
    size_t end = from;
    while (end < count && end - from <= room && !cell_is_space(at[end]) && !(at[end] & CELL_LINE))
        end++;
    return end - from > room;
}

size_t line_end(const cell *at, size_t from, size_t count, size_t room, size_t *next, cell *sign)
{
    size_t space = count, split = count, inner = count, glue = count, i = from;
    *sign = 0;
    for (; i < count && i - from <= room; i++) {
        if (at[i] & CELL_LINE) {
            *next = i + 1;
            return i;
        }
        if (cell_is_space(at[i]))
            space = i;
        else if (!(at[i] & CELL_DOTS))
            glue = i;
        else if ((at[i] & CELL_SPLIT) && i > from && i - from < room)
            split = i;
        else if ((at[i] & CELL_INNER) && i > from && i - from < room)
            inner = i;
    }
    if (i == count && count - from <= room) {
        *next = count;
        return count;
    }
    /* A formula is divided only where it cannot stand on one line, and rather outside its blocks. */
    if (inner < count && (split == count || split < from + room / 3))
        split = inner;
    bool divides = split < count && (space == count || (split > space && is_long(at, space + 1, count, room)));
    if (divides) {
        *sign = DOT(5);
        *next = split;
        return split;
    }
    size_t end = space < count ? space : glue;
    if (end == count || end == from)
        return forced_end(at, from, room, next, sign);
    *next = end + 1;
    return end;
}

void paper_paragraph(paper *p, const cell *at, size_t count, shape how)
{
    static const cell blanks[64];
    while (count && !(at[count - 1] & CELL_DOTS))
        count--;
    if (p->space_wanted && count)
        paper_line(p, NULL, 0, LINE_SPACE | (p->space_keeps ? LINE_KEEP : 0));
    if (count)
        p->space_wanted = p->space_keeps = false;
    cells one = CELLS_EMPTY;
    bool first = true;
    uint32_t begins = LINE_FIRST;
    for (size_t from = 0, next = 0; from < count; from = next) {
        int left = first ? how.first : how.rest, most = p->width ? p->width / 2 : 40;
        left = left > most ? most : left;
        cell sign;
        size_t room = p->width ? (size_t)(p->width - left) : count + 1;
        size_t end = line_end(at, from, count, room, &next, &sign);
        first = how.lines && end < count && (at[end] & CELL_LINE);
        while (next < count && cell_is_space(at[next]) && !(end < count && (at[end] & CELL_LINE)))
            next++;
        if (how.centred && p->width && end - from < (size_t)p->width)
            left = (p->width - (int)(end - from)) / 2;
        cells_reset(&one);
        cells_join(&one, blanks, (size_t)(left > 64 ? 64 : left));
        cells_join(&one, at + from, end - from);
        if (sign)
            cells_add(&one, sign);
        paper_line(p, one.at, one.count, begins | (how.keep ? LINE_KEEP : 0));
        begins = 0;
    }
    p->failed |= one.failed;
    cells_free(&one);
}
