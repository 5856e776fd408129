/* What the elements of a pattern match. */
#include "filters/speech/rules.h"

#include "base/text.h"

#include <string.h>

enum { DIGITS = 18, LONGEST_SYMBOL = 12 };

static bool is_digit_at(const subject *s, size_t at)
{
    return at < s->size && s->text[at] >= '0' && s->text[at] <= '9';
}

static size_t digits_at(const subject *s, size_t at)
{
    size_t end = at;
    while (is_digit_at(s, end))
        end++;
    return end - at;
}

/* The value of the digits in a text; blanks are passed over. */
static uint64_t value_of(const char *text, size_t size)
{
    uint64_t value = 0;
    for (size_t i = 0; i < size; i++)
        if (text[i] >= '0' && text[i] <= '9')
            value = value * 10 + (uint64_t)(text[i] - '0');
    return value;
}

/* The end of groups of three digits that points part: "1.000.000"; two groups at least, or it is a decimal. */
static size_t pointed_groups(const subject *s, size_t end)
{
    size_t groups = 0;
    for (; end < s->size && s->text[end] == '.' && digits_at(s, end + 1) == 3 && groups < 5; groups++)
        end += 4;
    return groups >= 2 ? end : 0;
}

/* A whole number, its groups of three digits apart: "12", "10 000". More digits than are counted are none. */
static size_t match_int(const subject *s, size_t at, capture *c)
{
    size_t end = at + digits_at(s, at), digits = end - at;
    if (!digits || digits > DIGITS)
        return 0;
    while (digits <= 3 && end < s->size && s->text[end] == ' ' && digits_at(s, end + 1) == 3 && end - at < DIGITS)
        end += 4;
    size_t pointed = digits <= 3 && end == at + digits ? pointed_groups(s, end) : 0;
    end = pointed ? pointed : end;
    c->number = value_of(s->text + at, end - at);
    return end - at;
}

/* A number that may have decimals: "3,14", "0.5". */
static size_t match_num(const subject *s, size_t at, capture *c)
{
    size_t size = match_int(s, at, c), end = at + size;
    if (!size || end >= s->size || (s->text[end] != ',' && s->text[end] != '.'))
        return size;
    size_t decimals = digits_at(s, end + 1), after = end + 1 + decimals;
    bool goes_on = after < s->size && (s->text[after] == '.' || s->text[after] == ',') && digits_at(s, after + 1);
    return decimals && !goes_on ? after - at : size;
}

/* Exactly `count` digits, at most `most`. */
static size_t exactly(const subject *s, size_t at, capture *c, size_t count, uint64_t most)
{
    if (digits_at(s, at) != count)
        return 0;
    c->number = value_of(s->text + at, count);
    return c->number <= most ? count : 0;
}

static size_t match_digit(const subject *s, size_t at, capture *c)
{
    return exactly(s, at, c, 1, 9);
}

static size_t match_digits2(const subject *s, size_t at, capture *c)
{
    return exactly(s, at, c, 2, 99);
}

static size_t match_year(const subject *s, size_t at, capture *c)
{
    return exactly(s, at, c, 4, 9999);
}

/* One or two digits from 1 to `most`. */
static size_t up_to(const subject *s, size_t at, capture *c, uint64_t least, uint64_t most)
{
    size_t digits = digits_at(s, at);
    if (digits < 1 || digits > 2)
        return 0;
    c->number = value_of(s->text + at, digits);
    return c->number >= least && c->number <= most ? digits : 0;
}

static size_t match_day(const subject *s, size_t at, capture *c)
{
    return up_to(s, at, c, 1, 31);
}

static size_t match_month(const subject *s, size_t at, capture *c)
{
    return up_to(s, at, c, 1, 12);
}

static size_t match_month2(const subject *s, size_t at, capture *c)
{
    return digits_at(s, at) == 2 ? up_to(s, at, c, 1, 12) : 0;
}

static size_t match_hour(const subject *s, size_t at, capture *c)
{
    return up_to(s, at, c, 0, 24);
}

/* Five pairs of digits that blanks or points part: "01 23 45 67 89". */
static size_t match_phone(const subject *s, size_t at, capture *c)
{
    size_t end = at;
    (void)c;
    for (int pair = 0; pair < 5; pair++) {
        end += pair > 0;
        if (digits_at(s, end) != 2 || (pair > 0 && s->text[end - 1] != ' ' && s->text[end - 1] != '.'))
            return 0;
        end += 2;
    }
    return s->text[at] == '0' ? end - at : 0;
}

