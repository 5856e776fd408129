#include "run/proof.h"

#include "base/memory.h"
#include "base/output.h"
#include "base/text.h"
#include "lesson/lesson.h"
#include "lesson/stream.h"

#include <stdlib.h>
#include <string.h>

enum { FORMATS_MOST = 8, QUOTED = 12, BEFORE = 3 };

/* ---- Reading ------------------------------------------------------------------------------------------------------ */

/* Reads a document's stream without a word to the user: what there is to say was said when it was first read. */
static bool read_quietly(ard_context *context, const ard_input *input, const char *format, stream *s)
{
    report_log *log = context->log, *silent = report_new();
    ard_document *document = NULL;
    if (!silent)
        return false;
    context->log = silent;
    bool done = ard_read(&document, context, input, format) == ARD_OK;
    if (done)
        stream_read(s, document);
    ard_document_free(document);
    context->log = log;
    report_free(silent);
    return done && !s->failed;
}

/* The document in a format, as bytes. */
static ard_status write_bytes(const proof_work *work, const char *format, buffer *bytes)
{
    ard_output *between;
    ard_status status = ard_output_new(&between, work->context, output_into_buffer, bytes);
    if (status == ARD_OK)
        status = ard_write(work->context, work->document, format, between);
    if (status == ARD_OK)
        output_flush(between);
    ard_output_free(between);
    return status;
}

/* ---- Comparing ---------------------------------------------------------------------------------------------------- */

/* Whether a picture may be the same in a format that browsers show: metafiles and bitmaps are made one. */
static bool is_converted(const stream_item *a, const stream_item *b)
{
    static const char *const shown[] = {"image/png ",     "image/jpeg ", "image/gif ",
                                        "image/svg+xml ", "image/webp ", "- "};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        if (text_begins(a->text, shown[i]))
            return false;
    return a->kind == STREAM_PICTURE && b->kind == STREAM_PICTURE && !text_begins(b->text, "- ");
}

static bool is_same(proof *p, size_t in_source, size_t in_written)
{
    const stream_item *a = p->original->items + in_source, *b = p->written->items + in_written;
    if (stream_same(a, b))
        return true;
    bool made = is_converted(a, b);
    p->converted += made;
    return made;
}

/* Finds how far the two sequences are the same, from both ends. */
static void compare(proof *p)
{
    size_t all = p->original->count, written = p->written->count, most = all < written ? all : written;
    while (p->begin < most && is_same(p, p->begin, p->begin))
        p->begin++;
    p->same = p->begin == all && all == written;
    while (!p->same && p->end < most - p->begin && is_same(p, all - 1 - p->end, written - 1 - p->end))
        p->end++;
}

/* Whether a format holds the lesson itself, and can be read again: not what a filter made of it (braille, speech). */
static bool is_readable(const proof_work *work, const char *format)
{
    const ard_registry *all = work->context->registry;
    const ard_writer *writer = (const ard_writer *)ard_registry_named(all, ARD_WRITER, format);
    return writer && !writer->needs && ard_registry_named(all, ARD_READER, format);
}

/* Reads bytes again as a format, and compares. ARD_E_LIMIT where memory has ended: then nothing can be said. */
static ard_status look(const proof_work *work, const char *format, const buffer *bytes, stream *original, proof *p)
{
    ard_input *input;
    *p = (proof){.format = format, .original = original, .written = memory_new(1, sizeof *p->written)};
    if (p->written && is_readable(work, format) &&
        ard_input_new(&input, work->context, buffer_string(bytes), bytes->size, work->input->name) == ARD_OK) {
        p->read = read_quietly(work->context, input, format, p->written);
        ard_input_free(input);
    }
    if (p->read)
        compare(p);
    return memory_has_ended() ? report(work->context->log, NOWHERE, "memory.ended", NULL) : ARD_OK;
}

static void end_look(proof *p)
{
    if (p->written)
        stream_free(p->written);
    free(p->written);
}

/* The bytes of a text's beginning, `most` at most, that end with a whole character. */
static int beginning_of(const char *text, size_t most)
{
    size_t size = strlen(text) < most ? strlen(text) : most;
    while (size && ((unsigned char)text[size] & 0xC0) == 0x80)
        size--;
    return (int)size;
}

void proof_quote(const stream *s, size_t from, size_t count, buffer *out)
{
    static const char *const shown[STREAM_KINDS] = {[STREAM_SPACE] = "……", [STREAM_BOX] = "☐"};
    for (size_t i = from; i < s->count && i < from + count; i++) {
        const stream_item *item = s->items + i;
        bool long_one = item->kind == STREAM_PICTURE || item->kind == STREAM_FORMULA;
        buffer_text(out, i > from ? " " : "");
        if (long_one)
            buffer_format(out, "[%.*s]", beginning_of(item->text, 40), item->text);
        else
            buffer_text(out, shown[item->kind] ? shown[item->kind] : item->text);
    }
}

