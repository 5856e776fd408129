/* Formulas: what the three files maths*.c share. A formula is walked once; each element leaves items, and takes those
 * of its children. Items become cells when something holds them: a fraction, a script, the formula itself. */
#ifndef BRAILLE_MATHS_H
#define BRAILLE_MATHS_H

#include "filters/braille/braille.h"
#include "filters/braille/signs.h"

typedef enum item_kind {
    ITEM_NUMBER, ITEM_LETTER, ITEM_WORD, ITEM_FUNCTION, ITEM_LARGE, ITEM_INTEGRAL, ITEM_FRACTION, ITEM_SCRIPTED,
    ITEM_ROOT, ITEM_OVER, ITEM_PREFIX, ITEM_POSTFIX, ITEM_OPEN, ITEM_CLOSE, ITEM_BAR, ITEM_OPERATION, ITEM_RELATION,
    ITEM_SEPARATOR, ITEM_TABLE, ITEM_BLANK
} item_kind;

/* What a script's content is where it stands without a block: what follows may be taken for a part of it. */
typedef enum tail {
    TAIL_NONE, TAIL_NUMBER, TAIL_SIGNED_NUMBER, TAIL_SIGNED_LETTER, TAIL_SIGN
} tail;

typedef struct item {
    item_kind kind;
    uint32_t point;             /* of a sign or a single letter; 0 for others */
    size_t from, count;         /* its cells, in the pool */
    size_t tail_from;           /* where its last script's content begins, counted from `from` */
    tail tail;
    uint8_t brackets;           /* the highest bracket inside: 1 ( 2 [ 3 large ( 4 large [ */
    bool chemical;              /* symbols of elements in upright letters */
    bool leads;                 /* begins with an index or exponent sign: a left script, a root's degree */
    bool function;              /* takes an argument, also with scripts */
    bool first, last;           /* of its row in the source: a bar there is a fence */
} item;

typedef struct maths {
    transcriber *t;
    cells pool;
    item *items;
    size_t count, room;
    item spare;                 /* given when memory has ended */
    buffer starts;              /* size_t: where the items of each finished node begin, of open nodes' children */
    bool chemistry;             /* the formula holds no italic letter */
    bool failed;
} maths;

/* Marks inside the cells of a table, until it is known what the table stands in. */
enum { MATHS_CELL = 0x1000, MATHS_ROW = 0x2000, MATHS_SEMICOLON = 0x4000 };

/* The point of a table whose columns continue one another: an equation cut at its sign. */
enum { MATHS_ALIGNED = 1 };

/* Adds an item whose cells were just added to the pool from `from` on. */
item *maths_add(maths *m, item_kind kind, uint32_t point, size_t from);

/* A token element ("mi", "mn", "mo", "mtext", "ms") with its characters. */
void maths_token(maths *m, const ard_node *node, const char *text);

/* An element whose children's items begin at child[0] ... child[count - 1] and end with m->count. Its own items take
 * their place. */
void maths_element(maths *m, const ard_node *node, const size_t *child, size_t count);

/* Adds the cells of items [from, to) to `out` as one row, and gives the highest bracket in them. */
unsigned maths_row(maths *m, size_t from, size_t to, cells *out);

/* Whether items [from, to) may stand as a script or under a root without a block (2007, chapter 8), and what follows
 * from that. `*end` gets what their end is. */
bool maths_is_simple(const maths *m, size_t from, size_t to, tail *end);

/* Whether they are one group in brackets. */
bool maths_is_group(const maths *m, size_t from, size_t to);

/* Adds the cells of items, in a block where they need one. */
unsigned maths_block(maths *m, size_t from, size_t to, bool block, cells *out);

/* Takes items [from, m->count) away and adds one with the cells of `made`. */
item *maths_replace(maths *m, size_t from, item_kind kind, const cells *made);

/* The table's cells for what it stands in: rows apart by `row`, cells by `cell`, an empty cell as `empty`. */
void maths_table_cells(const cell *at, size_t count, const char *row, const char *between, const char *empty, cells *out);

#endif
