/* What writers of documents that people go on editing measure in the same way: CSS lengths, the widths of columns, the
 * size of a picture on a page, languages with their country. */
#ifndef WRITERS_MEASURES_H
#define WRITERS_MEASURES_H

#include "base/arena.h"
#include "lesson/lesson.h"

/* A CSS length in points, `em` being what one em is; false for what is none. */
bool css_length(const char *value, double em, double *points);

/* The space after a blank between words, in points, that gives words the page's own spacing and letters theirs; 0 where the
 * page has none of words. `size`: of the page's text. */
double blank_spacing(const style *page, double size);

/* The sheet of a printed page, in points: A4, upright, with margins of 2 cm where the page's style does not say it. */
typedef struct sheet {
    double width, height, margin;       /* margin: on all sides */
    bool lies;                          /* landscape */
    bool a3;
} sheet;
sheet sheet_of(const style *page);
sheet sheet_turned(sheet upright);      /* the same sheet, lying */

/* The right margin, in points, that makes lines no longer than the page's style wants; 0 where the sheet's do. `size`: of the
 * page's text. */
double page_margin(const style *page, double size);

/* The width of the text on the sheet, in points; that of a turned one, which tables fill. */
double text_width(const style *page, double size, bool turned);

/* A font's size: a length above 0, or a share of `em` in per cent. */
bool css_size(const char *value, double em, double *points);

typedef enum language_script { SCRIPT_WESTERN, SCRIPT_ASIAN, SCRIPT_COMPLEX } language_script;

/* Adds a BCP 47 tag as word processors want it: language and country ("fr" is "fr-FR"). Nothing for what is no tag. */
language_script language_in_full(const char *tag, buffer *out);

/* The size of a picture in points: as the source says, else its own, made to fit into a page's text. False: unknown. */
bool picture_size(const ard_node *image, const resource *picture, double most_width, double most_height, double *width,
                  double *height);

enum { COLUMNS_MOST = 1000 };

/* Passes over columns that cells above cover (`spans`: rows that they still take); gives the next free one, `count` at
 * most. */
long columns_free(const long *spans, long count, long column);

/* How many columns a cell takes from `column` on: as many as it wants, up to the next that is covered, or the last. */
long columns_take(const long *spans, long count, long column, long wanted);

/* Counts the columns of a table from its first row, and shares `line`, the characters that a line has room for, among them
 * by what stands in them: `*widths` in characters, in `pool` (NULL when memory has ended). 1 at least. */
long columns_measure(const ard_node *first_row, long line, arena *pool, long **widths);

/* Rows of the table from this one on, `most` at most. */
long rows_from(const ard_node *row, long most);

#endif
