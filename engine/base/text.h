/* Characters: UTF-8, blanks, letters, words of a list, language tags. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { REPLACEMENT = 0xFFFD };

/* Writes a code point as UTF-8 (U+FFFD for what is none) and gives its length, 1 to 4. */
size_t text_encode(char bytes[4], uint32_t point);

/* The code point at `text`, of `size` bytes at most, and its length in `*length`. A wrong byte gives U+FFFD, length 1. */
uint32_t text_decode_long(const char *text, size_t size, size_t *length);
static inline uint32_t text_decode(const char *text, size_t size, size_t *length)
{
    const unsigned char *in = (const unsigned char *)text;
    if (size && *in < 0x80) {
        *length = 1;
        return *in;
    }
    if (size < 2 || *in < 0xC2 || *in >= 0xE0 || (in[1] & 0xC0) != 0x80)
        return text_decode_long(text, size, length);
    *length = 2;
    return (*in & 0x1Fu) << 6 | (in[1] & 0x3Fu);
}

/* Where white space that begins at `at` ends. */
size_t text_skip_space(const char *text, size_t size, size_t at);

/* Next code point of a NUL-terminated valid string, moving `*text` past it; 0 at its end. */
static inline uint32_t text_next(const char **text)
{
    size_t length; /* a NUL ends what text_decode reads: it is no part of a longer character */
    uint32_t point = text_decode(*text, 4, &length);
    *text += point ? length : 0;
    return point;
}

/* Whether all of it is UTF-8 and each character may stand in XML 1.0. */
bool text_is_clean(const char *text, size_t size);

/* Code points of a NUL-terminated string. */
size_t text_length(const char *text);

/* Whether a code point is white space (Unicode's White_Space; a no-break space is one). */
bool text_is_space_beyond(uint32_t point);
static inline bool text_is_space(uint32_t point)
{
    if (point < 0x80)
        return point == ' ' || (point >= 9 && point <= 13);
    return (point <= 0xA0 || (point >= 0x1680 && point <= 0x3000)) && text_is_space_beyond(point);
}

/* Whether a NUL-terminated string, or `size` bytes of UTF-8, are white space only; true for none and for NULL. */
bool text_is_blank(const char *text);
bool text_part_is_blank(const char *text, size_t size);

/* Whether a code point is a letter of the scripts that schools use (Latin, Greek, Cyrillic, Hebrew, Arabic, or one
 * without a space between words), or a combining mark. */
bool text_is_letter_beyond(uint32_t point);
static inline bool text_is_letter(uint32_t point)
{
    return point < 0x80 ? (point | 0x20) >= 'a' && (point | 0x20) <= 'z' : text_is_letter_beyond(point);
}
static inline bool text_is_digit(uint32_t point) /* 0 to 9 */
{
    return point >= '0' && point <= '9';
}

/* Capital or small letter of Latin, Greek and Cyrillic; the point itself when it has no other. */
uint32_t text_lower(uint32_t point);
uint32_t text_upper(uint32_t point);
bool text_is_upper(uint32_t point);

/* ASCII alone, for syntax: white space as HTML has it (space, tab, line feed, form feed, carriage return), a letter, the
 * small letter of a capital, and the value of a hexadecimal digit, -1 for others. */
static inline bool ascii_is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\f' || byte == '\r';
}
bool ascii_is_letter(char byte);
bool ascii_is_blank(const char *text);      /* all of it; true for NULL */
static inline char ascii_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + 'a' - 'A') : byte;
}
int ascii_hex(char byte);

/* The byte that "%XX" at `text`, of `size` bytes, stands for (RFC 3986, 2.1); -1 where there is none. */
int ascii_percent(const char *text, size_t size);

/* Whether `word` is one of the blank-separated words of `list`; ASCII case apart. */
bool text_in_list(const char *list, const char *word);

/* Equality of strings, ASCII case apart. */
bool text_same(const char *a, const char *b);

/* Equality of `size` bytes with a NUL-terminated string. */
bool text_is(const char *text, size_t size, const char *other);

/* Whether a string begins or ends with another. */
static inline bool text_begins(const char *text, const char *beginning)
{
    return text && strncmp(text, beginning, strlen(beginning)) == 0;
}
bool text_ends(const char *text, const char *ending);

/* Whether a language tag (BCP 47; "_" for "-" is taken too) is `range` or a part of it, ASCII case apart: "fr-CA" is "fr",
 * "fro" is not (RFC 4647, basic filtering). False for NULL. */
bool text_in_language(const char *tag, const char *range);

#endif
