/* How a document's child asks the broker: messages on a socket, answered by a descriptor of frames. */
#ifndef JOBS_ASK_H
#define JOBS_ASK_H

#include "broker.h"
#include "frames.h"

enum {
    ASK_BEGIN = 1, /* a request, whose bytes follow in parts */
    ASK_PART,
    ASK_DONE, /* an answer is no longer kept: room for another */
    ASK_PART_MOST = 32 << 10,
    ASK_WINDOW = 16, /* requests that a child keeps under way */
    ASK_MOST = 48    /* more than that is against the protocol */
};

typedef struct ask_message {
    uint32_t kind, ticket;
    uint64_t size;          /* of the request, in ASK_BEGIN; of the part, in ASK_PART */
    char name[BROKER_NAME]; /* in ASK_BEGIN; NUL-terminated */
    char language[8];
} ask_message;

typedef struct ask_part {
    ask_message head;
    unsigned char bytes[ASK_PART_MOST];
} ask_part;

typedef struct ask_answer {
    uint32_t ticket, how;
} ask_answer;

/* The helpers of a child, which asks through `socket`; before it waits, it sends what `out` holds. Both are borrowed.
 * Ended by helpers_close (jobs.h). NULL when memory has ended. */
helpers *ask_open(int socket, frame_writer *out);

#endif
