/* What the files of the filter "clarity" share. doc/clarity.md has the text of each rule.
 *
 * A leaf is looked at as a whole: its tokens, and its words with their lemmas. Rules remark on words of the lesson as it
 * is before any filter changes it; nothing of it changes but what an option asks for, and that carries added="1". */
#ifndef CLARITY_CLARITY_H
#define CLARITY_CLARITY_H

#include "base/buffer.h"
#include "base/plugin.h"
#include "base/table.h"
#include "language/analysis.h"
#include "language/vocabulary.h"
#include "lesson/flat.h"
#include "lesson/lesson.h"
#include "lesson/remarks.h"

/* A word of a leaf. */
typedef struct word {
    const token *token;
    uint32_t at;                        /* number of its token */
    uint32_t sentence;                  /* from 0 */
    bool figurative;                    /* in an expression that has been found */
    vocable about;
    char small[LEMMA_ROOM];             /* as it is written, in small letters; elisions without apostrophe */
} word;

/* A sentence: words [first, end). */
typedef struct sentence {
    uint32_t first, end;
} sentence;

/* A leaf taken apart. */
typedef struct passage {
    const ard_node *leaf;               /* of the kept lesson */
    const char *text;
    size_t size;
    const token *tokens;
    size_t token_count;
    word *words;
    size_t count, room;
    sentence *sentences;
    size_t sentence_count, sentence_room;
    bool in_item;                       /* in an item, a question or a cell: what stands before need not go on here */
    bool heading;
    bool maths;                         /* in an exercise that assesses maths */
} passage;

/* A term and what the lesson, or the teacher's file, says of it. */
typedef struct definition {
    struct definition *next;
    const char *term, *text;
    const char *key;                    /* the term's lemmas, parted by blanks */
    bool teacher;                       /* out of the file */
    bool used;                          /* the lesson has it elsewhere than where it is defined */
    const ard_node *where;              /* the live leaf that defines it, or NULL */
} definition;

typedef struct clarity {
    task *job;
    ard_document *document;
    analyser *analyser;
    passage here;
    unsigned words_most, pronoun_most;  /* options */
    double rare;
    bool list;                          /* remarks are diagnostics, each */
    table *explained;                   /* acronyms that the lesson explains */
    table *told;                        /* what was remarked once for the lesson: "word.rare escarmouche" */
    bool points[26];                    /* capital letters that name points of figures */
    definition *definitions, *last_definition;
    table *defined;                     /* definitions by key */
    size_t counts[16];                  /* remarks, by rule */
    long walked;                        /* words of the lesson before the passage at hand */
    long nouns[4];                      /* the last word that "il", "elle", "ils", "elles" can stand for; long ago: none */
} clarity;

/* ---- passage.c ---- */

/* Takes a leaf's text apart, for the passage at hand; false where there is nothing to look at, or memory has ended. */
bool passage_read(clarity *c, const ard_node *leaf, const char *text, size_t size);
void passage_end(passage *p);

/* Whether a leaf is the author's running text in French, outside exercises that assess language, verse and code. */
bool passage_is_text(const clarity *c, const ard_node *leaf);

/* Word `number` counted from a sentence's first, NULL outside the sentence. */
const word *word_at(const passage *p, const sentence *s, long number);

/* Whether a word, as it is written in small letters, or its lemma, is one of a blank-separated list. */
bool word_in(const word *w, const char *list);
bool lemma_in(const word *w, const char *list);
bool word_is(const word *w, uint32_t class);

/* Whether only blanks stand between a word and the next one. */
bool word_joins(const passage *p, const word *w);

/* Whether a sign of these stands between two words. */
bool word_parted(const passage *p, const word *from, const word *to, const char *signs);

/* The bytes that words take: from the first's beginning to the last's end. */
size_t word_begin(const word *w);
size_t word_end(const word *w);

/* ---- flags.c ---- */

/* Remarks on the words from `first` to `last`. `second` and `third` fill the reason ({1} is the words); they and `proposal`
 * may be NULL. Rules apply in this order: words of an expression are not remarked on again. */
typedef enum rule {
    RULE_FIGURE, RULE_LONG, RULE_PASSIVE, RULE_NEGATION, RULE_PRONOUN, RULE_NOMINALISATION, RULE_RARE, RULE_ACRONYM,
    RULE_NUMBER,
    RULES
} rule;
void remark_words(clarity *c, rule which, const word *first, const word *last, const char *proposal, const char *second,
                  const char *third);

/* A message's text, in the pool of the document. */
const char *clarity_said(const clarity *c, const char *code, ...) __attribute__((sentinel));

/* Goes through the kept lesson, rule by rule. */
void flags_find(clarity *c);
void flags_tell(const clarity *c);

/* ---- The rules: each looks at one sentence of the passage at hand ---- */
void find_long(clarity *c, const sentence *s);
void find_passive(clarity *c, const sentence *s);
void find_negation(clarity *c, const sentence *s);
void find_pronoun(clarity *c, const sentence *s);
void find_nominalisation(clarity *c, const sentence *s);
void find_rare(clarity *c, const sentence *s);
void find_acronym(clarity *c, const sentence *s);
void find_number(clarity *c, const sentence *s);
void find_figure(clarity *c, const sentence *s);

/* Adds to what is known of acronyms and points in the passage at hand; for all passages before the rules. */
void acronyms_learn(clarity *c);

/* ---- numerals.c ---- */

/* The number that words say from `number` on; how many words in `*count`, 0 for none ("un" alone is none). */
uint64_t numeral_read(const passage *p, const sentence *s, long number, size_t *count);

/* Adds a number in figures as French writes it: from 10 000 on in groups of three. */
void numeral_write(buffer *out, uint64_t value);

/* Reads a number too, and tells whether it counts something: expressions ("mille mercis") do not. And whether numbers in
 * letters are looked at in a passage: not where they are what is learnt. */
bool numeral_counted(const passage *p, const sentence *s, long at, uint64_t *value, size_t *count);
bool numerals_wanted(const passage *p);

/* ---- changes.c ---- */

/* Puts other words in the place of the author's, each change with its rule among the remarks: numbers in figures; the
 * teacher's own choices, "vacille=tremble, logis=maison". The author's stand in data-was-text, for `-p original`. How many;
 * `kept`: those that stand where nothing may be put (a link), or over a change of looks. */
typedef struct change_counts {
    size_t numbers, words, kept;
} change_counts;
ard_status changes_make(clarity *c, bool numbers, const char *words, change_counts *counts);

/* ---- clauses.c ---- */

/* The next word after `after`, from the sentence's first, that begins a clause which can stand on its own line; 0 for none. */
long clause_next(const passage *p, const sentence *s, long after);

/* Begins each clause of running text on a line; how many lines. */
size_t clauses_part(clarity *c);

/* ---- glossary.c ---- */

/* Finds the lesson's own definitions, then those of the teacher's file. */
ard_status glossary_learn(clarity *c, const char *file);

/* Shows them: at the end of the lesson, or after the first use of each in a block; how many. */
size_t glossary_show(clarity *c, bool at_word);

#endif
