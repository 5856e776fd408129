/* Pictures that say nothing, and pages. */
#include "base/text.h"
#include "simplify.h"

#include <string.h>

/* Whether the source says that a picture is decoration. A picture in a figure with a caption, or that is a link, is not,
 * whatever it says. */
static bool is_decoration(const ard_node *image)
{
    const char *alt = node_attribute(image, "alt"), *role = node_attribute(image, "role");
    const char *hidden = node_attribute(image, "aria-hidden");
    bool said =
        (alt && !*alt) || (role && text_in_list("presentation none", role)) || (hidden && text_same(hidden, "true"));
    for (const ard_node *above = image->parent; said && above; above = above->parent)
        said = above->kind != LINK && above->kind != FIGURE && above->kind != EXERCISE && above->kind != CELL;
    return said;
}

size_t simplify_pictures(ard_document *document)
{
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        if (event != WALK_LEAVE)
            continue;
        if (node->kind == IMAGE && is_decoration(node)) {
            node_unlink(node);
            count++;
        } else if ((node->kind == SPAN || node->kind == EMPHASIS || node->kind == STRONG) && !node->first)
            node_unlink(node);
        else if (node->kind == PARAGRAPH && !node->first && node->parent && (node->previous || node->next))
            node_unlink(node);
    }
    return count;
}

/* Gives a node a style that differs from its own in one value. */
static void restyle(ard_document *document, ard_node *node, style_property property, const char *value)
{
    style own = node->style ? *style_at(document, node->style) : (style){0};
    own.values[property] = value;
    uint16_t row = style_add(document, &own);
    if (row != STYLE_NONE)
        node->style = row;
}

size_t simplify_pages(ard_document *document)
{
    size_t count = 0;
    bool begun = false; /* whether something other than titles stands before */
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_ENTER && w.node->kind == EXERCISE && begun) {
            restyle(document, w.node, STYLE_BREAK, "page");
            count++;
        }
        begun |= kind_about(w.node->kind)->class == LEAF && w.node->kind != HEADING;
    }
    return count;
}
