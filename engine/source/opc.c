#include "opc.h"

#include "base/table.h"
#include "base/text.h"
#include "part-names.h"

#include <string.h>

struct opc {
    archive *archive;
    arena *pool;
    report_log *log;
    const ard_limits *limits;
    table *names;     /* folded name -> the archive's name */
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
    const char *key = part ? part_name_folded(package->pool, part) : NULL,
               *name = key ? table_value(package->names, key) : NULL;
    if (name && strcmp(name, part) != 0 && archive_has(package->archive, part))
        return arena_string(package->pool, part); /* two parts whose names differ in case */
    return name;
}

ard_status opc_open(opc **opened, arena *pool, report_log *log, const ard_limits *limits, const void *bytes,
                    size_t size)
{
    *opened = NULL;
    opc *package = arena_alloc(pool, sizeof *package);
    if (!package)
        return report(log, NOWHERE, "memory.ended", NULL);
    *package = (opc){.pool = pool, .log = log, .limits = limits};
    ard_status status = archive_open(&package->archive, log, limits, bytes, size);
    if (status != ARD_OK)
        return status;
    package->names = table_new(pool);
    package->relations = table_new(pool);
    for (size_t i = 0; i < archive_count(package->archive); i++) {
        const char *name = archive_name(package->archive, i);
        char *key = name ? part_name_folded(pool, name) : NULL;
        if (key && !table_value(package->names, key))
            table_set(package->names, key, (void *)name);
    }
    *opened = package;
    return ARD_OK;
}

void opc_close(opc *package)
{
    if (package)
        archive_close(package->archive);
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
        strcmp(local(n), "Relationship") == 0 && type && target ? arena_alloc(package->pool, sizeof *r) : NULL;
    if (!r)
        return NULL;
    const char *slash = strrchr(type, '/'), *mode = xml_value(n, "TargetMode");
    r->id = id ? id : "";
    r->type = slash ? slash + 1 : type;
    r->external = mode && text_same(mode, "External");
    r->target = target;
    if (!r->external) {
        const char *whole = part_name_resolved(package->pool, part, target), *name = opc_name(package, whole);
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
    h = arena_alloc(package->pool, sizeof *h);
    table_set(package->relations, part, h);
    const char *name = list_name(package, part);
    xml_node *root = NULL;
    if (!h || !name || opc_xml(package, name, &root) != ARD_OK)
        return h;
    h->by_id = table_new(package->pool);
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
    *bytes = NULL;
    *size = 0;
    return archive_part(package->archive, package->pool, part, bytes, size);
}

ard_status opc_xml(opc *package, const char *part, xml_node **root)
{
    const char *bytes = NULL;
    size_t size = 0;
    *root = NULL;
    ard_status status = opc_bytes(package, part, &bytes, &size);
    if (status == ARD_OK)
        status = xml_read(root, package->pool, package->log, package->limits, part, bytes, size);
    return status;
}
