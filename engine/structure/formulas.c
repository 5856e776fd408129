/* Formulas typed as text become MATHS nodes, where engine/maths/typed.h is sure enough. A formula may go over several runs of
 * text: a raised one is a power, a lowered one an index, italics and bold are a variable's look. It stays text where it
 * would cut through a link, through code, or through emphasis that may be what is asked about. */
#include "base/memory.h"
#include "base/text.h"
#include "maths/mathml.h"
#include "maths/typed.h"
#include "structure.h"

#include <stdlib.h>
#include <string.h>

/* The part of a leaf's text that one node gave. */
typedef struct run {
    ard_node *node;
    size_t begin, end;
} run;

typedef struct line {
    ard_document *document;
    report_log *log;
    buffer text, marks;
    run *runs;
    size_t count, room;
} line;

enum { OBJECT = 0xFFFC };

/* ---- Reading a leaf ---------------------------------------------------------------------------------------------- */

static bool is_look(ard_kind kind)
{
    return kind == SPAN || kind == EMPHASIS || kind == STRONG || kind == SUPERSCRIPT || kind == SUBSCRIPT;
}

static bool is_passed(ard_kind kind)
{
    return is_look(kind) || kind == UNDERLINE || kind == MARK || kind == STRIKE || kind == INLINE_QUOTE;
}

static uint8_t mark_of(const ard_node *node, const ard_node *leaf)
{
    for (; node != leaf; node = node->parent)
        if (node->kind == SUPERSCRIPT || node->kind == SUBSCRIPT)
            return node->kind == SUPERSCRIPT ? TYPED_UPPER : TYPED_LOWER;
    return TYPED_LINE;
}

static bool add_run(line *l, ard_node *node, uint8_t mark)
{
    if (l->count == l->room) {
        size_t room = l->room ? l->room * 2 : 16;
        run *runs = memory_resize(l->runs, room * sizeof *runs);
        if (!runs)
            return false;
        l->runs = runs;
        l->room = room;
    }
    size_t begin = l->text.size;
    if (node->kind == TEXT)
        buffer_text(&l->text, node->text);
    else if (node->kind == BREAK)
        buffer_byte(&l->text, '\n');
    else
        buffer_point(&l->text, OBJECT);
    char same[64];
    memset(same, mark, sizeof same);
    for (size_t left = l->text.size - begin, some; left; left -= some) {
        some = left < sizeof same ? left : sizeof same;
        buffer_add(&l->marks, same, some);
    }
    l->runs[l->count++] = (run){node, begin, l->text.size};
    return !l->text.failed && !l->marks.failed;
}

static bool read_leaf(line *l, ard_node *leaf)
{
    bool well = true;
    walk w = walk_of(leaf);
    for (walk_event event; well && (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || w.node == leaf || is_passed(w.node->kind))
            continue;
        ard_kind kind = w.node->kind;
        uint8_t mark = kind == ANSWER ? TYPED_ANSWER : kind == TEXT ? mark_of(w.node, leaf) : TYPED_SHUT;
        well = add_run(l, w.node, kind == BREAK ? TYPED_LINE : mark);
        if (kind != TEXT)
            walk_skip(&w);
    }
    return well;
}

static void close_line(line *l)
{
    free(l->runs);
    buffer_free(&l->text);
    buffer_free(&l->marks);
}

/* ---- Putting a formula into its place ---------------------------------------------------------------------------- */

