/* What DAISY's two packages have in common: the text as a book of levels, what is heard of it, and an MP3 file for each heading. */
#ifndef WRITERS_DAISY_H
#define WRITERS_DAISY_H

#include "writers/dtbook.h"

/* A place of the text that can be gone to: a leaf, or a page number. Times in milliseconds of its part's sound. */
typedef struct daisy_place {
    struct daisy_place *next;
    const ard_node *node;
    const char *id;
    int leaf;            /* its number in the document's order */
    int level;           /* of a heading; 0 for others, and for those in boxes */
    unsigned part;       /* from 0 */
    const char *skipped; /* "pagenum", "note", "sidebar", "prodnote": what it is part of that can be passed over; or NULL */
    unsigned long begin, end; /* both 0: not heard */
} daisy_place;

/* What stands below one heading: a SMIL file, and a sound where anything of it is heard. */
typedef struct daisy_part {
    struct daisy_part *next;
    unsigned number;
    daisy_place *first; /* its first place */
    buffer sound;
    unsigned long length; /* milliseconds */
} daisy_part;

typedef struct daisy {
    dtbook_page page;
    archive_writer *zip;
    buffer uid, title;
    const char *text; /* name of the DTBook part, or NULL */
    daisy_place *first, *last;
    daisy_part *parts, *last_part;
    walk at; /* how far leaves have been counted */
    int leaf;
    /* while it is said */
    daisy_place *said;
    daisy_part *saying;
    void *encoder;
    unsigned long long samples;
    unsigned frequency;
    unsigned kilobits;
    bool failed;
} daisy;

/* Writes the package: DTBook as the part `text` (NULL: as no part), pictures and sounds; what its format adds is `finish`. */
ard_status daisy_write(task *t, const ard_document *document, ard_output *output, const char *text,
                       void (*finish)(daisy *d));

/* The options of both: kilobits. */
extern const ard_option daisy_options[];

/* Adds a file to the package, and frees the buffer. */
void daisy_add(daisy *d, const char *name, buffer *text);

/* Adds milliseconds as "0:01:02.345" (SMIL 2.0, 10.3.1, full clock value). */
void daisy_clock(buffer *out, unsigned long milliseconds);

/* Adds an element meta whose value is a number. */
void daisy_count(buffer *out, const char *name, unsigned long value);

/* What all lasts. */
unsigned long daisy_total(const daisy *d);

/* Adds the words of a place, in one line: a heading's text, a page's number, a note's beginning. */
void daisy_label(const daisy_place *spot, buffer *out);

/* Whether a place is the first of a note. */
bool daisy_begins_note(const daisy_place *spot);

bool daisy_is_page(const daisy_place *spot);

#endif
