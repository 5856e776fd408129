/* What the files of the ODT writer share: OpenDocument 1.3 text, as LibreOffice reads and writes it. */
#ifndef WRITERS_ODT_ODT_H
#define WRITERS_ODT_ODT_H

#include "writers/common.h"

#include "base/table.h"
#include "lesson/carry.h"
#include "source/archive.h"
#include "writers/print.h"

/* Paragraph styles of the format, by what a paragraph is; styles.c has the table. */
typedef enum odt_base {
    ODT_BODY, ODT_HEADING_1, ODT_HEADING_2, ODT_HEADING_3, ODT_HEADING_4, ODT_HEADING_5, ODT_HEADING_6, ODT_QUOTE,
    ODT_ASIDE, ODT_CODE, ODT_CELL, ODT_HEADER, ODT_CAPTION, ODT_TERM, ODT_DEFINITION, ODT_INSTRUCTION, ODT_VERSE,
    ODT_FORMULA, ODT_PAGE, ODT_RULE, ODT_NOTE, ODT_BASES
} odt_base;

/* A list that is open. What a list cannot hold (a table) ends it for a while: `open` tells. */
typedef struct odt_list {
    struct odt_list *below, *above;
    const ard_node *node;
    const char *style;
    long number;                /* of its last item */
    int apart;                  /* depth, where each depth has a style of its own; else 0 */
    bool open, begun;           /* its element is open; it was so once */
    bool items;                 /* its element holds items already */
    const char *item;           /* the element of the item that is open, or NULL */
} odt_list;

/* A table that is open. */
typedef struct odt_table {
    struct odt_table *below;
    odt_list *lists;            /* those around it */
    long *spans;                /* of each column: rows that a cell above still covers */
    long *widths;               /* of each column, in characters; NULL: unknown */
    long columns, column, taken;    /* how many, the next one, those of the cell that is open */
    int head;                   /* rows of its head */
    double line;                /* the width of all, in points */
    bool filled;                /* the cell that is open has a paragraph */
} odt_table;

/* A section that is open, with the lists around it. */
typedef struct odt_section {
    struct odt_section *below;
    const ard_node *node;
    odt_list *lists;
} odt_section;

typedef struct odt_state {
    task *task;
    const ard_document *document;
    arena *pool;
    const notes *notes;
    archive_writer *zip;
    const char *language;
    buffer body;                /* the content of office:text */
    buffer automatic;           /* automatic styles of content.xml */
    buffer named;               /* styles of the style table, for styles.xml */
    buffer lists_named;         /* list styles, for styles.xml */
    buffer manifest;
    buffer forms;               /* the controls of fields */
    table *styles;              /* names of styles that were made, by what they are */
    table *ids;                 /* names of bookmarks that were written */
    buffer marks;               /* bookmarks that wait for a paragraph */
    odt_list *lists;
    odt_table *tables;
    odt_section *sections;
    table *places;              /* of notes that do not end the lesson: their path from the root, by address */
    bool blank;                 /* a blank here would be folded: the paragraph begins, or one came before */
    bool in_note, failed;
    bool spaced;                /* blanks of the text that is written have a style of their own */
    bool added;                 /* something stands in the style of what filters add */
    unsigned asked;             /* a bit for each style of what a question asks about (asked-styles.h) that was used */
    double wide;                /* the space after them, in points; 0: they have none */
    double size, character;     /* of the page's text: its size, the mean width of a character, in points */
    bool finished;              /* the PDF writer takes it on: places of fields are marked for it */
    bool lies, turned;          /* the sheet that is being filled lies; any does */
    unsigned automatics, tabled, formulas, undescribed, sectioned, fields;
} odt_state;

/* ---- Styles (styles.c, automatic.c) ---- */

/* The name of the paragraph style of a leaf: a base style, or one made from it with a row of the style table, a
 * language, a direction. */
const char *odt_paragraph_style(odt_state *w, const ard_node *leaf, odt_base base);

/* The name of the text style of a row of the style table; of a language. NULL for none. */
const char *odt_row_style(odt_state *w, uint16_t row);
const char *odt_mark_style(odt_state *w, const ard_node *mark);
const char *odt_language_style(odt_state *w, const char *language);

/* The name of the list style of a list; of one that lists of this depth alone have, where `depth` is not 0. */
const char *odt_list_style(odt_state *w, const ard_node *list, int depth);

/* The base style of a leaf block, by its kind and by what it stands in. */
odt_base odt_base_of(const ard_node *leaf);

/* The name of a base style in XML ("Heading_20_1"). */
const char *odt_base_name(odt_base base);
const char *odt_base_shown(odt_base base);      /* as people see it: "Heading 1" */

/* The name in XML of the text style of a kind of inline; NULL for none. */
const char *odt_inline_style(ard_kind kind);

/* The names in XML of the style of blanks between words, and of what filters add to a line. */
extern const char odt_blank_style[], odt_added_style[];

/* ---- The page (page.c) ---- */

