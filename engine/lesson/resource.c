#include "base/memory.h"
#include "document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a format's first bytes are. */
typedef struct signature {
    size_t at;
    const char *bytes;
    size_t size;
    const char *media_type, *ending;
} signature;

#define BYTES(text) text, sizeof(text) - 1

/* IANA's names; the rows of one format stand together, the surest first. */
static const signature signatures[] = {
    {0, BYTES("\x89PNG\r\n\x1a\n"), "image/png", "png"},
    {0, BYTES("\xff\xd8\xff"), "image/jpeg", "jpg"},
    {0, BYTES("GIF87a"), "image/gif", "gif"},
    {0, BYTES("GIF89a"), "image/gif", "gif"},
    {8, BYTES("WEBP"), "image/webp", "webp"},
    {0, BYTES("II*\0"), "image/tiff", "tif"},
    {0, BYTES("MM\0*"), "image/tiff", "tif"},
    {40, BYTES(" EMF"), "image/emf", "emf"},
    {0, BYTES("\xd7\xcd\xc6\x9a"), "image/wmf", "wmf"},
    {0, BYTES("\x01\0\x09\0\0\x03"), "image/wmf", "wmf"},
    {0, BYTES("\x02\0\x09\0\0\x03"), "image/wmf", "wmf"},
    {0, BYTES("BM"), "image/bmp", "bmp"},
};

static const signature svg = {0, NULL, 0, "image/svg+xml", "svg"};
static const signature unknown = {0, NULL, 0, "application/octet-stream", "bin"};

enum { LOOKED_AT = 4096 };

/* Whether the bytes begin with an XML document whose first element is svg, whatever its prefix. */
static bool is_svg(const char *bytes, size_t size)
{
    size_t at = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    const char *end = bytes + (size < LOOKED_AT ? size : LOOKED_AT);
    for (const char *p = bytes + at; p < end;) {
        while (p < end && strchr(" \t\r\n", *p) && *p)
            p++;
        if (end - p < 5 || *p != '<')
            return false;
        if (p[1] != '?' && p[1] != '!') {
            size_t name = 1;
            while (p + name < end && !strchr(" \t\r\n/>", p[name]))
                name++;
            return name >= 4 && memcmp(p + name - 3, "svg", 3) == 0 && (name == 4 || p[name - 4] == ':');
        }
        const char *close = p[1] == '?' ? "?>" : memcmp(p, "<!--", 4) == 0 ? "-->" : ">";
        p = memmem(p, (size_t)(end - p), close, strlen(close));
        if (!p)
            return false;
        p += strlen(close);
    }
    return false;
}

static const signature *sniff(const char *bytes, size_t size)
{
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const signature *s = signatures + i;
        if (size >= s->at + s->size && memcmp(bytes + s->at, s->bytes, s->size) == 0)
            return s;
    }
    return is_svg(bytes, size) ? &svg : &unknown;
}

/* A hash of the bytes in the way of FNV-1a, eight at a time, as a table's key; what has the same is compared. */
static void hash_key(char key[17], const void *bytes, size_t size)
{
    const unsigned char *in = bytes;
    uint64_t h = 0xcbf29ce484222325u ^ size, word;
    for (; size >= sizeof word; in += sizeof word, size -= sizeof word) {
        memcpy(&word, in, sizeof word);
        h = (h ^ word) * 0x100000001b3u;
        h ^= h >> 32;
    }
    for (; size; in++, size--)
        h = (h ^ *in) * 0x100000001b3u;
    snprintf(key, 17, "%016llx", (unsigned long long)h);
}

/* Room for one more row; the document's status tells where there is none. */
static bool make_room(ard_document *document)
{
    if (document->resource_count < document->resource_room)
        return true;
    size_t room = document->resource_room ? 2 * document->resource_room : 16;
    kept_resource **larger = memory_resize(document->resources, room * sizeof *larger);
    if (!larger) {
        document_refuse(document, "lesson.memory");
        return false;
    }
    document->resources = larger;
    document->resource_room = room;
    return true;
}

/* A resource with its bytes and names, in the pool; NULL when memory has ended. */
static kept_resource *keep(ard_document *document, const void *bytes, size_t size, int number)
{
    const signature *s = sniff(bytes, size);
    char name[32];
    kept_resource *kept = document_alloc(document, sizeof *kept);
    void *copy = document_alloc(document, size + 1);
    if (!kept || !copy)
        return NULL;
    memcpy(copy, bytes, size);
    snprintf(name, sizeof name, "%s-%d.%s", s == &unknown ? "part" : "image", number, s->ending);
    kept->about = (resource){s->media_type, copy, size, document_text(document, name, strlen(name))};
    kept->number = number;
    return kept->about.name ? kept : NULL;
}

int lesson_resource(ard_document *document, const void *bytes, size_t size)
{
    char key[17];
    if (!size || !bytes || size == SIZE_MAX)
        return 0;
    if (!document->resources_by_hash)
        document->resources_by_hash = table_new(document->pool);
    hash_key(key, bytes, size);
    kept_resource *alike = table_value(document->resources_by_hash, key);
    for (kept_resource *r = alike; r; r = r->alike)
        if (r->about.size == size && memcmp(r->about.bytes, bytes, size) == 0)
            return r->number;
    if (!make_room(document))
        return 0;
    kept_resource *kept = keep(document, bytes, size, (int)document->resource_count + 1);
    if (!kept)
        return 0;
    kept->alike = alike;
    table_set(document->resources_by_hash, key, kept);
    document->resources[document->resource_count++] = kept;
    return kept->number;
}

const resource *lesson_resource_at(const ard_document *document, int number)
{
    return number >= 1 && (size_t)number <= document->resource_count ? &document->resources[number - 1]->about : NULL;
}

void lesson_add_font(ard_document *document, const page_font *face)
{
    kept_font *kept = document_alloc(document, sizeof *kept);
    if (!kept)
        return;
    kept->about = *face;
    kept->about.family = document_text(document, face->family, strlen(face->family));
    kept->about.media_type = document_text(document, face->media_type, strlen(face->media_type));
    kept->about.bytes = arena_copy(document->pool, face->bytes, face->size);
    if (!kept->about.bytes)
        document_refuse(document, "lesson.memory");
    *(document->fonts ? document->last_font : &document->fonts) = kept;
    document->last_font = &kept->next;
}

const page_font *lesson_font_at(const ard_document *document, size_t number)
{
    const kept_font *kept = document->fonts;
    while (kept && number--)
        kept = kept->next;
    return kept ? &kept->about : NULL;
}
