#include "lexicon.h"

#include "base/text.h"
#include "lexicon-file.h"

#include <math.h>
#include <string.h>

enum { LONGEST = 127, VARIANTS_TRIED = 4000 };

/* Made by dictionaries/build, linked in by lexicon-data.c. */
extern const unsigned char lexicon_fr[] __attribute__((visibility("hidden")));

static const lexicon_header *header(void)
{
    return (const lexicon_header *)(const void *)lexicon_fr;
}

static const void *part(uint32_t place)
{
    return lexicon_fr + place;
}

/* The arc of a state for a byte, or NULL. */
static inline const lexicon_arc *arc_for(const lexicon_arc *arc, unsigned char byte)
{
    for (;; arc++) {
        unsigned char there = (unsigned char)arc->target;
        if (there == byte)
            return arc;
        if (there > byte || arc->before & LEXICON_ARC_LAST)
            return NULL;
    }
}

static void fill(lexicon_entry *entry, uint32_t number)
{
    const lexicon_header *h = header();
    const uint32_t *set = (const uint32_t *)part(h->sets) + ((const uint16_t *)part(h->sets_of_forms))[number];
    entry->readings = (const reading *)part(h->readings) + set[0];
    entry->count = (uint8_t)(set[1] - set[0]);
    entry->frequency = ((const uint8_t *)part(h->frequencies))[number];
    entry->small = false;
    entry->number = number;
}

bool lexicon_find(const char *form, size_t size, lexicon_entry *entry)
{
    const lexicon_header *h = header();
    const lexicon_arc *arcs = part(h->arcs), *state = arcs + h->root, *arc = NULL;
    uint32_t number = 0;
    for (size_t i = 0; i < size; i++) {
        if (!state || !(arc = arc_for(state, (unsigned char)form[i])))
            return false;
        number += (arc->before >> 2) + (i + 1 < size && arc->before & LEXICON_ARC_FINAL ? 1 : 0);
        state = arc->target >> 8 ? arcs + (arc->target >> 8) : NULL;
    }
    if (!arc || !(arc->before & LEXICON_ARC_FINAL))
        return false;
    fill(entry, number);
    return true;
}

/* ---- Spellings that stand for another ---------------------------------------------------------------------------- */

/* What a letter that is written may stand for, by what is tried. */
typedef struct variant {
    const char *written, *meant;
} variant;

/* Capitals lose their accents, and "œ" its ligature. */
static const variant unaccented[] = {
    {"a", "à"}, {"a", "â"}, {"a", "ä"}, {"c", "ç"}, {"e", "é"}, {"e", "è"}, {"e", "ê"}, {"e", "ë"},  {"i", "î"},
    {"i", "ï"}, {"o", "ô"}, {"o", "ö"}, {"u", "ù"}, {"u", "û"}, {"u", "ü"}, {"n", "ñ"}, {"oe", "œ"}, {"ae", "æ"},
};

/* The spelling of 1990 (Journal officiel, 6 December 1990), and "œ" as typewriters have it. */
static const variant rectified[] = {
    {"i", "î"},    {"u", "û"},    {"è", "é"},    {"üe", "uë"},  {"üi", "uï"}, {"oe", "œ"}, {"ae", "æ"}, {"èl", "ell"},
    {"èt", "ett"}, {"il", "ill"}, {"ot", "ott"}, {"ol", "oll"}, {"ss", "s"},  {"rr", "r"}, {"ff", "f"},
};

/* A place in a search: so many bytes of the word read, so many of the form written, in a state. */
typedef struct trail {
    uint32_t state, number;
    uint8_t read, written, changed;
} trail;

typedef struct search {
    const char *word;
    size_t size;
    const variant *variants;
    size_t variant_count;
    unsigned most; /* changes */
    trail trails[256];
    size_t count;
    unsigned steps;
    bool found;
    int best; /* how good what was found is */
    lexicon_entry *entry;
} search;

