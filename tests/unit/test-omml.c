/* OMML to MathML: each object of ECMA-376 part 1, 22.1.2, against MathML 3 as that section describes the object. */
#include "base/report.h"
#include "check.h"
#include "maths/mathml.h"

#define OMATH                                                                                                          \
    "<m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" "                                 \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
#define R(text) "<m:r><m:t>" text "</m:t></m:r>"

/* The number of losses that the last formula was read with. */
static size_t losses;

/* Reads a formula and gives its MathML without the math element; in `out`, which is emptied first. */
static const char *read_formula(const char *inside, buffer *out)
{
    ard_limits limits = {.memory = 64 << 20, .depth = 256, .nodes = 100000};
    report_log *log = report_new();
    arena *pool = arena_new(limits.memory);
    ard_document *document = lesson_new(&limits, log);
    buffer source = BUFFER_EMPTY, whole = BUFFER_EMPTY;
    buffer_format(&source, "%s%s</m:oMath>", OMATH, inside);
    xml_node *root;
    CHECK(xml_read(&root, pool, log, &limits, "f", source.data, source.size) == ARD_OK);
    ard_node *maths = omml_read(document, log, root, "f");
    CHECK(maths && maths->kind == MATHS);
    mathml_write(maths, "", &whole);
    report_diags(log, &losses);
    buffer_reset(out);
    const char *begin = strchr(buffer_string(&whole), '>'), *end = strstr(buffer_string(&whole), "</math>");
    if (begin && end)
        buffer_add(out, begin + 1, (size_t)(end - begin - 1));
    buffer_free(&source);
    buffer_free(&whole);
    ard_document_free(document);
    arena_free(pool);
    report_free(log);
    return buffer_string(out);
}

