/* A word is read as plain letters; each is a vowel, part of the vowel before (a diphthong), or a consonant. Then the last
 * consonants before a vowel, as many as can begin a syllable, go with it. */
#include "language/latin.h"

#include "language/words.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

enum { LETTERS_MOST = 100 };

typedef enum sort {
    CONSONANT,
    VOWEL,
    GLIDE /* the second of a diphthong, or the u of "qu": of its letter before */
} sort;

typedef struct latin_word {
    char letters[LETTERS_MOST + 1]; /* small, without marks; "ae" of a ligature is one "a" that is `whole` */
    bool whole[LETTERS_MOST];       /* a ligature, or a letter with a diaeresis: in no diphthong */
    uint8_t origin[LETTERS_MOST];   /* its byte in the word */
    uint8_t sorts[LETTERS_MOST];
    size_t count;
} latin_word;

/* Letters with marks, and what is left of them. */
static const struct {
    const char *marked;
    char plain;
    bool whole;
} marks[] = {
    {"āăâáà", 'a', false}, {"ēĕêéè", 'e', false}, {"īĭîíì", 'i', false}, {"ōŏôóò", 'o', false}, {"ūŭûúù", 'u', false},
    {"ȳ", 'y', false},     {"ä", 'a', true},      {"ë", 'e', true},      {"ï", 'i', true},      {"ö", 'o', true},
    {"ü", 'u', true},      {"ÿ", 'y', true},      {"æ", 'a', true},      {"œ", 'o', true},      {"j", 'i', false},
};

/* The plain letter of a character; 0 where Latin has none. */
static char plain_letter(uint32_t point, bool *whole)
{
    *whole = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        for (const char *at = marks[i].marked; *at;)
            if (text_next(&at) == point) {
                *whole = marks[i].whole;
                return marks[i].plain;
            }
    return point >= 'a' && point <= 'z' ? (char)point : 0;
}

/* Reads a word; false where it is none, or too long. A combining macron or breve is passed over. */
static bool read_word(latin_word *w, const char *word, size_t size)
{
    w->count = 0;
    for (size_t at = 0, length; at < size; at += length) {
        bool whole;
        uint32_t point = text_lower(text_decode(word + at, size - at, &length));
        if (point == 0x304 || point == 0x306)
            continue;
        char letter = plain_letter(point, &whole);
        if (!letter || w->count == LETTERS_MOST)
            return false;
        w->whole[w->count] = whole;
        w->origin[w->count] = (uint8_t)at;
        w->letters[w->count++] = letter;
    }
    w->letters[w->count] = 0;
    return w->count > 0;
}

static bool is_one_of(char letter, const char *list)
{
    return letter && strchr(list, letter);
}

static bool is_vowel(char letter)
{
    return is_one_of(letter, "aeiouy");
}

/* ---- Compounds --------------------------------------------------------------------------------------------------- */

/* Whether `rest` fits one item of a list: "ag-", "est". Names of other lists are passed over. */
static bool fits(const char *list, const char *rest, bool but)
{
    size_t length = strlen(rest);
    for (const char *item = list; item; item = strchr(item, '|') ? strchr(item, '|') + 1 : NULL) {
        size_t size = strcspn(item, "|");
        if ((*item == '!') != but)
            continue;
        if (but)
            item++, size--;
        if (size && item[size - 1] == '-' ? strncmp(rest, item, size - 1) == 0
                                          : size == length && strncmp(rest, item, size) == 0)
            return true;
    }
    return false;
}

/* As fits, in the lists that a list names too, and not what it says "!" to. */
static bool may_follow(const char *list, const char *rest)
{
    if (fits(list, rest, true))
        return false;
    if (fits(list, rest, false))
        return true;
    for (const char *item = list; item; item = strchr(item, '|') ? strchr(item, '|') + 1 : NULL) {
        const char *const *row =
            *item >= 'A' && *item <= 'Z' ? word_find(&words_la_compounds, item, strcspn(item, "|")) : NULL;
        if (row && fits(row[1], rest, false))
            return true;
    }
    return false;
}

/* The letters of the first part of a compound from `from` on; 0 where it is none. */
static size_t first_part(const latin_word *w, size_t from)
{
    const char *letters = w->letters + from;
    for (size_t size = w->count - from > 8 ? 8 : w->count - from; size; size--) {
        const char *const *row = word_find(&words_la_compounds, letters, size);
        if (row && may_follow(row[1], letters + size))
            return size;
    }
    return 0;
}

/* ---- Vowels ------------------------------------------------------------------------------------------------------ */

/* What the table of diphthongs says of the word, or of the rest of a compound, from `from` on; "" for nothing. */
static const char *exception_of(const latin_word *w, size_t from)
{
    const char *letters = w->letters + from;
    size_t size = w->count - from;
    const char *const *row = word_find(&words_la_diphthongs, letters, size);
    for (; !row && size > 2; size--) {
        char stem[LETTERS_MOST + 2];
        memcpy(stem, letters, size);
        stem[size] = '-';
        row = word_find(&words_la_diphthongs, stem, size + 1);
    }
    return row ? row[1] : "";
}

