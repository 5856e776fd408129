/* What a font's licence lets us do, and the names that a font cut down for a page gets. Inside the room only. */
#ifndef FONTS_NOTICE_H
#define FONTS_NOTICE_H

#include "face.h"

/* Whether a font may be cut down and put into a page that is handed on: its fsType (OpenType 1.9, OS/2) must not forbid it,
 * and its notices must name a licence that lets everybody do it. */
bool notice_allows(const face_facts *facts);

/* Whether a word tells for whom a font is made. */
bool notice_tells(const char *word, size_t size);

/* Writes letters over the names of the font and the telling words in a table "CFF " (Adobe's Technical Note 5176, 5 to 10), as
 * many as they have: PostScript's outlines say them once more. Nothing where the table is broken. */
void notice_unname(unsigned char *cff, size_t size);

/* Adds a table of names: the neutral name of the family, and the notices that the licence wants kept, but for words that tell
 * what the font is made for. */
void notice_names(const face_facts *facts, const char *family, buffer *table);

#endif
