/* MathML to TeX. Each element writes something before each of its children and after the last, by table; signs and
 * letters have their commands in tex-signs.c. The tree is walked, not recursed. */
#include "tex-write.h"

#include "base/table.h"
#include "base/text.h"
#include "mathml.h"
#include "tex-write-inside.h"

#include <string.h>

enum { SCRIPTS_MOST = 64, SOURCE_MOST = 20000 };

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
        if (texw_says(n, "notation", rows[i][0]))
            return rows[i][1];
    return "{";
}

/* Whether a script or an argument needs no braces: one letter or digit. */
static bool is_short(const ard_node *n)
{
    const char *text = texw_token(n);
    return texw_one_of(n, "mi mn") && *text && !text[1] && !node_attribute(n, "mathvariant") &&
           (ascii_is_letter(*text) || text_is_digit((unsigned char)*text));
}

static const char *primes_of(const ard_node *n)
{
    static const char *const rows[][2] = {{"′", "'"}, {"″", "''"}, {"‴", "'''"}};
    for (size_t i = 0; texw_is(n, "mo") && i < sizeof rows / sizeof *rows; i++)
        if (strcmp(texw_token(n), rows[i][0]) == 0)
            return rows[i][1];
    return NULL;
}

/* Whether a child stands in braces that its parent writes, or needs none. */
static bool is_argument(const ard_node *n)
{
    const ard_node *parent = n->parent;
    if (texw_one_of(parent, "mfrac mroot") || texw_one_of(parent, "msqrt mphantom menclose mtd"))
        return texw_one_of(parent, "mfrac mroot") || n->parent->first == n->parent->last;
    if (texw_one_of(parent, "msub msup msubsup munder mover munderover mmultiscripts"))
        return n->previous != NULL;
    return false;
}

/* Whether a base needs braces to be taken whole by its scripts. */
static bool needs_braces(const ard_node *n)
{
    if (texw_is_group(n))
        return !texw_is_bracketed(n) && !(texw_is_fenced(n) && (texw_is_high(n) || texw_has_middle(n))) &&
               !texw_is_environment(n) && !texw_is_binomial_row(n);
    return texw_one_of(n, "msub msup msubsup munder mover munderover mmultiscripts")
               ? !texw_accent_of(n)
               : texw_is_sign(n, TEX_CLOSING) || texw_is_sign(n, TEX_OPENING);
}

/* Writes what stands between a base and its script: limits where TeX would set them elsewhere. */
static void write_placement(tex_out *w, const ard_node *n)
{
    const ard_node *parent = n->parent;
    bool under = texw_one_of(parent, "munder mover munderover");
    if (n->previous != parent->first)
        return;
    if (under && texw_form_of(parent) == OVER_FORCED)
        texw_put(w, "\\limits");
    else if (!under && texw_one_of(parent, "msub msup msubsup") && texw_takes_limits(parent->first) &&
             !texw_one_of(parent->first, "mover munder"))
        texw_put(w, "\\nolimits");
}

static void open_script(tex_out *w, const ard_node *n, const char *sign)
{
    if (primes_of(n) && *sign == '^')
        return;
    texw_put(w, sign);
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
    for (const ard_node *p = n->previous;
         p && p != n->parent->first && !texw_is(p, "mprescripts") && count < SCRIPTS_MOST; p = p->previous)
        count++;
    return count % 2 ? "^" : "_";
}

static bool is_before_base(const ard_node *n)
{
    unsigned left = SCRIPTS_MOST;
    for (const ard_node *p = n->previous; p && left; p = p->previous, left--)
        if (texw_is(p, "mprescripts"))
            return true;
    return false;
}

/* The sign of a script ("_", "^"), or NULL for another child. */
static const char *script_sign(const ard_node *n)
{
    const ard_node *parent = n->parent;
    if (!n->previous || !parent)
        return NULL;
    if (texw_is(parent, "mmultiscripts"))
        return multi_sign(n);
    if (texw_one_of(parent, "munder mover")) {
        over_form form = texw_form_of(parent);
        return form != OVER_LIMITS && form != OVER_FORCED ? NULL : texw_is(parent, "mover") ? "^" : "_";
    }
    if (texw_is(parent, "munderover") && texw_form_of(parent) == OVER_ARROW)
        return NULL;
    const tex_shape *shape = texw_one_of(parent, "msub msup msubsup munderover") ? shape_of(parent) : NULL;
    return shape ? shape->before[index_of(n)] : NULL;
}

/* What a base that something stands over or under writes before and between its children, which come in the order
 * that its form wants (see first_child). */
