/* Pages with their sound: where on a page each stretch of it is heard. */
#ifndef WRITERS_SAID_H
#define WRITERS_SAID_H

#include "base/arena.h"
#include "sound/clips.h"
#include "sound/encoder.h"

/* A stretch that is shown while it is heard: a word or a sentence. It begins where the one before ends. */
typedef struct said_mark {
    const clip *clip;                   /* private */
    uint64_t begin;                     /* samples */
    bool sentence;                      /* an utterance begins with it */
    const char *file;                   /* where it was written, or NULL; of a page alone "" */
} said_mark;

/* A part of a mark in one text, or a whole node. */
typedef struct said_piece {
    const ard_node *node;
    size_t from, to;                    /* bytes of its text */
    size_t mark;                        /* its number */
    bool first;                         /* of its mark */
} said_piece;

typedef struct said {
    said_mark *marks;                   /* in the order of time */
    said_piece *pieces;                 /* by node, then from */
    size_t count, piece_count;
    unsigned frequency;
    uint64_t end;                       /* samples of the whole sound */
} said;

/* Says a document as MP3 into `sound`, an empty buffer, and gives its marks: words, or sentences in each node, as the task's
 * said_options say. Memory is the pool's. */
ard_status said_record(task *t, const ard_document *document, arena *pool, buffer *sound, said *out);

/* Options of writers that write such pages: marks, kilobits. */
extern const ard_option said_options[];

/* The first piece of a node, and how many it has; NULL for none. */
const said_piece *said_of(const said *s, const ard_node *node, size_t *count);

#endif
