/* How sure it is that a reading is a formula. Each kind of sign speaks for it on its own: the doubt that all of them
 * leave is the product of the doubts that each leaves. What stands around takes or gives some of it. */
#include "typed-inside.h"

#include "base/text.h"

#include <string.h>

#define BIT(evidence) ((uint64_t)1 << (evidence))

/* Hundredths by which a kind of sign alone makes sure. */
static const uint8_t weights[TYPED_EVIDENCES] = {
    [TYPED_EQUALS] = 72,        [TYPED_EQUALS_BLANK] = 45,    [TYPED_COMPARES] = 70,
    [TYPED_RELATES] = 20,       [TYPED_PARALLEL] = 75,        [TYPED_STRONG_SIGN] = 85,
    [TYPED_ROOTED] = 85,        [TYPED_PLUS_NUMBERS] = 68,    [TYPED_PLUS_SMALL] = 60,
    [TYPED_PLUS_CAPITALS] = 35, [TYPED_MINUS] = 45,           [TYPED_HYPHEN] = 15,
    [TYPED_STAR] = 55,          [TYPED_LETTER_TIMES] = 66,    [TYPED_CLOSE_TIMES] = 30,
    [TYPED_DIVIDED] = 62,       [TYPED_FRACTION] = 64,        [TYPED_BARE_FRACTION] = 50,
    [TYPED_PLUS_MEASURES] = 50, [TYPED_LETTER_FRACTION] = 35, [TYPED_CAPITAL_FRACTION] = 20,
    [TYPED_MARK_FRACTION] = 30, [TYPED_JUXTAPOSED] = 35,      [TYPED_POWERED] = 85,
    [TYPED_NUMBER_POWER] = 40,  [TYPED_INDEXED] = 75,         [TYPED_DIGIT_INDEX] = 15,
    [TYPED_APPLIED] = 66,       [TYPED_CAPITAL_APPLIED] = 40, [TYPED_NAMED_FUNCTION] = 45,
    [TYPED_COORDINATES] = 66,   [TYPED_INTERVAL] = 80,        [TYPED_BRACES] = 75,
    [TYPED_SEGMENT] = 64,       [TYPED_LINE_NAME] = 35,       [TYPED_MEASURE] = 5,
    [TYPED_GREEK] = 25,         [TYPED_ACCENT] = 30,
};

/* Kinds that things which are no formulas have as well: what stands around decides. */
static const uint64_t weak =
    BIT(TYPED_PLUS_NUMBERS) | BIT(TYPED_PLUS_SMALL) | BIT(TYPED_PLUS_CAPITALS) | BIT(TYPED_MINUS) | BIT(TYPED_HYPHEN) |
    BIT(TYPED_LETTER_TIMES) | BIT(TYPED_CLOSE_TIMES) | BIT(TYPED_DIVIDED) | BIT(TYPED_FRACTION) |
    BIT(TYPED_BARE_FRACTION) | BIT(TYPED_PLUS_MEASURES) | BIT(TYPED_LETTER_FRACTION) | BIT(TYPED_CAPITAL_FRACTION) |
    BIT(TYPED_MARK_FRACTION) | BIT(TYPED_JUXTAPOSED) | BIT(TYPED_MEASURE) | BIT(TYPED_DIGIT_INDEX) |
    BIT(TYPED_LINE_NAME) | BIT(TYPED_SEGMENT) | BIT(TYPED_STAR) | BIT(TYPED_CAPITAL_APPLIED) | BIT(TYPED_NUMBER_POWER);

static const uint64_t geometry = BIT(TYPED_SEGMENT) | BIT(TYPED_LINE_NAME) | BIT(TYPED_APPLIED) |
                                 BIT(TYPED_CAPITAL_APPLIED) | BIT(TYPED_DIGIT_INDEX) | BIT(TYPED_INDEXED) |
                                 BIT(TYPED_INTERVAL);

/* What a token says as a word. */
static typed_hint hint_at(const typed_tokens *tokens, size_t at, bool before)
{
    typed_token *t = &tokens->at[at];
    const char *text = tokens->text + t->begin;
    size_t size = t->end - t->begin;
    if (!t->hints[before]) {
        bool word = t->kind != TYPED_NEWLINE && text_is_letter(text_decode(text, size, &(size_t){0}));
        t->hints[before] = (uint8_t)(1 + (word ? typed_hint_of(text, size, before) : TYPED_NO_HINT));
    }
    return (typed_hint)(t->hints[before] - 1);
}

