/* The parts of the filter "dictation": the lesson's text becomes what a teacher says in a dictation, and the pupil's
 * sheet. French alone. doc/speech.md describes the protocol. */
#ifndef DICTATION_DICTATION_H
#define DICTATION_DICTATION_H

#include "base/plugin.h"
#include "language/analysis.h"
#include "lesson/lesson.h"

/* What the options ask for. */
typedef struct dictation_wishes {
    bool gaps;                  /* the sheet has the text with gaps, else lines */
    bool approved;              /* the teacher has approved the gaps */
    bool alike;                 /* e and ɛ, o and ɔ, ø and œ are one sound */
    bool punctuation;           /* is said while it is dictated */
    bool title;                 /* is dictated, too */
    const char *drop;           /* numbers of gaps that the teacher does not want: "2,5" */
    unsigned pace;              /* letters that the pupil writes in a minute */
    unsigned repeats;           /* how often a group is said */
    unsigned group;             /* letters that a group has at most, where the grammar allows it */
    unsigned rate;              /* words a minute, while it is dictated */
    unsigned check;             /* seconds after each sentence of the last reading */
} dictation_wishes;

/* ---- Passages and their groups (groups.c) ------------------------------------------------------------------------ */

/* What is said and written between two blanks: "l'arbre", "dit-il", "12". */
typedef struct item {
    size_t begin, end;          /* bytes of the passage, without the signs around */
    const token *first, *last;
} item;

/* Items that are said in one breath, up to `end`. */
typedef struct breath_group {
    size_t begin, end;
} breath_group;

/* A leaf block that is dictated. */
typedef struct passage {
    struct passage *next;
    const ard_node *leaf;
    const char *text, *language;
    size_t size;
    bool title;
    token *tokens;              /* their spellings live until the analyser's next call: `sounds` stay */
    const char **sounds;        /* of each token, in IPA; NULL for what has none */
    size_t token_count;
    item *items;
    size_t item_count;
    breath_group *groups;
    size_t group_count;
} passage;

/* Takes a passage apart, into the pool; false when memory has ended. `letters`: those of a group. */
bool passage_cut(passage *p, analyser *a, arena *pool, unsigned letters);

/* Letters and digits of some bytes. */
unsigned letters_in(const char *text, size_t size);

/* Adds what is said of the signs between two bytes of a passage: those that open something, or those that close. `last`: the
 * full stop is the dictation's last. Whether there was any. */
bool signs_say(const passage *p, size_t begin, size_t end, bool opening, bool last, buffer *out);

/* ---- What is said (script.c) ------------------------------------------------------------------------------------- */

/* The script: an unlinked SECTION of PARAGRAPHs with data-pause (milliseconds after) and data-rate. */
ard_node *dictation_script(ard_document *document, const dictation_wishes *wishes, const passage *first);

/* ---- Gaps (gaps.c) ----------------------------------------------------------------------------------------------- */

enum { GAP_OPTIONS = 3 };

/* A word of a passage and three spellings of its sound, in the order of the alphabet. */
typedef struct gap {
    size_t token;
    const char *options[GAP_OPTIONS];
    unsigned right;
} gap;

/* Finds gaps, one a breath group at most; gives their number, and them in the pool. */
size_t gaps_find(const passage *p, analyser *a, arena *pool, bool alike, gap **found);

/* ---- The pupil's sheet (sheet.c) --------------------------------------------------------------------------------- */

/* Replaces the lesson by the sheet. Gives the number of gaps. */
size_t dictation_sheet(ard_document *document, const dictation_wishes *wishes, const passage *first, analyser *a, arena *pool);

#endif
