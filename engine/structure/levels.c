#include "levels.h"

#include "labels.h"

#include <stdbool.h>

void levels_marked(title_levels *levels, int level, int name)
{
    levels->above = level;
    levels->label = name;
    levels->count = 0;
}

/* What is to be learnt ("Je retiens") stands beside exercises. */
static int label_class(int name)
{
    return name == LABEL_MEMO || name == LABEL_REMINDER ? LABEL_EXERCISE : name;
}

static bool is_same(const title_rank *a, const title_rank *b)
{
    return a->size == b->size && a->flags == b->flags && a->numbering == b->numbering &&
           label_class(a->label) == label_class(b->label);
}

int levels_compare(const title_rank *a, const title_rank *b)
{
    return a->size != b->size ? a->size - b->size : a->weight - b->weight;
}

/* The number of open ranks that stay above a new one. */
static size_t kept(const title_levels *levels, const title_rank *rank)
{
    size_t count = levels->count;
    for (size_t i = 0; i < count; i++)
        if (is_same(&levels->open[i], rank))
            return i;
    bool matched = false, plain = !rank->numbering && !label_class(rank->label);
    while (count) {
        int order = levels_compare(&levels->open[count - 1], rank);
        if (order > 0 || (order == 0 && (!plain || matched)))
            break;
        matched |= order == 0;
        count--;
    }
    return count;
}

int levels_inferred(title_levels *levels, title_rank rank)
{
    if (!levels->count && rank.label && rank.label == levels->label && levels->above)
        return levels->above;
    size_t count = kept(levels, &rank);
    int above = count ? levels->level[count - 1] : levels->above ? levels->above : 1;
    int level = above < LEVELS_MOST ? above + 1 : LEVELS_MOST;
    if (count < LEVELS_MOST) {
        levels->open[count] = rank;
        levels->level[count] = level;
        levels->count = count + 1;
    }
    return level;
}
