#include "html-modes.h"

#include "base/text.h"

#include <string.h>

bool html_is_blank(const html_token *token)
{
    return html_blanks(token) == token->size;
}

size_t html_blanks(const html_token *token)
{
    size_t i = 0;
    while (i < token->size && token->text[i] && strchr(" \t\n\f\r", token->text[i]))
        i++;
    return i;
}

static html_id id_of(const html_token *token)
{
    return html_element_named(token->name ? token->name : "")->id;
}

static bool is_start(const html_token *token, html_id id)
{
    return token->kind == HTML_START && id_of(token) == id;
}

static bool is_end(const html_token *token, html_id id)
{
    return token->kind == HTML_END && id_of(token) == id;
}

/* Whether an end tag is one that stands for an element the markup left out before it. */
static bool ends_implied(const html_token *token)
{
    html_id id = id_of(token);
    return token->kind != HTML_END || id == E_HEAD || id == E_BODY || id == E_HTML || id == E_BR;
}

/* Takes the blanks that a text begins with; true where nothing is left. */
static bool drop_blanks(html_token *token)
{
    if (token->kind != HTML_TEXT)
        return false;
    size_t blanks = html_blanks(token);
    token->text += blanks;
    token->size -= blanks;
    return !token->size;
}

/* The same, putting them into the tree. */
static bool keep_blanks(html_parser *p, html_token *token)
{
    if (token->kind == HTML_TEXT)
        html_text(p, token->text, html_blanks(token));
    return drop_blanks(token);
}

void html_insert_raw(html_parser *p, const html_token *token, const html_element *about, html_content content)
{
    html_insert(p, token, about);
    p->tokens.content = content;
    p->tokens.closing = about->name;
    p->original = p->mode;
    p->mode = MODE_TEXT;
}

/* ---- Before the body -------------------------------------------------------------------------------------------- */

static bool in_initial(html_parser *p, html_token *token)
{
    if (drop_blanks(token))
        return false;
    p->mode = MODE_BEFORE_HTML;
    p->quirks = token->kind != HTML_DOCTYPE || strcmp(token->name, "html") != 0;
    return token->kind != HTML_DOCTYPE;
}

static bool before_html(html_parser *p, html_token *token)
{
    if (token->kind == HTML_DOCTYPE || drop_blanks(token) || !ends_implied(token))
        return false;
    p->mode = MODE_BEFORE_HEAD;
    if (is_start(token, E_HTML)) {
        html_insert(p, token, html_element_named("html"));
        return false;
    }
    html_insert_named(p, "html");
    return true;
}

static bool before_head(html_parser *p, html_token *token)
{
    if (token->kind == HTML_DOCTYPE || drop_blanks(token) || !ends_implied(token))
        return false;
    if (is_start(token, E_HTML))
        return html_in_body(p, token);
    p->mode = MODE_HEAD;
    bool given = is_start(token, E_HEAD);
    p->head = given ? html_insert(p, token, html_element_named("head")) : html_insert_named(p, "head");
    return !given;
}

static void start_template(html_parser *p, const html_token *token)
{
    if (p->template_count == TEMPLATES_MOST)
        return;
    size_t count = p->count;
    html_insert(p, token, html_element_named("template"));
    if (p->count == count)
        return;
    html_mark(p);
    p->frameset_refused = true;
    p->mode = p->templates[p->template_count++] = MODE_TEMPLATE;
}

static void end_template(html_parser *p)
{
    if (!html_is_open(p, E_TEMPLATE))
        return;
    html_imply_ends(p, IMPLIED_ALL, NULL);
    html_pop_until(p, E_TEMPLATE);
    html_clear_formatting(p);
    p->template_count -= p->template_count > 0;
    html_reset_mode(p);
}

