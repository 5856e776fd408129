/* Child processes under work that goes wrong in every way, alone and together. */
#include "jobs-deeds.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#endif

/* Each way of going wrong: its status and its code, while another job runs beside it unharmed. */
static const struct {
    const char *deed;
    ard_status status;
    const char *code;
} faults[] = {
    {"crash", ARD_E_READ, "job.crash"},        {"null", ARD_E_READ, "job.crash"},
    {"abort", ARD_E_READ, "job.crash"},        {"loop", ARD_E_LIMIT, "job.time"},
    {"sleep", ARD_E_LIMIT, "job.time"},        {"eat", ARD_E_LIMIT, "job.memory"},
    {"eat-xml", ARD_E_LIMIT, "job.memory"},    {"open", ARD_E_READ, "job.forbidden"},
    {"socket", ARD_E_READ, "job.forbidden"},   {"fork", ARD_E_READ, "job.forbidden"},
    {"exec", ARD_E_READ, "job.forbidden"},     {"code", ARD_E_READ, "job.forbidden"},
    {"kill", ARD_E_READ, "job.forbidden"},     {"exit", ARD_E_INTERNAL, "job.broken"},
    {"exit-3", ARD_E_INTERNAL, "job.broken"},  {"lie", ARD_E_INTERNAL, "job.broken"},
    {"long", ARD_E_INTERNAL, "job.broken"},    {"garbage", ARD_E_INTERNAL, "job.broken"},
    {"noise", ARD_E_INTERNAL, "job.broken"},   {"flood", ARD_E_LIMIT, "job.output"},
    {"fail", ARD_E_MISSING, "beside.missing"},
};
enum { FAULTS = sizeof faults / sizeof *faults };

static bool is_memory(const char *deed)
{
    return strncmp(deed, "eat", 3) == 0;
}

static void check_faults(bool alone, bool light)
{
    static char document[300000];
    result bad[FAULTS], good[FAULTS];
    uint64_t number;
    jobs *j;
    report_log *log = report_new();
    memset(document, 'a', sizeof document);
    CHECK(jobs_open(&j, log, &our_work, 4, alone) == ARD_OK);
    double begin = now();
    for (size_t i = 0; i < FAULTS; i++) {
        job what = job_of(SANITIZED && is_memory(faults[i].deed) ? "crash" : faults[i].deed, "", 0, bad + i);
        what.light = light;
        CHECK(jobs_add(j, &what, &number) == ARD_OK);
        what = job_of("echo", document, sizeof document, good + i);
        what.light = light && i % 4;
        CHECK(jobs_add(j, &what, &number) == ARD_OK);
    }
    CHECK(jobs_run(j, -1) == 0);
    CHECK(now() - begin < 12);
    for (size_t i = 0; i < FAULTS; i++) {
        if (!(SANITIZED && is_memory(faults[i].deed))) {
            check_count(bad[i].status == faults[i].status, faults[i].deed, __FILE__, __LINE__);
            CHECK_TEXT(last_code(bad + i), faults[i].code);
        }
        CHECK(bad[i].times == 1 && good[i].times == 1);
        CHECK(good[i].status == ARD_OK && good[i].value == sizeof document && good[i].data.size == sizeof document);
        CHECK(good[i].data.data && good[i].data.data[0] == 'b' && good[i].data.data[sizeof document - 1] == 'b');
        drop(bad + i);
        drop(good + i);
    }
    jobs_close(j);
    report_free(log);
}

static void check_diagnostics(jobs *j)
{
    result r;
    size_t count;
    run_one(j, "fail", "", &r);
    const ard_diag *diags = report_diags(r.log, &count);
    CHECK(count == 1 && diags[0].line == 7 && diags[0].column == 3 && diags[0].severity == ARD_ERROR);
    if (count) {
        CHECK_TEXT(diags[0].file, "lesson.docx");
        CHECK_TEXT(diags[0].part, "word/document.xml");
        CHECK_TEXT(diags[0].message, "Le fichier « café.png » n'est pas trouvé à côté du document.");
    }
    drop(&r);
    run_one(j, "odd", "", &r);
    CHECK(r.status == ARD_OK);
    drop(&r);
    run_one(j, "allowed", "abc", &r);
    CHECK(r.status == ARD_OK);
    CHECK_TEXT(buffer_string(&r.data), "bcd");
    drop(&r);
}

