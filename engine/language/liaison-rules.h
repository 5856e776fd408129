/* The rules of liaison as liaisons.c asks them: rows of conditions on four words. Private to the two files. */
#ifndef LANGUAGE_LIAISON_RULES_H
#define LANGUAGE_LIAISON_RULES_H

#include "base/arena.h"
#include "tokens.h"

enum { LISTED_WORDS = 512 };

/* Where the word stands that a condition looks at. */
typedef enum seat { SEAT_BEFORE, SEAT_WORD, SEAT_NEXT, SEAT_AFTER, SEATS } seat;

typedef enum condition_kind {
    IS_LISTED,          /* one of the words `list` */
    IS_CLASS,           /* has a bit of `class` */
    IS_SINGULAR,        /* singular only */
    IS_PLURAL,          /* may be plural */
    IS_JOINED,          /* a hyphen stands before it: of the next word "joined", of the word "held" */
    IS_ASPIRATED,
    HAS_ENDING,         /* one of `endings`, divided by "|" */
    HAS_LATENT,         /* its silent letter is `latent` */
} condition_kind;

typedef struct condition {
    uint8_t kind, seat;
    bool negative;
    char latent;
    uint32_t class;
    const char *endings;
    size_t endings_size;
    uint64_t list[LISTED_WORDS / 64];
} condition;

/* All that conditions may ask of a word; zeros where there is none in its seat. */
typedef struct seated {
    const char *small;          /* in small letters, NUL-terminated; "" for none */
    size_t size;
    int listed;                 /* its number among the words that the rules list; 0: none of them */
    uint32_t class;
    char latent;                /* the silent consonant that it ends with; 0: none */
    bool joined, aspirated, there;
} seated;

typedef struct rule {
    const condition *conditions;
    size_t count;
    liaison verdict;
    const char *sound;          /* NULL: the one of the silent letter */
} rule;

typedef struct rule_set {
    rule *rules;
    size_t count;
    void *words;                /* a table: number of each word that is listed */
} rule_set;

/* Compiles dictionaries/fr/liaisons.tsv. False when memory has ended, or a row cannot be understood. */
bool rules_compile(rule_set *set, arena *pool);

/* The number of a word that the rules list; 0 for others. */
int rules_word(const rule_set *set, const char *small);

/* The first rule that holds; NULL where none does. */
const rule *rules_first(const rule_set *set, const seated words[SEATS]);

#endif
