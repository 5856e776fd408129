/* The pass that puts typed formulas into the tree: over runs of text, up to what it must not cut. Each tree is read from
 * native, so it is shown as the golden cases are. */
#include "convert.h"
#include "structure/structure.h"

/* clang-format off */
static const char *const cases[][2] = {
    /* one run; what stands around stays text */
    {"Soit 2x + 1 = 7.", "Soit <math S=\"2x + 1 = 7\" T=\"0.94\"><mn>2</mn><mi>x</mi><mo>+</mo><mn>1</mn><mo>=</mo><mn>7</mn></math>."},
    /* raised and lowered runs, variables in italics */
    {"<em>x</em><sup>2</sup> − 1", "<math S=\"x² − 1\" T=\"0.97\"><msup><mi>x</mi><mn>2</mn></msup><mo>−</mo><mn>1</mn></math>"},
    {"u<sub>n</sub> = 3", "<math S=\"uₙ = 3\" T=\"0.93\"><msub><mi>u</mi><mi>n</mi></msub><mo>=</mo><mn>3</mn></math>"},
    {"e<sup>x</sup> &gt; 0", "<math T=\"0.95\"><msup><mi>e</mi><mi>x</mi></msup><mo>&gt;</mo><mn>0</mn></math>"},
    /* bold around it stays, bold that it goes through goes */
    {"<strong>A = 3 × 4</strong>", "<strong><math S=\"A = 3 × 4\" T=\"0.95\"><mi>A</mi><mo>=</mo><mn>3</mn><mo>×</mo><mn>4</mn></math></strong>"},
    /* what may be asked about is not cut, nor code and links */
    {"<u>3 + 4</u> = 7", "<u>3 + 4</u> = 7"},
    {"<code>x = 3 × 4</code>", "<code>x = 3 × 4</code>"},
    {"<a href=\"#a\">3 × 4 = 12</a>", "<a href=\"#a\">3 × 4 = 12</a>"},
    {"<mark>3 × 4</mark> = 12", "<mark>3 × 4</mark> = 12"},
    {"<mark>3 × 4</mark>", "<mark><math S=\"3 × 4\" T=\"0.85\"><mn>3</mn><mo>×</mo><mn>4</mn></math></mark>"},
    /* abbreviations, units, chemistry, formulas that are there */
    {"le 1<sup>er</sup>, XIX<sup>e</sup>, 5 cm<sup>2</sup>, H<sub>2</sub>O", "le 1<sup>er</sup>, XIX<sup>e</sup>, 5 cm<sup>2</sup>, H<sub>2</sub>O"},
    /* lines */
    {"A = 3 + 4<br/>= 7", "<math S=\"A = 3 + 4\" T=\"0.91\"><mi>A</mi><mo>=</mo><mn>3</mn><mo>+</mo><mn>4</mn></math><br/><math S=\"= 7\" T=\"0.72\"><mo>=</mo><mn>7</mn></math>"},
    {"Lundi 12/09/2024, 14:30 et/ou 06 12 34 56 78", "Lundi 12/09/2024, 14:30 et/ou 06 12 34 56 78"},
};
/* clang-format on */

/* A paragraph's content as native writes it, with short names; `*out` is emptied first. */
static void content_of(const char *native, buffer *out)
{
    static const char *const shorter[][2] = {{" xmlns=\"http://www.w3.org/1998/Math/MathML\"", ""},
                                             {"data-source", "S"},
                                             {"data-typed", "T"}};
    const char *begin = strstr(native, "<p>"), *end = begin ? strstr(begin, "</p>") : NULL;
    buffer_reset(out);
    for (const char *at = begin ? begin + 3 : ""; end && at < end;) {
        size_t i = 0, count = sizeof shorter / sizeof *shorter;
        while (i < count && strncmp(at, shorter[i][0], strlen(shorter[i][0])) != 0)
            i++;
        buffer_text(out, i < count ? shorter[i][1] : "");
        at += i < count ? strlen(shorter[i][0]) : 0;
        if (i == count)
            buffer_byte(out, *at++);
    }
}

/* Reads a page's body with the pass applied, and gives its first paragraph; the pass counts in `*count`. */
static void formulas_of(const char *body, buffer *out, size_t *count)
{
    report_log *log = report_new();
    ard_limits limits = ard_limits_default();
    buffer page = BUFFER_EMPTY, written = BUFFER_EMPTY;
    buffer_format(&page, "<!DOCTYPE html><html lang=\"fr\"><body><p>%s</p></body></html>", body);
    source in = {(const unsigned char *)buffer_string(&page), page.size, "essai"};
    task t = {.log = log, .limits = &limits, .data = ""};
    ard_document *document = lesson_new(&limits, log);
    CHECK(convert_read("html", &t, &in, document) == ARD_OK);
    lesson_tidy(document);
    *count = structure_formulas(document, log, 60);
    CHECK_TEXT(lesson_fault(document), NULL);
    CHECK(structure_formulas(document, log, 60) == 0); /* it finds nothing in what it made */
    CHECK(convert_write("native", &t, document, &written) == ARD_OK);
    content_of(buffer_string(&written), out);
    ard_document_free(document);
    report_free(log);
    buffer_free(&page);
    buffer_free(&written);
}

/* Many formulas, and many runs of one, in one paragraph. */
static void test_long(void)
{
    buffer body = BUFFER_EMPTY, out = BUFFER_EMPTY;
    size_t count;
    for (size_t i = 0; i < 3000; i++)
        buffer_text(&body, "<em>x</em><sup>2</sup> = 4 et 3 + 4 = 7, ");
    formulas_of(buffer_string(&body), &out, &count);
    CHECK(count == 6000);
    buffer_free(&body);
    buffer_free(&out);
}

int main(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer out = BUFFER_EMPTY;
        size_t count;
        formulas_of(cases[i][0], &out, &count);
        CHECK_TEXT(buffer_string(&out), cases[i][1]);
        CHECK((count == 0) == !strstr(cases[i][1], "<math"));
        buffer_free(&out);
    }
    test_long();
    return check_end();
}
