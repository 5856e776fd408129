/* Rows of atoms, and scripts on their last one. */
#include "tex.h"

#include "base/text.h"

#include <string.h>

ard_node *tex_element(tex *t, const char *name, const char *text)
{
    ard_node *node = node_new_mathml(t->document, name, t->where);
    if (text && *text)
        node_append_text(t->document, node, text, strlen(text), t->where);
    return node;
}

ard_node *tex_over(tex *t, const char *name, ard_node *a, ard_node *b)
{
    ard_node *node = tex_element(t, name, NULL);
    node_append(node, a);
    node_append(node, b);
    return node;
}

ard_node *tex_around(tex *t, const char *name, ard_node *content)
{
    ard_node *node = tex_element(t, name, NULL);
    if (content && strcmp(content->text, "mrow") == 0)
        node_move_children(node, content);
    else
        node_append(node, content);
    return node;
}

const char *tex_sign_text(const ard_node *node)
{
    bool sign = node && node->kind == MATHML && strcmp(node->text, "mo") == 0 && node->first;
    return sign && node->first->text ? node->first->text : "";
}

static bool is_empty(const ard_node *node)
{
    return node && !node->first && strcmp(node->text, "mrow") == 0;
}

/* Brackets that grow are those of "\left" and "\right": MathML has the others grow too where their row is high. */
void tex_settle(tex *t, ard_node *row, const ard_node *end)
{
    static const char brackets[] = "( ) [ ] { } | ‖ ⟨ ⟩ /";
    bool high = false;
    for (const ard_node *child = row ? row->first : NULL; child && !high; child = child->next)
        high = !text_in_list("mi mn mo mtext mspace", child->text);
    for (ard_node *child = high ? row->first : NULL; child; child = child->next)
        if (child != end && *tex_sign_text(child) && text_in_list(brackets, tex_sign_text(child)) &&
            !node_attribute(child, "stretchy"))
            node_set(t->document, child, "stretchy", "false");
}

/* ---- Atoms ------------------------------------------------------------------------------------------------------- */

/* Whether a function's name is applied to what comes: no operator does but an opening bracket. */
static bool is_operand(const ard_node *node)
{
    const char *sign = tex_sign_text(node);
    return !*sign || text_in_list("( [ { | ‖ ⟨ ⌊ ⌈", sign);
}

/* "{}^{14}_{6}C": the scripts of an empty group are those before what follows (MathML 3, 3.4.7). */
static ard_node *with_scripts_before(tex *t, tex_frame *f, ard_node *node)
{
    ard_node *scripts = f->row->last, *base = scripts->first;
    bool both = (f->traits & TEX_SUB) && (f->traits & TEX_SUPER);
    ard_node *whole = tex_over(t, "mmultiscripts", node, tex_element(t, "mprescripts", NULL));
    if (!base)
        return whole;
    node_unlink(base);
    if (!(f->traits & TEX_SUB))
        node_append(whole, tex_element(t, "none", NULL));
    node_move_children(whole, scripts);
    if (!both && (f->traits & TEX_SUB))
        node_append(whole, tex_element(t, "none", NULL));
    node_unlink(scripts);
    return whole;
}

void tex_append(tex *t, tex_frame *f, ard_node *node, unsigned traits)
{
    bool room = strcmp(node->text, "mspace") == 0;
    if (!f->row)
        return;
    if ((f->traits & TEX_FUNCTION) && !room && is_operand(node))
        node_append(f->row, tex_element(t, "mo", "\u2061"));
    if ((f->traits & TEX_EMPTY) && (f->traits & (TEX_SUB | TEX_SUPER)) && !room && !is_empty(node) &&
        !*tex_sign_text(node))
        node = with_scripts_before(t, f, node);
    node_append(f->row, node);
    if (node && node->number > f->row->number)
        f->row->number = node->number;
    if (!room || !(f->traits & TEX_FUNCTION))
        f->traits = traits;
}

/* ---- Scripts ----------------------------------------------------------------------------------------------------- */

/* People raise a closing bracket and mean all from its opening one on. Gives that as a row, which is put in its place;
 * NULL where the last atom is none or its other end is not near. `number` counts such rows inside one another: no frame
 * limits their depth. */
static ard_node *wrap_brackets(tex *t, tex_frame *f)
{
    enum { FARTHEST = 200 };
    static const char opening[] = "( [ {", closing[] = ") ] }";
    ard_node *last = f->row->last, *first = NULL;
    const char *end = tex_sign_text(last);
    int open = *end && text_in_list(closing, end), inside = 0;
    unsigned steps = 0;
    for (ard_node *at = last->previous; open && at && !first && steps < FARTHEST; at = at->previous, steps++) {
        const char *sign = tex_sign_text(at);
        inside = at->number > inside ? at->number : inside;
        open += *sign && text_in_list(closing, sign);
        open -= *sign && text_in_list(opening, sign);
        first = open ? NULL : at;
    }
    if (!first || inside >= TEX_WRAPS)
        return NULL;
    ard_node *row = tex_element(t, "mrow", NULL);
    if (!row)
        return NULL;
    node_wrap(row, first, last);
    row->number = inside + 1;
    return row;
}

/* Puts a script beside the one that is there, in a row. */
static void add_to_script(tex *t, ard_node *there, ard_node *script)
{
    if (!there)
        return;
    ard_node *row = strcmp(there->text, "mrow") == 0 ? there : tex_element(t, "mrow", NULL);
    if (row && row != there)
        node_wrap(row, there, there);
    node_append(row, script);
}

void tex_attach(tex *t, tex_frame *f, ard_node *script, bool superscript)
{
    static const char *const names[2][3] = {{"msub", "msup", "msubsup"}, {"munder", "mover", "munderover"}};
    unsigned own = superscript ? TEX_SUPER : TEX_SUB, other = superscript ? TEX_SUB : TEX_SUPER;
    if (!f->row || !script)
        return;
    if (!f->row->last || strcmp(f->row->last->text, "mspace") == 0)
        tex_append(t, f, tex_element(t, "mrow", NULL), TEX_EMPTY);
    ard_node *base = f->row->last;
    if (!base)
        return;
    if (f->traits & own) {
        bool above_both = superscript && (f->traits & TEX_SUB);
        add_to_script(t, superscript || !(f->traits & TEX_SUPER) || above_both ? base->last : base->last->previous,
                      script);
        return;
    }
    if (!(f->traits & (TEX_SUB | TEX_SUPER))) {
        ard_node *brackets = wrap_brackets(t, f);
        base = brackets ? brackets : base;
    }
    bool limits = f->traits & TEX_LIMITS, both = f->traits & other;
    ard_node *scripts = tex_element(t, names[limits][both ? 2 : superscript], NULL);
    if (!scripts)
        return;
    scripts->number = base->number;
    node_insert_after(base, scripts);
    node_unlink(base);
    if (both)
        node_move_children(scripts, base);
    else
        node_append(scripts, base);
    if (both && !superscript)
        node_insert_before(scripts->last, script);
    else
        node_append(scripts, script);
    f->row->number = scripts->number > f->row->number ? scripts->number : f->row->number;
    f->traits |= own;
}
