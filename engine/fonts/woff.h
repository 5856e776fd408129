/* WOFF 1.0 (W3C, 2012): an OpenType font whose tables are deflated one by one. Inside the room only. */
#ifndef FONTS_WOFF_H
#define FONTS_WOFF_H

#include "base/buffer.h"

/* Packs a font; false for what is none. */
bool woff_pack(const void *font, size_t size, buffer *woff);

bool woff_is(const void *bytes, size_t size);

/* Unpacks a font; false where it is broken. */
bool woff_unpack(const void *woff, size_t size, buffer *font);

#endif
