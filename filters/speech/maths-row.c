/* A row of a formula in words: fences become groups, innermost first, and what is left is a run. */
#include "filters/speech/maths-terms.h"

#include "base/text.h"

#include <string.h>

/* A row while its fences are matched. */
typedef struct stack {
    term **terms;
    size_t count;
    size_t open; /* place of the last fence that is open, from 1; 0 for none */
} stack;

bool term_is(const term *t, const char *token)
{
    return t && t->token && strcmp(t->token, token) == 0;
}

bool term_is_operand(const term *t)
{
    return t && t->kind != TERM_SIGN && t->kind != TERM_OPEN && t->kind != TERM_INVISIBLE && t->kind != TERM_BIG;
}

unsigned term_points(const term *t)
{
    unsigned count = 0;
    for (const char *from = t->words; *from;) {
        uint32_t point = text_next(&from);
        if (text_is_upper(point))
            count++;
        else if (point != ' ')
            return 0;
    }
    return count;
}

bool term_is_short(const term *t)
{
    return !(t->traits & ~(unsigned)HAS_INDEX) || (t->vulgar && t->traits == HAS_OVER);
}

/* ---- Fences ---- */

/* The content of braces with "such that" in the middle, or NULL. */
static term *say_set(formula *f, term **items, size_t count)
{
    for (size_t i = 1; i + 1 < count; i++)
        if (items[i]->kind == TERM_BAR || term_is(items[i], "∣") || term_is(items[i], ":"))
            return term_from(f, "set of", run_say(f, items, i), run_say(f, items + i + 1, count - i - 1), NULL);
    return term_from(f, "set", run_say(f, items, count), NULL, NULL);
}

/* Names of points between fences, as schools write a line, a segment or a half-line; NULL where it is none. */
static term *say_points(formula *f, const term *open, const term *inner, const term *close)
{
    static const char *const keys[][3] = {{"(", ")", "straight line"},
                                          {"[", "]", "segment"},
                                          {"[", ")", "half-line"},
                                          {"(", "]", "half-line"}};
    if (!f->wishes->school || !inner || term_points(inner) != 2)
        return NULL;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (term_is(open, keys[i][0]) && term_is(close, keys[i][1]))
            return term_from(f, keys[i][2], inner, NULL, NULL);
    return NULL;
}

static bool is_bracket(const term *t)
{
    return term_is(t, "[") || term_is(t, "]");
}

static bool is_separator(const term *t)
{
    return term_is(t, ";") || term_is(t, ",");
}

/* Whether a bracket opens an interval, as schools write it ("[0;1[", "]a;b["): nothing that it could close or belong to
 * stands before, and a separator stands before the next bracket. */
static bool opens_interval(const formula *f, const stack *s, const term *bracket)
{
    if (!f->wishes->school || !is_bracket(bracket) || (s->count && term_is_operand(s->terms[s->count - 1])))
        return false;
    bool separated = false;
    const term *t = bracket->next;
    for (; t && !is_bracket(t); t = t->next)
        separated |= is_separator(t);
    return separated && t;
}

/* An interval by its ends, and which of them belong to it. */
static term *say_interval(formula *f, const term *open, term **items, size_t count, const term *close)
{
    static const char *const keys[2][2] = {{"interval open", "interval left open"},
                                           {"interval right open", "interval closed"}};
    size_t middle = 0;
    while (middle < count && !is_separator(items[middle]))
        middle++;
    if (middle == count)
        return NULL;
    const char *key = keys[term_is(open, "[")][term_is(close, "]")];
    return term_from(f, key, run_say(f, items, middle), run_say(f, items + middle + 1, count - middle - 1), NULL);
}

/* A group in words: a set, an absolute value, a matrix, else its fences around its content. */
static term *say_group(formula *f, const term *open, term **items, size_t count, const term *close)
{
    term *inner = run_say(f, items, count), *said;
    bool table = inner && inner->table;
    if (open->interval && (said = say_interval(f, open, items, count, close)) != NULL)
        return said;
    if (table)
        return table_say(f, inner, open->token);
    if ((said = say_points(f, open, inner, close)) != NULL)
        return said;
    if (term_is(open, "{") && term_is(close, "}"))
        said = say_set(f, items, count);
    else if (open->kind == TERM_BAR)
        said = term_from(f,
                         term_is(open, "‖")                  ? "norm"
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
    bool fence = open->kind != TERM_BAR && !term_is(open, "{");
    said->inner = fence ? inner : NULL;
    said->functions = inner && inner->functions;
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
    return open && open->kind == TERM_BAR && term_is(open, bar->token) && s->count > s->open &&
           term_is_operand(s->terms[s->count - 1]);
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
        if (t->kind == TERM_BAR && term_is(t, bar->token))
            return true;
    return false;
}

/* Puts an item on the stack, or closes a group with it. */
static void shift(formula *f, stack *s, term *t, bool *paired)
{
    const term *open = s->open ? s->terms[s->open - 1] : NULL;
    if (open && open->interval && is_bracket(t))
        reduce(f, s, t);
    else if (opens_interval(f, s, t)) {
        t->interval = true;
        push(s, t, true);
    } else if (t->kind == TERM_BAR && bar_closes(s, t))
        reduce(f, s, t);
    else if (t->kind == TERM_CLOSE && open && open->kind == TERM_OPEN)
        reduce(f, s, t);
    else if (t->kind == TERM_BAR) {
        bool prefix = !s->count || !term_is_operand(s->terms[s->count - 1]) || s->count == s->open;
        *paired = *paired && has_partner(t);
        push(s, t, *paired && (prefix || !(open && term_is(open, "{"))));
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
    if (s.count >= 2 && s.open == s.count - 1 && term_is(s.terms[s.count - 2], "{") && s.terms[s.count - 1]->table) {
        term *cases = table_say(f, s.terms[s.count - 1], "{");
        s.count--;
        s.terms[s.count - 1] = cases ? cases : s.terms[s.count];
    }
    return run_say(f, s.terms, s.count);
}
