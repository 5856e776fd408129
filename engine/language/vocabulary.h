/* Words as a text uses them: their lemma, how common they are, and more common words that can stand for them. */
#ifndef LANGUAGE_VOCABULARY_H
#define LANGUAGE_VOCABULARY_H

#include "tokens.h"

enum { LEMMA_ROOM = 64 };

/* What the lexicon says of a word in its class. */
typedef struct vocable {
    char lemma[LEMMA_ROOM];             /* as the lexicon has it; the word in small letters where that lacks it */
    bool known;                         /* the lexicon has the word */
    uint32_t class;                     /* word_class of the reading that was taken */
    double per_million;                 /* the more frequent of the form and its lemma; 0: neither is counted */
} vocable;

/* Looks a word up; of its readings the first with a part of speech of `class` is taken, else its first. */
void vocabulary_look(const char *word, size_t size, word_class class, vocable *found);

/* Whether the lexicon has a reading of these bytes with a part of speech of `class`. */
bool vocabulary_has(const char *word, size_t size, word_class class);

/* The synonyms of a lemma that are met at least four times as often, best first, parted by ","; NULL where there are none.
 * `*size` is their length: the bytes are the list's own and not ended by a NUL. By mythes-fr (dictionaries/synonyms.awk):
 * they are for a person to choose from. */
const char *vocabulary_synonyms(const char *lemma, word_class class, size_t *size);

#endif
