/* Rules on ARIA's families: an item in its list, a list of items (WAI-ARIA 1.2, 5.2.5 and 5.2.6), and attributes that a
 * role does not know. */
#include "rules.h"

#include "aria.h"
#include "base/text.h"

#include <string.h>

/* ---- Attributes ----------------------------------------------------------------------------------------------------- */

/* Elements that HTML-AAM gives the role generic, which cannot be named. */
static bool is_generic(const xml_node *node)
{
    return text_in_list("div span b i u small pre q samp data bdi bdo", page_tag(node));
}

/* The role that decides what an element may have; "" where it has none or ours is not sure of it. */
static const char *role_for_attributes(const page *p, const xml_node *node)
{
    static const char *const plain[][2] = {{"p", "paragraph"},  {"strong", "strong"}, {"em", "emphasis"},
                                           {"code", "code"},    {"sub", "subscript"}, {"sup", "superscript"},
                                           {"del", "deletion"}, {"ins", "insertion"}, {"caption", "caption"}};
    const char *role = *page_explicit_role(node) ? page_explicit_role(node) : page_role(p, node);
    if (*role)
        return role;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (!strcmp(page_tag(node), plain[i][0]))
            return plain[i][1];
    return is_generic(node) ? "generic" : "";
}

/* Whether an attribute of ARIA is said with a value. */
static bool is_said(const xml_attribute *a)
{
    const char *tokens;
    return text_begins(a->name, "aria-") && !text_is_blank(a->value) &&
           aria_attribute(a->name, &tokens) != ARIA_UNKNOWN;
}

static bool says_any(const xml_node *node)
{
    for (const xml_attribute *a = node->attributes; a; a = a->next)
        if (is_said(a))
            return true;
    return false;
}

/* Fields whose kind has no role (dates, passwords) support what text fields do; custom elements may give themselves any
 * role by script. */
bool aria_supported_applies(page *p, const xml_node *node)
{
    bool known = *role_for_attributes(p, node) || text_in_list("audio video canvas iframe br hr", page_tag(node));
    return known && says_any(node) && !strchr(page_tag(node), '-');
}

verdict aria_supported_judge(page *p, const xml_node *node)
{
    const char *role = role_for_attributes(p, node);
    for (const xml_attribute *a = node->attributes; a; a = a->next)
        if (is_said(a) && !aria_supports(role, a->name))
            return FAILED(a->name);
    return PASSED;
}

bool aria_prohibited_applies(page *p, const xml_node *node)
{
    return *role_for_attributes(p, node) && says_any(node) && !strchr(page_tag(node), '-');
}

verdict aria_prohibited_judge(page *p, const xml_node *node)
{
    const char *role = role_for_attributes(p, node);
    for (const xml_attribute *a = node->attributes; a; a = a->next)
        if (is_said(a) && aria_prohibits(role, a->name))
            return FAILED(a->name);
    return PASSED;
}

/* ---- Families ------------------------------------------------------------------------------------------------------- */

/* Whether an element is nothing to the accessibility tree but what it holds. */
static bool is_transparent(const page *p, const xml_node *node)
{
    const char *role = page_role(p, node);
    if (!strcmp(role, "none") || !strcmp(role, "generic"))
        return true;
    if (!*page_explicit_role(node) && text_in_list("tbody thead tfoot", page_tag(node)))
        return strcmp(page_role(p, node->parent), "table") != 0;
    return !*role && is_generic(node) && !page_has_global(node) && !page_focusable(node, false);
}

/* Elements that have no role in our tables and are no generic ones: what they are cannot be told. */
static bool is_unknown(const page *p, const xml_node *node)
{
    return !*page_role(p, node) && !is_generic(node) && strcmp(page_tag(node), "p") != 0;
}

/* Whether an element with one of these roles says that it owns an id. */
static bool is_owned_elsewhere(page *p, const xml_node *node, const char *roles)
{
    const char *id = xml_value(node, "id");
    const xml_node *owner = id ? table_value(p->owners, id) : NULL;
    const char *role = owner ? page_role(p, owner) : "";
    return *role && text_in_list(roles, role);
}

bool aria_context_applies(page *p, const xml_node *node)
{
    const char *role = page_explicit_role(node);
    (void)p;
    return *role && strcmp(role, page_implicit_role(node)) != 0 && *aria_context(role);
}

verdict aria_context_judge(page *p, const xml_node *node)
{
    const char *contexts = aria_context(page_explicit_role(node));
    const xml_node *above = node->parent;
    if (is_owned_elsewhere(p, node, contexts))
        return PASSED;
    while (above && is_transparent(p, above))
        above = above->parent;
    if (!above)
        return FAILED(contexts);
    const char *role = page_role(p, above);
    if (*role && text_in_list(contexts, role))
        return PASSED;
    bool page_itself = text_in_list("body html main", page_tag(above));
    return is_unknown(p, above) && !page_itself ? UNSURE(contexts) : FAILED(contexts);
}

bool aria_owned_applies(page *p, const xml_node *node)
{
    const char *role = page_explicit_role(node), *busy = xml_value(node, "aria-busy");
    (void)p;
    return *role && strcmp(role, page_implicit_role(node)) != 0 && *aria_owned(role) &&
           !(busy && text_same(busy, "true"));
}

/* What a role's groups hold: the items of its list. */
static const char *items_of(const char *owned)
{
    return text_in_list(owned, "option")     ? "option"
           : text_in_list(owned, "treeitem") ? "treeitem"
           : text_in_list(owned, "menuitem") ? "menuitem menuitemcheckbox menuitemradio"
                                             : "";
}

/* Looks at what an element holds, through transparent ones and through groups. `*held` counts what belongs there. */
static verdict look_below(page *p, const xml_node *root, const char *owned, size_t *held)
{
    verdict worst = PASSED;
    const xml_node *group = NULL;
    for (const xml_node *node = xml_following(root, root); node;) {
        const xml_node *next = xml_following(node, root);
        while (group && node == xml_after(group, root))
            group = NULL;
        answer hidden = node->name ? page_unexposed(p, node) : NO;
        const char *role = node->name ? page_role(p, node) : "", *wanted = group ? items_of(owned) : owned;
        if (hidden == YES)
            next = xml_after(node, root);
        else if (!node->name || is_transparent(p, node))
            ;
        else if (*role && text_in_list(wanted, role)) {
            ++*held;
            if (!group && !strcmp(role, "group"))
                group = node;
            else
                next = xml_after(node, root);
        } else if (hidden == MAYBE || is_unknown(p, node)) {
            worst = UNSURE(wanted);
            next = xml_after(node, root);
        } else
            return FAILED(wanted);
        node = next;
    }
    return worst;
}

verdict aria_owned_judge(page *p, const xml_node *node)
{
    const char *owned = aria_owned(page_explicit_role(node));
    size_t held = 0;
    verdict v = look_below(p, node, owned, &held);
    if (v.outcome != ARD_PASSED || held || !text_is_blank(xml_value(node, "aria-owns")))
        return v;
    buffer text = BUFFER_EMPTY;
    xml_text(node, &text);
    bool empty = text_is_blank(buffer_string(&text));
    buffer_free(&text);
    return empty ? UNSURE(owned) : FAILED(owned);
}
