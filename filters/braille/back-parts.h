/* Building a formula of MathML from tokens: what the files back-build.c, back-scripts.c and back-brackets.c share. */
#ifndef BRAILLE_BACK_PARTS_H
#define BRAILLE_BACK_PARTS_H

#include "filters/braille/back-inside.h"

typedef enum frame_kind { FRAME_ALL, FRAME_BLOCK, FRAME_BRACKET, FRAME_BAR, FRAME_TALL, FRAME_LOW } frame_kind;

typedef struct frame {
    frame_kind kind;
    size_t items, waiting;  /* where its own begin */
    const char *open;       /* its bracket */
    back_node *numerator;   /* of FRAME_LOW */
    back_node *table, *row; /* of FRAME_TALL */
} frame;

typedef enum wait_kind {
    WAIT_POWER,
    WAIT_INDEX,
    WAIT_OVER,
    WAIT_UNDER,
    WAIT_MINUS,
    WAIT_ROOT,
    WAIT_DEGREE,
    WAIT_LEFT_POWER,
    WAIT_LEFT_INDEX,
    WAIT_ACCENT,
    WAIT_UNDER_ACCENT,
    WAIT_ISOTOPE_LOW,
    WAIT_ISOTOPE_HIGH
} wait_kind;

typedef struct waiting {
    wait_kind kind;
    back_node *base;  /* of a script; a root's degree */
    const char *text; /* of a sign */
} waiting;

typedef struct builder {
    arena *pool;
    const back_token *t;
    size_t at; /* the token at work */
    back_node **items;
    frame *frames; /* the last is at work */
    waiting *waits;
    size_t items_count, depth, waits_count;
    unsigned strength;
    back_node spare; /* given when memory has ended */
    bool chemistry, prefixed, failed;
} builder;

/* ---- back-build.c: nodes, frames, tables */

back_node *back_make(builder *b, const char *name, const char *text, back_role role);

/* Adds a child, or an empty "mrow" for NULL. */
void back_adopt(builder *b, back_node *parent, back_node *child);

back_node *back_make_pair(builder *b, const char *name, back_node *first, back_node *second);

bool back_is_named(const back_node *node, const char *name);

/* A token's element: letters "mi", numbers "mn", words "mtext", signs "mo". */
back_node *back_make_token(builder *b, const back_token *t);

frame *back_top(builder *b);

void back_push_frame(builder *b, frame_kind kind, const char *open);

void back_wait_for(builder *b, wait_kind kind, back_node *base, const char *text);

bool back_is_waiting(builder *b);

back_node *back_last_item(builder *b);

bool back_parts(const back_node *node);

/* Whether a quantity is to begin. */
bool back_at_start(builder *b);

/* Takes items [from, end) away as one node: the only one, or an "mrow". */
back_node *back_take_items(builder *b, size_t from);

/* Ends the frame at work, what waits in it waits in vain. Its items stay, and are the frame's below. */
void back_drop_frame(builder *b);

/* Ends a denominator, which goes to the next sign that parts quantities. */
void back_end_low(builder *b);

/* A bar that nothing closes is a sign like others. */
void back_end_lone_bar(builder *b);

void back_end_table_row(builder *b);

/* Ends a matrix, a determinant or a system: `close` is NULL where a system has no brace at its end. */
void back_end_tall(builder *b, const char *close);

/* Ends what is open inside the next bracket, block or matrix. */
void back_end_inner(builder *b);

/* ---- back-scripts.c */

/* Takes a quantity: it is what was waited for, or an item of its row. */
void back_operand(builder *b, back_node *node);

/* Minus before the number or the letter that waits to be a script or a radicand belongs to it (chapter 8); another sign there
 * stands alone, as in R+. */
void back_take_sign(builder *b);

void back_script(builder *b, wait_kind kind);

void back_isotope(builder *b, wait_kind kind);

/* Adds a prime: a script of what it follows (9.4). */
void back_prime(builder *b);

void back_accent(builder *b, wait_kind kind);

/* ---- back-brackets.c */

void back_open_bracket(builder *b);

void back_close_bracket(builder *b);

/* The bracket that is open: a denominator or a bar inside it is passed over. */
const frame *back_open_frame(builder *b);

/* Square brackets are turned outwards for open intervals: which one opens is known by what stands around it. */
void back_square(builder *b);

void back_bar(builder *b);

void back_open_tall(builder *b);

/* Ends a matrix by its own sign. */
void back_close_tall(builder *b);

void back_tall_bar(builder *b);

void back_open_block(builder *b);

void back_close_block(builder *b);

/* The line of a fraction: what stands before it, back to the last sign that parts quantities, is the numerator. */
void back_fraction(builder *b);

#endif
