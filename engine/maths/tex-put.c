/* The tokens of a formula in TeX: words, numbers, letters, signs, room. */
#include "tex-write-inside.h"

#include "base/table.h"
#include "base/text.h"
#include "tex-signs.h"

#include <string.h>

enum { PARTNER_MOST = 200 };

/* ---- Writing ------------------------------------------------------------------------------------------------------ */

/* Adds a piece; a command before letters is set apart. */
void texw_put(tex_out *w, const char *text)
{
    size_t at = w->out->size;
    while (at > w->begin && ascii_is_letter(w->out->data[at - 1]))
        at--;
    bool command = at > w->begin && at < w->out->size && w->out->data[at - 1] == '\\';
    if (command && ascii_is_letter(*text))
        buffer_byte(w->out, ' ');
    buffer_text(w->out, text);
}

static char last_byte(const tex_out *w)
{
    return w->out->size > w->begin ? w->out->data[w->out->size - 1] : '\0';
}

static void blank(tex_out *w)
{
    if (last_byte(w) && !strchr(" {[&", last_byte(w)))
        buffer_byte(w->out, ' ');
}

/* Adds words for "\text": what is TeX's own there is escaped. */
static void put_words(tex_out *w, const char *text)
{
    for (; *text; text++) {
        if (strchr("{}$%#&_", *text))
            buffer_format(w->out, "\\%c", *text);
        else if (*text == '\\')
            buffer_text(w->out, "\\textbackslash{}");
        else if (*text == '|')
            buffer_text(w->out, "\\textbar{}");
        else if (*text == '~')
            buffer_text(w->out, "\\textasciitilde{}");
        else
            buffer_byte(w->out, ascii_is_space(*text) ? ' ' : *text);
    }
}

void texw_write_text(tex_out *w, const ard_node *n)
{
    const char *command = texw_says(n, "mathvariant", "bold")     ? "\\textbf{"
                          : texw_says(n, "mathvariant", "italic") ? "\\textit{"
                                                                  : "\\text{";
    texw_put(w, command);
    if (texw_is(n, "ms"))
        buffer_byte(w->out, '"');
    put_words(w, texw_token(n));
    buffer_text(w->out, texw_is(n, "ms") ? "\"}" : "}");
}

/* A number: its decimal comma in braces, room between groups of digits; in braces where digits stand before it. */
void texw_write_number(tex_out *w, const ard_node *n)
{
    bool braces = text_is_digit((unsigned char)last_byte(w)) ||
                  (texw_is(n->previous, "mspace") && texw_is(n->previous->previous, "mn"));
    if (braces)
        buffer_byte(w->out, '{');
    for (const char *at = texw_token(n); *at;) {
        uint32_t point = text_next(&at);
        if (point == ',' || point == '.')
            buffer_text(w->out, point == '.' ? "." : text_is_digit((unsigned char)*at) ? "{,}" : ",");
        else if (text_is_space(point))
            buffer_text(w->out, "\\,");
        else if (text_is_digit(point))
            buffer_point(w->out, point);
        else
            tex_put_point(point, false, w->out);
    }
    if (braces)
        buffer_byte(w->out, '}');
}

/* A letter, a function's name, or a unit in upright letters. */
void texw_write_identifier(tex_out *w, const ard_node *n)
{
    buffer piece = BUFFER_EMPTY;
    const char *text = texw_token(n);
    bool applied = texw_is_sign(n->next, "\u2061");
    if (text_length(text) > 1 && tex_is_function(text))
        tex_put_function(text, &piece);
    else if (text_length(text) > 1) {
        bool words = strpbrk(text, " \\{}$%#&_^~|") != NULL;
        buffer_text(&piece, words ? "\\text{" : applied ? "\\operatorname{" : "\\mathrm{");
        tex_out inner = {&piece, 0, w->cell};
        put_words(&inner, text);
        buffer_byte(&piece, '}');
    } else if (*text) {
        const char *variant = node_attribute(n, "mathvariant"), *at = text;
        tex_put_letter(text_next(&at), variant, &piece);
    }
    texw_put(w, buffer_string(&piece));
    buffer_free(&piece);
}

