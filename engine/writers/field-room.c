#include "field-room.h"

#include "lesson/field-carry.h"

#include <string.h>

double field_inset(const ard_node *node, double character)
{
    enum { LEAST_STEP = 18, QUOTE_INSET = 57, BOX_INSET = 24, DEFINITION_INSET = 29 };
    double step = 3 * character < LEAST_STEP ? LEAST_STEP : 3 * character, inset = 0;
    unsigned lists = 0;
    for (const ard_node *up = node->parent; up && !node_is_cell(up); up = up->parent) {
        lists += up->kind == ITEM;
        inset += up->kind == QUOTE        ? QUOTE_INSET
                 : up->kind == ASIDE      ? BOX_INSET
                 : up->kind == DEFINITION ? DEFINITION_INSET
                                          : 0;
    }
    return inset + (lists ? (lists + 1) * step : 0);
}

long field_characters(const ard_node *answer, long usual)
{
    enum { FEWEST = 4, MOST = 400 };
    long size;
    if (!node_whole_number(answer, "data-size", &size) || size <= 0)
        return usual;
    return size < FEWEST ? FEWEST : size > MOST ? MOST : size;
}

bool field_is_box(const ard_node *answer)
{
    const char *box = kind_is(answer, ANSWER) ? node_attribute(answer, "data-box") : NULL;
    return box && strcmp(box, "large") == 0 && node_field(answer) == FIELD_NONE && field_is_simple(answer);
}

void field_box(const ard_node *answer, double size, double character, double most, double *width, double *height)
{
    enum { LINE = 1000, MOST_ROWS = 8 };
    unsigned rows = field_rows(answer, 1);
    *width = 2 * character * (double)field_characters(answer, LINE);
    *width = *width > 0.95 * most ? 0.95 * most : *width;
    *height = 3 * size * (rows > MOST_ROWS ? MOST_ROWS : rows);
}