static void check_refusal(jobs *j)
{
    result r;
    uint64_t number;
    job what = job_of("flood", "", 0, &r);
    r.refuse_after = 100000;
    CHECK(jobs_add(j, &what, &number) == ARD_OK);
    CHECK(jobs_run(j, -1) == 0);
    CHECK(r.status == ARD_E_WRITE && r.data.size < 2 * MEBIBYTE);
    drop(&r);
}

/* Of what runs and of what waits. */
static void check_cancel(jobs *j)
{
    enum { COUNT = 8 };
    result r[COUNT];
    uint64_t numbers[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        job what = job_of(i == 6 ? "echo" : "sleep", "abc", 3, r + i);
        CHECK(jobs_add(j, &what, numbers + i) == ARD_OK);
    }
    double begin = now();
    CHECK(jobs_run(j, 50) == COUNT);
    for (size_t i = 0; i < COUNT; i++)
        if (i != 6)
            jobs_cancel(j, numbers[i]);
    jobs_cancel(j, 999999);
    CHECK(poll(&(struct pollfd){jobs_descriptor(j), POLLIN, 0}, 1, 1000) == 1);
    CHECK(jobs_run(j, -1) == 0);
    CHECK(now() - begin < 1.5);
    for (size_t i = 0; i < COUNT; i++) {
        CHECK(r[i].times == 1 && r[i].status == (i == 6 ? ARD_OK : ARD_E_CANCELLED));
        drop(r + i);
    }
}

/* 300 jobs, good and bad, each with its own answer. */
static void check_many(jobs *j)
{
    enum { COUNT = 300 };
    static result r[COUNT];
    static char documents[COUNT][64];
    static const char *const mix[] = {"echo", "echo", "crash",   "echo", "open",
                                      "exit", "echo", "garbage", "lie",  "echo"};
    uint64_t number;
    unsigned right = 0;
    for (size_t i = 0; i < COUNT; i++) {
        snprintf(documents[i], sizeof documents[i], "document number %zu", i);
        job what = job_of(mix[i % 10], documents[i], strlen(documents[i]), r + i);
        CHECK(jobs_add(j, &what, &number) == ARD_OK);
        memset(documents[i], 'x', 3); /* it was copied */
        documents[i][0] = 'd', documents[i][1] = 'o', documents[i][2] = 'c';
    }
    CHECK(jobs_run(j, -1) == 0);
    for (size_t i = 0; i < COUNT; i++) {
        bool echo = strcmp(mix[i % 10], "echo") == 0, same = r[i].data.size == strlen(documents[i]);
        for (size_t k = 0; same && k < r[i].data.size; k++)
            same = r[i].data.data[k] == (char)(documents[i][k] + 1);
        right += r[i].times == 1 && (r[i].status == ARD_OK) == echo && (!echo || same);
        drop(r + i);
    }
    CHECK(right == COUNT);
}

/* The warm process is killed in the middle; what it had is lost, the next works. */
static void check_death(bool keeper_too)
{
    enum { COUNT = 6 };
    result r[COUNT], last;
    uint64_t number;
    jobs *j;
    report_log *log = report_new();
    CHECK(jobs_open(&j, log, &our_work, 3, false) == ARD_OK);
    pid_t keeper = first_child(getpid());
    for (size_t i = 0; i < COUNT; i++) {
        job what = job_of(i < 3 ? "sleep" : "echo", "abc", 3, r + i);
        CHECK(jobs_add(j, &what, &number) == ARD_OK);
    }
    CHECK(jobs_run(j, 100) == COUNT);
    pid_t warm = first_child(keeper);
    CHECK(keeper > 0 && warm > 0 && children_of(warm) == 3);
    kill(keeper_too ? keeper : warm, SIGKILL);
    CHECK(jobs_run(j, -1) == 0);
    for (size_t i = 0; i < COUNT; i++) {
        CHECK(r[i].times == 1 && r[i].status == (i < 3 ? ARD_E_INTERNAL : ARD_OK));
        CHECK_TEXT(last_code(r + i), i < 3 ? "job.lost" : "");
        drop(r + i);
    }
    run_one(j, "echo", "abc", &last);
    CHECK_TEXT(buffer_string(&last.data), "bcd");
    drop(&last);
    jobs_close(j);
    report_free(log);
}

