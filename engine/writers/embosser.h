/* What an embosser and its paper have room for, and what is printed around the cells of a page. */
#ifndef WRITERS_EMBOSSER_H
#define WRITERS_EMBOSSER_H

#include "base/plugin.h"

/* Names of embossers for an option table; "any" is none in particular. */
#define EMBOSSERS "any index-basic-d index-everest-d index-braille-box romeo-pro-50 juliet-pro-60"

/* Pages as they are sent. */
typedef struct embossing {
    long left, top;                     /* free cells at the binding edge, free lines above */
    bool interpoint;                    /* both sides of a leaf: the binding edge of even pages is at their right */
    bool feeds;                         /* a form feed ends a page; else empty lines fill it up */
    bool known;                         /* cells and lines say what the paper has room for */
    long cells, lines;
} embossing;

/* Reads the options embosser, paper, left, top, interpoint and feeds. ARD_E_USAGE where the paper is none, does not fit
 * the embosser, or the embosser has one side only. */
ard_status embossing_read(task *t, embossing *e);

/* Whether pages of so many cells and lines fit; ARD_E_USAGE, with the room that there is, where they do not. */
ard_status embossing_check(task *t, const embossing *e, long cells, long lines);

/* The free cells before the lines of page `number`, from 1. */
long embossing_left(const embossing *e, long number, long cells);

#endif
