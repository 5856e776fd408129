/* Fonts of this machine, for the pages that a pupil gets: found by the name of their family, cut down to the characters that
 * are used, and given back to be put into a page. A document's child opens no file, so the helper "font" does all of that in
 * a process of its own, which reads the folders of fonts and nothing else. HarfBuzz is loaded when a font is first asked for.
 *
 * What is given has a neutral name, and so have its own tables: no page tells which font a pupil reads. */
#ifndef FONTS_FONTS_H
#define FONTS_FONTS_H

#include "base/arena.h"
#include "base/helpers.h"

/* The four looks of a family; a look's number is the sum of what it is. */
enum { FONT_BOLD = 1, FONT_ITALIC = 2, FONT_LOOKS = 4 };

/* A character, and the looks that it is needed in: a bit (1 << look) each. */
typedef struct font_character {
    uint32_t point, looks;
} font_character;

typedef struct font_request {
    const char *families;               /* as CSS lists them, the preferred one first */
    bool embeds;                        /* else only looked for */
    const font_character *characters;   /* ascending */
    size_t count;
} font_request;

/* A face to be put into a page: one file, or for a variable font one for several weights. */
typedef struct font_face {
    unsigned least, most;               /* weights that it has, as CSS counts them */
    bool italic;
    const void *bytes;                  /* WOFF 1.0 */
    size_t size;
} font_face;

typedef struct font_answer {
    bool found;                         /* one of the families is installed, */
    unsigned family;                    /* this one of the list, from 0 */
    const font_face *faces;
    size_t count;                       /* 0: none may be, or was to be, put into a page; the log says why */
} font_answer;

#define FONT_MEDIA_TYPE "font/woff"
#define FONT_NEUTRAL "Ardoise F1"       /* the family's name in pages */

/* Asks for the faces of the first family of the list that is installed. Says once in `log` that the preferred one is not
 * installed, may not be embedded, or cannot be read. Never fails a conversion: what cannot be done is a note. */
font_answer font_ask(helpers *h, report_log *log, const font_request *request, arena *pool);

/* The next family of a list as CSS writes it: moves `*list` past it, and gives its size without quotes; 0 at the end. */
size_t font_next(const char **list, const char **family);

/* Whether a name is one of CSS's generic families. */
bool font_is_generic(const char *family, size_t size);

/* Adds what stands behind a list of families, each with ", ": wide faces without serifs that most machines have, then the
 * generic one. Nothing where the list ends in a generic family. */
void font_fallbacks(const char *families, buffer *out);

/* Adds a list of families without the neutral name: as it is for those who do not have the page's faces. */
void font_without_faces(const char *families, buffer *out);

/* Adds the families of a list that are no generic ones, the first `skipped` left out, with those of font_fallbacks: what may
 * stand in for a font, as word processors want it, parted by `between`. Gives what ODF and OOXML call the generic family:
 * "swiss", "roman", "modern", "script", "decorative". */
const char *font_list(const char *families, unsigned skipped, const char *between, buffer *out);

/* For documents that name fonts and bring none along: looks for the preferred one, and says what a person should know. */
void font_look(helpers *h, report_log *log, const char *families);

/* Says of each family of a list whose name tells for whom it is made that it stands in the document. */
void font_tell(report_log *log, const char *families);

extern const helper font_helper;

#endif
