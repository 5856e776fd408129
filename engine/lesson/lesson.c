#include "lesson.h"

#include "base/memory.h"
#include "base/text.h"
#include "document.h"

#include <stdlib.h>
#include <string.h>

ard_document *lesson_new(const ard_limits *limits, report_log *log)
{
    ard_document *document = memory_new(1, sizeof *document);
    if (!document)
        return NULL;
    document->limits = *limits;
    document->log = log;
    document->pool = arena_new((size_t)(limits->memory / 2));
    document->root = node_new(document, LESSON_ROOT, NOWHERE);
    styles_begin(document);
    if (document->root && document->status == ARD_OK)
        return document;
    ard_document_free(document);
    return NULL;
}

void ard_document_free(ard_document *document)
{
    if (!document)
        return;
    arena_free(document->pool);
    free(document->resources);
    free(document->styles);
    free(document);
}

ard_node *lesson_root(const ard_document *document)
{
    return document->root;
}

arena *lesson_pool(const ard_document *document)
{
    return document->pool;
}

void document_refuse(ard_document *document, const char *code)
{
    if (document->status == ARD_OK)
        document->status = report(document->log, NOWHERE, code, NULL);
}

ard_status lesson_status(const ard_document *document)
{
    if (arena_failed(document->pool)) /* by somebody who took from the pool himself */
        document_refuse((ard_document *)document, "lesson.memory");
    return document->status;
}

void *document_alloc(ard_document *document, size_t size)
{
    void *memory = arena_alloc(document->pool, size);
    if (!memory)
        document_refuse(document, "lesson.memory");
    return memory;
}

/* ---- Text ------------------------------------------------------------------------------------------------------- */

/* Whether a code point that a decoder gave may stand in a tree. */
static bool may_stand(uint32_t point)
{
    return point >= 0xA0 ? point != 0xFFFE && point != 0xFFFF
                         : (point >= 0x20 && point < 0x7F) || point == '\t' || point == '\n';
}

/* The length of the beginning of a text that may stand as it is. */
static size_t good_length(const char *text, size_t size)
{
    size_t at = 0, length;
    for (; at < size; at += length) {
        unsigned char byte = (unsigned char)text[at];
        length = 1;
        if (byte >= 0x20 && byte < 0x7F)
            continue;
        uint32_t point = text_decode(text + at, size - at, &length);
        if (!may_stand(point) || (point == REPLACEMENT && length == 1))
            break;
    }
    return at;
}

bool document_text_is_good(const char *text, size_t size)
{
    return good_length(text, size) == size;
}

/* Adds a character that cannot stand, and gives how many bytes it had. */
static size_t add_bad(buffer *out, const char *text, size_t size)
{
    size_t length;
    text_decode(text, size, &length);
    if (*text != '\r') {
        buffer_point(out, REPLACEMENT);
        return length;
    }
    buffer_byte(out, '\n');
    return size > 1 && text[1] == '\n' ? 2 : 1;
}

char *document_text(ard_document *document, const char *text, size_t size)
{
    char *copy;
    size_t good = good_length(text, size);
    if (good == size) {
        copy = arena_copy(document->pool, text, size);
    } else {
        buffer out = BUFFER_EMPTY;
        for (size_t at = 0; at < size;) {
            good = good_length(text + at, size - at);
            buffer_add(&out, text + at, good);
            at += good;
            if (at < size)
                at += add_bad(&out, text + at, size - at);
        }
        copy = out.failed ? NULL : arena_copy(document->pool, buffer_string(&out), out.size);
        buffer_free(&out);
    }
    if (!copy)
        document_refuse(document, "lesson.memory");
    return copy;
}

/* ---- Metadata and what was given -------------------------------------------------------------------------------- */

void lesson_set_meta(ard_document *document, const char *name, const char *value)
{
    attributes_set(document, &document->metas, name, value && *value ? value : NULL);
}

const char *lesson_meta(const ard_document *document, const char *name)
{
    return attributes_value(document->metas, name);
}

const attribute *lesson_metas(const ard_document *document)
{
    return document->metas;
}

void lesson_give(ard_document *document, const char *what)
{
    attributes_set(document, &document->given, what, "");
}

void lesson_take_back(ard_document *document, const char *what)
{
    attributes_set(document, &document->given, what, NULL);
}

bool lesson_given(const ard_document *document, const char *what)
{
    return attributes_value(document->given, what) != NULL;
}

const ard_node *lesson_speech(const ard_document *document)
{
    const ard_node *speech = lesson_root(document)->last;
    while (speech && speech->kind != SPEECH)
        speech = speech->previous;
    return speech;
}

const char *utterance_text(const ard_node *utterance)
{
    return kind_is(utterance->first, TEXT) ? utterance->first->text : "";
}

const attribute *lesson_gifts(const ard_document *document)
{
    return document->given;
}

void lesson_set_script(ard_document *document, ard_node *script)
{
    document->script = script;
}

ard_node *lesson_script(const ard_document *document)
{
    return document->script;
}
