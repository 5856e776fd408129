#include "archive.h"

#include "base/memory.h"
#include "base/table.h"
#include "directory.h"
#include "source/deflate.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

enum { RATIO_FREE = 1 << 20, DEFLATE_LEVEL = 6 };

struct archive {
    report_log *log;
    const ard_limits *limits;
    const unsigned char *bytes;
    arena *pool;
    directory directory;
    table *names;
};

ard_status archive_open(archive **opened, report_log *log, const ard_limits *limits, const void *bytes, size_t size)
{
    archive *a = memory_new(1, sizeof *a);
    *opened = NULL;
    if (a)
        *a = (archive){.log = log, .limits = limits, .bytes = bytes, .pool = arena_new(limits->memory / 2)};
    if (!a || !a->pool) {
        archive_close(a);
        return report(log, NOWHERE, "source.limit.memory", NULL);
    }
    ard_status status = directory_read(&a->directory, a->pool, log, limits, bytes, size);
    if (status != ARD_OK) {
        archive_close(a);
        return status;
    }
    a->names = table_new(a->pool);
    for (size_t i = 0; i < a->directory.count; i++)
        table_set(a->names, a->directory.entries[i].name, a->directory.entries + i);
    *opened = a;
    return ARD_OK;
}

void archive_close(archive *a)
{
    if (!a)
        return;
    arena_free(a->pool);
    free(a);
}

size_t archive_count(const archive *a)
{
    return a->directory.count;
}

const char *archive_name(const archive *a, size_t number)
{
    return number < a->directory.count ? a->directory.entries[number].name : NULL;
}

bool archive_has(const archive *a, const char *name)
{
    return table_value(a->names, name) != NULL;
}

/* Unpacks the deflated bytes of an entry, which are as many as the directory says, no more and no less. */
static bool inflate_entry(const unsigned char *packed, size_t packed_size, char *bytes, size_t size)
{
    struct libdeflate_decompressor *tool = libdeflate_alloc_decompressor();
    bool good =
        tool && libdeflate_deflate_decompress(tool, packed, packed_size, bytes, size, NULL) == LIBDEFLATE_SUCCESS;
    libdeflate_free_decompressor(tool);
    return good;
}

/* Unpacks an entry and compares its checksum. */
static bool unpack_entry(const archive *a, const directory_entry *e, char *bytes)
{
    const unsigned char *packed = a->bytes + e->data;
    size_t size = (size_t)e->inflated;
    if (e->method != DIRECTORY_STORED) {
        if (e->packed > SIZE_MAX || !inflate_entry(packed, (size_t)e->packed, bytes, size))
            return false;
    } else if (e->packed != e->inflated)
        return false;
    else
        memcpy(bytes, packed, size);
    return libdeflate_crc32(0, bytes, size) == e->checksum;
}

ard_status archive_part(archive *a, arena *pool, const char *name, const char **bytes, size_t *size)
{
    const directory_entry *e = table_value(a->names, name);
    *bytes = NULL;
    *size = 0;
    if (!e)
        return report(a->log, NOWHERE, "archive.part.missing", name, NULL);
    if (e->inflated > RATIO_FREE && e->inflated / (e->packed ? e->packed : 1) >= a->limits->ratio)
        return report(a->log, NOWHERE, "archive.limit.ratio", name, report_number(a->log, a->limits->ratio), NULL);
    char *room = e->inflated < SIZE_MAX ? arena_alloc(pool, (size_t)e->inflated + 1) : NULL;
    if (!room)
        return report(a->log, NOWHERE, "source.limit.memory", NULL);
    if (!unpack_entry(a, e, room))
        return report(a->log, NOWHERE, "archive.part.damaged", name, NULL);
    *bytes = room;
    *size = (size_t)e->inflated;
    return ARD_OK;
}

/* ---- Writing ---------------------------------------------------------------------------------------------------- */

/* Field values of a new entry (APPNOTE 4.4): version 2.0, names in UTF-8, midnight of 1980-01-01. */
enum { VERSION = 20, NAME_UTF8 = 1 << 11, DOS_TIME = 0, DOS_DATE = 1 << 5 | 1, ENTRIES_MOST = 65535 };

struct archive_writer {
    buffer body, directory;
    unsigned count;
    bool failed;
};

archive_writer *archive_new(void)
{
    return memory_new(1, sizeof(archive_writer));
}

void archive_writer_free(archive_writer *w)
{
    if (!w)
        return;
    buffer_free(&w->body);
    buffer_free(&w->directory);
    free(w);
}

static void add16(buffer *out, unsigned value)
{
    buffer_byte(out, (char)(value & 0xFF));
    buffer_byte(out, (char)(value >> 8 & 0xFF));
}

static void add32(buffer *out, uint32_t value)
{
    add16(out, value & 0xFFFF);
    add16(out, value >> 16);
}

/* What the local header and the directory both say of an entry (4.3.7, 4.3.12). */
static void add_fields(buffer *out, unsigned method, uint32_t checksum, uint32_t packed, uint32_t size,
                       const char *name)
{
    add16(out, VERSION);
    add16(out, NAME_UTF8);
    add16(out, method);
    add16(out, DOS_TIME);
    add16(out, DOS_DATE);
    add32(out, checksum);
    add32(out, packed);
    add32(out, size);
    add16(out, (unsigned)strlen(name));
    add16(out, 0);
}

void archive_add(archive_writer *w, const char *name, const void *bytes, size_t size, bool stored)
{
    if (!w || w->failed)
        return;
    buffer packed = BUFFER_EMPTY;
    if (stored)
        buffer_add(&packed, bytes, size);
    w->failed = size > UINT32_MAX || w->body.size > UINT32_MAX || w->count == ENTRIES_MOST ||
                strlen(name) > UINT16_MAX ||
                (!stored && !deflate_add(&packed, bytes, size, DEFLATE_LEVEL, DEFLATE_RAW)) || packed.size > UINT32_MAX;
    uint32_t checksum = libdeflate_crc32(0, bytes, size);
    unsigned method = stored ? DIRECTORY_STORED : DIRECTORY_DEFLATED;
    size_t local = w->body.size;
    buffer_text(&w->body, "PK\3\4");
    add_fields(&w->body, method, checksum, (uint32_t)packed.size, (uint32_t)size, name);
    buffer_text(&w->body, name);
    buffer_add(&w->body, packed.data, packed.size);
    buffer_text(&w->directory, "PK\1\2");
    add16(&w->directory, VERSION);
    add_fields(&w->directory, method, checksum, (uint32_t)packed.size, (uint32_t)size, name);
    buffer_add(&w->directory, "\0\0\0\0\0\0\0\0\0\0", 10);
    add32(&w->directory, (uint32_t)local);
    buffer_text(&w->directory, name);
    w->count++;
    w->failed = w->failed || packed.failed || w->body.failed || w->directory.failed;
    buffer_free(&packed);
}

ard_status archive_finish(archive_writer *w, report_log *log, buffer *out)
{
    if (!w || w->failed || w->body.size > UINT32_MAX || w->directory.size > UINT32_MAX)
        return report(log, NOWHERE, "archive.write", NULL);
    buffer_add(out, w->body.data, w->body.size);
    buffer_add(out, w->directory.data, w->directory.size);
    buffer_text(out, "PK\5\6");
    add32(out, 0);
    add16(out, w->count);
    add16(out, w->count);
    add32(out, (uint32_t)w->directory.size);
    add32(out, (uint32_t)w->body.size);
    add16(out, 0);
    w->failed = true;
    return out->failed ? report(log, NOWHERE, "archive.write", NULL) : ARD_OK;
}
