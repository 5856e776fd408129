/* The package document of an EPUB (EPUB 3.3, 5; OPF 2.0.1): metadata, manifest, spine. It knows nothing of lessons. All that
 * it gives lives in the container's pool and has the order of the source. */
#ifndef SOURCE_OPF_H
#define SOURCE_OPF_H

#include "base/table.h"
#include "ocf.h"

/* A piece of metadata: "dc:title", "schema:accessMode", "dcterms:modified", "cover" (EPUB 2's meta elements). */
typedef struct opf_meta {
    const struct opf_meta *next;
    const char *name, *value;           /* value: blanks folded, never empty */
    const char *id;                     /* or NULL */
    const char *refines;                /* the id that it is about, or NULL: the whole publication */
    const char *role, *file_as;         /* EPUB 2's opf:role and opf:file-as, or NULL */
} opf_meta;

typedef struct opf_item {
    const struct opf_item *next;
    const char *id;
    const char *part;                   /* the archive's name; NULL where the archive does not have it */
    const char *href;                   /* as written */
    const char *media_type;             /* "" where it is not said */
    const char *properties;             /* blank-separated, or "" */
    const char *fallback, *overlay;     /* ids of items, or NULL */
} opf_item;

typedef struct opf_itemref {
    const struct opf_itemref *next;
    const opf_item *item;               /* NULL: the manifest does not have it */
    const char *idref;
    const char *properties;             /* "rendition:layout-pre-paginated"... or "" */
    bool linear;
} opf_itemref;

typedef struct opf {
    const char *path;                   /* the package document's own */
    int version;                        /* 2 or 3 */
    const opf_meta *metas;
    const opf_item *items;
    const opf_itemref *spine;
    const opf_item *nav, *ncx;          /* or NULL */
    const char *direction;              /* "rtl", "ltr" or "" */
    const char *language;               /* xml:lang of the package document, or NULL */
    bool fixed;                         /* rendition:layout is pre-paginated */
    unsigned bindings;                  /* handlers for media types (EPUB 3.0) */
    table *by_id, *by_part;             /* items by their id, and by their part */
} opf;

/* Reads a package document. ARD_E_READ where it is damaged or is none. */
ard_status opf_read(opf **package, arena *pool, report_log *log, ocf *container, const char *path);

const opf_item *opf_item_of(const opf *package, const char *id);            /* NULL for none */
const opf_item *opf_item_at(const opf *package, const char *part);

/* The first piece of metadata with that name about the whole publication; the next after `after`. NULL for none. */
const opf_meta *opf_meta_named(const opf *package, const char *name, const opf_meta *after);

#endif
