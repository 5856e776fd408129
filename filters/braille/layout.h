/* Lines and pages of braille. */
#ifndef BRAILLE_LAYOUT_H
#define BRAILLE_LAYOUT_H

#include "filters/braille/braille.h"

/* How a paragraph stands on its lines, in cells. */
typedef struct shape {
    int first, rest;            /* blanks before the first line and before the others */
    bool centred;
    bool keep;                  /* stays with what follows */
    bool lines;                 /* a line of the source begins as the first one does: verse, code */
} shape;

enum { LINE_KEEP = 1, LINE_SPACE = 2 };     /* not last on a page; an empty line, dropped where a page begins */

typedef struct line {
    size_t from;                /* its first cell in the paper's cells */
    uint32_t count;
    uint32_t flags;
} line;

/* All lines of the document, before they are divided into pages. */
typedef struct paper {
    transcriber *t;
    int width;                  /* cells of a line; 0: endless */
    cells text;
    line *lines;
    size_t count, room;
    bool failed;
    bool space_wanted, space_keeps;
    cells leaf;                 /* of the leaf at work */
} paper;

/* Adds a line of its own. */
void paper_line(paper *p, const cell *at, size_t count, uint32_t flags);

/* Asks for an empty line before what comes next, none at the very top. */
void paper_space(paper *p, bool keep);

/* Adds a paragraph, wrapped. */
void paper_paragraph(paper *p, const cell *at, size_t count, shape how);

/* Where the line that begins at `from` and has room for `room` cells ends, and where the next begins. `*sign` gets the
 * cell to be added at its end (⠐ in a formula, ⠤ in a word), or 0. Never more than `room` cells with that sign. */
size_t line_end(const cell *at, size_t from, size_t count, size_t room, size_t *next, cell *sign);

/* Sets a table: by columns where its columns fit, else row by row. */
void paper_table(paper *p, const ard_node *table, int indent);

/* Divides the lines into pages and adds them to the document. */
ard_status paper_pages(paper *p);

#endif
