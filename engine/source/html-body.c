/* The mode "in body" (HTML Living Standard, 13.2.6.4.7): a function for each kind of start and end tag, by table. */
#include "html-modes.h"

#include <string.h>

/* ---- What start tags do ----------------------------------------------------------------------------------------- */

static void close_p(html_parser *p)
{
    if (!html_has(p, E_P, SCOPED | BUTTONED))
        return;
    html_imply_ends(p, IMPLIED, "p");
    html_pop_until(p, E_P);
}

static void start_other(html_parser *p, html_token *token, const html_element *about)
{
    html_reconstruct(p);
    html_insert(p, token, about);
}

static void start_html(html_parser *p, html_token *token, const html_element *about)
{
    (void)about;
    if (p->count && !p->template_count)
        html_merge(p, p->open[1].node, token);
}

static void start_head(html_parser *p, html_token *token, const html_element *about)
{
    (void)about;
    html_by_rules(p, token, MODE_HEAD);
}

static void start_body(html_parser *p, html_token *token, const html_element *about)
{
    (void)about;
    if (p->count < 2 || p->open[2].about->id != E_BODY || p->template_count)
        return;
    p->frameset_refused = true;
    html_merge(p, p->open[2].node, token);
}

/* A frameset in a body takes its place where the body has nothing to show. */
static void start_frameset(html_parser *p, html_token *token, const html_element *about)
{
    if (p->count < 2 || p->open[2].about->id != E_BODY || p->frameset_refused)
        return;
    html_flush(p);
    p->open[1].node->node.last = p->open[2].node->previous ? &p->open[2].node->previous->node : NULL;
    if (p->open[2].node->previous)
        p->open[2].node->previous->node.next = NULL;
    else
        p->open[1].node->node.first = NULL;
    html_pop_to(p, 1);
    html_insert(p, token, about);
    p->mode = MODE_FRAMESET;
}

static void start_block(html_parser *p, html_token *token, const html_element *about)
{
    close_p(p);
    html_insert(p, token, about);
}

static void start_heading(html_parser *p, html_token *token, const html_element *about)
{
    close_p(p);
    if (html_current(p)->about->flags & HEADING_LEVEL)
        html_pop(p);
    html_insert(p, token, about);
}

static void start_pre(html_parser *p, html_token *token, const html_element *about)
{
    start_block(p, token, about);
    p->skip_newline = p->frameset_refused = true;
}

static void start_form(html_parser *p, html_token *token, const html_element *about)
{
    if (p->form && !p->template_count)
        return;
    close_p(p);
    html_node *form = html_insert(p, token, about);
    if (!p->template_count)
        p->form = form;
}

/* An item ends the one that is open, unless a special element other than address, div and p lies between. */
static void close_item(html_parser *p, html_id one, html_id other)
{
    for (size_t i = p->count; i > 0; i--) {
        const html_element *about = p->open[i].about;
        if (about->id == one || about->id == other) {
            const char *name = about->name;
            html_imply_ends(p, IMPLIED, name);
            html_pop_until(p, about->id);
            return;
        }
        bool passed = about->id == E_P || strcmp(about->name, "div") == 0 || strcmp(about->name, "address") == 0;
        if (about->flags & SPECIAL && !passed)
            return;
    }
}

static void start_li(html_parser *p, html_token *token, const html_element *about)
{
    p->frameset_refused = true;
    close_item(p, E_LI, E_LI);
    start_block(p, token, about);
}

static void start_dd(html_parser *p, html_token *token, const html_element *about)
{
    p->frameset_refused = true;
    close_item(p, E_DD, E_DT);
    start_block(p, token, about);
}

static void start_plain(html_parser *p, html_token *token, const html_element *about)
{
    start_block(p, token, about);
    p->tokens.content = CONTENT_PLAIN;
}

static void start_button(html_parser *p, html_token *token, const html_element *about)
{
    if (html_has(p, E_BUTTON, SCOPED)) {
        html_imply_ends(p, IMPLIED, NULL);
        html_pop_until(p, E_BUTTON);
    }
    start_other(p, token, about);
    p->frameset_refused = true;
}

static void start_format(html_parser *p, html_token *token, const html_element *about)
{
    html_reconstruct(p);
    html_format(p, html_insert(p, token, about), about);
}

static void start_a(html_parser *p, html_token *token, const html_element *about)
{
    html_open *open = html_formatting_named(p, "a");
    if (open) {
        html_node *node = open->node;
        html_adopt(p, "a");
        html_forget(p, node);
        for (size_t i = p->count; i > 0; i--)
            if (p->open[i].node == node) {
                memmove(p->open + i, p->open + i + 1, (p->count - i) * sizeof *p->open);
                p->count--;
            }
    }
    start_format(p, token, about);
}

static void start_nobr(html_parser *p, html_token *token, const html_element *about)
{
    html_reconstruct(p);
    if (html_has(p, E_NOBR, SCOPED)) {
        html_adopt(p, "nobr");
        html_reconstruct(p);
    }
    html_format(p, html_insert(p, token, about), about);
}

