#include "odf-look.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

const odf_text_look odf_text_unsaid = {
    .bold = ODF_UNSAID,
    .italic = ODF_UNSAID,
    .underline = ODF_UNSAID,
    .strike = ODF_UNSAID,
    .caps = ODF_UNSAID,
    .hidden = ODF_UNSAID,
    .vertical = ODF_UNSAID,
    .size = ODF_UNSAID,
    .percent = ODF_UNSAID,
};

const odf_paragraph_look odf_paragraph_unsaid = {.rtl = ODF_UNSAID, .leader = ODF_UNSAID};

bool odf_is_true(const char *value)
{
    return value && strcmp(value, "true") == 0;
}

int odf_length(const char *text)
{
    static const struct {
        const char *unit;
        double tenths;
    } units[] = {{"cm", 720 / 2.54}, {"mm", 72 / 2.54}, {"in", 720}, {"inch", 720},
                 {"pt", 10},         {"pc", 120},       {"px", 7.5}};
    char *end;
    double number = text ? strtod(text, &end) : 0;
    if (!text || end == text || !(number > -10000 && number < 10000))
        return ODF_UNSAID;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(end, units[i].unit) == 0)
            return (int)(number * units[i].tenths + (number < 0 ? -0.5 : 0.5));
    return number < 0 || number > 0 || *end ? ODF_UNSAID : 0;
}

int odf_integer(const char *text, int otherwise)
{
    enum { MOST = 1000000 };
    int value = 0;
    if (!text || !text_is_digit((unsigned char)*text))
        return otherwise;
    for (; text_is_digit((unsigned char)*text); text++)
        value = value < MOST ? value * 10 + (*text - '0') : MOST;
    return *text ? otherwise : value < MOST ? value : MOST;
}

/* ---- Text -------------------------------------------------------------------------------------------------------- */

/* A line under or through text is drawn where its style, or its type, is another than none (20.387, 20.390). */
static signed char line_of(const xml_node *n, const char *style, const char *type, const char *old)
{
    const char *drawn = xml_value(n, style), *lines = xml_value(n, type), *older = xml_value(n, old);
    if (drawn)
        return strcmp(drawn, "none") != 0;
    if (lines)
        return strcmp(lines, "none") != 0;
    return older ? strcmp(older, "none") != 0 : ODF_UNSAID;
}

static signed char bold_of(const char *weight)
{
    return !weight ? ODF_UNSAID : strcmp(weight, "bold") == 0 || odf_integer(weight, 400) >= 600;
}

static signed char italic_of(const char *slant)
{
    return !slant ? ODF_UNSAID : text_in_list("italic oblique", slant);
}

/* "super 58%", "sub", or a share of the size (20.384). */
static signed char vertical_of(const char *position)
{
    if (!position)
        return ODF_UNSAID;
    if (text_begins(position, "super"))
        return ODF_RAISED;
    if (text_begins(position, "sub") || *position == '-')
        return ODF_LOWERED;
    return strtod(position, NULL) > 0 ? ODF_RAISED : ODF_BASELINE;
}

static signed char caps_of(const xml_node *n)
{
    const char *transform = xml_value(n, "fo:text-transform"), *variant = xml_value(n, "fo:font-variant");
    if (transform && strcmp(transform, "uppercase") == 0)
        return 1;
    if (variant)
        return strcmp(variant, "small-caps") == 0;
    return transform ? 0 : ODF_UNSAID;
}

static void read_size(odf_text_look *look, const char *size)
{
    char *end;
    double number = size ? strtod(size, &end) : 0;
    if (size && end != size && strcmp(end, "%") == 0 && number > 0 && number < 10000)
        look->percent = (int)(number + 0.5);
    else
        look->size = odf_length(size);
}

/* A language of "none" or "zxx" is that of text which is in none. */
static void read_languages(odf_text_look *look, const xml_node *n)
{
    static const char *const names[ODF_SCRIPTS][2] = {{"fo:language", "fo:country"},
                                                      {"style:language-asian", "style:country-asian"},
                                                      {"style:language-complex", "style:country-complex"}};
    for (int i = 0; i < ODF_SCRIPTS; i++) {
        const char *language = xml_value(n, names[i][0]), *country = xml_value(n, names[i][1]);
        look->language[i] = language;
        look->country[i] = country;
    }
}

