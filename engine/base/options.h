/* The values of a plugin's options: its table's defaults, then what profiles and settings say. */
#ifndef BASE_OPTIONS_H
#define BASE_OPTIONS_H

#include "ardoise.h"
#include "report.h"

typedef struct options options;

/* Defaults of a table (up to a row without a name; NULL is an empty one). NULL when memory has ended. */
options *options_new(const ard_option *table);
void options_free(options *o);

/* Sets a value, checked by the table; `*known` tells whether the key is one of the table. A wrong value is
 * reported, with the place where it was said. */
ard_status options_set(options *o, report_log *log, place where, const char *key, const char *value, bool *known);

/* Whether anything was set, which turns a filter on. `only` names one key, or is NULL for any. */
bool options_touched(const options *o, const char *only);

/* Values by name. A name that is not in the table is a fault of ours: "", 0, false, caught by the tests. */
const char *options_text(const options *o, const char *name);
double options_number(const options *o, const char *name);
int options_integer(const options *o, const char *name);
bool options_flag(const options *o, const char *name);

/* The keys and values that were set, by number; false past the end. For handing them to another process. */
bool options_set_value(const options *o, size_t number, const char **key, const char **value);

#endif
