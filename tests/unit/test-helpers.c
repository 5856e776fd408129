/* The broker and its helpers: "beside", outside programs, and helpers that go wrong. */
#include "jobs-deeds.h"

#include <sys/prctl.h>

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

/* One lesson's single request does not wait for all of another's. */
static void check_turns(jobs *j)
{
    result many, one;
    uint64_t number;
    job what = job_of("ask-many", "", 0, &many);
    CHECK(jobs_add(j, &what, &number) == ARD_OK && jobs_run(j, 60) == 1);
    what = job_of("ask", "slow now", 8, &one);
    CHECK(jobs_add(j, &what, &number) == ARD_OK);
    while (!one.times)
        jobs_run(j, 5);
    CHECK(one.status == ARD_OK && !many.times);
    CHECK(jobs_run(j, -1) == 0 && many.status == ARD_OK);
    drop(&many);
    drop(&one);
}

/* Outside programs: a folder of their own, no network, no file elsewhere, and nothing of them is left. */
static void check_wide(jobs *j)
{
    unsigned before = left_folders();
    result r;
    run_one(j, "ask", "wide x", &r);
    CHECK(r.status == ARD_OK);
    CHECK_TEXT(buffer_string(&r.data), "made own - -");
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

/* LibreOffice, where it is installed: any text becomes a PDF. */
static void check_office(void)
{
    static const helper *const office[] = {&office_helper, NULL};
    static const char good[] = "txt\0pdf:writer_pdf_Export\0Bonjour", bad[] = "../x\0pdf:y\0", none[] = "odt";
    report_log *log = report_new();
    helpers *h = helpers_open(office, -1);
    buffer reply = BUFFER_EMPTY;
    unsigned ticket, folders = left_folders();
    char *path = strdup(getenv("PATH") ? getenv("PATH") : "");
    CHECK(helpers_ask(h, log, "office", good, sizeof good - 1, &ticket) == ARD_OK);
    ard_status status = helpers_wait(h, log, ticket, &reply);
    CHECK(status == ARD_OK || status == ARD_E_MISSING);
    if (status == ARD_OK) {
        CHECK(reply.size > 1000 && memcmp(reply.data, "%PDF-1.", 7) == 0);
        CHECK(helpers_ask(h, log, "office", bad, sizeof bad - 1, &ticket) == ARD_OK);
        CHECK(helpers_wait(h, log, ticket, &reply) == ARD_E_INTERNAL);
        CHECK(helpers_ask(h, log, "office", none, sizeof none, &ticket) == ARD_OK);
        CHECK(helpers_wait(h, log, ticket, &reply) == ARD_E_INTERNAL);
    }
    helpers_close(h);
    setenv("PATH", "/nowhere:relative:", 1);
    h = helpers_open(office, -1);
    CHECK(helpers_ask(h, log, "office", good, sizeof good - 1, &ticket) == ARD_OK);
    CHECK(helpers_wait(h, log, ticket, &reply) == ARD_E_MISSING);
    setenv("PATH", path, 1);
    CHECK(left_folders() == folders);
    helpers_close(h);
    free(path);
    buffer_free(&reply);
    report_free(log);
}

/* The warm process is killed while an outside program works: that ends too, and its folder is deleted. */
static void check_wide_death(void)
{
    unsigned before = left_folders();
    result r;
    uint64_t number;
    jobs *j;
    report_log *log = report_new();
    CHECK(jobs_open(&j, log, &our_work, 1, false) == ARD_OK);
    job what = job_of("ask", "wide hang", 9, &r);
    CHECK(jobs_add(j, &what, &number) == ARD_OK && jobs_run(j, 200) == 1);
    CHECK(left_folders() == before + 1);
    pid_t warm = first_child(first_child(getpid()));
    CHECK(warm > 0 && kill(warm, SIGKILL) == 0);
    CHECK(jobs_run(j, -1) == 0 && r.status == ARD_E_INTERNAL);
    drop(&r);
    jobs_close(j);
    CHECK(left_folders() == before);
    report_free(log);
}

int main(void)
{
    jobs *j;
    report_log *log = report_new();
    char own[] = "/tmp/ard-helpers-XXXXXX"; /* apart from what else runs here */
    CHECK(mkdtemp(own) && setenv("TMPDIR", own, 1) == 0);
    unsigned before = open_descriptors();
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    CHECK(jobs_open(&j, log, &our_work, 4, false) == ARD_OK);
    if (!j)
        return check_end();
    check_helpers(j);
    check_many_requests(j);
    check_turns(j);
    check_wide(j);
    check_beside(j);
    jobs_close(j);
    check_own_helpers();
    check_office();
    check_wide_death();
    CHECK(open_descriptors() == before);
    CHECK(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD);
    report_free(log);
    CHECK(rmdir(own) == 0);
    return check_end();
}
