#include "base/memory.h"
#include "base/text.h"
#include "document.h"
#include "marks.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_STYLES = UINT16_MAX };

/* The CSS property of each, whose values they take: sizes in pt, em or a number, colours as #rrggbb. The last seven are
 * ours (lesson.h). */
static const char *const names[STYLE_PROPERTIES] = {
    [STYLE_FONT] = "font-family",
    [STYLE_SIZE] = "font-size",
    [STYLE_WEIGHT] = "font-weight",
    [STYLE_SLANT] = "font-style",
    [STYLE_COLOUR] = "color",
    [STYLE_PAPER] = "background-color",
    [STYLE_LETTER_SPACING] = "letter-spacing",
    [STYLE_WORD_SPACING] = "word-spacing",
    [STYLE_LINE_HEIGHT] = "line-height",
    [STYLE_SPACE_BEFORE] = "margin-top",
    [STYLE_SPACE_AFTER] = "margin-bottom",
    [STYLE_ALIGN] = "text-align",
    [STYLE_HYPHENS] = "hyphens",
    [STYLE_UNDERLINE] = "text-decoration",
    [STYLE_BORDER] = "border",
    [STYLE_BREAK] = "break-before",
    [STYLE_MEASURE] = "max-width",
    [STYLE_ARC] = "arc",
    [STYLE_BARS] = "bars",
    [STYLE_LINES] = "lines",
    [STYLE_RULER] = "ruler",
    [STYLE_SHEET] = "page-size",
    [STYLE_MARGIN] = "page-margin",
    [STYLE_PRINT] = "print",
};

const char *style_property_name(style_property property)
{
    return names[property];
}

style_property style_property_named(const char *css_name)
{
    int property = 0;
    while (property < STYLE_PROPERTIES && strcmp(names[property], css_name) != 0)
        property++;
    return (style_property)property;
}

/* A new row with a name and no values; STYLE_NONE where there is no room. */
static uint16_t new_row(ard_document *document, const char *name)
{
    if (document->style_count >= MOST_STYLES) {
        report(document->log, NOWHERE, "lesson.styles", NULL);
        return STYLE_NONE;
    }
    if (document->style_count == document->style_room) {
        size_t room = document->style_room ? 2 * document->style_room : 16;
        style *larger = memory_resize(document->styles, room * sizeof *larger);
        if (!larger) {
            document_refuse(document, "lesson.memory");
            return STYLE_NONE;
        }
        document->styles = larger;
        document->style_room = room;
    }
    char *copy = document_text(document, name, strlen(name));
    uint16_t *row = document_alloc(document, sizeof *row);
    if (!copy || !row)
        return STYLE_NONE;
    *row = (uint16_t)document->style_count++;
    document->styles[*row] = (style){.name = copy};
    table_set(document->styles_by_name, copy, row);
    return *row;
}

void styles_begin(ard_document *document)
{
    document->styles_by_name = table_new(document->pool);
    document->styles_by_values = table_new(document->pool);
    new_row(document, "");
    new_row(document, "Ardoise");
}

/* Adds all values of a style as one key. */
static void add_key(ard_document *document, buffer *key, const style *values)
{
    for (int i = 0; i < STYLE_PROPERTIES; i++) {
        buffer_text(key, values->values[i]);
        buffer_byte(key, '\r'); /* no value holds one */
    }
    if (key->failed)
        document_refuse(document, "lesson.memory");
}

static bool same_values(const style *a, const style *b)
{
    for (int i = 0; i < STYLE_PROPERTIES; i++) {
        const char *one = a->values[i] ? a->values[i] : "", *other = b->values[i] ? b->values[i] : "";
        if (strcmp(one, other) != 0)
            return false;
    }
    return true;
}

/* The row that `key` leads to, where its values are still those. */
static uint16_t row_with(const ard_document *document, const char *key, const style *values)
{
    const uint16_t *row = table_value(document->styles_by_values, key);
    return row && same_values(document->styles + *row, values) ? *row : STYLE_NONE;
}

