#include "forms.h"

#include "base/memory.h"
#include "base/table.h"
#include "base/text.h"
#include "language/classes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 127, WEIGHTS = 15 };

/* The fields of Dicollecte's dictionaries. `closed`: no word of a text, or a form that is wrong. */
static const struct field {
    const char *name;
    uint32_t class;
    bool closed;
} fields_known[] = {
    {"is:epi", WORD_GENDER, false},
    {"is:fem", WORD_FEMININE, false},
    {"is:inv", WORD_NUMBER, false},
    {"is:mas", WORD_MASCULINE, false},
    {"is:pl", WORD_PLURAL, false},
    {"is:sg", WORD_SINGULAR, false},
    {"po:1isg", WORD_VERB | WORD_FIRST | WORD_SINGULAR, false},
    {"po:1pe", WORD_FIRST, false},
    {"po:1pl", WORD_FIRST | WORD_PLURAL, false},
    {"po:1sg", WORD_FIRST | WORD_SINGULAR, false},
    {"po:2pe", WORD_SECOND, false},
    {"po:2pl", WORD_SECOND | WORD_PLURAL, false},
    {"po:2sg", WORD_SECOND | WORD_SINGULAR, false},
    {"po:3pe", WORD_THIRD, false},
    {"po:3pl", WORD_THIRD | WORD_PLURAL, false},
    {"po:3pl!", WORD_THIRD | WORD_PLURAL, false},
    {"po:3sg", WORD_THIRD | WORD_SINGULAR, false},
    {"po:adj", WORD_ADJECTIVE, false},
    {"po:adv", WORD_ADVERB, false},
    {"po:advint", WORD_ADVERB, false},
    {"po:cj", WORD_CONJUNCTION, false},
    {"po:cjco", WORD_CONJUNCTION, false},
    {"po:cjsub", WORD_CONJUNCTION, false},
    {"po:cond", WORD_VERB | WORD_CONDITIONAL, false},
    {"po:det", WORD_DETERMINER, false},
    {"po:detdem", WORD_DETERMINER, false},
    {"po:detex", WORD_DETERMINER, false},
    {"po:detind", WORD_DETERMINER, false},
    {"po:detneg", WORD_DETERMINER, false},
    {"po:detpos", WORD_DETERMINER, false},
    {"po:div", 0, true},
    {"po:err", 0, true},
    {"po:ifut", WORD_VERB | WORD_FUTURE, false},
    {"po:iimp", WORD_VERB | WORD_IMPERFECT, false},
    {"po:impe", WORD_VERB | WORD_IMPERATIVE, false},
    {"po:infi", WORD_INFINITIVE, false},
    {"po:interj", WORD_INTERJECTION, false},
    {"po:ipre", WORD_VERB | WORD_PRESENT, false},
    {"po:ipsi", WORD_VERB | WORD_PAST, false},
    {"po:loc.adj", WORD_ADJECTIVE, false},
    {"po:loc.adv", WORD_ADVERB, false},
    {"po:loc.cj", WORD_CONJUNCTION, false},
    {"po:loc.cjsub", WORD_CONJUNCTION, false},
    {"po:loc.interj", WORD_INTERJECTION, false},
    {"po:loc.nom", WORD_NOUN, false},
    {"po:loc.patr", WORD_NAME, false},
    {"po:loc.prep", WORD_PREPOSITION, false},
    {"po:loc.prepv", WORD_PREPOSITION, false},
    {"po:nb", WORD_NUMERAL, false},
    {"po:nbro", WORD_ADJECTIVE, false},
    {"po:negadv", WORD_ADVERB, false},
    {"po:nom", WORD_NOUN, false},
    {"po:npr", WORD_NAME, false},
    {"po:patr", WORD_NAME, false},
    {"po:pfx", 0, true},
    {"po:ponc", 0, true},
    {"po:ppas", WORD_PAST_PARTICIPLE, false},
    {"po:ppre", WORD_PRESENT_PARTICIPLE, false},
    {"po:prep", WORD_PREPOSITION, false},
    {"po:prepv", WORD_PREPOSITION, false},
    {"po:prn", WORD_NAME, false},
    {"po:proadv", WORD_PRONOUN, false},
    {"po:prodem", WORD_PRONOUN, false},
    {"po:proind", WORD_PRONOUN, false},
    {"po:proint", WORD_PRONOUN, false},
    {"po:proneg", WORD_PRONOUN, false},
    {"po:properobj", WORD_PRONOUN | WORD_OBJECT, false},
    {"po:propersuj", WORD_PRONOUN | WORD_SUBJECT, false},
    {"po:prorel", WORD_PRONOUN, false},
    {"po:sfx", 0, true},
    {"po:sign", 0, true},
    {"po:simp", WORD_VERB | WORD_SUBJUNCTIVE, false},
    {"po:spre", WORD_VERB | WORD_SUBJUNCTIVE, false},
    {"po:titr", WORD_NOUN, false},
};