/* ---- Saying so ---------------------------------------------------------------------------------------------------- */

static const char *number(const proof_work *work, size_t value)
{
    return report_number(work->context->log, (long long)value);
}

/* Says that all is the same, with what there is. */
static void say_same(const proof_work *work, const proof *p)
{
    const size_t *counts = p->original->counts;
    const char *all = ard_message(work->context, "proof.counts", number(work, counts[STREAM_WORD]),
                                  number(work, counts[STREAM_NUMBER]), number(work, counts[STREAM_SIGN]), NULL);
    report(work->context->log, NOWHERE, "proof.same", p->format, all ? all : "", number(work, counts[STREAM_FORMULA]),
           number(work, counts[STREAM_PICTURE]), NULL);
}

static void say_changed(const proof_work *work, const proof *p)
{
    buffer wanted = BUFFER_EMPTY, found = BUFFER_EMPTY;
    size_t from = p->begin > BEFORE ? p->begin - BEFORE : 0;
    proof_quote(p->original, from, QUOTED, &wanted);
    proof_quote(p->written, from, QUOTED, &found);
    report(work->context->log, NOWHERE, "proof.changed", p->format, number(work, p->begin + 1), buffer_string(&wanted),
           buffer_string(&found), NULL);
    buffer_free(&wanted);
    buffer_free(&found);
}

static void say(const proof_work *work, const proof *p)
{
    if (!p->read)
        report(work->context->log, NOWHERE, "proof.unread", p->format, NULL);
    else if (p->same)
        say_same(work, p);
    else
        say_changed(work, p);
}

/* ---- The document itself ------------------------------------------------------------------------------------------ */

ard_status proof_write(const proof_work *work, const ard_writer *writer, ard_output *output)
{
    buffer bytes = {.most = work->context->limits.output};
    const char *format = writer->via ? writer->via : writer->about.name;
    stream original = {0};
    proof p;
    ard_status status = write_bytes(work, format, &bytes);
    if (status == ARD_OK && read_quietly(work->context, work->input, work->from, &original)) {
        status = look(work, format, &bytes, &original, &p);
        if (status == ARD_OK)
            say(work, &p);
        end_look(&p);
    } else if (status == ARD_OK)
        report(work->context->log, NOWHERE, "proof.unread", format, NULL);
    stream_free(&original);
    if (status == ARD_OK && writer->via)
        status = ard_write(work->context, work->document, writer->about.name, output);
    else if (status == ARD_OK)
        output_add(output, buffer_string(&bytes), bytes.size);
    if (status == ARD_OK)
        output_flush(output);
    buffer_free(&bytes);
    return status == ARD_OK ? output_status(output) : status;
}

/* ---- The report --------------------------------------------------------------------------------------------------- */

/* Writes and compares each format of a list; gives how many. */
static size_t prove_all(const proof_work *work, const char *formats, stream *original, proof proofs[FORMATS_MOST],
                        ard_status *status)
{
    size_t count = 0;
    for (const char *at = formats; *at && count < FORMATS_MOST && *status == ARD_OK; at += *at == ' ') {
        size_t size = strcspn(at, " ");
        const char *format = arena_copy(work->context->pool, at, size);
        buffer bytes = {.most = work->context->limits.output};
        at += size;
        *status = format ? write_bytes(work, format, &bytes) : ARD_E_LIMIT;
        if (*status == ARD_OK) {
            *status = look(work, format, &bytes, original, proofs + count);
            if (*status == ARD_OK)
                say(work, proofs + count);
            count++;
        }
        buffer_free(&bytes);
    }
    return count;
}

ard_status proof_report(const proof_work *work, const ard_writer *writer, ard_output *output)
{
    stream original = {0};
    proof proofs[FORMATS_MOST];
    ard_status status = ARD_OK;
    size_t count = 0;
    ard_document *page = NULL;
    if (!read_quietly(work->context, work->input, work->from, &original))
        status = report(work->context->log, NOWHERE, "proof.source", NULL);
    else
        count = prove_all(work, writer->proves, &original, proofs, &status);
    if (status == ARD_OK) {
        page = proof_page(work, proofs, count);
        status = page && !memory_has_ended() ? ard_write(work->context, page, writer->via, output)
                                             : report(work->context->log, NOWHERE, "memory.ended", NULL);
    }
    ard_document_free(page);
    for (size_t i = 0; i < count; i++)
        end_look(proofs + i);
    stream_free(&original);
    return status;
}
