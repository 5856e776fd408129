/* Which bytes of a text are marked, and as what. */
#include "aids.h"

#include "base/text.h"
#include "language/hyphens.h"

#include <string.h>

/* Gives bytes a slot where they have none yet. */
static void fill(spot *spots, size_t begin, size_t end, slot what)
{
    for (size_t at = begin; at < end; at++)
        if (spots[at].slot == SLOT_NONE)
            spots[at].slot = (uint8_t)what;
}

/* ---- Letters ---------------------------------------------------------------------------------------------------- */

/* Chosen letters come first: whatever else they are, the pupil must tell them apart. */
static void fill_letters(const aids *a, const char *text, size_t begin, size_t end, spot *spots)
{
    for (size_t i = 0; i < a->letters.count; i++) {
        const wanted *letter = a->letters.rows + i;
        size_t size = strlen(letter->text);
        for (size_t at = begin; at + size <= end; at++)
            if (memcmp(text + at, letter->text, size) == 0)
                fill(spots, at, at + size, (slot)letter->slot);
    }
}

/* ---- Graphemes and sounds --------------------------------------------------------------------------------------- */

/* Whether a grapheme is written as `letters`: capitals are as small letters. */
static bool is_written(const char *text, size_t size, const char *letters)
{
    while (size && *letters) {
        size_t length;
        uint32_t point = text_decode(text, size, &length);
        if (text_lower(point) != text_next(&letters))
            return false;
        text += length;
        size -= length;
    }
    return !size && !*letters;
}

/* Whether a grapheme's sound holds one of several: "wa" holds "w", "ɛ̃" does not hold "ɛ". */
static bool is_sounded(const char *sound, const char *any)
{
    enum { TILDE = 0x303 };
    while (*any) {
        size_t size = strcspn(any, " ");
        for (const char *at = sound; *at; at++) {
            const char *after = at + size;
            if (strncmp(at, any, size) != 0)
                continue;
            if (text_next(&after) != TILDE)
                return true;
        }
        any += size;
        any += strspn(any, " ");
    }
    return false;
}

/* The slot of a grapheme: silent, chosen by its letters, or by its sound. */
static slot grapheme_slot(const aids *a, const char *word, const grapheme *g)
{
    bool silent = !g->sound || !*g->sound;
    if (silent)
        return a->silent ? SLOT_SILENT : SLOT_NONE;
    for (size_t i = 0; i < a->graphemes.count; i++)
        if (is_written(word + g->start, g->size, a->graphemes.rows[i].text))
            return (slot)a->graphemes.rows[i].slot;
    for (size_t i = 0; i < a->sounds.count; i++)
        if (is_sounded(g->sound, a->sounds.rows[i].text))
            return (slot)a->sounds.rows[i].slot;
    return SLOT_NONE;
}

/* Whether a word's last letter is heard in a liaison that is made: it is not silent there. */
static bool is_heard(const token *t, const char *text)
{
    static const struct {
        const char *sound, *letters;
    } rows[] = {{"z", "sxz"}, {"t", "td"}, {"n", "n"}, {"p", "p"}, {"r", "r"}, {"ʁ", "r"}, {"k", "cgq"}};
    const char *sound = t->liaison == LIAISON_MADE ? t->liaison_sound : NULL;
    char last = ascii_lower(text[t->start + t->size - 1]);
    for (size_t i = 0; sound && i < sizeof rows / sizeof *rows; i++)
        if (strcmp(sound, rows[i].sound) == 0 && strchr(rows[i].letters, last))
            return true;
    return false;
}

static void fill_graphemes(const aids *a, const token *t, const char *text, spot *spots)
{
    const spelling *s = t->spelling;
    size_t heard = t->size && is_heard(t, text);
    for (size_t i = 0; i < s->count; i++) {
        const grapheme *g = s->graphemes + i;
        slot what = grapheme_slot(a, text + t->start, g);
        size_t end = t->start + g->start + g->size, most = t->start + t->size - (what == SLOT_SILENT ? heard : 0);
        if (what != SLOT_NONE)
            fill(spots, t->start + g->start, end < most ? end : most, what);
    }
    const grapheme linked = {(uint8_t)(t->size - heard), (uint8_t)heard, heard ? t->liaison_sound : ""};
    if (heard && grapheme_slot(a, text + t->start, &linked) != SLOT_NONE)
        fill(spots, t->start + t->size - heard, t->start + t->size, grapheme_slot(a, text + t->start, &linked));
}

/* ---- Syllables and words ---------------------------------------------------------------------------------------- */

/* Where the syllables of a text have come to. */
typedef struct turns {
    uint32_t number;
    unsigned syllable, count;
    bool word;   /* the next word is marked as one */
    bool joined; /* an elided word waits for the syllable that it belongs to */
    const char *language;
} turns;

/* Gives bytes to the syllable whose turn it is. */
static void fill_syllable(const aids *a, spot *spots, size_t begin, size_t end, const turns *t)
{
    bool looks = a->rows[SLOT_SYLLABLE_1 + t->syllable] != STYLE_NONE;
    for (size_t at = begin; looks && at < end; at++)
        spots[at].syllable = t->number * 4 + t->syllable;
}

