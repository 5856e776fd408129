/* A DTBook book from a stranger, to native and to Markdown. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_convert(data, size, "dtbook", "native");
    fuzz_convert(data, size, "dtbook", "markdown");
    return 0;
}
