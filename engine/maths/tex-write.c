/* MathML to TeX. Each element writes something before each of its children and after the last, by table; signs and
 * letters have their commands in tex-signs.c. The tree is walked, not recursed. */
#include "tex-write.h"

#include "base/table.h"
#include "base/text.h"
#include "mathml.h"
#include "tex-signs.h"

#include <string.h>

enum { SCRIPTS_MOST = 64, PARTNER_MOST = 200, SOURCE_MOST = 20000 };

/* What is written before each child (of later ones as of the third) and after the last. */
typedef struct tex_shape {
    const char *name;
    const char *before[3], *after;
} tex_shape;

/* Ascending. A row of any other element only holds its children together. */
static const tex_shape shapes[] = {
    {"menclose", {"{", "", ""}, "}"},
    {"mfrac", {"\\frac{", "}{", ""}, "}"},
    {"mover", {"\\overset{", "", ""}, ""}, /* says itself what it is: see over_form */
    {"mphantom", {"\\phantom{", "", ""}, "}"},
    {"mroot", {"\\sqrt[", "]{", ""}, "}"}, /* its second child is written first */
    {"msqrt", {"\\sqrt{", "", ""}, "}"},
    {"msub", {"", "_", ""}, ""},
    {"msubsup", {"", "_", "^"}, ""},
    {"msup", {"", "^", ""}, ""},
    {"munder", {"\\underset{", "", ""}, ""},
    {"munderover", {"", "_", "^"}, ""},
};

typedef struct tex_out {
    buffer *out;
    size_t begin;
    bool cell;
} tex_out;

/* ---- Asking the tree --------------------------------------------------------------------------------------------- */

static bool is(const ard_node *n, const char *name)
{
    return kind_is(n, MATHML) && strcmp(n->text, name) == 0;
}

static bool one_of(const ard_node *n, const char *names)
{
    return kind_is(n, MATHML) && text_in_list(names, n->text);
}

static const char *token(const ard_node *n)
{
    return kind_is(n, MATHML) && kind_is(n->first, TEXT) ? n->first->text : "";
}

static bool says(const ard_node *n, const char *name, const char *value)
{
    const char *said = n ? node_attribute(n, name) : NULL;
    return said && strcmp(said, value) == 0;
}

static bool is_sign(const ard_node *n, const char *list)
{
    return is(n, "mo") && *token(n) && text_in_list(list, token(n));
}

/* Whether an element only holds its children together, as a group. */
static bool is_group(const ard_node *n)
{
    return one_of(n, "mrow mstyle mpadded merror maction");
}

static const char opening[] = "( [ { ⟨ ⌊ ⌈", closing[] = ") ] } ⟩ ⌋ ⌉";

/* Whether some child of a row is higher than a line, as tex_settle has it. */
static bool is_high(const ard_node *row)
{
    for (const ard_node *child = row->first; child; child = child->next)
        if (!one_of(child, "mi mn mo mtext mspace"))
            return true;
    return false;
}

/* Whether a delimiter inside a row grows with it, as that of "\\middle" does. */
static bool has_middle(const ard_node *row)
{
    for (const ard_node *child = row->first; child; child = child->next)
        if (child->previous && child->next && says(child, "stretchy", "true") && is_sign(child, "| ‖ /"))
            return true;
    return false;
}

/* Whether a row is all that stands between its first and its last child, two delimiters that grow with it. */
static bool is_fenced(const ard_node *row)
{
    static const char either[] = "| ‖";
    if ((!is(row, "mrow") && !has_middle(row)) || !row->first || row->first == row->last)
        return false;
    bool open = is_sign(row->first, opening) || is_sign(row->first, either) || is_sign(row->first, closing);
    bool close = is_sign(row->last, closing) || is_sign(row->last, either) || is_sign(row->last, opening);
    return open && close && !says(row->first, "stretchy", "false") && !says(row->last, "stretchy", "false");
}

/* Whether a row in brackets is one that a script takes whole without braces: "(a+b)^2". */
static bool is_bracketed(const ard_node *row)
{
    long open = 0;
    if (!is_fenced(row) || !is_sign(row->first, "( [ {") || !is_sign(row->last, ") ] }") || is_high(row))
        return false;
    for (const ard_node *child = row->first; child; child = child->next) {
        open += is_sign(child, "( [ {");
        open -= is_sign(child, ") ] }");
        if (!open && child->next)
            return false;
    }
    return true;
}

