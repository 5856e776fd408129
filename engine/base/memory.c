/* Holds the one mutable variable of the engine at file scope that is no library's: see memory.h. */
#include "memory.h"

#include <stdlib.h>

static _Thread_local bool ended;

void *memory_new(size_t count, size_t size)
{
    void *new = calloc(count, size);
    ended = ended || (!new &&count &&size);
    return new;
}

void *memory_resize(void *old, size_t size)
{
    void *new = realloc(old, size);
    ended = ended || (!new &&size);
    return new;
}

void memory_end(void)
{
    ended = true;
}

bool memory_has_ended(void)
{
    return ended;
}

void memory_begin(void)
{
    ended = false;
}
