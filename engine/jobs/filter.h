/* Which system calls a process may make (seccomp). Written as BPF by hand: libseccomp can tell calls by their number and
 * arguments, but not by where they come from, which the end of memory needs (trap.h). */
#ifndef JOBS_FILTER_H
#define JOBS_FILTER_H

#include <stdbool.h>

typedef enum filter_kind {
    FILTER_JOB,    /* memory, and reading and writing what is open */
    FILTER_HELPER, /* besides, reading files (Landlock says which) */
    FILTER_CACHING, /* the same, but to ask to write files fails with EACCES */
    FILTER_OFFLINE /* all but the network and what changes the machine: for outside programs */
} filter_kind;

/* Whether the kernel can filter, and this processor is known. */
bool filter_available(void);

/* Filters this process, and what it starts, from now on. A call that is not allowed kills the process by SIGSYS (in
 * FILTER_OFFLINE it fails with EPERM). False when it could not. */
bool filter_install(filter_kind kind);

#endif
