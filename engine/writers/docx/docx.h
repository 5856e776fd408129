/* What the files of the DOCX writer share: Office Open XML (ECMA-376, Transitional), as Word and LibreOffice read it.
 *
 * Word's own markup says all that it can. What it has no words for stands beside it in attributes of ours (carry.h), which
 * Word passes over and drops when it saves: `ard:kind` is the kind of a block, `ard:data-ard-in` the way down to a block or
 * a run through those of the tree's nodes that no element stands for (kept.c), `ard:data-ard-shown` marks text that the
 * writer adds, `ard:data-ard-fresh` the mark that begins after one alike, and a node's own attributes follow. */
#ifndef WRITERS_DOCX_DOCX_H
#define WRITERS_DOCX_DOCX_H

#include "writers/common.h"

#include "base/table.h"
#include "source/archive.h"
#include "writers/print.h"

/* Paragraph styles, by what a paragraph is; styles.c has the table. */
typedef enum docxw_base {
    DOCXW_BODY, DOCXW_HEADING_1, DOCXW_HEADING_2, DOCXW_HEADING_3, DOCXW_HEADING_4, DOCXW_HEADING_5, DOCXW_HEADING_6,
    DOCXW_ITEM, DOCXW_QUOTE, DOCXW_ASIDE, DOCXW_CODE, DOCXW_CELL, DOCXW_HEADER, DOCXW_CAPTION, DOCXW_TERM,
    DOCXW_DEFINITION, DOCXW_INSTRUCTION, DOCXW_VERSE, DOCXW_FORMULA, DOCXW_PAGE, DOCXW_RULE, DOCXW_FOOTNOTE,
    DOCXW_ENDNOTE, DOCXW_BASES
} docxw_base;

enum { DOCXW_COLOUR = 8 };

/* What w:rPr says; 0, NULL and "" say nothing. */
typedef struct docxw_run {
    const char *style;                  /* id of a character style */
    char font[80];
    signed char bold, italic, strike;   /* 1 on, -1 off */
    signed char vertical;               /* 1 above, -1 below the line */
    const char *underline;              /* "single", "wave", "none" */
    char colour[DOCXW_COLOUR], shade[DOCXW_COLOUR]; /* "1A1A1A" */
    bool highlight, rtl;
    int half_points, spacing;           /* spacing between letters: twips */
    const char *border;                 /* around the text: "single"..., its size and colour as a paragraph's */
    int border_size;
    char border_colour[DOCXW_COLOUR];
    const char *language;               /* BCP 47 */
} docxw_run;

/* What w:pPr says; twips. */
typedef struct docxw_paragraph {
    const char *style;
    bool keep_lines, page_break, rtl;
    signed char keep_next, hyphens;     /* -1: not, though the style says so */
    int number, level;                  /* of a list; number 0: none */
    const char *sides;                  /* sides with a border, blank-separated: "top left bottom right"; "none" */
    const char *border;                 /* "single", "dashed", "none" */
    int border_size;                    /* eighths of a point */
    char border_colour[DOCXW_COLOUR], shade[DOCXW_COLOUR];
    bool before_said, after_said;
    int before, after, line;            /* spacing; line: 240ths of a line where positive, exact twips where negative */
    bool indented;
    int left, right, first;             /* indents; first: of the first line beyond it */
    const char *align;                  /* w:jc: "left", "center", "right", "both" */
    int outline;                        /* level from 1; 0: none */
} docxw_paragraph;

/* A node that is open while the tree is walked. */
typedef struct docxw_open {
    const ard_node *node;
    unsigned ordinal;
    bool flow;                          /* an element of its own stands for it: ways begin below it */
    bool quiet;                         /* it is no step of a way: its style says all of it */
    bool told;                          /* its attributes stand in a way already */
} docxw_open;

typedef struct docxw_list {
    struct docxw_list *below;
    const ard_node *node;
    int number, level;                  /* w:numId, w:ilvl */
    long value;                         /* of its last item */
    const char *prefix, *suffix;        /* of labels that the number stands in; NULL: the list's own */
    bool waits;                         /* the open item's number waits for a paragraph */
} docxw_list;

typedef struct docxw_table {
    struct docxw_table *below;
    docxw_list *lists;                  /* those around it */
    long *spans, *wide;                 /* of each column: rows that a cell above still covers; columns that it takes */
    long *widths;                       /* twips */
    long columns, column, taken;        /* how many, the next one, those of the cell that is open */
    int head;
} docxw_table;

/* A part with text: the document, its footnotes, its endnotes. */
typedef struct docxw_part {
    buffer body, relations;
    unsigned related;
    table *known;                       /* ids of relationships by what they lead to */
} docxw_part;

