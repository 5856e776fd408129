#include "docx.h"

#include "base/text.h"

#include <string.h>

/* Bits of w:tblLook as older files write it (17.7.6.7). */
enum { LOOK_FIRST_ROW = 0x20, LOOK_FIRST_COLUMN = 0x80 };

/* Whether the look of a table turns on what its style does with the first row or column. */
static bool look_has(const xml_node *look, const char *name, unsigned bit)
{
    const char *on = look ? xml_value(look, name) : NULL, *bits = look ? xml_value(look, "w:val") : NULL;
    if (on)
        return text_in_list("1 true on", on);
    unsigned value = 0;
    for (; bits && *bits; bits++) {
        int digit = ascii_hex(*bits);
        value = value << 4 | (digit > 0 ? (unsigned)digit : 0);
    }
    return (value & bit) != 0;
}

static docx_table *new_table(docx *d, const xml_node *n)
{
    docx_table *t = d->free_tables;
    if (t)
        d->free_tables = t->up;
    else
        t = arena_alloc(d->pool, sizeof *t);
    if (t)
        *t = (docx_table){.xml = n, .head = true};
    return t;
}

/* Attributes of a table as a whole. */
static void describe(docx *d, docx_table *t, const xml_node *properties)
{
    const xml_node *look = xml_child(properties, "w:tblLook"), *rtl = xml_child(properties, "w:bidiVisual");
    const char *id = wml_child_value(properties, "w:tblStyle"), *title = wml_child_value(properties, "w:tblCaption");
    const char *description = wml_child_value(properties, "w:tblDescription");
    const wml_style *s = id ? wml_style_of(d->styles, "table", id) : NULL;
    t->head_look = s && s->header_row && look_has(look, "w:firstRow", LOOK_FIRST_ROW);
    t->side_look = s && s->header_column && look_has(look, "w:firstColumn", LOOK_FIRST_COLUMN);
    if (title || description)
        node_set(d->document, t->node, "aria-label", title ? title : description);
    if (rtl && wml_on(rtl))
        node_set(d->document, t->node, "dir", "rtl");
}

docx_go docx_enter_table(docx *d, const xml_node *n)
{
    docx_table *t = d->flow->table ? NULL : new_table(d, n);
    if (!t)
        return GO_IN; /* a table straight inside a table: its cells go on in the outer one */
    ard_node *carried = docx_carried_table(d, n);
    t->node = carried ? carried : docx_block(d, node_new(d->document, TABLE, xml_place(n, d->part)));
    const xml_node *properties = xml_child(n, "w:tblPr");
    if (properties && !carried)
        describe(d, t, properties);
    d->flow->table = t;
    return GO_IN;
}

void docx_leave_table(docx *d, const xml_node *n)
{
    docx_table *t = d->flow->table;
    if (!t || t->xml != n)
        return;
    if (t->node && !t->node->first)
        node_unlink(t->node);
    t->up = d->free_tables;
    d->free_tables = t;
    d->flow->table = NULL;
}

/* An empty cell where a row begins late (w:gridBefore). */
static void skip_columns(docx *d, docx_table *t, const xml_node *n, int columns)
{
    if (columns <= 0)
        return;
    columns = columns < DOCX_COLUMNS ? columns : DOCX_COLUMNS - 1;
    ard_node *cell = node_append(t->row, node_new(d->document, CELL, xml_place(n, d->part)));
    if (columns > 1)
        node_set_number(d->document, cell, "colspan", columns);
    t->column = columns;
}

docx_go docx_enter_row(docx *d, const xml_node *n)
{
    docx_table *t = d->flow->table;
    const xml_node *properties = xml_child(n, "w:trPr");
    if (properties && xml_child(properties, "w:del")) {
        d->deletions++;
        return GO_PAST;
    }
    if (!t)
        return GO_IN;
    ard_node *carried = docx_carried_part(d, n, t->node);
    if (carried) {
        t->row = carried;
        t->column = 0;
        t->rows++;
        return GO_IN;
    }
    const xml_node *header = properties ? xml_child(properties, "w:tblHeader") : NULL;
    bool marked = header && wml_on(header);
    t->head = t->head && (marked || (t->rows == 0 && t->head_look));
    t->row = node_append(t->node, node_new(d->document, ROW, xml_place(n, d->part)));
    t->column = 0;
    t->rows++;
    skip_columns(d, t, n, wml_integer(wml_child_value(properties, "w:gridBefore"), 0));
    return GO_IN;
}

