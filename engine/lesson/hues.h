/* The hues that a lesson speaks of: "the words in red". */
#ifndef LESSON_HUES_H
#define LESSON_HUES_H

#include <stdbool.h>

typedef enum hue {
    HUE_NONE, HUE_ANY, HUE_RED, HUE_ORANGE, HUE_YELLOW, HUE_GREEN, HUE_BLUE, HUE_VIOLET, HUE_PINK, HUE_GREY, HUES
} hue;

/* The three parts of "RRGGBB" or "#RRGGBB"; false where it is none. */
bool hue_parts(const char *value, int parts[3]);

/* The hue of a colour, "#rrggbb" or a name of CSS or of Word; HUE_NONE for black, white and what is no colour. */
hue hue_of(const char *value);

/* The value of a colour's name, "#rrggbb"; NULL for any other text. Formats of offices know no names. */
const char *hue_value(const char *name);

#endif
