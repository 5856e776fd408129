/* The warm process: forks a child for each order, ends it in time, and is the broker of its helpers. */
#ifndef JOBS_WARM_H
#define JOBS_WARM_H

#include "jobs.h"
#include "sandbox.h"

/* Works for the host at the other end of `control` until that is gone. All its children have ended then. */
void warm_work(const job_work *work, const sandbox *s, int control);

#endif
