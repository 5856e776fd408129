/* The filter "dyslexia": what it does to the style table, and that it does nothing else. */
#include "lesson-build.h"

#include "base/contrast.h"

extern const ard_filter dyslexia_filter;

static const char *page_value(const bench *b, style_property property)
{
    const char *value = style_at(b->document, STYLE_PAGE)->values[property];
    return value ? value : "";
}

/* Ratios of WCAG 2.2's own definition: black on white 21, equal colours 1; #777777 on white is known as 4.48. */
static void contrasts(void)
{
    colour black, white, grey, cream;
    CHECK(colour_read(&black, "#000") && colour_read(&white, "#FFFFFF") && colour_read(&grey, "#777777"));
    CHECK(colour_read(&cream, "#fff8e1"));
    CHECK(!colour_read(&black, "red") && !colour_read(&black, "#12345") && !colour_read(&black, NULL));
    CHECK(!colour_read(&black, "#00000g"));
    CHECK(colour_contrast(black, white) > 20.99 && colour_contrast(black, white) < 21.01);
    CHECK(colour_contrast(white, white) == 1);
    CHECK(colour_contrast(grey, white) > 4.47 && colour_contrast(grey, white) < 4.49);
    CHECK(colour_contrast(white, grey) == colour_contrast(grey, white));
}

static void page_style(void)
{
    bench b;
    bench_open(&b, &dyslexia_filter);
    bench_leaf(&b, lesson_root(b.document), PARAGRAPH, "Le chat dort.");
    bench_set(&b, "size", "14");
    bench_set(&b, "letter-spacing", "0.18");
    bench_set(&b, "line-height", "1.5");
    bench_set(&b, "paragraph-spacing", "1");
    bench_set(&b, "align", "left");
    bench_set(&b, "hyphens", "none");
    bench_set(&b, "measure", "65");
    bench_set(&b, "font", "Luciole, Verdana");
    CHECK(dyslexia_filter.apply(&b.task, b.document) == ARD_OK);
    CHECK_TEXT(page_value(&b, STYLE_SIZE), "14pt");
    CHECK_TEXT(page_value(&b, STYLE_LETTER_SPACING), "0.18em");
    CHECK_TEXT(page_value(&b, STYLE_WORD_SPACING), "0.24em");
    CHECK_TEXT(page_value(&b, STYLE_LINE_HEIGHT), "1.5");
    CHECK_TEXT(page_value(&b, STYLE_SPACE_AFTER), "1em");
    CHECK_TEXT(page_value(&b, STYLE_ALIGN), "left");
    CHECK_TEXT(page_value(&b, STYLE_HYPHENS), "none");
    CHECK_TEXT(page_value(&b, STYLE_MEASURE), "32.5em");
    CHECK_TEXT(page_value(&b, STYLE_FONT), "Luciole, Verdana");
    CHECK_TEXT(page_value(&b, STYLE_PAPER), "");
    buffer words = BUFFER_EMPTY;
    bench_words(b.document, &words);
    CHECK_TEXT(buffer_string(&words), "Le chat dort");
    buffer_free(&words);
    bench_close(&b);
}

