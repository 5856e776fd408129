#include "warm.h"

#include "asker.h"
#include "child.h"
#include "wire.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { UNLIMITED_BUDGET = 1 << 30 }; /* bytes of requests and replies of a child whose memory has no limit */

typedef struct child {
    struct child *next;
    process p;
    uint64_t number;
    asker asker;
} child;

struct warm_loop {
    const job_work *work;
    const sandbox *sandbox;
    int control;
    bool inside;
    bool over; /* the host is gone */
    broker *broker;
    child *children;
    size_t count;
    struct pollfd *watched;
    size_t room;
};

/* ---- Children ---------------------------------------------------------------------------------------------------- */

static void free_child(warm_loop *w, child *c)
{
    broker_drop(w->broker, &c->asker);
    process_stop(&c->p);
    asker_close(&c->asker);
    free(c);
}

/* Tells the host how a child ended, and forgets it. */
static void end_child(warm_loop *w, child *c, ending how)
{
    order_ended ended = {c->number, how};
    child **link = &w->children;
    while (*link != c)
        link = &(*link)->next;
    *link = c->next;
    w->count--;
    free_child(w, c);
    if (!wire_send(w->control, &ended, sizeof ended, NULL, 0, true))
        w->over = true;
}

/* ---- Orders of the host ----------------------------------------------------------------------------------------- */

static child *new_child(const order *o, int folder)
{
    child *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    c->number = o->number;
    asker_open(&c->asker, -1, folder, o->limits.memory ? o->limits.memory : UNLIMITED_BUDGET);
    return c;
}

/* Prepares and forks. `memory` is the order's, mapped. */
static bool fork_child(warm_loop *w, const order *o, child *c, const char *memory, int pipe)
{
    int ends[2];
    pid_t self = getpid();
    report_log *log = report_new();
    if (!log || !wire_pair(ends)) {
        report_free(log);
        return false;
    }
    report_language(log, o->language);
    report_file(log, memory + o->request_size);
    child_order in = {w->work, w->sandbox, o, memory, log, ARD_OK, pipe, ends[1], sandbox_mapped(), w->inside};
    if (w->work->prepare && !o->light)
        in.prepared = w->work->prepare(log, memory, o->request_size);
    bool forked = process_fork(&c->p, o->limits.seconds, false);
    if (forked && c->p.pid == 0)
        child_process(&in, self);
    report_free(log);
    wire_close(&ends[1]);
    c->asker.socket = ends[0];
    return forked;
}

/* Starts a job; where it cannot, the host is told at once. Takes the descriptors. */
static void begin_child(warm_loop *w, const order *o, int memory, int pipe, int folder)
{
    order_ended lost = {o->number, ENDED_LOST};
    size_t size = (size_t)order_size(o);
    char *mapped = memory < 0 ? MAP_FAILED : mmap(NULL, size, PROT_READ, MAP_PRIVATE, memory, 0);
    child *c = mapped == MAP_FAILED ? NULL : new_child(o, folder);
    bool begun = c && pipe >= 0 && fork_child(w, o, c, mapped, pipe);
    if (mapped != MAP_FAILED)
        munmap(mapped, size);
    wire_close(&memory);
    wire_close(&pipe);
    if (begun) {
        c->next = w->children;
        w->children = c;
        w->count++;
        return;
    }
    if (c)
        free_child(w, c);
    else
        wire_close(&folder);
    if (!wire_send(w->control, &lost, sizeof lost, NULL, 0, true))
        w->over = true;
}

static void cancel_child(const warm_loop *w, uint64_t number)
{
    for (child *c = w->children; c; c = c->next)
        if (c->number == number)
            process_kill(&c->p, ENDED_CANCELLED);
}

static void take_orders(warm_loop *w)
{
    for (;;) {
        order o;
        int descriptors[WIRE_DESCRIPTORS];
        ssize_t got = wire_receive(w->control, &o, sizeof o, descriptors, false);
        if (got == 0)
            w->over = true;
        if (got <= 0)
            return;
        wire_close(&descriptors[3]);
        if (o.kind == ORDER_RUN)
            begin_child(w, &o, descriptors[0], descriptors[1], descriptors[2]);
        else
            cancel_child(w, o.number);
    }
}

/* ---- The loop --------------------------------------------------------------------------------------------------- */

static int until(const warm_loop *w)
{
    int64_t soonest = broker_deadline(w->broker), now = wire_now();
    for (const child *c = w->children; c; c = c->next)
        if (!c->p.killed && c->p.deadline < soonest)
            soonest = c->p.deadline;
    if (soonest == INT64_MAX)
        return -1;
    return soonest <= now ? 0 : soonest - now > 60000 ? 60000 : (int)(soonest - now);
}

/* The host, two descriptors a child, the broker's. */
size_t warm_watch(warm_loop *w, struct pollfd **watched, int *milliseconds)
{
    size_t needed = 2 + 2 * w->count + BROKER_MOST_RUNS, count = 1;
    if (needed > w->room) {
        struct pollfd *more = realloc(w->watched, 2 * needed * sizeof *more);
        if (!more)
            return 0;
        w->watched = more;
        w->room = 2 * needed;
    }
    w->watched[0] = (struct pollfd){w->control, POLLIN, 0};
    for (const child *c = w->children; c; c = c->next) {
        w->watched[count++] = (struct pollfd){c->p.pidfd, POLLIN, 0};
        w->watched[count++] = (struct pollfd){c->asker.socket, POLLIN, 0};
    }
    *watched = w->watched;
    *milliseconds = until(w);
    return count + broker_watch(w->broker, w->watched + count, BROKER_MOST_RUNS);
}

bool warm_turn(warm_loop *w)
{
    take_orders(w);
    for (child *c = w->children, *next; c; c = next) {
        ending how;
        next = c->next;
        asker_listen(&c->asker, w->broker);
        if (c->asker.broken)
            process_kill(&c->p, ENDED_BROKEN);
        if (process_ended(&c->p, &how))
            end_child(w, c, how);
    }
    broker_turn(w->broker);
    return !w->over;
}

warm_loop *warm_open(const job_work *work, const sandbox *s, int control, bool inside)
{
    warm_loop *w = malloc(sizeof *w);
    if (!w)
        return NULL;
    *w = (warm_loop){.work = work, .sandbox = s, .control = control, .inside = inside};
    w->broker = broker_open(work->helpers, s);
    if (w->broker)
        return w;
    free(w);
    return NULL;
}

void warm_close(warm_loop *w)
{
    if (!w)
        return;
    for (child *c = w->children, *next; c; c = next) {
        next = c->next;
        free_child(w, c);
    }
    broker_close(w->broker);
    free(w->watched);
    free(w);
}

void warm_work(const job_work *work, const sandbox *s, int control)
{
    warm_loop *w = warm_open(work, s, control, false);
    struct pollfd *watched;
    int milliseconds;
    for (size_t count; w && (count = warm_watch(w, &watched, &milliseconds)) > 0;) {
        poll(watched, count, milliseconds);
        if (!warm_turn(w))
            break;
    }
    warm_close(w);
}