/* ---- Roman numerals ---- */

static const struct roman_row {
    const char *letters;
    unsigned value;
} romans[] = {
    {"M", 1000}, {"CM", 900}, {"D", 500}, {"CD", 400}, {"C", 100}, {"XC", 90}, {"L", 50},
    {"XL", 40},  {"X", 10},   {"IX", 9},  {"V", 5},    {"IV", 4},  {"I", 1},
};

/* A numeral written as it should be: each row at most three times, those of two letters, V, L and D once. The letters C,
 * D, L and M alone are none: "Le" is no fiftieth. */
static size_t match_roman(const subject *s, size_t at, capture *c)
{
    size_t end = at;
    c->number = 0;
    for (size_t i = 0; i < sizeof romans / sizeof *romans; i++) {
        size_t size = strlen(romans[i].letters);
        unsigned most = size == 1 && i % 4 == 0 ? 3 : 1;
        for (unsigned times = 0; times < most && end + size <= s->size; times++) {
            if (memcmp(s->text + end, romans[i].letters, size) != 0)
                break;
            end += size;
            c->number += romans[i].value;
        }
    }
    return end - at == 1 && strchr("CDLM", s->text[at]) ? 0 : end - at;
}

/* A numeral of the letters I, V and X alone. */
static size_t match_roman1(const subject *s, size_t at, capture *c)
{
    size_t size = match_roman(s, at, c);
    return size == strspn(s->text + at, "IVX") ? size : 0;
}

static size_t match_roman2(const subject *s, size_t at, capture *c)
{
    size_t size = match_roman1(s, at, c);
    return size >= 2 ? size : 0;
}

/* ---- Words ---- */

static size_t letters_at(const subject *s, size_t at)
{
    size_t end = at, length;
    while (text_is_letter(subject_point(s, end, &length)))
        end += length;
    return end - at;
}

/* Letters, two at least. */
static size_t match_word(const subject *s, size_t at, capture *c)
{
    size_t first, size = letters_at(s, at);
    (void)c;
    subject_point(s, at, &first);
    return size > first ? size : 0;
}

static size_t match_letter(const subject *s, size_t at, capture *c)
{
    size_t first, size = letters_at(s, at);
    (void)c;
    subject_point(s, at, &first);
    return size == first ? size : 0;
}

/* A word with a capital and small letters. */
static size_t match_cap(const subject *s, size_t at, capture *c)
{
    size_t first, second;
    (void)c;
    if (!text_is_upper(subject_point(s, at, &first)))
        return 0;
    uint32_t next = subject_point(s, at + first, &second);
    return text_is_letter(next) && !text_is_upper(next) ? letters_at(s, at) : 0;
}

/* Capitals, two at least, with nothing else; `*capitals` counts them. */
static size_t capitals_at(const subject *s, size_t at, size_t *capitals)
{
    size_t end = at, length;
    *capitals = 0;
    for (; text_is_upper(subject_point(s, end, &length)); end += length)
        ++*capitals;
    return text_is_letter(subject_point(s, end, &length)) ? 0 : end - at;
}

static bool is_vowel(char letter)
{
    return letter && strchr("AEIOUY", letter) != NULL;
}

/* Whether capitals read as a word: a vowel in each stretch, no two vowels or three consonants in a row. */
static bool reads_as_word(const char *text, size_t size)
{
    unsigned vowels = 0, run = 1;
    for (size_t i = 0; i < size; i++) {
        vowels += is_vowel(text[i]);
        run = i && is_vowel(text[i]) == is_vowel(text[i - 1]) ? run + 1 : 1;
        if ((unsigned char)text[i] >= 0x80 || run > (is_vowel(text[i]) ? 1 : 2))
            return false;
    }
    bool edges = size > 1 && !(run == 2 && !is_vowel(text[size - 1])) && !(!is_vowel(text[0]) && !is_vowel(text[1]));
    return size >= 5 && vowels >= 2 && edges;
}

