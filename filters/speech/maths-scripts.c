/* Powers, indices, limits and marks above or below. */
#include "filters/speech/maths-elements.h"

#include "base/text.h"
#include "language/numbers.h"

#include <string.h>

static bool is_one_of(const term *t, const char *const *tokens)
{
    for (; t && t->token && *tokens; tokens++)
        if (strcmp(t->token, *tokens) == 0)
            return true;
    return false;
}

/* Whether an exponent is "-1". */
static bool is_inverse(const term *t)
{
    return t->kind == TERM_THING && t->whole && !t->traits && (text_ends(t->words, " 1") || text_ends(t->words, " un"));
}

/* Keeps of a base what lets it be applied, multiplied and written off after a script. */
static term *keep(term *made, const term *base, unsigned traits)
{
    if (!made)
        return NULL;
    made->traits |= base->traits | traits;
    made->group = base->group;
    made->distinct = base->distinct;
    made->applied = base->applied || (base->kind == TERM_NAME && base->token && strchr("fgh", *base->token));
    made->functions = base->functions;
    if (base->kind == TERM_FUNCTION)
        made->kind = TERM_FUNCTION;
    return made;
}

/* A prime after a name; feet and inches after a number. */
static term *say_prime(formula *f, term *base, const term *mark)
{
    static const char *const keys[][2] = {{"feet", "foot"}, {"inches", "inch"}};
    bool twice = term_is(mark, "″");
    term *word = (term *)mark;
    if (base->kind == TERM_NUMBER && !term_is(mark, "‴"))
        word = term_new(f, TERM_AFTER, formula_words(f, keys[twice][base->whole && base->value == 1]));
    term *made = keep(term_from(f, "two words", base, word, NULL), base, 0);
    if (made) {
        made->token = twice ? "″" : mark->token;
        made->inner = base;
    }
    return made;
}

/* "au carré" and so on; a long exponent has its end said. */
static term *say_power(formula *f, const term *base, const term *power)
{
    unsigned traits = power->traits;
    bool small = power->whole && power->kind == TERM_NUMBER && (power->value == 2 || power->value == 3);
    bool lengthy = traits & (HAS_EXPONENT | HAS_FENCE | HAS_FRACTION) ||
                   ((traits & HAS_POWER) && (traits & HAS_SIGN)) ||
                   (f->wishes->school && traits & (HAS_SIGN | HAS_OVER)) || f->wishes->verbose;
    char key[] = "power 2";
    key[6] = (char)('0' + (small ? power->value : 0));
    term *made = term_from(f, small ? key : lengthy ? "exponent" : "power", base, power, NULL);
    return keep(made, base, small ? HAS_POWER : HAS_EXPONENT);
}

/* A unit's power: "mètres carré" as the peers of ClearSpeak say it. */
static term *say_unit_power(formula *f, const term *base, const term *power)
{
    static const char *const keys[] = {"square unit", "cube unit"};
    term *made;
    if (is_inverse(power))
        made = term_from(f, "inverse unit", base, NULL, NULL);
    else if (power->whole && (power->value == 2 || power->value == 3))
        made = term_from(f, "two words", base, term_new(f, TERM_TEXT, formula_words(f, keys[power->value - 2])), NULL);
    else
        return say_power(f, base, power);
    if (made) {
        made->kind = TERM_UNIT;
        made->row = base->row;
        made->token = is_inverse(power) ? "inverse" : NULL;
    }
    return made;
}

/* A set of numbers with a script: ℝ², ℤ⁺, ℕ*. */
static term *say_set_power(formula *f, const term *base, const term *power)
{
    const char *key = term_is(power, "+")                          ? "positive"
                      : term_is(power, "-") || term_is(power, "−") ? "negative set"
                      : term_is(power, "*") || term_is(power, "∗") ? "star"
                                                                   : NULL;
    if (!key && power->whole) {
        buffer words = BUFFER_EMPTY;
        number_cardinal(&words, power->value, f->words->language, false);
        power = term_new(f, TERM_TEXT, buffer_string(&words));
        buffer_free(&words);
    }
    term *made = key ? term_from(f, "two words", base, term_new(f, TERM_TEXT, formula_words(f, key)), NULL)
                     : term_from(f, "set power", term_new(f, TERM_NAME, base->row[2]), power, NULL);
    if (made)
        made->row = base->row;
    return made;
}

static term *in_degrees(formula *f, const term *base)
{
    term *made = term_from(f, base->whole && base->value == 1 ? "one degree" : "degrees", base, NULL, NULL);
    if (made)
        made->token = "degrees";
    return made;
}

static term *say_above(formula *f, term *base, const term *above)
{
    static const char *const primes[] = {"′", "'", "″", "‴", "''", NULL};
    static const char *const degrees[] = {"°", "∘", "o", NULL};
    if (above->kind == TERM_AFTER && is_one_of(above, primes))
        return say_prime(f, base, above);
    if (base->kind == TERM_NUMBER && is_one_of(above, degrees))
        return in_degrees(f, base);
    if (base->kind == TERM_UNIT)
        return say_unit_power(f, base, above);
    if (base->row && base->kind == TERM_NAME && strcmp(base->row[1], "set") == 0)
        return say_set_power(f, base, above);
    bool function = base->kind == TERM_FUNCTION ||
                    (base->token && base->kind == TERM_NAME && strchr("fgh", *base->token)) || base->applied;
    if (function && is_inverse(above)) {
        term *made = keep(term_from(f, "inverse", base, NULL, NULL), base, 0);
        if (made)
            made->distinct = true;
        return made;
    }
    return say_power(f, base, above);
}

