/* The elements of MathML at work: what mathselement.c and mathsscript.c share. */
#ifndef BRAILLE_MATHSELEMENT_H
#define BRAILLE_MATHSELEMENT_H

#include "filters/braille/maths.h"

/* An element at work: the items of child k are [at[k], at[k + 1]). */
typedef struct element {
    maths *m;
    const ard_node *node;
    const size_t *child;
    size_t count;
} element;

static inline size_t start_of(const element *e, size_t k)
{
    return k < e->count ? e->child[k] : e->m->count;
}

static inline bool is_empty(const element *e, size_t k)
{
    return start_of(e, k) == start_of(e, k + 1);
}

/* The first item of child k. */
static inline item *item_of(const element *e, size_t k)
{
    return &e->m->items[start_of(e, k)];
}

static inline bool is_one_item(const element *e, size_t k)
{
    return start_of(e, k + 1) - start_of(e, k) == 1;
}

/* Scripts, and what stands over and under: "msub", "munder", "mmultiscripts"... */
void maths_sub(element *e);
void maths_sup(element *e);
void maths_subsup(element *e);
void maths_under(element *e);
void maths_over(element *e);
void maths_underover(element *e);
void maths_multiscripts(element *e);

#endif
