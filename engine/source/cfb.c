#include "cfb.h"

#include <stdint.h>
#include <string.h>

/* [MS-CFB], 2.2 (header), 2.3 (FAT), 2.6 (directory). */
enum {
    HEADER_SIZE = 512,
    HEADER_FATS = 109,
    ENTRY_SIZE = 128,
    NAME_MOST = 32,
    KIND_STREAM = 2,
    KIND_ROOT = 5,
    MINI_SHIFT = 6
};
#define LAST_REGULAR 0xFFFFFFFAu

typedef struct cfb {
    const unsigned char *bytes;
    size_t size;
    unsigned shift;         /* of a sector's size */
    uint32_t cutoff;        /* streams that are smaller are in mini sectors */
    const uint32_t *fats;   /* the sectors of the FAT, in their order */
    size_t fat_count, most; /* most: sectors that the file can have */
    uint32_t mini_fat;
} cfb;

static uint32_t word(const unsigned char *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* A sector's bytes; NULL where the file does not hold it whole. */
static const unsigned char *sector(const cfb *c, uint32_t number)
{
    size_t at = ((size_t)number + 1) << c->shift;
    return number < LAST_REGULAR && at < c->size && c->size - at >= (size_t)1 << c->shift ? c->bytes + at : NULL;
}

/* The sector after one in its chain. */
static uint32_t next_of(const cfb *c, uint32_t number)
{
    size_t each = ((size_t)1 << c->shift) / 4, fat = number / each;
    const unsigned char *at = fat < c->fat_count ? sector(c, c->fats[fat]) : NULL;
    return at ? word(at + 4 * (number % each)) : UINT32_MAX;
}

/* Copies `size` bytes of a chain of sectors; NULL where it is shorter. */
static unsigned char *read_chain(const cfb *c, arena *pool, uint32_t number, size_t size)
{
    unsigned char *copy = size <= c->size ? arena_alloc(pool, size + 1) : NULL;
    size_t done = 0, each = (size_t)1 << c->shift;
    for (size_t steps = 0; copy && done < size && steps < c->most; steps++, number = next_of(c, number)) {
        const unsigned char *at = sector(c, number);
        size_t part = size - done < each ? size - done : each;
        if (!at)
            return NULL;
        memcpy(copy + done, at, part);
        done += part;
    }
    return done == size ? copy : NULL;
}

/* The length of a chain, in bytes. */
static size_t chain_size(const cfb *c, uint32_t number)
{
    size_t sectors = 0;
    for (; sectors < c->most && sector(c, number); number = next_of(c, number))
        sectors++;
    return sectors << c->shift;
}

/* Lists the sectors of the FAT: 109 in the header, others in a chain of their own (2.5). */
static bool list_fats(cfb *c, arena *pool)
{
    size_t each = ((size_t)1 << c->shift) / 4, count = word(c->bytes + 44);
    uint32_t *fats = count <= c->most ? arena_alloc(pool, (count + 1) * sizeof *fats) : NULL;
    uint32_t chain = word(c->bytes + 68);
    if (!fats)
        return false;
    for (size_t i = 0; i < count && i < HEADER_FATS; i++)
        fats[i] = word(c->bytes + 76 + 4 * i);
    for (size_t done = HEADER_FATS; done < count;) {
        const unsigned char *at = sector(c, chain);
        if (!at)
            return false;
        for (size_t i = 0; i + 1 < each && done < count; i++)
            fats[done++] = word(at + 4 * i);
        chain = word(at + 4 * (each - 1));
    }
    c->fats = fats;
    c->fat_count = count;
    return true;
}

static bool open_file(cfb *c, arena *pool, const void *bytes, size_t size)
{
    static const unsigned char signature[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    enum { SMALL = 9, LARGE = 12 };
    *c = (cfb){.bytes = bytes, .size = size};
    if (size < HEADER_SIZE || memcmp(bytes, signature, sizeof signature) != 0)
        return false;
    c->shift = c->bytes[30];
    if ((c->shift != SMALL && c->shift != LARGE) || c->bytes[31])
        return false;
    c->most = (size >> c->shift) + 1;
    c->cutoff = word(c->bytes + 56);
    c->mini_fat = word(c->bytes + 60);
    return list_fats(c, pool);
}

/* Whether a directory entry has that name, in UTF-16 with its end counted. */
static bool is_named(const unsigned char *entry, const char *name)
{
    size_t length = strlen(name);
    if (length >= NAME_MOST || (size_t)(entry[64] | entry[65] << 8) != 2 * (length + 1))
        return false;
    for (size_t i = 0; i < length; i++)
        if (entry[2 * i] != (unsigned char)name[i] || entry[2 * i + 1])
            return false;
    return true;
}

/* Copies a stream of mini sectors, which are in the root's own stream. */
static unsigned char *read_mini(const cfb *c, arena *pool, const unsigned char *root, uint32_t number, size_t size)
{
    size_t each = (size_t)1 << MINI_SHIFT, done = 0, all = word(root + 120), table = chain_size(c, c->mini_fat);
    const unsigned char *mini = read_chain(c, pool, word(root + 116), all);
    const unsigned char *chain = read_chain(c, pool, c->mini_fat, table);
    unsigned char *copy = mini && chain && size <= all ? arena_alloc(pool, size + 1) : NULL;
    while (copy && done < size) {
        size_t at = (size_t)number * each, part = size - done < each ? size - done : each;
        if (at > all || all - at < part || (size_t)number >= table / 4)
            return NULL;
        memcpy(copy + done, mini + at, part);
        done += part;
        number = word(chain + 4 * (size_t)number);
    }
    return copy;
}

bool cfb_stream(arena *pool, const void *bytes, size_t size, const char *name, const unsigned char **stream,
                size_t *length)
{
    cfb c;
    if (!open_file(&c, pool, bytes, size))
        return false;
    uint32_t begin = word(c.bytes + 48);
    size_t all = chain_size(&c, begin);
    const unsigned char *directory = read_chain(&c, pool, begin, all);
    for (size_t at = 0; directory && at + ENTRY_SIZE <= all; at += ENTRY_SIZE) {
        const unsigned char *entry = directory + at;
        if (entry[66] != KIND_STREAM || !is_named(entry, name))
            continue;
        *length = word(entry + 120);
        *stream = *length >= c.cutoff || directory[66] != KIND_ROOT
                      ? read_chain(&c, pool, word(entry + 116), *length)
                      : read_mini(&c, pool, directory, word(entry + 116), *length);
        return *stream != NULL;
    }
    return false;
}
