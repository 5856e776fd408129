#include "vocabulary.h"

#include "base/text.h"

#include <string.h>

/* fr.syn, in the program's read-only pages. */
extern const char synonyms_fr[], synonyms_fr_end[];
__asm__(".section .rodata\n"
        ".global synonyms_fr, synonyms_fr_end\n"
        ".hidden synonyms_fr, synonyms_fr_end\n"
        "synonyms_fr:\n"
        ".incbin \"build/fr.syn\"\n"
        "synonyms_fr_end:\n"
        ".byte 0\n"
        ".text\n");

/* The word in small letters. */
static void copy_small(const char *word, size_t size, char lemma[LEMMA_ROOM])
{
    size_t used = 0, length;
    for (size_t at = 0; at < size && used + 4 < LEMMA_ROOM; at += length)
        used += text_encode(lemma + used, text_lower(text_decode(word + at, size - at, &length)));
    lemma[used] = '\0';
}

void vocabulary_look(const char *word, size_t size, word_class class, vocable *found)
{
    lexicon_entry entry, base;
    char form[LEMMA_ROOM];
    *found = (vocable){.class = class};
    const reading *r = lexicon_reading(word, size, class, &entry);
    if (!r) {
        copy_small(word, size, found->lemma);
        return;
    }
    size_t length = lexicon_form(entry.number, form, sizeof form);
    size_t taken = lexicon_lemma(r, form, length, found->lemma, sizeof found->lemma);
    uint8_t frequency = entry.frequency;
    if (lexicon_find(found->lemma, taken < sizeof found->lemma ? taken : sizeof found->lemma - 1, &base) &&
        base.frequency > frequency)
        frequency = base.frequency;
    found->known = true;
    found->class = r->class;
    found->per_million = lexicon_per_million(frequency);
}

bool vocabulary_has(const char *word, size_t size, word_class class)
{
    lexicon_entry entries[LEXICON_ENTRIES];
    size_t count = lexicon_look(word, size, entries);
    for (size_t i = 0; i < count; i++)
        for (uint8_t k = 0; k < entries[i].count; k++)
            if (entries[i].readings[k].class & (uint32_t) class & WORD_PARTS)
                return true;
    return false;
}

/* ---- Synonyms ---------------------------------------------------------------------------------------------------- */

static char part_of(word_class class)
{
    static const struct {
        word_class class;
        char part;
    } parts[] = {{WORD_NOUN, 'n'},
                 {WORD_ADJECTIVE, 'a'},
                 {WORD_ADVERB, 'd'},
                 {WORD_VERB, 'v'},
                 {WORD_INFINITIVE, 'v'},
                 {WORD_PAST_PARTICIPLE, 'v'},
                 {WORD_PRESENT_PARTICIPLE, 'v'}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (class & parts[i].class)
            return parts[i].part;
    return '\0';
}

/* The beginning of the row that holds `at`. */
static const char *row_of(const char *at)
{
    while (at > synonyms_fr && at[-1] != '\n')
        at--;
    return at;
}

const char *vocabulary_synonyms(const char *lemma, word_class class, size_t *size)
{
    const char *low = synonyms_fr, *high = synonyms_fr_end;
    char part = part_of(class), key[LEMMA_ROOM + 4];
    size_t length = strlen(lemma);
    if (!part || !length || length >= LEMMA_ROOM)
        return NULL;
    memcpy(key, lemma, length);
    memcpy(key + length, (char[]){'\t', part, '\t'}, 3);
    length += 3;
    while (low < high) {
        const char *row = row_of(low + (high - low) / 2), *end = memchr(row, '\n', (size_t)(synonyms_fr_end - row));
        end = end ? end : synonyms_fr_end;
        size_t room = (size_t)(end - row);
        int order = memcmp(row, key, room < length ? room : length);
        if (!order && room > length) {
            *size = room - length;
            return row + length;
        }
        if (order < 0 || (!order && room <= length))
            low = end + (end < synonyms_fr_end);
        else
            high = row;
    }
    return NULL;
}
