/* Web pages into the lesson tree: HTML and XHTML, alone or as a chapter of an EPUB.
 *
 * The walk opens nodes late: an inline (strong, a link) is made when the first character or picture inside it comes, so
 * blocks inside inlines, empty inlines and misnesting need no mending. A paragraph without an element of its own is made
 * the same way. Blanks are folded as CSS does where `white-space` is normal (CSS Text 3, 4.1). */
#ifndef READERS_HTML_H
#define READERS_HTML_H

#include "base/plugin.h"
#include "base/table.h"
#include "lesson/lesson.h"
#include "source/xml.h"

enum { WEB_INLINES = 64 };

typedef struct web_inline {
    const xml_node *xml;
    ard_kind kind;
    const char *key, *value;        /* an attribute of its own; NULL for none */
    ard_node *made;                 /* in the leaf that is open; NULL: not yet */
    bool named;                     /* made once: its id is taken */
} web_inline;

/* What leaving an element brings back. */
typedef struct web_frame {
    const xml_node *xml;
    ard_node *container, *leaf;
    size_t inlines;
    bool block, fixed, preformatted, lines;
} web_frame;

typedef struct webpage webpage;
typedef struct web_sheet web_sheet;

/* What is common to pages that are read one after the other as one document: ids that links lead to, and those of notes
 * (web_site_links fills them); what the picture function needs. */
typedef struct web_site {
    table *targets, *notes;
    void *user;
} web_site;

/* The number of the picture at an address in the document, or 0, reported. */
typedef int web_picture(webpage *w, const char *address, place where);

struct webpage {
    task *task;
    ard_document *document;
    const char *part;
    web_picture *picture;
    const web_site *site;
    table *targets;                 /* ids that links of the page go to */
    table *notes;                   /* ids that are notes' */
    ard_node *container, *leaf;     /* where blocks and inlines go; leaf NULL: none is open */
    bool fixed;                     /* the leaf is of an element that holds inlines only: blocks in it are lines */
    bool preformatted;
    bool lines;                     /* line ends of the source are shown ("white-space: pre-line") */
    const web_sheet *sheet;
    const xml_node *css_of;         /* the element whose style was asked for last, and that */
    const char *css;
    bool started;                   /* the line has a character */
    bool blank_due, break_due;
    size_t blank_level;             /* how many inlines were open when the blank came */
    web_inline inlines[WEB_INLINES];
    size_t inline_count;
    web_frame *frames;
    size_t frame_count, frame_room;
    const char *pending_id;         /* of an empty element before */
    unsigned scripts;               /* that run */
    bool typeset;                   /* one of them shows formulas in TeX */
    unsigned hidden, revealed;      /* passages that the page does not show: passed over; kept */
    unsigned answers;               /* of those: answers, at the end of the lesson */
};

/* Reads all of a page below `container`: root is the html element. `part` names it in places and diagnostics. The caller
 * sees to the metadata (web_metadata). Gives the document's status. */
ard_status webpage_read(task *t, ard_document *document, ard_node *container, const xml_node *root, const char *part,
                        web_picture *picture);

/* The same for a page of a site; its links lead to ids of any of its pages ("#id"). Notes of a page may stand in another. */
ard_status webpage_read_among(task *t, ard_document *document, ard_node *container, const xml_node *root,
                              const char *part, web_picture *picture, const web_site *site);

/* Adds what the links of a page lead to. */
void web_site_links(const web_site *site, const xml_node *root);

/* Title, language, author and what else a page's head says, as metadata that is not there yet. */
void web_metadata(ard_document *document, const xml_node *root);

/* Takes out of a page's tree what is its site's and no part of the lesson, and says so once. */
void web_take_site(task *t, ard_document *document, arena *pool, xml_node *root);

/* ---- Inside the reader ------------------------------------------------------------------------------------------ */

/* What is done with an element when it begins; true: what is below comes next. */
typedef struct web_row web_row;
typedef bool web_action(webpage *w, const xml_node *n, const web_row *row);

