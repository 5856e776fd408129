/* The fixed pipeline: read, the filters in the registry's order, what the writer needs, write. */
#include "base/memory.h"
#include "base/output.h"
#include "base/text.h"
#include "jobs/jobs.h"
#include "lesson/lesson.h"
#include "lesson/tidy.h"
#include "run/context.h"
#include "run/proof.h"

#include <string.h>

enum {
    SURE = 50,           /* a content probe from here on wins over the name's ending */
    PROBE_BYTES = 65536, /* how much of a document the probes see */
};

/* ---- Which plugin ------------------------------------------------------------------------------------------------ */

/* The reader whose probe is surest of the content, and how sure it is. */
static const ard_reader *probed(const ard_registry *registry, const ard_input *input, int *surest)
{
    const ard_reader *best = NULL;
    *surest = 0;
    for (const ard_reader *const *r = registry->readers; *r; r++) {
        int sure = (*r)->probe ? (*r)->probe(input->bytes, input->size < PROBE_BYTES ? input->size : PROBE_BYTES) : 0;
        if (sure > *surest) {
            *surest = sure;
            best = *r;
        }
    }
    return best;
}

/* A plugin by its name, or why there is none. */
static const ard_plugin *named(ard_context *context, ard_plugin_kind kind, const char *format, ard_status *status)
{
    const ard_plugin *plugin = ard_registry_named(context->registry, kind, format);
    const char *code = kind == ARD_READER ? "format.unreadable" : "format.unwritable";
    if (ard_registry_planned(context->registry, kind, format))
        code = kind == ARD_READER ? "format.reader.later" : "format.writer.later";
    *status = plugin ? ARD_OK : report(context->log, NOWHERE, code, format, NULL);
    return plugin;
}

/* The reader for an input: by name, else by content, else by the name's ending. */
static const ard_reader *reader_for(ard_context *context, const ard_input *input, const char *format,
                                    ard_status *status)
{
    if (format)
        return (const ard_reader *)named(context, ARD_READER, format, status);
    int sure;
    const ard_reader *best = probed(context->registry, input, &sure);
    const ard_reader *ending = (const ard_reader *)ard_registry_ending(context->registry, ARD_READER, input->name);
    *status = ARD_OK;
    if (best && sure >= SURE)
        return best;
    if (ending)
        return ending;
    if (ard_registry_planned(context->registry, ARD_READER, input->name)) {
        *status = report(context->log, NOWHERE, "format.reader.later", input->name, NULL);
        return NULL;
    }
    if (!best)
        *status = report(context->log, NOWHERE, "format.unknown", NULL);
    return best;
}

static const ard_writer *writer_for(ard_context *context, const char *format, ard_status *status)
{
    return (const ard_writer *)named(context, ARD_WRITER, format, status);
}

/* The writer that builds the document itself: at the beginning of the chain of `via`. */
static const ard_writer *first_writer(ard_context *context, const ard_writer *writer, ard_status *status)
{
    while (writer && writer->via)
        writer = writer_for(context, writer->via, status);
    return writer;
}

/* Whether a filter runs for a writer, which may be NULL. */
static bool is_on(ard_context *context, const ard_filter *filter, const ard_writer *writer)
{
    const char *needed = writer ? writer->needs : NULL, *wanted = writer ? writer->wants : NULL;
    if (filter->gives && !(filter->also && options_touched(context_options(context, &filter->about), NULL)))
        return (needed && strcmp(filter->gives, needed) == 0) || (wanted && text_in_list(wanted, filter->gives));
    return filter->always || options_touched(context_options(context, &filter->about), NULL);
}

/* ---- The calls --------------------------------------------------------------------------------------------------- */

/* Opens the helpers of a program that converts in its own process; a child has those of its broker. */
static void open_helpers(ard_context *context, const ard_input *input)
{
    if (context->child)
        return;
    helpers_close(context->helpers);
    context->helpers = helpers_open(context->registry->helpers, input->folder);
}

/* Our own status where a plugin failed without a word, so that no failure is silent. */
static ard_status explained(ard_context *context, ard_status status)
{
    if (status == ARD_OK && memory_has_ended())
        return report(context->log, NOWHERE, "memory.ended", NULL);
    if (status != ARD_OK && report_status(context->log) == ARD_OK)
        return report(context->log, NOWHERE, status == ARD_E_LIMIT ? "memory.ended" : "internal.silent", NULL);
    return status;
}

