/* TeX to MathML: what LaTeX (and amsmath) shows for each command, as MathML 3 writes it. */
#include "check.h"
#include "maths/mathml.h"
#include "maths/tex-write.h"
#include "maths/tex.h"

static const ard_limits limits = {.memory = 64 << 20, .depth = 256, .nodes = 100000};

/* Reads a formula and gives its MathML without the math element in `out`, which is emptied first; `*code` gets that of the
 * first diagnostic, or "". */
static const char *read_formula(const char *source, size_t size, const char *language, buffer *out, char code[32])
{
    report_log *log = report_new();
    ard_document *document = lesson_new(&limits, log);
    buffer whole = BUFFER_EMPTY;
    size_t count;
    lesson_set_meta(document, "language", language);
    ard_node *maths = tex_read(document, log, source, size, false, NOWHERE);
    CHECK(maths && maths->kind == MATHS);
    if (maths)
        mathml_write(maths, "", &whole);
    const ard_diag *diags = report_diags(log, &count);
    snprintf(code, 32, "%s", count ? diags[0].code : "");
    buffer_reset(out);
    const char *begin = strchr(buffer_string(&whole), '>'), *end = strstr(buffer_string(&whole), "</math>");
    if (begin && end)
        buffer_add(out, begin + 1, (size_t)(end - begin - 1));
    buffer_free(&whole);
    ard_document_free(document);
    report_free(log);
    return buffer_string(out);
}

