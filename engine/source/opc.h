/* Open Packaging Conventions (ECMA-376 part 2): a zip of parts, their content types, and relationships between them.
 * Part names are as the archive has them; a relationship's target is found whatever its case, percent-encoding or
 * slashes (part 2, 6.2.2 and 6.4). */
#ifndef SOURCE_OPC_H
#define SOURCE_OPC_H

#include "archive.h"
#include "xml.h"

typedef struct opc opc;

/* One relationship of a part (or of the package). */
typedef struct opc_relation {
    const struct opc_relation *next;    /* in the order of the source */
    const char *id, *type;              /* type: its last segment, "styles", the same in Strict and Transitional */
    const char *target;                 /* the part's name in the archive, or the address as written where external */
    bool external;                      /* points out of the package; nothing is ever fetched */
    bool found;                         /* an internal target that the archive has */
} opc_relation;

/* Opens a package over bytes that the caller keeps; all that it gives lives in `pool`. Errors as archive_open's. */
ard_status opc_open(opc **package, arena *pool, report_log *log, const ard_limits *limits, const void *bytes,
                    size_t size);
void opc_close(opc *package);

/* The relationships of a part, NULL for the package's own; read once. A damaged list is reported, and is empty. */
const opc_relation *opc_relations(opc *package, const char *part);

/* The relationship with that id, or the first of that type; NULL where there is none. */
const opc_relation *opc_relation_of(opc *package, const char *part, const char *id);
const opc_relation *opc_relation_typed(opc *package, const char *part, const char *type);

/* The archive's own name for a part, NULL where there is none. */
const char *opc_name(const opc *package, const char *part);

/* A part's bytes, and a part read as XML (`*root` NULL on failure). Both are reported where they fail. */
ard_status opc_bytes(opc *package, const char *part, const char **bytes, size_t *size);
ard_status opc_xml(opc *package, const char *part, xml_node **root);

#endif
