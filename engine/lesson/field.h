/* Fields: answer spaces and boxes that are filled in on a screen (filter `answers` says which), as office formats and PDF
 * have them. What such a field is in the lesson is written in one line of text, which office programs keep beside the
 * field: so it comes back as the node that it was, with what a pupil has written. */
#ifndef LESSON_FIELD_H
#define LESSON_FIELD_H

#include "base/buffer.h"
#include "lesson.h"

typedef enum field_kind {
    FIELD_NONE,                         /* dots to write on, as printed */
    FIELD_TEXT, FIELD_NUMBER, FIELD_LINES, FIELD_CHOICE,    /* an ANSWER, by its data-field */
    FIELD_BOX,                          /* a CHECK with a name (aria-label) */
    FIELD_ONE                           /* one that has a group (data-group): one of them is chosen */
} field_kind;

/* What field a node is. An ANSWER that shows anything but text and line ends, a choice without choices and a CHECK with
 * something in it are none: a field could not hold them. */
field_kind node_field(const ard_node *node);

/* Whether any node of a document is a field. */
bool lesson_has_fields(const ard_document *document);

/* Adds what is written in an ANSWER, its lines parted by newlines: nothing where it shows only blanks, dots and lines to
 * write on. */
void field_value(const ard_node *answer, buffer *value);

/* Whether a CHECK is ticked. */
bool field_is_ticked(const ard_node *check);

/* How many characters an answer is to have room for: its data-size within reason, or `usual` where it has none. */
long field_size(const ard_node *answer, long usual);

/* How many lines a FIELD_LINES is to have room for. */
long field_lines(const ard_node *answer);

/* Adds a node that is a field as one line of ASCII and UTF-8 without blanks: "answer?data-field=text&...". */
void field_carry(const ard_document *document, const ard_node *node, buffer *out);

/* A new node, unlinked, from what field_carry has given; NULL for any other text. */
ard_node *field_restore(ard_document *document, const char *text, place where);

/* Writes into an ANSWER what its field holds: nothing changes where that is what stands there. Takes `value`'s line ends
 * as BREAKs; those at its end say nothing. */
void field_write(ard_document *document, ard_node *answer, const char *value);

/* Ticks a CHECK, or takes its tick away. */
void field_tick(ard_document *document, ard_node *check, bool ticked);

#endif
