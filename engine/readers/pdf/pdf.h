/* The PDF reader, inside: from characters with places to words, lines, tables, blocks, in the order in which they are read.
 * Lengths are points; y grows downwards. Everything lives in the reader's pool. */
#ifndef READERS_PDF_PDF_H
#define READERS_PDF_PDF_H

#include "base/plugin.h"
#include "lesson/lesson.h"
#include "source/pdf.h"

/* Between a word and the one before: a blank, a wide gap, or nothing, where a line's end cut the word. */
enum pdf_gap { PDF_BLANK, PDF_TAB, PDF_NOTHING };

/* A word: its characters, or a place to write on. */
typedef struct pdf_word {
    pdf_box box;
    const pdf_glyph *glyphs;
    size_t count;
    float base, floor;          /* y on which it stands, and on which its line does */
    float size;                 /* of most of its characters */
    uint64_t underlined, struck, marked;    /* characters, a bit each from the first: a line below or through, a paper behind */
    bool carried;               /* the line is that of the word before as well, and of the blank between */
    uint8_t gap;                /* pdf_gap: what stands before it */
    const pdf_field *field;     /* a form field, which it is */
    const char *raw;            /* its text, where it has no characters on the page; else NULL */
    const char *language;       /* that the file says of it; NULL or "": none of its own */
    long line_number;           /* of the printed line that it begins; 0 unknown */
    const pdf_picture *picture; /* a small one, which it is */
    bool answer;                /* a drawn line to write on, which it is */
} pdf_word;

/* A drawn line, upright or level, with its thickness. */
typedef struct pdf_rule {
    pdf_box box;
    bool level;
    bool used;                  /* it underlines, parts cells, or is written on */
    uint32_t colour;
} pdf_rule;

typedef struct pdf_piece pdf_piece;

/* A list of pieces. */
typedef struct pdf_pieces {
    pdf_piece *at;
    size_t count, room;
} pdf_pieces;

typedef struct pdf_cell {
    pdf_box box;
    unsigned row, column, rows, columns;
    bool painted;               /* it has a paper of its own */
    pdf_pieces pieces;
} pdf_cell;

typedef struct pdf_table {
    pdf_cell *cells;            /* by row, then column */
    size_t count;
    unsigned rows, columns;
    bool drawn;                 /* by its rules; else found by the places of words */
} pdf_table;

typedef enum pdf_piece_kind { PDF_PIECE_LINE, PDF_PIECE_PICTURE, PDF_PIECE_TABLE } pdf_piece_kind;

/* What is put into an order: a line of text, a picture, a table. */
struct pdf_piece {
    pdf_piece_kind kind;
    pdf_box box;
    pdf_word *words;            /* of a line */
    size_t count;
    float base, size;           /* of a line: of most of its characters */
    const pdf_picture *picture;
    pdf_table *table;
    uint32_t natural;           /* its place in the order of poppler */
    uint32_t element;           /* of the structure tree, from 1; 0 none */
    bool turned;                /* its words run up or down the page */
    bool apart;                 /* a running head or foot, a page number: no part of the text */
};

/* A page while it is read. */
typedef struct pdf_sheet {
    const pdf_page *page;
    uint32_t number;            /* from 1 */
    const char *part;           /* "page 3": the place of its nodes */
    pdf_pieces pieces;
    pdf_pieces lines, pictures; /* those of a tagged page, which keeps its order itself */
    pdf_rule *rules;
    size_t rule_count;
    const char *printed;        /* the number that is printed on it, or its label; NULL none */
    float pitch;                /* from line to line of running text, as part of the size of its characters */
    pdf_picture *drawn;         /* pictures that were drawn of regions */
    unsigned jumps, steps;      /* of the order: where it is unsure, of how many */
} pdf_sheet;

typedef struct pdf_reading {
    task *task;
    ard_document *document;
    arena *pool;
    pdf_file file;
    pdf_sheet *sheets;          /* file.page_count of them */
    float size;                 /* of most characters */
    uint32_t colour;            /* of most characters */
    const char *head, *foot;    /* words of the running head and foot that are kept, once */
    size_t heads;               /* lines that were taken as such */
    bool french;
} pdf_reading;

/* Makes the lesson of what the helper said of a file (pdf-wire.h): the reader, but for asking. For tests. */
ard_status pdf_build(task *t, const buffer *said, ard_document *document);

/* ---- Boxes */
static inline float pdf_width(pdf_box b) { return b.right - b.left; }
static inline float pdf_height(pdf_box b) { return b.bottom - b.top; }
static inline float pdf_least(float a, float b) { return a < b ? a : b; }
static inline float pdf_most(float a, float b) { return a > b ? a : b; }
static inline float pdf_shared_x(pdf_box a, pdf_box b) { return pdf_least(a.right, b.right) - pdf_most(a.left, b.left); }
static inline float pdf_shared_y(pdf_box a, pdf_box b) { return pdf_least(a.bottom, b.bottom) - pdf_most(a.top, b.top); }
pdf_box pdf_join(pdf_box a, pdf_box b);
bool pdf_holds(pdf_box outer, pdf_box inner, float slack);      /* the middle of `inner` is in `outer` */