static void write_over(tex_out *w, const ard_node *n)
{
    const ard_node *parent = n->parent;
    over_form form = texw_form_of(parent);
    bool base = n == parent->first;
    if (form == OVER_ACCENT && base) {
        bool vector = strcmp(texw_accent_of(parent), "\\overrightarrow") == 0 && texw_is(n, "mi") &&
                      text_length(texw_token(n)) == 1;
        bool bar =
            strcmp(texw_accent_of(parent), "\\widehat") == 0 && texw_is(n, "mi") && text_length(texw_token(n)) == 1;
        texw_put(w, vector ? "\\vec" : bar ? "\\hat" : texw_accent_of(parent));
        buffer_byte(w->out, '{');
    } else if (form == OVER_SET && !base) {
        texw_put(w, texw_is(parent, "mover") ? "\\overset{" : "\\underset{");
    } else if (form == OVER_SET)
        buffer_text(w->out, "}{");
    else if (form == OVER_FORCED && base && !texw_is_sign(n, "∫ ∬ ∭ ∮"))
        texw_put(w, "\\mathop{");
    else if (form == OVER_ARROW && !base && texw_is(parent, "munderover") && n != parent->last) {
        texw_put(w, texw_arrow_of(parent->first));
        buffer_byte(w->out, '[');
    } else if (form == OVER_ARROW && !base) {
        if (texw_is(parent, "mover"))
            texw_put(w, texw_arrow_of(parent->first));
        buffer_text(w->out, texw_is(parent, "mover") ? "{" : "]{");
    }
}

static void write_before(tex_out *w, const ard_node *n)
{
    const ard_node *parent = n->parent;
    const char *sign = script_sign(n);
    if (sign) {
        if (texw_is(parent, "mmultiscripts") && is_before_base(n) && *sign == '_')
            buffer_text(w->out, "{}");
        write_placement(w, n);
        if (!texw_is(n, "none"))
            open_script(w, n, sign);
        return;
    }
    if (texw_one_of(parent, "munder mover munderover"))
        write_over(w, n);
    else if (texw_is(parent, "mfrac"))
        texw_put(w, !texw_says(parent, "linethickness", "0") || texw_is_binomial(parent)
                        ? (n->previous                ? "}{"
                           : texw_is_binomial(parent) ? "\\binom{"
                                                      : "\\frac{")
                        : (n->previous ? " \\atop " : "{"));
    else if (texw_is(parent, "mroot"))
        texw_put(w, n == parent->last ? "\\sqrt[" : "]{");
    else if (texw_is(n, "mtr") && n->previous)
        buffer_text(w->out, " \\\\ ");
    else if (texw_is(n, "mtd") && n->previous)
        buffer_text(w->out, " & ");
    else if (texw_is(parent, "mstack") && n->previous && !texw_is(n, "msline") && !texw_is(n->previous, "msline"))
        buffer_text(w->out, " \\\\ ");
}

/* The end of what write_before began. */
static void write_after(tex_out *w, const ard_node *n)
{
    const ard_node *parent = n->parent;
    const char *sign = script_sign(n);
    if (sign) {
        if (!texw_is(n, "none"))
            close_script(w, n, sign);
        return;
    }
    if (texw_one_of(parent, "munder mover munderover")) {
        over_form form = texw_form_of(parent);
        bool base = n == parent->first;
        if ((form == OVER_ACCENT && base) || (form == OVER_SET && base) ||
            (form == OVER_FORCED && base && !texw_is_sign(n, "∫ ∬ ∭ ∮")) || (form == OVER_ARROW && n == parent->last))
            buffer_byte(w->out, '}');
    } else if (texw_is(parent, "mroot") && n == parent->first)
        buffer_byte(w->out, '}');
    else if (texw_is(parent, "mfrac") && n == parent->last)
        buffer_byte(w->out, '}');
}

/* A table's environment; where it has none of its own, lines that are aligned at their signs, or an array. */
static void open_table(tex_out *w, const ard_node *n)
{
    const char *environment = texw_environment_of(n), *align = node_attribute(n, "columnalign");
    buffer columns = BUFFER_EMPTY;
    if (!environment && align && text_begins(align, "right left"))
        environment = "aligned";
    else if (!environment && align) {
        for (const char *at = align; *at && columns.size < SCRIPTS_MOST; at += strcspn(at, " "), at += strspn(at, " "))
            buffer_byte(&columns, *at == 'l' || *at == 'r' ? *at : 'c');
    }
    texw_put(w, "\\begin{");
    buffer_format(w->out, "%s}", environment ? environment : columns.size ? "array" : "matrix");
    if (columns.size)
        buffer_format(w->out, "{%s}", buffer_string(&columns));
    buffer_byte(w->out, ' ');
    buffer_free(&columns);
}

static void close_table(tex_out *w, const ard_node *n)
{
    const char *environment = texw_environment_of(n), *align = node_attribute(n, "columnalign");
    if (!environment)
        environment = !align ? "matrix" : text_begins(align, "right left") ? "aligned" : "array";
    buffer_format(w->out, " \\end{%s}", environment);
}

