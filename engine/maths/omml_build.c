#include "omml.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Takes an argument out of its frame; an empty mrow where there is none. */
static ard_node *take(omml *m, omml_frame *f, omml_role role)
{
    ard_node *node = f->arguments[role];
    f->arguments[role] = NULL;
    if (!node)
        return omml_element(m, f->xml, "mrow", NULL);
    node_unlink(node);
    return node;
}

static bool is_empty(const ard_node *node)
{
    return !node || (!node->first && node->kind == MATHML && strcmp(node->text, "mrow") == 0);
}

/* Appends an element over up to three children. */
static ard_node *over(omml *m, omml_frame *f, ard_node *into, const char *name, ard_node *a, ard_node *b, ard_node *c)
{
    ard_node *node = node_append(into, omml_element(m, f->xml, name, NULL));
    node_append(node, a);
    node_append(node, b);
    node_append(node, c);
    return node;
}

/* Appends an element whose content MathML takes for a row by itself (2.1.3: inferred mrow). */
static ard_node *around(omml *m, omml_frame *f, ard_node *into, const char *name, ard_node *content)
{
    ard_node *node = node_append(into, omml_element(m, f->xml, name, NULL));
    node_append(node, content);
    if (content && content->kind == MATHML && strcmp(content->text, "mrow") == 0)
        node_unwrap(content);
    return node;
}

static ard_node *sign(omml *m, omml_frame *f, const char *text)
{
    return omml_element(m, f->xml, "mo", text);
}

/* The sign that a property gives, or the one that counts where it is not said. */
static const char *sign_of(const omml_frame *f, const char *name, const char *otherwise)
{
    bool said;
    const char *value = omml_property(f, name, &said);
    return said ? value ? value : "" : otherwise;
}

static bool at_top(const omml_frame *f, bool otherwise)
{
    const char *where = omml_property(f, "m:pos", NULL);
    return where ? strcmp(where, "top") == 0 : otherwise;
}

/* 22.1.2.36 m:f */
void omml_fraction(omml *m, omml_frame *f, ard_node *into)
{
    const char *type = omml_property(f, "m:type", NULL);
    ard_node *top = take(m, f, OMML_NUM), *bottom = take(m, f, OMML_DEN);
    if (type && strcmp(type, "lin") == 0) {
        over(m, f, into, "mrow", top, sign(m, f, "/"), bottom);
        return;
    }
    ard_node *fraction = over(m, f, into, "mfrac", top, bottom, NULL);
    if (type && strcmp(type, "skw") == 0)
        node_set(m->document, fraction, "bevelled", "true");
    if (type && strcmp(type, "noBar") == 0)
        node_set(m->document, fraction, "linethickness", "0");
}

/* 22.1.2.88 m:rad */
void omml_radical(omml *m, omml_frame *f, ard_node *into)
{
    ard_node *degree = take(m, f, OMML_DEG), *base = take(m, f, OMML_E);
    if (omml_on(f, "m:degHide") || is_empty(degree))
        around(m, f, into, "msqrt", base);
    else
        over(m, f, into, "mroot", base, degree, NULL);
}

/* The sign of an operator, or "". */
static const char *text_of(const ard_node *node)
{
    bool is_sign = node && node->kind == MATHML && strcmp(node->text, "mo") == 0 && node->first;
    return is_sign && node->first->text ? node->first->text : "";
}

/* Takes the base of a script. One that is a closing bracket alone, as people type "(1+x)" and then raise it, is all
 * from its opening one on, where that stands before it in `into`. */
static ard_node *take_base(omml *m, omml_frame *f, ard_node *into)
{
    enum { FARTHEST = 200 };
    static const char opening[] = "( [ {", closing[] = ") ] }";
    ard_node *base = take(m, f, OMML_E), *first = NULL;
    int depth = *text_of(base) && text_in_list(closing, text_of(base)) ? 1 : 0, steps = 0;
    for (ard_node *at = into->last; depth && at && !first && steps < FARTHEST; at = at->previous, steps++) {
        const char *text = text_of(at);
        depth += *text && text_in_list(closing, text);
        depth -= *text && text_in_list(opening, text);
        first = depth ? NULL : at;
    }
    if (!first)
        return base;
    ard_node *row = omml_element(m, f->xml, "mrow", NULL);
    node_wrap(row, first, into->last);
    node_unlink(row);
    node_append(row, base);
    return row;
}

