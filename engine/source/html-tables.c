/* The modes of tables and templates (HTML Living Standard, 13.2.6.4.9 to .15 and .18). */
#include "html-modes.h"

#include <string.h>

/* Whether an id is one of `count` ids. */
static bool one_of(html_id id, const html_id *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ids[i] == id)
            return true;
    return false;
}

#define ONE_OF(id, ...)                                                                                                \
    one_of(id, (const html_id[]){__VA_ARGS__}, sizeof((const html_id[]){__VA_ARGS__}) / sizeof(html_id))

/* Closes what is open inside a table, a body or a row, up to it. */
static void clear_to(html_parser *p, html_id one, html_id two, html_id three)
{
    while (p->count && !ONE_OF(html_current(p)->about->id, one, two, three, E_TEMPLATE, E_HTML))
        html_pop(p);
}

static void clear_to_table(html_parser *p)
{
    clear_to(p, E_TABLE, E_TABLE, E_TABLE);
}

static void clear_to_body(html_parser *p)
{
    clear_to(p, E_TBODY, E_TFOOT, E_THEAD);
}

static void clear_to_row(html_parser *p)
{
    clear_to(p, E_TR, E_TR, E_TR);
}

static const html_element *about_of(const html_token *token)
{
    return html_element_named(token->name ? token->name : "");
}

/* Opens an element that the markup left out, and lets the token come again. */
static bool imply(html_parser *p, const char *name, html_mode mode)
{
    html_insert_named(p, name);
    p->mode = mode;
    return true;
}

/* What is in a table but not of it: goes before the table. */
static bool foster(html_parser *p, html_token *token)
{
    p->fostering = true;
    bool again = html_in_body(p, token);
    p->fostering = false;
    return again;
}

static bool end_table(html_parser *p)
{
    if (!html_has(p, E_TABLE, TABLED))
        return false;
    html_pop_until(p, E_TABLE);
    html_reset_mode(p);
    return true;
}

static bool is_hidden_input(const html_parser *p, const html_token *token)
{
    for (size_t i = 0; i < token->count; i++)
        if (strcmp(token->pairs[i].name, "type") == 0)
            return strcmp(p->tokens.values.data + token->pairs[i].value, "hidden") == 0;
    return false;
}

static bool start_in_table(html_parser *p, html_token *token, const html_element *about)
{
    switch ((unsigned)about->id) {
    case E_CAPTION:
        clear_to_table(p);
        html_mark(p);
        html_insert(p, token, about);
        p->mode = MODE_CAPTION;
        return false;
    case E_COLGROUP:
        clear_to_table(p);
        html_insert(p, token, about);
        p->mode = MODE_COLUMNS;
        return false;
    case E_COL: clear_to_table(p); return imply(p, "colgroup", MODE_COLUMNS);
    case E_TBODY:
    case E_TFOOT:
    case E_THEAD:
        clear_to_table(p);
        html_insert(p, token, about);
        p->mode = MODE_TABLE_BODY;
        return false;
    case E_TD:
    case E_TH:
    case E_TR: clear_to_table(p); return imply(p, "tbody", MODE_TABLE_BODY);
    case E_TABLE: return end_table(p);
    case E_STYLE:
    case E_SCRIPT:
    case E_TEMPLATE: return html_in_head(p, token);
    case E_INPUT:
        if (!is_hidden_input(p, token))
            return foster(p, token);
        html_insert_closed(p, token);
        return false;
    case E_FORM:
        if (p->form || p->template_count)
            return false;
        p->form = html_insert(p, token, about);
        if (p->form)
            html_pop(p);
        return false;
    default: return foster(p, token);
    }
}

bool html_in_table(html_parser *p, html_token *token)
{
    const html_element *about = about_of(token);
    switch (token->kind) {
    case HTML_TEXT:
        if (!html_is_blank(token))
            return foster(p, token);
        html_text(p, token->text, token->size);
        return false;
    case HTML_START: return start_in_table(p, token, about);
    case HTML_END:
        if (about->id == E_TABLE) {
            end_table(p);
            return false;
        }
        if (about->id == E_TEMPLATE)
            return html_in_head(p, token);
        if (ONE_OF(about->id, E_BODY, E_CAPTION, E_COL, E_COLGROUP, E_HTML, E_TBODY, E_TD, E_TFOOT, E_TH, E_THEAD,
                   E_TR))
            return false;
        return foster(p, token);
    case HTML_FILE_END: return html_in_body(p, token);
    case HTML_DOCTYPE: return false;
    }
    return false;
}

