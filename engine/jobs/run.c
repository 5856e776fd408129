#include "run.h"

#include "frames.h"
#include "process.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MOST_MEMORY = 1 << 30, /* of a helper's process, in bytes */
    MOST_DESCRIPTORS = 64,
    WIDE_DESCRIPTORS = 1024,
    SLACK = 32 << 20 /* bytes of a reply's file that are no data */
};

/* All bytes of the request, as a buffer of its own. */
static bool read_request(int memory, buffer *request)
{
    struct stat about;
    char part[16 << 10];
    off_t at = 0;
    if (fstat(memory, &about) != 0)
        return false;
    while (at < about.st_size) {
        ssize_t got = pread(memory, part, sizeof part, at);
        if (got <= 0)
            return false;
        buffer_add(request, part, (size_t)got);
        at += got;
    }
    return !request->failed;
}

/* A log's diagnostics, then the reply, then the end. */
static bool write_answer(const report_log *log, int reply, const buffer *bytes, ard_status status)
{
    frame_writer out;
    size_t count;
    const ard_diag *diags = report_diags(log, &count);
    if (!frames_open(&out, reply))
        return false;
    for (size_t i = 0; i < count; i++)
        frames_diag(&out, diags + i);
    if (bytes && status == ARD_OK)
        frames_data(&out, bytes->data, bytes->size);
    bool written = frames_end(&out, status, 0);
    frames_close(&out);
    return written;
}

bool run_refuse(const report_log *log, int reply, ard_status status)
{
    return write_answer(log, reply, NULL, status);
}

bool run_here(const run_order *o)
{
    buffer request = BUFFER_EMPTY, bytes = {.most = o->most};
    report_log *log = report_new();
    bool written = false;
    report_language(log, o->language);
    if (log && read_request(o->request, &request)) {
        ard_status status = o->what->run(log, o->folder, &request, &bytes);
        if (status == ARD_OK && bytes.failed)
            status = report(log, NOWHERE, "helper.output", o->what->name, NULL);
        written = write_answer(log, o->reply, &bytes, status);
    }
    buffer_free(&request);
    buffer_free(&bytes);
    report_free(log);
    return written;
}

/* The end of the process that leads the group is the end of all that it started. */
static void end_group(int number)
{
    (void)number;
    kill(0, SIGKILL);
}

/* Where the broker dies first, nobody else would end what this process started. */
static bool enter_wide(run_order *o, const sandbox_limits *limits, pid_t parent)
{
    signal(SIGUSR1, end_group);
    if (prctl(PR_SET_PDEATHSIG, SIGUSR1) != 0 || getppid() != parent || !sandbox_wide(o->sandbox, limits, o->path))
        return false;
    o->folder = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return o->folder >= 0;
}

_Noreturn void run_process(const run_order *order, pid_t parent, uint64_t already)
{
    run_order o = *order;
    sandbox_limits limits = {.memory = o.what->wide ? 0 : MOST_MEMORY,
                             .already = already,
                             .file = o.most + SLACK,
                             .seconds = o.what->seconds,
                             .descriptors = o.what->wide ? WIDE_DESCRIPTORS : MOST_DESCRIPTORS};
    process_begin(parent, "ardoise-helper");
    process_quiet();
    process_close_others((int[]){o.request, o.reply, o.folder}, 3);
    bool in = o.what->wide ? enter_wide(&o, &limits, parent)
                           : sandbox_helper(o.sandbox, &limits, o.what->reads, o.what->caches);
    if (!in)
        _exit(EXIT_SANDBOX);
    _exit(run_here(&o) ? 0 : EXIT_MEMORY);
}
