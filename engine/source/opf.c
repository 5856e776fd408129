#include "opf.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

typedef struct opf_reader {
    arena *pool;
    report_log *log;
    ocf *container;
    opf *package;
    const opf_meta **meta_end;
    const opf_item **item_end;
    const opf_itemref **spine_end;
    buffer text;
} opf_reader;

/* The local part of a canonical name: EPUB 1's and unnamed packages are read too. */
static const char *local(const xml_node *n)
{
    const char *colon = n->name ? strchr(n->name, ':') : NULL;
    return colon ? colon + 1 : n->name ? n->name : "";
}

static bool is_called(const xml_node *n, const char *name)
{
    return n && strcmp(local(n), name) == 0;
}

static const char *kept(opf_reader *r, const char *value)
{
    return arena_string(r->pool, value);
}

static const char *kept_or_empty(opf_reader *r, const char *value)
{
    const char *copy = value ? arena_string(r->pool, value) : NULL;
    return copy ? copy : "";
}

/* ---- Metadata --------------------------------------------------------------------------------------------------- */

/* Characters with blanks folded as XML's whitespace, none at the ends; NULL where nothing is left. */
static const char *folded(opf_reader *r, const char *text)
{
    buffer_reset(&r->text);
    for (const char *at = text ? text : ""; *at; at++)
        if (!ascii_is_space(*at))
            buffer_byte(&r->text, *at);
        else if (r->text.size && at[1] && !ascii_is_space(at[1]))
            buffer_byte(&r->text, ' ');
    return r->text.size ? arena_copy(r->pool, r->text.data, r->text.size) : NULL;
}

/* A name as the table of metadata has it: that of EPUB 2's Dublin Core in its old capitals is in small letters. */
static const char *meta_name(opf_reader *r, const xml_node *n)
{
    char *name = arena_string(r->pool, n->name);
    for (char *c = name; c && *c && text_begins(n->name, "dc:"); c++)
        *c = ascii_lower(*c);
    return name;
}

static void add_meta(opf_reader *r, const xml_node *n)
{
    bool dc = text_begins(n->name, "dc:"), meta = is_called(n, "meta");
    const char *property = xml_value(n, "property"), *name = xml_value(n, "name"), *about = xml_value(n, "refines");
    if (!dc && !meta)
        return;
    buffer inside = BUFFER_EMPTY;
    xml_text(n, &inside);
    const char *value = folded(r, dc || property ? buffer_string(&inside) : xml_value(n, "content"));
    buffer_free(&inside);
    const char *called = dc ? meta_name(r, n) : kept(r, property ? property : name);
    opf_meta *row = called && value ? arena_alloc(r->pool, sizeof *row) : NULL;
    if (!row)
        return;
    *row = (opf_meta){NULL,
                      called,
                      value,
                      kept(r, xml_value(n, "id")),
                      kept(r, about && *about == '#' ? about + 1 : about),
                      kept(r, xml_value(n, "opf:role")),
                      kept(r, xml_value(n, "opf:file-as"))};
    *r->meta_end = row;
    r->meta_end = &row->next;
    if (strcmp(called, "rendition:layout") == 0 && !about && strcmp(value, "pre-paginated") == 0)
        r->package->fixed = true;
    if (strcmp(called, "fixed-layout") == 0 && text_same(value, "true"))
        r->package->fixed = true;
}

/* Dublin Core stands in metadata, or in EPUB 1's dc-metadata inside it. */
static void read_metadata(opf_reader *r, const xml_node *metadata)
{
    for (const xml_node *n = metadata->first; n; n = xml_following(n, metadata))
        if (n->name)
            add_meta(r, n);
}

/* ---- Manifest and spine ----------------------------------------------------------------------------------------- */

