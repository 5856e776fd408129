/* What the files of the HTML writer share. */
#ifndef WRITERS_HTML_H
#define WRITERS_HTML_H

#include "writers/common.h"

#include "base/table.h"

typedef struct html_page html_page;

/* What pages of a book do otherwise than a page alone; NULL functions: nothing. */
typedef struct html_book {
    /* Adds the src attribute of a picture. */
    void (*picture)(html_page *page, int number, const resource *picture);

    /* The file that an id of the book stands in, where it is another than the page's; "" else; NULL: no file has it. */
    const char *(*file)(html_page *page, const char *id);

    /* Called before a block of the lesson is written: may end the page and begin the next. */
    void (*before)(html_page *page, ard_node *node);

    /* A heading or the mark of a printed page is written with this id. */
    void (*seen)(html_page *page, const ard_node *node, const char *id);
} html_book;

struct html_page {
    task *task;
    const ard_document *document;
    ard_output *output;
    arena *pool;
    const notes *notes;
    table *ids;                 /* an id as written, and the node that has it */
    table *names;               /* of sections, that were written */
    table *references;          /* ids given to the first references of notes, by "appel-1" */
    const char **classes;       /* of each style row */
    bool *marks;                /* of each style row: whether it is the look of marks */
    unsigned lines;             /* how many looks lines have by turns; 0: all are alike */
    unsigned line_blocks;       /* blocks that were written with lines by turns */
    uint16_t bare;              /* the row of marks whose element has no class; STYLE_NONE: there are no marks */
    const char *language;
    buffer text;                /* scratch for one piece */
    bool failed;                /* memory ended while a piece was made */
    unsigned undescribed;       /* pictures that nothing describes */
    bool fields, boxes;         /* there are some to fill in; to write in by hand */
    int groups;                 /* of boxes that are open */
    const ard_node *label, *label_end;  /* the box whose label is open; what it ends before, NULL: at its parent's end */
    bool xml;                   /* XHTML, as in EPUB */
    bool continued;             /* the containers that are opened go on from the page before */
    bool at_tail;               /* the notes that come now stand where they would anyway */
    const ard_node *tail;       /* the first of those; NULL: none */
    bool *shown;                /* of each resource: whether a picture shows it */
    size_t resources;           /* how many there are */
    buffer added;               /* attributes of the start tag that are not the lesson's: names */
    buffer late;                /* what is said of what is asked, once the word has ended (html-asked.c) */
    const char *sound;          /* markup of a player at the beginning; NULL: the page has no sound */
    const struct said *said;    /* where it is heard (said.h); NULL: it is not */
    const char *said_file;      /* of a book: the file that is written */
    const html_book *book;      /* NULL: a page alone */
    void *user;                 /* the book's */
};

/* Writes a whole page: of `page` its task, document, output and sound are set. */
ard_status html_write_page(html_page *page);

/* Opens what a page needs, but for its output: pool, tables, notes, classes. False where there is no memory. */
bool html_open(html_page *page);
void html_close(html_page *page);

/* Writes the lesson's blocks; then the notes that the text refers to, of a book those that belong to the page (NULL: all). */
void html_body(html_page *page);
void html_notes(html_page *page, bool (*belongs)(const html_page *page, const noted *row));

/* Writes the start or the end tag of a block that the lesson's page opens or closes besides its own. */
void html_start(html_page *page, ard_node *node);
void html_end(html_page *page, ard_node *node);

/* Gives what was written so far to the output. */
void html_page_flush(html_page *page);

/* Adds the html element's start, the head's metadata and style table (of a book's first page: `whole`), without the title's
 * and the style sheet's surroundings. */
void html_root(html_page *page, bool whole, buffer *out);
void html_metas(html_page *page, buffer *out);
void html_title(html_page *page, bool whole, buffer *out);

/* The end of an element without contents: ">", in XHTML "/>". */
const char *html_void(const html_page *page);

