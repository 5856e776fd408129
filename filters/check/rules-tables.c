/* Rules on header cells: each heads something (WCAG 2.2, 1.3.1; HTML, 4.9.12.2). */
#include "rules.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 1000 };

static bool is_one_of(const page *p, const xml_node *node, const char *roles)
{
    const char *role = node && node->name ? page_role(p, node) : "";
    return *role && text_in_list(roles, role);
}

/* The table that a cell stands in, or NULL. */
static const xml_node *table_of(const page *p, const xml_node *cell)
{
    const xml_node *above = cell->parent;
    while (above && !is_one_of(p, above, "table grid treegrid"))
        above = above->parent;
    return above;
}

static size_t span_of(const xml_node *cell, const char *attribute)
{
    const char *value = xml_value(cell, attribute);
    long span = value ? strtol(value, NULL, 10) : 1;
    return span < 1 ? 1 : span > MOST_COLUMNS ? MOST_COLUMNS : (size_t)span;
}

/* The columns that a cell takes, counted by what stands before it in its row. */
static void columns_of(page *p, const xml_node *row, const xml_node *cell, size_t *first, size_t *end)
{
    *first = 0;
    for (const xml_node *at = row->first; at && at != cell && page_may_work(p); at = at->next)
        if (is_one_of(p, at, "cell gridcell columnheader rowheader"))
            *first += span_of(at, "colspan");
    *end = *first + span_of(cell, "colspan");
}

bool header_used_applies(page *p, const xml_node *node)
{
    return is_one_of(p, node, "columnheader rowheader") && table_of(p, node) && is_one_of(p, node->parent, "row");
}

/* Whether a row has a cell of some roles in some columns. */
static bool row_has(page *p, const xml_node *row, const char *roles, size_t first, size_t end)
{
    size_t from = 0;
    for (const xml_node *cell = row->first; cell && from < end && page_may_work(p); cell = cell->next) {
        size_t span = is_one_of(p, cell, "cell gridcell columnheader rowheader") ? span_of(cell, "colspan") : 0;
        if (span && from + span > first && is_one_of(p, cell, roles))
            return true;
        from += span;
    }
    return false;
}

/* Whether a cell somewhere in the table, of the same row or columns, may be headed by a header cell. In its columns headers
 * of rows count too ("Jour" over "lundi"). Cells that reach over rows are not placed: a table with one is not judged. */
verdict header_used_judge(page *p, const xml_node *node)
{
    const xml_node *whole = table_of(p, node), *own = node->parent;
    const char *id = xml_value(node, "id"), *scope = xml_value(node, "scope"), *role = page_explicit_role(node);
    bool rows_only = scope && text_in_list("row rowgroup", scope);
    bool columns_only = (scope && text_in_list("col colgroup", scope)) || !strcmp(role, "columnheader");
    size_t first, end;
    columns_of(p, own, node, &first, &end);
    if (!columns_only && row_has(p, own, "cell gridcell", 0, MOST_COLUMNS * MOST_COLUMNS))
        return PASSED;
    for (const xml_node *at = xml_following(whole, whole); at; at = xml_following(at, whole)) {
        if (!page_may_work(p))
            return UNSURE("");
        if (!at->name)
            continue;
        const char *headers = xml_value(at, "headers");
        if (span_of(at, "rowspan") > 1 || xml_value(at, "aria-rowspan") || xml_value(at, "aria-colindex"))
            return UNSURE("");
        if (id && headers && text_in_list(headers, id))
            return PASSED;
        if (!rows_only && at != own && is_one_of(p, at, "row") && table_of(p, at) == whole &&
            row_has(p, at, "cell gridcell columnheader rowheader", first, end))
            return PASSED;
    }
    return page_may_work(p) ? FAILED("") : UNSURE("");
}
