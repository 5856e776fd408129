/* The French lexicon: every form of hunspell-fr with its readings, its lemma and how common it is.
 *
 * dictionaries/build makes it when ardoise is built (doc/language.md) and it is linked into the program: read-only pages,
 * no file to find, nothing to load, no state. Forms stand in it in small letters, names with their capital. */
#ifndef LANGUAGE_LEXICON_H
#define LANGUAGE_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a word is: a set of bits. A part of speech first, then what it says beside: gender, number, person, tense. Of a bit
 * that is open both are set: "rouge" is masculine and feminine, "mange" is first and third person. */
typedef enum word_class {
    WORD_UNKNOWN = 0,
    WORD_NOUN = 1 << 0,
    WORD_NAME = 1 << 1,                         /* of a person, a place, a brand */
    WORD_ADJECTIVE = 1 << 2,
    WORD_VERB = 1 << 3,                         /* a finite form */
    WORD_INFINITIVE = 1 << 4,
    WORD_PAST_PARTICIPLE = 1 << 5,
    WORD_PRESENT_PARTICIPLE = 1 << 6,
    WORD_PRONOUN = 1 << 7,
    WORD_DETERMINER = 1 << 8,                   /* articles, possessives, demonstratives, indefinites; "au", "du" */
    WORD_ADVERB = 1 << 9,
    WORD_PREPOSITION = 1 << 10,
    WORD_CONJUNCTION = 1 << 11,
    WORD_INTERJECTION = 1 << 12,
    WORD_NUMERAL = 1 << 13,                     /* "six", "cent" */
    WORD_PARTS = (1 << 14) - 1,

    WORD_MASCULINE = 1 << 14,
    WORD_FEMININE = 1 << 15,
    WORD_SINGULAR = 1 << 16,
    WORD_PLURAL = 1 << 17,
    WORD_FIRST = 1 << 18,                       /* person of finite verbs and of personal pronouns */
    WORD_SECOND = 1 << 19,
    WORD_THIRD = 1 << 20,
    WORD_PRESENT = 1 << 21,                     /* indicative */
    WORD_IMPERFECT = 1 << 22,
    WORD_PAST = 1 << 23,                        /* passé simple */
    WORD_FUTURE = 1 << 24,
    WORD_CONDITIONAL = 1 << 25,
    WORD_SUBJUNCTIVE = 1 << 26,                 /* present or imperfect */
    WORD_IMPERATIVE = 1 << 27,
    WORD_SUBJECT = 1 << 28,                     /* of pronouns: one that a verb agrees with: je, tu, il, on, ce, qui */
    WORD_OBJECT = 1 << 29,                      /* of pronouns: one that stands before its verb: me, le, lui, y, en, se */
    WORD_SOUNDED = 1 << 30,                     /* a last consonant that is silent elsewhere is heard: "tous" alone, "plus" of quantity,
                                                   "six" before a pause, "fils" of a father */

    WORD_GENDER = WORD_MASCULINE | WORD_FEMININE,
    WORD_NUMBER = WORD_SINGULAR | WORD_PLURAL,
    WORD_PERSON = WORD_FIRST | WORD_SECOND | WORD_THIRD,
} word_class;

/* One reading of a form. */
typedef struct reading {
    uint32_t class;                             /* word_class: one part of speech and its features */
    uint16_t ending;                            /* for lexicon_lemma */
    uint8_t cut;
    uint8_t weight;                             /* how often the form is read so beside its other readings: 0 rarely */
} reading;

/* What the lexicon says of a form. The readings live as long as the program. */
typedef struct lexicon_entry {
    const reading *readings;
    uint8_t count;
    uint8_t frequency;                          /* 0 not counted, then 8 times the logarithm to base 2 of its count per 100 million words */
    bool small;                                 /* the word has a capital, and this is its form in small letters */
    uint32_t number;                            /* of the form, in the order of the lexicon */
} lexicon_entry;

enum { LEXICON_ENTRIES = 2 };

/* Looks up exactly these bytes. False where they are no form. */
bool lexicon_find(const char *form, size_t size, lexicon_entry *entry);

/* Looks up a word as texts have it: as it is written, and in small letters ("Pierre": the name, then the stone); capitals
 * without accents ("ECOLE"), "oe" for "œ", spellings of 1990 ("connaitre"), a typewriter's apostrophe. The entries that were found, most
 * likely first; 0 for a word that the lexicon lacks. */
size_t lexicon_look(const char *word, size_t size, lexicon_entry entries[LEXICON_ENTRIES]);

/* The reading of a word that has a class's part of speech, else the first, with its entry; NULL where the lexicon lacks the word. */
const reading *lexicon_reading(const char *word, size_t size, word_class class, lexicon_entry *found);

/* Writes the lemma of a form's reading, NUL-terminated and cut to `room`, and gives its length. */
size_t lexicon_lemma(const reading *r, const char *form, size_t size, char *lemma, size_t room);

/* The form by its number in small letters, as lexicon_lemma writes. */
size_t lexicon_form(uint32_t number, char *form, size_t room);

/* Number of forms, and version of the lexicon's format and sources. */
uint32_t lexicon_size(void);

/* How often a form is met, per million words, from its entry's frequency. */
double lexicon_per_million(uint8_t frequency);

/* The French name of a class's part of speech ("nom", "verbe"...; "" for none), of its likeliest where there are several. */
const char *word_class_name(word_class class);

#endif
