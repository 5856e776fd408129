/* A formula on one line, as people type it: "x^2 + 1/(2a)", "√(b^2 - 4ac)", "u_(n+1)", "vec(AB)".
 *
 * Each element writes something before each of its children and after the last, by table; a child gets brackets where
 * without them it would be read otherwise (its strength is less than its place needs). Trees are walked, not recursed. */
#include "mathml.h"

#include "base/table.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* How firmly a formula holds together without brackets. */
typedef enum strength { SUM, FRACTION, PRODUCT, POWER, ATOM } strength;

typedef struct linear_row {
    const char *name;
    const char *before[3]; /* before each child; of later ones as of the third */
    uint8_t needs[3];      /* strength that the child must have */
    uint8_t strength;      /* its own */
    bool script;           /* children after the first stand small: no blanks around their operators */
} linear_row;

/* Ascending. A row of any other element only holds its children together. */
static const linear_row rows[] = {
    {"mfrac", {"", "/", ""}, {PRODUCT, POWER, SUM}, FRACTION, false},
    {"mover", {"", "^", ""}, {ATOM, ATOM, SUM}, POWER, true},
    {"mroot", {"", "]√", ""}, {ATOM, SUM, SUM}, ATOM, true}, /* its second child is written first */
    {"msqrt", {"", "", ""}, {SUM, SUM, SUM}, ATOM, false},
    {"msub", {"", "_", ""}, {ATOM, ATOM, SUM}, ATOM, true},
    {"msubsup", {"", "_", "^"}, {ATOM, ATOM, ATOM}, POWER, true},
    {"msup", {"", "^", ""}, {ATOM, ATOM, SUM}, POWER, true},
    {"munder", {"", "_", ""}, {ATOM, ATOM, SUM}, ATOM, true},
    {"munderover", {"", "_", "^"}, {ATOM, ATOM, ATOM}, POWER, true},
};

enum { SCRIPTS_MOST = 64 }; /* of one base: what goes on longer is no formula */

typedef struct linear {
    buffer *out;
    size_t begin; /* of the formula in `out` */
} linear;

static const linear_row *row_of(const ard_node *n)
{
    return n->kind == MATHML ? ROW_NAMED(n->text, rows) : NULL;
}

static bool is(const ard_node *n, const char *name)
{
    return n && n->kind == MATHML && strcmp(n->text, name) == 0;
}

static bool one_of(const ard_node *n, const char *names)
{
    return n && n->kind == MATHML && text_in_list(names, n->text);
}

/* The characters of a token, or "". */
static const char *token_text(const ard_node *n)
{
    return n && n->first && n->first->kind == TEXT ? n->first->text : "";
}

static int child_index(const ard_node *n)
{
    int index = 0;
    for (const ard_node *p = n->previous; p && index < 2; p = p->previous)
        index++;
    return index;
}

/* ---- Operators -------------------------------------------------------------------------------------------------- */

/* Operators with a blank on both sides between operands; those of a sum or a relation bind least. */
static const char infix[] =
    "+ - − ± ∓ = ≠ ≈ ≃ ≡ ~ ∼ < > ≤ ≥ ⩽ ⩾ ≪ ≫ ∈ ∉ ∋ ⊂ ⊄ ⊆ ∪ ∩ → ⟶ ↦ ⟼ ⇒ ⟹ ⇔ ⟺ ⇌ ∧ ∨ : ≝ // ∥ ⊥ ∣";
static const char factors[] = "× ÷ ⋅ · * ∘ ∗ ⊗ /";
static const char openers[] = "( [ { ⟨ ⌊ ⌈ ‖ ⟦";
static const char closers[] = ") ] } ⟩ ⌋ ⌉ ‖ ⟧";
static const char listed[] = ", ; ;";

static bool is_operator(const ard_node *n, const char *list)
{
    return is(n, "mo") && *token_text(n) && text_in_list(list, token_text(n));
}

/* An operator in front of its operand: it begins, or another operator, a bracket or a separator is before it. */
static bool is_prefix(const ard_node *n)
{
    const ard_node *p = n->previous;
    while (is(p, "mspace"))
        p = p->previous;
    return !p || is_operator(p, infix) || is_operator(p, factors) || is_operator(p, openers) || is_operator(p, listed);
}

