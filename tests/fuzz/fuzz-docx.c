/* The parts of a Word document from a stranger: the input is its document.xml, then, each after a line "%%", its
 * styles.xml, numbering.xml and footnotes.xml. They are packed here, so that a change of a byte is not only a wrong
 * checksum. */
#include "fuzz.h"

#include "source/archive.h"

#include <string.h>

static const char types[] =
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
    "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
    "<Default Extension='xml' ContentType='application/xml'/><Override PartName='/word/document.xml' "
    "ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATION(id, type, target) "<Relationship Id='" id "' Type='" OFFICE "/" type "' Target='" target "'/>"
#define RELATIONS(inside)                                                                                              \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" inside "</Relationships>"

static const char package_relations[] = RELATIONS(RELATION("r1", "officeDocument", "word/document.xml"));
static const char document_relations[] =
    RELATIONS(RELATION("r1", "styles", "styles.xml") RELATION("r2", "numbering", "numbering.xml")
                  RELATION("r3", "footnotes", "footnotes.xml"));

static bool take(void *user, const void *bytes, size_t size)
{
    (void)bytes;
    *(size_t *)user += size;
    return true;
}

/* Packs the pieces of the input as the parts they stand for. */
static bool pack(buffer *package, report_log *log, const uint8_t *data, size_t size)
{
    static const char *const names[] = {"word/document.xml", "word/styles.xml", "word/numbering.xml",
                                        "word/footnotes.xml"};
    archive_writer *w = archive_new();
    archive_add(w, "[Content_Types].xml", types, sizeof types - 1, true);
    archive_add(w, "_rels/.rels", package_relations, sizeof package_relations - 1, true);
    archive_add(w, "word/_rels/document.xml.rels", document_relations, sizeof document_relations - 1, true);
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ard_limits limits = fuzz_limits();
    report_log *log = report_new();
    buffer package = BUFFER_EMPTY;
    ard_context *context = NULL;
    ard_input *input = NULL;
    ard_output *output = NULL;
    ard_document *document = NULL;
    size_t written = 0;
    if (pack(&package, log, data, size) && ard_context_new(&context) == ARD_OK) {
        ard_context_limits(context, &limits);
        ard_context_data(context, "dictionaries");
        if (ard_input_new(&input, context, package.data, package.size, "") == ARD_OK &&
            ard_read(&document, context, input, "docx") == ARD_OK &&
            ard_output_new(&output, context, take, &written) == ARD_OK &&
            ard_apply(context, document, "native") == ARD_OK)
            (void)ard_write(context, document, "native", output);
        ard_output_free(output);
        ard_document_free(document);
        ard_input_free(input);
        ard_context_free(context);
    }
    buffer_free(&package);
    report_free(log);
    return 0;
}
