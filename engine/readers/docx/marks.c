/* Marks on the text, which our writer wrote as character styles: known by their names, also after Word or LibreOffice has
 * saved the document, with the values that a teacher has given them since. */
#include "docx.h"

#include "base/text.h"
#include "lesson/marks.h"

#include <string.h>

/* ---- What the styles say ----------------------------------------------------------------------------------------- */

static void add_colour(const xml_node *element, const char *name, buffer *out)
{
    const char *value = xml_value(element, name);
    if (value && strlen(value) == 6 && strspn(value, "0123456789ABCDEFabcdef") == 6)
        for (buffer_byte(out, '#'); *value; value++)
            buffer_byte(out, ascii_lower(*value));
}

static void add_ink(const xml_node *element, buffer *out)
{
    add_colour(element, "w:val", out);
}

static void add_paper(const xml_node *element, buffer *out)
{
    add_colour(element, "w:fill", out);
}

static void add_font(const xml_node *element, buffer *out)
{
    buffer_text(out, xml_value(element, "w:ascii"));
}

static void add_size(const xml_node *element, buffer *out)
{
    int half_points = wml_integer(xml_value(element, "w:val"), 0);
    if (half_points > 0)
        buffer_format(out, "%gpt", half_points / 2.0);
}

static void add_spacing(const xml_node *element, buffer *out)
{
    buffer_format(out, "%gpt", wml_integer(xml_value(element, "w:val"), 0) / 20.0);
}

static void add_weight(const xml_node *element, buffer *out)
{
    buffer_text(out, wml_on(element) ? "bold" : "normal");
}

static void add_slant(const xml_node *element, buffer *out)
{
    buffer_text(out, wml_on(element) ? "italic" : "normal");
}

static const struct {
    const char *element;
    style_property property;
    void (*add)(const xml_node *element, buffer *out);
} properties[] = {
    {"w:rFonts", STYLE_FONT, add_font},
    {"w:sz", STYLE_SIZE, add_size},
    {"w:b", STYLE_WEIGHT, add_weight},
    {"w:i", STYLE_SLANT, add_slant},
    {"w:color", STYLE_COLOUR, add_ink},
    {"w:shd", STYLE_PAPER, add_paper},
    {"w:spacing", STYLE_LETTER_SPACING, add_spacing},
};

/* What w:u calls lines, in CSS; heavy ones are what our writer has for arcs. */
static const struct {
    const char *line, *decoration, *arc;
} lines[] = {{"thick", NULL, "solid"},
             {"dashedHeavy", NULL, "dashed"},
             {"wave", "underline wavy", NULL},
             {"dotted", "underline dotted", NULL},
             {"double", "underline double", NULL}};

/* Lines under and through text are one property. */
static void set_lines(docx *d, const xml_node *run, uint16_t row)
{
    const char *under = wml_child_value(run, "w:u"), *decoration = under ? "underline" : "", *arc = NULL;
    const xml_node *strike = xml_child(run, "w:strike");
    buffer value = BUFFER_EMPTY;
    for (size_t i = 0; under && i < sizeof lines / sizeof *lines; i++)
        if (strcmp(lines[i].line, under) == 0) {
            decoration = lines[i].decoration ? lines[i].decoration : "";
            arc = lines[i].arc;
        }
    if (under && strcmp(under, "none") == 0)
        decoration = strike && wml_on(strike) ? "" : "none";
    buffer_text(&value, decoration);
    if (strike && wml_on(strike))
        buffer_format(&value, "%sline-through", value.size ? " " : "");
    if (value.size)
        style_set(d->document, row, STYLE_UNDERLINE, buffer_string(&value));
    if (arc)
        style_set(d->document, row, STYLE_ARC, arc);
    buffer_free(&value);
}

/* Borders around text: those that are not whole are upright lines. */
static void set_border(docx *d, const xml_node *run, uint16_t row)
{
    const char *border = wml_child_value(run, "w:bdr");
    if (!border || text_in_list("none nil", border))
        return;
    bool before = strcmp(border, "dotted") == 0;
    if (before || strcmp(border, "dotDash") == 0)
        style_set(d->document, row, STYLE_BARS, before ? "before" : "around");
    else
        style_set(d->document, row, STYLE_BORDER,
                  strcmp(border, "dashed") == 0   ? "1px dashed"
                  : strcmp(border, "double") == 0 ? "3px double"
                                                  : "1px solid");
}

