/* The warm process: forks a child for each order, ends it in time, and is the broker of its helpers. A host that is alone
 * does the same in its own process, a turn at a time, for jobs that have nothing to prepare: that saves a fork. */
#ifndef JOBS_WARM_H
#define JOBS_WARM_H

#include "jobs.h"
#include "sandbox.h"

#include <poll.h>

typedef struct warm_loop warm_loop;

/* Begins; NULL when memory has ended. `inside`: in the host's own process. */
warm_loop *warm_open(const job_work *work, const sandbox *s, int control, bool inside);

/* Kills what runs, waits for that, and ends. */
void warm_close(warm_loop *w);

/* What to poll before the next turn, borrowed until then, with room for one more, and how long at most (milliseconds, -1: no
 * end). 0 when memory has ended. */
size_t warm_watch(warm_loop *w, struct pollfd **watched, int *milliseconds);

/* Takes what there is to take; false when the other end of `control` is gone. */
bool warm_turn(warm_loop *w);

/* Works for the host at the other end of `control` until that is gone. All its children have ended then. */
void warm_work(const job_work *work, const sandbox *s, int control);

#endif
