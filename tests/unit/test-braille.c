/* Braille, cell by cell. The rules: CBFU, Code braille français uniformisé (2008); NM, Notation mathématique braille
 * (2007); NC, Notation braille de la chimie (2008). Goldens were written from the rules, not from the program. */
#include "tests/unit/check.h"

#include "base/options.h"
#include "base/output.h"
#include "base/plugin.h"
#include "base/text.h"
#include "lesson/lesson.h"
#include "maths/mathml.h"
#include "source/xml.h"

extern const ard_filter braille_filter;
extern const ard_writer brf_writer, brl_writer;

typedef struct bench {
    report_log *log;
    options *options;
    task task;
    ard_limits limits;
    ard_document *document;
} bench;

/* `settings`: "key=value", separated by blanks. */
static void open_bench(bench *b, const char *settings)
{
    char copy[200];
    *b = (bench){.log = report_new(), .options = options_new(braille_filter.about.options)};
    b->limits = (ard_limits){1 << 26, 1 << 26, 1 << 26, 1 << 28, 1000, 200, 256, 1000000, 60};
    snprintf(copy, sizeof copy, "%s", settings);
    for (char *rest = copy, *one; (one = strsep(&rest, " ")) != NULL;) {
        char *value = strchr(one, '=');
        bool known = false;
        if (!value)
            continue;
        *value = '\0';
        options_set(b->options, b->log, NOWHERE, one, value + 1, &known);
        CHECK(known);
    }
    b->task = (task){.log = b->log, .limits = &b->limits, .options = b->options, .data = ""};
    b->document = lesson_new(&b->limits, b->log);
    CHECK(braille_filter.prepare(&b->task) == ARD_OK);
}

static void close_bench(bench *b)
{
    ard_document_free(b->document);
    options_free(b->options);
    report_free(b->log);
}

static bool take(void *user, const void *bytes, size_t size)
{
    buffer_add(user, bytes, size);
    return true;
}

/* What writer gives for the bench's document. */
static char *written(bench *b, const ard_writer *writer, const char *table)
{
    buffer out = BUFFER_EMPTY;
    options *own = options_new(writer->about.options);
    task t = b->task;
    bool known;
    if (table)
        options_set(own, b->log, NOWHERE, "table", table, &known);
    t.options = own;
    CHECK(braille_filter.apply(&b->task, b->document) == ARD_OK);
    CHECK(lesson_given(b->document, "braille"));
    ard_output *output = output_new(b->log, take, &out, 0);
    CHECK(writer->write(&t, b->document, output) == ARD_OK);
    output_commit(output);
    output_free(output);
    options_free(own);
    return out.data;
}

static ard_node *add(bench *b, ard_node *parent, ard_kind kind, const char *text)
{
    ard_node *node = node_append(parent, node_new(b->document, kind, NOWHERE));
    if (text)
        node_append_text(b->document, node, text, strlen(text), NOWHERE);
    return node;
}

static const char endless[] = "cells=0 lines=0 numbers=none";

/* The cells of what was written without the indent and the line's end; a blank is a space. Frees `got`. */
static void check_cells(char *got, const char *wanted, const char *said, int line)
{
    buffer bare = BUFFER_EMPTY;
    for (const char *at = got ? got : ""; *at;) {
        uint32_t point = text_next(&at);
        if (point == '\n')
            continue;
        if (point != 0x2800)
            buffer_point(&bare, point);
        else if (bare.size)
            buffer_byte(&bare, ' ');
    }
    check_count(strcmp(buffer_string(&bare), wanted) == 0, said, __FILE__, line);
    if (strcmp(buffer_string(&bare), wanted) != 0)
        printf("  got    |%s|\n  wanted |%s|\n", buffer_string(&bare), wanted);
    buffer_free(&bare);
    free(got);
}

/* ---- Text ------------------------------------------------------------------------------------------------------- */

