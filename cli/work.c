#include "cli/work.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum {
    IN_FLIGHT = 32, /* documents whose bytes are held at a time */
    SLICE = 200,    /* milliseconds between two looks at signals */
};

/* ---- Progress and signals ---------------------------------------------------------------------------------------- */

static void show_progress(const work *w)
{
    bool asked = w->count > 1 && isatty(STDERR_FILENO) && !has(w->called, OPTION_QUIET) && !has(w->called, OPTION_JSON);
    if (asked)
        fprintf(stderr, "\r%zu/%zu%s", w->ended, w->count, w->ended == w->count ? "\n" : "");
}

/* A descriptor that tells of SIGINT and SIGTERM, so that half-written files can be taken away first. */
static int watch_signals(void)
{
    sigset_t stops;
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    sigprocmask(SIG_BLOCK, &stops, NULL);
    return signalfd(-1, &stops, SFD_NONBLOCK | SFD_CLOEXEC);
}

static bool is_stopped(int signals)
{
    struct signalfd_siginfo about;
    return signals >= 0 && read(signals, &about, sizeof about) == sizeof about;
}

/* ---- One file ---------------------------------------------------------------------------------------------------- */

static bool into_report(void *user, const void *bytes, size_t size)
{
    piece *p = user;
    char *grown = realloc(p->report, p->report_size + size + 1);
    if (!grown)
        return false;
    memcpy(grown + p->report_size, bytes, size);
    p->report = grown;
    p->report_size += size;
    grown[p->report_size] = '\0';
    return true;
}

/* Says a diagnostic; a piece's first error is kept for its report. */
static void take_diag(piece *p, const ard_diag *diag)
{
    say_diag(p->all->context, p->all->called, diag);
    p->lossy |= diag->severity == ARD_LOSS;
    if (diag->severity != ARD_ERROR || p->error_code)
        return;
    p->error_code = strdup(diag->code);
    p->error_message = strdup(diag->message);
}

void work_say(piece *p)
{
    size_t count;
    const ard_diag *diags = ard_context_diags(p->all->context, &count);
    for (size_t i = 0; i < count; i++)
        take_diag(p, &diags[i]);
    ard_context_clear(p->all->context);
}

static void end_piece(piece *p, ard_status status)
{
    if (status == ARD_OK && p->target)
        status = ard_output_commit(p->output);
    ard_output_free(p->output);
    ard_input_free(p->input);
    p->output = NULL;
    p->input = NULL;
    work_say(p);
    p->status = status;
    p->all->ended++;
    show_progress(p->all);
}

static void take_answer(void *user, const ard_answer *answer)
{
    piece *p = user;
    for (size_t i = 0; i < answer->count; i++)
        take_diag(p, &answer->diags[i]);
    p->violations = answer->violations;
    end_piece(p, answer->status);
}

static void start(piece *p)
{
    work *w = p->all;
    uint64_t number;
    ard_status status = ard_input_open(&p->input, w->context, p->path);
    if (status == ARD_OK)
        status = p->target ? ard_output_open(&p->output, w->context, p->target)
                           : ard_output_new(&p->output, w->context, into_report, p);
    if (status == ARD_OK) {
        const ard_request request = {.action = w->action,
                                     .input = p->input,
                                     .from = w->from,
                                     .to = w->to,
                                     .profiles = w->called->values[OPTION_PROFILE],
                                     .settings = w->called->values[OPTION_SET],
                                     .output = p->output};
        status = ard_pool_add(w->pool, &request, take_answer, p, &number);
    }
    if (status != ARD_OK)
        end_piece(p, status);
}

/* ---- All files --------------------------------------------------------------------------------------------------- */

bool work_run(work *w)
{
    int signals = watch_signals();
    bool stopped = false;
    while (w->ended < w->count && !(stopped = is_stopped(signals))) {
        while (w->started < w->count && w->started - w->ended < IN_FLIGHT)
            start(&w->pieces[w->started++]);
        if (w->ended < w->count)
            ard_pool_run(w->pool, w->started < w->count ? SLICE / 20 : SLICE);
    }
    ard_pool_close(w->pool);
    w->pool = NULL;
    close(signals);
    return !stopped;
}

int work_exit_code(const work *w)
{
    bool strict = has(w->called, OPTION_STRICT);
    int highest = 0;
    for (size_t i = 0; i < w->count; i++) {
        const piece *p = &w->pieces[i];
        int code = ard_exit_code(p->status);
        if (!code && (p->violations || (strict && p->lossy)))
            code = 1;
        highest = code > highest ? code : highest;
    }
    return highest;
}

void work_free(work *w)
{
    for (size_t i = 0; w->pieces && i < w->count; i++) {
        free(w->pieces[i].target);
        free(w->pieces[i].report);
        free(w->pieces[i].error_code);
        free(w->pieces[i].error_message);
    }
    free(w->pieces);
    ard_pool_close(w->pool);
}

ard_status work_open(work *w, ard_context *context, const arguments *called, ard_action action)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t children = cores > 1 ? (size_t)cores : 1;
    *w = (work){.context = context, .called = called, .action = action, .count = called->file_count};
    w->pieces = calloc(w->count, sizeof *w->pieces);
    if (!w->pieces)
        return ARD_E_LIMIT;
    for (size_t i = 0; i < w->count; i++)
        w->pieces[i] = (piece){.all = w, .path = called->files[i]};
    ard_status status = ard_pool_open(&w->pool, context, (unsigned)(w->count < children ? w->count : children), true);
    if (status != ARD_OK)
        work_say(&w->pieces[0]);
    return status;
}
