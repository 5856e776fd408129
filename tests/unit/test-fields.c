/* Fields in ODT, DOCX and PDF: a lesson comes back as it was, answers change what they must and nothing else, and a field of
 * a PDF stands in its sentence in the tags. */
#include "convert.h"
#include "lesson/field-carry.h"
#include "writers/pdf-fields.h"

/* ---- There and back ---------------------------------------------------------------------------------------------- */

static const char head[] =
    "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" "
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\" data-ard=\"native\" lang=\"fr\">\n<head>\n<meta charset=\"utf-8\"/>\n"
    "<title>Champs</title>\n</head>\n<body>\n";

static void check_returns(const char *form, const char *body)
{
    buffer native = BUFFER_EMPTY;
    buffer_format(&native, "%s%s</body>\n</html>\n", head, body);
    conversion there = convert_bytes("native", form, native.data, native.size);
    CHECK(there.status == ARD_OK);
    conversion back = convert_bytes(form, "native", there.out.data, there.out.size);
    CHECK(back.status == ARD_OK);
    CHECK_TEXT(buffer_string(&back.out), native.data);
    convert_end(&there);
    convert_end(&back);
    buffer_free(&native);
}

static const char *const bodies[] = {
    /* a text, with the dots of the source; a number that was answered; what the source shows in words */
    "<p>Le chat boit du <span data-ard=\"answer\" aria-label=\"Le chat boit du …\" data-field=\"text\" "
    "data-size=\"12\">………</span> et <span data-ard=\"answer\" aria-label=\"a &amp; b &lt; c\" data-answer=\"4,5 %\" "
    "data-field=\"number\"></span> <span data-ard=\"answer\" data-field=\"text\">Écris ici</span>.</p>\n",
    /* several lines: the answer's, and the source's */
    "<p><span data-ard=\"answer\" data-answer=\"Un jour,&#10;il plut.\" data-field=\"lines\" "
    "data-lines=\"4\">______<br/>______</span></p>\n<p>Puis <span data-ard=\"answer\" data-field=\"lines\"></span> et "
    "<span data-ard=\"answer\" data-field=\"more\">…………</span>.</p>\n",
    /* choices: none yet, one, and words that are none of them */
    "<p><span data-ard=\"answer\" data-choices=\"est&#10;et\" data-field=\"choice\"></span> <span data-ard=\"answer\" "
    "data-answer=\"et\" data-choices=\"est&#10;et\" data-field=\"choice\">est</span> <span data-ard=\"answer\" "
    "data-choices=\"a&#10;b\" data-field=\"choice\">Choisis.</span></p>\n",
    /* boxes, of any number and of one of a group, in a list and in emphasis */
    "<ul>\n<li>\n<p><strong><span data-ard=\"check\" aria-checked=\"false\" data-field=\"check\"></span> oui</strong></p>\n"
    "</li>\n</ul>\n<p><span data-ard=\"check\" aria-checked=\"true\" data-answer=\"false\" data-field=\"radio\" "
    "data-group=\"q1\"></span> a <span data-ard=\"check\" aria-checked=\"false\" data-answer=\"true\" data-field=\"radio\" "
    "data-group=\"q1\"></span> b</p>\n",
    /* spaces on paper, and in large boxes */
    "<p>Ici <span data-ard=\"answer\" data-box=\"large\" data-lines=\"2\" data-size=\"9\">………</span>, là <span "
    "data-ard=\"answer\" data-size=\"5\">.....</span> <span data-ard=\"check\" aria-checked=\"false\"></span>.</p>\n",
    /* emphasis, and what a field cannot hold: that is a space to write on */
    "<p><span data-ard=\"answer\" data-field=\"text\">Écris <em lang=\"en\">here<br/></em>.</span> <span "
    "data-ard=\"answer\" data-field=\"text\"><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi></math></span>"
    "</p>\n",
};

static void lessons_return(void)
{
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        check_returns("odt", bodies[i]);
        check_returns("docx", bodies[i]);
    }
}

/* ---- Answers ------------------------------------------------------------------------------------------------------ */

static void answers_are_kept(void)
{
    report_log *log = report_new();
    ard_limits limits = ard_limits_default();
    ard_document *d = lesson_new(&limits, log);
    ard_node *node = field_restore(d, "answer?data-field=text&#text=Cliquez%20ici", NOWHERE);
    CHECK(kind_is(node, ANSWER) && node->first && !field_restore(d, "Nom", NOWHERE));
    field_answer(d, node, "Cliquez ici\n"); /* what stood there already is no answer */
    CHECK(!node_attribute(node, "data-answer"));
    field_answer(d, node, "un\r\ndeux\r\n");
    CHECK_TEXT(node_attribute(node, "data-answer"), "un\ndeux");
    field_answer(d, node, "Cliquez ici"); /* taken back */
    CHECK(!node_attribute(node, "data-answer"));
    field_answer(d, node, "");
    CHECK_TEXT(node_attribute(node, "data-answer"), "");
    node = field_restore(d, "check?aria-checked=true", NOWHERE);
    field_tick(d, node, true);
    CHECK(!node_attribute(node, "data-answer"));
    field_tick(d, node, false);
    CHECK_TEXT(node_attribute(node, "data-answer"), "false");
    field_tick(d, node, true);
    CHECK(!node_attribute(node, "data-answer"));
    ard_document_free(d);
    report_free(log);
}

/* ---- PDF ---------------------------------------------------------------------------------------------------------- */

/* The objects of a page as LibreOffice 7.4 writes it: a paragraph with a link that marks a field's place, the field painted
 * last, its Form element at the end of the document. */
