/* Compiles the rows of the tables of graphemes. The signs of a row stand at the head of dictionaries/fr/graphemes.tsv. */
#include "language/rules.h"

#include "base/text.h"
#include "language/lexicon.h"

#include <string.h>

enum { CONTEXT_SETS = 14, GROUPS = 6, ALTERNATIVES = 64, CONTEXTS_MOST = 400 };

static const letter_set edges = LETTERS_EDGES;
static const uint32_t they = WORD_VERB | WORD_THIRD | WORD_PLURAL;
static const uint32_t one = WORD_NOUN | WORD_SINGULAR;

typedef struct word_set {
    const char *name;
    uint32_t class;
} word_set;

static const word_set classes[] = {
    {"adj", WORD_ADJECTIVE},      {"adv", WORD_ADVERB},
    {"conj", WORD_CONJUNCTION},   {"dét", WORD_DETERMINER},
    {"inf", WORD_INFINITIVE},     {"interj", WORD_INTERJECTION},
    {"nom", WORD_NOUN},           {"num", WORD_NUMERAL},
    {"pp", WORD_PAST_PARTICIPLE}, {"ppr", WORD_PRESENT_PARTICIPLE},
    {"pron", WORD_PRONOUN},       {"propre", WORD_NAME},
    {"prép", WORD_PREPOSITION},   {"verbe", WORD_VERB},
};

/* A run of sets in the order of the row. */
typedef struct sequence {
    letter_set sets[CONTEXT_SETS];
    uint8_t size;
} sequence;

/* A side of a row: groups, each of which is read in one of its alternatives. */
typedef struct side {
    sequence groups[GROUPS][ALTERNATIVES];
    uint8_t alternatives[GROUPS];
    uint8_t count;
} side;

/* ---- Reading a row ----------------------------------------------------------------------------------------------- */

/* The set that one sign stands for. */
static letter_set set_of(uint32_t point)
{
    if (point == 'V')
        return letters_vowels;
    if (point == 'C')
        return letters_consonants;
    if (point == '^')
        return edges;
    if (point == '$')
        return edges &
               ~LETTER_BIT(LETTER_APOSTROPHE); /* what stands before an apostrophe is sounded: "l'", "aujourd'hui" */
    if (point == '.')
        return letters_vowels | letters_consonants;
    return LETTER_BIT(letter_code(point));
}

/* Reads "[aeiou]" or "[^aeiou]" after its bracket. What is excluded leaves the edges in. */
static letter_set read_set(const char **at)
{
    letter_set set = 0;
    bool excluded = **at == '^' && (*at)[1] != ']';
    *at += excluded;
    while (**at && **at != ']')
        set |= set_of(text_next(at));
    *at += **at == ']';
    return excluded ? (edges | letters_vowels | letters_consonants) & ~set : set;
}

static bool append(sequence *s, letter_set set)
{
    if (s->size == CONTEXT_SETS)
        return false;
    s->sets[s->size++] = set;
    return true;
}

static letter_set read_element(const char **at)
{
    uint32_t point = text_next(at);
    return point == '[' ? read_set(at) : set_of(point);
}

/* A new group of one alternative, or NULL where there are too many. */
static sequence *new_group(side *s)
{
    if (s->count == GROUPS)
        return NULL;
    s->alternatives[s->count] = 1;
    s->groups[s->count][0].size = 0;
    return s->groups[s->count++];
}

/* Reads "{est|id}" after its brace as a new group. */
static bool read_group(side *s, const char **at)
{
    sequence *alternatives = new_group(s);
    uint8_t *count = &s->alternatives[s->count - 1];
    if (!alternatives)
        return false;
    while (**at && **at != '}') {
        if (**at == '?')
            return false;
        if (**at == '|') {
            if (*count == ALTERNATIVES)
                return false;
            alternatives[(*count)++].size = 0;
            ++*at;
        } else if (!append(&alternatives[*count - 1], read_element(at)))
            return false;
    }
    *at += **at == '}';
    return true;
}

/* Reads a side up to `end`; false where it is too long. */
static bool read_side(side *s, const char *text, const char *end)
{
    sequence *plain = NULL;
    s->count = 0;
    while (text < end) {
        if (*text == '{') {
            text++;
            plain = NULL;
            if (!read_group(s, &text))
                return false;
            continue;
        }
        letter_set set = read_element(&text);
        bool optional = text < end && *text == '?';
        if ((optional || !plain) && !(plain = new_group(s)))
            return false;
        if (!append(plain, set))
            return false;
        if (optional) {
            s->groups[s->count - 1][1].size = 0;
            s->alternatives[s->count - 1] = 2;
            plain = NULL;
            text++;
        }
    }
    return true;
}

/* ---- Keeping it -------------------------------------------------------------------------------------------------- */

/* An array that has grown to hold one more, or NULL; room doubles, and the pool keeps what is left behind. */
static void *grown(arena *pool, void *old, size_t count, size_t size)
{
    if (count && (count & (count - 1)))
        return old;
    void *new = arena_alloc(pool, (count ? count * 2 : 1) * size);
    if (new &&count)
        memcpy(new, old, count * size);
    return new;
}

static bool keep_set(arena *pool, grapheme_rules *r, letter_set set)
{
    letter_set *sets = grown(pool, r->sets, r->set_count, sizeof *sets);
    if (!sets)
        return false;
    r->sets = sets;
    r->sets[r->set_count++] = set;
    return true;
}

