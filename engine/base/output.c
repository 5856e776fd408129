#include "output.h"

#include "buffer.h"
#include "memory.h"
#include "plugin.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PENDING = 1 << 16, TRIES = 16 };

struct ard_output {
    report_log *log;
    ard_sink *sink; /* NULL: to a descriptor */
    void *user;
    int descriptor;     /* of the file; -1 for none */
    int folder;         /* the folder of a file that is renamed; -1 where it is written directly */
    mode_t mode;        /* that the file gets when it is committed */
    char *path;         /* as it was given, for messages */
    char *name;         /* the file's own name in `folder` */
    char temporary[32]; /* the name it has until then; "" for none */
    uint64_t most, taken;
    ard_status status;
    size_t filled;
    unsigned char pending[PENDING];
};

/* Why the system refused, as a message of its own. */
static const struct {
    int number;
    const char *code;
} reasons[] = {
    {ENOSPC, "output.full"},   {EDQUOT, "output.quota"}, {EACCES, "output.denied"},     {EPERM, "output.denied"},
    {EISDIR, "output.folder"}, {EROFS, "output.locked"}, {ENOENT, "output.nowhere"},    {ENOTDIR, "output.nowhere"},
    {EPIPE, "output.broken"},  {EIO, "output.device"},   {ENAMETOOLONG, "output.name"}, {EINVAL, "output.name"},
};

/* Keeps the first failure and reports it: an errno. */
static void fail(ard_output *out, int number)
{
    const char *path = out->path ? out->path : "";
    if (out->status != ARD_OK)
        return;
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].number == number) {
            out->status = report(out->log, NOWHERE, reasons[i].code, path, NULL);
            return;
        }
    out->status = report(out->log, NOWHERE, "output.other", path, strerror(number), NULL);
}

static ard_output *new_output(report_log *log, uint64_t most)
{
    ard_output *out = memory_new(1, sizeof *out);
    if (!out)
        return NULL;
    out->log = log;
    out->most = most;
    out->descriptor = out->folder = -1;
    return out;
}

bool output_into_buffer(void *user, const void *bytes, size_t size)
{
    buffer_add(user, bytes, size);
    return !((buffer *)user)->failed;
}

ard_output *output_new(report_log *log, ard_sink *sink, void *user, uint64_t most)
{
    ard_output *out = new_output(log, most);
    if (out) {
        out->sink = sink;
        out->user = user;
    }
    return out;
}

/* The mode that a new file would get, read without changing the process's mask; private where it is not to be known. */
static mode_t new_mode(void)
{
    char status[1024];
    unsigned mask = 077;
    int descriptor = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return 0600;
    ssize_t size = read(descriptor, status, sizeof status - 1);
    status[size > 0 ? size : 0] = '\0';
    close(descriptor);
    const char *line = strstr(status, "\nUmask:");
    if (!line || sscanf(line, "\nUmask: %o", &mask) != 1)
        return 0600;
    return 0666 & ~(mode_t)mask;
}

/* Opens `path`'s folder and keeps its last part as the name. False with errno. */
static bool open_folder(ard_output *out, const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, slash > path ? (size_t)(slash - path) : 1) : strdup(".");
    out->name = strdup(slash ? slash + 1 : path);
    if (!folder || !out->name || !*out->name) {
        errno = folder && out->name ? EISDIR : ENOMEM;
        free(folder);
        return false;
    }
    out->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    return out->folder >= 0;
}

/* Makes the temporary file, private and under a name that nobody can foresee. False with errno. */
static bool open_temporary(ard_output *out)
{
    for (int i = 0; i < TRIES; i++) {
        unsigned char random[8];
        if (getrandom(random, sizeof random, 0) != sizeof random)
            return false;
        size_t at = (size_t)snprintf(out->temporary, sizeof out->temporary, ".ardoise-");
        for (size_t k = 0; k < sizeof random; k++)
            at += (size_t)snprintf(out->temporary + at, sizeof out->temporary - at, "%02x", random[k]);
        out->descriptor =
            openat(out->folder, out->temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, (mode_t)0600);
        if (out->descriptor >= 0 || errno != EEXIST)
            break;
    }
    if (out->descriptor < 0)
        out->temporary[0] = '\0';
    return out->descriptor >= 0;
}

/* Opens a file that will be renamed. One that exists keeps its mode, and a link to it stays a link. */
static bool open_regular(ard_output *out, const char *path, const struct stat *old)
{
    char *real = old ? realpath(path, NULL) : strdup(path);
    bool opened = real && (!old || faccessat(AT_FDCWD, real, W_OK, AT_EACCESS) == 0) && open_folder(out, real) &&
                  open_temporary(out);
    int number = errno;
    out->mode = old ? old->st_mode & 0777 : new_mode();
    free(real);
    errno = number;
    return opened;
}

