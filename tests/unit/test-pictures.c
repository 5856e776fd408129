/* Which texts of pictures are none (engine/readers/pictures.h); bitmaps as PNG (engine/source/bitmap.h). */
#include "check.h"
#include "documents.h"
#include "lesson/lesson.h"
#include "readers/pictures.h"
#include "source/bitmap.h"

#include <libdeflate.h>

/* What no lesson says of a picture: names of files, of cameras and of drawing programs. */
static void check_picture_names(void)
{
    static const struct {
        const char *alt;
        bool kept;
    } texts[] = {
        {"42-19134430", false},
        {"IMG_1234.jpg", false},
        {"Image 3", false},
        {"MC900439824", false},
        {"image", false},
        {"C:\\Photos\\la tour.png", false},
        {"DSC00012", false},
        {"20210304_101530", false},
        {"Zone de texte 2", false},
        {"Picture1", false},
        {"Une tour", true},
        {"3", true},
        {"1789", true},
        {"14-07-1789", true},
        {"Image de la tour Eiffel", true},
        {"H2O", true},
        {"Photo de la tour.jpg", true},
        {"A4", true},
        {"x = 12345", true},
        {"ntop1", true},
    };
    ard_limits limits = ard_limits_default();
    report_log *log = report_new();
    ard_document *document = lesson_new(&limits, log);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ard_node *image = node_new(document, IMAGE, NOWHERE);
        node_set(document, image, "alt", texts[i].alt);
        picture_describe(log, document, image);
        CHECK_TEXT(node_attribute(image, "alt"), texts[i].kept ? texts[i].alt : NULL);
    }
    CHECK(has_code(log, "picture.name") && !has_code(log, "picture.automatic"));
    ard_node *made = node_new(document, IMAGE, NOWHERE);
    node_set(document, made, "alt", "Une image contenant texte\n\nDescription générée automatiquement");
    picture_describe(log, document, made);
    CHECK(node_attribute(made, "alt") && has_code(log, "picture.automatic"));
    /* a BMP header that claims 20,000 by 20,000 pixels */
    unsigned char bomb[64] = "BM";
    bomb[14] = 40;
    bomb[18] = bomb[22] = 0x20;
    bomb[19] = bomb[23] = 0x4E;
    CHECK(picture_add(log, document, bomb, sizeof bomb, NOWHERE) == 0 && has_code(log, "picture.large"));
    CHECK(picture_add(log, document, png, sizeof png, NOWHERE) == 1);
    ard_document_free(document);
    report_free(log);
}

/* ---- Bitmaps ----------------------------------------------------------------------------------------------------- */

enum { HEADERS = 54 }; /* of the file and of the bitmap */

/* Makes the headers of a bitmap of 2 by 2 pixels, whose palette has `colours`: red, green, blue, white. */
static size_t bitmap_head(unsigned char *at, unsigned bits, unsigned coding, unsigned colours)
{
    static const unsigned char palette[] = "\0\0\xFF\0\0\xFF\0\0\xFF\0\0\0\xFF\xFF\xFF\0";
    memset(at, 0, HEADERS);
    memcpy(at, "BM", 2);
    at[10] = (unsigned char)(HEADERS + 4 * colours);
    at[14] = 40;
    at[18] = at[22] = 2;
    at[28] = (unsigned char)bits;
    at[30] = (unsigned char)coding;
    at[46] = (unsigned char)colours;
    memcpy(at + HEADERS, palette, 4 * colours);
    return HEADERS + 4 * colours;
}

/* Checks the rows of the PNG of a bitmap: for each a filter and its samples; NULL: there is none. */
static void check_bitmap(const unsigned char *bitmap, size_t size, const char *rows, size_t rows_size)
{
    buffer made = BUFFER_EMPTY;
    unsigned char out[64];
    size_t left = 0;
    bool good = bitmap_png(bitmap, size, &made);
    CHECK(good == (rows != NULL));
    const char *packed = good ? memmem(made.data, made.size, "IDAT", 4) : NULL;
    if (packed) {
        CHECK(memcmp(made.data, "\x89PNG\r\n\x1A\n", 8) == 0 && memmem(made.data, made.size, "IEND", 4));
        struct libdeflate_decompressor *tool = libdeflate_alloc_decompressor();
        size_t behind = made.size - (size_t)(packed + 4 - made.data);
        CHECK(!libdeflate_zlib_decompress(tool, packed + 4, behind, out, sizeof out, &left));
        libdeflate_free_decompressor(tool);
        CHECK(left == rows_size && memcmp(out, rows, rows_size) == 0);
    }
    buffer_free(&made);
}

/* The pixels are red and green, below them blue and white; a file's rows go up (MS-WMF 2.2.2.9). */
static void check_bitmaps(void)
{
    static const char indexes[] = "\0\0\1\0\2\3", colours[] = "\1\xFF\0\0\1\xFF\0\1\0\0\xFF\xFF\xFF\0";
    unsigned char b[128];
    size_t at = bitmap_head(b, 24, 0, 0);
    memcpy(b + at, "\xFF\0\0\xFF\xFF\xFF\0\0\0\0\xFF\0\xFF\0\0\0", 16);
    check_bitmap(b, at + 16, colours, 14);
    check_bitmap(b, at + 15, NULL, 0);
    at = bitmap_head(b, 4, 0, 4);
    memcpy(b + at, "\x23\0\0\0\x01\0\0\0", 8);
    check_bitmap(b, at + 8, indexes, 6);
    at = bitmap_head(b, 4, 2, 4); /* a run of two, the end of the line, two as they are, the end */
    memcpy(b + at, "\2\x23\0\0\2\x01\0\1", 8);
    check_bitmap(b, at + 8, indexes, 6);
    at = bitmap_head(b, 8, 1, 4); /* a step over the first pixel leaves it the first colour */
    memcpy(b + at, "\1\2\1\3\0\0\0\2\1\0\1\1\0\1", 14);
    check_bitmap(b, at + 14, indexes, 6);
    at = bitmap_head(b, 16, 0, 0);
    memcpy(b + at, "\x1F\0\xFF\x7F\0\x7C\xE0\x03", 8);
    check_bitmap(b, at + 8, colours, 14);
    at = bitmap_head(b, 24, 4, 0); /* a JPEG inside */
    check_bitmap(b, at + 16, NULL, 0);
    check_bitmap(b, 20, NULL, 0);
}

int main(void)
{
    check_bitmaps();
    check_picture_names();
    return check_end();
}
