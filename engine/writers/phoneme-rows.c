/* Phonemes of words: an alignment of what is expected with what a voice told. */
#include "writers/phoneme-rows.h"

#include "base/arena.h"
#include "base/text.h"

#include <string.h>

/* What an alignment's steps cost. Words' bounds hold it together: they are told, but for elisions and hyphens. */
enum {
    ALIKE = 2,       /* two sounds of one kind that differ little: e and ɛ */
    OTHER = 3,       /* two vowels, or two consonants */
    UNLIKE = 9,      /* a vowel and a consonant */
    LACKING = 4,     /* a sound that is not told, or not expected */
    MUTE = 1,        /* a schwa or a liaison that is not told */
    LOST_BOUND = 4,  /* words run together */
    ADDED_BOUND = 5, /* a word taken apart */
    ROOM = 8000,     /* units of a piece, at most */
    MEMORY = 1 << 27
};

typedef enum unit_kind { UNIT_SOUND, UNIT_MUTE, UNIT_BOUND, UNIT_JOINT } unit_kind;

/* A sound, or the bound between two words; a joint is one that voices do not make. */
typedef struct unit {
    const char *text;
    unsigned size, token;
    unit_kind kind;
} unit;

typedef struct units {
    unit *list;
    size_t count;
} units;

typedef enum step { STEP_BOTH, STEP_EXPECTED, STEP_TOLD } step;

static bool is_mark(uint32_t point)
{
    return point == 0x2C8 || point == 0x2CC || point == 0x2D0 || point == '-' || point == ';';
}

static bool is_combining(uint32_t point)
{
    return point >= 0x300 && point < 0x370;
}

static void add_unit(units *u, const char *text, size_t size, unsigned word, unit_kind kind)
{
    if (u->count < ROOM)
        u->list[u->count++] = (unit){text, (unsigned)size, word, kind};
}

/* ---- What is expected ---- */

/* Adds sounds, a unit each. */
static void add_sounds(units *u, const char *ipa, unsigned word, unit_kind kind)
{
    while (*ipa) {
        const char *begin = ipa, *next;
        text_next(&ipa);
        for (next = ipa; is_combining(text_next(&next)); ipa = next)
            ;
        add_unit(u, begin, (size_t)(ipa - begin), word, strncmp(begin, "ə", 2) == 0 ? UNIT_MUTE : kind);
    }
}

/* Adds the letters of a word of which no sounds are known, as if each were its sound. */
static void add_letters(units *u, const char *word, size_t size, unsigned number)
{
    size_t length;
    for (size_t at = 0; at < size; at += length) {
        text_decode(word + at, size - at, &length);
        add_unit(u, word + at, length, number, UNIT_SOUND);
    }
}

static void expect(units *u, const char *text, const token *tokens, size_t count)
{
    bool blank = false;
    for (size_t i = 0; i < count; i++) {
        const token *t = &tokens[i];
        if (t->kind == TOKEN_BLANK || t->kind == TOKEN_SIGN) {
            blank |= t->kind == TOKEN_BLANK;
            continue;
        }
        if (u->count)
            add_unit(u, "", 0, (unsigned)i, blank ? UNIT_BOUND : UNIT_JOINT);
        blank = false;
        if (!t->spelling || !t->spelling->count)
            add_letters(u, text + t->start, t->size, (unsigned)i);
        for (unsigned g = 0; t->spelling && g < t->spelling->count; g++)
            add_sounds(u, t->spelling->graphemes[g].sound, (unsigned)i, UNIT_SOUND);
        if (t->liaison_sound)
            add_sounds(u, t->liaison_sound, (unsigned)i, UNIT_MUTE);
    }
}

/* ---- What is told ---- */

/* Adds what a voice told: sounds up to "_", words up to blanks; "(en)" says that it went on in another language. */
static void hear(units *u, const char *told)
{
    while (*told) {
        if (*told == '(') {
            told += strcspn(told, ")");
            told += *told == ')';
        } else if (*told == ' ' || *told == '\n') {
            if (u->count && u->list[u->count - 1].kind != UNIT_BOUND)
                add_unit(u, "", 0, 0, UNIT_BOUND);
            told++;
        } else if (*told == '_' || *told == '-')
            told++;
        else {
            size_t size = strcspn(told, "_ \n(-");
            add_unit(u, told, size, 0, UNIT_SOUND);
            told += size;
        }
    }
    if (u->count && u->list[u->count - 1].kind == UNIT_BOUND)
        u->count--;
}

/* ---- Costs ---- */

/* The first character of a sound, past stress; `*nasal` tells of a tilde. */
static uint32_t sound_of(const unit *u, bool *nasal)
{
    uint32_t sound = 0;
    size_t length;
    *nasal = false;
    for (size_t at = 0; at < u->size; at += length) {
        uint32_t point = text_decode(u->text + at, u->size - at, &length);
        *nasal |= point == 0x303;
        if (!sound && !is_mark(point))
            sound = text_lower(point);
    }
    return sound;
}

static bool is_vowel(uint32_t point)
{
    static const char vowels[] = "aeiouyɛɔœøəɑɪʊʌæɒɐɜᵻàâäéèêëîïôöùûü";
    char bytes[5] = "";
    return point && text_encode(bytes, point) && strstr(vowels, bytes);
}

