/* Gaps of a dictation: a word and two other spellings of its sound, each a real word that grammar forbids at that place.
 *
 * A gap is made where the words around it decide alone: a finite verb with its subject beside it, a participle after its
 * auxiliary, an infinitive after a preposition or a verb, a noun after its determiner, a word of grammar (homophones.tsv). A
 * spelling is wrong where none of its readings in the lexicon could stand there; what could is no option. So exactly one is
 * right. No word that makes a liaison gets a gap: its consonant is heard. False spellings that are no words are never shown: to see
 * them spoils the memory of the right one (Brown, 1988, Journal of Educational Psychology 80). */
#include "filters/dictation/dictation.h"

#include "base/text.h"
#include "language/classes.h"
#include "language/words.h"

#include <string.h>

/* Which word of a group is asked: agreement and mixed up words before nouns, and those before what is seldom wrong. */
enum { GAP_NONE, GAP_RARELY, GAP_NOUN, GAP_OFTEN, GAP_VERB };

enum {
    WORD_BYTES = 64,
    SOUND_BYTES = 128,
    CANDIDATES = 48,
    COMMON = 32 /* a frequency of the lexicon: 16 in 100 million */
};

/* What may stand at a place: one of these parts of speech with one of these features. `open`: parts whose features do not
 * matter. */
typedef struct slot {
    unsigned parts, open;
    unsigned gender, number, person; /* 0: any */
    unsigned weight;                 /* what of a group gets the gap: the greatest */
    const char *listed;              /* of a word of grammar: what its row lists; NULL else */
} slot;

typedef struct search {
    const passage *passage;
    analyser *analyser;
    arena *pool;
    bool alike;
    char word[WORD_BYTES]; /* in small letters */
    char sound[SOUND_BYTES];
    char lemma[WORD_BYTES];
    unsigned parts; /* of the right word */
    struct candidate {
        char form[WORD_BYTES];
        unsigned score;
    } candidates[CANDIDATES];
    size_t count;
} search;

/* ---- Sounds ------------------------------------------------------------------------------------------------------ */

/* Adds sounds; where vowels are alike, the open ones as the close ones. */
static void add_sound(const search *s, const char *sound, char *out)
{
    static const char *const pairs[][2] = {{"ɛ", "e"}, {"ɔ", "o"}, {"œ", "ø"}};
    size_t size = strlen(out);
    while (*sound && size + 5 < SOUND_BYTES) {
        size_t length;
        const char *put = sound;
        text_decode(sound, strlen(sound), &length);
        size_t many = length;
        bool nasal = text_begins(sound + length, "\xCC\x83");
        for (size_t i = 0; s->alike && !nasal && i < sizeof pairs / sizeof *pairs; i++)
            if (text_is(sound, length, pairs[i][0])) {
                put = pairs[i][1];
                many = strlen(put);
            }
        memcpy(out + size, put, many);
        size += many;
        out[size] = 0;
        sound += length;
    }
}

/* The sounds of a form, which may have an elision ("c'est"); false where it has none. */
static bool sound_of(const search *s, const char *form, char sound[SOUND_BYTES])
{
    *sound = 0;
    for (const char *at = form; *at;) {
        const char *sign = strchr(at, '\'');
        size_t size = sign ? (size_t)(sign + 1 - at) : strlen(at);
        const spelling *spelt = analyse_word(s->analyser, at, size)->spelling;
        if (!spelt)
            return false;
        for (unsigned g = 0; g < spelt->count; g++)
            add_sound(s, spelt->graphemes[g].sound, sound);
        at += size;
    }
    return *sound;
}

/* ---- What grammar allows ----------------------------------------------------------------------------------------- */

/* Whether two sets of features can be the same; a set that is open, or not asked for, can be any. */
static bool meets(unsigned class, unsigned wanted, unsigned feature)
{
    unsigned has = class & feature;
    return !wanted || !has || (has & wanted) != 0;
}

