/* Inside of the MTEF reader: mtef.c reads records, mtef-chars.c characters, mtef-build.c makes each template's MathML.
 *
 * No recursion: what is open stands in frames. */
#ifndef MATHS_MTEF_READING_H
#define MATHS_MTEF_READING_H

#include "mtef.h"

enum { MTEF_DEPTH = 64, MTEF_SLOTS = 6 };

/* What a template shows, whichever version says it. */
typedef enum mtef_shape {
    SHAPE_UNKNOWN,
    SHAPE_FENCE,
    SHAPE_ROOT,
    SHAPE_FRACTION,
    SHAPE_SCRIPTS,
    SHAPE_BIG,
    SHAPE_LIMITS,
    SHAPE_OVER,
    SHAPE_UNDER,
    SHAPE_BRACE_OVER,
    SHAPE_BRACE_UNDER,
    SHAPE_ARROW,
    SHAPE_DIVISION,
    SHAPE_DIRAC,
    SHAPE_STRIKE,
    SHAPE_BOX
} mtef_shape;

/* A template, settled: its shape and what its selector and variation say. */
typedef struct mtef_template {
    mtef_shape shape;
    const char *sign, *close; /* the operator, accent or fences; NULL: none */
    bool slanted;             /* a fraction */
    bool inline_line;         /* a fraction on the line */
    bool before;              /* scripts of what follows */
    bool beside;              /* bounds beside the operator */
    const char *notation;     /* of menclose */
} mtef_template;

typedef enum mtef_kind { FRAME_LINE, FRAME_TEMPLATE, FRAME_PILE, FRAME_MATRIX, FRAME_MARKS } mtef_kind;

typedef struct mtef_frame {
    mtef_kind kind;
    ard_node *row;               /* FRAME_LINE: what is in it; a table */
    ard_node *slots[MTEF_SLOTS]; /* of a template; NULL is an empty one */
    size_t slot_count;
    const char *fences[2]; /* characters that stand in a template by themselves */
    size_t fence_count;
    unsigned selector, variation;
    unsigned columns; /* of a matrix */
    size_t cells;
    bool left;         /* a pile's lines are to the left */
    ard_node *scripts; /* that wait for the base after them */
    bool words;        /* the last token goes on: text or a name */
} mtef_frame;

typedef struct mtef {
    ard_document *document;
    report_log *log;
    place where;
    const unsigned char *at, *end;
    unsigned version;
    bool broken, comma;
    size_t depth;
    mtef_frame frames[MTEF_DEPTH];
} mtef;

/* An element, unlinked, with text (NULL for none). */
ard_node *mtef_element(mtef *m, const char *name, const char *text);

/* Appends to a line; scripts that wait take it as their base. */
void mtef_append(mtef *m, mtef_frame *f, ard_node *node);

/* Adds a character by its typeface (1 text, 2 function, 3 variable...) and its code to a line. */
void mtef_put_character(mtef *m, mtef_frame *f, unsigned typeface, unsigned code);

/* The UTF-8 of a character, in the document's pool; NULL for one that shows nothing. */
const char *mtef_character(mtef *m, unsigned typeface, unsigned code);

/* Puts a mark (EMBELL) on the last element of a line. */
void mtef_put_mark(mtef *m, mtef_frame *f, unsigned mark);

/* Makes a template's MathML and appends it to the line `into`. */
void mtef_build(mtef *m, mtef_frame *done, mtef_frame *into);

#endif