/* Makes the table find a row by its values, unless another has them. */
static void register_row(ard_document *document, uint16_t row)
{
    buffer key = BUFFER_EMPTY;
    const style *values = document->styles + row;
    add_key(document, &key, values);
    if (row != STYLE_PAGE && !style_is_mark(values->name) &&
        row_with(document, buffer_string(&key), values) == STYLE_NONE)
        table_set(document->styles_by_values, buffer_string(&key), table_value(document->styles_by_name, values->name));
    buffer_free(&key);
}

void styles_index(ard_document *document)
{
    document->styles_by_name = table_new(document->pool);
    document->styles_by_values = table_new(document->pool);
    for (size_t i = 0; i < document->style_count; i++) {
        uint16_t *row = document_alloc(document, sizeof *row);
        if (!row)
            return;
        *row = (uint16_t)i;
        table_set(document->styles_by_name, document->styles[i].name, row);
        if (i > STYLE_PAGE)
            register_row(document, *row);
    }
}

/* A row under the next name that is free, by the number of the last one that was given. */
static uint16_t next_row(ard_document *document, const char *base, unsigned *last)
{
    buffer name = BUFFER_EMPTY;
    do {
        buffer_reset(&name);
        buffer_format(&name, "%s%u", base, ++*last);
    } while (!name.failed && table_value(document->styles_by_name, buffer_string(&name)));
    if (name.failed)
        document_refuse(document, "lesson.memory");
    uint16_t row = name.failed ? STYLE_NONE : new_row(document, buffer_string(&name));
    buffer_free(&name);
    return row;
}

/* Sets a value, cleaned; "" and NULL take it away. */
static void set_value(ard_document *document, uint16_t row, style_property property, const char *value)
{
    document->styles[row].values[property] = value && *value ? document_text(document, value, strlen(value)) : NULL;
}

uint16_t style_add(ard_document *document, const style *values)
{
    buffer key = BUFFER_EMPTY;
    add_key(document, &key, values);
    uint16_t row = row_with(document, buffer_string(&key), values);
    buffer_free(&key);
    if (row != STYLE_NONE || (row = next_row(document, "Ardoise A", &document->styles_named)) == STYLE_NONE)
        return row;
    for (int i = 0; i < STYLE_PROPERTIES; i++)
        set_value(document, row, (style_property)i, values->values[i]);
    register_row(document, row);
    return row;
}

uint16_t style_mark(ard_document *document, const style *values)
{
    for (size_t row = STYLE_PAGE + 1; row < document->style_count; row++)
        if (style_is_mark(document->styles[row].name) && same_values(document->styles + row, values))
            return (uint16_t)row;
    uint16_t row = next_row(document, MARK_ROW, &document->marks_named);
    for (int i = 0; row != STYLE_NONE && i < STYLE_PROPERTIES; i++)
        set_value(document, row, (style_property)i, values->values[i]);
    return row;
}

uint16_t style_named(ard_document *document, const char *name)
{
    const uint16_t *row = table_value(document->styles_by_name, name);
    if (row || !*name)
        return row ? *row : STYLE_NONE;
    char *clean = document_text(document, name, strlen(name));
    row = table_value(document->styles_by_name, clean);
    return row ? *row : clean ? new_row(document, clean) : STYLE_NONE;
}

const style *style_at(const ard_document *document, uint16_t row)
{
    return row < document->style_count ? document->styles + row : NULL;
}

size_t style_count(const ard_document *document)
{
    return document->style_count;
}

void style_set(ard_document *document, uint16_t row, style_property property, const char *value)
{
    if (row == STYLE_NONE || row >= document->style_count || property >= STYLE_PROPERTIES)
        return;
    set_value(document, row, property, value);
    register_row(document, row);
}

double style_points(const char *value)
{
    static const struct {
        const char *unit;
        double points;
    } units[] = {{"pt", 1}, {"px", 0.75}, {"in", 72}, {"cm", 72 / 2.54}, {"mm", 72 / 25.4}};
    char *end;
    double number = value ? strtod(value, &end) : 0;
    for (size_t i = 0; number > 0 && i < sizeof units / sizeof *units; i++)
        if (strcmp(end, units[i].unit) == 0)
            return number * units[i].points;
    return 0;
}
