/* Braille cells: what text, formulas and layout hand to each other. */
#ifndef BRAILLE_CELLS_H
#define BRAILLE_CELLS_H

#include "base/buffer.h"

/* A cell: its dots in the low byte, as U+2800 counts them, and what layout may do there. */
typedef uint16_t cell;

enum {
    CELL_DOTS = 0x00FF,
    CELL_BLANK = 0,
    CELL_GLUE = 0x0100,     /* of a blank: lines do not end here */
    CELL_SPLIT = 0x0200,    /* a formula may be broken before this cell; then dot 5 ends the line */
    CELL_LINE = 0x0400,     /* no cell: the line ends here */
    CELL_INNER = 0x8000,    /* likewise, but inside a block: only where no better place is near */
    CELL_MATHS = 0x0800     /* of a formula: where it must be cut, dot 5 and no hyphen ends the line */
};

/* The dots of a cell by their numbers: DOT(1) is a, DOT(5) is the continuation sign. */
#define DOT(n) (1u << ((n)-1))

/* Cells that grow. Failure is sticky. */
typedef struct cells {
    cell *at;
    size_t count, room;
    bool failed;
} cells;

#define CELLS_EMPTY ((cells){0})

void cells_add(cells *c, cell one);

/* Adds cells written as U+2800 to U+28FF in UTF-8; a space is a blank. */
void cells_text(cells *c, const char *braille);

/* Adds `count` cells; none where `more` is NULL. */
void cells_join(cells *c, const cell *more, size_t count);

void cells_reset(cells *c);
void cells_free(cells *c);

/* Adds cells to a buffer as UTF-8. */
void cells_utf8(const cell *at, size_t count, buffer *out);

/* Whether a cell is a blank at which a line may end. */
static inline bool cell_is_space(cell one)
{
    return (one & (CELL_DOTS | CELL_GLUE | CELL_LINE)) == CELL_BLANK;
}

#endif
