/* Pictures that move show their first image alone. The one that moves stays in the lesson, for the way back. */
#include "simplify.h"

#include <string.h>

/* Bytes of the colour table that a GIF's packed field announces (GIF89a, 18 and 20). */
static size_t gif_colours(unsigned char packed)
{
    return packed & 0x80 ? (size_t)3 << ((packed & 7) + 1) : 0;
}

/* The end of the sub-blocks that begin at `at`, or 0 where the file ends first. */
static size_t gif_blocks_end(const unsigned char *bytes, size_t size, size_t at)
{
    while (at < size && bytes[at])
        at += 1 + (size_t)bytes[at];
    return at < size ? at + 1 : 0;
}

/* The bytes of a GIF up to the end of its first image; 0 where it has one image only, or is not as it should be. */
static size_t gif_first(const unsigned char *bytes, size_t size)
{
    size_t at = size > 13 ? 13 + gif_colours(bytes[10]) : size, first = 0;
    while (at && at < size) {
        if (bytes[at] == 0x21)
            at = at + 2 < size ? gif_blocks_end(bytes, size, at + 2) : 0;
        else if (bytes[at] == 0x2C && at + 10 < size) {
            if (first)
                return first;
            at += 10 + gif_colours(bytes[at + 9]);
            at = at + 1 < size ? gif_blocks_end(bytes, size, at + 1) : 0;
            first = at;
        } else
            break;
    }
    return 0;
}

static size_t png_number(const unsigned char *bytes)
{
    return (size_t)bytes[0] << 24 | (size_t)bytes[1] << 16 | (size_t)bytes[2] << 8 | bytes[3];
}

/* Copies a PNG without its animation (APNG: acTL, fcTL, fdAT). Whether it had one. */
static bool png_without_animation(const unsigned char *bytes, size_t size, buffer *out)
{
    bool moved = false;
    buffer_add(out, bytes, 8);
    for (size_t at = 8; at + 12 <= size;) {
        size_t length = png_number(bytes + at), whole = length + 12;
        if (whole > size - at)
            return false;
        const unsigned char *name = bytes + at + 4;
        bool drop = !memcmp(name, "acTL", 4) || !memcmp(name, "fcTL", 4) || !memcmp(name, "fdAT", 4);
        moved |= drop;
        if (!drop)
            buffer_add(out, bytes + at, whole);
        at += whole;
    }
    return moved;
}

/* Whether bytes hold a string, as parts of an SVG or a WebP tell that it moves. */
static bool holds(const unsigned char *bytes, size_t size, const char *what)
{
    size_t length = strlen(what);
    for (const unsigned char *at = bytes; size >= length; at++, size--) {
        const unsigned char *next = memchr(at, what[0], size - length + 1);
        if (!next)
            return false;
        size -= (size_t)(next - at);
        at = next;
        if (!memcmp(at, what, length))
            return true;
    }
    return false;
}

static bool moves_otherwise(const resource *r)
{
    if (!strcmp(r->media_type, "image/webp"))
        return holds(r->bytes, r->size < 4096 ? r->size : 4096, "ANIM");
    if (strcmp(r->media_type, "image/svg+xml") != 0)
        return false;
    return holds(r->bytes, r->size, "<animate") || holds(r->bytes, r->size, "@keyframes");
}

/* The number of the still picture for one that moves; 0 where it does not, or cannot be stilled. */
static int still_of(ard_document *document, const resource *r)
{
    static const unsigned char png[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    buffer out = BUFFER_EMPTY;
    bool moved = false;
    if (r->size > 13 && !memcmp(r->bytes, "GIF8", 4)) {
        size_t first = gif_first(r->bytes, r->size);
        moved = first;
        buffer_add(&out, r->bytes, first);
        buffer_byte(&out, ';');
    } else if (r->size > 8 && !memcmp(r->bytes, png, 8))
        moved = png_without_animation(r->bytes, r->size, &out);
    int number = moved && !out.failed ? lesson_resource(document, out.data, out.size) : 0;
    buffer_free(&out);
    return number;
}

size_t simplify_still(ard_document *document, size_t *moving)
{
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        const resource *r =
            event == WALK_ENTER && w.node->kind == IMAGE ? lesson_resource_at(document, w.node->number) : NULL;
        int still = r ? still_of(document, r) : 0;
        if (r && !still)
            *moving += moves_otherwise(r);
        if (!still)
            continue;
        node_set_number(document, w.node, "data-was-picture", w.node->number);
        w.node->number = still;
        count++;
    }
    return count;
}
