#include "context-inside.h"

#include "base/text.h"
#include "classes.h"
#include "words.h"

#include <string.h>

enum { LONGEST = 127, COST_MOST = 14 };

static const struct {
    const char *name;
    word_class class;
} kinds[KINDS] = {
    [KIND_DET] = {"det", WORD_DETERMINER},
    [KIND_PRE] = {"pre", WORD_DETERMINER},
    [KIND_PDET] = {"pdet", WORD_DETERMINER},
    [KIND_NOUN] = {"noun", WORD_NOUN},
    [KIND_NAME] = {"name", WORD_NAME},
    [KIND_ADJ] = {"adj", WORD_ADJECTIVE},
    [KIND_VERB] = {"verb", WORD_VERB},
    [KIND_AUX] = {"aux", WORD_VERB},
    [KIND_INF] = {"inf", WORD_INFINITIVE},
    [KIND_PP] = {"pp", WORD_PAST_PARTICIPLE},
    [KIND_PRP] = {"prp", WORD_PRESENT_PARTICIPLE},
    [KIND_SUBJ] = {"subj", WORD_PRONOUN | WORD_SUBJECT},
    [KIND_OBJ] = {"obj", WORD_PRONOUN | WORD_OBJECT},
    [KIND_INV] = {"inv", WORD_PRONOUN | WORD_SUBJECT},
    [KIND_PRON] = {"pron", WORD_PRONOUN},
    [KIND_REL] = {"rel", WORD_PRONOUN},
    [KIND_ADV] = {"adv", WORD_ADVERB},
    [KIND_NE] = {"ne", WORD_ADVERB},
    [KIND_PREP] = {"prep", WORD_PREPOSITION},
    [KIND_COORD] = {"coord", WORD_CONJUNCTION},
    [KIND_SUB] = {"sub", WORD_CONJUNCTION},
    [KIND_INTJ] = {"intj", WORD_INTERJECTION},
    [KIND_NUM] = {"num", WORD_NUMERAL},
    [KIND_MARK] = {"mark", WORD_UNKNOWN},
    [KIND_COMMA] = {"comma", WORD_UNKNOWN},
    [KIND_BEGIN] = {"begin", WORD_UNKNOWN},
    [KIND_END] = {"end", WORD_UNKNOWN},
};

word_kind kind_named(const char *name, size_t size)
{
    unsigned kind = 0;
    while (kind < KINDS && !text_is(name, size, kinds[kind].name))
        kind++;
    return (word_kind)kind;
}

word_class kind_class(word_kind kind)
{
    return kind < KINDS ? kinds[kind].class : WORD_UNKNOWN;
}

/* The kind of a reading of the lexicon. */
static word_kind kind_of(word_class class)
{
    if (class & WORD_PRONOUN)
        return class & WORD_SUBJECT ? KIND_SUBJ : class & WORD_OBJECT ? KIND_OBJ : KIND_PRON;
    if (class & WORD_CONJUNCTION)
        return KIND_SUB;
    for (unsigned kind = 0; kind < KINDS; kind++)
        if (class & kinds[kind].class)
            return (word_kind)kind;
    return KIND_NOUN;
}

static void add(context_word *w, word_kind kind, unsigned class, unsigned cost)
{
    if (w->count == CONTEXT_READINGS)
        return;
    w->classes[w->count] = class;
    w->kinds[w->count] = (uint8_t)kind;
    w->costs[w->count++] = (uint8_t)(cost < COST_MOST ? cost : COST_MOST);
}

/* A feature left open is both. */
static unsigned open(unsigned class)
{
    if (!(class & WORD_GENDER))
        class |= WORD_GENDER;
    return class & WORD_NUMBER ? class : class | WORD_NUMBER;
}

/* Reads "noun.m.s:5" of context-words.tsv. */
static void add_cell(context_word *w, const char *cell, size_t size)
{
    size_t kind = 0, at, length;
    unsigned class, cost = 0;
    bool known;
    while (kind < size && cell[kind] != '.' && cell[kind] != ':')
        kind++;
    word_kind k = kind_named(cell, kind);
    if (k == KINDS)
        return;
    class = kind_class(k);
    for (at = kind; at < size && cell[at] == '.'; at += length + 1) {
        for (length = 0; at + 1 + length < size && cell[at + 1 + length] != '.' && cell[at + 1 + length] != ':';)
            length++;
        class |= (unsigned)word_class_parse(cell + at + 1, length, &known);
    }
    for (at += at < size && cell[at] == ':'; at < size && text_is_digit((unsigned char)cell[at]); at++)
        cost = 10 * cost + (unsigned)(cell[at] - '0');
    add(w, k, open(class), cost);
}