/* Whether the word before or after an offset is in capitals too, as in a title. */
static bool in_capitals(const subject *s, size_t at, size_t size)
{
    size_t capitals, length, after = at + size, begin = at;
    while (after < s->size && strchr(" '-:", s->text[after]))
        after++;
    if (after > at + size && capitals_at(s, after, &capitals) && capitals > 1)
        return true;
    while (begin > 0 && strchr(" '-:", s->text[begin - 1]))
        begin--;
    size_t word = begin;
    while (word > 0 && text_is_letter(subject_before(s, word)))
        do
            word--;
        while (word > 0 && ((unsigned char)s->text[word] & 0xC0) == 0x80);
    (void)subject_point(s, word, &length);
    return word < begin && begin < at && capitals_at(s, word, &capitals) && capitals > 1;
}

/* An acronym that is spelt: two to six capitals that do not read as a word, in a sentence that is not all in capitals. */
static size_t match_acronym(const subject *s, size_t at, capture *c)
{
    size_t capitals, size = capitals_at(s, at, &capitals);
    (void)c;
    if (capitals < 2 || capitals > 6 || !size || size != capitals)
        return 0;
    return reads_as_word(s->text + at, size) || in_capitals(s, at, size) ? 0 : size;
}

/* Names of points: two or three capitals. */
static size_t match_points(const subject *s, size_t at, capture *c)
{
    size_t capitals, size = capitals_at(s, at, &capitals);
    (void)c;
    return capitals >= 2 && capitals <= 3 ? size : 0;
}

/* The gender of a noun in the singular by its table: the word itself, else its longest ending. */
static bool is_feminine(const subject *s, const char *word, size_t size)
{
    const char *const *row = word_find(s->words->genders, word, size);
    for (size_t from = 0; !row && from < size; from++) {
        char ending[16] = "-";
        if (size - from > sizeof ending - 2 || ((unsigned char)word[from] & 0xC0) == 0x80)
            continue;
        memcpy(ending + 1, word + from, size - from);
        row = word_find(s->words->genders, ending, size - from + 1);
    }
    return row && row[1][0] == 'f';
}

/* A feminine noun, in the singular or the plural, that a number may stand before. */
static size_t match_feminine(const subject *s, size_t at, capture *c)
{
    size_t size = letters_at(s, at);
    (void)c;
    if (size < 2 || text_is_upper((unsigned char)s->text[at]))
        return 0;
    bool plural = s->text[at + size - 1] == 's' || s->text[at + size - 1] == 'x';
    return is_feminine(s, s->text + at, size) || (plural && is_feminine(s, s->text + at, size - 1)) ? size : 0;
}

/* A letter of the Greek alphabet that stands alone. */
static size_t match_greek(const subject *s, size_t at, capture *c)
{
    size_t length;
    uint32_t point = subject_point(s, at, &length);
    (void)c;
    return point >= 0x391 && point <= 0x3C9 && letters_at(s, at) == length ? length : 0;
}

/* ---- Signs ---- */

/* Raised and lowered digits, with the code points in the order of their values. */
static const uint32_t raised[] = {0x2070, 0xB9, 0xB2, 0xB3, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079};

static size_t match_super(const subject *s, size_t at, capture *c)
{
    size_t length, end = at;
    if (subject_point(s, at, &length) == 0x207B) {
        c->negative = true;
        end += length;
    }
    for (bool found = true; found && end - at < 12;) {
        uint32_t point = subject_point(s, end, &length);
        found = false;
        for (unsigned i = 0; i < 10 && !found; i++)
            if (raised[i] == point) {
                c->number = c->number * 10 + i;
                end += length;
                found = true;
            }
    }
    return c->negative && end - at <= 3 ? 0 : end - at;
}

static size_t match_sub(const subject *s, size_t at, capture *c)
{
    size_t end = at, length;
    for (uint32_t point; (point = subject_point(s, end, &length)) >= 0x2080 && point <= 0x2089 && end - at < 12;) {
        c->number = c->number * 10 + (point - 0x2080);
        end += length;
    }
    return end - at;
}

/* A place to write in: three low lines, five points, or two ellipses, at least. */
static size_t match_blank(const subject *s, size_t at, capture *c)
{
    size_t end = at, length, weight = 0;
    (void)c;
    for (uint32_t point;; end += length) {
        point = subject_point(s, end, &length);
        unsigned worth = point == '_' ? 4 : point == '.' ? 2 : point == 0x2026 ? 5 : 0;
        if (!worth)
            break;
        weight += worth;
    }
    return weight >= 10 ? end - at : 0;
}

