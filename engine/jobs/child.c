#include "child.h"

#include "ask.h"

#include <unistd.h>

enum { MOST_DESCRIPTORS = 128 };

static bool send_data(void *to, const void *bytes, size_t size)
{
    return frames_data(to, bytes, size);
}

static void send_diag(void *to, const ard_diag *diag)
{
    frames_diag(to, diag);
}

/* What was said before the fork goes first. */
static void send_earlier(const report_log *log, frame_writer *out)
{
    size_t count;
    const ard_diag *diags = report_diags(log, &count);
    for (size_t i = 0; i < count; i++)
        frames_diag(out, diags + i);
}

_Noreturn void child_process(const child_order *o, pid_t parent)
{
    const order *what = o->what;
    sandbox_limits limits = {.memory = what->limits.memory,
                             .already = o->already,
                             .file = 0,
                             .seconds = what->limits.seconds,
                             .descriptors = MOST_DESCRIPTORS};
    frame_writer out;
    unsigned value = 0;
    process_begin(parent, "ardoise-job");
    if (o->inside)
        process_settle();
    process_close_others((int[]){o->pipe, o->socket}, 2);
    helpers *h = ask_open(o->socket, &out);
    if (!frames_open(&out, o->pipe) || !h)
        _exit(EXIT_MEMORY);
    if (!sandbox_job(o->sandbox, &limits))
        _exit(EXIT_SANDBOX);
    send_earlier(o->log, &out);
    report_listen(o->log, send_diag, &out);
    ard_status status = o->prepared;
    if (status == ARD_OK)
        status = o->work->work(o->log, h, o->memory, what->request_size, o->memory + order_document_at(what),
                               what->document_size, send_data, &out, &value);
    _exit(frames_end(&out, status, value) ? 0 : EXIT_SANDBOX);
}
