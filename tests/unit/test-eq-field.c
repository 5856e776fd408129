/* EQ fields to MathML: each switch as ECMA-376 part 1, 17.16.5.17, describes what it shows. */
#include "base/report.h"
#include "check.h"
#include "maths/eq-field.h"
#include "maths/mathml.h"

static const ard_limits limits = {.memory = 64 << 20, .depth = 256, .nodes = 100000};

/* The MathML of a field without its math element, and the number of messages. */
static const char *read_field(const char *text, buffer *out, size_t *messages)
{
    report_log *log = report_new();
    ard_document *document = lesson_new(&limits, log);
    buffer whole = BUFFER_EMPTY;
    ard_node *maths = eq_field_read(document, log, text, NOWHERE);
    buffer_reset(out);
    if (maths)
        mathml_write(maths, "", &whole);
    const char *begin = strchr(buffer_string(&whole), '>'), *end = strstr(buffer_string(&whole), "</math>");
    if (begin && end)
        buffer_add(out, begin + 1, (size_t)(end - begin - 1));
    report_diags(log, messages);
    buffer_free(&whole);
    ard_document_free(document);
    report_free(log);
    return buffer_string(out);
}

static const struct {
    const char *field, *mathml;
    size_t messages;
} cases[] = {
    {"\\f(1;2)", "<mfrac><mn>1</mn><mn>2</mn></mfrac>", 0},
    {"\\f(3,5;x+1)", "<mfrac><mn>3,5</mn><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow></mfrac>", 0},
    {"\\f(a,b)", "<mfrac><mi>a</mi><mi>b</mi></mfrac>", 0},
    {"\\r(3;x)+\\r(2)", "<mroot><mi>x</mi><mn>3</mn></mroot><mo>+</mo><msqrt><mn>2</mn></msqrt>", 0},
    {"\\f(1;\\r(\\f(a;b)))", "<mfrac><mn>1</mn><msqrt><mfrac><mi>a</mi><mi>b</mi></mfrac></msqrt></mfrac>", 0},
    {"x\\s\\up8(2)", "<msup><mi>x</mi><mn>2</mn></msup>", 0},
    {"u\\s\\do4(n)", "<msub><mi>u</mi><mi>n</mi></msub>", 0},
    {"x\\s\\up8(2)\\s\\do4(1)", "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", 0},
    {"\\x\\to(AB)", "<mover accent=\"true\"><mrow><mi>A</mi><mi>B</mi></mrow><mo>¯</mo></mover>", 0},
    {"\\x(a)", "<menclose notation=\"box\"><mi>a</mi></menclose>", 0},
    {"\\i \\su(1;5;3)", "<munderover><mo>∑</mo><mn>1</mn><mn>5</mn></munderover><mn>3</mn>", 0},
    {"\\i(0;1;x)", "<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup><mi>x</mi>", 0},
    {"\\a\\al\\co2(1;2;3;4)",
     "<mtable columnalign=\"left left\"><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd>"
     "<mtd><mn>4</mn></mtd></mtr></mtable>",
     0},
    {"\\b\\lc\\{(\\a(x;y))",
     "<mo>{</mo><mtable><mtr><mtd><mi>x</mi></mtd></mtr><mtr><mtd><mi>y</mi></mtd></mtr></mtable>", 0},
    {"\\b\\bc\\[(x)", "<mo>[</mo><mi>x</mi><mo>]</mo>", 0},
    {"\\o(AB;\\s\\up10(→))", "<mover accent=\"true\"><mrow><mi>A</mi><mi>B</mi></mrow><mo>→</mo></mover>", 0},
    {"\\d\\fo10()x", "<mi>x</mi>", 0},
    {"\\l(a;b)", "<mi>a</mi><mo>;</mo><mi>b</mi>", 0},
    {"\\f((a+b)\\;c;2)",
     "<mfrac><mrow><mo>(</mo><mi>a</mi><mo>+</mo><mi>b</mi><mo>)</mo><mo>;</mo>"
     "<mi>c</mi></mrow><mn>2</mn></mfrac>",
     0},
    {"sin x + {2}", "<mi>sin</mi><mo>\u2061</mo><mi>x</mi><mo>+</mo><mo>{</mo><mn>2</mn><mo>}</mo>", 0},
    {"\\q(1)+2", "<mo>(</mo><mn>1</mn><mo>)</mo><mo>+</mo><mn>2</mn>", 1},
    {"\\f(1;2", "<mfrac><mn>1</mn><mn>2</mn></mfrac>", 0},
    {"", "", 0},
};

static void test_deep(void)
{
    buffer field = BUFFER_EMPTY, out = BUFFER_EMPTY;
    size_t messages;
    for (int i = 0; i < 20000; i++)
        buffer_text(&field, "\\f(1;");
    read_field(buffer_string(&field), &out, &messages);
    CHECK(messages > 0);
    buffer_free(&field);
    buffer_free(&out);
}

int main(void)
{
    buffer out = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t messages;
        CHECK_TEXT(read_field(cases[i].field, &out, &messages), cases[i].mathml);
        CHECK(messages == cases[i].messages);
    }
    test_deep();
    buffer_free(&out);
    return check_end();
}
