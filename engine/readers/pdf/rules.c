/* Drawn lines: what underlines words, what parts cells, what a pupil writes on. A thin filled rectangle is a line, and an
 * empty one is four. Lines that are drawn in pieces (dashes, dots, one cell after another) are one. */
#include "pdf.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>

enum { RULES_MOST = 20000, THICKEST = 4, SHORTEST = 4, PALEST = 0xF4 };

/* Whether a colour cannot be told from paper. */
static bool is_pale(uint32_t colour)
{
    return (colour >> 16 & 0xFF) >= PALEST && (colour >> 8 & 0xFF) >= PALEST && (colour & 0xFF) >= PALEST;
}

static void add_rule(pdf_sheet *sheet, pdf_box box, bool level, uint32_t colour)
{
    if (sheet->rule_count < RULES_MOST)
        sheet->rules[sheet->rule_count++] = (pdf_rule){.box = box, .level = level, .colour = colour};
}

/* Adds the lines that a drawing is made of: those of a filled rectangle are its edges, where it is higher than a line of text, as
 * a box is, and no paper of the whole page. */
static void add_drawing(pdf_sheet *sheet, const pdf_drawing *d, float size)
{
    float wide = pdf_width(d->box), high = pdf_height(d->box);
    pdf_box b = d->box;
    if (is_pale(d->colour) || d->kind == PDF_SHAPE)
        return;
    if (d->kind == PDF_LINE || fminf(wide, high) <= THICKEST) {
        if (fminf(wide, high) <= THICKEST && (d->width <= THICKEST || d->kind != PDF_LINE))
            add_rule(sheet, b, wide >= high, d->colour);
        return;
    }
    bool paper = d->width <= 0 && high > 1.9f * size && wide > 60 &&
                 wide * high < 0.7f * sheet->page->width * sheet->page->height;
    if (!paper && (d->width <= 0 || d->width > THICKEST))
        return;
    add_rule(sheet, (pdf_box){b.left, b.top, b.right, b.top}, true, d->colour);
    add_rule(sheet, (pdf_box){b.left, b.bottom, b.right, b.bottom}, true, d->colour);
    add_rule(sheet, (pdf_box){b.left, b.top, b.left, b.bottom}, false, d->colour);
    add_rule(sheet, (pdf_box){b.right, b.top, b.right, b.bottom}, false, d->colour);
}

/* By direction, then across it, then along it. */
static int compare_rules(const void *a, const void *b)
{
    const pdf_rule *x = a, *y = b;
    if (x->level != y->level)
        return x->level ? -1 : 1;
    float across = x->level ? x->box.top - y->box.top : x->box.left - y->box.left;
    float along = x->level ? x->box.left - y->box.left : x->box.top - y->box.top;
    return across < 0 ? -1 : across > 0 ? 1 : along < 0 ? -1 : along > 0 ? 1 : 0;
}

/* Whether one goes on where the other ends, or before: pieces of one line. Dashes are a little apart. */
static bool is_one_line(const pdf_rule *a, const pdf_rule *b)
{
    float across = a->level ? fabsf(a->box.top - b->box.top) : fabsf(a->box.left - b->box.left);
    float gap = a->level ? -pdf_shared_x(a->box, b->box) : -pdf_shared_y(a->box, b->box);
    float piece = a->level ? pdf_width(b->box) : pdf_height(b->box);
    return a->level == b->level && across < 1.2f && gap < (piece < 6 ? 5 : 2);
}

/* Joins the pieces of lines; what then is too short is none. */
static void join_rules(pdf_sheet *sheet)
{
    size_t kept = 0;
    qsort(sheet->rules, sheet->rule_count, sizeof *sheet->rules, compare_rules);
    for (size_t i = 0; i < sheet->rule_count; i++) {
        size_t back = 0; /* lines that lie as near as this one may come between its pieces */
        while (back < kept && back < 4 && !is_one_line(&sheet->rules[kept - 1 - back], &sheet->rules[i]))
            back++;
        if (back < kept && back < 4) {
            pdf_rule *before = &sheet->rules[kept - 1 - back];
            before->box = pdf_join(before->box, sheet->rules[i].box);
        } else
            sheet->rules[kept++] = sheet->rules[i];
    }
    sheet->rule_count = 0;
    for (size_t i = 0; i < kept; i++) {
        const pdf_box *b = &sheet->rules[i].box;
        if (fmaxf(pdf_width(*b), pdf_height(*b)) >= SHORTEST)
            sheet->rules[sheet->rule_count++] = sheet->rules[i];
    }
}

void pdf_find_rules(pdf_reading *r, pdf_sheet *sheet)
{
    size_t room = 4 * sheet->page->drawing_count;
    sheet->rules = arena_alloc(r->pool, ((room < RULES_MOST ? room : RULES_MOST) + 1) * sizeof *sheet->rules);
    for (size_t i = 0; sheet->rules && i < sheet->page->drawing_count; i++)
        add_drawing(sheet, &sheet->page->drawings[i], r->size);
    if (sheet->rules)
        join_rules(sheet);
}

