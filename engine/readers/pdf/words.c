/* Characters to words, words to lines. poppler has put both into lines already: a blank parts words, a newline ends a line. */
#include "pdf.h"

#include "base/text.h"

#include <math.h>
#include <strings.h>

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

/* Whether a word is digits alone, as the number of a note is. */
static bool is_number(const pdf_word *word)
{
    for (size_t i = 0; i < word->count; i++)
        if (!text_is_digit(word->glyphs[i].point))
            return false;
    return word->count && word->count <= 3;
}

/* Whether a word is the raised number of a note that a line begins with: smaller than the line. */
static bool is_mark(const pdf_word *word, const pdf_piece *line)
{
    return is_number(word) && word->size < 0.85f * line->size;
}

bool pdf_begins_note(const pdf_piece *line)
{
    return line->count > 1 && is_mark(line->words, line);
}

/* Whether two lines, one after the other, are parts of one line that poppler has parted: on one base, a word's blank or a
 * list's sign between them. */
static bool goes_on(const pdf_piece *a, const pdf_piece *b)
{
    const pdf_word *last = &a->words[a->count - 1], *first = b->words;
    float size = pdf_most(a->size, b->size), gap = first->box.left - last->box.right;
    bool beside = fabsf(a->base - b->base) < 0.25f * size || pdf_shared_y(last->box, first->box) > 0.6f * size;
    bool sign = a->count == 1 && pdf_is_marker(last);
    if (a->count == 1 && is_mark(last, b) && pdf_shared_y(last->box, first->box) > 0.3f * pdf_height(last->box))
        return gap > -0.3f * size && gap < 1.2f * size;
    return beside && gap > -0.3f * size && gap < (sign ? 4 : 0.7f) * size;
}

/* Puts the words of a line behind those of another. */
static bool append_line(pdf_reading *r, pdf_piece *to, pdf_piece *line)
{
    pdf_word *all = arena_alloc(r->pool, (to->count + line->count) * sizeof *all);
    if (!all)
        return false;
    memcpy(all, to->words, to->count * sizeof *all);
    memcpy(all + to->count, line->words, line->count * sizeof *all);
    to->words = all;
    to->count += line->count;
    line->count = 0;
    pdf_measure_line(to);
    return true;
}

/* The line that a list's sign alone stands before; NULL where there is none near. */
static pdf_piece *line_of_sign(pdf_sheet *sheet, const pdf_piece *sign)
{
    pdf_piece *best = NULL;
    for (size_t i = 0; i < sheet->pieces.count; i++) {
        pdf_piece *line = &sheet->pieces.at[i];
        bool takes = pdf_is_marker(sign->words) || is_mark(sign->words, line);
        if (line != sign && takes && line->count && line->box.left > sign->box.right - 1 && goes_on(sign, line) &&
            (!best || line->box.left < best->box.left))
            best = line;
    }
    return best;
}

static void join_parted(pdf_reading *r, pdf_sheet *sheet)
{
    size_t kept = 0;
    for (size_t i = 0; i < sheet->pieces.count; i++) {
        pdf_piece *before = kept ? &sheet->pieces.at[kept - 1] : NULL, *line = &sheet->pieces.at[i];
        if (!before || !goes_on(before, line) || !append_line(r, before, line))
            sheet->pieces.at[kept++] = *line;
    }
    sheet->pieces.count = kept;
    for (size_t i = 0; i < kept; i++) {
        pdf_piece *sign = &sheet->pieces.at[i];
        pdf_piece *line = sign->count == 1 && (pdf_is_marker(sign->words) || is_number(sign->words))
                              ? line_of_sign(sheet, sign)
                              : NULL;
        if (line && append_line(r, sign, line))
            sign->natural = sign->natural < line->natural ? sign->natural : line->natural;
    }
    pdf_drop_empty(&sheet->pieces);
}

/* Whether two characters follow one another up or down the page, as turned text does: their boxes are as wide as the font is
 * high, and touch. */
static bool runs_upright(pdf_box a, pdf_box b, float size)
{
    float wide = pdf_width(a), gap = -pdf_shared_y(a, b);
    return wide > 0.85f * size && pdf_width(b) - wide < 0.05f * size && wide - pdf_width(b) < 0.05f * size &&
           pdf_shared_x(a, b) > 0.9f * wide && gap < 0.35f * size && gap > -0.2f * size;
}

