/* The grammar of typed formulas. From a token on it reads the longest formula, left to right, brackets on a stack of its
 * own, and marks the tokens up as TeX on its way: "a/b" becomes a fraction where both sides are one operand, what a
 * bracket, a root or a script holds gets braces.
 *
 *     formula  = operand { (operator | relation | juxtaposition) operand } [ relation, where the line ends ]
 *     operand  = [sign] (number [unit] | letters | function operand | root operand | bracket formula {separator formula}
 *                bracket) { power | index | prime } */
#include "typed-inside.h"

#include "base/text.h"

#include <string.h>

enum { DEPTH = 16, TOKENS_MOST = 400, NONE = -1 };

#define BIT(evidence) ((uint64_t)1 << (evidence))

/* A row that is open: of a bracket, or the formula's own. */
typedef struct level {
    size_t open;              /* its bracket */
    size_t term;                /* where the operands that signs of multiplication join begin */
    size_t factor, product;   /* where the last operand, and the operands side by side with it, begin */
    size_t divided;           /* "/" that waits for its right operand; 0 for none */
    size_t left;              /* where its left operand begins */
    size_t fraction;          /* "/" whose right operand has just ended; 0 for none */
    size_t separators, commas, lines; /* counted inside; operators and relations */
    bool blank, applied, root, chained;
    uint64_t outside; /* evidence kept for when the bracket closes */
} level;

typedef struct grammar {
    typed_tokens *tokens;
    size_t begin, at, end;
    level levels[DEPTH];
    size_t depth;
    bool wants;    /* an operand */
    bool function; /* after a function's name */
    size_t ends;   /* where the last operand ends: its last token */
    typed_reading now, best;
} grammar;

static typed_token *token_at(const grammar *g, size_t at)
{
    return at < g->tokens->count ? &g->tokens->at[at] : NULL;
}

static typed_kind kind_at(const grammar *g, size_t at)
{
    return at < g->tokens->count ? g->tokens->at[at].kind : TYPED_NEWLINE;
}

/* Whether a token follows the one before it without a blank, on the same line of writing. */
static bool joined(const grammar *g, size_t at)
{
    const typed_token *t = token_at(g, at);
    return t && at && !t->blank && t[-1].kind != TYPED_BREAK && t[-1].kind != TYPED_NEWLINE;
}

static level *top(grammar *g)
{
    return &g->levels[g->depth];
}

static void note(grammar *g, typed_evidence evidence)
{
    g->now.evidence |= BIT(evidence);
}

static char first_byte(const grammar *g, size_t at)
{
    return g->tokens->text[g->tokens->at[at].begin];
}

static bool is_capital(const grammar *g, size_t at)
{
    char byte = first_byte(g, at);
    return byte >= 'A' && byte <= 'Z';
}

/* ---- Marking up -------------------------------------------------------------------------------------------------- */

static void put_before(grammar *g, size_t at, const char *tex)
{
    g->tokens->at[at].before = tex;
}

static void put_end(grammar *g, size_t at, int count)
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
static void read_scripts(grammar *g)
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
            if (next != TYPED_RELATION && next != TYPED_TIMES && next != TYPED_SLASH && next != TYPED_SIGN && next != TYPED_CLOSE)
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
    bool single = slash == l->left + 1 && g->ends == slash + 1;
    bool letters = left != TYPED_NUMBER && right != TYPED_NUMBER;
    const typed_token *a = token_at(g, l->left), *b = token_at(g, slash + 1);
    const char *text = g->tokens->text;
    size_t size = b->end - b->begin;
    if (single && letters)
        note(g, is_capital(g, l->left) ? TYPED_CAPITAL_FRACTION : TYPED_LETTER_FRACTION);
    else if (single && left == TYPED_NUMBER && right == TYPED_NUMBER) {
        bool zero = a->end - a->begin == 1 && text[a->begin] == '0';
        bool same = a->end - a->begin == size && memcmp(text + a->begin, text + b->begin, size) == 0;
        bool mark = text_is(text + b->begin, size, "20") || text_is(text + b->begin, size, "40") ||
                    (text_is(text + b->begin, size, "10") && token_at(g, slash)->blank) ||
                    (size > 4 && a->end - a->begin == 1 && text[a->begin] == '1'); /* a scale */
        note(g, same || mark || zero ? TYPED_MARK_FRACTION : TYPED_FRACTION);
    } else
        note(g, TYPED_FRACTION);
}

