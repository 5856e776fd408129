/* engine/maths/: MathML into the tree and out of it, and formulas on one line. */
#include "check.h"

#include "maths/mathml.h"

static const ard_limits limits = {1 << 24, 1 << 24, 1 << 24, 1 << 26, 100, 200, 200, 10000, 10};

/* Reads a formula and gives it back as MathML (prefix "", without the namespace) and on one line. */
static void check_formula(const char *source, const char *mathml, const char *line, const char *code)
{
    static const char begin[] = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"";
    report_log *log = report_new();
    arena *pool = arena_new(1 << 22);
    ard_document *document = lesson_new(&limits, log);
    buffer text = BUFFER_EMPTY, out = BUFFER_EMPTY;
    xml_node *root;
    size_t count;
    buffer_format(&text, "<math xmlns='http://www.w3.org/1998/Math/MathML'%s", source);
    CHECK(xml_read(&root, pool, log, &limits, NULL, text.data, text.size) == ARD_OK);
    ard_node *maths = root ? mathml_read(document, log, root, "p") : NULL;
    CHECK(maths != NULL);
    if (maths) {
        mathml_write(maths, "", &out);
        CHECK(strncmp(buffer_string(&out), begin, sizeof begin - 1) == 0);
        if (mathml)
            CHECK_TEXT(buffer_string(&out) + sizeof begin - 1, mathml);
        buffer_reset(&out);
        mathml_linear(maths, &out);
        if (line)
            CHECK_TEXT(buffer_string(&out), line);
    }
    const ard_diag *diags = report_diags(log, &count);
    CHECK_TEXT(count ? diags[0].code : "", code);
    buffer_free(&text);
    buffer_free(&out);
    ard_document_free(document);
    arena_free(pool);
    report_free(log);
}

static void test_reading(void)
{
    check_formula("><mi>x</mi></math>", "><mi>x</mi></math>", "x", "");
    check_formula(" display='block' class='c' alttext='a'><mi> x\n y </mi></math>",
                  " alttext=\"a\" display=\"block\"><mi>x y</mi></math>", "x y", "");
    /* mfenced, MathML 3, 3.3.8 */
    check_formula("><mfenced open='[' separators=';'><mi>a</mi><mi>b</mi><mn>3</mn></mfenced></math>",
                  "><mrow><mo>[</mo><mi>a</mi><mo>;</mo><mi>b</mi><mo>;</mo><mn>3</mn><mo>)</mo></mrow></math>",
                  "[a; b; 3)", "");
    check_formula("><mfenced><mi>a</mi></mfenced></math>", "><mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow></math>", "(a)",
                  "");
    /* semantics, 5.1: the presentation counts, wherever it stands */
    check_formula(
        "><semantics><mrow><mi>x</mi></mrow><annotation encoding='application/x-tex'>x</annotation></semantics></math>",
        "><mrow><mi>x</mi></mrow></math>", "x", "");
    check_formula("><semantics><apply><ci>x</ci></apply><annotation-xml encoding='MathML-Presentation'><mi>y</mi>"
                  "</annotation-xml></semantics></math>",
                  "><mi>y</mi></math>", "y", "");
    check_formula("><apply><plus/><ci>x</ci></apply></math>", "><mtext>x</mtext></math>", "x", "mathml.content");
    check_formula("><maction actiontype='toggle' selection='2'><mi>a</mi><mi>b</mi></maction><mi>c</mi></math>",
                  "><mi>b</mi><mi>c</mi></math>", "bc", "");
    check_formula("><mfrac><mi>a</mi></mfrac></math>", "><mfrac><mi>a</mi><mrow/></mfrac></math>", NULL,
                  "mathml.children");
    check_formula("><msup><mi>a</mi><mi>b</mi><mi>c</mi></msup></math>",
                  "><msup><mi>a</mi><mrow><mi>b</mi><mi>c</mi></mrow></msup></math>", "a^(bc)", "mathml.children");
    check_formula(
        "><mtable><mlabeledtr><mtd><mtext>(1)</mtext></mtd><mtd><mi>x</mi></mtd></mlabeledtr></mtable></math>",
        "><mtable><mtr><mtd><mi>x</mi></mtd><mtd><mtext>(1)</mtext></mtd></mtr></mtable></math>", NULL, "");
    check_formula(">si <mi fontstyle='italic'>x</mi><mglyph alt='oeil'/></math>",
                  "><mtext>si</mtext><mi mathvariant=\"italic\">x</mi><mtext>oeil</mtext></math>", NULL, "");
    check_formula("></math>", "/>", "", "");
}

static void test_prefix(void)
{
    report_log *log = report_new();
    ard_document *document = lesson_new(&limits, log);
    ard_node *maths = node_new(document, MATHS, NOWHERE), *mi = node_new_mathml(document, "mi", NOWHERE);
    buffer out = BUFFER_EMPTY;
    node_append(maths, mi);
    node_append_text(document, mi, "a<b", 3, NOWHERE);
    mathml_write(maths, "math:", &out);
    CHECK_TEXT(buffer_string(&out),
               "<math:math xmlns:math=\"http://www.w3.org/1998/Math/MathML\"><math:mi>a&lt;b</math:mi></math:math>");
    buffer_free(&out);
    ard_document_free(document);
    report_free(log);
}

