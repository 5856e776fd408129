/* Braille from a stranger, in each of its formats: its cells again, and (by the first byte, as the helper is a process each time)
 * its words. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_convert(data, size, "brl", "pef");
    fuzz_convert(data, size, "brf", "brl");
    fuzz_convert(data, size, "pef", "brf");
    if (size && data[0] % 16 == 0)
        fuzz_convert(data, size, "brf", "native");
    return 0;
}
