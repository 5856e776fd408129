/* word.pronoun: "il", "elle", "ils", "elles" far from the last noun that they can stand for. */
#include "base/text.h"
#include "clarity.h"

#include <string.h>

enum { IL, ELLE, ILS, ELLES, FORMS };

static const char *const forms[FORMS] = {"il", "elle", "ils", "elles"};

/* Verbs whose "il" stands for nothing (Grevisse and Goosse, § 783 and following). */
static const char impersonal[] = "falloir pleuvoir neiger grêler geler tonner venter bruiner suffire importer exister "
                                 "advenir résulter ensuivre convenir plaire valoir incomber";

/* Verbs whose "il" stands for nothing before what they announce: "il reste deux pommes", "il arrive que". */
static const char announcing[] =
    "rester manquer sembler paraître arriver passer pouvoir agir venir apparaître dépendre tarder";

static bool is_clitic(const word *w)
{
    return word_in(w, "ne n y en me m te t se s lui leur nous vous");
}

/* Whether "il fait" speaks of the weather or the hour. */
static bool is_weather(const word *w)
{
    return word_in(
               w,
               "beau bon froid chaud nuit jour noir sombre doux frais gris soleil mauvais clair moins sec humide lourd "
               "encore déjà très trop si assez plus un") ||
           (w && w->token->kind == TOKEN_NUMBER);
}

/* Whether "il est" leads to what follows: "il est possible de", "il est midi", "il était une fois". */
static bool is_announced(const passage *p, const sentence *s, long at)
{
    for (long next = at; next < at + 4; next++) {
        const word *w = word_at(p, s, next), *after = word_at(p, s, next + 1);
        if (!w)
            return false;
        if (word_in(w, "temps midi minuit tôt tard question une vrai inutile interdit heure heures") ||
            w->token->kind == TOKEN_NUMBER || word_is(w, WORD_NUMERAL))
            return true;
        if (word_is(w, WORD_ADJECTIVE | WORD_PAST_PARTICIPLE) && word_in(after, "de d que qu à"))
            return true;
        if (!word_is(w, WORD_ADVERB | WORD_ADJECTIVE | WORD_PAST_PARTICIPLE))
            return false;
    }
    return false;
}

/* Whether a verb at `at`, whose subject is "il", has no one for it. */
static bool is_impersonal_verb(const passage *p, const sentence *s, long at, bool there)
{
    const word *w = word_at(p, s, at), *next = word_at(p, s, at + 1);
    if (lemma_in(w, impersonal))
        return true;
    if (lemma_in(w, "avoir") && there)
        return true;
    if (lemma_in(w, "faire"))
        return is_weather(next);
    if (lemma_in(w, "être"))
        return is_announced(p, s, at + 1);
    return lemma_in(w, announcing) &&
           (word_in(next, "que qu de d à un une des du") || word_is(next, WORD_NUMERAL | WORD_DETERMINER));
}

/* Whether "il" at `at` stands for nothing. Its verb follows, or stands before with a hyphen. */
static bool is_impersonal(const passage *p, const sentence *s, long at)
{
    bool there = false, reflexive = false;
    const word *before = word_at(p, s, at - 1);
    if (word_in(before, "t"))
        before = word_at(p, s, at - 2);
    if (before && word_is(before, WORD_VERB) && word_end(before) < word_begin(word_at(p, s, at)) &&
        p->text[word_begin(word_at(p, s, at)) - 1] == '-')
        return lemma_in(before, impersonal) || lemma_in(before, "agir") ||
               (lemma_in(before, "avoir") && word_in(before - 1, "y")) ||
               (lemma_in(before, "être") && is_announced(p, s, at + 1)) ||
               (lemma_in(before, "faire") && is_weather(word_at(p, s, at + 1)));
    for (long next = at + 1; next < at + 8; next++) {
        const word *w = word_at(p, s, next);
        if (!w)
            return false;
        there |= word_in(w, "y");
        reflexive |= word_in(w, "s se");
        if (is_clitic(w) || (word_is(w, WORD_ADVERB) && !word_is(w, WORD_VERB)))
            continue;
        if (is_impersonal_verb(p, s, next, there) || (reflexive && lemma_in(w, "agir pouvoir passer")))
            return true;
        /* a tense of "avoir", or a verb that another one follows */
        const word *after = word_at(p, s, next + 1);
        if (!(lemma_in(w, "avoir être aller pouvoir devoir venir commencer risquer cesser continuer sembler") && after))
            return false;
        if (word_in(after, "à de d"))
            next++;
    }
    return false;
}