/* How a cell is merged with those beside and above it. */
typedef struct merging {
    int columns;
    bool begins, goes_on, beside; /* vMerge restart, vMerge, hMerge (of older files) */
} merging;

static merging merging_of(const docx_table *t, const xml_node *properties)
{
    merging m = {.columns = wml_integer(wml_child_value(properties, "w:gridSpan"), 1)};
    const xml_node *down = properties ? xml_child(properties, "w:vMerge") : NULL;
    const xml_node *across = properties ? xml_child(properties, "w:hMerge") : NULL;
    const char *down_value = down ? xml_value(down, "w:val") : NULL;
    const char *across_value = across ? xml_value(across, "w:val") : NULL;
    m.begins = down_value && strcmp(down_value, "restart") == 0;
    m.goes_on = down && !m.begins;
    m.beside = across && !(across_value && strcmp(across_value, "restart") == 0);
    int left = DOCX_COLUMNS - t->column;
    m.columns = m.columns < 1 ? 1 : m.columns > left ? left > 0 ? left : 1 : m.columns;
    return m;
}

/* The cell that this one is a part of, made longer or wider; NULL where it is one of its own. */
static ard_node *merged_into(docx *d, docx_table *t, const merging *m)
{
    ard_node *above = t->column < DOCX_COLUMNS ? t->above[t->column] : NULL;
    ard_node *before = t->row ? t->row->last : NULL;
    if (m->goes_on && above) {
        node_set_number(d->document, above, "rowspan", ++t->spans[t->column]);
        return above;
    }
    if (!m->beside || !before)
        return NULL;
    const char *wide = node_attribute(before, "colspan");
    node_set_number(d->document, before, "colspan", wml_integer(wide, 1) + 1);
    return before;
}

/* What a cell heads: columns in the head, its row in the first column of a style that sets that apart. */
static const char *scope_of(const docx_table *t)
{
    return t->head ? "col" : t->side_look && t->column == 0 ? "row" : NULL;
}

static ard_node *new_cell(docx *d, docx_table *t, const xml_node *n, const merging *m, const xml_node *properties)
{
    const char *scope = scope_of(t);
    const xml_node *shading = properties ? xml_child(properties, "w:shd") : NULL;
    const char *paper = shading ? xml_value(shading, "w:fill") : NULL;
    ard_node *cell = node_append(t->row, node_new(d->document, scope ? HEADER_CELL : CELL, xml_place(n, d->part)));
    node_set(d->document, cell, "scope", scope);
    if (m->columns > 1)
        node_set_number(d->document, cell, "colspan", m->columns);
    if (paper && !text_in_list("auto ffffff", paper))
        node_set(d->document, cell, "look-paper", paper);
    return cell;
}

docx_go docx_enter_cell(docx *d, const xml_node *n)
{
    docx_table *t = d->flow->table;
    if (!t || !t->row)
        return GO_IN;
    if (docx_carried_filler(n))
        return GO_PAST;
    ard_node *carried = docx_carried_part(d, n, t->row);
    if (carried) {
        docx_flow_open(d, n, carried);
        return GO_IN;
    }
    const xml_node *properties = xml_child(n, "w:tcPr");
    merging m = merging_of(t, properties);
    ard_node *cell = merged_into(d, t, &m);
    bool goes_on = cell != NULL;
    if (!cell)
        cell = new_cell(d, t, n, &m, properties);
    for (int i = t->column; i < t->column + m.columns && i < DOCX_COLUMNS && !(goes_on && m.goes_on); i++) {
        t->above[i] = m.begins && i == t->column ? cell : NULL;
        t->spans[i] = 1;
    }
    t->column += m.columns;
    docx_flow_open(d, n, cell);
    return GO_IN;
}

void docx_leave_cell(docx *d, const xml_node *n)
{
    if (d->flow->up && d->flow->xml == n)
        docx_flow_close(d);
}