/* 22.1.2.101, .103, .105: m:sSub, m:sSubSup, m:sSup */
void omml_subscript(omml *m, omml_frame *f, ard_node *into)
{
    ard_node *base = take_base(m, f, into);
    over(m, f, into, "msub", base, take(m, f, OMML_SUB), NULL);
}

void omml_superscript(omml *m, omml_frame *f, ard_node *into)
{
    ard_node *base = take_base(m, f, into);
    over(m, f, into, "msup", base, take(m, f, OMML_SUP), NULL);
}

void omml_sub_superscript(omml *m, omml_frame *f, ard_node *into)
{
    ard_node *base = take_base(m, f, into), *below = take(m, f, OMML_SUB);
    over(m, f, into, "msubsup", base, below, take(m, f, OMML_SUP));
}

/* 22.1.2.99 m:sPre */
void omml_pre_scripts(omml *m, omml_frame *f, ard_node *into)
{
    ard_node *base = take(m, f, OMML_E), *below = take(m, f, OMML_SUB), *above = take(m, f, OMML_SUP);
    ard_node *scripts = over(m, f, into, "mmultiscripts", base, omml_element(m, f->xml, "mprescripts", NULL), below);
    node_append(scripts, above);
}

/* Whether an object is all of the base of another one. */
static bool is_whole_base(const omml_frame *f, const char *object)
{
    const xml_node *base = xml_child(f->xml, "m:e"), *inner = base ? xml_child(base, object) : NULL;
    for (const xml_node *n = base ? base->first : NULL; n; n = n->next)
        if (n != inner && n->name && !text_ends(n->name, "Pr"))
            return false;
    return inner != NULL;
}

/* 22.1.2.54, .56: m:limLow, m:limUpp; one in the other has both limits. */
void omml_lower_limit(omml *m, omml_frame *f, ard_node *into)
{
    ard_node *base = take(m, f, OMML_E), *limit = take(m, f, OMML_LIM), *above = base ? base->last : NULL;
    if (!is_whole_base(f, "m:limUpp") || !base || strcmp(base->text, "mover") != 0 || !above || !above->previous) {
        over(m, f, into, "munder", base, limit, NULL);
        return;
    }
    ard_node *inner = base->first;
    node_unlink(inner);
    node_unlink(above);
    over(m, f, into, "munderover", inner, limit, above);
}

void omml_upper_limit(omml *m, omml_frame *f, ard_node *into)
{
    ard_node *base = take(m, f, OMML_E);
    over(m, f, into, "mover", base, take(m, f, OMML_LIM), NULL);
}

/* 22.1.2.39 m:func */
void omml_function(omml *m, omml_frame *f, ard_node *into)
{
    ard_node *name = take(m, f, OMML_FNAME);
    if (!is_empty(name)) {
        node_append(into, name);
        node_append(into, sign(m, f, "\u2061"));
    }
    ard_node *argument = take(m, f, OMML_E);
    if (!is_empty(argument))
        node_append(into, argument);
}

/* 22.1.2.1 m:acc: Word has combining marks, MathML spacing ones. */
void omml_accent(omml *m, omml_frame *f, ard_node *into)
{
    static const struct {
        const char *combining, *spacing;
    } marks[] = {{"\u0300", "`"},      {"\u0301", "\u00B4"}, {"\u0302", "^"},      {"\u0303", "~"},
                 {"\u0304", "\u00AF"}, {"\u0305", "\u00AF"}, {"\u0306", "\u02D8"}, {"\u0307", "\u02D9"},
                 {"\u0308", "\u00A8"}, {"\u030A", "\u02DA"}, {"\u030C", "\u02C7"}, {"\u20D6", "\u2190"},
                 {"\u20D7", "\u2192"}, {"\u20E1", "\u2194"}, {"\u20D0", "\u21BC"}, {"\u20D1", "\u21C0"}};
    const char *mark = sign_of(f, "m:chr", "\u0302");
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strcmp(mark, marks[i].combining) == 0)
            mark = marks[i].spacing;
    ard_node *base = take(m, f, OMML_E);
    ard_node *accent = over(m, f, into, "mover", base, sign(m, f, mark), NULL);
    node_set(m->document, accent, "accent", "true");
}

/* 22.1.2.7 m:bar */
void omml_bar(omml *m, omml_frame *f, ard_node *into)
{
    bool top = at_top(f, false);
    ard_node *base = take(m, f, OMML_E);
    over(m, f, into, top ? "mover" : "munder", base, sign(m, f, top ? "\u00AF" : "_"), NULL);
}

