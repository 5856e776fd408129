/* Bytes that grow. Failure is sticky: after it, adding does nothing, and `failed` tells. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct buffer {
    char *data;             /* NUL-terminated once anything was added; NULL before */
    size_t size, room;
    size_t most;            /* limit in bytes; 0 is none */
    bool failed;
} buffer;

#define BUFFER_EMPTY ((buffer){0})

void buffer_add(buffer *b, const void *bytes, size_t size);
void buffer_text(buffer *b, const char *text);
void buffer_byte(buffer *b, char byte);

/* Adds a code point as UTF-8. */
void buffer_point(buffer *b, uint32_t point);

/* Adds as printf does, with the C locale's numbers. */
void buffer_format(buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Adds a number from 1 to 3999 as a Roman one: 4 as "iv", or "IV" in capitals. */
void buffer_roman(buffer *b, unsigned number, bool capitals);

/* Adds characters as XML text: & < > escaped; also " and control characters (as references) where `attribute`. */
void buffer_xml(buffer *b, const char *text, size_t size, bool attribute);

/* Adds bytes in base 64, without line ends. */
void buffer_base64(buffer *b, const void *bytes, size_t size);

/* Adds the bytes that base 64 stands for (RFC 4648, section 4). White space is passed over; the first other character
 * that is no digit ends it. Whether all of the text was base 64. */
bool buffer_unbase64(buffer *b, const char *text, size_t size);

/* Its text so far: never NULL; borrowed until the next call. */
const char *buffer_string(const buffer *b);

/* Empties it and keeps its room. */
void buffer_reset(buffer *b);

/* Ends it; it can be used again. */
void buffer_free(buffer *b);

#endif