static bool reading_fits(const slot *want, unsigned class)
{
    if (class & want->open & WORD_PARTS)
        return true;
    return class & want->parts & WORD_PARTS && meets(class, want->gender, WORD_GENDER) &&
           meets(class, want->number, WORD_NUMBER) && meets(class, want->person, WORD_PERSON);
}

/* Whether a form could stand in a place. */
static bool could_stand(const slot *want, const char *form)
{
    lexicon_entry entries[LEXICON_ENTRIES];
    size_t count = lexicon_look(form, strlen(form), entries);
    for (size_t i = 0; i < count; i++)
        for (unsigned r = 0; r < entries[i].count; r++)
            if (reading_fits(want, entries[i].readings[r].class))
                return true;
    return false;
}

/* ---- Candidates -------------------------------------------------------------------------------------------------- */

/* How well a form serves: another form of the same word first, then what is often met; 0 for one that is rare. */
static unsigned score_of(const search *s, const char *form)
{
    lexicon_entry entry;
    char lemma[WORD_BYTES];
    if (!lexicon_find(form, strlen(form), &entry))
        return 0;
    for (unsigned r = 0; r < entry.count; r++) {
        lexicon_lemma(entry.readings + r, form, strlen(form), lemma, sizeof lemma);
        if (strcmp(lemma, s->lemma) == 0)
            return 1000 + entry.frequency;
    }
    return entry.frequency >= COMMON ? entry.frequency : 0;
}

static void add_candidate(search *s, const slot *want, const char *form)
{
    char sound[SOUND_BYTES];
    unsigned score = want->listed ? 2000 - (unsigned)s->count : score_of(s, form);
    if (!score || s->count == CANDIDATES || strlen(form) >= WORD_BYTES || strcmp(form, s->word) == 0)
        return;
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->candidates[i].form, form) == 0)
            return;
    if ((!want->listed && could_stand(want, form)) || !sound_of(s, form, sound) || strcmp(sound, s->sound) != 0)
        return;
    memcpy(s->candidates[s->count].form, form, strlen(form) + 1);
    s->candidates[s->count++].score = score;
}

/* Adds a stem with each of some endings. */
static void add_endings(search *s, const slot *want, size_t stem, const char *const *endings)
{
    char form[WORD_BYTES + 8];
    for (; *endings; endings++) {
        memcpy(form, s->word, stem);
        memcpy(form + stem, *endings, strlen(*endings) + 1);
        add_candidate(s, want, form);
    }
}

/* Adds the spellings that differ at the end alone: silent letters, and the sound [e] of verbs. */
static void add_forms(search *s, const slot *want)
{
    static const char *const silent[] = {"",  "e",  "s",  "es", "ent", "t",  "x",  "d",   "ds", "ts",
                                         "p", "ps", "nt", "ee", "ées", "ie", "is", "its", NULL};
    static const char *const verbs[] = {"é", "er", "ez", "ée", "és", "ées", NULL};
    const spelling *spelt = analyse_word(s->analyser, s->word, strlen(s->word))->spelling;
    unsigned last = spelt ? spelt->count : 0;
    if (!last)
        return;
    size_t whole = strlen(s->word), stem = whole;
    while (last > 1 && !*spelt->graphemes[last - 1].sound)
        stem = spelt->graphemes[--last].start;
    bool e = strcmp(spelt->graphemes[last - 1].sound, "e") == 0;
    size_t before = spelt->graphemes[last - 1].start;
    for (size_t at = stem; at <= whole; at++) /* "ent" of "chantaient": the analyser parts silent letters otherwise */
        add_endings(s, want, at, silent);
    if (e && before)
        add_endings(s, want, before, verbs);
}

static void add_listed(search *s, const slot *want)
{
    char form[WORD_BYTES];
    for (const char *at = want->listed; *at;) {
        size_t size = strcspn(at, " ");
        if (size < sizeof form) {
            memcpy(form, at, size);
            form[size] = 0;
            add_candidate(s, want, form);
        }
        at += size + (at[size] == ' ');
    }
}

