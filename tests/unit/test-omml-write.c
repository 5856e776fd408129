/* MathML to OMML: each object of ECMA-376 part 1, 22.1.2, as that section describes it; and the way back. */
#include "base/report.h"
#include "check.h"
#include "maths/mathml.h"
#include "maths/omml-write.h"
#include "trees.h"

#define NAMES                                                                                                          \
    " xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" "                                         \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"

typedef struct bench {
    ard_limits limits;
    report_log *log;
    arena *pool;
    ard_document *document;
} bench;

static bench bench_new(void)
{
    bench b = {.limits = {.memory = 64 << 20, .depth = 2000, .nodes = 1000000}};
    b.log = report_new();
    b.pool = arena_new(b.limits.memory);
    b.document = lesson_new(&b.limits, b.log);
    return b;
}

static void bench_free(bench *b)
{
    ard_document_free(b->document);
    arena_free(b->pool);
    report_free(b->log);
}

/* A formula from MathML without its math element. */
static ard_node *from_mathml(bench *b, const char *inside)
{
    buffer source = BUFFER_EMPTY;
    xml_node *root;
    buffer_format(&source, "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">%s</math>", inside);
    CHECK(xml_read(&root, b->pool, b->log, &b->limits, "f", source.data, source.size) == ARD_OK);
    ard_node *maths = mathml_read(b->document, b->log, root, "f");
    buffer_free(&source);
    return maths;
}

/* What OMML makes of a formula, read again. */
static ard_node *through_omml(bench *b, const ard_node *maths, unsigned *lost)
{
    buffer omml = BUFFER_EMPTY, source = BUFFER_EMPTY;
    xml_node *root;
    omml_write(maths, &omml, lost);
    CHECK(!omml.failed);
    CHECK(strncmp(buffer_string(&omml), "<m:oMath>", 9) == 0);
    buffer_format(&source, "<m:oMath%s%s", NAMES, buffer_string(&omml) + 9);
    ard_status status = xml_read(&root, b->pool, b->log, &b->limits, "f", source.data, source.size);
    CHECK(status == ARD_OK);
    if (status != ARD_OK)
        printf("  %s\n", source.data);
    ard_node *back = status == ARD_OK ? omml_read(b->document, b->log, root, "f") : NULL;
    buffer_free(&source);
    buffer_free(&omml);
    return back;
}

static const char *inside(const ard_node *maths, buffer *out)
{
    buffer whole = BUFFER_EMPTY;
    buffer_reset(out);
    if (maths)
        mathml_write(maths, "", &whole);
    const char *begin = strchr(buffer_string(&whole), '>'), *end = strstr(buffer_string(&whole), "</math>");
    if (begin && end)
        buffer_add(out, begin + 1, (size_t)(end - begin - 1));
    buffer_free(&whole);
    return buffer_string(out);
}

#define FENCE(form, sign) "<mo fence=\"true\" form=\"" form "\" stretchy=\"true\">" sign "</mo>"

/* MathML that comes back to the character. */
static const char *const identical[] = {
    "<mn>2</mn><mi>x</mi><mo>+</mo><mn>3,5</mn><mo>=</mo><mn>12\u00A0500</mn>",
    "<mn>2</mn><mo>,</mo><mn>3</mn>",
    "<mi>sin</mi><mi>cos</mi><mi mathvariant=\"normal\">e</mi><mi mathvariant=\"normal\">d</mi><mi>x</mi>",
    "<mi mathvariant=\"bold\">v</mi><mi mathvariant=\"double-struck\">R</mi><mi mathvariant=\"script\">C</mi>",
    "<mi mathvariant=\"fraktur\">g</mi><mi mathvariant=\"sans-serif\">A</mi><mi mathvariant=\"bold-italic\">u</mi>",
    "<mtext>si\u00A0</mtext><mi>x</mi><mtext>\u00A0est pair</mtext>",
    "<mi>a</mi><mspace width=\"1em\"/><mi>b</mi><mspace width=\"2em\"/><mi>c</mi><mspace width=\"0.167em\"/>"
    "<mi>d</mi><mspace width=\"0.222em\"/><mi>e</mi><mspace width=\"0.278em\"/><mi>f</mi>",
    "<mi>a</mi><mspace linebreak=\"newline\"/><mi>b</mi>",
    "<mfrac><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mn>2</mn></mfrac>",
    "<mfrac linethickness=\"0\"><mi>n</mi><mi>k</mi></mfrac>",
    "<mfrac bevelled=\"true\"><mn>1</mn><mn>2</mn></mfrac>",
    "<msup><mi>x</mi><mn>2</mn></msup><msub><mi>u</mi><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msub>"
    "<msubsup><mi>a</mi><mn>1</mn><mn>2</mn></msubsup>",
    "<msup><mrow/><mn>2</mn></msup>",
    "<msup><mrow><mo>(</mo><mi>a</mi><mo>+</mo><mi>b</mi><mo>)</mo></mrow><mn>2</mn></msup>",
    "<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>",
    "<msqrt><mn>2</mn></msqrt><msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt><mroot><mi>x</mi><mn>3</mn></mroot>",
    "<munderover><mo>∑</mo><mrow><mi>k</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>k</mi><mo>+</mo>"
    "<mn>1</mn>",
    "<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup><mi>f</mi><mi>x</mi><mo>∫</mo><mi>g</mi>",
    "<munder><mo>⋃</mo><mi>i</mi></munder><msub><mi>A</mi><mi>i</mi></msub><msup><mo>∏</mo><mi>n</mi></msup>",
    "<mi>sin</mi><mo>\u2061</mo><mi>x</mi>",
    "<munder><mi>lim</mi><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder><mo>\u2061</mo><mi>f</mi>",
    "<munder><mi>A</mi><mi>b</mi></munder><mover><mi>A</mi><mi>c</mi></mover>"
    "<munderover><mi>A</mi><mi>b</mi><mi>c</mi></munderover>",
    "<mover accent=\"true\"><mrow><mi>A</mi><mi>B</mi></mrow><mo>→</mo></mover><mover accent=\"true\"><mi>A</mi>"
    "<mo>^</mo></mover><mover accent=\"true\"><mi>z</mi><mo>¯</mo></mover>",
    "<mover><mi>z</mi><mo>¯</mo></mover><munder><mi>z</mi><mo>_</mo></munder>",
    "<munder><munder><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mo>⏟</mo></munder><mi>n</mi></munder>",
    "<mrow>" FENCE("prefix", "(") "<mfrac><mn>1</mn><mn>2</mn></mfrac>" FENCE("postfix", ")") "</mrow>",
    "<mrow>" FENCE("prefix", "]") "<mn>0</mn>" FENCE("postfix", "[") "</mrow>",
    "<mrow>" FENCE("prefix",
                   "{") "<mtable columnalign=\"left left\"><mtr><mtd><mi>x</mi></mtd><mtd><mi>y</mi></mtd></mtr>"
                        "<mtr><mtd><mi>z</mi></mtd><mtd><mn>1</mn></mtd></mtr></mtable></mrow>",
    "<mrow><mi>F</mi>" FENCE("postfix", "|") "</mrow>",
    "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd/></mtr></mtable>",
    "<mtable columnalign=\"left center right\"><mtr><mtd><mn>1</mn></mtd><mtd><mi>a</mi><mo>+</mo><mi>b</mi></mtd><mtd>"
    "<mn>3</mn></mtd></mtr></mtable>",
    "<mtable columnalign=\"right left\"><mtr><mtd><mi>a</mi></mtd><mtd><mo>=</mo><mi>b</mi></mtd></mtr><mtr><mtd/><mtd>"
    "<mo>=</mo><mi>c</mi></mtd></mtr></mtable>",
    "<mtable columnalign=\"left\"><mtr><mtd><mi>a</mi></mtd></mtr><mtr><mtd><mi>b</mi></mtd></mtr></mtable>",
    "<menclose notation=\"box\"><mi>a</mi></menclose><menclose notation=\"updiagonalstrike\"><mi>b</mi></menclose>"
    "<menclose notation=\"top right\"><mi>c</mi></menclose>",
    "<mphantom><mi>a</mi></mphantom>",
    "<mn>2</mn><mstyle mathcolor=\"#ff0000\"><mi>x</mi><mo>+</mo><mn>1</mn></mstyle><mo>=</mo><mn>3</mn>",
};

static void test_identical(void)
{
    buffer got = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof identical / sizeof *identical; i++) {
        bench b = bench_new();
        unsigned lost = 0;
        CHECK_TEXT(inside(through_omml(&b, from_mathml(&b, identical[i]), &lost), &got), identical[i]);
        CHECK(lost == 0);
        bench_free(&b);
    }
    buffer_free(&got);
}

