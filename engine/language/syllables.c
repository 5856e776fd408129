/* Where syllables are cut, by sound: each has one vowel and as many of the consonants before it as can begin a French
 * syllable (Grevisse and Goosse, "Le bon usage", on syllables; Grammont's rule for the mute e). */
#include "language/syllables.h"

#include "language/sounds.h"

#include <string.h>

/* A grapheme as its syllable sees it. */
typedef struct unit {
    const char *sound;
    sound_shape shape;
    bool nucleus;
} unit;

typedef struct cutter {
    const char *word;
    const conventions *conventions;
    spelling *spelling;
    unit units[SPELLING_GRAPHEMES];
} cutter;

static bool is_one_of(const char *sound, const char *list)
{
    return *sound && strstr(list, sound);
}

static bool is_glide(const unit *u)
{
    return u->shape.glide && !u->shape.vowels && !u->shape.consonants;
}

static bool begins_with(const cutter *c, unsigned at, char letter)
{
    return (c->word[c->spelling->graphemes[at].start] | 0x20) == letter;
}

/* The grapheme before `at` that has a sound, or -1. */
static int sounded_before(const cutter *c, unsigned at)
{
    int i = (int)at - 1;
    while (i >= 0 && !*c->units[i].sound)
        i--;
    return i;
}

/* Whether a mute e ends the word after a consonant: "table", "tables", "montent"; or with the g that it softens:
 * "garage"; not after a glide, which stays with its vowel: "a-beille". */
static bool is_final_e(const cutter *c, unsigned at)
{
    const grapheme *g = &c->spelling->graphemes[at];
    int before = sounded_before(c, at);
    bool softens = g->size == 2 && begins_with(c, at, 'g') && (c->word[g->start + 1] | 0x20) == 'e';
    bool mute = !*c->units[at].sound && begins_with(c, at, 'e') && before >= 0 && !c->units[before].shape.vowels &&
                !is_glide(&c->units[before]);
    if (!softens && !mute)
        return false;
    for (unsigned i = at + softens; i < c->spelling->count; i++)
        if (*c->units[i].sound)
            return false;
    return true;
}

/* Whether a schwa is dropped in speech: between two single consonants ("samedi"), but not after two ("appartement") nor
 * at the beginning ("petit"). */
static bool is_dropped(const cutter *c, unsigned at)
{
    int before = sounded_before(c, at), second = before > 0 ? sounded_before(c, (unsigned)before) : -1;
    return strcmp(c->units[at].sound, "ə") == 0 && before >= 0 && second >= 0 &&
           c->units[before].shape.consonants == 1 && c->units[second].shape.vowels && at + 1 < c->spelling->count &&
           !c->units[at + 1].shape.vowels;
}

static void find_nuclei(cutter *c)
{
    for (unsigned i = 0; i < c->spelling->count; i++) {
        unit *u = &c->units[i];
        u->sound = c->spelling->graphemes[i].sound;
        u->shape = sound_shape_of(u->sound);
        u->nucleus = u->shape.vowels;
    }
    for (unsigned i = 0; i < c->spelling->count; i++)
        if (c->conventions->oral && is_dropped(c, i))
            c->units[i].nucleus = false;
        else if (c->conventions->mute_e && is_final_e(c, i))
            c->units[i].nucleus = true;
}

/* The grapheme with which the onset of the nucleus at `next` begins; `from` is the one after the nucleus before. */
static unsigned onset_of(const cutter *c, unsigned from, unsigned next)
{
    unsigned list[SPELLING_GRAPHEMES], count = 0;
    for (unsigned i = from; i < next; i++)
        if (*c->units[i].sound && strcmp(c->units[i].sound, "ə") != 0)
            list[count++] = i;
    if (count == 0)
        return next;
    unsigned k = count - 1;
    if (k > 0 && is_glide(&c->units[list[k]]) && !begins_with(c, list[k], 'w'))
        k--;
    if (k > 0 && is_one_of(c->units[list[k]].sound, "lʁ") && is_one_of(c->units[list[k - 1]].sound, "pbtdkɡfv") &&
        !(strcmp(c->units[list[k]].sound, "l") == 0 && is_one_of(c->units[list[k - 1]].sound, "td")))
        k--;
    if (k > 1 && strcmp(c->units[list[k - 1]].sound, "s") == 0 && is_one_of(c->units[list[k]].sound, "ptk"))
        k--;
    return list[k];
}

