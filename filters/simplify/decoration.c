/* Pictures that say nothing. */
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

size_t simplify_pictures(ard_document *document, report_log *log)
{
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        if (event != WALK_LEAVE)
            continue;
        if (node->kind == IMAGE && is_decoration(node)) {
            const resource *shown = lesson_resource_at(document, node->number);
            report(log, node->place, "simplify.decoration.one", shown ? shown->name : "?", NULL);
            node_unlink(node);
            count++;
        } else if ((node->kind == SPAN || node->kind == EMPHASIS || node->kind == STRONG) && !node->first)
            node_unlink(node);
        else if (node->kind == PARAGRAPH && !node->first && node->parent && (node->previous || node->next))
            node_unlink(node);
    }
    return count;
}
