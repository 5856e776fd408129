/* What a document's child may ask of the outside: a closed list of helpers, each run by the broker in a process of its
 * own (engine/jobs/). In a process that is no child, helpers run the same way, from where they are asked. */
#ifndef BASE_HELPERS_H
#define BASE_HELPERS_H

#include "buffer.h"
#include "report.h"

typedef struct helpers helpers;

/* A helper that a program offers: `run` works in a fresh process on `request` and adds to `reply`. */
typedef struct helper {
    const char *name;                           /* "voice", "office", "beside" */
    bool wide;                                  /* starts outside programs: the wider sandbox, one at a time */
    bool here;                                  /* answered by the broker itself: it must be quick and must not parse */
    bool caches;                                /* its libraries would keep caches of files: that fails, and does not end it */
    unsigned seconds;                           /* its deadline */
    ard_status (*warm)(report_log *log);        /* loads once, in the broker, what every run shares; NULL: nothing */

    /* `folder` is the job's (an O_PATH descriptor, or -1); where `wide`, an empty folder of its own that is deleted. */
    ard_status (*run)(report_log *log, int folder, const buffer *request, buffer *reply);

    /* The folders of the machine whose files its process may read, asked after `warm`: adds the path of number `number`, from
     * 0; false past the end. NULL: none. */
    bool (*reads)(unsigned number, buffer *path);
} helper;

/* Sends a request; `*ticket` names it. Several may be under way: that is how two cores share the work. */
ard_status helpers_ask(helpers *h, report_log *log, const char *name, const void *request, size_t size, unsigned *ticket);

/* Waits for the reply of a ticket and adds it to `reply`. ARD_E_MISSING where the helper, or what it needs, is not here;
 * the helper's own diagnostics are added to `log`. */
ard_status helpers_wait(helpers *h, report_log *log, unsigned ticket, buffer *reply);

#endif
