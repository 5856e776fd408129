/* Each word is held against the next word of its clause. Only where a silent consonant meets a vowel, or an aspirated h, are
 * the rules asked. */
#include "language/liaisons.h"

#include "language/liaison-rules.h"
#include "language/words.h"

#include "base/text.h"

#include <string.h>

enum { SMALL_MOST = 64 };

struct liaisons {
    rule_set rules;
};

liaisons *liaisons_new(arena *pool)
{
    liaisons *l = arena_alloc(pool, sizeof *l);
    return l && rules_compile(&l->rules, pool) ? l : NULL;
}

/* A word in small letters; false where it is too long for any that the tables have. */
static bool make_small(char small[SMALL_MOST], size_t *size, const char *word, size_t bytes)
{
    *size = 0;
    for (size_t at = 0, length; at < bytes; at += length) {
        uint32_t point = text_lower(text_decode(word + at, bytes - at, &length));
        if (*size + 4 >= SMALL_MOST)
            return false;
        *size += text_encode(small + *size, point == 0x2019 ? '\'' : point);
    }
    small[*size] = 0;
    return true;
}

/* ---- How a word begins ------------------------------------------------------------------------------------------- */

static bool is_vowel(uint32_t point)
{
    for (const char *at = "aeiouyàâäéèêëîïôöùûüœæ"; *at;)
        if (text_next(&at) == point)
            return true;
    return false;
}

/* What h-aspire.tsv says of a word in small letters: NULL where no row fits. */
static const char *row_of(const char *small, size_t size)
{
    char stem[SMALL_MOST + 1];
    const char *const *row = word_find(&words_fr_h_aspire, small, size);
    memcpy(stem, small, size);
    for (; !row && size > 1; size--) {
        stem[size] = '-';
        row = word_find(&words_fr_h_aspire, stem, size + 1);
    }
    return row ? row[1] : NULL;
}

/* As liaison_aspirated, of a word in small letters. */
static bool is_aspirated(const char *small, size_t size)
{
    if (!size || !strchr("houyie", *small))
        return false;
    const char *said = row_of(small, size);
    size_t length;
    if (said)
        return strcmp(said, "aspiré") == 0;
    return *small == 'y' && is_vowel(text_decode(small + 1, size - 1, &length)) && size > 1;
}

bool liaison_aspirated(const char *word, size_t size)
{
    char small[SMALL_MOST];
    size_t length;
    return make_small(small, &length, word, size) && is_aspirated(small, length);
}

static bool begins_with_vowel(const char *small, size_t size)
{
    size_t length;
    return *small == 'h' || is_vowel(text_decode(small, size, &length));
}

/* ---- How a word ends --------------------------------------------------------------------------------------------- */

/* Letters that can be silent at a word's end and sounded in a liaison (G § 43), with the sound. */
static const struct {
    char letter, latent;
    const char *sound;
} latents[] = {
    {'s', 'z', "z"}, {'x', 'z', "z"}, {'z', 'z', "z"}, {'t', 't', "t"}, {'d', 't', "t"},
    {'n', 'n', "n"}, {'r', 'r', "ʁ"}, {'p', 'p', "p"}, {'g', 'g', "ɡ"}, {'c', 'c', "k"},
};

static const char *sound_of(char latent)
{
    for (size_t i = 0; i < sizeof latents / sizeof *latents; i++)
        if (latents[i].latent == latent)
            return latents[i].sound;
    return NULL;
}

/* Whether a sound (IPA) ends in a vowel, a nasal one too. */
static bool ends_in_vowel(const char *sound)
{
    bool vowel = true;
    while (*sound) {
        uint32_t point = text_next(&sound);
        if (point == 0x303)
            continue;
        vowel = false;
        for (const char *at = "aɑeɛəiɔoøœuy"; *at && !vowel;)
            vowel = text_next(&at) == point;
    }
    return vowel;
}

/* Whether the last letter of a word is silent, as its spelling says; without one, as most words have it. */
static bool ends_silently(const spelling *s, const char *small, size_t size)
{
    if (s && s->count) {
        const char *sound = s->graphemes[s->count - 1].sound;
        return ends_in_vowel(sound);
    }
    return small[size - 1] != 'r' || (size > 2 && small[size - 2] == 'e');
}

/* The silent consonant that a word ends with; 0 for none, and for a letter that stands alone and is named. Finite verbs and
 * determiners sound none of theirs. */
static char latent_of(const token *t, const char *small, size_t size)
{
    static const word_class never = WORD_VERB | WORD_DETERMINER;
    if (size < 2)
        return 0;
    for (size_t i = 0; i < sizeof latents / sizeof *latents; i++) {
        if (latents[i].letter != small[size - 1])
            continue;
        bool always = t->class & never && strchr("ztn", latents[i].latent);
        return always || ends_silently(t->spelling, small, size) ? latents[i].latent : 0;
    }
    return 0;
}

