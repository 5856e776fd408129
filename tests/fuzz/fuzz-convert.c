/* A document from a stranger, by any reader (its content says which), through the filters, to a writer: which one, its
 * size says, so that one corpus drives them all. With FUZZ_EVERY_WRITER, every one. Writers that ask a voice or an office
 * program are left out: what runs elsewhere is not what is tried here. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#ifndef FUZZ_EVERY_WRITER
#define FUZZ_EVERY_WRITER 0
#endif

enum { WRITERS_MOST = 64 };

static bool take(void *user, const void *bytes, size_t size)
{
    (void)bytes;
    *(size_t *)user += size;
    return true;
}

/* The writers that work in this process; how many. */
static size_t list_writers(const ard_registry *registry, const char *names[WRITERS_MOST])
{
    const ard_plugin *plugin;
    size_t count = 0;
    for (size_t i = 0; count < WRITERS_MOST && (plugin = ard_registry_plugin(registry, i)); i++)
        if (plugin->kind == ARD_WRITER && strncmp(plugin->media_type, "audio/", 6) != 0 &&
            strcmp(plugin->media_type, "application/pdf") != 0)
            names[count++] = plugin->name;
    return count;
}

static void convert(const uint8_t *data, size_t size, const char *writer)
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
        ard_read(&document, context, input, NULL) == ARD_OK &&
        ard_output_new(&output, context, take, &written) == ARD_OK && ard_apply(context, document, writer) == ARD_OK)
        (void)ard_write(context, document, writer, output);
    ard_output_free(output);
    ard_document_free(document);
    ard_input_free(input);
    ard_context_free(context);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *names[WRITERS_MOST];
    ard_context *context;
    if (ard_context_new(&context) != ARD_OK)
        return 0;
    size_t count = list_writers(ard_context_registry(context), names);
    ard_context_free(context);
    for (size_t i = 0; i < count; i++)
        if (FUZZ_EVERY_WRITER || size % count == i)
            convert(data, size, names[i]);
    return 0;
}
