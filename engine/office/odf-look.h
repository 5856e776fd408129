/* What OpenDocument says of the look of text and paragraphs (ODF 1.3, part 3, 16.27 and 17.6), as said in one place: a
 * style's own properties, or a default style's. odf-styles.h adds the places up. */
#ifndef OFFICE_ODF_LOOK_H
#define OFFICE_ODF_LOOK_H

#include "source/xml.h"

/* "Not said here" of numbers; strings are borrowed from the XML, and NULL where not said. */
enum { ODF_UNSAID = -1 };

typedef enum odf_script { ODF_WESTERN, ODF_ASIAN, ODF_COMPLEX, ODF_SCRIPTS } odf_script;
typedef enum odf_vertical { ODF_BASELINE, ODF_RAISED, ODF_LOWERED } odf_vertical;

typedef struct odf_text_look {
    signed char bold, italic, underline, strike, caps, hidden;  /* 0, 1, or ODF_UNSAID */
    signed char vertical;                                       /* odf_vertical */
    int size, percent;                  /* tenths of a point; of the size around it */
    const char *colour, *paper;         /* "#ff0000", "transparent" */
    const char *font;
    const char *language[ODF_SCRIPTS], *country[ODF_SCRIPTS];
} odf_text_look;

typedef enum odf_side { ODF_LEFT = 1, ODF_RIGHT = 2, ODF_TOP = 4, ODF_BOTTOM = 8, ODF_ALL_SIDES = 15 } odf_side;

typedef struct odf_paragraph_look {
    unsigned char said, borders;        /* odf_side: those that are said, those that are drawn */
    signed char rtl, leader;            /* leader: a tab stop draws dots or a line */
    const char *align, *paper;
} odf_paragraph_look;

extern const odf_text_look odf_text_unsaid;
extern const odf_paragraph_look odf_paragraph_unsaid;

/* Reads style:text-properties, and style:paragraph-properties or the properties of a cell; NULL says nothing. */
odf_text_look odf_text_read(const xml_node *properties);
odf_paragraph_look odf_paragraph_read(const xml_node *properties);

/* Lays what `over` says over `look`; a size in percent is one of the size that is there. */
void odf_text_overlay(odf_text_look *look, const odf_text_look *over);
void odf_paragraph_overlay(odf_paragraph_look *look, const odf_paragraph_look *over);

/* Whether a value is "true". */
bool odf_is_true(const char *value);

/* A length ("1.5cm", "12pt") in tenths of a point, ODF_UNSAID where it is none; units are those of XSL. */
int odf_length(const char *text);

/* A whole number of digits, bounded to a million; `otherwise` where it is none. */
int odf_integer(const char *text, int otherwise);

/* Adds the language tag of a script ("fr-FR", "ar"), nothing where none is said. */
void odf_language_tag(const odf_text_look *look, odf_script script, buffer *tag);

#endif
