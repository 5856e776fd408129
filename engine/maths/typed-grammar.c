/* The grammar of typed formulas. From a token on it reads the longest formula, left to right, brackets on a stack of its
 * own, and marks the tokens up as TeX on its way: "a/b" becomes a fraction where both sides are one operand, what a
 * bracket, a root or a script holds gets braces.
 *
 *     formula  = operand { (operator | relation | juxtaposition) operand } [ relation, where the line ends ]
 *     operand  = [sign] (number [unit] | letters | function operand | root operand | bracket formula {separator formula}
 *                bracket) { power | index | prime } */
#include "typed-grammar.h"

#include "base/text.h"

#include <string.h>

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
    g->levels[++g->depth] = (level){
        .open = open, .term = open + 1, .factor = open + 1, .product = open + 1, .applied = applied, .root = root};
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
    else if (left == TYPED_UNIT)
        note(g, TYPED_PLUS_MEASURES);
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
    l->chained |= l->fraction > 0;
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

/* Whether an operand is a number as such, perhaps with its unit: no power, no index. */
static bool is_value(const grammar *g, size_t at)
{
    const typed_token *t = token_at(g, at);
    return (t->kind == TYPED_NUMBER || t->kind == TYPED_UNIT || t->kind == TYPED_PERCENT) && t->mark == TYPED_LINE &&
           !t->before[0];
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
        if (t->blank && !same_blanks(g, at) && is_value(g, at - 1) && kind_at(g, at + 1) == TYPED_NUMBER)
            return false; /* "10 -20", "4-2=2 -2": two numbers, two calculations */
        note_sign(g, at);
    } else if (kind == TYPED_TIMES) {
        if (t->point == 0xB7 && t->blank && kind_at(g, at - 1) != TYPED_LETTER && kind_at(g, at + 1) != TYPED_NUMBER)
            return false;
        note_times(g, at);
    } else if (kind == TYPED_COLON) {
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
    return at + 1 < g->end && (kind_at(g, at) == TYPED_LETTER || kind_at(g, at) == TYPED_LETTERS) &&
           joined(g, at + 1) && (token_at(g, at + 1)->mark == TYPED_UPPER || kind_at(g, at + 1) == TYPED_POWER);
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
    bool spaced = bracket && t->blank && before == TYPED_LETTER && strchr("fghuvpPF", first_byte(g, g->at - 1)) &&
                  kind_at(g, g->at + 1) != TYPED_POINTS && kind_at(g, g->at + 2) == TYPED_CLOSE &&
                  kind_at(g, g->at + 3) == TYPED_RELATION;
    if (spaced)
        return open_level(g, g->at, true, false);
    bool applied = bracket && !t->blank &&
                   (letter || g->tokens->at[g->at - 1].mark != TYPED_LINE || g->tokens->at[g->at - 1].ends);
    if (t->blank && t->kind != TYPED_FUNCTION && !is_spaced_factor(g) &&
        !(bracket && before == TYPED_NUMBER && g->now.evidence))
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
    grammar g;
    g.tokens = tokens;
    g.begin = g.at = g.ends = begin;
    g.depth = 0;
    g.wants = true;
    g.function = false;
    g.levels[0] = (level){.open = begin};
    g.end = begin + TOKENS_MOST < tokens->count ? begin + TOKENS_MOST : tokens->count;
    g.now = g.best = (typed_reading){.begin = begin, .end = begin};
    bool leading = begin < g.end && kind_at(&g, begin) == TYPED_RELATION;
    g.at += leading;
    if (leading && begin && first_byte(&g, begin) == '=') /* a line that goes on */
        note(&g, TYPED_EQUALS);
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