static void start_in_head(html_parser *p, html_token *token, const html_element *about)
{
    if (about->id == E_TEMPLATE)
        start_template(p, token);
    else if (about->id == E_TITLE)
        html_insert_raw(p, token, about, CONTENT_RCDATA);
    else if (about->id == E_SCRIPT)
        html_insert_raw(p, token, about, CONTENT_SCRIPT);
    else if (about->id == E_STYLE || about->id == E_NOFRAMES)
        html_insert_raw(p, token, about, CONTENT_RAWTEXT);
    else
        html_insert_closed(p, token);
}

bool html_in_head(html_parser *p, html_token *token)
{
    const html_element *about = html_element_named(token->name ? token->name : "");
    if (token->kind == HTML_DOCTYPE || keep_blanks(p, token))
        return false;
    if (is_start(token, E_HTML))
        return html_in_body(p, token);
    if (token->kind == HTML_START && about->flags & HEADED) {
        start_in_head(p, token, about);
        return false;
    }
    if (is_end(token, E_TEMPLATE)) {
        end_template(p);
        return false;
    }
    if (is_start(token, E_NOSCRIPT) && p->mode == MODE_HEAD) {
        html_insert(p, token, about);
        p->mode = MODE_HEAD_NOSCRIPT;
        return false;
    }
    if (is_start(token, E_HEAD) || !ends_implied(token) || p->mode != MODE_HEAD)
        return false;
    html_pop(p);
    p->mode = MODE_AFTER_HEAD;
    return !is_end(token, E_HEAD);
}

/* Nothing runs scripts here: what stands for them counts (13.2.6.4.5, with scripting disabled). */
static bool in_head_noscript(html_parser *p, html_token *token)
{
    const html_element *about = html_element_named(token->name ? token->name : "");
    bool text_only = token->kind == HTML_TEXT && html_is_blank(token);
    if (token->kind == HTML_DOCTYPE || is_start(token, E_HEAD) || is_start(token, E_NOSCRIPT))
        return false;
    if (text_only || (token->kind == HTML_START && about->flags & HEADED && about->id != E_SCRIPT &&
                      about->id != E_TEMPLATE && about->id != E_TITLE))
        return html_in_head(p, token);
    if (token->kind == HTML_END && !is_end(token, E_NOSCRIPT) && !is_end(token, E_BR))
        return false;
    html_pop(p);
    p->mode = MODE_HEAD;
    return !is_end(token, E_NOSCRIPT);
}

static bool after_head(html_parser *p, html_token *token)
{
    const html_element *about = html_element_named(token->name ? token->name : "");
    if (token->kind == HTML_DOCTYPE || keep_blanks(p, token) || is_start(token, E_HEAD))
        return false;
    if (is_start(token, E_HTML))
        return html_in_body(p, token);
    if (is_end(token, E_TEMPLATE))
        return html_in_head(p, token);
    if (!ends_implied(token) || is_end(token, E_HEAD))
        return false;
    if (token->kind == HTML_START && about->flags & HEADED && p->head) {
        p->open[++p->count] = (html_open){p->head, html_element_named("head")};
        start_in_head(p, token, about);
        for (size_t i = p->count; i > 0; i--)
            if (p->open[i].node == p->head) {
                memmove(p->open + i, p->open + i + 1, (p->count - i) * sizeof *p->open);
                p->count--;
                break;
            }
        return false;
    }
    if (is_start(token, E_FRAMESET)) {
        html_insert(p, token, about);
        p->mode = MODE_FRAMESET;
        return false;
    }
    p->mode = MODE_BODY;
    if (is_start(token, E_BODY)) {
        html_insert(p, token, about);
        p->frameset_refused = true;
        return false;
    }
    html_insert_named(p, "body");
    return true;
}

/* ---- Text, and after the body ----------------------------------------------------------------------------------- */

static bool in_text(html_parser *p, html_token *token)
{
    if (token->kind == HTML_TEXT) {
        html_text(p, token->text, token->size);
        return false;
    }
    if (p->skipped)
        p->skipped--;
    else
        html_pop(p);
    p->mode = p->original;
    return token->kind == HTML_FILE_END;
}

