/* The parts of an EPUB from a stranger: the input is its package document, then, each after a line "%%", two pages, a
 * navigation document and a media overlay. They are packed here, so that a change of a byte is not only a wrong checksum. What
 * is read is written as EPUB again, and that is read. */
#include "fuzz.h"

#include "source/archive.h"

#include <string.h>

static const char container[] =
    "<container version='1.0' xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile "
    "full-path='p/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";

/* Packs the pieces of the input as the parts they stand for. */
static bool pack(buffer *package, report_log *log, const uint8_t *data, size_t size)
{
    static const char *const names[] = {"p/book.opf", "p/one.xhtml", "p/two.xhtml", "p/nav.xhtml", "p/one.smil"};
    archive_writer *w = archive_new();
    archive_add(w, "mimetype", "application/epub+zip", 20, true);
    archive_add(w, "META-INF/container.xml", container, sizeof container - 1, true);
    for (size_t i = 0; i < sizeof names / sizeof names[0] && size; i++) {
        const uint8_t *mark = memmem(data, size, "\n%%\n", 4);
        size_t length = mark ? (size_t)(mark - data) : size;
        archive_add(w, names[i], data, length, true);
        size -= mark ? length + 4 : size;
        data = mark ? mark + 4 : data;
    }
    bool whole = archive_finish(w, log, package) == ARD_OK;
    archive_writer_free(w);
    return whole;
}

static bool keep(void *user, const void *bytes, size_t size)
{
    buffer_add(user, bytes, size);
    return !((buffer *)user)->failed;
}

/* Reads a package and adds what the EPUB writer makes of it to `out`. */
static void convert(const buffer *package, buffer *out)
{
    ard_limits limits = fuzz_limits();
    ard_context *context = NULL;
    ard_input *input = NULL;
    ard_output *output = NULL;
    ard_document *document = NULL;
    if (ard_context_new(&context) != ARD_OK)
        return;
    ard_context_limits(context, &limits);
    ard_context_data(context, "dictionaries");
    if (ard_input_new(&input, context, package->data, package->size, "") == ARD_OK &&
        ard_read(&document, context, input, "epub") == ARD_OK &&
        ard_output_new(&output, context, keep, out) == ARD_OK && ard_apply(context, document, "epub") == ARD_OK &&
        ard_write(context, document, "epub", output) == ARD_OK)
        (void)ard_output_commit(output);
    ard_output_free(output);
    ard_document_free(document);
    ard_input_free(input);
    ard_context_free(context);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    report_log *log = report_new();
    buffer package = BUFFER_EMPTY, again = BUFFER_EMPTY, last = BUFFER_EMPTY;
    if (pack(&package, log, data, size))
        convert(&package, &again);
    if (again.size)
        convert(&again, &last);
    buffer_free(&package);
    buffer_free(&again);
    buffer_free(&last);
    report_free(log);
    return 0;
}