/* ---- Strength --------------------------------------------------------------------------------------------------- */

/* An element that is its children and nothing more. */
static bool is_row(const ard_node *n)
{
    return !n || n->kind != MATHML || one_of(n, "mrow mstyle mpadded merror menclose mtd math msqrt");
}

/* What a row comes to when it holds one thing only. */
static const ard_node *only(const ard_node *n)
{
    while (is_row(n) && !is(n, "msqrt") && n->first && n->first == n->last && n->first->kind == MATHML)
        n = n->first;
    return n;
}

/* Whether a row is in brackets from its first to its last child. */
static bool is_fenced(const ard_node *n)
{
    int open = 0;
    if (!is_row(n) || is(n, "msqrt") || !is_operator(n->first, openers) || !is_operator(n->last, closers))
        return false;
    for (const ard_node *child = n->first; child; child = child->next) {
        open += is_operator(child, openers);
        open -= is_operator(child, closers);
        if (open <= 0 && child->next)
            return false;
    }
    return true;
}

static strength row_strength(const ard_node *n)
{
    unsigned count = 0;
    bool factor = false, words = false;
    for (const ard_node *child = n->first; child; child = child->next) {
        if (is_operator(child, infix) || is_operator(child, listed))
            return SUM;
        factor |= is_operator(child, "/ ÷ :");
        words |= is(child, "mtext") && strchr(token_text(child), ' ');
        count++;
    }
    return words ? SUM : factor ? FRACTION : count > 1 ? PRODUCT : ATOM;
}

/* Accents of a name, as functions. */
static const struct {
    const char *mark, *name;
} accents[] = {{"→", "vec"}, {"⃗", "vec"},   {"⟶", "vec"}, {"¯", "bar"},   {"‾", "bar"},   {"―", "bar"},   {"_", "bar"},
               {"̅", "bar"},  {"^", "hat"},  {"ˆ", "hat"}, {"̂", "hat"},    {"~", "tilde"}, {"˜", "tilde"}, {"̃", "tilde"},
               {"˙", "dot"}, {"¨", "ddot"}, {"⌒", "arc"}, {"⏞", "brace"}, {"⏟", "brace"}};

static const char *accent_of(const ard_node *n)
{
    if (!is(n, "mover") && !is(n, "munder"))
        return NULL;
    const char *mark = token_text(only(n->last));
    for (size_t i = 0; is(only(n->last), "mo") && i < sizeof accents / sizeof accents[0]; i++)
        if (strcmp(mark, accents[i].mark) == 0)
            return accents[i].name;
    return NULL;
}

/* Primes and the degree sign stand after their base without a mark. */
static bool is_mark(const ard_node *n)
{
    return n && text_in_list("′ ″ ‴ ' '' ° ∘ *", token_text(only(n))) && one_of(only(n), "mo mi mtext mn");
}

static strength strength_of(const ard_node *n)
{
    n = only(n);
    const linear_row *row = row_of(n);
    if (is(n, "mfrac") && node_attribute(n, "linethickness") && strtod(node_attribute(n, "linethickness"), NULL) == 0)
        return ATOM;
    if (row && (accent_of(n) || (is(n, "msup") && is_mark(n->last))))
        return ATOM;
    if (row)
        return (strength)row->strength;
    if (is(n, "mtext") || is(n, "ms"))
        return strchr(token_text(n), ' ') ? SUM : ATOM;
    if (is_row(n) && n->first)
        return is_fenced(n) ? ATOM : row_strength(n);
    return ATOM;
}

/* Whether a child gets brackets: its place needs more than it has, or a fraction touches a factor. */
static bool is_bracketed(const ard_node *n)
{
    const ard_node *parent = n->parent;
    const linear_row *row = parent ? row_of(parent) : NULL;
    int index = child_index(n);
    if (is_fenced(only(n)))
        return false;
    if (is(parent, "msqrt"))
        return parent->first == parent->last && strength_of(n) < ATOM;
    if (row && (accent_of(parent) || (is(parent, "msup") && index && is_mark(n))))
        return accent_of(parent) && index == 0;
    if (row)
        return strength_of(n) < (strength)row->needs[index];
    if (strength_of(n) != FRACTION || !is_row(parent) || !parent)
        return false;
    const ard_node *beside[] = {n->previous, n->next};
    for (int i = 0; i < 2; i++)
        if (beside[i] && !one_of(beside[i], "mo mspace mtext"))
            return true;
    return is_operator(n->next, "\u2062");
}

