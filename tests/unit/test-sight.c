/* The filter "sight": palettes (WCAG 2.2, 1.4.6), large print, wide tables; that no word changes, and that it can be taken
 * away again. */
#include "lesson-build.h"

#include "base/contrast.h"
#include "filters/sight/sight.h"
#include "lesson/native.h"

extern const ard_filter sight_filter;
extern const ard_filter dyslexia_filter;
extern const ard_filter original_filter;

static const char *page_value(const bench *b, style_property property)
{
    const char *value = style_at(b->document, STYLE_PAGE)->values[property];
    return value ? value : "";
}

/* Every palette of the option's table has two colours, which contrast by 7. */
static void palettes_contrast(void)
{
    const ard_option *option = sight_filter.about.options;
    unsigned count = 0;
    while (strcmp(option->name, "palette") != 0)
        option++;
    for (const char *at = option->choices; *at; at += strcspn(at, " "), at += *at == ' ') {
        char name[32] = "";
        const char *ink, *paper;
        colour a, b;
        memcpy(name, at, strcspn(at, " "));
        if (strcmp(name, "document") == 0)
            continue;
        CHECK(sight_palette_named(name, &ink, &paper));
        CHECK(colour_read(&a, ink) && colour_read(&b, paper) && colour_contrast(a, b) >= 7);
        count++;
    }
    CHECK(count == 6);
}

/* A colour of the author's is made readable on the palette's paper, one that can be read stays. */
static void colours_are_fitted(void)
{
    bench b;
    bench_open(&b, &sight_filter);
    style dark = {.values = {[STYLE_COLOUR] = "#000080"}}, light = {.values = {[STYLE_COLOUR] = "#ffff00"}};
    uint16_t faint = style_add(b.document, &dark), clear = style_add(b.document, &light);
    bench_set(&b, "palette", "white-on-black");
    CHECK(sight_filter.apply(&b.task, b.document) == ARD_OK);
    colour ink, paper;
    CHECK_TEXT(page_value(&b, STYLE_PAPER), "#000000");
    CHECK_TEXT(page_value(&b, STYLE_COLOUR), "#ffffff");
    CHECK(colour_read(&ink, style_at(b.document, faint)->values[STYLE_COLOUR]) && colour_read(&paper, "#000000"));
    CHECK(colour_contrast(ink, paper) >= LEAST_CONTRAST && ink.blue > ink.red);
    CHECK_TEXT(style_at(b.document, clear)->values[STYLE_COLOUR], "#ffff00");
    bench_close(&b);
}

/* The page's size and, with it, the sizes of other styles, none below it; italics of styles become bold. */
static void sizes_are_relative(void)
{
    bench b;
    bench_open(&b, &sight_filter);
    style title = {.values = {[STYLE_SIZE] = "24pt"}}, small = {.values = {[STYLE_SIZE] = "9pt"}};
    style slanted = {.values = {[STYLE_SLANT] = "italic"}};
    uint16_t large = style_add(b.document, &title), note = style_add(b.document, &small),
             italic = style_add(b.document, &slanted);
    bench_set(&b, "print-size", "18");
    CHECK(sight_filter.apply(&b.task, b.document) == ARD_OK);
    CHECK_TEXT(page_value(&b, STYLE_SIZE), "18pt");
    CHECK_TEXT(page_value(&b, STYLE_PRINT), "large bold");
    CHECK_TEXT(style_at(b.document, large)->values[STYLE_SIZE], "36pt");
    CHECK_TEXT(style_at(b.document, note)->values[STYLE_SIZE], "18pt");
    CHECK_TEXT(style_at(b.document, italic)->values[STYLE_SLANT], "normal");
    CHECK_TEXT(style_at(b.document, italic)->values[STYLE_WEIGHT], "bold");
    bench_close(&b);
}

