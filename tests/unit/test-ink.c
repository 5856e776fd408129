/* Braille back to words: signs of the notation of 2007 as one types them, and pages back to paragraphs. */
#include "check.h"

#include "base/memory.h"
#include "filters/braille/back.h"
#include "filters/braille/unlay.h"
#include "maths/mathml.h"

/* What cells are as a formula, in MathML without the element around it; "" where they are none. */
static const char *formula_of(const char *braille, buffer *text)
{
    report_log *log = report_new();
    ard_limits limits = {.memory = 1 << 20, .nodes = 1000, .depth = 100};
    ard_document *document = lesson_new(&limits, log);
    arena *pool = arena_new(1 << 20);
    back_formula found = back_read(pool, braille, strlen(braille));
    buffer_reset(text);
    if (found.row && found.strength) {
        ard_node *leaf = node_append(lesson_root(document), node_new(document, PARAGRAPH, NOWHERE));
        mathml_write(back_append(document, leaf, found.row, NOWHERE), "", text);
        static const char end[] = "</math>";
        const char *begin = strchr(buffer_string(text), '>') + 1;
        size_t size = text->size - (size_t)(begin - text->data) - (sizeof end - 1);
        memmove(text->data, begin, size);
        text->data[text->size = size] = '\0';
    }
    arena_free(pool);
    ard_document_free(document);
    report_free(log);
    return buffer_string(text);
}

static void check_formulas(void)
{
    static const char *const rows[][2] = {
        /* chapters 1, 3, 4: digits, plus, equals */
        {"⠠⠡⠖⠣⠶⠩", "<mrow><mn>1</mn><mo>+</mo><mn>2</mn><mo>=</mo><mn>3</mn></mrow>"},
        /* 2.1 capitals, 9: powers of numbers */
        {"⠨⠃⠨⠉⠈⠣⠶⠩⠈⠣",
         "<mrow><mi>B</mi><msup><mi>C</mi><mn>2</mn></msup><mo>=</mo><msup><mn>3</mn><mn>2</mn></msup></mrow>"},
        /* 8: a block is the whole numerator */
        {"⠠⠄⠰⠭⠖⠡⠆⠌⠣", "<mfrac><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mn>2</mn></mfrac>"},
        /* 9.4: index, then power */
        {"⠭⠢⠡⠈⠝", "<msubsup><mi>x</mi><mn>1</mn><mi>n</mi></msubsup>"},
        /* 10: a root, one with its degree */
        {"⠜⠣⠱⠶⠱", "<mrow><msqrt><mn>25</mn></msqrt><mo>=</mo><mn>5</mn></mrow>"},
        {"⠈⠩⠜⠰⠁⠖⠃⠆", "<mroot><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>3</mn></mroot>"},
        /* 12.1: a vector, of two points */
        {"⠨⠒⠨⠁⠨⠃", "<mover><mrow><mi>A</mi><mi>B</mi></mrow><mo>→</mo></mover>"},
        /* 13: a matrix on one line, with an empty cell */
        {"⠘⠦⠡⠀⠐⠂⠀⠠⠜⠀⠣⠀⠩⠘⠴", "<mrow><mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd/></mtr><mtr><mtd><mn>2</mn></mtd>"
                            "<mtd><mn>3</mn></mtd></mtr></mtable><mo>)</mo></mrow>"},
        /* 14.3: a limit; 14.4: an integral */
        {"⠇⠊⠍⠢⠢⠰⠭⠸⠱⠼⠆⠋",
         "<mrow><munder><mi>lim</mi><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder><mi>f</mi></mrow>"},
        {"⠯⠢⠼⠈⠡⠭⠙⠭", "<mrow><msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup><mi>x</mi><mi>d</mi><mi>x</mi></mrow>"},
        /* 5: an open interval */
        {"⠾⠼⠆⠡⠷", "<mrow><mo>]</mo><mn>0</mn><mo>;</mo><mn>1</mn><mo>[</mo></mrow>"},
        /* chemistry (2008): a number without the sign of indices */
        {"⠨⠓⠣⠨⠕",
         "<mrow><msub><mi mathvariant=\"normal\">H</mi><mn>2</mn></msub><mi mathvariant=\"normal\">O</mi></mrow>"},
        {"⠨⠁⠃", ""},    /* a word */
        {"⠠⠹⠱", ""},    /* a number: the text's */
        {"⠡⠖⠆⠰", ""},   /* a block that never ends */
        {"⠠⠄⠰⠭⠖⠡", ""}, /* another */
        {"⠭⠈", ""},     /* a power of nothing */
        {"⠦⠭⠖⠡", ""},   /* a parenthesis that nothing closes */
    };
    buffer text = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        CHECK_TEXT(formula_of(rows[i][0], &text), rows[i][1]);
    buffer_free(&text);
}