static void test_line(void)
{
#define X "<mi>x</mi>"
#define ROW(inner) "<mrow>" inner "</mrow>"
    static const struct {
        const char *mathml, *line;
    } cases[] = {
        {"<msup>" X "<mn>2</mn></msup><mo>+</mo><mfrac><mn>1</mn>" ROW("<mn>2</mn><mi>a</mi>") "</mfrac>",
         "x^2 + 1/(2a)"},
        {"<msqrt><msup><mi>b</mi><mn>2</mn></msup><mo>−</mo><mn>4</mn><mi>a</mi><mi>c</mi></msqrt>", "√(b^2 - 4ac)"},
        {"<msqrt><mn>2</mn></msqrt><mo>=</mo><msqrt>" ROW("<mn>2</mn>" X) "</msqrt>", "√2 = √(2x)"},
        {"<mo>−</mo><mn>3</mn><mo>≤</mo><mo>−</mo>" X, "-3 ≤ -x"},
        {"<mfrac>" ROW("<mo>−</mo><mi>b</mi><mo>±</mo><msqrt><mi>d</mi></msqrt>")
             ROW("<mn>2</mn><mi>a</mi>") "</mfrac>",
         "(-b ± √d)/(2a)"},
        {"<mfrac><mfrac><mi>a</mi><mi>b</mi></mfrac><mi>c</mi></mfrac>", "(a/b)/c"},
        {"<mfrac><mn>1</mn><mn>2</mn></mfrac>" X, "(1/2)x"},
        {"<mfrac>" ROW("<mo>(</mo><mi>a</mi><mo>+</mo><mi>b</mi><mo>)</mo>") "<mn>2</mn></mfrac>", "(a + b)/2"},
        {"<msub><mi>u</mi>" ROW("<mi>n</mi><mo>+</mo><mn>1</mn>") "</msub>", "u_(n+1)"},
        {"<msubsup>" X "<mi>i</mi><mn>2</mn></msubsup>", "x_i^2"},
        {"<munderover><mo>∑</mo>" ROW("<mi>k</mi><mo>=</mo><mn>1</mn>") "<mi>n</mi></munderover><mi>k</mi>",
         "∑_(k=1)^n k"},
        {"<mover>" ROW("<mi>A</mi><mi>B</mi>") "<mo>→</mo></mover><mo>⋅</mo><mover><mi>u</mi><mo>→</mo></mover>",
         "vec(AB) ⋅ vec(u)"},
        {"<msup><mi>f</mi><mo>′</mo></msup><mo>(</mo>" X "<mo>)</mo>", "f′(x)"},
        {"<msup><mn>30</mn><mo>∘</mo></msup>", "30°"},
        {"<mi>sin</mi><mo>\u2061</mo>" X, "sin x"},
        {"<mn>2</mn><mo>\u2062</mo><mi>cos</mi><mo>\u2061</mo>" X, "2 cos x"},
        {"<mroot>" ROW(X "<mo>+</mo><mn>1</mn>") "<mn>3</mn></mroot>", "[3]√(x + 1)"},
        {"<mmultiscripts><mi>C</mi><none/><mn>2</mn><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>", "_6^14C^2"},
        {"<mo>{</mo><mtable><mtr><mtd>" X
         "<mo>=</mo><mn>1</mn></mtd></mtr><mtr><mtd><mi>y</mi><mo>=</mo><mn>2</mn></mtd>"
         "</mtr></mtable>",
         "{x = 1; y = 2"},
        {"<mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn>"
         "</mtd></mtr></mtable><mo>)</mo>",
         "(1, 2; 3, 4)"},
        {"<mi>f</mi><mo>:</mo>" X "<mo>↦</mo><msup>" X "<mn>3</mn></msup>", "f : x ↦ x^3"},
        {"<msup><mrow><mo>(</mo><mi>a</mi><mi>b</mi><mo>)</mo></mrow><mn>2</mn></msup>", "(ab)^2"},
        {"<msup>" ROW("<mi>a</mi><mi>b</mi>") "<mfrac><mn>1</mn><mn>2</mn></mfrac></msup>", "(ab)^(1/2)"},
        {"<mn>3</mn><mo>,</mo><mn>4</mn>", "3, 4"},
        {"<mi>𝑥</mi><mo>=</mo><mn>𝟚</mn>", "x = 2"},
        {"<mi>d</mi><mo>=</mo><mn>5</mn><mspace width='1em'/><mtext>km</mtext>", "d = 5 km"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        buffer text = BUFFER_EMPTY;
        buffer_format(&text, ">%s</math>", cases[i].mathml);
        check_formula(buffer_string(&text), NULL, cases[i].line, "");
        buffer_free(&text);
    }
}

int main(void)
{
    test_reading();
    test_prefix();
    test_line();
    return check_end();
}