static void start_marker(html_parser *p, html_token *token, const html_element *about)
{
    start_other(p, token, about);
    html_mark(p);
    p->frameset_refused = true;
}

static void start_table(html_parser *p, html_token *token, const html_element *about)
{
    if (!p->quirks)
        close_p(p);
    html_insert(p, token, about);
    p->frameset_refused = true;
    p->mode = MODE_TABLE;
}

static void start_void(html_parser *p, html_token *token, const html_element *about)
{
    (void)about;
    html_reconstruct(p);
    html_insert_closed(p, token);
    p->frameset_refused = true;
}

static void start_input(html_parser *p, html_token *token, const html_element *about)
{
    bool refused = p->frameset_refused;
    if (html_has(p, E_SELECT, SCOPED))
        html_pop_until(p, E_SELECT);
    start_void(p, token, about);
    for (size_t i = 0; i < token->count; i++)
        if (strcmp(token->pairs[i].name, "type") == 0 &&
            strcmp(p->tokens.values.data + token->pairs[i].value, "hidden") == 0)
            p->frameset_refused = refused;
}

static void start_param(html_parser *p, html_token *token, const html_element *about)
{
    (void)about;
    html_insert_closed(p, token);
}

static void start_hr(html_parser *p, html_token *token, const html_element *about)
{
    (void)about;
    close_p(p);
    if (html_has(p, E_SELECT, SCOPED))
        html_imply_ends(p, IMPLIED, NULL);
    html_insert_closed(p, token);
    p->frameset_refused = true;
}

static void start_image(html_parser *p, html_token *token, const html_element *about)
{
    token->name = html_name(&p->tokens, "img", 3);
    start_void(p, token, about);
}

static void start_textarea(html_parser *p, html_token *token, const html_element *about)
{
    if (html_has(p, E_SELECT, SCOPED))
        html_pop_until(p, E_SELECT);
    html_insert_raw(p, token, about, CONTENT_RCDATA);
    p->skip_newline = p->frameset_refused = true;
}

static void start_xmp(html_parser *p, html_token *token, const html_element *about)
{
    close_p(p);
    html_reconstruct(p);
    p->frameset_refused = true;
    html_insert_raw(p, token, about, CONTENT_RAWTEXT);
}

static void start_raw(html_parser *p, html_token *token, const html_element *about)
{
    p->frameset_refused = true;
    html_insert_raw(p, token, about, CONTENT_RAWTEXT);
}

static void start_select(html_parser *p, html_token *token, const html_element *about)
{
    if (html_has(p, E_SELECT, SCOPED)) {
        html_pop_until(p, E_SELECT);
        return;
    }
    start_other(p, token, about);
    p->frameset_refused = true;
}

static void start_option(html_parser *p, html_token *token, const html_element *about)
{
    if (html_has(p, E_SELECT, SCOPED))
        html_imply_ends(p, IMPLIED, about->id == E_OPTION ? "optgroup" : NULL);
    else if (html_current(p)->about->id == E_OPTION)
        html_pop(p);
    start_other(p, token, about);
}

static void start_rb(html_parser *p, html_token *token, const html_element *about)
{
    if (html_has(p, E_RUBY, SCOPED))
        html_imply_ends(p, IMPLIED, NULL);
    html_insert(p, token, about);
}

static void start_rp(html_parser *p, html_token *token, const html_element *about)
{
    if (html_has(p, E_RUBY, SCOPED))
        html_imply_ends(p, IMPLIED, "rtc");
    html_insert(p, token, about);
}

static void start_math(html_parser *p, html_token *token, const html_element *about)
{
    (void)about;
    html_reconstruct(p);
    html_insert_foreign(p, token, "math:");
}

static void start_svg(html_parser *p, html_token *token, const html_element *about)
{
    (void)about;
    html_reconstruct(p);
    html_insert_foreign(p, token, "svg:");
}

static void start_ignored(html_parser *p, html_token *token, const html_element *about)
{
    (void)p, (void)token, (void)about;
}

typedef void start_function(html_parser *p, html_token *token, const html_element *about);

static start_function *const starts[STARTS] = {
    [START_OTHER] = start_other,
    [START_HTML] = start_html,
    [START_HEAD] = start_head,
    [START_BODY] = start_body,
    [START_FRAMESET] = start_frameset,
    [START_BLOCK] = start_block,
    [START_HEADING] = start_heading,
    [START_PRE] = start_pre,
    [START_FORM] = start_form,
    [START_LI] = start_li,
    [START_DD] = start_dd,
    [START_PLAIN] = start_plain,
    [START_BUTTON] = start_button,
    [START_A] = start_a,
    [START_FORMAT] = start_format,
    [START_NOBR] = start_nobr,
    [START_MARKER] = start_marker,
    [START_TABLE] = start_table,
    [START_VOID] = start_void,
    [START_INPUT] = start_input,
    [START_PARAM] = start_param,
    [START_HR] = start_hr,
    [START_IMAGE] = start_image,
    [START_TEXTAREA] = start_textarea,
    [START_XMP] = start_xmp,
    [START_RAW] = start_raw,
    [START_SELECT] = start_select,
    [START_OPTION] = start_option,
    [START_RB] = start_rb,
    [START_RP] = start_rp,
    [START_MATH] = start_math,
    [START_SVG] = start_svg,
    [START_IGNORED] = start_ignored,
};

