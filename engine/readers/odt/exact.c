/* What our own writer wrote beside OpenDocument's words: kinds, carried attributes, the style table, the pictures. */
#include "odt.h"

#include "base/text.h"
#include "lesson/carry.h"

#include <stdio.h>
#include <string.h>

int odtr_kind(const xml_node *n)
{
    const char *name = xml_value(n, "ard:kind");
    if (!name)
        return ODT_NOT_OURS;
    for (int kind = 0; kind < KINDS; kind++)
        if (strcmp(kind_about((ard_kind)kind)->name, name) == 0)
            return kind;
    return strcmp(name, "added") == 0 ? ODT_ADDED : strcmp(name, "look") == 0 ? ODT_LOOK : ODT_NOT_OURS;
}

void odtr_take(odt *d, ard_node *node, const xml_node *n)
{
    if (!node)
        return;
    for (const xml_attribute *a = n->attributes; a; a = a->next)
        if (text_begins(a->name, "ard:") && !text_begins(a->name, "ard:data-ard-"))
            carry_take(d->document, node, a->name, a->value);
    const char *row = xml_value(n, "ard:data-ard-style");
    if (row)
        node->style = style_named(d->document, row);
}

/* ---- Formulas ---------------------------------------------------------------------------------------------------- */

/* An element that our writer put around a formula's own, for LibreOffice. */
static bool is_added(const xml_node *n)
{
    return odtr_kind(n) == ODT_ADDED;
}

static ard_node *copy_element(odt *d, ard_node *into, const xml_node *n)
{
    const char *name = text_begins(n->name, "math:") ? n->name + strlen("math:") : n->name;
    ard_node *node = node_append(into, node_new_mathml(d->document, name, xml_place(n, d->part)));
    for (const xml_attribute *a = n->attributes; a && node; a = a->next)
        if (!carry_take(d->document, node, a->name, a->value))
            node_set(d->document, node, a->name, a->value);
    return node;
}

void odtr_exact_formula(odt *d, ard_node *maths, const xml_node *math)
{
    ard_node *into = maths;
    for (const xml_node *n = math->first; n && maths;) {
        bool annotation = xml_is(n, "math:annotation") && is_added(n);
        if (!n->name)
            node_append_text(d->document, into, n->text, n->size, xml_place(n, d->part));
        else if (!annotation && !is_added(n))
            into = copy_element(d, into, n);
        if (n->name && !annotation && !n->first && !is_added(n) && into)
            into = into->parent;
        if (n->name && !annotation && n->first && into) {
            n = n->first;
            continue;
        }
        while (n != math && !n->next) {
            n = n->parent;
            if (n != math && !is_added(n) && into)
                into = into->parent;
        }
        n = n == math || !into ? NULL : n->next;
    }
}

/* ---- The whole --------------------------------------------------------------------------------------------------- */

/* Takes the pictures in their order in the package, which is their number. */
static void take_pictures(odt *d)
{
    size_t at = 0, count = archive_count(d->package);
    for (int number = 1;; number++) {
        char image[40], other[40];
        snprintf(image, sizeof image, "Pictures/image-%d.", number);
        snprintf(other, sizeof other, "Pictures/part-%d.", number);
        while (at < count && !text_begins(archive_name(d->package, at), image) &&
               !text_begins(archive_name(d->package, at), other))
            at++;
        if (at == count || odtr_resource(d, archive_name(d->package, at)) != number)
            break;
    }
}

void odtr_exact_begin(odt *d, const xml_node *text)
{
    if (d->exact)
        odtr_take(d, lesson_root(d->document), text);
    if (d->exact && d->package)
        take_pictures(d);
}

/* Sets the values of a row of the style table from the carried attributes of a style. */
static void take_row(odt *d, const xml_node *n, uint16_t row)
{
    for (int i = 0; i < STYLE_PROPERTIES; i++) {
        char name[CARRY_NAME];
        snprintf(name, sizeof name, "ard:data-ard-%s", style_property_name((style_property)i));
        const char *value = xml_value(n, name);
        if (value)
            style_set(d->document, row, (style_property)i, value);
    }
}

void odtr_exact_styles(odt *d, const xml_node *styles)
{
    for (const xml_node *n = styles ? styles->first : NULL; n; n = n->next) {
        const char *name = n->name ? xml_value(n, "ard:data-ard-row") : NULL;
        if (!name)
            continue;
        take_row(d, n, xml_is(n, "style:default-style") ? STYLE_PAGE : style_named(d->document, name));
        table_set(d->rows, name, d);
    }
}