/* The run that holds a byte. */
static size_t run_at(const line *l, size_t offset)
{
    size_t low = 0, high = l->count;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (l->runs[middle].begin <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* The nearest inline above a node that is more than a look; NULL where only looks stand below the leaf. */
static const ard_node *holder(const ard_node *node)
{
    for (node = node->parent; node && is_look(node->kind); node = node->parent)
        if (node_attribute(node, "data-asked") || node_attribute(node, "lang"))
            return node;
    return node;
}

/* Whether all runs of a formula are text with the same inline around. */
static bool is_whole(const line *l, size_t first, size_t last)
{
    for (size_t i = first; i <= last; i++)
        if (l->runs[i].node->kind != TEXT || holder(l->runs[i].node) != holder(l->runs[first].node))
            return false;
    return true;
}

/* Takes a node out, with inlines above that are left empty. */
static void prune(ard_node *node)
{
    while (node && !node->first && kind_about(node->kind)->class == INLINE) {
        ard_node *above = node->parent;
        node_unlink(node);
        node = above;
    }
}

static ard_node *text_like(const line *l, const ard_node *node, size_t begin, size_t end)
{
    ard_node *text = node_new_text(l->document, buffer_string(&l->text) + begin, end - begin, node->place);
    if (text)
        text->style = node->style;
    return text;
}

/* Cuts the bytes from `begin` to `end` out of a run; what was before it stays its node, or goes into `*before`. */
static void cut_run(line *l, run *r, size_t begin, size_t end, ard_node *maths)
{
    ard_node *old = r->node, *left = begin > r->begin ? text_like(l, old, r->begin, begin) : NULL;
    ard_node *right = end < r->end ? text_like(l, old, end, r->end) : NULL;
    if (left)
        node_insert_before(old, left);
    if (maths)
        node_insert_before(old, maths);
    if (right)
        node_insert_before(old, right);
    ard_node *above = old->parent;
    node_unlink(old);
    prune(above);
    r->node = left;
    r->end = begin;
}

/* A formula in italics is one without them: it has its own. */
static void lift(ard_node *maths)
{
    while (maths->parent && (maths->parent->kind == EMPHASIS || maths->parent->kind == SPAN) &&
           maths->parent->first == maths && maths->parent->last == maths && !maths->parent->attributes)
        node_unwrap(maths->parent);
}

/* Takes the TeX reader's counts off, as tidying does after a reader. */
static void settle(ard_node *maths)
{
    walk w = walk_of(maths);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        w.node->number = 0;
}

/* A formula as it was typed: raised and lowered characters as Unicode has them; false where it has not all of them. */
static bool typed_source(const line *l, const typed_formula *f, buffer *out)
{
    static const char from[] = "0123456789+-n";
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁺", "⁻", "ⁿ"};
    static const char *const lowered[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉", "₊", "₋", "ₙ"};
    const char *text = buffer_string(&l->text);
    for (size_t at = f->begin, length; at < f->end; at += length) {
        text_decode(text + at, f->end - at, &length);
        char mark = l->marks.data[at];
        const char *found = mark == TYPED_LINE ? NULL : strchr(from, text[at]);
        if (mark == TYPED_LINE || mark == TYPED_ANSWER)
            buffer_add(out, text + at, length);
        else if (found && *found)
            buffer_text(out, mark == TYPED_UPPER ? raised[found - from] : lowered[found - from]);
        else
            return false;
    }
    return true;
}

static ard_node *formula_node(const line *l, const typed_list *list, const typed_formula *f, const ard_node *at)
{
    ard_node *maths = tex_read(l->document, l->log, buffer_string(&list->tex) + f->tex, f->tex_size, false, at->place);
    if (!maths)
        return NULL;
    settle(maths);
    buffer number = BUFFER_EMPTY, typed = BUFFER_EMPTY;
    buffer_format(&number, "0.%02u", f->confidence);
    node_set(l->document, maths, "data-tex", NULL);
    node_set(l->document, maths, "data-typed", buffer_string(&number));
    if (typed_source(l, f, &typed))
        node_set(l->document, maths, "data-source", buffer_string(&typed));
    buffer_free(&number);
    buffer_free(&typed);
    return maths;
}

/* Whether all characters of a formula are raised or lowered: what stands alone above the line is an ordinal's ending or a
 * mark, and belongs to a space or a word before it ("au ……e siècle"). */
static bool has_no_base(const line *l, const typed_formula *f)
{
    for (size_t at = f->begin; at < f->end; at++)
        if (l->marks.data[at] == TYPED_LINE || l->marks.data[at] == TYPED_ANSWER)
            return false;
    return true;
}

/* Puts a formula in, to the left of all that was put in before; false where it stays text. */
static bool put_formula(line *l, const typed_list *list, const typed_formula *f)
{
    size_t first = run_at(l, f->begin), last = run_at(l, f->end - 1);
    if (!is_whole(l, first, last) || has_no_base(l, f))
        return false;
    ard_node *maths = formula_node(l, list, f, l->runs[first].node);
    if (!maths)
        return false;
    for (size_t i = last; i > first; i--)
        cut_run(l, &l->runs[i], l->runs[i].begin, f->end < l->runs[i].end ? f->end : l->runs[i].end, NULL);
    run *r = &l->runs[first];
    cut_run(l, r, f->begin, f->end < r->end ? f->end : r->end, maths);
    if (last > first)
        lift(maths);
    return true;
}

/* ---- All leaves -------------------------------------------------------------------------------------------------- */

static size_t formulas_of_leaf(ard_document *document, report_log *log, ard_node *leaf, unsigned least)
{
    line l = {.document = document, .log = log};
    typed_list list = {0};
    size_t count = 0;
    bool well = read_leaf(&l, leaf) && typed_find(buffer_string(&l.text), l.text.size,
                                                  (const unsigned char *)buffer_string(&l.marks), least, &list);
    for (size_t i = well ? list.count : 0; i-- > 0;)
        if (put_formula(&l, &list, &list.at[i]))
            count += !list.at[i].goes_on;
    typed_free(&list);
    close_line(&l);
    return count;
}

size_t structure_formulas(ard_document *document, report_log *log, unsigned least)
{
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_kind kind = w.node->kind;
        if (event == WALK_LEAVE && kind_about(kind)->class == LEAF && kind != CODE_BLOCK && kind != MATHS_BLOCK &&
            kind != VERSE && w.node->first)
            count += formulas_of_leaf(document, log, w.node, least);
    }
    return count;
}
