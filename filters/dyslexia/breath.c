/* Between words: where a group of breath ends, and where a liaison is made. */
#include "aids.h"

#include "base/text.h"

#include <string.h>

enum {
    GROUP_LEAST = 3, /* words before a linking word begins a group of its own */
    GROUP_LONG = 6,  /* words after which a group also ends before "de" or a noun's first word */
    REST_LEAST = 2   /* words that a group must have left to itself */
};

/* Whether a sign ends what was said: an opening bracket or quotation mark does not. */
static bool ends_group(const char *text, const token *t)
{
    static const char *const ends = ", ; : . ! ? … » ” ) ] – —";
    char sign[8] = "";
    if (t->kind != TOKEN_SIGN || t->size >= sizeof sign)
        return false;
    memcpy(sign, text + t->start, t->size);
    return text_in_list(ends, sign);
}

/* Whether a word links a noun to the one before it: "de" and its like. */
static bool is_of(const char *text, const token *t)
{
    static const char *const words[] = {"de", "du", "des", "d'", "d’"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_is(text + t->start, t->size, words[i]))
            return true;
    return false;
}

/* Whether at least REST_LEAST words come before the next sign that ends a group. */
static bool has_rest(const token *tokens, size_t count, size_t from, const char *text)
{
    unsigned words = 0;
    for (size_t i = from; i < count && words < REST_LEAST && !ends_group(text, tokens + i); i++)
        words += tokens[i].kind == TOKEN_WORD || tokens[i].kind == TOKEN_NUMBER;
    return words >= REST_LEAST;
}

/* Whether a word begins a group after `before` words. */
static bool begins_group(const token *t, const char *text, unsigned before)
{
    bool links = t->class & (WORD_PREPOSITION | WORD_CONJUNCTION) && !(t->class & (WORD_NOUN | WORD_VERB));
    bool relative = t->class & WORD_PRONOUN &&
                    (text_is(text + t->start, t->size, "qui") || text_is(text + t->start, t->size, "dont") ||
                     text_is(text + t->start, t->size, "où"));
    if (before < GROUP_LEAST)
        return false;
    return ((links || relative) && !is_of(text, t)) ||
           (before >= GROUP_LONG && (is_of(text, t) || t->class & WORD_DETERMINER));
}

/* Whether a group ends before the blank after the token at `i`; `*words` counts those of the group so far. */
static bool group_ends(const token *tokens, size_t count, size_t i, const char *text, unsigned *words)
{
    bool ends = false;
    *words += tokens[i].kind == TOKEN_WORD || tokens[i].kind == TOKEN_NUMBER;
    if (i + 2 < count && tokens[i + 1].kind == TOKEN_BLANK)
        ends = (ends_group(text, tokens + i) && *words) ||
               (begins_group(tokens + i + 2, text, *words) && has_rest(tokens, count, i + 2, text));
    if (ends)
        *words = 0;
    return ends;
}

slot blank_slot(const aids *a, const token *tokens, size_t count, size_t i, const char *text, unsigned *words)
{
    static const slot liaisons[] = {[LIAISON_NONE] = SLOT_NONE,
                                    [LIAISON_MADE] = SLOT_LIAISON,
                                    [LIAISON_OPTIONAL] = SLOT_LIAISON_OPTIONAL,
                                    [LIAISON_FORBIDDEN] = SLOT_LIAISON_FORBIDDEN};
    bool ends = a->breath && group_ends(tokens, count, i, text, words);
    liaison made = tokens[i].kind == TOKEN_WORD ? tokens[i].liaison : LIAISON_NONE;
    if (a->liaisons && (made == LIAISON_MADE || (made != LIAISON_NONE && a->other_liaisons && !ends)))
        return liaisons[made];
    return ends ? SLOT_BREATH : SLOT_NONE;
}
