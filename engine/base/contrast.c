#include "contrast.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

bool colour_read(colour *read, const char *text)
{
    size_t size = text ? strlen(text) : 0;
    if ((size != 4 && size != 7) || text[0] != '#')
        return false;
    unsigned char parts[3];
    for (size_t i = 0; i < 3; i++) {
        int high = ascii_hex(text[size == 7 ? 1 + 2 * i : 1 + i]), low = ascii_hex(text[size == 7 ? 2 + 2 * i : 1 + i]);
        if (high < 0 || low < 0)
            return false;
        parts[i] = (unsigned char)(high * 16 + low);
    }
    *read = (colour){parts[0], parts[1], parts[2]};
    return true;
}

/* A component of sRGB made linear (WCAG 2.2, "relative luminance"). */
static double linear(unsigned char component)
{
    double value = component / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(colour c)
{
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

double colour_contrast(colour a, colour b)
{
    double one = luminance(a), two = luminance(b);
    return one > two ? (one + 0.05) / (two + 0.05) : (two + 0.05) / (one + 0.05);
}

const char *colour_text(colour c, char text[8])
{
    snprintf(text, 8, "#%02x%02x%02x", c.red, c.green, c.blue);
    return text;
}

static unsigned char mix_part(unsigned char one, unsigned char other, double share)
{
    return (unsigned char)(one + (other - one) * share + 0.5);
}

colour colour_mix(colour one, colour other, double share)
{
    return (colour){mix_part(one.red, other.red, share), mix_part(one.green, other.green, share),
                    mix_part(one.blue, other.blue, share)};
}

colour colour_fit(colour wanted, colour paper, colour other_paper)
{
    colour end = luminance(paper) > 0.18 ? (colour){0, 0, 0} : (colour){255, 255, 255}, fit = wanted;
    for (int step = 1; step <= 50; step++) {
        if (colour_contrast(fit, paper) >= LEAST_CONTRAST && colour_contrast(fit, other_paper) >= LEAST_CONTRAST)
            return fit;
        fit = colour_mix(wanted, end, step / 50.0);
    }
    return end;
}
