#include "parts.h"

#include "part-names.h"

ard_status parts_open(parts *p, arena *pool, report_log *log, const ard_limits *limits, const void *bytes, size_t size)
{
    *p = (parts){.pool = pool, .log = log, .limits = limits, .names = table_new(pool)};
    ard_status status = archive_open(&p->archive, log, limits, bytes, size);
    for (size_t i = 0; status == ARD_OK && i < archive_count(p->archive); i++) {
        const char *name = archive_name(p->archive, i), *key = name ? part_name_folded(pool, name) : NULL;
        if (key && !table_value(p->names, key))
            table_set(p->names, key, (void *)name);
    }
    return status;
}

const char *parts_name(const parts *p, const char *name)
{
    if (name && archive_has(p->archive, name))
        return arena_string(p->pool, name);
    const char *key = name ? part_name_folded(p->pool, name) : NULL;
    return key && *key ? table_value(p->names, key) : NULL;
}

ard_status parts_bytes(const parts *p, const char *name, const char **bytes, size_t *size)
{
    *bytes = NULL;
    *size = 0;
    return archive_part(p->archive, p->pool, name, bytes, size);
}

ard_status parts_xml(const parts *p, const char *name, xml_node **root)
{
    const char *bytes = NULL;
    size_t size = 0;
    *root = NULL;
    ard_status status = parts_bytes(p, name, &bytes, &size);
    if (status == ARD_OK)
        status = xml_read(root, p->pool, p->log, p->limits, name, bytes, size);
    return status;
}
