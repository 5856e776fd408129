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
    size_t words;               /* bytes of the string that are neither blanks nor spots nor signs */
} leaf_view;

/* Reads a leaf block; false when memory has ended (nothing to close then). */
bool view_open(leaf_view *v, ard_node *leaf);
void view_close(leaf_view *v);

/* The bounds of the line of the string that holds `at`: between newlines. */
void view_line(const leaf_view *v, size_t at, size_t *begin, size_t *end);

/* The nearest character before or after a byte that is no blank, within its line; 0 at the edge. */
uint32_t solid_before(const char *text, size_t at);
uint32_t solid_after(const char *text, size_t size, size_t at);

/* ---- Steps, in the order in which the filter runs them. Each counts what it made. -------------------------------- */

/* What kind of field each ANSWER is, and each CHECK; `*checks`: how many of these. */
size_t answers_kinds(ard_document *document, size_t *checks);

/* A name for each field: its exercise and item, and its sentence, "…" where the space is. */
void answers_names(ard_document *document);

/* Boxes to write in by hand, in place of fields. */
size_t answers_boxes(ard_document *document);

/* ---- Words that are said (words.c) ------------------------------------------------------------------------------- */

typedef enum said_word { SAID_SPACE, SAID_OF, SAID_COLUMN, SAID_ROW, SAID_ANSWER, SAID_BOX, SAID_WORDS } said_word;

/* A word in the language of a BCP 47 tag: French, English, Spanish, German, Italian; French for others. */
const char *said_in(const char *language, said_word word);

#endif
