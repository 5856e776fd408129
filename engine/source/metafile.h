/* Windows metafiles (MS-WMF 12.0, MS-EMF 15.0: Word's formulas, drawings and previews of objects) as SVG, which stays
 * sharp at any size. What they draw with is a subset of SVG; bitmaps in them go in as "data:" addresses. */
#ifndef SOURCE_METAFILE_H
#define SOURCE_METAFILE_H

#include "base/buffer.h"

/* The character that a symbol font shows for a code (office/symbols.h); 0 where it is not known. */
typedef uint32_t metafile_symbol(const char *font, uint32_t code);

/* Adds the SVG of a metafile. False, and nothing is to be kept of `svg`, where the metafile is damaged, draws nothing, or
 * draws with what is not known here (regions, blending, glyphs by number): another program may know it. */
bool metafile_svg(const void *bytes, size_t size, metafile_symbol *symbol, buffer *svg);

#endif
