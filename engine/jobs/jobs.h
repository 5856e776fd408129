/* Child processes: each document is worked on by a sandboxed child of a warm process.
 *
 * The program (host) opens a `jobs` while it has one thread: a warm process is forked, single-threaded, which loads what
 * jobs need (`prepare`) and forks a child for each job. The child gets its request and its document as descriptors, and
 * answers with frames in a pipe that the host reads: data, diagnostics, the end. An answer counts only when its frames
 * are whole (length, checksum) and the end has come. In the child: no file, socket or process (Landlock, seccomp),
 * limits of memory and time, and any failed allocation ends it. It asks helpers of the warm process, the broker.
 * Where the kernel lacks Landlock or seccomp, jobs_open says so and refuses, unless ARDOISE_UNSAFE=1.
 *
 * How a child ended becomes a status and a diagnostic: a crash or a forbidden call ARD_E_READ ("job.crash",
 * "job.forbidden": a document that breaks a reader cannot be read), the deadline, memory or output limit ARD_E_LIMIT
 * ("job.time", "job.memory", "job.output"), an answer that is not whole ARD_E_INTERNAL ("job.broken"), an end that
 * somebody else caused ARD_E_INTERNAL ("job.killed", "job.lost": the same job may be tried again). A helper's end is
 * reported alike, to who asked it ("helper.crash"...). doc/processes.md says how it is built, and why so. */
#ifndef JOBS_JOBS_H
#define JOBS_JOBS_H

#include "base/helpers.h"
#include "base/report.h"

typedef struct jobs jobs;

/* What the program does in its processes; one const struct, in run/. */
typedef struct job_work {
    const helper *const *helpers;       /* up to NULL */

    /* In the warm process, before the fork: loads what the request needs, so that the child opens nothing. */
    ard_status (*prepare)(report_log *log, const void *request, size_t size);

    /* In the child. `document` is read-only, and followed by a NUL that is not counted. Bytes go out through `send`, which
     * gathers them and is flushed when the child waits for a helper; `*value` goes to `done`. */
    ard_status (*work)(report_log *log, helpers *h, const void *request, size_t size, const void *document,
                       size_t document_size, bool (*send)(void *to, const void *bytes, size_t count), void *to,
                       unsigned *value);
} job_work;

/* One job. All of it is copied, but for `log` and `user`, which live until `done`. */
typedef struct job {
    const void *request;                /* for job_work, which alone knows its form */
    size_t request_size;
    const void *document;
    size_t document_size;
    int folder;                         /* O_PATH descriptor of the folder whose files the helper "beside" may read, or -1 */
    bool light;                         /* nothing to prepare: `prepare` need not be called */
    ard_limits limits;                  /* memory, output and seconds are enforced here; 0 is none */
    const char *language;               /* of the diagnostics */
    const char *file;                   /* the document's name in diagnostics */
    report_log *log;                    /* gets the child's diagnostics, and why it ended */
    bool (*data)(void *user, const void *bytes, size_t size);   /* false: the host cannot take them; ARD_E_WRITE */
    void (*done)(void *user, ard_status status, unsigned value);
    void *user;
} job;

/* Starts the warm process; at most `children` jobs run at a time, others wait in order. `alone`: until jobs_close the host
 * has no other thread and no child of its own: no keeper is needed, and light jobs are forked from the host itself. */
ard_status jobs_open(jobs **opened, report_log *log, const job_work *work, unsigned children, bool alone);

/* Queues a job; where this succeeds, `done` is called, once, from jobs_run or jobs_close. Both functions of a job may add
 * and cancel jobs, but not run or close. */
ard_status jobs_add(jobs *j, const job *what, uint64_t *number);

/* Kills the job's child, or takes it out of the queue; `done` gets ARD_E_CANCELLED. Unknown numbers are ignored. */
void jobs_cancel(jobs *j, uint64_t number);

/* Works until nothing is left, for `milliseconds` (negative: no end), or until a signal comes. Gives what is left. If the warm process dies it
 * is started anew, and the jobs that were in it end with ARD_E_INTERNAL ("job.lost"). */
size_t jobs_run(jobs *j, int milliseconds);

/* Readable when jobs_run has something to do. */
int jobs_descriptor(const jobs *j);

/* Ends all: children killed, `done` called with ARD_E_CANCELLED. Takes NULL. */
void jobs_close(jobs *j);

/* Helpers without a pool: for a program that converts in its own process. Each is forked from here. `folder` as above; it
 * stays the caller's. NULL when memory has ended. */
helpers *helpers_open(const helper *const *list, int folder);
void helpers_close(helpers *h);

/* The helper "beside": the request is a path relative to the job's folder, the reply the bytes of a regular file below
 * it (openat2, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS), ARD_E_MISSING where there is none or no folder. */
extern const helper beside_helper;

/* The helper "office": LibreOffice, one at a time, a user folder of its own, no network. The request is the ending of the
 * input, a NUL, the ending of the output with its filter ("pdf:writer_pdf_Export:{...}"), a NUL, the input's bytes. */
extern const helper office_helper;

#endif