/* With a size for dyslexic readers the larger one counts, in whichever order they are said. */
static void largest_size_counts(void)
{
    static const char *const cases[][3] = {{"18", "14", "18pt"}, {"16", "22", "22pt"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bench b;
        bench_open(&b, &sight_filter);
        bench_set(&b, "print-size", cases[i][0]);
        CHECK(sight_filter.apply(&b.task, b.document) == ARD_OK);
        options *own = b.options;
        b.task.options = b.options = options_new(dyslexia_filter.about.options);
        bench_set(&b, "size", cases[i][1]);
        CHECK(dyslexia_filter.apply(&b.task, b.document) == ARD_OK);
        CHECK_TEXT(page_value(&b, STYLE_SIZE), cases[i][2]);
        options_free(own);
        bench_close(&b);
    }
}

/* What a question is about is never what stands for italics. */
static void asked_stays_distinct(void)
{
    static const struct {
        ard_kind asked[2];
        const char *print;
    } cases[] = {{{KINDS, KINDS}, "large bold"},
                 {{STRONG, KINDS}, "large underline"},
                 {{STRONG, UNDERLINE}, "large spaced"},
                 {{EMPHASIS, KINDS}, "large bold"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bench b;
        bench_open(&b, &sight_filter);
        ard_node *leaf = bench_leaf(&b, lesson_root(b.document), PARAGRAPH, "Le chat dort. ");
        for (size_t k = 0; k < 2; k++) {
            if (cases[i].asked[k] == KINDS)
                continue;
            ard_node *node = node_append(leaf, node_new(b.document, cases[i].asked[k], NOWHERE));
            node_set(b.document, node, "data-asked", "1");
            node_append_text(b.document, node, "mot", 3, NOWHERE);
        }
        bench_set(&b, "print-size", "18");
        CHECK(sight_filter.apply(&b.task, b.document) == ARD_OK);
        CHECK_TEXT(page_value(&b, STYLE_PRINT), cases[i].print);
        bench_close(&b);
    }
}

static ard_node *table_of(bench *b, const char *word, unsigned columns)
{
    ard_node *table = node_append(lesson_root(b->document), node_new(b->document, TABLE, NOWHERE));
    ard_node *row = node_append(table, node_new(b->document, ROW, NOWHERE));
    for (unsigned i = 0; i < columns; i++)
        bench_leaf(b, node_append(row, node_new(b->document, CELL, NOWHERE)), PARAGRAPH, word);
    return table;
}

/* A4 has 17 cm upright and 25.7 cm turned: at 24 points some 35 and 52 characters, with what cells need beside. */
static void wide_tables_turn(void)
{
    bench b;
    bench_open(&b, &sight_filter);
    ard_node *narrow = table_of(&b, "deux", 3), *wide = table_of(&b, "deuxième", 5),
             *broken = table_of(&b, "anticonstitutionnellement", 3);
    bench_set(&b, "print-size", "24");
    bench_set(&b, "wide-tables", "turn");
    buffer before = BUFFER_EMPTY, after = BUFFER_EMPTY;
    bench_words(b.document, &before);
    CHECK(sight_filter.apply(&b.task, b.document) == ARD_OK);
    CHECK(!node_attribute(narrow, "data-turned"));
    CHECK_TEXT(node_attribute(wide, "data-turned"), "landscape");
    CHECK_TEXT(node_attribute(broken, "data-turned"), "broken");
    size_t count;
    const ard_diag *diags = report_diags(b.log, &count);
    CHECK(count == 1 && strcmp(diags[0].code, "sight.table.wide") == 0);
    options *own = b.options;
    b.task.options = b.options = options_new(original_filter.about.options);
    CHECK(original_filter.apply(&b.task, b.document) == ARD_OK);
    bench_words(b.document, &after);
    CHECK_TEXT(buffer_string(&after), buffer_string(&before));
    CHECK(!node_attribute(wide, "data-turned") && !node_attribute(broken, "data-turned"));
    CHECK_TEXT(page_value(&b, STYLE_SIZE), "");
    options_free(own);
    buffer_free(&before);
    buffer_free(&after);
    bench_close(&b);
}

static void sheets(void)
{
    bench b;
    bench_open(&b, &sight_filter);
    bench_set(&b, "sheet", "a3-landscape");
    bench_set(&b, "sheet-margin", "1.5");
    CHECK(sight_filter.apply(&b.task, b.document) == ARD_OK);
    CHECK_TEXT(page_value(&b, STYLE_SHEET), "A3 landscape");
    CHECK_TEXT(page_value(&b, STYLE_MARGIN), "1.5cm");
    CHECK_TEXT(page_value(&b, STYLE_SIZE), "");
    CHECK_TEXT(page_value(&b, STYLE_PRINT), "");
    bench_close(&b);
}

int main(void)
{
    palettes_contrast();
    colours_are_fitted();
    sizes_are_relative();
    largest_size_counts();
    asked_stays_distinct();
    wide_tables_turn();
    sheets();
    return check_end();
}