/* A bar with a condition below it: "f(x)|x=5". */
static term *evaluated(formula *f, const term *below)
{
    term *made = term_from(f, "evaluated at", below, NULL, NULL);
    if (made)
        made->token = "evaluated";
    return made;
}

static term *say_below(formula *f, term *base, const term *below)
{
    bool logarithm = base->kind == TERM_FUNCTION && term_is(base, "log");
    term *made;
    if (base->kind == TERM_BAR)
        return evaluated(f, below);
    if (base->row && base->kind == TERM_NAME && strcmp(base->row[1], "set") == 0 && below->whole && !below->value)
        return term_from(f, "two words", base, term_new(f, TERM_TEXT, formula_words(f, "with zero")), NULL);
    bool line = base->kind == TERM_NAME && term_is(base, "d") && below->whole; /* the line (d1) is "d un" */
    if (line)
        return keep(term_from(f, "two words", base, below, NULL), base, HAS_INDEX);
    made = keep(term_from(f, logarithm ? "base" : "index", base, below, NULL), base, HAS_INDEX);
    if (made && logarithm)
        made->distinct = true;
    return made;
}

term *scripts_say(formula *f, term *base, term *below, term *above)
{
    if (!base || (!below && !above))
        return base;
    if (base->kind == TERM_BIG)
        return limits_say(f, base, below, above);
    term *made = below && below->kind != TERM_INVISIBLE ? say_below(f, base, below) : base;
    return made && above && above->kind != TERM_INVISIBLE ? say_above(f, made, above) : made;
}

/* ---- Above and below ---- */

static const struct mark_row {
    const char *mark, *key;
} marks[] = {
    {"→", "vector"},    {"⃗", "vector"},    {"⟶", "vector"},      {"¯", "bar"},         {"‾", "bar"},
    {"̅", "bar"},        {"_", "bar"},      {"−", "bar"},         {"―", "bar"},         {"^", "hat"},
    {"ˆ", "hat"},       {"̂", "hat"},       {"~", "tilde above"}, {"˜", "tilde above"}, {"̃", "tilde above"},
    {"˙", "dot above"}, {"̇", "dot above"}, {".", "dot above"},   {"⏜", "arc above"},   {"⌒", "arc above"},
};

/* A mark above: a vector, an angle, a segment, a mean. */
static term *say_mark(formula *f, const term *base, const term *above)
{
    for (size_t i = 0; above->token && i < sizeof marks / sizeof *marks; i++) {
        if (strcmp(marks[i].mark, above->token) != 0)
            continue;
        const char *key = marks[i].key;
        if (strcmp(key, "bar") == 0 && term_points(base) == 2)
            key = "segment";
        if (strcmp(key, "hat") == 0 && term_points(base) == 3)
            key = "angle above";
        term *made = term_from(f, key, base, NULL, NULL);
        if (made && strcmp(key, "bar") == 0 && base->kind == TERM_NUMBER && base->whole) {
            made->token = "repeated";
            made->inner = (term *)base;
        }
        return made;
    }
    return NULL;
}

/* A sum, an integral, a limit with what stands below and above it. */
static term *say_big(formula *f, const term *base, const term *below, const term *above)
{
    bool integral = text_begins(base->token ? base->token : "", "∫") || term_is(base, "∮");
    bool limit = term_is(base, "lim") || term_is(base, "max") || term_is(base, "min") || term_is(base, "sup") ||
                 term_is(base, "inf");
    const char *key = limit      ? (term_is(base, "lim") ? "limit" : "big below")
                      : integral ? "integral from to"
                                 : "big from to";
    if (!limit && !(below && above))
        key = below ? "big under" : "big over";
    term *made = term_from(f, key, base, below, above);
    if (made) {
        made->kind = TERM_BIG;
        made->traits = HAS_BIG;
        made->vulgar = true;
    }
    return made;
}

term *limits_say(formula *f, term *base, term *below, term *above)
{
    if (!base || (!below && !above))
        return base;
    if (term_is(base, "∩") || term_is(base, "∪"))
        base = term_new(f, TERM_BIG, formula_words(f, term_is(base, "∩") ? "⋂" : "⋃"));
    if (base && base->kind == TERM_BIG)
        return say_big(f, base, below, above);
    if (base && base->kind == TERM_SIGN && above && !below && term_is(base, "="))
        return term_from(f, "defined", base, above, NULL);
    term *made = base && above && !below ? say_mark(f, base, above) : NULL;
    if (!made)
        made = term_from(f,
                         above && below ? "under and above"
                         : above        ? "above"
                                        : "under",
                         base, below ? below : above, above);
    if (made)
        made->applied = false;
    return made;
}
