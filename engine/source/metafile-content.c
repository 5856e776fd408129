/* Text and bitmaps of metafiles. */
#include "base/text.h"
#include "metafile-canvas.h"

#include <math.h>
#include <string.h>

/* ---- Text ------------------------------------------------------------------------------------------------------- */

enum { ALIGN_POSITION = 1, ALIGN_RIGHT = 2, ALIGN_CENTRE = 6, ALIGN_BOTTOM = 8, ALIGN_BASELINE = 24 };

/* Writes characters, those of a symbol font as what it shows. */
static void add_characters(canvas *c, const char *text)
{
    const canvas_font *font = &c->now.font;
    for (uint32_t point; (point = text_next(&text));) {
        char bytes[4];
        uint32_t code = point >= 0xF000 && point <= 0xF0FF ? point - 0xF000 : point;
        uint32_t shown = font->symbols && c->symbol && code > ' ' && code <= 0xFF ? c->symbol(font->face, code) : point;
        c->failed = c->failed || !shown;
        buffer_xml(c->svg, bytes, text_encode(bytes, shown ? shown : REPLACEMENT), false);
    }
}

/* Where the base line is below the reference point, in parts of the letters' size: an ascent of 0.9, a descent of 0.2. */
static double base_line(unsigned align)
{
    unsigned vertical = align & ALIGN_BASELINE;
    return vertical == ALIGN_BASELINE ? 0 : vertical == ALIGN_BOTTOM ? -0.2 : 0.9;
}

static void add_font(canvas *c, double size)
{
    const canvas_font *font = &c->now.font;
    if (*font->face && !font->symbols) {
        buffer_text(c->svg, " font-family=\"");
        buffer_xml(c->svg, font->face, strlen(font->face), true);
        buffer_text(c->svg, ", sans-serif\"");
    }
    buffer_format(c->svg, " font-size=\"%.2f\"%s%s%s", size, font->bold ? " font-weight=\"bold\"" : "",
                  font->italic ? " font-style=\"italic\"" : "",
                  font->underline ? " text-decoration=\"underline\"" : "");
}

void canvas_text(canvas *c, canvas_point at, const char *text, double width)
{
    const canvas_font *font = &c->now.font;
    if (c->now.align & ALIGN_POSITION)
        at = c->now.at;
    if (text_is_blank(text))
        return;
    canvas_place where = canvas_map(c, at);
    double size = fabs(font->height) * where.down * (font->height > 0 ? 0.83 : 1);
    unsigned across = c->now.align & ALIGN_CENTRE;
    double turn = font->tenths * 3.141592653589793 / 1800, below = base_line(c->now.align) * size;
    double x = where.x + below * sin(turn), y = where.y + below * cos(turn);
    /* what is clipped does not turn */
    if (c->now.clip) {
        buffer_text(c->svg, "<g");
        canvas_clip(c);
        buffer_byte(c->svg, '>');
    }
    buffer_format(c->svg, "<text x=\"%.2f\" y=\"%.2f\" xml:space=\"preserve\"", x, y);
    if (across)
        buffer_format(c->svg, " text-anchor=\"%s\"", across == ALIGN_CENTRE ? "middle" : "end");
    if (font->tenths)
        buffer_format(c->svg, " transform=\"rotate(%.1f %.2f %.2f)\"", -font->tenths / 10.0, x, y);
    double length = width * where.across, letters = (double)text_length(text);
    if (letters > 1 && length > 0 &&
        length < 3 * letters * size) /* some programs write no advance, but what was there */
        buffer_format(c->svg, " textLength=\"%.2f\" lengthAdjust=\"spacingAndGlyphs\"", length);
    add_font(c, size);
    canvas_colour(c, "fill", c->now.text_colour);
    buffer_byte(c->svg, '>');
    add_characters(c, text);
    buffer_text(c->svg, c->now.clip ? "</text></g>\n" : "</text>\n");
    c->failed = c->failed || font->foreign;
    c->drawn++;
    if (c->now.align & ALIGN_POSITION)
        c->now.at.x += width;
}

/* ---- Bitmaps ---------------------------------------------------------------------------------------------------- */

/* The raster operations that documents use (MS-WMF 2.1.1.31), and how SVG mixes the same. */
enum {
    SOURCE_COPY = 0x00CC0020,
    SOURCE_AND = 0x008800C6,
    SOURCE_PAINT = 0x00EE0086,
    SOURCE_INVERT = 0x00660046,
    PATTERN_COPY = 0x00F00021,
    BLACKNESS = 0x00000042,
    WHITENESS = 0x00FF0062
};