/* Whether a character does not go on where the one before ends: poppler puts no blank where it takes up a new line. */
bool pdf_is_parted(const pdf_reading *r, const pdf_glyph *before, const pdf_glyph *g)
{
    float size = r->file.looks[g->look].size >= 1 ? r->file.looks[g->look].size : pdf_height(g->box);
    float gap = g->box.left - before->box.right, shared = pdf_shared_y(before->box, g->box);
    if (runs_upright(before->box, g->box, size))
        return false;
    return gap > 0.35f * size || gap < -2 * size || shared <= 0;
}

/* Whether a word runs up or down the page. */
static bool goes_up(const pdf_word *word)
{
    return word->count >= 2 && pdf_height(word->box) > 1.3f * pdf_width(word->box) &&
           pdf_height(word->box) > 1.5f * word->size;
}

/* Whether a new line (`up`: of a text that runs up the page) begins with a word: it stands far from the one before, or elsewhere. */
static bool begins_line(const pdf_word *before, const pdf_word *word, bool up)
{
    if (up)
        return pdf_shared_x(before->box, word->box) < 0.4f * pdf_least(pdf_width(before->box), pdf_width(word->box)) ||
               pdf_shared_y(before->box, word->box) < -2 * pdf_most(before->size, word->size);
    float gap = word->box.left - before->box.right, size = pdf_most(before->size, word->size);
    bool same = pdf_shared_y(before->box, word->box) > 0.3f * pdf_least(pdf_height(before->box), pdf_height(word->box));
    if (!same) /* a raised number stands close to its word */
        return gap > 0.5f * size || gap < -0.5f * size;
    return gap > 1.6f * size || gap < -size;
}

/* Characters of symbol fonts that stand at their low bytes ("§" is a square of Wingdings) as Unicode's. */
static void read_symbols(const pdf_reading *r, const pdf_page *page)
{
    for (size_t i = 0; i < page->glyph_count; i++) {
        pdf_glyph *g = &page->glyphs[i];
        const char *font = r->file.looks[g->look].font;
        bool dings = strcasestr(font, "wingdings") != NULL, symbol = strcasestr(font, "symbol") != NULL;
        if (g->point > 0x20 && g->point <= 0xFF && (dings || (symbol && g->point == 0xB7))) {
            uint32_t plain = pdf_plain_point(0xF000 + g->point);
            g->point = plain >= 0xF000 ? g->point : plain;
        }
    }
}

void pdf_find_lines(pdf_reading *r, pdf_sheet *sheet)
{
    const pdf_page *page = sheet->page;
    size_t count = 0;
    bool up = false; /* the line runs up or down the page */
    pdf_word *words = arena_alloc(r->pool, (page->glyph_count + 1) * sizeof *words);
    read_symbols(r, page);
    for (size_t i = 0, length; words && i < page->glyph_count; i += length) {
        const pdf_glyph *g = page->glyphs + i;
        length = 1;
        if (!parts_words(g->point)) {
            while (i + length < page->glyph_count && !parts_words(g[length].point) &&
                   !pdf_is_parted(r, g + length - 1, g + length))
                length++;
            words[count++] = word_of(r, g, length);
            up = (up && count > 1) || goes_up(&words[count - 1]);
        }
        bool ends = i + length >= page->glyph_count || (parts_words(g->point) && g->point == '\n');
        bool far =
            count > 1 && length && !parts_words(g->point) && begins_line(&words[count - 2], &words[count - 1], up);
        if (far) {
            add_line(r, sheet, words, count - 1);
            words[0] = words[count - 1];
            count = 1;
        }
        if (ends) {
            add_line(r, sheet, words, count);
            count = 0;
        }
    }
    join_parted(r, sheet);
    for (size_t i = 0; i < sheet->pieces.count; i++) {
        pdf_piece *line = &sheet->pieces.at[i];
        line->turned =
            line->count && pdf_height(line->box) > 3 * line->size && pdf_height(line->box) > 2 * pdf_width(line->box);
    }
}

void pdf_drop_empty(pdf_pieces *pieces)
{
    size_t kept = 0;
    for (size_t i = 0; i < pieces->count; i++)
        if (pieces->at[i].kind != PDF_PIECE_LINE || pieces->at[i].count)
            pieces->at[kept++] = pieces->at[i];
    pieces->count = kept;
}

uint32_t pdf_first_point(const pdf_piece *line)
{
    return line->count && line->words->count ? pdf_plain_point(line->words->glyphs->point) : 0;
}
