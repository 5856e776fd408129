#include "lesson.h"

walk walk_of(ard_node *root)
{
    return (walk){.root = root, .ahead = root, .coming = root ? WALK_ENTER : WALK_END};
}

void walk_skip(walk *w)
{
    if (w->event != WALK_ENTER)
        return;
    w->ahead = w->node;
    w->event = w->coming = WALK_LEAVE;
}
