/* What the files of the HTML writer share. */
#ifndef WRITERS_HTML_H
#define WRITERS_HTML_H

#include "writers/common.h"

#include "base/table.h"

typedef struct html_page {
    task *task;
    const ard_document *document;
    ard_output *output;
    arena *pool;
    const notes *notes;
    table *ids;                 /* an id as written, and the node that has it */
    table *names;               /* of sections, that were written */
    table *references;          /* ids given to the first references of notes, by "appel-1" */
    const char **classes;       /* of each style row */
    const char *language;
    buffer text;                /* scratch for one piece */
    bool failed;                /* memory ended while a piece was made */
    unsigned undescribed;       /* pictures that nothing describes */
} html_page;

/* Fills page->ids: of an id that stands twice the first node keeps it. */
void html_index_ids(html_page *page);

/* An id as HTML allows it: its blanks are "_". In the page's pool; NULL for none. */
const char *html_id(html_page *page, const char *id);

/* The id that a node is written with, or NULL. */
const char *html_id_of(html_page *page, const ard_node *node);

/* An id that no node has and that no later call gives: `base`, or `base` with a number. Gives it to `node`. */
const char *html_new_id(html_page *page, const char *base, const ard_node *node);

/* Adds the attributes that a node brings along: id, class (that of its kind, its style's), lang, dir, title, role and
 * aria-* where they may stand, data-*. What only one kind has (href, colspan...) is its own work. */
void html_attributes(html_page *page, const ard_node *node, const char *class, buffer *out);

/* Adds ` name="value"`, escaped; nothing for a NULL value. */
void html_attribute(buffer *out, const char *name, const char *value);

/* Adds a link's address as an href attribute; an address that would run code is left out, and reported. */
void html_href(html_page *page, const ard_node *link, buffer *out);

/* Gives each row of the document's style table its class: its name in small letters, "ardoise-a1". */
void html_index_classes(html_page *page);

/* The class of a style row; NULL for none, and for the page's own, which is the body's. */
const char *html_class(const html_page *page, uint16_t row);

/* Adds the style sheet: ours, then the document's style table. */
void html_styles(const html_page *page, buffer *out);

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

/* Adds the mark of a note as its first reference shows it: its text, else its number. */
void html_note_mark(const noted *row, buffer *out);

/* The id of a note's first reference, where the note leads back to: its own, else a new one ("appel-1"). */
const char *html_reference_id(html_page *page, const noted *row);

/* Whether a cell is written as a header: one without any content is not. */
bool html_is_header(const ard_node *cell);

#endif
