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
            fuzz_convert(data, size, NULL, writers[i]);
    for (size_t i = 0; i < reader_count; i++)
        if (FUZZ_EVERY_WRITER || size % reader_count == i)
            fuzz_convert(data, size, readers[i], "native");
    return 0;
}
