#include "hues.h"

#include "base/text.h"

#include <string.h>

static const struct {
    const char *names;
    hue hue;
} named_hues[] = {
    {"red darkred crimson firebrick", HUE_RED},     {"orange darkorange", HUE_ORANGE},
    {"yellow darkyellow gold", HUE_YELLOW},         {"green darkgreen lime seagreen", HUE_GREEN},
    {"blue darkblue navy cyan darkcyan", HUE_BLUE}, {"purple violet indigo", HUE_VIOLET},
    {"pink magenta darkmagenta fuchsia", HUE_PINK}, {"gray grey darkgray lightgray silver", HUE_GREY},
};

bool hue_parts(const char *value, int parts[3])
{
    value += *value == '#';
    if (strlen(value) != 6)
        return false;
    for (int i = 0; i < 3; i++) {
        int high = ascii_hex(value[2 * i]), low = ascii_hex(value[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        parts[i] = 16 * high + low;
    }
    return true;
}

/* The hue of a colour by its angle on the wheel, in degrees. */
static hue hue_of_angle(int angle)
{
    static const struct {
        int below;
        hue hue;
    } wheel[] = {{15, HUE_RED},   {45, HUE_ORANGE},  {70, HUE_YELLOW}, {165, HUE_GREEN},
                 {255, HUE_BLUE}, {290, HUE_VIOLET}, {340, HUE_PINK},  {361, HUE_RED}};
    size_t i = 0;
    while (i + 1 < sizeof wheel / sizeof *wheel && angle >= wheel[i].below)
        i++;
    return wheel[i].hue;
}

hue hue_of(const char *value)
{
    int part[3];
    for (size_t i = 0; i < sizeof named_hues / sizeof *named_hues; i++)
        if (text_in_list(named_hues[i].names, value))
            return named_hues[i].hue;
    if (!hue_parts(value, part))
        return HUE_NONE;
    int most = part[0], least = part[0], angle;
    for (int i = 1; i < 3; i++) {
        most = part[i] > most ? part[i] : most;
        least = part[i] < least ? part[i] : least;
    }
    int range = most - least;
    if (range < 24)
        return most < 40 || least > 245 ? HUE_NONE : HUE_GREY;
    if (most == part[0])
        angle = 60 * (part[1] - part[2]) / range;
    else if (most == part[1])
        angle = 120 + 60 * (part[2] - part[0]) / range;
    else
        angle = 240 + 60 * (part[0] - part[1]) / range;
    return hue_of_angle(angle < 0 ? angle + 360 : angle);
}