/* Closing with work in hand. */
static void check_close(void)
{
    enum { COUNT = 5 };
    result r[COUNT];
    uint64_t number;
    jobs *j;
    report_log *log = report_new();
    CHECK(jobs_open(&j, log, &our_work, 2, false) == ARD_OK);
    for (size_t i = 0; i < COUNT; i++) {
        job what = job_of("sleep", "", 0, r + i);
        CHECK(jobs_add(j, &what, &number) == ARD_OK);
    }
    CHECK(jobs_run(j, 30) == COUNT);
    jobs_close(j);
    for (size_t i = 0; i < COUNT; i++) {
        CHECK(r[i].times == 1 && r[i].status == ARD_E_CANCELLED);
        drop(r + i);
    }
    jobs_close(NULL);
    report_free(log);
}

/* With any amount of memory, what expat reads is whole or the child has ended: nothing is lost in silence. */
static void check_memory(jobs *j)
{
    enum { CHILDREN = 60000, STEPS = 60 };
    buffer document = BUFFER_EMPTY;
    unsigned whole = 0, ended = 0;
    buffer_text(&document, "<r>");
    for (unsigned i = 0; i < CHILDREN; i++)
        buffer_format(&document, "<e%u a='%u'/>", i, i);
    buffer_text(&document, "</r>");
    for (unsigned i = 0; i < STEPS; i++) {
        result r;
        uint64_t number;
        job what = job_of("count-xml", document.data, document.size, &r);
        what.limits.memory = MEBIBYTE / 2 + (uint64_t)i * (MEBIBYTE / 5 + 777);
        CHECK(jobs_add(j, &what, &number) == ARD_OK && jobs_run(j, -1) == 0);
        bool is_whole = r.status == ARD_OK && atol(buffer_string(&r.data)) == CHILDREN;
        bool has_ended = r.status == ARD_E_LIMIT && strcmp(last_code(&r), "job.memory") == 0;
        CHECK(is_whole || has_ended);
        whole += is_whole;
        ended += has_ended;
        drop(&r);
    }
    CHECK(whole > 5 && (SANITIZED || ended > 5));
    buffer_free(&document);
}

/* What `prepare` says and what it comes to reach the host; the work is then not begun. */
static ard_status prepare(report_log *log, const void *request, size_t size)
{
    bool bad = size == 4 && memcmp(request, "fail", 4) == 0;
    return bad ? report(log, NOWHERE, "office.missing", NULL) : ARD_OK;
}

static void check_prepare(void)
{
    static const job_work prepared = {.helpers = list, .prepare = prepare, .work = work};
    result r;
    jobs *j;
    report_log *log = report_new();
    CHECK(jobs_open(&j, log, &prepared, 1, false) == ARD_OK);
    run_one(j, "fail", "abc", &r);
    CHECK(r.status == ARD_E_MISSING && r.data.size == 0);
    CHECK_TEXT(last_code(&r), "office.missing");
    drop(&r);
    run_one(j, "echo", "abc", &r);
    CHECK_TEXT(buffer_string(&r.data), "bcd");
    drop(&r);
    jobs_close(j);
    report_free(log);
}

/* A job whose end adds the next, ten times. */
typedef struct chain {
    jobs *jobs;
    result result;
    unsigned left, right;
} chain;

static void add_link(void *user, ard_status status, unsigned value)
{
    chain *c = user;
    uint64_t number;
    c->right += status == ARD_OK && value == 3;
    drop(&c->result);
    if (!c->left--)
        return;
    job what = job_of("echo", "abc", 3, &c->result);
    what.data = NULL;
    what.done = add_link;
    what.user = c;
    CHECK(jobs_add(c->jobs, &what, &number) == ARD_OK);
}

static void check_chain(jobs *j)
{
    chain c = {.jobs = j, .left = 10};
    add_link(&c, ARD_E_USAGE, 0);
    CHECK(jobs_run(j, -1) == 0);
    CHECK(c.right == 10);
}

