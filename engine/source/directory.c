#include "directory.h"

#include "base/table.h"

#include <stdlib.h>
#include <string.h>

enum {
    END_SIZE = 22,
    END64_SIZE = 56,
    LOCATOR_SIZE = 20,
    CENTRAL_SIZE = 46,
    LOCAL_SIZE = 30,
    COMMENT_MOST = 65535,
    FLAG_ENCRYPTED = 1,
    EXTRA_ZIP64 = 1
};

/* The bytes of the package, and where the central directory stands in them. */
typedef struct zip_bytes {
    const unsigned char *bytes;
    size_t size;
    uint64_t offset, length, count;
} zip_bytes;

static uint16_t little16(const unsigned char *at)
{
    return (uint16_t)(at[0] | at[1] << 8);
}

static uint32_t little32(const unsigned char *at)
{
    return (uint32_t)little16(at) | (uint32_t)little16(at + 2) << 16;
}

static uint64_t little64(const unsigned char *at)
{
    return (uint64_t)little32(at) | (uint64_t)little32(at + 4) << 32;
}

static bool signed_as(const unsigned char *at, const char *signature)
{
    return memcmp(at, signature, 4) == 0;
}

/* The zip64 end record, where the locator before `end` points to one (4.3.14, 4.3.15). */
static void find_end64(zip_bytes *z, size_t end)
{
    if (end < LOCATOR_SIZE || !signed_as(z->bytes + end - LOCATOR_SIZE, "PK\6\7"))
        return;
    uint64_t at = little64(z->bytes + end - LOCATOR_SIZE + 8);
    if (at > z->size || z->size - at < END64_SIZE || !signed_as(z->bytes + at, "PK\6\6"))
        return;
    z->count = little64(z->bytes + at + 32);
    z->length = little64(z->bytes + at + 40);
    z->offset = little64(z->bytes + at + 48);
}

/* Finds the end record, from the back, whose directory lies inside the bytes. */
static bool find_end(zip_bytes *z)
{
    size_t furthest = z->size > END_SIZE + COMMENT_MOST ? z->size - END_SIZE - COMMENT_MOST : 0;
    if (z->size < END_SIZE)
        return false;
    for (size_t at = z->size - END_SIZE + 1; at-- > furthest;) {
        if (z->bytes[at] != 'P' || !signed_as(z->bytes + at, "PK\5\6"))
            continue;
        z->count = little16(z->bytes + at + 10);
        z->length = little32(z->bytes + at + 12);
        z->offset = little32(z->bytes + at + 16);
        find_end64(z, at);
        if (z->offset <= at && z->length <= at - z->offset)
            return true;
    }
    return false;
}

/* Sizes and offset that stand in the zip64 extra field, in this order, where the header has only ones (4.5.3). */
static void read_extra64(directory_entry *e, const unsigned char *extra, size_t size)
{
    while (size >= 4) {
        size_t length = little16(extra + 2);
        if (length > size - 4)
            return;
        if (little16(extra) == EXTRA_ZIP64) {
            uint64_t *values[] = {&e->inflated, &e->packed, &e->local};
            const unsigned char *at = extra + 4, *end = at + length;
            for (size_t i = 0; i < 3; i++)
                if (*values[i] == UINT32_MAX && end - at >= 8) {
                    *values[i] = little64(at);
                    at += 8;
                }
            return;
        }
        extra += 4 + length;
        size -= 4 + length;
    }
}

/* Reads one header of the directory; its length in bytes, or 0 where it is cut off or is none. */
static size_t read_entry(directory_entry *e, arena *pool, const unsigned char *at, size_t left)
{
    if (left < CENTRAL_SIZE || !signed_as(at, "PK\1\2"))
        return 0;
    size_t name = little16(at + 28), extra = little16(at + 30), comment = little16(at + 32);
    if (name + extra + comment > left - CENTRAL_SIZE)
        return 0;
    e->encrypted = little16(at + 8) & FLAG_ENCRYPTED;
    e->method = little16(at + 10);
    e->checksum = little32(at + 16);
    e->packed = little32(at + 20);
    e->inflated = little32(at + 24);
    e->local = little32(at + 42);
    read_extra64(e, at + CENTRAL_SIZE + name, extra);
    char *copy = arena_copy(pool, (const char *)at + CENTRAL_SIZE, name);
    for (size_t i = 0; copy && i < name; i++)
        copy[i] = copy[i] == '\\' ? '/' : copy[i] ? copy[i] : '?';
    e->name = copy;
    return CENTRAL_SIZE + name + extra + comment;
}

