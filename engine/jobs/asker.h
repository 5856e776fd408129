/* A child as the broker's customer: its messages, and what its requests and replies may take of the machine's memory. */
#ifndef JOBS_ASKER_H
#define JOBS_ASKER_H

#include "ask.h"

/* A request, from its beginning until the child says that it no longer keeps the reply. */
typedef struct asker_kept {
    bool used;
    unsigned ticket;
    uint64_t size; /* bytes of its request, then of its reply */
} asker_kept;

typedef struct asker {
    int socket, folder;
    bool broken;     /* it has talked against the protocol */
    uint64_t budget; /* bytes that all of `kept` may take */
    asker_kept kept[ASK_MOST];
    broker_request asked; /* whose parts are coming, unless asked.request is -1 */
    uint64_t left;        /* bytes of them */
} asker;

/* Takes both descriptors. */
void asker_open(asker *a, int socket, int folder, uint64_t budget);
void asker_close(asker *a);

/* Takes what the child has sent, and passes it on; sets `broken`. */
void asker_listen(asker *a, broker *b);

#endif
