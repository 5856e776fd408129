/* The numbers of lines that stand in the margin of a text, every fifth one mostly: they count on, by the same step, on one
 * side of the lines that they stand beside. */
#include "pdf.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>

enum { NUMBERS_MOST = 200, LARGEST = 9999 };

/* A number that may be one of a line. */
typedef struct candidate {
    long number;
    size_t piece, word;
} candidate;

/* The whole number that a word is; 0 where it is none. */
static long number_of(const pdf_word *word)
{
    long number = 0;
    for (size_t i = 0; i < word->count; i++) {
        if (!text_is_digit(word->glyphs[i].point) || number > LARGEST)
            return 0;
        number = number * 10 + (long)(word->glyphs[i].point - '0');
    }
    return number;
}

/* The left edge that most lines of several words share. */
static float usual_left(const pdf_sheet *sheet)
{
    float best = 0;
    size_t most = 0;
    for (size_t i = 0; i < sheet->pieces.count; i++) {
        const pdf_piece *line = &sheet->pieces.at[i];
        size_t same = 0;
        if (line->kind != PDF_PIECE_LINE || line->count < 4)
            continue;
        for (size_t k = 0; k < sheet->pieces.count; k++) {
            const pdf_piece *other = &sheet->pieces.at[k];
            same += other->kind == PDF_PIECE_LINE && other->count >= 4 && fabsf(other->box.left - line->box.left) < 2;
        }
        if (same > most) {
            most = same;
            best = line->box.left;
        }
    }
    return best;
}

/* Numbers that stand left of the edge, alone or before the words of their line; those right of all lines too. */
static size_t find_candidates(const pdf_sheet *sheet, float left, candidate *found)
{
    size_t count = 0;
    for (size_t i = 0; i < sheet->pieces.count && count < NUMBERS_MOST; i++) {
        const pdf_piece *line = &sheet->pieces.at[i];
        if (line->kind != PDF_PIECE_LINE || !line->count)
            continue;
        long number = number_of(&line->words[0]);
        if (number && line->words[0].box.right < left - 1)
            found[count++] = (candidate){number, i, 0};
    }
    return count;
}

/* Whether the numbers count on by one step. */
static bool count_on(const candidate *found, size_t count)
{
    long step = count >= 2 ? found[1].number - found[0].number : 0;
    if (step <= 0 || step > 10)
        return false;
    for (size_t i = 2; i < count; i++)
        if (found[i].number - found[i - 1].number != step)
            return false;
    return count >= 3 || step == 5;
}

/* The line that stands beside a number. */
static pdf_piece *line_beside(pdf_sheet *sheet, const pdf_piece *number)
{
    for (size_t i = 0; i < sheet->pieces.count; i++) {
        pdf_piece *line = &sheet->pieces.at[i];
        if (line != number && line->kind == PDF_PIECE_LINE && line->count && line->box.left > number->box.right &&
            pdf_shared_y(line->box, number->box) > 0.5f * pdf_height(number->box))
            return line;
    }
    return NULL;
}

/* Takes the number off its place and makes it the mark of its line. */
static void mark_line(pdf_sheet *sheet, const candidate *c)
{
    pdf_piece *piece = &sheet->pieces.at[c->piece], *line = piece;
    if (piece->count == 1)
        line = line_beside(sheet, piece);
    if (!line)
        return;
    if (line == piece) {
        piece->words++;
        piece->count--;
        pdf_measure_line(piece);
    } else
        piece->count = 0;
    line->words[0].line_number = c->number;
}

static int compare_places(const void *a, const void *b)
{
    const pdf_piece *x = a, *y = b;
    return x->base < y->base ? -1 : x->base > y->base;
}

void pdf_find_line_numbers(pdf_reading *r, pdf_sheet *sheet)
{
    candidate *found = arena_alloc(r->pool, NUMBERS_MOST * sizeof *found);
    pdf_piece *sorted = arena_alloc(r->pool, (sheet->pieces.count + 1) * sizeof *sorted);
    if (!found || !sorted || sheet->pieces.count < 5)
        return;
    memcpy(sorted, sheet->pieces.at, sheet->pieces.count * sizeof *sorted);
    qsort(sorted, sheet->pieces.count, sizeof *sorted, compare_places);
    sheet->pieces.at = sorted;
    sheet->pieces.room = sheet->pieces.count;
    size_t count = find_candidates(sheet, usual_left(sheet), found);
    for (size_t i = 0; count_on(found, count) && i < count; i++)
        mark_line(sheet, &found[i]);
    pdf_drop_empty(&sheet->pieces);
}
