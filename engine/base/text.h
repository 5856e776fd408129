/* Characters: UTF-8, blanks, and words of a list. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { REPLACEMENT = 0xFFFD };

/* Writes a code point as UTF-8 (U+FFFD for what is none) and gives its length, 1 to 4. */
size_t text_encode(char bytes[4], uint32_t point);

/* The code point at `text`, of `size` bytes at most, and its length in `*length`. A wrong byte gives U+FFFD, length 1. */
uint32_t text_decode(const char *text, size_t size, size_t *length);

/* Next code point of a NUL-terminated valid string, moving `*text` past it; 0 at its end. */
uint32_t text_next(const char **text);

/* Whether all of it is UTF-8 and each character may stand in XML 1.0. */
bool text_is_clean(const char *text, size_t size);

/* Code points of a NUL-terminated string. */
size_t text_length(const char *text);

/* Whether a code point is white space (Unicode's White_Space; a no-break space is one). */
bool text_is_space(uint32_t point);

/* Whether a code point is a letter of the scripts that schools use (Latin, Greek, Cyrillic, Hebrew, Arabic, or one
 * without a space between words), or a combining mark. */
bool text_is_letter(uint32_t point);
bool text_is_digit(uint32_t point);         /* 0 to 9 */

/* Capital or small letter of Latin, Greek and Cyrillic; the point itself when it has no other. */
uint32_t text_lower(uint32_t point);
uint32_t text_upper(uint32_t point);
bool text_is_upper(uint32_t point);

/* Whether `word` is one of the blank-separated words of `list`; ASCII case apart. */
bool text_in_list(const char *list, const char *word);

/* Equality of strings, ASCII case apart. */
bool text_same(const char *a, const char *b);

/* Equality of `size` bytes with a NUL-terminated string. */
bool text_is(const char *text, size_t size, const char *other);

/* Whether a string begins or ends with another. */
bool text_begins(const char *text, const char *beginning);
bool text_ends(const char *text, const char *ending);

#endif
