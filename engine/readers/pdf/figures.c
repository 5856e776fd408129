/* Pictures: those that the PDF holds, and drawings of curves and slanted lines, which are drawn to pictures by the helper. The
 * words in a drawing stay in the text too, as they may be the lesson's. */
#include "pdf.h"

#include "readers/pictures.h"

#include <math.h>
#include <stdlib.h>

enum { REGIONS_MOST = 200, SHAPES_MOST = 5000, SMALLEST = 12 };

static const float NEAR = 8; /* points between the shapes of a drawing */

/* Whether boxes touch or are near one another. */
static bool are_near(pdf_box a, pdf_box b)
{
    return pdf_shared_x(a, b) > -NEAR && pdf_shared_y(a, b) > -NEAR;
}

/* A shape of a drawing; a straight upright line alone is none. */
static bool is_shape(const pdf_drawing *d)
{
    float wide = pdf_width(d->box), high = pdf_height(d->box);
    if (d->kind == PDF_SHAPE)
        return wide > 1 || high > 1;
    return d->kind == PDF_LINE && wide > 4 && high > 4;
}

static int compare_boxes(const void *a, const void *b)
{
    const pdf_box *x = a, *y = b;
    return x->top < y->top ? -1 : x->top > y->top ? 1 : x->left < y->left ? -1 : x->left > y->left;
}

/* Joins boxes that are near one another until none is; gives how many are left. */
static size_t join_near(pdf_box *boxes, size_t count)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < count; i++)
            for (size_t k = i + 1; k < count;) {
                if (!are_near(boxes[i], boxes[k])) {
                    k++;
                    continue;
                }
                boxes[i] = pdf_join(boxes[i], boxes[k]);
                boxes[k] = boxes[--count];
                changed = true;
            }
    }
    return count;
}

/* Words in a box, and of the page. */
static void count_words(const pdf_sheet *sheet, pdf_box box, size_t *inside, size_t *all)
{
    *inside = *all = 0;
    for (size_t i = 0; i < sheet->pieces.count; i++) {
        const pdf_piece *line = &sheet->pieces.at[i];
        *all += line->kind == PDF_PIECE_LINE ? line->count : 0;
        for (size_t k = 0; line->kind == PDF_PIECE_LINE && k < line->count; k++)
            *inside += pdf_holds(box, line->words[k].box, 0);
    }
}

/* Whether a group of shapes is a picture: large enough, and no ornament or frame around the text. */
static bool is_figure(const pdf_sheet *sheet, pdf_box box)
{
    size_t inside, all;
    float wide = pdf_width(box), high = pdf_height(box);
    if (wide < SMALLEST || high < SMALLEST || wide * high < 600)
        return false;
    count_words(sheet, box, &inside, &all);
    if (wide * high > 0.75f * sheet->page->width * sheet->page->height)
        return inside == 0;
    return inside * 3 <= all || inside <= 12 ? inside * 250 < wide * high || inside <= 3 : false;
}

/* The drawings of a page that are pictures. */
static size_t find_regions(pdf_reading *r, const pdf_sheet *sheet, pdf_region *regions, size_t room)
{
    const pdf_page *page = sheet->page;
    pdf_box *boxes = arena_alloc(r->pool, (page->drawing_count + 1) * sizeof *boxes);
    size_t count = 0, found = 0;
    for (size_t i = 0; boxes && i < page->drawing_count && count < SHAPES_MOST; i++)
        if (is_shape(&page->drawings[i]))
            boxes[count++] = page->drawings[i].box;
    if (!boxes || !count)
        return 0;
    count = join_near(boxes, count);
    qsort(boxes, count, sizeof *boxes, compare_boxes);
    for (size_t i = 0; i < count && found < room; i++)
        if (is_figure(sheet, boxes[i]))
            regions[found++] = (pdf_region){sheet->number, boxes[i]};
    return found;
}

/* Whether a picture of the file can be shown as it is, or has to be drawn, or is too small to be one. */
static bool is_seen(const pdf_picture *p)
{
    return pdf_width(p->box) >= 4 && pdf_height(p->box) >= 4;
}

static bool is_in_region(const pdf_region *regions, size_t count, uint32_t page, pdf_box box)
{
    for (size_t i = 0; i < count; i++)
        if (regions[i].page == page && pdf_holds(regions[i].box, box, 1))
            return true;
    return false;
}

/* What is drawn over a picture, or right beside it, as parts of one, is one region. */
static size_t add_pictures(const pdf_sheet *sheet, pdf_region *regions, size_t count, size_t begin)
{
    for (size_t i = 0; i < sheet->page->picture_count && count < REGIONS_MOST; i++) {
        const pdf_picture *p = &sheet->page->pictures[i];
        if (!p->bytes && is_seen(p) && !is_in_region(regions + begin, count - begin, sheet->number, p->box))
            regions[count++] = (pdf_region){sheet->number, p->box};
    }
    return count;
}

