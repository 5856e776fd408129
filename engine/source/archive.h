/* Zip packages, both ways (libdeflate). Reading keeps an own budget: limits->entries, ->inflated, ->ratio; two entries over
 * the same bytes, encrypted entries and names that leave the package are refused. Nothing is ever written to disk. */
#ifndef SOURCE_ARCHIVE_H
#define SOURCE_ARCHIVE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/report.h"

typedef struct archive archive;

/* Opens a package over bytes that the caller keeps. ARD_E_READ where it is none, ARD_E_LIMIT past a budget. */
ard_status archive_open(archive **opened, report_log *log, const ard_limits *limits, const void *bytes, size_t size);
void archive_close(archive *a);

size_t archive_count(const archive *a);
const char *archive_name(const archive *a, size_t number);      /* NULL past the end */
bool archive_has(const archive *a, const char *name);

/* Inflates a part into `pool`, NUL-terminated. ARD_E_READ where it is missing or damaged; the package's other parts can
 * still be read. The same part twice gives the same bytes. */
ard_status archive_part(archive *a, arena *pool, const char *name, const char **bytes, size_t *size);

typedef struct archive_writer archive_writer;

/* A package in memory. Entries keep their order and have one fixed date, so that bytes depend on contents only. */
archive_writer *archive_new(void);
void archive_writer_free(archive_writer *w);

/* Adds a part, copied; `stored` leaves it as it is (a package's mimetype), else it is deflated. Failure is sticky. */
void archive_add(archive_writer *w, const char *name, const void *bytes, size_t size, bool stored);

/* Adds the whole package to `out`; ARD_E_LIMIT when memory has ended. */
ard_status archive_finish(archive_writer *w, report_log *log, buffer *out);

#endif
