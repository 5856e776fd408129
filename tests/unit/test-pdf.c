/* The PDF reader: PDFs that are written here, byte by byte, are read as a pool or a program reads them. */
#include "check.h"

#include "ardoise.h"
#include "base/buffer.h"

#include <stdbool.h>

/* A PDF with a page for each content stream, Helvetica as F1, Helvetica-Bold as F2. */
static void write_pdf(buffer *pdf, const char *const *streams, size_t count)
{
    size_t places[64], objects = 0;
    buffer_text(pdf, "%PDF-1.4\n");
    places[objects++] = pdf->size;
    buffer_format(pdf, "1 0 obj\n<</Type/Catalog/Pages 2 0 R/Lang(fr-FR)>>\nendobj\n");
    places[objects++] = pdf->size;
    buffer_text(pdf, "2 0 obj\n<</Type/Pages/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>/Kids[");
    for (size_t i = 0; i < count; i++)
        buffer_format(pdf, "%zu 0 R ", 5 + 2 * i);
    buffer_format(pdf, "]/Count %zu>>\nendobj\n", count);
    for (int i = 0; i < 2; i++) {
        places[objects++] = pdf->size;
        buffer_format(pdf,
                      "%d 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica%s/Encoding/WinAnsiEncoding>>\nendobj\n",
                      3 + i, i ? "-Bold" : "");
    }
    for (size_t i = 0; i < count; i++) {
        places[objects++] = pdf->size;
        buffer_format(pdf, "%zu 0 obj\n<</Type/Page/Parent 2 0 R/Contents %zu 0 R>>\nendobj\n", 5 + 2 * i, 6 + 2 * i);
        places[objects++] = pdf->size;
        buffer_format(pdf, "%zu 0 obj\n<</Length %zu>>\nstream\n%s\nendstream\nendobj\n", 6 + 2 * i, strlen(streams[i]),
                      streams[i]);
    }
    size_t start = pdf->size;
    buffer_format(pdf, "xref\n0 %zu\n0000000000 65535 f \n", objects + 1);
    for (size_t i = 0; i < objects; i++)
        buffer_format(pdf, "%010zu 00000 n \n", places[i]);
    buffer_format(pdf, "trailer\n<</Size %zu/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", objects + 1, start);
}

static bool collect(void *user, const void *bytes, size_t size)
{
    buffer_add(user, bytes, size);
    return true;
}

/* A conversion to native; `code` gets the first error's code. */
static char *read_pdf(const void *bytes, size_t size, const char **code)
{
    ard_context *context;
    ard_input *input;
    ard_output *output;
    buffer out = BUFFER_EMPTY;
    static char kept[64];
    size_t count;
    *code = NULL;
    CHECK(ard_context_new(&context) == ARD_OK);
    ard_context_set(context, "structure.infer", "no");
    CHECK(ard_input_new(&input, context, bytes, size, "fiche.pdf") == ARD_OK);
    CHECK(ard_output_new(&output, context, collect, &out) == ARD_OK);
    ard_status status = ard_convert(context, input, "pdf", "native", output);
    const ard_diag *diags = ard_context_diags(context, &count);
    for (size_t i = 0; status != ARD_OK && i < count; i++)
        if (diags[i].severity == ARD_ERROR && !*code) {
            snprintf(kept, sizeof kept, "%s", diags[i].code);
            *code = kept;
        }
    ard_output_free(output);
    ard_input_free(input);
    ard_context_free(context);
    char *begin = out.data ? strstr(out.data, "<body>") : NULL, *body = strdup(begin ? begin : "");
    buffer_free(&out);
    return body;
}

static char *read_pages(const char *const *streams, size_t count)
{
    buffer pdf = BUFFER_EMPTY;
    const char *code;
    write_pdf(&pdf, streams, count);
    char *body = read_pdf(pdf.data, pdf.size, &code);
    CHECK_TEXT(code, NULL);
    buffer_free(&pdf);
    return body;
}

#define CHECK_HAS(body, part) CHECK(strstr(body, part) != NULL)
#define TEXT(font, size, x, y, words) "BT /" font " " #size " Tf " #x " " #y " Td (" words ") Tj ET\n"

static void test_paragraphs(void)
{
    static const char *const page[] = {
        TEXT("F2", 12, 72, 760, "Exercice 1")
            TEXT("F1", 12, 72, 730, "Le vent du nord souffle sur la plaine et les arbres se courbent jus-")
                TEXT("F1", 12, 72, 716, "qu'au sol. Personne ne sort de la maison avant la fin de cette temp-")
                    TEXT("F1", 12, 72, 702, "\352te qui dure.") TEXT("F1", 12, 72, 660, "Un autre paragraphe.")};
    char *body = read_pages(page, 1);
    CHECK_HAS(body, "<p><strong>Exercice 1</strong></p>");
    CHECK_HAS(body, "courbent jusqu'au sol");
    CHECK_HAS(body, "cette temp\303\252te qui dure.</p>");
    CHECK_HAS(body, "<p>Un autre paragraphe.</p>");
    free(body);
}

static void test_refused(void)
{
    const char *code, *const empty[] = {"q Q"};
    buffer pdf = BUFFER_EMPTY;
    write_pdf(&pdf, empty, 1);
    free(read_pdf(pdf.data, pdf.size, &code));
    CHECK_TEXT(code, "pdf.empty");
    free(read_pdf(pdf.data, 60, &code));
    CHECK_TEXT(code, "pdf.damaged");
    for (size_t cut = 0; cut < 8; cut++) /* cut anywhere, it is read or refused */
        free(read_pdf(pdf.data, pdf.size * cut / 8, &code));
    buffer_free(&pdf);
}

int main(void)
{
    test_paragraphs();
    test_refused();
    return check_end();
}
