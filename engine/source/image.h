/* What a picture's first bytes say of it. */
#ifndef SOURCE_IMAGE_H
#define SOURCE_IMAGE_H

#include <stddef.h>

typedef struct image_facts {
    unsigned width, height;     /* pixels; 0 unknown */
} image_facts;

/* Sizes of PNG, JPEG, GIF, BMP, WebP and SVG (in CSS pixels); {0, 0} for others and for damaged ones. */
image_facts image_look(const void *bytes, size_t size);

#endif
