/* A process that works for us: how it begins, its deadline, and how it ended. */
#ifndef JOBS_PROCESS_H
#define JOBS_PROCESS_H

#include "base/report.h"

#include <sys/types.h>

/* How a process ended. */
typedef enum ending {
    ENDED_WELL,
    ENDED_CRASH,     /* by a signal of its own doing */
    ENDED_FORBIDDEN, /* by a system call that the sandbox does not allow */
    ENDED_TIME,      /* by the deadline */
    ENDED_MEMORY,    /* an allocation failed */
    ENDED_KILLED,    /* by somebody else, or by the kernel when the machine's memory ended */
    ENDED_BROKEN,    /* with another exit code, or against the protocol */
    ENDED_CANCELLED,
    ENDED_LOST,    /* it could not be started, or went with its parent */
    ENDED_MISSING, /* there is no such helper */
    ENDING_COUNT
} ending;

/* Exit codes of our processes: the first is a failed allocation's, whichever library asked. */
enum { EXIT_MEMORY = 5, EXIT_SANDBOX = 6 };

typedef struct process {
    pid_t pid;        /* 0: none */
    int pidfd;        /* readable when it has ended */
    int64_t deadline; /* by wire_now */
    bool group;       /* leads a process group, which ends with it */
    bool killed;      /* by us */
    ending why;       /* then */
} process;

/* Forks: true in both processes, `p->pid` is 0 in the new one. False when it cannot. 0 seconds: no deadline. */
bool process_fork(process *p, unsigned seconds, bool group);

/* In the new process: signals as at first (those of a terminal ignored), and death when the process that forked it ends. */
void process_begin(pid_t parent, const char *name);

/* Puts /dev/null in the place of the standard streams (of a sanitizer's process, stderr apart). */
void process_quiet(void);

/* The same; the kernel ends it before the host when memory is short; and its time is UTC, so that no library looks for
 * /etc/localtime later, when it may open nothing. */
void process_settle(void);

/* Kills it, and says why; process_ended must still be asked. */
void process_kill(process *p, ending why);

/* Whether it has ended, and how, once; kills it when its deadline has passed. */
bool process_ended(process *p, ending *how);

/* Kills it and waits for its end. */
void process_stop(process *p);

/* Closes every descriptor from 3 on but those of `keep`, of which there are at most eight; negative ones are none. */
void process_close_others(const int *keep, size_t count);

#endif