/* ---- Units ---- */

/* The longest symbol of the units' table at an offset; its row in `*row`. */
static size_t symbol_at(const subject *s, size_t at, const char *const **row)
{
    size_t longest = 0, most = s->size - at < LONGEST_SYMBOL ? s->size - at : LONGEST_SYMBOL;
    for (size_t size = 1; size <= most; size++) {
        const char *const *found = word_find(s->words->units, s->text + at, size);
        if (found) {
            *row = found;
            longest = size;
        }
    }
    return longest;
}

/* A unit with its power, and another after "/" ("m/s²"). */
static size_t match_unit(const subject *s, size_t at, capture *c)
{
    capture power = {0}, below = {0};
    size_t end = at + symbol_at(s, at, &c->row);
    if (end == at)
        return 0;
    if (match_super(s, end, &power) && !power.negative)
        end += match_super(s, end, &(capture){0});
    else
        power.number = 0;
    c->power = (unsigned)power.number;
    if (end < s->size && s->text[end] == '/') {
        size_t size = symbol_at(s, end + 1, &c->below), after = end + 1 + size, length;
        if (size && !text_is_letter(subject_point(s, after, &length)))
            end = after + match_super(s, after, &below);
        else
            c->below = NULL;
    }
    c->power_below = (unsigned)below.number;
    return end - at;
}

/* A unit of two characters at least, which is no word or name. */
static size_t match_unit2(const subject *s, size_t at, capture *c)
{
    size_t size = match_unit(s, at, c), first;
    subject_point(s, at, &first);
    return size > first || (size && first > 1) ? size : 0;
}

static size_t match_money(const subject *s, size_t at, capture *c)
{
    static const char *const symbols[] = {"€", "$", "£", "¥", "CHF", "EUR"};
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        size_t size = strlen(symbols[i]);
        if (size <= s->size - at && memcmp(s->text + at, symbols[i], size) == 0 && symbol_at(s, at, &c->row) == size)
            return size;
    }
    return 0;
}

static size_t match_h(const subject *s, size_t at, capture *c)
{
    bool found = s->text[at] == 'h' || s->text[at] == 'H';
    c->row = found ? word_find(s->words->units, "h", 1) : NULL;
    return c->row ? 1 : 0;
}

/* ---- Addresses and formulas ---- */

static bool is_address_character(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte && strchr("-_.@/:~+?=&%#", byte));
}

/* An address of the web or of mail, or the name of a file: a word of ASCII with a point or an at sign inside. */
static size_t match_address(const subject *s, size_t at, capture *c)
{
    size_t end = at, letters = 0;
    (void)c;
    if (at > 0 && is_address_character(s->text[at - 1]))
        return 0;
    while (end < s->size && is_address_character(s->text[end]))
        end++;
    while (end > at && strchr(".:?&=#%+", s->text[end - 1]))
        end--;
    size_t size = end - at, point = end;
    bool mail = size && memchr(s->text + at, '@', size), web = size > 8 && memcmp(s->text + at, "http", 4) == 0;
    web |= size > 6 && memcmp(s->text + at, "www.", 4) == 0;
    while (point > at && s->text[point - 1] != '.')
        point--;
    for (size_t i = point; i < end; i++)
        letters += (s->text[i] >= 'a' && s->text[i] <= 'z');
    bool file = point > at + 2 && end - point >= 2 && end - point <= 4 && letters >= 2 && s->text[at] != '.' &&
                !memchr(s->text + at, '/', size) && s->text[point - 2] != '.';
    return (mail && point > at) || web || file ? size : 0;
}

static const char elements_of_chemistry[] =
    " H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Ag Cd Sn Sb "
    "I Xe Cs Ba W Pt Au Hg Pb Bi Rn Ra U ";

/* The length of a chemical element's symbol at an offset: two letters before one. */
static size_t symbol_of_element(const subject *s, size_t at)
{
    for (size_t size = 2; size > 0; size--) {
        char name[5] = " ";
        if (at + size > s->size)
            continue;
        memcpy(name + 1, s->text + at, size);
        name[size + 1] = ' ';
        bool letters = name[1] >= 'A' && name[1] <= 'Z' && (size == 1 || (name[2] >= 'a' && name[2] <= 'z'));
        if (letters && strstr(elements_of_chemistry, name))
            return size;
    }
    return 0;
}