/* Whether a group or a base is written in braces. */
static bool in_braces(const ard_node *n)
{
    const ard_node *parent = n->parent;
    bool base = texw_one_of(parent, "msub msup msubsup munder mover munderover mmultiscripts") && n == parent->first;
    if (base && texw_one_of(parent, "munder mover munderover") && texw_form_of(parent) != OVER_LIMITS)
        return false;
    if (base)
        return needs_braces(n);
    if (!texw_is_group(n) || is_argument(n) || texw_says(n, "mathcolor", ""))
        return false;
    if (!kind_is(parent, MATHML) && !n->previous && !n->next)
        return false;
    if (texw_is_fenced(parent) && n->previous == parent->first && n->next == parent->last)
        return false;
    return !(texw_is_fenced(n) && (texw_is_high(n) || texw_has_middle(n))) && !texw_is_environment(n) &&
           !texw_is_binomial_row(n);
}

static bool is_coloured(const ard_node *n)
{
    const char *colour = texw_is(n, "mstyle") ? node_attribute(n, "mathcolor") : NULL;
    return colour && *colour && strlen(colour) < 32 &&
           !colour[strspn(colour, "#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")];
}

/* The start of an element; false where its children are not written. */
static bool write_start(tex_out *w, const ard_node *n)
{
    write_before(w, n);
    if (texw_accent_of(n->parent) && texw_form_of(n->parent) == OVER_ACCENT && n->previous)
        return false;
    if (texw_one_of(n->parent, "mover munderover") && texw_form_of(n->parent) == OVER_ARROW && n == n->parent->first)
        return false;
    const char *sign = script_sign(n);
    if (sign && *sign == '^' && primes_of(n)) {
        buffer_text(w->out, primes_of(n));
        return false;
    }
    if (is_coloured(n)) {
        texw_put(w, "\\textcolor{");
        buffer_format(w->out, "%s}{", node_attribute(n, "mathcolor"));
    } else if (in_braces(n))
        buffer_byte(w->out, '{');
    if (texw_is(n, "mi"))
        texw_write_identifier(w, n);
    else if (texw_is(n, "mn"))
        texw_write_number(w, n);
    else if (texw_is(n, "mo"))
        texw_write_operator(w, n);
    else if (texw_one_of(n, "mtext ms"))
        texw_write_text(w, n);
    else if (texw_is(n, "mspace"))
        texw_write_space(w, n);
    else if (texw_is(n, "mtable"))
        open_table(w, n);
    else if (texw_is(n, "msqrt"))
        texw_put(w, "\\sqrt{");
    else if (texw_is(n, "mphantom"))
        texw_put(w, "\\phantom{");
    else if (texw_is(n, "menclose"))
        texw_put(w, enclosure(n));
    else if (texw_is(n, "mstack"))
        texw_put(w, "\\begin{array}{r} ");
    else if (texw_is(n, "msline"))
        texw_put(w, " \\\\ \\hline ");
    return !texw_one_of(n, "mi mn mo mtext ms mspace msline none");
}

static void write_end(tex_out *w, const ard_node *n)
{
    bool accent = texw_accent_of(n->parent) && texw_form_of(n->parent) == OVER_ACCENT && n->previous;
    bool arrow =
        texw_one_of(n->parent, "mover munderover") && texw_form_of(n->parent) == OVER_ARROW && n == n->parent->first;
    const char *sign = script_sign(n);
    if (accent || arrow)
        return;
    if (texw_is(n, "mtable"))
        close_table(w, n);
    else if (texw_is(n, "mstack"))
        texw_put(w, " \\end{array}");
    else if (texw_one_of(n, "msqrt mphantom menclose"))
        buffer_byte(w->out, '}');
    if (!(sign && *sign == '^' && primes_of(n)) && (is_coloured(n) || in_braces(n)))
        buffer_byte(w->out, '}');
    write_after(w, n);
}

/* ---- The walk ----------------------------------------------------------------------------------------------------- */

/* Scripts that stand before the base come first; so do a root's index, and what stands over a base in "\overset". */
static const ard_node *first_child(const ard_node *n)
{
    bool set = texw_one_of(n, "mover munder") && n->first && texw_form_of(n) == OVER_SET;
    bool arrow = texw_one_of(n, "mover munderover") && n->first && texw_form_of(n) == OVER_ARROW;
    if ((texw_is(n, "mroot") || set) && n->last != n->first)
        return n->last;
    if (arrow && n->first->next)
        return n->first->next;
    for (const ard_node *child = texw_is(n, "mmultiscripts") ? n->first : NULL; child; child = child->next)
        if (texw_is(child, "mprescripts") && child->next)
            return child->next;
    return n->first;
}

static const ard_node *next_child(const ard_node *n)
{
    const ard_node *parent = n->parent;
    bool set = texw_one_of(parent, "mover munder") && texw_form_of(parent) == OVER_SET;
    if (texw_is(parent, "mroot") || set)
        return n != parent->first ? parent->first : NULL;
    if (!texw_is(parent, "mmultiscripts"))
        return n->next;
    if (is_before_base(n))
        return n->next ? n->next : parent->first;
    return texw_is(n->next, "mprescripts") ? NULL : n->next;
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
