/* Where a family is on this machine. Inside the room only. */
#ifndef FONTS_SEARCH_H
#define FONTS_SEARCH_H

#include "face.h"
#include "fonts.h"

enum { FONT_PATH = 4096, FONT_BYTES = 64 << 20 };

/* A face of a family that was found. */
typedef struct found_face {
    bool there;
    char path[FONT_PATH];
    unsigned number;                    /* in its file */
    face_facts facts;
} found_face;

/* Adds folder number `number` of those that fonts are looked for in, the first wins: `fonts` of ardoise's data folder, the
 * user's, those of the machine. False past the end. One that is not there is given all the same. */
bool search_folder(unsigned number, buffer *path);

/* Finds the best face of a family for each look; a look that the family has not is not there. False where not even an upright
 * one is. The same for the same files, in whatever order a folder lists them. */
bool search_family(const char *family, size_t size, found_face looks[FONT_LOOKS]);
void search_free(found_face looks[FONT_LOOKS]);

/* Adds the bytes of a font file as OpenType has them: what is packed as WOFF is unpacked. False for what cannot be read. */
bool search_read(const char *path, buffer *bytes);

#endif