/* What is done without a bitmap: a rectangle of the brush, of black or of white. */
static void fill_alone(canvas *c, const double box[4], uint32_t rop)
{
    if (rop == PATTERN_COPY && !c->now.brush.none)
        canvas_fill(c, box, c->now.brush.colour);
    else if (rop == BLACKNESS || rop == WHITENESS)
        canvas_fill(c, box, rop == BLACKNESS ? 0 : 0xFFFFFF);
    else
        c->failed = c->failed || rop != PATTERN_COPY;
}

/* How a bitmap is mixed with what is below; NULL where that is not known, "" where it covers. A mask and a picture on
 * black, drawn one after the other, leave the ground around an icon. */
static const char *mixed(uint32_t rop)
{
    switch (rop) {
    case SOURCE_COPY: return "";
    case SOURCE_AND: return "multiply";
    case SOURCE_PAINT:
    case SOURCE_INVERT: return "screen";
    default: return NULL;
    }
}

/* Writes a DIB as the BMP file that browsers show (MS-WMF 2.2.2.3: header, palette, bits). */
static void add_bmp(canvas *c, const uint8_t *info, size_t info_size, const uint8_t *bits, size_t bit_size)
{
    enum { FILE_HEADER = 14 };
    buffer bmp = {.most = c->svg->most};
    uint32_t sizes[] = {(uint32_t)(FILE_HEADER + info_size + bit_size), 0, (uint32_t)(FILE_HEADER + info_size)};
    buffer_text(&bmp, "BM");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (int shift = 0; shift < 32; shift += 8)
            buffer_byte(&bmp, (char)(sizes[i] >> shift & 0xFF));
    buffer_add(&bmp, info, info_size);
    buffer_add(&bmp, bits, bit_size);
    c->failed = c->failed || bmp.failed;
    buffer_base64(c->svg, buffer_string(&bmp), bmp.size);
    buffer_free(&bmp);
}

/* Where a bitmap goes: in a frame of its own, which shows `part` of it. */
static void open_frame(canvas *c, const double box[4], const double part[4], const char *mix)
{
    canvas_place a = canvas_map(c, (canvas_point){box[0], box[1]}), b = canvas_map(c, (canvas_point){box[2], box[3]});
    double width = b.x - a.x, height = b.y - a.y;
    c->failed = c->failed || width == 0 || height == 0;
    buffer_text(c->svg, "<g");
    if (*mix)
        buffer_format(c->svg, " style=\"mix-blend-mode:%s\"", mix);
    canvas_clip(c);
    buffer_format(c->svg, "><svg x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" ", width < 0 ? b.x : a.x,
                  height < 0 ? b.y : a.y, fabs(width), fabs(height));
    buffer_format(c->svg, "viewBox=\"%.0f %.0f %.0f %.0f\" preserveAspectRatio=\"none\">", part[0], part[1], part[2],
                  part[3]);
}

void canvas_bitmap(canvas *c, const double box[4], const canvas_dib *dib, uint32_t rop)
{
    enum { SMALLEST_HEADER = 40, COMPRESSION = 16, RUNS = 2, FIELDS = 3 };
    const char *mix = mixed(rop);
    if (!dib) {
        fill_alone(c, box, rop);
        return;
    }
    record header = {dib->info, dib->info_size};
    double width = record_i32(&header, 4), height = fabs((double)record_i32(&header, 8));
    uint32_t packed = record_u32(&header, COMPRESSION);
    const double *part = dib->part;
    bool inside = part[0] >= 0 && part[1] >= 0 && part[2] > 0 && part[3] > 0 && part[0] + part[2] <= width &&
                  part[1] + part[3] <= height;
    if (!mix || !inside || dib->info_size < SMALLEST_HEADER || !dib->bits_size || (packed > RUNS && packed != FIELDS)) {
        c->failed = true;
        return;
    }
    open_frame(c, box, part, mix);
    buffer_format(c->svg, "<image width=\"%.0f\" height=\"%.0f\" href=\"data:image/bmp;base64,", width, height);
    add_bmp(c, dib->info, dib->info_size, dib->bits, dib->bits_size);
    buffer_text(c->svg, "\"/></svg></g>\n");
    c->drawn++;
}
