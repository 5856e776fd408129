/* For the tests of readers and writers: one document in one form, read, made tidy, and written in another. */
#ifndef UNIT_CONVERT_H
#define UNIT_CONVERT_H

#include "base/options.h"
#include "base/output.h"
#include "base/plugin.h"
#include "check.h"
#include "lesson/lesson.h"
#include "lesson/tidy.h"
#include "run/registry.h"

typedef struct conversion {
    report_log *log;
    buffer out;
    ard_status status;
} conversion;

static inline bool convert_sink(void *user, const void *bytes, size_t size)
{
    buffer_add(user, bytes, size);
    return !((buffer *)user)->failed;
}

static inline ard_status convert_read(const char *name, task *t, const source *in, ard_document *document)
{
    for (const ard_reader *const *r = standard_registry.readers; *r; r++)
        if (strcmp((*r)->about.name, name) == 0)
            return (*r)->read(t, in, document);
    return ARD_E_USAGE;
}

static inline ard_status convert_write(const char *name, task *t, const ard_document *document, buffer *out)
{
    for (const ard_writer *const *w = standard_registry.writers; *w; w++) {
        if (strcmp((*w)->about.name, name) != 0)
            continue;
        ard_output *output = output_new(t->log, convert_sink, out, 0);
        ard_status status = (*w)->write(t, document, output);
        output_commit(output);
        output_free(output);
        return status;
    }
    return ARD_E_USAGE;
}

static inline conversion convert_bytes(const char *from, const char *to, const char *text, size_t size)
{
    conversion c = {.log = report_new()};
    ard_limits limits = ard_limits_default();
    char *copy = malloc(size + 1);
    memcpy(copy, text, size);
    copy[size] = '\0';
    source in = {(const unsigned char *)copy, size, "essai"};
    task t = {.log = c.log, .limits = &limits, .data = ""};
    ard_document *document = lesson_new(&limits, c.log);
    c.status = convert_read(from, &t, &in, document);
    if (c.status == ARD_OK) {
        lesson_tidy(document);
        CHECK_TEXT(lesson_fault(document), NULL);
        c.status = convert_write(to, &t, document, &c.out);
    }
    ard_document_free(document);
    free(copy);
    return c;
}

static inline conversion convert(const char *from, const char *to, const char *text)
{
    return convert_bytes(from, to, text, strlen(text));
}

/* Whether a diagnostic with that code was written. */
static inline bool convert_said(const conversion *c, const char *code)
{
    size_t count;
    const ard_diag *diags = report_diags(c->log, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(diags[i].code, code) == 0)
            return true;
    return false;
}

static inline void convert_end(conversion *c)
{
    buffer_free(&c->out);
    report_free(c->log);
}

/* What the body of native or HTML is, between its tags. */
static inline char *convert_body(const conversion *c, const char *begins, const char *ends)
{
    const char *text = buffer_string(&c->out), *begin = strstr(text, begins);
    begin = begin ? begin + strlen(begins) : text + strlen(text);
    const char *end = strstr(begin, ends);
    size_t size = end ? (size_t)(end - begin) : strlen(begin);
    char *body = malloc(size + 1);
    memcpy(body, begin, size);
    body[size] = '\0';
    return body;
}

/* The native body that a source in another form gives. */
#define CHECK_NATIVE(from, text, wanted)                                                                               \
    do {                                                                                                               \
        conversion done_ = convert(from, "native", text);                                                              \
        char *body_ = convert_body(&done_, "<body>\n", "</body>");                                                     \
        CHECK_TEXT(body_, wanted);                                                                                     \
        free(body_);                                                                                                   \
        convert_end(&done_);                                                                                           \
    } while (0)

#endif
