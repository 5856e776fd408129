/* The proof that an adaptation changed presentation alone: what was written is read again, as anyone would read it, and its
 * words, numbers, signs, formulas and pictures (lesson/stream.h) are compared with those of the source, read anew. */
#ifndef RUN_PROOF_H
#define RUN_PROOF_H

#include "run/context.h"

struct stream;

/* What is proved: a document that was read from `input` and then adapted. */
typedef struct proof_work {
    ard_context *context;
    const ard_input *input;
    const char *from;                   /* the source's format, or NULL */
    const ard_document *document;
} proof_work;

/* Writes the document, says by a note that its content is the source's, or by a loss what is not. */
ard_status proof_write(const proof_work *work, const ard_writer *writer, ard_output *output);

/* Writes a report of what was compared in each of the writer's formats, through the writer that it names. */
ard_status proof_report(const proof_work *work, const ard_writer *writer, ard_output *output);

/* ---- For proof.c and proof-page.c ---- */

/* A source and what was written of it. */
typedef struct proof {
    const char *format;                 /* the one that was read again */
    bool read;                          /* it could be */
    bool same;
    size_t begin, end;                  /* items that are the same from the beginning, and from the end */
    size_t converted;                   /* pictures that were given another format */
    struct stream *original, *written;  /* `written`: owned */
} proof;

/* Adds up to `count` items of a stream from `from` on, parted by blanks. */
void proof_quote(const struct stream *s, size_t from, size_t count, buffer *out);

/* Builds the page of a report; NULL when memory has ended. The caller frees it. */
ard_document *proof_page(const proof_work *work, const proof *proofs, size_t count);

#endif