/* ---- Places ------------------------------------------------------------------------------------------------------ */

static bool word_is(const passage *p, size_t t, const char *const *words)
{
    for (; *words; words++)
        if (strlen(*words) == p->tokens[t].size &&
            strncasecmp(p->text + p->tokens[t].start, *words, p->tokens[t].size) == 0)
            return true;
    return false;
}

/* The word before a token, with nothing but a blank between; `t` itself where there is none. */
static size_t word_before(const passage *p, size_t t)
{
    size_t before = t;
    if (before && p->tokens[before - 1].kind == TOKEN_BLANK &&
        !memchr(p->text + p->tokens[before - 1].start, '\n', p->tokens[before - 1].size))
        before--;
    if (!before)
        return t;
    token_kind kind = p->tokens[before - 1].kind;
    return kind == TOKEN_WORD || kind == TOKEN_ELISION ? before - 1 : t;
}

/* Determiners whose gender and number are sure. */
static bool determiner_says(const passage *p, size_t t, slot *want)
{
    static const struct {
        const char *word;
        unsigned gender, number;
    } rows[] = {
        {"un", WORD_MASCULINE, WORD_SINGULAR},
        {"une", WORD_FEMININE, WORD_SINGULAR},
        {"le", WORD_MASCULINE, WORD_SINGULAR},
        {"la", WORD_FEMININE, WORD_SINGULAR},
        {"l'", 0, WORD_SINGULAR},
        {"l’", 0, WORD_SINGULAR},
        {"ce", WORD_MASCULINE, WORD_SINGULAR},
        {"cet", WORD_MASCULINE, WORD_SINGULAR},
        {"cette", WORD_FEMININE, WORD_SINGULAR},
        {"mon", 0, WORD_SINGULAR},
        {"ton", 0, WORD_SINGULAR},
        {"son", 0, WORD_SINGULAR},
        {"ma", WORD_FEMININE, WORD_SINGULAR},
        {"ta", WORD_FEMININE, WORD_SINGULAR},
        {"sa", WORD_FEMININE, WORD_SINGULAR},
        {"notre", 0, WORD_SINGULAR},
        {"votre", 0, WORD_SINGULAR},
        {"au", WORD_MASCULINE, WORD_SINGULAR},
        {"du", WORD_MASCULINE, WORD_SINGULAR},
        {"chaque", 0, WORD_SINGULAR},
        {"les", 0, WORD_PLURAL},
        {"des", 0, WORD_PLURAL},
        {"ces", 0, WORD_PLURAL},
        {"mes", 0, WORD_PLURAL},
        {"tes", 0, WORD_PLURAL},
        {"ses", 0, WORD_PLURAL},
        {"nos", 0, WORD_PLURAL},
        {"vos", 0, WORD_PLURAL},
        {"aux", 0, WORD_PLURAL},
        {"deux", 0, WORD_PLURAL},
        {"trois", 0, WORD_PLURAL},
        {"quatre", 0, WORD_PLURAL},
        {"plusieurs", 0, WORD_PLURAL},
        {"quelques", 0, WORD_PLURAL},
    };
    const token *word = p->tokens + t;
    if (!(word->class & (WORD_DETERMINER | WORD_NUMERAL)))
        return false;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strlen(rows[i].word) == word->size && strncasecmp(rows[i].word, p->text + word->start, word->size) == 0) {
            want->gender = rows[i].gender;
            want->number = rows[i].number;
            return true;
        }
    return false;
}

/* The determiner of a noun, right before it or before one adjective; `t` where there is none. */
static size_t determiner_of(const passage *p, size_t t, slot *want)
{
    size_t before = word_before(p, t);
    if (before != t && p->tokens[before].class & WORD_ADJECTIVE && !(p->tokens[before].class & WORD_DETERMINER))
        before = word_before(p, before);
    return before != t && determiner_says(p, before, want) ? before : t;
}

