/* Inside of the DOCX reader (Office Open XML, ECMA-376 part 1, and ISO/IEC 29500 Strict). One walk over each story
 * (body, note) enters and leaves elements; walk.c has the table that says which function knows which element. What the
 * table does not name is gone through, but for properties (names that end in "Pr").
 *
 * A story is read into flows: the body, a cell, a text box, a note. Each flow has its own paragraph, lists and table, so
 * that a text box inside a word leaves that word's paragraph as it was.
 *
 * Look that may carry meaning goes to the structure pass as look-* attributes: on paragraphs align ("center"), border
 * ("box"), leader ("1": a tab stop draws dots), paper (a fill, "E7EEF9"), size (points, where all letters have one and it
 * is not that of the document, which the root has); on spans and marks colour, paper ("FFFF00", or a highlight's name), caps ("1"); on cells
 * paper. What stands for nothing in a lesson is data-*: on an ANSWER choices (one a line), on BULLETS bullet (a box or a
 * circle), on an ASIDE part ("header"). */
#ifndef READERS_DOCX_DOCX_H
#define READERS_DOCX_DOCX_H

#include "base/plugin.h"
#include "base/table.h"
#include "lesson/lesson.h"
#include "office/numbering.h"
#include "office/styles.h"
#include "readers/office.h"
#include "source/opc.h"

typedef enum docx_go { GO_IN, GO_PAST } docx_go;

/* An inline that text stands in: a row of the chain from the paragraph down to the text. Two runs whose wraps are the
 * same share the nodes. */
typedef struct docx_wrap {
    ard_kind kind;
    const char *attribute, *value;      /* NULL for none */
    const void *identity;               /* parts wraps that look alike (two links to one place); NULL for none */
    ard_node *node;                     /* once it is open */
} docx_wrap;

enum { DOCX_MARKS = 4 };

/* The marks that a character style of our writer's is (marks.c). */
typedef struct docx_mark {
    uint16_t rows[DOCX_MARKS];          /* of the style table, the innermost first */
    bool turned[DOCX_MARKS];            /* a variant of its style: it does not go on in a mark of the other one */
    size_t count;                       /* 0: it is no mark's */
    const wml_style *under;             /* the style that its text has beside; NULL */
} docx_mark;

enum { DOCX_WRAPS = 16, DOCX_COLUMNS = 256 };

/* Where a link goes; lives in the pool. */
typedef struct docx_link {
    struct docx_link *up;
    const void *from;                   /* what opened it: an element, or a field */
    const char *href, *title;           /* NULL href: nowhere; its text is kept */
} docx_link;

/* A field to fill in, or a note's own mark, that text is inside of. */
typedef struct docx_answer {
    const void *from;
    const char *choices;                /* of a drop-down, one a line; NULL for none */
    int size;                           /* 0: unknown */
} docx_answer;

/* A node that a carried way leads through, by the number that it has there (carried.c). */
typedef struct docx_step {
    unsigned ordinal;
    ard_node *node;
} docx_step;

typedef struct docx_way {
    docx_step *steps;                   /* those that are open, the outermost first */
    size_t depth, room;
} docx_way;

typedef struct docx_paragraph {
    const xml_node *xml;                /* NULL: none is open */
    ard_node *node;
    const wml_style *style;
    wml_paragraph_look look;
    wml_run_look base;                  /* emphasis is what differs from this */
    docx_wrap wraps[DOCX_WRAPS];
    size_t depth;                       /* of open wraps */
    ard_node *box;                      /* the last text box that was put after it */
    office_bookmark *bookmarks;           /* of it, and of empty ones before it */
    bool shown;                         /* something that is seen is in it */
    bool others;                        /* more than displayed formulas and blanks */
    unsigned display;                   /* displayed formulas */
    bool parted;                        /* a page or column ended: what follows begins a line */
    bool carried;                       /* what it is, and the ways of its runs, are carried (carried.c) */
    bool joined;                        /* the next paragraph goes on in it */
    int half_points;                    /* size of all its letters; 0 none yet, -1 of several sizes */
} docx_paragraph;

/* An open level of a list. */
typedef struct docx_level {
    int number, level, left, value;
    ard_node *list, *item;
} docx_level;

typedef struct docx_table {
    struct docx_table *up;              /* in the list of free ones */
    const xml_node *xml;
    ard_node *node, *row;
    ard_node *above[DOCX_COLUMNS];      /* the cell that a merged one below continues; NULL */
    int spans[DOCX_COLUMNS];            /* its rows so far */
    int column, rows;
    bool head, head_look, side_look;    /* still in the head; the style sets the first row or column apart */
} docx_table;

/* Where a text box stands in the drawing that it is a part of. */
typedef struct docx_placed {
    struct docx_placed *next;
    ard_node *box;
    long long x, y, height;             /* in the drawing's own units */
} docx_placed;

