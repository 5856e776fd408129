/* Reads the table of liaisons into conditions, and finds the first row whose conditions all hold. */
#include "language/liaison-rules.h"

#include "language/words.h"

#include "base/table.h"
#include "base/text.h"

#include <string.h>

/* Words of a cell for what a class is. */
static const struct {
    const char *name;
    uint32_t class;
} classes[] = {
    {"adj", WORD_ADJECTIVE},
    {"adv", WORD_ADVERB},
    {"conj", WORD_CONJUNCTION},
    {"det", WORD_DETERMINER},
    {"inf", WORD_INFINITIVE},
    {"name", WORD_NAME},
    {"noun", WORD_NOUN},
    {"num", WORD_NUMERAL},
    {"pp", WORD_PAST_PARTICIPLE},
    {"prep", WORD_PREPOSITION},
    {"presp", WORD_PRESENT_PARTICIPLE},
    {"pron", WORD_PRONOUN},
    {"unknown", 0},
    {"verb", WORD_VERB},
};

/* Words of a cell that are a condition by themselves. */
static const struct {
    const char *name;
    condition_kind kind;
} marks[] = {
    {"h", IS_ASPIRATED}, {"held", IS_JOINED}, {"joined", IS_JOINED}, {"pl", IS_PLURAL}, {"sg", IS_SINGULAR},
};

static const struct {
    const char *name;
    liaison verdict;
} verdicts[] = {
    {"made", LIAISON_MADE},
    {"optional", LIAISON_OPTIONAL},
    {"forbidden", LIAISON_FORBIDDEN},
    {"none", LIAISON_NONE},
};

/* What is compiled so far. */
typedef struct compiler {
    arena *pool;
    table *words;
    condition *conditions;
    size_t count, room;
    intptr_t listed;
} compiler;

int rules_word(const rule_set *set, const char *small)
{
    return (int)(intptr_t)table_value(set->words, small);
}

/* Takes the words of a list, divided by "|", into the condition. */
static bool take_list(compiler *c, condition *to, const char *list, size_t size)
{
    for (size_t at = 0, length; at <= size; at += length + 1) {
        length = 0;
        while (at + length < size && list[at + length] != '|')
            length++;
        char *word = arena_copy(c->pool, list + at, length);
        if (!word || !length)
            return false;
        intptr_t number = (intptr_t)table_value(c->words, word);
        if (!number) {
            number = ++c->listed;
            if (number >= LISTED_WORDS)
                return false;
            table_set(c->words, word, (void *)number);
        }
        to->list[number / 64] |= (uint64_t)1 << number % 64;
    }
    return true;
}

/* Takes "noun/adj". Words without a class are those of the name "unknown". */
static bool take_classes(condition *to, const char *term, size_t size)
{
    to->kind = IS_CLASS;
    for (size_t at = 0, length; at <= size; at += length + 1) {
        length = 0;
        while (at + length < size && term[at + length] != '/')
            length++;
        size_t i = 0;
        while (i < sizeof classes / sizeof *classes && !text_is(term + at, length, classes[i].name))
            i++;
        if (i == sizeof classes / sizeof *classes)
            return false;
        to->class |= classes[i].class ? classes[i].class : ~(uint32_t)WORD_PARTS;
    }
    return true;
}

/* Takes one condition of a cell. */
static bool take_term(compiler *c, const char *term, size_t size, seat where)
{
    if (c->count == c->room)
        return false;
    condition *to = c->conditions + c->count++;
    *to = (condition){.seat = (uint8_t)where};
    if (*term == '<' || *term == '>') {
        to->seat = *term == '<' ? SEAT_BEFORE : SEAT_AFTER;
        term++, size--;
    }
    if (size && *term == '!') {
        to->negative = true;
        term++, size--;
    }
    if (!size)
        return false;
    if (*term == '=')
        return take_list(c, to, term + 1, size - 1);
    if (*term == '-') {
        to->kind = HAS_ENDING;
        to->endings = term + 1;
        to->endings_size = size - 1;
        return true;
    }
    if (*term == ':') {
        to->kind = HAS_LATENT;
        to->latent = size == 2 ? term[1] : 0;
        return size == 2;
    }
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (text_is(term, size, marks[i].name)) {
            to->kind = (uint8_t)marks[i].kind;
            return true;
        }
    return take_classes(to, term, size);
}

static bool take_cell(compiler *c, const char *cell, seat where)
{
    if (strcmp(cell, "*") == 0)
        return true;
    for (size_t size; *cell; cell += size + (cell[size] == ' ')) {
        size = strcspn(cell, " ");
        if (!size || !take_term(c, cell, size, where))
            return false;
    }
    return true;
}

static bool take_row(compiler *c, rule *to, const char *const *row)
{
    size_t begin = c->count, i = 0;
    while (i < sizeof verdicts / sizeof *verdicts && strcmp(row[2], verdicts[i].name) != 0)
        i++;
    if (i == sizeof verdicts / sizeof *verdicts || !take_cell(c, row[0], SEAT_WORD) || !take_cell(c, row[1], SEAT_NEXT))
        return false;
    *to =
        (rule){c->conditions + begin, c->count - begin, verdicts[i].verdict, strcmp(row[3], "-") == 0 ? NULL : row[3]};
    return true;
}

bool rules_compile(rule_set *set, arena *pool)
{
    const word_table *rows = &words_fr_liaisons;
    compiler c = {.pool = pool, .words = table_new(pool), .room = 8 * rows->rows};
    c.conditions = arena_alloc(pool, c.room * sizeof *c.conditions);
    set->rules = arena_alloc(pool, rows->rows * sizeof *set->rules);
    if (!c.words || !c.conditions || !set->rules || rows->columns != 5)
        return false;
    for (set->count = 0; set->count < rows->rows; set->count++)
        if (!take_row(&c, set->rules + set->count, word_row(rows, set->count)))
            return false;
    set->words = c.words;
    return true;
}

/* ---- Asking ------------------------------------------------------------------------------------------------------ */

static bool has_ending(const seated *word, const char *endings, size_t size)
{
    for (size_t at = 0, length; at < size; at += length + 1) {
        length = 0;
        while (at + length < size && endings[at + length] != '|')
            length++;
        if (word->size > length && memcmp(word->small + word->size - length, endings + at, length) == 0)
            return true;
    }
    return false;
}

static bool holds_plainly(const condition *c, const seated *word)
{
    switch ((condition_kind)c->kind) {
    case IS_LISTED: return c->list[word->listed / 64] >> word->listed % 64 & 1;
    case IS_CLASS:
        return word->there &&
               (word->class & WORD_PARTS ? word->class & c->class & WORD_PARTS : c->class & ~(uint32_t)WORD_PARTS);
    case IS_SINGULAR: return (word->class & WORD_NUMBER) == WORD_SINGULAR;
    case IS_PLURAL: return word->class & WORD_PLURAL;
    case IS_JOINED: return word->joined;
    case IS_ASPIRATED: return word->aspirated;
    case HAS_ENDING: return has_ending(word, c->endings, c->endings_size);
    case HAS_LATENT: return word->latent == c->latent;
    }
    return false;
}

const rule *rules_first(const rule_set *set, const seated words[SEATS])
{
    for (const rule *r = set->rules; r < set->rules + set->count; r++) {
        size_t i = 0;
        while (i < r->count &&
               holds_plainly(r->conditions + i, words + r->conditions[i].seat) != r->conditions[i].negative)
            i++;
        if (i == r->count)
            return r;
    }
    return NULL;
}
