#include "text.h"

#include <string.h>

size_t text_encode(char bytes[4], uint32_t point)
{
    if (point > 0x10FFFF || (point >= 0xD800 && point < 0xE000))
        point = REPLACEMENT;
    if (point < 0x80) {
        bytes[0] = (char)point;
        return 1;
    }
    size_t length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (size_t i = length; i-- > 1; point >>= 6)
        bytes[i] = (char)(0x80 | (point & 0x3F));
    bytes[0] = (char)((0xF00 >> length & 0xFF) | point);
    return length;
}

uint32_t text_decode_long(const char *text, size_t size, size_t *length)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *in = (const unsigned char *)text;
    size_t count = !size          ? 0
                   : in[0] < 0x80 ? 1
                   : in[0] < 0xC2 ? 0
                   : in[0] < 0xE0 ? 2
                   : in[0] < 0xF0 ? 3
                   : in[0] < 0xF5 ? 4
                                  : 0;
    *length = 1;
    if (count == 1)
        return in[0];
    if (!count || count > size)
        return REPLACEMENT;
    uint32_t point = in[0] & (0x7Fu >> count);
    for (size_t i = 1; i < count; i++) {
        if ((in[i] & 0xC0) != 0x80)
            return REPLACEMENT;
        point = point << 6 | (in[i] & 0x3F);
    }
    if (point < least[count] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000))
        return REPLACEMENT;
    *length = count;
    return point;
}

bool text_is_clean(const char *text, size_t size)
{
    for (size_t i = 0, length; i < size; i += length) {
        unsigned char byte = (unsigned char)text[i];
        length = 1;
        if (byte >= 0x20 && byte < 0x80)
            continue;
        if (byte < 0x20) {
            if (byte != '\t' && byte != '\n' && byte != '\r')
                return false;
            continue;
        }
        uint32_t point = text_decode(text + i, size - i, &length);
        if ((point == REPLACEMENT && length == 1) || point == 0xFFFE || point == 0xFFFF)
            return false;
    }
    return true;
}

size_t text_length(const char *text)
{
    size_t count = 0;
    while (text_next(&text))
        count++;
    return count;
}

bool text_is_space_beyond(uint32_t point)
{
    return point == 0x85 || point == 0xA0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200A) ||
           point == 0x2028 || point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x3000;
}

bool text_is_blank(const char *text)
{
    while (text && *text)
        if (!text_is_space(text_next(&text)))
            return false;
    return true;
}

bool text_part_is_blank(const char *text, size_t size)
{
    for (size_t at = 0, length; at < size; at += length)
        if (!text_is_space(text_decode(text + at, size - at, &length)))
            return false;
    return true;
}

bool ascii_is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

bool ascii_is_blank(const char *text)
{
    while (text && ascii_is_space(*text))
        text++;
    return !text || !*text;
}

int ascii_hex(char byte)
{
    char small = ascii_lower(byte);
    return byte >= '0' && byte <= '9' ? byte - '0' : small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

int ascii_percent(const char *text, size_t size)
{
    int high = size > 2 && *text == '%' ? ascii_hex(text[1]) : -1, low = high >= 0 ? ascii_hex(text[2]) : -1;
    return low >= 0 ? high << 4 | low : -1;
}

static bool same_bytes(const char *a, const char *b, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (ascii_lower(a[i]) != ascii_lower(b[i]))
            return false;
    return true;
}

bool text_in_list(const char *list, const char *word)
{
    if (!list || !word || !*word)
        return false;
    size_t size = strlen(word);
    while (*list) {
        size_t same = 0;
        while (same < size && ascii_lower(list[same]) == ascii_lower(word[same]) && !ascii_is_space(list[same]))
            same++;
        list += same;
        if (same == size && (!*list || ascii_is_space(*list)))
            return true;
        while (*list && !ascii_is_space(*list))
            list++;
        while (ascii_is_space(*list))
            list++;
    }
    return false;
}

bool text_same(const char *a, const char *b)
{
    if (!a || !b)
        return a == b;
    size_t size = strlen(a);
    return size == strlen(b) && same_bytes(a, b, size);
}

bool text_is(const char *text, size_t size, const char *other)
{
    return size == strlen(other) && memcmp(text, other, size) == 0;
}

bool text_ends(const char *text, const char *ending)
{
    size_t size = text ? strlen(text) : 0, wanted = strlen(ending);
    return text && size >= wanted && memcmp(text + size - wanted, ending, wanted) == 0;
}

bool text_in_language(const char *tag, const char *range)
{
    size_t size = strlen(range);
    if (!tag || strnlen(tag, size) < size || !same_bytes(tag, range, size))
        return false;
    return !tag[size] || tag[size] == '-' || tag[size] == '_';
}

size_t text_skip_space(const char *text, size_t size, size_t at)
{
    size_t length;
    while (at < size && text_is_space(text_decode(text + at, size - at, &length)))
        at += length;
    return at;
}
