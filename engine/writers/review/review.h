/* The parts of the page for review: review.c puts them together. */
#ifndef WRITERS_REVIEW_H
#define WRITERS_REVIEW_H

#include "lesson/remarks.h"
#include "writers/common.h"

enum { REMARKS_HERE = 256 }; /* of a leaf; what is more stands in the list, without its number in the text */

/* A leaf of the adapted lesson; the pair it belongs to, or -1 where it is new. */
typedef struct review_leaf {
    const ard_node *leaf;
    long pair;
} review_leaf;

typedef struct review_page {
    task *task;
    const ard_document *document;
    ard_output *output;
    buffer text;
    const kept_pair *pairs;
    size_t pair_count;
    review_leaf *live; /* in order */
    size_t live_count;
    long *places;       /* of each pair: the number of its leaf in `live`, -1 where it is there no more */
    const remark *next; /* the first remark that was not shown */
    size_t shown;       /* remarks that have a number */
    double rare;
    bool failed;
} review_page;

/* A remark on a leaf, and its place there. */
typedef struct placed_remark {
    const remark *what;
    size_t number; /* from 1, as the page shows it */
    bool whole;    /* about a whole sentence: its number stands before it, and it is not marked */
} placed_remark;

/* A message's text in the language of messages; its arguments end with NULL. */
const char *review_said(const review_page *g, const char *code, ...);

/* Writes what was put so far. */
void review_flush(review_page *g);

/* Adds text, escaped; `<element>text</element>` and a newline. */
void review_escaped(review_page *g, const char *text);
void review_element(review_page *g, const char *element, const char *text);

/* The table of figures, before and after. */
void review_figures(review_page *g);

/* Takes the remarks on a leaf, in the order of its words, and numbers them; gives how many. */
size_t review_take_remarks(review_page *g, const ard_node *leaf, placed_remark list[REMARKS_HERE]);

/* A picture or a formula, as the page shows it in either text. */
void review_object(review_page *g, const ard_node *node);

/* A leaf of the original, with its remarks where they belong. */
void review_original(review_page *g, const ard_node *leaf);

#endif
