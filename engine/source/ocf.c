#include "ocf.h"

#include "base/table.h"
#include "base/text.h"
#include "part-names.h"
#include "parts.h"

#include <string.h>

static const char media_type[] = "application/epub+zip";

struct ocf {
    parts parts;
    table *protections; /* the archive's name -> its ocf_protection, as a pointer into `kinds` */
    const ocf_rootfile *rootfiles;
};

static const ocf_protection kinds[] = {OCF_OPEN, OCF_OBFUSCATED, OCF_ENCRYPTED};

/* The local part of a canonical name: containers in no namespace, or in an old one, are read too. */
static bool is_called(const xml_node *n, const char *local)
{
    const char *colon = n->name ? strchr(n->name, ':') : NULL;
    return n->name && strcmp(colon ? colon + 1 : n->name, local) == 0;
}

/* ---- Names ------------------------------------------------------------------------------------------------------ */

const char *ocf_name(const ocf *c, const char *path)
{
    return parts_name(&c->parts, path);
}

/* Text with each %XX made its byte. */
static const char *unquoted(arena *pool, const char *text)
{
    char *copy = arena_string(pool, text), *to = copy;
    for (const char *from = copy; from && *from; from++) {
        int byte = ascii_percent(from, strnlen(from, 3));
        *to++ = byte > 0 ? (char)byte : *from;
        from += byte > 0 ? 2 : 0;
    }
    if (to)
        *to = '\0';
    return copy;
}

/* Whether an address has a scheme or names another machine. */
static bool is_remote(const char *address)
{
    size_t size = strcspn(address, ":/?#");
    return text_begins(address, "//") || (size > 1 && address[size] == ':');
}

const char *ocf_target(const ocf *c, const char *base, const char *address, const char **fragment)
{
    const char *mark = strchr(address, '#');
    *fragment = mark && mark[1] ? unquoted(c->parts.pool, mark + 1) : NULL;
    if (mark == address || !*address)
        return ocf_name(c, base);
    if (is_remote(address))
        return NULL;
    const char *path = arena_copy(c->parts.pool, address, strcspn(address, "#?"));
    path = path ? unquoted(c->parts.pool, path) : NULL; /* once: what then still looks encoded is the name itself */
    const char *name = path ? ocf_name(c, part_name_resolved(c->parts.pool, base, path)) : NULL;
    return name ? name : ocf_name(c, part_name_resolved(c->parts.pool, base, address));
}

/* ---- The container ---------------------------------------------------------------------------------------------- */

static void add_rootfile(ocf *c, const ocf_rootfile ***end, const char *path, const char *type)
{
    const char *fragment, *name = ocf_name(c, path);
    name = name ? name : ocf_target(c, NULL, path, &fragment);
    ocf_rootfile *row = name ? arena_alloc(c->parts.pool, sizeof *row) : NULL;
    if (!row) {
        report(c->parts.log, NOWHERE, "ocf.rootfile.missing", path, NULL);
        return;
    }
    *row = (ocf_rootfile){NULL, name, type ? type : ""};
    **end = row;
    *end = &row->next;
}

/* Reads META-INF/container.xml (4.2.6.3.1). */
static void read_container(ocf *c, const ocf_rootfile ***end)
{
    const char *name = ocf_name(c, "META-INF/container.xml");
    xml_node *root = NULL;
    if (!name)
        report(c->parts.log, NOWHERE, "ocf.container.missing", NULL);
    else if (ocf_xml(c, name, &root) == ARD_OK)
        for (const xml_node *n = root; n; n = xml_following(n, root)) {
            const char *path = is_called(n, "rootfile") ? xml_value(n, "full-path") : NULL;
            if (path)
                add_rootfile(c, end, path, xml_value(n, "media-type"));
        }
}

/* Without a container.xml that helps, any package document of the archive is taken. */
static void find_packages(ocf *c, const ocf_rootfile ***end)
{
    for (size_t i = 0; i < archive_count(c->parts.archive); i++)
        if (text_ends(archive_name(c->parts.archive, i), ".opf"))
            add_rootfile(c, end, archive_name(c->parts.archive, i), "application/oebps-package+xml");
}

/* What an algorithm of encryption means for a part. */
static ocf_protection protection_of(const char *algorithm)
{
    static const char *const mangling[] = {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"};
    for (size_t i = 0; algorithm && i < sizeof mangling / sizeof *mangling; i++)
        if (strcmp(algorithm, mangling[i]) == 0)
            return OCF_OBFUSCATED;
    return OCF_ENCRYPTED;
}

/* Reads META-INF/encryption.xml (4.2.6.3.2): the part of each EncryptedData, and how it is encrypted. */
static void read_encryption(ocf *c)
{
    const char *name = ocf_name(c, "META-INF/encryption.xml");
    xml_node *root = NULL;
    const char *algorithm = NULL;
    bool key = false;
    if (!name || ocf_xml(c, name, &root) != ARD_OK)
        return;
    for (const xml_node *n = root; n; n = xml_following(n, root)) {
        if (is_called(n, "EncryptedKey") || is_called(n, "EncryptedData")) {
            key = is_called(n, "EncryptedKey");
            algorithm = NULL;
        } else if (is_called(n, "EncryptionMethod") && !algorithm)
            algorithm = xml_value(n, "Algorithm");
        else if (is_called(n, "CipherReference") && xml_value(n, "URI") && !key) {
            const char *part = ocf_name(c, part_name_resolved(c->parts.pool, NULL, xml_value(n, "URI")));
            if (part)
                table_set(c->protections, part, (void *)(kinds + protection_of(algorithm)));
        }
    }
}

ard_status ocf_open(ocf **opened, arena *pool, report_log *log, const ard_limits *limits, const void *bytes,
                    size_t size)
{
    *opened = NULL;
    ocf *c = arena_alloc(pool, sizeof *c);
    if (!c)
        return report(log, NOWHERE, "memory.ended", NULL);
    *c = (ocf){.protections = table_new(pool)};
    ard_status status = parts_open(&c->parts, pool, log, limits, bytes, size);
    if (status != ARD_OK)
        return status;
    const ocf_rootfile **end = &c->rootfiles;
    read_container(c, &end);
    if (!c->rootfiles)
        find_packages(c, &end);
    read_encryption(c);
    if (c->rootfiles && !arena_failed(pool)) {
        *opened = c;
        return ARD_OK;
    }
    status = arena_failed(pool) ? report(log, NOWHERE, "memory.ended", NULL) : report(log, NOWHERE, "ocf.none", NULL);
    archive_close(c->parts.archive);
    return status;
}

void ocf_close(ocf *c)
{
    if (c)
        archive_close(c->parts.archive);
}

const ocf_rootfile *ocf_rootfiles(const ocf *c)
{
    return c->rootfiles;
}

bool ocf_says_epub(const ocf *c)
{
    const char *bytes = NULL, *first = archive_name(c->parts.archive, 0);
    size_t size = 0;
    return first && strcmp(first, "mimetype") == 0 &&
           archive_part(c->parts.archive, c->parts.pool, first, &bytes, &size) == ARD_OK &&
           text_is(bytes, size, media_type);
}

ocf_protection ocf_protected(const ocf *c, const char *path)
{
    const ocf_protection *found = table_value(c->protections, path);
    return found ? *found : OCF_OPEN;
}

ard_status ocf_bytes(ocf *c, const char *part, const char **bytes, size_t *size)
{
    return parts_bytes(&c->parts, part, bytes, size);
}

ard_status ocf_xml(ocf *c, const char *part, xml_node **root)
{
    return parts_xml(&c->parts, part, root);
}