/* Word spacing follows letter spacing, may be wider, and never narrower. */
static void coupled_spacing(void)
{
    static const char *const cases[][3] = {{"0.12", NULL, "0.16em"},
                                           {"0.12", "0.5", "0.5em"},
                                           {"0.12", "0.01", "0.16em"},
                                           {NULL, "0.2", "0.2em"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bench b;
        bench_open(&b, &dyslexia_filter);
        if (cases[i][0])
            bench_set(&b, "letter-spacing", cases[i][0]);
        if (cases[i][1])
            bench_set(&b, "word-spacing", cases[i][1]);
        CHECK(dyslexia_filter.apply(&b.task, b.document) == ARD_OK);
        CHECK_TEXT(page_value(&b, STYLE_WORD_SPACING), cases[i][2]);
        bench_close(&b);
    }
}

/* The document's own styles: sizes keep their proportion, fonts that mean something stay, justified text does not. */
static void other_styles(void)
{
    bench b;
    bench_open(&b, &dyslexia_filter);
    style_set(b.document, STYLE_PAGE, STYLE_SIZE, "11pt");
    style title = {.values = {[STYLE_SIZE] = "22pt", [STYLE_ALIGN] = "center", [STYLE_FONT] = "Times New Roman"}};
    style text = {.values = {[STYLE_ALIGN] = "justify", [STYLE_LINE_HEIGHT] = "1", [STYLE_LETTER_SPACING] = "1pt"}};
    style sign = {.values = {[STYLE_FONT] = "Wingdings", [STYLE_SIZE] = "1.5em", [STYLE_COLOUR] = "#ff0000"}};
    uint16_t titled = style_add(b.document, &title), plain = style_add(b.document, &text);
    uint16_t signed_row = style_add(b.document, &sign);
    bench_set(&b, "size", "14");
    bench_set(&b, "font", "Verdana");
    bench_set(&b, "align", "left");
    bench_set(&b, "line-height", "1.5");
    bench_set(&b, "letter-spacing", "0.1");
    CHECK(dyslexia_filter.apply(&b.task, b.document) == ARD_OK);
    CHECK_TEXT(style_at(b.document, titled)->values[STYLE_SIZE], "28pt");
    CHECK_TEXT(style_at(b.document, titled)->values[STYLE_ALIGN], "center");
    CHECK(!style_at(b.document, titled)->values[STYLE_FONT]);
    CHECK(!style_at(b.document, plain)->values[STYLE_ALIGN]);
    CHECK(!style_at(b.document, plain)->values[STYLE_LINE_HEIGHT]);
    CHECK(!style_at(b.document, plain)->values[STYLE_LETTER_SPACING]);
    CHECK_TEXT(style_at(b.document, signed_row)->values[STYLE_FONT], "Wingdings");
    CHECK_TEXT(style_at(b.document, signed_row)->values[STYLE_SIZE], "1.5em");
    CHECK_TEXT(style_at(b.document, signed_row)->values[STYLE_COLOUR], "#ff0000");
    bench_close(&b);
}

/* Colours: refused where they cannot be read, paired, and the document's own faint ones told. */
static void colours(void)
{
    static const struct {
        const char *key, *value;
        ard_status status;
    } cases[] = {{"paper", "#fff8e1", ARD_OK},
                 {"paper", "#333333", ARD_E_USAGE},
                 {"ink", "#888888", ARD_E_USAGE},
                 {"ink", "blue", ARD_E_USAGE},
                 {"ink", "#1a1a6e", ARD_OK},
                 {"font", "x;}", ARD_E_USAGE},
                 {"font", "Atkinson Hyperlegible", ARD_OK}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bench b;
        bench_open(&b, &dyslexia_filter);
        bench_set(&b, cases[i].key, cases[i].value);
        CHECK(dyslexia_filter.apply(&b.task, b.document) == cases[i].status);
        bench_close(&b);
    }
    bench b;
    bench_open(&b, &dyslexia_filter);
    style faint = {.values = {[STYLE_COLOUR] = "#ffff00"}};
    uint16_t row = style_add(b.document, &faint);
    bench_set(&b, "paper", "#fff8e1");
    CHECK(dyslexia_filter.apply(&b.task, b.document) == ARD_OK);
    CHECK_TEXT(page_value(&b, STYLE_COLOUR), "#000000");
    CHECK_TEXT(style_at(b.document, row)->values[STYLE_COLOUR], "#ffff00");
    size_t count;
    const ard_diag *diags = report_diags(b.log, &count);
    CHECK(count == 1 && !strcmp(diags[0].code, "page.colours.faint"));
    bench_close(&b);
}

/* What no one set stays as it was. */
static void untouched(void)
{
    bench b;
    bench_open(&b, &dyslexia_filter);
    bench_set(&b, "line-height", "2");
    CHECK(dyslexia_filter.apply(&b.task, b.document) == ARD_OK);
    for (int p = 0; p < STYLE_PROPERTIES; p++)
        CHECK(p == STYLE_LINE_HEIGHT || !style_at(b.document, STYLE_PAGE)->values[p]);
    bench_close(&b);
}

int main(void)
{
    contrasts();
    page_style();
    coupled_spacing();
    other_styles();
    colours();
    untouched();
    return check_end();
}
