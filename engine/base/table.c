#include "table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct slot {
    const char *key;
    void *value;
} slot;

struct table {
    arena *pool;
    slot *slots;
    size_t count, room; /* room is a power of two */
};

static uint64_t hash(const char *key)
{
    uint64_t h = 0xcbf29ce484222325u; /* FNV-1a: keys are names in one document, under our limits */
    for (; *key; key++)
        h = (h ^ (unsigned char)*key) * 0x100000001b3u;
    return h ^ h >> 29;
}

table *table_new(arena *pool)
{
    table *t = arena_alloc(pool, sizeof *t);
    if (t)
        t->pool = pool;
    return t;
}

/* The slot that holds `key`, or the free one where it would go. The table is never full. */
static slot *find(slot *slots, size_t room, const char *key)
{
    size_t i = hash(key) & (room - 1);
    while (slots[i].key && strcmp(slots[i].key, key) != 0)
        i = (i + 1) & (room - 1);
    return slots + i;
}

static bool grow(table *t)
{
    size_t room = t->room ? 2 * t->room : 16;
    slot *slots = arena_alloc(t->pool, room * sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < t->room; i++)
        if (t->slots[i].key)
            *find(slots, room, t->slots[i].key) = t->slots[i];
    t->slots = slots;
    t->room = room;
    return true;
}

void table_set(table *t, const char *key, void *value)
{
    if (!t || !key || (t->count * 4 >= t->room * 3 && !grow(t)))
        return;
    slot *s = find(t->slots, t->room, key);
    if (!s->key) {
        s->key = arena_string(t->pool, key);
        t->count += s->key != NULL;
    }
    s->value = value;
}

void *table_value(const table *t, const char *key)
{
    return t && key && t->room ? find(t->slots, t->room, key)->value : NULL;
}

static int compare_name(const void *name, const void *row)
{
    return strcmp(name, *(const char *const *)row);
}

const void *row_named(const char *name, const void *rows, size_t count, size_t size)
{
    return bsearch(name, rows, count, size, compare_name);
}
