/* word.number: numbers in letters; and what number words say. */
#include "base/text.h"
#include "clarity.h"

#include <string.h>

typedef struct numeral {
    const char *word;
    uint32_t value;
} numeral;

/* In strcmp's order. The tens of Belgium and Switzerland are among them. */
static const numeral numerals[] = {
    {"cent", 100},
    {"cents", 100},
    {"cinq", 5},
    {"cinquante", 50},
    {"deux", 2},
    {"dix", 10},
    {"douze", 12},
    {"huit", 8},
    {"huitante", 80},
    {"mille", 1000},
    {"milliard", 1000000000},
    {"milliards", 1000000000},
    {"million", 1000000},
    {"millions", 1000000},
    {"neuf", 9},
    {"nonante", 90},
    {"onze", 11},
    {"quarante", 40},
    {"quatorze", 14},
    {"quatre", 4},
    {"quinze", 15},
    {"seize", 16},
    {"sept", 7},
    {"septante", 70},
    {"six", 6},
    {"soixante", 60},
    {"treize", 13},
    {"trente", 30},
    {"trois", 3},
    {"un", 1},
    {"une", 1},
    {"vingt", 20},
    {"vingts", 20},
};

static uint32_t value_of(const char *part, size_t size)
{
    char name[16];
    if (!size || size >= sizeof name)
        return 0;
    memcpy(name, part, size);
    name[size] = '\0';
    const numeral *found = ROW_NAMED(name, numerals);
    return found ? found->value : 0;
}

/* A number that grows word by word: what was said in full thousands, and what is below. */
typedef struct sum {
    uint64_t full, open;
    uint32_t last;
} sum;

/* Takes one number word in; false where no number goes on so ("cinq six"). */
static bool add_value(sum *n, uint32_t value)
{
    uint64_t below = n->open % 100;
    if (value >= 1000) {
        if (n->full % ((uint64_t)value * 1000) && n->full < (uint64_t)value * 1000 && n->full)
            return false;
        n->full += (n->open ? n->open : 1) * value;
        n->open = 0;
    } else if (value == 100) {
        if (n->open > 9)
            return false;
        n->open = (n->open ? n->open : 1) * 100;
    } else if (value == 20 && below == 4 && n->last == 4)
        n->open += 76;
    else if (value >= 20   ? below != 0
             : value >= 10 ? below != 0 && below != 60 && below != 80
                           : below % 10 != 0 || (below == 10 && value < 7))
        return false;
    else
        n->open += value;
    n->last = value;
    return n->full < 1000000000000ull;
}

/* Takes the parts of a word in ("vingt-cinq", "trente-et-un"); false where one is no number. */
static bool add_word(sum *n, const char *small)
{
    sum tried = *n;
    for (const char *at = small; *at;) {
        size_t size = strcspn(at, "-");
        if (!(size == 2 && strncmp(at, "et", 2) == 0 && at > small)) {
            uint32_t value = value_of(at, size);
            if (!value || !add_value(&tried, value))
                return false;
        }
        at += size;
        at += *at == '-';
    }
    *n = tried;
    return true;
}

uint64_t numeral_read(const passage *p, const sentence *s, long number, size_t *count)
{
    sum n = {0};
    *count = 0;
    for (long at = number;; at++) {
        const word *w = word_at(p, s, at);
        if (!w || w->token->kind != TOKEN_WORD || (at > number && !word_joins(p, w - 1)))
            break;
        if (at > number && word_in(w, "et") && word_in(word_at(p, s, at + 1), "un une onze") && n.last >= 20 &&
            n.last < 100)
            continue;
        if (!add_word(&n, w->small))
            break;
        *count = (size_t)(at - number) + 1;
    }
    if (*count == 1 && n.full + n.open == 1)
        *count = 0;
    return n.full + n.open;
}

/* ---- The rule ---------------------------------------------------------------------------------------------------- */

/* Whether these words count nothing here: in expressions, names, as adjectives. */
static bool is_expression(const passage *p, const sentence *s, long at, size_t count)
{
    const word *w = word_at(p, s, at), *before = word_at(p, s, at - 1), *after = word_at(p, s, at + (long)count);
    if (count == 1 && !word_is(w, WORD_NUMERAL | WORD_DETERMINER))
        return true;
    if (count == 1 && word_in(w, "mille cent") &&
        (word_in(after, "merci mercis fois excuses fêtes bravos") || word_in(before, "pour")))
        return true;
    if (word_in(w, "mille") && word_in(after, "et") && word_in(word_at(p, s, at + (long)count + 1), "une un"))
        return true;
    if (word_in(w, "quatre") && word_in(before, "à") && word_in(after, "pattes"))
        return true;
    if (word_in(w, "neuf") && !word_is(w, WORD_NUMERAL))
        return true;
    if (word_in(before, "numéro l le") && word_in(after, "est") && count == 1)
        return true;
    return word_in(after, "points") && word_in(before, "les") && word_in(w, "deux");
}

/* Whether a passage speaks of numbers in letters: there they are what is learnt. */
static bool speaks_of_letters(const passage *p)
{
    for (size_t i = 0; i < p->count; i++)
        if ((word_in(p->words + i, "lettres chiffres") && i && word_in(p->words + i - 1, "en toutes")) ||
            word_in(p->words + i, "numéral numéraux"))
            return true;
    return false;
}

bool numeral_counted(const passage *p, const sentence *s, long at, uint64_t *value, size_t *count)
{
    *value = numeral_read(p, s, at, count);
    return *count && !word_at(p, s, at + (long)*count - 1)->figurative && !is_expression(p, s, at, *count);
}

bool numerals_wanted(const passage *p)
{
    return !p->maths && !speaks_of_letters(p);
}

void numeral_write(buffer *out, uint64_t value)
{
    uint64_t part = 1;
    while (value / part >= 1000)
        part *= 1000;
    if (value < 10000) {
        buffer_format(out, "%u", (unsigned)value);
        return;
    }
    buffer_format(out, "%u", (unsigned)(value / part));
    while ((part /= 1000))
        buffer_format(out, "\u202f%03u", (unsigned)(value / part % 1000));
}

void find_number(clarity *c, const sentence *s)
{
    const passage *p = &c->here;
    if (!numerals_wanted(p))
        return;
    for (long at = 0; word_at(p, s, at); at++) {
        size_t count;
        uint64_t value;
        if (numeral_counted(p, s, at, &value, &count)) {
            buffer number = BUFFER_EMPTY;
            numeral_write(&number, value);
            remark_words(c, RULE_NUMBER, word_at(p, s, at), word_at(p, s, at + (long)count - 1),
                         clarity_said(c, "clarity.propose.figures", buffer_string(&number), NULL), NULL, NULL);
            buffer_free(&number);
        }
        at += count ? (long)count - 1 : 0;
    }
}