/* ---- Nouns ------------------------------------------------------------------------------------------------------- */

/* A name, or what a capital inside a sentence says to be one. */
static bool is_named(const passage *p, const word *w)
{
    size_t length;
    uint32_t point = text_decode(p->text + word_begin(w), w->token->size, &length);
    return word_is(w, WORD_NAME) ||
           (text_is_upper(point) && (!w->about.known || w != p->words + p->sentences[w->sentence].first) &&
            w->token->kind == TOKEN_WORD &&
            !word_is(w,
                     WORD_DETERMINER | WORD_PRONOUN | WORD_PREPOSITION | WORD_CONJUNCTION | WORD_ADVERB | WORD_VERB));
}

/* Remembers the forms of pronouns that may stand for a word. */
static void remember(clarity *c, const word *w, long number)
{
    const passage *p = &c->here;
    uint32_t class = (uint32_t)w->token->class;
    bool name = is_named(p, w),
         noun = class & WORD_NOUN || word_in(w, "quelqu'un chacun chacune celui celle ceux celles");
    if (!name && !noun)
        return;
    bool masculine = name || class & WORD_MASCULINE || !(class & WORD_GENDER);
    bool feminine = name || class & WORD_FEMININE || !(class & WORD_GENDER);
    bool one = name || class & WORD_SINGULAR || !(class & WORD_NUMBER);
    bool many = class & WORD_PLURAL || !(class & WORD_NUMBER) ||
                lemma_in(w, "famille groupe classe équipe peuple couple foule");
    for (const word *back = w - 1; !many && back >= p->words && back > w - 4; back--)
        many = word_in(back, "et ou") && back > p->words;
    const bool may[FORMS] = {[IL] = masculine && one,
                             [ELLE] = feminine && one,
                             [ILS] = many && (masculine || name),
                             [ELLES] = many && feminine};
    for (int form = 0; form < FORMS; form++)
        if (may[form])
            c->nouns[form] = number;
}

static int form_of(const word *w)
{
    for (int form = 0; form < FORMS; form++)
        if (strcmp(w->small, forms[form]) == 0)
            return form;
    return -1;
}

/* Words of speech that name who spoke: their pronoun is next to what was said, the noun is where the speaker was named. */
static bool is_aside(const passage *p, const sentence *s, long at)
{
    const word *before = word_at(p, s, at - 1);
    if (word_in(before, "t"))
        before = word_at(p, s, at - 2);
    return before && p->text[word_begin(word_at(p, s, at)) - 1] == '-' && word_is(before, WORD_VERB);
}

static bool is_far(clarity *c, const sentence *s, long at, int form, long number)
{
    const passage *p = &c->here;
    const word *w = word_at(p, s, at);
    if (number - c->nouns[form] <= (long)c->pronoun_most || p->in_item || is_aside(p, s, at))
        return false;
    if (word_is(w, WORD_DETERMINER) || (form == IL && is_impersonal(p, s, at)))
        return false;
    return form == IL || form == ILS || word_is(w, WORD_PRONOUN);
}

void find_pronoun(clarity *c, const sentence *s)
{
    const passage *p = &c->here;
    for (long at = 0; word_at(p, s, at); at++) {
        const word *w = word_at(p, s, at);
        long number = c->walked + (long)(w - p->words);
        int form = form_of(w);
        if (form < 0)
            remember(c, w, number);
        else if (is_far(c, s, at, form, number)) {
            remark_words(c, RULE_PRONOUN, w, w, clarity_said(c, "clarity.propose.noun", NULL),
                         report_number(c->job->log, c->pronoun_most), NULL);
            c->nouns[form] = number;
        }
    }
    if (s->end == p->count)
        c->walked += (long)p->count;
}
