/* A row of a formula in words: fences become groups, innermost first; then functions find what they apply to, and what
 * stands side by side is a product, a mixed number or a quantity. */
#include "filters/speech/maths-terms.h"

#include "base/text.h"

#include <string.h>

/* A row while its fences are matched. */
typedef struct stack {
    term **terms;
    size_t count;
    size_t open; /* place of the last fence that is open, from 1; 0 for none */
} stack;

static bool is_token(const term *t, const char *token)
{
    return t && t->token && strcmp(t->token, token) == 0;
}

/* Whether a term can stand before an operator: not an operator itself, nor what opens. */
static bool is_operand(const term *t)
{
    return t && t->kind != TERM_SIGN && t->kind != TERM_OPEN && t->kind != TERM_INVISIBLE && t->kind != TERM_BIG;
}

/* Whether what a group holds is so short that its parentheses need not be said. */
static bool is_short(const term *t)
{
    return !(t->traits & ~(unsigned)HAS_INDEX) || (t->vulgar && t->traits == HAS_OVER);
}

/* ---- Saying a run without fences ---- */

typedef struct run {
    formula *f;
    term **items;
    size_t count, at;
    buffer words;
    unsigned traits;
    const term *before; /* the item said last */
    bool product_said;
} run;

static void say_word(run *r, const char *word)
{
    if (r->words.size && *word)
        buffer_byte(&r->words, ' ');
    buffer_text(&r->words, word);
}

static const term *ahead(const run *r)
{
    size_t next = r->at + 1;
    while (next < r->count && r->items[next]->kind == TERM_INVISIBLE)
        next++;
    return next < r->count ? r->items[next] : NULL;
}

/* Whether an invisible sign stands between an item and the next: U+2061 applies a function, U+2062 multiplies. */
static bool joined_by(const run *r, const char *sign)
{
    return r->at + 1 < r->count && is_token(r->items[r->at + 1], sign);
}

static bool is_minus(const term *t)
{
    return is_token(t, "-") || is_token(t, "−");
}

/* Whether a letter before a group is the name of a function: it says so, or is f, g or h, or the group holds one name
 * or number, or several with commas between: "a (0)", but "x (y + z)" is a product. */
static bool is_function(const run *r, const term *t, const term *next)
{
    if (!next || !next->group || !next->inner || joined_by(r, "\u2062"))
        return false;
    if (joined_by(r, "\u2061") || t->applied)
        return true;
    if (t->kind != TERM_NAME || !t->token || (next->token && *next->token != '('))
        return false;
    bool one = next->inner->kind == TERM_NAME || next->inner->kind == TERM_NUMBER;
    bool negative = next->inner->kind == TERM_THING && !next->inner->traits && !next->inner->items;
    return strchr("fgh", t->token[0]) || one || (negative && next->inner->whole) || (next->inner->traits & HAS_COMMA);
}

/* The argument of a function without its parentheses where it is short. */
static const char *argument(const term *group)
{
    return group->group && group->inner && is_short(group->inner) ? group->inner->words : group->words;
}

static unsigned argument_traits(const term *group)
{
    return group->group && group->inner && is_short(group->inner) ? group->inner->traits & HAS_INDEX : group->traits;
}

/* Says a function and what it applies to; moves past both. */
static bool say_application(run *r, const term *t)
{
    const term *next = ahead(r);
    bool named = t->kind == TERM_FUNCTION, letter = !named && is_function(r, t, next);
    if (!named && !letter)
        return false;
    say_word(r, t->words);
    bool argued = next && is_operand(next) && next->kind != TERM_CLOSE && next->kind != TERM_AFTER;
    if (argued) {
        unsigned traits = argument_traits(next);
        bool of = letter || t->distinct || (traits & (HAS_FENCE | HAS_FRACTION | HAS_SIGN | HAS_COMMA));
        if (of)
            say_word(r, formula_words(r->f, "of"));
        say_word(r, next->kind == TERM_FUNCTION ? "" : argument(next));
        r->traits |= traits;
        if (next->kind != TERM_FUNCTION)
            while (r->at + 1 < r->count && r->items[r->at] != next)
                r->at++;
    }
    r->traits |= t->traits;
    r->before = next && argued && next->kind != TERM_FUNCTION ? next : t;
    r->product_said = false;
    return true;
}

