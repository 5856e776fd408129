/* Bytes that grow: a body as it comes, an answer as it is made. */
#ifndef DAEMON_BYTES_H
#define DAEMON_BYTES_H

#include <stdbool.h>
#include <stddef.h>

typedef struct bytes {
    char *data;         /* followed by a NUL that is not counted; NULL while there are none; freed by the owner */
    size_t size, room;
} bytes;

/* Adds a piece; false when memory has ended: what was there stays. */
bool bytes_add(bytes *b, const void *piece, size_t size);

#endif
