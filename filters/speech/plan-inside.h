/* What plan.c and utterances.c share. A leaf block is gathered as text in pieces of one language, in which a formula is one
 * character, OBJECT; at its end it is cut into sentences, and each is said by the rules of its language. */
#ifndef SPEECH_PLAN_INSIDE_H
#define SPEECH_PLAN_INSIDE_H

#include "filters/speech/frame.h"
#include "filters/speech/places.h"
#include "filters/speech/plan.h"
#include "filters/speech/pronunciations.h"
#include "language/analysis.h"

enum { RULE_SETS = 4 };

/* A stretch of a block that has one language. */
typedef struct piece {
    struct piece *next;
    size_t begin; /* in the block's text */
    const char *language;
    place place;
} piece;

/* What stands for an OBJECT: already words. */
typedef struct object {
    struct object *next;
    const char *words;
} object;

typedef struct plan {
    task *task;
    ard_document *document;
    const speech_wishes *wishes;
    ard_node *speech;
    arena *pool;               /* dropped after the plan */
    rule_set *sets[RULE_SETS]; /* made when first needed, one a language that has rules */
    rule_listener listener;
    pronunciations *own; /* of the lexicons that the person names; NULL: none */
    analyser *analyser;  /* of what is said in French; made when first needed */
    frame *frame;        /* of lists and tables that are open */
    buffer late;         /* what is said of a passage once the word has ended */
    buffer text, before; /* of the block; what is said before the next block */
    piece *first, *last;
    object *objects, *last_object;
    place_span *spans, *last_span; /* where the block's text is from */
    size_t number;                 /* of the node that the walk is at, from 1 */
    const ard_node *block, *label; /* label: the node whose language `before` has, or NULL */
    long blocks;                   /* that have been said */
    int leaf;                      /* leaves of the document that have begun */
    size_t unread;                 /* texts that the pupil is to read */
} plan;

/* The rules for a language, or NULL where there are none: the voice reads as it can. */
const rule_set *plan_rules(plan *p, const char *language);

/* Adds what is said of an asked passage inside a word, which waits for the word's end. */
void plan_say_late(plan *p);

/* Says the block that was gathered, and begins anew. */
void plan_end_block(plan *p);

#endif
