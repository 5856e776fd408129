/* ardoised: the local service. Two threads: libmicrohttpd's, which takes requests apart (http.c), and main's, which runs the
 * pool (service.c). They meet in the service's queue alone. Of ardoise it knows ardoise.h. */
#ifndef DAEMON_DAEMON_H
#define DAEMON_DAEMON_H

#include "ardoise.h"

#include "daemon/bytes.h"

#include <microhttpd.h>

typedef struct service service;         /* the queue and the pool */
typedef struct server server;           /* libmicrohttpd's side */

/* One request, from its first line to its answer. Owned by its connection; while it is queued, by the service. */
typedef struct exchange {
    struct exchange *next;              /* in the queue */
    struct MHD_Connection *connection;
    service *service;
    server *server;
    int route;                          /* its row of http.c's table; -1: none */
    ard_action action;
    const char *media_type;             /* of the answer */
    const char *from, *to, *standard, *name, *language;     /* owned by the connection; NULL where not said */
    const char **profiles, **settings;  /* up to NULL */
    bytes body;
    unsigned refused;                   /* HTTP status of a refusal decided before the body has come; 0: none */
    const char *refusal;                /* its message code */

    /* The answer, written by main's thread before it resumes the connection. */
    ard_input *input;
    ard_output *output;
    bytes made;
    unsigned status;                    /* HTTP status; 0: no answer yet */
    char *problem;                      /* JSON where status is an error */
} exchange;

/* ---- service.c: the queue, and the pool that works through it ---- */

/* Opens the pool, so it must be called while there is one thread. `most` requests may wait. NULL after a message. */
service *service_open(ard_context *context, unsigned children, size_t most);
void service_close(service *s);

/* Queues an exchange from the HTTP thread; false where the queue is full or the service is ending. */
bool service_queue(service *s, exchange *e);

/* Works until `stop` (a descriptor) is readable; then no connection is taken any more, and what is queued is answered
 * within ten seconds. */
void service_run(service *s, int stop, server *http);

/* How many wait or are worked on. */
size_t service_load(service *s);

/* ---- http.c ---- */

/* Serves on a listening socket, which it takes over, bodies of `body_most` bytes at most. NULL where that fails. */
server *http_start(service *s, int listening, size_t body_most);

/* Takes no new connection from here on; those that are being answered go on. */
void http_quiesce(server *s);

/* Ends; every exchange must have its answer (service_run has returned). */
void http_stop(server *s);

/* ---- answer.c ---- */

/* The HTTP status for an answer of the pool. */
unsigned answer_status(const ard_answer *answer);

/* A problem of RFC 9457 as JSON text, to be freed: title, status, code, and the diagnostics (may be none). */
char *answer_problem(unsigned status, const char *code, const char *title, const ard_diag *diags, size_t count);

/* Sends JSON text (taken over) with a status. */
enum MHD_Result answer_send(struct MHD_Connection *connection, unsigned status, const char *media_type, void *body, size_t size);

#endif
