/* OpenDocument text from a stranger, as a flat file; and the way there and back: what was read is written as a package,
 * which, read again, must give the same lesson. */
#include "fuzz.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

static bool keep(void *user, const void *bytes, size_t size)
{
    buffer_add(user, bytes, size);
    return true;
}

/* Writes a document as a format into `out`; false where a limit was reached. */
static bool write_as(ard_context *context, const ard_document *document, const char *format, buffer *out)
{
    ard_output *output = NULL;
    bool whole = ard_output_new(&output, context, keep, out) == ARD_OK &&
                 ard_write(context, document, format, output) == ARD_OK && ard_output_commit(output) == ARD_OK;
    ard_output_free(output);
    return whole && !out->failed;
}

/* Reads what was written as ODT, and compares. */
static void compare(ard_context *context, const buffer *package, const buffer *native)
{
    ard_input *input = NULL;
    ard_document *document = NULL;
    buffer again = BUFFER_EMPTY;
    if (ard_input_new(&input, context, package->data, package->size, "") == ARD_OK &&
        ard_read(&document, context, input, "odt") == ARD_OK && write_as(context, document, "native", &again) &&
        (again.size != native->size || memcmp(again.data, native->data, again.size) != 0))
        abort();
    ard_document_free(document);
    ard_input_free(input);
    buffer_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ard_limits limits = fuzz_limits();
    ard_context *context = NULL;
    ard_input *input = NULL;
    ard_document *document = NULL;
    buffer native = BUFFER_EMPTY, package = BUFFER_EMPTY;
    if (ard_context_new(&context) != ARD_OK)
        return 0;
    ard_context_limits(context, &limits);
    ard_context_data(context, "dictionaries");
    if (ard_input_new(&input, context, data, size, "") == ARD_OK &&
        ard_read(&document, context, input, "odt") == ARD_OK && write_as(context, document, "native", &native) &&
        write_as(context, document, "odt", &package))
        compare(context, &package, &native);
    ard_document_free(document);
    ard_input_free(input);
    ard_context_free(context);
    buffer_free(&native);
    buffer_free(&package);
    return 0;
}
