#include "warm.h"

#include "ask.h"
#include "child.h"
#include "wire.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    NARROW_REPLY_MOST = 64 << 20, /* bytes; ASK_WINDOW of them may lie in memory */
    MESSAGES_A_TURN = 64          /* of a child, so that one does not keep the others waiting */
};

typedef struct child {
    struct child *next;
    process p;
    uint64_t number;
    uint64_t reply_most, request_most;
    int socket, folder;
    unsigned held;        /* requests whose replies the child may still keep */
    broker_request asked; /* whose parts are coming: asked.request is not -1 */
    uint64_t left;        /* bytes of them */
} child;

typedef struct warm {
    const job_work *work;
    const sandbox *sandbox;
    int control;
    bool over; /* the host is gone */
    broker *broker;
    child *children;
    size_t count;
    struct pollfd *watched;
    size_t room;
} warm;

/* ---- Children and their requests -------------------------------------------------------------------------------- */

static void break_child(child *c)
{
    process_kill(&c->p, ENDED_BROKEN);
}

static void send_answer(void *to, unsigned ticket, ending how, int reply)
{
    child *c = to;
    ask_answer answer = {ticket, how};
    if (!wire_send(c->socket, &answer, sizeof answer, &reply, reply >= 0, false))
        break_child(c);
    wire_close(&reply);
}

/* All parts of a request are here. */
static void pass_on(warm *w, child *c)
{
    broker_request request = c->asked;
    c->asked.request = -1;
    if (!broker_ask(w->broker, &request))
        send_answer(c, request.ticket, ENDED_LOST, -1);
}

static bool begin_request(warm *w, child *c, const ask_message *m)
{
    if (c->asked.request >= 0 || m->size > c->request_most || c->held >= ASK_MOST ||
        !memchr(m->name, '\0', sizeof m->name) || !memchr(m->language, '\0', sizeof m->language))
        return false;
    c->held++;
    c->left = m->size;
    c->asked = (broker_request){.request = wire_memory("ardoise-request"),
                                .folder = c->folder,
                                .most = c->reply_most,
                                .answered = send_answer,
                                .to = c,
                                .ticket = m->ticket};
    memcpy(c->asked.name, m->name, sizeof m->name);
    memcpy(c->asked.language, m->language, sizeof m->language);
    if (c->asked.request < 0)
        return false;
    if (!c->left)
        pass_on(w, c);
    return true;
}

static bool take_part(warm *w, child *c, const ask_part *part, size_t size)
{
    uint64_t bytes = size - sizeof part->head;
    if (c->asked.request < 0 || !bytes || bytes != part->head.size || bytes > c->left ||
        !wire_write(c->asked.request, part->bytes, bytes))
        return false;
    c->left -= bytes;
    if (!c->left)
        pass_on(w, c);
    return true;
}

static bool take_message(warm *w, child *c, const ask_part *part, size_t size)
{
    if (size < sizeof part->head)
        return false;
    switch (part->head.kind) {
    case ASK_BEGIN: return begin_request(w, c, &part->head);
    case ASK_PART: return take_part(w, c, part, size);
    case ASK_DONE: return c->held-- > 0;
    default: return false;
    }
}

/* Takes what a child has sent; what is against the protocol ends it. */
static void listen_to(warm *w, child *c)
{
    ask_part part;
    int descriptors[WIRE_DESCRIPTORS];
    for (int i = 0; i < MESSAGES_A_TURN && c->socket >= 0; i++) {
        ssize_t got = wire_receive(c->socket, &part, sizeof part, descriptors, false);
        for (size_t k = 0; k < WIRE_DESCRIPTORS; k++)
            wire_close(descriptors + k);
        if (got < 0)
            return;
        if (got == 0)
            wire_close(&c->socket);
        else if (!take_message(w, c, &part, (size_t)got)) {
            break_child(c);
            return;
        }
    }
}

static void free_child(warm *w, child *c)
{
    broker_drop(w->broker, c);
    process_stop(&c->p);
    wire_close(&c->socket);
    wire_close(&c->folder);
    wire_close(&c->asked.request);
    free(c);
}

/* Tells the host how a child ended, and forgets it. */
static void end_child(warm *w, child *c, ending how)
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
    c->reply_most = o->limits.memory && o->limits.memory < NARROW_REPLY_MOST ? o->limits.memory : NARROW_REPLY_MOST;
    c->request_most = o->limits.memory ? o->limits.memory : UINT32_MAX;
    c->socket = c->asked.request = -1;
    c->folder = folder;
    return c;
}

/* Prepares and forks. `memory` is the order's, mapped. */
static bool fork_child(warm *w, const order *o, child *c, const char *memory, int pipe)
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
    child_order in = {w->work, w->sandbox, o, memory, log, ARD_OK, pipe, ends[1], sandbox_mapped()};
    if (w->work->prepare)
        in.prepared = w->work->prepare(log, memory, o->request_size);
    bool forked = process_fork(&c->p, o->limits.seconds, false);
    if (forked && c->p.pid == 0)
        child_process(&in, self);
    report_free(log);
    wire_close(&ends[1]);
    c->socket = ends[0];
    return forked;
}

/* Starts a job; where it cannot, the host is told at once. Takes the descriptors. */
static void begin_child(warm *w, const order *o, int memory, int pipe, int folder)
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

static void cancel_child(const warm *w, uint64_t number)
{
    for (child *c = w->children; c; c = c->next)
        if (c->number == number)
            process_kill(&c->p, ENDED_CANCELLED);
}

static void take_orders(warm *w)
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

/* Lists what to wait for: the host, two descriptors a child, the broker's. Gives how many; 0 when memory has ended. */
static size_t watch(warm *w)
{
    size_t needed = 1 + 2 * w->count + BROKER_MOST_RUNS, count = 1;
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
        w->watched[count++] = (struct pollfd){c->socket, POLLIN, 0};
    }
    return count + broker_watch(w->broker, w->watched + count, BROKER_MOST_RUNS);
}

static int until(const warm *w)
{
    int64_t soonest = broker_deadline(w->broker), now = wire_now();
    for (const child *c = w->children; c; c = c->next)
        if (!c->p.killed && c->p.deadline < soonest)
            soonest = c->p.deadline;
    if (soonest == INT64_MAX)
        return -1;
    return soonest <= now ? 0 : soonest - now > 60000 ? 60000 : (int)(soonest - now);
}

void warm_work(const job_work *work, const sandbox *s, int control)
{
    warm w = {.work = work, .sandbox = s, .control = control, .broker = broker_open(work->helpers, s)};
    while (w.broker && !w.over) {
        size_t count = watch(&w);
        if (!count)
            break;
        poll(w.watched, count, until(&w));
        take_orders(&w);
        for (child *c = w.children, *next; c; c = next) {
            ending how;
            next = c->next;
            if (c->socket >= 0)
                listen_to(&w, c);
            if (process_ended(&c->p, &how))
                end_child(&w, c, how);
        }
        broker_turn(w.broker);
    }
    for (child *c = w.children, *next; c; c = next) {
        next = c->next;
        if (w.broker)
            free_child(&w, c);
    }
    broker_close(w.broker);
    free(w.watched);
}
