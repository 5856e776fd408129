/* The words of SmartArt (DrawingML diagrams) and the figures of charts, which Word keeps in parts of their own. */
#include "docx.h"

#include "base/text.h"

#include <string.h>

/* The root of the part that a relationship leads to; NULL, and reported, where it is missing. */
static const xml_node *part_of(docx *d, const xml_node *n, const char *id, const char **part)
{
    const opc_relation *r = opc_relation_of(d->package, d->part, id);
    xml_node *root = NULL;
    if (!r || !r->found)
        docx_report(d, n, "docx.relation.missing", id ? id : "?", NULL);
    else if (opc_xml(d->package, r->target, &root) == ARD_OK)
        *part = docx_part_name(d, r->target);
    return root;
}

static ard_node *add_block(docx *d, ard_node *into, ard_kind kind, place where)
{
    return node_append(into, node_new(d->document, kind, where));
}

/* Adds the paragraphs of a text body (a:p), joined by blanks, to a leaf. */
static void add_words(docx *d, ard_node *leaf, const xml_node *body, const char *part)
{
    bool first = true;
    for (const xml_node *n = body->first; n; n = xml_following(n, body)) {
        if (xml_is(n, "a:p") && !first)
            node_append_text(d->document, leaf, " ", 1, xml_place(n, part));
        first = first && !xml_is(n, "a:p");
        for (const xml_node *t = xml_is(n, "a:t") ? n->first : NULL; t; t = t->next)
            if (!t->name)
                node_append_text(d->document, leaf, t->text, t->size, xml_place(n, part));
    }
}

static bool has_text(const xml_node *root)
{
    for (const xml_node *n = root->first; n; n = xml_following(n, root))
        if (xml_is(n, "a:t") && n->first)
            return true;
    return false;
}

/* 21.4.3: each dgm:pt that has words is an item. */
docx_go docx_enter_diagram(docx *d, const xml_node *n)
{
    const char *part = NULL;
    const xml_node *root = docx_shows(d) ? part_of(d, n, xml_value(n, "r:dm"), &part) : NULL;
    const xml_node *points = root ? xml_child(root, "dgm:ptLst") : NULL;
    ard_node *list = NULL;
    for (const xml_node *pt = points ? xml_child(points, "dgm:pt") : NULL; pt; pt = xml_sibling(pt, "dgm:pt")) {
        const xml_node *body = xml_child(pt, "dgm:t");
        if (!body || !has_text(body))
            continue;
        if (!list)
            list = add_block(d, docx_box(d, n), BULLETS, xml_place(n, d->part));
        ard_node *item = add_block(d, list, ITEM, xml_place(pt, part));
        add_words(d, add_block(d, item, PARAGRAPH, xml_place(pt, part)), body, part);
        d->picture.filled = true;
    }
    if (list)
        docx_report(d, n, "docx.diagram.words", NULL, NULL);
    return GO_PAST;
}

/* ---- Charts (21.2) ---- */

/* The cached points of a category or value axis (c:pt), in a row of the table. */
static void add_points(docx *d, ard_node *row, const xml_node *points, const char *part, ard_kind kind)
{
    for (const xml_node *n = points ? points->first : NULL; n; n = xml_following(n, points)) {
        const xml_node *value = xml_is(n, "c:pt") ? xml_child(n, "c:v") : NULL;
        if (!value)
            continue;
        ard_node *cell = add_block(d, row, kind, xml_place(n, part));
        ard_node *leaf = add_block(d, cell, PARAGRAPH, xml_place(n, part));
        if (kind == HEADER_CELL)
            node_set(d->document, cell, "scope", "col");
        if (value->first && !value->first->name)
            node_append_text(d->document, leaf, value->first->text, value->first->size, xml_place(n, part));
    }
}

/* The name of a series at the head of its row. */
static void add_name(docx *d, ard_node *row, const xml_node *series, const char *part)
{
    const xml_node *name = series ? xml_child(series, "c:tx") : NULL;
    ard_node *cell = add_block(d, row, name ? HEADER_CELL : CELL, NOWHERE);
    ard_node *leaf = add_block(d, cell, PARAGRAPH, NOWHERE);
    if (name)
        node_set(d->document, cell, "scope", "row");
    for (const xml_node *n = name ? name->first : NULL; n; n = xml_following(n, name))
        if (xml_is(n, "c:v") && n->first && !n->first->name)
            node_append_text(d->document, leaf, n->first->text, n->first->size, xml_place(n, part));
}

/* A row of the table for each series; above the first, its categories. */
static void add_series(docx *d, ard_node *grid, const xml_node *series, const char *part)
{
    const xml_node *categories = xml_child(series, "c:cat"), *values = xml_child(series, "c:val");
    categories = categories ? categories : xml_child(series, "c:xVal");
    values = values ? values : xml_child(series, "c:yVal");
    if (!grid->last || kind_is(grid->last, CAPTION)) {
        ard_node *head = add_block(d, grid, ROW, xml_place(series, part));
        add_name(d, head, NULL, part);
        add_points(d, head, categories, part, HEADER_CELL);
    }
    ard_node *row = add_block(d, grid, ROW, xml_place(series, part));
    add_name(d, row, series, part);
    add_points(d, row, values, part, CELL);
}

docx_go docx_enter_chart(docx *d, const xml_node *n)
{
    const char *part = NULL;
    const xml_node *root = docx_shows(d) ? part_of(d, n, xml_value(n, "r:id"), &part) : NULL;
    const xml_node *chart = root ? xml_child(root, "c:chart") : NULL,
                   *title = chart ? xml_child(chart, "c:title") : NULL;
    ard_node *box = chart ? docx_box(d, n) : NULL;
    if (!box)
        return GO_PAST;
    ard_node *grid = add_block(d, box, TABLE, xml_place(n, d->part));
    if (!grid)
        return GO_PAST;
    const char *alt = d->picture.alt;
    if ((title && has_text(title)) || alt) {
        ard_node *caption = add_block(d, grid, CAPTION, xml_place(title ? title : n, part));
        if (title && has_text(title))
            add_words(d, caption, title, part);
        else
            node_append_text(d->document, caption, alt, strlen(alt), xml_place(n, d->part));
    }
    for (const xml_node *at = chart->first; at; at = xml_following(at, chart))
        if (xml_is(at, "c:ser"))
            add_series(d, grid, at, part);
    d->picture.filled = true;
    docx_report(d, n, "docx.chart.table", NULL, NULL);
    return GO_PAST;
}
