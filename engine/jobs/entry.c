#include "entry.h"

#include "wire.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PIPE_SIZE = 1 << 20 };

entry *entry_new(const job *what, uint64_t number)
{
    entry *e = calloc(1, sizeof *e);
    char *file = strdup(what->file ? what->file : "");
    if (!e || !file) {
        free(e);
        free(file);
        return NULL;
    }
    e->number = number;
    e->what = *what;
    e->file = file;
    e->pipe = e->warm = -1;
    e->folder = what->folder >= 0 ? fcntl(what->folder, F_DUPFD_CLOEXEC, 0) : -1;
    if (what->folder >= 0 && e->folder < 0) {
        free(file);
        free(e);
        return NULL;
    }
    if (what->language)
        strncpy(e->language, what->language, sizeof e->language - 1);
    return e;
}

bool entry_copy(entry *e, const job *what)
{
    char *copy = malloc(what->request_size + what->document_size + 1);
    if (!copy)
        return false;
    if (what->request_size)
        memcpy(copy, what->request, what->request_size);
    if (what->document_size)
        memcpy(copy + what->request_size, what->document, what->document_size);
    e->copy = copy;
    e->what.request = copy;
    e->what.document = copy + what->request_size;
    return true;
}

/* The bytes of copies are of no use once the job runs. */
static void free_copy(entry *e)
{
    free(e->copy);
    e->copy = NULL;
    e->what.request = e->what.document = NULL;
}

static bool put(int memory, const void *bytes, uint64_t size, uint64_t at)
{
    const char *from = bytes;
    while (size) {
        ssize_t written = pwrite(memory, from, size, (off_t)at);
        if (written <= 0)
            return false;
        from += written;
        at += (uint64_t)written;
        size -= (uint64_t)written;
    }
    return true;
}

/* The order's memory, sealed; -1 when there is none left. */
static int pack(const entry *e, const order *o)
{
    int memory = wire_memory("ardoise-job");
    if (memory < 0)
        return -1;
    if (ftruncate(memory, (off_t)order_size(o)) == 0 && put(memory, e->what.request, o->request_size, 0) &&
        put(memory, e->file, o->name_size, o->request_size) &&
        put(memory, e->what.document, o->document_size, order_document_at(o)) && wire_seal(memory))
        return memory;
    close(memory);
    return -1;
}

bool entry_start(entry *e, int warm)
{
    order o = {.kind = ORDER_RUN,
               .number = e->number,
               .request_size = e->what.request_size,
               .name_size = strlen(e->file),
               .document_size = e->what.document_size,
               .limits = e->what.limits,
               .light = e->what.light};
    int ends[2], memory = pack(e, &o);
    bool ready = memory >= 0 && pipe2(ends, O_CLOEXEC) == 0;
    e->sent_nothing = false;
    if (!ready || !frames_reader_open(&e->reader, o.limits.output ? o.limits.output : UINT64_MAX)) {
        if (ready)
            close(ends[0]), close(ends[1]);
        wire_close(&memory);
        return false;
    }
    memcpy(o.language, e->language, sizeof o.language);
    fcntl(ends[0], F_SETPIPE_SZ, PIPE_SIZE); /* where the user may not have it, the pipe is smaller and slower */
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    bool sent = wire_send(warm, &o, sizeof o, (int[]){memory, ends[1], e->folder}, e->folder >= 0 ? 3 : 2, true);
    wire_close(&memory);
    close(ends[1]);
    if (!sent) {
        close(ends[0]);
        frames_reader_close(&e->reader);
        e->sent_nothing = true;
        return false;
    }
    e->pipe = ends[0];
    e->warm = warm;
    e->state = ENTRY_RUNS;
    wire_close(&e->folder);
    free_copy(e);
    return true;
}

/* A job is over when its process has ended and its answer is read. */
static bool settle(entry *e)
{
    if (e->told && e->pipe < 0)
        e->state = ENTRY_OVER;
    return e->state == ENTRY_OVER;
}

