/* What a font file says of itself (OpenType 1.9: "name", "OS/2", "head", "fvar"). Inside the room only. Files are hostile:
 * each offset is checked. */
#ifndef FONTS_FACE_H
#define FONTS_FACE_H

#include "base/buffer.h"

/* A font file: its bytes, or a descriptor of which only what is needed is read. */
typedef struct font_file {
    const unsigned char *bytes;         /* NULL: `descriptor` */
    int descriptor;
    uint64_t size;
} font_file;

enum { NORMAL_WIDTH = 5 };

/* Notices that a font carries, as UTF-8. */
enum { NOTICE_COPYRIGHT, NOTICE_LICENCE, NOTICE_ADDRESS, NOTICES };

typedef struct face_facts {
    bool named;                         /* one of its families is the one looked for */
    bool italic;
    unsigned least, most;               /* weights; a variable font has several */
    unsigned width;                     /* usWidthClass: 5 is normal, less is condensed */
    unsigned rights;                    /* fsType */
    buffer notices[NOTICES];
} face_facts;

/* Faces in a file: of a collection several; 0 for what is no font. */
unsigned face_count(const font_file *file);

/* What a face says. `family` in any letters' case. `notices` only where it is `named`. False for what cannot be read. */
bool face_look(face_facts *facts, const font_file *file, unsigned number, const char *family, size_t family_size);
void face_facts_free(face_facts *facts);

#endif
