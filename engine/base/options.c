#include "options.h"

#include "buffer.h"
#include "memory.h"
#include "text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The value of each row that was set, by the row's number; NULL where the default holds. */
struct options {
    const ard_option *table;
    size_t count;
    char *values[];
};

enum { MOST_DIGITS = 15 }; /* of a number: what a double holds */

static size_t rows(const ard_option *table)
{
    size_t count = 0;
    while (table && table[count].name)
        count++;
    return count;
}

options *options_new(const ard_option *table)
{
    size_t count = rows(table);
    options *o = memory_new(1, sizeof *o + count * sizeof o->values[0]);
    if (o) {
        o->table = table;
        o->count = count;
    }
    return o;
}

void options_free(options *o)
{
    if (!o)
        return;
    for (size_t i = 0; i < o->count; i++)
        free(o->values[i]);
    free(o);
}

/* The number of the row with a name; `count` where there is none. */
static size_t row_named(const options *o, const char *name)
{
    size_t i = 0;
    while (i < o->count && strcmp(o->table[i].name, name) != 0)
        i++;
    return i;
}

/* Reads a decimal number ("-1.5"; a comma does too), all of `text`. Not strtod: that follows the locale. */
static bool read_number(const char *text, double *number)
{
    bool negative = *text == '-', point = false;
    unsigned digits = 0;
    double value = 0, scale = 1;
    for (text += *text == '-' || *text == '+'; *text; text++) {
        if ((*text == '.' || *text == ',') && !point)
            point = true;
        else if (text_is_digit((unsigned char)*text) && digits++ < MOST_DIGITS) {
            value = value * 10 + (*text - '0');
            scale *= point ? 10 : 1;
        } else
            return false;
    }
    *number = (negative ? -value : value) / scale;
    return digits > 0;
}

/* "yes" or "no" as it may be said; NULL for neither. */
static const char *read_flag(const char *value)
{
    if (text_in_list("yes true on 1 oui vrai", value))
        return "yes";
    return text_in_list("no false off 0 non faux", value) ? "no" : NULL;
}

/* A bound as text: whole where it is. */
static const char *bound(buffer *text, double value)
{
    if (value == floor(value) && fabs(value) < 1e15)
        buffer_format(text, "%lld", (long long)value);
    else
        buffer_format(text, "%.6g", value);
    return buffer_string(text);
}

static ard_status wrong_bounds(report_log *log, place where, const ard_option *row, const char *value)
{
    buffer least = BUFFER_EMPTY, most = BUFFER_EMPTY;
    ard_status status = report(log, where, "options.bounds", row->name, value, bound(&least, row->least),
                               bound(&most, row->most), NULL);
    buffer_free(&least);
    buffer_free(&most);
    return status;
}

/* The value as it is kept, in `kept` ; or the reported error. */
static ard_status check(const ard_option *row, report_log *log, place where, const char *value, const char **kept)
{
    double number;
    *kept = value;
    switch (row->type) {
    case ARD_FLAG:
        *kept = read_flag(value);
        return *kept ? ARD_OK : report(log, where, "options.flag", row->name, value, NULL);
    case ARD_NUMBER:
        if (!read_number(value, &number))
            return report(log, where, "options.number", row->name, value, NULL);
        return number >= row->least && number <= row->most ? ARD_OK : wrong_bounds(log, where, row, value);
    case ARD_CHOICE:
        return text_in_list(row->choices, value)
                   ? ARD_OK
                   : report(log, where, "options.choice", row->name, value, row->choices, NULL);
    case ARD_TEXT:
        return text_is_clean(value, strlen(value)) ? ARD_OK : report(log, where, "options.text", row->name, NULL);
    }
    return ARD_E_INTERNAL;
}

/* ASCII capitals of a choice made small, as the table has them. */
static void fold(char *choice)
{
    for (; *choice; choice++)
        *choice = ascii_lower(*choice);
}

ard_status options_set(options *o, report_log *log, place where, const char *key, const char *value, bool *known)
{
    size_t i = row_named(o, key);
    const char *kept;
    *known = i < o->count;
    if (!*known)
        return ARD_OK;
    ard_status status = check(o->table + i, log, where, value, &kept);
    if (status != ARD_OK)
        return status;
    char *copy = strdup(kept);
    if (!copy)
        return report(log, NOWHERE, "memory.ended", NULL);
    if (o->table[i].type == ARD_CHOICE)
        fold(copy);
    free(o->values[i]);
    o->values[i] = copy;
    return ARD_OK;
}

bool options_touched(const options *o, const char *only)
{
    for (size_t i = 0; o && i < o->count; i++)
        if (o->values[i] && (!only || strcmp(o->table[i].name, only) == 0))
            return true;
    return false;
}

const char *options_text(const options *o, const char *name)
{
    size_t i = o ? row_named(o, name) : 0;
    if (!o || i == o->count)
        return "";
    return o->values[i] ? o->values[i] : o->table[i].initial ? o->table[i].initial : "";
}

double options_number(const options *o, const char *name)
{
    double number;
    return read_number(options_text(o, name), &number) ? number : 0;
}

int options_integer(const options *o, const char *name)
{
    double number = options_number(o, name);
    return number >= -1e9 && number <= 1e9 ? (int)lround(number) : 0;
}

bool options_flag(const options *o, const char *name)
{
    const char *flag = read_flag(options_text(o, name));
    return flag && strcmp(flag, "yes") == 0;
}

bool options_set_value(const options *o, size_t number, const char **key, const char **value)
{
    for (size_t i = 0; o && i < o->count; i++)
        if (o->values[i] && !number--) {
            *key = o->table[i].name;
            *value = o->values[i];
            return true;
        }
    return false;
}