/* Says what joins an item to the one before: nothing, "fois" beside a group, "et" in a mixed number. */
static void say_joint(run *r, const term *t)
{
    const term *before = r->before;
    if (!is_operand(before) || !is_operand(t) || t->kind == TERM_AFTER || t->kind == TERM_BAR ||
        before->kind == TERM_BAR)
        return;
    if (before->kind == TERM_NUMBER && before->whole && t->traits == HAS_OVER && !t->group)
        say_word(r, formula_words(r->f, "with fraction"));
    else if ((before->group || t->group) && before->kind != TERM_TEXT && t->kind != TERM_TEXT &&
             before->kind != TERM_FUNCTION)
        say_word(r, formula_words(r->f, "times"));
}

static void say_sign(run *r, const term *t)
{
    bool prefix = !is_operand(r->before);
    bool negative = prefix && is_minus(t) && !is_minus(ahead(r)) && !is_minus(r->before) && ahead(r);
    say_word(r, negative ? formula_words(r->f, "negative") : t->words);
    if (is_token(t, ",") || is_token(t, ";"))
        r->traits |= HAS_COMMA;
    else if (!negative)
        r->traits |= HAS_SIGN;
}

/* Whether a quantity's number asks for the plural of a unit. */
static bool is_plural(const formula *f, const term *number)
{
    if (!number || number->kind != TERM_NUMBER)
        return true;
    bool french = f->words->language[0] == 'f';
    return !number->whole || (french ? number->value != 1 : number->value != 1);
}

static void say_item(run *r, const term *t)
{
    if (t->kind == TERM_INVISIBLE)
        return;
    if (t->kind == TERM_SIGN)
        say_sign(r, t);
    else if (t->kind == TERM_BIG && !t->vulgar) {
        const term *of =
            term_from(r->f, is_token(t, "∑") || !t->token || (unsigned char)*t->token >= 0x80 ? "big" : "limit of", t,
                      NULL, NULL);
        say_word(r, of ? of->words : "");
        r->traits |= HAS_BIG;
    } else if (say_application(r, t))
        return;
    else {
        say_joint(r, t);
        bool singular = (t->kind == TERM_UNIT || is_token(t, "°")) && !is_plural(r->f, r->before);
        bool degree = singular && t->kind == TERM_AFTER;
        say_word(r, degree                                       ? formula_words(r->f, "degree")
                    : singular && t->row                         ? t->row[1]
                    : t->group && t->inner && is_short(t->inner) ? t->inner->words
                                                                 : t->words);
        r->traits |= t->group && t->inner && is_short(t->inner) ? t->inner->traits & HAS_INDEX : t->traits;
    }
    r->before = t;
}

/* A run of items as one term. One item alone stays what it is. */
static term *say_run(formula *f, term **items, size_t count)
{
    if (count == 1 && items[0]->kind != TERM_BIG)
        return items[0];
    run r = {.f = f, .items = items, .count = count};
    for (r.at = 0; r.at < count; r.at++)
        say_item(&r, items[r.at]);
    term *said = term_new(f, TERM_THING, buffer_string(&r.words));
    if (said) {
        said->traits = r.traits;
        said->whole = count == 2 && is_minus(items[0]) && !r.traits;
        said->empty_row = count == 0;
    }
    buffer_free(&r.words);
    return said;
}

/* ---- Fences ---- */

/* The content of braces with "such that" in the middle, or NULL. */
static term *say_set(formula *f, term **items, size_t count)
{
    for (size_t i = 1; i + 1 < count; i++)
        if (items[i]->kind == TERM_BAR || is_token(items[i], "∣") || is_token(items[i], ":"))
            return term_from(f, "set of", say_run(f, items, i), say_run(f, items + i + 1, count - i - 1), NULL);
    return term_from(f, "set", say_run(f, items, count), NULL, NULL);
}

