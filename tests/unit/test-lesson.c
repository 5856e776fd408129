/* engine/lesson: building, the walk, styles, resources, tidy trees. */
#include "check.h"
#include "trees.h"

#include "lesson/carry.h"
#include "lesson/lists.h"
#include "lesson/native.h"
#include "lesson/tidy.h"

#include <time.h>

static const ard_limits limits = {.memory = 64 << 20, .nodes = 100000, .depth = 256};

static ard_node *add(ard_document *d, ard_node *parent, ard_kind kind)
{
    return node_append(parent, node_new(d, kind, NOWHERE));
}

static void say(ard_document *d, ard_node *parent, const char *text)
{
    node_append_text(d, parent, text, strlen(text), NOWHERE);
}

/* A tree in one line: kinds' names with their children in brackets, texts in quotes. */
static void sketch_into(const ard_document *d, buffer *out)
{
    walk w = walk_of(lesson_root(d));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_LEAVE) {
            if (w.node->first)
                buffer_text(out, ")");
            continue;
        }
        buffer_text(out, w.node->previous ? " " : "");
        if (w.node->kind == TEXT)
            buffer_format(out, "'%s'", w.node->text);
        else
            buffer_format(out, "%s%s", ard_node_name(w.node), node_attribute(w.node, "id") ? "#" : "");
        buffer_text(out, w.node->first ? "(" : "");
    }
}

static const char *sketch(const ard_document *d)
{
    static buffer out;
    buffer_reset(&out);
    sketch_into(d, &out);
    return buffer_string(&out);
}

#define TIDIES(document, wanted)                                                                                       \
    do {                                                                                                               \
        CHECK(lesson_tidy(document) == ARD_OK);                                                                        \
        CHECK_TEXT(sketch(document), wanted);                                                                          \
        CHECK_TEXT(lesson_fault(document), NULL);                                                                      \
        ard_document_free(document);                                                                                   \
    } while (0)

