/* The values of options: which plugin a key belongs to, and whose word wins. */
#include "base/text.h"
#include "run/context.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

options *context_options(ard_context *context, const ard_plugin *about)
{
    plugin_values *v = context->values;
    while (v && v->about != about)
        v = v->next;
    if (v)
        return v->values;
    v = arena_alloc(context->pool, sizeof *v);
    options *values = v ? options_new(about->options) : NULL;
    if (!values)
        return NULL;
    *v = (plugin_values){context->values, about, values};
    context->values = v;
    return values;
}

static const ard_option *row_of(const ard_plugin *plugin, const char *key)
{
    for (const ard_option *row = plugin->options; row && row->name; row++)
        if (strcmp(row->name, key) == 0)
            return row;
    return NULL;
}

/* The name of the one plugin that has `key`, NULL where there is none; `*several` where more than one has it. A reader
 * and a writer of one format count as one. */
static const char *owner_of(const ard_context *context, const char *key, bool *several)
{
    const char *owner = NULL;
    const ard_plugin *plugin;
    *several = false;
    for (size_t i = 0; (plugin = registry_at(context->registry, i)); i++) {
        if (!row_of(plugin, key))
            continue;
        *several |= owner && strcmp(owner, plugin->name) != 0;
        owner = plugin->name;
    }
    return owner;
}

static bool is_fixed(const ard_context *context, const char *owner, const char *key, buffer *name)
{
    buffer_format(name, "%s.%s", owner, key);
    return table_value(context->fixed, buffer_string(name)) != NULL;
}

/* Sets `key` in every plugin called `owner` that has it; `*known` tells whether one has. */
static ard_status set_in_all(ard_context *context, place where, const char *owner, const char *key, const char *value,
                             bool *known)
{
    ard_status status = ARD_OK;
    const ard_plugin *plugin;
    for (size_t i = 0; status == ARD_OK && (plugin = registry_at(context->registry, i)); i++) {
        if (strcmp(plugin->name, owner) != 0 || !row_of(plugin, key))
            continue;
        options *values = context_options(context, plugin);
        status = values ? options_set(values, context->log, where, key, value, known)
                        : report(context->log, NOWHERE, "memory.ended", NULL);
    }
    return status;
}

/* The limits that "limits.KEY" can lower. */
static const struct {
    const char *name;
    size_t offset;
    bool wide; /* uint64_t, else uint32_t */
} limit_rows[] = {
#define WIDE(name)                                                                                                     \
    {                                                                                                                  \
#name, offsetof(ard_limits, name), true                                                                        \
    }
#define NARROW(name)                                                                                                   \
    {                                                                                                                  \
#name, offsetof(ard_limits, name), false                                                                       \
    }
    WIDE(input),   WIDE(inflated), WIDE(output),  WIDE(memory),    NARROW(entries),
    NARROW(ratio), NARROW(depth),  NARROW(nodes), NARROW(seconds),
};

/* Lowers a limit; what is above the one in force changes nothing, so that a request can never widen its own. */
static ard_status set_limit(ard_context *context, place where, const char *key, const char *value)
{
    char *end;
    unsigned long long number = strtoull(value, &end, 10);
    if (*end || end == value || *value == '-')
        return report(context->log, where, "limits.value", key, value, NULL);
    for (size_t i = 0; i < sizeof limit_rows / sizeof *limit_rows; i++) {
        char *field = (char *)&context->limits + limit_rows[i].offset;
        if (strcmp(limit_rows[i].name, key) != 0)
            continue;
        if (limit_rows[i].wide && number < *(uint64_t *)field)
            *(uint64_t *)field = number;
        else if (!limit_rows[i].wide && number < *(uint32_t *)field)
            *(uint32_t *)field = (uint32_t)number;
        return ARD_OK;
    }
    return report(context->log, where, "option.unknown", key, NULL);
}

const ard_option *context_option(const ard_context *context, const char *owner, const char *key, const char **plugin)
{
    bool several = false;
    const ard_option *row = NULL;
    const ard_plugin *each;
    *plugin = owner ? owner : owner_of(context, key, &several);
    for (size_t i = 0; !row && !several && *plugin && (each = registry_at(context->registry, i)); i++)
        if (strcmp(each->name, *plugin) == 0)
            row = row_of(each, key);
    return row;
}

ard_status context_set(ard_context *context, place where, const char *owner, const char *key, const char *value,
                       bool fixed)
{
    bool several = false, known = false;
    if (owner && strcmp(owner, "limits") == 0)
        return set_limit(context, where, key, value);
    if (!owner)
        owner = owner_of(context, key, &several);
    if (several)
        return report(context->log, where, "option.ambiguous", key, NULL);
    if (!owner)
        return report(context->log, where, "option.unknown", key, NULL);
    buffer name = BUFFER_EMPTY;
    ard_status status = ARD_OK;
    if (fixed || !is_fixed(context, owner, key, &name)) {
        status = set_in_all(context, where, owner, key, value, &known);
        if (status == ARD_OK && !known) {
            buffer_reset(&name);
            buffer_format(&name, "%s.%s", owner, key);
            status = report(context->log, where, "option.unknown", buffer_string(&name), NULL);
        }
    }
    if (status == ARD_OK && fixed) {
        buffer_reset(&name);
        buffer_format(&name, "%s.%s", owner, key);
        table_set(context->fixed, buffer_string(&name), context);
    }
    buffer_free(&name);
    return status;
}

ard_status ard_context_set(ard_context *context, const char *key, const char *value)
{
    const char *dot = strchr(key, '.');
    if (!dot)
        return context_set(context, NOWHERE, NULL, key, value, true);
    const char *owner = arena_copy(context->pool, key, (size_t)(dot - key));
    return owner ? context_set(context, NOWHERE, owner, dot + 1, value, true)
                 : report(context->log, NOWHERE, "memory.ended", NULL);
}

ard_status ard_context_setting(ard_context *context, const char *setting)
{
    const char *equals = strchr(setting, '=');
    if (!equals)
        return report(context->log, NOWHERE, "option.form", setting, NULL);
    const char *key = arena_copy(context->pool, setting, (size_t)(equals - setting));
    return key ? ard_context_set(context, key, equals + 1) : report(context->log, NOWHERE, "memory.ended", NULL);
}
