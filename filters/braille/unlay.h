/* What the layout of braille pages says, taken back: lines become paragraphs again. */
#ifndef BRAILLE_UNLAY_H
#define BRAILLE_UNLAY_H

#include "lesson/lesson.h"

/* A paragraph: its cells in UTF-8, and where it stood. */
typedef struct unlaid {
    const char *cells;
    bool heading;
    place where;
    struct unlaid *next;
} unlaid;

/* The paragraphs of a BRAILLE block, in order, in the document's pool; NULL for none. Numbers of braille pages and running
 * heads are left out, counted in `*heads`. A line goes on in the next one where that one's first word had no room in it; a blank
 * line, a line moved in, a line that ends early end the paragraph. A line in the middle with nothing around is a heading. */
unlaid *braille_unlay(ard_document *document, const ard_node *block, size_t *heads);

#endif
