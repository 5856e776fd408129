/* MTEF: templates (section "Templates" of version 5; those of version 3 say the same by other numbers). */
#include "mtef-reading.h"

#include "base/text.h"

#include <string.h>

/* ---- Selectors --------------------------------------------------------------------------------------------------- */

/* What a selector is; `sign` and `close` where the template has no character of its own. */
typedef struct selector_row {
    mtef_shape shape;
    const char *sign, *close;
    bool other; /* beside: bounds beside the operator; before: scripts before; slanted: a fraction */
} selector_row;

static const selector_row selectors_5[] = {
    {SHAPE_FENCE, "⟨", "⟩", false},       {SHAPE_FENCE, "(", ")", false},       {SHAPE_FENCE, "{", "}", false},
    {SHAPE_FENCE, "[", "]", false},       {SHAPE_FENCE, "|", "|", false},       {SHAPE_FENCE, "‖", "‖", false},
    {SHAPE_FENCE, "⌊", "⌋", false},       {SHAPE_FENCE, "⌈", "⌉", false},       {SHAPE_FENCE, "⟦", "⟧", false},
    {SHAPE_FENCE, "[", "]", false},       {SHAPE_ROOT, NULL, NULL, false},      {SHAPE_FRACTION, NULL, NULL, false},
    {SHAPE_UNDER, "_", NULL, false},      {SHAPE_OVER, "¯", NULL, false},       {SHAPE_ARROW, "→", NULL, false},
    {SHAPE_BIG, "∫", NULL, true},         {SHAPE_BIG, "∑", NULL, false},        {SHAPE_BIG, "∏", NULL, false},
    {SHAPE_BIG, "∐", NULL, false},        {SHAPE_BIG, "⋃", NULL, false},        {SHAPE_BIG, "⋂", NULL, false},
    {SHAPE_BIG, "∫", NULL, true},         {SHAPE_BIG, "∑", NULL, false},        {SHAPE_LIMITS, NULL, NULL, false},
    {SHAPE_BRACE_OVER, "⏞", NULL, false}, {SHAPE_BRACE_OVER, "⎴", NULL, false}, {SHAPE_DIVISION, NULL, NULL, false},
    {SHAPE_SCRIPTS, NULL, NULL, false},   {SHAPE_SCRIPTS, NULL, NULL, false},   {SHAPE_SCRIPTS, NULL, NULL, false},
    {SHAPE_DIRAC, "⟨", "⟩", false},       {SHAPE_OVER, "→", NULL, false},       {SHAPE_OVER, "~", NULL, false},
    {SHAPE_OVER, "^", NULL, false},       {SHAPE_OVER, "⌢", NULL, false},       {SHAPE_OVER, "¯", NULL, false},
    {SHAPE_STRIKE, NULL, NULL, false},    {SHAPE_BOX, NULL, NULL, false},
};

static const selector_row selectors_3[] = {
    {SHAPE_FENCE, "⟨", "⟩", false},       {SHAPE_FENCE, "(", ")", false},        {SHAPE_FENCE, "{", "}", false},
    {SHAPE_FENCE, "[", "]", false},       {SHAPE_FENCE, "|", "|", false},        {SHAPE_FENCE, "‖", "‖", false},
    {SHAPE_FENCE, "⌊", "⌋", false},       {SHAPE_FENCE, "⌈", "⌉", false},        {SHAPE_FENCE, "[", "[", false},
    {SHAPE_FENCE, "]", "]", false},       {SHAPE_FENCE, "]", "[", false},        {SHAPE_FENCE, "[", ")", false},
    {SHAPE_FENCE, "(", "]", false},       {SHAPE_ROOT, NULL, NULL, false},       {SHAPE_FRACTION, NULL, NULL, false},
    {SHAPE_SCRIPTS, NULL, NULL, false},   {SHAPE_UNDER, "_", NULL, false},       {SHAPE_OVER, "¯", NULL, false},
    {SHAPE_ARROW, "←", NULL, false},      {SHAPE_ARROW, "→", NULL, false},       {SHAPE_ARROW, "↔", NULL, false},
    {SHAPE_BIG, "∫", NULL, true},         {SHAPE_BIG, "∬", NULL, true},          {SHAPE_BIG, "∭", NULL, true},
    {SHAPE_BIG, "∫", NULL, false},        {SHAPE_BIG, "∬", NULL, false},         {SHAPE_BIG, "∭", NULL, false},
    {SHAPE_BRACE_OVER, "⏞", NULL, false}, {SHAPE_BRACE_UNDER, "⏟", NULL, false}, {SHAPE_BIG, "∑", NULL, false},
    {SHAPE_BIG, "∑", NULL, true},         {SHAPE_BIG, "∏", NULL, false},         {SHAPE_BIG, "∏", NULL, true},
    {SHAPE_BIG, "∐", NULL, false},        {SHAPE_BIG, "∐", NULL, true},          {SHAPE_BIG, "⋃", NULL, false},
    {SHAPE_BIG, "⋃", NULL, true},         {SHAPE_BIG, "⋂", NULL, false},         {SHAPE_BIG, "⋂", NULL, true},
    {SHAPE_LIMITS, NULL, NULL, false},    {SHAPE_DIVISION, NULL, NULL, false},   {SHAPE_FRACTION, NULL, NULL, true},
    {SHAPE_BIG, "∫", NULL, true},         {SHAPE_BIG, "∑", NULL, false},         {SHAPE_SCRIPTS, NULL, NULL, true},
    {SHAPE_DIRAC, "⟨", "⟩", false},       {SHAPE_UNDER, "→", NULL, false},       {SHAPE_OVER, "→", NULL, false},
    {SHAPE_OVER, "⌢", NULL, false},
};

