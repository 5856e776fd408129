/* Rules on names: what has none cannot be spoken of, nor found by who does not see it (WCAG 2.2, 1.1.1, 2.4.4, 4.1.2). */
#include "rules.h"

#include "base/text.h"

#include <string.h>

/* Whether an element has a name, as a verdict. */
static verdict needs_name(page *p, const xml_node *node)
{
    buffer name = BUFFER_EMPTY;
    answer named = page_name(p, node, &name);
    buffer_free(&name);
    return named == YES ? PASSED : named == NO ? FAILED("") : UNSURE("");
}

static bool is_tag(const xml_node *node, const char *tag)
{
    return !strcmp(page_tag(node), tag);
}

static bool has_type(const xml_node *node, const char *type)
{
    const char *said = is_tag(node, "input") ? xml_value(node, "type") : NULL;
    return said && text_same(said, type);
}

static bool has_role(const page *p, const xml_node *node, const char *roles)
{
    const char *role = page_role(p, node);
    return *role && text_in_list(roles, role);
}

bool image_name_applies(page *p, const xml_node *node)
{
    return !page_is_svg(node) && has_role(p, node, "img image");
}

verdict image_name_judge(page *p, const xml_node *node)
{
    return needs_name(p, node);
}

bool image_button_name_applies(page *p, const xml_node *node)
{
    (void)p;
    return has_type(node, "image");
}

verdict image_button_name_judge(page *p, const xml_node *node)
{
    return needs_name(p, node);
}

bool graphic_name_applies(page *p, const xml_node *node)
{
    const char *role = page_explicit_role(node);
    (void)p;
    return *role && text_in_list("img image graphics-document graphics-symbol", role) && page_is_svg(node);
}

verdict graphic_name_judge(page *p, const xml_node *node)
{
    return needs_name(p, node);
}

/* Whether an object's data is surely no text: by its type, else by its ending. */
static bool is_media(const xml_node *node)
{
    static const char *const endings[] = {".png",  ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".mp4",
                                          ".webm", ".ogv", ".ogg",  ".mp3", ".wav",  ".flac"};
    const char *type = xml_value(node, "type"), *data = xml_value(node, "data");
    if (type)
        return text_begins(type, "image/") || text_begins(type, "audio/") || text_begins(type, "video/");
    for (size_t i = 0; data && i < sizeof endings / sizeof *endings; i++)
        if (text_ends(data, endings[i]))
            return true;
    return false;
}

bool object_name_applies(page *p, const xml_node *node)
{
    (void)p;
    return is_tag(node, "object") && xml_value(node, "data") && is_media(node) &&
           strcmp(page_explicit_role(node), "none") != 0;
}

/* What stands inside is shown only where the data cannot be: whether it is cannot be told here. */
verdict object_name_judge(page *p, const xml_node *node)
{
    verdict v = needs_name(p, node);
    buffer inside = BUFFER_EMPTY;
    xml_text(node, &inside);
    for (const xml_node *at = xml_following(node, node); at; at = xml_following(at, node))
        if (at->name)
            buffer_byte(&inside, 'x');
    bool fallback = !text_is_blank(buffer_string(&inside));
    buffer_free(&inside);
    return v.outcome == ARD_FAILED && fallback ? UNSURE("") : v;
}

bool link_name_applies(page *p, const xml_node *node)
{
    return has_role(p, node, "link doc-backlink doc-biblioref doc-glossref doc-noteref");
}

verdict link_name_judge(page *p, const xml_node *node)
{
    return needs_name(p, node);
}

bool button_name_applies(page *p, const xml_node *node)
{
    return has_role(p, node, "button") && !has_type(node, "image") && !is_tag(node, "summary");
}

verdict button_name_judge(page *p, const xml_node *node)
{
    return needs_name(p, node);
}

bool field_name_applies(page *p, const xml_node *node)
{
    return has_role(p, node,
                    "checkbox combobox listbox menuitemcheckbox menuitemradio radio searchbox slider spinbutton "
                    "switch textbox") &&
           !is_tag(node, "datalist");
}

verdict field_name_judge(page *p, const xml_node *node)
{
    return needs_name(p, node);
}

bool heading_name_applies(page *p, const xml_node *node)
{
    return has_role(p, node, "heading");
}

verdict heading_name_judge(page *p, const xml_node *node)
{
    return needs_name(p, node);
}

bool frame_name_applies(page *p, const xml_node *node)
{
    const char *index = xml_value(node, "tabindex");
    (void)p;
    return is_tag(node, "iframe") && strcmp(page_explicit_role(node), "none") != 0 && !(index && *index == '-');
}

verdict frame_name_judge(page *p, const xml_node *node)
{
    return needs_name(p, node);
}

/* The first summary of a details element; one that was given another role is judged by that. */
bool summary_name_applies(page *p, const xml_node *node)
{
    const char *role = page_explicit_role(node);
    (void)p;
    return is_tag(node, "summary") && is_tag(node->parent, "details") && xml_child(node->parent, "summary") == node &&
           (!*role || !strcmp(role, "none"));
}

verdict summary_name_judge(page *p, const xml_node *node)
{
    return needs_name(p, node);
}

bool menu_item_name_applies(page *p, const xml_node *node)
{
    return has_role(p, node, "menuitem");
}

verdict menu_item_name_judge(page *p, const xml_node *node)
{
    return needs_name(p, node);
}