ard_status ard_read(ard_document **document, ard_context *context, const ard_input *input, const char *format)
{
    ard_status status;
    *document = NULL;
    memory_begin();
    report_file(context->log, input->name);
    const ard_reader *reader = reader_for(context, input, format, &status);
    if (!reader)
        return status;
    open_helpers(context, input);
    ard_document *read = lesson_new(&context->limits, context->log);
    if (!read)
        return report(context->log, NOWHERE, "memory.ended", NULL);
    task work = context_task(context, &reader->about);
    source bytes = {input->bytes, input->size, input->name};
    locale_t before = context_enter(context);
    status = reader->read(&work, &bytes, read);
    if (status == ARD_OK)
        status = lesson_status(read);
    if (status == ARD_OK)
        status = lesson_tidy(read);
    context_leave(before);
    status = explained(context, status);
    if (status == ARD_OK)
        *document = read;
    else
        ard_document_free(read);
    return status;
}

/* Calls `prepare` of a plugin, once a process. */
static ard_status prepare(ard_context *context, const ard_plugin *about, ard_status (*call)(task *))
{
    if (!call || context->child)
        return ARD_OK;
    task work = context_task(context, about);
    return explained(context, call(&work));
}

ard_status pipeline_prepare(ard_context *context, const char *format)
{
    ard_status status;
    const ard_writer *last = writer_for(context, format, &status), *writer = first_writer(context, last, &status);
    if (!writer)
        return status;
    for (const ard_filter *const *f = context->registry->filters; status == ARD_OK && *f; f++)
        if (is_on(context, *f, writer))
            status = prepare(context, &(*f)->about, (*f)->prepare);
    if (status == ARD_OK)
        status = prepare(context, &writer->about, writer->prepare);
    if (status == ARD_OK && last != writer)
        status = prepare(context, &last->about, last->prepare);
    return status;
}

bool pipeline_is_light(ard_context *context, const char *format)
{
    const ard_writer *writer = (const ard_writer *)ard_registry_named(context->registry, ARD_WRITER, format);
    bool light = writer && !writer->needs && !writer->via && !writer->prepare;
    for (const ard_filter *const *f = context->registry->filters; light && *f; f++)
        light = !(*f)->prepare || !is_on(context, *f, writer);
    return light;
}

static ard_status apply(ard_context *context, const ard_filter *filter, ard_document *document)
{
    if (filter->needs && !lesson_given(document, filter->needs))
        return report(context->log, NOWHERE, "filter.needs", filter->about.name, filter->needs, NULL);
    task work = context_task(context, &filter->about);
    locale_t before = context_enter(context);
    ard_status status = filter->apply(&work, document);
    context_leave(before);
    if (status == ARD_OK)
        status = lesson_status(document);
    if (status == ARD_OK && filter->gives)
        lesson_give(document, filter->gives);
    return explained(context, status);
}

ard_status ard_apply(ard_context *context, ard_document *document, const char *format)
{
    ard_status status;
    memory_begin();
    const ard_writer *writer = first_writer(context, writer_for(context, format, &status), &status);
    if (!writer)
        return status;
    status = pipeline_prepare(context, format);
    if (writer->needs && lesson_given(document, writer->needs))
        return status; /* braille that was read: it stays as it is */
    for (const ard_filter *const *f = context->registry->filters; status == ARD_OK && *f; f++)
        if (is_on(context, *f, writer))
            status = apply(context, *f, document);
    return status;
}

/* The status of a writer's work, once all its bytes have gone out. */
static ard_status written(ard_context *context, ard_status status, ard_output *output)
{
    if (status == ARD_OK)
        output_flush(output);
    return explained(context, status == ARD_OK ? output_status(output) : status);
}

/* `finisher`: the writer that takes the bytes on, or NULL. */
static ard_status write_one(ard_context *context, const ard_writer *writer, const ard_writer *finisher,
                            const ard_document *document, ard_output *output)
{
    if (writer->needs && !lesson_given(document, writer->needs))
        return report(context->log, NOWHERE, "writer.needs", writer->about.name, writer->needs, NULL);
    task work = context_task(context, &writer->about);
    work.finisher = finisher ? finisher->about.name : NULL;
    locale_t before = context_enter(context);
    ard_status status = writer->write(&work, document, output);
    context_leave(before);
    return written(context, status, output);
}

