#include "context-inside.h"

#include "base/memory.h"
#include "base/text.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

/* Costs beside those of context-costs.tsv. */
enum {
    UNSAID = 8,    /* what follows is not said in the table */
    NO_NUMBER = 6, /* determiner, noun and adjective do not agree */
    NO_GENDER = 4,
    NO_SUBJECT = 3,    /* a finite verb without a subject, that is no imperative */
    WRONG_SUBJECT = 8, /* a verb that does not agree with its subject */
    SECOND_VERB = 5,   /* a second finite verb in one clause */
    NO_VERB = 4,       /* a sentence with a subject and without a verb */
    NOT_A_NAME = 4,    /* a capital within a sentence, read as no name */
    BEGINS_NAME = 3,   /* a sentence's first word, that is a word in small letters, read as a name */
    FAR = 30000
};

/* One step of a sentence: a word, or a sign that parts it. */
typedef struct item {
    uint32_t token;
    const context_word *word; /* NULL: of the one kind */
    uint8_t kind;
    bool inverted; /* a hyphen stands before: "dit-il" */
    bool within;   /* not the first word of its sentence */
} item;

/* The best way to one reading of an item. Subjects are sets of persons: bits 0 to 2 singular, 3 to 5 plural. */
typedef struct node {
    uint16_t cost;
    uint8_t back;
    uint8_t subject; /* what the next finite verb may agree with; 0: nothing was said */
    uint8_t object;  /* what was named since the verb */
    uint8_t group;   /* gender and number of the nominal group: bits of class >> 14 */
    bool done;       /* the clause has its verb */
    bool below;      /* within a group that a preposition begins */
    bool joined;     /* "et" came last between groups */
    bool inside;     /* within a clause that a relative or a conjunction begins: the verb outside is still to come */
    uint8_t outer;   /* and what that verb may agree with */
} node;

struct context {
    uint8_t costs[KINDS][KINDS];
    item *items;
    node (*nodes)[CONTEXT_READINGS];
    size_t count, room;
};

/* Which words of kinds follow: "noun=1 adj=2". */
static void read_costs(uint8_t *costs, const char *cell)
{
    for (size_t length; *cell; cell += length + (cell[length] == ' ')) {
        length = strcspn(cell, " ");
        size_t name = strcspn(cell, "=");
        word_kind kind = name < length ? kind_named(cell, name) : KINDS;
        if (kind < KINDS)
            costs[kind] = (uint8_t)strtoul(cell + name + 1, NULL, 10);
    }
}

context *context_new(arena *pool)
{
    const char *const *row;
    context *c = arena_alloc(pool, sizeof *c);
    if (!c)
        return NULL;
    memset(c->costs, UNSAID, sizeof c->costs);
    for (size_t i = 0; (row = word_row(&words_fr_context_costs, i)); i++) {
        word_kind kind = kind_named(row[0], strlen(row[0]));
        if (kind == KINDS)
            continue;
        read_costs(c->costs[kind], row[1]);
        if (!strstr(row[1], "pre="))
            c->costs[kind][KIND_PRE] = c->costs[kind][KIND_DET];
    }
    return c;
}

void context_end(context *c)
{
    free(c->items);
    free(c->nodes);
    c->items = NULL;
    c->nodes = NULL;
    c->room = 0;
}

/* ---- From one word to the next ------------------------------------------------------------------------------------ */

/* The persons of a class: every person that it has in every number that it has. */
static uint8_t persons_of(unsigned class)
{
    unsigned persons = (class & WORD_PERSON) / WORD_FIRST;
    return (uint8_t)((class & WORD_SINGULAR ? persons : 0) | (class & WORD_PLURAL ? persons << 3 : 0));
}

static uint8_t group_of(unsigned class)
{
    return (uint8_t)((class & (WORD_GENDER | WORD_NUMBER)) / WORD_MASCULINE);
}

/* What a group names as a subject: the third person, in its number. */
static uint8_t third_of(uint8_t group)
{
    unsigned number = group * (unsigned)WORD_MASCULINE;
    return (uint8_t)((number & WORD_SINGULAR ? 4 : 0) | (number & WORD_PLURAL ? 4 << 3 : 0));
}

static unsigned disagreement(uint8_t group, unsigned class)
{
    uint8_t both = group & group_of(class);
    unsigned numbers = WORD_NUMBER / WORD_MASCULINE, genders = WORD_GENDER / WORD_MASCULINE;
    return (both & numbers ? 0 : NO_NUMBER) + (both & genders ? 0 : NO_GENDER);
}

