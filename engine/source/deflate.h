/* Bytes deflated, for zip packages and PNG. */
#ifndef SOURCE_DEFLATE_H
#define SOURCE_DEFLATE_H

#include "base/buffer.h"

/* How the deflated bytes are wrapped: not at all (RFC 1951), or as zlib has it (RFC 1950). */
typedef enum deflate_wrapping { DEFLATE_RAW, DEFLATE_ZLIB } deflate_wrapping;

/* Adds bytes deflated at a level of 1 (quick) to 12 (small); false when memory, or the buffer's limit, has ended. */
bool deflate_add(buffer *out, const void *bytes, size_t size, int level, deflate_wrapping wrapping);

#endif
