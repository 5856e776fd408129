/* What the French code asks beyond single characters (Code braille français uniformisé, 2008). */
#include "base/text.h"
#include "filters/braille/glyphs.h"

#include <string.h>

static bool is_one_of(uint32_t point, const char *list)
{
    return point && point < 0x80 && strchr(list, (int)point);
}

/* Whether a blank at `i`, the first of its run, is one that French print puts around punctuation and braille does not write: before ; : ? !
 * and », after «. Between two numbers the colon is a division, and keeps its blanks. */
static bool is_print_blank(const glyphs *g, size_t i)
{
    uint32_t before = i ? g->at[i - 1].point : 0;
    while (before && i + 1 < g->count && g->at[i + 1].point == ' ' && !(g->at[i + 1].marks & LOOK_LINE))
        i++;
    uint32_t after = i + 1 < g->count ? g->at[i + 1].point : 0;
    if (!before)
        return false;
    if (before == 0xAB || after == 0xBB)
        return true;
    if (!is_one_of(after, ";:?!"))
        return false;
    bool ends = i + 2 >= g->count || !glyph_is_word(&g->at[i + 2]);
    bool ratio = after == ':' && text_is_digit(before) && i + 3 < g->count && g->at[i + 2].point == ' ' &&
                 text_is_digit(g->at[i + 3].point);
    return ends && !ratio;
}

/* Digits from `i` on. */
static size_t digits_at(const glyphs *g, size_t i)
{
    size_t count = 0;
    while (i + count < g->count && text_is_digit(g->at[i + count].point))
        count++;
    return count;
}

/* Whether the blank at `i` groups thousands: one to three digits (no leading zero) before, then groups of exactly three.
 * An ordinary blank is one only where no other number follows the groups: "1 200 500 1000" are three numbers. */
static bool is_thousands(const glyphs *g, size_t i)
{
    size_t start = i;
    while (start && i - start < 4 && text_is_digit(g->at[start - 1].point))
        start--;
    size_t before = i - start;
    bool inside = start && (g->at[start].marks & MARK_THOUSANDS);
    if (!before || before > 3 || digits_at(g, i + 1) != 3 || (!inside && g->at[start].point == '0'))
        return false;
    if (!inside && start && (glyph_is_word(&g->at[start - 1]) || is_one_of(g->at[start - 1].point, ",.")))
        return false;
    if (g->at[i].marks & LOOK_GLUE)
        return true;
    size_t end = i;
    while (end < g->count && g->at[end].point == ' ' && digits_at(g, end + 1) == 3)
        end += 4;
    return !(end < g->count && g->at[end].point == ' ' && digits_at(g, end + 1));
}

/* Takes out the blanks that braille does not write, and those that follow another. A blank of thousands leaves the mark
 * ⠄ on the digit after it. */
static void fold_blanks(glyphs *g)
{
    for (size_t i = 0; i < g->count; i++) {
        if (g->at[i].point != ' ' || (g->at[i].marks & LOOK_LINE))
            continue;
        bool thousands = is_thousands(g, i), double_blank = i && g->at[i - 1].point == ' ';
        if (thousands)
            g->at[i + 1].marks |= MARK_THOUSANDS;
        if (double_blank || thousands || is_print_blank(g, i))
            g->at[i].marks |= LOOK_GONE;
    }
    size_t kept = 0;
    for (size_t i = 0; i < g->count; i++)
        if (!(g->at[i].marks & LOOK_GONE))
            g->at[kept++] = g->at[i];
    g->count = kept;
}

/* ---- Words ------------------------------------------------------------------------------------------------------ */

/* A word: what stands between blanks. */
typedef struct word {
    size_t from, to;
} word;

static bool next_word(const glyphs *g, word *w, size_t end)
{
    size_t i = w->to;
    while (i < end && g->at[i].point == ' ')
        i++;
    w->from = i;
    while (i < end && g->at[i].point != ' ')
        i++;
    w->to = i;
    return w->from < w->to;
}

/* Letters of a word, how many of them are capitals, and how many can make no Roman number. */
typedef struct letters {
    unsigned all, capitals, beyond_roman, digits;
} letters;

static letters letters_of(const glyphs *g, word w)
{
    letters found = {0};
    for (size_t i = w.from; i < w.to; i++) {
        uint32_t point = g->at[i].point;
        found.digits += text_is_digit(point);
        if (point >= GLYPH_OBJECT || !text_is_letter(point))
            continue;
        found.all++;
        found.capitals += text_is_upper(point);
        found.beyond_roman += !is_one_of(point, "IVXLCDM");
    }
    return found;
}

static size_t first_letter(const glyphs *g, word w)
{
    size_t i = w.from;
    while (i + 1 < w.to && !text_is_letter(g->at[i].point))
        i++;
    return i;
}

