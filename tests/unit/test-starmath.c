/* engine/maths/starmath*.c: MathML as StarMath 5.0. Each wanted text was set by LibreOffice and read beside the MathML. */
#include "check.h"

#include "maths/mathml.h"

static const ard_limits limits = {1 << 24, 1 << 24, 1 << 24, 1 << 26, 100, 200, 200, 10000, 10};

#define N(number) "<mn>" number "</mn>"
#define I(name) "<mi>" name "</mi>"
#define O(sign) "<mo>" sign "</mo>"
#define T(words) "<mtext>" words "</mtext>"

static const struct {
    const char *mathml, *starmath;
} cases[] = {
    {"<mrow><mfrac>" N("3") N("4") "</mfrac>" O("+") "<mfrac>" N("5") N("6") "</mfrac></mrow>",
     "{3} over {4} + {5} over {6}"},
    {"<mfrac>" I("x") N("2") "</mfrac>" O("−") N("1") O("=") N("4"), "{x} over {2} - 1 = 4"},
    {"<mfrac><mfrac>" I("a") I("b") "</mfrac><mfrac>" I("c") I("d") "</mfrac></mfrac>" O("=") "<mfrac>" I("a")
         I("b") "</mfrac>" O("×") "<mfrac>" I("d") I("c") "</mfrac>",
     "{{a} over {b}} over {{c} over {d}} = {a} over {b} times {{d} over {c}}"},
    {"<mfrac>" N("1") "<mrow>" N("1") O("+") "<mfrac>" N("1") "<mrow>" N("2") O("+")
         I("x") "</mrow></mfrac></mrow></mfrac>",
     "{1} over {1 + {1} over {2 + x}}"},
    {O("−") "<mfrac>" N("3") N("4") "</mfrac>" O("×") "<mfrac>" N("2") N("5") "</mfrac>" O("÷") "<mfrac>" N("7")
         N("3") "</mfrac>",
     "- {{3} over {4}} times {{2} over {5}} div {{7} over {3}}"},
    {"<msup><mrow>" O("(") I("a") O("+") I("b") O(")") "</mrow>" N("2") "</msup>" O("=") "<msup>" I("a")
         N("2") "</msup>" O("+") N("2") I("a") I("b") O("+") "<msup>" I("b") N("2") "</msup>",
     "{(a + b)}^{2} = a^{2} + 2 ab + b^{2}"},
    {O("(") I("a") O("+") I("b") "<msup>" O(")") N("3") "</msup>", "(a + b)^{3}"},
    {"<msup>" N("2") "<mrow>" I("n") O("+") N("1") "</mrow></msup>" O("=") N("2") O("×") "<msup>" N("2")
         I("n") "</msup>",
     "2^{n + 1} = 2 times 2^{n}"},
    {"<msup>" N("10") "<mrow>" O("−") N("3") "</mrow></msup>" O("=") N("0,001"), "10^{- 3} = \"0,001\""},
    {"<msup><msup>" I("e") I("x") "</msup>" N("2") "</msup>" O("≠") "<msup>" I("e") "<msup>" I("x")
         N("2") "</msup></msup>",
     "{e^{x}}^{size *1.5 {{}^{2}}} <> e^{x^{2}}"},
    {I("x") O("=") "<mfrac><mrow>" O("−") I("b") O("±") "<msqrt><msup>" I("b") N("2") "</msup>" O("−") N("4") I("a")
         I("c") "</msqrt></mrow><mrow>" N("2") I("a") "</mrow></mfrac>",
     "x = {- b +- sqrt {b^{2} - 4 ac}} over {2 a}"},
    {"<msup><msqrt>" N("2") "</msqrt>" N("2") "</msup>" O("=") N("2") O(",") "<mroot>" N("27") N("3") "</mroot>" O("=")
         N("3"),
     "{sqrt {2}}^{2} = 2 \",\" ` nroot {3} {27} = 3"},
    {"<mover><mrow>" I("A") I("B") "</mrow>" O("→") "</mover>" O("+") "<mover><mrow>" I("B")
         I("C") "</mrow>" O("→") "</mover>" O("=") "<mover><mrow>" I("A") I("C") "</mrow>" O("→") "</mover>",
     "widevec {AB} + widevec {BC} = widevec {AC}"},
    {"<mover>" I("u") O("→") "</mover>" O("⋅") "<mover>" I("v") O("→") "</mover>" O("=") N("0") O("⇔") "<mover>" I("u")
         O("→") "</mover>" O("⊥") "<mover>" I("v") O("→") "</mover>",
     "vec {u} cdot vec {v} = 0 ` dlrarrow ` vec {u} ortho vec {v}"},
    {O("{") "<mtable columnalign='left'><mtr><mtd><mrow>" I("x") O("+") I("y") O("=")
         N("5") "</mrow></mtd></mtr><mtr><mtd><mrow>" N("2") I("x") O("−") I("y") O("=")
             N("1") "</mrow></mtd></mtr></mtable>",
     "left lbrace matrix {alignl x + y = 5 ## alignl 2 x - y = 1} right none"},
    {I("f") O("(") I("x") O(")") O("=") O("{") "<mtable><mtr><mtd><mrow>" O("−")
         I("x") "</mrow></mtd><mtd><mrow>" T("si ") I("x") O("&lt;") N("0") "</mrow></mtd></mtr><mtr><mtd><msup>" I("x")
             N("2") "</msup></mtd><mtd>" T("sinon") "</mtd></mtr></mtable>",
     "f (x) = left lbrace matrix {- x # \"si\" x < 0 ## x^{2} # \"sinon\"} right none"},
    {I("A") O("=") "<mrow>" O("(") "<mtable><mtr><mtd>" N("1") "</mtd><mtd>" N("2") "</mtd></mtr><mtr><mtd>" N("3") "</mtd><mtd>" N("4") "</mtd></mtr></mtable>" O(")") "</mrow>" O(
         ",") "<mrow>" O("|") "<mtable><mtr><mtd>" I("a") "</mtd><mtd>" I("b") "</mtd></mtr><mtr><mtd>" I("c") "</mtd><mtd>" I("d") "</mtd></mtr></mtable>" O("|") "</mrow>" O("=")
         I("a") I("d") O("−") I("b") I("c"),
     "A = left (matrix {1 # 2 ## 3 # 4} right) \",\" ` left lline matrix {a # b ## c # d} right rline = ad - bc"},
    {"<munderover>" O("∑") "<mrow>" I("k") O("=") N("1") "</mrow>" I("n") "</munderover>" I("k")
         O("=") "<mfrac><mrow>" I("n") O("(") I("n") O("+") N("1") O(")") "</mrow>" N("2") "</mfrac>",
     "sum from {k = 1} to {n} k = {n (n + 1)} over {2}"},
    {"<msubsup>" O("∫") I("a") I("b") "</msubsup>" I("f") O("(") I("x") O(")") O("&#x2009;") I("d") I("x")
         O("=") "<msubsup><mrow>" O("[") I("F") O("(") I("x") O(")") O("]") "</mrow>" I("a") I("b") "</msubsup>",
     "int_{a}^{b} f (x) ~ dx = {[F (x)]}_{a}^{b}"},
    {"<munder>" I("lim") "<mrow>" I("x") O("→") O("+") I("∞") "</mrow></munder><mfrac>" N("1") I("x") "</mfrac>" O("=")
         N("0"),
     "lim from {x ` rightarrow ` {+ infinity}} {{1} over {x}} = 0"},
    {"<munder>" O("lim") "<mrow>" I("x") O("→") N("0") "</mrow></munder><mfrac><mrow>" I("sin")
         I("x") "</mrow>" I("x") "</mfrac>" O("=") N("1"),
     "lim from {x ` rightarrow ` 0} {{sin x} over {x}} = 1"},
    {O("−") N("3") O("+") O("(") O("−") N("5") O(")") O("=") O("−") N("8"), "- 3 + (- 5) = - 8"},
    {O("(") O("−") N("3") O(";") O("−") N("2") O(")"), "(- 3 \";\" ` {- 2})"},
    {I("x") O("∈") O("]") O("−") I("∞") O(";") N("3") O("]") O("∪") O("[") N("5,5") O(";") O("+") I("∞") O("["),
     "x in left] - infinity \";\" ` 3 right] union left [\"5,5\" \";\" ` {+ infinity} right ["},
    {O("{") N("1") O(";") N("2") O(";") N("3") O("}") O("⊂") I("ℕ") O("⊂") I("ℤ")
         O("⊂") "<mi mathvariant='double-struck'>R</mi>",
     "lbrace 1 \";\" ` 2 \";\" ` 3 rbrace subset \"ℕ\" subset \"ℤ\" subset \"ℝ\""},
    {I("A") O("∩") I("B") O("=") I("∅") O(",") I("x") O("∉") I("A") O("∪") I("B"),
     "A intersection B = emptyset \",\" ` x notin A union B"},
    {O("∀") I("x") O("∈") I("ℝ") O(",") O("∃") I("n") O("∈") I("ℕ") O(":") I("n") O("&gt;") I("x"),
     "forall x in \"ℝ\" \",\" ` exists n in \"ℕ\" ` \":\" ` n > x"},
    {I("P") O("⇒") I("Q") O("⇔") O("¬") I("P") O("∨") I("Q") O("∧") I("R"),
     "P ` drarrow ` Q ` dlrarrow ` neg P or Q and R"},
    {O("|") I("x") O("−") N("3") O("|") O("≤") N("2") O("|") I("y") O("|"), "lline x - 3 rline <= 2 lline y rline"},
    {O("{") I("x") O("|") I("x") O("≥") N("0") O("}"), "lbrace x divides x >= 0 rbrace"},
    {O("=") N("36") O("+"), "{} = 36 + {}"},
    {O("+") N("4") O("="), "+ 4 = {}"},
    {O("×"), "{} times {}"},
    {I("a") O("×") O("=") I("b"), "a times {} = b"},
    {O("(") I("A") I("B") O(")") O("∥") O("(") I("C") I("D") O(")") O(",") O("[") I("A") I("B") O("]") O("⊥") O("[")
         I("C") I("D") O(")"),
     "(AB) parallel (CD) \",\" ` [AB] ortho left [CD right)"},
    {"<mover><mrow>" I("A") I("B") I("C") "</mrow>" O("^") "</mover>" O("=") "<msup>" N("60") O("∘") "</msup>" O(
         ",") "<mover>" I("x") O("¯") "</mover>" O("=") N("12,5") O(",") "<mover>" I("z") O("~") "</mover>",
     "widehat {ABC} = 60 \"°\" \",\" ` overline {x} = \"12,5\" \",\" ` tilde {z}"},
    {I("sin") O("&#x2061;") "<mrow>" O("(") I("α") O("+") I("β") O(")") "</mrow>" O("=") I("sin") I("α") I("cos") I("β")
         O("+") "<msup>" I("cos") N("2") "</msup>" I("θ"),
     "sin (α + β) = sin α cos β + cos^{2} θ"},
    {I("Δ") O("=") "<msup>" I("b") N("2") "</msup>" O("−") N("4") I("a") I("c") O(",") I("π") O("≈") N("3.14"),
     "Δ = b^{2} - 4 ac \",\" ` π approx 3.14"},
    {"<msup>" I("f") O("′") "</msup>" O("(") I("x") O(")") O("=") "<msubsup>" I("f") I("n") O("″") "</msubsup>" O("(")
         I("x") O(")"),
     "f \"′\" (x) = f_{n} \"″\" (x)"},
    {"<msub>" I("u") "<mrow>" I("n") O("+") N("1") "</mrow></msub>" O("=") N("0,8") "<msub>" I("u")
         I("n") "</msub>" O("+") N("2"),
     "u_{n + 1} = \"0,8\" u_{n} + 2"},
    {I("Aire") O("=") I("π") O("×") "<msup>" I("r") N("2") "</msup>" T(" cm²"), "\"Aire\" = π times r^{2} \"cm²\""},
    {I("in") O("+") I("i") I("n") O("+") I("t") I("o") O("+") T("prix à 5 % #2 &amp; &quot;x&quot;"),
     "\"in\" + ital \"in\" + ital \"to\" + \"prix à 5 % #2 & \\\"x\\\"\""},
    {"<mfrac>" N("25") N("100") "</mfrac>" O("=") N("25") O("%"), "{25} over {100} = 25 \"%\""},
    {"<mmultiscripts>" I("C") "<mprescripts/>" N("6") N("14") "</mmultiscripts>" O("+") "<msup><msub><mrow>" I("S") I(
         "O") "</mrow>" N("4") "</msub><mrow>" N("2") O("−") "</mrow></msup>" O("→") "<msup>" T("Na") O("+") "</msup>",
     "C lsub {6} lsup {14} + {SO}_{4}^{2 - {}} ` rightarrow ` \"Na\"^{+ {}}"},
    {"<mrow>" O("(") "<mfrac linethickness='0'>" I("n") I("k") "</mfrac>" O(")") "</mrow>" O("=") "<mfrac><mrow>" I("n")
         O("!") "</mrow><mrow>" I("k") O("!") O("(") I("n") O("−") I("k") O(")") O("!") "</mrow></mfrac>",
     "left (binom {n} {k} right) = {n \"!\"} over {k \"!\" (n - k) \"!\"}"},
    {"<munder><munder><mrow>" I("x") O("+") I("y") "</mrow>" O("⏟") "</munder>" T("somme") "</munder>" O(
         "=") "<mover><mover>" I("a") O("⏞") "</mover>" N("3") "</mover>",
     "{x + y} underbrace {\"somme\"} = {a} overbrace {3}"},
    {N("1") O("+") N("2") O("+") O("…") O("+") I("n") O(",") I("a") O("⋯") I("b"),
     "1 + 2 + dotslow + n \",\" ` a dotsaxis b"},
    {T("6 ") O("÷") "<mphantom>" N("33") "</mphantom>" O("=") N("2"), "\"6\" div phantom {33} = 2"},
    {I("a") O("≡") I("b") O("[") I("n") O("]") O(",") I("x") O("↦") "<msup>" I("x") N("2") "</msup>",
     "a equiv b [n] \",\" ` x ` \"↦\" ` x^{2}"},
    {I("f") O(":") I("x") O("⟼") "<mfrac>" N("1") I("x") "</mfrac>", "f ` \":\" ` x ` \"⟼\" ` {1} over {x}"},
    {O("(") I("a") O("["), "left (a right ["},
    {O("{") N("3"), "\\lbrace 3"},
    {N("3") O(")"), "3 \\)"},
    {"<mover>" O("=") T("def") "</mover>" I("x"), "{} = csup {\"def\"} x"},
    {I("a") "<mover>" O("=") T("def") "</mover>" I("b"), "a = csup {\"def\"} b"},
    {"<mover>" O("→") T("chauffage") "</mover>", "rightarrow csup {\"chauffage\"}"},
    {I("A") "<mover>" O("→") T("chauffage") "</mover>" I("B"), "A ` rightarrow csup {\"chauffage\"} ` B"},
    {O("‖") "<mover>" I("u") O("→") "</mover>" O("‖") O("=") "<msqrt><msup>" I("x")
         N("2") "</msup>" O("+") "<msup>" I("y") N("2") "</msup></msqrt>",
     "ldline vec {u} rdline = sqrt {x^{2} + y^{2}}"},
    {"<munderover>" O("∏") "<mrow>" I("i") O("=") N("1") "</mrow>" I("n") "</munderover><msub>" I("x")
         I("i") "</msub>" O("+") "<munderover>" O("⋃") "<mrow>" I("i") O("=")
             N("1") "</mrow>" I("n") "</munderover><msub>" I("A") I("i") "</msub>",
     "prod from {i = 1} to {n} x_{i} + {size *1.5 \"⋃\"} csub {i = 1} csup {n} A_{i}"},
    {"<mi mathvariant='bold'>v</mi>" O("=") "<mi mathvariant='normal'>k</mi>" O("+") I("𝐱") O("+") I("𝑦"),
     "bold \"v\" = \"k\" + bold \"x\" + y"},
    {O("⌊") I("x") O("⌋") O("≤") I("x") O("≤") O("⌈") I("x") O("⌉"), "lfloor x rfloor <= x <= lceil x rceil"},
    {"<mfrac><msup><mrow>" O("(") "<mfrac>" N("1") N("2") "</mfrac>" O(")") "</mrow>" N("3") "</msup><msqrt><mfrac>" N(
         "2") N("3") "</mfrac></msqrt></mfrac>" O("≥") "<mrow>" O("[") "<mfrac>" I("a")
         I("b") "</mfrac>" O("]") "</mrow>",
     "{{left ({1} over {2} right)}^{3}} over {sqrt {{2} over {3}}} >= left [{a} over {b} right]"},
    {"<mstyle mathcolor='red'>" I("x") "</mstyle>" O("+") "<mi mathcolor='#00f'>y</mi>",
     "color red {x} + color rgb 0 0 255 {y}"},
    {I("x") O("∈") O("]") "<mfrac>" N("1") N("2") "</mfrac>" O(";") N("3") O("[") O("∩") O("[") N("0") O(";") N("1")
         O("["),
     "x in left] {1} over {2} \";\" ` 3 right [intersection left [0 \";\" ` 1 right ["},
    {I("P") O("(") I("A") O("|") I("B") O(")"), "P (A divides B)"},
    {"<mo>[</mo>" I("F") "<msubsup><mo>]</mo>" N("0") N("1") "</msubsup>", "[F]_{0}^{1}"},
    {I("f") "<msub><mo>|</mo>" N("0") "</msub>", "f \\rline_{0}"},
    {"<mtable columnalign='right left'><mtr><mtd>" I("a") "</mtd><mtd>" O("=") "</mtd></mtr><mtr><mtd>" I(
         "b") "</mtd></mtr></mtable>",
     "matrix {alignr a # alignl {} = {} ## alignr b # {}}"},
    {"<menclose notation='updiagonalstrike'>" N("25") "</menclose>", "overstrike {25}"},
    {T("a\\"), "\"a\\ \""},
    {"", "{}"},
};

static void starmath_of(const char *mathml, buffer *out)
{
    report_log *log = report_new();
    arena *pool = arena_new(1 << 22);
    ard_document *document = lesson_new(&limits, log);
    buffer text = BUFFER_EMPTY;
    xml_node *root = NULL;
    buffer_format(&text, "<math xmlns='http://www.w3.org/1998/Math/MathML'>%s</math>", mathml);
    CHECK(xml_read(&root, pool, log, &limits, NULL, text.data, text.size) == ARD_OK);
    ard_node *maths = root ? mathml_read(document, log, root, "p") : NULL;
    CHECK(maths != NULL);
    if (maths)
        mathml_starmath(maths, out);
    buffer_free(&text);
    ard_document_free(document);
    arena_free(pool);
    report_free(log);
}

int main(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        buffer out = BUFFER_EMPTY;
        starmath_of(cases[i].mathml, &out);
        CHECK_TEXT(buffer_string(&out), cases[i].starmath);
        buffer_free(&out);
    }
    return check_end();
}