static bool open_path(ard_output *out, const char *path)
{
    struct stat old;
    if (strcmp(path, "-") == 0) {
        out->descriptor = STDOUT_FILENO;
        return true;
    }
    bool exists = stat(path, &old) == 0;
    if (!exists || S_ISREG(old.st_mode))
        return open_regular(out, path, exists ? &old : NULL);
    out->descriptor = open(path, O_WRONLY | O_CLOEXEC);
    return out->descriptor >= 0;
}

/* "-" has no name: its messages say "standard output" in the log's language. */
static const char *standard_name(report_log *log, ...)
{
    va_list none;
    va_start(none, log);
    const char *name = report_message(log, "output.standard", none);
    va_end(none);
    return name;
}

ard_status output_open(ard_output **output, report_log *log, const char *path, uint64_t most)
{
    ard_output *out = new_output(log, most);
    *output = NULL;
    if (!out || !(out->path = strdup(strcmp(path, "-") == 0 ? standard_name(log, (const char *)NULL) : path))) {
        free(out);
        return report(log, NOWHERE, "memory.ended", NULL);
    }
    if (!open_path(out, path)) {
        fail(out, errno);
        ard_status status = out->status;
        output_free(out);
        return status;
    }
    *output = out;
    return ARD_OK;
}

/* Hands bytes on; to a descriptor all of them, waiting where it would block. */
static void send(ard_output *out, const unsigned char *bytes, size_t size)
{
    if (out->sink) {
        if (size && !out->sink(out->user, bytes, size))
            out->status = report(out->log, NOWHERE, "output.refused", NULL);
        return;
    }
    while (size && out->status == ARD_OK) {
        ssize_t written = write(out->descriptor, bytes, size);
        if (written >= 0) {
            bytes += written;
            size -= (size_t)written;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK)
            poll(&(struct pollfd){.fd = out->descriptor, .events = POLLOUT}, 1, -1);
        else if (errno != EINTR)
            fail(out, errno);
    }
}

void output_flush(ard_output *output)
{
    size_t size = output->filled;
    output->filled = 0;
    if (output->status == ARD_OK)
        send(output, output->pending, size);
}

void output_add(ard_output *output, const void *bytes, size_t size)
{
    if (output->status != ARD_OK || !size)
        return;
    if (output->most && size > output->most - output->taken) {
        output->status = report(output->log, NOWHERE, "output.limit", output->path ? output->path : "-",
                                report_number(output->log, (long long)output->most), NULL);
        return;
    }
    output->taken += size;
    if (size > PENDING - output->filled)
        output_flush(output);
    if (output->status != ARD_OK)
        return;
    if (size >= PENDING)
        send(output, bytes, size);
    else {
        memcpy(output->pending + output->filled, bytes, size);
        output->filled += size;
    }
}

void output_text(ard_output *output, const char *text)
{
    if (text)
        output_add(output, text, strlen(text));
}

void output_format(ard_output *output, const char *format, ...)
{
    char small[512];
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int size = vsnprintf(small, sizeof small, format, arguments);
    if (size >= 0 && (size_t)size < sizeof small)
        output_add(output, small, (size_t)size);
    else {
        char *large = size < 0 ? NULL : memory_new(1, (size_t)size + 1);
        if (large && vsnprintf(large, (size_t)size + 1, format, again) == size)
            output_add(output, large, (size_t)size);
        else if (output->status == ARD_OK)
            output->status = report(output->log, NOWHERE, "memory.ended", NULL);
        free(large);
    }
    va_end(again);
    va_end(arguments);
}

ard_status output_status(const ard_output *output)
{
    return output->status;
}

/* Gives a written file its mode and its name. What cannot be synced there (a pipe, /proc) is no error. */
static void settle(ard_output *out)
{
    if (fsync(out->descriptor) != 0 && errno != EINVAL && errno != ENOTSUP)
        fail(out, errno);
    else if (fchmod(out->descriptor, out->mode) != 0)
        fail(out, errno);
    int descriptor = out->descriptor;
    out->descriptor = -1;
    if (close(descriptor) != 0 && errno != EINTR)
        fail(out, errno);
    if (out->status != ARD_OK)
        return;
    if (renameat(out->folder, out->temporary, out->folder, out->name) != 0) {
        fail(out, errno);
        return;
    }
    out->temporary[0] = '\0';
}

void output_private(ard_output *output)
{
    output->mode = S_IRUSR | S_IWUSR;
}

ard_status output_commit(ard_output *output)
{
    output_flush(output);
    if (output->status == ARD_OK && output->temporary[0])
        settle(output);
    return output->status;
}

void output_free(ard_output *output)
{
    if (!output)
        return;
    if (output->descriptor >= 0 && output->descriptor != STDOUT_FILENO)
        close(output->descriptor);
    if (output->temporary[0])
        unlinkat(output->folder, output->temporary, 0);
    if (output->folder >= 0)
        close(output->folder);
    free(output->path);
    free(output->name);
    free(output);
}