static void add_item(opf_reader *r, const xml_node *n)
{
    const char *id = xml_value(n, "id"), *href = xml_value(n, "href"), *fragment;
    opf_item *row = is_called(n, "item") && id && href ? arena_alloc(r->pool, sizeof *row) : NULL;
    if (!row)
        return;
    const char *part = ocf_target(r->container, r->package->path, href, &fragment);
    *row = (opf_item){NULL,
                      kept(r, id),
                      part,
                      kept_or_empty(r, href),
                      kept_or_empty(r, xml_value(n, "media-type")),
                      kept_or_empty(r, xml_value(n, "properties")),
                      kept(r, xml_value(n, "fallback")),
                      kept(r, xml_value(n, "media-overlay"))};
    *r->item_end = row;
    r->item_end = &row->next;
    if (row->id && !table_value(r->package->by_id, row->id))
        table_set(r->package->by_id, row->id, row);
    if (part && !table_value(r->package->by_part, part))
        table_set(r->package->by_part, part, row);
    if (!r->package->nav && text_in_list(row->properties, "nav"))
        r->package->nav = row;
    if (!r->package->ncx && strcmp(row->media_type, "application/x-dtbncx+xml") == 0)
        r->package->ncx = row;
}

static void add_itemref(opf_reader *r, const xml_node *n)
{
    const char *idref = is_called(n, "itemref") ? xml_value(n, "idref") : NULL, *linear = xml_value(n, "linear");
    opf_itemref *row = idref ? arena_alloc(r->pool, sizeof *row) : NULL;
    if (!row)
        return;
    *row = (opf_itemref){NULL, table_value(r->package->by_id, idref), kept_or_empty(r, idref),
                         kept_or_empty(r, xml_value(n, "properties")), !linear || !text_same(linear, "no")};
    *r->spine_end = row;
    r->spine_end = &row->next;
}

static void read_spine(opf_reader *r, const xml_node *spine)
{
    const char *toc = xml_value(spine, "toc");
    const opf_item *ncx = toc ? table_value(r->package->by_id, toc) : NULL;
    if (ncx)
        r->package->ncx = ncx;
    r->package->direction = kept_or_empty(r, xml_value(spine, "page-progression-direction"));
    for (const xml_node *n = spine->first; n; n = n->next)
        if (n->name)
            add_itemref(r, n);
}

/* The parts of the package in the order in which each needs what is before it. */
static void read_parts(opf_reader *r, const xml_node *root)
{
    for (const xml_node *n = root->first; n; n = n->next)
        if (is_called(n, "metadata"))
            read_metadata(r, n);
    for (const xml_node *n = root->first; n; n = n->next)
        for (const xml_node *item = is_called(n, "manifest") ? n->first : NULL; item; item = item->next)
            if (item->name)
                add_item(r, item);
    for (const xml_node *n = root->first; n; n = n->next) {
        if (is_called(n, "spine") && !r->package->spine)
            read_spine(r, n);
        for (const xml_node *type = is_called(n, "bindings") ? n->first : NULL; type; type = type->next)
            r->package->bindings += is_called(type, "mediaType");
    }
}

ard_status opf_read(opf **package, arena *pool, report_log *log, ocf *container, const char *path)
{
    xml_node *root = NULL;
    *package = NULL;
    ard_status status = ocf_xml(container, path, &root);
    if (status != ARD_OK)
        return status;
    if (!is_called(root, "package"))
        return report(log, PLACE(path, root->line, root->column), "opf.none", NULL);
    opf *p = arena_alloc(pool, sizeof *p);
    if (!p)
        return report(log, NOWHERE, "memory.ended", NULL);
    const char *version = xml_value(root, "version");
    *p = (opf){.path = path, .direction = "", .by_id = table_new(pool), .by_part = table_new(pool)};
    p->version = version && *version >= '3' && *version <= '9' ? 3 : 2;
    p->language = arena_string(pool, xml_value(root, "xml:lang"));
    opf_reader r = {.pool = pool, .log = log, .container = container, .package = p};
    r.meta_end = &p->metas;
    r.item_end = &p->items;
    r.spine_end = &p->spine;
    read_parts(&r, root);
    bool failed = r.text.failed || arena_failed(pool);
    buffer_free(&r.text);
    if (failed)
        return report(log, NOWHERE, "memory.ended", NULL);
    *package = p;
    return ARD_OK;
}

const opf_item *opf_item_of(const opf *package, const char *id)
{
    return id ? table_value(package->by_id, id) : NULL;
}

const opf_item *opf_item_at(const opf *package, const char *part)
{
    return part ? table_value(package->by_part, part) : NULL;
}

const opf_meta *opf_meta_named(const opf *package, const char *name, const opf_meta *after)
{
    for (const opf_meta *m = after ? after->next : package->metas; m; m = m->next)
        if (!m->refines && strcmp(m->name, name) == 0)
            return m;
    return NULL;
}