/* Keeps one way to read a side: the alternative of each group that `choice` names. */
static bool keep_context(arena *pool, grapheme_rules *r, const side *s, const uint8_t choice[GROUPS], bool backwards)
{
    context *contexts = grown(pool, r->contexts, r->context_count, sizeof *contexts);
    if (!contexts)
        return false;
    r->contexts = contexts;
    context *c = &r->contexts[r->context_count++];
    *c = (context){.first = (uint32_t)r->set_count};
    for (uint8_t i = 0; i < s->count; i++) {
        uint8_t group = backwards ? (uint8_t)(s->count - 1 - i) : i;
        const sequence *q = &s->groups[group][choice[group]];
        for (uint8_t k = 0; k < q->size; k++)
            if (!keep_set(pool, r, q->sets[backwards ? q->size - 1 - k : k]))
                return false;
        c->size = (uint8_t)(c->size + q->size);
    }
    return c->size <= LETTERS_MARGIN;
}

/* Keeps all the ways to read a side, and the union of what the nearest letter may be. */
static bool keep_side(arena *pool, grapheme_rules *r, const side *s, bool backwards, uint8_t *count,
                      letter_set *nearest)
{
    uint8_t choice[GROUPS] = {0};
    *count = 0;
    *nearest = s->count ? 0 : ~(letter_set)0;
    for (unsigned ways = 0, group = 0; s->count && group < s->count; ways++) {
        if (ways == UINT8_MAX || !keep_context(pool, r, s, choice, backwards))
            return false;
        const context *c = &r->contexts[r->context_count - 1];
        *nearest |= c->size ? r->sets[c->first] : ~(letter_set)0;
        ++*count;
        for (group = 0; group < s->count && ++choice[group] == s->alternatives[group]; group++)
            choice[group] = 0;
    }
    return true;
}

static const char *keep_sound(arena *pool, grapheme_rules *r, const char *sound, size_t size)
{
    for (size_t i = 0; i < r->sound_count; i++)
        if (text_is(sound, size, r->sounds[i]))
            return r->sounds[i];
    if (r->sound_count == RULE_SOUNDS)
        return NULL;
    return r->sounds[r->sound_count++] = arena_copy(pool, sound, size);
}

/* Reads "nom,adj?" into a rule: "?" says that a word of unknown class will do. */
static bool read_classes(grapheme_rule *rule, const char *text)
{
    if (strcmp(text, "-") == 0)
        return true;
    while (*text) {
        size_t size = strcspn(text, ",?"), i = 0;
        while (i < sizeof classes / sizeof *classes && !text_is(text, size, classes[i].name))
            i++;
        if (i < sizeof classes / sizeof *classes)
            rule->class |= classes[i].class;
        else if (text_is(text, size, "ils"))
            rule->all = they;
        else if (text_is(text, size, "singulier"))
            rule->all = one;
        else
            return false;
        text += size;
        rule->unknown |= *text == '?';
        text += strspn(text, ",?");
    }
    return true;
}

bool rules_add(arena *pool, grapheme_rules *r, const char *row, const char *class_names)
{
    const char *open = strchr(row, '('), *equals = open ? strchr(open, '=') : NULL;
    const char *close = equals ? strchr(equals, ')') : NULL;
    grapheme_rule *rules = r->count < RULES_MOST ? grown(pool, r->rules, r->count, sizeof *rules) : NULL;
    side before, after;
    if (!close || !rules)
        return false;
    r->rules = rules;
    grapheme_rule *new = &r->rules[r->count++];
    *new = (grapheme_rule){.contexts = (uint32_t)r->context_count};
    for (const char *at = open + 1; at < equals;) {
        if (new->size == RULE_LETTERS)
            return false;
        new->letters[new->size++] = read_element(&at);
    }
    new->sound = keep_sound(pool, r, equals + 1, (size_t)(close - equals - 1));
    return new->size &&new->sound &&read_classes(new, class_names) && read_side(&before, row, open) &&
           read_side(&after, close + 1, close + 1 + strlen(close + 1)) &&
           keep_side(pool, r, &before, true, &new->before, &new->previous) &&
           keep_side(pool, r, &after, false, &new->after, &new->next);
}

/* ---- The index --------------------------------------------------------------------------------------------------- */

/* Puts every rule into the bucket of each pair of letters that it may begin with: counts only where `order` is NULL. */
static void fill(const grapheme_rules *r, uint32_t ends[64 * 64], uint16_t *order)
{
    for (size_t i = 0; i < r->count; i++) {
        const grapheme_rule *rule = &r->rules[i];
        letter_set second = rule->size > 1 ? rule->letters[1] : rule->next;
        for (unsigned a = 0; a < 64; a++)
            for (unsigned b = 0; rule->letters[0] >> a & 1 && b < 64; b++)
                if (second >> b & 1) {
                    if (order)
                        order[ends[a * 64 + b]] = (uint16_t)i;
                    ends[a * 64 + b]++;
                }
    }
}

bool rules_index(arena *pool, grapheme_rules *r)
{
    uint32_t *ends = arena_alloc(pool, 64 * 64 * sizeof *ends), total = 0;
    if (!ends)
        return false;
    fill(r, ends, NULL);
    for (size_t i = 0; i < 64 * 64; i++) {
        r->buckets[i] = total;
        total += ends[i];
        ends[i] = r->buckets[i];
    }
    r->buckets[64 * 64] = total;
    r->order = arena_alloc(pool, (total ? total : 1) * sizeof *r->order);
    if (!r->order)
        return false;
    fill(r, ends, r->order);
    return true;
}
