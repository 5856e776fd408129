/* Readings of a word of cells, one by one, and which is the best. Contractions look like punctuation (⠢ is "en" and "?"), like
 * capitals of Roman numbers (⠭ is "ex"), like letters of words that are foreign: liblouis chooses without knowing words. */
#include "filters/braille/ink-words.h"

#include "base/memory.h"
#include "base/text.h"
#include "filters/braille/braille.h"
#include "filters/braille/louis.h"
#include "language/lexicon.h"

#include <stdlib.h>
#include <string.h>

/* ---- Words that are French ------------------------------------------------------------------------------------------ */

/* A word of letters in small ones, and which of its letters were capitals. */
typedef struct word {
    buffer small;
    size_t letters, capitals;
    bool first; /* the first letter is one */
} word;

/* Takes the word at `at`, none where no letter stands there; gives where it ends. */
static const char *take_word(word *w, const char *at)
{
    const char *next = at;
    buffer_reset(&w->small);
    w->letters = w->capitals = 0;
    w->first = false;
    for (uint32_t point; (point = text_next(&next)) != 0 && text_is_letter(point); at = next) {
        bool capital = text_is_upper(point);
        w->first |= capital && !w->letters;
        w->capitals += capital;
        w->letters++;
        buffer_point(&w->small, text_lower(point));
    }
    return at;
}

/* Whether letters are a Roman number in capitals. */
static bool is_roman(const word *w)
{
    static const int values[] = {['i'] = 1, ['v'] = 5, ['x'] = 10, ['l'] = 50, ['c'] = 100, ['d'] = 500, ['m'] = 1000};
    int total = 0, last = 0;
    for (size_t i = w->small.size; i-- > 0;) {
        unsigned char letter = (unsigned char)w->small.data[i];
        int value = letter < sizeof values / sizeof *values ? values[letter] : 0;
        if (!value)
            return false;
        total += value < last ? -value : value;
        last = value > last ? value : last;
    }
    buffer written = BUFFER_EMPTY;
    if (total > 0 && total < 4000)
        buffer_roman(&written, (unsigned)total, false);
    bool same = strcmp(buffer_string(&written), buffer_string(&w->small)) == 0;
    buffer_free(&written);
    return same && w->capitals == w->letters;
}

/* Whether it is a word of French: the lexicon has it, its capitals are all of its letters or the first. Of two letters only
 * frequent ones count: "dx", "ln" are in the lexicon as well. */
static bool is_french(const word *w)
{
    enum { FREQUENT = 100 /* in a million */ };
    lexicon_entry entry;
    static const char functions[] =
        "sin cos tan cot lim log exp max min inf sup arg det dim"; /* in the lexicon, some of them */
    bool function = text_in_list(functions, buffer_string(&w->small));
    bool spelt = w->capitals == w->letters || w->capitals == 0 || (w->capitals == 1 && w->first);
    if (!spelt || function)
        return false;
    if (lexicon_find(buffer_string(&w->small), w->small.size, &entry))
        return w->letters > 2 || lexicon_per_million(entry.frequency) > FREQUENT;
    return is_roman(w);
}

/* Whether a word before an apostrophe is one that loses its vowel there. */
static bool is_elided(const word *w)
{
    return text_in_list("qu jusqu lorsqu puisqu quoiqu presqu quelqu aujourd entr grand prud",
                        buffer_string(&w->small));
}

size_t ink_known_words(const char *text, size_t *words)
{
    word w = {.small = BUFFER_EMPTY};
    size_t known = 0;
    *words = 0;
    for (const char *at = text, *end; *at; at = end) {
        end = take_word(&w, at);
        *words += w.letters > 1;
        known += w.letters > 1 && (*end == '\'' ? is_elided(&w) : is_french(&w));
        if (end == at)
            text_next(&end);
    }
    buffer_free(&w.small);
    return known;
}

/* ---- Readings --------------------------------------------------------------------------------------------------------- */

/* Adds a text with its quotation marks as French ones, by their side of a word. */
static void add_guillemets(const char *text, buffer *out)
{
    for (const char *at = text; *at; at++)
        if (*at != '"')
            buffer_byte(out, *at);
        else
            buffer_text(out, at == text || at[-1] == '(' || at[-1] == ' ' ? "«" : "»");
}

/* What a piece of text may also be. Its neighbours: `letter` before it, a letter after it where `joined`. */
typedef struct other {
    const char *as, *is;
    bool letter, joined;
} other;

static const other others[] = {
    {"en", "?", true, false}, {"?", "en", true, false},         {"±-", "!—", true, true}, {"±-", "!-", true, true},
    {"EX", "X", false, true}, {"comment", "ce?", false, false}, {"?", "en", true, true},
};

static bool is_letter_before(const char *text, const char *at)
{
    return at > text && ((unsigned char)at[-1] >= 0x80 || ascii_is_letter(at[-1]));
}

/* Adds a text with each place of `other` that has its neighbours as what it may be; false where there is none. */
static bool add_other(const char *text, const other *o, buffer *out)
{
    bool any = false;
    size_t size = strlen(o->as);
    for (const char *at = text; *at;) {
        const char *after = at + size;
        bool here = strncmp(at, o->as, size) == 0 && (!o->letter || is_letter_before(text, at));
        bool letter = here && text_is_letter(text_decode(after, strlen(after), &(size_t){0}));
        if (here && (o->joined || !letter)) {
            buffer_text(out, o->is);
            at = after;
            any = true;
        } else
            buffer_byte(out, *at++);
    }
    return any;
}

