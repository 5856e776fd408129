/* Formulas as StarMath 5.0, the text that LibreOffice makes a formula of. For this room's own files.
 *
 * An element becomes a piece: a chain of fragments and what they are to the grammar. Pieces are joined from the leaves
 * up; chains are linked, never copied, so that the work grows with the formula alone. A piece that memory refused is
 * NULL, which every call takes as an empty one. */
#ifndef MATHS_STARMATH_H
#define MATHS_STARMATH_H

#include "base/arena.h"
#include "base/buffer.h"
#include "lesson/lesson.h"

/* What a piece is to StarMath's grammar (relation, sum, product, power, term). */
typedef enum star_kind {
    STAR_EMPTY,
    STAR_ATOM,      /* one token, which takes scripts as it is */
    STAR_TERM,      /* stands in a row as it is, takes scripts in braces only */
    STAR_FRACTION,  /* a product to the grammar: in braces after what binds as much */
    STAR_BLANK,
    STAR_RELATION,  /* needs an operand on both sides; signs of union, "or" too */
    STAR_PRODUCT,   /* the same, and binds as a fraction does */
    STAR_SIGN,      /* + and -: before an operand, or between two */
    STAR_PREFIX,    /* needs an operand after it: not, sums, integrals, limits */
    STAR_BIG,
    STAR_SPACED,    /* a term to the grammar, an operator to the eye: arrows and what StarMath has no word for */
    STAR_SEPARATOR, /* a comma, a semicolon */
    STAR_FENCE
} star_kind;

/* Brackets and bars. */
typedef struct star_fence {
    const char *sign;
    const char *words[2]; /* as the left one, as the right one */
    const char *between;  /* of a bar that stands alone between two operands: the relation it is */
    uint8_t family;       /* what may close it: round and square brackets close each other */
    uint8_t shape;
    uint8_t side;         /* STAR_LEFT, STAR_RIGHT or STAR_EITHER */
    bool turned;          /* may stand the other way round: "]0 ; 1[" */
} star_fence;

enum { STAR_LEFT, STAR_RIGHT, STAR_EITHER };

typedef struct star_fragment {
    struct star_fragment *next;
    const char *text;
} star_fragment;

typedef struct star_piece {
    struct star_piece *next, *previous;
    star_fragment *first, *last;
    const ard_node *node;           /* the element it was made of; NULL for a joined row */
    const star_fence *fence;        /* of STAR_FENCE; its fragments are then its scripts alone */
    star_fragment *label;           /* of a brace above or below: the "{}" where its text goes */
    struct star_piece *cells;       /* of a table's row */
    const char *letter;             /* of an identifier of one letter */
    struct star_piece *partner, *below; /* while fences are matched */
    unsigned tall_before;
    star_kind kind;
    uint8_t scripts;                /* which it has */
    uint8_t side;
    bool upright;                   /* of that letter */
    bool tall, table, scaled;
} star_piece;

/* A piece of a text that lives as long as the pool or the program; "" for none. */
star_piece *star_new(arena *pool, star_kind kind, const char *text);

/* Adds text before or after a piece, or the fragments of another, which is then empty. */
void star_before(arena *pool, star_piece *piece, const char *text);
void star_after(arena *pool, star_piece *piece, const char *text);
void star_take(star_piece *piece, star_piece *other);

/* Whether there is nothing to see in a piece. */
bool star_is_empty(const star_piece *piece);

/* A piece alone in a group: "{a + b}"; and a word before a group: "sqrt {a}". */
star_piece *star_group(arena *pool, star_piece *piece);
star_piece *star_prefixed(arena *pool, const char *word, star_piece *of);

/* The piece of a token element: mi, mn, mo, ms, mtext. */
star_piece *star_token(arena *pool, const ard_node *token);

/* Whether StarMath reads a word as one of its own. */
bool star_is_keyword(const char *word);

/* Joins the pieces of a row, from its first on, to one that the grammar takes whole: operands that are missing are
 * filled, brackets matched or written as signs. */
star_piece *star_row(arena *pool, star_piece *first);

/* ---- Scripts and elements --------------------------------------------------------------------------------------- */

/* Where a script stands. */
typedef enum star_slot {
    STAR_SUB = 1,
    STAR_SUP = 2,
    STAR_UNDER = 4,
    STAR_OVER = 8,
    STAR_LEFT_SUB = 16,
    STAR_LEFT_SUP = 32,
    STAR_FROM = 64,
    STAR_TO = 128
} star_slot;

/* A base with a script; an operator stays one. */
star_piece *star_script(arena *pool, star_piece *base, star_piece *script, star_slot where);

/* Whether a script is a mark that stands high by itself, primes or a degree; and a base with one. */
bool star_is_mark(const ard_node *script);
star_piece *star_mark(arena *pool, star_piece *base, star_piece *mark);

/* A base with what stands over or below it: an accent, the label of a brace, a bound, or any text; `node` is its. */
star_piece *star_beyond(arena *pool, star_piece *base, star_piece *script, const ard_node *node, star_slot where);

/* An element whose end has not come: the pieces of its children so far. */
typedef struct star_frame {
    struct star_frame *outer;
    const ard_node *node;
    star_piece *first, *last;
} star_frame;

typedef struct star_element {
    const char *name;
    star_piece *(*make)(arena *pool, star_frame *f);
    bool inner; /* its children make a row; a row within it is no row of its own */
} star_element;

/* What becomes of an element; one that has no row of its own in the table is a row. */
const star_element *star_element_of(const ard_node *node);
bool star_is_row(const star_element *element);

/* Whether an element says a colour that StarMath can show, other than black; and what is made of it, in that colour. An
 * operator stays one, without. */
bool star_has_colour(const ard_node *node);
star_piece *star_coloured(arena *pool, const ard_node *node, star_piece *of);

#endif
