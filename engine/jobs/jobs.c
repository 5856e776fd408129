#include "jobs.h"

#include "entry.h"
#include "keeper.h"
#include "warm.h"
#include "wire.h"

#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
    EVENTS = 32,
    READS_A_TURN = 4, /* of one answer, so that a long one does not keep the others waiting */
    ANSWERS_AHEAD = 64
};

/* What an event of epoll is about: a job by its number, or one of these. */
static const uint64_t about_warm = 0, about_wake = UINT64_MAX, about_inside = UINT64_MAX - 1;

struct jobs {
    const job_work *work;
    sandbox sandbox;
    keeper keeper;
    int warm;                 /* the warm process' socket, or -1 */
    struct warm_loop *inside; /* where the host is alone and has light jobs: what does the same in this process */
    int inside_ends[2];       /* the host's end of its socket, and its own */
    int epoll, wake;
    bool alone;
    unsigned most, running;
    uint64_t last; /* number given */
    size_t count;
    entry *first, **end;
};

static void wake_up(const jobs *j)
{
    (void)!write(j->wake, &(uint64_t){1}, sizeof(uint64_t));
}

static bool watch(const jobs *j, int descriptor, uint64_t about)
{
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = about};
    return epoll_ctl(j->epoll, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

/* Makes sure that there is a warm process. If the keeper is gone too, a new one is forked from here. */
static int have_warm(jobs *j)
{
    if (j->warm >= 0)
        return j->warm;
    j->warm = keeper_warm(&j->keeper);
    if (j->warm < 0) {
        keeper_close(&j->keeper);
        j->warm = keeper_open(&j->keeper, j->work, &j->sandbox, j->alone) ? keeper_warm(&j->keeper) : -1;
    }
    if (j->warm >= 0 && !watch(j, j->warm, about_warm))
        wire_close(&j->warm);
    return j->warm;
}

/* The socket of what forks light jobs from this process, or -1. */
static int have_inside(jobs *j)
{
    if (j->inside)
        return j->inside_ends[0];
    if (!wire_pair(j->inside_ends))
        return -1;
    j->inside = warm_open(j->work, &j->sandbox, j->inside_ends[1], true);
    if (j->inside && watch(j, j->inside_ends[0], about_inside))
        return j->inside_ends[0];
    warm_close(j->inside);
    j->inside = NULL;
    wire_close(&j->inside_ends[0]);
    wire_close(&j->inside_ends[1]);
    return -1;
}

ard_status jobs_open(jobs **opened, report_log *log, const job_work *work, unsigned children, bool alone)
{
    jobs *j = *opened = calloc(1, sizeof *j);
    if (!j)
        return report(log, NOWHERE, "job.memory.host", NULL);
    j->work = work;
    j->alone = alone;
    j->most = children ? children : 1;
    j->warm = j->keeper.control = j->inside_ends[0] = j->inside_ends[1] = -1;
    j->end = &j->first;
    j->epoll = epoll_create1(EPOLL_CLOEXEC);
    j->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    ard_status status = sandbox_look(&j->sandbox, log);
    if (status == ARD_OK &&
        (j->epoll < 0 || j->wake < 0 || !watch(j, j->wake, about_wake) || (!alone && have_warm(j) < 0)))
        status = report(log, NOWHERE, "job.start", NULL);
    if (status != ARD_OK) {
        jobs_close(j);
        *opened = NULL;
    }
    return status;
}

/* ---- Jobs of the queue ------------------------------------------------------------------------------------------ */

static entry *find(const jobs *j, uint64_t number)
{
    entry *e = j->first;
    while (e && e->number != number)
        e = e->next;
    return e;
}

/* The warm process has died, and its children with it. */
static void lose_warm(jobs *j)
{
    int gone = j->warm;
    wire_close(&j->warm);
    for (entry *e = j->first; e; e = e->next)
        if (e->state == ENTRY_RUNS && e->warm == gone) {
            entry_lose(e);
            j->running--;
        }
    wake_up(j);
}

/* Hands a job to the warm process, a new one if the last has died. What cannot start now waits for what runs. */
static void start(jobs *j, entry *e)
{
    bool started = false, again = true, inside = j->alone && e->what.light;
    for (int attempt = 0; attempt < 2 && again; attempt++) {
        int to = inside ? have_inside(j) : have_warm(j);
        started = to >= 0 && entry_start(e, to);
        again = to >= 0 && !started && e->sent_nothing && !inside;
        if (again)
            lose_warm(j);
    }
    if (started) {
        j->running++;
        if (!watch(j, e->pipe, e->number))
            entry_break(e);
    } else if (!j->running)
        entry_stop(e, STOP_UNSTARTED);
}

static void start_waiting(jobs *j)
{
    for (entry *e = j->first; e && j->running < j->most; e = e->next)
        if (e->state == ENTRY_WAITS)
            start(j, e);
}

ard_status jobs_add(jobs *j, const job *what, uint64_t *number)
{
    entry *e = entry_new(what, ++j->last);
    *number = j->last;
    if (!e)
        return report(what->log, NOWHERE, "job.memory.host", NULL);
    *j->end = e;
    j->end = &e->next;
    j->count++;
    if (j->running < j->most)
        start(j, e);
    if (e->state == ENTRY_OVER || (e->state == ENTRY_WAITS && j->running < j->most))
        wake_up(j);
    if (e->state == ENTRY_WAITS && !entry_copy(e, what)) {
        entry_lose(e);
        wake_up(j);
    }
    return ARD_OK;
}

void jobs_cancel(jobs *j, uint64_t number)
{
    entry *e = find(j, number);
    if (!e || e->state == ENTRY_OVER)
        return;
    entry_stop(e, STOP_CANCELLED);
    wake_up(j);
}

/* Takes a job out of the queue and tells what became of it. */
static void finish(jobs *j, entry *e)
{
    entry **link = &j->first;
    while (*link != e)
        link = &(*link)->next;
    *link = e->next;
    if (!e->next)
        j->end = link;
    j->count--;
    entry_done(e);
}

/* Finishes all that is over. `done` may add and cancel, so the search begins anew after each. */
static void finish_all(jobs *j)
{
    for (entry *e = j->first; e;) {
        if (e->state != ENTRY_OVER) {
            e = e->next;
            continue;
        }
        finish(j, e);
        e = j->first;
    }
}

/* ---- The loop --------------------------------------------------------------------------------------------------- */

static void hear(jobs *j, int warm)
{
    order_ended ended;
    int descriptors[WIRE_DESCRIPTORS];
    for (int i = 0; i < ANSWERS_AHEAD; i++) {
        ssize_t got = wire_receive(warm, &ended, sizeof ended, descriptors, false);
        if (got < 0)
            return;
        if (got == 0) {
            lose_warm(j);
            return;
        }
        entry *e = find(j, ended.number);
        if (e && e->state == ENTRY_RUNS && entry_ended(e, ended.how))
            j->running--;
    }
}

static void read_answer(jobs *j, uint64_t number)
{
    entry *e = find(j, number);
    if (!e || e->state != ENTRY_RUNS)
        return; /* lost with the warm process, in an event of the same turn */
    for (int i = 0; e->state == ENTRY_RUNS && i < READS_A_TURN; i++)
        if (!entry_read(e))
            break;
    if (e->state == ENTRY_OVER)
        j->running--;
}

static void handle(jobs *j, uint64_t about)
{
    uint64_t count;
    if (about == about_wake)
        (void)!read(j->wake, &count, sizeof count);
    else if (about == about_warm)
        hear(j, j->warm);
    else if (about == about_inside)
        hear(j, j->inside_ends[0]);
    else
        read_answer(j, about);
}

/* Gives what works inside this process its turn: waits for it and for all else at once. */
static void turn_inside(jobs *j, int milliseconds)
{
    struct pollfd *watched;
    int soonest;
    size_t count = warm_watch(j->inside, &watched, &soonest);
    if (!count)
        return;
    watched[count] = (struct pollfd){j->epoll, POLLIN, 0};
    poll(watched, count + 1, soonest < 0 || (milliseconds >= 0 && milliseconds < soonest) ? milliseconds : soonest);
    warm_turn(j->inside);
}

size_t jobs_run(jobs *j, int milliseconds)
{
    int64_t end = wire_now() + milliseconds;
    for (bool first = true;; first = false) {
        struct epoll_event events[EVENTS];
        finish_all(j);
        start_waiting(j);
        finish_all(j);
        int64_t left = milliseconds < 0 ? -1 : end - wire_now();
        if (!j->count || (milliseconds >= 0 && left <= 0 && !first))
            return j->count;
        int wait = left < 0 ? (milliseconds < 0 ? -1 : 0) : (int)left;
        if (j->inside)
            turn_inside(j, wait);
        int count = epoll_wait(j->epoll, events, EVENTS, j->inside ? 0 : wait);
        if (count < 0)
            return j->count;
        for (int i = 0; i < count; i++)
            handle(j, events[i].data.u64);
    }
}

int jobs_descriptor(const jobs *j)
{
    return j->epoll;
}

void jobs_close(jobs *j)
{
    if (!j)
        return;
    wire_close(&j->warm);
    keeper_close(&j->keeper);
    warm_close(j->inside);
    wire_close(&j->inside_ends[0]);
    wire_close(&j->inside_ends[1]);
    while (j->first) {
        j->first->warm = -1;
        if (j->first->state != ENTRY_OVER)
            entry_stop(j->first, STOP_CANCELLED);
        finish(j, j->first);
    }
    wire_close(&j->epoll);
    wire_close(&j->wake);
    free(j);
}
