/* Inside of what writes OMML: omml-write.c walks and knows elements, omml-write-tables.c
 * tables, omml-tokens.c writes runs of characters, omml-pieces.c keeps what is still to be written.
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

/* ---- omml-pieces.c ---- */

size_t omml_piece_count(const omml_writing *w);

/* Turns round the pieces from `mark` on, which were pushed in their order. */
void omml_turn(omml_writing *w, size_t mark);

/* Pushes any piece; constant markup; siblings from one on before another; an argument, which is one element or what an mrow holds.
 * An empty argument gets a place of no width, which Word shows no box for. */
void omml_push(omml_writing *w, omml_piece piece);
void omml_push_markup(omml_writing *w, const char *markup);
void omml_push_row(omml_writing *w, const ard_node *from, const ard_node *end, omml_look look);
void omml_push_argument(omml_writing *w, const ard_node *node, omml_look look);

/* Writes markup at once, after the open run; a property of an object. */
void omml_open_object(omml_writing *w, const char *markup);
void omml_put_value(omml_writing *w, const char *name, const char *value);

/* Whether an element stands for its children alone; whether an attribute says a value. */
bool omml_is_through(const ard_node *node);
bool omml_is_attribute(const ard_node *node, const char *name, const char *value);

/* ---- omml-write.c, omml-write-tables.c ---- */

/* Writes an element: its beginning goes out at once, what is in it is pushed. `next` is what stands after it, which it
 * may move on. */
typedef void omml_put(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look);
omml_put omml_put_table, omml_put_column;

#endif
