/* Inside of what writes OMML: omml-write.c walks and knows elements, omml-tokens.c writes runs of characters.
 *
 * No recursion: what is still to be written stands on a stack of pieces, the next one on top. A piece is markup, or
 * siblings that make a row. */
#ifndef MATHS_OMML_WRITING_H
#define MATHS_OMML_WRITING_H

#include "omml-write.h"

/* What letters look like, by what stands around them. */
typedef struct omml_look {
    const char *variant, *colour; /* mathvariant, mathcolor; NULL: not said */
} omml_look;

typedef struct omml_piece {
    const char *markup;         /* constant; NULL: a row */
    const ard_node *from, *end; /* siblings from one on, before another (NULL: to the last) */
    omml_look look;
    bool shown; /* an empty row has a place that Word does not mark by a box */
} omml_piece;

typedef struct omml_writing {
    buffer *out;
    buffer pieces; /* omml_piece, the next to be written last */
    buffer run;    /* characters of the run that is open; empty: none is */
    omml_look look;
    const ard_node *end; /* of the row that is being written */
    bool words;    /* the run is normal text */
    unsigned lost;
} omml_writing;

/* Adds a token element (mi, mn, mo, ms, mtext) to the open run, or to a new one. */
void omml_put_token(omml_writing *w, const ard_node *token, omml_look look);

/* Adds characters as normal text in a run of their own; a blank of a width; the end of a line. */
void omml_put_words(omml_writing *w, const char *text, omml_look look);
void omml_put_space(omml_writing *w, const ard_node *space);

/* Writes the open run. Before any other markup. */
void omml_end_run(omml_writing *w);

/* The characters of a token; "" for none. */
const char *omml_characters(const ard_node *node);

bool omml_is(const ard_node *node, const char *name);

#endif