static const struct text_row {
    const char *grade, *print, *braille;
} text_rows[] = {
    /* CBFU: letters, capitals, a word in capitals, a passage of four words */
    {"integral", "Le chat dort.", "⠨⠇⠑ ⠉⠓⠁⠞ ⠙⠕⠗⠞⠲"},
    {"integral", "PARIS", "⠨⠨⠏⠁⠗⠊⠎"},
    {"integral", "DÉFENSE DE MARCHER ICI", "⠒⠨⠙⠿⠋⠑⠝⠎⠑ ⠙⠑ ⠍⠁⠗⠉⠓⠑⠗ ⠨⠊⠉⠊"},
    {"integral", "LE CHAT DE LA VOISINE dort", "⠒⠨⠇⠑ ⠉⠓⠁⠞ ⠙⠑ ⠇⠁ ⠨⠧⠕⠊⠎⠊⠝⠑ ⠙⠕⠗⠞"},
    {"integral", "DÉFENSE DE MARCHER", "⠨⠨⠙⠿⠋⠑⠝⠎⠑ ⠨⠨⠙⠑ ⠨⠨⠍⠁⠗⠉⠓⠑⠗"},
    {"integral", "I. II. III. IV. V.", "⠨⠊⠲ ⠨⠨⠊⠊⠲ ⠨⠨⠊⠊⠊⠲ ⠨⠨⠊⠧⠲ ⠨⠧⠲"},
    {"integral", "L'Italie et L’Inde", "⠨⠇⠄⠨⠊⠞⠁⠇⠊⠑ ⠑⠞ ⠨⠇⠄⠨⠊⠝⠙⠑"},
    /* CBFU: French punctuation without the blanks of print */
    {"integral", "« Oui », dit Zoé.", "⠶⠨⠕⠥⠊⠶⠂ ⠙⠊⠞ ⠨⠵⠕⠿⠲"},
    {"integral", "Oui  !  Non", "⠨⠕⠥⠊⠖ ⠨⠝⠕⠝"},
    {"integral", "Où vas-tu ? Là !", "⠨⠕⠾ ⠧⠁⠎⠤⠞⠥⠢ ⠨⠇⠷⠖"},
    {"integral", "Trois couleurs : vert ; bleu", "⠨⠞⠗⠕⠊⠎ ⠉⠕⠥⠇⠑⠥⠗⠎⠒ ⠧⠑⠗⠞⠆ ⠃⠇⠑⠥"},
    /* CBFU: numbers; the blank of thousands is ⠄ inside them, where they are one number */
    {"integral", "67 890 habitants", "⠠⠫⠻⠄⠳⠪⠼ ⠓⠁⠃⠊⠞⠁⠝⠞⠎"},
    {"integral", "3 400 000", "⠠⠩⠄⠹⠼⠼⠄⠼⠼⠼"},
    {"integral", "7 800 900 2000", "⠠⠻ ⠠⠳⠼⠼ ⠠⠪⠼⠼ ⠠⠣⠼⠼⠼"},
    {"integral", "3×7", "⠠⠩⠔⠻"},
    /* NM 16: units, and 16.3: each capital has its key, the number keeps its blank; contracted: ⠠ before small letters */
    {"integral", "4,25 kg", "⠠⠹⠂⠣⠱ ⠅⠛"},
    {"integral", "9 MV", "⠠⠪ ⠨⠍⠨⠧"},
    {"integral", "8 €", "⠠⠳ ⠘⠑"},
    {"integral", "30 %", "⠠⠩⠼ ⠐⠬"},
    {"integral", "6 m.s-2", "⠠⠫ ⠠⠍⠔⠎⠈⠤⠣"},
    {"integral", "80 km²", "⠠⠳⠼ ⠅⠍⠈⠣"},
    {"abrege", "6 cm", "⠠⠫ ⠠⠉⠍"},
    {"abrege", "6 L", "⠠⠫ ⠨⠇"},
    {"abrege", "15 °C", "⠠⠡⠱ ⠐⠕⠨⠉"},
    /* NC: numbers of a formula without the index sign, a charge as a power */
    {"integral", "le CO₂", "⠇⠑ ⠨⠉⠨⠕⠣"},
    {"integral", "NO₃⁻", "⠨⠝⠨⠕⠩⠈⠤"},
    {"integral", "Ca²⁺", "⠨⠉⠁⠈⠰⠣⠖⠆"},
    /* NM, introduction, II.3: an expression in a text has its prefix */
    {"integral", "y²+4", "⠠⠽⠈⠣⠖⠹"},
    /* NM, introduction, II.8: a lone sign */
    {"abrege", "← et", "⠠⠸⠪ ⠾"},
    /* accents in two characters */
    {"integral", "e\xCC\x81te\xCC\x81", "⠿⠞⠿"},
    /* the number of what has no sign, the letter without what has none */
    {"integral", "é☺", "⠿⠘⠦⠧⠊⠎⠁⠛⠑ ⠎⠕⠥⠗⠊⠁⠝⠞⠴⠃"},
    {"integral", "Łódź", "⠨⠇⠬⠙⠵"},
    /* contracted: elle, bien */
    {"abrege", "elle va bien", "⠵ ⠧⠁ ⠃"},
};

