/* Roles: explicit, implicit (HTML-AAM 1.0), and what holds of a presentational one (WAI-ARIA 1.2, 4.6 and 9.3). */
#include "aria.h"
#include "base/text.h"
#include "page.h"

#include <string.h>

/* A kind of element, a condition, and its role. */
typedef struct implicit {
    const char *tags;      /* blank-separated */
    const char *attribute; /* which must be there, or NULL */
    const char *role;
} implicit;

/* The first row that fits holds. Input elements have a table of their own. */
static const implicit implicits[] = {
    {"a area", "href", "link"},
    {"article", NULL, "article"},
    {"aside", NULL, "complementary"},
    {"button", NULL, "button"},
    {"datalist", NULL, "listbox"},
    {"details fieldset optgroup", NULL, "group"},
    {"dialog", NULL, "dialog"},
    {"dfn", NULL, "term"},
    {"figure", NULL, "figure"},
    {"form", "aria-label", "form"},
    {"form", "aria-labelledby", "form"},
    {"h1 h2 h3 h4 h5 h6", NULL, "heading"},
    {"hr", NULL, "separator"},
    {"img", NULL, "img"},
    {"li", NULL, "listitem"},
    {"main", NULL, "main"},
    {"math", NULL, "math"},
    {"meter", NULL, "meter"},
    {"nav", NULL, "navigation"},
    {"ol ul menu", NULL, "list"},
    {"option", NULL, "option"},
    {"output", NULL, "status"},
    {"progress", NULL, "progressbar"},
    {"section", "aria-label", "region"},
    {"section", "aria-labelledby", "region"},
    {"select", "multiple", "listbox"},
    {"table", NULL, "table"},
    {"tbody tfoot thead", NULL, "rowgroup"},
    {"td", NULL, "cell"},
    {"textarea", NULL, "textbox"},
    {"th", NULL, "columnheader"},
    {"tr", NULL, "row"},
};

/* Types of input elements. Others (date, password, ...) have no role. */
static const implicit inputs[] = {
    {"button submit reset image", NULL, "button"},
    {"checkbox", NULL, "checkbox"},
    {"radio", NULL, "radio"},
    {"range", NULL, "slider"},
    {"number", NULL, "spinbutton"},
    {"search", NULL, "searchbox"},
    {"text email tel url", "list", "combobox"},
    {"text email tel url", NULL, "textbox"},
};

static const char *const typed =
    "button submit reset image checkbox radio range number search text email tel url hidden "
    "password date month week time datetime-local color file";

static const char *role_in(const implicit *rows, size_t count, const char *name, const xml_node *node)
{
    for (size_t i = 0; i < count; i++)
        if (text_in_list(rows[i].tags, name) && (!rows[i].attribute || xml_value(node, rows[i].attribute)))
            return rows[i].role;
    return "";
}

static const char *input_role(const xml_node *node)
{
    const char *type = xml_value(node, "type");
    if (!type || !*type || strchr(type, ' ') || !text_in_list(typed, type))
        type = "text";
    return role_in(inputs, sizeof inputs / sizeof *inputs, type, node);
}

/* Whether an element's text alternative is empty and nothing else names it: decoration. */
static bool is_decorative(const xml_node *node)
{
    const char *alt = xml_value(node, "alt");
    return alt && !*alt;
}

const char *page_implicit_role(const xml_node *node)
{
    const char *tag = page_tag(node);
    if (!*tag || (!strcmp(tag, "a") && page_is_svg(node))) /* the one name that both vocabularies give a role */
        return "";
    if (!strcmp(tag, "input"))
        return input_role(node);
    if (!strcmp(tag, "img") && is_decorative(node))
        return "none";
    if (!strcmp(tag, "select") && !xml_value(node, "multiple")) {
        const char *size = xml_value(node, "size");
        return size && *size >= '2' && *size <= '9' ? "listbox" : "combobox";
    }
    if (!strcmp(tag, "th")) {
        const char *scope = xml_value(node, "scope");
        return scope && text_in_list("row rowgroup", scope) ? "rowheader" : "columnheader";
    }
    return role_in(implicits, sizeof implicits / sizeof *implicits, tag, node);
}

const char *page_explicit_role(const xml_node *node)
{
    const char *list = xml_value(node, "role");
    char word[64];
    while (list && page_next_id(&list, word, sizeof word)) {
        const char *role = aria_role(word);
        if (role)
            return !strcmp(role, "presentation") ? "none" : role;
    }
    return "";
}

bool page_has_global(const xml_node *node)
{
    for (const xml_attribute *a = node->attributes; a; a = a->next)
        if (text_begins(a->name, "aria-") && text_in_list(aria_globals, a->name) &&
            strcmp(a->name, "aria-hidden") != 0 && !text_is_blank(a->value))
            return true;
    return false;
}

const char *page_role(const page *p, const xml_node *node)
{
    const char *said = page_explicit_role(node), *own = page_implicit_role(node);
    const char *role = *said ? said : own;
    (void)p;
    if (strcmp(role, "none") != 0 || (!page_focusable(node, false) && !page_has_global(node)))
        return role;
    return !strcmp(own, "none") ? "img" : own;
}
