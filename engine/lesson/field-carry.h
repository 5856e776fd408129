/* Fields in formats that have fields of their own. What the node of a field is, is written in one line of text that office
 * programs keep beside the field: so it comes back as it was, with what a pupil has answered. */
#ifndef LESSON_FIELD_CARRY_H
#define LESSON_FIELD_CARRY_H

#include "base/buffer.h"
#include "fields.h"

/* Whether a field's node can be carried: below it are nothing but text, line ends and emphasis, no pictures or formulas. */
bool field_is_simple(const ard_node *node);

/* Adds what an ANSWER's field holds: the pupil's answer, else the words that the source shows there, for dots and lines are
 * none. Lines are parted by newlines. */
void field_shown(const ard_node *answer, buffer *shown);

/* Adds the whole node, what is below too, as one line without blanks: "answer?data-field=text&...". */
void field_carry(const ard_document *document, const ard_node *node, buffer *out);

/* A new node, unlinked, from what field_carry has given; NULL for any other text. */
ard_node *field_restore(ard_document *document, const char *text, place where);

/* Says what a field holds now: data-answer, where that is not what it held before. Newlines at the end say nothing. */
void field_answer(ard_document *document, ard_node *answer, const char *value);
void field_tick(ard_document *document, ard_node *check, bool ticked);

#endif
