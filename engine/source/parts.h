/* The parts of a package that is a zip (OPC, OCF): found by their names, whatever these are written like, and read. */
#ifndef SOURCE_PARTS_H
#define SOURCE_PARTS_H

#include "archive.h"
#include "base/table.h"
#include "xml.h"

typedef struct parts {
    archive *archive;
    arena *pool;                /* all that is read lives in it */
    report_log *log;
    const ard_limits *limits;
    table *names;               /* folded name -> the archive's name, of two alike the first */
} parts;

/* Opens the archive over bytes that the caller keeps, to be closed with archive_close. Errors as archive_open's, after
 * which there is nothing to close. */
ard_status parts_open(parts *p, arena *pool, report_log *log, const ard_limits *limits, const void *bytes, size_t size);

/* The archive's own name for a part: the same name, else one that differs in case, percent-encoding or slashes only; NULL
 * where there is none, or for NULL. */
const char *parts_name(const parts *p, const char *name);

/* A part's bytes, and a part read as XML (`*root` NULL on failure). Both are reported where they fail. */
ard_status parts_bytes(const parts *p, const char *name, const char **bytes, size_t *size);
ard_status parts_xml(const parts *p, const char *name, xml_node **root);

#endif
