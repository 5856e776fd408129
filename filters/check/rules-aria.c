/* Rules on ARIA: roles and attributes that browsers would not understand, and what they would contradict. */
#include "rules.h"

#include "aria.h"
#include "base/text.h"

#include <string.h>

bool role_known_applies(page *p, const xml_node *node)
{
    (void)p;
    return !text_is_blank(xml_value(node, "role"));
}

verdict role_known_judge(page *p, const xml_node *node)
{
    return *page_explicit_role(node) ? PASSED : FAILED(page_value(p, node, "role"));
}

/* The first attribute that begins with "aria-", from `a` on. */
static const xml_attribute *next_aria(const xml_attribute *a)
{
    while (a && !text_begins(a->name, "aria-"))
        a = a->next;
    return a;
}

bool aria_known_applies(page *p, const xml_node *node)
{
    (void)p;
    return next_aria(node->attributes) != NULL;
}

verdict aria_known_judge(page *p, const xml_node *node)
{
    const char *tokens;
    (void)p;
    for (const xml_attribute *a = next_aria(node->attributes); a; a = next_aria(a->next))
        if (aria_attribute(a->name, &tokens) == ARIA_UNKNOWN)
            return FAILED(a->name);
    return PASSED;
}

/* Whether all of a text is a number; with a point only where it need not be whole. */
static bool is_number(const char *text, bool whole)
{
    size_t digits = 0, points = 0;
    for (text += *text == '-' || *text == '+'; *text; text++)
        if (text_is_digit((unsigned char)*text))
            digits++;
        else if (*text != '.' || points++)
            return false;
    return digits && !(whole && points);
}

static bool all_tokens(const char *list, const char *tokens)
{
    char word[64];
    while (page_next_id(&list, word, sizeof word))
        if (!text_in_list(tokens, word))
            return false;
    return true;
}

/* Whether a scroll bar's aria-controls, which its role requires, leads to something. */
static bool leads_somewhere(page *p, const char *ids)
{
    char id[256];
    while (page_next_id(&ids, id, sizeof id))
        if (page_id(p, id))
            return true;
    return false;
}

/* Whether an attribute's value is of its type (WAI-ARIA 1.2, 6.3). Browsers take an unknown value as not said. */
static bool is_of_type(page *p, const xml_node *node, const xml_attribute *a)
{
    const char *tokens, *value = page_value(p, node, a->name);
    switch (aria_attribute(a->name, &tokens)) {
    case ARIA_TOKEN: return *value && !strchr(value, ' ') && text_in_list(tokens, value);
    case ARIA_TOKENS: return all_tokens(value, tokens);
    case ARIA_NUMBER: return is_number(value, false);
    case ARIA_INTEGER: return is_number(value, true);
    case ARIA_ID: return !strpbrk(value, " \t\n");
    case ARIA_IDS:
        return strcmp(a->name, "aria-controls") != 0 || strcmp(page_explicit_role(node), "scrollbar") != 0 ||
               leads_somewhere(p, value);
    case ARIA_TEXT:
    case ARIA_UNKNOWN: break;
    }
    return true;
}

static bool is_valued(const xml_attribute *a)
{
    const char *tokens;
    return !text_is_blank(a->value) && aria_attribute(a->name, &tokens) != ARIA_UNKNOWN;
}

bool aria_value_applies(page *p, const xml_node *node)
{
    (void)p;
    for (const xml_attribute *a = next_aria(node->attributes); a; a = next_aria(a->next))
        if (is_valued(a))
            return true;
    return false;
}

verdict aria_value_judge(page *p, const xml_node *node)
{
    for (const xml_attribute *a = next_aria(node->attributes); a; a = next_aria(a->next))
        if (is_valued(a) && !is_of_type(p, node, a))
            return FAILED(a->name);
    return PASSED;
}

/* Whether the element's own kind gives the state that its role requires: a check box is checked or not. */
static bool is_native_state(const xml_node *node)
{
    const char *type = !strcmp(page_tag(node), "input") ? xml_value(node, "type") : NULL;
    return type && text_in_list("checkbox radio range", type);
}

static const char *required_by(const xml_node *node)
{
    const char *role = page_explicit_role(node);
    if (!strcmp(role, "separator") && page_focusable(node, false))
        return "aria-valuenow";
    return aria_required(role);
}

bool aria_complete_applies(page *p, const xml_node *node)
{
    const char *role = page_explicit_role(node);
    (void)p;
    return *role && *required_by(node) && strcmp(role, page_implicit_role(node)) != 0 && !is_native_state(node);
}

verdict aria_complete_judge(page *p, const xml_node *node)
{
    const char *required = required_by(node);
    char name[64];
    while (page_next_id(&required, name, sizeof name))
        if (text_is_blank(xml_value(node, name)))
            return FAILED(arena_string(p->pool, name));
    return PASSED;
}

/* Whether two elements have an id that is referred to: which is meant cannot be known. */
bool aria_reference_unique_applies(page *p, const xml_node *node)
{
    const char *id = xml_value(node, "id");
    return id && *id && page_id(p, id) != node && table_value(p->referred, id);
}

verdict aria_reference_unique_judge(page *p, const xml_node *node)
{
    return FAILED(page_value(p, node, "id"));
}

/* What its author marks as decoration: an empty alternative, or a presentational role. */
bool decoration_silent_applies(page *p, const xml_node *node)
{
    const char *alt = !strcmp(page_tag(node), "img") ? xml_value(node, "alt") : NULL;
    (void)p;
    return !strcmp(page_explicit_role(node), "none") || (alt && !*alt && !*page_explicit_role(node));
}

verdict decoration_silent_judge(page *p, const xml_node *node)
{
    if (!strcmp(page_tag(node), "svg"))
        return page_has_global(node) ? FAILED("") : PASSED;
    return !strcmp(page_role(p, node), "none") || !*page_role(p, node) ? PASSED : FAILED("");
}
