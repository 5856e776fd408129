/* The helper "pdf": says what stands on the pages of a PDF, or draws parts of them. */
#include "library.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEADLINE = 50, /* seconds */
    PAGES_MOST = 2000,
    GLYPHS_MOST = 10000000
};

static ard_status warm(report_log *log)
{
    return pdf_library_open() ? ARD_OK : report(log, NOWHERE, "pdf.library", NULL);
}

/* The value of a name of the catalogue, "/Lang(fr-FR)", which poppler does not tell: the first that stands in the file
 * uncompressed; "" where none does. */
static void find_language(const char *bytes, size_t size, char *language, size_t room)
{
    static const char name[] = "/Lang";
    const char *at = memmem(bytes, size, name, sizeof name - 1), *end = bytes + size;
    size_t length = 0;
    *language = '\0';
    if (!at)
        return;
    for (at += sizeof name - 1; at < end && strchr(" \r\n", *at); at++)
        continue;
    if (at == end || *at++ != '(')
        return;
    while (at + length < end && length < room - 1 && (strchr("-_", at[length]) || (at[length] | 0x20) > 0x5F))
        length++;
    memcpy(language, at, length);
    language[length] = '\0';
}

static void write_facts(buffer *out, PopplerDocument *document, const buffer *request)
{
    char language[16];
    GDateTime *date = pdf_lib.poppler_document_get_creation_date_time(document);
    pdf_write_own(out, pdf_lib.poppler_document_get_title(document));
    pdf_write_own(out, pdf_lib.poppler_document_get_author(document));
    pdf_write_own(out, pdf_lib.poppler_document_get_subject(document));
    pdf_write_own(out, pdf_lib.poppler_document_get_keywords(document));
    pdf_write_own(out, date ? pdf_lib.g_date_time_format(date, "%Y-%m-%dT%H:%M:%S%:z") : NULL);
    find_language(request->data, request->size, language, sizeof language);
    pdf_wire_string(out, language);
    if (date)
        pdf_lib.g_date_time_unref(date);
}

static void write_page(description *d, PopplerDocument *document, uint32_t number, float *height)
{
    PopplerPage *page = pdf_lib.poppler_document_get_page(document, (int)number);
    double wide = 0, high = 0;
    if (!page) { /* a page that is broken is empty */
        for (int i = 0; i < 8; i++)
            pdf_wire_number(d->out, 0);
        buffer_byte(d->out, '\0');
        return;
    }
    pdf_lib.poppler_page_get_size(page, &wide, &high);
    pdf_wire_length(d->out, wide);
    pdf_wire_length(d->out, high);
    pdf_write_own(d->out, pdf_lib.poppler_page_get_label(page));
    d->lengths[number] = pdf_write_text(d, page);
    d->glyphs += d->lengths[number];
    pdf_write_drawings(d, page, wide, high);
    pdf_write_links(d->out, document, page, high);
    pdf_write_fields(d->out, page, high);
    *height = (float)high;
    pdf_lib.g_object_unref(page);
}

/* Says all that pdf_file holds. */
static ard_status describe(PopplerDocument *document, const buffer *request, buffer *reply)
{
    uint32_t pages = (uint32_t)pdf_lib.poppler_document_get_n_pages(document);
    buffer body = {.most = reply->most};
    description d = {.out = &body, .lengths = memory_new(pages + 1, sizeof *d.lengths)};
    float *heights = memory_new(pages + 1, sizeof *heights);
    bool fits = pages <= PAGES_MOST && d.lengths && heights;
    pdf_write_first_look(&d);
    pdf_wire_number(&body, pages);
    for (uint32_t i = 0; fits && i < pages; i++) {
        write_page(&d, document, i, &heights[i]);
        fits = d.glyphs <= GLYPHS_MOST && !body.failed;
    }
    PopplerStructureElementIter *root = fits ? pdf_lib.poppler_structure_element_iter_new(document) : NULL;
    bool tagged = root != NULL, read = fits && pdf_write_structure(&d, root, heights, pages);
    pdf_write_outline(&body, document);
    pdf_wire_number(reply, fits ? PDF_SAID : PDF_TOO_LARGE);
    write_facts(reply, document, request);
    pdf_wire_number(reply, tagged && read);
    pdf_wire_number(reply, tagged && !read);
    pdf_wire_number(reply, d.look_count);
    buffer_add(reply, d.looks.data, d.looks.size);
    buffer_add(reply, body.data, body.size);
    reply->failed |= body.failed || d.looks.failed || d.pictures.failed;
    pdf_free_looks(&d);
    free(d.lengths);
    free(heights);
    buffer_free(&body);
    return ARD_OK;
}

static ard_status draw(PopplerDocument *document, pdf_wire_in *in, uint32_t count, buffer *reply)
{
    pdf_wire_number(reply, PDF_SAID);
    for (uint32_t i = 0; i < count && !in->failed; i++) {
        uint32_t page = pdf_wire_take_number(in);
        pdf_box box = pdf_wire_take_box(in);
        pdf_draw_region(document, page, box, reply);
    }
    return ARD_OK;
}

/* Where the document begins in a request. */
static size_t document_place(pdf_wire_in in, uint32_t what, uint32_t count)
{
    return what == PDF_ASK_REGIONS ? 8 + (size_t)count * 20 : in.failed ? 0 : 4;
}

static ard_status run(report_log *log, int folder, const buffer *request, buffer *reply)
{
    enum { ENCRYPTED = POPPLER_ERROR_ENCRYPTED };
    pdf_wire_in in = {request->data, request->data + request->size, NULL, false};
    uint32_t what = pdf_wire_take_number(&in), count = what == PDF_ASK_REGIONS ? pdf_wire_take_number(&in) : 0;
    size_t at = document_place(in, what, count);
    GError *error = NULL;
    (void)folder;
    if (!pdf_lib.whole)
        return report(log, NOWHERE, "pdf.library", NULL);
    if (at > request->size)
        at = request->size;
    GBytes *bytes = pdf_lib.g_bytes_new_static(request->data + at, request->size - at);
    PopplerDocument *document = pdf_lib.poppler_document_new_from_bytes(bytes, NULL, &error);
    ard_status status = ARD_OK;
    if (!document)
        pdf_wire_number(reply, error && error->domain == pdf_lib.poppler_error_quark() && error->code == ENCRYPTED
                                   ? PDF_LOCKED
                                   : PDF_DAMAGED);
    else if (what == PDF_ASK_REGIONS)
        status = draw(document, &in, count, reply);
    else
        status = describe(document, request, reply);
    if (error)
        pdf_lib.g_error_free(error);
    if (document)
        pdf_lib.g_object_unref(document);
    pdf_lib.g_bytes_unref(bytes);
    return status;
}

/* What poppler reads besides: tables of Asian characters, and fonts where a PDF brings none along. */
static bool reads(unsigned number, buffer *path)
{
    static const char *const folders[] = {"/usr/share/poppler", "/usr/share/fonts", "/usr/share/fontconfig",
                                          "/etc/fonts", "/var/cache/fontconfig"};
    if (number >= sizeof folders / sizeof *folders)
        return false;
    buffer_text(path, folders[number]);
    return true;
}

const helper pdf_helper = {
    .name = "pdf", .caches = true, .seconds = DEADLINE, .warm = warm, .run = run, .reads = reads};
