/* The characters that a file of a byte a cell has for the 64 cells: those that are built in, and any display table of
 * liblouis, which the helper "display" looks up. One answer for who writes such a file and for who reads it. */
#ifndef LESSON_DISPLAY_TABLE_H
#define LESSON_DISPLAY_TABLE_H

#include "base/helpers.h"
#include "base/report.h"

typedef struct display_table {
    uint32_t characters[64];            /* in the order of U+2800 to U+283F; bytes of the file, or code points where `wide` */
    bool wide;                          /* not all of them are of ISO 8859-1: the file is UTF-8 */
    bool whole;                         /* no two cells have one character, so the file can be read back */
} display_table;

/* Finds a table by name: "nabcc", "tbfr2007", or that of a display table of liblouis, such as "de-eurobrl6.dis".
 * ARD_E_MISSING where there is none of that name, ARD_E_USAGE where it is no name of a table. */
ard_status display_table_find(helpers *h, report_log *log, const char *name, display_table *found);

/* Whether a text may be the name of a table: letters, digits, and - _ . within. It leads to no folder. */
bool display_table_is_name(const char *name);

#endif
