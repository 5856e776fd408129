/* The parts of the filter "simplify". None takes a word away; what they generate carries added="1", what they put around the
 * author's added="around", and what they move or make another kind can be taken back (lesson/changes.h). */
#ifndef SIMPLIFY_SIMPLIFY_H
#define SIMPLIFY_SIMPLIFY_H

#include "base/plugin.h"
#include "lesson/changes.h"
#include "lesson/lesson.h"

/* ---- What stays in its place -------------------------------------------------------------------------------------- */

typedef struct line_counts {
    size_t sentences, actions;
} line_counts;

/* Begins each sentence of running text, and each action of an instruction, on a line of its own, as asked. Where an
 * instruction has several actions they are numbered, and the verb of each is strong: never inside what is asked. */
void simplify_lines(ard_document *document, bool sentences, bool actions, line_counts *counts);

/* Pictures that the source marks as decoration are taken away; each is reported. */
size_t simplify_pictures(ard_document *document, report_log *log);

/* Pictures that move show their first image alone (GIF, APNG); what else moves is counted in `*moving`. */
size_t simplify_still(ard_document *document, size_t *moving);

/* ---- What moves: before anything is added ------------------------------------------------------------------------- */

/* Tables wider than `most` columns become one block of named values a row. Those whose headers are not clear, and those
 * that are to be filled in, stay, counted in `*kept`. */
size_t simplify_tables(ard_document *document, size_t most, size_t *kept);

/* Notes of one paragraph are brought to the word that refers to them, between brackets; others stay, in `*kept`. */
size_t simplify_notes(changes *moves, size_t *kept);

/* An exercise's instruction is brought before its material; the author's table of contents after the lesson. */
size_t simplify_instructions(changes *moves);
size_t simplify_contents(changes *moves);

/* ---- What is added ------------------------------------------------------------------------------------------------ */

/* A task that the pupil has to do: an EXERCISE that is in no other. */
typedef struct task_row {
    ard_node *exercise;
    ard_node *card;         /* what was put around it, or NULL */
    ard_node *heading;      /* its own, or NULL */
    long number;            /* that its heading says; 0 for none */
} task_row;

typedef struct task_list {
    task_row *rows;
    size_t count;
    const char *word;       /* what each is called: as all their headings do, where they count from 1 on */
} task_list;

/* The tasks in their order, in the document's pool. */
task_list simplify_tasks(ard_document *document);

/* Adds the name of a task by its place from 0: "Exercice 2", or "Tâche 2" where the author's numbers are others. */
void task_name(const task_list *tasks, size_t number, buffer *out);

/* The heading that a block is, or a list that holds nothing else; NULL for none. */
ard_node *task_title(ard_node *block);

/* Puts each task, with the titles right above it, in a card, and what titles begin between them in others; each on a new page
 * where `pages`, the first one too where a list of what is to be done (`listed`) or enough text stands before. The number of
 * cards of tasks. */
size_t simplify_cards(ard_document *document, task_list *tasks, bool pages, bool listed);

/* Each card says where it is among all ("Exercice 2 sur 5"); a list at the beginning says what is to be done. */
void simplify_progress(ard_document *document, const task_list *tasks);
void simplify_todo(ard_document *document, const task_list *tasks);

/* A document or text that an exercise speaks of, and that stands elsewhere, is repeated in it where it has `most` words or
 * less; else a link leads there. Counted. */
typedef struct shared_counts {
    size_t repeated, linked;
} shared_counts;
void simplify_shared(ard_document *document, const task_list *tasks, size_t most, shared_counts *counts);

/* "l. 12", "p. 24", "document 2", "ci-contre" become links to what they name; what an exercise refers to and is not in the
 * lesson is reported, each with its place. Before anything is added. */
typedef struct reference_counts {
    size_t linked, missing, named;
} reference_counts;
void simplify_references(ard_document *document, report_log *log, reference_counts *counts);

/* Exercises that need hearing say so, and are reported with their place. */
size_t simplify_sounds(ard_document *document, report_log *log);

/* ---- What a teacher says yes to ----------------------------------------------------------------------------------- */

/* Changes of words, of the number of items or of the way to answer: what they would be, or, where the teacher has said yes,
 * that they were made. */
typedef struct proposals {
    ard_document *document;
    report_log *log;
    bool validated;         /* -s validated=yes */
    ard_node *list;         /* private: the items at the end of the lesson */
    size_t count;
} proposals;

/* Proposes one: `what` is the sentence that the file shows, and what is reported with its place. Whether it is to be made now. */
bool proposal_add(proposals *p, const ard_node *where, const char *what);

/* Says what nobody but a person can decide, in the same list and, under `code`, as a diagnostic about `words`. */
void proposal_flag(proposals *p, const ard_node *where, const char *code, const char *words, const char *what);

/* The forms that instructions are done in, in the order of the table dictionaries/fr/verbs.tsv. */
typedef enum lesson_form { FORM_SCREEN, FORM_PAPER, FORM_BRAILLE, FORM_SPEECH, FORM_NO_PEN, FORMS } lesson_form;

/* French instructions say what the pupil can do in a form; what nothing does there is flagged. */
void simplify_verbs(proposals *p, lesson_form form);

/* From the item after `most` on, questions of an exercise are for those who have time. */
void simplify_items(proposals *p, const task_list *tasks, size_t most);

/* ---- Words that are added ----------------------------------------------------------------------------------------- */

typedef enum made_word {
    MADE_TODO, MADE_EXERCISE, MADE_TASK, MADE_OF, MADE_IF_TIME, MADE_SEE, MADE_HEARING, MADE_PROPOSALS, MADE_VALIDATED,
    MADE_KEEP, MADE_QUESTIONS_OF, MADE_OTHERS, MADE_WORDS
} made_word;

/* The word in the document's language: English, else French. */
const char *made_word_in(const ard_document *document, made_word word);

/* The words from a block to one of its next siblings, counted up to a little more than `enough`. */
size_t node_words(const ard_node *first, const ard_node *last, size_t enough);

/* Adds the author's text of a leaf, without what was added. */
void node_own_text(const ard_node *leaf, buffer *out);

/* Adds the beginning of its first line, cut between two words. */
void node_beginning(const ard_node *leaf, buffer *out);

/* A new node with added="1", and text in it where that is not NULL. */
ard_node *made_node(ard_document *document, ard_kind kind, const char *text, place where);

#endif