/* A matrix or a brace over lines: the environment of a table by the delimiters beside it; NULL where they are none. */
static const char *environment_of(const ard_node *grid)
{
    static const char *const rows[][3] = {{"(", ")", "pmatrix"}, {"[", "]", "bmatrix"}, {"{", "}", "Bmatrix"},
                                          {"|", "|", "vmatrix"}, {"‖", "‖", "Vmatrix"}, {"{", "", "cases"},
                                          {"", "}", "rcases"}};
    if (!is(grid, "mtable"))
        return NULL;
    const ard_node *before = is(grid->previous, "mo") ? grid->previous : NULL;
    const ard_node *after = is(grid->next, "mo") ? grid->next : NULL;
    bool lines = says(grid, "columnalign", "left");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool open = !*rows[i][0] || (before && strcmp(token(before), rows[i][0]) == 0);
        bool close = !*rows[i][1] || (after && strcmp(token(after), rows[i][1]) == 0);
        if (open && close && (*rows[i][0] || lines) && (i < 5 ? !node_attribute(grid, "columnalign") : true))
            return rows[i][2];
    }
    return NULL;
}

/* Whether an operator is said by the environment of the table beside it. */
static bool is_of_table(const ard_node *n)
{
    const char *after = environment_of(n->next), *before = environment_of(n->previous);
    if (after && strcmp(after, "rcases") != 0)
        return true;
    return before && strcmp(before, "cases") != 0;
}

/* Whether a row is a table and its delimiters, and nothing else. */
static bool is_environment(const ard_node *row)
{
    const ard_node *first = row->first, *grid = is(first, "mtable") ? first : first ? first->next : NULL;
    if (!is(row, "mrow") || !environment_of(grid))
        return false;
    return (grid == first || is_of_table(first)) &&
           (!grid->next || (grid->next == row->last && is_of_table(row->last)));
}

/* "(n over k)": a fraction without its line, in brackets. */
static bool is_binomial(const ard_node *fraction)
{
    return is(fraction, "mfrac") && says(fraction, "linethickness", "0") && is_sign(fraction->previous, "(") &&
           is_sign(fraction->next, ")") && !says(fraction->previous, "stretchy", "false");
}

static bool is_binomial_row(const ard_node *row)
{
    return is(row, "mrow") && row->first && row->last == (row->first->next ? row->first->next->next : NULL) &&
           is_binomial(row->first->next);
}

/* ---- Under and over ---------------------------------------------------------------------------------------------- */

/* How a base with something above or below it is written. */
typedef enum over_form { OVER_LIMITS, OVER_ACCENT, OVER_ARROW, OVER_SET, OVER_FORCED } over_form;

/* Whether TeX sets the scripts of a base above and below by itself. */
static bool takes_limits(const ard_node *base)
{
    static const char signs[] = "∑ ∏ ∐ ⋃ ⋂ ⋁ ⋀ ⨁ ⨂ ⨀ ⨄ ⨆", braces[] = "⏞ ⏟ ⎴ ⎵";
    if (is(base, "mi"))
        return tex_function_takes_limits(token(base));
    if (one_of(base, "mover munder") && base->last != base->first)
        return is_sign(base->last, braces);
    return is_sign(base, signs);
}