enum { ARROW_5 = 14, INTEGRAL_5 = 15, BRACE_5 = 24, BRACKET_5 = 25, VECTOR_5 = 31, STRIKE_5 = 36, BOX_5 = 37 };

/* Which fences are there: of version 5 by bits, of version 3 by a number. */
static void settle_fences(const mtef *m, const mtef_frame *f, mtef_template *t)
{
    enum { LEFT = 1, RIGHT = 2 };
    bool five = m->version >= 5;
    bool left = five ? (f->variation & 3) != RIGHT : f->variation != 2;
    bool right = five ? (f->variation & 3) != LEFT : f->variation != 1;
    bool two = f->fence_count == 2, one = f->fence_count == 1;
    const char *first = f->fences[0], *last = two ? f->fences[1] : f->fences[0];
    t->sign = !left ? NULL : (two || (one && !right)) && first ? first : t->sign;
    t->close = !right ? NULL : (two || (one && !left)) && last ? last : t->close;
}

/* Signs that version 5 says by bits of the variation. */
static void settle_signs(const mtef_frame *f, mtef_template *t)
{
    static const char *const integrals[] = {"∫", "∫", "∬", "∭"}, *const loops[] = {"∮", "∮", "∯", "∰"};
    unsigned v = f->variation;
    if (f->selector == INTEGRAL_5) {
        t->sign = (v & 12 ? loops : integrals)[v & 3];
        t->beside = !(v & 0x40);
    } else if (f->selector == ARROW_5)
        t->sign = v & 2 ? "⇌" : v & 1 && (v & 0x30) == 0x30 ? "⇆" : (v & 0x30) == 0x30 ? "↔" : v & 0x10 ? "←" : "→";
    else if (f->selector == BRACE_5 || f->selector == BRACKET_5) {
        t->shape = v & 1 ? SHAPE_BRACE_OVER : SHAPE_BRACE_UNDER;
        t->sign = f->selector == BRACE_5 ? v & 1 ? "⏞" : "⏟" : v & 1 ? "⎴" : "⎵";
    } else if (f->selector == VECTOR_5) {
        t->shape = v & 4 ? SHAPE_UNDER : SHAPE_OVER;
        t->sign = v & 8 ? v & 1 ? "↼" : "⇀" : (v & 3) == 3 ? "↔" : v & 1 ? "←" : "→";
    } else if (f->selector == STRIKE_5)
        t->notation = v & 1          ? "horizontalstrike"
                      : (v & 6) == 6 ? "updiagonalstrike downdiagonalstrike"
                      : v & 4        ? "downdiagonalstrike"
                                     : "updiagonalstrike";
    else if (f->selector == BOX_5)
        t->notation = v & 1 ? "roundedbox" : "box";
    else if (t->shape == SHAPE_BIG)
        t->beside = !(v & 0x40) && f->selector != 22;
}

static mtef_template settle(const mtef *m, const mtef_frame *f)
{
    const selector_row *rows = m->version >= 5 ? selectors_5 : selectors_3;
    size_t count = m->version >= 5 ? sizeof selectors_5 / sizeof *rows : sizeof selectors_3 / sizeof *rows;
    mtef_template t = {.shape = SHAPE_UNKNOWN};
    if (f->selector >= count)
        return t;
    const selector_row *row = rows + f->selector;
    t = (mtef_template){.shape = row->shape,
                        .sign = row->sign,
                        .close = row->close,
                        .beside = row->other,
                        .slanted = row->other,
                        .before = row->other};
    if (m->version >= 5) {
        t.slanted = f->variation & 2;
        t.inline_line = f->variation & 4;
        t.before = f->variation & 1;
        settle_signs(f, &t);
    }
    if (t.shape == SHAPE_FENCE)
        settle_fences(m, f, &t);
    else if (t.shape == SHAPE_BIG && f->fence_count && f->fences[0])
        t.sign = f->fences[0];
    return t;
}

