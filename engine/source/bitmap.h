/* Windows bitmaps (BMP: MS-WMF 2.2.2.3 and 2.2.2.9, in a file with the header of wingdi.h's BITMAPFILEHEADER) as PNG. */
#ifndef SOURCE_BITMAP_H
#define SOURCE_BITMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* Adds the PNG of a bitmap: of 1, 4, 8, 16, 24 or 32 bits, plain, run-length coded or with masks. False, and nothing is to
 * be kept of `png`, where it is damaged, cut off, or coded otherwise (JPEG or PNG inside). The caller bounds its pixels. */
bool bitmap_png(const void *bytes, size_t size, buffer *png);

#endif
