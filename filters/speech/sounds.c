/* Words that voices misread. What each is in its sentence, and so how it sounds, engine/language says; the table of words
 * is dictionaries/fr/respelt.tsv, which scripts/respell derives. A homograph ("couvent") is always given as it is read. */
#include "filters/speech/sounds.h"

#include "base/text.h"
#include "language/liaisons.h"
#include "language/words.h"

#include <stdio.h>
#include <string.h>

enum {
    LONGEST = 64, /* bytes of a word that is looked up */
    SHORTEST = 3  /* bytes of a beginning that stands for all its forms */
};

/* Writes a word in small letters; its length, 0 where it is too long or has no letter. */
static size_t small_letters(const char *word, size_t size, char small[LONGEST + 4])
{
    size_t written = 0, length;
    for (size_t at = 0; at < size; at += length) {
        uint32_t point = text_decode(word + at, size - at, &length);
        if (written > LONGEST - 4)
            return 0;
        written += text_encode(small + written, text_lower(point));
    }
    small[written] = '\0';
    return written;
}

/* The row of a word in the table: its own, else that of its longest beginning. "-" at the end of a row marks a beginning. */
static const char *const *respelt_row(const char *word, size_t size)
{
    char small[LONGEST + 4];
    size_t length = small_letters(word, size, small);
    const char *const *row = length ? word_find(&words_fr_respelt, small, length) : NULL;
    for (; !row && length >= SHORTEST; length--) {
        small[length] = '-';
        if (((unsigned char)small[length - 1] & 0xC0) != 0x80 || length > SHORTEST)
            row = word_find(&words_fr_respelt, small, length + 1);
    }
    return row;
}

/* Whether a form is read in two ways: it has a row among the homographs, or is a verb in -ent, -tions, -tiez and
 * something else as well. */
static bool is_homograph(const char *word, size_t size)
{
    char small[LONGEST + 4];
    size_t length = small_letters(word, size, small), entries;
    lexicon_entry found[LEXICON_ENTRIES];
    if (!length)
        return false;
    for (size_t i = 0; i < words_fr_homographs.rows; i++)
        if (strcmp(word_row(&words_fr_homographs, i)[0], small) == 0 && length > 1)
            return true;
    if (!text_ends(small, "ent") && !text_ends(small, "tions") && !text_ends(small, "tiez"))
        return false;
    bool verb = false, other = false;
    entries = lexicon_look(word, size, found);
    for (size_t i = 0; i < entries; i++)
        for (size_t j = 0; j < found[i].count; j++) {
            verb |= (found[i].readings[j].class & WORD_VERB) != 0;
            other |= (found[i].readings[j].class & WORD_VERB) == 0;
        }
    return verb && other;
}

/* Where the last vowel that can be stressed begins, or the end where there is none. */
static size_t stressed(const char *ipa, size_t size)
{
    size_t found = size, length;
    for (size_t at = 0; at < size; at += length) {
        uint32_t point = text_decode(ipa + at, size - at, &length);
        if ((point < 0x80 && strchr("aeiouy", (int)point)) || point == 0x25B || point == 0x254 || point == 0x153 ||
            point == 0xF8 || point == 0x251) /* ɛ ɔ œ ø ɑ */
            found = at;
    }
    return found;
}

bool sounds_depend_on_sense(const char *word, size_t size)
{
    char small[LONGEST + 4];
    if (!small_letters(word, size, small))
        return false;
    for (size_t i = 0; i < words_fr_context_senses.rows; i++)
        if (strcmp(word_row(&words_fr_context_senses, i)[0], small) == 0)
            return true;
    return false;
}

/* Adds the sounds of a word. A glide that no vowel follows is the vowel: "ils jouent", "ils tuent". */
void sounds_add(const spelling *s, buffer *out)
{
    unsigned last = s->count;
    while (last > 0 && !*s->graphemes[last - 1].sound)
        last--;
    for (unsigned i = 0; i < last; i++) {
        const char *sound = s->graphemes[i].sound;
        bool ends = i + 1 == last;
        buffer_text(out, ends && strcmp(sound, "w") == 0 ? "u" : ends && strcmp(sound, "ɥ") == 0 ? "y" : sound);
    }
}

/* Adds the sounds of a word as it is said in its sentence, with those of an elision before it and its liaison. */
static void add_sounds(const char *text, const token *elision, const token *word, const char *fixed, buffer *out)
{
    enum { WEAK = WORD_DETERMINER | WORD_PRONOUN | WORD_PREPOSITION | WORD_CONJUNCTION };
    buffer ipa = BUFFER_EMPTY;
    if (elision && elision->spelling)
        sounds_add(elision->spelling, out);
    else if (liaison_aspirated(text + word->start, word->size))
        buffer_text(out, "ʔ");
    if (fixed)
        buffer_text(&ipa, fixed);
    else
        sounds_add(word->spelling, &ipa);
    size_t stress = word->class & WEAK ? ipa.size : stressed(buffer_string(&ipa), ipa.size);
    buffer_add(out, buffer_string(&ipa), stress);
    if (stress < ipa.size) {
        buffer_text(out, "ˈ");
        buffer_add(out, ipa.data + stress, ipa.size - stress);
    }
    if (word->liaison == LIAISON_MADE && word->liaison_sound)
        buffer_text(out, word->liaison_sound);
    buffer_free(&ipa);
}

/* Begins a row: what it gives sounds for, from the elision before it on. */
static void begin_row(const token *elision, size_t start, size_t end, buffer *out)
{
    start = elision ? elision->start : start;
    buffer_text(out, out->size ? " " : "");
    buffer_format(out, "%zu+%zu=", start, end - start);
}

/* Adds sounds as a lexicon has them, without what no voice needs: bounds of syllables, lengths, ties, blanks. */
static void add_own(const token *elision, const char *ipa, buffer *out)
{
    if (elision && elision->spelling)
        sounds_add(elision->spelling, out);
    for (uint32_t point; (point = text_next(&ipa)) != 0;)
        if (point != '.' && point != 0x2CC && point != 0x2D0 && point != 0x203F && point != 0x361 &&
            !text_is_space(point))
            buffer_point(out, point);
}

void sounds_given(analyser *a, const pronunciations *own, const char *text, size_t size, buffer *out)
{
    size_t count, length, end = 0;
    const token *tokens = analyse_text(a, text, size, "fr", &count);
    for (size_t i = 0; i < count; i++) {
        const token *word = &tokens[i], *before = i ? &tokens[i - 1] : NULL;
        const token *elision = before && before->kind == TOKEN_ELISION && before->start >= end ? before : NULL;
        if (word->start < end)
            continue;
        const lexeme *entry = pronunciation_at(own, text, size, word->start, &length);
        if (entry && entry->ipa) {
            end = word->start + length;
            begin_row(elision, word->start, end, out);
            add_own(elision, entry->ipa, out);
            continue;
        }
        if (word->kind != TOKEN_WORD || !word->spelling || !word->spelling->count)
            continue;
        const char *const *row = respelt_row(text + word->start, word->size);
        if (!row && !is_homograph(text + word->start, word->size))
            continue;
        begin_row(elision, word->start, word->start + word->size, out);
        add_sounds(text, elision, word, row && strcmp(row[1], "-") != 0 ? row[1] : NULL, out);
    }
}
