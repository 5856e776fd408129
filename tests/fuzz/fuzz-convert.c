/* A document from a stranger, by the reader that its content asks for, through the filters, to a writer: which one, its
 * size says, so that one corpus drives them all; and by each reader, whatever the content, to native. With
 * FUZZ_EVERY_WRITER, by every writer and every reader. Writers that ask a voice or an office
 * program are left out: what runs elsewhere is not what is tried here. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#ifndef FUZZ_EVERY_WRITER
#define FUZZ_EVERY_WRITER 0
#endif

enum { PLUGINS_MOST = 64 };

static bool take(void *user, const void *bytes, size_t size)
{
    (void)bytes;
    *(size_t *)user += size;
    return true;
}

/* Whether a plugin works in this process. */
static bool is_tried(const ard_plugin *plugin)
{
    return strncmp(plugin->media_type, "audio/", 6) != 0 && strcmp(plugin->media_type, "application/pdf") != 0;
}

/* The plugins of a kind; how many. */
static size_t list_plugins(const ard_registry *registry, ard_plugin_kind kind, const char *names[PLUGINS_MOST])
{
    const ard_plugin *plugin;
    size_t count = 0;
    for (size_t i = 0; count < PLUGINS_MOST && (plugin = ard_registry_plugin(registry, i)); i++)
        if (plugin->kind == kind && is_tried(plugin))
            names[count++] = plugin->name;
    return count;
}

/* `reader` may be NULL: by content. */
static void convert(const uint8_t *data, size_t size, const char *reader, const char *writer)
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
        ard_output_new(&output, context, take, &written) == ARD_OK && ard_apply(context, document, writer) == ARD_OK)
        (void)ard_write(context, document, writer, output);
    ard_output_free(output);
    ard_document_free(document);
    ard_input_free(input);
    ard_context_free(context);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *readers[PLUGINS_MOST], *writers[PLUGINS_MOST];
    ard_context *context;
    if (ard_context_new(&context) != ARD_OK)
        return 0;
    size_t reader_count = list_plugins(ard_context_registry(context), ARD_READER, readers);
    size_t writer_count = list_plugins(ard_context_registry(context), ARD_WRITER, writers);
    ard_context_free(context);
    for (size_t i = 0; i < writer_count; i++)
        if (FUZZ_EVERY_WRITER || size % writer_count == i)
            convert(data, size, NULL, writers[i]);
    for (size_t i = 0; i < reader_count; i++)
        if (FUZZ_EVERY_WRITER || size % reader_count == i)
            convert(data, size, readers[i], "native");
    return 0;
}
