/* Plain text from a stranger, to native and to text. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_convert(data, size, "text", "native");
    fuzz_convert(data, size, "text", "text");
    return 0;
}