/* ---- Emphasis that is drawn ---------------------------------------------------------------------------------------- */

/* The characters of a word that lie between two places, a bit each; those beyond the 64th have none. Lines that are drawn by
 * hand may end a little early under a letter. */
static uint64_t between(const pdf_word *word, pdf_box box)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < word->count && i < 64; i++) {
        float middle = (word->glyphs[i].box.left + word->glyphs[i].box.right) / 2;
        float slack = text_is_letter(word->glyphs[i].point) ? 0.1f * word->size : 0;
        bits |= (uint64_t)(middle > box.left - slack && middle < box.right + slack) << i;
    }
    return bits;
}

/* Whether a line is drawn for a word, or for some of its characters: under most of it, or within the words of its line. */
static bool is_of_word(const pdf_rule *rule, const pdf_word *word, const pdf_piece *line)
{
    float shared = pdf_shared_x(rule->box, word->box);
    bool inside = rule->box.left > line->box.left - 2 && rule->box.right < line->box.right + 2;
    return word->count && (shared > 0.7f * pdf_width(word->box) || (inside && shared > 0.2f * word->size));
}

/* What a level line is to a word: below it, through its small letters, or nothing. Whether it is the word's. */
static bool draw_on(pdf_rule *rule, pdf_word *word, const pdf_piece *line)
{
    float below = (rule->box.top - word->base) / word->size;
    uint64_t bits = is_of_word(rule, word, line) ? between(word, rule->box) : 0;
    if (below > -0.08f && below < 0.3f)
        word->underlined |= bits;
    else if (below > -0.5f && below < -0.15f)
        word->struck |= bits;
    else
        bits = 0;
    rule->used = rule->used || bits;
    return bits;
}

/* A line that is much longer than the words above it is no underline of theirs. */
static bool fits(const pdf_rule *rule, const pdf_piece *line)
{
    return pdf_width(rule->box) < pdf_width(line->box) + 1.5f * line->size;
}

/* Whether a filled rectangle is as high as a line of text, and no wider: a marker's stroke, no paper of a cell. */
static bool is_stroke(const pdf_drawing *d, const pdf_piece *line)
{
    float high = pdf_height(d->box);
    return d->kind == PDF_RECTANGLE && d->width <= 0 && !is_pale(d->colour) && high > 0.8f * line->size &&
           high < 1.8f * line->size && pdf_width(d->box) < pdf_width(line->box) + 0.5f * line->size &&
           d->box.top < line->base && d->box.bottom > line->base - 0.3f * line->size;
}

static void mark_line(const pdf_page *page, pdf_piece *line)
{
    for (size_t i = 0; i < page->drawing_count; i++)
        for (size_t j = 0; is_stroke(&page->drawings[i], line) && j < line->count; j++)
            line->words[j].marked |= between(&line->words[j], page->drawings[i].box);
}

void pdf_emphasise(pdf_sheet *sheet)
{
    for (size_t k = 0; k < sheet->pieces.count; k++) {
        pdf_piece *line = &sheet->pieces.at[k];
        if (line->kind != PDF_PIECE_LINE)
            continue;
        mark_line(sheet->page, line);
        for (size_t i = 0; i < sheet->rule_count; i++) {
            pdf_rule *rule = &sheet->rules[i];
            bool near = rule->level && rule->box.top >= line->box.top && rule->box.top <= line->box.bottom + line->size;
            bool before = false;
            for (size_t j = 0; near && fits(rule, line) && j < line->count; j++) {
                bool drawn = draw_on(rule, &line->words[j], line);
                line->words[j].carried |= before && drawn;
                before = drawn;
            }
        }
    }
}

/* ---- Lines to write on --------------------------------------------------------------------------------------------- */

/* Whether words stand on a line: then it is a frame's or parts the page. */
static bool is_written_on(const pdf_sheet *sheet, const pdf_rule *rule)
{
    for (size_t i = 0; i < sheet->pieces.count; i++) {
        const pdf_piece *line = &sheet->pieces.at[i];
        for (size_t k = 0; line->kind == PDF_PIECE_LINE && k < line->count; k++) {
            const pdf_word *w = &line->words[k];
            if (pdf_shared_x(w->box, rule->box) > 0.5f * pdf_width(w->box) && rule->box.top > w->box.top &&
                rule->box.top < w->base + 0.4f * w->size)
                return true;
        }
    }
    return false;
}

/* The number of other such lines above or below, at the distance at which people write. */
static unsigned company(const pdf_sheet *sheet, const pdf_rule *rule)
{
    unsigned count = 0;
    for (size_t i = 0; i < sheet->rule_count; i++) {
        const pdf_rule *other = &sheet->rules[i];
        float apart = fabsf(other->box.top - rule->box.top);
        count += other != rule && other->level && apart > 10 && apart < 45 &&
                 pdf_shared_x(other->box, rule->box) > 0.7f * pdf_width(rule->box);
    }
    return count;
}