/* Ends the fraction whose right operand is the last one. */
static void end_fraction(grammar *g)
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
static void undo_fraction(grammar *g)
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

/* ---- Operands ---------------------------------------------------------------------------------------------------- */

/* A unit or a percent sign after a number. */
static void read_unit(grammar *g)
{
    typed_token *t = token_at(g, g->at);
    if (!t || g->at >= g->end || t->mark != TYPED_LINE)
        return;
    if (t->kind == TYPED_PERCENT || t->kind == TYPED_DEGREE)
        g->at++;
    else if (t->kind == TYPED_UNIT) {
        g->at++;
        read_scripts(g);
        note(g, TYPED_MEASURE);
    }
}

static void operand_ends(grammar *g)
{
    size_t base = g->at;
    read_scripts(g);
    if (g->at > base && g->at < g->end && kind_at(g, g->at) == TYPED_UNIT && kind_at(g, base - 1) == TYPED_NUMBER)
        read_unit(g);
    g->ends = g->at - 1;
    g->wants = false;
    g->function = false;
    end_fraction(g);
}

static void operand_begins(grammar *g, bool beside)
{
    level *l = top(g);
    if (g->function)
        return;
    if (beside)
        undo_fraction(g);
    l->factor = g->at;
    if (!beside)
        l->product = g->at;
}

static bool read_number(grammar *g)
{
    g->at++;
    read_unit(g);
    operand_ends(g);
    return true;
}

static bool read_space(grammar *g)
{
    g->at++;
    g->now.blanks = true;
    for (size_t i = 0; i <= g->depth; i++)
        g->levels[i].blank = true;
    read_unit(g);
    operand_ends(g);
    return true;
}

/* Digits after a letter are its index: "d1", "u0". */
static bool read_letters(grammar *g)
{
    const typed_token *t = token_at(g, g->at++), *next = token_at(g, g->at);
    uint32_t point = text_decode(g->tokens->text + t->begin, t->end - t->begin, &(size_t){0});
    if (t->strong)
        note(g, TYPED_GREEK);
    if (t->kind == TYPED_LETTER && point >= 0x391 && point <= 0x3C9)
        note(g, TYPED_GREEK);
    if (t->kind == TYPED_LETTER && (point == 0xC2 || point == 0xCA || point == 0xCE || point == 0xD4))
        note(g, TYPED_ACCENT);
    bool index = next && g->at < g->end && joined(g, g->at) && next->kind == TYPED_NUMBER && next->mark == TYPED_LINE &&
                 t->kind != TYPED_POINTS && next->end - next->begin <= 2 && t->mark == TYPED_LINE;
    if (index) {
        note(g, TYPED_DIGIT_INDEX);
        put_before(g, g->at, "_{");
        put_end(g, g->at, 1);
        g->at++;
    }
    operand_ends(g);
    return true;
}

static bool read_function(grammar *g)
{
    note(g, TYPED_NAMED_FUNCTION);
    g->at++;
    read_scripts(g);
    g->function = true;
    g->wants = true;
    return true;
}

static bool open_level(grammar *g, size_t open, bool applied, bool root)
{
    if (g->depth + 1 >= DEPTH)
        return false;
    g->levels[++g->depth] =
        (level){.open = open, .term = open + 1, .factor = open + 1, .product = open + 1, .applied = applied, .root = root};
    g->at = open + 1;
    g->wants = true;
    g->function = false;
    return true;
}

