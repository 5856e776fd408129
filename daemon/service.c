/* The queue between HTTP's thread and main's, and main's loop over the pool. */
#include "daemon/daemon.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum { GRACE = 9 }; /* seconds that queued work has after a stop; HOUSE.md promises ten in all */

struct service {
    ard_context *context;
    ard_pool *pool;
    pthread_mutex_t lock;
    exchange *first, *last; /* queued, not yet in the pool */
    size_t load, most;      /* queued and in the pool */
    bool ending;
    int wake; /* eventfd: something was queued */
};

service *service_open(ard_context *context, unsigned children, size_t most)
{
    service *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    *s = (service){.context = context, .most = most, .wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    pthread_mutex_init(&s->lock, NULL);
    if (s->wake < 0 || ard_pool_open(&s->pool, context, children, false) != ARD_OK) {
        service_close(s);
        return NULL;
    }
    return s;
}

void service_close(service *s)
{
    ard_pool_close(s->pool);
    if (s->wake >= 0)
        close(s->wake);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

size_t service_load(service *s)
{
    pthread_mutex_lock(&s->lock);
    size_t load = s->load;
    pthread_mutex_unlock(&s->lock);
    return load;
}

bool service_queue(service *s, exchange *e)
{
    uint64_t one = 1;
    pthread_mutex_lock(&s->lock);
    bool taken = !s->ending && s->load < s->most;
    if (taken) {
        e->next = NULL;
        if (s->last)
            s->last->next = e;
        else
            s->first = e;
        s->last = e;
        s->load++;
    }
    pthread_mutex_unlock(&s->lock);
    if (taken && write(s->wake, &one, sizeof one) < 0)
        return true; /* the counter is full: main is awake already */
    return taken;
}

static exchange *next_queued(service *s)
{
    pthread_mutex_lock(&s->lock);
    exchange *e = s->first;
    if (e) {
        s->first = e->next;
        if (!s->first)
            s->last = NULL;
    }
    pthread_mutex_unlock(&s->lock);
    return e;
}

/* ---- One exchange ------------------------------------------------------------------------------------------------ */

static bool keep_bytes(void *user, const void *piece, size_t size)
{
    return bytes_add(&((exchange *)user)->made, piece, size);
}

/* The first error's code and message make the problem; the whole list goes with it. */
static void take_answer(void *user, const ard_answer *answer)
{
    exchange *e = user;
    service *s = e->service;
    const char *code = "internal.silent", *title = "";
    for (size_t i = answer->count; i > 0; i--)
        if (answer->diags[i - 1].severity == ARD_ERROR) {
            code = answer->diags[i - 1].code;
            title = answer->diags[i - 1].message;
        }
    unsigned status = answer_status(answer);
    if (status != MHD_HTTP_OK)
        e->problem = answer_problem(status, code, title, answer->diags, answer->count);
    ard_output_free(e->output);
    ard_input_free(e->input);
    e->output = NULL;
    e->input = NULL;
    pthread_mutex_lock(&s->lock);
    s->load--;
    pthread_mutex_unlock(&s->lock);
    e->status = status;
    MHD_resume_connection(e->connection);
}

/* Puts an exchange into the pool. Every failure reaches take_answer, so that the connection is always resumed. */
static void begin(service *s, exchange *e)
{
    uint64_t number;
    ard_status status = ard_input_new(&e->input, s->context, e->body.data ? e->body.data : "", e->body.size, e->name);
    if (status == ARD_OK)
        status = ard_output_new(&e->output, s->context, keep_bytes, e);
    if (status == ARD_OK) {
        const ard_request request = {.action = e->action,
                                     .input = e->input,
                                     .from = e->standard ? e->standard : e->from,
                                     .to = e->to,
                                     .profiles = e->profiles,
                                     .settings = e->settings,
                                     .language = e->language,
                                     .output = e->output};
        status = ard_pool_add(s->pool, &request, take_answer, e, &number);
    }
    if (status != ARD_OK) {
        ard_answer answer = {.status = status};
        answer.diags = ard_context_diags(s->context, &answer.count);
        take_answer(e, &answer);
    }
    ard_context_clear(s->context);
}

/* ---- The loop ---------------------------------------------------------------------------------------------------- */

static void begin_all(service *s)
{
    exchange *e;
    while ((e = next_queued(s)))
        begin(s, e);
}

static void work_on(service *s, int stop, int milliseconds)
{
    uint64_t count;
    struct pollfd ready[] = {{s->wake, POLLIN, 0}, {ard_pool_descriptor(s->pool), POLLIN, 0}, {stop, POLLIN, 0}};
    poll(ready, stop >= 0 ? 3 : 2, milliseconds);
    if (read(s->wake, &count, sizeof count) > 0)
        begin_all(s);
    ard_pool_run(s->pool, 0);
}

static bool is_readable(int descriptor)
{
    struct pollfd ready = {descriptor, POLLIN, 0};
    return poll(&ready, 1, 0) > 0;
}

void service_run(service *s, int stop, server *http)
{
    while (!is_readable(stop))
        work_on(s, stop, 1000);
    pthread_mutex_lock(&s->lock);
    s->ending = true;
    pthread_mutex_unlock(&s->lock);
    http_quiesce(http);
    begin_all(s);
    for (time_t until = time(NULL) + GRACE; service_load(s) && time(NULL) < until;)
        work_on(s, -1, 100);
    ard_pool_close(s->pool); /* what is left is cancelled, and so answered */
    s->pool = NULL;
}
