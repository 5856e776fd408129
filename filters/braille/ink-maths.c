/* Formulas among words of cells (Notation mathématique braille, 2007, introduction, II): where they begin and end. */
#include "filters/braille/ink-maths.h"

#include "filters/braille/back.h"
#include "filters/braille/ink.h"

#include <string.h>

enum {
    POOL = 8 << 20,  /* bytes for one formula */
    MOST_WORDS = 60, /* of a matrix or a system in a sentence */
    PREFIX = DOT(6),
    CHANGE = DOT(3),   /* with PREFIX: what follows is a formula with blocks */
    FEWEST_NUMBER = 2, /* signs of its own, behind ⠠ and a digit */
    FEWEST_CERTAIN = 1 /* signs of its own, behind ⠠ */
};

static unsigned dots_at(const cells *line, size_t at)
{
    return at < line->count ? line->at[at] & CELL_DOTS : CELL_BLANK;
}

/* The formula that cells are, read and dropped again: of its nodes only whether there are any is left. */
static back_formula read_formula(const cell *at, size_t count)
{
    buffer text = BUFFER_EMPTY;
    cells_utf8(at, count, &text);
    arena *pool = text.failed ? NULL : arena_new(POOL);
    back_formula found = {0};
    if (pool)
        found = back_read(pool, buffer_string(&text), text.size);
    arena_free(pool);
    buffer_free(&text);
    return found;
}

bool ink_is_formula(const cell *at, size_t count, unsigned strength)
{
    back_formula found = read_formula(at, count);
    return found.row && found.strength >= strength;
}

static size_t word_end(const cells *line, size_t at)
{
    while (dots_at(line, at) != CELL_BLANK)
        at++;
    return at;
}

static bool is_pair(const cells *line, size_t at, unsigned first, unsigned second)
{
    return dots_at(line, at) == first && dots_at(line, at + 1) == second;
}

enum {
    OPEN_DOTS = DOT(2) | DOT(3) | DOT(6),
    SQUARE_DOTS = DOT(1) | DOT(2) | DOT(3) | DOT(5) | DOT(6),
    BAR_DOTS = 0x3F
};

bool ink_opens_rows(const cells *line, size_t from, size_t to)
{
    for (size_t i = from; i + 1 < to; i++)
        if (is_pair(line, i, DOT(4) | DOT(5), OPEN_DOTS) || is_pair(line, i, DOT(4) | DOT(5) | DOT(6), OPEN_DOTS) ||
            is_pair(line, i, DOT(4) | DOT(5), SQUARE_DOTS) || is_pair(line, i, DOT(4) | DOT(5) | DOT(6), BAR_DOTS) ||
            is_pair(line, i, DOT(4) | DOT(6), BAR_DOTS))
            return true;
    return false;
}

/* The cells at a word's end that are the sentence's. */
static size_t punctuation_of(const cells *line, size_t from, size_t end)
{
    buffer text = BUFFER_EMPTY;
    cells_utf8(line->at + from, end - from, &text);
    size_t size = back_punctuation(buffer_string(&text), text.size) / 3;
    buffer_free(&text);
    return size;
}

/* A word's formula without the sentence's punctuation, where that leaves one; else with it. */
static bool word_formula(const cells *line, size_t from, size_t end, unsigned strength, ink_span *found)
{
    size_t mark = punctuation_of(line, from, end);
    *found = (ink_span){from, from, end - mark, end};
    if (mark && ink_is_formula(line->at + from, end - mark - from, strength))
        return true;
    found->to = end;
    return ink_is_formula(line->at + from, end - from, strength);
}

static bool is_row_end(const cells *line, size_t at)
{
    return is_pair(line, at, DOT(6), DOT(3) | DOT(4) | DOT(5)) && dots_at(line, at + 2) == CELL_BLANK;
}

/* A formula whose rows go on behind blanks. A matrix ends with its last bracket; a system with as many words after its last ⠠⠜
 * as its first row has. */
