/* What the fuzz targets share: the entry of libFuzzer, and limits that are small enough to be reached. */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include "ardoise.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline ard_limits fuzz_limits(void)
{
    ard_limits limits = ard_limits_default();
    limits.input = limits.inflated = 4 << 20;
    limits.output = 64 << 20;
    limits.memory = 256 << 20;
    limits.entries = 200;
    limits.nodes = 200000;
    return limits;
}

#endif
