#include "broker.h"

#include "folder.h"
#include "run.h"
#include "wire.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct run {
    struct run *next;
    broker_request asked;
    uint64_t round;
    const helper *what; /* NULL: there is no such helper */
    process p;          /* p.pid is 0 until it is started */
    bool dropped;
    int reply;
    char path[RUN_PATH]; /* the folder of its own; "" for none */
} run;

struct broker {
    const helper *const *list;
    size_t count;
    const sandbox *sandbox;
    bool *warm;                   /* of each helper, whether its library is loaded */
    unsigned cores, narrow, wide; /* how many run */
    uint64_t round;               /* of the last that was started */
    run *first;
};

static unsigned count_cores(void)
{
    cpu_set_t set;
    unsigned most = BROKER_MOST_RUNS - 2;
    unsigned count = sched_getaffinity(0, sizeof set, &set) == 0 ? (unsigned)CPU_COUNT(&set) : 1;
    return count < 1 ? 1 : count > most ? most : count;
}

broker *broker_open(const helper *const *list, const sandbox *s)
{
    broker *b = calloc(1, sizeof *b);
    if (!b)
        return NULL;
    for (b->list = list; list && list[b->count];)
        b->count++;
    b->sandbox = s;
    b->cores = count_cores();
    b->warm = calloc(b->count + 1, sizeof *b->warm);
    if (!b->warm) {
        free(b);
        return NULL;
    }
    return b;
}

/* Ends a run that is no longer in the list. */
static void free_run(run *r)
{
    process_stop(&r->p);
    if (r->path[0])
        folder_delete(r->path);
    wire_close(&r->asked.request);
    wire_close(&r->reply);
    free(r);
}

void broker_close(broker *b)
{
    if (!b)
        return;
    for (run *r = b->first, *next; r; r = next) {
        next = r->next;
        free_run(r);
    }
    free(b->warm);
    free(b);
}

/* Takes turns among those who ask: a request's round is one more than that of the one before it of the same asker, and no
 * less than what is being served; within a round they stand in the order of asking (start-time fair queueing). So the
 * first sentence of one lesson does not wait for all of another, and none waits for ever. */
static void enqueue(broker *b, run *r)
{
    run **link = &b->first;
    r->round = b->round;
    for (const run *other = b->first; other; other = other->next)
        if (other->asked.to == r->asked.to && other->round >= r->round)
            r->round = other->round + 1;
    while (*link && (*link)->round <= r->round)
        link = &(*link)->next;
    r->next = *link;
    *link = r;
}

bool broker_ask(broker *b, const broker_request *request)
{
    run *r = calloc(1, sizeof *r);
    if (!r) {
        int memory = request->request;
        wire_close(&memory);
        return false;
    }
    r->asked = *request;
    r->reply = -1;
    r->p.pidfd = -1;
    for (size_t i = 0; i < b->count && !r->what; i++)
        if (strcmp(b->list[i]->name, request->name) == 0)
            r->what = b->list[i];
    enqueue(b, r);
    return true;
}

void broker_drop(broker *b, const void *to)
{
    for (run *r = b->first; r; r = r->next)
        if (r->asked.to == to) {
            r->dropped = true;
            process_kill(&r->p, ENDED_CANCELLED);
        }
}

/* Takes a run out of the list, tells its end, and frees it. */
static void answer(broker *b, run *r, ending how)
{
    run **link = &b->first;
    while (*link != r)
        link = &(*link)->next;
    *link = r->next;
    int reply = how == ENDED_WELL ? r->reply : -1;
    if (reply >= 0) {
        lseek(reply, 0, SEEK_SET);
        r->reply = -1;
    }
    if (!r->dropped)
        r->asked.answered(r->asked.to, r->asked.ticket, how, reply);
    else
        wire_close(&reply);
    free_run(r);
}

static bool *warmth(broker *b, const helper *what)
{
    size_t i = 0;
    while (b->list[i] != what)
        i++;
    return &b->warm[i];
}

/* Loads what a helper's runs share, once it succeeds. Where it fails, the reply says why. */
static bool warm_up(broker *b, run *r)
{
    bool *warm = warmth(b, r->what);
    if (!r->what->warm)
        *warm = true;
    if (*warm)
        return true;
    report_log *log = report_new();
    report_language(log, r->asked.language);
    ard_status status = r->what->warm(log);
    *warm = status == ARD_OK;
    if (!*warm)
        run_refuse(log, r->reply, status);
    report_free(log);
    return *warm;
}

static run_order order_of(const broker *b, const run *r)
{
    return (run_order){r->what,         r->asked.language, r->asked.request,
                       r->asked.folder, r->reply,          r->what->wide ? r->asked.most_wide : r->asked.most,
                       r->path,         b->sandbox};
}

/* Starts a run in a process of its own; what cannot be started is answered. */
static void start(broker *b, run *r)
{
    run_order order = order_of(b, r);
    pid_t self = getpid();
    uint64_t already = sandbox_mapped();
    if ((r->what->wide && !folder_make(r->path, sizeof r->path)) ||
        !process_fork(&r->p, r->what->seconds, r->what->wide)) {
        answer(b, r, ENDED_LOST);
        return;
    }
    if (r->p.pid == 0)
        run_process(&order, self, already);
    *(r->what->wide ? &b->wide : &b->narrow) += 1;
}

/* Does what can be done with a run that waits; false while it must go on waiting. */
static bool advance(broker *b, run *r)
{
    if (!r->what || r->dropped) {
        answer(b, r, r->what ? ENDED_CANCELLED : ENDED_MISSING);
        return true;
    }
    if (!r->what->here && (r->what->wide ? b->wide >= 1 : b->narrow >= b->cores))
        return false;
    if (r->round > b->round)
        b->round = r->round;
    r->reply = wire_memory("ardoise-reply");
    if (r->reply < 0)
        answer(b, r, ENDED_LOST);
    else if (!warm_up(b, r))
        answer(b, r, ENDED_WELL);
    else if (r->what->here) {
        run_order order = order_of(b, r);
        answer(b, r, run_here(&order) ? ENDED_WELL : ENDED_LOST);
    } else
        start(b, r);
    return true;
}

void broker_turn(broker *b)
{
    for (run *r = b->first, *next; r; r = next) {
        ending how;
        next = r->next;
        if (!r->p.pid || !process_ended(&r->p, &how))
            continue;
        *(r->what->wide ? &b->wide : &b->narrow) -= 1;
        answer(b, r, how);
    }
    for (run *r = b->first, *next; r; r = next) {
        next = r->next;
        if (!r->p.pid)
            advance(b, r);
    }
}

size_t broker_watch(const broker *b, struct pollfd *watched, size_t room)
{
    size_t count = 0;
    for (const run *r = b->first; r && count < room; r = r->next)
        if (r->p.pid)
            watched[count++] = (struct pollfd){r->p.pidfd, POLLIN, 0};
    return count;
}

int64_t broker_deadline(const broker *b)
{
    int64_t soonest = INT64_MAX;
    for (const run *r = b->first; r; r = r->next)
        if (r->p.pid && !r->p.killed && r->p.deadline < soonest)
            soonest = r->p.deadline;
    return soonest;
}