/* ---- What end tags do ------------------------------------------------------------------------------------------- */

static bool end_other(html_parser *p, html_token *token, const html_element *about)
{
    (void)about;
    html_end_other(p, token->name);
    return false;
}

static bool end_template(html_parser *p, html_token *token, const html_element *about)
{
    (void)about;
    return html_by_rules(p, token, MODE_HEAD);
}

static bool end_body(html_parser *p, html_token *token, const html_element *about)
{
    (void)token;
    if (!html_has(p, E_BODY, SCOPED))
        return false;
    p->mode = MODE_AFTER_BODY;
    return about->id == E_HTML;
}

/* Ends an element that is in scope, with what is open inside it. */
static bool end_block(html_parser *p, html_token *token, const html_element *about)
{
    (void)about;
    if (!html_has_name(p, token->name, SCOPED))
        return false;
    html_imply_ends(p, IMPLIED, NULL);
    while (p->count &&
           (html_current(p)->about->flags & FOREIGN || strcmp(html_current(p)->node->node.name, token->name) != 0))
        html_pop(p);
    html_pop(p);
    return false;
}

/* Ends the form, which need not be the innermost element: what is open inside it goes on. */
static bool end_form(html_parser *p, html_token *token, const html_element *about)
{
    html_node *form = p->form;
    if (p->template_count)
        return end_block(p, token, about);
    p->form = NULL;
    if (!form || !html_has(p, E_FORM, SCOPED))
        return false;
    html_imply_ends(p, IMPLIED, NULL);
    for (size_t i = p->count; i > 0; i--)
        if (p->open[i].node == form) {
            memmove(p->open + i, p->open + i + 1, (p->count - i) * sizeof *p->open);
            p->count--;
            break;
        }
    return false;
}

static bool end_p(html_parser *p, html_token *token, const html_element *about)
{
    (void)about;
    if (!html_has(p, E_P, SCOPED | BUTTONED))
        html_insert(p, &(html_token){.kind = HTML_START, .name = token->name}, html_element_named("p"));
    close_p(p);
    return false;
}

static bool end_li(html_parser *p, html_token *token, const html_element *about)
{
    if (!html_has(p, about->id, SCOPED | (about->id == E_LI ? LISTED : 0)))
        return false;
    html_imply_ends(p, IMPLIED, token->name);
    html_pop_until(p, about->id);
    return false;
}

static bool end_heading(html_parser *p, html_token *token, const html_element *about)
{
    (void)token, (void)about;
    for (size_t i = p->count; i > 0 && !(p->open[i].about->flags & SCOPED); i--)
        if (p->open[i].about->flags & HEADING_LEVEL) {
            html_pop_to(p, i - 1);
            return false;
        }
    return false;
}

static bool end_format(html_parser *p, html_token *token, const html_element *about)
{
    (void)about;
    html_adopt(p, token->name);
    return false;
}

static bool end_marker(html_parser *p, html_token *token, const html_element *about)
{
    if (html_has_name(p, token->name, SCOPED)) {
        end_block(p, token, about);
        html_clear_formatting(p);
    }
    return false;
}

static bool end_br(html_parser *p, html_token *token, const html_element *about)
{
    token->count = 0;
    start_void(p, token, about);
    return false;
}

typedef bool end_function(html_parser *p, html_token *token, const html_element *about);

static end_function *const ends[ENDS] = {
    [END_OTHER] = end_other,   [END_TEMPLATE] = end_template,
    [END_BODY] = end_body,     [END_BLOCK] = end_block,
    [END_FORM] = end_form,     [END_P] = end_p,
    [END_LI] = end_li,         [END_HEADING] = end_heading,
    [END_FORMAT] = end_format, [END_MARKER] = end_marker,
    [END_BR] = end_br,
};

/* ---- The mode --------------------------------------------------------------------------------------------------- */

bool html_in_body(html_parser *p, html_token *token)
{
    const html_element *about = token->name ? html_element_named(token->name) : NULL;
    switch (token->kind) {
    case HTML_TEXT:
        html_reconstruct(p);
        html_text(p, token->text, token->size);
        p->frameset_refused |= !html_is_blank(token);
        return false;
    case HTML_START: starts[about->start](p, token, about); return false;
    case HTML_END: return ends[about->end](p, token, about);
    case HTML_FILE_END: return p->template_count ? html_in_template(p, token) : false;
    case HTML_DOCTYPE: return false;
    }
    return false;
}