/* Marks the passage of capitals from `first` to `last`: ⠒⠨ before the first word, ⠨ before the last, letters small. */
static void mark_capitals(glyphs *g, word first, word last)
{
    for (size_t i = first.from; i < last.to; i++)
        if (g->at[i].point < GLYPH_OBJECT)
            g->at[i].point = text_lower(g->at[i].point);
    g->at[first_letter(g, first)].marks |= MARK_CAPITALS_PASSAGE;
    g->at[first_letter(g, last)].marks |= MARK_CAPITALS_LAST;
}

/* Passages of four words or more in capitals. Lists of single letters, of Roman numbers or of names of two letters
 * (segments, chemical elements) are no passage; a word without letters neither counts nor ends one. */
static void capitals(glyphs *g)
{
    word w = {0}, first = {0}, last = {0};
    unsigned words = 0, telling = 0, longer = 0;
    for (bool more = true; more;) {
        more = next_word(g, &w, g->count);
        letters found = more ? letters_of(g, w) : (letters){0};
        if (more && !found.all && g->at[w.from].point != GLYPH_OBJECT)
            continue;
        if (more && found.all && found.capitals == found.all && !found.digits) {
            if (!words++)
                first = w;
            last = w;
            telling += found.all >= 2 && found.beyond_roman;
            longer += found.all >= 3 && found.beyond_roman;
            continue;
        }
        if (words >= 4 && longer && telling * 2 >= words)
            mark_capitals(g, first, last);
        words = telling = longer = 0;
    }
}

/* ---- Emphasis --------------------------------------------------------------------------------------------------- */

static bool is_emphasised(const glyph *one)
{
    return (one->marks & LOOK_EMPHASIS) != 0;
}

/* Whether the characters at `i` - 1 and `i` stand in the same word. An apostrophe ends what stands before it. */
static bool is_inside_word(const glyphs *g, size_t i)
{
    return i && i < g->count && glyph_is_word(&g->at[i - 1]) && glyph_is_word(&g->at[i]);
}

/* Marks [from, to), which is emphasised and has no blank at its ends: ⠸ before each word, or ⠒⠸ before the first of
 * four and ⠸ before the last; ⠢ and ⠔ around a part of a word, and around an elided one before a word without emphasis. A formula or a sign alone is not marked. */
static void mark_emphasis(glyphs *g, size_t from, size_t to)
{
    word w = {from, from}, last = w;
    unsigned words = 0;
    bool letters_in = false;
    for (size_t i = from; i < to; i++)
        letters_in |= glyph_is_word(&g->at[i]);
    if (!letters_in)
        return;
    while (next_word(g, &w, to)) {
        words++;
        last = w;
    }
    bool elided = to + 1 < g->count && (g->at[to].point == '\'' || g->at[to].point == 0x2019) &&
                  glyph_is_word(&g->at[to + 1]) && !is_emphasised(&g->at[to + 1]);
    if (is_inside_word(g, from) || is_inside_word(g, to) || elided) {
        g->at[from].marks |= MARK_EMPHASIS_OPENS;
        g->at[to - 1].marks |= MARK_EMPHASIS_CLOSES;
        return;
    }
    if (words >= 4) {
        g->at[from].marks |= MARK_EMPHASIS_PASSAGE;
        g->at[last.from].marks |= MARK_EMPHASIS_WORD;
        return;
    }
    for (w = (word){from, from}; next_word(g, &w, to);)
        g->at[w.from].marks |= MARK_EMPHASIS_WORD;
}

static void emphasis(glyphs *g)
{
    for (size_t i = 0; i < g->count; i++) {
        if (!is_emphasised(&g->at[i]) || g->at[i].point == ' ')
            continue;
        size_t end = i, after = i;
        for (; after < g->count && (is_emphasised(&g->at[after]) || g->at[after].point == ' '); after++)
            if (g->at[after].point != ' ')
                end = after + 1;
        while (end > i + 1 && !glyph_is_word(&g->at[end - 1]) && g->at[end - 1].point != GLYPH_OBJECT)
            end--;
        mark_emphasis(g, i, end);
        i = after - 1;
    }
}

/* Raised letters after a number or a letter get the exponent's sign: "1er", "Mme". Digits are the scientific pass's. */
static void raised(glyphs *g)
{
    for (size_t i = 1; i < g->count; i++)
        if ((g->at[i].marks & LOOK_RAISED) && !(g->at[i - 1].marks & LOOK_RAISED) && text_is_letter(g->at[i].point) &&
            glyph_is_word(&g->at[i - 1]))
            g->at[i].marks |= MARK_EXPONENT;
}

/* liblouis takes the capitals around a straight apostrophe for one word in capitals ("L'Europe"), those around U+2019 not. */
static void apostrophes(glyphs *g)
{
    for (size_t i = 1; i + 2 < g->count; i++)
        if (g->at[i].point == '\'' && text_is_upper(g->at[i - 1].point) && text_is_upper(g->at[i + 1].point) &&
            text_is_letter(g->at[i + 2].point) && !text_is_upper(g->at[i + 2].point))
            g->at[i].point = 0x2019;
}

void french_marks(glyphs *g)
{
    fold_blanks(g);
    apostrophes(g);
    emphasis(g);
    raised(g);
    capitals(g);
}
