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

/* Not last on a page; an empty line, dropped where a page begins; the first line of a block. */
enum { LINE_KEEP = 1, LINE_SPACE = 2, LINE_FIRST = 4 };

typedef struct line {
    size_t from;                /* its first cell in the paper's cells */
    uint32_t count;
    uint32_t flags;
} line;

/* A heading, for the contents. */
typedef struct title {
    size_t line;                /* of the paper, its first */
    size_t from, count;         /* its cells in the paper's titles */
    const char *print;          /* the printed page that it stands on; NULL where unknown */
    int level;                  /* 1 to 6 */
} title;

/* A table set by columns: where a page begins inside it, its header rows are repeated. */
typedef struct table_lines {
    size_t from, to, head;      /* its lines; the first `head` are its headers */
} table_lines;

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
    cells titles;
    buffer headings;            /* title, in the order of lines */
    buffer tables;              /* table_lines, likewise */
    const char *print;          /* the printed page at work; NULL where unknown */
    const char *print_first, *print_last;
} paper;

/* The lines of a page, after those that are repeated from above it. */
typedef struct sheet {
    size_t from, to;
    size_t head_from, head_count;
} sheet;

void paper_free(paper *p);

/* Adds a line of `one` from side to side, such as the edge of a box. */
void paper_edge(paper *p, cell one, uint32_t flags);

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

/* Divides the lines into pages of `rows` lines, 0 for endless ones; a page begins at each of the `count` lines of `cuts`,
 * ascending. Adds sheets to `out`. No page ends with a line that stays with the next, unless all of it does. */
void paper_divide(const paper *p, size_t rows, const size_t *cuts, size_t count, buffer *out);

/* A volume of the document. Its pages: the title page, the contents, the text; with interpoint each begins a leaf. */
typedef struct volume {
    size_t first, count;        /* its sheets of text */
    size_t title, contents;     /* pages of these, those left blank among them */
    size_t number;              /* of its first page, from 0 */
} volume;

/* What the volumes are made of. */
typedef struct book {
    paper *text;
    size_t rows;
    long first;                 /* the number of the first page */
    bool titled, listed;        /* with title pages; with contents */
    bool interpoint;
    bool general;               /* the first volume's contents are those of all */
    int depth;                  /* the deepest level of heading in the contents */
    size_t most;                /* pages of a volume; 0: any */
    buffer sheets, volumes;     /* sheet, volume */
} book;

/* Divides the text into volumes of about the same size, none of more than `most` pages where that can be: each begins with
 * a heading where one is near, else with a block, never between a heading and its text. */
void book_divide(book *b);

/* Sets the contents of volume `which`: its headings, of the first volume those of all where there is room, with the numbers of their pages. */
void book_contents(const book *b, size_t which, paper *out);

/* Sets the title page of volume `which`. */
void book_title(const book *b, size_t which, paper *out);

/* The index of the sheet of text that line `line` stands on, and of the volume of a sheet. */
size_t book_sheet(const book *b, size_t line);
size_t book_volume(const book *b, size_t sheet);

/* Divides the lines into pages and adds them to the document. */
ard_status paper_pages(paper *p);

#endif