/* Adds a piece to a list; NULL when memory has ended. The pointer is good until the next is added. */
pdf_piece *pdf_add(arena *pool, pdf_pieces *list, pdf_piece piece);

/* ---- words.c: characters to words and lines */
void pdf_find_lines(pdf_reading *r, pdf_sheet *sheet);
bool pdf_is_parted(const pdf_reading *r, const pdf_glyph *before, const pdf_glyph *g);   /* neighbours that are of two words */
uint32_t pdf_first_point(const pdf_piece *line);
bool pdf_is_marker(const pdf_word *word);                       /* a bullet, or a number or letter of a list */
bool pdf_begins_note(const pdf_piece *line);                    /* with the raised number of a note */
bool pdf_is_bullet(uint32_t point);
uint32_t pdf_plain_point(uint32_t point);                       /* private bullets of symbol fonts as Unicode's */

/* Takes away the lines whose words have gone into others. */
void pdf_drop_empty(pdf_pieces *pieces);

/* Measures a line again after its words have changed. */
void pdf_measure_line(pdf_piece *line);

/* ---- margins.c: numbers of lines */
void pdf_find_line_numbers(pdf_reading *r, pdf_sheet *sheet);

/* ---- rules.c: drawings to rules, underlines, answer lines; pictures */
void pdf_find_rules(pdf_reading *r, pdf_sheet *sheet);
void pdf_emphasise(pdf_sheet *sheet);
void pdf_find_answers(pdf_reading *r, pdf_sheet *sheet);
void pdf_find_fields(pdf_reading *r, pdf_sheet *sheet);

/* The line of text that something of such edges and such a base stands in or beside; NULL where it stands alone. */
pdf_piece *pdf_line_beside(pdf_sheet *sheet, pdf_box box);

/* Lines that stand on one base with a line to write on, or a small picture, between them become one. */
void pdf_join_around(pdf_reading *r, pdf_sheet *sheet, pdf_piece *line);

/* Puts a word into a line, by its place. */
void pdf_insert_word(pdf_reading *r, pdf_piece *line, pdf_word word);

/* ---- figures.c: pictures, and drawings that are one */
void pdf_find_pictures(pdf_reading *r, const void *bytes, size_t size);

/* ---- tables.c */
void pdf_find_tables(pdf_reading *r, pdf_sheet *sheet);

/* The grids of a page that are drawings (paper to draw on, a crossword): many cells, hardly any with words. Their lines are
 * then nothing else. Gives their number. */
size_t pdf_find_grids(pdf_reading *r, pdf_sheet *sheet, pdf_region *regions, size_t room);

/* ---- order.c: puts pieces into the order in which they are read */
void pdf_order(pdf_reading *r, pdf_sheet *sheet, pdf_pieces *pieces);

/* ---- heads.c: running heads and feet, page numbers */
void pdf_find_heads(pdf_reading *r);

/* Whether a line is the number or the label of its page, at its edge. */
bool pdf_is_page_number(const pdf_sheet *sheet, const pdf_piece *line);

/* ---- blocks.c: pieces to nodes. `right`: the edge that lines could reach, where a frame says it; else 0 */
void pdf_write_blocks(pdf_reading *r, const pdf_sheet *sheet, const pdf_pieces *pieces, ard_node *parent, float right);

/* The image of a picture, unlinked; NULL where it cannot be one. */
ard_node *pdf_image(pdf_reading *r, const pdf_picture *picture, place where);

/* Says the size of a leaf's text where it is not the document's. */
void pdf_set_size(pdf_reading *r, ard_node *leaf, float size);

/* ---- inline.c: the words of lines into a leaf */
typedef struct pdf_writing {
    pdf_reading *r;
    const pdf_sheet *sheet;
    ard_node *leaf;
    float size;                 /* of the leaf's text: smaller characters above or below it are raised or lowered */
    bool bold, slanted;         /* said of the leaf as a whole, so not of its words */
    place where;
} pdf_writing;

/* Adds words. */
void pdf_write_words(pdf_writing *w, const pdf_word *words, size_t count);

/* Makes the first word of a line go on after the last one of the line before: where that is cut by a hyphen, this goes. */
void pdf_join_words(pdf_word *last, pdf_word *next);

bool pdf_is_bold(const pdf_look *look);
bool pdf_is_slanted(const pdf_look *look);
bool pdf_is_fixed(const pdf_look *look);        /* all its characters are as wide */

/* The text of a line, words parted by blanks. */
void pdf_line_text(const pdf_piece *line, buffer *text);

/* ---- tagged.c: the structure tree to nodes; false where it is of no use */
bool pdf_write_tagged(pdf_reading *r);

#endif
