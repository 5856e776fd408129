/* Running heads and feet, and page numbers: lines at the top or the bottom of several pages, at the same place, with the same
 * words but for numbers. The number that counts on with the pages is the printed one. */
#include "pdf.h"

#include "base/table.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { LINES_MOST = 4 /* at each end of a page that may be running */, KEY_MOST = 200, PAGES_MOST = 64 };

/* How often a line with such words at such a place was met. */
typedef struct repeated {
    unsigned pages, last;
    bool said;
} repeated;

/* Whether a word is "page", or an abbreviation of it. */
static bool says_page(const pdf_word *word)
{
    uint32_t second = word->count > 1 ? text_lower(word->glyphs[1].point) : '.';
    return text_lower(word->glyphs[0].point) == 'p' && (second == 'a' || second == 'g' || second == '.') &&
           word->count <= 5;
}

/* Whether a line begins with a word and its number ("Exercice 2", "Partie 3"), which is no page's. */
static bool names_a_part(const pdf_piece *line)
{
    uint32_t first = pdf_first_point(line);
    return line->count > 1 && line->words[0].count > 2 && text_is_letter(first) && !says_page(line->words) &&
           line->words[1].count && text_is_digit(line->words[1].glyphs[0].point);
}

/* The words of a line without its numbers, unless they name a part, and about where it stands. */
static void key_of(const pdf_piece *line, bool foot, buffer *key)
{
    buffer text = BUFFER_EMPTY;
    bool number = false, named = names_a_part(line);
    pdf_line_text(line, &text);
    buffer_format(key, "%c%d ", foot ? 'f' : 'h', (int)lrintf(line->base / 8));
    for (const char *at = buffer_string(&text); *at && key->size < KEY_MOST; at++) {
        bool digit = text_is_digit((unsigned char)*at);
        if (!digit || !number || named)
            buffer_byte(key, digit && !named ? '0' : *at);
        number = digit;
    }
    buffer_free(&text);
}

static int compare_tops(const void *a, const void *b)
{
    const pdf_piece *x = *(pdf_piece *const *)a, *y = *(pdf_piece *const *)b;
    return x->base < y->base ? -1 : x->base > y->base ? 1 : 0;
}

/* The lines nearest to the top and to the bottom of a page, from its edge on; gives their number. */
static size_t edge_lines(pdf_reading *r, const pdf_sheet *sheet, bool foot, pdf_piece **lines)
{
    pdf_piece **all = arena_alloc(r->pool, (sheet->pieces.count + 1) * sizeof *all);
    size_t count = 0, kept = 0;
    for (size_t i = 0; all && i < sheet->pieces.count; i++)
        if (sheet->pieces.at[i].kind == PDF_PIECE_LINE)
            all[count++] = &sheet->pieces.at[i];
    if (!all)
        return 0;
    qsort(all, count, sizeof *all, compare_tops);
    float edge = sheet->page->height * (foot ? 0.84f : 0.16f);
    for (size_t i = 0; i < count && kept < LINES_MOST; i++) {
        pdf_piece *line = all[foot ? count - 1 - i : i];
        if (foot ? line->base < edge : line->base > edge)
            break;
        lines[kept++] = line;
    }
    return kept;
}

/* Calls `what` for each line at an edge, with its row in the table. */
static void each_edge(pdf_reading *r, table *seen,
                      void (*what)(pdf_reading *r, pdf_sheet *sheet, pdf_piece *line, repeated *row, bool foot))
{
    for (size_t i = 0; i < 2 * r->file.page_count; i++) {
        pdf_sheet *sheet = &r->sheets[i / 2];
        pdf_piece *lines[LINES_MOST];
        size_t count = edge_lines(r, sheet, i & 1, lines);
        for (size_t k = 0; k < count; k++) {
            buffer key = BUFFER_EMPTY;
            key_of(lines[k], i & 1, &key);
            repeated *row = table_value(seen, buffer_string(&key));
            if (!row) {
                row = arena_alloc(r->pool, sizeof *row);
                table_set(seen, buffer_string(&key), row);
            }
            if (row)
                what(r, sheet, lines[k], row, i & 1);
            buffer_free(&key);
        }
    }
}

static void count_line(pdf_reading *r, pdf_sheet *sheet, pdf_piece *line, repeated *row, bool foot)
{
    (void)r, (void)line, (void)foot;
    row->pages += row->last != sheet->number;
    row->last = sheet->number;
}

/* Whether a line is a number alone, as pages have it: "12", "- 12 -", "12/30", "Page 3". */
static bool is_number(const pdf_piece *line)
{
    size_t digits = 0, letters = 0;
    bool page = false;
    for (size_t i = 0; i < line->count; i++)
        for (size_t k = 0; k < line->words[i].count; k++) {
            uint32_t point = line->words[i].glyphs[k].point;
            digits += text_is_digit(point);
            letters += text_is_letter(point);
            page |= k == 0 && text_lower(point) == 'p';
        }
    return digits >= 1 && digits <= 8 && (letters == 0 || (page && letters <= 7)) && line->count <= 5;
}