static bool read_root(grammar *g)
{
    size_t at = g->at++;
    note(g, TYPED_ROOTED);
    typed_kind kind = kind_at(g, g->at);
    if (kind == TYPED_OPEN && first_byte(g, g->at) == '(')
        return open_level(g, g->at, false, true);
    if (g->at >= g->end || (kind != TYPED_NUMBER && kind != TYPED_LETTER) || g->tokens->at[g->at].mark != TYPED_LINE)
        return false;
    (void)at;
    put_before(g, g->at, "{");
    put_end(g, g->at, 1);
    g->at++;
    operand_ends(g);
    return true;
}

/* An operand at `at`, side by side with one before it where `beside`. */
static bool read_operand(grammar *g, bool beside)
{
    const typed_token *t = token_at(g, g->at);
    if (t->mark != TYPED_LINE)
        return false;
    bool bracket = t->kind == TYPED_OPEN || (t->kind == TYPED_CLOSE && first_byte(g, g->at) == ']' && !beside);
    if (t->kind != TYPED_SIGN)
        operand_begins(g, beside);
    switch ((int)t->kind) {
    case TYPED_NUMBER: return read_number(g);
    case TYPED_BLANK_SPACE: return read_space(g);
    case TYPED_LETTER:
    case TYPED_LETTERS:
    case TYPED_POINTS:
    case TYPED_NAME: return read_letters(g);
    case TYPED_FUNCTION: return read_function(g);
    case TYPED_ROOT: return read_root(g);
    case TYPED_DOTS:
        g->at++;
        operand_ends(g);
        return true;
    case TYPED_OPEN:
    case TYPED_CLOSE: return bracket && open_level(g, g->at, false, false);
    case TYPED_BAR:
        if (g->at + 1 >= g->end || token_at(g, g->at + 1)->blank)
            return false;
        return open_level(g, g->at, false, false);
    case TYPED_SIGN:
        if (g->at && kind_at(g, g->at - 1) == TYPED_SIGN && g->at > g->begin)
            return false;
        if (g->at + 1 >= g->end ||
            (token_at(g, g->at + 1)->blank && g->at > g->begin && kind_at(g, g->at - 1) != TYPED_OPEN))
            return false;
        top(g)->chained |= top(g)->divided > 0;
        if (!g->function)
            top(g)->factor = top(g)->product = g->at;
        g->at++;
        return true;
    default: return false;
    }
}

/* ---- Brackets ---------------------------------------------------------------------------------------------------- */

/* Whether a closing bracket may close the one that is open: square ones turn either way, "[AB)" is a half-line. */
static bool closes(const grammar *g, const level *l, size_t at)
{
    char open = first_byte(g, l->open), close = first_byte(g, at);
    if (open == '(')
        return close == ')' || (close == ']' && l->lines == 0 && kind_at(g, at - 1) == TYPED_POINTS);
    if (open == '[' || open == ']')
        return close == ']' || (close == '[' && l->separators) || (close == ')' && kind_at(g, at - 1) == TYPED_POINTS);
    return open == '{' ? close == '}' : open == '|' && close == '|';
}

static void note_bracket(grammar *g, const level *l, size_t close)
{
    char open = first_byte(g, l->open);
    size_t inside = close - l->open - 1;
    typed_kind first = kind_at(g, l->open + 1);
    const typed_token *one = token_at(g, l->open + 1);
    bool pair = inside == 1 && first == TYPED_POINTS && one->end - one->begin == 2;
    if (l->applied)
        note(g, l->separators ? TYPED_COORDINATES : is_capital(g, l->open - 1) ? TYPED_CAPITAL_APPLIED : TYPED_APPLIED);
    else if (open == '{')
        note(g, l->separators && !l->commas ? TYPED_BRACES : TYPED_RELATES);
    else if (open != '(' && l->separators == 1)
        note(g, TYPED_INTERVAL);
    else if (open == '(' && l->separators)
        note(g, l->commas ? TYPED_RELATES : TYPED_COORDINATES);
    else if (pair)
        note(g, open == '(' ? TYPED_LINE_NAME : TYPED_SEGMENT);
    else if (open == '(' && l->lines == 0 && (first == TYPED_LETTER) && inside >= 1)
        note(g, TYPED_LINE_NAME);
}

