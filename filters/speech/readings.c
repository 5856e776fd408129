/* What the functions of a reading say. */
#include "filters/speech/rules.h"

#include "base/text.h"
#include "language/numbers.h"

#include <stdio.h>
#include <string.h>

enum { DIGITS_OF_ADDRESS = 18 /* as many as a number may have */ };

static bool is_french(const reading_task *t)
{
    return text_in_language(t->words->language, "fr");
}

static void say_cardinal(buffer *out, uint64_t number, const reading_task *t, bool feminine)
{
    if (t->digits)
        buffer_format(out, "%llu", (unsigned long long)number);
    else
        number_cardinal(out, number, t->words->language, feminine);
}

/* Adds digits one by one. */
static void say_digits(buffer *out, const char *digits, size_t size, const reading_task *t)
{
    for (size_t i = 0; i < size; i++) {
        buffer_text(out, i ? " " : "");
        say_cardinal(out, (uint64_t)(digits[i] - '0'), t, false);
    }
}

/* Adds decimals: leading zeros one by one, then up to three digits as a number, more by pairs. */
static void say_decimals(buffer *out, const char *digits, size_t size, const reading_task *t)
{
    size_t zeros = strspn(digits, "0");
    zeros = zeros > size ? size : zeros;
    say_digits(out, digits, zeros, t);
    size_t step = size - zeros <= 3 ? 3 : 2;
    for (size_t at = zeros; at < size; at += step) {
        size_t count = size - at < step ? size - at : step;
        uint64_t value = 0;
        for (size_t i = 0; i < count; i++)
            value = value * 10 + (uint64_t)(digits[at + i] - '0');
        buffer_text(out, at ? " " : "");
        if (digits[at] == '0' && count > 1)
            say_digits(out, digits + at, count, t);
        else
            say_cardinal(out, value, t, false);
    }
}

/* Whether the points of a number part groups of digits, as two of them do: "1.000.000". */
static bool points_group(const char *text, size_t size)
{
    const char *first = memchr(text, '.', size);
    return first && memchr(first + 1, '.', size - (size_t)(first + 1 - text));
}

static bool has_decimals(const char *text, size_t size)
{
    return memchr(text, ',', size) || (memchr(text, '.', size) && !points_group(text, size));
}

void reading_number(buffer *out, const char *text, size_t size, const reading_task *t, bool feminine)
{
    uint64_t whole = 0;
    size_t end = 0, zeros = 0;
    if (t->digits) {
        buffer_add(out, text, size);
        return;
    }
    bool grouped = points_group(text, size);
    for (; end < size && (text[end] == ' ' || (grouped && text[end] == '.') || text_is_digit((unsigned char)text[end]));
         end++)
        if (text_is_digit((unsigned char)text[end]))
            whole = whole * 10 + (uint64_t)(text[end] - '0');
    while (zeros + 1 < end && text[zeros] == '0') {
        say_cardinal(out, 0, t, false);
        buffer_byte(out, ' ');
        zeros++;
    }
    say_cardinal(out, whole, t, feminine);
    if (end < size) {
        buffer_text(out, is_french(t) ? " virgule " : " point ");
        if (is_french(t))
            say_decimals(out, text + end + 1, size - end - 1, t);
        else
            say_digits(out, text + end + 1, size - end - 1, t);
    }
}

static void say_name(buffer *out, const reading_task *t, const char *kind, uint64_t number)
{
    char key[24];
    snprintf(key, sizeof key, "%s %u", kind, (unsigned)(number & 0xFF));
    const char *const *row = word_find(t->words->names, key, strlen(key));
    buffer_text(out, row ? row[1] : "");
}

/* ---- Functions, each with its captures ---- */

typedef void reading_function(buffer *out, const reading_task *t, const capture *a, const capture *b);

static void cardinal(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    (void)b;
    say_cardinal(out, a->number, t, false);
}

static void feminine(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    (void)b;
    say_cardinal(out, a->number, t, true);
}

/* A cardinal that names a place in a row: "page quatre-vingt", without the plural's s. */
static void rank(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    (void)b;
    say_cardinal(out, a->number, t, false);
    if (is_french(t) && (text_ends(buffer_string(out), "vingts") || text_ends(buffer_string(out), "cents")))
        buffer_shorten(out, 1);
}

static void number(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    (void)b;
    reading_number(out, a->text, a->size, t, false);
}

static void ordinal(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    (void)b;
    number_ordinal(out, a->number, t->words->language, false);
}

