/* What convert and check share: each file in a sandboxed child of the pool, a bounded number of them at a time. */
#ifndef CLI_WORK_H
#define CLI_WORK_H

#include "cli/cli.h"

typedef struct work work;

/* One file of the call. */
typedef struct piece {
    work *all;
    const char *path;
    char *target;           /* where its output goes; NULL: into `report` */
    ard_input *input;
    ard_output *output;
    char *report;           /* a check's report, in memory */
    size_t report_size;
    char *error_code, *error_message;
    ard_status status;
    unsigned violations;
    bool lossy;
} piece;

struct work {
    ard_context *context;
    const arguments *called;
    ard_pool *pool;
    piece *pieces;
    size_t count, started, ended;
    ard_action action;
    const char *from, *to;
};

/* Makes a piece for each file, and opens the pool: one child a core, no more than there are files. Failures are said. */
ard_status work_open(work *w, ard_context *context, const arguments *called, ard_action action);

/* Works on every piece; false when a signal stopped it: then nothing half-written is left. */
bool work_run(work *w);

/* The exit code of the call: of several files, the highest. */
int work_exit_code(const work *w);
void work_free(work *w);

/* Says what the program's own context has gathered, of opening and committing files; errors are kept in `p`. */
void work_say(piece *p);

#endif
