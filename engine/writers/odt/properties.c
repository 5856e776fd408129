/* What CSS values are in OpenDocument. */
#include "odt.h"

#include "base/text.h"
#include "writers/measures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

double odt_points(const style *s, double page)
{
    double points;
    const char *size = s ? s->values[STYLE_SIZE] : NULL;
    return size && css_length(size, page, &points) && points > 0 ? points : page;
}

double odt_spacing(const style *s, double size)
{
    double points;
    const char *spacing = s ? s->values[STYLE_LETTER_SPACING] : NULL;
    return spacing && css_length(spacing, size, &points) && points > 0 ? points : 0;
}

/* A number with at most three decimals. */
static void add_points(buffer *out, const char *name, double points)
{
    buffer_format(out, " %s=\"%.3gpt\"", name, points);
}

static void add_length(buffer *out, const char *name, const char *value, double em)
{
    double points;
    if (css_length(value, em, &points))
        add_points(out, name, points);
}

/* What a property becomes: `add` for those that are more than a name and a length. */
typedef struct property_row {
    style_property property;
    bool text; /* of text, else of paragraphs */
    const char *name;
    void (*add)(buffer *out, const char *name, const char *value, double em);
} property_row;

/* The first family gives the name, the others are tried when it is not there. */
static void add_font(buffer *out, const char *name, const char *value, double em)
{
    size_t size = strcspn(value, ",");
    buffer first = BUFFER_EMPTY;
    (void)em;
    while (size && strchr(" \"'", *value)) {
        value++;
        size--;
    }
    while (size && strchr(" \"'", value[size - 1]))
        size--;
    buffer_add(&first, value, size);
    if (first.size)
        markup_attribute(out, name, buffer_string(&first));
    buffer_free(&first);
}

/* A size in em is a share of the size around it. */
static void add_size(buffer *out, const char *name, const char *value, double em)
{
    char *end;
    double number = strtod(value, &end);
    if (end != value && number > 0 && number < 100 && strcmp(end, "em") == 0)
        buffer_format(out, " %s=\"%.0f%%\"", name, number * 100);
    else if (end != value && number > 0 && number < 10000 && strcmp(end, "%") == 0)
        buffer_format(out, " %s=\"%.0f%%\"", name, number);
    else
        add_length(out, name, value, em);
}

static void add_weight(buffer *out, const char *name, const char *value, double em)
{
    (void)em;
    if (text_in_list("normal bold 100 200 300 400 500 600 700 800 900", value))
        markup_attribute(out, name, value);
}

static void add_slant(buffer *out, const char *name, const char *value, double em)
{
    (void)em;
    if (text_in_list("normal italic oblique", value))
        markup_attribute(out, name, value);
}

/* Colours are "#rrggbb". */
static bool is_colour(const char *value)
{
    return value && *value == '#' && strlen(value) == 7 && strspn(value + 1, "0123456789abcdefABCDEF") == 6;
}

static void add_colour(buffer *out, const char *name, const char *value, double em)
{
    (void)em;
    if (is_colour(value))
        markup_attribute(out, name, value);
    else if (strcmp(value, "transparent") == 0 && strcmp(name, "fo:background-color") == 0)
        markup_attribute(out, name, value);
}

/* A line height without a unit is a share of the size. */
static void add_line_height(buffer *out, const char *name, const char *value, double em)
{
    char *end;
    double number = strtod(value, &end);
    if (end != value && !*end && number > 0 && number < 10)
        buffer_format(out, " %s=\"%.0f%%\"", name, number * 100);
    else
        add_length(out, name, value, em);
}

static void add_align(buffer *out, const char *name, const char *value, double em)
{
    (void)em;
    if (text_in_list("start end left right center justify", value))
        markup_attribute(out, name, value);
}

static void add_hyphens(buffer *out, const char *name, const char *value, double em)
{
    (void)em;
    markup_attribute(out, name, strcmp(value, "auto") == 0 ? "true" : "false");
}

