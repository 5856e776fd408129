#include "buffer.h"

#include "memory.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Grows to hold `more` bytes and a NUL. */
static bool grow(buffer *b, size_t more)
{
    if (b->failed)
        return false;
    if (more >= SIZE_MAX / 2 - b->size || (b->most && more > b->most - b->size)) {
        b->failed = true;
        return false;
    }
    size_t needed = b->size + more + 1;
    if (needed <= b->room)
        return true;
    size_t room = b->room ? b->room : 64;
    while (room < needed)
        room *= 2;
    char *data = memory_resize(b->data, room);
    if (!data) {
        b->failed = true;
        return false;
    }
    b->data = data;
    b->room = room;
    return true;
}

/* Makes room for `more` bytes and a NUL. */
static inline bool reserve(buffer *b, size_t more)
{
    bool fits = !b->failed && more < b->room - b->size && (!b->most || more <= b->most - b->size);
    return fits || grow(b, more);
}

void buffer_add(buffer *b, const void *bytes, size_t size)
{
    if (!size || !reserve(b, size))
        return;
    memcpy(b->data + b->size, bytes, size);
    b->size += size;
    b->data[b->size] = '\0';
}

void buffer_text(buffer *b, const char *text)
{
    if (text)
        buffer_add(b, text, strlen(text));
}

void buffer_byte(buffer *b, char byte)
{
    if (!reserve(b, 1))
        return;
    b->data[b->size++] = byte;
    b->data[b->size] = '\0';
}

void buffer_point(buffer *b, uint32_t point)
{
    if (point < 0x80) {
        buffer_byte(b, (char)point);
        return;
    }
    char bytes[4];
    size_t size = text_encode(bytes, point);
    buffer_add(b, bytes, size);
}

void buffer_format(buffer *b, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    /* Most of what is written fits, and is written once; a limit is left to reserve() to see. */
    size_t space = b->failed || b->most || !b->room ? 0 : b->room - b->size;
    int size = vsnprintf(space ? b->data + b->size : NULL, space, format, arguments);
    if (size < 0)
        b->failed = true;
    else if ((size_t)size < space)
        b->size += (size_t)size;
    else if (reserve(b, (size_t)size)) {
        vsnprintf(b->data + b->size, (size_t)size + 1, format, again);
        b->size += (size_t)size;
    } else if (space)
        b->data[b->size] = '\0';
    va_end(again);
    va_end(arguments);
}

void buffer_roman(buffer *b, unsigned number, bool capitals)
{
    static const struct {
        unsigned value;
        const char *small, *capital;
    } steps[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"},  {400, "cd", "CD"}, {100, "c", "C"},
                 {90, "xc", "XC"}, {50, "l", "L"},    {40, "xl", "XL"}, {10, "x", "X"},    {9, "ix", "IX"},
                 {5, "v", "V"},    {4, "iv", "IV"},   {1, "i", "I"}};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        for (; number >= steps[i].value; number -= steps[i].value)
            buffer_text(b, capitals ? steps[i].capital : steps[i].small);
}

/* The reference for a byte of XML text, or NULL where it stands for itself. */
static const char *reference(unsigned char byte, bool attribute)
{
    switch (byte) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return attribute ? "&quot;" : NULL;
    case '\t': return attribute ? "&#9;" : NULL;
    case '\n': return attribute ? "&#10;" : NULL;
    case '\r': return "&#13;";
    default: return NULL;
    }
}

void buffer_xml(buffer *b, const char *text, size_t size, bool attribute)
{
    size_t begin = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte > '>') /* nothing that is escaped is so high: most of what is written */
            continue;
        const char *as = reference(byte, attribute);
        if (!as)
            continue;
        buffer_add(b, text + begin, i - begin);
        buffer_text(b, as);
        begin = i + 1;
    }
    if (size > begin)
        buffer_add(b, text + begin, size - begin);
}

static const char base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void buffer_base64(buffer *b, const void *bytes, size_t size)
{
    const unsigned char *in = bytes;
    size_t whole = size / 3 * 3, digits = (size + 2) / 3 * 4;
    if (!size || digits < size || !reserve(b, digits))
        return;
    char *out = b->data + b->size;
    for (size_t i = 0; i < whole; i += 3, out += 4) {
        out[0] = base64_digits[in[i] >> 2];
        out[1] = base64_digits[(in[i] << 4 | in[i + 1] >> 4) & 63];
        out[2] = base64_digits[(in[i + 1] << 2 | in[i + 2] >> 6) & 63];
        out[3] = base64_digits[in[i + 2] & 63];
    }
    if (whole < size) {
        bool two = size - whole == 2;
        out[0] = base64_digits[in[whole] >> 2];
        out[1] = base64_digits[(in[whole] << 4 | (two ? in[whole + 1] >> 4 : 0)) & 63];
        out[2] = two ? base64_digits[in[whole + 1] << 2 & 63] : '=';
        out[3] = '=';
    }
    b->size += digits;
    b->data[b->size] = '\0';
}

bool buffer_unbase64(buffer *b, const char *text, size_t size)
{
    uint32_t group = 0;
    unsigned bits = 0;
    size_t i = 0;
    for (; i < size; i++) {
        const char *digit = text[i] ? strchr(base64_digits, text[i]) : NULL;
        if (!digit && !ascii_is_space(text[i]))
            break;
        if (!digit)
            continue;
        group = group << 6 | (uint32_t)(digit - base64_digits);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            buffer_byte(b, (char)(group >> bits & 0xFF));
        }
    }
    while (i < size && (text[i] == '=' || ascii_is_space(text[i])))
        i++;
    return i == size;
}

const char *buffer_string(const buffer *b)
{
    return b->data ? b->data : "";
}

void buffer_reset(buffer *b)
{
    b->size = 0;
    b->failed = false;
    if (b->data)
        b->data[0] = '\0';
}

void buffer_free(buffer *b)
{
    free(b->data);
    size_t most = b->most;
    *b = BUFFER_EMPTY;
    b->most = most;
}