/* clang-format off */
static const struct {
    const char *tex, *mathml;
} cases[] = {
    /* numbers, letters, signs */
    {"3x+2,5=y", "<mn>3</mn><mi>x</mi><mo>+</mo><mn>2,5</mn><mo>=</mo><mi>y</mi>"},
    {"2{,}5 \\times 10^{-3}", "<mn>2,5</mn><mo>×</mo><msup><mn>10</mn><mrow><mo>−</mo><mn>3</mn></mrow></msup>"},
    {"12\\,500 + 3~000 + 1 234", "<mn>12\u202F500</mn><mo>+</mo><mn>3\u202F000</mn><mo>+</mo><mn>1\u202F234</mn>"},
    {"(1,2,3)", "<mo>(</mo><mn>1</mn><mo>,</mo><mn>2</mn><mo>,</mo><mn>3</mn><mo>)</mo>"},
    {"1.5 \\div .5", "<mn>1.5</mn><mo>÷</mo><mn>.5</mn>"},
    {"a-b*c \\pm \\infty", "<mi>a</mi><mo>−</mo><mi>b</mi><mo>∗</mo><mi>c</mi><mo>±</mo><mi>∞</mi>"},
    {"30^\\circ < 60°", "<msup><mn>30</mn><mo>∘</mo></msup><mo>&lt;</mo><mn>60</mn><mo>°</mo>"},
    {"\\alpha+\\Delta \\in \\mathbb{R}", "<mi>α</mi><mo>+</mo><mi>Δ</mi><mo>∈</mo><mi>ℝ</mi>"},
    {"a \\leqslant b \\neq c \\approx d", "<mi>a</mi><mo>⩽</mo><mi>b</mi><mo>≠</mo><mi>c</mi><mo>≈</mo><mi>d</mi>"},
    {"\\forall x \\exists y \\notin \\emptyset", "<mo>∀</mo><mi>x</mi><mo>∃</mo><mi>y</mi><mo>∉</mo><mi>∅</mi>"},
    {"A \\subset B \\cup C \\cap D", "<mi>A</mi><mo>⊂</mo><mi>B</mi><mo>∪</mo><mi>C</mi><mo>∩</mo><mi>D</mi>"},
    {"x \\to y \\Rightarrow z \\iff t", "<mi>x</mi><mo>→</mo><mi>y</mi><mo>⇒</mo><mi>z</mi><mo>⟺</mo><mi>t</mi>"},
    {"50\\,\\% \\{1;2\\} \\ldots \\cdots",
     "<mn>50</mn><mspace width=\"0.167em\"/><mo>%</mo><mo>{</mo><mn>1</mn><mo>;</mo><mn>2</mn><mo>}</mo><mi>…</mi><mi>⋯</mi>"},
    {"a \\not= b \\not\\in \\not\\leq c", "<mi>a</mi><mo>≠</mo><mi>b</mi><mo>∉</mo><mo>≰</mo><mi>c</mi>"},
    {"2x % the rest", "<mn>2</mn><mi>x</mi>"},
    /* scripts */
    {"x_i^2+x^2_i",
     "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup><mo>+</mo><msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"},
    {"x^10", "<msup><mi>x</mi><mn>1</mn></msup><mn>0</mn>"},
    {"f'(x)=f''_n",
     "<msup><mi>f</mi><mo>′</mo></msup><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo><mo>=</mo><msubsup><mi>f</mi><mi>n</mi><mo>″</mo></msubsup>"},
    {"f'^2", "<msup><mi>f</mi><mrow><mo>′</mo><mn>2</mn></mrow></msup>"},
    {"x^{y^z}", "<msup><mi>x</mi><msup><mi>y</mi><mi>z</mi></msup></msup>"},
    {"(a+b)^2", "<msup><mrow><mo>(</mo><mi>a</mi><mo>+</mo><mi>b</mi><mo>)</mo></mrow><mn>2</mn></msup>"},
    {"[(a+b)c]_n",
     "<msub><mrow><mo>[</mo><mo>(</mo><mi>a</mi><mo>+</mo><mi>b</mi><mo>)</mo><mi>c</mi><mo>]</mo></mrow><mi>n</mi></msub>"},
    {"\\left(\\frac{1}{2}\\right)^n",
     "<msup><mrow><mo>(</mo><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>)</mo></mrow><mi>n</mi></msup>"},
    {"{}^{14}_{6}\\mathrm{C}",
     "<mmultiscripts><mi mathvariant=\"normal\">C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>"},
    {"{}_2 x", "<mmultiscripts><mi>x</mi><mprescripts/><mn>2</mn><none/></mmultiscripts>"},
    /* fractions, roots, binomials */
    {"\\frac{a+b}{2}", "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>"},
    {"\\frac12x", "<mfrac><mn>1</mn><mn>2</mn></mfrac><mi>x</mi>"},
    {"\\tfrac 1 {10}", "<mfrac><mn>1</mn><mn>10</mn></mfrac>"},
    {"\\dfrac{\\sqrt{x}}{\\sqrt[3]{y+1}}",
     "<mfrac><msqrt><mi>x</mi></msqrt><mroot><mrow><mi>y</mi><mo>+</mo><mn>1</mn></mrow><mn>3</mn></mroot></mfrac>"},
    {"\\binom{n}{k}", "<mo>(</mo><mfrac linethickness=\"0\"><mi>n</mi><mi>k</mi></mfrac><mo>)</mo>"},
    {"{a \\over b+1}", "<mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac>"},
    {"\\left( n \\choose k \\right)",
     "<mo>(</mo><mrow><mo>(</mo><mfrac linethickness=\"0\"><mi>n</mi><mi>k</mi></mfrac><mo>)</mo></mrow><mo>)</mo>"},
    /* above and below */
    {"\\vec{u}\\cdot\\overrightarrow{AB}",
     "<mover accent=\"true\"><mi>u</mi><mo>→</mo></mover><mo>⋅</mo><mover accent=\"true\"><mrow><mi>A</mi><mi>B</mi></mrow><mo>→</mo></mover>"},
    {"\\overline{z}\\bar{x}\\hat p\\widehat{ABC}",
     "<mover accent=\"true\"><mi>z</mi><mo>¯</mo></mover><mover accent=\"true\"><mi>x</mi><mo>¯</mo></mover><mover accent=\"true\"><mi>p</mi><mo>^</mo></mover><mover accent=\"true\"><mrow><mi>A</mi><mi>B</mi><mi>C</mi></mrow><mo>^</mo></mover>"},
    {"\\underline{x}", "<munder><mi>x</mi><mo>_</mo></munder>"},
    {"\\overset{!}{=}\\underset{n}{x}", "<mover><mo>=</mo><mo>!</mo></mover><munder><mi>x</mi><mi>n</mi></munder>"},
    {"\\underbrace{a+b}_{\\text{somme}}",
     "<munder><munder><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mo>⏟</mo></munder><mtext>somme</mtext></munder>"},
    {"\\overbrace{a}^{2}", "<mover><mover><mi>a</mi><mo>⏞</mo></mover><mn>2</mn></mover>"},
    {"A \\xrightarrow[b]{a} B", "<mi>A</mi><munderover><mo>→</mo><mi>b</mi><mi>a</mi></munderover><mi>B</mi>"},
    /* large signs and functions */
    {"\\sum_{k=1}^n k",
     "<munderover><mo>∑</mo><mrow><mi>k</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>k</mi>"},
    {"\\prod\\nolimits_i", "<msub><mo>∏</mo><mi>i</mi></msub>"},
    {"\\int_0^1 f(x)\\,\\mathrm{d}x",
     "<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup><mi>f</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo><mspace width=\"0.167em\"/><mi mathvariant=\"normal\">d</mi><mi>x</mi>"},
    {"\\lim_{x \\to +\\infty} f(x)",
     "<munder><mi>lim</mi><mrow><mi>x</mi><mo>→</mo><mo>+</mo><mi>∞</mi></mrow></munder><mo>\u2061</mo><mi>f</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo>"},
    {"\\sin^2 x+\\cos\\left(x\\right)-\\ln|x|",
     "<msup><mi>sin</mi><mn>2</mn></msup><mo>\u2061</mo><mi>x</mi><mo>+</mo><mi>cos</mi><mo>\u2061</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow><mo>−</mo><mi>ln</mi><mo>\u2061</mo><mo stretchy=\"false\">|</mo><mi>x</mi><mo stretchy=\"false\">|</mo>"},
    {"\\operatorname{pgcd}(a;b)", "<mi>pgcd</mi><mo>\u2061</mo><mo>(</mo><mi>a</mi><mo>;</mo><mi>b</mi><mo>)</mo>"},
    {"\\det A + \\max S", "<mi>det</mi><mo>\u2061</mo><mi>A</mi><mo>+</mo><mi>max</mi><mo>\u2061</mo><mi>S</mi>"},
    /* fences */
    {"\\left\\{ x \\middle| x>0 \\right]",
     "<mo>{</mo><mi>x</mi><mo stretchy=\"true\">|</mo><mi>x</mi><mo>&gt;</mo><mn>0</mn><mo>]</mo>"},
    {"\\left. x \\right|_0", "<msub><mrow><mi>x</mi><mo>|</mo></mrow><mn>0</mn></msub>"},
    {"\\bigl( a \\bigr)", "<mo>(</mo><mi>a</mi><mo>)</mo>"},
    {"|x|+\\lVert u \\rVert", "<mo>|</mo><mi>x</mi><mo>|</mo><mo>+</mo><mo>‖</mo><mi>u</mi><mo>‖</mo>"},
    /* words, letters of other kinds */
    {"\\text{si $x>0$ alors }y",
     "<mrow><mtext>si</mtext><mspace width=\"0.333em\"/><mrow><mi>x</mi><mo>&gt;</mo><mn>0</mn></mrow><mspace width=\"0.333em\"/><mtext>alors</mtext><mspace width=\"0.333em\"/></mrow><mi>y</mi>"},
    {"27 \\text{ cm}^3", "<mn>27</mn><mspace width=\"0.333em\"/><msup><mtext>cm</mtext><mn>3</mn></msup>"},
    {"\\textbf{a b}\\mbox{c}", "<mtext mathvariant=\"bold\">a b</mtext><mtext>c</mtext>"},
    {"\\text{\\'ecole caf\\'{e}}", "<mtext>école café</mtext>"},
    {"\\mathcal{C}_f\\mathbf{v}\\mathfrak{g}\\mathbb{N}^*",
     "<msub><mi>𝒞</mi><mi>f</mi></msub><mi>𝐯</mi><mi>𝔤</mi><msup><mi>ℕ</mi><mo>∗</mo></msup>"},
    {"\\mathrm{CO_2}{\\rm cm}x", "<msub><mi>CO</mi><mn>2</mn></msub><mi>cm</mi><mi>x</mi>"},
    {"\\ce{H2O}", "<msub><mi mathvariant=\"normal\">H</mi><mn>2</mn></msub><mi mathvariant=\"normal\">O</mi>"},
    {"\\ce{SO4^2-}", "<mi mathvariant=\"normal\">S</mi><msubsup><mi mathvariant=\"normal\">O</mi><mn>4</mn><mrow><mn>2</mn><mo>−</mo></mrow></msubsup>"},
    {"\\ce{Na+ + Cl- -> NaCl v}", "<msup><mi>Na</mi><mo>+</mo></msup><mo>+</mo><msup><mi>Cl</mi><mo>−</mo></msup><mo>→</mo><mi>Na</mi><mi>Cl</mi><mo>↓</mo>"},
    {"\\ce{2H2 ->[chaleur] CO}", "<mn>2</mn><mspace width=\"0.167em\"/><msub><mi mathvariant=\"normal\">H</mi><mn>2</mn></msub><mover><mo>→</mo><mtext>chaleur</mtext></mover><mi mathvariant=\"normal\">C</mi><mi mathvariant=\"normal\">O</mi>"},
    {"\\ce{^{14}_{6}C}", "<mmultiscripts><mi mathvariant=\"normal\">C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>"},
    {"\\SI{3.5}{\\kilo\\metre\\per\\hour}", "<mn>3,5</mn><mspace width=\"0.167em\"/><mi>km</mi><mspace width=\"0.167em\"/><msup><mi mathvariant=\"normal\">h</mi><mrow><mo>−</mo><mn>1</mn></mrow></msup>"},
    {"\\qty{5}{m.s^{-1}}", "<mn>5</mn><mspace width=\"0.167em\"/><mi mathvariant=\"normal\">m</mi><mo>⋅</mo><msup><mi mathvariant=\"normal\">s</mi><mrow><mo>−</mo><mn>1</mn></mrow></msup>"},
    {"\\num{12500}=\\num{1.25e4}", "<mn>12 500</mn><mo>=</mo><mrow><mn>1,25</mn><mo>×</mo><msup><mn>10</mn><mn>4</mn></msup></mrow>"},
    {"\\newcommand{\\vv}[1]{\\overrightarrow{#1}}\\vv{AB}", "<mover accent=\"true\"><mrow><mi>A</mi><mi>B</mi></mrow><mo>→</mo></mover>"},
    {"\\def\\a#1#2{#2-#1}\\a{x}3", "<mn>3</mn><mo>−</mo><mi>x</mi>"},
    {"\\newcommand\\p[2][1]{#1+#2}\\p[2]a\\p b", "<mn>2</mn><mo>+</mo><mi>a</mi><mn>1</mn><mo>+</mo><mi>b</mi>"},
    {"\\color{red}{x}+\\textcolor{blue}{y}", "<mi>x</mi><mo>+</mo><mstyle mathcolor=\"blue\"><mi>y</mi></mstyle>"},
    {"\\boxed{x}\\cancel{y}\\phantom{z}",
     "<menclose notation=\"box\"><mi>x</mi></menclose><menclose notation=\"updiagonalstrike\"><mi>y</mi></menclose><mphantom><mi>z</mi></mphantom>"},
    /* room */
    {"a\\,b\\;c\\quad d\\!e~f",
     "<mi>a</mi><mspace width=\"0.167em\"/><mi>b</mi><mspace width=\"0.278em\"/><mi>c</mi><mspace width=\"1em\"/><mi>d</mi><mi>e</mi><mspace width=\"0.333em\"/><mi>f</mi>"},
    /* environments */
    {"\\begin{matrix}1&2\\\\3&4\\end{matrix}",
     "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable>"},
    {"\\begin{pmatrix}x\\\\y\\end{pmatrix}",
     "<mo>(</mo><mtable><mtr><mtd><mi>x</mi></mtd></mtr><mtr><mtd><mi>y</mi></mtd></mtr></mtable><mo>)</mo>"},
    {"\\begin{bmatrix}1\\end{bmatrix}\\begin{vmatrix}1\\end{vmatrix}",
     "<mrow><mo>[</mo><mtable><mtr><mtd><mn>1</mn></mtd></mtr></mtable><mo>]</mo></mrow><mrow><mo>|</mo><mtable><mtr><mtd><mn>1</mn></mtd></mtr></mtable><mo>|</mo></mrow>"},
    {"\\begin{cases} x=1 \\\\ y=2 \\\\ \\end{cases}",
     "<mo>{</mo><mtable columnalign=\"left\"><mtr><mtd><mi>x</mi><mo>=</mo><mn>1</mn></mtd></mtr><mtr><mtd><mi>y</mi><mo>=</mo><mn>2</mn></mtd></mtr></mtable>"},
    {"\\begin{matrix}1\\\\ 2\\\\ \\ \\end{matrix}", "<mtable><mtr><mtd><mn>1</mn></mtd></mtr><mtr><mtd><mn>2</mn></mtd></mtr></mtable>"},
    {"\\begin{array}{l|r} a & b \\end{array}",
     "<mtable columnalign=\"left right\"><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable>"},
    {"\\begin{align*} a&=b\\\\ &=c \\end{align*}",
     "<mtable columnalign=\"right left right left right left right left\"><mtr><mtd><mi>a</mi></mtd><mtd><mo>=</mo><mi>b</mi></mtd></mtr><mtr><mtd/><mtd><mo>=</mo><mi>c</mi></mtd></mtr></mtable>"},
    {"\\begin{equation} x \\tag{1} \\end{equation}",
     "<mi>x</mi><mrow><mspace width=\"0.333em\"/><mtext>(1)</mtext></mrow>"},
    {"\\sum_{\\substack{i \\\\ j}}",
     "<munder><mo>∑</mo><mtable><mtr><mtd><mi>i</mi></mtd></mtr><mtr><mtd><mi>j</mi></mtd></mtr></mtable></munder>"},
    {"a \\\\[2pt] b & c", "<mi>a</mi><mspace linebreak=\"newline\"/><mi>b</mi><mo>&amp;</mo><mi>c</mi>"},
};
/* clang-format on */

