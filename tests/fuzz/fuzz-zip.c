/* A zip package from a stranger: opened, every part inflated. */
#include "fuzz.h"

#include "source/archive.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ard_limits limits = fuzz_limits();
    report_log *log = report_new();
    archive *package;
    if (archive_open(&package, log, &limits, data, size) == ARD_OK)
        for (size_t i = 0; i < archive_count(package); i++) {
            arena *pool = arena_new(limits.memory / 2);
            const char *bytes;
            size_t length;
            (void)archive_part(package, pool, archive_name(package, i), &bytes, &length);
            arena_free(pool);
        }
    archive_close(package);
    report_free(log);
    return 0;
}