/* Adds what each part between apostrophes is alone. */
static bool add_parts(const char *louis, const cell *at, size_t count, buffer *out)
{
    bool any = false;
    for (size_t from = 0, to; from <= count; from = to + 1) {
        for (to = from; to < count && (at[to] & CELL_DOTS) != DOT(3); to++)
            ;
        any |= to < count;
        if (to > from && !louis_back(louis, at + from, to - from, out))
            return false;
        if (to < count)
            buffer_byte(out, '\'');
    }
    return any;
}

/* ---- Choice ----------------------------------------------------------------------------------------------------------- */

bool ink_writes(const char *louis, const char *text, const cell *at, size_t count)
{
    cells again = CELLS_EMPTY;
    size_t size = strlen(text), points = 0;
    uint32_t *point = memory_new(size + 1, sizeof *point);
    for (const char *next = text; point && (point[points] = text_next(&next)) != 0; points++)
        point[points] = point[points] < 0x10000 ? point[points] : REPLACEMENT;
    bool same = point && louis_translate(louis, point, points, &again, NULL) && again.count == count;
    for (size_t i = 0; same && i < count; i++)
        same = (again.at[i] & CELL_DOTS) == (at[i] & CELL_DOTS);
    free(point);
    cells_free(&again);
    return same;
}

/* The best reading so far. */
typedef struct choice {
    const char *louis;
    const cell *at;
    size_t count;
    buffer *best;
    int worth;
    bool sure;
} choice;

/* A reading that the louis writes with these cells is worth more than one whose words are known; the first of equals stays. */
static void weigh(choice *c, const char *text, bool sure)
{
    size_t words, known = ink_known_words(text, &words);
    int worth = 4 * sure + 2 * (known == words) + (words && known == words);
    if (c->worth >= worth || !*text)
        return;
    c->worth = worth;
    c->sure = sure;
    if (text != buffer_string(c->best)) {
        buffer_reset(c->best);
        buffer_text(c->best, text);
    }
}

static void consider(choice *c, const buffer *text)
{
    const char *said = buffer_string(text);
    if (!strchr(said, ' '))
        weigh(c, said, ink_writes(c->louis, said, c->at, c->count));
}

/* A long number, whose digits ⠄ parts by threes (Notation mathématique braille, chapter 1), which liblouis does not know: its text.
 * False where the cells are none. */
static bool read_number(const cell *at, size_t count, buffer *text)
{
    static const uint8_t digits[] = {0x3C, 0x21, 0x23, 0x29, 0x39, 0x31, 0x2B, 0x3B, 0x33, 0x2A};
    size_t parts = 0;
    if (count < 6 || (at[0] & CELL_DOTS) != DOT(6))
        return false;
    for (size_t i = 1; i < count; i++) {
        unsigned dots = at[i] & CELL_DOTS;
        const uint8_t *digit = memchr(digits, (int)dots, sizeof digits);
        if (digit)
            buffer_byte(text, (char)('0' + (digit - digits)));
        else if (dots == DOT(3) && i + 3 < count)
            buffer_text(text, "\xC2\xA0");
        else if (dots == DOT(2) || dots == (DOT(2) | DOT(5) | DOT(6)))
            buffer_byte(text, dots == DOT(2) ? ',' : '.');
        else
            return false;
        parts += dots == DOT(3);
    }
    return parts;
}

bool ink_choose(const char *louis, const cell *at, size_t count, bool sure, buffer *text)
{
    enum { ALL = 7, LONGEST = 80 /* cells of a word */ };
    buffer number = BUFFER_EMPTY;
    bool is_number = read_number(at, count, &number);
    if (is_number) {
        buffer_reset(text);
        buffer_add(text, number.data, number.size);
    }
    buffer_free(&number);
    if (is_number)
        return true;
    choice c = {.louis = louis, .at = at, .count = count, .best = text, .worth = -1};
    buffer other_text = BUFFER_EMPTY, first = BUFFER_EMPTY;
    add_guillemets(buffer_string(text), &first);
    buffer_reset(text);
    buffer_add(text, first.data, first.size);
    weigh(&c, buffer_string(text), sure || ink_writes(louis, buffer_string(text), at, count));
    bool whole = strcmp(louis, table_of_grade(GRADE_INTEGRAL)) == 0;
    if (c.worth < ALL && count <= LONGEST) {
        for (size_t i = 0; i < sizeof others / sizeof *others; i++, buffer_reset(&other_text))
            if (add_other(buffer_string(&first), &others[i], &other_text))
                consider(&c, &other_text);
        if (louis_back(louis, at, count, &other_text))
            consider(&c, &other_text);
        buffer_reset(&other_text);
        if (add_parts(louis, at, count, &other_text))
            consider(&c, &other_text);
        buffer_reset(&other_text);
        if (!whole && louis_back(table_of_grade(GRADE_INTEGRAL), at, count, &other_text))
            consider(&c, &other_text);
    }
    buffer_free(&other_text);
    buffer_free(&first);
    return c.sure;
}
