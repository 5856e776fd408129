#include "odt.h"

#include "base/text.h"

#include <string.h>

/* What paragraph styles mean, by LibreOffice's names of its own styles, their French names, Word's, and our writer's. */
static const struct {
    const char *names;
    ard_kind kind;
    const char *role;
} meanings[] = {
    {"|title|titre|titre principal|", HEADING, NULL},
    {"|subtitle|sous-titre|", PARAGRAPH, "doc-subtitle"},
    {"|caption|légende|legende|illustration|", CAPTION, NULL},
    {"|quotations|quotation|citation|citations|quote|intense quote|block text|", QUOTE, NULL},
    {"|preformatted text|texte préformaté|html preformatted|source code|code|", CODE_BLOCK, NULL},
    {"|consigne|instruction|", INSTRUCTION, NULL},
    {"|vers|verse|", VERSE, NULL},
    {"|list heading|titre de liste|", TERM, NULL},
    {"|horizontal line|ligne horizontale|", RULE, NULL},
};

/* The row of a style; -1 where it means nothing. Terms stand in lists of definitions. */
static int meaning_of(const odt *d, const odf_style *s)
{
    for (size_t i = 0; s && i < sizeof meanings / sizeof *meanings; i++)
        if (odf_style_is(s, meanings[i].names))
            return meanings[i].kind == TERM && !kind_is(d->flow->container, DEFINITIONS) ? -1 : (int)i;
    return -1;
}

bool odtr_colour_says(const char *colour)
{
    return colour && !text_in_list("auto transparent #ffffff", colour);
}

/* A colour as look-* attributes have it: "E7EEF9". */
void odtr_set_colour(odt *d, ard_node *node, const char *name, const char *colour)
{
    enum { DIGITS = 6 };
    char digits[DIGITS + 1] = "";
    if (*colour == '#' && strlen(colour + 1) == DIGITS) {
        for (size_t i = 0; i < DIGITS; i++)
            digits[i] = (char)(colour[i + 1] >= 'a' && colour[i + 1] <= 'z' ? colour[i + 1] - 32 : colour[i + 1]);
        colour = digits;
    }
    node_set(d->document, node, name, colour);
}

/* What only shows in the look, for the structure pass. */
static void set_looks(odt *d, ard_node *node, const odf_paragraph_look *look)
{
    enum { MORE_THAN_ONE = ODF_ALL_SIDES };
    unsigned sides = look->borders & MORE_THAN_ONE;
    bool boxed = sides & (sides - 1);
    if (look->rtl == 1)
        node_set(d->document, node, "dir", "rtl");
    if (look->align && strcmp(look->align, "center") == 0)
        node_set(d->document, node, "look-align", "center");
    if (boxed)
        node_set(d->document, node, "look-border", "box");
    if (look->leader == 1)
        node_set(d->document, node, "look-leader", "1");
    if (odtr_colour_says(look->paper))
        odtr_set_colour(d, node, "look-paper", look->paper);
}

/* The level of a heading: the element's own, else what the style says; 0 for a paragraph. */
static int level_of(const xml_node *n, const odf_style *s)
{
    int level = xml_is(n, "text:h") ? odf_integer(xml_value(n, "text:outline-level"), 1) : odf_style_level(s);
    return level < 0 ? 0 : level > 6 ? 6 : level;
}

/* The style of a paragraph: its own, else the usual one. */
static const odf_style *style_of(const odt *d, const xml_node *n)
{
    const char *name = xml_value(n, "text:style-name");
    const odf_style *s = name ? odf_style_of(d->styles, d->scope, "paragraph", name) : NULL;
    s = s ? s : odf_style_of(d->styles, ODF_NAMED, "paragraph", "Standard");
    return s ? s : odf_style_default(d->styles, "paragraph");
}

/* What text of a style without a meaning is compared with: emphasis is what differs from the usual text. */
static odf_text_look usual_look(const odt *d)
{
    const odf_style *s = odf_style_of(d->styles, ODF_NAMED, "paragraph", "Standard");
    return s ? s->text : odf_style_default(d->styles, "paragraph")->text;
}

/* Makes the node of a paragraph and puts it where it belongs. Bold type of a heading's or quotation's style, or in a
 * header cell, is no emphasis; that of a style without a meaning of its own is. */
static void place_paragraph(odt *d, const xml_node *n)
{
    odtr_paragraph *p = &d->flow->paragraph;
    int level = level_of(n, p->style), meaning = level ? -1 : meaning_of(d, p->style);
    ard_kind kind = level ? HEADING : meaning >= 0 ? meanings[meaning].kind : PARAGRAPH;
    bool heading = kind == HEADING, quoted = kind == QUOTE, header = kind_is(d->flow->container, HEADER_CELL);
    buffer label = BUFFER_EMPTY;
    bool apart = odtr_list_label(d, heading, &label);
    if (heading && !label.size && !d->flow->list && level && !odf_is_true(xml_value(n, "text:is-list-header")))
        odtr_outline_label(d, level, &label);
    ard_node *container = apart ? d->flow->container : odtr_container(d, n);
    if (quoted)
        container = office_quotation(d->document, &d->flow->quote, container, xml_place(n, d->part));
    p->node = kind == CODE_BLOCK ? office_code_before(d->document, container, xml_place(n, d->part)) : NULL;
    if (!p->node)
        p->node = node_append(container, node_new(d->document, quoted ? PARAGRAPH : kind, xml_place(n, d->part)));
    if (p->node && heading)
        p->node->number = level ? level : 1;
    if (p->node && meaning >= 0)
        node_set(d->document, p->node, "role", meanings[meaning].role);
    p->base = level || meaning >= 0 ? p->style->text : usual_look(d);
    uint16_t row = odtr_row_of_style(d, p->style);
    if (p->node && row != STYLE_NONE) {
        p->node->style = row;
        p->base = p->style->text;
    }
    if (header)
        p->base.bold = 1;
    if (p->style->text.hidden == 1)
        p->base.hidden = 1;
    set_looks(d, p->node, &p->style->paragraph);
    if (label.size) {
        buffer_byte(&label, ' ');
        node_append_text(d->document, p->node, label.data, label.size, xml_place(n, d->part));
    }
    buffer_free(&label);
}