/* 22.1.2.41 m:groupChr */
void omml_group(omml *m, omml_frame *f, ard_node *into)
{
    ard_node *base = take(m, f, OMML_E);
    const char *brace = sign_of(f, "m:chr", "\u23DF");
    over(m, f, into, at_top(f, false) ? "mover" : "munder", base, sign(m, f, brace), NULL);
}

/* 22.1.2.11 m:borderBox */
void omml_border_box(omml *m, omml_frame *f, ard_node *into)
{
    static const struct {
        const char *property;
        bool shown; /* the line is there when the property is on, else when it is off */
        const char *notation;
    } lines[] = {{"m:hideTop", false, "top"},
                 {"m:hideBot", false, "bottom"},
                 {"m:hideLeft", false, "left"},
                 {"m:hideRight", false, "right"},
                 {"m:strikeH", true, "horizontalstrike"},
                 {"m:strikeV", true, "verticalstrike"},
                 {"m:strikeBLTR", true, "updiagonalstrike"},
                 {"m:strikeTLBR", true, "downdiagonalstrike"}};
    enum { SIDES = 4 };
    bool box = true;
    for (size_t i = 0; i < SIDES; i++)
        box = box && !omml_on(f, lines[i].property);
    buffer notation = BUFFER_EMPTY;
    buffer_text(&notation, box ? "box" : "");
    for (size_t i = box ? SIDES : 0; i < sizeof lines / sizeof *lines; i++)
        if (omml_on(f, lines[i].property) == lines[i].shown)
            buffer_format(&notation, "%s%s", notation.size ? " " : "", lines[i].notation);
    ard_node *enclosed = around(m, f, into, "menclose", take(m, f, OMML_E));
    node_set(m->document, enclosed, "notation", buffer_string(&notation));
    buffer_free(&notation);
}

/* 22.1.2.81 m:phant: shown, it only changes room, which is layout. */
void omml_phantom(omml *m, omml_frame *f, ard_node *into)
{
    const char *shown = omml_property(f, "m:show", NULL);
    ard_node *base = take(m, f, OMML_E);
    if (shown && text_in_list("0 off false", shown))
        around(m, f, into, "mphantom", base);
    else
        node_append(into, base);
}

/* 22.1.2.24 m:d: each m:e is an argument of the same brackets. */
void omml_delimiters(omml *m, omml_frame *f, ard_node *into)
{
    const char *opening = sign_of(f, "m:begChr", "("), *closing = sign_of(f, "m:endChr", ")");
    const char *separator = sign_of(f, "m:sepChr", "|");
    ard_node *row = over(m, f, into, "mrow", NULL, NULL, NULL);
    ard_node *first = *opening ? node_append(row, sign(m, f, opening)) : NULL;
    bool begun = false;
    for (ard_node *child = f->node->first, *next; child; child = next) {
        next = child->next;
        node_unlink(child);
        if (begun && *separator)
            node_append(row, sign(m, f, separator));
        begun = true;
        node_append(row, child);
    }
    ard_node *last = *closing ? node_append(row, sign(m, f, closing)) : NULL;
    bool fixed = omml_property(f, "m:grow", NULL) && !omml_on(f, "m:grow");
    ard_node *brackets[] = {first, last};
    for (size_t i = 0; i < 2; i++) {
        node_set(m->document, brackets[i], "fence", "true");
        node_set(m->document, brackets[i], "form", i ? "postfix" : "prefix");
        node_set(m->document, brackets[i], "stretchy", fixed ? "false" : "true");
    }
}

/* 22.1.2.70 m:nary. Limits stand above and below unless it is an integral, or the object says so. */
void omml_nary(omml *m, omml_frame *f, ard_node *into)
{
    static const char integrals[] = "\u222B \u222C \u222D \u222E \u222F \u2230 \u2231 \u2232 \u2233";
    const char *symbol = sign_of(f, "m:chr", "\u222B"), *where = omml_property(f, "m:limLoc", NULL);
    bool beside = where ? strcmp(where, "subSup") == 0 : text_in_list(integrals, symbol);
    ard_node *below = take(m, f, OMML_SUB), *above = take(m, f, OMML_SUP), *base = take(m, f, OMML_E);
    bool has_below = !omml_on(f, "m:subHide") && !is_empty(below),
         has_above = !omml_on(f, "m:supHide") && !is_empty(above);
    static const char *const names[2][4] = {{NULL, "munder", "mover", "munderover"}, {NULL, "msub", "msup", "msubsup"}};
    const char *name = names[beside][has_below + 2 * has_above];
    ard_node *symbol_node = sign(m, f, symbol);
    if (name)
        over(m, f, into, name, symbol_node, has_below ? below : above, has_below && has_above ? above : NULL);
    else
        node_append(into, symbol_node);
    if (!is_empty(base))
        node_append(into, base);
}