/* Symbols of chemical elements with numbers; how many of each in the last three. */
static size_t symbols_at(const subject *s, size_t at, size_t *symbols, size_t *numbers, size_t *doubles)
{
    size_t end = at;
    *symbols = *numbers = *doubles = 0;
    for (size_t size; (size = symbol_of_element(s, end)) != 0; ++*symbols) {
        *doubles += size == 2;
        end += size;
        capture number = {0};
        size_t lowered = match_sub(s, end, &number), digits = lowered ? lowered : digits_at(s, end);
        *numbers += digits > 0;
        end += digits;
    }
    return end - at;
}

/* A chemical formula: symbols of elements, with numbers, or of which one has two letters. */
static size_t match_formula(const subject *s, size_t at, capture *c)
{
    size_t symbols, numbers, doubles, size = symbols_at(s, at, &symbols, &numbers, &doubles);
    (void)c;
    bool lowered = numbers && (unsigned char)s->text[at + size - 1] >= 0x80;
    return (symbols >= 2 && (numbers || doubles)) || (symbols == 1 && lowered) ? size : 0;
}

/* The same before an ion's charge, where one symbol is enough. */
static size_t match_symbols(const subject *s, size_t at, capture *c)
{
    size_t symbols, numbers, doubles;
    (void)c;
    return symbols_at(s, at, &symbols, &numbers, &doubles);
}

/* Whether what follows an abbreviation is what its table asks for. */
static bool context_holds(const subject *s, size_t end, const char *when)
{
    size_t length, next = end;
    while (next < s->size && s->text[next] == ' ')
        next++;
    uint32_t point = subject_point(s, next, &length);
    if (strcmp(when, "number") == 0)
        return text_is_digit(point) || (point && point < 0x80 && strchr("IVXLC", (int)point));
    if (strcmp(when, "name") == 0)
        return next > end && text_is_upper(point);
    return strcmp(when, "any") == 0;
}

/* The longest abbreviation whose context is there. A point that also ends the sentence is said again. */
static size_t match_abbreviation(const subject *s, size_t at, capture *c)
{
    size_t length, most = s->size - at < 24 ? s->size - at : 24;
    for (size_t size = most; size >= 2; size--) {
        size_t end = at + size;
        const char *const *row =
            subject_is_inside(s, end) ? NULL : word_find(s->words->abbreviations, s->text + at, size);
        if (!row || !context_holds(s, end, row[2]))
            continue;
        uint32_t next = subject_point(s, end, &length);
        size_t rest = end;
        while (rest < s->size && s->text[rest] == ' ')
            rest++;
        bool last = s->text[end - 1] == '.' && rest == s->size && strcmp(row[1], "no") != 0;
        c->row = row;
        c->after = last ? "." : text_is_digit(next) || text_is_letter(next) ? " " : "";
        return size;
    }
    return 0;
}

static const element elements[] = {
    {"abbreviation", "a", match_abbreviation},
    {"acronym", "A", match_acronym},
    {"address", "0a", match_address},
    {"blank", "_.\xE2", match_blank},
    {"cap", "A", match_cap},
    {"day", "0", match_day},
    {"digit", "0", match_digit},
    {"digits2", "0", match_digits2},
    {"feminine", "a", match_feminine},
    {"formula", "A", match_formula},
    {"greek", "A", match_greek},
    {"h", "hH", match_h},
    {"hour", "0", match_hour},
    {"int", "0", match_int},
    {"letter", "a", match_letter},
    {"money", "$CE\xC2\xE2", match_money},
    {"month", "0", match_month},
    {"month2", "0", match_month2},
    {"num", "0", match_num},
    {"phone", "0", match_phone},
    {"points", "A", match_points},
    {"roman", "A", match_roman},
    {"roman1", "A", match_roman1},
    {"roman2", "A", match_roman2},
    {"sub", "\xE2", match_sub},
    {"symbols", "A", match_symbols},
    {"super", "\xC2\xE2", match_super},
    {"unit", "*", match_unit},
    {"unit2", "*", match_unit2},
    {"word", "a", match_word},
    {"year", "0", match_year},
};

const element *element_named(const char *name, size_t size)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (text_is(name, size, elements[i].name))
            return &elements[i];
    return NULL;
}