static bool is_glide(uint32_t point)
{
    return point == 'j' || point == 'w' || point == 0x265 /* ɥ */;
}

static unsigned cost_of_both(const unit *a, const unit *b)
{
    bool nasal_a, nasal_b;
    bool bound_a = a->kind == UNIT_BOUND || a->kind == UNIT_JOINT, bound_b = b->kind == UNIT_BOUND;
    if (bound_a || bound_b)
        return bound_a && bound_b ? 0 : 1000;
    uint32_t one = sound_of(a, &nasal_a), two = sound_of(b, &nasal_b);
    if (one == two && nasal_a == nasal_b)
        return 0;
    bool vowel_a = is_vowel(one), vowel_b = is_vowel(two);
    if (is_glide(one) || is_glide(two))
        return vowel_a || vowel_b ? OTHER : LACKING;
    return vowel_a != vowel_b ? UNLIKE : vowel_a && nasal_a == nasal_b ? ALIKE : OTHER;
}

static unsigned cost_of_expected(const unit *a)
{
    static const unsigned costs[] = {
        [UNIT_SOUND] = LACKING, [UNIT_MUTE] = MUTE, [UNIT_BOUND] = LOST_BOUND, [UNIT_JOINT] = 0};
    return costs[a->kind];
}

static unsigned cost_of_told(const unit *b)
{
    return b->kind == UNIT_BOUND ? ADDED_BOUND : LACKING;
}

/* ---- The alignment ---- */

/* Fills `steps`, (expected + 1) rows of (told + 1), with the last step of the cheapest way to each pair. */
static void align(const units *expected, const units *told, unsigned *costs, unsigned char *steps)
{
    size_t width = told->count + 1;
    costs[0] = 0;
    for (size_t j = 1; j < width; j++) {
        costs[j] = costs[j - 1] + cost_of_told(&told->list[j - 1]);
        steps[j] = STEP_TOLD;
    }
    for (size_t i = 1; i <= expected->count; i++) {
        const unit *a = &expected->list[i - 1];
        unsigned corner = costs[0], lacking = cost_of_expected(a);
        costs[0] += lacking;
        steps[i * width] = STEP_EXPECTED;
        for (size_t j = 1; j < width; j++) {
            const unit *b = &told->list[j - 1];
            unsigned both = corner + cost_of_both(a, b), up = costs[j] + lacking, left = costs[j - 1] + cost_of_told(b);
            corner = costs[j];
            costs[j] = both <= up && both <= left ? both : up <= left ? up : left;
            steps[i * width + j] = both == costs[j] ? STEP_BOTH : up == costs[j] ? STEP_EXPECTED : STEP_TOLD;
        }
    }
}

/* The token to which a sound belongs that was not expected after `i` units: the one that is going on. */
static unsigned going_on(const units *expected, size_t i)
{
    if (!i || expected->list[i - 1].kind == UNIT_BOUND || expected->list[i - 1].kind == UNIT_JOINT)
        return i < expected->count ? expected->list[i].token : 0;
    return expected->list[i - 1].token;
}

/* Gives each told sound its token, from the end. */
static void give_tokens(const units *expected, const units *told, const unsigned char *steps)
{
    size_t i = expected->count, j = told->count, width = told->count + 1;
    while (i || j) {
        step s = (step)steps[i * width + j];
        if (s != STEP_EXPECTED)
            told->list[j - 1].token = s == STEP_BOTH ? expected->list[i - 1].token : going_on(expected, i);
        i -= s != STEP_TOLD;
        j -= s != STEP_EXPECTED;
    }
}

static void add_rows(const char *text, const token *tokens, size_t count, const units *told, buffer *out)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].kind == TOKEN_BLANK || tokens[i].kind == TOKEN_SIGN)
            continue;
        buffer_add(out, text + tokens[i].start, tokens[i].size);
        buffer_byte(out, '\t');
        for (; at < told->count && told->list[at].token <= i; at++)
            buffer_add(out, told->list[at].text, told->list[at].size);
        buffer_byte(out, '\n');
    }
}

bool phoneme_rows(const char *text, const token *tokens, size_t count, const char *told, buffer *out)
{
    arena *pool = arena_new(MEMORY);
    units expected = {0}, heard = {0};
    expected.list = pool ? arena_alloc(pool, ROOM * sizeof(unit)) : NULL;
    heard.list = pool ? arena_alloc(pool, ROOM * sizeof(unit)) : NULL;
    bool done = expected.list && heard.list;
    if (done) {
        expect(&expected, text, tokens, count);
        hear(&heard, told);
        unsigned *costs = arena_alloc(pool, (heard.count + 1) * sizeof *costs);
        unsigned char *steps = arena_alloc(pool, (expected.count + 1) * (heard.count + 1));
        done = costs && steps;
        if (done) {
            align(&expected, &heard, costs, steps);
            give_tokens(&expected, &heard, steps);
            add_rows(text, tokens, count, &heard, out);
        }
    }
    arena_free(pool);
    return done && !out->failed;
}
