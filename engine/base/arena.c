#include "arena.h"

#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16, FIRST_BLOCK = 16 << 10, LARGEST_BLOCK = 1 << 20 };

typedef struct block {
    struct block *older;
    size_t used, room;
    _Alignas(ALIGNMENT) unsigned char bytes[];
} block;

struct arena {
    block *newest;
    size_t used, most, next_room;
    bool failed;
};

arena *arena_new(size_t most)
{
    arena *pool = memory_new(1, sizeof *pool);
    if (pool) {
        pool->most = most;
        pool->next_room = FIRST_BLOCK;
    }
    return pool;
}

void arena_free(arena *pool)
{
    block *older;
    if (!pool)
        return;
    for (block *b = pool->newest; b; b = older) {
        older = b->older;
        free(b);
    }
    free(pool);
}

/* A new block with room for `size` bytes, in front; large requests get one of their own. */
static bool grow(arena *pool, size_t size)
{
    size_t room = size > pool->next_room ? size : pool->next_room;
    block *b = memory_new(1, sizeof *b + room);
    if (!b)
        return false;
    b->room = room;
    b->older = pool->newest;
    pool->newest = b;
    if (pool->next_room < LARGEST_BLOCK)
        pool->next_room *= 2;
    return true;
}

void *arena_alloc(arena *pool, size_t size)
{
    if (!pool || pool->failed)
        return NULL;
    if (size > SIZE_MAX - 2 * ALIGNMENT || size > pool->most - pool->used) {
        memory_end();
        pool->failed = true;
        return NULL;
    }
    size_t padded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if ((!pool->newest || pool->newest->room - pool->newest->used < padded) && !grow(pool, padded)) {
        pool->failed = true;
        return NULL;
    }
    void *place = pool->newest->bytes + pool->newest->used;
    pool->newest->used += padded;
    pool->used += padded < pool->most - pool->used ? padded : pool->most - pool->used;
    return place;
}

char *arena_copy(arena *pool, const char *text, size_t size)
{
    char *copy = size == SIZE_MAX ? NULL : arena_alloc(pool, size + 1);
    if (copy)
        memcpy(copy, text, size);
    return copy;
}

char *arena_string(arena *pool, const char *text)
{
    return text ? arena_copy(pool, text, strlen(text)) : NULL;
}

bool arena_failed(const arena *pool)
{
    return !pool || pool->failed;
}

size_t arena_used(const arena *pool)
{
    return pool ? pool->used : 0;
}
