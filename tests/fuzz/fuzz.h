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

static inline bool fuzz_take(void *user, const void *bytes, size_t size)
{
    (void)bytes;
    *(size_t *)user += size;
    return true;
}

/* Reads a document by a reader (NULL: by its content), applies what the writer needs, and writes it to nowhere. */
static inline void fuzz_convert(const uint8_t *data, size_t size, const char *reader, const char *writer)
{
    ard_limits limits = fuzz_limits();
    ard_context *context;
    ard_input *input = NULL;
    ard_output *output = NULL;
    ard_document *document = NULL;
    size_t written = 0;
    if (ard_context_new(&context) != ARD_OK)
        return;
    ard_context_limits(context, &limits);
    ard_context_data(context, "dictionaries");
    if (ard_input_new(&input, context, data, size, "") == ARD_OK &&
        ard_read(&document, context, input, reader) == ARD_OK &&
        ard_output_new(&output, context, fuzz_take, &written) == ARD_OK &&
        ard_apply(context, document, writer) == ARD_OK)
        (void)ard_write(context, document, writer, output);
    ard_output_free(output);
    ard_document_free(document);
    ard_input_free(input);
    ard_context_free(context);
}

#endif
