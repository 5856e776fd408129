/* Rules on sentences: long ones, passives, negations that take each other back, pronouns far from their noun. */
#include "base/text.h"
#include "clarity.h"
#include "language/figures.h"
#include "language/words.h"

#include <stdlib.h>
#include <string.h>

/* ---- sentence.long ----------------------------------------------------------------------------------------------- */

static size_t count_words(const passage *p, const sentence *s)
{
    size_t count = 0;
    for (uint32_t i = s->first; i < s->end; i++)
        count += figures_is_word(p->tokens, p->words[i].at, p->text);
    return count;
}

/* Whether a sentence can be parted before a word: what follows does not hang on what stands before. */
static bool parts_well(const passage *p, const word *w)
{
    return word_in(w, "et mais car donc puis") || word_parted(p, w - 1, w, ";");
}

/* Where to part a sentence: of the clauses that can stand alone the one nearest to the middle. */
static const char *propose_parting(const clarity *c, const sentence *s)
{
    const passage *p = &c->here;
    long count = (long)s->end - (long)s->first, best = 0;
    for (long at = 0; (at = clause_next(p, s, at)) != 0;)
        if (parts_well(p, word_at(p, s, at)) && (!best || labs(2 * at - count) < labs(2 * best - count)))
            best = at;
    if (!best || best < 4 || count - best < 4)
        return NULL;
    const word *before = word_at(p, s, best - 2), *last = word_at(p, s, best - 1), *first = word_at(p, s, best),
               *after = word_at(p, s, best + 2);
    buffer end = BUFFER_EMPTY, begin = BUFFER_EMPTY;
    buffer_add(&end, p->text + word_begin(before), word_end(last) - word_begin(before));
    buffer_add(&begin, p->text + word_begin(first), word_end(after ? after : first) - word_begin(first));
    const char *said = clarity_said(c, "clarity.propose.part", buffer_string(&end), buffer_string(&begin), NULL);
    buffer_free(&end);
    buffer_free(&begin);
    return said;
}

void find_long(clarity *c, const sentence *s)
{
    const passage *p = &c->here;
    size_t count = count_words(p, s);
    if (count <= c->words_most)
        return;
    remark_words(c, RULE_LONG, p->words + s->first, p->words + s->end - 1, propose_parting(c, s),
                 report_number(c->job->log, (long long)count), report_number(c->job->log, c->words_most));
}

/* ---- sentence.passive -------------------------------------------------------------------------------------------- */

/* Verbs whose past tenses are made with "être": what follows it is no passive. Grevisse and Goosse, § 812. */
static const char with_etre[] =
    "aller arriver venir devenir revenir parvenir survenir advenir intervenir provenir redevenir entrer rentrer monter "
    "remonter descendre redescendre sortir ressortir partir repartir rester tomber retomber naître renaître mourir décéder "
    "passer retourner demeurer apparaître réapparaître disparaître échoir éclore convenir accourir paraître";

/* Participles that say a state, not what someone does. */
static const char states[] =
    "situé assis né mort âgé fatigué marié divorcé connu inconnu occupé content censé doué composé constitué formé obligé tenu "
    "autorisé habitué prêt debout fini terminé passé perdu cassé ouvert fermé allumé éteint couché levé réveillé endormi énervé "
    "ravi étonné surpris choqué déçu gêné inquiété pressé réservé dédié destiné lié relié opposé égal adapté "
    "intéressé passionné motivé concentré isolé entouré mouillé trempé gelé abandonné compliqué élevé développé équilibré "
    "convaincu persuadé attaché épuisé blessé malade permis interdit vêtu habillé coiffé chaussé armé équipé muni pourvu "
    "rempli couvert bordé doté privé dépourvu exposé orienté tourné penché incliné appuyé posé accroché suspendu garé "
    "amoureux fâché vexé effrayé terrifié affamé assoiffé bouleversé ému soulagé rassuré excité concerné compris inclus "
    "pointu carré arrondi allongé aligné séparé divisé gradué coloré décoré espacé réuni rassemblé regroupé détaché "
    "installé caché enfermé stressé amusé ennuyé abîmé usé sali rouillé plié ridé bronzé enrhumé bloqué coincé "
    "distingué spécialisé qualifié diplômé expérimenté organisé soigné désolé enchanté honoré flatté satisfait disposé "
    "illustré prévu issu approprié réservé réputé résolu décidé déterminé limité illimité justifié partagé peuplé habité";

static bool is_negation(const word *w)
{
    return word_in(w, "pas plus jamais point guère rien");
}

/* What may stand between "être" and its participle. */
static bool may_stand_between(const word *w)
{
    return is_negation(w) || word_is(w, WORD_ADVERB) || word_in(w, "tous toutes tout toute");
}

/* Whether a verb is reflexive here: a pronoun of its own person stands before it. */
static bool is_reflexive(const passage *p, const sentence *s, long at)
{
    for (long back = 1; back <= 3; back++) {
        const word *w = word_at(p, s, at - back);
        if (word_in(w, "se s me m te t"))
            return true;
        if (word_in(w, "nous vous"))
            return word_in(word_at(p, s, at - back - 1), "nous vous ne n");
        if (!word_in(w, "en y ne n"))
            return false;
    }
    return false;
}