/* ---- Tables ---- */

/* 22.1.2.65 m:mr: its cells become those of a row. */
void omml_matrix_row(omml *m, omml_frame *f, ard_node *into)
{
    ard_node *row = over(m, f, into, "mtr", NULL, NULL, NULL);
    for (ard_node *child = f->node->first, *next; child; child = next) {
        next = child->next;
        node_unlink(child);
        around(m, f, row, "mtd", child);
    }
}

/* Adds the alignment of each column (m:mcs) where one is not centred. */
static void set_columns(omml *m, omml_frame *f, ard_node *table)
{
    enum { MOST_COLUMNS = 64 };
    const xml_node *properties = xml_child(f->xml, "m:mPr"), *all = properties ? xml_child(properties, "m:mcs") : NULL;
    buffer aligns = BUFFER_EMPTY;
    bool centred = true;
    int columns = 0;
    for (const xml_node *mc = all ? xml_child(all, "m:mc") : NULL; mc; mc = xml_sibling(mc, "m:mc")) {
        const xml_node *own = xml_child(mc, "m:mcPr"), *count = own ? xml_child(own, "m:count") : NULL;
        const xml_node *align = own ? xml_child(own, "m:mcJc") : NULL;
        const char *number = count ? xml_value(count, "m:val") : NULL,
                   *value = align ? xml_value(align, "m:val") : NULL;
        long repeat = number ? strtol(number, NULL, 10) : 1;
        repeat = repeat < 1 ? 1 : repeat;
        value = value && text_in_list("left right", value) ? value : "center";
        centred = centred && *value == 'c';
        for (; repeat > 0 && columns < MOST_COLUMNS; repeat--, columns++)
            buffer_format(&aligns, "%s%s", aligns.size ? " " : "", value);
    }
    if (!centred)
        node_set(m->document, table, "columnalign", buffer_string(&aligns));
    buffer_free(&aligns);
}

/* 22.1.2.60 m:m */
void omml_matrix(omml *m, omml_frame *f, ard_node *into)
{
    ard_node *table = over(m, f, into, "mtable", NULL, NULL, NULL);
    set_columns(m, f, table);
    for (ard_node *child = f->node->first, *next; child; child = next) {
        next = child->next;
        node_unlink(child);
        if (child->kind == MATHML && strcmp(child->text, "mtr") == 0)
            node_append(table, child);
        else
            around(m, f, over(m, f, table, "mtr", NULL, NULL, NULL), "mtd", child);
    }
}

static bool is_mark(const ard_node *node)
{
    return node && node->kind == MATHML && strcmp(node->text, "maligngroup") == 0;
}

/* Puts a line of an array into a row; an alignment mark begins the next cell. Gives the number of cells. */
static int split_line(omml *m, omml_frame *f, ard_node *row, ard_node *line)
{
    int cells = 1;
    ard_node *cell = over(m, f, row, "mtd", NULL, NULL, NULL);
    if (!line || strcmp(line->text, "mrow") != 0) {
        node_append(cell, is_mark(line) ? NULL : line);
        return cells;
    }
    for (ard_node *child = line->first, *next; child; child = next) {
        next = child->next;
        node_unlink(child);
        if (is_mark(child)) {
            cell = over(m, f, row, "mtd", NULL, NULL, NULL);
            cells++;
        } else
            node_append(cell, child);
    }
    return cells;
}

/* 22.1.2.34 m:eqArr: odd marks align, even ones make room (so columns are right and left by turns). */
void omml_array(omml *m, omml_frame *f, ard_node *into)
{
    ard_node *table = over(m, f, into, "mtable", NULL, NULL, NULL);
    int cells = 1;
    for (ard_node *child = f->node->first, *next; child; child = next) {
        next = child->next;
        node_unlink(child);
        int here = split_line(m, f, over(m, f, table, "mtr", NULL, NULL, NULL), child);
        cells = here > cells ? here : cells;
    }
    buffer aligns = {.most = 1024};
    for (int i = 0; i < cells; i++)
        buffer_text(&aligns, cells == 1 ? "left" : i == 0 ? "right" : i % 2 ? " left" : " right");
    node_set(m->document, table, "columnalign", buffer_string(&aligns));
    buffer_free(&aligns);
}
