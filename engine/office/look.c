#include "look.h"

#include "base/text.h"

#include <stddef.h>
#include <string.h>

const wml_run_look wml_run_unsaid = {
    .toggles = {WML_UNSAID, WML_UNSAID, WML_UNSAID, WML_UNSAID, WML_UNSAID, WML_UNSAID, WML_UNSAID},
    .rtl = WML_UNSAID,
    .half_points = WML_UNSAID,
    .raised = WML_NOWHERE,
};

const wml_paragraph_look wml_paragraph_unsaid = {
    .number = WML_UNSAID,
    .level = WML_UNSAID,
    .outline = WML_UNSAID,
    .left = WML_NOWHERE,
    .first = WML_NOWHERE,
    .rtl = WML_UNSAID,
    .leader = WML_UNSAID,
    .boxed = WML_UNSAID,
    .ruled = WML_UNSAID,
    .drop_cap = WML_UNSAID,
    .mark_deleted = WML_UNSAID,
};

/* Twips in each unit of a universal measure (22.9.2.15); a number alone is already what its attribute counts in. */
static const struct {
    const char *unit;
    int twips_by_ten;
} units[] = {{"pt", 200}, {"mm", 567}, {"cm", 5669}, {"in", 14400}, {"pc", 2400}, {"pi", 2400}};

int wml_integer(const char *text, int otherwise)
{
    if (!text)
        return otherwise;
    const char *at = text;
    bool negative = *at == '-';
    at += *at == '-' || *at == '+';
    if (!text_is_digit((unsigned char)*at))
        return otherwise;
    long long value = 0, fraction = 0, part = 1;
    for (; text_is_digit((unsigned char)*at); at++)
        value = value < 10000000 ? value * 10 + (*at - '0') : value;
    if (*at == '.')
        for (at++; text_is_digit((unsigned char)*at); at++)
            if (part < 1000) {
                fraction = fraction * 10 + (*at - '0');
                part *= 10;
            }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (text_begins(at, units[i].unit))
            value = (value * part + fraction) * units[i].twips_by_ten / part / 10;
    if (value > 1000000)
        value = 1000000;
    return (int)(negative ? -value : value);
}

bool wml_on(const xml_node *element)
{
    const char *value = element ? xml_value(element, "w:val") : "0";
    return !value || !text_in_list("0 false off none", value);
}

const char *wml_child_value(const xml_node *parent, const char *name)
{
    const xml_node *child = parent ? xml_child(parent, name) : NULL;
    return child ? xml_value(child, "w:val") : NULL;
}

/* ---- Runs ---- */

/* How a property element is read into the struct, and where. */
typedef enum reading { READ_ON, READ_VALUE, READ_FILL, READ_FONT, READ_SIZE, READ_RAISED, READ_LANGUAGE } reading;

static const struct run_row {
    const char *element;
    reading how;
    size_t offset;
} run_rows[] = {
#define AT(member) offsetof(wml_run_look, member)
    {"w:b", READ_ON, AT(toggles) + WML_BOLD},
    {"w:i", READ_ON, AT(toggles) + WML_ITALIC},
    {"w:caps", READ_ON, AT(toggles) + WML_CAPS},
    {"w:smallCaps", READ_ON, AT(toggles) + WML_SMALL_CAPS},
    {"w:strike", READ_ON, AT(toggles) + WML_STRIKE},
    {"w:dstrike", READ_ON, AT(toggles) + WML_DOUBLE_STRIKE},
    {"w:vanish", READ_ON, AT(toggles) + WML_VANISH},
    {"w:rtl", READ_ON, AT(rtl)},
    {"w:u", READ_VALUE, AT(underline)},
    {"w:vertAlign", READ_VALUE, AT(vertical)},
    {"w:color", READ_VALUE, AT(colour)},
    {"w:highlight", READ_VALUE, AT(highlight)},
    {"w:shd", READ_FILL, AT(paper)},
    {"w:rFonts", READ_FONT, AT(font)},
    {"w:sz", READ_SIZE, AT(half_points)},
    {"w:bdr", READ_VALUE, AT(border)},
    {"w:position", READ_RAISED, AT(raised)},
    {"w:lang", READ_LANGUAGE, 0},
#undef AT
};

static void read_run_property(wml_run_look *look, const struct run_row *row, const xml_node *n)
{
    void *member = (char *)look + row->offset;
    const char *value = xml_value(n, "w:val");
    switch (row->how) {
    case READ_ON: *(signed char *)member = wml_on(n); break;
    case READ_VALUE: *(const char **)member = value; break;
    case READ_FILL: *(const char **)member = xml_value(n, "w:fill"); break;
    case READ_FONT: *(const char **)member = xml_value(n, "w:ascii"); break;
    case READ_SIZE: *(int *)member = wml_integer(value, WML_UNSAID); break;
    case READ_RAISED: *(int *)member = wml_integer(value, WML_NOWHERE); break;
    case READ_LANGUAGE: /* "x-none" asks that spelling is not checked, and says no language */
        look->language = value && strcmp(value, "x-none") != 0 ? value : NULL;
        look->language_rtl = xml_value(n, "w:bidi");
        break;
    }
}

wml_run_look wml_run_read(const xml_node *properties)
{
    wml_run_look look = wml_run_unsaid;
    for (const xml_node *n = properties ? properties->first : NULL; n; n = n->next)
        for (size_t i = 0; n->name && i < sizeof run_rows / sizeof *run_rows; i++)
            if (strcmp(n->name, run_rows[i].element) == 0)
                read_run_property(&look, &run_rows[i], n);
    return look;
}