/* What OMML has no word for is counted, and its characters are there. */
static void test_lost(void)
{
    static const struct {
        const char *mathml, *kept;
        unsigned lost;
    } cases[] = {
        {"<menclose notation=\"circle\"><mn>4</mn></menclose>", "<mn>4</mn>", 1},
        {"<mstack><mn>12</mn><msrow><mo>+</mo><mn>7</mn></msrow><msline/><mn>19</mn></mstack>",
         "<mtable columnalign=\"right\"><mtr><mtd><mn>12</mn></mtd></mtr><mtr><mtd><mo>+</mo><mn>7</mn></mtd></mtr><mtr>"
         "<mtd><mtext>―――</mtext></mtd></mtr><mtr><mtd><mn>19</mn></mtd></mtr></mtable>",
         1},
        {"<mtable frame=\"solid\"><mtr><mtd columnspan=\"2\"><mi>x</mi></mtd></mtr></mtable>",
         "<mtable><mtr><mtd><mi>x</mi></mtd></mtr></mtable>", 2},
    };
    buffer got = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bench b = bench_new();
        unsigned lost = 0;
        CHECK_TEXT(inside(through_omml(&b, from_mathml(&b, cases[i].mathml), &lost), &got), cases[i].kept);
        CHECK(lost == cases[i].lost);
        bench_free(&b);
    }
    buffer_free(&got);
}

/* Deep and wide formulas take no stack and linear time. */
static void test_large(void)
{
    enum { DEEP = 400, WIDE = 20000 };
    bench b = bench_new();
    ard_node *maths = node_new(b.document, MATHS, NOWHERE), *into = maths;
    for (int i = 0; i < DEEP; i++)
        into = node_append(into, node_new_mathml(b.document, i % 2 ? "msqrt" : "mrow", NOWHERE));
    for (int i = 0; i < WIDE; i++) {
        ard_node *sign = node_append(into, node_new_mathml(b.document, "mo", NOWHERE));
        node_append_text(b.document, sign, i % 2 ? "(" : "∑", i % 2 ? 1 : 3, NOWHERE);
    }
    buffer omml = BUFFER_EMPTY;
    omml_write(maths, &omml, NULL);
    CHECK(!omml.failed && omml.size > WIDE);
    buffer_free(&omml);
    bench_free(&b);
}

int main(void)
{
    test_lost();
    test_large();
    test_identical();
    return check_end();
}
