#include "jobs.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    MOST_PATH = 4096,
    MOST_BYTES = 64 << 20, /* of a file */
    PART = 64 << 10
};

/* Opens a path below a folder, or gives -1. What blocks when it is opened, such as a pipe, does not. */
static int open_below(int folder, const char *path)
{
    struct open_how how = {.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
                           .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
    return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

static ard_status read_file(report_log *log, int file, const char *path, buffer *reply)
{
    struct stat about;
    char part[PART];
    ssize_t got;
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode))
        return report(log, NOWHERE, "beside.kind", path, NULL);
    if (about.st_size > MOST_BYTES)
        return report(log, NOWHERE, "beside.size", path, report_number(log, MOST_BYTES >> 20), NULL);
    size_t before = reply->size;
    while ((got = read(file, part, sizeof part)) > 0 && reply->size - before <= MOST_BYTES)
        buffer_add(reply, part, (size_t)got);
    return got < 0 ? report(log, NOWHERE, "beside.missing", path, NULL) : ARD_OK;
}

static ard_status run(report_log *log, int folder, const buffer *request, buffer *reply)
{
    const char *path = buffer_string(request);
    if (strlen(path) != request->size || request->size >= MOST_PATH || !*path || *path == '/')
        return report(log, NOWHERE, "beside.path", path, NULL);
    int file = folder >= 0 ? open_below(folder, path) : -1;
    if (file < 0 && (errno == EXDEV || errno == ELOOP) && folder >= 0)
        return report(log, NOWHERE, "beside.path", path, NULL);
    if (file < 0)
        return report(log, NOWHERE, "beside.missing", path, NULL);
    ard_status status = read_file(log, file, path, reply);
    close(file);
    return status;
}

const helper beside_helper = {.name = "beside", .here = true, .seconds = 10, .run = run};