static const struct {
    const char *omml, *mathml;
} cases[] = {
    /* runs: letters, numbers with French decimals, operators, names, spaces */
    {R("3x+2,5=y"), "<mn>3</mn><mi>x</mi><mo>+</mo><mn>2,5</mn><mo>=</mo><mi>y</mi>"},
    {R("a-b'"), "<mi>a</mi><mo>−</mo><mi>b</mi><mo>′</mo>"},
    {R("(1,"), "<mo>(</mo><mn>1</mn><mo>,</mo>"},
    {R("x et y"), "<mi>x</mi><mspace width=\"0.333em\"/><mi>e</mi><mi>t</mi><mspace width=\"0.333em\"/><mi>y</mi>"},
    {R("x = 3"), "<mi>x</mi><mo>=</mo><mn>3</mn>"},
    {"<m:r><m:rPr><m:sty m:val=\"p\"/></m:rPr><m:t>sin</m:t></m:r>", "<mi>sin</mi>"},
    {"<m:r><m:rPr><m:sty m:val=\"p\"/></m:rPr><m:t>e</m:t></m:r>", "<mi mathvariant=\"normal\">e</mi>"},
    {"<m:r><m:rPr><m:sty m:val=\"b\"/></m:rPr><m:t>v</m:t></m:r>", "<mi mathvariant=\"bold\">v</mi>"},
    {"<m:r><m:rPr><m:scr m:val=\"double-struck\"/></m:rPr><m:t>R</m:t></m:r>",
     "<mi mathvariant=\"double-struck\">R</mi>"},
    {"<m:r><m:rPr><m:nor/></m:rPr><m:t>si x est pair</m:t></m:r>", "<mtext>si x est pair</mtext>"},
    {"<m:r><w:br/></m:r>", "<mspace linebreak=\"newline\"/>"},
    {R("∞∈ℝ"), "<mi>∞</mi><mo>∈</mo><mi>ℝ</mi>"},
    /* fractions, 22.1.2.36 */
    {"<m:f><m:num>" R("1") "</m:num><m:den>" R("2a") "</m:den></m:f>",
     "<mfrac><mn>1</mn><mrow><mn>2</mn><mi>a</mi></mrow></mfrac>"},
    {"<m:f><m:fPr><m:type m:val=\"skw\"/></m:fPr><m:num>" R("1") "</m:num><m:den>" R("2") "</m:den></m:f>",
     "<mfrac bevelled=\"true\"><mn>1</mn><mn>2</mn></mfrac>"},
    {"<m:f><m:fPr><m:type m:val=\"lin\"/></m:fPr><m:num>" R("1") "</m:num><m:den>" R("2") "</m:den></m:f>",
     "<mrow><mn>1</mn><mo>/</mo><mn>2</mn></mrow>"},
    {"<m:f><m:fPr><m:type m:val=\"noBar\"/></m:fPr><m:num>" R("n") "</m:num><m:den>" R("k") "</m:den></m:f>",
     "<mfrac linethickness=\"0\"><mi>n</mi><mi>k</mi></mfrac>"},
    /* radicals, 22.1.2.88 */
    {"<m:rad><m:radPr><m:degHide m:val=\"on\"/></m:radPr><m:deg/><m:e>" R("x+1") "</m:e></m:rad>",
     "<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>"},
    {"<m:rad><m:deg>" R("3") "</m:deg><m:e>" R("8") "</m:e></m:rad>", "<mroot><mn>8</mn><mn>3</mn></mroot>"},
    /* scripts, 22.1.2.99 to .105 */
    {"<m:sSup><m:e>" R("x") "</m:e><m:sup>" R("2") "</m:sup></m:sSup>", "<msup><mi>x</mi><mn>2</mn></msup>"},
    {"<m:sSub><m:e>" R("x") "</m:e><m:sub>" R("1") "</m:sub></m:sSub>", "<msub><mi>x</mi><mn>1</mn></msub>"},
    {"<m:sSubSup><m:e>" R("x") "</m:e><m:sub>" R("1") "</m:sub><m:sup>" R("2") "</m:sup></m:sSubSup>",
     "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>"},
    {"<m:sPre><m:sub>" R("6") "</m:sub><m:sup>" R("14") "</m:sup><m:e>" R("C") "</m:e></m:sPre>",
     "<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>"},
    /* brackets that were typed one by one, the last one raised */
    {R("2(1+x") "<m:sSup><m:e>" R(")") "</m:e><m:sup>" R("2") "</m:sup></m:sSup>",
     "<mn>2</mn><msup><mrow><mo>(</mo><mn>1</mn><mo>+</mo><mi>x</mi><mo>)</mo></mrow><mn>2</mn></msup>"},
    {R("1+x") "<m:sSup><m:e>" R(")") "</m:e><m:sup>" R("2") "</m:sup></m:sSup>",
     "<mn>1</mn><mo>+</mo><mi>x</mi><msup><mo>)</mo><mn>2</mn></msup>"},
    {"<m:r><m:rPr><m:sty m:val=\"p\"/></m:rPr><m:t>αβ</m:t></m:r>",
     "<mi mathvariant=\"normal\">α</mi><mi mathvariant=\"normal\">β</mi>"},
    /* functions and limits, 22.1.2.39, .54, .56 */
    {"<m:func><m:fName><m:r><m:rPr><m:sty m:val=\"p\"/></m:rPr><m:t>cos</m:t></m:r></m:fName><m:e>" R(
         "x") "</m:e></m:func>",
     "<mi>cos</mi><mo>\u2061</mo><mi>x</mi>"},
    {"<m:limLow><m:e>" R("l") "</m:e><m:lim>" R("n") "</m:lim></m:limLow>", "<munder><mi>l</mi><mi>n</mi></munder>"},
    {"<m:limUpp><m:e>" R("l") "</m:e><m:lim>" R("n") "</m:lim></m:limUpp>", "<mover><mi>l</mi><mi>n</mi></mover>"},
    /* accents, bars, braces, boxes: 22.1.2.1, .7, .41, .11, .13 */
    {"<m:acc><m:accPr><m:chr m:val=\"\u20d7\"/></m:accPr><m:e>" R("u") "</m:e></m:acc>",
     "<mover accent=\"true\"><mi>u</mi><mo>→</mo></mover>"},
    {"<m:acc><m:e>" R("u") "</m:e></m:acc>", "<mover accent=\"true\"><mi>u</mi><mo>^</mo></mover>"},
    {"<m:bar><m:barPr><m:pos m:val=\"top\"/></m:barPr><m:e>" R("z") "</m:e></m:bar>",
     "<mover><mi>z</mi><mo>¯</mo></mover>"},
    {"<m:bar><m:e>" R("z") "</m:e></m:bar>", "<munder><mi>z</mi><mo>_</mo></munder>"},
    {"<m:groupChr><m:e>" R("z") "</m:e></m:groupChr>", "<munder><mi>z</mi><mo>⏟</mo></munder>"},
    {"<m:borderBox><m:e>" R("z") "</m:e></m:borderBox>", "<menclose notation=\"box\"><mi>z</mi></menclose>"},
    {"<m:borderBox><m:borderBoxPr><m:hideTop/><m:hideLeft/><m:hideRight/><m:strikeBLTR/></m:borderBoxPr><m:e>" R(
         "z") "</m:e></m:borderBox>",
     "<menclose notation=\"bottom updiagonalstrike\"><mi>z</mi></menclose>"},
    {"<m:box><m:e>" R("z") "</m:e></m:box>", "<mi>z</mi>"},
    {"<m:phant><m:phantPr><m:show m:val=\"0\"/></m:phantPr><m:e>" R("z") "</m:e></m:phant>",
     "<mphantom><mi>z</mi></mphantom>"},
    {"<m:phant><m:e>" R("z") "</m:e></m:phant>", "<mi>z</mi>"},
    /* brackets, 22.1.2.24 */
    {"<m:d><m:e>" R("x") "</m:e></m:d>", "<mrow><mo fence=\"true\" form=\"prefix\" stretchy=\"true\">(</mo><mi>x</mi>"
                                         "<mo fence=\"true\" form=\"postfix\" stretchy=\"true\">)</mo></mrow>"},
    {"<m:d><m:dPr><m:begChr m:val=\"[\"/><m:sepChr m:val=\";\"/><m:endChr m:val=\"\"/></m:dPr><m:e>" R(
         "x") "</m:e><m:e>" R("y") "</m:e></m:d>",
     "<mrow><mo fence=\"true\" form=\"prefix\" stretchy=\"true\">[</mo><mi>x</mi><mo>;</mo><mi>y</mi></mrow>"},
    /* sums and integrals, 22.1.2.70 */
    {"<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub>" R("k=1") "</m:sub><m:sup>" R("n") "</m:sup><m:e>" R(
         "k") "</m:e></m:nary>",
     "<munderover><mo>∑</mo><mrow><mi>k</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>k</mi>"},
    {"<m:nary><m:naryPr><m:subHide/><m:supHide/></m:naryPr><m:sub/><m:sup/><m:e>" R("f") "</m:e></m:nary>",
     "<mo>∫</mo><mi>f</mi>"},
    {"<m:nary><m:sub>" R("0") "</m:sub><m:sup>" R("1") "</m:sup><m:e>" R("f") "</m:e></m:nary>",
     "<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup><mi>f</mi>"},
    /* tables, 22.1.2.60, .34 */
    {"<m:m><m:mr><m:e>" R("a") "</m:e><m:e>" R("b") "</m:e></m:mr><m:mr><m:e>" R("c") "</m:e><m:e/></m:mr></m:m>",
     "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd><mtd/></mtr></mtable>"},
    {"<m:eqArr><m:e>" R("x&amp;=1") "</m:e><m:e>" R("y&amp;=2") "</m:e></m:eqArr>",
     "<mtable columnalign=\"right left\"><mtr><mtd><mi>x</mi></mtd><mtd><mo>=</mo><mn>1</mn></mtd></mtr>"
     "<mtr><mtd><mi>y</mi></mtd><mtd><mo>=</mo><mn>2</mn></mtd></mtr></mtable>"},
    /* what Word puts in between: tracked changes are as accepted */
    {"<w:ins>" R("a") "</w:ins><w:del>" R("b") "</w:del>", "<mi>a</mi>"},
    /* incomplete objects lose nothing, and make no element with too few children */
    {"<m:sSup><m:e>" R("x") "</m:e></m:sSup>", "<msup><mi>x</mi><mrow/></msup>"},
    {"<m:f><m:num>" R("1") "</m:num><m:num>" R("2") "</m:num></m:f>", "<mfrac><mn>2</mn><mrow/></mfrac><mn>1</mn>"},
};

