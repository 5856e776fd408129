/* Contrast of two colours, as WCAG 2.2 defines it. */
#ifndef DYSLEXIA_CONTRAST_H
#define DYSLEXIA_CONTRAST_H

#include <stdbool.h>

typedef struct colour {
    unsigned char red, green, blue;
} colour;

/* A colour written "#rrggbb" or "#rgb"; false for any other text, NULL included. */
bool colour_read(colour *read, const char *text);

/* The contrast ratio, 1 to 21, of WCAG 2.2, "contrast ratio"; the order does not matter. */
double colour_contrast(colour a, colour b);

#endif