/* Fills page->ids: of an id that stands twice the first node keeps it. */
void html_index_ids(html_page *page);

/* An id as HTML allows it: its blanks are "_". In the page's pool; NULL for none. */
const char *html_id(html_page *page, const char *id);

/* The id that a node is written with, or NULL. */
const char *html_id_of(html_page *page, const ard_node *node);

/* An id that no node has and that no later call gives: `base`, or `base` with a number. Gives it to `node`. */
const char *html_new_id(html_page *page, const char *base, const ard_node *node);

/* Adds the mark of a node's kind where `element` does not tell it. */
void html_kind_mark(const ard_node *node, const char *element, buffer *out);

/* Says that the start tag has an attribute of ours, which is none of the node's. */
void html_added(html_page *page, const char *name);

/* Adds the list of those, and empties it. */
void html_end_attributes(html_page *page, buffer *out);

/* Adds the class of a node's style, after `class` (NULL: none). */
void html_classes(html_page *page, const ard_node *node, const char *class, buffer *out);

/* Whether a value is a language tag as pages may have it. */
bool html_is_language(const char *value);

/* The picture that an IMAGE shows as pages can; NULL where there is none, or of a type that browsers do not show. */
const resource *html_picture(const html_page *page, const ard_node *image);

/* The role that an aside is written with. */
const char *html_aside_role(const ard_node *aside);

/* Whether a list of definitions begins with a term and ends with a definition, as HTML's must. */
bool html_is_definitions(const ard_node *list);

/* Whether a node stands in a link: links do not nest. */
bool html_in_link(const ard_node *node);

/* Adds the attributes of a node that is written as `element`: the mark of its kind, class (`class`, its style's), and each
 * of its own, as it is where HTML allows that, else carried (lesson/carry-html.h). */
void html_attributes(html_page *page, const ard_node *node, const char *element, const char *class, buffer *out);

/* Adds an address as an href attribute, and whether it is written just so; one that would run code, or that leads nowhere
 * in a book, is left out, and the first reported. */
bool html_href(html_page *page, const ard_node *link, const char *href, buffer *out);

/* Gives each row of the document's style table its class: its name in small letters, "ardoise-a1". */
void html_index_classes(html_page *page);

/* The class of a style row; NULL for none, and for the page's own, which is the body's. */
const char *html_class(const html_page *page, uint16_t row);

/* Adds the style table as meta elements, by which our own reader knows it again. */
void html_style_metas(html_page *page, buffer *out);

/* Adds the path of a face that the document brings along, in a book; from 0. */
void html_font_path(size_t number, buffer *out);

/* Adds the style sheet: ours, then the document's style table. */
void html_styles(const html_page *page, buffer *out);

/* ---- Marks on the text (html-marks.c) ---- */

/* Finds the rows that are looks of marks, and gives each its class: none that is in `taken`. */
void html_index_marks(html_page *page, table *taken);

/* Whether a node is written as a mark, and its start tag; its element is "b". */
bool html_is_mark(const html_page *page, const ard_node *node);
void html_start_mark(html_page *page, const ard_node *node);
bool html_has_marks(const html_page *page);

/* Adds what draws a style's arcs and bars, and the rules for lines by turns. */
void html_drawings(const style *s, buffer *out);
void html_lines(const html_page *page, buffer *out);

/* Finds whether lines take turns; then adds the classes of a node where those of it do. */
void html_index_lines(html_page *page);
void html_line_class(html_page *page, const ard_node *node, buffer *out);

/* Adds the ruler's rules; its button, and the script that moves it: where the page's style asks for it. A book has none. */
void html_ruler_rules(const html_page *page, buffer *out);

/* html-cards.c: the rules for cards, where the page has any; and the share that a data-progress says ("2/5"), as the size of
 * its bar: always false, for the attribute is still to be written. */
void html_cards(const html_page *page, buffer *out);
bool html_progress(html_page *page, const char *value, buffer *out);

