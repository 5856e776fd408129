/* The names of pictographs, which speech and braille say in their place. */
#ifndef LANGUAGE_EMOJI_H
#define LANGUAGE_EMOJI_H

#include <stdbool.h>
#include <stdint.h>

/* The name of a pictograph (💡: "ampoule") in the language of a BCP 47 tag: English for "en", else French; NULL where it
 * has none. */
const char *emoji_name(uint32_t point, const char *language);

/* Whether a pictograph is mostly an ornament beside words that say the same: faces, books, targets... Signs that mean
 * something by themselves are none: ticks and crosses, warnings, arrows, stars, coloured circles that sort. */
bool emoji_is_ornament(uint32_t point);

#endif