/* What is wrong is reported, and what can be read is read. */
static const struct {
    const char *tex, *mathml, *code;
} wrong[] = {
    {"\\foo{x}", "<mtext>\\foo</mtext><mi>x</mi>", "tex.unknown"},
    {"\\begin{foo}x", "<mtext>\\begin{foo}</mtext><mi>x</mi>", "tex.unknown"},
    {"\\text{a \\foo b}", NULL, "tex.unknown"},
    {"\\left( a", "<mo>(</mo><mi>a</mi>", "tex.broken"},
    {"a \\right)", "<mi>a</mi><mo>)</mo>", "tex.broken"},
    {"{\\left( a}b", "<mrow><mo>(</mo><mi>a</mi></mrow><mi>b</mi>", "tex.broken"},
    {"{a", "<mi>a</mi>", "tex.broken"},
    {"a}b", "<mi>a</mi><mi>b</mi>", "tex.broken"},
    {"\\frac{1}", "<mfrac><mn>1</mn><mrow/></mfrac>", "tex.broken"},
    {"x^", "<msup><mi>x</mi><mrow/></msup>", "tex.broken"},
    {"\\sqrt[3", "<mroot><mrow/><mn>3</mn></mroot>", "tex.broken"},
    {"\\begin{pmatrix}1&2",
     "<mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable><mo>)</mo>", "tex.broken"},
    {"\\end{cases}x", "<mi>x</mi>", "tex.broken"},
    {"\\text{a", "<mtext>a</mtext>", "tex.broken"},
    /* commands that define themselves by themselves are not followed */
    {"\\def\\a{\\a\\a}\\a", NULL, "tex.unknown"},
    {"\\newcommand{\\b}{xxxxxxxx\\b}\\b", NULL, "tex.unknown"},
};

