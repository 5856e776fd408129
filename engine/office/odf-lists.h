/* List styles of an OpenDocument text (ODF 1.3, part 3, 16.30 to 16.35), and the numbers that they give. */
#ifndef OFFICE_ODF_LISTS_H
#define OFFICE_ODF_LISTS_H

#include "odf-look.h"

enum { ODF_LEVELS = 10 };

/* A level of a list style, or of the outline of headings. */
typedef struct odf_level {
    bool bullet, picture;
    const char *format;                 /* "1", "a", "A", "i", "I"; "" shows no number */
    const char *prefix, *suffix;        /* never NULL */
    const char *sign, *font;            /* of a bullet; font NULL where the text's own */
    int start, shown;                   /* shown: of how many levels the numbers are in the label */
} odf_level;

typedef struct odf_list_style {
    const char *name;
    odf_level levels[ODF_LEVELS];
} odf_list_style;

/* Numbers of one list that has been begun, by level; a list that goes on after others has the same. */
typedef struct odf_counters {
    int values[ODF_LEVELS];
    bool begun[ODF_LEVELS];
} odf_counters;

/* Reads text:list-style or text:outline-style; NULL when memory has ended. */
odf_list_style *odf_list_style_read(arena *pool, const xml_node *n);

/* Counts an item at a level (from 0): `start` is a value of its own, or ODF_UNSAID. Gives its number. */
int odf_count(const odf_list_style *style, odf_counters *counters, int level, int start);

/* Adds the label that the last count gave, without blanks around it; nothing for a bullet. */
void odf_label(const odf_list_style *style, const odf_counters *counters, int level, buffer *label);

/* Whether a label has words of its own ("Exercice 1"), beside its number. */
bool odf_level_has_words(const odf_level *level);

/* Adds a number in a format (19.500). */
void odf_number(const char *format, int value, buffer *out);

#endif