static bool close_level(grammar *g)
{
    level *l = top(g);
    if (!g->depth || !closes(g, l, g->at))
        return false;
    bool comma = l->separators && !l->applied && first_byte(g, l->open) == '(' && l->lines;
    if (!comma)
        note_bracket(g, l, g->at);
    if (l->root) {
        g->tokens->at[l->open].dropped = g->tokens->at[g->at].dropped = true;
        put_before(g, l->open, "{");
        put_end(g, g->at, 1);
    }
    bool blank = l->blank;
    g->depth--;
    top(g)->blank |= blank;
    g->at++;
    if (g->at < g->end && token_at(g, g->at)->kind == TYPED_UNIT)
        read_unit(g);
    operand_ends(g);
    return true;
}

/* ---- Between operands -------------------------------------------------------------------------------------------- */

static bool same_blanks(const grammar *g, size_t at)
{
    return at + 1 < g->end && token_at(g, at)->blank == token_at(g, at + 1)->blank;
}

static void note_sign(grammar *g, size_t at)
{
    const typed_token *t = token_at(g, at);
    typed_kind left = kind_at(g, at - 1), right = kind_at(g, at + 1);
    bool numbers = left != TYPED_POINTS && left != TYPED_LETTER && left != TYPED_LETTERS && left != TYPED_NAME;
    bool capitals = is_capital(g, at - 1) && at + 1 < g->end && is_capital(g, at + 1);
    if (t->strong && !capitals)
        note(g, TYPED_STRONG_SIGN);
    else if (t->point != '+')
        note(g, t->blank && same_blanks(g, at) ? TYPED_MINUS : TYPED_HYPHEN);
    else if (numbers || (right == TYPED_NUMBER && (t->blank || !is_capital(g, at - 1))))
        note(g, TYPED_PLUS_NUMBERS);
    else
        note(g, is_capital(g, at - 1) ? TYPED_PLUS_CAPITALS : TYPED_PLUS_SMALL);
}

static void note_times(grammar *g, size_t at)
{
    const typed_token *t = token_at(g, at), *next = token_at(g, at + 1);
    size_t left = kind_at(g, at - 1) == TYPED_UNIT ? at - 2 : at - 1;
    typed_kind after = kind_at(g, at + 3);
    bool sizes = left == g->begin && kind_at(g, left) == TYPED_NUMBER && kind_at(g, at + 1) == TYPED_NUMBER &&
                 kind_at(g, at + 2) == TYPED_UNIT && (after == TYPED_BREAK || after == TYPED_NEWLINE);
    if (t->strong)
        note(g, sizes ? TYPED_CLOSE_TIMES : TYPED_STRONG_SIGN);
    else if (t->point == 'x')
        note(g, t->blank && next && next->blank && !sizes ? TYPED_LETTER_TIMES : TYPED_CLOSE_TIMES);
    else
        note(g, TYPED_STAR);
}

static bool read_slash(grammar *g)
{
    level *l = top(g);
    const typed_token *next = token_at(g, g->at + 1);
    if (g->at + 1 >= g->end || !same_blanks(g, g->at) || next->kind == TYPED_UNIT)
        return false;
    l->chained = l->fraction > 0 && l->fraction >= l->product;
    if (l->fraction && l->chained)
        undo_fraction(g);
    l->left = token_at(g, g->at)->blank && !l->fraction ? l->term : l->product;
    l->divided = g->at++;
    l->lines++;
    g->wants = true;
    return true;
}

