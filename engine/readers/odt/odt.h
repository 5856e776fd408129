/* Inside of the ODT reader (OpenDocument text 1.0 to 1.3, packages and flat files). One walk over the text enters and
 * leaves elements; walk.c has the table that says which function knows which element. What the table does not name is
 * gone through, so that the text of foreign elements is kept.
 *
 * The text is read into flows: the body, a cell, a text box, a note. Each flow has its own paragraph and lists. Look that
 * may carry meaning goes to the structure pass as look-* attributes, the same that the DOCX reader gives: on paragraphs
 * align, border, leader, paper, size; on spans and marks colour, paper, caps; on cells paper.
 *
 * What our own writer wrote is read back exactly: elements with ard:kind are nodes of that kind with the attributes that
 * are carried beside it (lesson/carry.h), and their look says nothing more (exact.c). An editor drops these attributes
 * from what it writes, and styles and section names then say what they can. */
#ifndef READERS_ODT_ODT_H
#define READERS_ODT_ODT_H

#include "base/plugin.h"
#include "base/table.h"
#include "lesson/lesson.h"
#include "office/odf-lists.h"
#include "office/odf-styles.h"
#include "readers/office.h"
#include "source/archive.h"

typedef enum odtr_go { GO_IN, GO_PAST } odtr_go;

/* Kinds that are none of the lesson's, which ard:kind may name beside them. */
enum { ODT_NOT_OURS = KINDS, ODT_ADDED, ODT_LOOK };

/* An inline that text stands in: a row of the chain from the paragraph down to the text. Two texts whose wraps are the
 * same share the nodes. */
typedef struct odtr_wrap {
    ard_kind kind;
    const char *attribute, *value;      /* NULL for none */
    const void *identity;               /* parts wraps that look alike (two links to one place); NULL for none */
    uint16_t row;                       /* of the style table */
    ard_node *node;                     /* once it is open */
} odtr_wrap;

enum { ODT_LOOKS = 16, ODT_WRAPS = 270 + ODT_LOOKS };

/* An inline element that is open: what it adds to the look, and the wrap that it is. */
typedef struct odtr_span {
    struct odtr_span *up;
    const xml_node *xml;
    odf_text_look look, base;           /* emphasis is what differs from the base */
    bool wraps, exact, code;
    odtr_wrap wrap;
    unsigned depth;                     /* of spans that wrap, with this one */
    size_t before;                      /* of an answer: bytes of text that were in its node */
    uint16_t mark;                      /* the row of the mark that it is by its style; STYLE_NONE */
    const odf_style *mark_style;
} odtr_span;

typedef struct odtr_paragraph {
    const xml_node *xml;                /* NULL: none is open */
    ard_node *node;
    const odf_style *style;
    odf_text_look base;
    size_t depth;                       /* of open wraps */
    ard_node *box;                      /* the last text box that was put after it */
    office_bookmark *bookmarks;            /* of it, and of empty ones before it */
    bool exact, shown;                  /* shown: something that is seen is in it */
    bool others;                        /* more than formulas and blanks */
    bool blank;                         /* a blank here would be folded away */
    bool hidden;
    bool contents;                      /* a line of a table of contents */
    bool sign_known;                    /* `sign` is the first letter or digit that comes after here; 0 none */
    uint32_t sign;
    int size;                           /* of all its letters, in tenths of a point; 0 none yet, -1 of several sizes */
} odtr_paragraph;

/* A list that is open, inside another one's item or straight inside another one. */
typedef struct odtr_list {
    struct odtr_list *up;
    const xml_node *xml;
    ard_node *node, *item;              /* item: the last one; NULL before it */
    const odf_list_style *style;
    odf_counters *counters;
    unsigned depth;                     /* from 0 */
    int value, start;                   /* of its last item; start: the next one's own, or ODF_UNSAID */
    bool fresh, header, exact;          /* fresh: an element of an item is open that has no node yet */
} odtr_list;

/* The list and the item that were last open at a depth: what is written in between goes into them. */
typedef struct odtr_open {
    ard_node *list, *item;
} odtr_open;

enum { ODT_DEPTH = 64 };

typedef struct odtr_table {
    struct odtr_table *up;
    const xml_node *xml;
    ard_node *node, *row, *cell;
    unsigned head, rows, cells, titles; /* head: depth of header rows; titles: cells of this row that look like headers */
    bool exact;
} odtr_table;

/* What a frame says of what is in it. */
typedef struct odtr_frame {
    struct odtr_frame *up;
    const xml_node *xml;
    const char *alt, *href;
    int width, height;                  /* CSS pixels; 0 unknown */
    bool decorative, filled;
} odtr_frame;

