/* Braille back to words: signs of the notation of 2007 as one types them, and pages back to paragraphs. */
#include "check.h"

#include "base/memory.h"
#include "filters/braille/ink-maths.h"
#include "filters/braille/unlay.h"

/* What a word of cells is as a formula; "" where it is none. */
static const char *formula_of(const char *braille, buffer *text)
{
    cells word = CELLS_EMPTY;
    cells_text(&word, braille);
    buffer_reset(text);
    CHECK(ink_formula(word.at, word.count, text) == (text->size > 0));
    cells_free(&word);
    return buffer_string(text);
}

static void check_formulas(void)
{
    static const char *const rows[][2] = {
        {"⠠⠡⠖⠣⠶⠩", "1+2=3"},       /* 1, 3, 4: digits, plus, equals */
        {"⠨⠃⠨⠉⠈⠣⠶⠩⠈⠣", "BC²=3²"},  /* 2.1 capitals, 9: a power */
        {"⠠⠄⠰⠭⠖⠡⠆⠌⠣", "(x+1)/2"},  /* 9.1: blocks are parentheses */
        {"⠭⠢⠡⠶⠣⠔⠭⠈⠝", "x₁=2×x^n"}, /* indices; a power that is a letter */
        {"⠜⠣⠱⠶⠱", "√25=5"},        /* 9.4: roots */
        {"⠈⠰⠝⠖⠡⠆", "^(n+1)"},      /* a power that is a block */
        {"⠭⠘⠡⠨⠦⠡⠂⠣⠨⠴", "x∈{1,2}"}, /* sets */
        {"⠠⠭", "x"},               /* a letter that the sign of formulas stands before */
        {"⠨⠁⠃", ""},               /* a word */
        {"⠠⠹⠱", ""},               /* a number: the text's */
        {"⠡⠖⠆", ""},               /* a block that was never begun */
        {"⠠⠄⠰⠭⠖⠡", ""},            /* one that never ends */
        {"⠡⠖⠿", ""},               /* a cell that means nothing there */
    };
    buffer text = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        CHECK_TEXT(formula_of(rows[i][0], &text), rows[i][1]);
    buffer_free(&text);
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
    check_paragraphs();
    return check_end();
}
