/* Rows of the tables of graphemes, compiled. Room-internal: of graphemes.c and rules.c. */
#ifndef LANGUAGE_RULES_H
#define LANGUAGE_RULES_H

#include "base/arena.h"
#include "language/letters.h"

enum { RULE_LETTERS = 8, RULE_SOUNDS = 160, RULES_MOST = 6000 };

/* One way that the letters beside a grapheme may be: sets, from the nearest letter outwards. */
typedef struct context {
    uint32_t first;                     /* in grapheme_rules.sets */
    uint8_t size;
} context;

/* "before(letters=sound)after", and the classes of words that it is for. */
typedef struct grapheme_rule {
    letter_set previous, next;          /* what the nearest letters may be in any of its contexts */
    letter_set letters[RULE_LETTERS];
    uint32_t class;                     /* the word must have one of these; 0: any word */
    uint32_t all;                       /* the word must have all of these; 0: any word */
    uint32_t contexts;                  /* in grapheme_rules.contexts: those before, then those after */
    uint8_t before, after;              /* number of each; 0: any letters */
    uint8_t size;                       /* number of letters */
    bool unknown;                       /* a word whose class is not known will do too */
    const char *sound;
} grapheme_rule;

typedef struct grapheme_rules {
    grapheme_rule *rules;
    context *contexts;
    letter_set *sets;
    size_t count, context_count, set_count;
    const char *sounds[RULE_SOUNDS];    /* each once */
    size_t sound_count;
    uint32_t buckets[64 * 64 + 1];      /* by a letter and the next: where its rules begin in `order` */
    uint16_t *order;
} grapheme_rules;

/* Adds the row "before(letters=sound)after" for words of the classes that `classes` names. False where the row is not
 * well formed, or memory has ended. */
bool rules_add(arena *pool, grapheme_rules *r, const char *row, const char *classes);

/* Builds the index when all rows have been added. */
bool rules_index(arena *pool, grapheme_rules *r);

#endif