typedef struct odtr_flow {
    struct odtr_flow *up;
    const xml_node *xml;                /* leaving it ends the flow */
    ard_node *container;
    odtr_paragraph paragraph;
    odtr_wrap wraps[ODT_WRAPS];
    odtr_span *span;
    odtr_list *list;
    odtr_open *open;                     /* ODT_DEPTH of them, once a list was exact */
    odtr_table *table;
    ard_node *quote;                    /* the last block, where quotations go on */
} odtr_flow;

/* A note that was read: it is put at the end of the lesson, or where it was. */
typedef struct odtr_note {
    struct odtr_note *next;
    ard_node *node;
    const char *place;
} odtr_note;

typedef struct odt {
    task *task;
    ard_document *document;
    report_log *log;
    arena *pool;                        /* of the source: dropped when the document is read */
    archive *package;                   /* NULL: a flat file */
    const char *part;                   /* of the story; lives as long as the lesson */
    const xml_node *styles_root;        /* where page styles are */
    odf_styles *styles;
    odf_scope scope;
    bool exact;                         /* as our writer left it */
    office_tongues tongues;
    odtr_flow *flow, *free_flows;
    odtr_span *free_spans;
    odtr_list *free_lists;
    odtr_table *free_tables;
    odtr_frame *frame, *free_frames;
    odtr_note *notes, *last_note;
    table *note_ids;                    /* text:id -> id of the node */
    table *part_names;
    table *list_styles, *counters;      /* name; id of a list, or name of its style -> odf_counters */
    odf_counters *last_counters;
    const odf_list_style *outline;      /* of headings; NULL */
    odf_counters headings;
    table *rows;                        /* names of rows of the style table that were read */
    table *anchors;                     /* bookmark -> the block it is in */
    table *pictures;                    /* part -> its resource's number + 1 */
    table *controls;                    /* form:id -> the control */
    const char *first_master;           /* of the first paragraph */
    unsigned footnotes, endnotes, boxes;
    unsigned annotations, hidden_runs, changes, drawings_lost;
} odt;

/* ---- walk.c ---- */

/* Reads what is below `root` into the open flow. */
void odtr_walk(odt *d, const xml_node *root);

/* Calls report() at an element with up to two arguments (NULL for none). */
void odtr_report(odt *d, const xml_node *n, const char *code, const char *first, const char *second);

/* ---- flows.c ---- */
void odtr_flow_open(odt *d, const xml_node *xml, ard_node *container);
void odtr_flow_close(odt *d);

/* Where the next block goes: an item of the open list, or the flow's container. */
ard_node *odtr_container(odt *d, const xml_node *n);

/* Appends a block after what the flow has; ends an open paragraph. Gives `block`. */
ard_node *odtr_block(odt *d, const xml_node *n, ard_node *block);

/* A new ASIDE at the anchor: before a paragraph that shows nothing yet, else after it. */
ard_node *odtr_box(odt *d, const xml_node *n);

/* Ends a flow where `n` began it, and takes its container away where it is empty. */
void odtr_leave_flow(odt *d, const xml_node *n);

/* ---- paragraphs.c ---- */
odtr_go odtr_enter_paragraph(odt *d, const xml_node *n);
void odtr_leave_paragraph(odt *d, const xml_node *n);
void odtr_paragraph_close(odt *d);
odtr_go odtr_enter_bookmark(odt *d, const xml_node *n);

/* Whether a colour is one that is seen on white paper; sets it as look-* attributes have it ("E7EEF9"). */
bool odtr_colour_says(const char *colour);
void odtr_set_colour(odt *d, ard_node *node, const char *name, const char *colour);

/* Whether text has a paragraph to stand in. */
bool odtr_in_paragraph(const odt *d);

/* ---- lists.c ---- */
odtr_go odtr_enter_list(odt *d, const xml_node *n);
void odtr_leave_list(odt *d, const xml_node *n);
odtr_go odtr_enter_item(odt *d, const xml_node *n);
void odtr_leave_item(odt *d, const xml_node *n);

/* The item that a block goes into, made and numbered where it is new; NULL where no list is open. */
ard_node *odtr_list_item(odt *d, const xml_node *n);

/* The number of a heading, or of a paragraph whose number is words, added to `label`. True where it stands in a list that
 * it is no item of. */
bool odtr_list_label(odt *d, bool heading, buffer *label);
void odtr_outline_label(odt *d, int level, buffer *label);

/* ---- spans.c ---- */
odtr_span *odtr_span_open(odt *d, const xml_node *n);
void odtr_span_close(odt *d, const xml_node *n);
odtr_go odtr_enter_span(odt *d, const xml_node *n);
odtr_go odtr_enter_link(odt *d, const xml_node *n);
odtr_go odtr_enter_reference(odt *d, const xml_node *n);