/* The word beside a reading: before it over a point, a degree sign ("n° 3") or a preposition. */
static typed_hint hint_beside(const typed_tokens *tokens, size_t at, bool before)
{
    static const char passed[] = ". : ° º à de en un une d' l'";
    char word[8];
    if (at >= tokens->count)
        return TYPED_NO_HINT;
    const typed_token *t = &tokens->at[at];
    size_t size = t->end - t->begin;
    typed_hint hint = hint_at(tokens, at, before);
    if (!before || !at || hint != TYPED_NO_HINT || size >= sizeof word)
        return hint;
    memcpy(word, tokens->text + t->begin, size);
    word[size] = '\0';
    hint = text_in_list(passed, word) ? hint_at(tokens, at - 1, true) : TYPED_NO_HINT;
    return hint == TYPED_HINT_COUNT || hint == TYPED_HINT_GEOMETRY ? hint : TYPED_NO_HINT;
}

/* Words around, on the same line, that speak of mathematics or of grammar. */
static bool said_around(const typed_tokens *tokens, const typed_reading *r, typed_hint hint)
{
    enum { WINDOW = 12 };
    for (size_t i = 0, at = r->begin; i < WINDOW && at-- > 0 && tokens->at[at].kind != TYPED_NEWLINE; i++)
        if (hint_at(tokens, at, true) == hint)
            return true;
    for (size_t i = 0, at = r->end; i < WINDOW && at < tokens->count && tokens->at[at].kind != TYPED_NEWLINE; i++, at++)
        if (hint_at(tokens, at, false) == hint)
            return true;
    return false;
}

/* "x = x + 1" has no solution: it is a program's line. */
static bool assigns_itself(const typed_tokens *tokens, const typed_reading *r)
{
    const typed_token *t = tokens->at + r->begin;
    if (r->end - r->begin != 5 || t[1].kind != TYPED_RELATION || t[3].kind != TYPED_SIGN || t[4].kind != TYPED_NUMBER)
        return false;
    size_t size = t[0].end - t[0].begin;
    return t[2].end - t[2].begin == size && memcmp(tokens->text + t[0].begin, tokens->text + t[2].begin, size) == 0;
}

/* Whether a token goes on what a reading begins or ends with, no blank between: a word, a path, a program's line. */
static bool goes_on(const typed_tokens *tokens, const typed_token *t)
{
    const char *text = tokens->text + t->begin;
    size_t size = t->end - t->begin, length;
    uint32_t point = text_decode(text, size, &length);
    switch ((int)t->kind) {
    case TYPED_NEWLINE:
    case TYPED_OPEN:
    case TYPED_CLOSE:
    case TYPED_SEPARATOR:
    case TYPED_COLON:
    case TYPED_DOTS:
    case TYPED_PRIME:
    case TYPED_FACTORIAL:
    case TYPED_BLANK_SPACE: return false;
    case TYPED_BREAK: return text_is_letter(point) || text_is_digit(point) || strchr("@#$&~=\\`", *text) != NULL;
    default: return true;
    }
}

/* Whether a reading is a piece of something longer: "W3C", "CEDAW/SP", "n.next". */
static bool torn(const typed_tokens *tokens, const typed_reading *r)
{
    const typed_token *first = &tokens->at[r->begin], *next = r->end < tokens->count ? &tokens->at[r->end] : NULL;
    const char *text = tokens->text;
    if (next && !next->blank) {
        bool point =
            text[next->begin] == '.' && r->end + 1 < tokens->count && !next[1].blank && next[1].kind != TYPED_NEWLINE;
        if (point || goes_on(tokens, next))
            return true;
    }
    if (first->blank || !r->begin)
        return false;
    return text[first[-1].end - 1] == '.' || (text[first->begin] == '[' && first[-1].kind != TYPED_BREAK) ||
           (goes_on(tokens, first - 1) && !(first[-1].kind == TYPED_BREAK && strchr("'\x99", text[first[-1].end - 1])));
}

/* Whether nothing but a label stands before a reading on its line, and nothing but punctuation after it. */
static bool is_alone(const typed_tokens *tokens, const typed_reading *r)
{
    size_t before = 0, at = r->begin;
    for (; at > 0 && tokens->at[at - 1].kind != TYPED_NEWLINE && before <= 2; at--, before++) {
        const typed_token *t = &tokens->at[at - 1];
        if ((t->kind == TYPED_BREAK || t->kind == TYPED_POINTS || t->kind == TYPED_NAME) && t->end - t->begin > 1)
            return false;
    }
    at = r->end + (r->end < tokens->count && tokens->at[r->end].end - tokens->at[r->end].begin == 1 &&
                   strchr(".;,?", tokens->text[tokens->at[r->end].begin]));
    return before <= 2 && (at >= tokens->count || tokens->at[at].kind == TYPED_NEWLINE);
}

/* "3/4" alone is as often a mark, a date or a part of a series: what stands around must speak for a fraction. */
static bool is_share(const typed_tokens *tokens, const typed_reading *r)
{
    return is_alone(tokens, r) || (r->begin && hint_at(tokens, r->begin - 1, true) == TYPED_HINT_SHARE) ||
           (r->end < tokens->count && hint_at(tokens, r->end, false) == TYPED_HINT_SHARE);
}