/* Lays a said value over another. */
#define OVER(member, unsaid) look->member = over->member != (unsaid) ? over->member : look->member

void wml_run_overlay(wml_run_look *look, const wml_run_look *over)
{
    for (int i = 0; i < WML_TOGGLES; i++)
        OVER(toggles[i], WML_UNSAID);
    OVER(rtl, WML_UNSAID);
    OVER(half_points, WML_UNSAID);
    OVER(underline, NULL);
    OVER(vertical, NULL);
    OVER(colour, NULL);
    OVER(paper, NULL);
    OVER(highlight, NULL);
    OVER(border, NULL);
    OVER(raised, WML_NOWHERE);
    OVER(font, NULL);
    OVER(language, NULL);
    OVER(language_rtl, NULL);
}

/* ---- Paragraphs ---- */

static void read_indent(wml_paragraph_look *look, const xml_node *n)
{
    const char *left = xml_value(n, "w:left"), *start = xml_value(n, "w:start");
    const char *first = xml_value(n, "w:firstLine"), *hanging = xml_value(n, "w:hanging");
    look->left = wml_integer(left ? left : start, WML_NOWHERE);
    look->first = hanging ? -wml_integer(hanging, 0) : wml_integer(first, WML_NOWHERE);
}

static void read_numbering(wml_paragraph_look *look, const xml_node *n)
{
    look->number = wml_integer(wml_child_value(n, "w:numId"), WML_UNSAID);
    look->level = wml_integer(wml_child_value(n, "w:ilvl"), WML_UNSAID);
}

static void read_tabs(wml_paragraph_look *look, const xml_node *n)
{
    for (const xml_node *tab = xml_child(n, "w:tab"); tab; tab = xml_sibling(tab, "w:tab")) {
        const char *leader = xml_value(tab, "w:leader");
        if (leader && strcmp(leader, "none") != 0)
            look->leader = 1;
    }
}

static void read_borders(wml_paragraph_look *look, const xml_node *n)
{
    int sides = 0;
    for (const xml_node *side = n->first; side; side = side->next) {
        const char *value = side->name ? xml_value(side, "w:val") : NULL;
        bool drawn = value && !text_in_list("nil none", value);
        sides += drawn;
        look->ruled = (drawn && (xml_is(side, "w:bottom") || xml_is(side, "w:top"))) || look->ruled == 1;
    }
    look->boxed = sides > 1;
}

static void read_frame(wml_paragraph_look *look, const xml_node *n)
{
    const char *cap = xml_value(n, "w:dropCap");
    look->drop_cap = cap && strcmp(cap, "none") != 0;
}

static void read_mark(wml_paragraph_look *look, const xml_node *n)
{
    look->mark_deleted = xml_child(n, "w:del") != NULL || xml_child(n, "w:moveFrom") != NULL;
}

static void read_style(wml_paragraph_look *look, const xml_node *n)
{
    look->style = xml_value(n, "w:val");
}

static void read_outline(wml_paragraph_look *look, const xml_node *n)
{
    look->outline = wml_integer(xml_value(n, "w:val"), WML_UNSAID);
}

static void read_bidi(wml_paragraph_look *look, const xml_node *n)
{
    look->rtl = wml_on(n);
}

static void read_align(wml_paragraph_look *look, const xml_node *n)
{
    look->align = xml_value(n, "w:val");
}

static void read_shading(wml_paragraph_look *look, const xml_node *n)
{
    look->paper = xml_value(n, "w:fill");
}

static const struct {
    const char *element;
    void (*read)(wml_paragraph_look *look, const xml_node *n);
} paragraph_rows[] = {
    {"w:pStyle", read_style}, {"w:numPr", read_numbering}, {"w:outlineLvl", read_outline}, {"w:ind", read_indent},
    {"w:bidi", read_bidi},    {"w:tabs", read_tabs},       {"w:pBdr", read_borders},       {"w:framePr", read_frame},
    {"w:rPr", read_mark},     {"w:jc", read_align},        {"w:shd", read_shading},
};

wml_paragraph_look wml_paragraph_read(const xml_node *properties)
{
    wml_paragraph_look look = wml_paragraph_unsaid;
    for (const xml_node *n = properties ? properties->first : NULL; n; n = n->next)
        for (size_t i = 0; n->name && i < sizeof paragraph_rows / sizeof *paragraph_rows; i++)
            if (strcmp(n->name, paragraph_rows[i].element) == 0)
                paragraph_rows[i].read(&look, n);
    return look;
}

void wml_paragraph_overlay(wml_paragraph_look *look, const wml_paragraph_look *over)
{
    OVER(style, NULL);
    OVER(number, WML_UNSAID);
    OVER(level, WML_UNSAID);
    OVER(outline, WML_UNSAID);
    OVER(left, WML_NOWHERE);
    OVER(first, WML_NOWHERE);
    OVER(rtl, WML_UNSAID);
    OVER(leader, WML_UNSAID);
    OVER(boxed, WML_UNSAID);
    OVER(ruled, WML_UNSAID);
    OVER(drop_cap, WML_UNSAID);
    OVER(mark_deleted, WML_UNSAID);
    OVER(align, NULL);
    OVER(paper, NULL);
}