static void test_building(void)
{
    report_log *log = report_new();
    ard_document *d = lesson_new(&limits, log);
    ard_node *p = add(d, lesson_root(d), PARAGRAPH);
    say(d, p, "Lis\x01 ");
    say(d, p, "l'\xFFœuvre\r\n");
    CHECK_TEXT(p->first->text, "Lis\uFFFD l'\uFFFDœuvre\n");
    CHECK(p->first == p->last);
    for (int i = 0; i < 50000; i++)
        say(d, p, "ab");
    CHECK(strlen(p->first->text) == 100000 + strlen("Lis\uFFFD l'\uFFFDœuvre\n") &&
          arena_used(lesson_pool(d)) < 1 << 20);
    node_set(d, p, "lang", "en");
    node_set(d, p, "id", "x");
    node_set(d, p, "aria-label", "y");
    CHECK_TEXT(p->attributes->name, "aria-label");
    node_set(d, p, "id", NULL);
    CHECK(node_attribute(p, "id") == NULL && node_attribute(NULL, "id") == NULL);
    CHECK_TEXT(node_language(d, p->first), "en");
    CHECK_TEXT(node_language(d, lesson_root(d)), "");
    lesson_set_meta(d, "language", "fr");
    CHECK_TEXT(node_language(d, lesson_root(d)), "fr");
    static const char *const wrong[] = {"",      "a b",     "<",     "é",  "data-ard", "data-ard-x",
                                        "xmlns", "xmlns:a", "svg:a", "1a", ":a",       "epub:"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        node_set(d, p, wrong[i], "v");
    size_t count;
    report_diags(log, &count);
    CHECK(count == sizeof wrong / sizeof *wrong && p->attributes->next->next == NULL);
    CHECK(node_new_text(d, "", 0, NOWHERE) == NULL && node_append(NULL, NULL) == NULL && node_append(p, NULL) == NULL);
    ard_document_free(d);
    report_free(log);
}

static void test_limits(void)
{
    report_log *log = report_new();
    ard_limits few = {.memory = 1 << 20, .nodes = 10, .depth = 5},
               small = {.memory = 64 << 10, .nodes = 1000000, .depth = 256};
    ard_document *d = lesson_new(&few, log);
    size_t count;
    for (int i = 0; i < 20; i++)
        add(d, lesson_root(d), PARAGRAPH);
    CHECK(lesson_status(d) == ARD_E_LIMIT && lesson_tidy(d) == ARD_E_LIMIT);
    ard_document_free(d);
    d = lesson_new(&small, log);
    for (int i = 0; i < 10000; i++)
        add(d, lesson_root(d), PARAGRAPH);
    CHECK(lesson_status(d) == ARD_E_LIMIT);
    ard_document_free(d);
    few.nodes = 1000;
    d = lesson_new(&few, log);
    ard_node *node = lesson_root(d);
    for (int i = 0; i < 5; i++)
        node = add(d, node, SECTION);
    add(d, node, RULE);
    CHECK(lesson_status(d) == ARD_OK && lesson_tidy(d) == ARD_E_LIMIT);
    ard_document_free(d);
    const ard_diag *diags = report_diags(log, &count);
    CHECK(count == 3);
    CHECK_TEXT(diags[0].code, "lesson.nodes");
    CHECK_TEXT(diags[1].code, "lesson.memory");
    CHECK_TEXT(diags[2].code, "lesson.depth");
    small.memory = 0;
    CHECK(lesson_new(&small, log) == NULL);
    report_free(log);
}

static void test_moves(void)
{
    ard_document *d = lesson_new(&limits, NULL);
    ard_node *root = lesson_root(d), *a = add(d, root, PARAGRAPH), *b = add(d, root, QUOTE), *c = add(d, root, RULE);
    node_wrap(node_new(d, SECTION, NOWHERE), a, b);
    CHECK_TEXT(sketch(d), "lesson(section(paragraph quote) rule)");
    node_unlink(c);
    node_insert_before(a, c);
    node_insert_after(b, add(d, NULL, HEADING));
    CHECK_TEXT(sketch(d), "lesson(section(rule paragraph quote heading))");
    ard_node *copy = node_copy(d, a->parent);
    node_move_children(b, a->parent);
    CHECK_TEXT(sketch(d), "lesson(section)");
    node_append(root, copy);
    node_unwrap(copy);
    CHECK_TEXT(sketch(d), "lesson(section rule paragraph quote heading)");
    CHECK(root->last->previous->kind == QUOTE && root->last->parent == root && copy->parent == NULL);
    ard_document_free(d);
}

static void test_walk(void)
{
    ard_document *d = lesson_new(&limits, NULL);
    ard_node *root = lesson_root(d), *p = add(d, root, PARAGRAPH);
    say(d, add(d, p, STRONG), "un");
    say(d, add(d, add(d, p, EMPHASIS), STRONG), "deux");
    add(d, root, RULE);
    walk w = walk_of(root);
    unsigned steps = 0;
    for (walk_event event; (event = walk_next(&w)) != WALK_END; steps++) {
        if (event == WALK_LEAVE && w.node->kind == STRONG)
            node_unwrap(w.node);
        else if (event == WALK_LEAVE && w.node->kind == RULE)
            node_unlink(w.node);
        else if (event == WALK_ENTER && w.node->kind == EMPHASIS)
            walk_skip(&w);
    }
    CHECK(steps == 12);
    CHECK_TEXT(sketch(d), "lesson(paragraph('un' emphasis(strong('deux'))))");
    w = walk_of(NULL);
    CHECK(walk_next(&w) == WALK_END && walk_next(&w) == WALK_END);
    ard_document_free(d);
}

static void test_styles(void)
{
    ard_document *d = lesson_new(&limits, NULL);
    style a = {.values = {[STYLE_SIZE] = "16pt"}}, b = {.values = {[STYLE_ALIGN] = "left"}};
    uint16_t one = style_add(d, &a), other = style_add(d, &b), named = style_named(d, "Ardoise A3");
    CHECK(one == 2 && other == 3 && style_add(d, &a) == one && named == 4 && style_named(d, "Ardoise A3") == named);
    style_set(d, named, STYLE_WEIGHT, "bold");
    style c = {.values = {[STYLE_WEIGHT] = "bold"}}, e = {.values = {[STYLE_COLOUR] = "#000000"}};
    CHECK(style_add(d, &c) == named);
    style_set(d, one, STYLE_SIZE, "18pt");
    CHECK(style_add(d, &a) != one);
    CHECK_TEXT(style_at(d, style_add(d, &e))->name, "Ardoise A5");
    CHECK(style_count(d) == 7 && style_at(d, 7) == NULL && style_named(d, "") == STYLE_NONE &&
          style_named(d, "Ardoise") == STYLE_PAGE);
    for (int i = 0; i < STYLE_PROPERTIES; i++)
        CHECK(style_property_named(style_property_name((style_property)i)) == (style_property)i);
    CHECK(style_property_named("float") == STYLE_PROPERTIES);
    ard_document_free(d);
}

static void test_resources(void)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *type, *name;
    } cases[] = {
        {"\x89PNG\r\n\x1a\n....", 12, "image/png", "image-1.png"},
        {"\xff\xd8\xff\xe0", 4, "image/jpeg", "image-2.jpg"},
        {"GIF89a..", 8, "image/gif", "image-3.gif"},
        {"RIFF....WEBPVP8 ", 16, "image/webp", "image-4.webp"},
        {"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <p> --><!DOCTYPE svg>\n<s:svg>", 58, "image/svg+xml", "image-5.svg"},
        {"<svg/>", 6, "image/svg+xml", "image-6.svg"},
        {"<html><svg/>", 12, "application/octet-stream", "part-7.bin"},
        {"II*\0....", 8, "image/tiff", "image-8.tif"},
        {"BM......", 8, "image/bmp", "image-9.bmp"},
        {"\xd7\xcd\xc6\x9a..", 6, "image/wmf", "image-10.wmf"},
        {"\x01\0\0\0....................................\x20"
         "EMF",
         44, "image/emf", "image-11.emf"},
        {"<", 1, "application/octet-stream", "part-12.bin"},
    };
    ard_document *d = lesson_new(&limits, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int number = lesson_resource(d, cases[i].bytes, cases[i].size);
        CHECK(number == (int)i + 1 && lesson_resource(d, cases[i].bytes, cases[i].size) == number);
        CHECK_TEXT(lesson_resource_at(d, number)->media_type, cases[i].type);
        CHECK_TEXT(lesson_resource_at(d, number)->name, cases[i].name);
    }
    CHECK(lesson_resource(d, "", 0) == 0 && lesson_resource_at(d, 0) == NULL && lesson_resource_at(d, 13) == NULL);
    ard_document_free(d);
}