/* Adds properties, their black lines in the page's ink. */
void odt_inked(const odt_state *w, const char *properties, buffer *out);

/* Adds the properties of text in a look of emphasis. */
void odt_emphasis(emphasis_look look, buffer *out);

/* Adds the automatic styles that content.xml always has. */
void odt_fixed(const odt_state *w, buffer *out);

/* The style of a table: one that turns the sheet where it must. */
const char *odt_table_style(odt_state *w, const ard_node *node);

/* Adds the layouts of the sheet, and the master pages. */
void odt_page(const odt_state *w, buffer *out);

/* The room that the cell which is open has for its text, in points. */
double odt_cell_width(const odt_table *t);

/* The master page that begins with a leaf or a table, where it lies on another sheet than what came before; else NULL. */
const char *odt_master(odt_state *w, const ard_node *node);

/* Adds styles.xml. */
void odt_styles(odt_state *w, buffer *out);

/* Adds fo:language and fo:country, or what scripts of Asia and of complex layout have instead. */
void odt_language(const char *tag, buffer *out);

/* Adds what a style's values are in OpenDocument: properties of paragraphs and of text. `size`: the size in points that
 * an em is. */
void odt_properties(const style *s, double size, buffer *paragraph, buffer *text);

/* Adds the lines around text, and upright ones beside it, in its colour, or in `ink` (NULL: black). */
void odt_frame(const style *s, const char *ink, buffer *text);

/* The size of a row's text in points; `page` where the row does not say it in points. */
double odt_points(const style *s, double page);

/* The space that a row puts between letters, in points. */
double odt_spacing(const style *s, double size);

/* The namespaces of every part's root element. */
extern const char odt_namespaces[];

/* ---- Content ---- */

/* Writes what is below a node (body.c). */
void odt_write_below(odt_state *w, const ard_node *root);

/* Opens the lists that a table or nothing yet has left closed, so that a paragraph may be written (lists.c). */
void odt_open_lists(odt_state *w);
void odt_enter_list(odt_state *w, ard_node *node);
void odt_leave_list(odt_state *w, ard_node *node);
void odt_enter_item(odt_state *w, ard_node *node);
void odt_leave_item(odt_state *w, ard_node *node);

/* Ends all lists for a while; those before it come back with the returned pointer in w->lists. */
odt_list *odt_suspend_lists(odt_state *w);

/* Tables (tables.c). */
void odt_enter_table(odt_state *w, ard_node *node);
void odt_leave_table(odt_state *w, ard_node *node);
void odt_enter_row(odt_state *w, ard_node *node);
void odt_leave_row(odt_state *w, ard_node *node);
void odt_enter_cell(odt_state *w, ard_node *node);
void odt_leave_cell(odt_state *w, ard_node *node);

/* Adds a text's characters: blanks, tabs and line ends as elements where OpenDocument folds them (inline.c). */
void odt_text(odt_state *w, const char *text);

/* Inlines at their beginning and end (inline.c); false where the walk passes over what is below. */
bool odt_enter_inline(odt_state *w, ard_node *node);
void odt_leave_inline(odt_state *w, ard_node *node);

/* A bookmark for a node's id, in `out`. */
void odt_bookmark(odt_state *w, const ard_node *node, buffer *out);

/* Pictures and formulas (objects.c). */
void odt_image(odt_state *w, const ard_node *node);
void odt_formula(odt_state *w, const ard_node *node);

/* Fields to fill in are controls of a form (fields.c): the control in the text; the form, and the styles it needs. */
bool odt_is_field(const ard_node *node);
void odt_field(odt_state *w, const ard_node *node);
void odt_add_form(odt_state *w, buffer *out);
void odt_field_styles(odt_state *w);

/* Adds what our reader knows a node by: its kind, the attributes that `own` does not name, its row of the style table. */
void odt_exact(const odt_state *w, const ard_node *node, const char *own, buffer *out);

/* Adds text that is none of the lesson's: what stands for a space to write on, a box, a mark. */
void odt_added(odt_state *w, const char *text);

/* How many lists are open: where in them a block goes that stands between their parts. */
void odt_add_depth(const odt_list *lists, buffer *out);

/* Containers that OpenDocument has no element for are sections (sections.c). */
void odt_enter_section(odt_state *w, ard_node *node);
void odt_leave_section(odt_state *w, ard_node *node);

/* Whether a note stands in the text, where it is first referred to: not in another note, with a plain mark. */
bool odt_note_stands(const odt_state *w, const ard_node *node);

/* Finds the places of notes that do not end the lesson. */
void odt_find_places(odt_state *w);

/* Adds all the pictures' parts, in their order. */
void odt_pictures(odt_state *w);

/* Adds all rows of the style table, in their order. */
void odt_rows(odt_state *w);

/* Adds the values of a row, as they are, for our reader. */
void odt_row_values(const style *row, buffer *out);

/* Whether a style of every document has this name. */
bool odt_style_is_taken(const char *name);

#endif