/* ---- Writing ---------------------------------------------------------------------------------------------------- */

/* The last code point written of this formula; 0 for none. */
static uint32_t last_point(const linear *l)
{
    size_t at = l->out->size, length;
    while (at > l->begin && ((unsigned char)l->out->data[--at] & 0xC0) == 0x80)
        ;
    return l->out->size > l->begin ? text_decode(l->out->data + at, l->out->size - at, &length) : 0;
}

/* A blank, but not two and not at the beginning. */
static void blank(linear *l)
{
    uint32_t last = last_point(l);
    if (last && last != ' ')
        buffer_byte(l->out, ' ');
}

/* Whether an element is in a script, where operators have no blanks. */
static bool is_tight(const ard_node *n)
{
    for (; n && n->parent && n->parent->kind == MATHML; n = n->parent) {
        const linear_row *row = row_of(n->parent);
        if (row && row->script && n->previous)
            return true;
    }
    return false;
}

/* The plain letter or digit of a mathematical alphabet (Unicode 15, 22.2); others as they are. */
static uint32_t plain_point(uint32_t point)
{
    if (point >= 0x1D400 && point < 0x1D6A4)
        return (point - 0x1D400) % 52 < 26 ? 'A' + (point - 0x1D400) % 52 : 'a' + (point - 0x1D400) % 52 - 26;
    if (point >= 0x1D7CE && point <= 0x1D7FF)
        return '0' + (point - 0x1D7CE) % 10;
    return point == 0x210E ? 'h' : point == 0x2212 ? '-' : point;
}

static void write_operator(linear *l, const ard_node *n, const char *text)
{
    bool spaced = is_operator(n, infix) || is_operator(n, factors), prefix = is_prefix(n) || !n->next;
    if (strchr("\u2061\u2062\u2063\u2064", *text) && text_length(text) == 1 &&
        text_in_list("\u2061 \u2062 \u2063 \u2064", text))
        return;
    bool tight = is_tight(n) || strcmp(text, "/") == 0;
    if (is(n->parent, "msup") && n->previous && strcmp(text, "∘") == 0)
        text = "°";
    if (spaced && !prefix && !tight)
        blank(l);
    while (*text)
        buffer_point(l->out, plain_point(text_next(&text)));
    if ((spaced && !prefix && !tight) || (is_operator(n, listed) && n->next && !is_tight(n)))
        buffer_byte(l->out, ' ');
}

/* A word beside a word or a number has a blank between: "sin x", "2 cm"; letters of products have none: "2ab". */
static void write_token(linear *l, const ard_node *n, const char *text)
{
    const char *at = text;
    uint32_t last = last_point(l), first = text_next(&at);
    bool word = text_length(text) > 1 && text_is_letter(first);
    const ard_node *before = n->previous && is_operator(n->previous, "\u2061") ? n->previous->previous : n->previous;
    bool after_word = one_of(before, "mi mtext") && text_length(token_text(before)) > 1;
    if ((text_is_letter(last) || text_is_digit(last)) && (text_is_letter(first) || text_is_digit(first)) &&
        !is(n, "ms") && (word || after_word || (is(n, "mn") && text_is_digit(last))) && !is_tight(n))
        blank(l);
    if (is(n, "ms"))
        buffer_byte(l->out, '"');
    while (*text)
        buffer_point(l->out, plain_point(text_next(&text)));
    if (is(n, "ms"))
        buffer_byte(l->out, '"');
}

/* What stands before a child: its parent's sign, or the mark between cells and rows of a table. */
static void write_before(linear *l, const ard_node *n)
{
    const ard_node *parent = n->parent;
    const linear_row *row = parent ? row_of(parent) : NULL;
    int index = child_index(n);
    if (is(parent, "mroot") && index == 0)
        buffer_text(l->out, parent->last == parent->first ? "√" : "]√");
    else if (is(parent, "mroot") && index == 1)
        buffer_byte(l->out, '[');
    else if (row && !accent_of(parent) && !(is(parent, "msup") && is_mark(n)))
        buffer_text(l->out, row->before[index]);
    else if (is(n, "mtr") && n->previous)
        buffer_text(l->out, "; ");
    else if (is(n, "mtd") && n->previous && n->first)
        buffer_text(l->out, is_operator(only(n), infix) || is_operator(only(n->previous), infix) ? " " : ", ");
}