typedef enum docxw_place { DOCXW_DOCUMENT, DOCXW_FOOTNOTES, DOCXW_ENDNOTES, DOCXW_PARTS } docxw_place;
typedef enum docxw_last { DOCXW_NOTHING, DOCXW_PARAGRAPH, DOCXW_TABLE } docxw_last;

typedef struct docxw_state {
    task *task;
    const ard_document *document;
    arena *pool;
    const notes *notes;
    archive_writer *zip;
    const char *language;
    docxw_part parts[DOCXW_PARTS];
    docxw_place place;                  /* the part that is being written */
    buffer *out;                        /* its body */
    buffer named;                       /* styles of the style table */
    buffer abstracts, numbers;          /* of numbering.xml */
    buffer marks;                       /* bookmarks that wait for a paragraph */
    buffer fields;                      /* what fields are, by their keys */
    table *styles;                      /* ids of styles and numbers of lists that were made, by what they are */
    table *targets;                     /* id -> name of the bookmark, of ids that links lead to */
    table *bookmarked;                  /* ids whose bookmark was written */
    docxw_open *open;
    size_t depth, room;
    docxw_list *lists;
    docxw_table *tables;
    const noted *mark;                  /* the note whose own mark waits for a paragraph */
    docxw_last last;                    /* the block before, in the same flow */
    bool failed, notes_apart;           /* notes stand where the text refers to them, not in the order of the end */
    bool lying, parted;                 /* all sheets lie; some do, in sections of their own */
    bool lies;                          /* the sheet that is being filled does */
    double size, character;             /* of the page's text, and the mean width of a character, in points */
    bool added;                         /* something stands in the style of what filters add */
    unsigned asked;                     /* a bit for each style of what a question asks about that was used */
    bool blank;                         /* the run that begins is of blanks between words */
    double wide;                        /* the space after them, in points; 0: they have no style of their own */
    unsigned fresh;                     /* the mark that begins after one of the same row: how deep, from 1; 0: none */
    unsigned fielded;                   /* fields so far */
    unsigned ordinals, ids, abstracted, numbered, undescribed, unmade;
} docxw_state;

/* ---- Properties in the order of the schema (properties.c) ---- */
void docxw_run_properties(const docxw_run *run, buffer *out);           /* w:rPr; nothing where it is empty */
void docxw_paragraph_properties(const docxw_paragraph *p, buffer *out); /* w:pPr; the same */

/* Lays what a style of the style table says over what is there. `size`: points of an em. */
void docxw_look(const style *s, double size, docxw_paragraph *p, docxw_run *run);

/* Gives text the border that a style's paragraph would have; for upright lines beside it, one all around that is
 * not whole. */
void docxw_frame(const style *s, const docxw_paragraph *p, docxw_run *run);

/* The size of a row's text in points; `page` where it does not say it. */
double docxw_points(const style *s, double page);
double docxw_spacing(const style *s, double size);

/* Adds a w:lang for a BCP 47 tag. */
void docxw_language(const char *tag, buffer *out);

/* ---- Styles (styles.c) ---- */
docxw_base docxw_base_of(const ard_node *leaf);
const char *docxw_base_id(docxw_base base);

/* The id of the paragraph style of a leaf: a base style, or one made of it with a row of the style table. */
const char *docxw_leaf_style(docxw_state *w, const ard_node *leaf, docxw_base base);

/* The id of the character style of a row of the style table; NULL for none. */
const char *docxw_row_style(docxw_state *w, uint16_t row);

/* The look of a kind of inline; NULL where it has none. */
const docxw_run *docxw_kind_look(ard_kind kind);

/* The id of the style of what filters add to a line. */
#define DOCXW_ADDED "ArdoiseAjout"

/* What a character style of ours says, and its name; false where none has that id. */
bool docxw_text_style(const docxw_state *w, const char *id, docxw_run *run, buffer *name);

/* Adds the character style of a row to w->named. */
void docxw_add_text(docxw_state *w, const style *row, const char *id, const char *name);

/* ---- Marks on the text (marks.c) ---- */
bool docxw_is_mark(const docxw_state *w, uint16_t row);

/* Adds the character style of a mark's row. */
void docxw_make_mark(docxw_state *w, uint16_t row);

/* The id of the character style of text in marks, the outermost first, whose own style is `under` (an id, or NULL). */
enum { DOCXW_MARKS = 4 };
typedef struct docxw_mark {
    uint16_t row;
    bool turned;                        /* its arc is of the other kind: mark_turns */
} docxw_mark;
const char *docxw_marks_style(docxw_state *w, const docxw_mark *marks, size_t count, const char *under);

/* Takes away from a look what a mark says of fonts, colours and spacing, for direct formatting would win. */
void docxw_yield(const docxw_state *w, uint16_t row, docxw_run *look);

/* Makes the styles of all rows, in order; adds styles.xml. */
void docxw_make_rows(docxw_state *w);
void docxw_styles(docxw_state *w, buffer *out);

