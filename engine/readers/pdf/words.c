/* Characters to words, words to lines. poppler has put both into lines already: a blank parts words, a newline ends a line. */
#include "pdf.h"

#include "base/text.h"

#include <math.h>

pdf_box pdf_join(pdf_box a, pdf_box b)
{
    return (pdf_box){pdf_least(a.left, b.left), pdf_least(a.top, b.top), pdf_most(a.right, b.right),
                     pdf_most(a.bottom, b.bottom)};
}

bool pdf_holds(pdf_box outer, pdf_box inner, float slack)
{
    float x = (inner.left + inner.right) / 2, y = (inner.top + inner.bottom) / 2;
    return x >= outer.left - slack && x <= outer.right + slack && y >= outer.top - slack && y <= outer.bottom + slack;
}

pdf_piece *pdf_add(arena *pool, pdf_pieces *list, pdf_piece piece)
{
    if (list->count == list->room) {
        size_t room = list->room ? 2 * list->room : 16;
        pdf_piece *more = arena_alloc(pool, room * sizeof *more);
        if (!more)
            return NULL;
        if (list->count)
            memcpy(more, list->at, list->count * sizeof *more);
        list->at = more;
        list->room = room;
    }
    list->at[list->count] = piece;
    return &list->at[list->count++];
}

/* Bullets of Symbol and Wingdings, which fonts keep in the private area, by their low byte. */
uint32_t pdf_plain_point(uint32_t point)
{
    static const struct {
        uint8_t from;
        uint32_t to;
    } rows[] = {{0x6C, 0x25CF}, {0x6E, 0x25A0}, {0x6F, 0x2610}, {0x71, 0x2751}, {0x72, 0x2752}, {0x75, 0x25C6},
                {0x76, 0x2756}, {0x9F, 0x2022}, {0xA7, 0x25AA}, {0xA8, 0x2610}, {0xB7, 0x2022}, {0xD8, 0x27A2},
                {0xE0, 0x2192}, {0xF0, 0x21E8}, {0xFC, 0x2713}, {0xFE, 0x2611}};
    if (point < 0xF000 || point > 0xF0FF)
        return point;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].from == (point & 0xFF))
            return rows[i].to;
    return point;
}

bool pdf_is_bullet(uint32_t point)
{
    static const uint32_t bullets[] = {0x2022, 0x25CF, 0x25CB, 0x25E6, 0x25AA, 0x25AB, 0x25A0, 0x2013, 0x27A2, 0x2023,
                                       0x25B6, 0x25BA, 0x2756, 0x25C6, 0x2043, 0x2219, 0x2043, 0x21E8, 0x2713};
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (bullets[i] == point)
            return true;
    return false;
}

/* The size that most characters of a word have; where the font says none, by the height of its characters. */
static float size_of(const pdf_reading *r, const pdf_glyph *glyphs, size_t count)
{
    float most = 0, size = 0;
    for (size_t i = 0, same; i < count; i += same) {
        for (same = 1; i + same < count && glyphs[i + same].look == glyphs[i].look; same++)
            continue;
        float said = r->file.looks[glyphs[i].look].size;
        if ((float)same > most) {
            most = (float)same;
            size = said >= 1 ? said : pdf_height(glyphs[i].box) / 1.2f;
        }
    }
    return size;
}

static pdf_word word_of(const pdf_reading *r, const pdf_glyph *glyphs, size_t count)
{
    pdf_word word = {.box = glyphs->box, .glyphs = glyphs, .count = count};
    for (size_t i = 1; i < count; i++)
        word.box = pdf_join(word.box, glyphs[i].box);
    word.size = size_of(r, glyphs, count);
    /* poppler's boxes end below the base line by the font's descent, about a fifth of the size */
    word.base = word.box.bottom - 0.2f * word.size;
    return word;
}

void pdf_measure_line(pdf_piece *line)
{
    float most = 0;
    for (size_t i = 0; i < line->count; i++) {
        const pdf_word *w = &line->words[i];
        line->box = i ? pdf_join(line->box, w->box) : w->box;
        float width = (float)w->count;
        if (width >= most && !(i && w->answer)) {
            most = width;
            line->size = w->size;
            line->base = w->base;
        }
    }
    for (size_t i = 0; i < line->count; i++)
        line->words[i].floor = line->base;
}