/* Goes on from a trail along `bytes`, which stand for `read` bytes of the word. */
static void follow(search *s, trail from, const char *bytes, size_t read, bool changed)
{
    const lexicon_header *h = header();
    const lexicon_arc *arcs = part(h->arcs), *arc = NULL;
    for (; *bytes; bytes++) {
        if (arc)
            from.number += arc->before & LEXICON_ARC_FINAL ? 1 : 0;
        if ((arc && !from.state) || !(arc = arc_for(arcs + from.state, (unsigned char)*bytes)))
            return;
        from.number += arc->before >> 2;
        from.state = arc->target >> 8;
    }
    from.read = (uint8_t)(from.read + read);
    from.changed = (uint8_t)(from.changed + changed);
    if (from.read == s->size) {
        lexicon_entry entry;
        if (!(arc->before & LEXICON_ARC_FINAL))
            return;
        fill(&entry, from.number);
        int good = entry.frequency - 64 * from.changed;
        if (s->found && good <= s->best)
            return;
        s->found = true;
        s->best = good;
        *s->entry = entry;
        return;
    }
    if (from.state && s->count < sizeof s->trails / sizeof *s->trails) {
        from.number += arc->before & LEXICON_ARC_FINAL ? 1 : 0;
        s->trails[s->count++] = from;
    }
}

static void step(search *s)
{
    trail here = s->trails[--s->count];
    const char *at = s->word + here.read;
    size_t left = s->size - here.read, length;
    char letter[5];
    text_decode(at, left, &length);
    memcpy(letter, at, length);
    letter[length] = '\0';
    if (here.changed < s->most)
        for (size_t i = 0; i < s->variant_count; i++) {
            size_t size = strlen(s->variants[i].written);
            if (size <= left && memcmp(at, s->variants[i].written, size) == 0)
                follow(s, here, s->variants[i].meant, size, true);
        }
    follow(s, here, letter, length, false);
}

/* The most common form that the word may stand for with at most `most` changes. */
static bool find_like(const char *word, size_t size, const variant *variants, size_t count, unsigned most,
                      lexicon_entry *entry)
{
    search s = {.word = word, .size = size, .variants = variants, .variant_count = count, .most = most, .entry = entry};
    s.trails[s.count++] = (trail){.state = header()->root};
    while (s.count && s.steps++ < VARIANTS_TRIED)
        step(&s);
    return s.found;
}

#define FIND_LIKE(word, size, variants, most, entry)                                                                   \
    find_like(word, size, variants, sizeof(variants) / sizeof *(variants), most, entry)

/* ---- Words as texts have them ------------------------------------------------------------------------------------ */

/* A word in small letters, an apostrophe as the lexicon has it. */
typedef struct folded {
    char text[LONGEST + 1];
    size_t size;
    bool begins_large, all_large; /* its first letter is a capital; it has two letters at least and all are */
} folded;

static bool fold(const char *word, size_t size, folded *f)
{
    size_t letters = 0, large = 0;
    *f = (folded){.size = 0};
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t point = text_decode(word + at, size - at, &length),
                 lower = point < 0x80 ? (uint32_t)(unsigned char)ascii_lower((char)point) : text_lower(point);
        if (f->size + 4 > LONGEST)
            return false;
        if (point == 0x2019)
            lower = '\'';
        else if (point == 0x2011 || point == 0x2010)
            lower = '-';
        else if (point == 0xAD) /* a soft hyphen is no letter */
            continue;
        f->begins_large |= !letters && lower != point;
        letters += text_is_letter(point);
        large += lower != point && point != 0x2019 && point != 0x2011 && point != 0x2010;
        f->size += text_encode(f->text + f->size, lower);
    }
    f->all_large = letters > 1 && large == letters;
    return letters > 0;
}