/* Whether a big operator with its bounds stands before: "∑_(k=1)^n k". */
static bool follows_bounds(const ard_node *n)
{
    return one_of(n->previous, "munderover munder msubsup msub") && is(only(n->previous->first), "mo");
}

/* The start of an element; false where its children are not written. */
static bool write_start(linear *l, const ard_node *n)
{
    write_before(l, n);
    if (follows_bounds(n))
        blank(l);
    if (accent_of(n->parent) && n->previous)
        return false;
    if (accent_of(n))
        buffer_text(l->out, accent_of(n));
    if (is(n, "msqrt"))
        buffer_text(l->out, n->first && n->first != n->last && !is_fenced(n) ? "√(" : "√");
    if (is(n, "mspace") || is(n, "mphantom") || is(n, "none")) {
        if (is(n, "mspace"))
            blank(l);
        return false;
    }
    if (is_bracketed(n))
        buffer_byte(l->out, '(');
    const char *text = token_text(n);
    if (*text && is(n, "mo"))
        write_operator(l, n, text);
    else if (*text)
        write_token(l, n, text);
    return !*text;
}

static void write_end(linear *l, const ard_node *n)
{
    if (is_bracketed(n) && !one_of(n, "mspace mphantom none") && !(accent_of(n->parent) && n->previous))
        buffer_byte(l->out, ')');
    if (is(n, "msqrt") && n->first && n->first != n->last && !is_fenced(n))
        buffer_byte(l->out, ')');
}

/* ---- The walk --------------------------------------------------------------------------------------------------- */

/* Scripts that stand before the base come first, then the base, then the others; a root's index before what it is of. */
static const ard_node *first_child(const ard_node *n)
{
    if (is(n, "mroot"))
        return n->last;
    for (const ard_node *child = is(n, "mmultiscripts") ? n->first : NULL; child; child = child->next)
        if (is(child, "mprescripts") && child->next)
            return child->next;
    return n->first;
}

static const ard_node *next_child(const ard_node *n)
{
    const ard_node *parent = n->parent;
    if (is(parent, "mroot"))
        return n != parent->first ? n->previous : NULL;
    if (!is(parent, "mmultiscripts"))
        return n->next;
    bool after = false;
    unsigned left = SCRIPTS_MOST;
    for (const ard_node *p = n->previous; p && left && !after; p = p->previous, left--)
        after = is(p, "mprescripts");
    if (after)
        return n->next ? n->next : parent->first;
    return n->next && is(n->next, "mprescripts") ? NULL : n->next;
}

/* Signs of the scripts of mmultiscripts, in pairs: below, above. */
static void write_multi(linear *l, const ard_node *n)
{
    unsigned count = 0;
    if (!is(n->parent, "mmultiscripts") || n == n->parent->first || is(n, "none") || (is_row(n) && !n->first))
        return;
    for (const ard_node *p = n->previous; p && p != n->parent->first && count < SCRIPTS_MOST; p = p->previous) {
        if (is(p, "mprescripts"))
            break;
        count++;
    }
    buffer_byte(l->out, count % 2 ? '^' : '_');
}

void mathml_linear(const ard_node *maths, buffer *out)
{
    linear l = {out, out->size};
    const char *typed = node_attribute(maths, "data-source");
    const ard_node *n = typed ? NULL : maths;
    buffer_text(out, typed ? typed : "");
    while (n) {
        const ard_node *child = NULL;
        if (n != maths)
            write_multi(&l, n);
        if (n == maths || write_start(&l, n))
            child = first_child(n);
        if (child && child->kind == TEXT && n != maths)
            child = NULL;
        if (child) {
            n = child;
            continue;
        }
        while (n != maths) {
            write_end(&l, n);
            const ard_node *next = next_child(n);
            if (next) {
                n = next;
                break;
            }
            n = n->parent;
        }
        if (n == maths)
            break;
    }
    while (out->size > l.begin && out->data[out->size - 1] == ' ')
        out->data[--out->size] = '\0';
}
