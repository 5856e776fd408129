/* What the grammar of typed formulas writes around its tokens: braces of scripts and fractions, brackets that these make
 * needless taken off. */
#include "base/text.h"
#include "typed-grammar.h"

#include <string.h>

typed_token *token_at(const grammar *g, size_t at)
{
    return at < g->tokens->count ? &g->tokens->at[at] : NULL;
}

typed_kind kind_at(const grammar *g, size_t at)
{
    return at < g->tokens->count ? g->tokens->at[at].kind : TYPED_NEWLINE;
}

/* Whether a token follows the one before it without a blank, on the same line of writing. */
bool joined(const grammar *g, size_t at)
{
    const typed_token *t = token_at(g, at);
    return t && at && !t->blank && t[-1].kind != TYPED_BREAK && t[-1].kind != TYPED_NEWLINE;
}

level *top(grammar *g)
{
    return &g->levels[g->depth];
}

void note(grammar *g, typed_evidence evidence)
{
    g->now.evidence |= (uint64_t)1 << evidence;
}

char first_byte(const grammar *g, size_t at)
{
    return g->tokens->text[g->tokens->at[at].begin];
}

bool is_capital(const grammar *g, size_t at)
{
    char byte = first_byte(g, at);
    return byte >= 'A' && byte <= 'Z';
}

/* ---- Marking up -------------------------------------------------------------------------------------------------- */

void put_before(grammar *g, size_t at, const char *tex)
{
    g->tokens->at[at].before = tex;
}

void put_end(grammar *g, size_t at, int count)
{
    typed_token *t = &g->tokens->at[at];
    t->ends = (uint8_t)(t->ends + count);
}

/* Takes the brackets of an operand that is one bracket and nothing else. */
static void drop_brackets(grammar *g, size_t from, size_t to)
{
    typed_token *open = token_at(g, from), *close = token_at(g, to);
    size_t depth = 0;
    if (from >= to || open->kind != TYPED_OPEN || close->kind != TYPED_CLOSE || first_byte(g, from) != '(')
        return;
    for (size_t i = from; i <= to; i++) {
        depth += g->tokens->at[i].kind == TYPED_OPEN ? 1 : 0;
        depth -= g->tokens->at[i].kind == TYPED_CLOSE ? 1 : 0;
        if (!depth && i < to)
            return;
    }
    open->dropped = close->dropped = true;
}

/* ---- Scripts ----------------------------------------------------------------------------------------------------- */

/* Whether raised or lowered characters are a script: "x²", "10⁻³"; none is after a word. */
static size_t raised_end(const grammar *g, size_t at)
{
    uint8_t mark = g->tokens->at[at].mark;
    size_t end = at;
    while (end < g->end && g->tokens->at[end].mark == mark && kind_at(g, end) != TYPED_BREAK &&
           kind_at(g, end) != TYPED_NEWLINE && kind_at(g, end) != TYPED_BLANK_SPACE && (end == at || end - at < 12))
        end++;
    return end;
}

/* The end of a typed script after "^" or "_": a bracket with what it holds, or one operand. */
static size_t script_end(grammar *g, size_t at)
{
    size_t depth = 0, begin = at;
    if (kind_at(g, at) == TYPED_SIGN)
        at++;
    if (kind_at(g, at) != TYPED_OPEN)
        return kind_at(g, at) == TYPED_NUMBER || kind_at(g, at) == TYPED_LETTER || kind_at(g, at) == TYPED_LETTERS ||
                       kind_at(g, at) == TYPED_UNIT || (kind_at(g, at) == TYPED_SIGN && at == begin)
                   ? at + 1
                   : begin;
    for (; at < g->end && at - begin < 32; at++) {
        typed_kind kind = kind_at(g, at);
        if (kind == TYPED_BREAK || kind == TYPED_NEWLINE || kind == TYPED_BLANK_SPACE || kind == TYPED_ROOT)
            return begin;
        depth += kind == TYPED_OPEN;
        depth -= kind == TYPED_CLOSE;
        if (!depth)
            return at + 1;
    }
    return begin;
}

/* Puts braces around a script's tokens; its own brackets go. */
static void brace_script(grammar *g, size_t from, size_t to, const char *sign)
{
    drop_brackets(g, from, to - 1);
    if (first_byte(g, from) == '{' && kind_at(g, to - 1) == TYPED_CLOSE)
        g->tokens->at[from].dropped = g->tokens->at[to - 1].dropped = true;
    put_before(g, from, sign);
    put_end(g, to - 1, 1);
}

static void note_script(grammar *g, size_t base, bool upper, size_t from, size_t to)
{
    typed_kind kind = kind_at(g, base);
    bool number = kind == TYPED_NUMBER;
    bool metre = kind == TYPED_LETTER && first_byte(g, base) == 'm' && to == from + 1 &&
                 g->tokens->at[base].end - g->tokens->at[base].begin == 1 && kind_at(g, from) == TYPED_NUMBER;
    if (kind == TYPED_UNIT)
        return;
    if (metre && upper)
        note(g, TYPED_MEASURE);
    else if (!upper)
        note(g, TYPED_INDEXED);
    else
        note(g,
             number && g->tokens->at[base].end - g->tokens->at[base].begin >= 4 ? TYPED_NUMBER_POWER : TYPED_POWERED);
}