/* Whether a bracket in a high row grows with it: TeX then wants its partner, in the same row. */
static const char *growing(const ard_node *n)
{
    bool open = texw_is_sign(n, TEX_OPENING), close = texw_is_sign(n, TEX_CLOSING);
    const ard_node *row = n->parent;
    if (texw_says(n, "stretchy", "false"))
        return NULL;
    if (texw_is_fenced(row) && (texw_is_high(row) || texw_has_middle(row)) && (n == row->first || n == row->last))
        return n == row->first ? "\\left" : "\\right";
    if (texw_says(n, "stretchy", "true") && texw_is_fenced(row) && texw_is_sign(n, "| ‖ /"))
        return "\\middle";
    if ((!open && !close) || !texw_is_high(row))
        return NULL;
    long depth = 0;
    unsigned left = PARTNER_MOST;
    for (const ard_node *at = n; at && left; at = open ? at->next : at->previous, left--) {
        bool fixed =
            texw_says(at, "stretchy", "false") || (texw_is_fenced(row) && (at == row->first || at == row->last));
        depth += !fixed && texw_is_sign(at, open ? TEX_OPENING : TEX_CLOSING);
        depth -= !fixed && texw_is_sign(at, open ? TEX_CLOSING : TEX_OPENING);
        if (!depth)
            return at == n ? NULL : open ? "\\left" : "\\right";
    }
    return NULL;
}

static bool is_script(const ard_node *n)
{
    for (; n && n->parent; n = n->parent)
        if (texw_one_of(n->parent, "msub msup msubsup munder mover munderover mmultiscripts") && n->previous)
            return true;
    return false;
}

void texw_write_operator(tex_out *w, const ard_node *n)
{
    const char *text = texw_token(n), *grows = growing(n), *at = text;
    if (texw_is_of_table(n) || (texw_is_binomial(n->next) && texw_is_sign(n, "(")) ||
        (texw_is_binomial(n->previous) && texw_is_sign(n, ")")))
        return;
    if (text_in_list("\u2061 \u2062 \u2063 \u2064", text))
        return;
    bool spaced = !grows && n->previous && n->next && tex_is_infix(text) && !is_script(n);
    if (spaced)
        blank(w);
    if (grows)
        texw_put(w, grows);
    if (text_is_letter(text_next(&at)) && *text) {
        texw_put(w, strcmp(text, "mod") == 0 ? "\\bmod" : "\\text{");
        if (strcmp(text, "mod") != 0) {
            put_words(w, text);
            buffer_byte(w->out, '}');
        }
    } else
        while (*text) {
            buffer piece = BUFFER_EMPTY;
            tex_put_point(text_next(&text), w->cell, &piece);
            texw_put(w, buffer_string(&piece));
            buffer_free(&piece);
        }
    bool list = texw_is_sign(n, ", ;") && n->next; /* "12, 18": without the blank it is a decimal number */
    if (spaced || list)
        buffer_byte(w->out, ' ');
}

void texw_write_space(tex_out *w, const ard_node *n)
{
    static const char *const widths[][2] = {{"0.167em", "\\,"}, {"0.222em", "\\:"},     {"0.278em", "\\;"},
                                            {"0.333em", "~"},   {"0.5em", "\\enspace"}, {"1em", "\\quad"},
                                            {"2em", "\\qquad"}};
    const char *width = node_attribute(n, "width");
    if (texw_says(n, "linebreak", "newline")) {
        texw_put(w, "\\\\ ");
        return;
    }
    for (size_t i = 0; width && i < sizeof widths / sizeof *widths; i++)
        if (strcmp(width, widths[i][0]) == 0) {
            texw_put(w, widths[i][1]);
            return;
        }
    bool plain = width && strspn(width, "0123456789.") && strlen(width) < 12 &&
                 text_in_list("em ex px in cm mm pt pc", width + strspn(width, "0123456789."));
    texw_put(w, plain ? "\\hspace{" : "~");
    if (plain)
        buffer_format(w->out, "%s}", width);
}