static bool is_nominal(word_kind kind)
{
    return kind == KIND_DET || kind == KIND_PRE || kind == KIND_PDET || kind == KIND_NOUN || kind == KIND_ADJ ||
           kind == KIND_PP || kind == KIND_NUM;
}

/* A noun, an adjective, a participle: agrees with what it joins; the group narrows to what both are. */
static unsigned join_group(node *n, word_kind before, word_kind kind, unsigned class)
{
    bool begins = (kind == KIND_DET && before != KIND_PRE) || kind == KIND_PDET || kind == KIND_PRE;
    bool joins = (is_nominal(before) && !begins) || (before == KIND_ADV && kind == KIND_ADJ && n->group);
    if (!joins || (before == KIND_NOUN && kind == KIND_NOUN) || (before == KIND_PP && kind == KIND_NOUN)) {
        n->group = group_of(class);
        return 0;
    }
    unsigned cost = disagreement(n->group, class);
    uint8_t both = n->group & group_of(class);
    n->group = cost ? group_of(class) : both;
    return kind == KIND_PP ? cost / 2 : cost;
}

/* A noun, a name or a pronoun that may be the subject of the verb to come. */
static void name_subject(node *n, word_kind kind, unsigned class)
{
    uint8_t named = kind == KIND_NOUN || kind == KIND_ADJ ? third_of(n->group)
                    : kind == KIND_NAME                   ? 4
                    : class & WORD_PERSON                 ? persons_of(class)
                                                          : third_of(group_of(class));
    if (n->below)
        return;
    if (n->joined && !n->done && n->subject)
        n->subject = 7 << 3;
    else if (n->done)
        n->object = n->joined ? 4 << 3 | named : named;
    else if (!n->subject || n->joined)
        n->subject = named;
    n->joined = false;
}

/* A finite verb: agrees with its subject. */
static unsigned meet_verb(node *n, word_kind before, unsigned class)
{
    unsigned cost = 0;
    if (n->done && n->inside) {
        n->subject = n->outer;
        n->inside = n->done = false;
        cost = 1;
    }
    uint8_t persons = persons_of(class), subject = n->subject;
    if (n->done)
        cost += SECOND_VERB;
    if (subject)
        cost += persons & subject ? 0 : WRONG_SUBJECT;
    else if (!(class & WORD_IMPERATIVE) && before != KIND_REL)
        cost += NO_SUBJECT;
    n->done = true;
    n->object = 0;
    n->below = false;
    if (!n->subject)
        n->subject = persons;
    return cost;
}

/* A sign or a word that begins a clause, or goes on with one. */
static void part_clause(node *n, word_kind kind)
{
    if ((kind == KIND_REL || kind == KIND_SUB) && !n->inside && !n->done) {
        n->inside = n->subject != 0;
        n->outer = n->subject;
    }
    if (kind == KIND_REL || kind == KIND_SUB) {
        n->subject = kind == KIND_REL ? third_of(n->group) | (n->object | n->subject) : 0;
        n->done = false;
    } else if (n->done) {
        n->done = false;
        n->subject |= n->object;
    }
    n->object = 0;
    n->below = false;
    n->joined = kind == KIND_COORD || kind == KIND_COMMA;
}

/* Moves from one reading to the next: what it costs beside the table, and what is known then. */
static unsigned move(node *n, word_kind before, word_kind kind, unsigned class)
{
    unsigned cost = 0;
    switch (kind) {
    case KIND_DET:
    case KIND_PRE:
    case KIND_NUM:
    case KIND_NOUN:
    case KIND_ADJ:
    case KIND_PP:
        cost = join_group(n, before, kind, class);
        if (kind == KIND_NOUN || (kind == KIND_ADJ && before == KIND_DET))
            name_subject(n, kind, class);
        return cost;
    case KIND_PDET:
        n->group = group_of(class);
        n->below = true;
        return 0;
    case KIND_PREP: n->below = true; return 0;
    case KIND_NAME:
    case KIND_PRON:
        name_subject(n, kind, class);
        n->group = group_of(class);
        return 0;
    case KIND_SUBJ:
        n->subject = persons_of(class);
        n->done = n->below = n->joined = false;
        n->group = group_of(class);
        return 0;
    case KIND_VERB:
    case KIND_AUX: return meet_verb(n, before, class);
    case KIND_INV: return before == KIND_VERB || before == KIND_AUX ? 0 : 4;
    case KIND_REL:
    case KIND_SUB:
    case KIND_COORD:
    case KIND_COMMA: part_clause(n, kind); return 0;
    case KIND_END: return n->subject && !n->done ? NO_VERB : 0;
    case KIND_INF: n->below = false; return 0;
    case KIND_OBJ:
    case KIND_PRP:
    case KIND_ADV:
    case KIND_NE:
    case KIND_INTJ:
    case KIND_MARK:
    case KIND_BEGIN:
    case KINDS: return 0;
    }
    return 0;
}

