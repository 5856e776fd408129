/* What the elements of a formula are to each other, as TeX has it. */
#include "tex-write-inside.h"

#include "base/table.h"
#include "base/text.h"
#include "tex-signs.h"

#include <string.h>

/* ---- Asking the tree --------------------------------------------------------------------------------------------- */

bool texw_is(const ard_node *n, const char *name)
{
    return kind_is(n, MATHML) && strcmp(n->text, name) == 0;
}

bool texw_one_of(const ard_node *n, const char *names)
{
    return kind_is(n, MATHML) && text_in_list(names, n->text);
}

const char *texw_token(const ard_node *n)
{
    return kind_is(n, MATHML) && kind_is(n->first, TEXT) ? n->first->text : "";
}

bool texw_says(const ard_node *n, const char *name, const char *value)
{
    const char *said = n ? node_attribute(n, name) : NULL;
    return said && strcmp(said, value) == 0;
}

bool texw_is_sign(const ard_node *n, const char *list)
{
    return texw_is(n, "mo") && *texw_token(n) && text_in_list(list, texw_token(n));
}

/* Whether an element only holds its children together, as a group. */
bool texw_is_group(const ard_node *n)
{
    return texw_one_of(n, "mrow mstyle mpadded merror maction");
}

/* Whether some child of a row is higher than a line, as tex_settle has it. */
bool texw_is_high(const ard_node *row)
{
    for (const ard_node *child = row->first; child; child = child->next)
        if (!texw_one_of(child, "mi mn mo mtext mspace"))
            return true;
    return false;
}

/* Whether a delimiter inside a row grows with it, as that of "\\middle" does. */
bool texw_has_middle(const ard_node *row)
{
    for (const ard_node *child = row->first; child; child = child->next)
        if (child->previous && child->next && texw_says(child, "stretchy", "true") && texw_is_sign(child, "| ‖ /"))
            return true;
    return false;
}

/* Whether a row is all that stands between its first and its last child, two delimiters that grow with it. */
bool texw_is_fenced(const ard_node *row)
{
    static const char either[] = "| ‖";
    if ((!texw_is(row, "mrow") && !texw_has_middle(row)) || !row->first || row->first == row->last)
        return false;
    bool open = texw_is_sign(row->first, TEX_OPENING) || texw_is_sign(row->first, either) ||
                texw_is_sign(row->first, TEX_CLOSING);
    bool close =
        texw_is_sign(row->last, TEX_CLOSING) || texw_is_sign(row->last, either) || texw_is_sign(row->last, TEX_OPENING);
    return open && close && !texw_says(row->first, "stretchy", "false") && !texw_says(row->last, "stretchy", "false");
}

/* Whether a row in brackets is one that a script takes whole without braces: "(a+b)^2". */
bool texw_is_bracketed(const ard_node *row)
{
    long open = 0;
    if (!texw_is_fenced(row) || !texw_is_sign(row->first, "( [ {") || !texw_is_sign(row->last, ") ] }") ||
        texw_is_high(row))
        return false;
    for (const ard_node *child = row->first; child; child = child->next) {
        open += texw_is_sign(child, "( [ {");
        open -= texw_is_sign(child, ") ] }");
        if (!open && child->next)
            return false;
    }
    return true;
}

/* A matrix or a brace over lines: the environment of a table by the delimiters beside it; NULL where they are none. */
const char *texw_environment_of(const ard_node *grid)
{
    static const char *const rows[][3] = {{"(", ")", "pmatrix"}, {"[", "]", "bmatrix"}, {"{", "}", "Bmatrix"},
                                          {"|", "|", "vmatrix"}, {"‖", "‖", "Vmatrix"}, {"{", "", "cases"},
                                          {"", "}", "rcases"}};
    if (!texw_is(grid, "mtable"))
        return NULL;
    const ard_node *before = texw_is(grid->previous, "mo") ? grid->previous : NULL;
    const ard_node *after = texw_is(grid->next, "mo") ? grid->next : NULL;
    bool lines = texw_says(grid, "columnalign", "left");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool open = !*rows[i][0] || (before && strcmp(texw_token(before), rows[i][0]) == 0);
        bool close = !*rows[i][1] || (after && strcmp(texw_token(after), rows[i][1]) == 0);
        if (open && close && (*rows[i][0] || lines) && (i < 5 ? !node_attribute(grid, "columnalign") : true))
            return rows[i][2];
    }
    return NULL;
}

