#include "filters/braille/cells.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static bool grow(cells *c, size_t more)
{
    if (c->failed)
        return false;
    if (c->room - c->count >= more)
        return true;
    size_t room = c->room ? c->room * 2 : 64;
    while (room - c->count < more)
        room *= 2;
    cell *at = memory_resize(c->at, room * sizeof *at);
    if (!at) {
        c->failed = true;
        return false;
    }
    c->at = at;
    c->room = room;
    return true;
}

void cells_add(cells *c, cell one)
{
    if (grow(c, 1))
        c->at[c->count++] = one;
}

void cells_text(cells *c, const char *braille)
{
    for (uint32_t point; (point = text_next(&braille)) != 0;)
        cells_add(c, point >= 0x2800 && point <= 0x28FF ? (cell)(point - 0x2800) : CELL_BLANK);
}

void cells_join(cells *c, const cell *more, size_t count)
{
    if (!count || !more || !grow(c, count))
        return;
    memcpy(c->at + c->count, more, count * sizeof *more);
    c->count += count;
}

void cells_reset(cells *c)
{
    c->count = 0;
}

void cells_free(cells *c)
{
    free(c->at);
    *c = CELLS_EMPTY;
}

void cells_utf8(const cell *at, size_t count, buffer *out)
{
    for (size_t i = 0; i < count; i++)
        buffer_point(out, 0x2800 + (at[i] & CELL_DOTS));
}