static void next_syllable(turns *t)
{
    t->number++;
    t->syllable = t->count > 1 ? (t->syllable + 1) % t->count : 0;
}

/* The bytes at which a word's syllables begin, and how many there are; 0 where they are not known. */
static size_t syllables_of(const token *t, const char *text, const char *language, const uint8_t **starts,
                           uint8_t own[SPELLING_GRAPHEMES])
{
    *starts = t->spelling ? t->spelling->syllables : own;
    return t->spelling ? t->spelling->syllable_count
                       : hyphens_find(text + t->start, t->size, language, own, SPELLING_GRAPHEMES);
}

/* An elided word is of the syllable that follows; the syllables of a paragraph take turns, through all its words. */
static void fill_syllables(const aids *a, const token *t, const char *text, spot *spots, turns *turn)
{
    uint8_t own[SPELLING_GRAPHEMES];
    const uint8_t *starts;
    if (t->kind == TOKEN_ELISION) {
        next_syllable(turn);
        fill_syllable(a, spots, t->start, t->start + t->size, turn);
        turn->joined = true;
        return;
    }
    size_t count = syllables_of(t, text, turn->language, &starts, own);
    for (size_t i = 0; i < count; i++) {
        size_t end = i + 1 < count ? starts[i + 1] : t->size;
        if (i || !turn->joined)
            next_syllable(turn);
        fill_syllable(a, spots, t->start + starts[i], t->start + end, turn);
    }
    turn->joined = false;
}

/* Whether a token is a word to be parted from others, or a part of one. */
static bool is_wordlike(const token *t)
{
    return t->kind != TOKEN_BLANK && t->kind != TOKEN_SIGN && t->kind != TOKEN_GAP;
}

/* Every second word is marked, so that each has a border on both sides. What stands between blanks is one word, without the
 * punctuation around it. */
static void fill_word(const token *tokens, size_t count, size_t i, spot *spots, turns *turn)
{
    const token *t = tokens + i;
    bool after = i && is_wordlike(t - 1), before = i + 1 < count && is_wordlike(t + 1);
    bool joins = t->kind == TOKEN_SIGN && after && before;
    bool goes_on = after || (i > 1 && t[-1].kind == TOKEN_SIGN && is_wordlike(t - 2));
    if (!is_wordlike(t) && !joins)
        return;
    if (!goes_on)
        turn->word = turn->word ? 0 : ++turn->number;
    for (size_t at = t->start; turn->word && at < t->start + t->size; at++)
        spots[at].word = turn->word;
}

/* ---- All of a text ---------------------------------------------------------------------------------------------- */

static bool is_word(const token *t)
{
    return t->kind == TOKEN_WORD || t->kind == TOKEN_ELISION;
}

/* Whether a sign is punctuation: hyphens and apostrophes belong to words, others may be signs of maths. */
static bool is_punctuation(const char *text, size_t size)
{
    static const char *const signs = ". , ; : ! ? … « » \" “ ” ( ) [ ] — –";
    bool all = size > 0;
    for (size_t at = 0; all && at < size;) {
        char one[8] = "";
        size_t length;
        text_decode(text + at, size - at, &length);
        memcpy(one, text + at, length < 8 ? length : 7);
        all = strcmp(one, " ") != 0 && strstr(signs, one);
        at += length;
    }
    return all;
}

/* Marks one token and what is in it. */
static void fill_token(const aids *a, const token *t, const char *text, spot *spots, turns *turn)
{
    size_t end = t->start + t->size;
    if (is_word(t))
        fill_letters(a, text, t->start, end, spots);
    if (t->spelling)
        fill_graphemes(a, t, text, spots);
    if (a->punctuation && t->kind == TOKEN_SIGN && is_punctuation(text + t->start, t->size))
        fill(spots, t->start, end, SLOT_PUNCTUATION);
    if (is_word(t) && (a->syllables || a->arcs))
        fill_syllables(a, t, text, spots, turn);
}

void spots_fill(aids *a, const token *tokens, size_t count, const char *text, const char *language, spot *spots,
                uint32_t *numbers)
{
    turns turn = {.number = *numbers, .count = a->syllables, .language = language};
    unsigned words = 0;
    turn.syllable = turn.count ? turn.count - 1 : 0;
    for (size_t i = 0; i < count; i++) {
        const token *t = tokens + i, *next = i + 1 < count ? t + 1 : NULL;
        fill_token(a, t, text, spots, &turn);
        if (t->kind != TOKEN_BLANK && a->words)
            fill_word(tokens, count, i, spots, &turn);
        slot blank = t->kind != TOKEN_BLANK ? blank_slot(a, tokens, count, i, text, &words) : SLOT_NONE;
        if (next && (next->kind == TOKEN_BLANK || (blank == SLOT_LIAISON && next->kind == TOKEN_SIGN)))
            fill(spots, next->start, next->start + next->size, blank);
    }
    *numbers = turn.number;
}