/* Whether an operator is said by the environment of the table beside it. */
bool texw_is_of_table(const ard_node *n)
{
    const char *after = texw_environment_of(n->next), *before = texw_environment_of(n->previous);
    if (after && strcmp(after, "rcases") != 0)
        return true;
    return before && strcmp(before, "cases") != 0;
}

/* Whether a row is a table and its delimiters, and nothing else. */
bool texw_is_environment(const ard_node *row)
{
    const ard_node *first = row->first, *grid = texw_is(first, "mtable") ? first : first ? first->next : NULL;
    if (!texw_is(row, "mrow") || !texw_environment_of(grid))
        return false;
    return (grid == first || texw_is_of_table(first)) &&
           (!grid->next || (grid->next == row->last && texw_is_of_table(row->last)));
}

/* "(n over k)": a fraction without its line, in brackets. */
bool texw_is_binomial(const ard_node *fraction)
{
    return texw_is(fraction, "mfrac") && texw_says(fraction, "linethickness", "0") &&
           texw_is_sign(fraction->previous, "(") && texw_is_sign(fraction->next, ")") &&
           !texw_says(fraction->previous, "stretchy", "false");
}

bool texw_is_binomial_row(const ard_node *row)
{
    return texw_is(row, "mrow") && row->first && row->last == (row->first->next ? row->first->next->next : NULL) &&
           texw_is_binomial(row->first->next);
}

/* ---- Under and over ---------------------------------------------------------------------------------------------- */

/* Whether TeX sets the scripts of a base above and below by itself. */
bool texw_takes_limits(const ard_node *base)
{
    static const char signs[] = "∑ ∏ ∐ ⋃ ⋂ ⋁ ⋀ ⨁ ⨂ ⨀ ⨄ ⨆", braces[] = "⏞ ⏟ ⎴ ⎵";
    if (texw_is(base, "mi"))
        return tex_function_takes_limits(texw_token(base));
    if (texw_one_of(base, "mover munder") && base->last != base->first)
        return texw_is_sign(base->last, braces);
    return texw_is_sign(base, signs);
}

/* The command of an accent by the sign above or below; NULL for another. */
const char *texw_accent_of(const ard_node *n)
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
    bool above = texw_is(n, "mover");
    const char *sign =
        (above || texw_is(n, "munder")) && n->first != n->last && texw_is(n->last, "mo") ? texw_token(n->last) : "";
    size_t count = above ? sizeof over / sizeof *over : sizeof under / sizeof *under;
    for (size_t i = 0; *sign && i < count; i++)
        if (strcmp(sign, above ? over[i][0] : under[i][0]) == 0)
            return above ? over[i][1] : under[i][1];
    return NULL;
}

/* The arrow that grows with what stands over it. */
const char *texw_arrow_of(const ard_node *base)
{
    static const char *const arrows[][2] = {{"→", "\\xrightarrow"},        {"←", "\\xleftarrow"},
                                            {"↔", "\\xleftrightarrow"},    {"⇒", "\\xRightarrow"},
                                            {"⇐", "\\xLeftarrow"},         {"⇔", "\\xLeftrightarrow"},
                                            {"⇌", "\\xrightleftharpoons"}, {"↦", "\\xmapsto"}};
    for (size_t i = 0; texw_is(base, "mo") && i < sizeof arrows / sizeof *arrows; i++)
        if (strcmp(texw_token(base), arrows[i][0]) == 0)
            return arrows[i][1];
    return NULL;
}

over_form texw_form_of(const ard_node *n)
{
    if (texw_takes_limits(n->first))
        return OVER_LIMITS;
    if (texw_accent_of(n) && !texw_arrow_of(n->first))
        return OVER_ACCENT;
    if (texw_arrow_of(n->first) && !texw_is(n, "munder"))
        return OVER_ARROW;
    return texw_is(n, "munderover") || texw_is_sign(n->first, "∫ ∬ ∭ ∮") ? OVER_FORCED : OVER_SET;
}
