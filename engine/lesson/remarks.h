/* What the person who adapts a lesson is told of it, beside the tree: the lesson as it was, remarks on its words, and
 * words that were changed. No part of what native holds; a writer that shows them needs a filter that gives them ("review"). */
#ifndef LESSON_REMARKS_H
#define LESSON_REMARKS_H

#include "lesson.h"

/* One remark, or one change. */
typedef struct remark {
    struct remark *next;
    const char *rule;                   /* its stable name: "sentence.long" */
    const char *words;                  /* that it is about */
    const char *reason;                 /* a sentence or two, in the language of messages */
    const char *proposal;               /* what could stand there: for a person to choose from; NULL: none */
    const char *change;                 /* what stands there now; NULL: nothing was changed */
    const ard_node *leaf;               /* in the kept lesson, or NULL where the leaf was not there */
    size_t begin, end;                  /* bytes of the leaf's text (flat.h) */
} remark;

/* A leaf of the kept lesson, and the one that it is a copy of, wherever that is by now. */
typedef struct kept_pair {
    const ard_node *kept, *live;
} kept_pair;

/* An attribute of the copy's root: how often per million words a word is met that is not rare, as the filter was told. */
#define KEPT_RARE "data-rare"

/* Keeps a copy of the lesson as it is now; the first call counts. Gives the document's status. */
ard_status lesson_keep(ard_document *document);

/* The root of the copy; NULL where none was kept. Its leaves, in order. */
ard_node *lesson_kept(const ard_document *document);
const kept_pair *lesson_pairs(const ard_document *document, size_t *count);

/* Adds a remark; its strings are copied, `next` is not read. */
void lesson_remark(ard_document *document, const remark *what);
const remark *lesson_remarks(const ard_document *document);     /* in the order in which they were added */

#endif