/* What a drawing says of the picture in it. */
typedef struct docx_picture {
    const xml_node *from;               /* w:drawing, w:pict or w:object; NULL: none is open */
    const char *alt, *href;
    long long width, height;            /* CSS pixels; 0 unknown */
    docx_placed *boxes;                 /* its text boxes, the last first */
    bool decorative, filled;            /* filled: something of it is in the tree */
} docx_picture;

typedef struct docx_flow {
    struct docx_flow *up;
    const xml_node *xml;                /* leaving it ends the flow */
    ard_node *container;
    docx_paragraph paragraph;
    docx_level levels[WML_LEVELS];
    size_t open;                        /* levels */
    docx_table *table;
    ard_node *quote;                    /* the last block, where quotations go on */
    ard_node *verse;                    /* the last block, a stanza whose lines go on */
    const xml_node *run;                /* the run that is being read; NULL between runs */
    wml_run_look look;                  /* of that run, whole */
    const docx_mark *mark, *before;     /* that the run's style is, and that of the last run with text; NULL */
    int fresh;                          /* the mark that begins with the run although it touches one alike: how deep; 0 */
    bool abbreviated;                   /* its style is that of abbreviations */
    bool added;                         /* its style is that of what filters add */
    bool code;                          /* its style is that of program text */
    bool hidden;                        /* its text is not shown */
    docx_link *link;
    const docx_answer *answer;
    docx_picture picture;               /* of a text box: the drawing around it */
    docx_way blocks, inlines;           /* carried nodes that are open */
    const char *way;                    /* of the run that is read; NULL: none */
    const char *reference;              /* href of the note whose own mark the run's text is; NULL */
} docx_flow;

/* A complex or simple field that is open (17.16). */
typedef struct docx_field {
    struct docx_field *up;
    const docx_flow *flow;
    const xml_node *from, *data;        /* w:fldChar or w:fldSimple; w:ffData or NULL */
    buffer instruction;
    ard_node *contents;                 /* of a table of contents: its first paragraph; NULL */
    bool result;                        /* past its instruction */
    bool silent;                        /* its result is not shown: the reader has put something else */
} docx_field;

/* A note that was referred to, to be read after the body. */
typedef struct docx_note {
    struct docx_note *next;
    const xml_node *xml;
    const char *part, *id, *type;       /* id of the node; "footnote" or "endnote" */
    unsigned number;
} docx_note;

typedef struct docx {
    task *task;
    ard_document *document;
    report_log *log;
    arena *pool;                        /* of the source: dropped when the document is read */
    opc *package;
    const char *main, *part;            /* names of the main part, and of that of the story */
    wml_styles *styles;
    const xml_node *styles_root;        /* NULL: there are none */
    table *marks;                       /* id of a character style -> docx_mark */
    wml_numbering *numbering;
    const xml_node *body;
    int page, page_start;               /* the printed page that is read, 0 unknown; the number of the next, 0 one more */
    wml_format page_format;
    const char *header;                 /* the part of the header that was read; NULL */
    const char *language;               /* that unmarked text is in; NULL unknown */
    office_tongues tongues;             /* unmarked: the language of the default style */
    docx_flow *flow, *free_flows;
    docx_table *free_tables;
    docx_field *field;
    unsigned instructions;              /* fields that are open and not past their instruction */
    docx_picture picture;
    docx_note *notes, *last_note;
    table *note_ids, *note_parts;       /* "footnote 2" -> docx_note; type -> its root */
    unsigned footnotes, endnotes;
    table *part_names;                  /* -> the same in the lesson's pool, which places borrow */
    table *list_depths;                 /* "number level" -> levels open above it, + 1 */
    table *anchors;                     /* bookmark -> the block it is in */
    bool foreign_format;                /* a list's format that is not known was reported */
    table *carried_nodes;               /* captions and links that are carried, by their address */
    bool carried;                       /* the lesson's own metadata are */
    table *fields;                      /* key of a control of our writer's -> what its field is */
    table *pictures;                    /* part -> its resource's number + 1 */
    unsigned comments, hidden_runs, deletions, insertions, drawings_lost, symbols_lost;
} docx;

/* ---- walk.c ---- */

/* Reads what is below `root` into the open flow. */
void docx_walk(docx *d, const xml_node *root);

/* Whether a branch of mc:AlternateContent is the one to read: the first that is understood, else the fallback. */
docx_go docx_branch(docx *d, const xml_node *n);

/* ---- flows.c ---- */

/* Opens a flow into `container`, which ends when `xml` is left; closes the innermost one. */
void docx_flow_open(docx *d, const xml_node *xml, ard_node *container);
void docx_flow_close(docx *d);

