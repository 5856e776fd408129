/* Files that a person names: documents and profiles. Opened by the parent alone, never by a document's child. */
#include "base/memory.h"
#include "base/output.h"
#include "base/plugin.h"
#include "run/context.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Adds what a descriptor gives, up to its end. False past `most` (errno EFBIG) or on an error. */
static bool drain(int descriptor, uint64_t most, buffer *out)
{
    char piece[65536];
    ssize_t got;
    while ((got = read(descriptor, piece, sizeof piece)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (out->size + (uint64_t)got > most) {
            errno = EFBIG;
            return false;
        }
        buffer_add(out, piece, (size_t)got);
        if (out->failed) {
            errno = ENOMEM;
            return false;
        }
    }
    return true;
}

static ard_status cannot_read(report_log *log, const char *path, int error)
{
    if (error == EFBIG || error == ENOMEM)
        return report(log, NOWHERE, "input.large", path, NULL);
    return report(log, NOWHERE, error == ENOENT ? "input.missing" : "input.unreadable", path, strerror(error), NULL);
}

ard_status file_read(report_log *log, const char *path, uint64_t most, buffer *out)
{
    bool standard = strcmp(path, "-") == 0;
    int descriptor = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return cannot_read(log, path, errno);
    struct stat about;
    int error = 0;
    if (fstat(descriptor, &about) == 0 && S_ISDIR(about.st_mode))
        error = EISDIR;
    else if (!drain(descriptor, most, out))
        error = errno;
    if (!standard)
        close(descriptor);
    return error ? cannot_read(log, path, error) : ARD_OK;
}

/* The folder a path lies in, as a descriptor that can only be searched; -1 where it can't be opened. */
static int folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    char *folder = strndup(path, slash == path ? 1 : (size_t)(slash - path));
    int descriptor = folder ? open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC) : -1;
    free(folder);
    return descriptor;
}

ard_status ard_input_new(ard_input **input, ard_context *context, const void *bytes, size_t size, const char *name)
{
    *input = memory_new(1, sizeof **input);
    if (!*input)
        return report(context->log, NOWHERE, "memory.ended", NULL);
    **input = (ard_input){.bytes = bytes, .size = size, .name = strdup(name ? name : ""), .folder = -1};
    return ARD_OK;
}

ard_status ard_input_open(ard_input **input, ard_context *context, const char *path)
{
    buffer bytes = {.most = 0};
    report_file(context->log, path);
    ard_status status = file_read(context->log, path, context->limits.input, &bytes);
    if (status == ARD_OK)
        status = ard_input_new(input, context, buffer_string(&bytes), bytes.size, path);
    else
        *input = NULL;
    if (status == ARD_OK) {
        (*input)->owned = bytes.data;
        (*input)->folder = strcmp(path, "-") == 0 ? -1 : folder_of(path);
    } else {
        buffer_free(&bytes);
    }
    return status;
}

void ard_input_free(ard_input *input)
{
    if (!input)
        return;
    if (input->folder >= 0)
        close(input->folder);
    free(input->owned);
    free(input->name);
    free(input);
}

ard_status ard_output_new(ard_output **output, ard_context *context, ard_sink *sink, void *user)
{
    *output = output_new(context->log, sink, user, context->limits.output);
    return *output ? ARD_OK : report(context->log, NOWHERE, "memory.ended", NULL);
}

ard_status ard_output_open(ard_output **output, ard_context *context, const char *path)
{
    return output_open(output, context->log, path, context->limits.output);
}

ard_status ard_output_commit(ard_output *output)
{
    return output_commit(output);
}

ard_status ard_output_file(ard_context *context, const char *path, const void *bytes, size_t size)
{
    ard_output *output;
    ard_status status = ard_output_open(&output, context, path);
    if (status != ARD_OK)
        return status;
    output_add(output, bytes, size);
    status = output_status(output);
    if (status == ARD_OK)
        status = output_commit(output);
    output_free(output);
    return status;
}

void ard_output_free(ard_output *output)
{
    output_free(output);
}