/* ":" divides numbers; after a word's number or a letter it is punctuation. */
static bool divides(const grammar *g, size_t at)
{
    typed_kind left = kind_at(g, at - 1), right = kind_at(g, at + 1);
    bool numbers = (left == TYPED_NUMBER || left == TYPED_CLOSE || left == TYPED_UNIT || left == TYPED_BLANK_SPACE) &&
                   (right == TYPED_NUMBER || right == TYPED_OPEN || right == TYPED_BLANK_SPACE);
    if (!numbers || !same_blanks(g, at) || at + 1 >= g->end)
        return false;
    bool label =
        at == g->begin + 1 && g->begin && kind_at(g, g->begin - 1) == TYPED_BREAK && token_at(g, g->begin)->blank;
    return !label || !text_is_letter(text_decode(g->tokens->text + token_at(g, g->begin - 1)->begin, 4, &(size_t){0}));
}

/* A relation; typed "A = …" with nothing but a space to write in says little. */
static void note_relation(grammar *g, size_t at)
{
    const typed_token *t = token_at(g, at);
    typed_kind left = kind_at(g, at - 1), right = kind_at(g, at + 1);
    bool blank = right == TYPED_BLANK_SPACE || right == TYPED_DOTS || left == TYPED_BLANK_SPACE || left == TYPED_DOTS;
    if (t->point == '=' && (t->end - t->begin) == 1)
        note(g, blank ? TYPED_EQUALS_BLANK : TYPED_EQUALS);
    else if (t->point == '<' || t->point == '>')
        note(g, t->strong ? TYPED_STRONG_SIGN : TYPED_COMPARES);
    else if (t->point == '/')
        note(g, kind_at(g, top(g)->product) == TYPED_NUMBER ? TYPED_HYPHEN : TYPED_PARALLEL);
    else
        note(g, t->strong ? TYPED_STRONG_SIGN : TYPED_RELATES);
}

static bool read_operator(grammar *g)
{
    level *l = top(g);
    size_t at = g->at;
    typed_kind kind = kind_at(g, at);
    const typed_token *t = token_at(g, at);
    if (t->mark != TYPED_LINE)
        return false;
    if (kind == TYPED_SIGN) {
        if (!t->blank && at + 1 < g->end && token_at(g, at + 1)->blank)
            return false;
        note_sign(g, at);
    } else if (kind == TYPED_TIMES) {
        if (t->point == 0xB7 && t->blank && kind_at(g, at - 1) != TYPED_LETTER && kind_at(g, at + 1) != TYPED_NUMBER)
            return false;
        note_times(g, at);
    }
    else if (kind == TYPED_COLON) {
        if (!divides(g, at))
            return false;
        note(g, t->blank ? TYPED_DIVIDED : TYPED_HYPHEN);
    } else if (kind == TYPED_SET)
        note(g, TYPED_STRONG_SIGN);
    else if (kind == TYPED_SLASH)
        return read_slash(g);
    else {
        if ((t->point == '<' || t->point == '>') && !same_blanks(g, at))
            return false;
        note_relation(g, at);
        g->now.relations++;
    }
    l->lines++;
    l->fraction = 0;
    l->divided = 0;
    l->chained = false;
    g->at++;
    g->wants = true;
    l->factor = l->product = g->at;
    l->term = kind == TYPED_TIMES && t->point != 0xF7 && t->point != '*' ? l->term : g->at;
    return true;
}

static bool read_separator(grammar *g)
{
    level *l = top(g);
    if (!g->depth || (first_byte(g, g->at) == ',' && g->at + 1 < g->end && !token_at(g, g->at + 1)->blank &&
                      kind_at(g, g->at + 1) == TYPED_NUMBER && kind_at(g, g->at - 1) == TYPED_NUMBER))
        return false;
    l->separators++;
    l->commas += first_byte(g, g->at) == ',';
    l->fraction = 0;
    g->at++;
    g->wants = true;
    l->term = l->factor = l->product = g->at;
    return true;
}

/* Whether a raised character follows a token at once. */
static bool is_raised(const grammar *g, size_t at)
{
    return at + 1 < g->end && (kind_at(g, at) == TYPED_LETTER || kind_at(g, at) == TYPED_LETTERS) && joined(g, at + 1) &&
           (token_at(g, at + 1)->mark == TYPED_UPPER || kind_at(g, at + 1) == TYPED_POWER);
}

