/* The context: what one program, or one request, works with. It joins the registry, the values of every plugin's options,
 * limits, data, the log of diagnostics and the helpers. Nothing here knows a format or a filter by name. */
#ifndef RUN_CONTEXT_H
#define RUN_CONTEXT_H

#include "base/arena.h"
#include "base/helpers.h"
#include "base/options.h"
#include "base/plugin.h"
#include "base/report.h"
#include "base/table.h"
#include "run/registry.h"

#include <locale.h>

/* The values of one plugin's options, made when they are first needed. */
typedef struct plugin_values {
    struct plugin_values *next;
    const ard_plugin *about;
    options *values;
} plugin_values;

struct ard_context {
    report_log *log;
    const ard_registry *registry;
    ard_limits limits;
    arena *pool;                /* strings and lists that live as long as the context */
    const char *data;           /* data folder, "" where none was found */
    const char *clock;          /* see task.clock */
    plugin_values *values;
    table *fixed;               /* "plugin.key" of what ard_context_set said: profiles leave it alone */
    helpers *helpers;           /* opened when first needed; not owned in a document's child */
    locale_t numbers;           /* the thread's locale with C's numbers, in force while a plugin works */
    bool child;                 /* in a document's child: filters are prepared, nothing can be opened */
    const char **profiles;      /* names found, sorted; NULL before they were looked for */
    size_t profile_count;
};

struct ard_input {
    const unsigned char *bytes; /* followed by a NUL */
    size_t size;
    char *owned;                /* the bytes, where they are ours; NULL: they are the caller's */
    char *name;
    int folder;                 /* O_PATH descriptor of the folder it lies in, or -1 */
};

/* C's numbers for what this thread does from here on, whatever a host program's locale: no byte depends on it. Gives what
 * goes back to context_leave. */
locale_t context_enter(const ard_context *context);
void context_leave(locale_t before);

/* The values of a plugin's options in this context; NULL when memory has ended. */
options *context_options(ard_context *context, const ard_plugin *about);

/* The option table's value for every plugin that has `key` and that `owner` names (NULL: the one plugin that has it).
 * `fixed` values win over others, whenever they are set. */
ard_status context_set(ard_context *context, place where, const char *owner, const char *key, const char *value, bool fixed);

/* The row of an option table that "owner.key" is of, and whose it is; `owner` NULL: of the one plugin that has the key.
 * NULL where there is none, or where several have it. */
const ard_option *context_option(const ard_context *context, const char *owner, const char *key, const char **plugin);

/* What a plugin may use for one piece of work. */
task context_task(ard_context *context, const ard_plugin *about);

/* The plugin at `number` of all kinds, in the registry's order, and what it is. NULL past the end. */
const ard_plugin *registry_at(const ard_registry *registry, size_t number);

/* Adds the contents of a regular file; the status is reported with its name. `most` in bytes. */
ard_status file_read(report_log *log, const char *path, uint64_t most, buffer *out);

/* Loads what the filters and the writer of a conversion to `format` need; ARD_OK where nothing does. */
ard_status pipeline_prepare(ard_context *context, const char *format);

/* Whether that would load nothing, and no library with global state is used. */
bool pipeline_is_light(ard_context *context, const char *format);

/* A context for a document's child, which borrows its log and helpers; freed by ard_context_free. */
ard_status context_for_child(ard_context **made, report_log *log, helpers *h);

#endif
