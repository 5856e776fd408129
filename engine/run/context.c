#include "run/context.h"

#include "base/text.h"
#include "jobs/jobs.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { POOL_MOST = 64 << 20, PATH_MOST = 4096 };

ard_limits ard_limits_default(void)
{
    return (ard_limits){
        .input = UINT64_C(256) << 20,
        .inflated = UINT64_C(512) << 20,
        .output = UINT64_C(1) << 30,
        .memory = UINT64_C(1) << 30,
        .entries = 20000,
        .ratio = 200,
        .depth = 256,
        .nodes = 5000000,
        .seconds = 60,
    };
}

int ard_exit_code(ard_status status)
{
    switch (status) {
    case ARD_OK: return 0;
    case ARD_E_USAGE: return 2;
    case ARD_E_READ: return 3;
    case ARD_E_MISSING: return 4;
    case ARD_E_LIMIT: return 5;
    case ARD_E_WRITE: return 6;
    case ARD_E_INTERNAL:
    case ARD_E_CANCELLED: break;
    }
    return 70;
}

/* SOURCE_DATE_EPOCH as ISO 8601, or NULL where it is not set or no number (reproducible-builds.org's convention). */
static const char *clock_of_environment(arena *pool)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end, date[32];
    struct tm utc;
    if (!epoch || !*epoch)
        return NULL;
    time_t seconds = (time_t)strtoll(epoch, &end, 10);
    if (*end || !gmtime_r(&seconds, &utc) || !strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &utc))
        return NULL;
    return arena_string(pool, date);
}

static bool is_folder(const char *path)
{
    struct stat about;
    return *path && stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* The `data` folder beside the running program, or "". */
static const char *beside_program(arena *pool)
{
    char path[PATH_MOST];
    ssize_t size = readlink("/proc/self/exe", path, sizeof path - sizeof "/data");
    if (size <= 0)
        return "";
    path[size] = '\0';
    char *slash = strrchr(path, '/');
    if (!slash)
        return "";
    memcpy(slash, "/data", sizeof "/data");
    return is_folder(path) ? arena_string(pool, path) : "";
}

/* HOUSE.md's order: ARDOISE_DATA, beside the program, the compiled-in folder. */
static const char *find_data(arena *pool)
{
    const char *said = getenv("ARDOISE_DATA");
    if (said && *said)
        return arena_string(pool, said);
    const char *beside = beside_program(pool);
    return *beside ? beside : is_folder(ARD_DATADIR) ? ARD_DATADIR : "";
}

/* A context over a log that it owns from here on, also when it fails. */
static ard_status make(ard_context **made, report_log *log)
{
    arena *pool = arena_new(POOL_MOST);
    ard_context *context = pool ? arena_alloc(pool, sizeof *context) : NULL;
    *made = NULL;
    locale_t all = duplocale(LC_GLOBAL_LOCALE);
    locale_t numbers = all ? newlocale(LC_NUMERIC_MASK, "C", all) : all;
    if (!context || !log || !numbers) {
        if (numbers || all)
            freelocale(numbers ? numbers : all);
        arena_free(pool);
        report_free(log);
        return ARD_E_LIMIT;
    }
    context->log = log;
    context->pool = pool;
    context->registry = &standard_registry;
    context->limits = ard_limits_default();
    context->fixed = table_new(pool);
    context->data = "";
    context->numbers = numbers;
    *made = context;
    return ARD_OK;
}

ard_status ard_context_new(ard_context **context)
{
    ard_status status = make(context, report_new());
    if (status == ARD_OK) {
        (*context)->clock = clock_of_environment((*context)->pool);
        (*context)->data = find_data((*context)->pool);
    }
    return status;
}

ard_status context_for_child(ard_context **made, report_log *log, helpers *h)
{
    ard_status status = make(made, log);
    if (status == ARD_OK) {
        (*made)->child = true;
        (*made)->helpers = h;
    }
    return status;
}

void ard_context_free(ard_context *context)
{
    if (!context)
        return;
    for (plugin_values *v = context->values; v; v = v->next)
        options_free(v->values);
    if (!context->child) {
        helpers_close(context->helpers);
        report_free(context->log);
    }
    freelocale(context->numbers);
    arena_free(context->pool);
}

locale_t context_enter(const ard_context *context)
{
    return uselocale(context->numbers);
}

void context_leave(locale_t before)
{
    uselocale(before);
}

void ard_context_language(ard_context *context, const char *language)
{
    report_language(context->log, language);
}

ard_status ard_context_data(ard_context *context, const char *folder)
{
    if (!is_folder(folder))
        return report(context->log, NOWHERE, "data.missing", folder, NULL);
    context->data = arena_string(context->pool, folder);
    context->profiles = NULL;
    return ARD_OK;
}

void ard_context_limits(ard_context *context, const ard_limits *limits)
{
    context->limits = *limits;
}

void ard_context_listen(ard_context *context, ard_listener *listener, void *user)
{
    report_listen(context->log, listener, user);
}

const ard_diag *ard_context_diags(const ard_context *context, size_t *count)
{
    return report_diags(context->log, count);
}

void ard_context_clear(ard_context *context)
{
    report_clear(context->log);
}

const char *ard_message(ard_context *context, const char *code, ...)
{
    va_list arguments;
    va_start(arguments, code);
    const char *text = report_message(context->log, code, arguments);
    va_end(arguments);
    return text;
}

const ard_registry *ard_context_registry(const ard_context *context)
{
    return context->registry;
}

task context_task(ard_context *context, const ard_plugin *about)
{
    return (task){
        .log = context->log,
        .limits = &context->limits,
        .options = context_options(context, about),
        .data = context->data,
        .helpers = context->helpers,
        .clock = context->clock,
    };
}
