#include "archive.h"

#include "base/table.h"
#include "directory.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { RATIO_FREE = 1 << 20, DEFLATE_LEVEL = 6, DOS_MIDNIGHT = 0, DOS_1980 = 1 << 5 | 1 };

struct archive {
    report_log *log;
    const ard_limits *limits;
    arena *pool;
    directory directory;
    table *names;
    zip_t *zip;
};

ard_status archive_open(archive **opened, report_log *log, const ard_limits *limits, const void *bytes, size_t size)
{
    archive *a = calloc(1, sizeof *a);
    zip_source_t *source = NULL;
    ard_status status = ARD_E_LIMIT;
    *opened = NULL;
    if (a)
        *a = (archive){.log = log, .limits = limits, .pool = arena_new(limits->memory / 2)};
    if (!a || !a->pool) {
        archive_close(a);
        return report(log, NOWHERE, "source.limit.memory", NULL);
    }
    status = directory_read(&a->directory, a->pool, log, limits, bytes, size);
    if (status != ARD_OK) {
        archive_close(a);
        return status;
    }
    a->names = table_new(a->pool);
    for (size_t i = 0; i < a->directory.count; i++)
        table_set(a->names, a->directory.entries[i].name, a->directory.entries + i);
    source = zip_source_buffer_create(bytes, size, 0, NULL);
    a->zip = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    if (!a->zip || (size_t)zip_get_num_entries(a->zip, 0) != a->directory.count) {
        if (!a->zip)
            zip_source_free(source);
        archive_close(a);
        return report(log, NOWHERE, "archive.damaged", NULL);
    }
    *opened = a;
    return ARD_OK;
}

void archive_close(archive *a)
{
    if (!a)
        return;
    if (a->zip)
        zip_discard(a->zip);
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

/* Inflates an entry of a known size; libzip compares the checksum at its end. */
static bool inflate_entry(zip_t *zip, zip_uint64_t index, char *bytes, size_t size)
{
    char beyond;
    size_t done = 0;
    zip_file_t *file = zip_fopen_index(zip, index, 0);
    if (!file)
        return false;
    for (zip_int64_t got = 1; done < size && got > 0; done += got > 0 ? (size_t)got : 0)
        got = zip_fread(file, bytes + done, size - done);
    bool whole = done == size && zip_fread(file, &beyond, 1) == 0;
    return zip_fclose(file) == 0 && whole;
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
    if (!inflate_entry(a->zip, (zip_uint64_t)(e - a->directory.entries), room, (size_t)e->inflated))
        return report(a->log, NOWHERE, "archive.part.damaged", name, NULL);
    *bytes = room;
    *size = (size_t)e->inflated;
    return ARD_OK;
}

/* ---- Writing ---------------------------------------------------------------------------------------------------- */

struct archive_writer {
    zip_t *zip;
    zip_source_t *store; /* the package's bytes, kept by us beyond the closing of `zip` */
    bool failed;
};

archive_writer *archive_new(void)
{
    archive_writer *w = calloc(1, sizeof *w);
    if (!w)
        return NULL;
    w->store = zip_source_buffer_create(NULL, 0, 0, NULL);
    if (w->store) {
        zip_source_keep(w->store);
        w->zip = zip_open_from_source(w->store, ZIP_CREATE | ZIP_TRUNCATE, NULL);
        if (!w->zip)
            zip_source_free(w->store);
    }
    w->failed = !w->zip;
    return w;
}

void archive_writer_free(archive_writer *w)
{
    if (!w)
        return;
    if (w->zip)
        zip_discard(w->zip);
    zip_source_free(w->store);
    free(w);
}

void archive_add(archive_writer *w, const char *name, const void *bytes, size_t size, bool stored)
{
    if (!w || w->failed)
        return;
    void *copy = size ? malloc(size) : NULL; /* libzip takes no ownership of nothing */
    if (copy)
        memcpy(copy, bytes, size);
    zip_source_t *source = copy || !size ? zip_source_buffer(w->zip, copy, size, 1) : NULL;
    if (!source)
        free(copy);
    zip_int64_t index = source ? zip_file_add(w->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (source && index < 0)
        zip_source_free(source);
    w->failed = index < 0 ||
                zip_set_file_compression(w->zip, (zip_uint64_t)index, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                                         stored ? 0 : DEFLATE_LEVEL) != 0 ||
                zip_file_set_dostime(w->zip, (zip_uint64_t)index, DOS_MIDNIGHT, DOS_1980, 0) != 0;
}

/* Adds all bytes of a source to `out`. */
static bool read_store(zip_source_t *store, buffer *out)
{
    char bytes[16384];
    zip_int64_t got;
    if (zip_source_open(store) != 0)
        return false;
    while ((got = zip_source_read(store, bytes, sizeof bytes)) > 0)
        buffer_add(out, bytes, (size_t)got);
    zip_source_close(store);
    return got == 0 && !out->failed;
}

ard_status archive_finish(archive_writer *w, report_log *log, buffer *out)
{
    bool whole = w && !w->failed && zip_close(w->zip) == 0;
    if (whole) {
        w->zip = NULL;
        whole = read_store(w->store, out);
    }
    if (w)
        w->failed = true;
    return whole ? ARD_OK : report(log, NOWHERE, "archive.write", NULL);
}