static void day(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    (void)b;
    if (a->number == 1 || !is_french(t))
        number_ordinal(out, a->number, t->words->language, false);
    else
        say_cardinal(out, a->number, t, false);
}

static void month(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    (void)b;
    say_name(out, t, "month", a->number);
}

static void hours(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    (void)b;
    const char *const *row = word_find(t->words->units, "h", 1);
    buffer_text(out, row ? row[a->number < 2 ? 1 : 2] : "");
}

/* "carrés" after a length, "au carré" after another unit. */
static void say_power(buffer *out, const reading_task *t, const char *const *row, unsigned power, bool plural)
{
    bool agrees = row && strcmp(row[4], "-") != 0 && power <= 3;
    if (power < 2)
        return;
    buffer_byte(out, ' ');
    say_name(out, t, agrees ? (plural ? "powers of lengths" : "power of length") : "power", power <= 3 ? power : 4);
    if (power > 3) {
        buffer_byte(out, ' ');
        say_cardinal(out, power, t, false);
    }
}

static void say_unit(buffer *out, const reading_task *t, const capture *c, bool plural)
{
    if (!c->row)
        return;
    buffer_text(out, c->row[plural ? 2 : 1]);
    say_power(out, t, c->row, c->power, plural);
    if (c->below) {
        buffer_text(out, is_french(t) ? " par " : " per ");
        buffer_text(out, c->below[1]);
        say_power(out, t, strcmp(c->below[4], "carré") == 0 && c->power_below ? c->below : NULL, c->power_below, false);
    }
}

static void units(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    (void)b;
    say_unit(out, t, a, true);
}

/* A number with its unit, in its gender: French has the plural from two on. */
static void quantity(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    bool decimals = has_decimals(a->text, a->size);
    bool plural = is_french(t) ? a->number >= 2 : a->number != 1 || decimals;
    bool female = !decimals && b->row && b->row[3][0] == 'f';
    if (decimals || t->digits)
        reading_number(out, a->text, a->size, t, female);
    else
        say_cardinal(out, a->number, t, female);
    buffer_byte(out, ' ');
    say_unit(out, t, b, plural);
}

bool reading_vulgar(buffer *out, uint64_t above, uint64_t below, const char *language)
{
    static const char *const names[][2] = {{"demi", "half"}, {"tiers", "third"}, {"quart", "quarter"}};
    bool french = text_in_language(language, "fr"), plural = above > 1;
    if (below < 2 || below > 10 || above < 1 || above > 10)
        return false;
    number_cardinal(out, above, language, false);
    buffer_byte(out, ' ');
    if (below <= 4)
        buffer_text(out, !french && below == 2 && plural ? "halve" : names[below - 2][!french]);
    else
        number_ordinal(out, below, language, false);
    buffer_text(out, plural && !(french && below == 3) ? "s" : "");
    return true;
}

/* A fraction: "trois quarts" where it has such a name and is below one, else "douze sur vingt". */
static void fraction(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    if (a->number < b->number && reading_vulgar(out, a->number, b->number, t->words->language))
        return;
    say_cardinal(out, a->number, t, false);
    buffer_text(out, is_french(t) ? " sur " : " over ");
    say_cardinal(out, b->number, t, false);
}

static void exponent(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    (void)b;
    if (!a->negative && (a->number == 2 || a->number == 3))
        say_name(out, t, "power", a->number);
    else {
        say_name(out, t, "power", 4);
        buffer_text(out, !a->negative ? " " : is_french(t) ? " moins " : " minus ");
        say_cardinal(out, a->number, t, false);
    }
}

/* Letters apart, numbers among them in words: "C O deux". */
static void spell(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    size_t length;
    (void)b;
    for (size_t at = 0; at < a->size; at += length) {
        uint32_t point = text_decode(a->text + at, a->size - at, &length);
        buffer_text(out, at ? " " : "");
        uint64_t value = 0;
        size_t digits = 0;
        for (uint32_t digit = point; digits < 9;) {
            unsigned of = digit >= 0x2080 && digit <= 0x2089 ? digit - 0x2080 : text_is_digit(digit) ? digit - '0' : 10;
            if (of > 9)
                break;
            value = value * 10 + of;
            length += digits ? (digit < 0x80 ? 1 : 3) : 0;
            digits++;
            size_t unused;
            digit = at + length < a->size ? text_decode(a->text + at + length, a->size - at - length, &unused) : 0;
        }
        if (digits)
            say_cardinal(out, value, t, false);
        else
            buffer_point(out, point);
    }
}