/* Letters, joined by hyphens and apostrophes: what a text's word can be. */
static bool is_word(const char *text)
{
    uint32_t last = '-';
    for (uint32_t point; (point = text_next(&text)); last = point)
        if (!text_is_letter(point) && (last == '-' || last == '\'' || (point != '-' && point != '\'')))
            return false;
    return last != '-';
}

static void add(forms *all, form f)
{
    if (all->count == all->room) {
        size_t room = all->room ? 2 * all->room : 1 << 16;
        form *list = memory_resize(all->list, room * sizeof *list);
        if (!list) {
            all->failed = true;
            return;
        }
        all->list = list;
        all->room = room;
    }
    all->list[all->count++] = f;
}

/* Forms of the same entry share their lemma's copy where they come one after the other. */
static const char *lemma_copy(forms *all, const char *lemma)
{
    const char *last = all->count ? all->list[all->count - 1].lemma : NULL;
    return last && strcmp(last, lemma) == 0 ? last : arena_string(all->pool, lemma);
}

/* The bits of a blank-separated list of fields; `stem` is set to the lemma that st: gives, of `room` bytes. False for what is no word. */
static bool read_fields(const char *fields, uint32_t *class, char *stem, size_t room)
{
    *class = 0;
    for (size_t size; *fields; fields += size) {
        fields += strspn(fields, " \t");
        size = strcspn(fields, " \t");
        char name[32];
        if (size > 3 && strncmp(fields, "st:", 3) == 0)
            snprintf(stem, room, "%.*s", (int)(size - 3), fields + 3);
        if (size >= sizeof name)
            continue;
        memcpy(name, fields, size);
        name[size] = '\0';
        const struct field *known = ROW_NAMED(name, fields_known);
        if (known && known->closed)
            return false;
        *class |= known ? known->class : 0;
    }
    return true;
}

void forms_add(void *user, const char *text, const char *lemma, const char *fields)
{
    forms *all = user;
    char stem[LONGEST + 1] = "";
    uint32_t class;
    if (!read_fields(fields, &class, stem, sizeof stem) || !is_word(text) || strlen(text) > LONGEST)
        return;
    if (class & WORD_PAST_PARTICIPLE) /* "po:ppas po:adj" is one reading */
        class &= ~(uint32_t)(WORD_ADJECTIVE | WORD_VERB | WORD_PERSON);
    const char *copy = arena_string(all->pool, text), *base = lemma_copy(all, *stem ? stem : lemma);
    for (uint32_t part = 1; part & WORD_PARTS; part <<= 1)
        if (class & part) {
            uint32_t features = class & ~(uint32_t)WORD_PARTS;
            if (part & (WORD_ADVERB | WORD_PREPOSITION | WORD_CONJUNCTION | WORD_INTERJECTION | WORD_INFINITIVE))
                features = 0;
            if (!(part & WORD_PRONOUN))
                features &= ~(uint32_t)(WORD_SUBJECT | WORD_OBJECT);
            add(all, (form){.text = copy, .lemma = base, .class = part | features});
        }
}

bool forms_add_row(forms *all, const char *row)
{
    const char *class = strchr(row, '\t'), *lemma = class ? strchr(class + 1, '\t') : NULL,
               *weight = lemma ? strchr(lemma + 1, '\t') : NULL;
    bool known;
    if (!weight)
        return false;
    form f = {.text = arena_copy(all->pool, row, (size_t)(class - row)),
              .lemma = arena_copy(all->pool, lemma + 1, (size_t)(weight - lemma - 1)),
              .class = word_class_parse(class + 1, (size_t)(lemma - class - 1), &known),
              .weight = (uint32_t)strtoul(weight + 1, NULL, 10),
              .ours = true};
    add(all, f);
    return known && (f.class & WORD_PARTS) && f.weight <= WEIGHTS;
}

static int by_text(const void *one, const void *other)
{
    const form *a = one, *b = other;
    int order = strcmp(a->text, b->text);
    if (!order)
        order = b->ours - a->ours;
    if (!order)
        order = strcmp(a->lemma, b->lemma);
    return order ? order : (a->class > b->class) - (a->class < b->class);
}

static int by_weight(const void *one, const void *other)
{
    const form *a = one, *b = other;
    int order = strcmp(a->text, b->text);
    if (!order)
        order = (a->weight < b->weight) - (a->weight > b->weight);
    if (!order)
        order = (a->class > b->class) - (a->class < b->class);
    return order ? order : strcmp(a->lemma, b->lemma);
}

