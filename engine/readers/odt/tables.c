#include "odt.h"

#include "base/text.h"

#include <string.h>

/* A formula's or chart's own cells may be repeated a million times: what is repeated further says nothing. */
enum { MOST_REPEATED = 64 };

static odtr_table *new_table(odt *d, const xml_node *n)
{
    odtr_table *t = d->free_tables;
    if (t)
        d->free_tables = t->up;
    else
        t = arena_alloc(d->pool, sizeof *t);
    if (t)
        *t = (odtr_table){.up = d->flow->table, .xml = n, .exact = odtr_kind(n) == TABLE};
    return t;
}

/* What its author says of a table as a whole (table:title, table:desc). */
static void describe(odt *d, ard_node *node, const xml_node *n)
{
    static const char *const names[] = {"table:title", "table:desc"};
    buffer text = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof names / sizeof *names && !text.size; i++) {
        const xml_node *said = xml_child(n, names[i]);
        if (said)
            xml_text(said, &text);
    }
    if (!text_is_blank(buffer_string(&text)))
        node_set(d->document, node, "aria-label", buffer_string(&text));
    buffer_free(&text);
}

/* Our writer puts a table's captions before it: the last so many blocks. */
static void take_captions(ard_node *table_node, const xml_node *n)
{
    int captions = odf_integer(xml_value(n, "ard:data-ard-captions"), 0);
    while (captions-- > 0 && table_node && kind_is(table_node->previous, CAPTION)) {
        ard_node *caption = table_node->previous;
        node_unlink(caption);
        if (table_node->first)
            node_insert_before(table_node->first, caption);
        else
            node_append(table_node, caption);
    }
}

odtr_go odtr_enter_table(odt *d, const xml_node *n)
{
    odtr_table *t = new_table(d, n);
    if (!t)
        return GO_PAST;
    t->node = odtr_block(d, n, node_new(d->document, TABLE, xml_place(n, d->part)));
    odtr_take(d, t->node, n);
    if (t->exact)
        take_captions(t->node, n);
    else
        describe(d, t->node, n);
    d->flow->table = t;
    return GO_IN;
}

void odtr_leave_table(odt *d, const xml_node *n)
{
    odtr_table *t = d->flow->table;
    if (!t || t->xml != n)
        return;
    odtr_paragraph_close(d);
    if (t->node && !t->node->first)
        node_unlink(t->node);
    d->flow->table = t->up;
    t->up = d->free_tables;
    d->free_tables = t;
}

odtr_go odtr_enter_head(odt *d, const xml_node *n)
{
    (void)n;
    if (d->flow->table)
        d->flow->table->head++;
    return GO_IN;
}

void odtr_leave_head(odt *d, const xml_node *n)
{
    (void)n;
    if (d->flow->table && d->flow->table->head)
        d->flow->table->head--;
}

odtr_go odtr_enter_row(odt *d, const xml_node *n)
{
    odtr_table *t = d->flow->table;
    const char *visible = xml_value(n, "table:visibility");
    if (!t || (visible && strcmp(visible, "visible") != 0))
        return t ? GO_PAST : GO_IN;
    t->row = node_append(t->node, node_new(d->document, ROW, xml_place(n, d->part)));
    odtr_take(d, t->row, n);
    t->cells = t->titles = 0;
    return GO_IN;
}

/* Cells of the first row whose paragraphs all have the style of titles are headers, marked as such or not. */
void odtr_leave_row(odt *d, const xml_node *n)
{
    odtr_table *t = d->flow->table;
    (void)n;
    if (!t || !t->row)
        return;
    bool titled = !t->exact && !t->rows && !t->head && t->cells > 1 && t->titles == t->cells;
    for (ard_node *cell = titled ? t->row->first : NULL; cell; cell = cell->next) {
        cell->kind = HEADER_CELL;
        node_set(d->document, cell, "scope", "col");
    }
    if (!t->row->first && !t->exact)
        node_unlink(t->row);
    t->rows++;
    t->row = NULL;
}

/* Whether the first paragraph of a cell has the style of titles. */
static bool is_title(const odt *d, const xml_node *cell)
{
    const xml_node *p = xml_child(cell, "text:p");
    const odf_style *s = p ? odf_style_of(d->styles, d->scope, "paragraph", xml_value(p, "text:style-name")) : NULL;
    return odf_style_is(s, "|table heading|titre de tableau|");
}

static void set_spans(odt *d, ard_node *cell, const xml_node *n)
{
    enum { MOST = 1000 };
    int columns = odf_integer(xml_value(n, "table:number-columns-spanned"), 1);
    int rows = odf_integer(xml_value(n, "table:number-rows-spanned"), 1);
    if (columns > 1)
        node_set_number(d->document, cell, "colspan", columns < MOST ? columns : MOST);
    if (rows > 1)
        node_set_number(d->document, cell, "rowspan", rows < MOST ? rows : MOST);
}

static ard_node *new_cell(odt *d, odtr_table *t, const xml_node *n)
{
    int kind = odtr_kind(n);
    bool exact = kind == CELL || kind == HEADER_CELL, header = exact ? kind == HEADER_CELL : t->head > 0;
    ard_node *cell = node_append(t->row, node_new(d->document, header ? HEADER_CELL : CELL, xml_place(n, d->part)));
    if (exact) {
        odtr_take(d, cell, n);
        return cell;
    }
    const odf_style *s = odf_style_of(d->styles, d->scope, "table-cell", xml_value(n, "table:style-name"));
    if (header)
        node_set(d->document, cell, "scope", "col");
    set_spans(d, cell, n);
    if (s && odtr_colour_says(s->paragraph.paper))
        odtr_set_colour(d, cell, "look-paper", s->paragraph.paper);
    t->cells++;
    t->titles += is_title(d, n);
    return cell;
}

odtr_go odtr_enter_cell(odt *d, const xml_node *n)
{
    odtr_table *t = d->flow->table;
    if (odtr_kind(n) == ODT_ADDED)
        return GO_PAST;
    if (!t || !t->row)
        return GO_IN;
    t->cell = new_cell(d, t, n);
    odtr_flow_open(d, n, t->cell);
    return GO_IN;
}

/* A cell that is repeated (table:number-columns-repeated) stands there so many times. */
void odtr_leave_cell(odt *d, const xml_node *n)
{
    ard_node *cell = d->flow->container;
    if (!d->flow->up || d->flow->xml != n)
        return;
    odtr_flow_close(d);
    int times = odf_integer(xml_value(n, "table:number-columns-repeated"), 1);
    bool last = !xml_sibling(n, "table:table-cell") && cell && !cell->first;
    for (int i = 1; i < times && i < MOST_REPEATED && !last; i++)
        node_insert_after(cell, node_copy(d->document, cell));
}
