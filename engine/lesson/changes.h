/* What filters move, or turn into another kind, and the way back. It is said on the nodes themselves, so every format that
 * carries attributes carries it, and what a teacher has changed since stays changed:
 *     data-moved      "3 after 7": the third move, from behind the node whose data-place is 7; "3 in 7": from the beginning of
 *                     that node, "3 in 0": of the lesson
 *     data-place      a number by which data-moved names a node
 *     data-was        the name of the kind that a node had; data-was-NAME: its attribute NAME, which it has no more
 *     data-was-style  the name of the style that it had, "" for none
 *     data-gaps       of what was a row: the places, from 0, of cells that were empty and are no more ("0 3")
 *     data-was-picture  the number of the picture that an image showed
 *     data-was-text   of a SPAN with added="around": the author's words that stood where its words stand
 *     data-was-mark, data-was-raised   of a note that stands at its word: how its reference was shown
 * All moves of a filter come before it adds anything, for places are told by the author's own nodes. */
#ifndef LESSON_CHANGES_H
#define LESSON_CHANGES_H

#include "lesson.h"

/* The numbers of moves and places that come next. */
typedef struct changes {
    ard_document *document;
    long moves, places;
} changes;

/* Looks at what was changed already, so that numbers go on. */
changes changes_begin(ard_document *document);

/* Remembers where a block stands: to be called before it is taken out and put elsewhere; once for each. */
void change_place(changes *c, ard_node *block);

/* Gives a node another kind. The attributes of the blank-separated list are kept aside. */
void change_kind(ard_document *document, ard_node *node, ard_kind kind, const char *aside);

/* Gives a node another row of the style table. */
void change_style(ard_document *document, ard_node *node, uint16_t row);

/* Puts a note of one paragraph in the place of a reference to it, out of a SUPERSCRIPT around that: as a SPAN, which is
 * given. NULL, and nothing done, where the note has more than one paragraph or stands nowhere. */
ard_node *change_note(changes *c, ard_node *reference, ard_node *note);

/* Takes all of it back: after what was added has been taken away. The number of changes. */
size_t changes_take_back(ard_document *document);

#endif