/* Puts a picture that is no higher than a line of text into the line that it stands in; whether it does. */
static bool put_in_line(pdf_reading *r, pdf_sheet *sheet, const pdf_picture *picture)
{
    pdf_box b = picture->box;
    float middle = (b.top + b.bottom) / 2;
    for (size_t i = 0; i < sheet->pieces.count; i++) {
        pdf_piece *line = &sheet->pieces.at[i];
        float beside = fmaxf(b.left - line->box.right, line->box.left - b.right);
        if (line->kind != PDF_PIECE_LINE || pdf_height(b) > 2.2f * line->size || middle < line->box.top ||
            middle > line->box.bottom || beside > 1.2f * line->size)
            continue;
        pdf_word word = {.box = b, .picture = picture, .base = line->base, .size = line->size};
        word.box.top = fmaxf(b.top, line->box.top); /* the line stays as high as its text */
        word.box.bottom = fminf(b.bottom, line->box.bottom);
        pdf_insert_word(r, line, word);
        pdf_join_around(r, sheet, line);
        pdf_drop_empty(&sheet->pieces);
        return true;
    }
    return false;
}

static void add_piece(pdf_reading *r, pdf_sheet *sheet, const pdf_picture *picture)
{
    enum { BEHIND = 5 /* lines of text on a picture: it is a background, and stands before them */ };
    pdf_piece piece = {.kind = PDF_PIECE_PICTURE, .box = picture->box, .picture = picture};
    size_t lines = 0;
    if (!r->file.tagged && put_in_line(r, sheet, picture))
        return;
    for (size_t i = 0; i < sheet->pieces.count; i++)
        lines += sheet->pieces.at[i].kind == PDF_PIECE_LINE && pdf_holds(picture->box, sheet->pieces.at[i].box, 0);
    if (lines >= BEHIND)
        piece.box.bottom = piece.box.top + 0.1f;
    piece.natural = (uint32_t)sheet->pieces.count;
    pdf_add(r->pool, &sheet->pieces, piece);
}

/* The words of a drawing stay in the text, in one line below it. */
static void join_labels(pdf_reading *r, pdf_sheet *sheet, pdf_box box)
{
    pdf_piece labels = {.kind = PDF_PIECE_LINE, .natural = UINT32_MAX};
    size_t count = 0;
    for (size_t i = 0; i < sheet->pieces.count; i++)
        count += pdf_holds(box, sheet->pieces.at[i].box, 0) ? sheet->pieces.at[i].count : 0;
    labels.words = arena_alloc(r->pool, (count + 1) * sizeof *labels.words);
    for (size_t i = 0; labels.words && i < sheet->pieces.count; i++) {
        pdf_piece *line = &sheet->pieces.at[i];
        if (line->kind != PDF_PIECE_LINE || !pdf_holds(box, line->box, 0))
            continue;
        labels.natural = line->natural < labels.natural ? line->natural : labels.natural;
        for (size_t k = 0; k < line->count; k++) {
            labels.words[labels.count] = line->words[k];
            labels.words[labels.count++].gap = k ? PDF_BLANK : PDF_TAB;
        }
        line->count = 0;
    }
    if (!labels.count)
        return;
    pdf_drop_empty(&sheet->pieces);
    pdf_measure_line(&labels);
    labels.box = (pdf_box){box.left, box.bottom + 0.1f, box.left + 1, box.bottom + 0.2f};
    labels.base = box.bottom + 0.2f;
    pdf_add(r->pool, &sheet->pieces, labels);
}

void pdf_find_pictures(pdf_reading *r, const void *bytes, size_t size)
{
    pdf_region *regions = arena_alloc(r->pool, REGIONS_MOST * sizeof *regions);
    pdf_picture *drawn = arena_alloc(r->pool, REGIONS_MOST * sizeof *drawn);
    size_t count = 0;
    for (size_t i = 0; regions && drawn && i < r->file.page_count; i++) {
        size_t begin = count;
        count += pdf_find_grids(r, &r->sheets[i], regions + count, REGIONS_MOST - count);
        count += find_regions(r, &r->sheets[i], regions + count, REGIONS_MOST - count);
        count = add_pictures(&r->sheets[i], regions, count, begin);
    }
    if (!regions || !drawn)
        return;
    if (count == REGIONS_MOST)
        report(r->task->log, NOWHERE, "pdf.drawings.many", report_number(r->task->log, REGIONS_MOST), NULL);
    if (count && r->task->helpers &&
        pdf_draw(r->task->helpers, r->task->log, bytes, size, regions, count, r->pool, drawn) == ARD_OK)
        for (size_t i = 0; i < count; i++)
            if (drawn[i].bytes) {
                if (!r->file.tagged)
                    join_labels(r, &r->sheets[regions[i].page - 1], drawn[i].box);
                add_piece(r, &r->sheets[regions[i].page - 1], &drawn[i]);
            }
    for (size_t i = 0; i < r->file.page_count; i++)
        for (size_t k = 0; k < r->sheets[i].page->picture_count; k++) {
            const pdf_picture *p = &r->sheets[i].page->pictures[k];
            if (p->bytes && is_seen(p) && !is_in_region(regions, count, (uint32_t)i + 1, p->box))
                add_piece(r, &r->sheets[i], p);
        }
}
