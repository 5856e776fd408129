/* A run of terms without fences in words: functions find what they apply to, and what stands side by side is a product, a
 * mixed number or a quantity. */
#include "filters/speech/maths-terms.h"

#include "base/text.h"

#include <string.h>

typedef struct run {
    formula *f;
    term **items;
    size_t count, at;
    buffer words;
    unsigned traits;
    const term *before; /* the item said last */
    bool degrees;       /* were said: primes after them are minutes and seconds */
} run;

static void say_word(run *r, const char *word)
{
    if (r->words.size && *word)
        buffer_byte(&r->words, ' ');
    buffer_text(&r->words, word);
}

static void say_key(run *r, const char *key)
{
    say_word(r, formula_words(r->f, key));
}

/* The next item that is visible, or NULL. */
static const term *ahead(const run *r)
{
    size_t next = r->at + 1;
    while (next < r->count && r->items[next]->kind == TERM_INVISIBLE)
        next++;
    return next < r->count ? r->items[next] : NULL;
}

static void move_to(run *r, const term *item)
{
    while (r->at + 1 < r->count && r->items[r->at] != item)
        r->at++;
}

/* Whether an invisible sign stands between an item and the next: U+2061 applies a function, U+2062 multiplies. */
static bool joined_by(const run *r, const char *sign)
{
    return r->at + 1 < r->count && term_is(r->items[r->at + 1], sign);
}

static bool is_minus(const term *t)
{
    return term_is(t, "-") || term_is(t, "−");
}

static bool is_capital(const term *t)
{
    return t && t->kind == TERM_NAME && t->token && t->token[0] >= 'A' && t->token[0] <= 'Z' && !t->token[1];
}

/* Whether a group's parentheses are left out. */
static bool is_bare(const run *r, const term *t)
{
    return !r->f->wishes->verbose && t->group && t->inner && term_is_short(t->inner);
}

/* ---- What has a way of its own; each says whether it was that ---- */

typedef bool sayer(run *r, const term *t);

static bool say_invisible(run *r, const term *t)
{
    (void)r;
    return t->kind == TERM_INVISIBLE;
}

/* An operator or a relation; a minus with nothing to take from makes negative. */
static bool say_sign(run *r, const term *t)
{
    if (t->kind != TERM_SIGN)
        return false;
    const term *next = ahead(r);
    bool prefix = !term_is_operand(r->before);
    bool negative = prefix && is_minus(t) && next && !is_minus(next) && !is_minus(r->before);
    say_word(r, negative ? formula_words(r->f, "negative") : t->words);
    if (term_is(t, ",") || term_is(t, ";"))
        r->traits |= HAS_COMMA;
    else if (!negative)
        r->traits |= HAS_SIGN;
    r->before = t;
    return true;
}

/* A sum, a product, a limit; unions and intersections where they have nothing before them. */
static bool say_big(run *r, const term *t)
{
    bool sets = (term_is(t, "∩") || term_is(t, "∪")) && !term_is_operand(r->before) && ahead(r);
    const char *name = term_is(t, "∩") ? formula_words(r->f, "⋂") : formula_words(r->f, "⋃");
    if (t->kind != TERM_BIG && !sets)
        return false;
    bool letters = t->token && *t->token >= 'a' && *t->token <= 'z';
    const term *word = sets ? term_new(r->f, TERM_BIG, name) : t;
    const term *of = t->vulgar ? t : term_from(r->f, letters ? "limit of" : "big", word, NULL, NULL);
    say_word(r, of ? of->words : "");
    r->traits |= HAS_BIG;
    r->before = of;
    return true;
}

/* "m∠ABC" is a measure, "ΔDEF" a triangle. */
static bool say_geometry(run *r, const term *t)
{
    const term *next = ahead(r);
    bool measure = term_is(t, "m") && term_is(next, "∠") && !(r->before && r->before->kind == TERM_NUMBER);
    bool triangle = (term_is(t, "Δ") || term_is(t, "△")) && is_capital(next) && !term_is_operand(r->before);
    if (!measure && !triangle)
        return false;
    say_key(r, measure ? "measure of angle" : "triangle");
    if (measure)
        move_to(r, next);
    r->before = r->items[r->at];
    return true;
}

/* Adds digits one by one; a decimal sign is "virgule" in schools, "point" in ClearSpeak. */
static void add_digits(const run *r, const char *digits, buffer *out)
{
    for (; *digits; digits++) {
        char digit[2] = {*digits, 0};
        bool sign = *digits == '.' || *digits == ',';
        buffer_text(out, out->size ? " " : "");
        if (sign)
            buffer_text(out, formula_words(r->f, r->f->wishes->school && r->f->words->language[0] == 'f' ? "," : "."));
        else
            reading_number(out, digit, 1, &r->f->numbers, false);
    }
}

