/* What a lesson says, as a sequence: words, numbers, signs, formulas, pictures, spaces to answer in, in reading order. Two
 * lessons with the same sequence have the same content, however they look: it is what an adaptation of presentation alone
 * must leave as it is. What a filter made (added="1") counts like all else.
 *
 *     words, numbers  runs of letters, and of digits, as they are written, capitals too
 *     signs           each other character that is no blank; a run of dots or of lines to write on is a space
 *     formulas        their MathML without what only groups; one that was typed is what was typed
 *     pictures        their media type, the SHA-256 of their bytes, their text
 *     labels          of lists that count, as if they were typed; the bullet that a line begins with, typed or not, is none
 *     notes           after all else, in the order in which the text refers to them */
#ifndef LESSON_STREAM_H
#define LESSON_STREAM_H

#include "lesson.h"

typedef enum stream_kind {
    STREAM_WORD, STREAM_NUMBER, STREAM_SIGN, STREAM_FORMULA, STREAM_PICTURE, STREAM_SPACE, STREAM_BOX, STREAM_PAGE, STREAM_KINDS
} stream_kind;

typedef struct stream_item {
    stream_kind kind;
    const char *text;
} stream_item;

typedef struct stream {
    arena *pool;
    stream_item *items;
    size_t count, room;
    size_t counts[STREAM_KINDS];
    bool failed;                        /* memory has ended */
} stream;

/* Reads the sequence of a document into an empty stream; end it with stream_free. */
void stream_read(stream *s, const ard_document *document);
void stream_free(stream *s);

/* Whether two items are the same. */
bool stream_same(const stream_item *a, const stream_item *b);

/* The SHA-256 of a sequence: of its items in order, each the number of its kind, a blank, its text, a newline. */
void stream_digest(const stream *s, char text[65]);

#endif
