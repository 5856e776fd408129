#include "bitmap.h"

#include "base/memory.h"
#include "source/deflate.h"

#include <libdeflate.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    FILE_HEADER = 14, /* before the bitmap's own header */
    CORE_HEADER = 12, /* of OS/2 1: sides in 16 bits, palette in 3 bytes */
    INFO_HEADER = 40,
    LARGEST_HEADER = 124,
    LARGEST_SIDE = 1 << 20,
    COLOURS = 256
};

/* biCompression (MS-WMF 2.1.1.7). */
enum { CODED_PLAIN, CODED_RLE8, CODED_RLE4, CODED_MASKS, CODED_ALPHA_MASKS = 6 };

typedef struct bitmap {
    const uint8_t *bytes; /* of the file */
    size_t size, pixels;  /* where rows begin */
    uint32_t header, width, height, coding;
    unsigned bits;
    bool down;         /* rows go down */
    uint32_t masks[4]; /* red, green, blue, alpha */
    uint8_t palette[COLOURS * 3];
    uint8_t *indexes; /* of a run-length coded one, as rows go in the file; else NULL */
} bitmap;

static uint32_t little(const uint8_t *at, int count)
{
    uint32_t value = 0;
    for (int i = count; i-- > 0;)
        value = value << 8 | at[i];
    return value;
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

/* The masks of 16 and 32 bits: those of the coding, else five or eight bits a colour. */
static bool read_masks(bitmap *b)
{
    static const uint32_t five[] = {0x7C00, 0x3E0, 0x1F, 0}, eight[] = {0xFF0000, 0xFF00, 0xFF, 0};
    bool said = b->coding == CODED_MASKS || b->coding == CODED_ALPHA_MASKS;
    memcpy(b->masks, b->bits == 16 ? five : eight, sizeof five);
    if (!said)
        return true;
    size_t at = FILE_HEADER + INFO_HEADER, count = b->header >= 56 || b->coding == CODED_ALPHA_MASKS ? 4 : 3;
    if (b->size < at + 4 * count)
        return false;
    for (size_t i = 0; i < count; i++)
        b->masks[i] = little(b->bytes + at + 4 * i, 4);
    return true;
}

/* The palette, red first; colours that are not there are black. */
static void read_palette(bitmap *b, uint32_t used)
{
    size_t entry = b->header == CORE_HEADER ? 3 : 4, at = FILE_HEADER + (size_t)b->header;
    uint32_t most = 1u << b->bits;
    for (uint32_t i = 0; i < (used && used < most ? used : most) && at + entry <= b->size && at < b->pixels; i++) {
        for (int c = 0; c < 3; c++)
            b->palette[3 * i + (uint32_t)c] = b->bytes[at + 2 - (size_t)c];
        at += entry;
    }
}

static bool is_coding_known(const bitmap *b)
{
    switch (b->coding) {
    case CODED_PLAIN: return b->bits == 1 || b->bits == 4 || b->bits == 8 || b->bits >= 16;
    case CODED_RLE8: return b->bits == 8 && !b->down;
    case CODED_RLE4: return b->bits == 4 && !b->down;
    case CODED_MASKS:
    case CODED_ALPHA_MASKS: return b->bits == 16 || b->bits == 32;
    default: return false;
    }
}

static bool read_header(bitmap *b)
{
    if (b->size < FILE_HEADER + CORE_HEADER || memcmp(b->bytes, "BM", 2) != 0)
        return false;
    const uint8_t *info = b->bytes + FILE_HEADER;
    uint32_t used = 0;
    b->pixels = little(b->bytes + 10, 4);
    b->header = little(info, 4);
    if (b->header == CORE_HEADER) {
        b->width = little(info + 4, 2);
        b->height = little(info + 6, 2);
        b->bits = little(info + 10, 2);
    } else {
        if (b->header < INFO_HEADER || b->header > LARGEST_HEADER || b->size < FILE_HEADER + INFO_HEADER)
            return false;
        int32_t height = (int32_t)little(info + 8, 4);
        b->down = height < 0;
        b->width = little(info + 4, 4);
        b->height = b->down ? 0u - (uint32_t)height : (uint32_t)height;
        b->bits = little(info + 14, 2);
        b->coding = little(info + 16, 4);
        used = little(info + 32, 4);
    }
    bool sized = b->width && b->height && b->width < LARGEST_SIDE && b->height < LARGEST_SIDE;
    bool deep = b->bits == 1 || b->bits == 4 || b->bits == 8 || b->bits == 16 || b->bits == 24 || b->bits == 32;
    if (!sized || !deep || !is_coding_known(b) || b->pixels >= b->size || !read_masks(b))
        return false;
    if (b->bits <= 8)
        read_palette(b, used);
    return true;
}

/* ---- Runs (MS-WMF 3.1.6) ------------------------------------------------------------------------------------------ */

/* Where the next pixel of the runs goes. */
typedef struct pen {
    uint32_t x, y;
} pen;

static void put(bitmap *b, pen *p, uint8_t index)
{
    if (p->x < b->width && p->y < b->height)
        b->indexes[(size_t)p->y * b->width + p->x] = index;
    p->x++;
}

/* The index of a pixel among those that bytes hold: one a byte, or two, the first in the high half. */
static uint8_t index_of(const bitmap *b, const uint8_t *bytes, uint32_t i)
{
    return b->bits == 8 ? bytes[i] : i & 1 ? bytes[i / 2] & 15 : bytes[i / 2] >> 4;
}

/* Reads an escape, whose second byte is `code`: where reading goes on, or NULL at the end and where it is cut off. */
static const uint8_t *read_escape(bitmap *b, pen *p, unsigned code, const uint8_t *at, const uint8_t *end)
{
    enum { LINE_ENDS, BITMAP_ENDS, MOVES };
    if (code == LINE_ENDS) {
        *p = (pen){0, p->y + 1};
        return at;
    }
    if (code == BITMAP_ENDS)
        return NULL;
    if (code == MOVES) {
        if (end - at < 2)
            return NULL;
        *p = (pen){p->x + at[0], p->y + at[1]};
        return at + 2;
    }
    size_t size = b->bits == 8 ? code : (code + 1) / 2;
    if ((size_t)(end - at) < size)
        return NULL;
    for (uint32_t i = 0; i < code; i++)
        put(b, p, index_of(b, at, i));
    size += size & 1; /* to whole words */
    return (size_t)(end - at) < size ? NULL : at + size;
}

/* Reads the runs into indexes; what they leave out is the first colour. */
static bool read_runs(bitmap *b)
{
    const uint8_t *at = b->bytes + b->pixels, *end = b->bytes + b->size;
    pen p = {0, 0};
    b->indexes = memory_new((size_t)b->width * b->height, 1);
    if (!b->indexes)
        return false;
    while (at && end - at >= 2 && p.y < b->height) {
        unsigned count = at[0], code = at[1];
        at += 2;
        for (uint32_t i = 0; i < count; i++)
            put(b, &p, b->bits == 8 ? (uint8_t)code : i & 1 ? code & 15 : (uint8_t)(code >> 4));
        if (!count)
            at = read_escape(b, &p, code, at, end);
    }
    return true;
}

/* ---- Rows --------------------------------------------------------------------------------------------------------- */

/* The bits of a value that a mask shows, as 0 to 255. */
static uint8_t masked(uint32_t value, uint32_t mask)
{
    if (!mask)
        return 0;
    unsigned shift = 0;
    while (!(mask >> shift & 1))
        shift++;
    uint64_t most = mask >> shift;
    return (uint8_t)(((uint64_t)((value & mask) >> shift) * 255 + most / 2) / most);
}

/* The samples of a row as PNG has them: an index, red, green and blue, or these and alpha. */
static void take_row(const bitmap *b, const uint8_t *from, uint8_t *samples)
{
    bool alpha = b->masks[3] != 0;
    for (uint32_t x = 0; x < b->width; x++) {
        if (b->bits == 1)
            *samples++ = from[x / 8] >> (7 - x % 8) & 1;
        else if (b->bits <= 8)
            *samples++ = index_of(b, from, x);
        else if (b->bits == 24) {
            for (size_t c = 0; c < 3; c++)
                *samples++ = from[3 * (size_t)x + 2 - c];
        } else {
            uint32_t value = little(from + (size_t)x * (b->bits / 8), (int)b->bits / 8);
            for (int c = 0; c < (alpha ? 4 : 3); c++)
                *samples++ = masked(value, b->masks[c]);
        }
    }
}

/* Bytes of a sample's pixel in PNG. */
static size_t pixel_size(const bitmap *b)
{
    return b->bits <= 8 ? 1 : b->bits != 24 && b->masks[3] ? 4 : 3;
}

/* Turns samples into differences from the pixel before (PNG 9.2, "Sub"), which pack better; indexes stay. */
static void filter_row(uint8_t *line, size_t size, size_t pixel)
{
    line[0] = pixel > 1;
    for (size_t i = size; pixel > 1 && i-- > pixel;)
        line[1 + i] = (uint8_t)(line[1 + i] - line[1 + i - pixel]);
}

/* Bytes of a row in the file. */
static size_t row_size(const bitmap *b)
{
    return ((size_t)b->width * b->bits + 31) / 32 * 4;
}

/* Whether the rows that the header promises are there. */
static bool has_rows(const bitmap *b)
{
    return b->indexes || (b->size - b->pixels) / row_size(b) >= b->height;
}

/* Puts all rows, from the top, each after the sign of its filter. */
static void put_rows(const bitmap *b, uint8_t *lines)
{
    size_t samples = (size_t)b->width * pixel_size(b);
    for (uint32_t y = 0; y < b->height; y++, lines += samples + 1) {
        size_t from = b->down ? y : b->height - 1 - y;
        if (b->indexes)
            memcpy(lines + 1, b->indexes + from * b->width, b->width);
        else
            take_row(b, b->bytes + b->pixels + row_size(b) * from, lines + 1);
        filter_row(lines, samples, pixel_size(b));
    }
}

/* ---- PNG (ISO/IEC 15948) ------------------------------------------------------------------------------------------ */

static void add_number(buffer *out, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buffer_byte(out, (char)(value >> shift & 0xFF));
}

static void add_chunk(buffer *out, const char *name, const void *bytes, size_t size)
{
    uint32_t sum = libdeflate_crc32(0, name, 4);
    add_number(out, (uint32_t)size);
    buffer_add(out, name, 4);
    if (size)
        buffer_add(out, bytes, size);
    add_number(out, libdeflate_crc32(sum, bytes, size));
}

static void add_header(const bitmap *b, buffer *out)
{
    enum { TRUE_COLOUR = 2, INDEXED = 3, TRUE_COLOUR_ALPHA = 6 };
    buffer header = BUFFER_EMPTY;
    size_t pixel = pixel_size(b);
    add_number(&header, b->width);
    add_number(&header, b->height);
    buffer_byte(&header, 8);
    buffer_byte(&header, pixel == 1 ? INDEXED : pixel == 3 ? TRUE_COLOUR : TRUE_COLOUR_ALPHA);
    buffer_add(&header, "\0\0\0", 3);
    buffer_add(out, "\x89PNG\r\n\x1A\n", 8);
    add_chunk(out, "IHDR", buffer_string(&header), header.size);
    out->failed = out->failed || header.failed;
    buffer_free(&header);
    if (pixel == 1)
        add_chunk(out, "PLTE", b->palette, 3u << b->bits);
}

static bool write_png(const bitmap *b, buffer *png)
{
    enum { QUICK = 3 };
    buffer packed = {.most = png->most};
    size_t row = (size_t)b->width * pixel_size(b) + 1;
    uint8_t *lines = has_rows(b) ? memory_new(b->height, row) : NULL;
    if (lines)
        put_rows(b, lines);
    bool good =
        lines && deflate_add(&packed, lines, row * b->height, QUICK, DEFLATE_ZLIB) && packed.size < UINT32_MAX / 2;
    if (good) {
        add_header(b, png);
        add_chunk(png, "IDAT", packed.data, packed.size);
        add_chunk(png, "IEND", NULL, 0);
    }
    buffer_free(&packed);
    free(lines);
    return good && !png->failed;
}

bool bitmap_png(const void *bytes, size_t size, buffer *png)
{
    bitmap b = {.bytes = bytes, .size = size};
    bool coded, good = read_header(&b);
    coded = good && (b.coding == CODED_RLE8 || b.coding == CODED_RLE4);
    good = good && (!coded || read_runs(&b)) && write_png(&b, png);
    free(b.indexes);
    return good;
}
