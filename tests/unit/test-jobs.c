/* Child processes under work that goes wrong in every way, alone and together. The request is a word, which says what
 * the child does. */
#include "jobs/checksum.h"
#include "jobs/frames.h"
#include "jobs/jobs.h"

#include "check.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libxml/parser.h>
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

/* Memory ends inside libxml2, which would go on with what it has. */
static ard_status do_eat_xml(const tools *t)
{
    xmlDocPtr tree = xmlNewDoc((const xmlChar *)"1.0");
    xmlNodePtr root = xmlNewNode(NULL, (const xmlChar *)"r");
    (void)t;
    xmlDocSetRootElement(tree, root);
    for (;;)
        if (!xmlNewTextChild(root, NULL, (const xmlChar *)"child", (const xmlChar *)"some text in it"))
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
    for (int number = 3; number < 16; number++)
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
    {"echo", do_echo},         {"crash", do_crash},       {"null", do_null},       {"abort", do_abort},
    {"loop", do_loop},         {"sleep", do_sleep},       {"eat", do_eat},         {"eat-xml", do_eat_xml},
    {"open", do_open},         {"socket", do_socket},     {"fork", do_fork},       {"exec", do_exec},
    {"code", do_code},         {"kill", do_kill},         {"exit", do_exit},       {"exit-3", do_exit_3},
    {"lie", do_lie},           {"long", do_long},         {"garbage", do_garbage}, {"noise", do_noise},
    {"flood", do_flood},       {"fail", do_fail},         {"odd", do_odd},         {"ask", do_ask},
    {"ask-many", do_ask_many}, {"ask-long", do_ask_long}, {"allowed", do_allowed},
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
    bool outside = open("/tmp/ardoise-test-outside", O_WRONLY | O_CREAT, 0600) >= 0;
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
static unsigned children_of(pid_t pid)
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

static pid_t first_child(pid_t pid)
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

/* Folders that helpers left behind. */
static unsigned left_folders(void)
{
    unsigned count = 0;
    DIR *listed = opendir(getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    for (struct dirent *entry; listed && (entry = readdir(listed)) != NULL;)
        count += strncmp(entry->d_name, "ardoise-", 8) == 0 && strlen(entry->d_name) > 15;
    if (listed)
        closedir(listed);
    return count;
}

/* ---- Checks ----------------------------------------------------------------------------------------------------- */

static void check_checksum(void)
{
    unsigned char zeros[32] = {0}, bytes[1000];
    CHECK(checksum(0, "123456789", 9) == 0xE3069283);      /* the check value of CRC-32C */
    CHECK(checksum(0, zeros, sizeof zeros) == 0x8A9136AA); /* RFC 3720, B.4 */
    memset(bytes, 0xFF, 32);
    CHECK(checksum(0, bytes, 32) == 0x62A8AB43);
    for (unsigned i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 7);
    for (unsigned i = 0; i < 40; i++)
        CHECK(checksum(checksum(0, bytes, i), bytes + i, sizeof bytes - i) == checksum(0, bytes, sizeof bytes));
}

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

static void check_faults(void)
{
    static char document[300000];
    result bad[FAULTS], good[FAULTS];
    uint64_t number;
    jobs *j;
    report_log *log = report_new();
    memset(document, 'a', sizeof document);
    CHECK(jobs_open(&j, log, &our_work, 4) == ARD_OK);
    double begin = now();
    for (size_t i = 0; i < FAULTS; i++) {
        job what = job_of(SANITIZED && is_memory(faults[i].deed) ? "crash" : faults[i].deed, "", 0, bad + i);
        CHECK(jobs_add(j, &what, &number) == ARD_OK);
        what = job_of("echo", document, sizeof document, good + i);
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

/* Runs one job in a pool of its own size. */
static void run_one(jobs *j, const char *deed, const char *document, result *r)
{
    uint64_t number;
    job what = job_of(deed, document, strlen(document), r);
    CHECK(jobs_add(j, &what, &number) == ARD_OK);
    CHECK(jobs_run(j, -1) == 0);
    CHECK(r->times == 1);
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

static void check_helpers(jobs *j)
{
    static const struct {
        const char *document;
        ard_status status;
        const char *code, *data;
    } rows[] = {
        {"slow hello", ARD_OK, "", "hello"},
        {"bad crash", ARD_E_READ, "helper.crash", ""},
        {"bad hang", ARD_E_LIMIT, "helper.time", ""},
        {"bad socket", ARD_E_READ, "helper.forbidden", ""},
        {"bad write", ARD_E_READ, "helper.forbidden", ""},
        {"bad read", ARD_OK, "", ""},
        {"bad exit", ARD_E_INTERNAL, "helper.broken", ""},
        {"bad say", ARD_E_MISSING, "beside.missing", ""},
        {"absent x", ARD_E_MISSING, "beside.missing", ""},
        {"nobody x", ARD_E_MISSING, "helper.missing", ""},
        {"beside x", ARD_E_MISSING, "beside.missing", ""},
    };
    result r;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        run_one(j, "ask", rows[i].document, &r);
        check_count(r.status == rows[i].status, rows[i].document, __FILE__, __LINE__);
        CHECK_TEXT(last_code(&r), rows[i].code);
        CHECK_TEXT(buffer_string(&r.data), rows[i].data);
        drop(&r);
    }
}

static void check_many_requests(jobs *j)
{
    buffer wanted = BUFFER_EMPTY;
    for (unsigned i = 0; i < MANY; i++)
        buffer_format(&wanted, "say %u,", i);
    for (int backwards = 0; backwards < 2; backwards++) {
        result r;
        double begin = now();
        run_one(j, "ask-many", backwards ? "backwards" : "", &r);
        CHECK(r.status == ARD_OK);
        CHECK(now() - begin < 20e-3 * MANY * 1.5);
        CHECK_TEXT(buffer_string(&r.data), buffer_string(&wanted));
        drop(&r);
    }
    buffer_free(&wanted);
    result r;
    run_one(j, "ask-long", "", &r);
    CHECK_TEXT(buffer_string(&r.data), "same");
    drop(&r);
}

/* Outside programs: a folder of their own, no network, no file elsewhere, and nothing of them is left. */
static void check_wide(jobs *j)
{
    unsigned before = left_folders();
    result r;
    run_one(j, "ask", "wide x", &r);
    CHECK(r.status == ARD_OK);
    CHECK(strncmp(buffer_string(&r.data), "made own ", 9) == 0 && strstr(buffer_string(&r.data), " -"));
    drop(&r);
    uint64_t number;
    job what = job_of("ask", "wide hang", 9, &r);
    what.limits.seconds = 10;
    CHECK(jobs_add(j, &what, &number) == ARD_OK && jobs_run(j, -1) == 0);
    CHECK(r.status == ARD_E_LIMIT);
    CHECK_TEXT(last_code(&r), "helper.time");
    CHECK(left_folders() == before);
    drop(&r);
}

static void make_file(int folder, const char *name, const char *text)
{
    int file = openat(folder, name, O_WRONLY | O_CREAT, 0600);
    CHECK(file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text));
    close(file);
}

static void check_beside(jobs *j)
{
    static const struct {
        const char *document;
        ard_status status;
        const char *code, *data;
    } rows[] = {
        {"beside in.txt", ARD_OK, "", "inside"},
        {"beside sub/deep.txt", ARD_OK, "", "deep"},
        {"beside sub/../in.txt", ARD_OK, "", "inside"},
        {"beside link-in", ARD_OK, "", "inside"},
        {"beside ../out.txt", ARD_E_MISSING, "beside.path", ""},
        {"beside sub/../../out.txt", ARD_E_MISSING, "beside.path", ""},
        {"beside link-out", ARD_E_MISSING, "beside.path", ""},
        {"beside link-absolute", ARD_E_MISSING, "beside.path", ""},
        {"beside /etc/passwd", ARD_E_MISSING, "beside.path", ""},
        {"beside fifo", ARD_E_MISSING, "beside.kind", ""},
        {"beside sub", ARD_E_MISSING, "beside.kind", ""},
        {"beside nothing", ARD_E_MISSING, "beside.missing", ""},
        {"beside loop", ARD_E_MISSING, "beside.path", ""},
    };
    char path[] = "/tmp/test-jobs-XXXXXX";
    CHECK(mkdtemp(path) != NULL);
    int outer = open(path, O_RDONLY | O_DIRECTORY);
    CHECK(mkdirat(outer, "lesson", 0700) == 0 && mkdirat(outer, "lesson/sub", 0700) == 0);
    make_file(outer, "out.txt", "outside");
    make_file(outer, "lesson/in.txt", "inside");
    make_file(outer, "lesson/sub/deep.txt", "deep");
    CHECK(symlinkat("../out.txt", outer, "lesson/link-out") == 0 && symlinkat("in.txt", outer, "lesson/link-in") == 0);
    CHECK(symlinkat("/etc/passwd", outer, "lesson/link-absolute") == 0 && symlinkat("loop", outer, "lesson/loop") == 0);
    CHECK(mkfifoat(outer, "lesson/fifo", 0600) == 0);
    int folder = openat(outer, "lesson", O_PATH | O_DIRECTORY);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        result r;
        uint64_t number;
        job what = job_of("ask", rows[i].document, strlen(rows[i].document), &r);
        what.folder = folder;
        CHECK(jobs_add(j, &what, &number) == ARD_OK && jobs_run(j, -1) == 0);
        check_count(r.status == rows[i].status, rows[i].document, __FILE__, __LINE__);
        CHECK_TEXT(last_code(&r), rows[i].code);
        CHECK_TEXT(buffer_string(&r.data), rows[i].data);
        drop(&r);
    }
    static const char *const made[] = {"lesson/in.txt",        "lesson/sub/deep.txt",
                                       "lesson/link-in",       "lesson/link-out",
                                       "lesson/link-absolute", "lesson/loop",
                                       "lesson/fifo",          "out.txt"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        unlinkat(outer, made[i], 0);
    unlinkat(outer, "lesson/sub", AT_REMOVEDIR);
    unlinkat(outer, "lesson", AT_REMOVEDIR);
    close(folder);
    close(outer);
    rmdir(path);
}

/* In a program that converts in its own process. */
static void check_own_helpers(void)
{
    report_log *log = report_new();
    helpers *h = helpers_open(list, -1);
    unsigned tickets[MANY], unknown;
    unsigned right = 0;
    for (unsigned i = 0; i < MANY; i++) {
        char text[16];
        snprintf(text, sizeof text, "%u", i);
        CHECK(helpers_ask(h, log, "slow", text, strlen(text), tickets + i) == ARD_OK);
    }
    for (unsigned i = 0; i < MANY; i++) {
        buffer reply = BUFFER_EMPTY;
        right += helpers_wait(h, log, tickets[i], &reply) == ARD_OK && atol(buffer_string(&reply)) == (long)i;
        buffer_free(&reply);
    }
    CHECK(right == MANY);
    buffer reply = BUFFER_EMPTY;
    CHECK(helpers_ask(h, log, "nobody", "", 0, &unknown) == ARD_OK);
    CHECK(helpers_wait(h, log, unknown, &reply) == ARD_E_MISSING);
    CHECK(helpers_wait(h, log, unknown, &reply) == ARD_E_INTERNAL); /* a ticket is good once */
    CHECK(helpers_ask(h, log, "bad", "crash", 5, &unknown) == ARD_OK);
    CHECK(helpers_wait(h, log, unknown, &reply) == ARD_E_READ);
    CHECK(helpers_ask(h, log, "bad", "hang", 4, &unknown) == ARD_OK);
    helpers_close(h);
    buffer_free(&reply);
    report_free(log);
}

/* The warm process is killed in the middle; what it had is lost, the next works. */
static void check_death(bool keeper_too)
{
    enum { COUNT = 6 };
    result r[COUNT], last;
    uint64_t number;
    jobs *j;
    report_log *log = report_new();
    CHECK(jobs_open(&j, log, &our_work, 3) == ARD_OK);
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
    CHECK(jobs_open(&j, log, &our_work, 2) == ARD_OK);
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

int main(void)
{
    jobs *j;
    report_log *log = report_new();
    unsigned before = open_descriptors();
    signal(SIGPIPE, SIG_IGN);
    check_checksum();
    check_faults();
    CHECK(jobs_open(&j, log, &our_work, 4) == ARD_OK);
    if (!j)
        return check_end();
    check_diagnostics(j);
    check_refusal(j);
    check_cancel(j);
    check_many(j);
    check_helpers(j);
    check_many_requests(j);
    check_wide(j);
    check_beside(j);
    jobs_close(j);
    check_own_helpers();
    check_death(false);
    check_death(true);
    check_close();
    CHECK(open_descriptors() == before);
    CHECK(children_of(getpid()) == 0);
    CHECK(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD);
    report_free(log);
    return check_end();
}
