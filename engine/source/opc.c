#include "opc.h"

#include "base/table.h"
#include "base/text.h"
#include "part-names.h"
#include "parts.h"

#include <string.h>

struct opc {
    parts parts;
    table *relations; /* part -> holder of its list */
};

/* The relationships of one part: in order, and by their id. */
typedef struct holder {
    const opc_relation *first;
    table *by_id;
} holder;

/* The local part of a canonical name. */
static const char *local(const xml_node *node)
{
    const char *colon = node->name ? strchr(node->name, ':') : NULL;
    return colon ? colon + 1 : node->name ? node->name : "";
}

const char *opc_name(const opc *package, const char *part)
{
    return parts_name(&package->parts, part);
}

ard_status opc_open(opc **opened, arena *pool, report_log *log, const ard_limits *limits, const void *bytes,
                    size_t size)
{
    *opened = NULL;
    opc *package = arena_alloc(pool, sizeof *package);
    if (!package)
        return report(log, NOWHERE, "memory.ended", NULL);
    *package = (opc){.relations = table_new(pool)};
    ard_status status = parts_open(&package->parts, pool, log, limits, bytes, size);
    if (status != ARD_OK)
        return status;
    *opened = package;
    return ARD_OK;
}

void opc_close(opc *package)
{
    if (package)
        archive_close(package->parts.archive);
}

/* The name of the part that holds the relationships of `part` ("word/_rels/document.xml.rels"). */
static const char *list_name(opc *package, const char *part)
{
    const char *slash = strrchr(part, '/');
    buffer name = {.most = 4096};
    buffer_add(&name, part, slash ? (size_t)(slash - part) + 1 : 0);
    buffer_text(&name, "_rels/");
    buffer_text(&name, slash ? slash + 1 : part);
    buffer_text(&name, ".rels");
    const char *found = name.failed ? NULL : opc_name(package, buffer_string(&name));
    buffer_free(&name);
    return found;
}

static opc_relation *read_relation(opc *package, const char *part, const xml_node *n)
{
    const char *id = xml_value(n, "Id"), *type = xml_value(n, "Type"), *target = xml_value(n, "Target");
    opc_relation *r =
        strcmp(local(n), "Relationship") == 0 && type && target ? arena_alloc(package->parts.pool, sizeof *r) : NULL;
    if (!r)
        return NULL;
    const char *slash = strrchr(type, '/'), *mode = xml_value(n, "TargetMode");
    r->id = id ? id : "";
    r->type = slash ? slash + 1 : type;
    r->external = mode && text_same(mode, "External");
    r->target = target;
    if (!r->external) {
        const char *whole = part_name_resolved(package->parts.pool, part, target), *name = opc_name(package, whole);
        r->found = name && *name;
        r->target = r->found ? name : whole;
    }
    return r;
}

/* The relationships of a part, read when they are first asked for; NULL when memory has ended. */
static const holder *held(opc *package, const char *part)
{
    part = part ? part : "";
    holder *h = table_value(package->relations, part);
    if (h)
        return h;
    h = arena_alloc(package->parts.pool, sizeof *h);
    table_set(package->relations, part, h);
    const char *name = list_name(package, part);
    xml_node *root = NULL;
    if (!h || !name || opc_xml(package, name, &root) != ARD_OK)
        return h;
    h->by_id = table_new(package->parts.pool);
    const opc_relation **end = &h->first;
    for (xml_node *n = root->first; n; n = n->next) {
        opc_relation *r = n->name ? read_relation(package, part, n) : NULL;
        if (!r)
            continue;
        *end = r;
        end = &r->next;
        if (!table_value(h->by_id, r->id))
            table_set(h->by_id, r->id, r);
    }
    return h;
}

const opc_relation *opc_relations(opc *package, const char *part)
{
    const holder *h = held(package, part);
    return h ? h->first : NULL;
}

const opc_relation *opc_relation_of(opc *package, const char *part, const char *id)
{
    const holder *h = id ? held(package, part) : NULL;
    return h ? table_value(h->by_id, id) : NULL;
}

const opc_relation *opc_relation_typed(opc *package, const char *part, const char *type)
{
    for (const opc_relation *r = opc_relations(package, part); r; r = r->next)
        if (strcmp(r->type, type) == 0)
            return r;
    return NULL;
}

ard_status opc_bytes(opc *package, const char *part, const char **bytes, size_t *size)
{
    return parts_bytes(&package->parts, part, bytes, size);
}

ard_status opc_xml(opc *package, const char *part, xml_node **root)
{
    return parts_xml(&package->parts, part, root);
}