static void test_kinds(void)
{
    for (int kind = 0; kind < KINDS; kind++)
        CHECK(kind_about((ard_kind)kind)->kind == (ard_kind)kind && kind_about((ard_kind)kind)->name);
}

static void test_plain(void)
{
    ard_document *d = lesson_new(&limits, NULL);
    ard_node *root = lesson_root(d), *p = add(d, root, PARAGRAPH), *m;
    buffer out = BUFFER_EMPTY;
    say(d, p, "Un");
    say(d, add(d, p, NOTE_REFERENCE), "1");
    add(d, p, BREAK);
    node_set(d, add(d, p, IMAGE), "alt", "un chat");
    m = add(d, add(d, root, PARAGRAPH), MATHS);
    say(d, node_append(m, node_new_mathml(d, "mi", NOWHERE)), "x");
    node_set(d, add(d, root, MATHS_BLOCK), "alttext", "y carré");
    node_text(root, &out);
    CHECK_TEXT(buffer_string(&out), "Un\nun chat\nx\ny carré");
    buffer_free(&out);
    ard_document_free(d);
}

/* ---- Tidy trees: the rules of tidy.h, one by one ---- */

static void test_tidy_wraps(void)
{
    ard_document *d = lesson_new(&limits, NULL);
    ard_node *root = lesson_root(d);
    say(d, root, " \n ");
    add(d, root, RULE);
    say(d, root, " un ");
    say(d, add(d, root, STRONG), "deux");
    add(d, root, PAGE_REFERENCE);
    add(d, root, RULE);
    add(d, root, PAGE_REFERENCE);
    TIDIES(d, "lesson(rule paragraph('un ' strong('deux') page-reference) rule page-mark)");

    d = lesson_new(&limits, NULL);
    root = lesson_root(d);
    say(d, add(d, root, ITEM), "a");
    say(d, root, "\n");
    say(d, add(d, root, ITEM), "b");
    say(d, add(d, root, CELL), "c");
    add(d, root, ROW);
    say(d, add(d, root, TERM), "d");
    say(d, add(d, root, DEFINITION), "e");
    say(d, add(d, root, CAPTION), "f");
    TIDIES(d, "lesson(bullets(item(paragraph('a')) item(paragraph('b'))) table(row(cell(paragraph('c')))) "
              "definitions(term('d') definition(paragraph('e'))) paragraph('f'))");
}

