/* What looks like numbers but is cut out of formulas whole: dates, times, telephone numbers, addresses. */
#include "typed-cutter.h"

#include "base/text.h"

#include <string.h>

/* Raised and lowered characters of Unicode. */
static const raised_row raised[] = {
    {0xB2, '2', TYPED_UPPER},   {0xB3, '3', TYPED_UPPER},   {0xB9, '1', TYPED_UPPER},   {0x2070, '0', TYPED_UPPER},
    {0x2074, '4', TYPED_UPPER}, {0x2075, '5', TYPED_UPPER}, {0x2076, '6', TYPED_UPPER}, {0x2077, '7', TYPED_UPPER},
    {0x2078, '8', TYPED_UPPER}, {0x2079, '9', TYPED_UPPER}, {0x207A, '+', TYPED_UPPER}, {0x207B, '-', TYPED_UPPER},
    {0x207F, 'n', TYPED_UPPER}, {0x2071, 'i', TYPED_UPPER}, {0x02E3, 'x', TYPED_UPPER}, {0x1D4F, 'k', TYPED_UPPER},
    {0x2080, '0', TYPED_LOWER}, {0x2081, '1', TYPED_LOWER}, {0x2082, '2', TYPED_LOWER}, {0x2083, '3', TYPED_LOWER},
    {0x2084, '4', TYPED_LOWER}, {0x2085, '5', TYPED_LOWER}, {0x2086, '6', TYPED_LOWER}, {0x2087, '7', TYPED_LOWER},
    {0x2088, '8', TYPED_LOWER}, {0x2089, '9', TYPED_LOWER}, {0x208A, '+', TYPED_LOWER}, {0x208B, '-', TYPED_LOWER},
    {0x2099, 'n', TYPED_LOWER}, {0x2096, 'k', TYPED_LOWER}, {0x1D62, 'i', TYPED_LOWER}, {0x2093, 'x', TYPED_LOWER},
};

const raised_row *raised_of(uint32_t point)
{
    if (point < 0xB2)
        return NULL;
    for (size_t i = 0; i < sizeof raised / sizeof *raised; i++)
        if (raised[i].point == point)
            return &raised[i];
    return NULL;
}

/* ---- Looking ----------------------------------------------------------------------------------------------------- */

uint32_t point_at(const cutter *c, size_t at, size_t *length)
{
    size_t ignored;
    return at < c->size ? text_decode(c->text + at, c->size - at, length ? length : &ignored) : 0;
}

uint8_t mark_at(const cutter *c, size_t at)
{
    return c->marks ? c->marks[at] : TYPED_LINE;
}

size_t digits_from(const cutter *c, size_t at)
{
    size_t count = 0;
    while (at + count < c->size && text_is_digit((unsigned char)c->text[at + count]) &&
           mark_at(c, at + count) == mark_at(c, at))
        count++;
    return count;
}

size_t letters_from(const cutter *c, size_t at)
{
    size_t end = at, length;
    while (end < c->size && mark_at(c, end) == mark_at(c, at)) {
        uint32_t point = point_at(c, end, &length);
        if (!text_is_letter(point) || raised_of(point))
            break;
        end += length;
    }
    return end - at;
}

size_t chunk_end(const cutter *c, size_t at)
{
    enum { LONGEST = 200 };
    size_t length, begin = at;
    for (; at < c->size && at - begin < LONGEST; at += length)
        if (text_is_space(point_at(c, at, &length)) || mark_at(c, at) >= TYPED_SHUT)
            break;
    return at;
}

/* ---- Compounds that are no formula ------------------------------------------------------------------------------- */

/* "12/09/2024", "3-4-2025", "1.2.3": numbers with the same sign between them twice; its size, 0 for none. */
static size_t dated(const cutter *c)
{
    enum { LONGEST = 16 };
    size_t at = c->at, count = 0;
    char sign = 0;
    for (size_t digits; count < LONGEST && (digits = digits_from(c, at)) > 0; at++) {
        at += digits;
        count++;
        if (at >= c->size || !strchr("/-.:", c->text[at]) || (sign && c->text[at] != sign))
            break;
        sign = c->text[at];
    }
    size_t size = at - c->at;
    if (count < 3 || !text_is_digit((unsigned char)c->text[at - 1]))
        return 0;
    size_t length;
    uint32_t next = point_at(c, at, &length);
    return sign == '-' && (next == '=' || next == ' ') && count == 3 && size < 6 ? 0 : size;
}