static bool after_body(html_parser *p, html_token *token)
{
    if (token->kind == HTML_DOCTYPE || token->kind == HTML_FILE_END || is_end(token, E_HTML))
        return false;
    if ((token->kind == HTML_TEXT && html_is_blank(token)) || is_start(token, E_HTML))
        return html_in_body(p, token);
    p->mode = MODE_BODY;
    return true;
}

static bool in_frameset(html_parser *p, html_token *token)
{
    if (token->kind == HTML_TEXT)
        return false;
    if (is_start(token, E_HTML))
        return html_in_body(p, token);
    if (is_start(token, E_NOFRAMES))
        return html_in_head(p, token);
    if (is_start(token, E_FRAMESET))
        html_insert(p, token, html_element_named("frameset"));
    else if (is_start(token, E_FRAME))
        html_insert_closed(p, token);
    else if (is_end(token, E_FRAMESET) && p->count > 1) {
        html_pop(p);
        p->mode = html_current(p)->about->id == E_FRAMESET ? MODE_FRAMESET : MODE_AFTER_FRAMESET;
    }
    return false;
}

static bool after_frameset(html_parser *p, html_token *token)
{
    if (is_start(token, E_NOFRAMES))
        return html_in_head(p, token);
    return false;
}

/* ---- MathML and SVG (13.2.6.5) ------------------------------------------------------------------------------------ */

static bool token_has(const html_token *token, const char *name)
{
    for (size_t i = 0; i < token->count; i++)
        if (strcmp(token->pairs[i].name, name) == 0)
            return true;
    return false;
}

/* Whether an annotation-xml element says that it holds HTML. */
static bool holds_html(const html_open *open)
{
    const char *encoding = open->about->flags & MATH_SPACE ? xml_value(&open->node->node, "encoding") : NULL;
    return open->about->flags & HTML_POINT ||
           (encoding && strcmp(open->node->node.name, "math:annotation-xml") == 0 &&
            (text_same(encoding, "text/html") || text_same(encoding, "application/xhtml+xml")));
}

/* Whether a token is treated by the rules of MathML and SVG (13.2.6, the tree construction dispatcher). */
static bool is_foreign(html_parser *p, const html_token *token)
{
    const html_open *current = html_current(p);
    if (!p->count || !(current->about->flags & FOREIGN) || token->kind == HTML_FILE_END)
        return false;
    bool tag = token->kind == HTML_START;
    if (current->about->flags & TEXT_POINT && (token->kind == HTML_TEXT || (tag && strcmp(token->name, "mglyph") != 0 &&
                                                                            strcmp(token->name, "malignmark") != 0)))
        return false;
    if (tag && strcmp(token->name, "svg") == 0 && strcmp(current->node->node.name, "math:annotation-xml") == 0)
        return false;
    return !(holds_html(current) && (tag || token->kind == HTML_TEXT));
}

static bool start_in_foreign(html_parser *p, html_token *token)
{
    const html_element *about = html_element_named(token->name);
    bool font =
        about->id == E_FONT && (token_has(token, "color") || token_has(token, "face") || token_has(token, "size"));
    if (about->flags & BREAKS_OUT || font) {
        while (p->count && html_current(p)->about->flags & FOREIGN && !(html_current(p)->about->flags & TEXT_POINT) &&
               !holds_html(html_current(p)))
            html_pop(p);
        return true;
    }
    html_insert_foreign(p, token, html_current(p)->about->flags & MATH_SPACE ? "math:" : "svg:");
    return false;
}

/* Ends the innermost element of that name; from the first of HTML's on, the mode decides. */
static bool end_in_foreign(html_parser *p, html_token *token)
{
    for (size_t i = p->count; i > 1; i--) {
        if (!(p->open[i].about->flags & FOREIGN))
            return html_by_rules(p, token, p->mode);
        const char *local = strchr(p->open[i].node->node.name, ':');
        if (local && text_same(local + 1, token->name)) {
            html_pop_to(p, i - 1);
            return false;
        }
    }
    return false;
}