static void test_tidy_containers(void)
{
    ard_document *d = lesson_new(&limits, NULL);
    ard_node *root = lesson_root(d), *table = add(d, root, TABLE), *list;
    say(d, table, " x ");
    say(d, add(d, table, HEADER_CELL), "h");
    say(d, add(d, add(d, table, ROW), PARAGRAPH), "p");
    say(d, add(d, table, CAPTION), "c");
    TIDIES(
        d,
        "lesson(table(caption('c') row(cell(paragraph('x')) header-cell(paragraph('h'))) row(cell(paragraph('p')))))");

    d = lesson_new(&limits, NULL);
    list = add(d, lesson_root(d), NUMBERS);
    say(d, add(d, list, ITEM), "a");
    say(d, add(d, add(d, list, BULLETS), ITEM), "b");
    say(d, list, "c");
    add(d, add(d, list, ITEM), NUMBERS);
    TIDIES(d, "lesson(numbers(item(paragraph('a') bullets(item(paragraph('b')))) item(paragraph('c')) item))");
}

static void test_tidy_lifts(void)
{
    ard_document *d = lesson_new(&limits, NULL);
    ard_node *p = add(d, lesson_root(d), PARAGRAPH), *em = add(d, p, EMPHASIS);
    node_set(d, p, "id", "i");
    say(d, em, "avant");
    say(d, add(d, em, HEADING), "titre");
    say(d, em, "entre");
    add(d, em, RULE);
    say(d, em, " ");
    TIDIES(d, "lesson(paragraph#(emphasis('avant')) heading(emphasis('titre')) paragraph(emphasis('entre')) rule)");

    d = lesson_new(&limits, NULL);
    ard_node *link = add(d, lesson_root(d), LINK);
    node_set(d, link, "id", "i");
    say(d, add(d, link, HEADING), "titre");
    say(d, add(d, add(d, add(d, link, BULLETS), ITEM), PARAGRAPH), "a");
    TIDIES(d, "lesson(heading#(link('titre')) bullets(item(paragraph(link('a')))))");

    d = lesson_new(&limits, NULL);
    p = add(d, lesson_root(d), PARAGRAPH);
    say(d, p, "un");
    say(d, add(d, p, NOTE), "note 1");
    say(d, add(d, p, PAGE_MARK), "12");
    say(d, add(d, add(d, p, STRONG), NOTE), "note 2");
    add(d, lesson_root(d), RULE);
    TIDIES(d, "lesson(paragraph('un' page-reference('12')) note(paragraph('note 1')) note(paragraph('note 2')) rule)");
}

static void test_tidy_formulas(void)
{
    ard_document *d = lesson_new(&limits, NULL);
    ard_node *root = lesson_root(d), *m = add(d, root, MATHS_BLOCK), *row;
    say(d, m, "x");
    row = node_append(m, node_new_mathml(d, "mrow", NOWHERE));
    say(d, row, "y");
    say(d, add(d, row, STRONG), "z");
    node_set(d, add(d, row, IMAGE), "alt", "i");
    node_append(root, node_new_mathml(d, "mn", NOWHERE));
    TIDIES(d, "lesson(maths-block(mathml('x') mathml('yz')) paragraph(image maths(mathml)))");
}

static void test_tidy_empties(void)
{
    ard_document *d = lesson_new(&limits, NULL);
    ard_node *root = lesson_root(d), *p = add(d, root, PARAGRAPH), *a;
    say(d, add(d, p, STRONG), "  ");
    node_set(d, add(d, p, EMPHASIS), "id", "i");
    say(d, p, "  ");
    say(d, add(d, p, UNDERLINE), "mot ");
    add(d, p, SPAN);
    add(d, root, PARAGRAPH);
    add(d, add(d, root, SECTION), BULLETS);
    node_set(d, add(d, root, PARAGRAPH), "id", "j");
    say(d, add(d, root, CODE_BLOCK), "  x \n");
    a = add(d, add(d, root, PARAGRAPH), LINK);
    say(d, add(d, add(d, a, SPAN), LINK), "l");
    add(d, root, HEADING)->number = 9;
    say(d, root->last, "h");
    TIDIES(
        d,
        "lesson(paragraph(span# '  ' underline('mot')) paragraph# code-block('  x \n') paragraph(link(span('l'))) heading('h'))");
}

