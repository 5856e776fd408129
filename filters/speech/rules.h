/* Rules by which a text becomes words that can be said: rows of dictionaries/<language>/speech.tsv, of which the first
 * that matches at a place is taken. Matching never goes back, so a text is read in linear time.
 *
 * A pattern is made of
 *     characters      themselves; a blank is one or more; \ before a character that means something here
 *     _               blanks or none
 *     ?               after a character: it or nothing
 *     {int}           an element: the table in elements.c says what each matches; it is captured, from 1
 *     {=mois}         a word of a list of lists.tsv, at its end no letter; captured
 *     {~teur}         a word with that ending; what stands before the ending is captured
 *     ^ and ^^        at its beginning only: after a blank or an opening mark; at the beginning of the sentence
 *     >               what follows must be there but is not consumed
 * It matches whole words only, and where it begins with a blank, that blank.
 *
 * A reading is made of characters, _ for a blank at an end, $1 for a capture as it stands, and $ with a letter and the
 * numbers of captures: the table in readings.c. */
#ifndef SPEECH_RULES_H
#define SPEECH_RULES_H

#include "base/arena.h"
#include "base/buffer.h"
#include "language/words.h"

enum { CAPTURES = 8, OBJECT = 0xFFFC };

/* Tables of a language. */
typedef struct speech_words {
    const char *language;               /* BCP 47 */
    const word_table *rules, *lists, *units, *genders, *abbreviations, *names;
} speech_words;

/* The text that is matched: a sentence, its blanks plain. */
typedef struct subject {
    const char *text;
    size_t size;
    const speech_words *words;
} subject;

/* What an element matched. */
typedef struct capture {
    const char *text;
    size_t size;
    uint64_t number;                    /* of a number in digits or Roman numerals; of an exponent without its sign */
    bool negative;                      /* of an exponent */
    const char *const *row;             /* of a unit's or an abbreviation's table; NULL else */
    const char *const *below, *const *between;      /* the unit after "/", or NULL */
    const char *after;                  /* what follows an abbreviation's reading: ".", " " or "" */
    unsigned power, power_below;        /* exponents of a unit and of that after "/"; 0 for none */
} capture;

/* An element: its name, the characters that it can begin with (0: digits, A: capitals, a: letters, *: any), and what
 * gives the length of its match at an offset, 0 for none. */
typedef struct element {
    const char *name, *first;
    size_t (*match)(const subject *s, size_t at, capture *c);
} element;

const element *element_named(const char *name, size_t size);

/* What a reading is made from. */
typedef struct reading_task {
    const speech_words *words;
    const capture *captures;            /* from 1 */
    bool digits;                        /* numbers stay in digits */
} reading_task;

/* Adds a reading, its functions said. */
void reading_add(buffer *out, const char *reading, const reading_task *task);

/* Adds a number as written ("1 000", "3,14", "007") in words. */
void reading_number(buffer *out, const char *text, size_t size, const reading_task *task, bool feminine);

/* Adds a fraction by its name ("trois quarts"); false, and nothing added, where it has none. */
bool reading_vulgar(buffer *out, uint64_t above, uint64_t below, const char *language);

/* What a rule did, for whoever asks: its kind, what was written, what is said. */
typedef struct rule_listener {
    void (*applied)(void *user, const char *kind, const char *written, size_t size, const char *said);
    void *user;
} rule_listener;

typedef struct rule rule;
typedef struct rule_set rule_set;

/* The rules of a language, ready to match; NULL when the pool has failed. Texts are borrowed from the tables. */
rule_set *rules_new(arena *pool, const speech_words *words);
const char *rules_language(const rule_set *set);

/* Adds a sentence, its blanks plain, to `out` as the rules say it. */
void rules_say(const rule_set *set, const char *text, size_t size, bool digits, buffer *out);

/* Has a set of rules tell what they do; NULL: no more. Borrowed. */
void rules_tell(rule_set *set, const rule_listener *listener);

/* Adds a sentence as it stands in a lesson to `out` as it is said: its blanks and signs made plain, the rules applied (none
 * where `set` is NULL), its punctuation in order. OBJECT (U+FFFC), which stands for a formula, is kept. */
void speech_say(const rule_set *set, const char *text, size_t size, bool digits, buffer *out);

/* Takes the last bytes of a buffer away. */
void buffer_shorten(buffer *b, size_t bytes);

/* The tables of a language by its tag: French for "fr" and what begins so, with the numbers of Belgium for "fr-BE", of
 * Switzerland for "fr-CH"; English likewise; NULL for others. */
const speech_words *speech_words_of(const char *language);

/* Whether an offset is inside a word or a number. */
bool subject_is_inside(const subject *s, size_t at);

/* Characters of a subject. */
uint32_t subject_point(const subject *s, size_t at, size_t *length);    /* 0 at the end */
uint32_t subject_before(const subject *s, size_t at);                   /* the one that ends at `at`; 0 at the beginning */

#endif
