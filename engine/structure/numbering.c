#include "numbering.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

enum { DIGITS = 3, ROMAN_LETTERS = 5 };

static size_t skip_blanks(const char *text, size_t size, size_t at)
{
    size_t length;
    while (at < size && text_is_space(text_decode(text + at, size - at, &length)))
        at += length;
    return at;
}

/* The value of a Roman number of small size in canonical form, 0 where it is none. */
static int roman_value(const char *text, size_t size)
{
    static const struct {
        const char *letters;
        int value;
    } parts[] = {{"XX", 20}, {"X", 10}, {"IX", 9},  {"VIII", 8}, {"VII", 7}, {"VI", 6},
                 {"V", 5},   {"IV", 4}, {"III", 3}, {"II", 2},   {"I", 1}};
    int value = 0;
    size_t at = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && at < size; i++) {
        size_t length = strlen(parts[i].letters);
        if (length <= size - at && !memcmp(text + at, parts[i].letters, length) &&
            (parts[i].value >= 10 || at + length == size)) {
            value += parts[i].value;
            at += length;
        }
    }
    return at == size ? value : 0;
}

/* Reads the number itself from `*at` on. */
static void read_value(numbering *n, const char *text, size_t size, size_t *at)
{
    size_t begin = *at, end = begin;
    while (end < size && end - begin < DIGITS && text_is_digit((unsigned char)text[end]))
        n->value = n->value * 10 + (text[end++] - '0');
    if (end > begin) {
        n->kind = NUMBERING_NUMBER;
        while (end + 1 < size && text[end] == '.' && text_is_digit((unsigned char)text[end + 1]) && end - begin < 9)
            for (n->kind = NUMBERING_DECIMAL, n->value = 0, end++;
                 end < size && text_is_digit((unsigned char)text[end]) && n->value < 1000;)
                n->value = n->value * 10 + (text[end++] - '0');
        *at = end;
        return;
    }
    while (end < size && end - begin < ROMAN_LETTERS && strchr("IVX", text[end]))
        end++;
    if (end > begin && (n->value = roman_value(text + begin, end - begin)) != 0)
        n->kind = NUMBERING_ROMAN;
    else if (begin < size && text[begin] >= 'A' && text[begin] <= 'H')
        *n = (numbering){.kind = NUMBERING_CAPITAL, .value = text[begin] - 'A' + 1}, end = begin + 1;
    else if (begin < size && text[begin] >= 'a' && text[begin] <= 'z')
        *n = (numbering){.kind = NUMBERING_LETTER, .value = text[begin] - 'a' + 1}, end = begin + 1;
    *at = end;
}

static bool is_dash(uint32_t point)
{
    return point == '-' || point == 0x2013 || point == 0x2014 || point == 0x2010 || point == 0x2011;
}

static numbering bullet_of(const char *text, size_t size, size_t at)
{
    static const uint32_t signs[] = {'-',    '*',    0x2013, 0x2014, 0x2022, 0x2023, 0x25CF, 0x25AA, 0x25A0,
                                     0x2192, 0x27A2, 0x2794, 0x25E6, 0x25CB, 0x2043, 0xB7,   0xF0B7, 0x25BA};
    size_t length = 0;
    uint32_t point = at < size ? text_decode(text + at, size - at, &length) : 0;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t end = skip_blanks(text, size, at + length);
        if (point == signs[i] && end > at + length && end < size)
            return (numbering){.kind = NUMBERING_BULLET, .value = (int)point, .length = end};
    }
    return (numbering){0};
}

numbering numbering_of(const char *text, size_t size)
{
    numbering n = {0};
    size_t begin = skip_blanks(text, size, 0), at = begin, length = 1;
    read_value(&n, text, size, &at);
    if (n.kind == NUMBERING_NONE)
        return bullet_of(text, size, begin);
    size_t sign = skip_blanks(text, size, at);
    uint32_t point = sign < size ? text_decode(text + sign, size - sign, &length) : 0;
    bool dash = is_dash(point) && sign > at;
    bool decimal = n.kind == NUMBERING_DECIMAL && sign > at;
    if (!dash && (sign != at || !point || point > 0x7F || !strchr(".)/-", (int)point))) {
        n.length = sign;
        return decimal ? n : (numbering){0};
    }
    n.after = dash ? '-' : (char)point;
    size_t end = sign + length;
    if (point == '.' && end < size && text[end] == ')') /* "1.)" */
        end++;
    n.length = skip_blanks(text, size, end);
    bool tight = n.length == end && end < size;
    bool wordy = n.kind == NUMBERING_CAPITAL || n.kind == NUMBERING_ROMAN || point == '-';
    uint32_t next = tight ? text_decode(text + end, size - end, &length) : 0;
    if (tight && (text_is_digit(next) || (point != ')' && (wordy || !text_is_letter(next)))))
        return (numbering){0};
    return n;
}
