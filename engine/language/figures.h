/* Figures of a text: how long its sentences and words are, how many are rare. They are no level of school. */
#ifndef LANGUAGE_FIGURES_H
#define LANGUAGE_FIGURES_H

#include "tokens.h"

typedef struct text_figures {
    size_t sentences, words;
    size_t long_words;                  /* of more than 6 letters */
    size_t syllables;
    size_t content, rare;               /* nouns, adjectives, verbs and adverbs; those below the frequency asked for */
} text_figures;

/* Whether a token counts as a word: words, abbreviations, numbers, addresses. An elision goes with its word ("l'école" is
 * one), and what follows a hyphen with the word before it ("dit-il"). */
bool figures_is_word(const token *tokens, size_t number, const char *text);

/* Whether a word has meaning of its own and is rare: a noun, adjective, verb or adverb of the lexicon, no name, that is met
 * less than `rare` times per million words in its form, in its lemma, and of an adverb in -ment in its adjective. */
bool figures_is_rare(const char *word, size_t size, word_class class, double rare);

/* Adds the tokens of a paragraph, whose end is the end of a sentence. */
void figures_add(text_figures *f, const char *text, const token *tokens, size_t count, double rare);

double figures_words_a_sentence(const text_figures *f);

/* LIX (Björnsson, 1968): words a sentence, and long words of 100. */
double figures_lix(const text_figures *f);

/* Kandel and Moles (1958), Flesch's reading ease for French: 207 - 1.015 words a sentence - 73.6 syllables a word. */
double figures_kandel_moles(const text_figures *f);

/* Rare words of 100 with meaning. */
double figures_rare_share(const text_figures *f);

#endif
