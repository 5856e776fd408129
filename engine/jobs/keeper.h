/* The keeper: a process that does nothing but fork warm processes, so that the host, which may have threads by then,
 * need not. A host that is alone (no other thread, no child of its own, until keeper_close) keeps the warm process itself. */
#ifndef JOBS_KEEPER_H
#define JOBS_KEEPER_H

#include "jobs.h"
#include "process.h"
#include "sandbox.h"

#include <sys/types.h>

typedef struct keeper {
    const job_work *work;
    const sandbox *sandbox;
    bool alone;
    process warm;       /* where the host is alone */
    pid_t pid;          /* else the keeper; 0: none */
    int control;        /* its socket, or -1 */
} keeper;

/* Borrows `work` and `s` until keeper_close. */
bool keeper_open(keeper *k, const job_work *work, const sandbox *s, bool alone);

/* Starts a warm process and gives the host's end of its socket, or -1. The one before it is ended. */
int keeper_warm(keeper *k);

/* Ends the keeper and what it started; waits for that. */
void keeper_close(keeper *k);

#endif
