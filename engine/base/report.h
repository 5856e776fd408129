/* Diagnostics: a message is written once, where it happened.
 *
 * Messages stand in dictionaries/messages/ (one .tsv a room): code, severity (error, loss, note), status, French,
 * English. So a call names the code, the place and the values, and gets the status to return:
 *
 *     return report(task->log, PLACE("word/document.xml", line, 0), "docx.part.missing", name, NULL);
 */
#ifndef BASE_REPORT_H
#define BASE_REPORT_H

#include "ardoise.h"
#include "arena.h"

#include <stdarg.h>

typedef struct report_log report_log;

/* A place in a document. `part` is borrowed; it must live as long as the document (or be NULL). */
typedef struct place {
    const char *part;
    uint32_t line, column;
} place;

#define PLACE(part, line, column) ((place){part, line, column})
#define NOWHERE ((place){0})

/* Where diagnostics go. NULL when memory has ended. */
report_log *report_new(void);
void report_free(report_log *log);

/* "fr" or "en" by the beginning of `language`. */
void report_language(report_log *log, const char *language);
const char *report_speaks(const report_log *log);   /* which of them */
void report_listen(report_log *log, ard_listener *listener, void *user);

/* The name of the file that is being worked on, copied; "" for none. */
void report_file(report_log *log, const char *name);

/* Writes the message `code`; the arguments are strings (const char *), up to NULL, for {1}, {2}... Gives the table's
 * status: ARD_OK for a note or a loss. Of the same code and part, only the first 100 are kept, and then it is said. */
ard_status report(report_log *log, place where, const char *code, ...) __attribute__((sentinel));

/* Adds a diagnostic as another process wrote it; where its file is NULL, it is the log's. */
void report_copy(report_log *log, const ard_diag *diag);

/* The text of a message alone, owned by the log until report_clear. */
const char *report_message(report_log *log, const char *code, va_list arguments);

const ard_diag *report_diags(const report_log *log, size_t *count);
void report_clear(report_log *log);

/* The status of the worst diagnostic so far: ARD_OK when there was no error. */
ard_status report_status(const report_log *log);

/* A whole number as text, for an argument; good until the fourth next call. Per log, not global. */
const char *report_number(report_log *log, long long number);

#endif