pdf_piece *pdf_line_beside(pdf_sheet *sheet, pdf_box box)
{
    pdf_piece *best = NULL;
    float nearest = 40;
    for (size_t i = 0; i < sheet->pieces.count; i++) {
        pdf_piece *line = &sheet->pieces.at[i];
        float below = box.top - line->base;
        if (line->kind != PDF_PIECE_LINE || below < -0.3f * line->size || below > 0.5f * line->size)
            continue;
        float gap = fmaxf(box.left - line->box.right, line->box.left - box.right);
        float inside = gap < 0 ? 0 : gap;
        if (inside < nearest) {
            nearest = inside;
            best = line;
        }
    }
    return best;
}

void pdf_insert_word(pdf_reading *r, pdf_piece *line, pdf_word word)
{
    pdf_word *all = arena_alloc(r->pool, (line->count + 1) * sizeof *all);
    size_t before = 0;
    if (!all)
        return;
    float middle = (word.box.left + word.box.right) / 2;
    while (before < line->count && (line->words[before].box.left + line->words[before].box.right) / 2 < middle)
        before++;
    for (size_t i = 0; i < line->count; i++)
        all[i + (i >= before)] = line->words[i];
    all[before] = word;
    line->words = all;
    line->count++;
    pdf_measure_line(line);
}

void pdf_join_around(pdf_reading *r, pdf_sheet *sheet, pdf_piece *line)
{
    for (size_t i = 0; i < sheet->pieces.count; i++) {
        pdf_piece *other = &sheet->pieces.at[i];
        if (other == line || other->kind != PDF_PIECE_LINE || fabsf(other->base - line->base) > 0.25f * line->size)
            continue;
        float gap = other->box.left - line->box.right;
        const pdf_word *last = &line->words[line->count - 1];
        bool after = (last->answer || last->picture) && gap > -2 && gap < 1.5f * line->size;
        if (!after || !other->count)
            continue;
        for (size_t k = 0; k < other->count; k++)
            pdf_insert_word(r, line, other->words[k]);
        other->count = 0;
    }
}

/* An answer space in the line beside it, or a line of its own. */
static void put_answer(pdf_reading *r, pdf_sheet *sheet, const pdf_rule *rule)
{
    pdf_piece *line = pdf_line_beside(sheet, rule->box);
    float size = line ? line->size : r->size;
    pdf_word word = {.box = {rule->box.left, rule->box.top - size, rule->box.right, rule->box.bottom + 0.2f * size},
                     .base = line ? line->base : rule->box.top,
                     .size = size,
                     .answer = true};
    if (line) {
        pdf_insert_word(r, line, word);
        pdf_join_around(r, sheet, line);
        return;
    }
    pdf_word *own = arena_alloc(r->pool, sizeof *own);
    if (!own)
        return;
    *own = word;
    pdf_piece piece = {.kind = PDF_PIECE_LINE, .words = own, .count = 1, .natural = (uint32_t)sheet->pieces.count};
    pdf_measure_line(&piece);
    pdf_add(r->pool, &sheet->pieces, piece);
}

/* A level line that is no table's and no underline's is to be written on where it stands in a line of text after words that
 * leave room, or has company; a lone line across the page parts it. */
void pdf_find_answers(pdf_reading *r, pdf_sheet *sheet)
{
    for (size_t i = 0; i < sheet->rule_count; i++) {
        pdf_rule *rule = &sheet->rules[i];
        float wide = pdf_width(rule->box);
        if (!rule->level || rule->used || wide < 15 || pdf_height(rule->box) > 2 || is_written_on(sheet, rule))
            continue;
        bool beside = pdf_line_beside(sheet, rule->box) != NULL;
        if (!beside && (company(sheet, rule) == 0 || wide < 60))
            continue;
        rule->used = true;
        put_answer(r, sheet, rule);
    }
    pdf_drop_empty(&sheet->pieces);
}

/* Form fields stand in the line of text beside them, or alone. */
void pdf_find_fields(pdf_reading *r, pdf_sheet *sheet)
{
    for (size_t i = 0; i < sheet->page->field_count; i++) {
        const pdf_field *f = &sheet->page->fields[i];
        float base = f->box.bottom - 0.25f * fminf(pdf_height(f->box), 12);
        pdf_rule rule = {.box = {f->box.left, base, f->box.right, base}, .level = true};
        pdf_piece *line = pdf_line_beside(sheet, rule.box);
        pdf_word word = {.box = f->box,
                         .base = line ? line->base : base,
                         .size = line ? line->size : r->size,
                         .field = f};
        pdf_word *own = line ? NULL : arena_alloc(r->pool, sizeof *own);
        if (line) {
            pdf_insert_word(r, line, word);
        } else if (own) {
            *own = word;
            pdf_piece piece = {.kind = PDF_PIECE_LINE, .words = own, .count = 1};
            piece.natural = (uint32_t)sheet->pieces.count;
            pdf_measure_line(&piece);
            pdf_add(r->pool, &sheet->pieces, piece);
        }
    }
}