/* Reads what stands raised, lowered or primed after an operand that ends before `at`. */
void read_scripts(grammar *g)
{
    size_t base = g->at - 1;
    bool had[2] = {false, false};
    while (g->at < g->end && joined(g, g->at)) {
        typed_token *t = token_at(g, g->at);
        bool upper = t->mark == TYPED_UPPER || t->kind == TYPED_POWER,
             typed = t->kind == TYPED_POWER || t->kind == TYPED_INDEX;
        bool raised = t->mark != TYPED_LINE && g->tokens->at[base].mark == TYPED_LINE;
        size_t end;
        if (t->kind == TYPED_FACTORIAL) {
            typed_kind next = kind_at(g, g->at + 1);
            if (next != TYPED_RELATION && next != TYPED_TIMES && next != TYPED_SLASH && next != TYPED_SIGN &&
                next != TYPED_CLOSE)
                return;
            g->at++;
            continue;
        }
        if (t->kind == TYPED_PRIME && kind_at(g, base) != TYPED_NUMBER && !had[0]) {
            g->at++;
            continue;
        }
        if ((!raised && !typed) || had[upper])
            return;
        size_t from = g->at + (typed && !raised);
        end = raised ? raised_end(g, g->at) : script_end(g, from);
        if (end <= from || (typed && !joined(g, from)))
            return;
        if (typed && !raised)
            t->dropped = true;
        note_script(g, base, upper, from, end);
        brace_script(g, from, end, upper ? "^{" : "_{");
        had[upper] = true;
        g->at = end;
    }
}

/* ---- Fractions --------------------------------------------------------------------------------------------------- */

static void note_fraction(grammar *g, const level *l, size_t slash)
{
    typed_kind left = kind_at(g, l->left), right = kind_at(g, slash + 1);
    bool letters = left != TYPED_NUMBER && right != TYPED_NUMBER && left != TYPED_OPEN && right != TYPED_OPEN;
    size_t most = letters ? 2 : 1; /* a letter may have an index: "G1/G2" */
    bool single = slash <= l->left + most && g->ends <= slash + most;
    bool sounds = left == TYPED_OPEN && first_byte(g, l->left) == '['; /* "[u] / [y]" */
    const typed_token *a = token_at(g, l->left), *b = token_at(g, slash + 1);
    const char *text = g->tokens->text;
    size_t size = b->end - b->begin;
    bool other = left == TYPED_NUMBER && right == TYPED_LETTER && !strchr("xynabtkzpq", text[b->begin]);
    if (l->chained || other || right == TYPED_SIGN)
        note(g, TYPED_MARK_FRACTION);
    else if ((single && letters) || sounds)
        note(g, is_capital(g, l->left) ? TYPED_CAPITAL_FRACTION : TYPED_LETTER_FRACTION);
    else if (single && left == TYPED_NUMBER && right == TYPED_NUMBER) {
        bool zero = (a->end - a->begin == 1 && text[a->begin] == '0') ||
                    memchr(text + a->begin, ',', a->end - a->begin) || (size == 4 && a->end - a->begin == 4);
        bool same = a->end - a->begin == size && memcmp(text + a->begin, text + b->begin, size) == 0;
        bool mark = text_is(text + b->begin, size, "20") || text_is(text + b->begin, size, "40") ||
                    (text_is(text + b->begin, size, "10") && token_at(g, slash)->blank) ||
                    (size > 4 && a->end - a->begin == 1 && text[a->begin] == '1'); /* a scale */
        note(g, same || mark || zero ? TYPED_MARK_FRACTION : TYPED_BARE_FRACTION);
    } else
        note(g, TYPED_FRACTION);
}

/* Ends the fraction whose right operand is the last one. */
void end_fraction(grammar *g)
{
    level *l = top(g);
    size_t slash = l->divided;
    l->divided = 0;
    if (!slash)
        return;
    note_fraction(g, l, slash);
    l->fraction = slash;
    if (l->blank || l->chained)
        return;
    drop_brackets(g, l->left, slash - 1);
    drop_brackets(g, slash + 1, g->ends);
    const char *begins = g->tokens->at[l->left].before, *right = g->tokens->at[slash + 1].before;
    if (*begins || *right) {
        l->fraction = 0;
        return;
    }
    put_before(g, l->left, "\\frac{");
    put_end(g, slash - 1, 1);
    g->tokens->at[slash].dropped = true;
    put_before(g, slash + 1, "{");
    put_end(g, g->ends, 1);
}

/* "x/2y" is read in two ways: it keeps its slash. */
void undo_fraction(grammar *g)
{
    level *l = top(g);
    size_t slash = l->fraction;
    bool numbers = slash == l->left + 1 && kind_at(g, l->left) == TYPED_NUMBER && kind_at(g, slash + 1) == TYPED_NUMBER;
    l->fraction = 0;
    if (!slash || l->blank || l->chained || numbers || !g->tokens->at[slash].dropped)
        return;
    put_before(g, l->left, "");
    put_end(g, slash - 1, -1);
    g->tokens->at[slash].dropped = false;
    put_before(g, slash + 1, "");
    put_end(g, g->ends, -1);
    if (kind_at(g, l->left) == TYPED_OPEN)
        g->tokens->at[l->left].dropped = g->tokens->at[slash - 1].dropped = false;
    if (kind_at(g, slash + 1) == TYPED_OPEN)
        g->tokens->at[slash + 1].dropped = g->tokens->at[g->ends].dropped = false;
}