/* Writes through another writer: its bytes are what this one finishes. */
static ard_status write_via(ard_context *context, const ard_writer *writer, const ard_document *document,
                            ard_output *output)
{
    buffer bytes = {.most = context->limits.output};
    ard_output *between;
    ard_status status = ard_output_new(&between, context, output_into_buffer, &bytes);
    const ard_writer *via = status == ARD_OK ? writer_for(context, writer->via, &status) : NULL;
    if (via)
        status =
            via->via ? write_via(context, via, document, between) : write_one(context, via, writer, document, between);
    ard_output_free(between);
    if (status == ARD_OK) {
        task work = context_task(context, &writer->about);
        locale_t before = context_enter(context);
        status = writer->finish(&work, buffer_string(&bytes), bytes.size, output);
        context_leave(before);
        status = written(context, status, output);
    }
    buffer_free(&bytes);
    return status;
}

ard_status ard_write(ard_context *context, const ard_document *document, const char *format, ard_output *output)
{
    ard_status status;
    memory_begin();
    const ard_writer *writer = writer_for(context, format, &status);
    if (!writer)
        return status;
    if (writer->proves)
        return report(context->log, NOWHERE, "proof.source", NULL);
    return writer->via ? write_via(context, writer, document, output)
                       : write_one(context, writer, NULL, document, output);
}

/* Writes a document, and compares it with its source where that is asked for. */
static ard_status write_proved(ard_context *context, const ard_input *input, const char *from,
                               const ard_document *document, const char *to, ard_output *output)
{
    ard_status status;
    const ard_writer *writer = writer_for(context, to, &status);
    bool wanted = false;
    for (const ard_filter *const *f = context->registry->filters; *f; f++)
        wanted = wanted || ((*f)->verifies && is_on(context, *f, writer) &&
                            (*f)->verifies(context_options(context, &(*f)->about)));
    proof_work work = {context, input, from, document};
    if (writer && writer->proves)
        return proof_report(&work, writer, output);
    return wanted && writer ? proof_write(&work, writer, output) : ard_write(context, document, to, output);
}

ard_status ard_convert(ard_context *context, const ard_input *input, const char *from, const char *to,
                       ard_output *output)
{
    ard_document *document = NULL;
    ard_status status;
    report_file(context->log, input->name);
    if (!writer_for(context, to, &status))
        return status;
    status = ard_read(&document, context, input, from);
    if (status == ARD_OK)
        status = ard_apply(context, document, to);
    if (status == ARD_OK)
        status = write_proved(context, input, from, document, to, output);
    ard_document_free(document);
    return status;
}

/* ---- Checks ------------------------------------------------------------------------------------------------------ */

static const ard_checker *checker_for(ard_context *context, const ard_input *input)
{
    const ard_checker *best = NULL;
    int surest = 0;
    for (const ard_checker *const *c = context->registry->checkers; *c; c++) {
        int sure = (*c)->probe(input->bytes, input->size < PROBE_BYTES ? input->size : PROBE_BYTES);
        if (sure > surest) {
            surest = sure;
            best = *c;
        }
    }
    if (best && surest >= SURE)
        return best;
    const ard_plugin *ending = ard_registry_ending(context->registry, ARD_CHECKER, input->name);
    return ending ? (const ard_checker *)ending : best;
}

ard_status ard_check(unsigned *violations, ard_context *context, const ard_input *input, const char *standard,
                     const char *report_format, ard_output *output)
{
    *violations = 0;
    memory_begin();
    report_file(context->log, input->name);
    const ard_checker *checker = checker_for(context, input);
    if (!checker)
        return report(context->log, NOWHERE, "check.format", NULL);
    task work = context_task(context, &checker->about);
    source bytes = {input->bytes, input->size, input->name};
    locale_t before = context_enter(context);
    ard_status status = checker->check(&work, &bytes, standard, report_format, output, violations);
    context_leave(before);
    return written(context, status, output);
}
