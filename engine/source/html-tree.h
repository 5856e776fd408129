/* The tree that HTML's tokens build (HTML Living Standard, 13.2.4 and 13.2.6.1 to .3): the stack of open elements, the
 * list of active formatting elements, and how nodes are put in. Inside the room only.
 *
 * Nothing here recurses, and the stack has a limit: elements nested deeper are left out, their text is kept. */
#ifndef SOURCE_HTML_TREE_H
#define SOURCE_HTML_TREE_H

#include "builder.h"
#include "html-elements.h"
#include "html-tokens.h"

enum { FORMATTING_MOST = 16, TEMPLATES_MOST = 64 };

/* A node that knows what is before it, so that it can be taken out. */
typedef struct html_node {
    xml_node node;                      /* first: a pointer to one is a pointer to the other */
    struct html_node *previous;
} html_node;

typedef struct html_open {
    html_node *node;                    /* NULL in the list of formatting elements: a marker */
    const html_element *about;
} html_open;

typedef struct html_place {
    html_node *parent, *before;         /* before NULL: at the end */
} html_place;

typedef enum html_mode {
    MODE_INITIAL, MODE_BEFORE_HTML, MODE_BEFORE_HEAD, MODE_HEAD, MODE_HEAD_NOSCRIPT, MODE_AFTER_HEAD, MODE_BODY, MODE_TEXT, MODE_TABLE,
    MODE_CAPTION, MODE_COLUMNS, MODE_TABLE_BODY, MODE_ROW, MODE_CELL, MODE_TEMPLATE, MODE_AFTER_BODY, MODE_FRAMESET,
    MODE_AFTER_FRAMESET, MODES
} html_mode;

typedef struct html_parser {
    tree_builder tree;                  /* nodes, limits, places; its `open` is not used */
    html_tokenizer tokens;
    html_open *open;                    /* the stack; room for `most` */
    size_t count, most, skipped;        /* skipped: open elements that were too deep for it */
    html_open *formatting;              /* the list; markers among it */
    size_t formatting_count, formatting_room;
    size_t copies, copies_most;         /* formatting elements opened again; what misnested markup may cost */
    html_mode mode, original;
    html_mode templates[TEMPLATES_MOST];
    size_t template_count;
    html_node *head, *form;
    html_place text_place;              /* where the characters in tree.text go */
    bool quirks, frameset_refused, fostering, skip_newline;
    bool flattened;                     /* something was too deep */
} html_parser;

/* ---- The stack ---- */
html_open *html_current(html_parser *p);                        /* a row of HTML's "" where the stack is empty */
void html_pop(html_parser *p);
void html_pop_until(html_parser *p, html_id id);                /* with it */
void html_pop_to(html_parser *p, size_t count);
bool html_has(const html_parser *p, html_id id, unsigned boundaries);           /* in scope */
bool html_has_name(const html_parser *p, const char *name, unsigned boundaries);
bool html_is_open(const html_parser *p, html_id id);            /* anywhere on the stack */
void html_imply_ends(html_parser *p, unsigned which, const char *but);

/* ---- Putting in ---- */
void html_flush(html_parser *p);
void html_text(html_parser *p, const char *text, size_t size);

/* An element for a start tag, put in and opened; NULL where it was left out. */
html_node *html_insert(html_parser *p, const html_token *token, const html_element *about);
html_node *html_insert_named(html_parser *p, const char *name);     /* without attributes; of HTML's own */
void html_insert_closed(html_parser *p, const html_token *token);   /* put in, not opened */
void html_insert_foreign(html_parser *p, const html_token *token, const char *prefix);

/* Adds the attributes that the element lacks. */
void html_merge(html_parser *p, html_node *node, const html_token *token);

/* ---- Formatting elements ---- */
void html_format(html_parser *p, html_node *node, const html_element *about);   /* puts it on the list */
void html_mark(html_parser *p);
void html_clear_formatting(html_parser *p);                     /* up to the last marker */
void html_forget(html_parser *p, const html_node *node);        /* takes it from the list */
html_open *html_formatting_named(html_parser *p, const char *name);     /* after the last marker; NULL */
void html_reconstruct(html_parser *p);
void html_adopt(html_parser *p, const char *name);              /* the adoption agency: an end tag's misnesting mended */
void html_end_other(html_parser *p, const char *name);          /* any other end tag */

#endif