/* A noun after its determiner, which is not the object of a verb ("elle la danse"). */
static bool noun_place(const passage *p, size_t t, slot *want)
{
    size_t determiner = p->tokens[t].class & WORD_NOUN ? determiner_of(p, t, want) : t;
    size_t before = determiner == t ? t : word_before(p, determiner);
    if (determiner == t || (before != determiner && p->tokens[before].class & WORD_SUBJECT))
        return false;
    want->parts = WORD_NOUN | WORD_ADJECTIVE | WORD_PAST_PARTICIPLE | WORD_NAME | WORD_PRESENT_PARTICIPLE;
    want->open = WORD_INFINITIVE | WORD_NUMERAL;
    return meets(p->tokens[t].class, want->number, WORD_NUMBER);
}

/* The word before a verb's object pronouns and "ne". */
static size_t before_clitics(const passage *p, size_t t)
{
    static const char *const clitics[] = {"ne", "n'", "n’", "me", "m'", "m’",  "te",  "t'",   "t’", "se", "s'",
                                          "s’", "le", "la", "l'", "l’", "les", "lui", "leur", "y",  "en", NULL};
    size_t before = word_before(p, t);
    for (int steps = 0;
         before != t && steps < 3 && word_is(p, before, clitics) && !(p->tokens[before].class & WORD_DETERMINER);
         steps++) {
        size_t next = word_before(p, before);
        if (next == before)
            return t;
        before = next;
    }
    return before;
}

static bool pronoun_says(const passage *p, size_t t, slot *want)
{
    static const struct {
        const char *word;
        unsigned person, number;
    } rows[] = {
        {"je", WORD_FIRST, WORD_SINGULAR},  {"j'", WORD_FIRST, WORD_SINGULAR},  {"j’", WORD_FIRST, WORD_SINGULAR},
        {"tu", WORD_SECOND, WORD_SINGULAR}, {"il", WORD_THIRD, WORD_SINGULAR},  {"elle", WORD_THIRD, WORD_SINGULAR},
        {"on", WORD_THIRD, WORD_SINGULAR},  {"nous", WORD_FIRST, WORD_PLURAL},  {"vous", WORD_SECOND, WORD_PLURAL},
        {"ils", WORD_THIRD, WORD_PLURAL},   {"elles", WORD_THIRD, WORD_PLURAL},
    };
    static const char *const joining[] = {"et", "ou", "ni", "comme", NULL};
    const token *word = p->tokens + t;
    size_t before = word_before(p, t);
    if (before != t && (p->tokens[before].class & WORD_PREPOSITION || word_is(p, before, joining)))
        return false;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strlen(rows[i].word) == word->size && strncasecmp(rows[i].word, p->text + word->start, word->size) == 0) {
            want->person = rows[i].person;
            want->number = rows[i].number;
            return true;
        }
    return false;
}

/* Whether the group that begins with a token begins a clause: it is the verb's subject then. */
static bool begins_clause(const passage *p, size_t t)
{
    static const char *const words[] = {"que", "qu'",  "qu’",  "quand", "lorsque", "si",
                                        "car", "mais", "puis", "donc",  "parce",   NULL};
    size_t before = word_before(p, t);
    return before == t ? !t || p->tokens[t].sentence_begins || p->tokens[t - 1].kind != TOKEN_NUMBER
                       : word_is(p, before, words);
}

/* A finite verb beside its subject, with which it agrees. */
static bool verb_place(const passage *p, size_t t, slot *want)
{
    unsigned class = p->tokens[t].class;
    size_t subject = class & WORD_VERB ? before_clitics(p, t) : t;
    if (subject == t)
        return false;
    if (p->tokens[subject].class & WORD_NOUN) {
        size_t determiner = determiner_of(p, subject, want);
        if (determiner == subject || !begins_clause(p, determiner))
            return false;
        want->person = WORD_THIRD;
        want->gender = 0;
    } else if (!pronoun_says(p, subject, want))
        return false;
    want->parts = WORD_VERB;
    return class & WORD_PERSON & want->person && class & WORD_NUMBER & want->number;
}