static bool rows_formula(const cells *line, size_t from, ink_span *found)
{
    size_t row = 0, first = 0, end = word_end(line, from);
    bool made = false;
    for (size_t words = 1; words < MOST_WORDS; words++) {
        back_formula read = read_formula(line->at + from, end - from);
        bool last = is_row_end(line, end + 1), ends = read.row && !last;
        row++;
        if ((ends && !read.open) || (ends && first && row == first))
            made = word_formula(line, from, end, FEWEST_CERTAIN, found);
        if (made || end >= line->count)
            return made;
        end = word_end(line, end + 1);
        if (last) {
            first = first ? first : row;
            row = 0;
            end = word_end(line, end + 1);
        }
    }
    return false;
}

/* Where the opening signs of a sentence end: ( « [, perhaps behind ⠰ in contracted braille. */
static size_t opening_end(const cells *line, size_t word)
{
    static const unsigned opening[] = {OPEN_DOTS, DOT(2) | DOT(3) | DOT(5) | DOT(6), SQUARE_DOTS};
    size_t from = word + (dots_at(line, word) == (DOT(5) | DOT(6)));
    for (size_t i = 0; i < sizeof opening / sizeof *opening; i++)
        if (dots_at(line, from) == opening[i] && dots_at(line, from + 1) == PREFIX)
            return from + 1;
    return word;
}

static bool is_digit(unsigned dots)
{
    static const uint8_t digits[] = {0x21, 0x23, 0x29, 0x39, 0x31, 0x2B, 0x3B, 0x33, 0x2A, 0x3C}; /* 1 to 9, 0 */
    return memchr(digits, (int)dots, sizeof digits);
}

bool ink_formula_begins(const cells *line, size_t word, ink_span *found)
{
    size_t from = opening_end(line, word), end = word_end(line, from);
    unsigned next = dots_at(line, from + 1);
    if (dots_at(line, from) != PREFIX || next == CELL_BLANK)
        return false;
    bool root = false;
    for (size_t i = from + 1; i < end; i++)
        root |= dots_at(line, i) == (DOT(3) | DOT(4) | DOT(5));
    /* Numbers of the text begin alike: "1er" has a power, "1/2" a fraction. */
    unsigned fewest = is_digit(next) && !root ? FEWEST_NUMBER : FEWEST_CERTAIN;
    bool made = ink_opens_rows(line, from, end) ? rows_formula(line, from, found)
                                                : word_formula(line, from, end, fewest, found);
    found->begin = word;
    return made;
}

bool ink_word_formula(const cells *line, size_t from, size_t to, unsigned strength, ink_span *found)
{
    size_t start = opening_end(line, from);
    bool prefix = dots_at(line, start) == PREFIX, letter = prefix && to - start > 1 && to - start < 4;
    bool made = start < to && (prefix || strength) &&
                word_formula(line, start, to,
                             letter   ? 0
                             : prefix ? 1
                                      : strength,
                             found);
    found->begin = from;
    return made;
}

/* ---- The reply ------------------------------------------------------------------------------------------------------ */

/* The marks of a sentence; guillemets by their side. */
static void put_mark(unsigned dots, bool before, buffer *reply)
{
    static const struct mark_row {
        unsigned dots;
        const char *before, *after;
    } rows[] = {
        {OPEN_DOTS, "(", "("},       {DOT(2) | DOT(3) | DOT(5) | DOT(6), "«", "»"},
        {SQUARE_DOTS, "[", "["},     {DOT(2) | DOT(5) | DOT(6), ".", "."},
        {DOT(2), ",", ","},          {DOT(2) | DOT(3), ";", ";"},
        {DOT(2) | DOT(6), "?", "?"}, {DOT(2) | DOT(3) | DOT(5), "!", "!"},
        {DOT(2) | DOT(5), ":", ":"}, {DOT(3) | DOT(5) | DOT(6), ")", ")"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].dots == dots)
            buffer_text(reply, before ? rows[i].before : rows[i].after);
}

void ink_put_formula(const cells *line, const ink_span *found, buffer *reply)
{
    for (size_t i = found->begin; i < found->from; i++)
        put_mark(dots_at(line, i), true, reply);
    buffer_byte(reply, INK_FORMULA);
    cells_utf8(line->at + found->from, found->to - found->from, reply);
    buffer_byte(reply, INK_SURE);
    for (size_t i = found->to; i < found->end; i++)
        put_mark(dots_at(line, i), false, reply);
}
