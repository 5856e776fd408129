#include "keeper.h"

#include "folder.h"
#include "process.h"
#include "warm.h"
#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    PATIENCE = 3000, /* milliseconds that processes have to end after the host has gone */
    STEP = 5
};

/* Forks a warm process, which works for the other end of `control`. */
static void start_warm(process *warm, const job_work *work, const sandbox *s, int control)
{
    pid_t self = getpid();
    if (!process_fork(warm, 0, false) || warm->pid)
        return;
    process_begin(self, "ardoise-warm");
    process_close_others(&control, 1);
    process_settle();
    warm_work(work, s, control);
    _exit(0);
}

/* Waits until every descendant has ended, but not for ever. The orphans of a dead warm process are ours (subreaper). */
static void reap_all(void)
{
    int64_t end = wire_now() + PATIENCE;
    for (;;) {
        pid_t pid = waitpid(-1, NULL, WNOHANG);
        if ((pid < 0 && errno == ECHILD) || wire_now() > end)
            return;
        if (pid == 0)
            poll(NULL, 0, STEP);
    }
}

/* Ends the warm process; a moment is left to it to end its own. */
static void stop_warm(process *warm, int patience)
{
    pid_t pid = warm->pid;
    if (!pid)
        return;
    poll(&(struct pollfd){warm->pidfd, POLLIN, 0}, 1, patience);
    process_stop(warm);
    reap_all();
    folder_delete_of(pid);
}

static _Noreturn void keep(const job_work *work, const sandbox *s, int control)
{
    process warm = {.pidfd = -1};
    int descriptors[WIRE_DESCRIPTORS];
    char message;
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    while (wire_receive(control, &message, sizeof message, descriptors, true) > 0) {
        stop_warm(&warm, 0);
        start_warm(&warm, work, s, descriptors[0]);
        for (size_t i = 0; i < WIRE_DESCRIPTORS; i++)
            wire_close(descriptors + i);
    }
    stop_warm(&warm, PATIENCE / 3);
    reap_all();
    _exit(0);
}

bool keeper_open(keeper *k, const job_work *work, const sandbox *s, bool alone)
{
    int ends[2];
    *k = (keeper){.work = work, .sandbox = s, .alone = alone, .warm = {.pidfd = -1}, .control = -1};
    if (alone)
        return prctl(PR_SET_CHILD_SUBREAPER, 1) == 0;
    if (!wire_pair(ends))
        return false;
    pid_t self = getpid();
    k->pid = fork();
    if (k->pid == 0) {
        process_begin(self, "ardoise-keeper");
        prctl(PR_SET_PDEATHSIG, 0); /* the thread that opened it may end before the host does: the socket tells */
        setpgid(0, 0);
        process_quiet();
        process_close_others(&ends[1], 1);
        keep(work, s, ends[1]);
    }
    wire_close(&ends[1]);
    k->control = ends[0];
    if (k->pid > 0)
        return true;
    k->pid = 0;
    wire_close(&k->control);
    return false;
}

int keeper_warm(keeper *k)
{
    int ends[2];
    if ((k->control < 0 && !k->alone) || !wire_pair(ends))
        return -1;
    if (k->alone) {
        stop_warm(&k->warm, 0);
        start_warm(&k->warm, k->work, k->sandbox, ends[1]);
        if (!k->warm.pid)
            wire_close(&ends[0]);
    } else if (!wire_send(k->control, "w", 1, &ends[1], 1, true))
        wire_close(&ends[0]);
    wire_close(&ends[1]);
    return ends[0];
}

void keeper_close(keeper *k)
{
    if (k->alone)
        stop_warm(&k->warm, PATIENCE / 3);
    k->alone = false;
    wire_close(&k->control);
    while (k->pid > 0 && waitpid(k->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    k->pid = 0;
}
