/* Markdown from a stranger, to native, and as Markdown again. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_convert(data, size, "markdown", "native");
    fuzz_convert(data, size, "markdown", "markdown");
    return 0;
}