odf_text_look odf_text_read(const xml_node *n)
{
    odf_text_look look = odf_text_unsaid;
    if (!n)
        return look;
    const char *display = xml_value(n, "text:display"), *font = xml_value(n, "style:font-name");
    const char *window = xml_value(n, "style:use-window-font-color");
    look.bold = bold_of(xml_value(n, "fo:font-weight"));
    look.italic = italic_of(xml_value(n, "fo:font-style"));
    look.underline = line_of(n, "style:text-underline-style", "style:text-underline-type", "style:text-underline");
    look.strike =
        line_of(n, "style:text-line-through-style", "style:text-line-through-type", "style:text-crossing-out");
    look.caps = caps_of(n);
    look.hidden = display ? (signed char)(strcmp(display, "none") == 0) : ODF_UNSAID;
    look.vertical = vertical_of(xml_value(n, "style:text-position"));
    read_size(&look, xml_value(n, "fo:font-size"));
    look.colour = odf_is_true(window) ? "auto" : xml_value(n, "fo:color");
    look.paper = xml_value(n, "fo:background-color");
    look.font = font ? font : xml_value(n, "fo:font-family");
    read_languages(&look, n);
    return look;
}

static void lay(signed char *look, signed char over)
{
    if (over != ODF_UNSAID)
        *look = over;
}

static void lay_text(const char **look, const char *over)
{
    if (over)
        *look = over;
}

void odf_text_overlay(odf_text_look *look, const odf_text_look *over)
{
    lay(&look->bold, over->bold);
    lay(&look->italic, over->italic);
    lay(&look->underline, over->underline);
    lay(&look->strike, over->strike);
    lay(&look->caps, over->caps);
    lay(&look->hidden, over->hidden);
    lay(&look->vertical, over->vertical);
    if (over->size > 0)
        look->size = over->size;
    else if (over->percent > 0 && look->size > 0)
        look->size = (int)((long long)look->size * over->percent / 100);
    else if (over->percent > 0)
        look->percent = over->percent;
    lay_text(&look->colour, over->colour);
    lay_text(&look->paper, over->paper);
    lay_text(&look->font, over->font);
    for (int i = 0; i < ODF_SCRIPTS; i++)
        if (over->language[i]) {
            look->language[i] = over->language[i];
            look->country[i] = over->country[i];
        }
}

void odf_language_tag(const odf_text_look *look, odf_script script, buffer *tag)
{
    const char *language = look->language[script], *country = look->country[script];
    if (!language || text_in_list("none zxx", language))
        return;
    buffer_text(tag, language);
    if (country && *country && !text_in_list("none zxx", country))
        buffer_format(tag, "-%s", country);
}

/* ---- Paragraphs -------------------------------------------------------------------------------------------------- */

static bool is_drawn(const char *border)
{
    return strcmp(border, "none") != 0 && strcmp(border, "hidden") != 0;
}

static void read_borders(odf_paragraph_look *look, const xml_node *n)
{
    static const struct {
        const char *name;
        unsigned char sides;
    } rows[] = {{"fo:border", ODF_ALL_SIDES},
                {"fo:border-left", ODF_LEFT},
                {"fo:border-right", ODF_RIGHT},
                {"fo:border-top", ODF_TOP},
                {"fo:border-bottom", ODF_BOTTOM}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *border = xml_value(n, rows[i].name);
        if (!border)
            continue;
        look->said |= rows[i].sides;
        look->borders =
            (unsigned char)(is_drawn(border) ? look->borders | rows[i].sides : look->borders & ~rows[i].sides);
    }
}

/* Whether a tab stop draws dots or a line up to it (17.8, 19.497). */
static signed char leader_of(const xml_node *n)
{
    const xml_node *stops = xml_child(n, "style:tab-stops");
    if (!stops)
        return ODF_UNSAID;
    for (const xml_node *stop = xml_child(stops, "style:tab-stop"); stop; stop = xml_sibling(stop, "style:tab-stop")) {
        const char *style = xml_value(stop, "style:leader-style"), *type = xml_value(stop, "style:leader-type");
        const char *sign = xml_value(stop, "style:leader-text"), *old = xml_value(stop, "style:leader-char");
        bool drawn = style ? strcmp(style, "none") != 0 : type && strcmp(type, "none") != 0;
        if (drawn || (!style && !type && ((sign && !text_is_blank(sign)) || (old && !text_is_blank(old)))))
            return 1;
    }
    return 0;
}

odf_paragraph_look odf_paragraph_read(const xml_node *n)
{
    odf_paragraph_look look = odf_paragraph_unsaid;
    if (!n)
        return look;
    const char *mode = xml_value(n, "style:writing-mode");
    if (mode && strcmp(mode, "page") != 0)
        look.rtl = text_begins(mode, "rl");
    look.align = xml_value(n, "fo:text-align");
    look.paper = xml_value(n, "fo:background-color");
    look.leader = leader_of(n);
    read_borders(&look, n);
    return look;
}

void odf_paragraph_overlay(odf_paragraph_look *look, const odf_paragraph_look *over)
{
    look->borders = (unsigned char)((look->borders & ~over->said) | over->borders);
    look->said |= over->said;
    lay(&look->rtl, over->rtl);
    lay(&look->leader, over->leader);
    lay_text(&look->align, over->align);
    lay_text(&look->paper, over->paper);
}