static bool lemma_is(const passage *p, size_t t, const char *lemma)
{
    char found[WORD_BYTES];
    const token *word = p->tokens + t;
    lexicon_entry entry;
    const reading *r = lexicon_reading(p->text + word->start, word->size, word->class, &entry);
    if (!r)
        return false;
    lexicon_lemma(r, p->text + word->start, word->size, found, sizeof found);
    return strcmp(found, lemma) == 0;
}

/* A participle right after its auxiliary, or an infinitive right after a preposition or another verb. */
static bool nonfinite_place(const passage *p, size_t t, slot *want)
{
    static const char *const between[] = {"pas", "plus", "jamais", "bien", "déjà", "encore", "tout", "rien", NULL};
    unsigned class = p->tokens[t].class;
    size_t before = word_before(p, t);
    if (before != t && word_is(p, before, between))
        before = word_before(p, before);
    if (before == t)
        return false;
    bool auxiliary =
        p->tokens[before].class & WORD_VERB && (lemma_is(p, before, "avoir") || lemma_is(p, before, "être"));
    bool verb = p->tokens[before].class & WORD_VERB && !auxiliary;
    if (class & WORD_PAST_PARTICIPLE && auxiliary) {
        want->parts = WORD_PAST_PARTICIPLE | WORD_ADJECTIVE | WORD_NOUN;
        return true;
    }
    want->parts = WORD_INFINITIVE | WORD_NOUN | WORD_ADJECTIVE;
    return class & WORD_INFINITIVE && (verb || p->tokens[before].class & WORD_PREPOSITION);
}

static bool grammar_place(const search *s, const passage *p, size_t t, slot *want)
{
    bool known;
    const char *const *row = word_find(&words_fr_homophones, s->word, strlen(s->word));
    if (!row || !(p->tokens[t].class & word_class_parse(row[1], strlen(row[1]), &known) & WORD_PARTS))
        return false;
    want->listed = row[3];
    want->weight = row[2][0] == 'o' ? GAP_OFTEN : GAP_RARELY;
    return true;
}

/* ---- A gap ------------------------------------------------------------------------------------------------------- */

/* Takes the word at a token: in small letters, its sound in its sentence and its lemma. False where no gap can be there. */
static bool take_word(search *s, const passage *p, size_t t)
{
    const token *word = p->tokens + t;
    char alone[SOUND_BYTES];
    const char *from = p->text + word->start, *end = from + word->size;
    size_t size = 0, length;
    lexicon_entry entry;
    if (word->kind != TOKEN_WORD || !p->sounds[t] || word->size + 8 >= WORD_BYTES || word->class & WORD_NAME ||
        word->liaison == LIAISON_MADE || word->liaison == LIAISON_OPTIONAL)
        return false;
    for (; from < end; from += length)
        size += text_encode(s->word + size, text_lower(text_decode(from, (size_t)(end - from), &length)));
    s->word[size] = 0;
    *s->sound = *s->lemma = 0;
    add_sound(s, p->sounds[t], s->sound);
    const reading *r = lexicon_reading(s->word, size, word->class, &entry);
    if (r)
        lexicon_lemma(r, s->word, size, s->lemma, sizeof s->lemma);
    s->parts = word->class & WORD_PARTS;
    s->count = 0;
    bool joined = p->text[word->start + word->size] == '-' || (word->start && p->text[word->start - 1] == '-');
    return r && !joined && sound_of(s, s->word, alone) && strcmp(alone, s->sound) == 0 && !strchr(s->word, '-');
}

