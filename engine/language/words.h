/* Word tables: the files dictionaries/<language>/<name>.tsv that are compiled in, so that a sandboxed child opens none.
 * dictionaries/words.awk makes them; a teacher can add a row. */
#ifndef LANGUAGE_WORDS_H
#define LANGUAGE_WORDS_H

#include <stddef.h>

typedef struct word_table {
    const char *const *cells;           /* row after row */
    size_t columns, rows;
} word_table;

/* The cells of a row by its number, or NULL past the end. */
const char *const *word_row(const word_table *t, size_t number);

/* The cells of the row whose first is these `size` bytes, or NULL; for tables that are sorted. */
const char *const *word_find(const word_table *t, const char *word, size_t size);

/* Form, whether it may end a sentence (no, may), what must follow for its reading (any, number, name; none: it has
 * none of its own), reading. */
extern const word_table words_fr_abbreviations, words_en_abbreviations;

/* Words with a capital that begin a sentence rather than go on with a name; second cell unused. */
extern const word_table words_fr_starts, words_en_starts;

/* Verbs of instructions: form; "sure", or "noun" where the form is one as well. */
extern const word_table words_fr_actions, words_en_actions;

/* How texts are said: filters/speech/rules.h describes rules and lists. Units: symbol, singular, plural, gender, and how
 * its square is said. Genders: a noun or an ending, f or m. Names: key, name. Maths: key, kind, words in
 * school, words in ClearSpeak. Modes of maths: key, words where they are brief, where they are verbose. */
extern const word_table words_fr_speech, words_fr_lists, words_fr_units, words_fr_genders, words_fr_names,
    words_fr_maths, words_fr_maths_modes;
extern const word_table words_en_speech, words_en_lists, words_en_units, words_en_genders, words_en_names,
    words_en_maths, words_en_maths_modes;

/* How letters are read: rule, classes of words, examples; in order (graphemes.h). */
extern const word_table words_fr_families, words_fr_graphemes;

/* Names of pictographs: character, name. */
extern const word_table words_fr_emoji, words_en_emoji;

/* Liaisons of French, in order (liaisons.h), and words that begin with an aspirated h: word or beginning, aspiré or muet. */
extern const word_table words_fr_liaisons, words_fr_h_aspire;

/* What words are in their sentence: words of grammar and their readings; what follows what; readings that their neighbours decide (context.c). */
extern const word_table words_fr_context_words, words_fr_context_costs, words_fr_context_senses;

/* Words that voices misread: form, or beginning with "-"; sounds, or "-" for those of graphemes.h (filters/speech/sounds.c). */
extern const word_table words_fr_respelt;

/* Forms that are read in two ways: form, class, graphemes (exceptions.h). */
extern const word_table words_fr_homographs;

/* Words that are never said to be rare: word, field (figures.c). */
extern const word_table words_fr_everyday;

/* Words of grammar, what each is, and spellings of its sound that are wrong there (filters/dictation/gaps.c). */
extern const word_table words_fr_homophones;

/* Expressions whose sense is not that of their words, in order: expression, what it means (filters/clarity/words.c). Nouns
 * that say an action, and their verb. */
extern const word_table words_fr_expressions, words_fr_nominalisations;

/* What a pupil does for each verb of instructions, by the form of the lesson (filters/simplify/verbs.c). */
extern const word_table words_fr_verbs;

/* Orders in which graphemes are taught, a step a row: "grapheme=sound" divided by |, words learnt as wholes. */
extern const word_table words_progressions_frequence, words_progressions_syllabique;

/* Latin: first parts of compounds and what may follow them; words with a rare diphthong (latin.c). */
extern const word_table words_la_compounds, words_la_diphthongs;

#endif