/* "while x < 10:", "if (a > b) {": a program's line. */
static bool is_condition(const typed_tokens *tokens, const typed_reading *r)
{
    if (!r->begin || r->end >= tokens->count || !strchr(":{", tokens->text[tokens->at[r->end].begin]))
        return false;
    const typed_token *t = &tokens->at[r->begin - 1];
    const char *word = tokens->text + t->begin;
    return text_is(word, t->end - t->begin, "while") || text_is(word, t->end - t->begin, "if") ||
           text_is(word, t->end - t->begin, "elif");
}

/* "55 min = 1 séance": a measure that is said to be a number of other things. */
static bool counts_things(const typed_tokens *tokens, const typed_reading *r)
{
    const typed_token *t = tokens->at + r->begin;
    bool name =
        r->end - r->begin == 3 && t[1].kind == TYPED_RELATION && t[2].kind == TYPED_NUMBER && r->end < tokens->count;
    if (name && t[0].kind != TYPED_NUMBER) /* "VRAI = 1 point" */
        return hint_at(tokens, r->end, false) == TYPED_HINT_COUNT;
    return r->end - r->begin == 4 && t[0].kind == TYPED_NUMBER && t[1].kind == TYPED_UNIT &&
           t[2].kind == TYPED_RELATION && r->end < tokens->count && t[4].kind == TYPED_BREAK && t[4].blank;
}

/* "w x y": letters of a list, or points, with the letter x among them. It is "times" between letters only where the
 * formula has a number, a bracket, a relation or a space to write in as well. */
static bool lists_letters(const typed_tokens *tokens, const typed_reading *r)
{
    if (!(r->evidence & (BIT(TYPED_LETTER_TIMES) | BIT(TYPED_CLOSE_TIMES))))
        return false;
    for (size_t i = r->begin; i < r->end; i++) {
        typed_kind kind = tokens->at[i].kind;
        if (kind == TYPED_NUMBER || kind == TYPED_OPEN || kind == TYPED_RELATION || kind == TYPED_BLANK_SPACE)
            return false;
    }
    return true;
}

/* Whether a reading says a number or a quantity: a sign alone, between two spaces to write in, stays what it is. */
static bool has_operand(const typed_tokens *tokens, const typed_reading *r)
{
    for (size_t at = r->begin; at < r->end; at++)
        if (tokens->at[at].kind >= TYPED_NUMBER && tokens->at[at].kind <= TYPED_FUNCTION)
            return true;
    return false;
}

unsigned typed_weigh(const typed_tokens *tokens, const typed_reading *r)
{
    double doubt = 1;
    if (!(r->evidence & ~BIT(TYPED_MEASURE)) || !has_operand(tokens, r) || lists_letters(tokens, r) ||
        assigns_itself(tokens, r) || is_condition(tokens, r))
        return 0;
    for (size_t i = 0; i < TYPED_EVIDENCES; i++)
        if (r->evidence & BIT(i))
            doubt *= 1 - weights[i] / 100.0;
    typed_hint before = r->begin ? hint_beside(tokens, r->begin - 1, true) : TYPED_NO_HINT;
    typed_hint after = hint_beside(tokens, r->end, false);
    if (before == TYPED_HINT_GEOMETRY && (r->evidence & geometry))
        doubt *= 0.4;
    bool name = !(r->evidence & ~(BIT(TYPED_LINE_NAME) | BIT(TYPED_DIGIT_INDEX)));
    if (!name && doubt > 0.1 && said_around(tokens, r, TYPED_HINT_MATHS))
        doubt *= 0.6;
    if (!(r->evidence & ~(BIT(TYPED_BARE_FRACTION) | BIT(TYPED_MEASURE))) && is_share(tokens, r))
        doubt *= 0.7;
    double sure = 1 - doubt;
    bool only_weak = !(r->evidence & ~weak);
    if (only_weak && (before == TYPED_HINT_COUNT || after == TYPED_HINT_COUNT))
        sure *= 0.4;
    bool strong = r->evidence & BIT(TYPED_STRONG_SIGN);
    if (!strong && said_around(tokens, r, TYPED_HINT_GRAMMAR))
        sure *= 0.6;
    if (!strong && said_around(tokens, r, TYPED_HINT_CODE))
        sure *= 0.5;
    bool times = !(r->evidence & ~(BIT(TYPED_LETTER_TIMES) | BIT(TYPED_MEASURE)));
    const typed_token *next = r->end < tokens->count ? &tokens->at[r->end] : NULL;
    if (counts_things(tokens, r) || (times && next && next->kind == TYPED_BREAK && next->end - next->begin > 2))
        sure *= 0.7;
    if (torn(tokens, r))
        sure *= 0.5;
    return (unsigned)(sure * 100);
}
