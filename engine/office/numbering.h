/* Numbering of a WordprocessingML document (ECMA-376 part 1, 17.9): what each list paragraph's number is, as shown. */
#ifndef OFFICE_NUMBERING_H
#define OFFICE_NUMBERING_H

#include "styles.h"

enum { WML_LEVELS = 9 };

/* How a level counts. */
typedef enum wml_format {
    WML_DECIMAL, WML_LOWER_LETTER, WML_UPPER_LETTER, WML_LOWER_ROMAN, WML_UPPER_ROMAN, WML_DECIMAL_ZERO, WML_ORDINAL,
    WML_CARDINAL_TEXT, WML_ORDINAL_TEXT, WML_HEX, WML_CHICAGO, WML_CIRCLED, WML_BRACKETED, WML_STOPPED, WML_DASHED,
    WML_LOWER_RUSSIAN, WML_UPPER_RUSSIAN, WML_BULLET, WML_NO_NUMBER, WML_FORMATS
} wml_format;

/* Adds a number in words; engine/language has them, which this room does not know. */
typedef void wml_words(buffer *out, int value, bool ordinal, const char *language);

typedef struct wml_level {
    wml_format format;
    int start, restart;                 /* restart: 1-based level that restarts it, 0 never, WML_UNSAID any above */
    const char *text;                   /* "%1.%2)", or the bullet */
    const char *foreign;                /* a format (17.18.59) that is not known here, counted in figures; NULL */
    int zeros;                          /* digits at least, of WML_DECIMAL_ZERO */
    const char *style;                  /* the paragraph style that is numbered by it, or NULL */
    const char *font;                   /* of the bullet */
    const char *suffix;                 /* "tab", "space", "nothing" */
    int left, first;                    /* indents, as in wml_paragraph_look */
    bool legal;                         /* all levels are shown as 1, 2, 3 (w:isLgl) */
    bool picture;                       /* the bullet is a picture */
} wml_level;

/* A format by its name (17.18.59); WML_FORMATS where it is not known here. */
wml_format wml_format_named(const char *name);

typedef struct wml_numbering wml_numbering;

/* A number as it is shown. */
typedef struct wml_number {
    const wml_level *level;
    int value;
    bool restarted;                     /* the first of its list, or after a restart */
} wml_number;

/* Reads w:numbering; `root` may be NULL. `styles` resolve w:numStyleLink. NULL when memory has ended.
 * `words` gives the numbers in words of a document in `language`, which may be NULL; NULL: in figures. */
wml_numbering *wml_numbering_read(arena *pool, const wml_styles *styles, const xml_node *root, wml_words *words,
                                  const char *language);

/* The level of a list that a paragraph style is numbered by, or -1 (w:lvl/w:pStyle). */
int wml_level_of_style(const wml_numbering *numbering, int number, const char *style);

/* Counts one paragraph of w:numId `number` at w:ilvl `level`, in the order of the document. Adds its label to `label`.
 * `level` NULL in the answer where there is no such list. */
wml_number wml_count(wml_numbering *numbering, int number, int level, buffer *label);

/* Adds a number in a format: "iv", "aa", "3"; formats in words in figures. */
void wml_number_text(wml_format format, int value, buffer *out);

#endif
