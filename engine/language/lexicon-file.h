/* The layout of fr.lex, as dictionaries/build writes it and lexicon.c reads it: in the machine's own byte order, for it is
 * linked into the program that is built beside it.
 *
 * Forms are the words of a minimal acyclic automaton (Daciuk and others, 2000) over bytes. A state is the arcs from its
 * first up to the one marked last, in order of their bytes. An arc counts the words that come before it in its state, so the
 * counts along a path add up to the number of the form, in order; what is known of forms stands in arrays by that number. */
#ifndef LANGUAGE_LEXICON_FILE_H
#define LANGUAGE_LEXICON_FILE_H

#include <stdint.h>

enum { LEXICON_MAGIC = 0x4C445241 /* "ARDL" */, LEXICON_VERSION = 1 };

typedef struct lexicon_arc {
    uint32_t target;                /* << 8 | byte; target is the number of a state's first arc, 0 for none */
    uint32_t before;                /* << 2 | LEXICON_ARC_FINAL | LEXICON_ARC_LAST */
} lexicon_arc;

enum { LEXICON_ARC_LAST = 1, LEXICON_ARC_FINAL = 2 };

/* Places are bytes from the beginning of the file. */
typedef struct lexicon_header {
    uint32_t magic, version;
    uint32_t forms;                 /* how many */
    uint32_t root;                  /* first arc of the first state */
    uint32_t arcs, arc_count;       /* lexicon_arc[] */
    uint32_t sets_of_forms;         /* uint16_t[forms]: which set of readings */
    uint32_t frequencies;           /* uint8_t[forms] */
    uint32_t sets, set_count;       /* uint32_t[set_count + 1]: the first reading of each set */
    uint32_t readings, reading_count;   /* reading[] (lexicon.h) */
    uint32_t endings, endings_size; /* NUL-terminated strings: what `ending` of a reading is the place of */
    uint32_t total;                 /* of the counts, in thousands */
    uint32_t notice;                /* NUL-terminated: sources and licences */
} lexicon_header;

#endif