/* "PIERRE", "pierre" in a folded word: as a name, "Pierre". */
static bool find_name(const folded *f, lexicon_entry *entry)
{
    char name[LONGEST + 5];
    size_t length, size;
    bool begins = true;
    for (size_t at = 0, to = size = 0; at < f->size; at += length, to = size) {
        uint32_t point = text_decode(f->text + at, f->size - at, &length);
        size += text_encode(name + to, begins ? text_upper(point) : point);
        begins = point == '-';
        if (size > LONGEST)
            return false;
    }
    return lexicon_find(name, size, entry);
}

size_t lexicon_look(const char *word, size_t size, lexicon_entry entries[LEXICON_ENTRIES])
{
    size_t count = 0;
    folded f;
    count += lexicon_find(word, size, &entries[count]);
    if (count && (unsigned char)word[0] >= 'a' && (unsigned char)word[0] <= 'z')
        return count;
    if (!fold(word, size, &f))
        return count;
    bool same = f.size == size && memcmp(f.text, word, size) == 0;
    if (!same && lexicon_find(f.text, f.size, &entries[count]))
        entries[count++].small = f.begins_large;
    if (f.all_large && count < LEXICON_ENTRIES)
        count += find_name(&f, &entries[count]);
    if (f.all_large && (!count || entries[count - 1].frequency < 60) && count < LEXICON_ENTRIES &&
        FIND_LIKE(f.text, f.size, unaccented, 8, &entries[count]))
        entries[count++].small = true;
    if (!count && (FIND_LIKE(f.text, f.size, rectified, 1, &entries[count]) ||
                   (f.begins_large && FIND_LIKE(f.text, f.size, unaccented, 1, &entries[count]))))
        entries[count++].small = f.begins_large;
    return count;
}

/* ---- What is said of a form -------------------------------------------------------------------------------------- */

size_t lexicon_lemma(const reading *r, const char *form, size_t size, char *lemma, size_t room)
{
    const lexicon_header *h = header();
    const char *ending = (const char *)part(h->endings) + (r->ending < h->endings_size ? r->ending : 0);
    size_t stem = r->cut < size ? size - r->cut : 0, rest = strlen(ending);
    if (!room)
        return 0;
    if (stem > room - 1)
        stem = room - 1;
    if (rest > room - 1 - stem)
        rest = room - 1 - stem;
    memcpy(lemma, form, stem);
    memcpy(lemma + stem, ending, rest);
    lemma[stem + rest] = '\0';
    return stem + rest;
}

/* The last arc of a state that does not come after word `number` of it. */
static const lexicon_arc *arc_of_number(const lexicon_arc *arc, uint32_t number)
{
    while (!(arc->before & LEXICON_ARC_LAST) && arc[1].before >> 2 <= number)
        arc++;
    return arc;
}

size_t lexicon_form(uint32_t number, char *form, size_t room)
{
    const lexicon_header *h = header();
    const lexicon_arc *arcs = part(h->arcs), *arc;
    size_t size = 0;
    if (!room)
        return 0;
    for (uint32_t state = h->root; state && number < h->forms && size < room - 1; state = arc->target >> 8) {
        arc = arc_of_number(arcs + state, number);
        number -= arc->before >> 2;
        form[size++] = (char)(unsigned char)arc->target;
        if (arc->before & LEXICON_ARC_FINAL && !number--)
            break;
    }
    form[size] = '\0';
    return size;
}

uint32_t lexicon_size(void)
{
    return header()->forms;
}

double lexicon_per_million(uint8_t frequency)
{
    return frequency ? exp2(frequency / 8.0) / 100 : 0;
}

const reading *lexicon_reading(const char *word, size_t size, word_class class, lexicon_entry *found)
{
    lexicon_entry entries[LEXICON_ENTRIES];
    size_t count = lexicon_look(word, size, entries);
    for (size_t i = 0; i < count; i++)
        for (uint8_t k = 0; k < entries[i].count; k++)
            if (entries[i].readings[k].class & (uint32_t) class & WORD_PARTS) {
                *found = entries[i];
                return &entries[i].readings[k];
            }
    if (count == 0 || entries[0].count == 0)
        return NULL;
    *found = entries[0];
    return entries[0].readings;
}
