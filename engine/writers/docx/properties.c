/* w:rPr and w:pPr, their elements in the order that the schema has (ECMA-376 part 1, 17.3.2.28 and 17.3.1.26; Word refuses
 * a document that has another), and what CSS values are there. */
#include "docx.h"

#include "base/text.h"
#include "writers/measures.h"

#include <stdlib.h>
#include <string.h>

/* ---- Elements ---------------------------------------------------------------------------------------------------- */

static void add_toggle(buffer *out, const char *name, signed char said)
{
    if (said)
        buffer_format(out, "<w:%s%s/>", name, said < 0 ? " w:val=\"0\"" : "");
}

static void add_value(buffer *out, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    buffer_format(out, "<w:%s", name);
    markup_attribute(out, "w:val", value);
    buffer_text(out, "/>");
}

static void add_shade(buffer *out, const char *colour)
{
    if (*colour)
        buffer_format(out, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%s\"/>", colour);
}

static void add_fonts(buffer *out, const char *font)
{
    static const char *const scripts[] = {"w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"};
    if (!*font)
        return;
    buffer_text(out, "<w:rFonts");
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        markup_attribute(out, scripts[i], font);
    buffer_text(out, "/>");
}

void docxw_run_properties(const docxw_run *run, buffer *out)
{
    buffer inside = BUFFER_EMPTY;
    add_value(&inside, "rStyle", run->style);
    add_fonts(&inside, run->font);
    add_toggle(&inside, "b", run->bold);
    add_toggle(&inside, "bCs", run->bold);
    add_toggle(&inside, "i", run->italic);
    add_toggle(&inside, "iCs", run->italic);
    add_toggle(&inside, "strike", run->strike);
    add_value(&inside, "color", run->colour);
    if (run->spacing)
        buffer_format(&inside, "<w:spacing w:val=\"%d\"/>", run->spacing);
    if (run->half_points)
        buffer_format(&inside, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", run->half_points, run->half_points);
    add_value(&inside, "highlight", run->highlight ? "yellow" : NULL);
    add_value(&inside, "u", run->underline);
    if (run->border)
        buffer_format(&inside, "<w:bdr w:val=\"%s\" w:sz=\"%d\" w:space=\"0\" w:color=\"%s\"/>", run->border,
                      run->border_size, *run->border_colour ? run->border_colour : "000000");
    add_shade(&inside, run->shade);
    add_value(&inside, "vertAlign", run->vertical > 0 ? "superscript" : run->vertical < 0 ? "subscript" : NULL);
    add_toggle(&inside, "rtl", run->rtl);
    if (run->language)
        docxw_language(run->language, &inside);
    if (inside.size) {
        buffer_text(out, "<w:rPr>");
        buffer_add(out, inside.data, inside.size);
        buffer_text(out, "</w:rPr>");
    }
    out->failed = out->failed || inside.failed;
    buffer_free(&inside);
}

/* w:pBdr: its sides have an order too. */
static void add_borders(const docxw_paragraph *p, buffer *out)
{
    static const char *const sides[] = {"top", "left", "bottom", "right"};
    if (!p->sides)
        return;
    buffer_text(out, "<w:pBdr>");
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        if (text_in_list(p->sides, sides[i]))
            buffer_format(out, "<w:%s w:val=\"%s\" w:sz=\"%d\" w:space=\"4\" w:color=\"%s\"/>", sides[i],
                          p->border ? p->border : "single", p->border_size ? p->border_size : 6,
                          *p->border_colour ? p->border_colour : "000000");
    buffer_text(out, "</w:pBdr>");
}

static void add_spacing(const docxw_paragraph *p, buffer *out)
{
    if (!p->before_said && !p->after_said && !p->line)
        return;
    buffer_text(out, "<w:spacing");
    if (p->before_said)
        buffer_format(out, " w:before=\"%d\"", p->before);
    if (p->after_said)
        buffer_format(out, " w:after=\"%d\"", p->after);
    if (p->line)
        buffer_format(out, " w:line=\"%d\" w:lineRule=\"%s\"", abs(p->line), p->line > 0 ? "auto" : "exact");
    buffer_text(out, "/>");
}

static void add_indent(const docxw_paragraph *p, buffer *out)
{
    if (!p->indented)
        return;
    buffer_format(out, "<w:ind w:left=\"%d\"", p->left);
    if (p->right)
        buffer_format(out, " w:right=\"%d\"", p->right);
    if (p->first)
        buffer_format(out, " w:%s=\"%d\"", p->first < 0 ? "hanging" : "firstLine", abs(p->first));
    buffer_text(out, "/>");
}

void docxw_paragraph_properties(const docxw_paragraph *p, buffer *out)
{
    buffer inside = BUFFER_EMPTY;
    add_value(&inside, "pStyle", p->style);
    add_toggle(&inside, "keepNext", p->keep_next);
    add_toggle(&inside, "keepLines", p->keep_lines);
    add_toggle(&inside, "pageBreakBefore", p->page_break);
    if (p->number)
        buffer_format(&inside, "<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%d\"/></w:numPr>", p->level, p->number);
    add_borders(p, &inside);
    add_shade(&inside, p->shade);
    add_toggle(&inside, "suppressAutoHyphens", p->hyphens < 0);
    add_toggle(&inside, "bidi", p->rtl);
    add_spacing(p, &inside);
    add_indent(p, &inside);
    add_value(&inside, "jc", p->align);
    if (p->outline)
        buffer_format(&inside, "<w:outlineLvl w:val=\"%d\"/>", p->outline - 1);
    if (inside.size) {
        buffer_text(out, "<w:pPr>");
        buffer_add(out, inside.data, inside.size);
        buffer_text(out, "</w:pPr>");
    }
    out->failed = out->failed || inside.failed;
    buffer_free(&inside);
}

/* ---- CSS --------------------------------------------------------------------------------------------------------- */

double docxw_points(const style *s, double page)
{
    double points;
    const char *size = s ? s->values[STYLE_SIZE] : NULL;
    return size && css_size(size, page, &points) ? points : page;
}

double docxw_spacing(const style *s, double size)
{
    double points;
    const char *spacing = s ? s->values[STYLE_LETTER_SPACING] : NULL;
    return spacing && css_length(spacing, size, &points) ? points : 0;
}

static int twips(double points)
{
    return (int)(points * 20 + (points < 0 ? -0.5 : 0.5));
}

/* "#1a1a1a" as "1A1A1A"; other colours are passed over. */
static void take_colour(const char *value, char colour[DOCXW_COLOUR])
{
    if (!value || *value != '#' || strlen(value) != 7 || strspn(value + 1, "0123456789abcdefABCDEF") != 6)
        return;
    for (size_t i = 0; i < 6; i++)
        colour[i] = value[i + 1] >= 'a' ? (char)(value[i + 1] - 32) : value[i + 1];
    colour[6] = '\0';
}

/* The first family of a list, without its quotes. */
static void take_font(const char *value, char *font, size_t room)
{
    size_t size = strcspn(value, ",");
    while (size && strchr(" \"'", *value)) {
        value++;
        size--;
    }
    while (size && strchr(" \"'", value[size - 1]))
        size--;
    if (!size || size >= room)
        return;
    memcpy(font, value, size);
    font[size] = '\0';
}

/* What w:u calls the look of a CSS line (17.18.99). */
static const char *line_of(const char *decoration)
{
    static const struct {
        const char *css, *line;
    } lines[] = {{"wavy", "wave"}, {"dotted", "dotted"}, {"dashed", "dash"}, {"double", "double"}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (text_in_list(decoration, lines[i].css))
            return lines[i].line;
    return "single";
}

/* No arcs: a heavy line, which no emphasis of a lesson has; a broken arc is one of dashes. */
static void take_arc(const style *s, docxw_run *run)
{
    const char *arc = s->values[STYLE_ARC], *line = s->values[STYLE_UNDERLINE];
    if (arc && !(line && strstr(line, "underline")))
        run->underline = strcmp(arc, "dashed") == 0 ? "dashedHeavy" : "thick";
}

static void take_text(const style *s, double size, docxw_run *run)
{
    const char *weight = s->values[STYLE_WEIGHT], *slant = s->values[STYLE_SLANT];
    const char *line = s->values[STYLE_UNDERLINE];
    double points;
    if (s->values[STYLE_FONT])
        take_font(s->values[STYLE_FONT], run->font, sizeof run->font);
    if (s->values[STYLE_SIZE] && css_size(s->values[STYLE_SIZE], size, &points))
        run->half_points = (int)(points * 2 + 0.5);
    if (weight)
        run->bold = text_in_list("bold 600 700 800 900", weight)         ? 1
                    : text_in_list("normal 100 200 300 400 500", weight) ? -1
                                                                         : run->bold;
    if (slant)
        run->italic = text_in_list("italic oblique", slant) ? 1 : strcmp(slant, "normal") == 0 ? -1 : run->italic;
    take_colour(s->values[STYLE_COLOUR], run->colour);
    take_colour(s->values[STYLE_PAPER], run->shade);
    if (s->values[STYLE_LETTER_SPACING] && css_length(s->values[STYLE_LETTER_SPACING], docxw_points(s, size), &points))
        run->spacing = twips(points);
    if (line) {
        run->underline = strstr(line, "underline")   ? line_of(line)
                         : strcmp(line, "none") == 0 ? "none"
                                                     : run->underline;
        run->strike = strstr(line, "line-through") ? 1 : run->strike;
    }
    take_arc(s, run);
}

/* "1pt solid #000000": width, kind and colour in any order. */
static void take_border(const char *value, docxw_paragraph *p)
{
    const char *colour = strchr(value, '#');
    double points = 0.75;
    for (const char *word = value; *word;) {
        size_t size = strcspn(word, " ");
        char one[16] = "";
        if (size < sizeof one)
            memcpy(one, word, size);
        css_length(one, 12, &points);
        word += size + (word[size] == ' ');
    }
    p->sides = "top left bottom right";
    p->border = text_in_list(value, "none")     ? "none"
                : text_in_list(value, "dashed") ? "dashed"
                : text_in_list(value, "dotted") ? "dotted"
                : text_in_list(value, "double") ? "double"
                                                : "single";
    if (strcmp(p->border, "double") == 0)
        points /= 3; /* w:sz is that of one of its lines */
    p->border_size = points < 0.25 ? 2 : points > 12 ? 96 : (int)(points * 8 + 0.5);
    if (colour && strlen(colour) >= 7) {
        char one[8] = "";
        memcpy(one, colour, 7);
        take_colour(one, p->border_colour);
    }
}

void docxw_frame(const style *s, const docxw_paragraph *p, docxw_run *run)
{
    const char *bars = s->values[STYLE_BARS];
    bool framed = p->sides && strcmp(p->border, "none") != 0;
    if (!framed && !bars)
        return;
    run->border = framed ? p->border : strcmp(bars, "before") == 0 ? "dotted" : "dotDash";
    run->border_size = framed ? p->border_size : 6;
    memcpy(run->border_colour, framed && *p->border_colour ? p->border_colour : run->colour, sizeof run->border_colour);
}

static void take_line_height(const char *value, double size, docxw_paragraph *p)
{
    char *end;
    double number = strtod(value, &end), points;
    if (end != value && !*end && number > 0 && number < 10)
        p->line = (int)(number * 240 + 0.5);
    else if (end != value && strcmp(end, "%") == 0 && number > 0 && number < 1000)
        p->line = (int)(number * 2.4 + 0.5);
    else if (css_length(value, size, &points) && points > 0)
        p->line = -twips(points);
}

void docxw_look(const style *s, double size, docxw_paragraph *p, docxw_run *run)
{
    static const struct {
        const char *css, *align;
    } aligns[] = {{"left", "left"}, {"start", "left"},    {"right", "right"},
                  {"end", "right"}, {"center", "center"}, {"justify", "both"}};
    const char *align = s->values[STYLE_ALIGN], *hyphens = s->values[STYLE_HYPHENS];
    const char *before = s->values[STYLE_SPACE_BEFORE], *after = s->values[STYLE_SPACE_AFTER];
    double points, own = docxw_points(s, size);
    take_text(s, size, run);
    memcpy(p->shade, run->shade, sizeof p->shade);
    for (size_t i = 0; align && i < sizeof aligns / sizeof *aligns; i++)
        if (strcmp(align, aligns[i].css) == 0)
            p->align = aligns[i].align;
    if (hyphens)
        p->hyphens = strcmp(hyphens, "auto") == 0 ? 1 : -1;
    if (before && css_length(before, own, &points) && points >= 0) {
        p->before_said = true;
        p->before = twips(points);
    }
    if (after && css_length(after, own, &points) && points >= 0) {
        p->after_said = true;
        p->after = twips(points);
    }
    if (s->values[STYLE_LINE_HEIGHT])
        take_line_height(s->values[STYLE_LINE_HEIGHT], own, p);
    if (s->values[STYLE_BORDER])
        take_border(s->values[STYLE_BORDER], p);
    p->page_break = s->values[STYLE_BREAK] && text_in_list("page always", s->values[STYLE_BREAK]);
}

/* ---- Languages --------------------------------------------------------------------------------------------------- */

void docxw_language(const char *tag, buffer *out)
{
    buffer whole = BUFFER_EMPTY;
    language_script script = language_in_full(tag, &whole);
    if (whole.size) {
        buffer_text(out, "<w:lang");
        markup_attribute(out,
                         script == SCRIPT_COMPLEX ? "w:bidi"
                         : script == SCRIPT_ASIAN ? "w:eastAsia"
                                                  : "w:val",
                         buffer_string(&whole));
        buffer_text(out, "/>");
    }
    out->failed = out->failed || whole.failed;
    buffer_free(&whole);
}