/* The command of an accent by the sign above or below; NULL for another. */
static const char *accent_of(const ard_node *n)
{
    static const char *const over[][2] = {{"→", "\\overrightarrow"},
                                          {"¯", "\\overline"},
                                          {"‾", "\\overline"},
                                          {"^", "\\widehat"},
                                          {"ˆ", "\\widehat"},
                                          {"~", "\\widetilde"},
                                          {"˜", "\\widetilde"},
                                          {"˙", "\\dot"},
                                          {"¨", "\\ddot"},
                                          {"´", "\\acute"},
                                          {"`", "\\grave"},
                                          {"˘", "\\breve"},
                                          {"ˇ", "\\check"},
                                          {"˚", "\\mathring"},
                                          {"⌒", "\\overparen"},
                                          {"←", "\\overleftarrow"},
                                          {"↔", "\\overleftrightarrow"},
                                          {"⏞", "\\overbrace"},
                                          {"⎴", "\\overbracket"},
                                          {"⃗", "\\overrightarrow"},
                                          {"̄", "\\overline"},
                                          {"̂", "\\widehat"},
                                          {"_", "\\overline"},
                                          {"⇒", "\\Overrightarrow"},
                                          {"⇀", "\\overrightharpoon"}};
    static const char *const under[][2] = {{"_", "\\underline"},       {"¯", "\\underline"},
                                           {"‾", "\\underline"},       {"⏟", "\\underbrace"},
                                           {"⎵", "\\underbracket"},    {"←", "\\underleftarrow"},
                                           {"→", "\\underrightarrow"}, {"̲", "\\underline"}};
    bool above = is(n, "mover");
    const char *sign = (above || is(n, "munder")) && n->first != n->last && is(n->last, "mo") ? token(n->last) : "";
    size_t count = above ? sizeof over / sizeof *over : sizeof under / sizeof *under;
    for (size_t i = 0; *sign && i < count; i++)
        if (strcmp(sign, above ? over[i][0] : under[i][0]) == 0)
            return above ? over[i][1] : under[i][1];
    return NULL;
}

/* The arrow that grows with what stands over it. */
static const char *arrow_of(const ard_node *base)
{
    static const char *const arrows[][2] = {{"→", "\\xrightarrow"},        {"←", "\\xleftarrow"},
                                            {"↔", "\\xleftrightarrow"},    {"⇒", "\\xRightarrow"},
                                            {"⇐", "\\xLeftarrow"},         {"⇔", "\\xLeftrightarrow"},
                                            {"⇌", "\\xrightleftharpoons"}, {"↦", "\\xmapsto"}};
    for (size_t i = 0; is(base, "mo") && i < sizeof arrows / sizeof *arrows; i++)
        if (strcmp(token(base), arrows[i][0]) == 0)
            return arrows[i][1];
    return NULL;
}

static over_form form_of(const ard_node *n)
{
    if (takes_limits(n->first))
        return OVER_LIMITS;
    if (accent_of(n) && !arrow_of(n->first))
        return OVER_ACCENT;
    if (arrow_of(n->first) && !is(n, "munder"))
        return OVER_ARROW;
    return is(n, "munderover") || is_sign(n->first, "∫ ∬ ∭ ∮") ? OVER_FORCED : OVER_SET;
}

/* ---- Writing ------------------------------------------------------------------------------------------------------ */

/* Adds a piece; a command before letters is set apart. */
static void put(tex_out *w, const char *text)
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

static void write_text(tex_out *w, const ard_node *n)
{
    const char *command = says(n, "mathvariant", "bold")     ? "\\textbf{"
                          : says(n, "mathvariant", "italic") ? "\\textit{"
                                                             : "\\text{";
    put(w, command);
    if (is(n, "ms"))
        buffer_byte(w->out, '"');
    put_words(w, token(n));
    buffer_text(w->out, is(n, "ms") ? "\"}" : "}");
}

