/* The insertion modes (HTML Living Standard, 13.2.6.4). Each takes a token; true: give it again, the mode has changed.
 * Inside the room only. */
#ifndef SOURCE_HTML_MODES_H
#define SOURCE_HTML_MODES_H

#include "html-tree.h"

typedef bool html_mode_function(html_parser *p, html_token *token);

/* Gives a token to the mode that is on, as often as modes ask. */
void html_dispatch(html_parser *p, html_token *token);

/* Gives a token to one mode's rules, whatever the mode is. */
bool html_by_rules(html_parser *p, html_token *token, html_mode mode);

/* The mode that the stack of open elements asks for. */
void html_reset_mode(html_parser *p);

/* An element that holds text only: the tokenizer is told. */
void html_insert_raw(html_parser *p, const html_token *token, const html_element *about, html_content content);

html_mode_function html_in_head, html_in_body, html_in_table, html_in_caption, html_in_columns, html_in_table_body,
    html_in_row, html_in_cell, html_in_template;

/* Whether all characters of a text token are blanks; how many it begins with. */
bool html_is_blank(const html_token *token);
size_t html_blanks(const html_token *token);

#endif
