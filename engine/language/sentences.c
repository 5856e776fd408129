/* Sentence ends, found from left to right with a look ahead of bounded length, so that a text is cut in linear time. */
#include "language/sentences.h"

#include "base/text.h"
#include "language/words.h"

#include <string.h>

enum {
    LONGEST_FORM = 24,      /* bytes of the longest abbreviation that is looked for */
    LONGEST_QUOTATION = 160 /* bytes of a quotation that stays whole in its sentence */
};

typedef struct scan {
    const char *text;
    size_t size;
    const word_table *abbreviations, *starts;
} scan;

/* The code point at an offset, 0 at the end; its length in `*length`. */
static uint32_t point_at(const scan *s, size_t at, size_t *length)
{
    *length = 0;
    return at < s->size ? text_decode(s->text + at, s->size - at, length) : 0;
}

/* Where the character before an offset begins; the offset must be above 0. */
static size_t back(const scan *s, size_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)s->text[at] & 0xC0) == 0x80);
    return at;
}

static bool is_terminator(uint32_t point)
{
    return point == '.' || point == '!' || point == '?' || point == 0x2026 || point == 0x3002;
}

/* Marks that belong to the sentence they close: quotes, brackets. */
static bool is_closing(uint32_t point)
{
    return point == 0x00BB || point == 0x201D || point == '"' || point == ')' || point == ']' || point == 0x2019;
}

/* Marks that can begin a sentence: quotes, brackets, dashes of dialogue, bullets, boxes to tick. */
static bool is_opening(uint32_t point)
{
    static const uint32_t marks[] = {0x00AB, 0x201C, '"',    '(',    '[',    0x2014, 0x2013, '-', 0x2022, 0x00BF,
                                     0x00A1, 0x25A1, 0x25AA, 0x2610, 0x2611, 0x2794, 0x2192, '*', '#'};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i] == point)
            return true;
    return false;
}

static bool is_word(uint32_t point)
{
    return text_is_letter(point) || text_is_digit(point) || point == '\'' || point == 0x2019 || point == '-';
}

/* The end of the word that begins at an offset. */
static size_t word_end(const scan *s, size_t at)
{
    size_t length;
    while (is_word(point_at(s, at, &length)))
        at += length;
    return at;
}

static size_t skip_spaces(const scan *s, size_t at)
{
    size_t length;
    while (text_is_space(point_at(s, at, &length)))
        at += length;
    return at;
}

/* Whether a word can begin at an offset: at the text's begin, after no character of a word, after an elision. */
static bool is_edge(const scan *s, size_t at)
{
    size_t length;
    uint32_t before = at ? point_at(s, back(s, at), &length) : 0;
    return !is_word(before) || before == '\'' || before == 0x2019;
}

/* The row of the abbreviation that ends at `end`, or NULL: the longest form that begins at a word's edge. */
static const char *const *abbreviation_before(const scan *s, size_t end)
{
    const char *const *found = NULL;
    size_t least = end > LONGEST_FORM ? end - LONGEST_FORM : 0;
    for (size_t at = end; s->abbreviations && at > least;) {
        at = back(s, at);
        const char *const *row = is_edge(s, at) ? word_find(s->abbreviations, s->text + at, end - at) : NULL;
        found = row ? row : found;
    }
    return found;
}

/* Whether the word at an offset is one that begins a sentence, such as an article. */
static bool is_start(const scan *s, size_t at)
{
    size_t length;
    if (is_opening(point_at(s, at, &length)))
        return true;
    size_t end = word_end(s, at);
    for (size_t cut = at; cut < end; cut++)
        if (s->text[cut] == '\'' || (cut + 3 <= end && memcmp(s->text + cut, "’", 3) == 0)) {
            char elided[8] = {0};
            if (cut - at > sizeof elided - 2)
                break;
            memcpy(elided, s->text + at, cut - at);
            elided[cut - at] = '\'';
            return s->starts && word_find(s->starts, elided, strlen(elided));
        }
    return s->starts && word_find(s->starts, s->text + at, end - at);
}

/* Whether the point at `at` follows the item number or letter that the text begins with ("1.", "a.", "II."). */
static bool ends_item_number(const scan *s, size_t at)
{
    size_t begin = skip_spaces(s, 0), length;
    if (at == begin || at - begin > 4)
        return false;
    bool digits = text_is_digit(point_at(s, begin, &length));
    for (size_t i = begin; i < at; i++)
        if (digits ? !text_is_digit((unsigned char)s->text[i]) : !strchr("IVX", s->text[i]) && at - begin > 1)
            return false;
    return digits || (at - begin == 1 ? text_is_letter((unsigned char)s->text[begin]) : true);
}