static bool is_participle(const word *w)
{
    return word_is(w, WORD_PAST_PARTICIPLE) ||
           (word_is(w, WORD_ADJECTIVE) && vocabulary_has(w->small, strlen(w->small), WORD_PAST_PARTICIPLE));
}

/* The verb of a participle, which may be taken for an adjective. */
static void verb_of(const word *w, vocable *verb)
{
    vocabulary_look(w->small, strlen(w->small), WORD_PAST_PARTICIPLE, verb);
}

/* The participle in the masculine singular, by which `states` lists it: its ending without e and s. */
static bool says_state(const word *w)
{
    char bare[LEMMA_ROOM];
    size_t size = strlen(w->small);
    memcpy(bare, w->small, size + 1);
    if (size > 3 && bare[size - 1] == 's' && !text_in_list(states, bare))
        bare[--size] = '\0';
    if (size > 3 && bare[size - 1] == 'e' && !text_in_list(states, bare))
        bare[--size] = '\0';
    return text_in_list(states, bare);
}

/* The first word of the agent that "par" names right after the participle, or a few words on in the clause; -1 for none. */
static long agent_of(const passage *p, const sentence *s, long participle)
{
    for (long at = participle + 1; at <= participle + 4; at++) {
        const word *w = word_at(p, s, at);
        if (!w || !word_joins(p, w - 1) || word_is(w, WORD_VERB))
            return -1;
        if (!word_in(w, "par"))
            continue;
        const word *next = word_at(p, s, at + 1);
        bool names = word_is(next, WORD_DETERMINER | WORD_NAME) ||
                     word_in(next, "l d des lui elle eux elles moi toi celui celle ceux");
        return names && !word_in(word_at(p, s, at + 2),
                                 "an jour mois semaine heure minute exemple hasard suite terre mer moyen")
                   ? at + 1
                   : -1;
    }
    return -1;
}

/* The agent's words: its determiner and what follows up to its noun. */
static const char *propose_active(const clarity *c, const sentence *s, long agent)
{
    const passage *p = &c->here;
    const word *first = word_at(p, s, agent);
    if (!first)
        return clarity_said(c, "clarity.propose.on", NULL);
    const word *last = first;
    for (long at = agent; at < agent + 4; at++) {
        const word *w = word_at(p, s, at);
        if (!w || (w != first && !word_joins(p, w - 1)) ||
            !word_is(w, WORD_DETERMINER | WORD_NOUN | WORD_NAME | WORD_ADJECTIVE | WORD_NUMERAL | WORD_PRONOUN))
            break;
        last = w;
        if (word_is(w, WORD_NOUN | WORD_NAME | WORD_PRONOUN) && !word_is(w, WORD_DETERMINER))
            break;
    }
    const char *words =
        arena_copy(lesson_pool(c->document), p->text + word_begin(first), word_end(last) - word_begin(first));
    return clarity_said(c, "clarity.propose.agent", words ? words : "", NULL);
}

/* Whether a word makes what follows a quality: "est très utilisé". "Plus" does so where no "ne" stands before the verb. */
static bool is_degree(const passage *p, const sentence *s, long at, long verb)
{
    const word *w = word_at(p, s, at);
    if (word_in(w, "très trop assez si aussi moins fort"))
        return true;
    for (long back = verb - 1; word_in(w, "plus") && back >= 0 && back > verb - 4; back--)
        if (word_in(word_at(p, s, back), "ne n"))
            return false;
    return word_in(w, "plus");
}

/* The participle of a form of "être" at `at`; -1 where it is no passive. */
static long passive_of(const passage *p, const sentence *s, long at)
{
    const word *to_be = word_at(p, s, at), *w;
    long next = at + 1;
    bool compound = word_in(to_be, "été");
    long auxiliary = at;
    while (compound && auxiliary > 0 && !lemma_in(word_at(p, s, auxiliary), "avoir") && at - auxiliary < 4)
        auxiliary--;
    if (is_reflexive(p, s, auxiliary))
        return -1;
    while ((w = word_at(p, s, next)) && next - at < 4 && may_stand_between(w) && !is_participle(w) &&
           word_joins(p, w - 1))
        next++;
    if (!w || !word_joins(p, w - 1) || !is_participle(w) || word_in(w, "été"))
        return -1;
    vocable verb;
    verb_of(w, &verb);
    long agent = agent_of(p, s, next);
    if (text_in_list(with_etre, verb.lemma) && agent < 0)
        return -1;
    if (agent < 0 && (is_degree(p, s, next - 1, at) || says_state(w) || word_is(w, WORD_ADJECTIVE)))
        return -1;
    return next;
}

