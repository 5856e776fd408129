/* OCF: the zip container of an EPUB (EPUB 3.3, 4; OCF 2.0.1). It knows nothing of lessons: readers and checkers use it.
 * Paths are the archive's names; an address is resolved against the part that says it, percent-encoding undone. */
#ifndef SOURCE_OCF_H
#define SOURCE_OCF_H

#include "archive.h"
#include "xml.h"

typedef struct ocf ocf;

/* A package document that container.xml names. */
typedef struct ocf_rootfile {
    const struct ocf_rootfile *next;    /* in the order of the source */
    const char *path;                   /* the archive's name */
    const char *media_type;
} ocf_rootfile;

/* What META-INF/encryption.xml says of a part. */
typedef enum ocf_protection {
    OCF_OPEN,           /* nothing */
    OCF_OBFUSCATED,     /* a font whose first bytes are mangled (EPUB 3.3, 4.4; Adobe's way): no hindrance */
    OCF_ENCRYPTED       /* under a key that is not in the package */
} ocf_protection;

/* Opens a container over bytes that the caller keeps; all that it gives lives in `pool`. A container.xml that is missing
 * or damaged is reported, and the package documents are then the archive's ".opf" files. ARD_E_READ where there are none;
 * else errors as archive_open's. */
ard_status ocf_open(ocf **container, arena *pool, report_log *log, const ard_limits *limits, const void *bytes, size_t size);
void ocf_close(ocf *container);

const ocf_rootfile *ocf_rootfiles(const ocf *container);

/* Whether the first entry is "mimetype" and says application/epub+zip, as it must (4.2.6.1). */
bool ocf_says_epub(const ocf *container);

/* The archive's own name for a path, its case and percent-encoding apart; NULL where there is none. */
const char *ocf_name(const ocf *container, const char *path);

/* The archive's name that `address`, said in `base`, leads to; NULL where it leads out of the package or nowhere.
 * `*fragment` is what follows "#", percent-encoding undone, or NULL. */
const char *ocf_target(const ocf *container, const char *base, const char *address, const char **fragment);

ocf_protection ocf_protected(const ocf *container, const char *path);

/* A part's bytes, and a part read as XML (`*root` NULL on failure). Both are reported where they fail. */
ard_status ocf_bytes(ocf *container, const char *path, const char **bytes, size_t *size);
ard_status ocf_xml(ocf *container, const char *path, xml_node **root);

#endif
