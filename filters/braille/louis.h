/* liblouis, known by this file's pair alone. */
#ifndef BRAILLE_LOUIS_H
#define BRAILLE_LOUIS_H

#include "base/report.h"
#include "filters/braille/cells.h"

/* Loads a translation table; from then on translating with it opens no file. ARD_E_MISSING, with what liblouis said,
 * where the table is not there or not right. */
ard_status louis_load(report_log *log, const char *table);

/* Whether a table is there to be used: loaded, or found and loaded now. Says nothing. */
bool louis_has(const char *table);

/* Translates `count` code points, each below U+10000, and adds the cells to `out`. `starts`, when it is not NULL, has
 * room for count + 1 numbers and gets for each code point where its cells begin, as a place in `out`; the last is the
 * end. A character that the table does not know gives nothing or a blank: ask louis_knows first.
 * false when liblouis refused or gave what is no braille; then nothing was added. */
bool louis_translate(const char *table, const uint32_t *text, size_t count, cells *out, size_t *starts);

/* Translates cells back, and adds the characters to `text`; false as louis_translate. */
bool louis_back(const char *table, const cell *at, size_t count, buffer *text);

/* The characters that a display table has for the cells of six dots, in their order; false where there is no such table.
 * What liblouis said of the table that it looked for last, or "". */
bool louis_display(const char *table, uint32_t characters[64]);
const char *louis_message(void);

/* The folders where liblouis finds tables, by number (as a helper's `reads`): those of LOUIS_TABLEPATH, where it is set,
 * else the one of the installed library. */
bool louis_folder(unsigned number, buffer *path);

/* Whether the table gives dots for a character when it stands alone. */
bool louis_knows(const char *table, uint32_t point);

#endif
