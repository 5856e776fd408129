/* Lines of text inside of containers that nest, as Markdown and plain text have them: each line begins with what the open
 * containers say (an indent, ">"), the first line of an item with its label. */
#ifndef WRITERS_LINES_H
#define WRITERS_LINES_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/plugin.h"

/* What a container that is open has changed, to be undone at its end; and what its writer keeps of a list. */
typedef struct lines_frame {
    struct lines_frame *below;
    size_t prefix;              /* size of the prefix before it */
    long number;                /* of a list: its last item's */
    bool tight, tagged;         /* a list without empty lines; a list of HTML tags */
} lines_frame;

/* Begins as zeros with `output` and `pool`, which its owner keeps. */
typedef struct lines {
    ard_output *output;
    arena *pool;                /* of the frames */
    lines_frame *top, *spare;
    buffer prefix, first;       /* what lines begin with; what the next line begins with instead, where a label waits */
    bool labelled, begun;       /* a label waits; something was written */
    unsigned gap;               /* empty lines before the next block */
} lines;

/* Opens a container whose lines begin with what is around it and `indent`. Without memory nothing is opened: the pool
 * tells. */
void lines_push(lines *l, const char *indent);

/* Opens one whose lines are moved in by so many blanks. */
void lines_push_blank(lines *l, size_t blanks);

/* Opens one whose first line has a label, after those that wait already; its other lines are moved in by as much. */
void lines_push_label(lines *l, const char *label);

/* Ends the innermost container; nothing where none is open. */
void lines_pop(lines *l);

/* Writes the empty lines that the block before left; they keep what a quotation's lines begin with. */
void lines_gap(lines *l);

/* Writes the lines of a block, and leaves a gap of one after it. `trimmed`: no blank ends a line. */
void lines_put(lines *l, const char *text, size_t size, bool trimmed);

void lines_free(lines *l);

#endif
