/* The native form, as a file: see lesson/native.h and doc/native.md. */
#include "lesson/native.h"
#include "base/plugin.h"

static ard_status native_save(task *t, const ard_document *document, ard_output *output)
{
    buffer out = {.most = (size_t)t->limits->memory / 2};
    native_write(document, &out);
    ard_status status = out.failed ? report(t->log, NOWHERE, "memory.ended", NULL) : ARD_OK;
    if (status == ARD_OK)
        output_add(output, out.data, out.size);
    buffer_free(&out);
    return status == ARD_OK ? output_status(output) : status;
}

const ard_writer native_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "native",
              .aliases = "",
              .endings = ".native",
              .media_type = "application/xhtml+xml",
              .lacks = "",
              .help = "native.help"},
    .write = native_save,
};
