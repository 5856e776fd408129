#include "hues.h"

#include "base/text.h"

#include <string.h>

/* Colours by CSS's names, and Word's. */
typedef struct named_colour {
    const char *name, *value;
    hue hue;
} named_colour;

static const named_colour named_colours[] = {
    {"red", "#ff0000", HUE_RED},        {"darkred", "#8b0000", HUE_RED},       {"crimson", "#dc143c", HUE_RED},
    {"firebrick", "#b22222", HUE_RED},  {"orange", "#ffa500", HUE_ORANGE},     {"darkorange", "#ff8c00", HUE_ORANGE},
    {"yellow", "#ffff00", HUE_YELLOW},  {"darkyellow", "#808000", HUE_YELLOW}, {"gold", "#ffd700", HUE_YELLOW},
    {"green", "#008000", HUE_GREEN},    {"darkgreen", "#006400", HUE_GREEN},   {"lime", "#00ff00", HUE_GREEN},
    {"seagreen", "#2e8b57", HUE_GREEN}, {"blue", "#0000ff", HUE_BLUE},         {"darkblue", "#00008b", HUE_BLUE},
    {"navy", "#000080", HUE_BLUE},      {"cyan", "#00ffff", HUE_BLUE},         {"darkcyan", "#008b8b", HUE_BLUE},
    {"purple", "#800080", HUE_VIOLET},  {"violet", "#ee82ee", HUE_VIOLET},     {"indigo", "#4b0082", HUE_VIOLET},
    {"pink", "#ffc0cb", HUE_PINK},      {"magenta", "#ff00ff", HUE_PINK},      {"darkmagenta", "#8b008b", HUE_PINK},
    {"fuchsia", "#ff00ff", HUE_PINK},   {"gray", "#808080", HUE_GREY},         {"grey", "#808080", HUE_GREY},
    {"darkgray", "#a9a9a9", HUE_GREY},  {"lightgray", "#d3d3d3", HUE_GREY},    {"silver", "#c0c0c0", HUE_GREY},
};

static const named_colour *named(const char *name)
{
    for (size_t i = 0; i < sizeof named_colours / sizeof *named_colours; i++)
        if (text_same(named_colours[i].name, name))
            return &named_colours[i];
    return NULL;
}

const char *hue_value(const char *name)
{
    const named_colour *found = named(name);
    return found ? found->value : NULL;
}

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
    const named_colour *found = named(value);
    if (found)
        return found->hue;
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
