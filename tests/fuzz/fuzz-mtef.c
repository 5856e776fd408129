/* An object of a stranger: a compound file with a formula, or the formula's stream alone. */
#include "fuzz.h"

#include "lesson/lesson.h"
#include "maths/mtef.h"
#include "source/cfb.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ard_limits limits = fuzz_limits();
    report_log *log = report_new();
    arena *pool = arena_new(limits.memory / 2);
    ard_document *document = lesson_new(&limits, log);
    const unsigned char *stream = data;
    size_t length = size;
    cfb_stream(pool, data, size, "Equation Native", &stream, &length);
    mtef_read(document, log, stream ? stream : data, stream ? length : size, NOWHERE);
    ard_document_free(document);
    arena_free(pool);
    report_free(log);
    return 0;
}