/* CSS names of a line's look, and OpenDocument's style and type (20.380, 20.381). */
static const struct {
    const char *css, *line, *type;
} lines[] = {{"wavy", "wave", "single"},
             {"dotted", "dotted", "single"},
             {"dashed", "dash", "single"},
             {"double", "solid", "double"},
             {"", "solid", "single"}};

static void add_decoration(buffer *out, const char *name, const char *value, double em)
{
    size_t i = 0;
    (void)em;
    while (*lines[i].css && !text_in_list(value, lines[i].css))
        i++;
    if (text_in_list(value, "underline"))
        buffer_format(out,
                      " %s=\"%s\" style:text-underline-type=\"%s\" style:text-underline-width=\"auto\" "
                      "style:text-underline-color=\"font-color\"",
                      name, lines[i].line, lines[i].type);
    else if (strcmp(value, "none") == 0)
        buffer_format(out, " %s=\"none\"", name);
    if (strstr(value, "line-through"))
        buffer_text(out, " style:text-line-through-style=\"solid\"");
}

/* No arcs: a heavy line, which no emphasis of a lesson has; a broken arc is one of dashes. */
static void add_arc(buffer *out, const char *name, const char *value, double em)
{
    (void)em;
    buffer_format(out, " %s=\"%s\" style:text-underline-width=\"bold\" style:text-underline-color=\"font-color\"", name,
                  strcmp(value, "dashed") == 0 ? "dash" : "solid");
}

/* Whether a value can be a border's: "1pt solid #000000". */
static bool is_border(const char *value)
{
    return !value[strspn(value, "abcdefghijklmnopqrstuvwxyzABCDEF0123456789#. ")] && strlen(value) < 60;
}

/* A border has a little room inside. */
static void add_border(buffer *out, const char *name, const char *value, double em)
{
    (void)em;
    if (!is_border(value))
        return;
    markup_attribute(out, name, value);
    if (strcmp(value, "none") != 0)
        buffer_text(out, " fo:padding=\"0.1cm\"");
}

static const property_row property_rows[] = {
    {STYLE_FONT, true, "style:font-name", add_font},
    {STYLE_SIZE, true, "fo:font-size", add_size},
    {STYLE_WEIGHT, true, "fo:font-weight", add_weight},
    {STYLE_SLANT, true, "fo:font-style", add_slant},
    {STYLE_COLOUR, true, "fo:color", add_colour},
    {STYLE_PAPER, true, "fo:background-color", add_colour},
    {STYLE_LETTER_SPACING, true, "fo:letter-spacing", add_length},
    {STYLE_HYPHENS, true, "fo:hyphenate", add_hyphens},
    {STYLE_UNDERLINE, true, "style:text-underline-style", add_decoration},
    {STYLE_ARC, true, "style:text-underline-style", add_arc},
    {STYLE_LINE_HEIGHT, false, "fo:line-height", add_line_height},
    {STYLE_SPACE_BEFORE, false, "fo:margin-top", add_length},
    {STYLE_SPACE_AFTER, false, "fo:margin-bottom", add_length},
    {STYLE_ALIGN, false, "fo:text-align", add_align},
    {STYLE_BORDER, false, "fo:border", add_border},
};

void odt_properties(const style *s, double size, buffer *paragraph, buffer *text)
{
    bool lined = s && s->values[STYLE_UNDERLINE] && strstr(s->values[STYLE_UNDERLINE], "underline");
    for (size_t i = 0; s && i < sizeof property_rows / sizeof *property_rows; i++) {
        const property_row *row = property_rows + i;
        bool twice = row->property == STYLE_ARC && lined; /* text has one line below it */
        if (s->values[row->property] && !twice)
            row->add(row->text ? text : paragraph, row->name, s->values[row->property], size);
    }
}

/* Borders of text are LibreOffice's own extension: OpenDocument has those of paragraphs only. */
/* Borders of text are LibreOffice's own extension: OpenDocument has those of paragraphs only. Its lengths know no pixels.
 * They are thin, and touch the letters: two of them side by side leave a gap inside of a word, and from a tenth of the
 * letters' size on readers of PDF take it for a blank. */