static bool end_caption(html_parser *p)
{
    if (!html_has(p, E_CAPTION, TABLED))
        return false;
    html_imply_ends(p, IMPLIED, NULL);
    html_pop_until(p, E_CAPTION);
    html_clear_formatting(p);
    p->mode = MODE_TABLE;
    return true;
}

bool html_in_caption(html_parser *p, html_token *token)
{
    html_id id = about_of(token)->id;
    if (token->kind == HTML_END && id == E_CAPTION) {
        end_caption(p);
        return false;
    }
    if ((token->kind == HTML_START &&
         ONE_OF(id, E_CAPTION, E_COL, E_COLGROUP, E_TBODY, E_TD, E_TFOOT, E_TH, E_THEAD, E_TR)) ||
        (token->kind == HTML_END && id == E_TABLE))
        return end_caption(p);
    if (token->kind == HTML_END &&
        ONE_OF(id, E_BODY, E_COL, E_COLGROUP, E_HTML, E_TBODY, E_TD, E_TFOOT, E_TH, E_THEAD, E_TR))
        return false;
    return html_in_body(p, token);
}

bool html_in_columns(html_parser *p, html_token *token)
{
    html_id id = about_of(token)->id;
    if (token->kind == HTML_TEXT) {
        size_t blanks = html_blanks(token);
        html_text(p, token->text, blanks);
        token->text += blanks;
        token->size -= blanks;
        if (!token->size)
            return false;
    }
    if (token->kind == HTML_START && id == E_HTML)
        return html_in_body(p, token);
    if (token->kind == HTML_START && id == E_COL) {
        html_insert_closed(p, token);
        return false;
    }
    if (id == E_TEMPLATE && (token->kind == HTML_START || token->kind == HTML_END))
        return html_in_head(p, token);
    if (token->kind == HTML_FILE_END)
        return html_in_body(p, token);
    if (token->kind == HTML_DOCTYPE || (token->kind == HTML_END && id == E_COL) ||
        html_current(p)->about->id != E_COLGROUP)
        return false;
    html_pop(p);
    p->mode = MODE_TABLE;
    return token->kind != HTML_END || id != E_COLGROUP;
}

/* Closes the body of a table that is open; false where there is none. */
static bool end_table_body(html_parser *p)
{
    if (!html_has(p, E_TBODY, TABLED) && !html_has(p, E_THEAD, TABLED) && !html_has(p, E_TFOOT, TABLED))
        return false;
    clear_to_body(p);
    html_pop(p);
    p->mode = MODE_TABLE;
    return true;
}

bool html_in_table_body(html_parser *p, html_token *token)
{
    const html_element *about = about_of(token);
    html_id id = about->id;
    if (token->kind == HTML_START && id == E_TR) {
        clear_to_body(p);
        html_insert(p, token, about);
        p->mode = MODE_ROW;
        return false;
    }
    if (token->kind == HTML_START && ONE_OF(id, E_TH, E_TD)) {
        clear_to_body(p);
        return imply(p, "tr", MODE_ROW);
    }
    if (token->kind == HTML_END && ONE_OF(id, E_TBODY, E_TFOOT, E_THEAD)) {
        if (html_has(p, id, TABLED))
            end_table_body(p);
        return false;
    }
    if ((token->kind == HTML_START && ONE_OF(id, E_CAPTION, E_COL, E_COLGROUP, E_TBODY, E_TFOOT, E_THEAD)) ||
        (token->kind == HTML_END && id == E_TABLE))
        return end_table_body(p);
    if (token->kind == HTML_END && ONE_OF(id, E_BODY, E_CAPTION, E_COL, E_COLGROUP, E_HTML, E_TD, E_TH, E_TR))
        return false;
    return html_in_table(p, token);
}

