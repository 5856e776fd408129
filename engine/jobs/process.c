#include "process.h"

#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_OWN = 3, MOST_KEPT = 8 };

/* A sanitizer ends the process by an exit code of its own when it has found a fault. */
#if defined __SANITIZE_ADDRESS__
enum { EXIT_FAULT = 1 };
#else
enum { EXIT_FAULT = -1 };
#endif

bool process_fork(process *p, unsigned seconds, bool group)
{
    *p = (process){.pidfd = -1, .group = group, .deadline = seconds ? wire_now() + (int64_t)seconds * 1000 : INT64_MAX};
    pid_t pid = fork();
    if (pid < 0)
        return false;
    p->pid = pid;
    if (pid == 0) {
        if (group)
            setpgid(0, 0);
        return true;
    }
    if (group)
        setpgid(pid, pid);
    p->pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    if (p->pidfd < 0) {
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
        p->pid = 0;
        return false;
    }
    return true;
}

/* A terminal or a service manager sends these to all processes of a program; it is the host that decides what then
 * becomes of the work. */
static bool is_host_s(int number)
{
    return number == SIGINT || number == SIGTERM || number == SIGHUP || number == SIGQUIT;
}

void process_begin(pid_t parent, const char *name)
{
    sigset_t none;
    for (int number = 1; number < NSIG; number++)
        if (number != SIGKILL && number != SIGSTOP)
            signal(number, is_host_s(number) ? SIG_IGN : SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_NAME, name);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(EXIT_SANDBOX);
}

void process_quiet(void)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int stream = 0; stream < FIRST_OWN; stream++)
        if (nothing >= 0 && (EXIT_FAULT < 0 || stream != STDERR_FILENO))
            dup2(nothing, stream);
    if (nothing >= FIRST_OWN)
        close(nothing);
}

/* The kernel is to end this process before the host when memory is short. */
static void offer_itself(void)
{
    int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return;
    (void)!write(file, "500", 3);
    close(file);
}

void process_settle(void)
{
    process_quiet();
    offer_itself();
    setenv("TZ", "UTC0", 1);
    tzset();
}

void process_kill(process *p, ending why)
{
    if (!p->pid || p->killed)
        return;
    p->killed = true;
    p->why = why;
    kill(p->group ? -p->pid : p->pid, SIGKILL);
}

static ending ending_of_signal(int number)
{
    switch (number) {
    case SIGSYS: return ENDED_FORBIDDEN;
    case SIGXCPU: return ENDED_TIME;
    case SIGKILL: return ENDED_KILLED;
    case SIGPIPE: return ENDED_BROKEN; /* nobody reads its answer any more */
    default: return ENDED_CRASH;
    }
}

static ending ending_of(const siginfo_t *info)
{
    if (info->si_code != CLD_EXITED)
        return ending_of_signal(info->si_status);
    switch (info->si_status) {
    case 0: return ENDED_WELL;
    case EXIT_MEMORY: return ENDED_MEMORY;
    case EXIT_FAULT: return ENDED_CRASH;
    default: return ENDED_BROKEN;
    }
}

/* Reaps what has ended, and what it leaves of its group. */
static void reap(process *p)
{
    if (p->group)
        kill(-p->pid, SIGKILL);
    while (waitpid(p->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    wire_close(&p->pidfd);
    p->pid = 0;
}

void process_stop(process *p)
{
    if (!p->pid)
        return;
    siginfo_t info;
    process_kill(p, ENDED_CANCELLED);
    while (waitid(P_PID, (id_t)p->pid, &info, WEXITED | WNOWAIT) < 0 && errno == EINTR)
        continue;
    reap(p);
}

bool process_ended(process *p, ending *how)
{
    siginfo_t info = {0};
    if (!p->pid)
        return false;
    if (wire_now() >= p->deadline)
        process_kill(p, ENDED_TIME);
    int done = waitid(P_PID, (id_t)p->pid, &info, WEXITED | WNOHANG | WNOWAIT);
    if (done == 0 && info.si_pid == 0)
        return false;
    *how = done < 0 ? ENDED_LOST : p->killed ? p->why : ending_of(&info);
    reap(p);
    return true;
}

static int compare(const void *a, const void *b)
{
    int left = *(const int *)a, right = *(const int *)b;
    return (left > right) - (left < right);
}

void process_close_others(const int *keep, size_t count)
{
    int sorted[MOST_KEPT], from = FIRST_OWN;
    count = count < MOST_KEPT ? count : MOST_KEPT;
    memcpy(sorted, keep, count * sizeof *keep);
    qsort(sorted, count, sizeof *sorted, compare);
    for (size_t i = 0; i < count; i++) {
        if (sorted[i] > from)
            syscall(SYS_close_range, from, sorted[i] - 1, 0);
        if (sorted[i] >= from)
            from = sorted[i] + 1;
    }
    syscall(SYS_close_range, from, ~0U, 0);
}
