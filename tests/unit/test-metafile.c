/* Metafiles as SVG: small ones made here, record by record (MS-WMF 2.3, MS-EMF 2.3). */
#include "check.h"
#include "office/symbols.h"
#include "source/image.h"
#include "source/metafile.h"

static buffer file;

static void words(size_t count, const int *values)
{
    for (size_t i = 0; i < count; i++) {
        buffer_byte(&file, (char)(values[i] & 0xFF));
        buffer_byte(&file, (char)(values[i] >> 8 & 0xFF));
    }
}

#define WORDS(...) words(sizeof((int[]){__VA_ARGS__}) / sizeof(int), (int[]){__VA_ARGS__})

/* One 32-bit word after another. */
static void longs(size_t count, const long long *values)
{
    for (size_t i = 0; i < count; i++)
        for (int shift = 0; shift < 32; shift += 8)
            buffer_byte(&file, (char)(values[i] >> shift & 0xFF));
}

#define LONGS(...) longs(sizeof((long long[]){__VA_ARGS__}) / sizeof(long long), (long long[]){__VA_ARGS__})

/* A placeable WMF of 200 by 100 units, an inch being 100 of them. */
static void begin_wmf(void)
{
    buffer_reset(&file);
    WORDS(0xCDD7, 0x9AC6, 0, 0, 0, 200, 100, 100, 0, 0, 0);
    WORDS(1, 9, 0x300, 0, 0, 4, 0, 0, 0);
    WORDS(5, 0, 0x020B, 0, 0);
    WORDS(5, 0, 0x020C, 100, 200);
}

static void end_wmf(void)
{
    WORDS(3, 0, 0);
}

/* An EMF of 100 by 50 pixels on a device of 4 pixels a millimetre. */
static void begin_emf(void)
{
    buffer_reset(&file);
    LONGS(1, 88, 0, 0, 100, 50, 0, 0, 2500, 1250, 0x464D4520, 0x10000, 0, 0, 4, 0, 0, 0, 1000, 1000, 250, 250);
}

static void end_emf(void)
{
    LONGS(14, 20, 0, 0, 20);
}

static const char *svg_of(buffer *out)
{
    buffer_reset(out);
    return metafile_svg(buffer_string(&file), file.size, symbol_point, out) ? buffer_string(out) : NULL;
}

static void check_wmf(void)
{
    buffer out = BUFFER_EMPTY;
    begin_wmf();
    WORDS(8, 0, 0x02FA, 0, 2, 0, 0xFF, 0); /* a red pen, 2 wide */
    WORDS(4, 0, 0x012D, 0);                /* selected */
    WORDS(7, 0, 0x02FC, 1, 0, 0, 0);       /* no brush */
    WORDS(4, 0, 0x012D, 1);
    WORDS(7, 0, 0x041B, 60, 110, 10, 20);              /* rectangle: bottom, right, top, left */
    WORDS(4, 0, 0x012E, 24);                           /* text by its base line */
    WORDS(28, 0, 0x02FB, -12, 0, 0, 0, 400, 0, 0x200); /* a symbol font: its set is the high byte of the 7th word */
    WORDS(0, 0, 0x7953, 0x626D, 0x6C6F, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    WORDS(4, 0, 0x012D, 2);
    WORDS(8, 0, 0x0521, 1, 'p', 80, 30, 0); /* pi at x 30, y 80 */
    end_wmf();
    const char *svg = svg_of(&out);
    CHECK(svg && strstr(svg, "width=\"192.0\" height=\"96.0\" viewBox=\"0 0 200 100\""));
    CHECK(svg && strstr(svg, "d=\"M20.00 10.00L110.00 10.00L110.00 60.00L20.00 60.00Z\" fill=\"none\" "
                             "stroke=\"#ff0000\" stroke-width=\"2.00\""));
    CHECK(svg && strstr(svg, ">\u03C0</text>"));
    image_facts facts = svg ? image_look(out.data, out.size) : (image_facts){0};
    CHECK(facts.width == 192 && facts.height == 96);
    begin_wmf();
    end_wmf();
    CHECK(!svg_of(&out)); /* nothing is drawn */
    begin_wmf();
    WORDS(7, 0, 0x041B, 60, 110, 10, 20);
    WORDS(5, 0, 0x0548, 0, 0); /* a flood fill is not known here */
    end_wmf();
    CHECK(!svg_of(&out));
    begin_wmf();
    WORDS(7, 0, 0x041B, 60, 110, 10, 20);
    WORDS(0x7FFF, 0x7FFF, 0x0324, 2);
    CHECK(!svg_of(&out)); /* longer than the file */
    buffer_free(&out);
}

static void check_emf(void)
{
    buffer out = BUFFER_EMPTY;
    begin_emf();
    LONGS(39, 24, 1, 0, 0x00FF00, 0);                                          /* a green brush */
    LONGS(37, 12, 1);                                                          /* selected */
    LONGS(37, 12, 0x80000008);                                                 /* no pen */
    LONGS(86, 40, 0, 0, 0, 0, 3, 10 | 20 << 16, 30 | 20 << 16, 20 | 40 << 16); /* a triangle */
    LONGS(84, 88, 0, 0, 0, 0, 1, 0, 0, 5, 6, 2, 76, 0, 0, 0, 0, 0, 80, 'a' | 0xE9 << 16, 7, 8);
    end_emf();
    const char *svg = svg_of(&out);
    CHECK(svg && strstr(svg, "width=\"94.5\" height=\"47.2\" viewBox=\"0.00 0.00 100.00 50.00\""));
    CHECK(svg && strstr(svg, "d=\"M10.00 20.00L30.00 20.00L20.00 40.00Z\" fill=\"#00ff00\""));
    CHECK(svg && strstr(svg, ">a\u00E9</text>"));
    begin_emf();
    LONGS(17, 12, 8); /* a scale of its own: 2 to 1 */
    LONGS(9, 16, 50, 25);
    LONGS(11, 16, 100, 50);
    LONGS(35, 32, 0x3F800000, 0, 0, 0x3F800000, 0x40A00000, 0); /* moved by 5 */
    LONGS(27, 16, 1, 2);
    LONGS(54, 16, 11, 12);
    end_emf();
    svg = svg_of(&out);
    CHECK(svg && strstr(svg, "d=\"M12.00 4.00L32.00 24.00\""));
    begin_emf();
    LONGS(0x70000046, 8);
    end_emf();
    CHECK(!svg_of(&out)); /* an unknown record */
    for (size_t cut = 0; cut < file.size; cut += 3)
        CHECK(!metafile_svg(file.data, cut, symbol_point, &out));
    buffer_free(&out);
}

int main(void)
{
    check_wmf();
    check_emf();
    buffer_free(&file);
    return check_end();
}
