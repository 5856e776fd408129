/* The parts of the filter "answers": spaces to write in become fields that are filled in by keyboard, each with a name that
 * a screen reader says. No word of the author's changes: what is set on his nodes stands in data-added, what is put among
 * them has added="1". */
#ifndef ANSWERS_ANSWERS_H
#define ANSWERS_ANSWERS_H

#include "base/plugin.h"
#include "base/table.h"
#include "lesson/fields.h"

#include <stdint.h>

/* ---- A leaf block as one string (leaf.c) ------------------------------------------------------------------------- */

/* What stands in the string for an ANSWER and for a CHECK: code points for private use, which no lesson has (those of the
 * text are blanks). A formula is its words, a picture its alternative text, a BREAK a newline. */
enum { SPOT_ANSWER = 0xE000, SPOT_CHECK = 0xE001, SPOT_SIZE = 3 /* bytes of either */ };

typedef struct spot {
    ard_node *node;
    size_t at;                  /* byte of the string */
} spot;

typedef struct leaf_view {
    buffer text;
    spot *spots;                /* ANSWERs and CHECKs, in their order */
    size_t count, room;
    size_t words;               /* how many of its characters are letters or digits */
} leaf_view;

/* Whether a leaf is of a size that lessons have: each space of it may look at the whole line. */
bool view_is_modest(const leaf_view *v);

/* Reads a leaf block; false when memory has ended (nothing to close then). */
bool view_open(leaf_view *v, ard_node *leaf);
void view_close(leaf_view *v);

/* The bounds of the line of the string that holds `at`: between newlines. */
void view_line(const leaf_view *v, size_t at, size_t *begin, size_t *end);

/* The nearest character before or after a byte that is no blank, within its line; 0 at the edge. */
uint32_t solid_before(const char *text, size_t at);
uint32_t solid_after(const char *text, size_t size, size_t at);

/* Whether a character is a dot or a ring from which a line is drawn to match things. */
bool is_dot(uint32_t point);

/* ---- Exercises (exercise.c) -------------------------------------------------------------------------------------- */

/* An exercise and what it asks: the words of its title, its instructions and what stands before its first question or
 * list, in small letters. */
typedef struct exercise {
    ard_node *node;
    const char *asked;
    const char *language;
} exercise;

/* The exercises of a document, in the document's pool; `*count` of them, none where memory has ended. */
exercise *exercises_of(ard_document *document, size_t *count);

/* Whether a text has one of the strings of a list, which ends with NULL. */
bool says_any(const char *text, const char *const *words);

/* Adds what a block says, on one line: without its spots, its blanks folded. */
void add_words(const ard_node *block, buffer *out);

/* Whether a node, or one below it, is an ANSWER or a CHECK. */
bool has_spot(const ard_node *node);

/* A new ANSWER of the filter's, unlinked; with these choices, or NULL. */
ard_node *new_answer(ard_document *document, place where, const char *choices);

/* A new text of the filter's, in a SPAN, unlinked. */
ard_node *new_words(ard_document *document, place where, const char *text);

/* Puts an ANSWER of the filter's at the end of a leaf, a blank before it; or into a paragraph of its own at the end of a
 * container. */
void append_answer(ard_document *document, ard_node *block, const char *choices);

/* The first leaf at or below a node that has words; NULL for none. */
ard_node *first_leaf(ard_node *node);

/* ---- Steps, in the order in which the filter runs them. Each counts what it made. -------------------------------- */

/* "Relie": each thing of a table's first column, a first list or the left of a line gets a choice of those it may go with. */
size_t answers_match(ard_document *document, exercise *all, size_t count);

/* "Vrai ou faux": each statement gets two boxes, or its space a choice of two. */
size_t answers_truth(ard_document *document, exercise *all, size_t count);

/* "Choisis la bonne réponse": what can be chosen gets boxes. */
size_t answers_quiz(ard_document *document, exercise *all, size_t count);

/* "Entoure le bon mot": alternatives that stand in a sentence get a choice behind them. */
size_t answers_alternatives(ard_document *document, exercise *all, size_t count);

/* "Complète avec : …": the spaces of an exercise get the words that it offers as choices. */
size_t answers_banks(ard_document *document, exercise *all, size_t count);

/* Questions that ask for an answer, and have no place for it, get one. */
size_t answers_places(ard_document *document, exercise *all, size_t count);

/* Boxes that belong together, and whether one or any number of them is chosen. */
void answers_groups(ard_document *document, exercise *all, size_t count);

/* What kind of field each ANSWER is, and each CHECK; `*checks`: how many of these. */
size_t answers_kinds(ard_document *document, size_t *checks);

/* A name for each field: its exercise and item, and its sentence, "…" where the space is. */
void answers_names(ard_document *document);

/* Boxes to write in by hand, in place of fields. */
size_t answers_boxes(ard_document *document);

/* ---- Words that are said (words.c) ------------------------------------------------------------------------------- */

typedef enum said_word {
    SAID_SPACE, SAID_OF, SAID_ROW, SAID_ANSWER, SAID_BOX, SAID_TRUE, SAID_FALSE, SAID_WORDS
} said_word;

/* A word in the language of a BCP 47 tag: French, English, Spanish, German, Italian; French for others. */
const char *said_in(const char *language, said_word word);

#endif