/* Calls `what` for each number of a line that stands alone; of "3/12" the first only. */
static void each_number(const pdf_piece *line, void (*what)(void *user, long number), void *user)
{
    buffer text = BUFFER_EMPTY;
    pdf_line_text(line, &text);
    const char *begin = buffer_string(&text), *slash = strchr(begin, '/');
    for (const char *at = begin; *at;) {
        char *end = (char *)at + 1;
        bool alone = at == begin || (!ascii_is_letter(at[-1]) && (unsigned char)at[-1] < 0x80);
        if (text_is_digit((unsigned char)*at)) {
            long number = strtol(at, &end, 10);
            alone = alone && !ascii_is_letter(*end) && (unsigned char)*end < 0x80;
            if (alone && number > 0 && number < 100000 && !(slash && at > slash))
                what(user, number);
        }
        at = end;
    }
    buffer_free(&text);
}

/* How often the number of a page was the page's place in the file and so much more. */
typedef struct offsets {
    long from[PAGES_MOST];
    unsigned votes[PAGES_MOST];
    size_t count;
    long page, wanted;
    bool found;
} offsets;

static void vote(void *user, long number)
{
    offsets *o = user;
    size_t i = 0;
    while (i < o->count && o->from[i] != number - o->page)
        i++;
    if (i == PAGES_MOST)
        return;
    if (i == o->count)
        o->from[o->count++] = number - o->page;
    o->votes[i]++;
}

static void look_for(void *user, long number)
{
    offsets *o = user;
    o->found |= number - o->page == o->wanted;
}

/* Numbers at the edges that count on with the pages are the printed ones. */
static void find_numbers(pdf_reading *r)
{
    offsets *o = arena_alloc(r->pool, sizeof *o);
    size_t best = 0;
    for (int pass = 0; o && pass < 2; pass++) {
        for (size_t i = 0; i < 2 * r->file.page_count; i++) {
            pdf_sheet *sheet = &r->sheets[i / 2];
            pdf_piece *lines[LINES_MOST];
            size_t count = edge_lines(r, sheet, i & 1, lines);
            o->page = (long)sheet->number;
            for (size_t k = 0; k < count; k++) {
                o->found = false;
                if (lines[k]->apart || is_number(lines[k]))
                    each_number(lines[k], pass ? look_for : vote, o);
                if (!o->found || sheet->printed)
                    continue;
                char digits[24];
                snprintf(digits, sizeof digits, "%ld", o->page + o->wanted);
                sheet->printed = arena_string(r->pool, digits);
                r->heads += !lines[k]->apart;
                lines[k]->apart = true;
            }
        }
        for (size_t i = 1; i < o->count; i++)
            best = o->votes[i] > o->votes[best] ? i : best;
        o->wanted = o->from[best];
        if (o->votes[best] < 2 || o->votes[best] * 2 < r->file.page_count)
            return;
    }
}

/* Takes a line that comes on several pages out of the text; its words are kept once. */
static void take_line(pdf_reading *r, pdf_sheet *sheet, pdf_piece *line, repeated *row, bool foot)
{
    unsigned least = r->file.page_count < 4 ? 2 : 3;
    bool running = row->pages >= least || (row->pages >= 2 && row->pages * 2 >= r->file.page_count);
    (void)sheet;
    if (!running || is_number(line)) /* a number alone is the page's where it counts on: find_numbers */
        return;
    line->apart = true;
    r->heads++;
    if (row->said)
        return;
    buffer text = BUFFER_EMPTY;
    const char **kept = foot ? &r->foot : &r->head;
    buffer_text(&text, *kept ? *kept : "");
    buffer_text(&text, *kept ? "\n" : "");
    pdf_line_text(line, &text);
    *kept = arena_string(r->pool, buffer_string(&text));
    buffer_free(&text);
    row->said = true;
}

/* Whether the pages have labels of their own: not the numbers that every reader of PDF gives. */
static bool is_own_label(const pdf_sheet *sheet)
{
    char number[16];
    snprintf(number, sizeof number, "%u", (unsigned)sheet->number);
    return *sheet->page->label && strcmp(sheet->page->label, number) != 0;
}

bool pdf_is_page_number(const pdf_sheet *sheet, const pdf_piece *line)
{
    buffer text = BUFFER_EMPTY;
    char number[16];
    bool edge = line->base < 0.16f * sheet->page->height || line->base > 0.84f * sheet->page->height;
    pdf_line_text(line, &text);
    snprintf(number, sizeof number, "%u", (unsigned)sheet->number);
    bool same =
        edge && (strcmp(buffer_string(&text), number) == 0 || strcmp(buffer_string(&text), sheet->page->label) == 0);
    buffer_free(&text);
    return same;
}

void pdf_find_heads(pdf_reading *r)
{
    table *seen = table_new(r->pool);
    if (r->file.page_count < 2 || !seen)
        return;
    each_edge(r, seen, count_line);
    each_edge(r, seen, take_line);
    find_numbers(r);
    bool labels = false;
    for (size_t i = 0; i < r->file.page_count; i++)
        labels |= is_own_label(&r->sheets[i]);
    for (size_t i = 0; labels && i < r->file.page_count; i++)
        if (!r->sheets[i].printed)
            r->sheets[i].printed = r->sheets[i].page->label;
}
