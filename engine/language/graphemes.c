/* Matches the rules from left to right: at each letter, the first row of the tables whose letters and contexts fit. */
#include "language/graphemes.h"

#include "language/rules.h"
#include "language/sounds.h"
#include "language/words.h"

#include <string.h>

static bool add_table(arena *pool, grapheme_rules *r, const word_table *table)
{
    const char *const *row;
    for (size_t i = 0; (row = word_row(table, i)); i++)
        if (!rules_add(pool, r, row[0], row[1]))
            return false;
    return true;
}

const grapheme_rules *graphemes_compile(arena *pool)
{
    grapheme_rules *r = arena_alloc(pool, sizeof *r);
    bool whole =
        r && add_table(pool, r, &words_fr_families) && add_table(pool, r, &words_fr_graphemes) && rules_index(pool, r);
    return whole ? r : NULL;
}

/* Whether one of `count` contexts fits the letters that begin at `at` and go on by `step`. */
static bool fits(const grapheme_rules *r, uint32_t first, uint8_t count, const uint8_t *at, int step)
{
    for (uint8_t i = 0; i < count; i++) {
        const context *c = &r->contexts[first + i];
        const letter_set *set = r->sets + c->first;
        uint8_t k = 0;
        for (const uint8_t *letter = at; k < c->size && *set >> *letter & 1; k++, set++)
            letter += step;
        if (k == c->size)
            return true;
    }
    return count == 0;
}

static bool rule_fits(const grapheme_rules *r, const grapheme_rule *rule, const uint8_t *at, word_class class)
{
    if (!(rule->previous >> at[-1] & 1) || !(rule->next >> at[rule->size] & 1))
        return false;
    for (uint8_t i = 2; i < rule->size; i++)
        if (!(rule->letters[i] >> at[i] & 1))
            return false;
    if (rule->class || rule->all) {
        bool named = (rule->class & class) || (rule->all && (rule->all & class) == rule->all);
        if (!named && !(rule->unknown && !(class & WORD_PARTS)))
            return false;
    }
    return fits(r, rule->contexts, rule->before, at - 1, -1) &&
           fits(r, rule->contexts + rule->before, rule->after, at + rule->size, 1);
}

/* The first rule that fits at a letter, or NULL. */
static const grapheme_rule *rule_at(const grapheme_rules *r, const uint8_t *at, word_class class)
{
    size_t bucket = (size_t)at[0] * 64 + at[1];
    for (uint32_t i = r->buckets[bucket]; i < r->buckets[bucket + 1]; i++) {
        const grapheme_rule *rule = &r->rules[r->order[i]];
        if (rule_fits(r, rule, at, class))
            return rule;
    }
    return NULL;
}

bool graphemes_cut(const grapheme_rules *r, const char *word, size_t size, word_class class, spelling *out)
{
    letters l;
    out->count = out->syllable_count = 0;
    if (!letters_of(&l, word, size))
        return false;
    for (size_t i = 0; i < l.count;) {
        const uint8_t *at = l.codes + LETTERS_MARGIN + i;
        const grapheme_rule *rule = rule_at(r, at, class);
        size_t length = rule ? rule->size : 1;
        if (i + length > l.count || out->count == SPELLING_GRAPHEMES) {
            out->count = 0;
            return false;
        }
        if (!(LETTERS_EDGES >> *at & 1))
            out->graphemes[out->count++] = (grapheme){.start = l.starts[i],
                                                      .size = (uint8_t)(l.starts[i + length] - l.starts[i]),
                                                      .sound = rule ? rule->sound : ""};
        i += length;
    }
    sounds_settle(out);
    return true;
}