/* Opens a wrap that has no look of its own: an answer, a note's reference. */
odtr_span *odtr_wrap_open(odt *d, const xml_node *n, ard_kind kind);

/* ---- text.c ---- */
void odtr_put_text(odt *d, const xml_node *n, const char *text, size_t size);
void odtr_put_folded(odt *d, const xml_node *n);         /* a text node */
void odtr_put(odt *d, const xml_node *n, ard_node *node);
ard_node *odtr_target(odt *d, const xml_node *n);        /* the node that text goes into now */
bool odtr_shows(const odt *d);
odtr_go odtr_enter_spaces(odt *d, const xml_node *n);
odtr_go odtr_enter_tab(odt *d, const xml_node *n);
odtr_go odtr_enter_break(odt *d, const xml_node *n);

/* ---- tables.c ---- */
odtr_go odtr_enter_table(odt *d, const xml_node *n);
void odtr_leave_table(odt *d, const xml_node *n);
odtr_go odtr_enter_head(odt *d, const xml_node *n);
void odtr_leave_head(odt *d, const xml_node *n);
odtr_go odtr_enter_row(odt *d, const xml_node *n);
void odtr_leave_row(odt *d, const xml_node *n);
odtr_go odtr_enter_cell(odt *d, const xml_node *n);
void odtr_leave_cell(odt *d, const xml_node *n);

/* ---- frames.c ---- */
odtr_go odtr_enter_frame(odt *d, const xml_node *n);
void odtr_leave_frame(odt *d, const xml_node *n);
odtr_go odtr_enter_image(odt *d, const xml_node *n);
odtr_go odtr_enter_text_box(odt *d, const xml_node *n);
odtr_go odtr_enter_shape(odt *d, const xml_node *n);
void odtr_leave_shape(odt *d, const xml_node *n);
const char *odtr_part_name(odt *d, const char *name);
int odtr_resource(odt *d, const char *part);

/* ---- objects.c ---- */
odtr_go odtr_enter_object(odt *d, const xml_node *n);
odtr_go odtr_enter_ole(odt *d, const xml_node *n);

/* ---- notes.c ---- */
odtr_go odtr_enter_note(odt *d, const xml_node *n);
void odtr_leave_note(odt *d, const xml_node *n);
odtr_go odtr_enter_note_body(odt *d, const xml_node *n);
odtr_go odtr_enter_note_reference(odt *d, const xml_node *n);
void odtr_place_notes(odt *d);

/* ---- fields.c ---- */
odtr_go odtr_enter_placeholder(odt *d, const xml_node *n);
odtr_go odtr_enter_drop_down(odt *d, const xml_node *n);
odtr_go odtr_enter_content_control(odt *d, const xml_node *n);
odtr_go odtr_enter_field_mark(odt *d, const xml_node *n);
odtr_go odtr_enter_forms(odt *d, const xml_node *n);
odtr_go odtr_enter_control(odt *d, const xml_node *n);
odtr_go odtr_enter_hidden(odt *d, const xml_node *n);
void odtr_put_check(odt *d, const xml_node *n, bool checked);

/* ---- own-fields.c ---- */

/* Puts the field that a control of our writer's stands for, with what was filled in; false where it is another's. */
bool odtr_put_hidden_field(odt *d, const xml_node *n);   /* one that shows nothing */
bool odtr_put_own_field(odt *d, const xml_node *n, const xml_node *control);

/* ---- sections.c ---- */
odtr_go odtr_enter_section(odt *d, const xml_node *n);
odtr_go odtr_enter_index(odt *d, const xml_node *n);

/* ---- exact.c ---- */

/* The kind that ard:kind names: one of the lesson's, ODT_ADDED, ODT_LOOK, or ODT_NOT_OURS. */
int odtr_kind(const xml_node *n);

/* Gives a node the carried attributes of an element, and its row of the style table. */
void odtr_take(odt *d, ard_node *node, const xml_node *n);

/* Reads the formula as it was written, every element and blank of it. */
void odtr_exact_formula(odt *d, ard_node *maths, const xml_node *math);

/* Reads the style table, the pictures and the attributes of the root. */
void odtr_exact_begin(odt *d, const xml_node *text);
void odtr_exact_styles(odt *d, const xml_node *styles);

/* ---- rows.c ---- */

/* The row of the style table that a style of our writer's names is; STYLE_NONE for others. */
uint16_t odtr_row_of_style(odt *d, const odf_style *own);

/* ---- headers.c ---- */
void odtr_read_header(odt *d);
void odtr_report_headers(odt *d);

/* ---- meta.c ---- */
void odtr_read_meta(odt *d, const xml_node *meta);

/* ---- finish.c ---- */
void odtr_finish(odt *d);

#endif
