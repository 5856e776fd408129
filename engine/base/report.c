#include "report.h"

#include "buffer.h"
#include "memory.h"
#include "messages.h"
#include "table.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_ALIKE = 100,    /* diagnostics of one code and part */
    MOST_DIAGS = 10000,  /* of a log */
    MOST_ARGUMENT = 400, /* bytes of an argument in a message */
    MOST_MEMORY = 64 << 20,
    ARGUMENTS = 9,
    NUMBERS_KEPT = 4,
    FEW = 8
};

struct report_log {
    arena *pool;     /* all strings, until report_clear */
    table *alike;    /* code and part to how often */
    ard_diag *diags; /* `few`, until there are more */
    size_t count, room;
    ard_diag few[FEW];     /* so that the end of memory can be told */
    char *file;            /* the file's name; outlives report_clear */
    const char *file_here; /* its copy in the pool */
    ard_listener *listener;
    void *user;
    ard_status worst;
    bool french, full;
    unsigned numbers_used;
    char numbers[NUMBERS_KEPT][24];
};

report_log *report_new(void)
{
    return memory_new(1, sizeof(report_log));
}

void report_free(report_log *log)
{
    if (!log)
        return;
    report_clear(log);
    free(log->file);
    free(log);
}

void report_language(report_log *log, const char *language)
{
    if (log)
        log->french = language && (language[0] | 32) == 'f' && (language[1] | 32) == 'r';
}

const char *report_speaks(const report_log *log)
{
    return log && log->french ? "fr" : "en";
}

void report_listen(report_log *log, ard_listener *listener, void *user)
{
    if (!log)
        return;
    log->listener = listener;
    log->user = user;
}

void report_file(report_log *log, const char *name)
{
    if (!log)
        return;
    free(log->file);
    log->file = name && *name ? strdup(name) : NULL;
    log->file_here = NULL;
}

/* The pool of the log's strings, made when first needed; may be NULL. */
static arena *pool_of(report_log *log)
{
    if (!log->pool)
        log->pool = arena_new(MOST_MEMORY);
    return log->pool;
}

/* The row of a code, or NULL. */
static const message_row *row_of(const char *code)
{
    return row_named(code, message_rows, message_row_count, sizeof *message_rows);
}

/* Adds an argument, which may come out of a document: clean, without line ends or terminal controls, bounded. */
static void add_argument(buffer *out, const char *argument)
{
    size_t size = argument ? strlen(argument) : 0, length;
    for (size_t i = 0; i < size; i += length) {
        uint32_t point = text_decode(argument + i, size - i, &length);
        if (i + length > MOST_ARGUMENT) {
            buffer_text(out, "…");
            return;
        }
        bool control = point < 0x20 || (point >= 0x7F && point < 0xA0) || (point >= 0x202A && point <= 0x202E) ||
                       (point >= 0x2066 && point <= 0x2069);
        buffer_point(out, control ? ' ' : point);
    }
}

/* A message's text with its arguments in the place of {1} to {9}; in the pool, or the bare text where memory has ended. */
static const char *fill(report_log *log, const char *text, const char *const arguments[ARGUMENTS])
{
    buffer out = BUFFER_EMPTY;
    for (const char *at = text; *at; at++) {
        if (at[0] == '{' && at[1] >= '1' && at[1] <= '9' && at[2] == '}') {
            add_argument(&out, arguments[at[1] - '1']);
            at += 2;
        } else
            buffer_byte(&out, *at);
    }
    const char *copy = out.failed ? NULL : arena_string(pool_of(log), buffer_string(&out));
    buffer_free(&out);
    return copy ? copy : text;
}

static void take_arguments(const char *arguments[ARGUMENTS], va_list list)
{
    size_t count = 0;
    for (const char *next; (next = va_arg(list, const char *)) != NULL;)
        if (count < ARGUMENTS)
            arguments[count++] = next;
}

static const char *text_of(const report_log *log, const message_row *row)
{
    return log->french ? row->french : row->english;
}

const char *report_message(report_log *log, const char *code, va_list arguments)
{
    const char *values[ARGUMENTS] = {0};
    const message_row *row = row_of(code);
    take_arguments(values, arguments);
    if (row)
        return log ? fill(log, text_of(log, row), values) : row->english;
    const char *copy = log ? arena_string(pool_of(log), code) : NULL;
    return copy ? copy : "";
}

/* Keeps a diagnostic, whose strings live in the pool, and tells it. Without memory only an error is kept, in the place of
 * the one before. */
static void keep(report_log *log, const ard_diag *diag)
{
    if (log->count == log->room) {
        size_t room = log->room ? 2 * log->room : FEW;
        ard_diag *more = log->diags == log->few ? NULL : log->diags;
        ard_diag *diags = log->room ? memory_resize(more, room * sizeof *diags) : log->few;
        if (diags) {
            if (log->diags == log->few && log->room)
                memcpy(diags, log->few, sizeof log->few);
            log->diags = diags;
            log->room = room;
        }
    }
    if (log->count < log->room)
        log->diags[log->count++] = *diag;
    else if (log->count && diag->severity == ARD_ERROR)
        log->diags[log->count - 1] = *diag;
    if (log->listener)
        log->listener(log->user, diag);
}

