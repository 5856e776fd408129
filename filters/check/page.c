#include "page.h"

#include "base/text.h"
#include "sheet.h"

#include <string.h>

const char *page_tag(const xml_node *node)
{
    if (!node || !node->name)
        return "";
    const char *colon = strchr(node->name, ':');
    return colon ? colon + 1 : node->name;
}

bool page_is_svg(const xml_node *node)
{
    for (; node; node = node->parent)
        if (!strcmp(page_tag(node), "svg") || (node->name && text_begins(node->name, "svg:")))
            return true;
        else if (!strcmp(page_tag(node), "foreignobject") || !strcmp(page_tag(node), "foreignObject"))
            return false;
    return false;
}

const char *page_value(page *p, const xml_node *node, const char *attribute)
{
    const char *value = xml_value(node, attribute);
    if (!value)
        return NULL;
    while (*value && strchr(" \t\n\r\f", *value))
        value++;
    size_t size = strlen(value);
    while (size && strchr(" \t\n\r\f", value[size - 1]))
        size--;
    const char *copy = arena_copy(p->pool, value, size);
    return copy ? copy : "";
}

xml_node *page_next(const page *p, const xml_node *node)
{
    xml_node *next = xml_following(node, p->root);
    while (next && !next->name)
        next = xml_following(next, p->root);
    return next;
}

xml_node *page_above(const xml_node *node, const char *tag)
{
    xml_node *above = node ? node->parent : NULL;
    while (above && strcmp(page_tag(above), tag) != 0)
        above = above->parent;
    return above;
}

/* Notes the ids that an element refers to. */
static void index_references(page *p, xml_node *node)
{
    static const char *const names[] = {"aria-labelledby",   "aria-describedby",      "aria-controls",
                                        "aria-owns",         "aria-activedescendant", "aria-details",
                                        "aria-errormessage", "aria-flowto",           "for"};
    char id[256];
    for (size_t i = 0; node->attributes && i < sizeof names / sizeof *names; i++) {
        const char *ids = xml_value(node, names[i]);
        while (ids && page_next_id(&ids, id, sizeof id))
            table_set(p->referred, id, node);
    }
    const char *owned = xml_value(node, "aria-owns");
    while (owned && page_next_id(&owned, id, sizeof id))
        table_set(p->owners, id, node);
    if (!strcmp(page_tag(node), "link") && xml_value(node, "rel") && text_in_list(xml_value(node, "rel"), "stylesheet"))
        p->outside = true;
}

void page_open(page *p, xml_node *root, arena *pool, const char *part, bool xhtml)
{
    *p = (page){.root = root,
                .pool = pool,
                .part = part,
                .xhtml = xhtml,
                .ids = table_new(pool),
                .labels = table_new(pool),
                .referred = table_new(pool),
                .owners = table_new(pool)};
    for (xml_node *node = root; node; node = page_next(p, node)) {
        const char *id = xml_value(node, "id");
        const char *labelled = strcmp(page_tag(node), "label") != 0 ? NULL : xml_value(node, "for");
        if (id && *id && !table_value(p->ids, id))
            table_set(p->ids, id, node);
        if (labelled && *labelled && !table_value(p->labels, labelled))
            table_set(p->labels, labelled, node);
        index_references(p, node);
    }
    sheet_read(p);
}

xml_node *page_id(const page *p, const char *id)
{
    return table_value(p->ids, id);
}

bool page_next_id(const char **list, char *id, size_t room)
{
    static const char blanks[] = " \t\n\r\f";
    const char *at = *list + strspn(*list, blanks);
    size_t size = strcspn(at, blanks);
    *list = at + size;
    if (!size)
        return false;
    if (size >= room)
        size = room - 1;
    memcpy(id, at, size);
    id[size] = '\0';
    return true;
}

bool page_may_work(page *p)
{
    enum { MOST_WORK = 4000000 };
    return p->work < MOST_WORK && ++p->work;
}

