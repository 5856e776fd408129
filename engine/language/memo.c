#include "memo.h"

#include "base/memory.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* A slab keeps room for a whole spelling after its last, so that a copy of one that is cut short stays within. */
enum { BUCKETS = 1 << 16, SLAB = 1 << 17, BOUND = 8 << 20 };

typedef struct slab {
    struct slab *next;
    size_t used;
    _Alignas(16) char bytes[SLAB];
} slab;

struct memo {
    memo_form *buckets[BUCKETS];
    slab *first, *current;
    size_t used;
};

memo *memo_new(void)
{
    return memory_new(1, sizeof(memo));
}

void memo_free(memo *m)
{
    for (slab *s = m ? m->first : NULL, *next; s; s = next) {
        next = s->next;
        free(s);
    }
    free(m);
}

void memo_trim(memo *m)
{
    if (m->used < BOUND)
        return;
    memset(m->buckets, 0, sizeof m->buckets);
    for (slab *s = m->first; s; s = s->next)
        s->used = 0;
    m->current = m->first;
    m->used = 0;
}

/* `size` bytes, aligned for a pointer; NULL when memory has ended. */
static void *take(memo *m, size_t size)
{
    size = (size + 7) & ~(size_t)7;
    if (!m->current || m->current->used + size + sizeof(spelling) > SLAB) {
        slab *next = m->current ? m->current->next : m->first;
        if (!next) {
            if (!(next = memory_new(1, sizeof *next)))
                return NULL;
            if (m->current)
                m->current->next = next;
            else
                m->first = next;
        }
        m->current = next;
    }
    void *place = m->current->bytes + m->current->used;
    m->current->used += size;
    m->used += size;
    return place;
}

static uint32_t hash_of(const char *word, size_t size)
{
    uint64_t hash = size, part;
    for (; size >= 8; word += 8, size -= 8) {
        memcpy(&part, word, 8);
        hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    part = 0;
    memcpy(&part, word, size);
    hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
    return (uint32_t)(hash >> 32);
}

memo_form *memo_find(memo *m, const char *word, size_t size)
{
    uint32_t hash = hash_of(word, size);
    memo_form **bucket = &m->buckets[hash % BUCKETS];
    for (memo_form *form = *bucket; form; form = form->next)
        if (form->hash == hash && form->size == size && memcmp(form->text, word, size) == 0)
            return form;
    memo_form *form = size < SLAB / 8 ? take(m, sizeof *form + size) : NULL;
    if (!form)
        return NULL;
    *form = (memo_form){.next = *bucket, .hash = hash, .size = (uint32_t)size, .text = (char *)(form + 1)};
    memcpy(form + 1, word, size);
    return *bucket = form;
}

const memo_spelling *memo_add(memo *m, memo_form *form, uint32_t class, const spelling *s)
{
    size_t size = s ? offsetof(spelling, graphemes) + s->count * sizeof *s->graphemes : 0;
    memo_spelling *added = take(m, sizeof *added + size);
    if (!added)
        return NULL;
    *added =
        (memo_spelling){.next = form->spellings, .class = class, .spelling = s ? (const spelling *)(added + 1) : NULL};
    if (s)
        memcpy(added + 1, s, size);
    return form->spellings = added;
}