/* "qui" stands for what was named; "elle sont contents" is what an attribute must not be. */
static unsigned attribute(const node *n, word_kind before, word_kind kind, unsigned class)
{
    bool agrees =
        (before == KIND_AUX && (kind == KIND_PP || kind == KIND_ADJ)) || (before == KIND_VERB && kind == KIND_ADJ);
    if (!agrees || !n->subject)
        return 0;
    bool singular = class & WORD_SINGULAR && n->subject & 7, plural = class & WORD_PLURAL && n->subject >> 3;
    return singular || plural ? 0 : 3;
}

/* ---- A sentence --------------------------------------------------------------------------------------------------- */

static word_kind reading_kind(const item *i, unsigned r)
{
    if (!i->word)
        return (word_kind)i->kind;
    word_kind kind = (word_kind)i->word->kinds[r];
    return i->inverted && (kind == KIND_SUBJ || kind == KIND_OBJ || kind == KIND_PRON || kind == KIND_DET) ? KIND_INV
                                                                                                           : kind;
}

static unsigned reading_cost(const item *i, unsigned r)
{
    if (!i->word)
        return 0;
    bool name = i->word->kinds[r] == KIND_NAME;
    if (i->within)
        return i->word->costs[r] + (i->word->capital && !name ? NOT_A_NAME : 0);
    return i->word->costs[r] + (name && i->word->costs[r] ? BEGINS_NAME : 0);
}

static unsigned reading_class(const item *i, unsigned r)
{
    return i->word                ? i->word->classes[r]
           : i->kind == KIND_NUM  ? WORD_NUMERAL | WORD_GENDER | WORD_PLURAL
           : i->kind == KIND_NAME ? WORD_NAME | WORD_GENDER | WORD_NUMBER
           : i->kind == KIND_NOUN ? WORD_NOUN | WORD_GENDER | WORD_NUMBER
                                  : 0;
}

static unsigned readings_of(const item *i)
{
    return i->word ? i->word->count : 1;
}

/* The best ways to the readings of item `at`, from those of the item before. */
static void advance(context *c, size_t at)
{
    const item *to = &c->items[at], *from = at ? &c->items[at - 1] : NULL;
    unsigned before = from ? readings_of(from) : 1;
    for (unsigned r = 0; r < readings_of(to); r++) {
        word_kind kind = reading_kind(to, r);
        unsigned class = reading_class(to, r), own = reading_cost(to, r);
        node best = {.cost = FAR};
        for (unsigned b = 0; b < before; b++) {
            node n = from ? c->nodes[at - 1][b] : (node){.cost = 0};
            word_kind last = from ? reading_kind(from, b) : KIND_BEGIN;
            unsigned cost = n.cost + own + c->costs[last][kind];
            cost += attribute(&n, last, kind, class);
            cost += move(&n, last, kind, class);
            if (cost < best.cost) {
                best = n;
                best.cost = (uint16_t)cost;
                best.back = (uint8_t)b;
            }
        }
        c->nodes[at][r] = best;
    }
}

/* Long sentences go on counting from the least cost. */
static void settle_costs(context *c, size_t at)
{
    uint16_t least = FAR;
    unsigned count = readings_of(&c->items[at]);
    for (unsigned r = 0; r < count; r++)
        least = c->nodes[at][r].cost < least ? c->nodes[at][r].cost : least;
    for (unsigned r = 0; r < count; r++)
        c->nodes[at][r].cost = (uint16_t)(c->nodes[at][r].cost - least);
}

/* The features that a kind does not have. */
static unsigned features_shut(word_kind kind)
{
    if (kind == KIND_VERB || kind == KIND_AUX)
        return WORD_GENDER;
    bool varies = kind == KIND_SUBJ || kind == KIND_OBJ || kind == KIND_PRON || kind == KIND_REL || kind == KIND_NAME;
    return varies ? 0 : WORD_GENDER | WORD_NUMBER;
}

/* The class of a reading, its open features narrowed to those of its group. */
static word_class narrowed(const item *i, unsigned r, uint8_t group)
{
    unsigned class = reading_class(i, r), both = class & (group * (unsigned)WORD_MASCULINE);
    word_kind kind = reading_kind(i, r);
    if (kind == KIND_INV)
        return (word_class)(WORD_PRONOUN | WORD_SUBJECT | (class & (WORD_GENDER | WORD_NUMBER | WORD_PERSON)));
    if (!is_nominal(kind))
        return (word_class)(class & ~features_shut(kind));
    if (both & WORD_GENDER)
        class = (class & ~(unsigned)WORD_GENDER) | (both & WORD_GENDER);
    if (both & WORD_NUMBER)
        class = (class & ~(unsigned)WORD_NUMBER) | (both & WORD_NUMBER);
    return (word_class) class;
}

