#include "lesson.h"

walk walk_of(ard_node *root)
{
    return (walk){.root = root, .ahead = root, .coming = root ? WALK_ENTER : WALK_END};
}

/* After a leave event what comes is settled before the caller works on the node, after an enter event when he has. */
walk_event walk_next(walk *w)
{
    if (w->event == WALK_ENTER) {
        w->ahead = w->node->first ? w->node->first : w->node;
        w->coming = w->node->first ? WALK_ENTER : WALK_LEAVE;
    }
    w->node = w->ahead;
    w->event = w->coming;
    if (w->event == WALK_LEAVE) {
        bool ends = w->node == w->root, more = !ends && w->node->next;
        w->ahead = ends ? NULL : more ? w->node->next : w->node->parent;
        w->coming = ends ? WALK_END : more ? WALK_ENTER : WALK_LEAVE;
    }
    return w->event;
}

void walk_skip(walk *w)
{
    if (w->event != WALK_ENTER)
        return;
    w->ahead = w->node;
    w->event = w->coming = WALK_LEAVE;
}
