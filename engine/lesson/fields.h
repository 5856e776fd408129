/* Fields: ANSWER and CHECK nodes that a pupil fills in on a screen. The filter "answers" makes them (data-field), writers
 * write each in the way of their format, and readers know them again. Without data-field an ANSWER is a space on paper. */
#ifndef LESSON_FIELDS_H
#define LESSON_FIELDS_H

#include "lesson.h"

/* What data-field says. An ANSWER is
 *     text      one line
 *     number    one line, for a number: a keyboard of digits may be shown; anything may be typed
 *     lines     data-lines lines (2 where it does not say)
 *     choice    one of data-choices
 *     more      part of the field before it, as the second of three dotted lines: shows nothing
 * and a CHECK is
 *     check     a box of which any number may be ticked
 *     radio     one of those with the same data-group of which one is chosen */
typedef enum field_kind {
    FIELD_NONE, FIELD_TEXT, FIELD_NUMBER, FIELD_LINES, FIELD_CHOICE, FIELD_MORE, FIELD_CHECK, FIELD_RADIO, FIELD_KINDS
} field_kind;

field_kind node_field(const ard_node *node);            /* FIELD_NONE for other nodes, NULL, and values it does not know */
const char *field_name(field_kind kind);                /* "text"; "" for FIELD_NONE */

/* The rows of a field or a box: data-lines, from 1 to 40; `otherwise` where it says none. */
unsigned field_rows(const ard_node *node, unsigned otherwise);

/* Whether a CHECK is ticked: by the pupil's answer, else by what the source shows. */
bool field_is_ticked(const ard_node *check);

/* The next choice of a text of data-choices (a choice a line) and its size; false at the end. Moves `*choices` past it. */
bool field_next_choice(const char **choices, const char **choice, size_t *size);

/* Whether a document has a field. */
bool lesson_has_fields(const ard_document *document);

/* Sets an attribute on a node of the source's, and says so in data-added, which field_restore follows. One that the source
 * has said already stays as it is: false then. */
bool node_set_added(ard_document *document, ard_node *node, const char *name, const char *value);

/* Takes away what node_set_added has set, and the pupil's answer. Whether there was any. */
bool node_drop_added(ard_document *document, ard_node *node);

#endif