static void decide(context *c, token *tokens)
{
    for (size_t i = 0; i < c->count; i++) {
        advance(c, i);
        settle_costs(c, i);
    }
    unsigned best = 0;
    uint8_t group = 0;
    for (size_t i = c->count; i-- > 0;) {
        const item *here = &c->items[i];
        const node *n = &c->nodes[i][best];
        word_kind kind = reading_kind(here, best);
        if (here->word || here->kind == KIND_NUM || here->kind == KIND_NAME) {
            uint8_t open = n->group & group ? n->group & group : n->group;
            tokens[here->token].class = narrowed(here, best, open);
        }
        group = kind == KIND_NOUN || kind == KIND_ADJ ? n->group : 0;
        best = n->back;
    }
    c->count = 0;
}

/* ---- A text ------------------------------------------------------------------------------------------------------- */

static bool add_item(context *c, item i)
{
    if (c->count == c->room) {
        size_t room = c->room ? 2 * c->room : 128;
        item *items = memory_resize(c->items, room * sizeof *items);
        if (items)
            c->items = items;
        node(*nodes)[CONTEXT_READINGS] = items ? memory_resize(c->nodes, room * sizeof *nodes) : NULL;
        if (!nodes)
            return false;
        c->nodes = nodes;
        c->room = room;
    }
    c->items[c->count++] = i;
    return true;
}

static word_kind plain_kind(const char *text, const token *t)
{
    switch (t->kind) {
    case TOKEN_NUMBER: return KIND_NUM;
    case TOKEN_UNIT: return KIND_NOUN;
    case TOKEN_ABBREVIATION:
    case TOKEN_ADDRESS: return KIND_NAME;
    case TOKEN_GAP: return KIND_MARK;
    case TOKEN_SIGN: return strchr("\"'*", text[t->start]) ? KINDS : KIND_COMMA;
    case TOKEN_BLANK:
    case TOKEN_WORD:
    case TOKEN_ELISION: return KINDS;
    }
    return KINDS;
}

/* Whether a token is the hyphen between two words, or the t of "a-t-il". */
static bool is_link(const char *text, const token *tokens, size_t count, size_t i)
{
    if (i == 0 || i + 1 >= count || tokens[i - 1].kind == TOKEN_BLANK || tokens[i + 1].kind == TOKEN_BLANK)
        return false;
    bool hyphen = tokens[i].kind == TOKEN_SIGN && tokens[i].size == 1 && text[tokens[i].start] == '-';
    bool t = tokens[i].kind == TOKEN_WORD && tokens[i].size == 1 && (text[tokens[i].start] | 0x20) == 't';
    return (hyphen && tokens[i - 1].kind == TOKEN_WORD) || (t && text[tokens[i - 1].start] == '-');
}

static bool finish_sentence(context *c, token *tokens)
{
    if (!c->count)
        return true;
    if (!add_item(c, (item){.kind = KIND_END}))
        return false;
    decide(c, tokens);
    return true;
}

static void settle_senses(const char *text, token *tokens, size_t count, const context_word *const *words)
{
    for (size_t i = 0; i < count; i++) {
        int heard = words[i] && words[i]->sense ? sense_of(words[i]->sense, text, tokens, count, i) : -1;
        if (heard >= 0)
            tokens[i].class = (word_class)(heard ? (unsigned)tokens[i].class | WORD_SOUNDED
                                                 : (unsigned)tokens[i].class & ~(unsigned)WORD_SOUNDED);
    }
}

bool context_decide(context *c, const char *text, token *tokens, size_t count, const context_word *const *words)
{
    bool linked = false;
    c->count = 0;
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].sentence_begins && !finish_sentence(c, tokens))
            return false;
        if (is_link(text, tokens, count, i)) {
            linked = true;
            continue;
        }
        item here = {.token = (uint32_t)i,
                     .word = words[i] && words[i]->count ? words[i] : NULL,
                     .inverted = linked,
                     .within = c->count > 0};
        linked = false;
        here.kind = (uint8_t)(here.word ? 0 : plain_kind(text, &tokens[i]));
        if ((here.word || here.kind < KINDS) && !(here.kind == KIND_COMMA && !here.word && !c->count) &&
            !add_item(c, here))
            return false;
    }
    if (!finish_sentence(c, tokens))
        return false;
    settle_senses(text, tokens, count, words);
    return true;
}