/* A letter over a blank is a factor where a power shows it: "½ m v²". */
static bool is_spaced_factor(const grammar *g)
{
    return g->now.relations && (is_raised(g, g->at) || (kind_at(g, g->at) == TYPED_LETTER && is_raised(g, g->at + 1)));
}

/* Operands side by side: "2x", "3(x + 1)", "f(x)", "2 cos x"; a blank parts what is no bracket or function. */
static bool read_beside(grammar *g)
{
    const typed_token *t = token_at(g, g->at);
    typed_kind before = kind_at(g, g->at - 1);
    bool letter = before == TYPED_LETTER || before == TYPED_PRIME || before == TYPED_FUNCTION;
    bool bracket = t->kind == TYPED_OPEN && first_byte(g, g->at) == '(';
    if (t->kind == TYPED_UNIT || t->kind == TYPED_NUMBER || t->kind == TYPED_BLANK_SPACE || t->kind == TYPED_CLOSE ||
        t->kind == TYPED_BAR || t->kind == TYPED_SIGN || t->kind == TYPED_DOTS)
        return false;
    bool applied = bracket && !t->blank &&
                   (letter || g->tokens->at[g->at - 1].mark != TYPED_LINE || g->tokens->at[g->at - 1].ends);
    if (t->blank && t->kind != TYPED_FUNCTION && !is_spaced_factor(g) && !(bracket && before == TYPED_NUMBER && g->now.evidence))
        return false;
    if (t->kind == TYPED_OPEN && !bracket)
        return false;
    if (applied) {
        undo_fraction(g);
        return open_level(g, g->at, letter, false);
    }
    if (before == TYPED_POINTS && bracket)
        return false;
    bool unit = before == TYPED_NUMBER && t->kind == TYPED_LETTER && strchr("mgLlshVAWNJKt", first_byte(g, g->at));
    note(g, unit ? TYPED_MEASURE : TYPED_JUXTAPOSED);
    return read_operand(g, true);
}

static bool step(grammar *g)
{
    typed_kind kind = kind_at(g, g->at);
    if (g->wants)
        return read_operand(g, false);
    switch ((int)kind) {
    case TYPED_CLOSE:
    case TYPED_BAR: return close_level(g);
    case TYPED_SEPARATOR: return read_separator(g);
    case TYPED_SIGN:
    case TYPED_TIMES:
    case TYPED_SET:
    case TYPED_COLON:
    case TYPED_SLASH:
    case TYPED_RELATION: return read_operator(g);
    case TYPED_OPEN:
        if (g->depth && g->levels[g->depth].separators && first_byte(g, g->at) == '[' && closes(g, top(g), g->at))
            return close_level(g);
        return read_beside(g);
    default: return read_beside(g);
    }
}

/* Takes the relation at the end in where a line ends after it: "3 + 4 =". */
static void take_relation(grammar *g)
{
    size_t at = g->best.end;
    if (g->best.end > g->best.begin && g->best.evidence && kind_at(g, at) == TYPED_RELATION &&
        first_byte(g, at) == '=' && kind_at(g, at + 1) == TYPED_NEWLINE)
        g->best.end++;
}

typed_reading typed_read(typed_tokens *tokens, size_t begin)
{
    grammar g = {.tokens = tokens, .begin = begin, .at = begin, .wants = true};
    g.end = begin + TOKENS_MOST < tokens->count ? begin + TOKENS_MOST : tokens->count;
    g.now = g.best = (typed_reading){.begin = begin, .end = begin};
    bool leading = begin < g.end && kind_at(&g, begin) == TYPED_RELATION;
    g.at += leading;
    g.levels[0].term = g.levels[0].factor = g.levels[0].product = g.at;
    while (g.at < g.end && kind_at(&g, g.at) != TYPED_NEWLINE && kind_at(&g, g.at) != TYPED_BREAK && step(&g))
        if (!g.depth && !g.wants) {
            g.now.end = g.at;
            g.best = g.now;
        }
    take_relation(&g);
    g.best.touched = g.at;
    return g.best;
}