/* Makes readings of the same form, part of speech and lemma one, and lets our rows replace the dictionary's. */
static void merge(forms *all)
{
    size_t kept = 0, first = 0;
    for (size_t i = 0; i < all->count; i++) {
        form f = all->list[i];
        bool begins = !kept || strcmp(all->list[kept - 1].text, f.text) != 0;
        if (begins)
            first = kept;
        else if (all->list[first].ours && !f.ours)
            continue;
        size_t same = first;
        while (same < kept &&
               ((all->list[same].class ^ f.class) & WORD_PARTS || ((all->list[same].class ^ f.class) & WORD_SOUNDED) ||
                strcmp(all->list[same].lemma, f.lemma) != 0 || f.ours))
            same++;
        if (same < kept)
            all->list[same].class |= f.class;
        else
            all->list[kept++] = f;
    }
    all->count = kept;
}

/* Gives a form's readings the count of its text. */
static void read_counts(forms *all, table *counts, char *text, double *total)
{
    for (char *end; *text; text = end) {
        end = text + strcspn(text, "\n");
        char *tab = memchr(text, '\t', (size_t)(end - text));
        if (*end)
            *end++ = '\0';
        double *count = tab && *text != '#' ? arena_alloc(all->pool, sizeof *count) : NULL;
        if (!count)
            continue;
        *tab = '\0';
        *count = strtod(tab + 1, NULL);
        *total += *count;
        table_set(counts, text, count);
    }
    for (size_t i = 0; i < all->count; i++) {
        const double *count = table_value(counts, all->list[i].text);
        all->list[i].count = count ? *count : 0;
    }
}

/* What the forms of one lemma only say of how common it is, by lemma and kind: the mean of their counts. */
typedef struct evidence {
    double sum;
    unsigned forms;
} evidence;

/* Finite forms, infinitives and participles of a lemma stand for one another, and so do its nouns and adjectives. */
static evidence *evidence_of(forms *all, table *known, const form *f)
{
    uint32_t part = f->class & WORD_PARTS;
    if (part & (WORD_VERB | WORD_INFINITIVE | WORD_PAST_PARTICIPLE | WORD_PRESENT_PARTICIPLE))
        part = WORD_VERB;
    else if (part & (WORD_NOUN | WORD_ADJECTIVE))
        part = WORD_NOUN;
    char key[2 * LONGEST];
    snprintf(key, sizeof key, "%x %s", (unsigned)part, f->lemma);
    evidence *found = table_value(known, key);
    if (!found && (found = arena_alloc(all->pool, sizeof *found)))
        table_set(known, key, found);
    return found;
}

static size_t same_text(const forms *all, size_t first)
{
    size_t end = first;
    while (end < all->count && strcmp(all->list[end].text, all->list[first].text) == 0)
        end++;
    return end;
}

/* The one evidence that all readings of a form share, or NULL. */
static evidence *shared_evidence(forms *all, table *known, size_t first, size_t end)
{
    evidence *e = evidence_of(all, known, &all->list[first]);
    for (size_t i = first + 1; e && i < end; i++)
        if (evidence_of(all, known, &all->list[i]) != e)
            e = NULL;
    return e;
}

/* A form of one reading weighs WEIGHTS; of several, each by the logarithm of its evidence; UNKNOWN where every form of a
 * lemma is one of another lemma too. */
static void weigh(forms *all)
{
    enum { UNKNOWN = 7 };
    table *known = table_new(all->pool);
    for (size_t first = 0, end; first < all->count; first = end) {
        end = same_text(all, first);
        evidence *e = shared_evidence(all, known, first, end);
        if (e) {
            e->sum += all->list[first].count;
            e->forms++;
        }
    }
    for (size_t first = 0, end; first < all->count; first = end) {
        end = same_text(all, first);
        for (size_t i = first; i < end; i++) {
            form *f = &all->list[i];
            evidence *e = evidence_of(all, known, f);
            if (f->ours)
                continue;
            f->weight = e && e->forms ? (uint32_t)fmin(WEIGHTS, log2(1 + e->sum / e->forms)) : UNKNOWN;
            if (end - first == 1)
                f->weight = WEIGHTS;
        }
    }
}

void forms_finish(forms *all, char *counts, double *total)
{
    qsort(all->list, all->count, sizeof *all->list, by_text);
    merge(all);
    read_counts(all, table_new(all->pool), counts, total);
    weigh(all);
    qsort(all->list, all->count, sizeof *all->list, by_weight);
}