static bool take_data(void *user, const void *bytes, size_t size)
{
    entry *e = user;
    return !e->stop && (!e->what.data || e->what.data(e->what.user, bytes, size));
}

static void take_diag(void *user, const ard_diag *diag)
{
    entry *e = user;
    ard_diag named = *diag;
    named.file = e->file;
    report_copy(e->what.log, &named);
}

bool entry_read(entry *e)
{
    frame_taker taker = {take_data, take_diag, e};
    if (e->pipe < 0)
        return false;
    frame_state state = frames_read(&e->reader, e->pipe, &taker);
    if (state == FRAMES_MORE || state == FRAMES_WAIT)
        return state == FRAMES_MORE;
    wire_close(&e->pipe);
    if (state == FRAMES_BROKEN)
        entry_stop(e, e->reader.excess ? STOP_OUTPUT : STOP_BROKEN);
    else if (state == FRAMES_REFUSED)
        entry_stop(e, STOP_REFUSED);
    settle(e);
    return false;
}

bool entry_ended(entry *e, ending how)
{
    e->told = true;
    e->how = how < ENDING_COUNT ? how : ENDED_BROKEN;
    return settle(e);
}

void entry_lose(entry *e)
{
    e->how = ENDED_LOST;
    e->warm = -1;
    e->told = true;
    wire_close(&e->pipe);
    settle(e);
}

void entry_stop(entry *e, entry_stop_reason why)
{
    order o = {.kind = ORDER_CANCEL, .number = e->number};
    if (!e->stop)
        e->stop = why;
    if (e->state == ENTRY_WAITS || e->warm < 0)
        entry_lose(e);
    else
        wire_send(e->warm, &o, sizeof o, NULL, 0, true);
}

void entry_break(entry *e)
{
    wire_close(&e->pipe);
    entry_stop(e, STOP_BROKEN);
}

/* ---- The end ---------------------------------------------------------------------------------------------------- */

static const char *const endings[ENDING_COUNT] = {
    [ENDED_WELL] = "job.broken",   [ENDED_CRASH] = "job.crash",    [ENDED_FORBIDDEN] = "job.forbidden",
    [ENDED_TIME] = "job.time",     [ENDED_MEMORY] = "job.memory",  [ENDED_KILLED] = "job.killed",
    [ENDED_BROKEN] = "job.broken", [ENDED_CANCELLED] = "job.lost", [ENDED_LOST] = "job.lost",
    [ENDED_MISSING] = "job.lost",
};

/* Writes why a job failed; {1} is the limit that it met. */
static ard_status complain(entry *e, const char *code, uint64_t limit)
{
    report_log *log = e->what.log;
    report_language(log, e->language);
    report_file(log, e->file);
    return report(log, NOWHERE, code, report_number(log, (long long)limit), NULL);
}

static ard_status status_of(entry *e)
{
    uint64_t mebibytes = e->what.limits.memory >> 20;
    switch (e->stop) {
    case STOP_CANCELLED: return ARD_E_CANCELLED;
    case STOP_UNSTARTED: return complain(e, "job.start", 0);
    case STOP_REFUSED: return ARD_E_WRITE;
    case STOP_OUTPUT: return complain(e, "job.output", e->what.limits.output);
    case STOP_BROKEN:
        return complain(e, e->how == ENDED_WELL || e->how == ENDED_CANCELLED ? "job.broken" : endings[e->how], 0);
    case STOP_NOT: break;
    }
    if (e->reader.ended && (e->how == ENDED_WELL || e->how == ENDED_LOST))
        return e->reader.status;
    return complain(e, endings[e->how], e->how == ENDED_TIME ? e->what.limits.seconds : mebibytes);
}

void entry_done(entry *e)
{
    ard_status status = status_of(e);
    unsigned value = status == e->reader.status ? e->reader.value : 0;
    void (*done)(void *user, ard_status status, unsigned value) = e->what.done;
    void *user = e->what.user;
    wire_close(&e->pipe);
    wire_close(&e->folder);
    frames_reader_close(&e->reader);
    free_copy(e);
    free(e->file);
    free(e);
    if (done)
        done(user, status, value);
}