/* Pairs of digits: a telephone number. */
static void telephone(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    (void)b;
    for (size_t at = 0; at + 1 < a->size; at += 3) {
        buffer_text(out, at ? ", " : "");
        reading_number(out, a->text + at, 2, t, false);
    }
}

static void greek(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    size_t length;
    (void)b;
    char key[24];
    snprintf(key, sizeof key, "%.*s", (int)a->size, a->text);
    uint32_t small = text_lower(text_decode(a->text, a->size, &length));
    length = text_encode(key, small);
    const char *const *row = word_find(t->words->names, key, length);
    if (row)
        buffer_text(out, row[1]);
    else
        buffer_add(out, a->text, a->size);
}

/* Whether letters of an address are spelt: no vowel, or no consonant, among three or fewer. */
static bool is_spelt(const char *text, size_t size)
{
    size_t vowels = 0;
    for (size_t i = 0; i < size; i++)
        vowels += strchr("aeiouyAEIOUY", text[i]) != NULL;
    return size == 1 || (size <= 4 && vowels == 0) || (size == 2);
}

/* Adds a stretch of letters or digits of an address. */
static void say_part(buffer *out, const reading_task *t, const char *text, size_t size)
{
    if (text_is_digit((unsigned char)*text)) {
        reading_number(out, text, size, t, false);
        return;
    }
    if (!is_spelt(text, size)) {
        buffer_add(out, text, size);
        return;
    }
    for (size_t i = 0; i < size; i++) {
        buffer_text(out, i ? " " : "");
        buffer_point(out, text_upper((unsigned char)text[i]));
    }
}

/* An address, its signs by their names. */
static void address(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    (void)b;
    for (size_t at = 0, end; at < a->size; at = end) {
        bool digit = text_is_digit((unsigned char)a->text[at]);
        bool letter = !digit && text_is_letter((unsigned char)a->text[at]);
        for (end = at + 1; (digit || letter) && end < a->size && end - at < DIGITS_OF_ADDRESS; end++)
            if (digit ? !text_is_digit((unsigned char)a->text[end]) : !text_is_letter((unsigned char)a->text[end]))
                break;
        buffer_text(out, at ? " " : "");
        const char *const *row = digit || letter ? NULL : word_find(t->words->names, a->text + at, 1);
        if (digit || letter)
            say_part(out, t, a->text + at, end - at);
        else
            buffer_text(out, row ? row[1] : "");
    }
}

/* "une demi-heure", "un demi-litre". */
static void half(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    (void)b;
    say_cardinal(out, 1, t, a->row && a->row[3][0] == 'f');
    buffer_text(out, " demi-");
    say_unit(out, t, a, false);
}

static void abbreviation(buffer *out, const reading_task *t, const capture *a, const capture *b)
{
    (void)t;
    (void)b;
    buffer_text(out, a->row[3]);
    buffer_text(out, a->after);
}

static const struct function_row {
    char letter;
    unsigned captures;
    reading_function *say;
} functions[] = {
    {'c', 1, cardinal}, {'f', 1, feminine}, {'k', 1, rank},  {'n', 1, number},       {'o', 1, ordinal},
    {'d', 1, day},      {'m', 1, month},    {'h', 1, hours}, {'u', 1, units},        {'q', 2, quantity},
    {'y', 2, fraction}, {'e', 1, exponent}, {'s', 1, spell}, {'z', 1, spell},        {'t', 1, telephone},
    {'g', 1, greek},    {'w', 1, address},  {'v', 1, half},  {'a', 1, abbreviation},
};

static const capture *capture_at(const reading_task *t, char digit)
{
    unsigned number = (unsigned)(digit - '0');
    return &t->captures[number < CAPTURES ? number : 0];
}

/* Says what stands at a dollar sign, and gives its length. */
static size_t say_function(buffer *out, const char *reading, const reading_task *t)
{
    if (text_is_digit((unsigned char)reading[1])) {
        const capture *c = capture_at(t, reading[1]);
        buffer_add(out, c->text ? c->text : "", c->size);
        return 2;
    }
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (functions[i].letter == reading[1]) {
            bool two = functions[i].captures == 2;
            functions[i].say(out, t, capture_at(t, reading[2]), two ? capture_at(t, reading[3]) : NULL);
            return two ? 4 : 3;
        }
    return 1;
}

void reading_add(buffer *out, const char *reading, const reading_task *t)
{
    while (*reading) {
        if (*reading == '$' && reading[1])
            reading += say_function(out, reading, t);
        else {
            buffer_byte(out, *reading == '_' ? ' ' : *reading);
            reading++;
        }
    }
}