/* Whether a character is a blank between words for poppler. */
static bool parts_words(uint32_t point)
{
    return point == ' ' || point == '\n' || point == '\r' || point == '\t' || point == '\f' || point == 0xA0;
}

/* Whether a word is what a list's item begins with: "•", "-", "1.", "2)", "a)", "b.", "IV.". */
bool pdf_is_marker(const pdf_word *word)
{
    uint32_t first = word->count ? pdf_plain_point(word->glyphs[0].point) : 0;
    uint32_t last = word->count ? word->glyphs[word->count - 1].point : 0;
    if (word->count == 1)
        return pdf_is_bullet(first) || first == '-' || first == '*' || first == 0x2610 || first == 0x2751 ||
               first == 0x2752;
    if (word->count > 4 || (last != '.' && last != ')' && last != 0xB0))
        return false;
    for (size_t i = 0; i + 1 < word->count; i++)
        if (!text_is_digit(word->glyphs[i].point) && !(word->count == 2 && text_is_letter(first)))
            return false;
    return true;
}

/* A line of the words from `first` to the last; only blanks give none. */
static void add_line(pdf_reading *r, pdf_sheet *sheet, pdf_word *words, size_t count)
{
    if (!count)
        return;
    pdf_word *own = arena_alloc(r->pool, count * sizeof *own);
    if (!own)
        return;
    memcpy(own, words, count * sizeof *own);
    pdf_piece line = {.kind = PDF_PIECE_LINE, .words = own, .count = count, .natural = (uint32_t)sheet->pieces.count};
    pdf_measure_line(&line);
    pdf_add(r->pool, &sheet->pieces, line);
}

/* Whether two lines, one after the other, are parts of one line that poppler has parted: on one base, a word's blank or a
 * list's sign between them. */
static bool goes_on(const pdf_piece *a, const pdf_piece *b)
{
    const pdf_word *last = &a->words[a->count - 1], *first = b->words;
    float size = pdf_most(a->size, b->size), gap = first->box.left - last->box.right;
    bool beside = fabsf(a->base - b->base) < 0.25f * size || pdf_shared_y(last->box, first->box) > 0.6f * size;
    bool sign = a->count == 1 && pdf_is_marker(last);
    return beside && gap > -0.3f * size && gap < (sign ? 4 : 0.7f) * size;
}

static void join_parted(pdf_reading *r, pdf_sheet *sheet)
{
    size_t kept = 0;
    for (size_t i = 0; i < sheet->pieces.count; i++) {
        pdf_piece *before = kept ? &sheet->pieces.at[kept - 1] : NULL, *line = &sheet->pieces.at[i];
        pdf_word *all =
            before && goes_on(before, line) ? arena_alloc(r->pool, (before->count + line->count) * sizeof *all) : NULL;
        if (!all) {
            sheet->pieces.at[kept++] = *line;
            continue;
        }
        memcpy(all, before->words, before->count * sizeof *all);
        memcpy(all + before->count, line->words, line->count * sizeof *all);
        before->words = all;
        before->count += line->count;
        pdf_measure_line(before);
    }
    sheet->pieces.count = kept;
}

void pdf_find_lines(pdf_reading *r, pdf_sheet *sheet)
{
    const pdf_page *page = sheet->page;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < page->glyph_count; i++)
        room += parts_words(page->glyphs[i].point);
    pdf_word *words = arena_alloc(r->pool, (room + 1) * sizeof *words);
    for (size_t i = 0, length; words && i < page->glyph_count; i += length + 1) {
        for (length = 0; i + length < page->glyph_count && !parts_words(page->glyphs[i + length].point); length++)
            continue;
        if (length)
            words[count++] = word_of(r, page->glyphs + i, length);
        if (i + length >= page->glyph_count || page->glyphs[i + length].point == '\n') {
            add_line(r, sheet, words, count);
            count = 0;
        }
    }
    if (words)
        add_line(r, sheet, words, count);
    join_parted(r, sheet);
}

uint32_t pdf_first_point(const pdf_piece *line)
{
    return line->count && line->words->count ? pdf_plain_point(line->words->glyphs->point) : 0;
}