/* Ten thousand roots, or fractions, inside one another are no formula, and that is known at once. */
static void check_deep(void)
{
    static const char *const cells[] = {"⠜", "⠰⠡⠌", "⠦", "⠭⠈", "⠡⠌"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        buffer deep = BUFFER_EMPTY;
        for (int k = 0; k < 10000; k++)
            buffer_text(&deep, cells[i]);
        buffer_text(&deep, "⠭");
        arena *pool = arena_new(64 << 20);
        CHECK(!back_read(pool, buffer_string(&deep), deep.size).row);
        arena_free(pool);
        buffer_free(&deep);
    }
}

/* A page of ten cells: a number at the right edge; a title in the middle; a paragraph whose second word had no room; a line
 * that ends early; a formula that goes on behind dot 5. */
static const char *const page[] = {"⠀⠀⠀⠀⠀⠀⠀⠀⠠⠣", "⠀⠀⠀⠀⠁⠃⠀⠀⠀⠀", "", "⠀⠀⠁⠁⠁⠁⠁⠁⠁", "⠃⠃⠃⠃⠀⠉", "⠀⠀⠁⠀⠃", "⠀⠀⠡⠖⠣⠖⠩⠖⠹⠐", "⠖⠱"};
static const char *const paragraphs[] = {"⠁⠃", "⠁⠁⠁⠁⠁⠁⠁⠀⠃⠃⠃⠃⠀⠉", "⠁⠀⠃", "⠡⠖⠣⠖⠩⠖⠹⠖⠱"};

static ard_document *page_of(report_log *log, const ard_limits *limits)
{
    ard_document *document = lesson_new(limits, log);
    ard_node *block = node_append(lesson_root(document), node_new(document, BRAILLE, NOWHERE));
    ard_node *sheet = node_append(block, node_new(document, BRAILLE_PAGE, NOWHERE));
    node_set_number(document, block, "data-cells", 10);
    for (size_t i = 0; i < sizeof page / sizeof *page; i++) {
        ard_node *line = node_append(sheet, node_new(document, BRAILLE_LINE, NOWHERE));
        if (*page[i])
            node_append_text(document, line, page[i], strlen(page[i]), NOWHERE);
    }
    return document;
}

static void check_paragraphs(void)
{
    report_log *log = report_new();
    ard_limits limits = {.memory = 1 << 20, .nodes = 1000, .depth = 100};
    ard_document *document = page_of(log, &limits);
    size_t heads, count = 0;
    for (const unlaid *p = braille_unlay(document, lesson_root(document)->first, &heads); p; p = p->next, count++) {
        CHECK_TEXT(p->cells, count < 4 ? paragraphs[count] : "");
        CHECK(p->heading == (count == 0));
    }
    CHECK(count == 4 && heads == 1);
    ard_document_free(document);
    report_free(log);
}

int main(void)
{
    check_formulas();
    check_deep();
    check_paragraphs();
    return check_end();
}