/* Appends a block after what the flow has; ends an open paragraph and lists. Gives `block`. */
ard_node *docx_block(docx *d, ard_node *block);

/* A new ASIDE at the anchor: before a paragraph that shows nothing yet, else after it. */
ard_node *docx_box(docx *d, const xml_node *n);

/* ---- paragraphs.c ---- */
docx_go docx_enter_paragraph(docx *d, const xml_node *n);
void docx_leave_paragraph(docx *d, const xml_node *n);
void docx_paragraph_close(docx *d);

/* Makes sure that inlines have a paragraph to stand in. */
void docx_paragraph_need(docx *d, const xml_node *n);
docx_go docx_enter_bookmark(docx *d, const xml_node *n);

/* ---- lists.c ---- */

/* Counts a numbered paragraph and says where it goes: the item of a list, or the flow's container where its number is
 * words ("Exercice 1 :"), which are then added to `label`. `heading`: its whole number becomes `label`. */
ard_node *docx_list_place(docx *d, const xml_node *n, const wml_paragraph_look *look, bool heading, buffer *label);

/* Where a paragraph without number goes: into the open item when it is indented like its text, else lists end. */
ard_node *docx_list_continue(docx *d, const wml_paragraph_look *look, bool heading);
void docx_lists_close(docx_flow *flow);

/* ---- runs.c ---- */
docx_go docx_enter_run(docx *d, const xml_node *n);
void docx_leave_run(docx *d, const xml_node *n);
docx_go docx_enter_text(docx *d, const xml_node *n);
docx_go docx_enter_character(docx *d, const xml_node *n);      /* w:tab, w:noBreakHyphen... */
docx_go docx_enter_break(docx *d, const xml_node *n);
docx_go docx_enter_symbol(docx *d, const xml_node *n);

/* Whether what is read now is shown: not hidden, not a field's instruction. */
bool docx_shows(const docx *d);

/* Adds text, or a node, in the look of the run. */
void docx_put_text(docx *d, const xml_node *n, const char *text, size_t size);
void docx_put(docx *d, const xml_node *n, ard_node *node);

/* Adds a symbol font's character; reports what is not known. */
void docx_put_symbol(docx *d, const xml_node *n, const char *font, uint32_t code);

/* ---- marks.c ---- */

/* The marks that a character style is, or NULL; `character` may be NULL. */
const docx_mark *docx_mark_of(docx *d, const wml_style *character);

/* The node of the run's innermost mark inside of `into`; that itself where the run has none. */
ard_node *docx_mark_node(docx *d, ard_node *into, const xml_node *n);

/* ---- fields.c ---- */
docx_go docx_enter_field_mark(docx *d, const xml_node *n);      /* w:fldChar */
docx_go docx_enter_simple_field(docx *d, const xml_node *n);
void docx_leave_simple_field(docx *d, const xml_node *n);
docx_go docx_enter_instruction(docx *d, const xml_node *n);
docx_go docx_enter_hyperlink(docx *d, const xml_node *n);
void docx_leave_hyperlink(docx *d, const xml_node *n);

/* Ends the fields that a flow leaves open. */
void docx_fields_close(docx *d, const docx_flow *flow);

/* ---- links.c ---- */
void docx_link_open(docx *d, const void *from, const char *address, const char *anchor, const char *title, const xml_node *n);
void docx_link_close(docx *d, const void *from);

/* ---- controls.c ---- */
docx_go docx_enter_control(docx *d, const xml_node *n);
void docx_leave_control(docx *d, const xml_node *n);
void docx_put_check(docx *d, const xml_node *n, bool checked);

/* ---- own-fields.c ---- */
void docx_find_fields(docx *d);
bool docx_put_own_field(docx *d, const xml_node *n);            /* a control; false where it is another's */
bool docx_put_hidden_field(docx *d, const xml_node *n);         /* a run; the same */

/* ---- tables.c ---- */
docx_go docx_enter_table(docx *d, const xml_node *n);
void docx_leave_table(docx *d, const xml_node *n);
docx_go docx_enter_row(docx *d, const xml_node *n);
docx_go docx_enter_cell(docx *d, const xml_node *n);
void docx_leave_cell(docx *d, const xml_node *n);

/* ---- notes.c ---- */
docx_go docx_enter_note_reference(docx *d, const xml_node *n);

/* Reads the notes that were referred to, to the end of the lesson. */
void docx_read_notes(docx *d);

