/* Rules on structure: lists, tables, formulas (WCAG 2.2, 1.1.1, 1.3.1). */
#include "rules.h"

#include "base/text.h"

#include <string.h>

static bool is_tag(const xml_node *node, const char *tags)
{
    const char *tag = page_tag(node);
    return *tag && text_in_list(tags, tag);
}

/* An item needs its list; one that was given a role is no item any more. */
bool list_items_applies(page *p, const xml_node *node)
{
    (void)p;
    return is_tag(node, "li dt dd") && !page_is_svg(node) && !xml_value(node, "role");
}

verdict list_items_judge(page *p, const xml_node *node)
{
    const xml_node *above = node->parent;
    (void)p;
    if (!above)
        return FAILED(page_tag(node));
    const char *role = xml_value(above, "role");
    if (role && text_in_list("list group presentation none directory", role))
        return PASSED;
    if (is_tag(node, "li"))
        return is_tag(above, "ul ol menu") ? PASSED : FAILED("li");
    bool grouped = is_tag(above, "div") && is_tag(above->parent, "dl");
    return is_tag(above, "dl") || grouped ? PASSED : FAILED(page_tag(node));
}

/* A list holds items only (HTML, "content model" of ul, ol and menu). */
bool list_children_applies(page *p, const xml_node *node)
{
    (void)p;
    return is_tag(node, "ul ol menu") && !xml_value(node, "role");
}

verdict list_children_judge(page *p, const xml_node *node)
{
    (void)p;
    for (const xml_node *child = node->first; child; child = child->next) {
        const char *role = child->name ? xml_value(child, "role") : NULL;
        bool item = child->name && (is_tag(child, "li script template") || (role && text_same(role, "listitem")));
        if (!item && (child->name || !text_is_blank(child->text)))
            return FAILED(child->name ? page_tag(child) : "");
    }
    return PASSED;
}

/* What tells that a table holds data, or has headers. Its nested tables are not looked at. */
typedef struct table_signs {
    bool headers, data;
    size_t rows, cells;
} table_signs;

static table_signs look_at_table(const xml_node *root)
{
    table_signs signs = {.data = xml_value(root, "summary") && !text_is_blank(xml_value(root, "summary"))};
    for (const xml_node *node = xml_following(root, root); node;) {
        const char *role = node->name ? xml_value(node, "role") : NULL;
        signs.headers |= is_tag(node, "th") || (node->name && xml_value(node, "scope")) ||
                         (role && text_in_list("columnheader rowheader", role));
        signs.data |= is_tag(node, "caption thead");
        signs.rows += is_tag(node, "tr");
        signs.cells += is_tag(node, "td");
        node = is_tag(node, "table") ? xml_after(node, root) : xml_following(node, root);
    }
    return signs;
}

bool table_headers_applies(page *p, const xml_node *node)
{
    (void)p;
    if (!is_tag(node, "table") || xml_value(node, "role"))
        return false;
    table_signs signs = look_at_table(node);
    return signs.rows > 1 && signs.cells > 2;
}

/* A table with a caption or a head is one of data (RGAA 4.1.2, 5.8), so it needs headers. Of others a person must say. */
verdict table_headers_judge(page *p, const xml_node *node)
{
    table_signs signs = look_at_table(node);
    (void)p;
    return signs.headers ? PASSED : signs.data ? FAILED("") : UNSURE("");
}

/* A table that was given the role of something else has no cells any more. */
bool cell_references_applies(page *p, const xml_node *node)
{
    const xml_node *own = page_above(node, "table");
    const char *role = own ? page_explicit_role(own) : "";
    (void)p;
    return is_tag(node, "td th") && !text_is_blank(xml_value(node, "headers")) && own &&
           (!*role || text_in_list("table grid treegrid", role));
}

/* Each of a cell's headers is another cell of the same table (HTML, attr-tdth-headers). */
verdict cell_references_judge(page *p, const xml_node *node)
{
    const xml_node *own = page_above(node, "table");
    const char *ids = xml_value(node, "headers");
    char id[256];
    while (page_next_id(&ids, id, sizeof id)) {
        const xml_node *header = page_id(p, id);
        if (!header || header == node || !is_tag(header, "td th") || page_above(header, "table") != own)
            return FAILED(arena_string(p->pool, id));
    }
    return PASSED;
}

/* A picture that says it is a formula: whether the formula should be MathML is a person's to say. */
bool formula_picture_applies(page *p, const xml_node *node)
{
    const char *class = xml_value(node, "class"), *address = xml_value(node, "src");
    (void)p;
    if (!is_tag(node, "img"))
        return false;
    return (class && (text_in_list(class, "tex") || text_in_list(class, "latex") || text_in_list(class, "math"))) ||
           (address &&
            (strstr(address, "latex.codecogs.com") || strstr(address, "?tex=") || strstr(address, "latex.php")));
}

verdict formula_picture_judge(page *p, const xml_node *node)
{
    return UNSURE(page_value(p, node, "alt") ? page_value(p, node, "alt") : "");
}