/* Adds the rules of the sheet, of large print and of the page's colours (html-print.c). */
void html_print(const html_page *page, buffer *out);

/* Adds the width of a picture that grows with the text, as CSS; false where it does not. */
bool html_picture_width(const html_page *page, const ard_node *image, buffer *out);
void html_ruler(html_page *page);

/* ---- Fields to fill in (html-fields.c) ---- */

/* Finds whether there are any. */
void html_index_fields(html_page *page);

/* Adds their rules; of a page alone the policy that nothing is fetched or sent; what stands before the lesson and behind it,
 * with the script that keeps answers. */
void html_fields_rules(const html_page *page, buffer *out);
void html_fields_policy(html_page *page, buffer *out);
void html_fields_begin(html_page *page);
void html_fields_end(html_page *page);

/* Whether a node is written as a field, or as a box on paper; then its start tag, which ends in one more span. */
bool html_is_field(const html_page *page, const ard_node *node);
bool html_is_box(const html_page *page, const ard_node *node);
void html_enter_field(html_page *page, ard_node *node);
void html_enter_box(html_page *page, ard_node *node);

/* The start tag of a CHECK that is a field, and of its label; which ends before a node that is entered, or left. */
void html_enter_tick(html_page *page, ard_node *node);
void html_close_label(html_page *page, const ard_node *node, bool enters);

/* Adds the tags of a group of boxes that a block holds (data-fieldset), around it or inside it. */
typedef enum html_side { SIDE_BEFORE, SIDE_FIRST, SIDE_LAST, SIDE_AFTER } html_side;
void html_group(html_page *page, const ard_node *node, html_side side);

/* ---- What a question asks about (html-asked.c) ---- */

/* After the start tag and before the end tag of a node that is asked about: words that say so, not shown. */
void html_asked_begin(html_page *page, const ard_node *node);
void html_asked_end(html_page *page, const ard_node *node);

/* Before a text: what waits for the end of the word is added, after the rest of it; the bytes of that rest. And at a leaf's
 * end, or before what is no text: what waits is added. */
size_t html_asked_text(html_page *page, const char *text);
void html_asked_flush(html_page *page);

/* The rule that keeps these words from being shown, where there are any. */
void html_asked_rules(const html_page *page, buffer *out);

/* ---- What is heard (html-said.c) ---- */

/* Adds the text of a node from a byte on, with spans for what is heard; before and behind a node in a line that is heard as a
 * whole, the tags of its span. */
void html_said_text(html_page *page, const ard_node *node, size_t from);
bool html_said_node(html_page *page, const ard_node *node, bool starts);

/* The rules of what is heard now. */
void html_said_rules(const html_page *page, buffer *out);

/* ---- One function a kind that needs more than its element (html-nodes.c) ---- */
void html_enter_code(html_page *page, ard_node *node);
void html_enter_list(html_page *page, ard_node *node);
void html_enter_item(html_page *page, ard_node *node);
void html_enter_cell(html_page *page, ard_node *node);
void html_enter_link(html_page *page, ard_node *node);
void html_enter_image(html_page *page, ard_node *node);
void html_enter_maths(html_page *page, ard_node *node);
void html_enter_answer(html_page *page, ard_node *node);
void html_enter_check(html_page *page, ard_node *node);
void html_enter_mark(html_page *page, ard_node *node);
void html_enter_note_reference(html_page *page, ard_node *node);
void html_enter_heading(html_page *page, ard_node *node, const char *element);

/* Adds the mark of a note as its first reference shows it: its text, else its number. */
void html_note_mark(const noted *row, buffer *out);

/* The id of a note's first reference, where the note leads back to: its own, else a new one ("appel-1"). */
const char *html_reference_id(html_page *page, const noted *row);

/* Whether a cell is written as a header: one without any content is not. */
bool html_is_header(const ard_node *cell);

#endif
