/* The keeper: a process that does nothing but fork warm processes, so that the host, which may have threads by then,
 * need not. */
#ifndef JOBS_KEEPER_H
#define JOBS_KEEPER_H

#include "jobs.h"
#include "sandbox.h"

#include <sys/types.h>

typedef struct keeper {
    pid_t pid; /* 0: none */
    int control;
} keeper;

bool keeper_open(keeper *k, const job_work *work, const sandbox *s);

/* Starts a warm process and gives the host's end of its socket, or -1. The one before it is ended. */
int keeper_warm(keeper *k);

/* Ends the keeper and what it started; waits for that. */
void keeper_close(keeper *k);

#endif
