/* The pool: conversions and checks in the sandboxed children of engine/jobs. */
#include "base/memory.h"
#include "base/output.h"
#include "jobs/jobs.h"
#include "run/request.h"

#include <stdlib.h>

/* A request that waits for its answer. */
typedef struct pending {
    struct pending *next; /* of those that failed before they reached a child */
    ard_pool *pool;
    report_log *log;
    ard_output *output;
    ard_done *done;
    void *user;
    ard_status status;
} pending;

struct ard_pool {
    ard_context *context;
    job_work work; /* lives as long as the jobs */
    jobs *jobs;
    pending *failed;
};

/* ---- In the warm process and its children ------------------------------------------------------------------------ */

static ard_status prepare(report_log *log, const void *request, size_t size)
{
    request_fields fields;
    ard_context *context;
    if (!request_unpack(&fields, request, size))
        return report(log, NOWHERE, "request.broken", NULL);
    ard_status status = context_for_child(&context, log, NULL);
    if (status != ARD_OK)
        return status;
    context->child = false;
    status = request_apply(&fields, context);
    if (status == ARD_OK && fields.action == ARD_CONVERT)
        status = pipeline_prepare(context, fields.to);
    context->child = true;
    ard_context_free(context);
    return status;
}

/* What a child sends its bytes with. */
typedef struct sender {
    bool (*send)(void *to, const void *bytes, size_t count);
    void *to;
} sender;

static bool send_on(void *user, const void *bytes, size_t size)
{
    const sender *s = user;
    return s->send(s->to, bytes, size);
}

/* Does what the fields say, in the child. */
static ard_status act(ard_context *context, const request_fields *fields, ard_input *input, sender *to, unsigned *value)
{
    ard_output *output;
    ard_status status = ard_output_new(&output, context, send_on, to);
    if (status != ARD_OK)
        return status;
    if (fields->action == ARD_CHECK)
        status = ard_check(value, context, input, fields->from, fields->to, output);
    else
        status = ard_convert(context, input, *fields->from ? fields->from : NULL, fields->to, output);
    ard_output_free(output);
    return status;
}

static ard_status work(report_log *log, helpers *h, const void *request, size_t size, const void *document,
                       size_t document_size, bool (*send)(void *to, const void *bytes, size_t count), void *to,
                       unsigned *value)
{
    request_fields fields;
    ard_context *context;
    ard_input *input = NULL;
    sender sending = {send, to};
    *value = 0;
    if (!request_unpack(&fields, request, size))
        return report(log, NOWHERE, "request.broken", NULL);
    ard_status status = context_for_child(&context, log, h);
    if (status != ARD_OK)
        return status;
    status = request_apply(&fields, context);
    if (status == ARD_OK)
        status = ard_input_new(&input, context, document, document_size, fields.name);
    if (status == ARD_OK)
        status = act(context, &fields, input, &sending, value);
    ard_input_free(input);
    ard_context_free(context);
    return status;
}

/* ---- In the host ------------------------------------------------------------------------------------------------- */

ard_status ard_pool_open(ard_pool **pool, ard_context *context, unsigned children, bool alone)
{
    *pool = memory_new(1, sizeof **pool);
    if (!*pool)
        return report(context->log, NOWHERE, "memory.ended", NULL);
    **pool = (ard_pool){.context = context, .work = {context->registry->helpers, prepare, work}};
    ard_status status = jobs_open(&(*pool)->jobs, context->log, &(*pool)->work, children, alone);
    if (status != ARD_OK) {
        free(*pool);
        *pool = NULL;
    }
    return status;
}

/* Gives `made` the options of the pool's context (without its profiles where the request has its own), then the
 * request's. */
static ard_status collect(ard_context *made, const ard_context *base, const ard_request *request)
{
    ard_status status = ARD_OK;
    made->limits = base->limits;
    made->data = base->data;
    made->clock = base->clock;
    for (const plugin_values *v = base->values; status == ARD_OK && v && !request->profiles; v = v->next) {
        const char *key, *value;
        for (size_t i = 0; status == ARD_OK && options_set_value(v->values, i, &key, &value); i++)
            status = context_set(made, NOWHERE, v->about->name, key, value, false);
    }
    for (const char *const *p = request->profiles; status == ARD_OK && p && *p; p++)
        status = ard_context_profile(made, *p);
    for (const char *const *s = request->settings; status == ARD_OK && s && *s; s++)
        status = ard_context_setting(made, *s);
    return status;
}

