/* What a document's child does. */
#ifndef JOBS_CHILD_H
#define JOBS_CHILD_H

#include "order.h"
#include "sandbox.h"

/* All of it is borrowed. */
typedef struct child_order {
    const job_work *work;
    const sandbox *sandbox;
    const order *what;
    const char *memory;  /* the order's, mapped */
    report_log *log;     /* with what `prepare` said */
    ard_status prepared; /* what it came to */
    int pipe, socket;    /* for the answer; to the broker */
    uint64_t already;    /* sandbox_mapped */
    bool inside;         /* forked by the host itself */
} child_order;

/* In a new process: closes it in, works, writes frames, and ends. */
_Noreturn void child_process(const child_order *o, pid_t parent);

#endif
