/* XML from a stranger: read, walked, its characters taken. */
#include "fuzz.h"

#include "source/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ard_limits limits = fuzz_limits();
    report_log *log = report_new();
    arena *pool = arena_new(limits.memory / 2);
    buffer text = BUFFER_EMPTY;
    xml_node *root;
    if (xml_read(&root, pool, log, &limits, "part.xml", data, size) == ARD_OK)
        xml_text(root, &text);
    buffer_free(&text);
    arena_free(pool);
    report_free(log);
    return 0;
}