struct web_row {
    const char *name;
    web_action *enter;
    uint8_t kind;                   /* an ard_kind */
    const char *key, *value;        /* an attribute that the node gets; NULL for none */
    const char *kept;               /* attributes of the element besides those that all may have */
};

/* The row of an element; of an unknown one that of a span. */
const web_row *web_row_of(const xml_node *n);

/* What is done with an element because of its class, before its name; NULL: its name decides. */
web_action *web_class_action(const xml_node *n);

/* Whether an element is treated by its role: then it was opened, or all of it is done. */
typedef enum web_role { AS_NAMED, GO_IN, GO_PAST } web_role;
web_role web_by_role(webpage *w, const xml_node *n);

/* A block ends or begins here. */
void web_boundary(webpage *w);

/* Opens a container or a leaf block for an element; false where it was not made, and its contents still count. */
ard_node *web_open_container(webpage *w, const xml_node *n, ard_kind kind);
ard_node *web_open_leaf(webpage *w, const xml_node *n, ard_kind kind, bool fixed);

void web_open_inline(webpage *w, const xml_node *n, ard_kind kind, const char *key, const char *value);

/* Adds characters, folded; or a node, which stands in the line. */
void web_text(webpage *w, const char *text, size_t size, place where);
void web_string(webpage *w, const char *text, place where);
void web_atom(webpage *w, ard_node *node);
void web_line_end(webpage *w, place where);

/* Adds characters and the formulas in TeX among them (html-maths.c). */
void web_words(webpage *w, const char *text, size_t size, place where);

/* Adds a formula: in the line, or as a block where that may stand here; or from its TeX. */
void web_formula(webpage *w, ard_node *node);
void web_tex(webpage *w, const char *text, size_t size, bool block, place where);

/* Whether an element holds a formula that its page shows by a picture. */
bool web_is_formula(const xml_node *n);

/* Adds the formula that a picture is of; false where it is none. */
bool web_picture_of_formula(webpage *w, const xml_node *n);

/* Whether an element is a script that shows formulas in TeX. */
bool web_typesets(const xml_node *n);

/* The attributes that any element may have, and those of a list of names. */
void web_attributes(webpage *w, ard_node *node, const xml_node *n, const char *kept, bool named);

place web_place(const webpage *w, const xml_node *n);

/* Whether a value is one of the blank-separated words of an attribute. */
bool web_says(const xml_node *n, const char *name, const char *word);
/* Whether an element is not shown until a script shows it; asked of what is not passed over. */
bool web_is_revealed(webpage *w, const xml_node *n);

/* The page's style sheets; what they and its own style say of an element, later declarations over earlier ones: html-sheet.c. */
web_sheet *web_sheet_new(arena *pool, const xml_node *root);
const char *web_css(webpage *w, const xml_node *n);

/* Whether a declaration says that property and value ("display", "none"), the last of that property. */
bool web_css_says(const char *css, const char *property, const char *value);
bool web_is_note_reference(const xml_node *n);

/* Elements with functions of their own: html-forms.c, html-media.c. */
web_action web_input, web_textarea, web_select, web_button, web_image, web_svg, web_media, web_embedded, web_area;

/* Whether a hidden element is an answer, by its class or id; moves those that were read to the end of `root`. */
bool web_is_answer(const xml_node *n);
void web_move_answers(webpage *w, ard_node *root);

/* Takes away headings without content, which a script would fill. */
void web_drop_empty(ard_node *root);

/* Says how many texts for people stand in the scripts of a page only. */
void web_report_script_texts(webpage *w, const xml_node *root);

/* A stanza's lines, and the number of a printed line: html-verse.c. */
web_action web_verse, web_line_number;

/* Emphasis that an element's own style says ("font-weight: bold"), opened as inlines; alignment on a block. */
void web_style_inlines(webpage *w, const xml_node *n);
void web_style_block(webpage *w, ard_node *node, const xml_node *n);

#endif