/* ---- Building ---------------------------------------------------------------------------------------------------- */

/* The node of a slot, or an empty row. */
static ard_node *slot(mtef *m, const mtef_frame *f, size_t number)
{
    ard_node *node = number < MTEF_SLOTS ? f->slots[number] : NULL;
    return node ? node : mtef_element(m, "mrow", NULL);
}

static bool has(const mtef_frame *f, size_t number)
{
    const ard_node *node = number < MTEF_SLOTS ? f->slots[number] : NULL;
    return node && (node->first || strcmp(node->text, "mrow") != 0);
}

static ard_node *over(mtef *m, const char *name, ard_node *a, ard_node *b, ard_node *c)
{
    ard_node *made = mtef_element(m, name, NULL);
    node_append(made, a);
    node_append(made, b);
    node_append(made, c);
    return made;
}

/* A base with what stands below and above it, or at its foot and head; either may be missing. */
static ard_node *bounded(mtef *m, ard_node *base, const mtef_frame *f, size_t below, size_t above, bool beside)
{
    static const char *const names[2][4] = {{"", "munder", "mover", "munderover"}, {"", "msub", "msup", "msubsup"}};
    unsigned which = (unsigned)has(f, below) + 2 * (unsigned)has(f, above);
    if (!which)
        return base;
    return over(m, names[beside][which], base, slot(m, f, which & 1 ? below : above),
                which == 3 ? slot(m, f, above) : NULL);
}

void mtef_append(mtef *m, mtef_frame *f, ard_node *node)
{
    if (!node)
        return;
    if (f->scripts && strcmp(node->text, "mspace") != 0) {
        ard_node *scripts = f->scripts;
        f->scripts = NULL;
        node_insert_before(scripts->first, node);
        return;
    }
    (void)m;
    node_append(f->row, node);
}

/* The base of a script: the last element of a line, all of a group in brackets where that is a closing one. */
static ard_node *take_base(mtef *m, mtef_frame *into)
{
    enum { FARTHEST = 200 };
    static const char opening[] = "( [ {", closing[] = ") ] }";
    ard_node *last = into->row ? into->row->last : NULL, *first = NULL;
    int depth = 0, steps = 0;
    for (ard_node *at = last; at && !first && steps < FARTHEST; at = at->previous, steps++) {
        const char *text = strcmp(at->text, "mo") == 0 && at->first && at->first->text ? at->first->text : "";
        depth += *text && text_in_list(closing, text);
        depth -= *text && text_in_list(opening, text);
        if (!depth)
            first = at;
    }
    if (!last)
        return mtef_element(m, "mrow", NULL);
    if (!first || first == last) {
        node_unlink(last);
        return last;
    }
    ard_node *row = mtef_element(m, "mrow", NULL);
    node_wrap(row, first, last);
    node_unlink(row);
    return row;
}

static void build_scripts(mtef *m, mtef_frame *f, const mtef_template *t, mtef_frame *into)
{
    bool low = has(f, 0), high = has(f, 1);
    if (t->before) {
        ard_node *scripts =
            over(m, "mmultiscripts", mtef_element(m, "mprescripts", NULL), slot(m, f, 0), slot(m, f, 1));
        node_append(into->row, scripts);
        into->scripts = scripts;
        return;
    }
    if (low || high)
        node_append(into->row, bounded(m, take_base(m, into), f, 0, 1, true));
}

static void build_fence(mtef *m, mtef_frame *f, const mtef_template *t, mtef_frame *into)
{
    ard_node *row = mtef_element(m, "mrow", NULL), *inside = slot(m, f, 0);
    ard_node *signs[] = {t->sign ? mtef_element(m, "mo", t->sign) : NULL,
                         t->close ? mtef_element(m, "mo", t->close) : NULL};
    node_append(row, signs[0]);
    node_append(row, inside);
    if (inside && strcmp(inside->text, "mrow") == 0)
        node_unwrap(inside);
    node_append(row, signs[1]);
    for (size_t i = 0; i < 2; i++) {
        node_set(m->document, signs[i], "fence", "true");
        node_set(m->document, signs[i], "form", i ? "postfix" : "prefix");
        node_set(m->document, signs[i], "stretchy", "true");
    }
    mtef_append(m, into, row);
}

