/* Contrast of two colours, as WCAG 2.2 defines it. */
#ifndef BASE_CONTRAST_H
#define BASE_CONTRAST_H

#include <stdbool.h>

typedef struct colour {
    unsigned char red, green, blue;
} colour;

/* A colour written "#rrggbb" or "#rgb"; false for any other text, NULL included. */
bool colour_read(colour *read, const char *text);

/* The contrast ratio, 1 to 21, of WCAG 2.2, "contrast ratio"; the order does not matter. */
double colour_contrast(colour a, colour b);

/* WCAG 2.2, 1.4.3: the least contrast of text with its paper. */
#define LEAST_CONTRAST 4.5

/* Writes a colour as "#rrggbb" and gives it. */
const char *colour_text(colour c, char text[8]);

/* A colour and `share` (0 to 1) of another. */
colour colour_mix(colour one, colour other, double share);

/* The colour itself where it contrasts enough with both papers, else the nearest darker one (on dark paper a lighter one)
 * that does. */
colour colour_fit(colour wanted, colour paper, colour other_paper);

#endif
