#include "odt.h"

#include "base/text.h"

#include <string.h>

static const char media_type[] = "application/vnd.oasis.opendocument.text";

/* Where a text stands in bytes; NULL for nowhere. */
static const char *find(const void *bytes, size_t size, const char *text)
{
    const char *at = bytes, *end = at + size;
    size_t length = strlen(text);
    while (at && (size_t)(end - at) >= length) {
        at = memchr(at, *text, (size_t)(end - at) - length + 1);
        if (at && memcmp(at, text, length) == 0)
            return at;
        at = at ? at + 1 : NULL;
    }
    return NULL;
}

static bool is_package(const unsigned char *head, size_t size)
{
    return size >= 4 && memcmp(head, "PK\3\4", 4) == 0;
}

/* A package says its type first, stored (part 2, 3.3); a flat file in its root element. */
static int probe(const unsigned char *head, size_t size)
{
    if (is_package(head, size)) {
        if (find(head, size, media_type))
            return 95;
        return find(head, size, "application/vnd.oasis.opendocument.") ? 40 : find(head, size, "content.xml") ? 55 : 5;
    }
    return find(head, size, "<office:document") ? 90 : 0;
}

/* ---- Parts ------------------------------------------------------------------------------------------------------- */

/* The root of a part of the package; NULL where it is not there or damaged, which is then reported. */
static xml_node *part_root(odt *d, const char *name)
{
    const char *bytes;
    size_t size;
    xml_node *root = NULL;
    if (archive_has(d->package, name) && archive_part(d->package, d->pool, name, &bytes, &size) == ARD_OK)
        xml_read(&root, d->pool, d->log, d->task->limits, name, bytes, size);
    return root;
}

static void add_list_styles(odt *d, const xml_node *root)
{
    for (const xml_node *n = root ? root->first : NULL; n; n = n->next) {
        const char *name = xml_is(n, "text:list-style") ? xml_value(n, "style:name") : NULL;
        if (name)
            table_set(d->list_styles, name, odf_list_style_read(d->pool, n));
        if (xml_is(n, "text:outline-style"))
            d->outline = odf_list_style_read(d->pool, n);
    }
}

/* Styles of the parts; of a flat file both are the same root. */
static void read_styles(odt *d, const xml_node *content)
{
    const xml_node *named = d->styles_root ? xml_child(d->styles_root, "office:styles") : NULL;
    const xml_node *master = d->styles_root ? xml_child(d->styles_root, "office:automatic-styles") : NULL;
    const xml_node *automatic = xml_child(content, "office:automatic-styles");
    const char *part = d->package ? "styles.xml" : d->part;
    odf_styles_add(d->styles, ODF_NAMED, named, part);
    odf_styles_add(d->styles, ODF_MASTER, master, part);
    odf_styles_add(d->styles, ODF_CONTENT, automatic, d->part);
    odf_styles_resolve(d->styles);
    add_list_styles(d, named);
    add_list_styles(d, master);
    add_list_styles(d, automatic);
    if (d->exact)
        odtr_exact_styles(d, named);
}

/* The language of text that is not marked: that of the usual paragraph. */
static void find_language(odt *d)
{
    const odf_style *usual = odf_style_of(d->styles, ODF_NAMED, "paragraph", "Standard");
    buffer tag = BUFFER_EMPTY;
    usual = usual ? usual : odf_style_default(d->styles, "paragraph");
    odf_language_tag(&usual->text, ODF_WESTERN, &tag);
    if (tag.size)
        d->tongues.unmarked = odtr_part_name(d, tag.data);
    buffer_free(&tag);
}

/* ---- The text ---------------------------------------------------------------------------------------------------- */