static void test_text(void)
{
    for (size_t i = 0; i < sizeof text_rows / sizeof *text_rows; i++) {
        bench b;
        char settings[100];
        snprintf(settings, sizeof settings, "%s grade=%s", endless, text_rows[i].grade);
        open_bench(&b, settings);
        add(&b, lesson_root(b.document), PARAGRAPH, text_rows[i].print);
        check_cells(written(&b, &brl_writer, NULL), text_rows[i].braille, text_rows[i].print, __LINE__);
        close_bench(&b);
    }
}

/* CBFU: ⠸ before a word, ⠒⠸ before four and ⠸ before the last, ⠢ and ⠔ around a part of a word; ⠈ before what is raised. */
static void test_looks(void)
{
    static const struct {
        const char *before;
        ard_kind kind;
        const char *inside, *after, *braille;
    } rows[] = {
        {"Le ", EMPHASIS, "loup", " dort", "⠨⠇⠑ ⠸⠇⠕⠥⠏ ⠙⠕⠗⠞"},
        {"Le ", STRONG, "grand loup", ", lui", "⠨⠇⠑ ⠸⠛⠗⠁⠝⠙ ⠸⠇⠕⠥⠏⠂ ⠇⠥⠊"},
        {"Dis ", UNDERLINE, "un deux trois quatre", ".", "⠨⠙⠊⠎ ⠒⠸⠥⠝ ⠙⠑⠥⠭ ⠞⠗⠕⠊⠎ ⠸⠟⠥⠁⠞⠗⠑⠲"},
        {"para", STRONG, "pluie", " ", "⠏⠁⠗⠁⠢⠏⠇⠥⠊⠑⠔"},
        {"l'", EMPHASIS, "eau", " ", "⠇⠄⠸⠑⠁⠥"},
        {"le 2", SUPERSCRIPT, "e", " rang", "⠇⠑ ⠠⠣⠈⠑ ⠗⠁⠝⠛"},
        {"H", SUBSCRIPT, "2", "O", "⠨⠓⠣⠨⠕"},
        {"x", SUPERSCRIPT, "3", " = 8", "⠠⠭⠈⠩ ⠠⠶ ⠠⠳"},
        {"dit ", INLINE_QUOTE, "oui", " ", "⠙⠊⠞ ⠶⠕⠥⠊⠶"},
        {"a ", ANSWER, NULL, " b", "⠁ ⠲⠲⠲ ⠃"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bench b;
        open_bench(&b, endless);
        ard_node *p = add(&b, lesson_root(b.document), PARAGRAPH, rows[i].before);
        add(&b, p, rows[i].kind, rows[i].inside);
        node_append_text(b.document, p, rows[i].after, strlen(rows[i].after), NOWHERE);
        check_cells(written(&b, &brl_writer, NULL), rows[i].braille, rows[i].braille, __LINE__);
        close_bench(&b);
    }
}

/* A paragraph in another language is in that language's braille (UEB: capital ⠠, number ⠼). */
static void test_languages(void)
{
    bench b;
    open_bench(&b, endless);
    ard_node *p = add(&b, lesson_root(b.document), PARAGRAPH, "The 2 cats");
    node_set(b.document, p, "lang", "en");
    check_cells(written(&b, &brl_writer, NULL), "⠠⠞⠓⠑ ⠼⠃ ⠉⠁⠞⠎", "UEB", __LINE__);
    close_bench(&b);
}

/* Characters that print does not show: blanks, controls, joiners, variation selectors, halves of surrogate pairs. */
static bool is_unseen(uint32_t point)
{
    static const uint32_t ranges[][2] = {
        {0x007F, 0x00A0}, {0x00AD, 0x00AD}, {0x1680, 0x1680}, {0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x2064},
        {0x2800, 0x2800}, {0x3000, 0x3000}, {0xD800, 0xDFFF}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFFE, 0xFFFF},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (point >= ranges[i][0] && point <= ranges[i][1])
            return true;
    return false;
}

/* Adds every character from U+0021 to U+FFFF in a paragraph of its own, between two letters; gives how many. */
static unsigned add_characters(bench *b)
{
    unsigned count = 0;
    for (uint32_t point = 0x21; point <= 0xFFFF; point++) {
        char text[8] = "a";
        if (is_unseen(point))
            continue;
        size_t size = 1 + text_encode(text + 1, point);
        text[size] = 'a';
        add(b, lesson_root(b->document), PARAGRAPH, text);
        count++;
    }
    return count;
}

/* U+0021 to U+FFFF one by one: what is seen in print is never a blank in braille, and nothing but cells is written. */
static void test_nothing_lost(void)
{
    static const char *const grades[] = {"integral", "abrege", "8"};
    for (int g = 0; g < 3; g++) {
        bench b;
        char settings[100];
        snprintf(settings, sizeof settings, "%s grade=%s", endless, grades[g]);
        open_bench(&b, settings);
        unsigned wanted = add_characters(&b), lines = 0, silent = 0, foreign = 0, count = 0, same = 0;
        char *got = written(&b, &brl_writer, NULL);
        for (const char *at = got; *at;) {
            uint32_t one = text_next(&at);
            if (one == '\n') {
                silent += count < 2 || (count == 2 && same == 2);
                count = same = 0;
                lines++;
            } else if (one < 0x2800 || one > 0x28FF)
                foreign++;
            else {
                count += one != 0x2800;
                same += one == 0x2801;
            }
        }
        CHECK(lines == wanted);
        CHECK(silent == 0);
        CHECK(foreign == 0);
        free(got);
        close_bench(&b);
    }
}

/* A long run of characters that the table lacks is written whole; and a run of brackets in linear time. */
static void test_long_runs(void)
{
    enum { COUNT = 1700, BRACKETS = 100000 };
    char *text = malloc(3 * COUNT + 1), *brackets = malloc(BRACKETS + 1);
    for (size_t i = 0; text && i < COUNT; i++)
        memcpy(text + 3 * i, "\u5B57", 4);
    memset(brackets, '(', BRACKETS);
    brackets[BRACKETS] = '\0';
    bench b;
    open_bench(&b, endless);
    add(&b, lesson_root(b.document), PARAGRAPH, text);
    add(&b, lesson_root(b.document), PARAGRAPH, brackets);
    char *got = written(&b, &brl_writer, NULL);
    unsigned opened = 0;
    for (const char *at = got; at && (at = strstr(at, "⠘⠦")) != NULL; at++)
        opened++;
    CHECK(opened == COUNT);
    CHECK(text_length(got) > 8 * COUNT + BRACKETS);
    free(got);
    free(text);
    free(brackets);
    close_bench(&b);
}

/* ---- Formulas --------------------------------------------------------------------------------------------------- */

static const struct formula_row {
    const char *mathml, *braille;
} formula_rows[] = {
    /* NM 1, 2: numbers, Greek, sets of numbers; 3: operations */
    {"<mn>12,5</mn><mo>+</mo><mn>3</mn>", "⠡⠣⠂⠱⠖⠩"},
    {"<mn>1 024</mn>", "⠡⠄⠼⠣⠹"},
    {"<mn>2</mn><mi>π</mi><mi>R</mi>", "⠣⠘⠏⠨⠗"},
    {"<mi>k</mi><mo>∈</mo><mi>ℤ</mi>", "⠅⠘⠡⠨⠨⠵"},
    {"<mi>A</mi><mo>\xE2\x8A\x82\xCC\xB8</mo><mi>B</mi>", "⠨⠁⠨⠌⠨⠃"},
    {"<mi mathvariant='double-struck'>Q</mi>", "⠨⠨⠟"},
    {"<mn>6</mn><mo>×</mo><mn>7</mn><mo>≥</mo><mn>40</mn>", "⠫⠔⠻⠘⠜⠹⠼"},
    /* NM 5: brackets that hold brackets */
    {"<mi>h</mi><mo>(</mo><mi>k</mi><mo>(</mo><mi>t</mi><mo>)</mo><mo>)</mo>", "⠓⠐⠦⠅⠦⠞⠴⠐⠴"},
    {"<mo>[</mo><mn>2</mn><mo>-</mo><mo>(</mo><mi>a</mi><mo>-</mo><mn>1</mn><mo>)</mo><mo>]</mo>", "⠷⠣⠤⠦⠁⠤⠡⠴⠾"},
    {"<mo>(</mo><mo>[</mo><mi>a</mi><mo>]</mo><mo>)</mo>", "⠐⠦⠷⠁⠾⠐⠴"},
    {"<mo>{</mo><mn>1</mn><mo>,</mo><mn>2</mn><mo>}</mo>", "⠨⠦⠡⠂⠣⠨⠴"},
    /* NM 7 and 8: fractions and blocks */
    {"<mfrac><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mn>3</mn></mfrac>", "⠰⠭⠖⠡⠆⠌⠩"},
    {"<mfrac><mi>u</mi><mi>v</mi></mfrac><mo>=</mo><mn>4</mn>", "⠥⠌⠧⠶⠹"},
    {"<mn>5</mn><mfrac><mi>u</mi><mi>v</mi></mfrac>", "⠱⠰⠥⠌⠧⠆"},
    /* NM 9: primes, indices, powers, in this order */
    {"<msup><mi>y</mi><mn>3</mn></msup>", "⠽⠈⠩"},
    {"<msup><mi>e</mi><mrow><mo>-</mo><mi>t</mi></mrow></msup>", "⠑⠈⠤⠞"},
    {"<msup><mn>2</mn><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msup>", "⠣⠈⠰⠝⠖⠡⠆"},
    {"<msub><mi>b</mi><mrow><mi>k</mi><mo>-</mo><mn>1</mn></mrow></msub>", "⠃⠢⠰⠅⠤⠡⠆"},
    {"<msubsup><msup><mi>y</mi><mo>′</mo></msup><mn>1</mn><mn>2</mn></msubsup>", "⠽⠄⠢⠡⠈⠣"},
    {"<msup><mrow><mo>(</mo><mi>a</mi><mo>+</mo><mi>b</mi><mo>)</mo></mrow><mn>2</mn></msup>", "⠦⠁⠖⠃⠴⠈⠣"},
    {"<msup><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></msup>", "⠰⠁⠖⠃⠆⠈⠣"},
    {"<msup><mi>EF</mi><mn>2</mn></msup>", "⠨⠑⠨⠋⠈⠣"},
    {"<msup><mrow><mi>E</mi><mi>F</mi></mrow><mn>2</mn></msup>", "⠨⠑⠨⠋⠈⠣"},
    /* NM 9.6: under and over a sum */
    {"<munderover><mo>∑</mo><mrow><mi>k</mi><mo>=</mo><mn>0</mn></mrow><mi>N</mi></munderover><mi>k</mi>",
     "⠨⠘⠎⠢⠢⠰⠅⠶⠼⠆⠈⠈⠨⠝⠅"},
    /* NM 10: roots */
    {"<msqrt><mn>7</mn></msqrt>", "⠜⠻"},
    {"<msqrt><mi>x</mi><mo>+</mo><mn>2</mn></msqrt>", "⠜⠰⠭⠖⠣⠆"},
    {"<mroot><mn>5</mn><mn>3</mn></mroot>", "⠈⠩⠜⠱"},
    /* NM 11, 12: arrows, vectors, angles, parallels */
    {"<mi>x</mi><mo>↦</mo><mi>y</mi>", "⠭⠐⠱⠽"},
    {"<mover><mrow><mi>A</mi><mi>B</mi></mrow><mo>→</mo></mover>", "⠨⠒⠨⠁⠨⠃"},
    {"<mover><mrow><mi>E</mi><mi>F</mi><mi>G</mi></mrow><mo>^</mo></mover>", "⠘⠒⠨⠑⠨⠋⠨⠛"},
    {"<mo>(</mo><mi>d</mi><mo>)</mo><mo>∥</mo><mo>(</mo><mi>e</mi><mo>)</mo>", "⠦⠙⠴⠸⠳⠦⠑⠴"},
    /* NM 13: bars, matrices on one line, systems */
    {"<mo>|</mo><mi>x</mi><mo>-</mo><mn>3</mn><mo>|</mo>", "⠿⠭⠤⠩⠿"},
    {"<mrow><mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd></mtd>"
     "<mtd><mn>4</mn></mtd></mtr></mtable><mo>)</mo></mrow>",
     "⠘⠦⠡ ⠣ ⠠⠜ ⠐⠂ ⠹⠘⠴"},
    {"<mrow><mo>{</mo><mtable><mtr><mtd><mi>x</mi><mo>=</mo><mn>1</mn></mtd></mtr><mtr><mtd><mi>y</mi><mo>=</mo>"
     "<mn>2</mn></mtd></mtr></mtable></mrow>",
     "⠸⠦⠭⠶⠡ ⠠⠜ ⠽⠶⠣"},
    /* NM 14: functions without parentheses, limits, integrals */
    {"<mi>cos</mi><mi>y</mi>", "⠉⠕⠎⠰⠽⠆"},
    {"<mi>cos</mi><mo>(</mo><mi>y</mi><mo>)</mo>", "⠉⠕⠎⠦⠽⠴"},
    {"<mi>ln</mi><mn>2</mn><mo>+</mo><mn>1</mn>", "⠇⠝⠰⠣⠆⠖⠡"},
    {"<munder><mi>lim</mi><mrow><mi>n</mi><mo>→</mo><mo>+</mo><mi>∞</mi></mrow></munder><msub><mi>v</mi><mi>n</mi></msub>",
     "⠇⠊⠍⠢⠢⠰⠝⠸⠱⠖⠘⠉⠆⠧⠢⠝"},
    {"<msubsup><mo>∫</mo><mn>0</mn><mn>4</mn></msubsup><mn>3</mn><mi>t</mi><mi>d</mi><mi>t</mi>", "⠯⠢⠼⠈⠹⠰⠩⠞⠆⠙⠞"},
    /* NM 15: quantifiers; a semicolon where there are blocks (introduction, II.7) */
    {"<mo>∃</mo><mo>!</mo><mi>x</mi>", "⠸⠡⠖⠭"},
    {"<msup><mi>a</mi><mrow><mi>p</mi><mo>+</mo><mi>q</mi></mrow></msup><mo>;</mo><mi>b</mi>", "⠁⠈⠰⠏⠖⠟⠆⠠⠆⠃"},
    /* NC: formulas, charges, a triple bond, an isotope */
    {"<msub><mi mathvariant='normal'>N</mi><mn>2</mn></msub>", "⠨⠝⠣"},
    {"<msup><mi>Na</mi><mo>+</mo></msup>", "⠨⠝⠁⠈⠖"},
    {"<mi mathvariant='normal'>C</mi><mo>≡</mo><mi mathvariant='normal'>O</mi>", "⠨⠉⠿⠨⠕"},
    {"<mmultiscripts><mi mathvariant='normal'>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>", "⠨⠉⠠⠢⠫⠠⠈⠡⠹"},
};

/* A formula from MathML, in a block of its own or, after a word, in a sentence. */
static void add_formula(bench *b, ard_node *parent, const char *content, bool block)
{
    char text[1500];
    xml_node *root;
    snprintf(text, sizeof text, "<math xmlns='http://www.w3.org/1998/Math/MathML'%s>%s</math>",
             block ? " display='block'" : "", content);
    arena *pool = arena_new(1 << 20);
    if (xml_read(&root, pool, b->log, &b->limits, NULL, text, strlen(text)) == ARD_OK)
        node_append(parent, mathml_read(b->document, b->log, root, NULL));
    else
        CHECK(!"the formula is well formed");
    arena_free(pool);
}

static void test_formulas(void)
{
    for (size_t i = 0; i < sizeof formula_rows / sizeof *formula_rows; i++) {
        bench b;
        open_bench(&b, endless);
        add_formula(&b, lesson_root(b.document), formula_rows[i].mathml, true);
        check_cells(written(&b, &brl_writer, NULL), formula_rows[i].braille, formula_rows[i].mathml, __LINE__);
        close_bench(&b);
    }
}

/* NM, introduction, II.3: ⠠ before a formula in a sentence, ⠠⠄ where it holds blocks. NM 14.6: the short signs. */
static void test_joins(void)
{
    static const struct {
        const char *mathml, *braille, *settings;
    } rows[] = {
        {"<mi>x</mi><mo>=</mo><mn>2</mn>", "⠎⠊ ⠠⠭⠶⠣", ""},
        {"<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "⠎⠊ ⠠⠄⠜⠰⠭⠖⠡⠆", ""},
        {"<mi>sin</mi><mi>x</mi>", "⠎⠊ ⠠⠬⠭", "trigonometry=signs"},
        {"<mi>cos</mi><mn>2</mn><mi>x</mi>", "⠎⠊ ⠠⠄⠨⠬⠰⠣⠭⠆", "trigonometry=signs"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bench b;
        char settings[100];
        snprintf(settings, sizeof settings, "%s %s", endless, rows[i].settings);
        open_bench(&b, settings);
        ard_node *p = add(&b, lesson_root(b.document), PARAGRAPH, "si ");
        add_formula(&b, p, rows[i].mathml, false);
        check_cells(written(&b, &brl_writer, NULL), rows[i].braille, rows[i].mathml, __LINE__);
        close_bench(&b);
    }
}

/* ---- Layout ----------------------------------------------------------------------------------------------------- */

/* The heading in the middle, not last on a page; paragraphs from cell 3; items hang; a number keeps its unit; a formula
 * is cut before its sign, with ⠐ (NM, introduction, II.5); the page's number at the right of the first line. */
static void test_pages(void)
{
    bench b;
    open_bench(&b, "cells=20 lines=8");
    ard_node *root = lesson_root(b.document);
    ard_node *title = add(&b, root, HEADING, "Titre");
    title->number = 1;
    add(&b, root, PARAGRAPH, "Il parcourt bien 15 km.");
    ard_node *item = add(&b, add(&b, root, NUMBERS, NULL), ITEM, NULL);
    add(&b, item, PARAGRAPH, "Calcule puis écris la fin.");
    title = add(&b, root, HEADING, "Suite");
    title->number = 1;
    add_formula(&b, root, "<mi>y</mi><mo>=</mo><mn>123456789</mn><mo>+</mo><mn>9876543</mn>", true);
    char *got = written(&b, &brl_writer, NULL);
    CHECK_TEXT(got, "⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠠⠡\n"
                    "⠀⠀⠀⠀⠀⠀⠀⠨⠞⠊⠞⠗⠑\n"
                    "\n"
                    "⠀⠀⠨⠊⠇⠀⠏⠁⠗⠉⠕⠥⠗⠞⠀⠃⠊⠑⠝\n"
                    "⠠⠡⠱⠀⠅⠍⠲\n"
                    "⠠⠡⠲⠀⠨⠉⠁⠇⠉⠥⠇⠑⠀⠏⠥⠊⠎\n"
                    "⠀⠀⠿⠉⠗⠊⠎⠀⠇⠁⠀⠋⠊⠝⠲\n"
                    "\f"
                    "⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠠⠣\n"
                    "⠀⠀⠀⠀⠀⠀⠀⠨⠎⠥⠊⠞⠑\n"
                    "\n"
                    "⠀⠀⠽⠶⠡⠣⠩⠹⠱⠫⠻⠳⠪⠐\n"
                    "⠀⠀⠀⠀⠖⠪⠳⠻⠫⠱⠹⠩\n");
    free(got);
    close_bench(&b);
}

static void add_row(bench *b, ard_node *of, ard_kind kind, const char *first, const char *second)
{
    ard_node *row = add(b, of, ROW, NULL);
    add(b, add(b, row, kind, NULL), PARAGRAPH, first);
    add(b, add(b, row, kind, NULL), PARAGRAPH, second);
}

/* A table by columns; the same on lines too short for them, row by row with its headers. */
static void test_tables(void)
{
    static const struct {
        const char *settings, *braille;
    } rows[] = {
        {"cells=20 lines=0", "⠨⠧⠊⠇⠇⠑⠀⠀⠨⠏⠁⠽⠎\n"
                             "⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒\n"
                             "⠨⠗⠕⠍⠑⠀⠀⠀⠨⠊⠞⠁⠇⠊⠑\n"},
        {"cells=12 lines=0", "⠀⠀⠘⠦⠨⠞⠁⠃⠇⠑⠁⠥\n"
                             "⠏⠗⠿⠎⠑⠝⠞⠿\n"
                             "⠇⠊⠛⠝⠑⠀⠏⠁⠗\n"
                             "⠇⠊⠛⠝⠑⠴⠃\n"
                             "⠨⠧⠊⠇⠇⠑⠒\n"
                             "⠀⠀⠨⠗⠕⠍⠑\n"
                             "⠀⠀⠨⠏⠁⠽⠎⠒\n"
                             "⠀⠀⠀⠀⠨⠊⠞⠁⠇⠊⠑\n"},
    };
    for (size_t i = 0; i < 2; i++) {
        bench b;
        open_bench(&b, rows[i].settings);
        ard_node *of = add(&b, lesson_root(b.document), TABLE, NULL);
        add_row(&b, of, HEADER_CELL, "Ville", "Pays");
        add_row(&b, of, CELL, "Rome", "Italie");
        char *got = written(&b, &brl_writer, NULL);
        CHECK_TEXT(got, rows[i].braille);
        free(got);
        close_bench(&b);
    }
}

/* A note stands at the end, behind the number that calls it. */
static void test_notes(void)
{
    bench b;
    open_bench(&b, "cells=20 lines=0");
    ard_node *root = lesson_root(b.document), *p = add(&b, root, PARAGRAPH, "Un mot");
    node_set(b.document, add(&b, p, NOTE_REFERENCE, NULL), "href", "#n");
    ard_node *note = add(&b, root, NOTE, NULL);
    node_set(b.document, note, "id", "n");
    add(&b, note, PARAGRAPH, "Le sens.");
    add(&b, root, PARAGRAPH, "Fin.");
    char *got = written(&b, &brl_writer, NULL);
    CHECK_TEXT(got, "⠀⠀⠨⠥⠝⠀⠍⠕⠞⠠⠦⠡⠴\n⠀⠀⠨⠋⠊⠝⠲\n\n⠠⠦⠡⠴⠀⠨⠇⠑⠀⠎⠑⠝⠎⠲\n");
    free(got);
    close_bench(&b);
}

/* The two tables of BRF, byte by byte: key 4-6, a, é, blank, key 6, one, three. */
static void test_brf(void)
{
    static const struct {
        const char *table, *bytes;
    } rows[] = {{"nabcc", "  .A= ,*%\r\n\f"},
                {"TbFr2007", "  \xA8"
                             "a\xE9 `13\r\n\f"}};
    for (size_t i = 0; i < 2; i++) {
        bench b;
        open_bench(&b, "lines=0");
        add(&b, lesson_root(b.document), PARAGRAPH, "Aé 13");
        char *got = written(&b, &brf_writer, rows[i].table);
        CHECK_TEXT(got, rows[i].bytes);
        free(got);
        close_bench(&b);
    }
}

int main(void)
{
    test_text();
    test_looks();
    test_languages();
    test_nothing_lost();
    test_long_runs();
    test_formulas();
    test_joins();
    test_pages();
    test_tables();
    test_notes();
    test_brf();
    return check_end();
}
