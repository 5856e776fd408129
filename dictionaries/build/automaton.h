/* Sorted words made into the minimal automaton of lexicon-file.h. */
#ifndef BUILD_AUTOMATON_H
#define BUILD_AUTOMATON_H

#include "base/arena.h"
#include "language/lexicon-file.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct automaton {
    lexicon_arc *arcs;              /* the first is none: 0 is no state */
    size_t count;
    uint32_t root;
} automaton;

/* Builds it of words in strcmp's order, each once, of at most AUTOMATON_LONGEST bytes. False when memory has ended, a word
 * is too long or out of order, or the arcs are too many for their numbers. */
enum { AUTOMATON_LONGEST = 127 };
bool automaton_build(automaton *a, arena *pool, const char *const *words, size_t count);

#endif