static bool end_row(html_parser *p)
{
    if (!html_has(p, E_TR, TABLED))
        return false;
    clear_to_row(p);
    html_pop(p);
    p->mode = MODE_TABLE_BODY;
    return true;
}

bool html_in_row(html_parser *p, html_token *token)
{
    const html_element *about = about_of(token);
    html_id id = about->id;
    if (token->kind == HTML_START && ONE_OF(id, E_TH, E_TD)) {
        clear_to_row(p);
        html_insert(p, token, about);
        p->mode = MODE_CELL;
        html_mark(p);
        return false;
    }
    if (token->kind == HTML_END && id == E_TR) {
        end_row(p);
        return false;
    }
    if ((token->kind == HTML_START && ONE_OF(id, E_CAPTION, E_COL, E_COLGROUP, E_TBODY, E_TFOOT, E_THEAD, E_TR)) ||
        (token->kind == HTML_END && id == E_TABLE))
        return end_row(p);
    if (token->kind == HTML_END && ONE_OF(id, E_TBODY, E_TFOOT, E_THEAD))
        return html_has(p, id, TABLED) && end_row(p);
    if (token->kind == HTML_END && ONE_OF(id, E_BODY, E_CAPTION, E_COL, E_COLGROUP, E_HTML, E_TD, E_TH))
        return false;
    return html_in_table(p, token);
}

/* Closes the cell that is open. */
static bool end_cell(html_parser *p)
{
    html_imply_ends(p, IMPLIED, NULL);
    while (p->count && !ONE_OF(html_current(p)->about->id, E_TD, E_TH))
        html_pop(p);
    html_pop(p);
    html_clear_formatting(p);
    p->mode = MODE_ROW;
    return true;
}

bool html_in_cell(html_parser *p, html_token *token)
{
    html_id id = about_of(token)->id;
    bool open = html_has(p, E_TD, TABLED) || html_has(p, E_TH, TABLED);
    if (token->kind == HTML_END && ONE_OF(id, E_TD, E_TH)) {
        if (html_has(p, id, TABLED))
            end_cell(p);
        return false;
    }
    if (token->kind == HTML_START &&
        ONE_OF(id, E_CAPTION, E_COL, E_COLGROUP, E_TBODY, E_TD, E_TFOOT, E_TH, E_THEAD, E_TR))
        return open && end_cell(p);
    if (token->kind == HTML_END && ONE_OF(id, E_BODY, E_CAPTION, E_COL, E_COLGROUP, E_HTML))
        return false;
    if (token->kind == HTML_END && ONE_OF(id, E_TABLE, E_TBODY, E_TFOOT, E_THEAD, E_TR))
        return html_has(p, id, TABLED) && open && end_cell(p);
    return html_in_body(p, token);
}

/* The mode that a start tag asks of a template's contents. */
static html_mode template_mode(html_id id)
{
    if (ONE_OF(id, E_CAPTION, E_COLGROUP, E_TBODY, E_TFOOT, E_THEAD))
        return MODE_TABLE;
    if (id == E_COL)
        return MODE_COLUMNS;
    if (id == E_TR)
        return MODE_TABLE_BODY;
    return ONE_OF(id, E_TD, E_TH) ? MODE_ROW : MODE_BODY;
}

bool html_in_template(html_parser *p, html_token *token)
{
    const html_element *about = about_of(token);
    switch (token->kind) {
    case HTML_TEXT:
    case HTML_DOCTYPE: return html_in_body(p, token);
    case HTML_END: return about->id == E_TEMPLATE ? html_in_head(p, token) : false;
    case HTML_START:
        if (about->flags & HEADED)
            return html_in_head(p, token);
        p->mode = template_mode(about->id);
        if (p->template_count)
            p->templates[p->template_count - 1] = p->mode;
        return true;
    case HTML_FILE_END:
        if (!html_is_open(p, E_TEMPLATE))
            return false;
        html_pop_until(p, E_TEMPLATE);
        html_clear_formatting(p);
        p->template_count -= p->template_count > 0;
        html_reset_mode(p);
        return true;
    }
    return false;
}