/* ---- drawings.c ---- */
docx_go docx_enter_drawing(docx *d, const xml_node *n);
void docx_leave_drawing(docx *d, const xml_node *n);
docx_go docx_enter_drawing_about(docx *d, const xml_node *n);   /* wp:docPr */
docx_go docx_enter_picture_about(docx *d, const xml_node *n);   /* pic:cNvPr */
docx_go docx_enter_extent(docx *d, const xml_node *n);
docx_go docx_enter_blip(docx *d, const xml_node *n);
docx_go docx_enter_box(docx *d, const xml_node *n);
void docx_leave_box(docx *d, const xml_node *n);
docx_go docx_enter_drawn_text(docx *d, const xml_node *n);      /* a:t */

/* ---- canvas.c ---- */

/* Remembers where in its drawing a text box stands. */
void docx_place_box(docx *d, const xml_node *n, ard_node *box);

/* Puts the text boxes of a drawing that is left in the order of reading: by rows, from the left. */
void docx_order_boxes(docx *d);

/* ---- vml.c ---- */
docx_go docx_enter_shape(docx *d, const xml_node *n);
docx_go docx_enter_image_data(docx *d, const xml_node *n);
docx_go docx_enter_text_path(docx *d, const xml_node *n);
docx_go docx_enter_object(docx *d, const xml_node *n);          /* o:OLEObject */

/* Puts the formula of an object (w:object) of Equation 3.0 or MathType; false where it is none, or can't be read. */
bool docx_put_equation(docx *d, const xml_node *n);

/* Puts a picture by its resource (0: only its text), and by its relationship, where the walk is. */
void docx_put_image(docx *d, const xml_node *n, int resource);
void docx_put_picture(docx *d, const xml_node *n, const char *relation);

/* ---- diagrams.c ---- */
docx_go docx_enter_diagram(docx *d, const xml_node *n);
docx_go docx_enter_chart(docx *d, const xml_node *n);

/* ---- finish.c ---- */

/* After the walk: links to bookmarks, captions, the language of the lesson. */
void docx_finish(docx *d);

/* ---- pages.c ---- */

/* Finds out whether the printed pages' numbers are known, and says what is only on the page. */
void docx_survey_pages(docx *d, const xml_node *body);
docx_go docx_enter_page_end(docx *d, const xml_node *n);

/* The section that a paragraph ends is over. */
void docx_end_section(docx *d, const xml_node *paragraph);

/* ---- chunks.c ---- */
docx_go docx_enter_chunk(docx *d, const xml_node *n);

/* ---- properties.c ---- */
void docx_read_properties(docx *d);

/* ---- headers.c ---- */

/* Reads the header of the first page to the beginning of the lesson, where it says anything. */
void docx_read_header(docx *d, const xml_node *body);

/* Says what stands in the other headers and in footers, which are left out. */
void docx_report_headers(docx *d, const xml_node *body);

/* ---- carried.c ---- */

/* Each gives NULL, false or GO_IN where nothing is carried, and the rest of the reader goes on as for any document. */
bool docx_carried_document(docx *d, const xml_node *document);  /* pictures; true: the metadata were carried too */
void docx_carried_styles(docx *d, const xml_node *styles);      /* the style table; `styles` may be NULL */
bool docx_carried_holds_place(docx *d, const xml_node *n);      /* a paragraph that is none of the lesson's */
bool docx_carried_paragraph(docx *d, const xml_node *n);        /* makes the open paragraph's node */
bool docx_carried_control(docx *d, const xml_node *n);          /* a container's opens a flow; an inline's is gone through */
ard_node *docx_carried_table(docx *d, const xml_node *n);
ard_node *docx_carried_part(docx *d, const xml_node *n, ard_node *parent);      /* a row or a cell */
bool docx_carried_filler(const xml_node *n);
bool docx_carried_note_place(docx *d, const xml_node *n);       /* where a note stands among the blocks */
ard_node *docx_carried_note(docx *d, const xml_node *n);
bool docx_carried_reference(docx *d, const xml_node *n);
docx_go docx_carried_run(docx *d, const xml_node *n);
bool docx_carried_line(const docx *d, const xml_node *n);       /* a w:br that is a line end of the text */
void docx_carried_image(docx *d, ard_node *image);
ard_node *docx_carried_formula(docx *d, const xml_node *n);     /* where it would be written as it stands there */
bool docx_carried_maths(docx *d, const xml_node *n, ard_node *formula);     /* puts it where it was */

/* The node that the run's text goes into. */
ard_node *docx_carried_target(docx *d, const xml_node *n);

/* Sets what an element carries as attributes. */
void docx_carried_take(docx *d, ard_node *node, const xml_node *n);

/* Whether a caption or a link was carried, and is where it belongs. */
bool docx_is_carried(const docx *d, const ard_node *node);

/* A part's name that lives as long as the lesson; NULL for NULL. */
const char *docx_part_name(docx *d, const char *name);

/* Calls report() at an element of the story with up to two arguments (NULL for none). */
void docx_report(docx *d, const xml_node *n, const char *code, const char *first, const char *second);

#endif
