#include "image.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST_SIDE = 1 << 20 };

static uint32_t big(const unsigned char *at, int bytes)
{
    uint32_t value = 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | at[i];
    return value;
}

static uint32_t little(const unsigned char *at, int bytes)
{
    uint32_t value = 0;
    for (int i = bytes; i-- > 0;)
        value = value << 8 | at[i];
    return value;
}

/* PNG (ISO/IEC 15948, 11.2.2): the header chunk is the first. */
static image_facts look_png(const unsigned char *b, size_t size)
{
    if (size < 24 || memcmp(b + 12, "IHDR", 4) != 0)
        return (image_facts){0};
    return (image_facts){big(b + 16, 4), big(b + 20, 4)};
}

static image_facts look_gif(const unsigned char *b, size_t size)
{
    if (size < 10)
        return (image_facts){0};
    return (image_facts){little(b + 6, 2), little(b + 8, 2)};
}

/* BMP: a core header has 16-bit sides, later ones 32-bit, the height negative where rows go down. */
static image_facts look_bmp(const unsigned char *b, size_t size)
{
    if (size < 26)
        return (image_facts){0};
    if (little(b + 14, 4) == 12)
        return (image_facts){little(b + 18, 2), little(b + 20, 2)};
    int32_t height = (int32_t)little(b + 22, 4);
    return (image_facts){little(b + 18, 4), height < 0 ? 0u - (uint32_t)height : (uint32_t)height};
}

/* JPEG (ITU-T T.81, B.1, B.2.2): markers up to a start of frame; C4, C8 and CC are none. */
static image_facts look_jpeg(const unsigned char *b, size_t size)
{
    for (size_t at = 2; at + 9 < size;) {
        if (b[at] != 0xFF)
            break;
        unsigned marker = b[at + 1];
        if (marker == 0xFF || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
            at += marker == 0xFF ? 1 : 2;
            continue;
        }
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
            return (image_facts){big(b + at + 7, 2), big(b + at + 5, 2)};
        if (marker == 0xD9 || marker == 0xDA)
            break;
        at += 2 + (size_t)big(b + at + 2, 2);
    }
    return (image_facts){0};
}

/* WebP (RFC 9649): extended, lossless and lossy files each say it their way. */
static image_facts look_webp(const unsigned char *b, size_t size)
{
    if (size < 30 || memcmp(b + 8, "WEBP", 4) != 0)
        return (image_facts){0};
    if (memcmp(b + 12, "VP8X", 4) == 0)
        return (image_facts){little(b + 24, 3) + 1, little(b + 27, 3) + 1};
    if (memcmp(b + 12, "VP8L", 4) == 0) {
        uint32_t sides = little(b + 21, 4);
        return (image_facts){(sides & 0x3FFF) + 1, (sides >> 14 & 0x3FFF) + 1};
    }
    if (memcmp(b + 12, "VP8 ", 4) == 0)
        return (image_facts){little(b + 26, 2) & 0x3FFF, little(b + 28, 2) & 0x3FFF};
    return (image_facts){0};
}

/* ---- SVG -------------------------------------------------------------------------------------------------------- */

/* Copies the value of an attribute of a tag, NUL-terminated; false where it is not there. */
static bool attribute_of(const char *tag, const char *end, const char *name, char *value, size_t room)
{
    size_t length = strlen(name);
    for (const char *at = tag; (at = memmem(at, (size_t)(end - at), name, length)); at += length) {
        const char *mark = at + length;
        while (mark < end && strchr(" \t\r\n=", *mark) && *mark)
            mark++;
        if (!strchr(" \t\r\n", at[-1]) || mark >= end || (*mark != '"' && *mark != '\''))
            continue;
        const char *close = memchr(mark + 1, *mark, (size_t)(end - mark - 1));
        size_t size = close ? (size_t)(close - mark - 1) : 0;
        if (!close || size >= room)
            return false;
        memcpy(value, mark + 1, size);
        value[size] = '\0';
        return true;
    }
    return false;
}

/* A length in CSS pixels (CSS Values 3, 6.2); 0 for percentages and for what is none. */
static double length_of(const char *value)
{
    static const struct {
        const char *unit;
        double pixels;
    } units[] = {{"px", 1},         {"pt", 96.0 / 72},  {"pc", 16}, {"in", 96},
                 {"cm", 96 / 2.54}, {"mm", 9.6 / 2.54}, {"em", 16}, {"ex", 8}};
    char *unit;
    double number = strtod(value, &unit);
    if (!*unit)
        return number;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strncmp(unit, units[i].unit, 2) == 0)
            return number * units[i].pixels;
    return 0;
}

static unsigned pixels(double length)
{
    return length > 0 && length < LARGEST_SIDE ? (unsigned)(length + 0.5) : 0;
}

/* SVG (SVG 2, 8.2): width and height, and what is missing by the view box's proportions. */
static image_facts look_svg(const unsigned char *b, size_t size)
{
    const char *text = (const char *)b;
    const char *tag = memmem(text, size, "<svg", 4);
    const char *end = tag ? memchr(tag, '>', size - (size_t)(tag - text)) : NULL;
    char value[96];
    double sides[2] = {0, 0}, box[4] = {0};
    if (!end)
        return (image_facts){0};
    if (attribute_of(tag, end, "width", value, sizeof value))
        sides[0] = length_of(value);
    if (attribute_of(tag, end, "height", value, sizeof value))
        sides[1] = length_of(value);
    if (attribute_of(tag, end, "viewBox", value, sizeof value)) {
        char *at = value;
        for (int i = 0; i < 4; i++) {
            box[i] = strtod(at, &at);
            at += strspn(at, " ,\t\r\n");
        }
    }
    if (box[2] > 0 && box[3] > 0) {
        if (!(sides[0] > 0))
            sides[0] = sides[1] > 0 ? sides[1] * box[2] / box[3] : box[2];
        if (!(sides[1] > 0))
            sides[1] = sides[0] * box[3] / box[2];
    }
    return (image_facts){pixels(sides[0]), pixels(sides[1])};
}

/* ---- All -------------------------------------------------------------------------------------------------------- */

typedef struct image_form {
    const char *begins;
    size_t length;
    image_facts (*look)(const unsigned char *bytes, size_t size);
} image_form;

static const image_form forms[] = {
    {"\x89PNG\r\n\x1A\n", 8, look_png},
    {"\xFF\xD8", 2, look_jpeg},
    {"GIF8", 4, look_gif},
    {"BM", 2, look_bmp},
    {"RIFF", 4, look_webp},
};

image_facts image_look(const void *bytes, size_t size)
{
    image_facts facts = {0};
    const image_form *form = NULL;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0] && !form; i++)
        if (size >= forms[i].length && memcmp(bytes, forms[i].begins, forms[i].length) == 0)
            form = forms + i;
    facts = form ? form->look(bytes, size) : look_svg(bytes, size);
    return facts.width && facts.height && facts.width < LARGEST_SIDE && facts.height < LARGEST_SIDE ? facts
                                                                                                    : (image_facts){0};
}
