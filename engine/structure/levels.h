/* Levels of inferred titles: below the author's heading before them, by the rank of their look, and in the order in which
 * looks appear. */
#ifndef STRUCTURE_LEVELS_H
#define STRUCTURE_LEVELS_H

#include <stddef.h>

/* What ranks a title: larger, then heavier; of equals, the one that appeared first stands above. */
typedef struct title_rank {
    int size, weight;
    unsigned flags;         /* looks that differ are different titles */
    int numbering, label;   /* so are ways to number and labels */
} title_rank;

enum { LEVELS_MOST = 6 };

typedef struct title_levels {
    int above, label;               /* of the author's heading before; 0 for none */
    title_rank open[LEVELS_MOST];   /* private: ranks in force, the highest first */
    int level[LEVELS_MOST];         /* private */
    size_t count;                   /* private */
} title_levels;

/* Below zero where `a` ranks below `b`, above where it ranks above. */
int levels_compare(const title_rank *a, const title_rank *b);

/* Takes note of a heading that the author has marked, and of its label. */
void levels_marked(title_levels *levels, int level, int label);

/* The level of a title, 1 to 6: 2 for the first where the author has marked none, for the lesson's own title is 1. */
int levels_inferred(title_levels *levels, title_rank rank);

#endif
