/* A job as the host sees it: what was asked, the pipe of its answer, and how it ends. */
#ifndef JOBS_ENTRY_H
#define JOBS_ENTRY_H

#include "frames.h"
#include "order.h"

typedef enum entry_state {
    ENTRY_WAITS,
    ENTRY_RUNS,
    ENTRY_OVER /* `done` is still to be called */
} entry_state;

/* Why the host itself has ended a job. */
typedef enum entry_stop_reason { STOP_NOT, STOP_UNSTARTED, STOP_BROKEN, STOP_OUTPUT, STOP_REFUSED, STOP_CANCELLED } entry_stop_reason;

typedef struct entry {
    struct entry *next;
    uint64_t number;
    entry_state state;
    job what; /* while it waits its bytes are the caller's, then in `copy` */
    void *copy;
    char *file;
    char language[8];
    int folder;
    int warm; /* the socket of the warm process that has it; -1 before */
    int pipe; /* the answer's; -1 before and after */
    frame_reader reader;
    bool told;         /* how its process ended is known */
    bool sent_nothing; /* the last start failed for want of a warm process */
    ending how;
    entry_stop_reason stop;
} entry;

/* An entry that borrows the job's bytes; NULL when memory has ended. */
entry *entry_new(const job *what, uint64_t number);

/* Copies the bytes, so that the entry can wait. */
bool entry_copy(entry *e, const job *what);

/* Hands it to the warm process at the other end of a socket. */
bool entry_start(entry *e, int warm);

/* Reads from its answer once; false when there is nothing more to read now. */
bool entry_read(entry *e);

/* Its process has ended; gives whether the job is over with that. */
bool entry_ended(entry *e, ending how);

/* Its process is gone, unheard. */
void entry_lose(entry *e);

/* The host ends it. */
void entry_stop(entry *e, entry_stop_reason why);

/* Its answer cannot be read. */
void entry_break(entry *e);

/* Says why it failed, calls `done`, and frees it. */
void entry_done(entry *e);

#endif
