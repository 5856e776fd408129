/* liblouis has global state, and so has this file: the message that it gave last. Both belong to one process that
 * transcribes one document at a time. */
#include "filters/braille/louis.h"
#include "base/memory.h"
#include "base/text.h"

#include <liblouis/liblouis.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char last_message[256];

/* Keeps the first error of a load: it names the table; what follows counts errors. */
static void remember(logLevels level, const char *message)
{
    if (level >= LOU_LOG_ERROR && !last_message[0])
        snprintf(last_message, sizeof last_message, "%s", message);
}

bool louis_has(const char *table)
{
    last_message[0] = '\0';
    lou_registerLogCallback(remember);
    if (!lou_getTable(table))
        return false;
    /* The display table is loaded by the first translation only. */
    cells first = CELLS_EMPTY;
    bool works = louis_translate(table, (const uint32_t[]){'a'}, 1, &first, NULL);
    cells_free(&first);
    return works;
}

ard_status louis_load(report_log *log, const char *table)
{
    if (louis_has(table))
        return ARD_OK;
    return report(log, NOWHERE, "braille.table", table, last_message, NULL);
}

enum { MODE = dotsIO | ucBrl | noUndefined };

/* One call of liblouis over `count` characters; gives the cells, or -1. */
static int call(const char *table, const widechar *in, int count, widechar *out, int room, int *places)
{
    int read = count, written = room;
    if (!lou_translate(table, in, &read, out, &written, NULL, NULL, places, NULL, NULL, MODE) || read != count)
        return -1;
    for (int i = 0; i < written; i++)
        if (out[i] < 0x2800 || out[i] > 0x28FF)
            return -1;
    return written;
}

bool louis_translate(const char *table, const uint32_t *text, size_t count, cells *out, size_t *starts)
{
    if (count > 1u << 20)
        return false;
    int room = (int)count * 8 + 64, written = -1;
    widechar *in = memory_new(1, (count + 1) * sizeof *in), *given = memory_new(1, (size_t)room * sizeof *given);
    int *places = memory_new(count + 1, sizeof *places);
    if (in && given && places) {
        for (size_t i = 0; i < count; i++)
            in[i] = (widechar)text[i];
        written = call(table, in, (int)count, given, room, places);
    }
    if (starts)
        for (size_t i = 0; i <= count; i++)
            starts[i] = out->count + (size_t)(written < 0                         ? 0
                                              : i == count || places[i] > written ? written
                                                                                  : places[i]);
    for (int i = 0; i < written; i++)
        cells_add(out, (cell)(given[i] - 0x2800));
    free(in);
    free(given);
    free(places);
    return written >= 0;
}

bool louis_knows(const char *table, uint32_t point)
{
    cells one = CELLS_EMPTY;
    bool known = point < 0x10000 && louis_translate(table, &point, 1, &one, NULL);
    bool dots = false;
    for (size_t i = 0; known && i < one.count; i++)
        dots |= (one.at[i] & CELL_DOTS) != 0;
    cells_free(&one);
    return dots;
}

const char *louis_message(void)
{
    return last_message;
}

bool louis_display(const char *table, uint32_t characters[64])
{
    widechar dots[64], given[64] = {0};
    last_message[0] = '\0';
    lou_registerLogCallback(remember);
    for (int i = 0; i < 64; i++)
        dots[i] = (widechar)(0x8000 | i);
    bool good = lou_dotsToChar(table, dots, given, 64, 0);
    for (int i = 0; i < 64; i++)
        characters[i] = given[i];
    return good;
}

bool louis_folder(unsigned number, buffer *path)
{
    const char *at = getenv("LOUIS_TABLEPATH");
    if (!at || !*at)
        at = LOUIS_TABLES;
    for (; number && *at; number--) {
        at += strcspn(at, ",");
        at += *at == ',';
    }
    buffer_add(path, at, strcspn(at, ","));
    return *at != '\0';
}

bool louis_back(const char *table, const cell *at, size_t count, buffer *text)
{
    if (count > 1u << 20)
        return false;
    enum { DOTS = 0x8000 };
    int room = (int)count * 8 + 64, read = (int)count, written = room;
    widechar *in = memory_new(count + 1, sizeof *in), *given = memory_new((size_t)room, sizeof *given);
    bool good = in && given;
    for (size_t i = 0; good && i < count; i++)
        in[i] = (widechar)(DOTS | (at[i] & CELL_DOTS));
    good = good && lou_backTranslateString(table, in, &read, given, &written, NULL, NULL, dotsIO) && read == (int)count;
    for (int i = 0; good && i < written; i++) {
        char bytes[4];
        buffer_add(text, bytes, text_encode(bytes, given[i]));
    }
    free(in);
    free(given);
    return good;
}
