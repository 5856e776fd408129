/* The style table, after an editor has been at work: styles of our writer's names ("Ardoise A1") are rows of it, with the
 * values that they have now. */
#include "odt.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* A line height in percent is a number in the table. */
static void add_line_height(const char *value, buffer *out)
{
    char *end;
    double number = strtod(value, &end);
    if (end != value && strcmp(end, "%") == 0 && number > 0 && number < 1000)
        buffer_format(out, "%g", number / 100);
    else
        buffer_text(out, value);
}

static void add_hyphens(const char *value, buffer *out)
{
    buffer_text(out, strcmp(value, "true") == 0 ? "auto" : "none");
}

/* What of OpenDocument is which property; the others of the table it has no words for. */
static const struct {
    const char *element, *name;
    style_property property;
    void (*add)(const char *value, buffer *out); /* NULL: as it is */
} properties[] = {
    {"style:text-properties", "style:font-name", STYLE_FONT, NULL},
    {"style:text-properties", "fo:font-size", STYLE_SIZE, NULL},
    {"style:text-properties", "fo:font-weight", STYLE_WEIGHT, NULL},
    {"style:text-properties", "fo:font-style", STYLE_SLANT, NULL},
    {"style:text-properties", "fo:color", STYLE_COLOUR, NULL},
    {"style:text-properties", "fo:background-color", STYLE_PAPER, NULL},
    {"style:text-properties", "fo:letter-spacing", STYLE_LETTER_SPACING, NULL},
    {"style:text-properties", "fo:hyphenate", STYLE_HYPHENS, add_hyphens},
    {"style:paragraph-properties", "fo:line-height", STYLE_LINE_HEIGHT, add_line_height},
    {"style:paragraph-properties", "fo:margin-top", STYLE_SPACE_BEFORE, NULL},
    {"style:paragraph-properties", "fo:margin-bottom", STYLE_SPACE_AFTER, NULL},
    {"style:paragraph-properties", "fo:text-align", STYLE_ALIGN, NULL},
    {"style:paragraph-properties", "fo:border", STYLE_BORDER, NULL},
};

/* The value of text-decoration for a line under text; NULL for the heavy ones, which our writer has for arcs. */
static const char *decoration_of(const xml_node *text, const char *under)
{
    const char *type = xml_value(text, "style:text-underline-type"),
               *width = xml_value(text, "style:text-underline-width");
    if (width && strcmp(width, "bold") == 0 && text_in_list("solid dash", under))
        return NULL;
    return strcmp(under, "wave") == 0            ? "underline wavy"
           : strcmp(under, "dotted") == 0        ? "underline dotted"
           : type && strcmp(type, "double") == 0 ? "underline double"
                                                 : "underline";
}

/* Lines under and through text are one property. */
static void set_lines(odt *d, const xml_node *text, uint16_t row)
{
    const char *under = xml_value(text, "style:text-underline-style");
    const char *through = xml_value(text, "style:text-line-through-style");
    bool none = under && strcmp(under, "none") == 0, struck = through && strcmp(through, "none") != 0;
    const char *decoration = !under ? "" : none ? struck ? "" : "none" : decoration_of(text, under);
    buffer value = BUFFER_EMPTY;
    if (!decoration)
        style_set(d->document, row, STYLE_ARC, strcmp(under, "dash") == 0 ? "dashed" : "solid");
    buffer_text(&value, decoration);
    if (struck)
        buffer_format(&value, "%sline-through", value.size ? " " : "");
    if (value.size)
        style_set(d->document, row, STYLE_UNDERLINE, buffer_string(&value));
    buffer_free(&value);
}

/* Upright lines beside text, which has none around it. */
static void set_bars(odt *d, const xml_node *text, uint16_t row)
{
    const char *left = xml_value(text, "loext:border-left"), *right = xml_value(text, "loext:border-right");
    const char *around = xml_value(text, "loext:border");
    if (around && strcmp(around, "none") != 0)
        style_set(d->document, row, STYLE_BORDER, around);
    else if (left && strcmp(left, "none") != 0)
        style_set(d->document, row, STYLE_BARS, right && strcmp(right, "none") != 0 ? "around" : "before");
}

/* Sets what a style says of its own. */
static void set_values(odt *d, const xml_node *xml, uint16_t row)
{
    buffer text = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        const xml_node *element = xml_child(xml, properties[i].element);
        const char *value = element ? xml_value(element, properties[i].name) : NULL;
        if (!value)
            continue;
        buffer_reset(&text);
        if (properties[i].add)
            properties[i].add(value, &text);
        else
            buffer_text(&text, value);
        style_set(d->document, row, properties[i].property, buffer_string(&text));
    }
    const xml_node *letters = xml_child(xml, "style:text-properties");
    if (letters) {
        set_lines(d, letters, row);
        set_bars(d, letters, row);
    }
    buffer_free(&text);
}

static bool is_one_of(const char *names, const char *name)
{
    const char *at = strstr(names, name);
    return at && at[-1] == '|' && at[strlen(name)] == '|';
}

uint16_t odtr_row_of_style(odt *d, const odf_style *own)
{
    enum { LONGEST = 60 };
    const odf_style *named = odf_style_named(own);
    static const char others[] = "|Ardoise espace|Ardoise ajout|"; /* of the writer, not of the style table */
    if (!named || !named->xml || !text_begins(named->shown, "Ardoise ") || strlen(named->shown) > LONGEST ||
        is_one_of(others, named->shown))
        return STYLE_NONE;
    const char *rest = strstr(named->shown, " ("); /* the kind of paragraph that it is laid over */
    char *name =
        rest ? arena_copy(d->pool, named->shown, (size_t)(rest - named->shown)) : arena_string(d->pool, named->shown);
    if (!name)
        return STYLE_NONE;
    bool known = table_value(d->rows, name) != NULL;
    uint16_t row = style_named(d->document, name);
    table_set(d->rows, name, d);
    if (rest && named->parent && named->parent->xml && strcmp(named->parent->shown, name) == 0)
        named = named->parent; /* a variant of it: "Ardoise M1 (2)" */
    if (!known)
        set_values(d, named->xml, row);
    return row;
}