static ard_status read_text(odt *d, const xml_node *text)
{
    odtr_flow_open(d, text, lesson_root(d->document));
    if (!d->flow)
        return report(d->log, NOWHERE, "memory.ended", NULL);
    odtr_exact_begin(d, text);
    odtr_walk(d, text);
    while (d->flow->up)
        odtr_flow_close(d);
    odtr_read_header(d);
    odtr_flow_close(d);
    odtr_place_notes(d);
    odtr_finish(d);
    odtr_report_headers(d);
    return arena_failed(d->pool) ? report(d->log, NOWHERE, "memory.ended", NULL) : lesson_status(d->document);
}

/* Reads what the roots of the parts hold. */
static ard_status read_roots(odt *d, const xml_node *content, const xml_node *meta)
{
    const xml_node *body = xml_child(content, "office:body"), *text = body ? xml_child(body, "office:text") : NULL;
    if (!text)
        return report(d->log, PLACE(d->part, 0, 0), "odf.main.other", NULL);
    d->exact = xml_value(content, "ard:data-ard-lesson") != NULL;
    d->styles = odf_styles_new(d->pool, d->log);
    d->note_ids = table_new(d->pool);
    d->list_styles = table_new(d->pool);
    d->counters = table_new(d->pool);
    d->rows = table_new(d->pool);
    d->anchors = table_new(d->pool);
    d->pictures = table_new(d->pool);
    d->controls = table_new(d->pool);
    if (!d->styles || !d->controls)
        return report(d->log, NOWHERE, "memory.ended", NULL);
    d->scope = ODF_CONTENT;
    read_styles(d, content);
    find_language(d);
    odtr_read_meta(d, meta ? xml_child(meta, "office:meta") : NULL);
    return read_text(d, text);
}

/* Whether the package's parts are encrypted (part 2, 3.4): its manifest, which never is, says so. */
static bool is_encrypted(odt *d)
{
    const char *bytes;
    size_t size;
    return archive_has(d->package, "META-INF/manifest.xml") &&
           archive_part(d->package, d->pool, "META-INF/manifest.xml", &bytes, &size) == ARD_OK &&
           find(bytes, size, "encryption-data") != NULL;
}

static ard_status read_package(odt *d, const source *from)
{
    const char *bytes;
    size_t size;
    xml_node *content = NULL;
    ard_status status = archive_open(&d->package, d->log, d->task->limits, from->bytes, from->size);
    if (status != ARD_OK)
        return status;
    if (is_encrypted(d))
        return report(d->log, NOWHERE, "odf.file.protected", NULL);
    if (!archive_has(d->package, "content.xml"))
        return report(d->log, NOWHERE, "odf.main.missing", NULL);
    status = archive_part(d->package, d->pool, "content.xml", &bytes, &size);
    if (status == ARD_OK)
        status = xml_read(&content, d->pool, d->log, d->task->limits, "content.xml", bytes, size);
    if (status != ARD_OK)
        return status;
    d->part = odtr_part_name(d, "content.xml");
    d->styles_root = part_root(d, "styles.xml");
    return read_roots(d, content, part_root(d, "meta.xml"));
}

static ard_status read_flat(odt *d, const source *from)
{
    xml_node *root = NULL;
    ard_status status = xml_read(&root, d->pool, d->log, d->task->limits, NULL, from->bytes, from->size);
    if (status != ARD_OK)
        return status;
    d->styles_root = root;
    return read_roots(d, root, root);
}

static ard_status read(task *work, const source *from, ard_document *document)
{
    odt d = {.task = work, .document = document, .log = work->log, .pool = arena_new(work->limits->memory / 2)};
    d.part_names = d.pool ? table_new(d.pool) : NULL;
    if (!d.part_names) {
        arena_free(d.pool);
        return report(work->log, NOWHERE, "memory.ended", NULL);
    }
    ard_status status = is_package(from->bytes, from->size) ? read_package(&d, from) : read_flat(&d, from);
    archive_close(d.package);
    arena_free(d.pool);
    return status;
}

const ard_reader odt_reader = {
    .about = {ARD_READER, "odt", "fodt", ".odt .ott .fodt", "application/vnd.oasis.opendocument.text", "", "odf.help",
              NULL},
    .probe = probe,
    .read = read,
};