void find_passive(clarity *c, const sentence *s)
{
    const passage *p = &c->here;
    for (long at = 0; word_at(p, s, at); at++) {
        const word *w = word_at(p, s, at);
        bool to_be = word_in(w, "été") ||
                     (word_in(w, "est es suis sommes êtes sont étais était étions étiez étaient fus fut fûmes "
                                 "fûtes furent serai seras sera serons serez seront serais serait serions "
                                 "seriez seraient sois soit soyons soyez soient fût fussent être étant"));
        long participle = to_be ? passive_of(p, s, at) : -1;
        if (participle < 0)
            continue;
        remark_words(c, RULE_PASSIVE, w, word_at(p, s, participle), propose_active(c, s, agent_of(p, s, participle)),
                     NULL, NULL);
        at = participle;
    }
}

/* ---- sentence.negation ------------------------------------------------------------------------------------------- */

/* Verbs that deny: with "ne ... pas" the reader has to take two negations back. Third: what can be said instead. */
static const char *const denying[][2] = {
    {"ignorer", "savoir"},
    {"manquer", "penser à, ou l'action seule"},
    {"empêcher", "permettre, laisser"},
    {"douter", "être sûr"},
    {"nier", "reconnaître"},
    {"refuser", "accepter"},
    {"interdire", "permettre"},
    {"oublier", "penser à"},
    {"cesser", "continuer"},
    {"négliger", "faire attention à"},
    {"contester", "reconnaître"},
    {"méconnaître", "connaître"},
    {"exclure", "être possible"},
};

/* The adjective that an adjective denies: "inutile" denies "utile". NULL where it denies none. */
static const char *denied(const word *w)
{
    static const char *const prefixes[] = {"in", "im", "ir", "il", "mal", "mé", "dés"};
    /* Those that no longer say the contrary of what is left of them. */
    static const char not_denying[] =
        "important impressionnant immense immédiat indifférent individuel industriel intime intense "
        "interne invité installé imposant imposé intérieur informé insolent impliqué imprimé incliné inscrit "
        "instruit intact intégral intelligent international irrité inspiré indiqué infligé importé malade malin";
    if (!word_is(w, WORD_ADJECTIVE) || text_in_list(not_denying, w->about.lemma))
        return NULL;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t size = strlen(prefixes[i]);
        const char *rest = w->about.lemma + size;
        if (text_begins(w->about.lemma, prefixes[i]) && strlen(rest) > 3 &&
            vocabulary_has(rest, strlen(rest), WORD_ADJECTIVE | WORD_PAST_PARTICIPLE))
            return rest;
    }
    return strcmp(w->about.lemma, "inconnu") == 0 ? "connu" : NULL;
}

/* The negation of a "ne" at `at`: the number of "pas", "jamais"..., or -1. */
static long negation_of(const passage *p, const sentence *s, long at)
{
    for (long next = at + 1; next <= at + 6; next++) {
        const word *w = word_at(p, s, next);
        if (!w || word_parted(p, w - 1, w, ",;:"))
            return -1;
        if (word_in(w, "pas jamais point guère rien aucun aucune nul nulle personne"))
            return next;
    }
    return -1;
}

/* What denies again after a negation at `at`, in the same clause; `*instead`: what could be said. */
static long second_negation(const clarity *c, const sentence *s, long ne, long at, const char **instead)
{
    const passage *p = &c->here;
    for (long verb = ne + 1; verb < at + 3; verb++) {
        const word *w = word_at(p, s, verb);
        for (size_t i = 0; w && verb != at && i < sizeof denying / sizeof *denying; i++) {
            bool of_own = verb < at || word_is(w, WORD_INFINITIVE | WORD_PAST_PARTICIPLE);
            if (of_own && word_is(w, WORD_VERB | WORD_INFINITIVE | WORD_PAST_PARTICIPLE) &&
                strcmp(w->about.lemma, denying[i][0]) == 0) {
                if (strcmp(w->about.lemma, "manquer") == 0 && !word_in(word_at(p, s, at + 1), "de d") &&
                    !word_in(word_at(p, s, at + 2), "de d"))
                    continue;
                *instead = denying[i][1];
                return verb > at ? verb : at;
            }
        }
    }
    for (long next = at + 1; next <= at + 6; next++) {
        const word *w = word_at(p, s, next);
        if (!w || word_parted(p, w - 1, w, ",;:.") || word_in(w, "et mais ou car que qu qui quand si"))
            return -1;
        if (word_in(w, "sans") && !word_is(w - 1, WORD_NOUN))
            return next;
        if (word_in(w, "ne n") && next <= at + 2 && word_in(word_at(p, s, next + 1), "pas"))
            return next + 1;
        const char *positive = next <= at + 3 ? denied(w) : NULL;
        if (positive) {
            *instead = arena_string(lesson_pool(c->document), positive);
            return next;
        }
    }
    return -1;
}

void find_negation(clarity *c, const sentence *s)
{
    const passage *p = &c->here;
    for (long at = 0; word_at(p, s, at); at++) {
        const char *instead = NULL;
        if (!word_in(word_at(p, s, at), "ne n"))
            continue;
        long first = negation_of(p, s, at);
        long second = first < 0 ? -1 : second_negation(c, s, at, first, &instead);
        if (second < 0)
            continue;
        remark_words(c, RULE_NEGATION, word_at(p, s, at), word_at(p, s, second),
                     instead ? clarity_said(c, "clarity.propose.positive", instead, NULL) : NULL, NULL, NULL);
        at = second;
    }
}
