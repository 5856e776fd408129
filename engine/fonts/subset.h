/* A face cut down to some characters, by HarfBuzz. Inside the room only. */
#ifndef FONTS_SUBSET_H
#define FONTS_SUBSET_H

#include "base/buffer.h"

/* Loads the library; false where it is not here. */
bool subset_open(void);

/* Adds the face `number` of a font file with the glyphs of the characters only, and `names` for its table of names. False for
 * a font that is broken, and where the library was not loaded. */
bool subset_make(const buffer *font, unsigned number, const uint32_t *points, size_t count, const buffer *names,
                 buffer *out);

#endif
