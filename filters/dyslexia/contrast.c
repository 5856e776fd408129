#include "contrast.h"

#include "base/text.h"

#include <math.h>
#include <stddef.h>
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