/* What a style attribute says of a property, among three: NO for `no`, YES for any other value, MAYBE for nothing. */
static answer inline_says(const xml_node *node, const char *property, const char *no)
{
    const char *block = xml_value(node, "style");
    declaration d;
    answer said = MAYBE;
    while (block && sheet_declaration(&block, &d))
        if (d.name_size == strlen(property) && !strncasecmp(d.name, property, d.name_size))
            said = d.value_size == strlen(no) && !strncasecmp(d.value, no, d.value_size) ? NO : YES;
    return said;
}

/* Whether an element is of a kind that no page renders. */
static bool never_rendered(const xml_node *node)
{
    const char *tag = page_tag(node), *type = xml_value(node, "type");
    if (!strcmp(tag, "input"))
        return type && text_same(type, "hidden");
    if (!strcmp(tag, "dialog"))
        return !xml_value(node, "open");
    return text_in_list("head title meta link style script template noembed noframes datalist param base", tag);
}

/* Whether an element stands in the closed part of a <details>. */
static bool is_folded(const xml_node *node)
{
    const xml_node *above = node->parent;
    if (!above || strcmp(page_tag(above), "details") != 0 || xml_value(above, "open"))
        return false;
    return xml_child(above, "summary") != node;
}

/* Whether an element by itself takes itself and all below out of the page. */
static answer hides(const page *p, const xml_node *node)
{
    const char *hidden = xml_value(node, "hidden");
    answer own = inline_says(node, "display", "none"), sheet = sheet_hides(p, node);
    if (never_rendered(node) || own == NO)
        return YES;
    if (own == YES)
        return NO;
    if (hidden && !page_is_svg(node) && !text_same(hidden, "until-found"))
        return p->rules && sheet != NO ? MAYBE : YES;
    return is_folded(node) ? MAYBE : sheet;
}

answer page_hidden(const page *p, const xml_node *node)
{
    answer hidden = NO, visible = MAYBE;
    for (; node; node = node->parent) {
        if (!node->name)
            continue;
        answer own = hides(p, node);
        if (own == YES)
            return YES;
        hidden = own == MAYBE ? MAYBE : hidden;
        if (visible != MAYBE)
            continue;
        answer conceals = sheet_conceals(p, node);
        visible = inline_says(node, "visibility", "hidden");
        if (visible == MAYBE && conceals == YES)
            visible = NO;
        if (visible == MAYBE && conceals == MAYBE)
            hidden = MAYBE;
    }
    return visible == NO ? YES : hidden;
}

answer page_unexposed(const page *p, const xml_node *node)
{
    for (const xml_node *at = node; at; at = at->parent) {
        const char *hidden = at->name ? xml_value(at, "aria-hidden") : NULL;
        if (hidden && text_same(hidden, "true"))
            return YES;
    }
    return page_hidden(p, node);
}

bool page_focusable(const xml_node *node, bool tab)
{
    const char *tag = page_tag(node), *index = xml_value(node, "tabindex");
    bool numbered =
        index && (*index == '-' ? text_is_digit((unsigned char)index[1]) : text_is_digit((unsigned char)*index));
    if (numbered)
        return !tab || *index != '-';
    if (text_in_list("a area", tag))
        return xml_value(node, "href") != NULL;
    if (text_in_list("button select textarea input", tag)) {
        const char *type = xml_value(node, "type");
        return !xml_value(node, "disabled") && !(type && text_same(type, "hidden"));
    }
    if (!strcmp(tag, "summary"))
        return xml_is(node->parent, "details");
    if (text_in_list("audio video", tag))
        return xml_value(node, "controls") != NULL;
    const char *editable = xml_value(node, "contenteditable");
    return !strcmp(tag, "iframe") || (editable && !text_same(editable, "false"));
}

void page_xpath(const xml_node *node, buffer *out)
{
    enum { DEEPEST = 300 };
    const xml_node *path[DEEPEST];
    size_t depth = 0;
    for (; node && depth < DEEPEST; node = node->parent)
        path[depth++] = node;
    while (depth--) {
        size_t number = 1;
        const xml_node *sibling = path[depth]->parent ? path[depth]->parent->first : path[depth];
        for (; sibling && sibling != path[depth]; sibling = sibling->next)
            number += sibling->name && !strcmp(sibling->name, path[depth]->name);
        buffer_format(out, "/%s[%zu]", path[depth]->name, number);
    }
}