/* Whether the u at `i` is the second letter of a consonant: "qu", "ngu" before a vowel, "su" of suavis, suadeo, suesco. */
static bool is_labial(const latin_word *w, size_t from, size_t i)
{
    static const char *const stems[] = {"suav", "suad", "suasi", "suaso", "suasu", "suesc", "suev", "suetu"};
    const char *letters = w->letters;
    if (letters[i] != 'u' || i <= from || w->whole[i])
        return false;
    if (letters[i - 1] == 'q')
        return true;
    if (letters[i - 1] == 'g' && i >= from + 2 && letters[i - 2] == 'n')
        return is_vowel(letters[i + 1]);
    for (size_t s = 0; letters[i - 1] == 's' && s < sizeof stems / sizeof *stems; s++)
        if (text_begins(letters + i - 1, stems[s]))
            return i - 1 == from || !is_vowel(letters[i - 2]) || i <= from + 3;
    return false;
}

/* Whether the i at `at` is a consonant: at the beginning before a vowel ("iam"), and between two ("maior"). */
static bool is_jod(const latin_word *w, size_t from, size_t at, const char *exception)
{
    if (w->letters[at] != 'i' || w->whole[at] || !is_vowel(w->letters[at + 1]) || w->letters[at + 1] == 'i')
        return false;
    if (at == from)
        return strcmp(exception, "i") != 0;
    return is_vowel(w->letters[at - 1]) && w->letters[at - 1] != 'i' && w->sorts[at - 1] == VOWEL;
}

/* Whether the vowel at `i` makes one syllable with the vowel before. */
static bool is_diphthong(const latin_word *w, size_t i, const char *exception)
{
    char pair[3] = {w->letters[i - 1], w->letters[i], 0};
    if (w->whole[i - 1] || w->whole[i] || w->sorts[i - 1] != VOWEL)
        return false;
    return strcmp(pair, "ae") == 0 || strcmp(pair, "au") == 0 || strcmp(pair, "oe") == 0 ||
           strcmp(pair, exception) == 0;
}

/* Says what each letter of a part is. */
static void sort_letters(latin_word *w, size_t from, size_t end)
{
    const char *exception = exception_of(w, from);
    for (size_t i = from; i < end; i++) {
        char letter = w->letters[i];
        if (is_labial(w, from, i))
            w->sorts[i] = GLIDE;
        else if (!is_vowel(letter) || is_jod(w, from, i, exception))
            w->sorts[i] = CONSONANT;
        else
            w->sorts[i] = i > from && is_diphthong(w, i, exception) ? GLIDE : VOWEL;
    }
}

/* ---- Consonants -------------------------------------------------------------------------------------------------- */

/* The letter where the consonant that ends before `end` begins: "qu" and "ch" are one. */
static size_t one_consonant(const latin_word *w, size_t from, size_t end)
{
    size_t at = end - 1;
    if (at > from && (w->sorts[at] == GLIDE || (w->letters[at] == 'h' && is_one_of(w->letters[at - 1], "cprt"))))
        at--;
    return at;
}

/* The letter where the syllable of the vowel at `vowel` begins; the vowel before ends at `from`. */
static size_t onset(const latin_word *w, size_t from, size_t vowel)
{
    if (from == vowel || w->letters[vowel - 1] == 'x')
        return vowel;
    size_t at = one_consonant(w, from, vowel);
    if (at > from && vowel == at + 1 && is_one_of(w->letters[at], "lr")) {
        size_t mute = one_consonant(w, from, at);
        char first = w->letters[mute], liquid = w->letters[at];
        if (is_one_of(first, "pbtdcgf") && !(first == 'd' && liquid == 'l'))
            return mute;
    }
    return at;
}

/* Adds the syllables of one part of the word, all but the first of which begin at a vowel's onset. */
static size_t add_part(latin_word *w, size_t from, size_t end, uint8_t *starts, size_t count, size_t most)
{
    size_t after = 0; /* the letter after the last vowel; 0: none yet */
    sort_letters(w, from, end);
    for (size_t i = from; i < end; i++) {
        if (w->sorts[i] == GLIDE && after == i)
            after++;
        if (w->sorts[i] != VOWEL)
            continue;
        if (after && count < most)
            starts[count++] = w->origin[onset(w, after, i)];
        after = i + 1;
    }
    return count;
}

size_t latin_syllables(const char *word, size_t size, uint8_t *starts, size_t most)
{
    latin_word w;
    size_t count = 1, from = 0;
    if (!size || !most)
        return 0;
    starts[0] = 0;
    if (!read_word(&w, word, size))
        return 1;
    for (size_t part; (part = first_part(&w, from)) > 0; from += part) {
        count = add_part(&w, from, from + part, starts, count, most);
        if (count < most)
            starts[count++] = w.origin[from + part];
    }
    return add_part(&w, from, w.count, starts, count, most);
}