static bool add_grammar(context_word *w, const char *form, size_t size)
{
    const char *const *row = word_find(&words_fr_context_words, form, size);
    for (const char *at = row ? row[1] : NULL; at && *at;) {
        size_t length = strcspn(at, " ");
        add_cell(w, at, length);
        at += length + (at[length] == ' ');
    }
    return row != NULL;
}

static void add_entry(context_word *w, const lexicon_entry *entry, unsigned more)
{
    for (unsigned i = 0; i < entry->count; i++) {
        const reading *r = &entry->readings[i];
        unsigned lighter = (unsigned)(entry->readings[0].weight - r->weight);
        add(w, kind_of((word_class)r->class), open(r->class), more + (lighter + 2) / 3);
    }
}

/* What a word that no table has may be, by its ending. */
static void guess(context_word *w, const char *form, size_t size)
{
    static const struct {
        const char *ending;
        word_kind kind;
        unsigned features;
    } endings[] = {
        {"ment", KIND_ADV, 0},
        {"er", KIND_INF, 0},
        {"ir", KIND_INF, 0},
        {"ez", KIND_VERB, WORD_SECOND | WORD_PLURAL | WORD_PRESENT},
        {"ait", KIND_VERB, WORD_THIRD | WORD_SINGULAR | WORD_IMPERFECT},
        {"aient", KIND_VERB, WORD_THIRD | WORD_PLURAL | WORD_IMPERFECT},
        {"ent", KIND_VERB, WORD_THIRD | WORD_PLURAL | WORD_PRESENT},
        {"e", KIND_VERB, WORD_FIRST | WORD_THIRD | WORD_SINGULAR | WORD_PRESENT},
        {"es", KIND_VERB, WORD_SECOND | WORD_SINGULAR | WORD_PRESENT},
        {"ant", KIND_PRP, 0},
        {"é", KIND_PP, WORD_MASCULINE | WORD_SINGULAR},
        {"és", KIND_PP, WORD_MASCULINE | WORD_PLURAL},
        {"ée", KIND_PP, WORD_FEMININE | WORD_SINGULAR},
        {"ées", KIND_PP, WORD_FEMININE | WORD_PLURAL},
        {"ique", KIND_ADJ, WORD_SINGULAR},
        {"iques", KIND_ADJ, WORD_PLURAL},
    };
    unsigned number = size && strchr("sxz", form[size - 1]) ? WORD_NUMBER : WORD_SINGULAR;
    add(w, KIND_NOUN, open(WORD_NOUN | number), 0);
    add(w, KIND_ADJ, open(WORD_ADJECTIVE | number), 2);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = strlen(endings[i].ending);
        if (size > length + 1 && memcmp(form + size - length, endings[i].ending, length) == 0)
            add(w, endings[i].kind, open(kind_class(endings[i].kind) | endings[i].features), 2);
    }
}

static size_t small(const char *word, size_t size, char *out)
{
    size_t to = 0;
    for (size_t at = 0, length; at < size && to < LONGEST - 4; at += length) {
        uint32_t point = text_decode(word + at, size - at, &length);
        to += text_encode(out + to, point == 0x2019 ? '\'' : text_lower(point));
    }
    return to;
}

/* The first row of context-senses.tsv for a form, from 1; 0 for none. */
static uint16_t sense_row(const char *form, size_t size)
{
    const char *const *cells;
    for (size_t i = 0; (cells = word_row(&words_fr_context_senses, i)); i++)
        if (size && *form == *cells[0] && text_is(form, size, cells[0]))
            return (uint16_t)(i + 1);
    return 0;
}

