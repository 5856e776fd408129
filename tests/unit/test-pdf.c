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
    return body ? body : strdup(""); /* what is looked for in it fails, and no more */
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

/* Replaces the first `from` by `to`, which is as long. */
static void change(buffer *pdf, const char *from, const char *to)
{
    char *at = memmem(pdf->data, pdf->size, from, strlen(from));
    CHECK(at && strlen(from) == strlen(to));
    if (at)
        memcpy(at, to, strlen(to));
}

static const char *refusal(const buffer *pdf)
{
    const char *code;
    free(read_pdf(pdf->data, pdf->size, &code));
    return code;
}

/* A page that is a picture, one that has nothing, one that asks for a password, one that is none. */
static void test_refused(void)
{
    static const char *const scan[] = {"q 595 0 0 842 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID 0a9b EI Q"};
    static const char *const empty[] = {"q Q"};
    buffer pdf = BUFFER_EMPTY;
    write_pdf(&pdf, scan, 1);
    CHECK_TEXT(refusal(&pdf), "pdf.scan");
    buffer_reset(&pdf);
    write_pdf(&pdf, empty, 1);
    CHECK_TEXT(refusal(&pdf), "pdf.empty");
    char *trailer = strstr(pdf.data, "/Root 1 0 R>>");
    buffer locked = BUFFER_EMPTY;
    buffer_add(&locked, pdf.data, (size_t)(trailer - pdf.data));
    buffer_text(&locked,
                "/Root 1 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
                "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d"
                "1e1f>/U<000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f>>>");
    buffer_text(&locked, trailer + strlen("/Root 1 0 R"));
    CHECK_TEXT(refusal(&locked), "pdf.locked");
    pdf.size = 60;
    CHECK_TEXT(refusal(&pdf), "pdf.damaged");
    buffer_free(&locked);
    buffer_free(&pdf);
}

/* Cut at twenty places, and with a page that is its own parent, each case is read or refused. */
static void test_damaged(void)
{
    static const char *const cases[] = {"answers", "columns", "form", "tables", "tagged"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[64];
        char bytes[8192];
        snprintf(path, sizeof path, "tests/golden/pdf-%s.in.pdf", cases[i]);
        FILE *file = fopen(path, "rb");
        CHECK(file != NULL);
        if (!file)
            continue;
        size_t size = fread(bytes, 1, sizeof bytes, file);
        fclose(file);
        for (size_t part = 1; part <= 20; part++) {
            const char *code;
            free(read_pdf(bytes, size * part / 20, &code));
            CHECK(!code || strcmp(code, "pdf.damaged") == 0 || strcmp(code, "pdf.empty") == 0);
        }
    }
    static const char *const page[] = {TEXT("F1", 12, 72, 700, "Une page.")};
    buffer pdf = BUFFER_EMPTY;
    write_pdf(&pdf, page, 1);
    change(&pdf, "/Kids[5 0 R", "/Kids[2 0 R");
    CHECK(refusal(&pdf) != NULL);
    buffer_free(&pdf);
}

/* Lines to write on, alone and in a line; an underline is none; running heads once; page numbers that count on. */
static void test_pages(void)
{
    static const char *const pages[] = {TEXT("F1", 10, 72, 800, "Cahier de vacances") TEXT("F1", 10, 290, 40, "7")
                                            TEXT("F1", 12, 72, 700, "Nom :") "110 698 m 250 698 l S\n" TEXT(
                                                "F1", 12, 72, 650,
                                                "Un mot") "72 648 m 108 648 l S\n"
                                                          "72 600 m 500 600 l S\n72 575 m 500 575 l S\n",
                                        TEXT("F1", 10, 72, 800, "Cahier de vacances") TEXT("F1", 10, 290, 40, "8")
                                            TEXT("F1", 12, 72, 700, "La suite.")};
    char *body = read_pages(pages, 2);
    CHECK_HAS(body, "<aside data-part=\"header\">\n<p>Cahier de vacances</p>\n</aside>");
    const char *head = strstr(body, "Cahier");
    CHECK(head && strstr(head + 1, "Cahier") == NULL);
    CHECK_HAS(body, "<div data-ard=\"page\" title=\"7\"></div>");
    CHECK_HAS(body, "<div data-ard=\"page\" title=\"8\"></div>\n<p>La suite.</p>");
    CHECK_HAS(body, "<p>Nom : <span data-ard=\"answer\"");
    CHECK_HAS(body, "<p><u>Un mot</u></p>");
    size_t alone = 0;
    for (const char *at = body; (at = strstr(at, "<p><span data-ard=\"answer\"")) != NULL; at++)
        alone++;
    CHECK(alone == 2);
    free(body);
}

int main(void)
{
    test_paragraphs();
    test_pages();
    test_damaged();
    test_refused();
    return check_end();
}