/* A decimal number whose last digits repeat, below a bar: "0,333". */
static bool say_repeated(run *r, const term *t)
{
    size_t at = r->at + 1;
    const term *sign =
        at < r->count && (term_is(r->items[at], ".") || term_is(r->items[at], ",")) ? r->items[at++] : NULL;
    const term *bar = at < r->count ? r->items[at] : NULL;
    if (t->kind != TERM_NUMBER || !term_is(bar, "repeated") || (!sign && !strpbrk(t->token, ".,")))
        return false;
    buffer whole = BUFFER_EMPTY, repeated = BUFFER_EMPTY;
    add_digits(r, t->token, &whole);
    bool comma = r->f->words->language[0] == 'f';
    buffer_format(&whole, "%s%s", sign ? " " : "", sign ? formula_words(r->f, comma ? "," : ".") : "");
    add_digits(r, bar->inner->token, &repeated);
    const term *said = term_from(r->f, strlen(bar->inner->token) == 1 ? "repeated one" : "repeated",
                                 term_new(r->f, TERM_TEXT, buffer_string(&whole)),
                                 term_new(r->f, TERM_TEXT, buffer_string(&repeated)), NULL);
    say_word(r, said ? said->words : "");
    move_to(r, bar);
    r->before = t;
    buffer_free(&whole);
    buffer_free(&repeated);
    return true;
}

/* A currency before its number is said after it. */
static bool say_currency(run *r, const term *t)
{
    const term *next = ahead(r);
    bool sign = term_is(t, "$") || term_is(t, "€") || term_is(t, "£");
    if (t->kind != TERM_UNIT || !sign || !next || next->kind != TERM_NUMBER ||
        (r->before && r->before->kind == TERM_NUMBER))
        return false;
    say_word(r, next->words);
    say_word(r, t->words);
    move_to(r, next);
    r->before = t;
    return true;
}

/* A prime after degrees: minutes and seconds. */
static bool say_minutes(run *r, const term *t)
{
    bool second = term_is(t, "″");
    if (!r->degrees || !t->inner || t->group || (!second && !term_is(t, "′")))
        return false;
    bool one = t->inner->whole && t->inner->value == 1;
    say_word(r, t->inner->words);
    say_key(r, second ? (one ? "second" : "seconds") : one ? "minute" : "minutes");
    r->before = t;
    return true;
}

/* A bar that closes nothing: "3 | 6". */
static bool say_bar(run *r, const term *t)
{
    if (t->kind != TERM_BAR || !term_is_operand(r->before) || !ahead(r))
        return false;
    say_key(r, "divides");
    r->traits |= HAS_SIGN;
    r->before = NULL;
    return true;
}

/* Whether what stands before a group is a function: it says so by U+2061, or is f, g or h or made of them, or a letter
 * before one name or number, or several with commas: "a (0)"; but "x (y + z)" is a product. */
static bool is_function(const run *r, const term *t, const term *next)
{
    if (!next || !next->group || !next->inner || joined_by(r, "\u2062") || (next->token && *next->token != '('))
        return false;
    bool one = next->inner->kind == TERM_NAME || next->inner->kind == TERM_NUMBER;
    if (joined_by(r, "\u2061") || t->applied || t->functions)
        return true;
    if (t->kind == TERM_THING && !t->group && (t->traits & HAS_INDEX))
        return one && next->inner->kind == TERM_NAME;
    if (t->kind != TERM_NAME || !t->token)
        return false;
    bool negative = next->inner->kind == TERM_THING && next->inner->whole;
    bool probability = r->f->wishes->school && term_is(t, "P");
    return strchr("fgh", *t->token) || probability || one || negative || (next->inner->traits & HAS_COMMA);
}

/* A function and what it applies to. */
static bool say_application(run *r, const term *t)
{
    const term *next = ahead(r);
    bool named = t->kind == TERM_FUNCTION, letter = !named && is_function(r, t, next);
    if (!named && !letter)
        return false;
    say_word(r, t->words);
    r->traits |= t->traits;
    bool argued = next && term_is_operand(next) && next->kind != TERM_CLOSE && next->kind != TERM_AFTER;
    if (argued && next->kind != TERM_FUNCTION) {
        bool bare = is_bare(r, next);
        unsigned traits = next->vulgar ? 0 : bare ? next->inner->traits & HAS_INDEX : next->traits;
        if (letter || t->distinct || (traits & (HAS_FENCE | HAS_FRACTION | HAS_SIGN | HAS_COMMA | HAS_TABLE)))
            say_key(r, "of");
        say_word(r, bare ? next->inner->words : next->words);
        r->traits |= traits;
        move_to(r, next);
    } else if (argued && t->distinct)
        say_key(r, "of");
    r->before = t;
    return true;
}

