#include "daemon/bytes.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool bytes_add(bytes *b, const void *piece, size_t size)
{
    if (size >= SIZE_MAX / 2 - b->size)
        return false;
    size_t needed = b->size + size + 1;
    if (needed > b->room) {
        size_t room = 2 * b->room > needed ? 2 * b->room : needed;
        char *grown = realloc(b->data, room);
        if (!grown)
            return false;
        b->data = grown;
        b->room = room;
    }
    memcpy(b->data + b->size, piece, size);
    b->size += size;
    b->data[b->size] = '\0';
    return true;
}
