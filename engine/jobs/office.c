/* LibreOffice as a helper: a program that is not ours, on bytes that may be a stranger's. It runs as the first process
 * of the wide sandbox (sandbox_wide), in a folder of its own, which is the current one. */
#include "jobs.h"
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 120, MOST_PATH = 4096, MOST_ENDING = 8, MOST_FILTER = 1024, PART = 64 << 10 };

/* The parts of a request, borrowed. */
typedef struct office_request {
    const char *ending; /* "odt" */
    const char *filter; /* "pdf:writer_pdf_Export:{...}" */
    char output[MOST_ENDING + 1];
    const char *bytes;
    size_t size;
} office_request;

/* Finds a program in PATH; false where there is none. */
static bool find_program(const char *name, char *path, size_t room)
{
    const char *at = getenv("PATH");
    for (size_t length; at && *at; at += length + (at[length] == ':')) {
        length = strcspn(at, ":");
        int size = snprintf(path, room, "%.*s/%s", (int)length, at, name);
        if (length && *at == '/' && size > 0 && (size_t)size < room && access(path, X_OK) == 0)
            return true;
    }
    return false;
}

static ard_status warm(report_log *log)
{
    char path[MOST_PATH];
    return find_program("soffice", path, sizeof path) ? ARD_OK : report(log, NOWHERE, "office.missing", NULL);
}

/* Whether it may be the ending of a file's name. */
static bool is_ending(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!(text[i] >= 'a' && text[i] <= 'z') && !(text[i] >= '0' && text[i] <= '9'))
            return false;
    return size && size <= MOST_ENDING;
}

/* Takes a request apart; false where it has not the form that jobs.h says. */
static bool take_apart(const buffer *request, office_request *parts)
{
    const char *begin = buffer_string(request), *end = begin + request->size;
    const char *first = memchr(begin, '\0', request->size);
    const char *second = first ? memchr(first + 1, '\0', (size_t)(end - first - 1)) : NULL;
    if (!second || !is_ending(begin, (size_t)(first - begin)) || second - first > MOST_FILTER)
        return false;
    *parts = (office_request){begin, first + 1, "", second + 1, (size_t)(end - second - 1)};
    size_t size = strcspn(parts->filter, ":");
    if (!is_ending(parts->filter, size))
        return false;
    memcpy(parts->output, parts->filter, size);
    return true;
}

static bool write_input(int folder, const char *name, const office_request *parts)
{
    int file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool written = file >= 0;
    for (size_t at = 0; written && at < parts->size;) {
        ssize_t size = write(file, parts->bytes + at, parts->size - at);
        written = size > 0;
        at += written ? (size_t)size : 0;
    }
    if (file >= 0)
        written = close(file) == 0 && written;
    return written;
}

static bool read_output(int folder, const char *name, buffer *reply)
{
    struct stat about;
    char part[PART];
    ssize_t got = -1;
    int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return false;
    if (fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0)
        while ((got = read(file, part, sizeof part)) > 0)
            buffer_add(reply, part, (size_t)got);
    close(file);
    return got == 0;
}

/* Writes the file URL of a path below a folder, with every byte escaped that is no letter, digit or "/-_." (RFC 3986). */
static void write_url(char *url, size_t room, const char *option, const char *folder, const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-_.";
    size_t used = (size_t)snprintf(url, room, "%sfile://", option);
    for (const char *at = folder; *at && used + 4 < room; at++)
        if (strchr(plain, *at))
            url[used++] = *at;
        else
            used += (size_t)snprintf(url + used, room - used, "%%%02X", (unsigned char)*at);
    snprintf(url + used, room - used, "/%s", name);
}

/* Becomes LibreOffice. Its settings, sockets and temporary files are in the folder, nothing of the user's environment
 * reaches it but where the user's fonts are. */
static _Noreturn void become_office(const char *program, const char *folder, const char *filter, const char *input)
{
    char data[MOST_PATH], fonts[MOST_PATH + 64], profile[3 * MOST_PATH + 64], sockets[MOST_PATH + 64],
        home[MOST_PATH + 64], temporary[MOST_PATH + 64];
    write_url(profile, sizeof profile, "-env:UserInstallation=", folder, "profile");
    snprintf(sockets, sizeof sockets, "OSL_SOCKET_PATH=%s", folder);
    snprintf(home, sizeof home, "HOME=%s", folder);
    snprintf(temporary, sizeof temporary, "TMPDIR=%s", folder);
    snprintf(fonts, sizeof fonts, "XDG_DATA_HOME=%s", sandbox_user_data(data, sizeof data) ? data : folder);
    const char *const arguments[] = {"soffice",      "--headless", "--norestore", "--nologo", "--nolockcheck", profile,
                                     "--convert-to", filter,       "--outdir",    "out",      input,           NULL};
    const char *const environment[] = {"PATH=/usr/local/bin:/usr/bin:/bin",
                                       "LC_ALL=C.UTF-8",
                                       "SAL_USE_VCLPLUGIN=svp",
                                       home,
                                       temporary,
                                       sockets,
                                       fonts,
                                       NULL};
    for (int number = 1; number < NSIG; number++)
        if (number != SIGKILL && number != SIGSTOP)
            signal(number, SIG_DFL);
    execve(program, (char *const *)(uintptr_t)arguments, (char *const *)(uintptr_t)environment);
    _exit(127);
}

/* Runs it to its end; false when it could not be started or failed. */
static bool run_office(const char *program, const char *folder, const char *filter, const char *input)
{
    int how = 0;
    pid_t pid = fork();
    if (pid == 0)
        become_office(program, folder, filter, input);
    while (pid > 0 && waitpid(pid, &how, 0) < 0 && errno == EINTR)
        continue;
    return pid > 0 && WIFEXITED(how) && WEXITSTATUS(how) == 0;
}

static ard_status run(report_log *log, int folder, const buffer *request, buffer *reply)
{
    char program[MOST_PATH], path[MOST_PATH], input[MOST_ENDING + 8], output[MOST_ENDING + 16];
    office_request parts;
    if (!take_apart(request, &parts))
        return report(log, NOWHERE, "office.request", NULL);
    if (!find_program("soffice", program, sizeof program))
        return report(log, NOWHERE, "office.missing", NULL);
    snprintf(input, sizeof input, "input.%s", parts.ending);
    snprintf(output, sizeof output, "out/input.%s", parts.output);
    if (!getcwd(path, sizeof path) || !write_input(folder, input, &parts))
        return report(log, NOWHERE, "office.folder", NULL);
    if (!run_office(program, path, parts.filter, input) || !read_output(folder, output, reply))
        return report(log, NOWHERE, "office.failed", NULL);
    return ARD_OK;
}

const helper office_helper = {.name = "office", .wide = true, .seconds = SECONDS, .warm = warm, .run = run};
