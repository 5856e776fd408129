/* Encodings of documents, decoded to UTF-8 here: a document's child may open no file, and iconv would load modules.
 * Labels are the WHATWG Encoding Standard's (section 4.2), which takes ISO-8859-1 and ASCII as windows-1252. */
#ifndef SOURCE_CHARSET_H
#define SOURCE_CHARSET_H

#include "base/buffer.h"

typedef enum charset {
    CHARSET_UNKNOWN, CHARSET_UTF8, CHARSET_UTF16LE, CHARSET_UTF16BE, CHARSET_WINDOWS_1252, CHARSET_ISO_8859_15,
    CHARSET_MACINTOSH
} charset;

/* The encoding a label stands for, ASCII case and blanks around it apart. "utf-16" is little-endian. */
charset charset_named(const char *label, size_t size);

/* The encoding that a byte order mark shows, and the mark's length; CHARSET_UNKNOWN and 0 where there is none. */
charset charset_mark(const void *bytes, size_t size, size_t *length);

/* Whether all is UTF-8 (no surrogates, no overlong forms, up to U+10FFFF). */
bool charset_is_utf8(const void *bytes, size_t size);

/* Adds bytes of an encoding as UTF-8; what is wrong becomes U+FFFD. Gives how many such there were. */
size_t charset_decode(charset from, const void *bytes, size_t size, buffer *out);

#endif
