/* Characters, with their places and looks. */
#include "library.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A look that was met, and its number. */
struct known_look {
    struct known_look *next;
    char *font;
    double size;
    uint32_t colour;
    uint32_t number;
};

uint32_t pdf_colour_of(double red, double green, double blue)
{
    return (uint32_t)lrint(red * 255) << 16 | (uint32_t)lrint(green * 255) << 8 | (uint32_t)lrint(blue * 255);
}

/* The number of the look that text has by its attributes (NULL: unknown); looks met last are found first. */
static uint32_t look_of(description *d, const PopplerTextAttributes *a)
{
    const char *font = a && a->font_name ? a->font_name : "";
    double size = a ? a->font_size : 0;
    uint32_t colour = a ? pdf_colour_of(a->color.red / 65535.0, a->color.green / 65535.0, a->color.blue / 65535.0) : 0;
    known_look **link = &d->known, *k;
    for (unsigned tried = 0; (k = *link) && tried < 1000; link = &k->next, tried++)
        if (k->size == size && k->colour == colour && strcmp(k->font, font) == 0) {
            *link = k->next;
            k->next = d->known;
            d->known = k;
            return k->number;
        }
    k = memory_new(1, sizeof *k);
    if (!k)
        return 0;
    *k = (known_look){d->known, strdup(font), size, colour, d->look_count++};
    d->known = k;
    pdf_wire_string(&d->looks, font);
    pdf_wire_length(&d->looks, size);
    pdf_wire_number(&d->looks, colour);
    return k->number;
}

static uint32_t next_point(const char **text)
{
    const unsigned char *t = (const unsigned char *)*text;
    unsigned length = *t < 0x80 ? 1 : *t < 0xE0 ? 2 : *t < 0xF0 ? 3 : 4;
    uint32_t point = *t < 0x80 ? *t : *t & (0xFFu >> (length + 1));
    for (unsigned i = 1; i < length; i++)
        point = t[i] ? point << 6 | (t[i] & 0x3Fu) : 0xFFFD;
    *text += strnlen(*text, length);
    return point > 0x10FFFF ? 0xFFFD : point;
}

/* Each character with its place and look; gives their number. */
uint32_t pdf_write_text(description *d, PopplerPage *page)
{
    PopplerRectangle *places = NULL;
    guint count = 0;
    char *text = pdf_lib.poppler_page_get_text(page);
    GList *attributes = pdf_lib.poppler_page_get_text_attributes(page), *at = attributes;
    size_t room = pdf_wire_reserve(d->out);
    uint32_t number = 0, look = look_of(d, NULL);
    const PopplerTextAttributes *now = NULL;
    pdf_lib.poppler_page_get_text_layout(page, &places, &count);
    for (const char *c = text; c && *c && number < count; number++) {
        const PopplerRectangle *r = &places[number];
        while (at && ((PopplerTextAttributes *)at->data)->end_index < (int)number)
            at = at->next;
        if (at && at->data != now && ((PopplerTextAttributes *)at->data)->start_index <= (int)number) {
            now = at->data;
            look = look_of(d, now);
        }
        pdf_wire_box(d->out, r->x1, r->y1, r->x2, r->y2);
        pdf_wire_number(d->out, next_point(&c));
        pdf_wire_number(d->out, look);
    }
    pdf_wire_settle(d->out, room, number);
    pdf_lib.poppler_page_free_text_attributes(attributes);
    pdf_lib.g_free(places);
    pdf_lib.g_free(text);
    return number;
}

void pdf_write_first_look(description *d)
{
    look_of(d, NULL);
}

void pdf_free_looks(description *d)
{
    for (known_look *k = d->known, *next; k; k = next) {
        next = k->next;
        free(k->font);
        free(k);
    }
    buffer_free(&d->looks);
    buffer_free(&d->pictures);
}
