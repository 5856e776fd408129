/* What the helper "pdf" says of a file, from a stranger: after a fault of poppler's it may say anything. The input is such a
 * reply, which is read into pages and made a lesson as after any PDF; drawings cannot be asked for, and are left out. */
#include "fuzz.h"

#include "base/plugin.h"
#include "lesson/lesson.h"
#include "lesson/native.h"
#include "lesson/tidy.h"
#include "readers/pdf/pdf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ard_limits limits = fuzz_limits();
    report_log *log = report_new();
    task t = {.log = log, .limits = &limits, .data = ""};
    ard_document *document = lesson_new(&limits, log);
    buffer reply = BUFFER_EMPTY, native = BUFFER_EMPTY;
    buffer_add(&reply, data, size);
    if (document && pdf_build(&t, &reply, document) == ARD_OK && lesson_tidy(document) == ARD_OK)
        native_write(document, &native);
    buffer_free(&reply);
    buffer_free(&native);
    ard_document_free(document);
    report_free(log);
    return 0;
}
