#include "woff.h"

#include "base/memory.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

enum {
    HEAD = 44,       /* bytes of WOFF's header */
    ENTRY = 20,      /* of a row of its directory */
    SFNT_HEAD = 12,  /* of OpenType's */
    SFNT_ENTRY = 16, /* and its rows */
    TABLES_MOST = 256,
    FONT_MOST = 64 << 20
};

static uint32_t four(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static unsigned two(const unsigned char *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

static void add_four(buffer *out, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buffer_byte(out, (char)(number >> shift & 0xFF));
}

static void add_two(buffer *out, unsigned number)
{
    buffer_byte(out, (char)(number >> 8 & 0xFF));
    buffer_byte(out, (char)(number & 0xFF));
}

static void pad(buffer *out)
{
    while (out->size % 4 && !out->failed)
        buffer_byte(out, 0);
}

/* ---- Packing ----------------------------------------------------------------------------------------------------- */

/* Adds a table, deflated where that is shorter (section 5); gives the bytes that it takes. */
static uint32_t add_table(const unsigned char *bytes, uint32_t size, buffer *data)
{
    enum { SMALLEST = 12 };
    struct libdeflate_compressor *tool = libdeflate_alloc_compressor(SMALLEST);
    unsigned char *room = tool && size ? memory_new(size, 1) : NULL;
    size_t packed = room ? libdeflate_zlib_compress(tool, bytes, size, room, size - 1) : 0;
    uint32_t taken = packed ? (uint32_t)packed : size;
    buffer_add(data, packed ? room : bytes, taken);
    pad(data);
    libdeflate_free_compressor(tool);
    free(room);
    return taken;
}

bool woff_pack(const void *font, size_t size, buffer *woff)
{
    const unsigned char *in = font;
    buffer data = BUFFER_EMPTY, rows = BUFFER_EMPTY;
    unsigned count = size >= SFNT_HEAD ? two(in + 4) : 0;
    uint32_t whole = SFNT_HEAD + SFNT_ENTRY * count, first = HEAD + ENTRY * count;
    bool good = count && count <= TABLES_MOST && size >= whole && size <= FONT_MOST;
    for (unsigned i = 0; good && i < count; i++) {
        const unsigned char *row = in + SFNT_HEAD + (size_t)i * SFNT_ENTRY;
        uint32_t at = four(row + 8), length = four(row + 12);
        good = at <= size && length <= size - at;
        if (!good)
            break;
        buffer_add(&rows, row, 4);
        add_four(&rows, first + (uint32_t)data.size);
        add_four(&rows, add_table(in + at, length, &data));
        add_four(&rows, length);
        buffer_add(&rows, row + 4, 4);
        whole += (length + 3) / 4 * 4;
    }
    if (good) {
        buffer_text(woff, "wOFF");
        buffer_add(woff, in, 4);
        add_four(woff, first + (uint32_t)data.size);
        add_two(woff, count);
        add_two(woff, 0);
        add_four(woff, whole);
        for (int i = 0; i < 6; i++) /* version 0.0, neither metadata nor private data */
            add_four(woff, 0);
        buffer_add(woff, rows.data, rows.size);
        buffer_add(woff, data.data, data.size);
    }
    good = good && !data.failed && !rows.failed && !woff->failed;
    buffer_free(&data);
    buffer_free(&rows);
    return good;
}

/* ---- Unpacking --------------------------------------------------------------------------------------------------- */

bool woff_is(const void *bytes, size_t size)
{
    return size >= HEAD && memcmp(bytes, "wOFF", 4) == 0;
}

/* Adds a table as it was. */
static bool unpack_table(const unsigned char *packed, uint32_t packed_size, uint32_t size, buffer *font)
{
    if (packed_size == size) {
        buffer_add(font, packed, size);
        return packed_size <= size;
    }
    struct libdeflate_decompressor *tool = libdeflate_alloc_decompressor();
    unsigned char *room = tool && packed_size < size ? memory_new(size, 1) : NULL;
    bool good = room && libdeflate_zlib_decompress(tool, packed, packed_size, room, size, NULL) == LIBDEFLATE_SUCCESS;
    if (good)
        buffer_add(font, room, size);
    libdeflate_free_decompressor(tool);
    free(room);
    return good;
}

/* OpenType's header: the number of tables, and what a search by halves begins with. */
static void add_head(const unsigned char *flavour, unsigned count, buffer *font)
{
    unsigned half = 1, steps = 0;
    while (half * 2 <= count) {
        half *= 2;
        steps++;
    }
    buffer_add(font, flavour, 4);
    add_two(font, count);
    add_two(font, half * 16);
    add_two(font, steps);
    add_two(font, count * 16 - half * 16);
}

bool woff_unpack(const void *woff, size_t size, buffer *font)
{
    const unsigned char *in = woff;
    unsigned count = size >= HEAD ? two(in + 12) : 0;
    uint32_t at = SFNT_HEAD + SFNT_ENTRY * count;
    uint64_t whole = at;
    if (!count || count > TABLES_MOST || HEAD + (size_t)count * ENTRY > size)
        return false;
    add_head(in + 4, count, font);
    for (unsigned i = 0; i < count; i++) {
        const unsigned char *row = in + HEAD + (size_t)i * ENTRY;
        uint32_t length = four(row + 12);
        whole += ((uint64_t)length + 3) / 4 * 4;
        if (whole > FONT_MOST)
            return false;
        buffer_add(font, row, 4);
        buffer_add(font, row + 16, 4);
        add_four(font, at);
        add_four(font, length);
        at += (length + 3) / 4 * 4;
    }
    for (unsigned i = 0; i < count; i++) {
        const unsigned char *row = in + HEAD + (size_t)i * ENTRY;
        uint32_t from = four(row + 4), packed = four(row + 8);
        if (from > size || packed > size - from || !unpack_table(in + from, packed, four(row + 12), font))
            return false;
        pad(font);
    }
    return !font->failed;
}