static void test_faults(void)
{
    ard_document *d = lesson_new(&limits, NULL);
    ard_node *p = add(d, lesson_root(d), PARAGRAPH);
    CHECK_TEXT(lesson_fault(d), "a paragraph or a list is empty");
    say(d, p, "a ");
    CHECK_TEXT(lesson_fault(d), "a leaf ends with a blank");
    node_append(p, node_new_text(d, "b", 1, NOWHERE));
    CHECK_TEXT(lesson_fault(d), "two texts touch");
    node_unlink(p->last);
    add(d, p, RULE);
    CHECK_TEXT(lesson_fault(d), "a node stands where its kind may not");
    ard_document_free(d);
}

/* ---- Random trees ---- */

/* All words of a tree, without blanks; notes' places may change, so in the order of bytes: how often each byte comes. */
static void count_bytes(const ard_document *d, unsigned counts[256])
{
    for (const ard_node *n = lesson_root(d); n; n = ard_node_following(n, lesson_root(d)))
        for (const char *c = n->kind == TEXT ? n->text : ""; *c; c++)
            counts[(unsigned char)*c] += !strchr(" \t\n", *c);
}

static void test_random(void)
{
    unsigned wrong = 0;
    for (unsigned seed = 1; seed <= 5000 && wrong < 3; seed++) {
        dice dice_of = {seed + 77777};
        report_log *log = report_new();
        ard_document *d = random_document(&dice_of, 5 + roll(&dice_of, 150), true, log);
        unsigned before[256] = {0}, after[256] = {0};
        buffer first = BUFFER_EMPTY, second = BUFFER_EMPTY;
        count_bytes(d, before);
        bool tidied = lesson_tidy(d) == ARD_OK;
        count_bytes(d, after);
        native_write(d, &first);
        lesson_tidy(d);
        native_write(d, &second);
        const char *fault = tidied ? lesson_fault(d) : "refused";
        bool same = strcmp(buffer_string(&first), buffer_string(&second)) == 0;
        if (fault || !same || memcmp(before, after, sizeof before) != 0) {
            printf("seed %u: %s\n", seed, fault ? fault : same ? "words lost" : "tidy twice is not tidy once");
            wrong++;
        }
        buffer_free(&first);
        buffer_free(&second);
        ard_document_free(d);
        report_free(log);
    }
    CHECK(wrong == 0);
}

/* ---- Time grows as the tree does ---- */

static void grow_blocks_in_inline(ard_document *d, unsigned count)
{
    ard_node *em = add(d, add(d, lesson_root(d), PARAGRAPH), EMPHASIS);
    for (unsigned i = 0; i < count; i++) {
        say(d, em, "a");
        say(d, add(d, em, HEADING), "b");
    }
}

static void grow_pages(ard_document *d, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        add(d, lesson_root(d), PAGE_REFERENCE);
}

static void grow_notes(ard_document *d, unsigned count)
{
    ard_node *p = add(d, lesson_root(d), PARAGRAPH);
    for (unsigned i = 0; i < count; i++) {
        say(d, p, "a");
        say(d, add(d, p, NOTE), "n");
    }
}

static void grow_captions(ard_document *d, unsigned count)
{
    ard_node *table = add(d, lesson_root(d), TABLE);
    for (unsigned i = 0; i < count; i++) {
        say(d, add(d, table, CELL), "c");
        say(d, add(d, table, CAPTION), "t");
    }
}

static void grow_texts(ard_document *d, unsigned count)
{
    ard_node *p = add(d, lesson_root(d), PARAGRAPH);
    for (unsigned i = 0; i < count; i++) {
        node_append(p, node_new_text(d, " ", 1, NOWHERE));
        add(d, p, SPAN);
    }
}