/* How many bytes of a grapheme stay in the syllable before it: the first of two like consonants where they are parted. An
 * e without accent is read with the r or t that follows it, so these are parted in both conventions: "ter-rain". */
static unsigned kept(const cutter *c, const grapheme *g)
{
    const char *letters = c->word + g->start;
    bool doubled = g->size >= 2 && (letters[0] | 0x20) == (letters[1] | 0x20);
    bool with_e = g->start && (letters[-1] | 0x20) == 'e' && strchr("rtRT", letters[0]);
    return doubled && (c->conventions->typographic || with_e) ? 1 : 0;
}

/* Where a grapheme that ends one syllable and begins the next ("i-ll", "o-y", "i-") is cut; 0 where it is not. */
static unsigned cut_inside(const cutter *c, unsigned at)
{
    const grapheme *g = &c->spelling->graphemes[at];
    const char *letters = c->word + g->start;
    size_t length = strlen(c->units[at].sound);
    if (!c->units[at].shape.coda || length < 2 || c->units[at].sound[length - 1] != 'j' || g->size < 2)
        return 0;
    if ((letters[g->size - 1] | 0x20) == 'l')
        return (unsigned)g->start + g->size - (c->conventions->typographic ? 1 : 2);
    return (unsigned)g->start + g->size - 1;
}

/* The grapheme from `from` up to `to` that a hyphen stands before ("arc-en-ciel"); 0 where there is none. */
static unsigned after_hyphen(const cutter *c, unsigned from, unsigned to)
{
    const grapheme *g = c->spelling->graphemes;
    for (unsigned i = to; i >= from; i--) {
        unsigned end = g[i - 1].start + g[i - 1].size;
        if (end < g[i].start && c->word[end] != '\'' && !(g[i].start - end == 3 && (c->word[end + 2] & 0xFF) == 0x99))
            return i;
    }
    return 0;
}

/* The byte at which the syllable of the nucleus `next` begins, after the nucleus `last`. */
static unsigned cut_between(const cutter *c, unsigned last, unsigned next)
{
    unsigned onset = onset_of(c, last + 1, next);
    unsigned hyphen = after_hyphen(c, last + 1, next);
    const grapheme *g = c->spelling->graphemes;
    if (hyphen)
        return g[hyphen].start;
    if (onset == next || (is_glide(&c->units[onset]) && g[onset].size < 3)) {
        unsigned inside = next == last + 1 ? cut_inside(c, last) : 0;
        if (inside)
            return inside;
        while (onset > last + 1 && !*c->units[onset - 1].sound && begins_with(c, onset - 1, 'h'))
            onset--;
        return g[onset].start;
    }
    if (*c->units[onset].sound == 'j' && g[onset].size >= 3) /* "trava-iller", "travail-ler" */
        return g[onset].start + (c->conventions->typographic ? g[onset].size - 1u : 0);
    if (begins_with(c, onset, 'x') && onset + 1 < next && begins_with(c, onset + 1, 'c'))
        return g[onset + 1].start; /* "ex-cel-lent" */
    return g[onset].start + kept(c, &g[onset]);
}

/* A cut moved back to where a letter begins: before the marks that are joined to it (U+0300 to U+036F), where they are
 * characters of their own. */
static unsigned letter_start(const char *word, unsigned at)
{
    for (;; at--) {
        unsigned char byte = (unsigned char)word[at];
        if (at == 0 || ((byte & 0xC0) != 0x80 && byte != 0xCC && byte != 0xCD))
            return at;
    }
}

void syllables_cut(const char *word, const conventions *conventions_or_none, spelling *s)
{
    static const conventions none = {0};
    cutter c = {.word = word, .conventions = conventions_or_none ? conventions_or_none : &none, .spelling = s};
    int last = -1;
    s->syllable_count = s->count ? 1 : 0;
    s->syllables[0] = 0;
    find_nuclei(&c);
    for (unsigned i = 0; i < s->count; i++) {
        if (!c.units[i].nucleus)
            continue;
        unsigned cut = last >= 0 ? letter_start(word, cut_between(&c, (unsigned)last, i)) : 0;
        if (cut > s->syllables[s->syllable_count - 1])
            s->syllables[s->syllable_count++] = (uint8_t)cut;
        last = (int)i;
    }
}