static bool in_foreign(html_parser *p, html_token *token)
{
    html_id id = id_of(token);
    switch (token->kind) {
    case HTML_TEXT:
        html_text(p, token->text, token->size);
        p->frameset_refused |= !html_is_blank(token);
        return false;
    case HTML_START: return start_in_foreign(p, token);
    case HTML_END:
        if (id != E_BR && id != E_P)
            return end_in_foreign(p, token);
        while (p->count && html_current(p)->about->flags & FOREIGN)
            html_pop(p);
        return true;
    case HTML_FILE_END:
    case HTML_DOCTYPE: return false;
    }
    return false;
}

/* ---- The dispatcher --------------------------------------------------------------------------------------------- */

static html_mode_function *const modes[MODES] = {
    [MODE_INITIAL] = in_initial,
    [MODE_BEFORE_HTML] = before_html,
    [MODE_BEFORE_HEAD] = before_head,
    [MODE_HEAD] = html_in_head,
    [MODE_HEAD_NOSCRIPT] = in_head_noscript,
    [MODE_AFTER_HEAD] = after_head,
    [MODE_BODY] = html_in_body,
    [MODE_TEXT] = in_text,
    [MODE_TABLE] = html_in_table,
    [MODE_CAPTION] = html_in_caption,
    [MODE_COLUMNS] = html_in_columns,
    [MODE_TABLE_BODY] = html_in_table_body,
    [MODE_ROW] = html_in_row,
    [MODE_CELL] = html_in_cell,
    [MODE_TEMPLATE] = html_in_template,
    [MODE_AFTER_BODY] = after_body,
    [MODE_FRAMESET] = in_frameset,
    [MODE_AFTER_FRAMESET] = after_frameset,
};

bool html_by_rules(html_parser *p, html_token *token, html_mode mode)
{
    return modes[mode](p, token);
}

void html_reset_mode(html_parser *p)
{
    static const struct {
        html_id id;
        html_mode mode;
    } rows[] = {{E_TR, MODE_ROW},           {E_TBODY, MODE_TABLE_BODY}, {E_THEAD, MODE_TABLE_BODY},
                {E_TFOOT, MODE_TABLE_BODY}, {E_CAPTION, MODE_CAPTION},  {E_COLGROUP, MODE_COLUMNS},
                {E_TABLE, MODE_TABLE},      {E_TD, MODE_CELL},          {E_TH, MODE_CELL},
                {E_HEAD, MODE_HEAD},        {E_BODY, MODE_BODY},        {E_FRAMESET, MODE_FRAMESET}};
    for (size_t i = p->count; i > 0; i--) {
        html_id id = p->open[i].about->id;
        if (id == E_TEMPLATE && p->template_count) {
            p->mode = p->templates[p->template_count - 1];
            return;
        }
        for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++)
            if (rows[row].id == id) {
                p->mode = rows[row].mode;
                return;
            }
        if (id == E_HTML) {
            p->mode = p->head ? MODE_AFTER_HEAD : MODE_BEFORE_HEAD;
            return;
        }
    }
    p->mode = MODE_BODY;
}

void html_dispatch(html_parser *p, html_token *token)
{
    if (p->skip_newline && token->kind == HTML_TEXT && token->size && token->text[0] == '\n')
        token->text++, token->size--;
    p->skip_newline = false;
    if (token->kind == HTML_END && p->skipped && p->mode != MODE_TEXT) {
        p->skipped--;
        return;
    }
    if (token->kind == HTML_TEXT && !token->size)
        return;
    while (p->tree.status == ARD_OK && (is_foreign(p, token) ? in_foreign(p, token) : modes[p->mode](p, token)))
        ;
    p->tokens.foreign = p->count && html_current(p)->about->flags & FOREIGN;
}