/* Where an entry's bytes begin: its local header has lengths of its own (4.3.7). Past all bytes where it has none. */
static uint64_t data_of(const directory_entry *e, const zip_bytes *z)
{
    if (e->local > z->size || z->size - e->local < LOCAL_SIZE || !signed_as(z->bytes + e->local, "PK\3\4"))
        return UINT64_MAX;
    const unsigned char *local = z->bytes + e->local;
    return e->local + LOCAL_SIZE + little16(local + 26) + little16(local + 28);
}

/* Whether a name could lead out of the package: absolute, with a drive, or with a segment "..". */
static bool leaves(const char *name)
{
    if (*name == '/' || !*name || name[1] == ':')
        return true;
    for (const char *segment = name; segment; segment = strchr(segment, '/')) {
        segment += *segment == '/';
        if (strncmp(segment, "..", 2) == 0 && (segment[2] == '/' || !segment[2]))
            return true;
    }
    return false;
}

/* The code of what is wrong with an entry, or NULL. */
static const char *entry_fault(const directory_entry *e, const zip_bytes *z, const table *names)
{
    if (leaves(e->name))
        return "archive.name";
    if (e->encrypted)
        return "archive.encrypted";
    if (e->method != DIRECTORY_STORED && e->method != DIRECTORY_DEFLATED)
        return "archive.method";
    if (e->data > z->size || e->packed > z->size - e->data)
        return "archive.truncated";
    return table_value(names, e->name) ? "archive.twice" : NULL;
}

static int compare_places(const void *a, const void *b)
{
    const directory_entry *x = *(const directory_entry *const *)a, *y = *(const directory_entry *const *)b;
    return x->local < y->local ? -1 : x->local > y->local;
}

/* An entry that lies over another's bytes, or over the directory; NULL where there is none. */
static const directory_entry *find_overlap(const directory *d, arena *pool, const zip_bytes *z)
{
    const directory_entry **by_place = arena_alloc(pool, (d->count + 1) * sizeof *by_place);
    if (!by_place)
        return NULL;
    for (size_t i = 0; i < d->count; i++)
        by_place[i] = d->entries + i;
    qsort(by_place, d->count, sizeof *by_place, compare_places);
    for (size_t i = 0; i < d->count; i++) {
        uint64_t next = i + 1 < d->count ? by_place[i + 1]->local : z->offset;
        if (by_place[i]->data + by_place[i]->packed > next)
            return by_place[i];
    }
    return NULL;
}

/* Reads all headers, each looked at before the next. */
static ard_status read_entries(directory *d, arena *pool, report_log *log, const ard_limits *limits, const zip_bytes *z)
{
    table *names = table_new(pool);
    uint64_t inflated = 0;
    size_t at = (size_t)z->offset, end = (size_t)(z->offset + z->length);
    for (; d->count < z->count; d->count++) {
        directory_entry *e = d->entries + d->count;
        size_t length = read_entry(e, pool, z->bytes + at, end - at);
        if (!length)
            return report(log, NOWHERE, "archive.truncated", NULL);
        if (!e->name)
            return report(log, NOWHERE, "source.limit.memory", NULL);
        e->data = data_of(e, z);
        const char *fault = entry_fault(e, z, names);
        if (fault)
            return report(log, NOWHERE, fault, e->name, NULL);
        if (e->inflated > limits->inflated - inflated)
            return report(log, NOWHERE, "archive.limit.inflated", report_number(log, (long long)limits->inflated >> 20),
                          NULL);
        inflated += e->inflated;
        table_set(names, e->name, e);
        at += length;
    }
    return ARD_OK;
}

ard_status directory_read(directory *d, arena *pool, report_log *log, const ard_limits *limits, const void *bytes,
                          size_t size)
{
    zip_bytes z = {.bytes = bytes, .size = size};
    *d = (directory){0};
    if (!find_end(&z))
        return report(log, NOWHERE, size >= 4 && signed_as(bytes, "PK\3\4") ? "archive.truncated" : "archive.none",
                      NULL);
    if (z.count > limits->entries)
        return report(log, NOWHERE, "archive.limit.entries", report_number(log, limits->entries), NULL);
    d->entries = arena_alloc(pool, (size_t)(z.count + 1) * sizeof *d->entries);
    if (!d->entries)
        return report(log, NOWHERE, "source.limit.memory", NULL);
    ard_status status = read_entries(d, pool, log, limits, &z);
    const directory_entry *over = status == ARD_OK ? find_overlap(d, pool, &z) : NULL;
    if (over)
        return report(log, NOWHERE, "archive.overlap", over->name, NULL);
    return status == ARD_OK && arena_failed(pool) ? report(log, NOWHERE, "source.limit.memory", NULL) : status;
}
