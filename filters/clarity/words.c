/* Rules on words: rare ones, nouns made of verbs, images. */
#include "language/words.h"
#include "base/text.h"
#include "clarity.h"
#include "language/actions.h"
#include "language/figures.h"

#include <string.h>

/* ---- word.rare --------------------------------------------------------------------------------------------------- */

static const char *propose_synonyms(const clarity *c, const word *w)
{
    enum { SHOWN = 4 };
    size_t size, shown = 0;
    const char *list = vocabulary_synonyms(w->about.lemma, w->about.class, &size);
    buffer out = BUFFER_EMPTY;
    for (const char *at = list, *end = list + (list ? size : 0); list && at < end && shown < SHOWN; shown++) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        size_t length = (size_t)((comma ? comma : end) - at);
        buffer_text(&out, shown ? ", " : "");
        buffer_add(&out, at, length);
        at += length + 1;
    }
    const char *said = shown ? clarity_said(c, "clarity.propose.synonyms", buffer_string(&out), NULL) : NULL;
    buffer_free(&out);
    return said;
}

/* A word that is defined in the lesson, in its own form or within a term, or that tells pupils what to do. */
static bool is_known_here(const clarity *c, const word *w)
{
    return table_value(c->defined, w->about.lemma) || action_length(w->small, strlen(w->small), "fr") ||
           action_length(w->about.lemma, strlen(w->about.lemma), "fr");
}

/* Whether a word stands in what machines read: role="none", <input>. */
static bool is_code(const passage *p, const word *w)
{
    size_t begin = word_begin(w), end = word_end(w);
    return (begin && strchr("\"<=/_@#\\", p->text[begin - 1])) ||
           (end < p->size && p->text[end] && strchr("\"><=_@(", p->text[end]));
}

void find_rare(clarity *c, const sentence *s)
{
    const passage *p = &c->here;
    for (uint32_t i = s->first; i < s->end; i++) {
        const word *w = p->words + i;
        size_t length;
        bool capital = text_is_upper(text_decode(p->text + word_begin(w), w->token->size, &length));
        if (w->token->kind != TOKEN_WORD || w->figurative || (capital && i != s->first))
            continue;
        if (is_code(p, w))
            continue;
        if (figures_is_rare(p->text + word_begin(w), w->token->size, w->token->class, c->rare) && !is_known_here(c, w))
            remark_words(c, RULE_RARE, w, w, propose_synonyms(c, w), NULL, NULL);
    }
}

static bool is_capital(const passage *p, const word *w)
{
    size_t length;
    return text_is_upper(text_decode(p->text + word_begin(w), w->token->size, &length));
}

/* ---- word.nominalisation ----------------------------------------------------------------------------------------- */

/* Verbs that do nothing themselves: "procéder à la vérification". */
static const char empty_verbs[] = "procéder effectuer réaliser entreprendre opérer pratiquer assurer commencer débuter";

static const char *verb_of(const word *w)
{
    if (!word_is(w, WORD_NOUN | WORD_PAST_PARTICIPLE) || w->token->kind != TOKEN_WORD)
        return NULL;
    const char *const *row = word_find(&words_fr_nominalisations, w->small, strlen(w->small));
    if (!row && word_is(w, WORD_NOUN))
        row = word_find(&words_fr_nominalisations, w->about.lemma, strlen(w->about.lemma));
    return row ? row[1] : NULL;
}

/* Whether a verb that does nothing itself leads to the noun at `at`. */
static bool has_empty_verb(const passage *p, const sentence *s, long at)
{
    for (long back = at - 1; back >= 0 && back > at - 4; back--) {
        const word *w = word_at(p, s, back);
        if (lemma_in(w, empty_verbs) &&
            word_is(w, WORD_VERB | WORD_INFINITIVE | WORD_PAST_PARTICIPLE | WORD_PRESENT_PARTICIPLE))
            return true;
        if (!word_is(w, WORD_DETERMINER | WORD_PREPOSITION | WORD_ADJECTIVE | WORD_NUMERAL))
            return false;
    }
    return false;
}

