/* What the files of the Markdown writer share: markdown.c walks and writes blocks, markdown-inline.c writes what stands in
 * a line, markdown-escape.c characters.
 *
 * What CommonMark lacks is said so that pandoc, GitHub and ardoise read it again: raw HTML tags around Markdown (a tag
 * alone on its line, between empty lines), attribute lists after headings only. */
#ifndef WRITERS_MARKDOWN_H
#define WRITERS_MARKDOWN_H

#include "writers/common.h"
#include "writers/lines.h"

#include "base/table.h"

/* An emphasis that is open. */
typedef struct mdw_mark {
    struct mdw_mark *below;
    size_t begin;               /* in the leaf: where its content begins */
} mdw_mark;

/* Where characters go: what must be escaped there. */
typedef enum mdw_place { MDW_LINE, MDW_CELL, MDW_TAG } mdw_place;

typedef struct mdw {
    task *task;
    const ard_document *document;
    lines lines;
    arena *pool;
    const notes *notes;
    const char *language;
    table *targets;             /* ids that links lead to */
    mdw_mark *marks, *spare_marks;
    buffer leaf, row;           /* the text of the open leaf; of the open row of a pipe table */
    buffer caption;             /* of the open pipe table */
    mdw_place where;
    bool cells;                 /* inside a pipe table */
    unsigned brackets;          /* open links and pictures' texts: no bracket may stand in them */
    bool tag_last;              /* a tag was written last: another may follow at once */
    unsigned pictures, links;   /* whose bytes, and whose addresses, are not in the text */
} mdw;

/* ---- Characters -------------------------------------------------------------------------------------------------- */

/* Adds text to the leaf so that Markdown reads it as these characters. `next`: what follows it is a link or a picture. */
void mdw_text(mdw *w, const char *text, bool next);

/* Adds code between as many backticks as it needs. */
void mdw_code(mdw *w, const char *text);

/* Adds ` name="value"`, escaped; nothing for a NULL value. */
void mdw_attribute(buffer *out, const char *name, const char *value);

/* ---- Inlines ----------------------------------------------------------------------------------------------------- */

/* Writes an inline's beginning; false where its children are not walked. */
bool mdw_enter_inline(mdw *w, ard_node *node);
void mdw_leave_inline(mdw *w, ard_node *node);

/* Whether a link leads to a node: its id must be written. */
bool mdw_is_target(const mdw *w, const ard_node *node);

/* Adds the attributes that say a node's language, direction and id to a tag that is being written. */
void mdw_common(mdw *w, const ard_node *node, buffer *out);

/* Whether all of a node's own content is characters. */
bool mdw_only_text(const ard_node *node);

/* ---- Blocks (markdown.c; markdown-lists.c, markdown-tables.c) ------------------------------------------------------- */

void mdw_write_block(mdw *w, const char *text, size_t size);
/* Writes a line of HTML: alone, or right after another. */
void mdw_write_tag(mdw *w, const char *tag);
void mdw_write_start(mdw *w, const char *element, const char *class, const ard_node *node, const char *more);
void mdw_write_end(mdw *w, const char *element);
void mdw_enter_list(mdw *w, ard_node *node);
void mdw_leave_list(mdw *w, ard_node *node);
void mdw_enter_item(mdw *w, ard_node *node);
void mdw_leave_item(mdw *w, ard_node *node);
void mdw_enter_definitions(mdw *w, ard_node *node);
void mdw_leave_definitions(mdw *w, ard_node *node);
void mdw_enter_definition(mdw *w, ard_node *node);
void mdw_leave_definition(mdw *w, ard_node *node);
void mdw_enter_table(mdw *w, ard_node *node);
/* A pipe table's captions come after it, as pandoc has them: ": ...". */
void mdw_leave_table(mdw *w, ard_node *node);
void mdw_enter_row(mdw *w, ard_node *node);
void mdw_leave_row(mdw *w, ard_node *node);
void mdw_enter_cell(mdw *w, ard_node *node);
void mdw_leave_cell(mdw *w, ard_node *node);

#endif