void context_look(const context *c, const char *word, size_t size, context_word *w)
{
    (void)c;
    char form[LONGEST + 1];
    size_t length = small(word, size, form), first;
    lexicon_entry entries[LEXICON_ENTRIES];
    *w = (context_word){.count = 0};
    w->capital = size && text_is_upper(text_decode(word, size, &first));
    w->sense = sense_row(form, length);
    if (size == 1 && *word == 'A') /* "À", as keyboards have it */
        add(w, KIND_PREP, open(WORD_PREPOSITION), 2);
    if (add_grammar(w, form, length))
        return;
    size_t count = lexicon_look(word, size, entries);
    for (size_t i = 0; i < count; i++)
        add_entry(w, &entries[i], 0);
    if (!count)
        guess(w, form, length);
    if (w->capital && (!count || (entries[0].small && count == 1)))
        add(w, KIND_NAME, open(WORD_NAME), count ? 3 : 0);
}

word_class context_alone(const context_word *w)
{
    unsigned best = 0;
    for (unsigned i = 1; i < w->count; i++)
        if (w->costs[i] < w->costs[best])
            best = i;
    return (word_class)w->classes[best];
}

/* ---- Senses ------------------------------------------------------------------------------------------------------- */

static bool is_wordlike(const token *t)
{
    return t->kind == TOKEN_WORD || t->kind == TOKEN_ELISION || t->kind == TOKEN_NUMBER ||
           t->kind == TOKEN_ABBREVIATION;
}

/* Whether a token is one of a cell's words; NULL is the end of the text. */
static bool is_listed(const char *cell, const char *text, const token *t)
{
    char form[LONGEST + 1];
    size_t size = t && t->size < LONGEST - 8 ? small(text + t->start, t->size, form) : 0;
    for (size_t length; *cell; cell += length + (cell[length] == '|')) {
        length = strcspn(cell, "|");
        bool known;
        if (length == 1 && *cell == '.') {
            if (!t || !is_wordlike(t))
                return true;
        } else if (*cell == '<') {
            if (t && t->class & word_class_parse(cell + 1, length - 1, &known))
                return true;
        } else if (size && size == length && memcmp(cell, form, size) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_near(const char *cell, const char *text, const token *tokens, size_t count, size_t word)
{
    size_t begin = word, end = word + 1;
    while (begin > 0 && !tokens[begin].sentence_begins && word - begin < 60)
        begin--;
    while (end < count && !tokens[end].sentence_begins && end - word < 60)
        end++;
    for (size_t i = begin; i < end; i++)
        if (i != word && is_wordlike(&tokens[i]) && is_listed(cell, text, &tokens[i]))
            return true;
    return false;
}

/* Whether what follows is as a cell says; "+" before its words: they stand after "de" or "d'". */
static bool is_followed(const char *cell, const char *text, const token *after, const token *beyond)
{
    if (strcmp(cell, "-") == 0)
        return true;
    return *cell == '+' ? is_listed("de|d'", text, after) && is_listed(cell + 1, text, beyond)
                        : is_listed(cell, text, after);
}

int sense_of(unsigned number, const char *text, const token *tokens, size_t count, size_t word)
{
    const token *before = NULL, *after = NULL, *beyond = NULL;
    for (size_t i = word; i > 0 && !before; i--)
        before = tokens[i - 1].kind == TOKEN_BLANK ? NULL : &tokens[i - 1];
    for (size_t i = word + 1; i < count && !beyond; i++)
        if (tokens[i].kind != TOKEN_BLANK)
            *(after ? &beyond : &after) = &tokens[i];
    const char *form = word_row(&words_fr_context_senses, number - 1)[0], *const * row;
    for (size_t i = number - 1; (row = word_row(&words_fr_context_senses, i)) && strcmp(row[0], form) == 0; i++) {
        bool known;
        word_class wanted = word_class_parse(row[1], strlen(row[1]), &known), class = tokens[word].class;
        if (!(class & wanted & WORD_PARTS) || (wanted & WORD_NUMBER && !(class & wanted & WORD_NUMBER)))
            continue;
        if ((strcmp(row[2], "-") == 0 || is_listed(row[2], text, before)) && is_followed(row[3], text, after, beyond) &&
            (strcmp(row[4], "-") == 0 || is_near(row[4], text, tokens, count, word)))
            return strcmp(row[5], "yes") == 0;
    }
    return -1;
}