/* "05/06", "8h30", "14:30", "6ème", "6e1", "3D", "2025-2026", "24h/24", "06 12 34 56 78". */
static size_t clocked(const cutter *c, size_t digits)
{
    size_t at = c->at + digits, end = chunk_end(c, at), letters = at < end ? letters_from(c, at) : 0;
    const char *next = c->text + at;
    bool upper = at < c->size && mark_at(c, at) == TYPED_UPPER;
    if (letters && upper && typed_ordinal(next, letters))
        return digits + letters;
    if (*c->text && c->text[c->at] == '0' && digits == 2 && at + 1 < end && strchr("/.", *next) &&
        digits_from(c, at + 1) == 2)
        return digits + 3;
    if (at + 2 < end && *next == '/' && digits_from(c, at + 1) == 2 && next[1] == '0')
        return digits + 3;
    if (letters == 1 && strchr("hHeE", *next) && at + 1 < end &&
        (text_is_digit((unsigned char)next[1]) || (strchr("eE", *next) && strchr(",.;:)", next[1]))))
        return end - c->at;
    if (letters == 1 && (*next == 'e' || *next == 'D') && (at + 1 >= end || *next == 'D'))
        return digits + 1;
    if (letters == 1 && strchr("hj", *next) && at + 2 < end && next[1] == '/' && text_is_digit((unsigned char)next[2]))
        return end - c->at;
    if (letters > 1 && typed_ordinal(next, letters))
        return digits + letters + (at + letters < end ? digits_from(c, at + letters) : 0);
    if (digits <= 2 && at + 2 < end && *next == ':' && digits_from(c, at + 1) == 2 &&
        (at + 3 == end || strchr(").,;", next[3])))
        return digits + 3;
    if (digits == 4 && at + 1 < end && (*next == '-' || *next == '/') &&
        strchr("12", *c->text ? c->text[c->at] : ' ') && digits_from(c, at + 1) == 4)
        return digits + 5;
    return 0;
}

/* "06 12 34 56 78", with blanks, points or hyphens. */
static size_t telephone(const cutter *c)
{
    size_t at = c->at, pairs = 0, length = 0;
    while (digits_from(c, at) == 2) {
        at += 2;
        pairs++;
        uint32_t sign = point_at(c, at, &length);
        if (sign != ' ' && sign != 0xA0 && sign != 0x202F && sign != '.' && sign != '-')
            return pairs >= 5 ? at - c->at : 0;
        at += length;
    }
    return pairs >= 5 ? at - length - c->at : 0;
}

/* An address, a path, a file's name, an electronic one: all of the chunk; 0 for none. */
size_t addressed(const cutter *c)
{
    size_t end = chunk_end(c, c->at);
    const char *text = c->text + c->at;
    size_t size = end - c->at;
    for (size_t i = 0; i + 1 < size; i++) {
        bool letters = i >= 2 && ascii_is_letter(text[i - 1]) && ascii_is_letter(text[i + 1]);
        if (text[i] == '@' || text[i] == '\\' ||
            (text[i] == ':' && i + 2 < size && text[i + 1] == '/' && text[i + 2] == '/'))
            return size;
        if (letters && text[i] == '_' && ascii_is_letter(text[i - 2]))
            return size;
        if (letters && text[i] == '.' && ascii_is_letter(text[i - 2]) && i + 2 < size && ascii_is_letter(text[i + 2]))
            return size;
    }
    return 0;
}

/* A level of a language, "A2", at an offset. */
static bool is_level(const cutter *c, size_t at)
{
    return at + 1 < c->size && c->text[at] >= 'A' && c->text[at] <= 'C' &&
           (c->text[at + 1] == '1' || c->text[at + 1] == '2') && mark_at(c, at) == TYPED_LINE &&
           mark_at(c, at + 1) == TYPED_LINE;
}

size_t language_levels(const cutter *c)
{
    size_t at = c->at, count = 0, length = 0;
    const typed_token *last = c->out->count ? &c->out->at[c->out->count - 1] : NULL;
    while (is_level(c, at)) {
        at += 2;
        count++;
        if (at >= c->size || c->text[at] != '/')
            break;
        at++;
    }
    uint32_t next = point_at(c, at, &length);
    size_t solid = at + (text_is_space(next) ? length : 0);
    if (count < 2 || c->text[at - 1] == '/' || text_is_letter(next) || text_is_digit(next))
        return 0;
    bool factor = last && (last->kind == TYPED_RELATION || last->kind == TYPED_TIMES);
    return factor || (solid < c->size && c->text[solid] == '=') ? 0 : at - c->at; /* "A1/A2 = 3": a ratio */
}

size_t compound(const cutter *c, size_t digits)
{
    size_t size = dated(c);
    size = size ? size : telephone(c);
    return size || mark_at(c, c->at) != TYPED_LINE ? size : clocked(c, digits);
}