void find_nominalisation(clarity *c, const sentence *s)
{
    const passage *p = &c->here;
    for (long at = 0; word_at(p, s, at); at++) {
        const word *w = word_at(p, s, at), *before = word_at(p, s, at - 1);
        const char *verb = verb_of(w);
        if (!verb || !before || !word_is(w, WORD_SINGULAR) || is_capital(p, w))
            continue;
        const word *after = word_at(p, s, at + 1), *what = word_at(p, s, at + 2);
        if (after && word_is(after, WORD_ADJECTIVE) && word_joins(p, w) && !word_in(after, "du des de d")) {
            after = what;
            what = word_at(p, s, at + 3);
        }
        bool of = after && word_in(after, "de du des d") && word_joins(p, after - 1) && what && !word_in(what, "plus");
        bool determined =
            word_in(before, "le la l les du au aux ce cet cette sa son leur ma mon ta ton notre votre une un") ||
            word_is(before, WORD_ADJECTIVE);
        if (!(of && determined) && !has_empty_verb(p, s, at))
            continue;
        remark_words(c, RULE_NOMINALISATION, w, w, clarity_said(c, "clarity.propose.verb", verb, NULL), NULL, NULL);
    }
}

/* ---- word.figure ------------------------------------------------------------------------------------------------- */

/* How many words from `at` on an expression takes, or 0. Its words are lemmas, or forms after "="; "*" is up to 2 words. */
static size_t expression_at(const passage *p, const sentence *s, long at, const char *pattern)
{
    long here = at;
    while (*pattern) {
        size_t size = strcspn(pattern, " ");
        bool gap = size == 1 && *pattern == '*', exact = *pattern == '=';
        const char *name = pattern + exact;
        size_t length = size - exact;
        pattern += size;
        pattern += *pattern == ' ';
        if (gap) {
            const char *next = pattern + (*pattern == '=');
            size = strcspn(next, " ");
            for (int passed = 0; passed < 2; passed++) {
                const word *w = word_at(p, s, here);
                if (!w || text_is(next, size, w->small) || text_is(next, size, w->about.lemma))
                    break;
                here++;
            }
            continue;
        }
        const word *w = word_at(p, s, here);
        if (!w || (here > at && word_parted(p, w - 1, w, ",;:.()")))
            return 0;
        if (!text_is(name, length, w->small) && (exact || !text_is(name, length, w->about.lemma)))
            return 0;
        here++;
    }
    return (size_t)(here - at);
}

/* The row of the table whose expression stands at `at`; its words in `*count`. */
static const char *const *expression_row(const passage *p, const sentence *s, long at, size_t *count)
{
    const char *const *row;
    for (size_t i = 0; (row = word_row(&words_fr_expressions, i)) != NULL; i++)
        if ((*count = expression_at(p, s, at, row[0])) > 0)
            return row;
    return NULL;
}

/* "fort comme un lion": an adjective, "comme", a noun with its article. Gives the number of words, or 0. */
static size_t comparison_at(const passage *p, const sentence *s, long at)
{
    const word *w = word_at(p, s, at), *like = word_at(p, s, at + 1), *article = word_at(p, s, at + 2),
               *noun = word_at(p, s, at + 3);
    const word *before = word_at(p, s, at - 1), *after = word_at(p, s, at + 4);
    if (word_in(before, "plus moins aussi") ||
        (after && noun && word_parted(p, noun, after, ",") && word_in(after, "un une le la l des les")))
        return 0;
    bool quality = word_is(w, WORD_ADJECTIVE) && !vocabulary_has(w->small, strlen(w->small), WORD_PAST_PARTICIPLE);
    if (!quality || !noun || !word_in(like, "comme") || !word_joins(p, w) ||
        !word_in(article, "un une le la l des les"))
        return 0;
    if (!word_is(noun, WORD_NOUN) || lemma_in(w, "même tel autre premier présent important nécessaire") ||
        lemma_in(noun, "fois jour autre reste"))
        return 0;
    return 4;
}

void find_figure(clarity *c, const sentence *s)
{
    const passage *p = &c->here;
    for (long at = 0; word_at(p, s, at); at++) {
        size_t count;
        const char *const *row = expression_row(p, s, at, &count);
        if (!row)
            count = comparison_at(p, s, at);
        if (!count)
            continue;
        for (size_t i = 0; i < count; i++)
            c->here.words[s->first + (size_t)at + i].figurative = true;
        const char *proposal =
            row ? clarity_said(c, "clarity.propose.meaning", row[1], NULL)
                : clarity_said(c, "clarity.propose.plain", p->words[s->first + (uint32_t)at].small, NULL);
        remark_words(c, RULE_FIGURE, word_at(p, s, at), word_at(p, s, at + (long)count - 1), proposal, NULL, NULL);
        at += (long)count - 1;
    }
}