static const char *const objects[] = {
    "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R/AcroForm<</Fields[10 0 R]/DR 13 0 R/NeedAppearances true>>>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/Annots[10 0 R 9 0 R]/Tabs(S)/StructParents 0>>",
    "<</Type/StructTreeRoot/ParentTree 12 0 R/K[5 0 R]>>",
    "<</Type/StructElem/S/Document/P 4 0 R/K[6 0 R 8 0 R]>>",
    "<</Type/StructElem/S/P/P 5 0 R/Pg 3 0 R/K[0 7 0 R 2]>>",
    "<</Type/StructElem/S/Link/P 6 0 R/Pg 3 0 R/A 14 0 R/K[1 11 0 R]>>",
    "<</Type/StructElem/S/Form/P 5 0 R/Pg 3 0 R/K[3]>>",
    "<</Type/Annot/Subtype/Link/A<</Type/Action/S/URI/URI(urn:x-ardoise:field:1)>>/StructParent 1>>",
    "<</Type/Annot/Subtype/Widget/FT/Tx/P 3 0 R/T(\\311t#C3#A9 \\(1\\))/TU<FEFF0031007C00C90074>>>",
    "<</Type/OBJR/Obj 9 0 R>>",
    "<</Nums[\n0 [6 0 R 7 0 R 6 0 R 8 0 R]\n1 7 0 R\n]>>",
    "<</Font<</F1 14 0 R>>>>",
    "<</O/Layout>>",
};

static void add_pdf(buffer *pdf, bool table)
{
    enum { COUNT = sizeof objects / sizeof *objects };
    size_t places[COUNT];
    buffer_text(pdf, "%PDF-1.6\n");
    for (size_t i = 0; i < COUNT; i++) {
        places[i] = pdf->size;
        buffer_format(pdf, "%zu 0 obj\n%s\nendobj\n\n", i + 1, objects[i]);
    }
    size_t start = pdf->size;
    buffer_format(pdf, "xref\n0 %d\n0000000000 65535 f \n", COUNT + 1);
    for (size_t i = 0; i < COUNT; i++)
        buffer_format(pdf, "%010zu 00000 n \n", places[i]);
    buffer_format(pdf, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", COUNT + 1, table ? start : 9);
}

/* What an object is in the update; the caller frees it. */
static char *updated(const buffer *pdf, size_t from, int number)
{
    buffer start = BUFFER_EMPTY;
    buffer_format(&start, "\n%d 0 obj\n", number);
    const char *at = strstr(buffer_string(pdf) + from, start.data), *end = at ? strstr(at, "\nendobj") : NULL;
    char *text = end ? strndup(at + start.size, (size_t)(end - at) - start.size) : strdup("");
    for (char *c = text; *c; c++)
        *c = *c == '\n' ? ' ' : *c;
    buffer_free(&start);
    return text;
}

static void check_updated(const buffer *pdf, size_t from, int number, const char *wanted)
{
    char *is = updated(pdf, from, number);
    CHECK_TEXT(is, wanted);
    free(is);
}

static void fields_stand_in_their_sentence(void)
{
    report_log *log = report_new();
    ard_limits limits = ard_limits_default();
    task t = {.log = log, .limits = &limits, .data = ""};
    buffer pdf = BUFFER_EMPTY, out = BUFFER_EMPTY;
    add_pdf(&pdf, true);
    pdf_place_fields(&t, pdf.data, pdf.size, &out);
    CHECK(out.size > pdf.size && memcmp(out.data, pdf.data, pdf.size) == 0); /* an update: nothing before it changes */
    size_t from = pdf.size - 1;
    check_updated(&out, from, 3, "<</Type /Page /Parent 2 0 R /Annots [10 0 R ] /Tabs /S /StructParents 0 >>");
    check_updated(&out, from, 5, "<</Type /StructElem /S /Document /P 4 0 R /K [6 0 R ] >>");
    check_updated(&out, from, 7,
                  "<</Type /StructElem /S /Span /P 6 0 R /Pg 3 0 R /K [1 8 0 R <</Type/MCR/Pg 3 0 R/MCID 3>>] >>");
    check_updated(&out, from, 8, "<</Type /StructElem /S /Form /P 7 0 R /Pg 3 0 R /K [11 0 R] >>");
    check_updated(&out, from, 11, "<</Type /OBJR /Obj 10 0 R /Pg 3 0 R >>");
    check_updated(&out, from, 12, "<</Nums[ 0 [6 0 R 7 0 R 6 0 R 7 0 R ] 1 8 0 R  ]>>");
    CHECK(strstr(out.data + from, "/TU <FEFF00C90074>") && strstr(out.data + from, "/StructParent 1"));
    CHECK(strstr(out.data + from, "/ZaDb 15 0 R"));
    buffer_reset(&out);
    buffer_reset(&pdf);
    add_pdf(&pdf, false); /* a table that is not where it should be: the file as it is, and that is said */
    pdf_place_fields(&t, pdf.data, pdf.size, &out);
    CHECK(out.size == pdf.size && memcmp(out.data, pdf.data, pdf.size) == 0);
    for (size_t size = 0; size < pdf.size; size += 7) { /* cut files do no harm */
        buffer_reset(&out);
        char *part = malloc(size + 1);
        memcpy(part, pdf.data, size);
        pdf_place_fields(&t, part, size, &out);
        CHECK(out.size == size);
        free(part);
    }
    buffer_free(&pdf);
    buffer_free(&out);
    report_free(log);
}

int main(void)
{
    lessons_return();
    answers_are_kept();
    fields_stand_in_their_sentence();
    return check_end();
}