static void test_cases(void)
{
    buffer out = BUFFER_EMPTY;
    char code[32];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_TEXT(read_formula(cases[i].tex, strlen(cases[i].tex), "fr", &out, code), cases[i].mathml);
        CHECK_TEXT(code, "");
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *got = read_formula(wrong[i].tex, strlen(wrong[i].tex), "fr", &out, code);
        if (wrong[i].mathml)
            CHECK_TEXT(got, wrong[i].mathml);
        CHECK_TEXT(code, wrong[i].code);
    }
    CHECK_TEXT(read_formula("(2,5)", 5, "en", &out, code), "<mo>(</mo><mn>2</mn><mo>,</mo><mn>5</mn><mo>)</mo>");
    buffer_free(&out);
}

/* Many times the same piece, open or closed: read in full, or kept as its source. */
static void test_many(void)
{
    static const char *const pieces[] = {"{",       "}",        "\\left(", "\\frac", "x^",    "\\begin{cases}",
                                         "\\sqrt[", "(a)^2",    "((",      ")^2",    "'",     "x_1^2",
                                         "{}^1",    "\\text{$", "&",       "\\\\[",  "\\not", "1,2,"};
    buffer source = BUFFER_EMPTY, out = BUFFER_EMPTY;
    char code[32];
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        buffer_reset(&source);
        for (int times = 0; times < 500; times++)
            buffer_text(&source, pieces[i]);
        CHECK(*read_formula(source.data, source.size, "fr", &out, code) || strcmp(pieces[i], "}") == 0);
        CHECK(!*code || strncmp(code, "tex.", 4) == 0);
    }
    buffer_free(&source);
    buffer_free(&out);
}