/* Where descriptors end, jobs wait for those that run. */
static void check_descriptors(void)
{
    enum { COUNT = 30 };
    static result r[COUNT];
    struct rlimit before, few;
    uint64_t number;
    jobs *j;
    report_log *log = report_new();
    CHECK(jobs_open(&j, log, &our_work, 8, false) == ARD_OK);
    CHECK(getrlimit(RLIMIT_NOFILE, &before) == 0);
    few = before;
    few.rlim_cur = open_descriptors() + 3;
    CHECK(setrlimit(RLIMIT_NOFILE, &few) == 0);
    for (size_t i = 0; i < COUNT; i++) {
        job what = job_of("echo", "abc", 3, r + i);
        CHECK(jobs_add(j, &what, &number) == ARD_OK);
    }
    CHECK(jobs_run(j, -1) == 0);
    CHECK(setrlimit(RLIMIT_NOFILE, &before) == 0);
    for (size_t i = 0; i < COUNT; i++) {
        CHECK(r[i].status == ARD_OK && r[i].times == 1);
        drop(r + i);
    }
    jobs_close(j);
    report_free(log);
}

/* A host that is killed takes all its processes with it. This process is whom its orphans fall to. */
static void check_host_death(void)
{
    pid_t host = fork();
    if (host == 0) {
        result r[3];
        uint64_t number;
        jobs *j;
        jobs_open(&j, report_new(), &our_work, 3, false);
        for (size_t i = 0; i < 3; i++) {
            job what = job_of(i == 2 ? "ask" : "sleep", "wide hang", 9, r + i);
            what.limits.seconds = 100;
            jobs_add(j, &what, &number);
        }
        jobs_run(j, -1);
        _exit(0);
    }
    poll(NULL, 0, 300);
    kill(host, SIGKILL);
    double begin = now();
    unsigned ended = 0;
    pid_t pid;
    while ((pid = waitpid(-1, NULL, WNOHANG)) >= 0 && now() - begin < 4) {
        ended += pid > 0;
        if (!pid)
            poll(NULL, 0, 5);
    }
    CHECK(pid < 0 && errno == ECHILD);
    CHECK(ended >= 2); /* the host and its keeper; the keeper takes care of the others */
}

/* A kernel without Landlock: opening is refused, unless told otherwise; all else works then. */
static void check_lacking(void)
{
    struct sock_filter lines[] = {
        {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(struct seccomp_data, nr)},
        {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, SYS_landlock_create_ruleset},
        {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | ENOSYS},
        {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
    };
    struct sock_fprog program = {sizeof lines / sizeof *lines, lines};
    int how = -1;
    pid_t pid = fork();
    if (pid == 0) {
        result r;
        jobs *j;
        report_log *log = report_new();
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
        unsetenv("ARDOISE_UNSAFE");
        bool refused = jobs_open(&j, log, &our_work, 1, false) == ARD_E_MISSING && !j;
        setenv("ARDOISE_UNSAFE", "1", 1);
        bool opened = jobs_open(&j, log, &our_work, 1, false) == ARD_OK;
        if (opened)
            run_one(j, "socket", "", &r);
        jobs_close(j);
        _exit(refused && opened && r.status == ARD_E_READ ? 0 : 1);
    }
    CHECK(waitpid(pid, &how, 0) == pid && WIFEXITED(how) && WEXITSTATUS(how) == 0);
}

int main(void)
{
    jobs *j;
    report_log *log = report_new();
    unsigned before = open_descriptors();
    signal(SIGPIPE, SIG_IGN);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    check_faults(false, false);
    check_faults(true, false);
    check_faults(true, true);
    for (int alone = 0; alone < 2; alone++) {
        CHECK(jobs_open(&j, log, &our_work, 4, alone) == ARD_OK);
        if (!j)
            return check_end();
        check_diagnostics(j);
        check_refusal(j);
        check_cancel(j);
        check_many(j);
        check_chain(j);
        check_memory(j);
        jobs_close(j);
    }
    check_prepare();
    check_death(false);
    check_death(true);
    check_close();
    check_descriptors();
    check_host_death();
    check_lacking();
    CHECK(open_descriptors() == before);
    CHECK(children_of(getpid()) == 0);
    CHECK(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD);
    report_free(log);
    return check_end();
}