/* A paragraph that our writer wrote: its kind stands beside it. A formula's is made by the formula. */
static void place_exact(odt *d, const xml_node *n, ard_kind kind)
{
    odtr_paragraph *p = &d->flow->paragraph;
    p->exact = true;
    p->base = p->style->text;
    ard_node *container = odtr_container(d, n);
    p->node = node_append(container, node_new(d->document, kind, xml_place(n, d->part)));
    if (p->node && kind == HEADING)
        p->node->number = odf_integer(xml_value(n, "text:outline-level"), 1);
    odtr_take(d, p->node, n);
}

odtr_go odtr_enter_paragraph(odt *d, const xml_node *n)
{
    odtr_paragraph *p = &d->flow->paragraph;
    odtr_paragraph_close(d);
    int kind = odtr_kind(n);
    if (kind == ODT_ADDED)
        return GO_PAST;
    office_bookmark *bookmarks = p->bookmarks;
    *p = (odtr_paragraph){.xml = n, .bookmarks = bookmarks, .blank = true, .style = style_of(d, n)};
    if (!d->first_master && p->style->master && *p->style->master)
        d->first_master = p->style->master;
    if (kind < KINDS && kind_about((ard_kind)kind)->class == LEAF)
        place_exact(d, n, (ard_kind)kind);
    else
        place_paragraph(d, n);
    p->contents = odf_style_is(p->style, "|index|contents 1|contents 2|contents 3|table des matières 1|"
                                         "table des matières 2|table des matières 3|");
    return GO_IN;
}

bool odtr_in_paragraph(const odt *d)
{
    return d->flow->paragraph.xml != NULL;
}

static bool has_formula(const ard_node *node)
{
    for (const ard_node *child = node->first; child; child = child->next)
        if (child->kind == MATHS)
            return true;
    return false;
}

/* Takes an item without anything away, where it has no number that is shown: an empty bullet is layout. */
static void drop_item(odtr_flow *flow, ard_node *item)
{
    if (!kind_is(item, ITEM) || item->first || !kind_is(item->parent, BULLETS) || item->attributes)
        return;
    for (odtr_list *list = flow->list; list; list = list->up)
        if (list->item == item) {
            list->item = item->previous;
            list->fresh = true;
        }
    node_unlink(item);
}

/* Ends what is in the paragraph's node: it is in the tree, or gone. */
static void end_node(odt *d, odtr_paragraph *p)
{
    ard_node *node = p->node;
    unsigned ruled = p->style->paragraph.borders & (ODF_TOP | ODF_BOTTOM);
    if (!node->first) {
        ard_node *item = node->parent;
        if ((node->kind == PARAGRAPH && ruled && !(p->style->paragraph.borders & ODF_LEFT)) || node->kind == RULE)
            node->kind = RULE;
        else {
            node_unlink(node);
            drop_item(d->flow, item);
        }
        return;
    }
    if (node->kind == RULE)
        node->kind = PARAGRAPH;
    office_set_anchors(d->anchors, &p->bookmarks, p->node);
    if (p->size > 0 && p->size != p->base.size && node->kind == PARAGRAPH) {
        buffer size = BUFFER_EMPTY;
        buffer_format(&size, p->size % 10 ? "%d.%d" : "%d", p->size / 10, p->size % 10);
        node_set(d->document, node, "look-size", buffer_string(&size));
        buffer_free(&size);
    }
    office_lift_language(d->document, node);
    if (!p->others && node->kind == PARAGRAPH && has_formula(node))
        office_unwrap_formulas(node);
}

void odtr_paragraph_close(odt *d)
{
    odtr_paragraph *p = &d->flow->paragraph;
    if (p->node && !p->exact)
        end_node(d, p);
    office_bookmark *bookmarks = p->bookmarks;
    *p = (odtr_paragraph){.bookmarks = bookmarks};
}

void odtr_leave_paragraph(odt *d, const xml_node *n)
{
    if (d->flow->paragraph.xml == n)
        odtr_paragraph_close(d);
}

odtr_go odtr_enter_bookmark(odt *d, const xml_node *n)
{
    const char *name = xml_value(n, "text:name");
    office_bookmark *b = name && !d->exact ? arena_alloc(d->pool, sizeof *b) : NULL;
    if (b) {
        *b = (office_bookmark){.next = d->flow->paragraph.bookmarks, .name = name};
        d->flow->paragraph.bookmarks = b;
    }
    return xml_is(n, "text:reference-mark") ? GO_IN : GO_PAST;
}
