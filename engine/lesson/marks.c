#include "marks.h"

#include "tidy.h"

#include <string.h>

bool node_is_mark(const ard_document *document, const ard_node *node)
{
    const char *added = node && node->kind == SPAN ? node_attribute(node, "added") : NULL;
    const style *row = node ? style_at(document, node->style) : NULL;
    return added && row && strcmp(added, MARK_ADDED) == 0 && style_is_mark(row->name);
}

ard_node *mark_new(ard_document *document, uint16_t row, place where)
{
    ard_node *mark = node_new(document, SPAN, where);
    if (mark) {
        mark->style = row;
        node_set(document, mark, "added", MARK_ADDED);
    }
    return mark;
}

ard_status marks_take_away(ard_document *document)
{
    bool any = false;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_LEAVE && node_is_mark(document, w.node) && w.node->parent) {
            node_unwrap(w.node);
            any = true;
        }
    style_drop_marks(document);
    return any ? lesson_tidy(document) : lesson_status(document);
}