/* Whether the point at `at` stands after one capital letter: "J. Prévert". */
static bool after_initial(const scan *s, size_t at)
{
    size_t length;
    if (at == 0)
        return false;
    size_t letter = back(s, at);
    if (!text_is_upper(point_at(s, letter, &length)))
        return false;
    if (letter == 0)
        return true;
    uint32_t before = point_at(s, back(s, letter), &length);
    return !text_is_letter(before) && !text_is_digit(before) && before != '\'' && before != 0x2019;
}

/* Whether the point at `at` belongs to what stands before it, so that it ends no sentence before the word at `next`. */
static bool is_held(const scan *s, size_t at, size_t next)
{
    if (ends_item_number(s, at))
        return true;
    const char *const *row = abbreviation_before(s, at + 1);
    if (row && strcmp(row[1], "may") != 0)
        return strcmp(row[1], "no") == 0;
    return (row || after_initial(s, at)) && !is_start(s, next);
}

/* Whether a sentence can begin with the character at an offset. */
static bool can_begin(const scan *s, size_t at)
{
    size_t length;
    uint32_t point = point_at(s, at, &length);
    if (is_opening(point)) {
        point = point_at(s, skip_spaces(s, at + length), &length);
        return !text_is_letter(point) || text_is_upper(point) || text_lower(point) == text_upper(point);
    }
    return text_is_upper(point) || text_is_digit(point) ||
           (text_is_letter(point) && text_lower(point) == text_upper(point));
}

/* Past the quotation that opens at `at`, where it closes soon and something of the sentence follows; else `at`. */
static size_t past_quotation(const scan *s, size_t at)
{
    size_t length, most = at + LONGEST_QUOTATION;
    for (size_t i = at; i < s->size && i < most; i += length) {
        uint32_t point = point_at(s, i, &length);
        if (point != 0x00BB)
            continue;
        size_t last = at;
        for (size_t j = i; j > at && last == at; j = back(s, j))
            if (!text_is_space(point_at(s, back(s, j), &length)))
                last = back(s, j);
        bool whole = is_terminator(point_at(s, last, &length));
        return whole ? last : i + 2;
    }
    return at;
}

/* The end of the sentence whose terminators begin at `at`, blanks after it included, or 0 where it goes on. */
static size_t end_at(const scan *s, size_t at)
{
    size_t length, end = at, last = at;
    while (is_terminator(point_at(s, end, &length))) {
        last = end;
        end += length;
    }
    for (size_t next = end;;) {
        next = skip_spaces(s, end);
        if (!is_closing(point_at(s, next, &length)) || (next > end && point_at(s, next, &length) != 0x00BB))
            break;
        end = next + length;
    }
    size_t next = skip_spaces(s, end);
    if (next == s->size)
        return next;
    if (next == end && point_at(s, last, &length) != 0x3002)
        return 0;
    bool single = last == at && s->text[at] == '.';
    return can_begin(s, next) && !(single && is_held(s, at, next)) ? next : 0;
}

/* Past the blanks at `at` where they hold an empty line, which ends any sentence; else 0. */
static size_t past_empty_line(const scan *s, size_t at)
{
    size_t lines = 0, end = skip_spaces(s, at);
    for (size_t i = at; i < end; i++)
        lines += s->text[i] == '\n';
    return lines > 1 ? end : 0;
}

size_t sentence_length(const char *text, size_t size, const char *language)
{
    bool english = text_in_language(language, "en");
    scan s = {text, size, english ? &words_en_abbreviations : &words_fr_abbreviations,
              english ? &words_en_starts : &words_fr_starts};
    for (size_t at = skip_spaces(&s, 0), length; at < size; at += length) {
        uint32_t point = point_at(&s, at, &length);
        size_t end = is_terminator(point) ? end_at(&s, at) : text[at] == '\n' ? past_empty_line(&s, at) : 0;
        if (end)
            return end;
        size_t passed = point == 0x00AB ? past_quotation(&s, at) : at;
        if (passed > at)
            length = passed - at;
        for (size_t more; is_terminator(point) && is_terminator(point_at(&s, at + length, &more));)
            length += more;
    }
    return size;
}
