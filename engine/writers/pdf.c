/* PDF by LibreOffice, from the ODT that our own writer makes: tagged for assistive technology (PDF/UA-1, ISO 14289-1),
 * with the answer spaces as form fields. Its bytes hold a date and an identifier of LibreOffice's, so they differ from
 * run to run. */
#include "base/helpers.h"
#include "base/plugin.h"
#include "pdf-fields.h"

#include <string.h>

/* The helper "office" takes: the ending of the input, a NUL, the filter and its options (JSON, since LibreOffice 7.4),
 * a NUL, the document (jobs/jobs.h). */
static const char asked[] = "odt\0"
                            "pdf:writer_pdf_Export:{"
                            "\"PDFUACompliance\":{\"type\":\"boolean\",\"value\":\"true\"},"
                            "\"UseTaggedPDF\":{\"type\":\"boolean\",\"value\":\"true\"},"
                            "\"ExportFormFields\":{\"type\":\"boolean\",\"value\":\"true\"},"
                            "\"ExportBookmarks\":{\"type\":\"boolean\",\"value\":\"true\"}}";

/* What the helper gave must be what it was asked for. */
static bool is_pdf(const buffer *bytes)
{
    return bytes->size > 5 && memcmp(bytes->data, "%PDF-", 5) == 0;
}

static ard_status pdf_finish(task *t, const void *bytes, size_t size, ard_output *output)
{
    buffer request = BUFFER_EMPTY, reply = {.most = t->limits->output};
    unsigned ticket;
    buffer_add(&request, asked, sizeof asked);
    buffer_add(&request, bytes, size);
    ard_status status = request.failed ? report(t->log, NOWHERE, "pdf.memory", NULL)
                                       : helpers_ask(t->helpers, t->log, "office", request.data, request.size, &ticket);
    buffer_free(&request);
    if (status == ARD_OK)
        status = helpers_wait(t->helpers, t->log, ticket, &reply);
    if (status == ARD_OK && !is_pdf(&reply))
        status = report(t->log, NOWHERE, "pdf.broken", NULL);
    if (status == ARD_OK) {
        buffer whole = {.most = t->limits->output};
        pdf_place_fields(t, reply.data, reply.size, &whole);
        output_add(output, whole.data, whole.size);
        status = whole.failed ? report(t->log, NOWHERE, "pdf.memory", NULL) : output_status(output);
        buffer_free(&whole);
    }
    buffer_free(&reply);
    return status;
}

const ard_writer pdf_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "pdf",
              .aliases = "",
              .endings = ".pdf",
              .media_type = "application/pdf",
              .lacks = "word-spacing arc lines ruler braille speech",
              .help = "pdf.help"},
    .seconds = 300,
    .via = "odt",
    .finish = pdf_finish,
};
