/* What the children and helpers of the tests do, and how a test runs a job. The request is a word, which names the deed;
 * the document is what it does it with. */
#ifndef UNIT_JOBS_DEEDS_H
#define UNIT_JOBS_DEEDS_H

#include "jobs/jobs.h"

#include "check.h"

#include <dirent.h>
#include <errno.h>
#include <expat.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined __SANITIZE_ADDRESS__
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

enum { MEBIBYTE = 1 << 20, FEW_SECONDS = 2 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- What children do ------------------------------------------------------------------------------------------- */

/* What a child is given to work with. */
typedef struct tools {
    report_log *log;
    helpers *helpers;
    const char *document;
    size_t size;
    bool (*send)(void *to, const void *bytes, size_t count);
    void *to;
    unsigned *value;
} tools;

/* The number of the pipe, which a child is not told: the first descriptor that is no socket. */
static int pipe_of_child(void)
{
    for (int number = 3; number < 64; number++) {
        struct msghdr head = {0};
        if (recvmsg(number, &head, MSG_DONTWAIT) < 0 && errno == ENOTSOCK)
            return number;
    }
    return -1;
}

/* The document, each byte plus one: something that no mix-up gives. */
static ard_status do_echo(const tools *t)
{
    char part[1000];
    for (size_t at = 0; at < t->size; at += sizeof part) {
        size_t size = t->size - at < sizeof part ? t->size - at : sizeof part;
        for (size_t i = 0; i < size; i++)
            part[i] = (char)(t->document[at + i] + 1);
        if (!t->send(t->to, part, size))
            return ARD_E_WRITE;
    }
    *t->value = (unsigned)t->size;
    return ARD_OK;
}

static ard_status do_crash(const tools *t)
{
    t->send(t->to, "half", 4);
    raise(SIGSEGV);
    return ARD_OK;
}

static ard_status do_null(const tools *t)
{
    volatile char *volatile nowhere = (volatile char *)(uintptr_t)(t->size ? 8 : 16);
    *nowhere = 1;
    return ARD_OK;
}

static ard_status do_abort(const tools *t)
{
    (void)t;
    abort();
}

static ard_status do_loop(const tools *t)
{
    for (volatile unsigned i = 0; t->size != (size_t)-1; i++)
        continue;
    return ARD_OK;
}

static ard_status do_sleep(const tools *t)
{
    while (t->send)
        poll(NULL, 0, 1000);
    return ARD_OK;
}

static ard_status do_eat(const tools *t)
{
    for (;;) {
        char *some = malloc(t->size ? t->size : 100000);
        if (!some)
            return ARD_OK;
        memset(some, 1, t->size ? t->size : 100000);
    }
}

/* Memory ends inside a library. */
static ard_status do_eat_xml(const tools *t)
{
    (void)t;
    while (XML_ParserCreate(NULL))
        ;
    return ARD_OK;
}

static void count_element(void *user, const char *name, const char **attributes)
{
    (void)name, (void)attributes;
    ++*(unsigned *)user;
}

/* Counts the elements that expat finds, and asks for no error: fewer than there are, were memory to end in silence. */
static ard_status do_count_xml(const tools *t)
{
    char text[32];
    unsigned count = 0;
    XML_Parser parser = XML_ParserCreate(NULL);
    XML_SetHashSalt(parser, 1);
    XML_SetUserData(parser, &count);
    XML_SetStartElementHandler(parser, count_element);
    XML_Parse(parser, t->document, (int)t->size, 1);
    XML_ParserFree(parser);
    t->send(t->to, text, (size_t)snprintf(text, sizeof text, "%u", count ? count - 1 : 0));
    return ARD_OK;
}

static ard_status do_open(const tools *t)
{
    int file = open("/etc/passwd", O_RDONLY);
    t->send(t->to, "opened", file >= 0 ? 6 : 0);
    return ARD_OK;
}

static ard_status do_socket(const tools *t)
{
    (void)t;
    socket(AF_INET, SOCK_STREAM, 0);
    return ARD_OK;
}

static ard_status do_fork(const tools *t)
{
    (void)t;
    if (fork() == 0)
        _exit(0);
    return ARD_OK;
}

static ard_status do_exec(const tools *t)
{
    (void)t;
    execl("/bin/true", "true", (char *)NULL);
    return ARD_OK;
}

static ard_status do_code(const tools *t)
{
    (void)t;
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page == MAP_FAILED ? ARD_E_READ : ARD_OK;
}

static ard_status do_kill(const tools *t)
{
    (void)t;
    kill(getppid(), SIGKILL);
    return ARD_OK;
}

static ard_status do_exit(const tools *t)
{
    t->send(t->to, "some", 4);
    _exit(0);
}

static ard_status do_exit_3(const tools *t)
{
    (void)t;
    _exit(3);
}

/* A frame of data whose checksum is another's. */
static ard_status do_lie(const tools *t)
{
    unsigned char frame[12 + 4] = {1, 0, 0, 0, 4, 0, 0, 0, 1, 2, 3, 4, 'l', 'i', 'e', '!'};
    (void)t;
    return write(pipe_of_child(), frame, sizeof frame) < 0 ? ARD_E_WRITE : ARD_OK;
}

static ard_status do_long(const tools *t)
{
    unsigned char frame[12] = {1, 0, 0, 0, 255, 255, 255, 127, 1, 2, 3, 4};
    (void)t;
    return write(pipe_of_child(), frame, sizeof frame) < 0 ? ARD_E_WRITE : ARD_OK;
}

static ard_status do_garbage(const tools *t)
{
    unsigned char noise[8192];
    (void)t;
    for (unsigned i = 0; i < sizeof noise; i++)
        noise[i] = (unsigned char)(i * 2654435761u >> 13);
    for (;;)
        if (write(pipe_of_child(), noise, sizeof noise) < 0)
            return ARD_OK;
}

/* Talks against the protocol of the broker. */
static ard_status do_noise(const tools *t)
{
    unsigned char noise[500] = {1, 2, 3};
    (void)t;
    for (int number = 3; number < 128; number++)
        if (number != pipe_of_child())
            (void)!write(number, noise, sizeof noise);
    poll(NULL, 0, 10000);
    return ARD_OK;
}

static ard_status do_flood(const tools *t)
{
    static const char block[4096];
    while (t->send(t->to, block, sizeof block))
        continue;
    return ARD_E_WRITE;
}

static ard_status do_fail(const tools *t)
{
    t->send(t->to, "part", 4);
    return report(t->log, PLACE("word/document.xml", 7, 3), "beside.missing", "caf\xC3\xA9.png", NULL);
}

/* A name out of a document that is no text must not make the answer invalid. */
static ard_status do_odd(const tools *t)
{
    report(t->log, PLACE("part\xFF\x01.xml", 1, 1), "beside.missing", "\xFE\x02", NULL);
    return ARD_OK;
}

static ard_status ask(const tools *t, const char *name, const char *request)
{
    buffer reply = BUFFER_EMPTY;
    unsigned ticket;
    ard_status status = helpers_ask(t->helpers, t->log, name, request, strlen(request), &ticket);
    if (status == ARD_OK)
        status = helpers_wait(t->helpers, t->log, ticket, &reply);
    t->send(t->to, buffer_string(&reply), reply.size);
    buffer_free(&reply);
    return status;
}

/* The document is "NAME REQUEST". */
static ard_status do_ask(const tools *t)
{
    char name[32] = "";
    const char *blank = memchr(t->document, ' ', t->size);
    memcpy(name, t->document, (size_t)(blank - t->document));
    return ask(t, name, blank + 1);
}

enum { MANY = 40 };

/* Many requests under way, waited for from the last to the first, put together in order. */
static ard_status do_ask_many(const tools *t)
{
    unsigned tickets[MANY];
    buffer replies[MANY] = {{0}};
    ard_status status = ARD_OK;
    for (unsigned i = 0; i < MANY && status == ARD_OK; i++) {
        char request[16];
        snprintf(request, sizeof request, "say %u,", i);
        status = helpers_ask(t->helpers, t->log, "slow", request, strlen(request), tickets + i);
    }
    for (unsigned i = 0; i < MANY && status == ARD_OK; i++) {
        unsigned at = t->size ? MANY - 1 - i : i;
        status = helpers_wait(t->helpers, t->log, tickets[at], replies + at);
    }
    for (unsigned i = 0; i < MANY; i++) {
        t->send(t->to, buffer_string(replies + i), replies[i].size);
        buffer_free(replies + i);
    }
    return status;
}

/* A long request and a long reply. */
static ard_status do_ask_long(const tools *t)
{
    buffer request = BUFFER_EMPTY, reply = BUFFER_EMPTY;
    unsigned ticket;
    for (unsigned i = 0; request.size < 3 * MEBIBYTE; i++)
        buffer_format(&request, "%u ", i);
    ard_status status = helpers_ask(t->helpers, t->log, "slow", request.data, request.size, &ticket);
    if (status == ARD_OK)
        status = helpers_wait(t->helpers, t->log, ticket, &reply);
    bool same = reply.size == request.size && memcmp(reply.data, request.data, reply.size) == 0;
    t->send(t->to, same ? "same" : "other", same ? 4 : 5);
    buffer_free(&request);
    buffer_free(&reply);
    return status;
}

/* What a child may do goes on: libraries print, sort, allocate and free. */
static ard_status do_allowed(const tools *t)
{
    char *large = NULL;
    for (size_t size = 1; size < 64 * MEBIBYTE; size *= 3) {
        large = realloc(large, size);
        large[size - 1] = 1;
    }
    free(large);
    printf("to nobody\n");
    fflush(stdout);
    fprintf(stderr, "%s", "");
    time_t when = time(NULL);
    return gmtime(&when) ? do_echo(t) : ARD_E_READ;
}

static const struct {
    const char *name;
    ard_status (*act)(const tools *t);
} deeds[] = {
    {"echo", do_echo},         {"crash", do_crash},       {"null", do_null},
    {"abort", do_abort},       {"loop", do_loop},         {"sleep", do_sleep},
    {"eat", do_eat},           {"eat-xml", do_eat_xml},   {"open", do_open},
    {"socket", do_socket},     {"fork", do_fork},         {"exec", do_exec},
    {"code", do_code},         {"kill", do_kill},         {"exit", do_exit},
    {"exit-3", do_exit_3},     {"lie", do_lie},           {"long", do_long},
    {"garbage", do_garbage},   {"noise", do_noise},       {"flood", do_flood},
    {"fail", do_fail},         {"odd", do_odd},           {"ask", do_ask},
    {"ask-many", do_ask_many}, {"ask-long", do_ask_long}, {"count-xml", do_count_xml},
    {"allowed", do_allowed},
};

static ard_status work(report_log *log, helpers *h, const void *request, size_t size, const void *document,
                       size_t document_size, bool (*send)(void *to, const void *bytes, size_t count), void *to,
                       unsigned *value)
{
    tools t = {log, h, document, document_size, send, to, value};
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
        if (strlen(deeds[i].name) == size && memcmp(deeds[i].name, request, size) == 0)
            return deeds[i].act(&t);
    return ARD_E_USAGE;
}

/* ---- Helpers ---------------------------------------------------------------------------------------------------- */

static ard_status run_slow(report_log *log, int folder, const buffer *request, buffer *reply)
{
    (void)log, (void)folder;
    poll(NULL, 0, 20);
    buffer_add(reply, request->data, request->size);
    return ARD_OK;
}

static ard_status run_bad(report_log *log, int folder, const buffer *request, buffer *reply)
{
    const char *what = buffer_string(request);
    (void)folder;
    if (strcmp(what, "crash") == 0)
        raise(SIGSEGV);
    for (; strcmp(what, "hang") == 0;)
        poll(NULL, 0, 100);
    if (strcmp(what, "socket") == 0)
        socket(AF_INET, SOCK_STREAM, 0);
    if (strcmp(what, "write") == 0)
        open("/tmp/x", O_WRONLY | O_CREAT, 0600);
    if (strcmp(what, "read") == 0 && open("/etc/passwd", O_RDONLY) >= 0)
        buffer_text(reply, "read it");
    if (strcmp(what, "exit") == 0)
        _exit(0);
    if (strcmp(what, "say") == 0)
        return report(log, NOWHERE, "beside.missing", "x", NULL);
    return ARD_OK;
}

static ard_status warm_missing(report_log *log)
{
    return report(log, NOWHERE, "beside.missing", "voice", NULL);
}

/* Works in the folder of its own, and starts a program there that would outlive it. */
static ard_status run_wide(report_log *log, int folder, const buffer *request, buffer *reply)
{
    (void)log;
    int file = openat(folder, "made", O_WRONLY | O_CREAT, 0600);
    bool made = file >= 0 && mkdirat(folder, "deep", 0700) == 0 && mkdirat(folder, "deep/er", 0700) == 0;
    struct stat about;
    bool own = fstat(folder, &about) == 0 && (about.st_mode & 0777) == 0700;
    int net = socket(AF_INET, SOCK_STREAM, 0);
    bool outside = open("/var/tmp/ardoise-test-outside", O_WRONLY | O_CREAT, 0600) >= 0;
    if (fork() == 0) {
        execl("/bin/sleep", "sleep", "1000", (char *)NULL);
        _exit(1);
    }
    buffer_format(reply, "%s %s %s %s", made ? "made" : "-", own ? "own" : "-", net >= 0 ? "net" : "-",
                  outside ? "outside" : "-");
    for (; strcmp(buffer_string(request), "hang") == 0;)
        poll(NULL, 0, 100);
    return ARD_OK;
}

static const helper slow_helper = {.name = "slow", .seconds = 20, .run = run_slow};
static const helper bad_helper = {.name = "bad", .seconds = 1, .run = run_bad};
static const helper absent_helper = {.name = "absent", .seconds = 1, .warm = warm_missing, .run = run_bad};
static const helper wide_helper = {.name = "wide", .wide = true, .seconds = 2, .run = run_wide};
static const helper *const list[] = {&slow_helper, &bad_helper, &absent_helper, &beside_helper, &wide_helper, NULL};

static const job_work our_work = {.helpers = list, .work = work};

/* ---- One job ---------------------------------------------------------------------------------------------------- */

typedef struct result {
    report_log *log;
    buffer data;
    size_t refuse_after; /* bytes; 0: never */
    unsigned value, times;
    ard_status status;
} result;

static bool take_data(void *user, const void *bytes, size_t size)
{
    result *r = user;
    buffer_add(&r->data, bytes, size);
    return !r->refuse_after || r->data.size < r->refuse_after;
}

static void take_done(void *user, ard_status status, unsigned value)
{
    result *r = user;
    r->status = status;
    r->value = value;
    r->times++;
}

static job job_of(const char *deed, const char *document, size_t size, result *r)
{
    *r = (result){.log = report_new(), .status = ARD_E_USAGE};
    report_file(r->log, "lesson.docx");
    job what = {.request = deed,
                .request_size = strlen(deed),
                .document = document,
                .document_size = size,
                .folder = -1,
                .limits = {.memory = 200 * MEBIBYTE, .output = 8 * MEBIBYTE, .seconds = FEW_SECONDS},
                .language = "fr",
                .file = "lesson.docx",
                .log = r->log,
                .data = take_data,
                .done = take_done,
                .user = r};
    return what;
}

static void drop(result *r)
{
    report_free(r->log);
    buffer_free(&r->data);
}

/* The code of the last diagnostic, or "". */
static const char *last_code(const result *r)
{
    size_t count;
    const ard_diag *diags = report_diags(r->log, &count);
    return count ? diags[count - 1].code : "";
}

/* Processes below this one, at any depth, by the kernel's list. */
static inline unsigned children_of(pid_t pid)
{
    char path[64], text[4096];
    unsigned count = 0;
    snprintf(path, sizeof path, "/proc/%ld/task/%ld/children", (long)pid, (long)pid);
    FILE *file = fopen(path, "r");
    size_t size = file ? fread(text, 1, sizeof text - 1, file) : 0;
    if (file)
        fclose(file);
    text[size] = '\0';
    for (char *at = text, *end; (count += (unsigned)(strtol(at, &end, 10) > 0)), end != at; at = end)
        continue;
    return count;
}

/* The first child of a process, or 0. */
static inline pid_t first_child(pid_t pid)
{
    char path[64];
    long child = 0;
    snprintf(path, sizeof path, "/proc/%ld/task/%ld/children", (long)pid, (long)pid);
    FILE *file = fopen(path, "r");
    if (file) {
        if (fscanf(file, "%ld", &child) != 1)
            child = 0;
        fclose(file);
    }
    return (pid_t)child;
}

static unsigned open_descriptors(void)
{
    unsigned count = 0;
    DIR *listed = opendir("/proc/self/fd");
    while (listed && readdir(listed))
        count++;
    if (listed)
        closedir(listed);
    return count;
}

/* Runs one job in a pool of its own size. */
static void run_one(jobs *j, const char *deed, const char *document, result *r)
{
    uint64_t number;
    job what = job_of(deed, document, strlen(document), r);
    CHECK(jobs_add(j, &what, &number) == ARD_OK);
    CHECK(jobs_run(j, -1) == 0);
    CHECK(r->times == 1);
}

#endif