/* An operator, its bounds, and what it is applied to. */
static void build_big(mtef *m, mtef_frame *f, const mtef_template *t, mtef_frame *into)
{
    mtef_append(m, into, bounded(m, mtef_element(m, "mo", t->sign), f, 1, 2, t->beside));
    if (has(f, 0))
        mtef_append(m, into, slot(m, f, 0));
}

static ard_node *accented(mtef *m, ard_node *base, const char *sign, bool above)
{
    ard_node *made = over(m, above ? "mover" : "munder", base, mtef_element(m, "mo", sign), NULL);
    if (above)
        node_set(m->document, made, "accent", "true");
    return made;
}

static ard_node *braced(mtef *m, mtef_frame *f, const mtef_template *t)
{
    const char *name = t->shape == SHAPE_BRACE_OVER ? "mover" : "munder";
    ard_node *made = over(m, name, slot(m, f, 0), mtef_element(m, "mo", t->sign), NULL);
    return has(f, 1) ? over(m, name, made, slot(m, f, 1), NULL) : made;
}

static ard_node *enclosed(mtef *m, ard_node *content, const char *notation)
{
    ard_node *made = over(m, "menclose", content, NULL, NULL);
    node_set(m->document, made, "notation", notation);
    if (content && strcmp(content->text, "mrow") == 0)
        node_unwrap(content);
    return made;
}

static ard_node *root_of(mtef *m, mtef_frame *f)
{
    if (has(f, 1))
        return over(m, "mroot", slot(m, f, 0), slot(m, f, 1), NULL);
    ard_node *content = slot(m, f, 0), *made = over(m, "msqrt", content, NULL, NULL);
    if (content && strcmp(content->text, "mrow") == 0)
        node_unwrap(content);
    return made;
}

static ard_node *fraction_of(mtef *m, mtef_frame *f, const mtef_template *t)
{
    ard_node *above = slot(m, f, 0), *below = slot(m, f, 1);
    if (t->slanted && t->inline_line)
        return over(m, "mrow", above, mtef_element(m, "mo", "/"), below);
    ard_node *made = over(m, "mfrac", above, below, NULL);
    if (t->slanted)
        node_set(m->document, made, "bevelled", "true");
    return made;
}

/* Bras and kets: what is on the left, a bar, what is on the right. */
static ard_node *bra_and_ket(mtef *m, mtef_frame *f)
{
    ard_node *row = mtef_element(m, "mrow", NULL);
    bool left = has(f, 0), right = has(f, 1);
    if (left) {
        node_append(row, mtef_element(m, "mo", "⟨"));
        node_append(row, slot(m, f, 0));
    }
    node_append(row, mtef_element(m, "mo", "|"));
    if (right) {
        node_append(row, slot(m, f, 1));
        node_append(row, mtef_element(m, "mo", "⟩"));
    }
    return row;
}

void mtef_build(mtef *m, mtef_frame *done, mtef_frame *into)
{
    mtef_template t = settle(m, done);
    ard_node *made = NULL;
    switch (t.shape) {
    case SHAPE_FENCE: build_fence(m, done, &t, into); return;
    case SHAPE_SCRIPTS: build_scripts(m, done, &t, into); return;
    case SHAPE_BIG: build_big(m, done, &t, into); return;
    case SHAPE_ROOT: made = root_of(m, done); break;
    case SHAPE_FRACTION: made = fraction_of(m, done, &t); break;
    case SHAPE_LIMITS: made = bounded(m, slot(m, done, 0), done, 1, 2, false); break;
    case SHAPE_OVER: made = accented(m, slot(m, done, 0), t.sign, true); break;
    case SHAPE_UNDER: made = accented(m, slot(m, done, 0), t.sign, false); break;
    case SHAPE_BRACE_OVER:
    case SHAPE_BRACE_UNDER: made = braced(m, done, &t); break;
    case SHAPE_ARROW: made = bounded(m, mtef_element(m, "mo", t.sign), done, 1, 0, false); break;
    case SHAPE_DIVISION:
        made = enclosed(m, slot(m, done, 0), "longdiv");
        made = has(done, 1) ? over(m, "mover", made, slot(m, done, 1), NULL) : made;
        break;
    case SHAPE_DIRAC: made = bra_and_ket(m, done); break;
    case SHAPE_STRIKE:
    case SHAPE_BOX: made = enclosed(m, slot(m, done, 0), t.notation); break;
    case SHAPE_UNKNOWN:
        report(m->log, m->where, "mtef.template", report_number(m->log, done->selector), NULL);
        for (size_t i = 0; i < done->slot_count; i++)
            mtef_append(m, into, done->slots[i]);
        return;
    }
    mtef_append(m, into, made);
}