/* Words that end with a sound and are linked all the same: the numbers before a noun (G § 43). */
static char latent_of_number(const char *small)
{
    static const char *const words[] = {"six", "dix", "neuf", "plus", "tous", "vingt", "cent"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(small, words[i]) == 0)
            return small[strlen(small) - 1] == 't' ? 't' : 'z';
    return 0;
}

bool liaison_opens(const char *word, size_t size)
{
    /* Adjectives in -ain, -ein, -in, -ien, -yen and "bon"; "un", "aucun", "commun", "mon", "en", "bien" keep their vowel (G § 43). */
    static const char *const endings[] = {"ain", "ein", "ien", "yen", "bon", "vin"};
    static const char *const kept[] = {"bien", "rien", "combien"};
    char small[SMALL_MOST];
    size_t length;
    if (!make_small(small, &length, word, size))
        return false;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (strcmp(small, kept[i]) == 0)
            return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_ends(small, endings[i]))
            return true;
    return false;
}

/* ---- The text ---------------------------------------------------------------------------------------------------- */

static bool is_spoken(const token *t)
{
    return t->kind == TOKEN_WORD || t->kind == TOKEN_ELISION || t->kind == TOKEN_NUMBER ||
           t->kind == TOKEN_ABBREVIATION || t->kind == TOKEN_UNIT;
}

static bool is_hyphen(const char *text, const token *t)
{
    return t->kind == TOKEN_SIGN &&
           (text_is(text + t->start, t->size, "-") || text_is(text + t->start, t->size, "\u2011") ||
            text_is(text + t->start, t->size, "\u2010"));
}

/* The next spoken token of the same clause after `at`: only blanks of the line, or one hyphen without blanks, stand
 * between. `end` where there is none. */
static const token *next_spoken(const char *text, const token *at, const token *end, bool *joined)
{
    const token *next = at + 1;
    *joined = next < end && is_hyphen(text, next);
    if (*joined)
        return next + 1 < end && is_spoken(next + 1) ? next + 1 : end;
    while (next < end && next->kind == TOKEN_BLANK) {
        if (memchr(text + next->start, '\n', next->size))
            return end;
        next++;
    }
    return next < end && is_spoken(next) ? next : end;
}

/* What the rules may ask of a token; a token past the end is nothing. */
static void seat_token(const liaisons *l, const char *text, const token *t, bool joined, char room[SMALL_MOST],
                       seated *s)
{
    *s = (seated){.small = ""};
    if (!t || !make_small(room, &s->size, text + t->start, t->size)) {
        s->size = 0;
        return;
    }
    s->small = room;
    s->there = true;
    s->joined = joined;
    s->class = t->class;
    s->listed = rules_word(&l->rules, room);
}

/* The words around a place between two words. */
typedef struct place_words {
    const token *before, *word, *next;
    bool held, joined;
} place_words;

/* Asks the rules about a place. */
static void decide(const liaisons *l, const char *text, const place_words *p, const token *end, token *word)
{
    char rooms[SEATS][SMALL_MOST];
    seated seats[SEATS];
    bool ahead = false;
    if (p->next->kind != TOKEN_WORD)
        return;
    seat_token(l, text, p->next, p->joined, rooms[SEAT_NEXT], seats + SEAT_NEXT);
    seated *next = seats + SEAT_NEXT;
    if (!next->size || !begins_with_vowel(next->small, next->size))
        return;
    next->aspirated = is_aspirated(next->small, next->size);
    seat_token(l, text, p->word, p->held, rooms[SEAT_WORD], seats + SEAT_WORD);
    seated *self = seats + SEAT_WORD;
    if (self->size)
        self->latent = latent_of_number(self->small);
    if (self->size && !self->latent)
        self->latent = latent_of(p->word, self->small, self->size);
    if (!self->latent)
        return;
    const token *after = next_spoken(text, p->next, end, &ahead);
    seat_token(l, text, p->before, false, rooms[SEAT_BEFORE], seats + SEAT_BEFORE);
    seat_token(l, text, after < end ? after : NULL, ahead, rooms[SEAT_AFTER], seats + SEAT_AFTER);
    const rule *r = rules_first(&l->rules, seats);
    if (!r)
        return;
    word->liaison = r->verdict;
    if (r->verdict == LIAISON_MADE || r->verdict == LIAISON_OPTIONAL)
        word->liaison_sound = r->sound ? r->sound : sound_of(self->latent);
}

void liaisons_mark(const liaisons *l, const char *text, token *tokens, size_t count)
{
    const token *end = tokens + count;
    place_words p = {0};
    for (token *t = tokens; t < end; t++) {
        bool joined = false;
        if (!is_spoken(t))
            continue;
        p.word = t;
        p.next = next_spoken(text, t, end, &joined);
        p.joined = joined;
        if (p.next < end && t->kind == TOKEN_WORD)
            decide(l, text, &p, end, t);
        p.before = p.next < end ? t : NULL;
        p.held = joined && p.next < end;
    }
}