/* A group in words: a set, an absolute value, a matrix, else its fences around its content. */
static term *say_group(formula *f, const term *open, term **items, size_t count, const term *close)
{
    term *inner = say_run(f, items, count), *said;
    bool table = inner && inner->table;
    if (table)
        return table_say(f, inner, open->token);
    if (is_token(open, "{") && is_token(close, "}"))
        said = say_set(f, items, count);
    else if (open->kind == TERM_BAR)
        said = term_from(f,
                         is_token(open, "‖")                 ? "norm"
                         : inner && inner->traits & HAS_SIGN ? "absolute long"
                                                             : "absolute",
                         inner, NULL, NULL);
    else {
        term around[3] = {*open, inner ? *inner : *open, *close};
        buffer words = BUFFER_EMPTY;
        for (int i = 0; i < 3; i++)
            buffer_format(&words, "%s%s", i && *around[i].words ? " " : "", around[i].words);
        said = term_new(f, TERM_THING, buffer_string(&words));
        buffer_free(&words);
    }
    if (!said)
        return NULL;
    said->kind = TERM_THING;
    said->group = true;
    said->token = open->token;
    bool fence = open->kind != TERM_BAR && !is_token(open, "{");
    said->inner = fence ? inner : NULL;
    said->traits = fence ? HAS_FENCE | (inner ? inner->traits & (HAS_POWER | HAS_EXPONENT) : 0) : HAS_ROOT;
    return said;
}

/* Makes a group of what stands after place `open` of the stack (from 1), with the fence that closes it. */
static void reduce(formula *f, stack *s, const term *close)
{
    size_t at = s->open - 1;
    term *open = s->terms[at];
    s->open = (size_t)open->value;
    term *group = say_group(f, open, s->terms + at + 1, s->count - at - 1, close);
    s->count = at;
    if (group)
        s->terms[s->count++] = group;
}

/* Whether a bar closes: the fence that is open is such a bar, with an operand before this one. */
static bool bar_closes(const stack *s, const term *bar)
{
    const term *open = s->open ? s->terms[s->open - 1] : NULL;
    return open && open->kind == TERM_BAR && is_token(open, bar->token) && s->count > s->open &&
           is_operand(s->terms[s->count - 1]);
}

static void push(stack *s, term *t, bool opens)
{
    if (opens) {
        t->value = s->open;
        s->open = s->count + 1;
    }
    s->terms[s->count++] = t;
}

/* Bars of a kind that are still to come in a row, this one among them. */
static bool has_partner(const term *bar)
{
    for (const term *t = bar->next; t; t = t->next)
        if (t->kind == TERM_BAR && is_token(t, bar->token))
            return true;
    return false;
}

/* Puts an item on the stack, or closes a group with it. */
static void shift(formula *f, stack *s, term *t, bool *paired)
{
    const term *open = s->open ? s->terms[s->open - 1] : NULL;
    if (t->kind == TERM_BAR && bar_closes(s, t))
        reduce(f, s, t);
    else if (t->kind == TERM_CLOSE && open && open->kind == TERM_OPEN)
        reduce(f, s, t);
    else if (t->kind == TERM_BAR) {
        bool prefix = !s->count || !is_operand(s->terms[s->count - 1]) || s->count == s->open;
        *paired = *paired && has_partner(t);
        push(s, t, *paired && (prefix || !(open && is_token(open, "{"))));
    } else
        push(s, t, t->kind == TERM_OPEN);
}

term *row_say(formula *f, term *row)
{
    if (!row || row->kind != TERM_ROW)
        return row;
    size_t count = 0;
    for (const term *t = row->items; t; t = t->next)
        count++;
    stack s = {.terms = arena_alloc(f->pool, (count + 1) * sizeof(term *))};
    bool paired = true;
    if (!s.terms)
        return NULL;
    for (term *t = row->items, *next; t; t = next) {
        next = t->next;
        shift(f, &s, t, &paired);
    }
    bool cases = s.count == 2 && is_token(s.terms[0], "{") && s.terms[1]->table;
    return cases ? table_say(f, s.terms[1], "{") : say_run(f, s.terms, s.count);
}