/* The namespaces of the parts' root elements, with what may be passed over. */
extern const char docxw_namespaces[];

/* ---- The way to a node (kept.c) ---- */
void docxw_push(docxw_state *w, const ard_node *node, bool flow);
void docxw_pop(docxw_state *w);

/* Adds ard:data-ard-in for what is open, where there is anything, or where `always`. */
void docxw_way(docxw_state *w, bool always, buffer *out);

/* Adds ard:kind, the node's style and attributes. `own`: as carry_attributes has it. */
void docxw_node(docxw_state *w, const ard_node *node, const char *own, buffer *out);

/* ---- Blocks (body.c) ---- */
void docxw_write_below(docxw_state *w, const ard_node *root);

/* Begins a paragraph: its element, properties, bookmarks, the number of its item. `node` NULL: one that only holds a place. */
void docxw_begin(docxw_state *w, const ard_node *node);
void docxw_end(docxw_state *w);

/* A paragraph without a text of its own. */
void docxw_empty(docxw_state *w);

/* ---- Lists (lists.c) ---- */
void docxw_enter_list(docxw_state *w, ard_node *node);
void docxw_leave_list(docxw_state *w, ard_node *node);
void docxw_enter_item(docxw_state *w, ard_node *node);
void docxw_leave_item(docxw_state *w, ard_node *node);

/* Writes an empty numbered paragraph where a number waits that the next block cannot show. */
void docxw_settle(docxw_state *w);

/* The number, level and indent of a paragraph in the lists that are open. */
void docxw_place_in_lists(docxw_state *w, docxw_paragraph *p);
void docxw_numbering(docxw_state *w, buffer *out);

/* ---- Tables (tables.c) ---- */
void docxw_enter_table(docxw_state *w, ard_node *node);
void docxw_leave_table(docxw_state *w, ard_node *node);
void docxw_enter_row(docxw_state *w, ard_node *node);
void docxw_leave_row(docxw_state *w, ard_node *node);
void docxw_enter_cell(docxw_state *w, ard_node *node);
void docxw_leave_cell(docxw_state *w, ard_node *node);

/* The room that the cell which is open has for its text, in points. */
double docxw_cell_width(const docxw_state *w);

/* ---- The sheet (sheets.c) ---- */

/* Settles whether sheets lie: tables that are too wide have sections of their own, unless one stands in a control, which can
 * hold none: then all sheets lie. */
void docxw_find_turned(docxw_state *w);

/* Ends the section before a block of the root where that lies on another sheet. */
void docxw_turn(docxw_state *w, const ard_node *block);

/* Adds w:sectPr of the sheet that is being filled. */
void docxw_section(const docxw_state *w, buffer *out);

/* The width of a line on it, in points. */
double docxw_line(const docxw_state *w);

/* ---- Inlines (runs.c) ---- */
bool docxw_enter_inline(docxw_state *w, ard_node *node);       /* false: what is below is written */
void docxw_leave_inline(docxw_state *w, ard_node *node);

/* Begins and ends a run in the look of what is open. `shown`: its text is none of the tree's. */
void docxw_begin_run(docxw_state *w, bool shown);
void docxw_end_run(docxw_state *w);
void docxw_text(docxw_state *w, const char *text);
void docxw_shown(docxw_state *w, const char *text);             /* a run of text that the writer adds */

/* Adds the bookmark of a node that links lead to. */
void docxw_bookmark(docxw_state *w, const ard_node *node, buffer *out);

/* ---- Fields to fill in (fields.c) ---- */
bool docxw_is_field(const ard_node *node);
void docxw_field(docxw_state *w, const ard_node *node);
void docxw_add_fields(docxw_state *w);                          /* the part that says what they are, ... */
void docxw_relate_fields(docxw_state *w);                       /* ... its relationship, ... */
void docxw_field_types(const docxw_state *w, buffer *out);      /* ... and its content type */

/* ---- Notes (notes.c) ---- */
bool docxw_enter_reference(docxw_state *w, ard_node *node);
void docxw_note_mark(docxw_state *w);                           /* the note's own mark, at the beginning of its text */
void docxw_note_place(docxw_state *w, const ard_node *node);    /* where a note stands in the tree */
bool docxw_notes_apart(const docxw_state *w);
bool docxw_is_note(const docxw_state *w, const ard_node *note); /* it has a place in the part of notes */

/* ---- Pictures and formulas (objects.c) ---- */
void docxw_image(docxw_state *w, const ard_node *node);
void docxw_formula(docxw_state *w, const ard_node *node);
const char *docxw_picture_part(docxw_state *w, int number);     /* "media/image-1.png", added once */

/* The id of a relationship of the part that is being written, made where there is none yet. */
const char *docxw_relation(docxw_state *w, const char *type, const char *target, bool external);

#endif
