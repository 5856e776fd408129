/* What a format or a filter is: one const struct of named functions. The smallest fits on a screen; the one file that
 * names them all is filters/standard.c. Optional functions are NULL. doc/reader.md, writer.md, filter.md show how. */
#ifndef BASE_PLUGIN_H
#define BASE_PLUGIN_H

#include "ardoise.h"
#include "report.h"

typedef struct options options;         /* values of a plugin's option table: options.h */
typedef struct helpers helpers;         /* programs and voices outside the child: helpers.h */

/* A document's bytes. */
typedef struct source {
    const unsigned char *bytes;         /* followed by a NUL that is not counted */
    size_t size;
    const char *name;                   /* for endings; never for output */
} source;

/* What a plugin may use while it works on one document. All of it is borrowed. */
typedef struct task {
    report_log *log;
    const ard_limits *limits;
    const options *options;             /* of this plugin */
    const char *data;                   /* the data folder; "" where there is none */
    helpers *helpers;
    const char *clock;                  /* the date of outputs: SOURCE_DATE_EPOCH as ISO 8601 (UTC), or NULL */
    const char *finisher;               /* of a writer: the name of the one that takes its bytes on (`via`); NULL */
} task;

typedef struct ard_reader {
    ard_plugin about;

    /* How sure the reader is that the first bytes of a document are its format: 0 to 100. Looks at content only. */
    int (*probe)(const unsigned char *head, size_t size);

    /* Builds the tree below the root of an empty document. On failure what was built is dropped by the caller.
     * The caller tidies the tree afterwards (lesson/tidy.h), so readers need not: see there what they may leave. */
    ard_status (*read)(task *task, const source *source, ard_document *document);
} ard_reader;

typedef struct ard_filter {
    ard_plugin about;
    const char *needs;                  /* what another filter must have given; NULL: nothing */
    const char *gives;                  /* what it gives to writers, such as "braille"; NULL: a changed tree */
    bool always;                        /* applied to every document; else when one of its options is set */
    bool also;                          /* with `gives`: applied when one of its options is set, too */

    /* Loads what it needs (a library, a table) before the document is seen, outside the sandbox. */
    ard_status (*prepare)(task *task);

    /* Changes the document in place. */
    ard_status (*apply)(task *task, ard_document *document);

    /* Whether what is written is to be read again, and its words, numbers and signs compared with the source's. */
    bool (*verifies)(const options *values);
} ard_filter;

typedef struct ard_writer {
    ard_plugin about;
    const char *needs;                  /* what a filter must have given; NULL: nothing */
    const char *wants;                  /* what filters give beside, blank-separated: "pictures" that browsers show; NULL: nothing */
    unsigned seconds;                   /* that a document may take, where more than usual; 0: limits.seconds */
    const char *proves;                 /* names of formats: what is written is a report, through `via`, of the source beside what is
                                         * written in each of them; NULL: it writes the lesson */
    const char *via;                    /* name of the writer whose output `finish` takes; NULL: it writes itself */
    ard_status (*prepare)(task *task);  /* as a filter's */
    ard_status (*write)(task *task, const ard_document *document, ard_output *output);
    ard_status (*finish)(task *task, const void *bytes, size_t size, ard_output *output);   /* only with `via` */
} ard_writer;

/* A rule's outcome for one place, handed to a report. */
typedef enum ard_outcome { ARD_PASSED, ARD_FAILED, ARD_CANNOT_TELL, ARD_INAPPLICABLE } ard_outcome;

typedef struct ard_checker {
    ard_plugin about;
    int (*probe)(const unsigned char *head, size_t size);

    /* Checks against `standard` and writes `report_format` to `output`; counts failures in `*violations`. */
    ard_status (*check)(task *task, const source *source, const char *standard, const char *report_format,
                        ard_output *output, unsigned *violations);
} ard_checker;

/* ---- Output, as writers see it ---------------------------------------------------------------------------------- */

/* Writes bytes. Failure is sticky: `output_status` tells, once, at the end. */
void output_add(ard_output *output, const void *bytes, size_t size);
void output_text(ard_output *output, const char *text);
void output_format(ard_output *output, const char *format, ...) __attribute__((format(printf, 2, 3)));
ard_status output_status(const ard_output *output);

/* Hands on what was written so far: for sound that is listened to while it is made. */
void output_flush(ard_output *output);

#endif
