/* One run of a helper: what its process does. */
#ifndef JOBS_RUN_H
#define JOBS_RUN_H

#include "base/helpers.h"
#include "sandbox.h"

#include <sys/types.h>

enum { RUN_PATH = 512 }; /* bytes of the path of a run's own folder */

/* All of it is borrowed. */
typedef struct run_order {
    const helper *what;
    const char *language;
    int request, folder, reply; /* descriptors; the folder may be -1 */
    uint64_t most;              /* bytes of the reply */
    const char *path;           /* the folder of its own, where wide */
    const sandbox *sandbox;
} run_order;

/* In a new process: closes it in, runs the helper, writes frames to the reply, and ends. */
_Noreturn void run_process(const run_order *o, pid_t parent, uint64_t already);

/* Runs a helper in this process, for those that are quick. False when its answer could not be written. */
bool run_here(const run_order *o);

/* Writes an answer that is diagnostics alone. */
bool run_refuse(const report_log *log, int reply, ard_status status);

#endif
