/* The broker runs helpers: those that are quick in its own process, others in a process each, as many at a time as there
 * are cores; those that start outside programs one at a time. */
#ifndef JOBS_BROKER_H
#define JOBS_BROKER_H

#include "base/helpers.h"
#include "process.h"
#include "sandbox.h"

#include <poll.h>

typedef struct broker broker;

enum {
    BROKER_NAME = 32,     /* bytes of a helper's name, its NUL included */
    BROKER_MOST_RUNS = 66 /* that run at a time, at most */
};

/* Told once how a request ended; `reply` is a descriptor of frames, which is the receiver's, or -1 unless ENDED_WELL.
 * Must not call the broker. */
typedef void broker_answered(void *to, unsigned ticket, ending how, int reply);

typedef struct broker_request {
    char name[BROKER_NAME];
    char language[8];       /* "fr" or "en" */
    int request;          /* its bytes, a memory descriptor that is handed over */
    int folder;           /* the asker's, borrowed until it is answered or dropped; -1: none */
    uint64_t most, most_wide; /* bytes of the reply; of the reply of one that starts outside programs */
    broker_answered *answered;
    void *to;
    unsigned ticket;
} broker_request;

/* The list, up to NULL, is borrowed. NULL when memory has ended. */
broker *broker_open(const helper *const *list, const sandbox *s);
void broker_close(broker *b);

/* Queues a request. False when memory has ended: it will not be answered, and its descriptor is closed. */
bool broker_ask(broker *b, const broker_request *request);

/* Forgets what was asked for `to`, and kills what runs of it. */
void broker_drop(broker *b, const void *to);

/* Takes what has ended, kills what is late, starts what can be started. */
void broker_turn(broker *b);

/* What to poll (for reading) for the next turn, and until when at most (INT64_MAX: no end). */
size_t broker_watch(const broker *b, struct pollfd *watched, size_t room);
int64_t broker_deadline(const broker *b);

#endif