/* The best candidate that is left, which is taken away; NULL for none. */
static const char *best_candidate(search *s)
{
    struct candidate *best = NULL;
    for (size_t i = 0; i < s->count; i++)
        if (s->candidates[i].score && (!best || s->candidates[i].score > best->score))
            best = s->candidates + i;
    if (!best)
        return NULL;
    best->score = 0;
    return arena_copy(s->pool, best->form, strlen(best->form));
}

/* A spelling with the capital that the word has in the text. */
static const char *with_capital(const search *s, size_t t, const char *form)
{
    const char *from = s->passage->text + s->passage->tokens[t].start;
    size_t length, first;
    char capital[4];
    if (!form || !text_is_upper(text_decode(from, s->passage->tokens[t].size, &length)))
        return form;
    size_t size = text_encode(capital, text_upper(text_decode(form, strlen(form), &first)));
    buffer whole = BUFFER_EMPTY;
    buffer_add(&whole, capital, size);
    buffer_text(&whole, form + first);
    form = arena_copy(s->pool, buffer_string(&whole), whole.size);
    buffer_free(&whole);
    return form;
}

static bool make_gap(search *s, size_t t, gap *out)
{
    const char *right = arena_copy(s->pool, s->word, strlen(s->word)), *one = best_candidate(s),
               *two = best_candidate(s);
    if (!right || !one || !two)
        return false;
    const char *spelt[GAP_OPTIONS] = {right, one, two};
    for (int i = 0; i < GAP_OPTIONS; i++) /* the alphabet's order tells nothing of which is right */
        for (int j = i + 1; j < GAP_OPTIONS; j++)
            if (strcmp(spelt[j], spelt[i]) < 0) {
                const char *other = spelt[i];
                spelt[i] = spelt[j];
                spelt[j] = other;
            }
    out->token = t;
    for (unsigned i = 0; i < GAP_OPTIONS; i++) {
        out->right = spelt[i] == right ? i : out->right;
        out->options[i] = with_capital(s, t, spelt[i]);
    }
    return true;
}

/* The gap that can be made of the word at a token: its weight, GAP_NONE for none. */
static unsigned gap_at(search *s, size_t t, gap *out)
{
    static const struct {
        bool (*decides)(const passage *p, size_t t, slot *want);
        unsigned weight;
    } kinds[] = {{verb_place, GAP_VERB}, {nonfinite_place, GAP_VERB}, {noun_place, GAP_NOUN}};
    const passage *p = s->passage;
    slot want = {0};
    if (!take_word(s, p, t))
        return GAP_NONE;
    if (grammar_place(s, p, t, &want)) {
        add_listed(s, &want);
        if (make_gap(s, t, out))
            return want.weight;
        s->count = 0;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        want = (slot){0};
        if (!kinds[i].decides(p, t, &want))
            continue;
        add_forms(s, &want);
        return make_gap(s, t, out) ? kinds[i].weight : GAP_NONE;
    }
    return GAP_NONE;
}

/* The gap of a breath group that weighs most, the first of these. Whether there is one. */
static bool gap_of_group(search *s, const breath_group *g, gap *out)
{
    const passage *p = s->passage;
    const token *from = p->items[g->begin].first, *to = p->items[g->end - 1].last;
    unsigned most = GAP_NONE;
    for (const token *t = from; t <= to; t++) {
        gap made = {0};
        unsigned weight = gap_at(s, (size_t)(t - p->tokens), &made);
        if (weight <= most)
            continue;
        most = weight;
        *out = made;
    }
    return most != GAP_NONE;
}

size_t gaps_find(const passage *p, analyser *a, arena *pool, bool alike, gap **found)
{
    search s = {.passage = p, .analyser = a, .pool = pool, .alike = alike};
    size_t count = 0;
    *found = arena_alloc(pool, (p->group_count + 1) * sizeof **found);
    for (size_t g = 0; *found && !p->title && g < p->group_count; g++)
        count += gap_of_group(&s, p->groups + g, *found + count);
    return count;
}
