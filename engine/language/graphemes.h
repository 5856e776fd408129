/* From a French word to its graphemes and their sounds: which letters are read together, and as what.
 *
 * The rules stand in two tables that a teacher can read and add to: dictionaries/fr/families.tsv (families of words that are
 * read otherwise) and graphemes.tsv (the rules of French spelling). doc/language.md describes them. */
#ifndef LANGUAGE_GRAPHEMES_H
#define LANGUAGE_GRAPHEMES_H

#include "base/arena.h"
#include "lexicon.h"
#include "spelling.h"

typedef struct grapheme_rules grapheme_rules;

/* The rules, compiled; they live and end with the pool. NULL when memory has ended. */
const grapheme_rules *graphemes_compile(arena *pool);

/* Takes a word apart: `class` is what it is in its sentence, or 0 where that is not known. Sets the graphemes of `out`, and
 * leaves its syllables to syllables.h. Signs inside a word (hyphen, apostrophe) belong to no grapheme. Allocates nothing.
 * False for a word that is too long: `out` then has none. */
bool graphemes_cut(const grapheme_rules *rules, const char *word, size_t size, word_class class, spelling *out);

#endif