/* The table is searched by halves. */
static void test_order(void)
{
    size_t count;
    const tex_command *commands = tex_commands(&count);
    CHECK(count > 500);
    for (size_t i = 1; i < count; i++)
        CHECK(strcmp(commands[i - 1].name, commands[i].name) < 0);
    for (size_t i = 0; i < count; i++)
        CHECK(tex_command_named(commands[i].name, strlen(commands[i].name)) == commands + i);
    CHECK(tex_command_named("fraction", 8) == NULL);
    CHECK(tex_environment_named("cases") && tex_environment_named("Bmatrix") && tex_environment_named("vmatrix"));
}

/* Adds a formula's TeX as it is made of its MathML alone. */
static void write_tex(const char *source, buffer *out)
{
    report_log *log = report_new();
    ard_document *document = lesson_new(&limits, log);
    ard_node *maths = tex_read(document, log, source, strlen(source), false, NOWHERE);
    node_set(document, maths, "data-tex", NULL);
    buffer_reset(out);
    if (maths)
        tex_write(maths, "fr", false, out);
    ard_document_free(document);
    report_free(log);
}

/* MathML to TeX and back is the same formula. */
static void test_written(void)
{
    buffer written = BUFFER_EMPTY, out = BUFFER_EMPTY;
    char code[32];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_tex(cases[i].tex, &written);
        CHECK_TEXT(read_formula(buffer_string(&written), written.size, "fr", &out, code), cases[i].mathml);
        CHECK_TEXT(code, "");
        CHECK(!strpbrk(buffer_string(&written), "\n"));
    }
    buffer_free(&written);
    buffer_free(&out);
}

int main(void)
{
    test_written();
    test_cases();
    test_many();
    test_order();
    return check_end();
}