/* A number: its decimal comma in braces, room between groups of digits; in braces where digits stand before it. */
static void write_number(tex_out *w, const ard_node *n)
{
    bool braces =
        text_is_digit((unsigned char)last_byte(w)) || (is(n->previous, "mspace") && is(n->previous->previous, "mn"));
    if (braces)
        buffer_byte(w->out, '{');
    for (const char *at = token(n); *at;) {
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
static void write_identifier(tex_out *w, const ard_node *n)
{
    buffer piece = BUFFER_EMPTY;
    const char *text = token(n);
    bool applied = is_sign(n->next, "\u2061");
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
    put(w, buffer_string(&piece));
    buffer_free(&piece);
}

/* Whether a bracket in a high row grows with it: TeX then wants its partner, in the same row. */
static const char *growing(const ard_node *n)
{
    bool open = is_sign(n, opening), close = is_sign(n, closing);
    const ard_node *row = n->parent;
    if (says(n, "stretchy", "false"))
        return NULL;
    if (is_fenced(row) && (is_high(row) || has_middle(row)) && (n == row->first || n == row->last))
        return n == row->first ? "\\left" : "\\right";
    if (says(n, "stretchy", "true") && is_fenced(row) && is_sign(n, "| ‖ /"))
        return "\\middle";
    if ((!open && !close) || !is_high(row))
        return NULL;
    long depth = 0;
    unsigned left = PARTNER_MOST;
    for (const ard_node *at = n; at && left; at = open ? at->next : at->previous, left--) {
        bool fixed = says(at, "stretchy", "false") || (is_fenced(row) && (at == row->first || at == row->last));
        depth += !fixed && is_sign(at, open ? opening : closing);
        depth -= !fixed && is_sign(at, open ? closing : opening);
        if (!depth)
            return at == n ? NULL : open ? "\\left" : "\\right";
    }
    return NULL;
}

static bool is_script(const ard_node *n)
{
    for (; n && n->parent; n = n->parent)
        if (one_of(n->parent, "msub msup msubsup munder mover munderover mmultiscripts") && n->previous)
            return true;
    return false;
}

static void write_operator(tex_out *w, const ard_node *n)
{
    const char *text = token(n), *grows = growing(n), *at = text;
    if (is_of_table(n) || (is_binomial(n->next) && is_sign(n, "(")) || (is_binomial(n->previous) && is_sign(n, ")")))
        return;
    if (text_in_list("\u2061 \u2062 \u2063 \u2064", text))
        return;
    bool spaced = !grows && n->previous && n->next && tex_is_infix(text) && !is_script(n);
    if (spaced)
        blank(w);
    if (grows)
        put(w, grows);
    if (text_is_letter(text_next(&at)) && *text) {
        put(w, strcmp(text, "mod") == 0 ? "\\bmod" : "\\text{");
        if (strcmp(text, "mod") != 0) {
            put_words(w, text);
            buffer_byte(w->out, '}');
        }
    } else
        while (*text) {
            buffer piece = BUFFER_EMPTY;
            tex_put_point(text_next(&text), w->cell, &piece);
            put(w, buffer_string(&piece));
            buffer_free(&piece);
        }
    if (spaced)
        buffer_byte(w->out, ' ');
}

static void write_space(tex_out *w, const ard_node *n)
{
    static const char *const widths[][2] = {{"0.167em", "\\,"}, {"0.222em", "\\:"},     {"0.278em", "\\;"},
                                            {"0.333em", "~"},   {"0.5em", "\\enspace"}, {"1em", "\\quad"},
                                            {"2em", "\\qquad"}};
    const char *width = node_attribute(n, "width");
    if (says(n, "linebreak", "newline")) {
        put(w, "\\\\ ");
        return;
    }
    for (size_t i = 0; width && i < sizeof widths / sizeof *widths; i++)
        if (strcmp(width, widths[i][0]) == 0) {
            put(w, widths[i][1]);
            return;
        }
    bool plain = width && strspn(width, "0123456789.") && strlen(width) < 12 &&
                 text_in_list("em ex px in cm mm pt pc", width + strspn(width, "0123456789."));
    put(w, plain ? "\\hspace{" : "~");
    if (plain)
        buffer_format(w->out, "%s}", width);
}

/* ---- Elements ---------------------------------------------------------------------------------------------------- */

static const tex_shape *shape_of(const ard_node *n)
{
    return kind_is(n, MATHML) ? ROW_NAMED(n->text, shapes) : NULL;
}

static int index_of(const ard_node *n)
{
    return !n->previous ? 0 : !n->previous->previous ? 1 : 2;
}

/* The command of an enclosed formula. */
static const char *enclosure(const ard_node *n)
{
    static const char *const rows[][2] = {{"box", "\\boxed{"},
                                          {"roundedbox", "\\boxed{"},
                                          {"circle", "\\boxed{"},
                                          {"updiagonalstrike", "\\cancel{"},
                                          {"downdiagonalstrike", "\\bcancel{"},
                                          {"updiagonalstrike downdiagonalstrike", "\\xcancel{"},
                                          {"horizontalstrike", "\\sout{"},
                                          {"top", "\\overline{"},
                                          {"bottom", "\\underline{"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (says(n, "notation", rows[i][0]))
            return rows[i][1];
    return "{";
}

/* Whether a script or an argument needs no braces: one letter or digit. */
static bool is_short(const ard_node *n)
{
    const char *text = token(n);
    return one_of(n, "mi mn") && *text && !text[1] && !node_attribute(n, "mathvariant") &&
           (ascii_is_letter(*text) || text_is_digit((unsigned char)*text));
}

static const char *primes_of(const ard_node *n)
{
    static const char *const rows[][2] = {{"′", "'"}, {"″", "''"}, {"‴", "'''"}};
    for (size_t i = 0; is(n, "mo") && i < sizeof rows / sizeof *rows; i++)
        if (strcmp(token(n), rows[i][0]) == 0)
            return rows[i][1];
    return NULL;
}

/* Whether a child stands in braces that its parent writes, or needs none. */
static bool is_argument(const ard_node *n)
{
    const ard_node *parent = n->parent;
    if (one_of(parent, "mfrac mroot") || one_of(parent, "msqrt mphantom menclose mtd"))
        return one_of(parent, "mfrac mroot") || n->parent->first == n->parent->last;
    if (one_of(parent, "msub msup msubsup munder mover munderover mmultiscripts"))
        return n->previous != NULL;
    return false;
}

/* Whether a base needs braces to be taken whole by its scripts. */
static bool needs_braces(const ard_node *n)
{
    if (is_group(n))
        return !is_bracketed(n) && !(is_fenced(n) && (is_high(n) || has_middle(n))) && !is_environment(n) &&
               !is_binomial_row(n);
    return one_of(n, "msub msup msubsup munder mover munderover mmultiscripts")
               ? !accent_of(n)
               : is_sign(n, closing) || is_sign(n, opening);
}

/* Writes what stands between a base and its script: limits where TeX would set them elsewhere. */
static void write_placement(tex_out *w, const ard_node *n)
{
    const ard_node *parent = n->parent;
    bool under = one_of(parent, "munder mover munderover");
    if (n->previous != parent->first)
        return;
    if (under && form_of(parent) == OVER_FORCED)
        put(w, "\\limits");
    else if (!under && one_of(parent, "msub msup msubsup") && takes_limits(parent->first) &&
             !one_of(parent->first, "mover munder"))
        put(w, "\\nolimits");
}

static void open_script(tex_out *w, const ard_node *n, const char *sign)
{
    if (primes_of(n) && *sign == '^')
        return;
    put(w, sign);
    if (!is_short(n))
        buffer_byte(w->out, '{');
}

static void close_script(tex_out *w, const ard_node *n, const char *sign)
{
    if (!(primes_of(n) && *sign == '^') && !is_short(n))
        buffer_byte(w->out, '}');
}

/* The sign that a script has in mmultiscripts: pairs of a lower and an upper one. */
static const char *multi_sign(const ard_node *n)
{
    unsigned count = 0;
    for (const ard_node *p = n->previous; p && p != n->parent->first && !is(p, "mprescripts") && count < SCRIPTS_MOST;
         p = p->previous)
        count++;
    return count % 2 ? "^" : "_";
}

static bool is_before_base(const ard_node *n)
{
    unsigned left = SCRIPTS_MOST;
    for (const ard_node *p = n->previous; p && left; p = p->previous, left--)
        if (is(p, "mprescripts"))
            return true;
    return false;
}

/* The sign of a script ("_", "^"), or NULL for another child. */
static const char *script_sign(const ard_node *n)
{
    const ard_node *parent = n->parent;
    if (!n->previous || !parent)
        return NULL;
    if (is(parent, "mmultiscripts"))
        return multi_sign(n);
    if (one_of(parent, "munder mover")) {
        over_form form = form_of(parent);
        return form != OVER_LIMITS && form != OVER_FORCED ? NULL : is(parent, "mover") ? "^" : "_";
    }
    if (is(parent, "munderover") && form_of(parent) == OVER_ARROW)
        return NULL;
    const tex_shape *shape = one_of(parent, "msub msup msubsup munderover") ? shape_of(parent) : NULL;
    return shape ? shape->before[index_of(n)] : NULL;
}

/* What a base that something stands over or under writes before and between its children, which come in the order
 * that its form wants (see first_child). */
static void write_over(tex_out *w, const ard_node *n)
{
    const ard_node *parent = n->parent;
    over_form form = form_of(parent);
    bool base = n == parent->first;
    if (form == OVER_ACCENT && base) {
        bool vector = strcmp(accent_of(parent), "\\overrightarrow") == 0 && is(n, "mi") && text_length(token(n)) == 1;
        bool bar = strcmp(accent_of(parent), "\\widehat") == 0 && is(n, "mi") && text_length(token(n)) == 1;
        put(w, vector ? "\\vec" : bar ? "\\hat" : accent_of(parent));
        buffer_byte(w->out, '{');
    } else if (form == OVER_SET && !base) {
        put(w, is(parent, "mover") ? "\\overset{" : "\\underset{");
    } else if (form == OVER_SET)
        buffer_text(w->out, "}{");
    else if (form == OVER_FORCED && base && !is_sign(n, "∫ ∬ ∭ ∮"))
        put(w, "\\mathop{");
    else if (form == OVER_ARROW && !base && is(parent, "munderover") && n != parent->last) {
        put(w, arrow_of(parent->first));
        buffer_byte(w->out, '[');
    } else if (form == OVER_ARROW && !base) {
        if (is(parent, "mover"))
            put(w, arrow_of(parent->first));
        buffer_text(w->out, is(parent, "mover") ? "{" : "]{");
    }
}

static void write_before(tex_out *w, const ard_node *n)
{
    const ard_node *parent = n->parent;
    const char *sign = script_sign(n);
    if (sign) {
        if (is(parent, "mmultiscripts") && is_before_base(n) && *sign == '_')
            buffer_text(w->out, "{}");
        write_placement(w, n);
        if (!is(n, "none"))
            open_script(w, n, sign);
        return;
    }
    if (one_of(parent, "munder mover munderover"))
        write_over(w, n);
    else if (is(parent, "mfrac"))
        put(w, !says(parent, "linethickness", "0") || is_binomial(parent) ? (n->previous           ? "}{"
                                                                             : is_binomial(parent) ? "\\binom{"
                                                                                                   : "\\frac{")
                                                                          : (n->previous ? " \\atop " : "{"));
    else if (is(parent, "mroot"))
        put(w, n == parent->last ? "\\sqrt[" : "]{");
    else if (is(n, "mtr") && n->previous)
        buffer_text(w->out, " \\\\ ");
    else if (is(n, "mtd") && n->previous)
        buffer_text(w->out, " & ");
    else if (is(parent, "mstack") && n->previous && !is(n, "msline") && !is(n->previous, "msline"))
        buffer_text(w->out, " \\\\ ");
}

/* The end of what write_before began. */
static void write_after(tex_out *w, const ard_node *n)
{
    const ard_node *parent = n->parent;
    const char *sign = script_sign(n);
    if (sign) {
        if (!is(n, "none"))
            close_script(w, n, sign);
        return;
    }
    if (one_of(parent, "munder mover munderover")) {
        over_form form = form_of(parent);
        bool base = n == parent->first;
        if ((form == OVER_ACCENT && base) || (form == OVER_SET && base) ||
            (form == OVER_FORCED && base && !is_sign(n, "∫ ∬ ∭ ∮")) || (form == OVER_ARROW && n == parent->last))
            buffer_byte(w->out, '}');
    } else if (is(parent, "mroot") && n == parent->first)
        buffer_byte(w->out, '}');
    else if (is(parent, "mfrac") && n == parent->last)
        buffer_byte(w->out, '}');
}

/* A table's environment; where it has none of its own, lines that are aligned at their signs, or an array. */
static void open_table(tex_out *w, const ard_node *n)
{
    const char *environment = environment_of(n), *align = node_attribute(n, "columnalign");
    buffer columns = BUFFER_EMPTY;
    if (!environment && align && text_begins(align, "right left"))
        environment = "aligned";
    else if (!environment && align) {
        for (const char *at = align; *at && columns.size < SCRIPTS_MOST; at += strcspn(at, " "), at += strspn(at, " "))
            buffer_byte(&columns, *at == 'l' || *at == 'r' ? *at : 'c');
    }
    put(w, "\\begin{");
    buffer_format(w->out, "%s}", environment ? environment : columns.size ? "array" : "matrix");
    if (columns.size)
        buffer_format(w->out, "{%s}", buffer_string(&columns));
    buffer_byte(w->out, ' ');
    buffer_free(&columns);
}

static void close_table(tex_out *w, const ard_node *n)
{
    const char *environment = environment_of(n), *align = node_attribute(n, "columnalign");
    if (!environment)
        environment = !align ? "matrix" : text_begins(align, "right left") ? "aligned" : "array";
    buffer_format(w->out, " \\end{%s}", environment);
}

/* Whether a group or a base is written in braces. */
static bool in_braces(const ard_node *n)
{
    const ard_node *parent = n->parent;
    bool base = one_of(parent, "msub msup msubsup munder mover munderover mmultiscripts") && n == parent->first;
    if (base && one_of(parent, "munder mover munderover") && form_of(parent) != OVER_LIMITS)
        return false;
    if (base)
        return needs_braces(n);
    if (!is_group(n) || is_argument(n) || says(n, "mathcolor", ""))
        return false;
    if (!kind_is(parent, MATHML) && !n->previous && !n->next)
        return false;
    return !(is_fenced(n) && (is_high(n) || has_middle(n))) && !is_environment(n) && !is_binomial_row(n);
}

static bool is_coloured(const ard_node *n)
{
    const char *colour = is(n, "mstyle") ? node_attribute(n, "mathcolor") : NULL;
    return colour && *colour && strlen(colour) < 32 &&
           !colour[strspn(colour, "#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")];
}

/* The start of an element; false where its children are not written. */
static bool write_start(tex_out *w, const ard_node *n)
{
    write_before(w, n);
    if (accent_of(n->parent) && form_of(n->parent) == OVER_ACCENT && n->previous)
        return false;
    if (one_of(n->parent, "mover munderover") && form_of(n->parent) == OVER_ARROW && n == n->parent->first)
        return false;
    const char *sign = script_sign(n);
    if (sign && *sign == '^' && primes_of(n)) {
        buffer_text(w->out, primes_of(n));
        return false;
    }
    if (is_coloured(n)) {
        put(w, "\\textcolor{");
        buffer_format(w->out, "%s}{", node_attribute(n, "mathcolor"));
    } else if (in_braces(n))
        buffer_byte(w->out, '{');
    if (is(n, "mi"))
        write_identifier(w, n);
    else if (is(n, "mn"))
        write_number(w, n);
    else if (is(n, "mo"))
        write_operator(w, n);
    else if (one_of(n, "mtext ms"))
        write_text(w, n);
    else if (is(n, "mspace"))
        write_space(w, n);
    else if (is(n, "mtable"))
        open_table(w, n);
    else if (is(n, "msqrt"))
        put(w, "\\sqrt{");
    else if (is(n, "mphantom"))
        put(w, "\\phantom{");
    else if (is(n, "menclose"))
        put(w, enclosure(n));
    else if (is(n, "mstack"))
        put(w, "\\begin{array}{r} ");
    else if (is(n, "msline"))
        put(w, " \\\\ \\hline ");
    return !one_of(n, "mi mn mo mtext ms mspace msline none");
}

static void write_end(tex_out *w, const ard_node *n)
{
    bool accent = accent_of(n->parent) && form_of(n->parent) == OVER_ACCENT && n->previous;
    bool arrow = one_of(n->parent, "mover munderover") && form_of(n->parent) == OVER_ARROW && n == n->parent->first;
    const char *sign = script_sign(n);
    if (accent || arrow)
        return;
    if (is(n, "mtable"))
        close_table(w, n);
    else if (is(n, "mstack"))
        put(w, " \\end{array}");
    else if (one_of(n, "msqrt mphantom menclose"))
        buffer_byte(w->out, '}');
    if (!(sign && *sign == '^' && primes_of(n)) && (is_coloured(n) || in_braces(n)))
        buffer_byte(w->out, '}');
    write_after(w, n);
}

/* ---- The walk ----------------------------------------------------------------------------------------------------- */

/* Scripts that stand before the base come first; so do a root's index, and what stands over a base in "\overset". */
static const ard_node *first_child(const ard_node *n)
{
    bool set = one_of(n, "mover munder") && n->first && form_of(n) == OVER_SET;
    bool arrow = one_of(n, "mover munderover") && n->first && form_of(n) == OVER_ARROW;
    if ((is(n, "mroot") || set) && n->last != n->first)
        return n->last;
    if (arrow && n->first->next)
        return n->first->next;
    for (const ard_node *child = is(n, "mmultiscripts") ? n->first : NULL; child; child = child->next)
        if (is(child, "mprescripts") && child->next)
            return child->next;
    return n->first;
}

static const ard_node *next_child(const ard_node *n)
{
    const ard_node *parent = n->parent;
    bool set = one_of(parent, "mover munder") && form_of(parent) == OVER_SET;
    if (is(parent, "mroot") || set)
        return n != parent->first ? parent->first : NULL;
    if (!is(parent, "mmultiscripts"))
        return n->next;
    if (is_before_base(n))
        return n->next ? n->next : parent->first;
    return is(n->next, "mprescripts") ? NULL : n->next;
}

static void write_formula(tex_out *w, const ard_node *maths)
{
    const ard_node *n = maths;
    while (n) {
        bool inside = n == maths || write_start(w, n);
        const ard_node *child = inside ? first_child(n) : NULL;
        if (child && child->kind == MATHML) {
            n = child;
            continue;
        }
        for (; n != maths; n = n->parent) {
            write_end(w, n);
            const ard_node *next = next_child(n);
            if (next) {
                n = next;
                break;
            }
        }
        if (n == maths)
            return;
    }
}

/* ---- The source --------------------------------------------------------------------------------------------------- */

/* Whether a formula's source still reads as the formula. */
static bool is_faithful(const ard_node *maths, const char *source, const char *language)
{
    const ard_limits limits = {.memory = 16 << 20, .depth = 256, .nodes = 100000};
    report_log *log = report_new();
    ard_document *scratch = log ? lesson_new(&limits, log) : NULL;
    buffer ours = BUFFER_EMPTY, theirs = BUFFER_EMPTY;
    bool same = false;
    if (scratch) {
        lesson_set_meta(scratch, "language", language);
        ard_node *read = tex_read(scratch, log, source, strlen(source), maths->kind == MATHS_BLOCK, NOWHERE);
        size_t count;
        report_diags(log, &count);
        if (read && !count) {
            mathml_write(maths, "", &ours);
            mathml_write(read, "", &theirs);
            const char *a = strchr(buffer_string(&ours), '>'), *b = strchr(buffer_string(&theirs), '>');
            same = a && b && strcmp(a, b) == 0;
        }
    }
    buffer_free(&ours);
    buffer_free(&theirs);
    ard_document_free(scratch);
    report_free(log);
    return same;
}

/* Whether a source may stand between dollars: its dollars are escaped, its braces matched. */
static bool is_quotable(const char *source, bool cell)
{
    long open = 0;
    for (const char *at = source; *at; at++) {
        if (*at == '\\' && at[1])
            at++;
        else if (*at == '$' || (cell && *at == '|') || *at == '%')
            return false;
        open += *at == '{' && at[-(at > source)] != '\\';
        open -= *at == '}' && at[-(at > source)] != '\\';
    }
    return open == 0 && strlen(source) < SOURCE_MOST && !(cell && strstr(source, "\\|")) && !strstr(source, "\n\n");
}

void tex_write(const ard_node *maths, const char *language, bool cell, buffer *out)
{
    const char *source = node_attribute(maths, "data-tex");
    size_t begin = out->size;
    if (source && is_quotable(source, cell) && is_faithful(maths, source, language)) {
        source += strspn(source, " \t\n");
        for (; *source; source++)
            buffer_byte(out, ascii_is_space(*source) ? ' ' : *source);
    } else {
        tex_out w = {out, out->size, cell};
        write_formula(&w, maths);
    }
    while (out->size > begin + 1 && out->data[out->size - 1] == ' ' && out->data[out->size - 2] != '\\')
        out->data[--out->size] = '\0';
}