/* Whether the number said last asks for the plural of a unit. */
static bool is_plural(const run *r)
{
    const term *number = r->before;
    return !number || number->kind != TERM_NUMBER || !number->whole || number->value != 1;
}

/* A unit after "/", after another: "km/h". */
static bool say_per(run *r, const term *t)
{
    const term *next = ahead(r);
    bool slash = t->kind == TERM_SIGN && (term_is(t, "/") || term_is(t, "∕")) && r->before && r->before->row;
    if (!slash || !next || !next->token || (r->before->kind != TERM_UNIT && !r->before->columns))
        return false;
    const char *const *row = word_find(r->f->words->units, next->token, strlen(next->token));
    if (!row)
        return false;
    say_key(r, "per");
    say_word(r, row[1]);
    move_to(r, next);
    r->before = next;
    return true;
}

/* A unit after its number, or after another unit; degrees. */
static bool say_unit(run *r, const term *t)
{
    bool degree = term_is(t, "°") && t->kind == TERM_AFTER;
    bool written = t->kind == TERM_NAME && t->row && t->columns && term_is_operand(r->before) &&
                   r->before->kind != TERM_NAME && !r->before->group;
    if (t->kind != TERM_UNIT && !degree && !written)
        return false;
    bool plural = is_plural(r), per = r->before && r->before->kind == TERM_UNIT && term_is(t, "inverse");
    if (per) {
        say_key(r, "per");
        say_word(r, t->row ? t->row[1] : "");
    } else if (degree)
        say_word(r, plural ? t->words : formula_words(r->f, "degree"));
    else
        say_word(r, t->row && !term_is(t, "inverse") && (written || !plural) ? t->row[plural ? 2 : 1] : t->words);
    r->degrees |= degree;
    r->before = t;
    return true;
}

/* What joins an item to the one before: nothing, "fois" beside a group, "et" in a mixed number. */
static void say_joint(run *r, const term *t)
{
    const term *before = r->before;
    if (!term_is_operand(before) || !term_is_operand(t) || t->kind == TERM_AFTER || t->kind == TERM_BAR)
        return;
    if (before->kind == TERM_NUMBER && before->whole && t->traits == HAS_OVER && !t->group)
        say_key(r, "with fraction");
    else if ((before->group || t->group) && before->kind != TERM_TEXT && t->kind != TERM_TEXT &&
             before->kind != TERM_FUNCTION && !term_is(t, "evaluated"))
        say_key(r, "times");
}

/* Anything else. After "est un" the names of sets lose their article, as in the peers' ClearSpeak. */
static bool say_plain(run *r, const term *t)
{
    const char *words = is_bare(r, t) ? t->inner->words : t->words;
    say_joint(r, t);
    if (t->row && term_is(r->before, "∈") && text_begins(words, "les "))
        words += 4;
    say_word(r, words);
    r->traits |= is_bare(r, t) ? t->inner->traits & HAS_INDEX : t->traits;
    r->degrees |= term_is(t, "degrees");
    r->before = t;
    return true;
}

static sayer *const sayers[] = {say_invisible, say_repeated, say_big, say_per,         say_sign, say_geometry,
                                say_currency,  say_minutes,  say_bar, say_application, say_unit, say_plain};

/* Whether all items are units, or all names among them those of functions. */
static bool all_are(term *const *items, size_t count, bool units)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        const term *t = items[i];
        if (units ? t->kind != TERM_UNIT && t->kind != TERM_INVISIBLE
                  : t->kind != TERM_SIGN && !(t->kind == TERM_NAME && t->token && strchr("fgh", *t->token)))
            return false;
        any |= units || t->kind == TERM_NAME;
    }
    return any;
}

term *run_say(formula *f, term **items, size_t count)
{
    if (count == 1 && items[0]->kind != TERM_BIG)
        return items[0];
    run r = {.f = f, .items = items, .count = count};
    for (r.at = 0; r.at < count; r.at++)
        for (size_t i = 0; i < sizeof sayers / sizeof *sayers && !sayers[i](&r, items[r.at]); i++)
            continue;
    term *said = term_new(f, TERM_THING, buffer_string(&r.words));
    if (said) {
        said->traits = r.traits;
        said->whole = count == 2 && is_minus(items[0]) && items[1]->whole;
        said->functions = all_are(items, count, false);
        if (all_are(items, count, true))
            said->kind = TERM_UNIT;
    }
    buffer_free(&r.words);
    return said;
}
