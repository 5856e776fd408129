/* The table of rules, and the walk through the lesson. */
#include "base/text.h"
#include "clarity.h"

#include <stdarg.h>
#include <string.h>

/* Where a rule looks. */
enum { IN_TEXT = 1, IN_HEADINGS = 2 };

typedef struct rule_row {
    const char *name;  /* stable */
    const char *code;  /* of its reason */
    const char *count; /* of the line that says how many */
    void (*find)(clarity *c, const sentence *s);
    unsigned where;
    bool once; /* the same words are remarked once a lesson */
} rule_row;

static const rule_row rules[RULES] = {
    [RULE_LONG] = {"sentence.long", "clarity.sentence.long", "clarity.count.long", find_long, IN_TEXT, false},
    [RULE_PASSIVE] = {"sentence.passive", "clarity.sentence.passive", "clarity.count.passive", find_passive, IN_TEXT,
                      false},
    [RULE_NEGATION] = {"sentence.negation", "clarity.sentence.negation", "clarity.count.negation", find_negation,
                       IN_TEXT, false},
    [RULE_PRONOUN] = {"word.pronoun", "clarity.word.pronoun", "clarity.count.pronoun", find_pronoun, IN_TEXT, false},
    [RULE_NOMINALISATION] = {"word.nominalisation", "clarity.word.nominalisation", "clarity.count.nominalisation",
                             find_nominalisation, IN_TEXT, false},
    [RULE_RARE] = {"word.rare", "clarity.word.rare", "clarity.count.rare", find_rare, IN_TEXT, true},
    [RULE_ACRONYM] = {"word.acronym", "clarity.word.acronym", "clarity.count.acronym", find_acronym,
                      IN_TEXT | IN_HEADINGS, true},
    [RULE_NUMBER] = {"word.number", "clarity.word.number", "clarity.count.number", find_number, IN_TEXT, false},
    [RULE_FIGURE] = {"word.figure", "clarity.word.figure", "clarity.count.figure", find_figure, IN_TEXT, false},
};

/* ---- One remark -------------------------------------------------------------------------------------------------- */

static const char *said_list(const clarity *c, const char *code, va_list arguments)
{
    return arena_string(lesson_pool(c->document), report_message(c->job->log, code, arguments));
}

const char *clarity_said(const clarity *c, const char *code, ...)
{
    va_list arguments;
    va_start(arguments, code);
    const char *text = said_list(c, code, arguments);
    va_end(arguments);
    return text;
}

/* Whether the same was remarked before, where a rule says so. */
static bool was_told(clarity *c, const rule_row *row, const word *w)
{
    buffer key = BUFFER_EMPTY;
    if (!row->once)
        return false;
    buffer_format(&key, "%s %s", row->name, w->about.known ? w->about.lemma : w->small);
    bool told = table_value(c->told, buffer_string(&key)) != NULL;
    if (!told)
        table_set(c->told, buffer_string(&key), (void *)row);
    buffer_free(&key);
    return told;
}

static void tell_one(const clarity *c, const rule_row *row, const remark *r, const char *second, const char *third)
{
    if (!c->list)
        return;
    report(c->job->log, r->leaf->place, row->code, r->words, second ? second : "", third ? third : "", NULL);
    if (r->proposal)
        report(c->job->log, r->leaf->place, "clarity.proposal", r->proposal, NULL);
}

void remark_words(clarity *c, rule which, const word *first, const word *last, const char *proposal, const char *second,
                  const char *third)
{
    const rule_row *row = rules + which;
    const passage *p = &c->here;
    if (was_told(c, row, first))
        return;
    size_t begin = word_begin(first), end = word_end(last);
    const char *words = arena_copy(lesson_pool(c->document), p->text + begin, end - begin);
    const char *reason = clarity_said(c, row->code, words ? words : "", second ? second : "", third ? third : "", NULL);
    remark r = {.rule = row->name,
                .words = words,
                .reason = reason,
                .proposal = proposal,
                .leaf = p->leaf,
                .begin = begin,
                .end = end};
    lesson_remark(c->document, &r);
    c->counts[which]++;
    tell_one(c, row, &r, second, third);
}

void flags_tell(const clarity *c)
{
    size_t all = 0;
    for (size_t i = 0; i < RULES; i++) {
        all += c->counts[i];
        if (c->counts[i] && !c->list)
            report(c->job->log, NOWHERE, rules[i].count, report_number(c->job->log, (long long)c->counts[i]), NULL);
    }
    if (!all)
        report(c->job->log, NOWHERE, "clarity.count.none", NULL);
}

/* ---- The walk ---------------------------------------------------------------------------------------------------- */

/* What stands above a leaf, as far as rules ask. */
static void look_above(passage *p)
{
    p->in_item = p->maths = false;
    p->heading = p->leaf->kind == HEADING;
    for (const ard_node *n = p->leaf; n; n = n->parent) {
        const char *assesses = n->kind == EXERCISE ? node_attribute(n, "data-assesses") : NULL;
        p->in_item |= n->kind == ITEM || n->kind == QUESTION || node_is_cell(n) || n->kind == DEFINITION;
        p->maths |= assesses && strcmp(assesses, "maths") == 0;
    }
}

/* Whether a sentence looks French: a third of its words at most are none that the lexicon has. */
static bool is_french(const passage *p, const sentence *s)
{
    size_t words = 0, unknown = 0;
    for (uint32_t i = s->first; i < s->end; i++) {
        words += p->words[i].token->kind == TOKEN_WORD;
        unknown += p->words[i].token->kind == TOKEN_WORD && !p->words[i].about.known;
    }
    return unknown < 2 || 3 * unknown <= words;
}

static void apply_rules(clarity *c)
{
    unsigned where = c->here.heading ? IN_HEADINGS : IN_TEXT;
    for (size_t i = 0; i < RULES; i++)
        for (size_t k = 0; rules[i].where & where && k < c->here.sentence_count; k++)
            if (is_french(&c->here, c->here.sentences + k))
                rules[i].find(c, c->here.sentences + k);
}

static void learn(clarity *c)
{
    acronyms_learn(c);
}

/* Calls `what` for each leaf of running text. */
static void each_passage(clarity *c, ard_node *root, void (*what)(clarity *c))
{
    walk w = walk_of(root);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        flat f;
        if (event != WALK_LEAVE || !passage_is_text(c, w.node) || !flat_open(&f, w.node))
            continue;
        if (passage_read(c, w.node, buffer_string(&f.text), f.text.size)) {
            look_above(&c->here);
            what(c);
        }
        flat_close(c->document, &f);
    }
}

void flags_find(clarity *c)
{
    ard_node *root = lesson_kept(c->document);
    if (!root)
        return;
    each_passage(c, root, learn);
    each_passage(c, root, apply_rules);
}