static const char *file_of(report_log *log)
{
    if (!log->file_here)
        log->file_here = log->file ? arena_string(pool_of(log), log->file) : "";
    return log->file_here ? log->file_here : "";
}

/* A string in the pool; "" for NULL and where memory has ended. */
static const char *keep_text(report_log *log, const char *text)
{
    const char *copy = text && *text ? arena_string(pool_of(log), text) : "";
    return copy ? copy : "";
}

static void add(report_log *log, place where, const char *code, const message_row *row,
                const char *const values[ARGUMENTS])
{
    ard_diag diag = {row->status,
                     row->severity,
                     code,
                     file_of(log),
                     keep_text(log, where.part),
                     where.line,
                     where.column,
                     fill(log, text_of(log, row), values)};
    keep(log, &diag);
}

/* Says, by a message of our own about another `code`, that no more will be said. */
static void add_last(report_log *log, place where, const char *about, const char *code)
{
    const message_row *row = row_of(about);
    if (row)
        add(log, (place){where.part, 0, 0}, row->code, row, (const char *[ARGUMENTS]){code});
}

/* How often a code was reported in a part, this time included; 1 where memory has ended. */
static unsigned count_alike(report_log *log, const char *code, const char *part)
{
    buffer key = BUFFER_EMPTY;
    unsigned times = 1;
    if (!log->alike)
        log->alike = table_new(pool_of(log));
    buffer_text(&key, code);
    buffer_byte(&key, '\n');
    buffer_text(&key, part);
    unsigned *count = key.failed ? NULL : table_value(log->alike, buffer_string(&key));
    if (count)
        times = ++*count;
    else if (!key.failed && (count = arena_alloc(pool_of(log), sizeof *count)) != NULL) {
        *count = 1;
        table_set(log->alike, buffer_string(&key), count);
    }
    buffer_free(&key);
    return times;
}

/* Whether one more of this kind is to be written; says when it is the first that is not. */
static bool wanted(report_log *log, place where, const char *code)
{
    if (log->full)
        return false;
    if (log->count >= MOST_DIAGS) {
        log->full = true;
        add_last(log, NOWHERE, "report.full", code);
        return false;
    }
    unsigned times = count_alike(log, code, where.part);
    if (times == MOST_ALIKE + 1)
        add_last(log, where, "report.more", code);
    return times <= MOST_ALIKE;
}

ard_status report(report_log *log, place where, const char *code, ...)
{
    const message_row *row = row_of(code), *unknown = row_of("report.unknown");
    const char *values[ARGUMENTS] = {code};
    va_list arguments;
    if (row) {
        va_start(arguments, code);
        take_arguments(values, arguments);
        va_end(arguments);
    }
    ard_status status = row ? row->status : ARD_E_INTERNAL;
    if (!log)
        return status;
    if (status < log->worst)
        log->worst = status;
    if (wanted(log, where, code) && (row || unknown))
        add(log, where, row ? row->code : keep_text(log, code), row ? row : unknown, values);
    return status;
}

void report_copy(report_log *log, const ard_diag *diag)
{
    if (!log)
        return;
    if (diag->status < log->worst)
        log->worst = diag->status;
    if (log->full || log->count >= MOST_DIAGS) {
        if (!log->full)
            wanted(log, NOWHERE, diag->code);
        return;
    }
    const message_row *row = row_of(diag->code);
    ard_diag copy = *diag;
    copy.code = row ? row->code : keep_text(log, diag->code);
    copy.file = diag->file ? keep_text(log, diag->file) : file_of(log);
    copy.part = keep_text(log, diag->part);
    copy.message = keep_text(log, diag->message);
    keep(log, &copy);
}

const ard_diag *report_diags(const report_log *log, size_t *count)
{
    *count = log ? log->count : 0;
    return log ? log->diags : NULL;
}

void report_clear(report_log *log)
{
    if (!log)
        return;
    arena_free(log->pool);
    if (log->diags != log->few)
        free(log->diags);
    log->pool = NULL;
    log->alike = NULL;
    log->diags = NULL;
    log->count = log->room = 0;
    log->file_here = NULL;
    log->worst = ARD_OK;
    log->full = false;
}

ard_status report_status(const report_log *log)
{
    return log ? log->worst : ARD_OK;
}

const char *report_number(report_log *log, long long number)
{
    if (!log)
        return "";
    char *text = log->numbers[log->numbers_used++ % NUMBERS_KEPT];
    char *at = text + sizeof log->numbers[0] - 1;
    unsigned long long rest = number < 0 ? 0 - (unsigned long long)number : (unsigned long long)number;
    *at = '\0';
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        *--at = '-';
    return at;
}
