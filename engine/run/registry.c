#include "run/registry.h"

#include "base/text.h"
#include "run/context.h"

#include <string.h>

/* The plugins of one kind by number; NULL past the end. Every plugin's struct begins with its ard_plugin. */
static const ard_plugin *of_kind(const ard_registry *registry, ard_plugin_kind kind, size_t number)
{
    const void *const *lists[] = {
        [ARD_READER] = (const void *const *)registry->readers,
        [ARD_FILTER] = (const void *const *)registry->filters,
        [ARD_WRITER] = (const void *const *)registry->writers,
        [ARD_CHECKER] = (const void *const *)registry->checkers,
    };
    return lists[kind][number];
}

static size_t count_of(const ard_registry *registry, ard_plugin_kind kind)
{
    size_t count = 0;
    while (of_kind(registry, kind, count))
        count++;
    return count;
}

const ard_plugin *registry_at(const ard_registry *registry, size_t number)
{
    for (ard_plugin_kind kind = ARD_READER; kind <= ARD_CHECKER; kind++) {
        size_t count = count_of(registry, kind);
        if (number < count)
            return of_kind(registry, kind, number);
        number -= count;
    }
    return NULL;
}

const ard_plugin *ard_registry_plugin(const ard_registry *registry, size_t number)
{
    return registry_at(registry, number);
}

const ard_plugin *ard_registry_named(const ard_registry *registry, ard_plugin_kind kind, const char *name)
{
    const ard_plugin *plugin;
    for (size_t i = 0; (plugin = of_kind(registry, kind, i)); i++)
        if (text_same(plugin->name, name) || text_in_list(plugin->aliases, name))
            return plugin;
    return NULL;
}

/* The last part of a path from its last dot on; "" where there is none. */
static const char *ending_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    return dot ? dot : "";
}

const ard_plugin *ard_registry_ending(const ard_registry *registry, ard_plugin_kind kind, const char *path)
{
    const char *ending = ending_of(path);
    const ard_plugin *plugin;
    for (size_t i = 0; *ending && (plugin = of_kind(registry, kind, i)); i++)
        if (text_in_list(plugin->endings, ending))
            return plugin;
    return NULL;
}

bool ard_registry_planned(const ard_registry *registry, ard_plugin_kind kind, const char *name_or_path)
{
    const char *planned = kind == ARD_READER   ? registry->readers_to_come
                          : kind == ARD_WRITER ? registry->writers_to_come
                                               : "";
    return text_in_list(planned, name_or_path) ||
           (*ending_of(name_or_path) && text_in_list(planned, ending_of(name_or_path) + 1));
}