static void set_values(docx *d, const xml_node *style_element, uint16_t row)
{
    const xml_node *run = xml_child(style_element, "w:rPr");
    buffer value = BUFFER_EMPTY;
    if (!run)
        return;
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        const xml_node *element = xml_child(run, properties[i].element);
        buffer_reset(&value);
        if (element)
            properties[i].add(element, &value);
        if (value.size)
            style_set(d->document, row, properties[i].property, buffer_string(&value));
    }
    set_lines(d, run, row);
    set_border(d, run, row);
    buffer_free(&value);
}

/* ---- Names ------------------------------------------------------------------------------------------------------- */

/* The element of the character style with that name, or NULL. */
static const xml_node *style_called(const docx *d, const char *name)
{
    const xml_node *n = d->styles_root ? xml_child(d->styles_root, "w:style") : NULL;
    for (; n; n = xml_sibling(n, "w:style")) {
        const char *type = xml_value(n, "w:type"), *own = wml_child_value(n, "w:name");
        if (type && own && strcmp(type, "character") == 0 && strcmp(own, name) == 0)
            return n;
    }
    return NULL;
}

/* The row of a mark's name. Its values are those that are carried with the style, else what the style says now. */
static uint16_t row_of(docx *d, const char *name)
{
    size_t before = style_count(d->document);
    uint16_t row = style_named(d->document, name);
    const xml_node *element = row >= before ? style_called(d, name) : NULL;
    if (element)
        set_values(d, element, row);
    return row;
}

/* Reads "Ardoise M1", or "Ardoise M1 (Ardoise M3 (Hyperlink))": text in several marks, and in another style. */
static docx_mark read_name(docx *d, const char *name)
{
    docx_mark mark = {.count = 0};
    for (char *at = arena_string(d->pool, name); at && mark.count < DOCX_MARKS;) {
        char *rest = strstr(at, " (");
        size_t size = rest ? strlen(rest) : 0;
        bool whole = rest && rest[size - 1] == ')';
        if (whole)
            *rest = rest[size - 1] = '\0';
        if (mark.count && strcmp(at, "2") == 0) {
            mark.turned[mark.count - 1] = true;
            at = whole ? rest + 2 : NULL;
            continue;
        }
        if (!style_is_mark(at)) {
            if (whole)
                *rest = ' ', rest[size - 1] = ')';
            const xml_node *element = mark.count ? style_called(d, at) : NULL;
            if (element)
                mark.under = wml_style_of(d->styles, "character", xml_value(element, "w:styleId"));
            break;
        }
        mark.rows[mark.count++] = row_of(d, at);
        at = whole ? rest + 2 : NULL;
    }
    return mark;
}

const docx_mark *docx_mark_of(docx *d, const wml_style *character)
{
    if (!character)
        return NULL;
    docx_mark *known = table_value(d->marks, character->id);
    if (!known && (known = arena_alloc(d->pool, sizeof *known)) != NULL) {
        *known = read_name(d, character->name);
        table_set(d->marks, character->id, known);
    }
    return known && known->count ? known : NULL;
}

/* Whether text goes on in a mark: the same as that of the text before, so deep from the outermost. */
static bool goes_on(const docx *d, const ard_node *node, size_t deep)
{
    const docx_mark *now = d->flow->mark, *before = d->flow->before;
    if (!before || before->count < deep || before->turned[before->count - deep] != now->turned[now->count - deep])
        return false;
    return node && node->style == now->rows[now->count - deep] && node_is_mark(d->document, node) &&
           !node->attributes->next;
}

ard_node *docx_mark_node(docx *d, ard_node *into, const xml_node *n)
{
    docx_flow *flow = d->flow;
    size_t count = flow->mark ? flow->mark->count : 0, fresh = flow->fresh > 0 ? (size_t)flow->fresh : count + 1;
    for (size_t deep = 1; into && deep <= count; deep++) {
        if (deep < fresh && goes_on(d, into->last, deep))
            into = into->last;
        else
            into = node_append(into, mark_new(d->document, flow->mark->rows[count - deep], xml_place(n, d->part)));
    }
    flow->fresh = 0;
    flow->before = flow->mark;
    return into;
}