static void check_unknown(buffer *out)
{
    CHECK_TEXT(read_formula("<m:future><m:e>" R("x") "</m:e></m:future>", out), "<mi>x</mi>");
    CHECK(losses == 1);
    CHECK_TEXT(read_formula(R("x"), out), "<mi>x</mi>");
    CHECK(losses == 0);
    CHECK_TEXT(read_formula("mots", out), "<mtext>mots</mtext>");
}

/* As deep as the limits let XML be: read without recursion, and the tree's own limit says when it is too much. */
static void check_depth(void)
{
    buffer deep = BUFFER_EMPTY, out = BUFFER_EMPTY;
    enum { LEVELS = 100 };
    for (int i = 0; i < LEVELS; i++)
        buffer_text(&deep, "<m:rad><m:e>");
    buffer_text(&deep, R("x"));
    for (int i = 0; i < LEVELS; i++)
        buffer_text(&deep, "</m:e></m:rad>");
    const char *got = read_formula(buffer_string(&deep), &out);
    CHECK(strstr(got, "<msqrt><mi>x</mi></msqrt>") != NULL);
    buffer_free(&deep);
    buffer_free(&out);
}

int main(void)
{
    buffer out = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_TEXT(read_formula(cases[i].omml, &out), cases[i].mathml);
    check_unknown(&out);
    check_depth();
    buffer_free(&out);
    return check_end();
}