static bool take_data(void *user, const void *bytes, size_t size)
{
    pending *p = user;
    output_add(p->output, bytes, size);
    output_flush(p->output);
    return output_status(p->output) == ARD_OK;
}

static void finish(pending *p, ard_status status, unsigned violations)
{
    ard_answer answer = {.status = status, .violations = violations};
    answer.diags = report_diags(p->log, &answer.count);
    p->done(p->user, &answer);
    report_free(p->log);
    free(p);
}

static void take_end(void *user, ard_status status, unsigned value)
{
    finish(user, status, value);
}

/* How long a document may take: the limit, or what its writer asks for where nobody has lowered the limit. */
static uint32_t seconds_for(const ard_context *context, const ard_request *request)
{
    const ard_plugin *plugin = ard_registry_named(context->registry, ARD_WRITER, request->to);
    const ard_writer *writer = request->action == ARD_CONVERT ? (const ard_writer *)plugin : NULL;
    bool lowered = context->limits.seconds < ard_limits_default().seconds;
    return writer && !lowered && writer->seconds > context->limits.seconds ? writer->seconds : context->limits.seconds;
}

/* Hands a request over to a child; the options are collected in a context of its own, with the request's log. */
static ard_status hand_over(pending *p, const ard_request *request, uint64_t *number)
{
    ard_context *made;
    buffer packed = BUFFER_EMPTY;
    ard_status status = context_for_child(&made, p->log, NULL);
    if (status != ARD_OK)
        return status;
    status = collect(made, p->pool->context, request);
    if (status == ARD_OK) {
        made->limits.seconds = seconds_for(made, request);
        request_pack(&packed, made, request);
    }
    if (status == ARD_OK && packed.failed)
        status = report(p->log, NOWHERE, "memory.ended", NULL);
    job what = {
        .request = packed.data,
        .request_size = packed.size,
        .document = request->input->bytes,
        .document_size = request->input->size,
        .folder = request->input->folder,
        .limits = made->limits,
        .language = report_speaks(p->log),
        .file = request->input->name,
        .light = request->action == ARD_CHECK || pipeline_is_light(made, request->to),
        .log = p->log,
        .data = take_data,
        .done = take_end,
        .user = p,
    };
    if (status == ARD_OK)
        status = jobs_add(p->pool->jobs, &what, number);
    buffer_free(&packed);
    ard_context_free(made);
    return status;
}

ard_status ard_pool_add(ard_pool *pool, const ard_request *request, ard_done *done, void *user, uint64_t *number)
{
    pending *p = memory_new(1, sizeof *p);
    report_log *log = p ? report_new() : NULL;
    *number = 0;
    if (!log) {
        free(p);
        return report(pool->context->log, NOWHERE, "memory.ended", NULL);
    }
    *p = (pending){.pool = pool, .log = log, .output = request->output, .done = done, .user = user};
    report_language(log, request->language ? request->language : report_speaks(pool->context->log));
    report_file(log, request->input->name);
    p->status = hand_over(p, request, number);
    if (p->status != ARD_OK) {
        p->next = pool->failed;
        pool->failed = p;
    }
    return ARD_OK;
}

void ard_pool_cancel(ard_pool *pool, uint64_t number)
{
    jobs_cancel(pool->jobs, number);
}

/* Answers the requests that failed before they reached a child. */
static void answer_failed(ard_pool *pool)
{
    while (pool->failed) {
        pending *p = pool->failed;
        pool->failed = p->next;
        finish(p, p->status, 0);
    }
}

size_t ard_pool_run(ard_pool *pool, int milliseconds)
{
    answer_failed(pool);
    return jobs_run(pool->jobs, milliseconds);
}

int ard_pool_descriptor(const ard_pool *pool)
{
    return jobs_descriptor(pool->jobs);
}

void ard_pool_close(ard_pool *pool)
{
    if (!pool)
        return;
    answer_failed(pool);
    jobs_close(pool->jobs);
    free(pool);
}
