/* The central directory of a zip package (PKWARE APPNOTE 4.3.12 to 4.3.16), what an archive says of itself
 * decides whether it is opened at all. Inside the room only. */
#ifndef SOURCE_DIRECTORY_H
#define SOURCE_DIRECTORY_H

#include "base/arena.h"
#include "base/report.h"

#include <stdint.h>

enum { DIRECTORY_STORED = 0, DIRECTORY_DEFLATED = 8 };

typedef struct directory_entry {
    const char *name;               /* copied; backslashes are slashes, as some old writers have them */
    uint64_t packed, inflated;      /* bytes, as the directory says */
    uint64_t local;                 /* offset of its local header */
    uint64_t data;                  /* offset of its bytes, which lie inside the package */
    uint32_t checksum;              /* CRC-32 of what it unpacks to */
    uint16_t method;
    bool encrypted;
} directory_entry;

typedef struct directory {
    directory_entry *entries;
    size_t count;
} directory;

/* Reads the directory and refuses: what is no zip or is cut off, more entries or bytes than the limits, encrypted
 * entries, methods other than stored and deflated, names that leave the package or that stand twice, and entries over
 * the same bytes. */
ard_status directory_read(directory *d, arena *pool, report_log *log, const ard_limits *limits, const void *bytes, size_t size);

#endif