static const double thin = 2.0 / 3;

static void add_text_border(const char *border, const char *colour, buffer *text)
{
    const char *line = text_in_list(border, "dashed")   ? "dashed"
                       : text_in_list(border, "dotted") ? "dotted"
                       : text_in_list(border, "double") ? "double"
                                                        : "solid";
    const char *own = strchr(border, '#');
    char width[16] = "";
    double points = 0.75;
    snprintf(width, sizeof width, "%.*s", (int)strcspn(border, " "), border);
    css_length(width, 12, &points);
    points = points > 0 ? points * thin : 0.75 * thin;
    buffer_format(text, " loext:border=\"%.3gpt %s %s\" loext:padding=\"0pt\"", points, line,
                  is_colour(own) ? own : colour);
}

void odt_frame(const style *s, const char *ink, buffer *text)
{
    const char *border = s->values[STYLE_BORDER], *bars = s->values[STYLE_BARS];
    const char *colour = s->values[STYLE_COLOUR] ? s->values[STYLE_COLOUR] : ink;
    colour = is_colour(colour) ? colour : "#000000";
    if (border && is_border(border) && strcmp(border, "none") != 0) {
        add_text_border(border, colour, text);
        if (!s->values[STYLE_UNDERLINE] &&
            !s->values[STYLE_ARC]) /* nor is the line of a mark around it drawn below the box */
            buffer_text(text, " style:text-underline-style=\"none\"");
    } else if (bars) {
        buffer_format(text, " loext:border-left=\"0.5pt solid %s\" loext:padding-left=\"0pt\"", colour);
        if (strcmp(bars, "before") != 0)
            buffer_format(text, " loext:border-right=\"0.5pt solid %s\" loext:padding-right=\"0pt\"", colour);
    }
}

/* ---- Languages --------------------------------------------------------------------------------------------------- */

/* OpenDocument wants a country beside each language; scripts of Asia and complex ones have attributes of their own. */
typedef struct language_row {
    const char *language, *country, *script;
} language_row;

static const language_row languages[] = {
    {"fr", "FR", ""},         {"en", "GB", ""},         {"es", "ES", ""},         {"de", "DE", ""},
    {"it", "IT", ""},         {"pt", "PT", ""},         {"nl", "NL", ""},         {"la", "VA", ""},
    {"oc", "FR", ""},         {"br", "FR", ""},         {"co", "FR", ""},         {"eu", "ES", ""},
    {"el", "GR", ""},         {"ru", "RU", ""},         {"pl", "PL", ""},         {"ar", "SA", "-complex"},
    {"he", "IL", "-complex"}, {"fa", "IR", "-complex"}, {"hi", "IN", "-complex"}, {"zh", "CN", "-asian"},
    {"ja", "JP", "-asian"},   {"ko", "KR", "-asian"},
};

/* The subtag of a region in a BCP 47 tag ("FR" in "fr-Latn-FR"), or NULL. */
static const char *region_of(const char *tag)
{
    for (const char *part = strchr(tag, '-'); part; part = strchr(part + 1, '-')) {
        size_t size = strcspn(part + 1, "-");
        if (size == 1)
            return NULL;
        if (size == 2 && strspn(part + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") >= 2)
            return part + 1;
    }
    return NULL;
}

void odt_language(const char *tag, buffer *out)
{
    size_t size = strcspn(tag, "-");
    const char *region = region_of(tag), *country = "none", *script = "";
    if (size < 2 || size > 3 || strspn(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") < size)
        return;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (text_is(tag, size, languages[i].language)) {
            country = languages[i].country;
            script = languages[i].script;
        }
    buffer_format(out, " %s:language%s=\"%.*s\"", *script ? "style" : "fo", script, (int)size, tag);
    if (region)
        buffer_format(out, " %s:country%s=\"%c%c\"", *script ? "style" : "fo", script, region[0] & ~32,
                      region[1] & ~32);
    else
        buffer_format(out, " %s:country%s=\"%s\"", *script ? "style" : "fo", script, country);
}