static double seconds_of(void (*grow)(ard_document *, unsigned), unsigned count)
{
    ard_limits large = {.memory = (uint64_t)2 << 30, .nodes = 10000000, .depth = 256};
    ard_document *d = lesson_new(&large, NULL);
    struct timespec from, to;
    grow(d, count);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    CHECK(lesson_tidy(d) == ARD_OK);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    CHECK_TEXT(lesson_fault(d), NULL);
    ard_document_free(d);
    return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

static void test_linear(void)
{
    void (*const grows[])(ard_document *, unsigned) = {grow_blocks_in_inline, grow_pages, grow_notes, grow_captions,
                                                       grow_texts};
    for (size_t i = 0; i < sizeof grows / sizeof *grows; i++) {
        double seconds = seconds_of(grows[i], 100000);
        if (seconds > 2)
            printf("case %zu: %.2f s\n", i, seconds);
        CHECK(seconds < 2);
    }
}

static void test_lists(void)
{
    static const struct {
        const char *type, *after;
        long number;
        const char *label;
    } rows[] = {
        {NULL, NULL, 3, "3."},           {"a", ")", 3, "c)"},        {"A", NULL, 28, "AB."}, {"i", NULL, 4, "iv."},
        {"I", ")", 1789, "MDCCLXXXIX)"}, {"i", NULL, 4000, "4000."}, {"a", NULL, 0, "0."}};
    report_log *log = report_new();
    ard_document *d = lesson_new(&limits, log);
    ard_node *list = add(d, lesson_root(d), NUMBERS), *item = add(d, list, ITEM);
    buffer label = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        node_set(d, list, "type", rows[i].type);
        node_set(d, list, "data-after", rows[i].after);
        buffer_reset(&label);
        list_label(list, rows[i].number, &label);
        CHECK_TEXT(buffer_string(&label), rows[i].label);
    }
    buffer_free(&label);
    CHECK(list_before(list) == 0 && list_number(item, 4) == 5);
    node_set(d, list, "start", "7");
    node_set(d, item, "value", "12");
    CHECK(list_before(list) == 6 && list_number(item, 4) == 12);
    ard_document_free(d);
    report_free(log);
}

static void test_tables(void)
{
    report_log *log = report_new();
    ard_document *d = lesson_new(&limits, log);
    ard_node *row = add(d, add(d, lesson_root(d), TABLE), ROW);
    CHECK(!node_is_head_row(row) && !node_is_head_row(NULL) && !node_is_cell(row) && !node_is_cell(NULL));
    ard_node *cell = add(d, row, HEADER_CELL);
    CHECK(node_is_head_row(row) && node_is_cell(cell) && node_span(cell, "colspan", 9) == 1);
    static const struct {
        const char *value;
        long span;
    } spans[] = {{"3", 3}, {"0", 1}, {"-2", 1}, {"12", 9}, {"2x", 1}, {"99999999999999999999", 1}};
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        node_set(d, cell, "colspan", spans[i].value);
        CHECK(node_span(cell, "colspan", 9) == spans[i].span);
    }
    say(d, add(d, cell, PARAGRAPH), " \u00A0");
    CHECK(!node_has_words(row));
    say(d, add(d, add(d, row, CELL), PARAGRAPH), "a");
    CHECK(node_has_words(row) && !node_is_head_row(row));
    ard_document_free(d);
    report_free(log);
}

static void test_carried(void)
{
    report_log *log = report_new();
    ard_document *d = lesson_new(&limits, log);
    ard_node *from = add(d, lesson_root(d), ASIDE), *to = add(d, lesson_root(d), ASIDE);
    node_set(d, from, "epub:type", "tip");
    node_set(d, from, "data-box", "a<\"b");
    node_set(d, from, "id", "n1");
    buffer out = BUFFER_EMPTY;
    carry_attributes(from, "id lang", &out);
    CHECK_TEXT(buffer_string(&out), " ard:data-box=\"a&lt;&quot;b\" ard:epub.type=\"tip\"");
    CHECK(carry_take(d, to, "ard:epub.type", "tip") && carry_take(d, to, "ard:data-v.1", "2"));
    CHECK_TEXT(node_attribute(to, "epub:type"), "tip");
    CHECK_TEXT(node_attribute(to, "data-v.1"), "2");
    CHECK(!carry_take(d, to, "ard:kind", "aside") && !carry_take(d, to, "text:name", "x") &&
          !carry_take(d, to, "ard:", "x"));
    CHECK(!node_attribute(to, "kind"));
    buffer_free(&out);
    ard_document_free(d);
    report_free(log);
}

int main(void)
{
    test_building();
    test_limits();
    test_moves();
    test_walk();
    test_styles();
    test_resources();
    test_kinds();
    test_lists();
    test_tables();
    test_plain();
    test_carried();
    test_tidy_wraps();
    test_tidy_containers();
    test_tidy_lifts();
    test_tidy_formulas();
    test_tidy_empties();
    test_faults();
    test_random();
    test_linear();
    return check_end();
}
