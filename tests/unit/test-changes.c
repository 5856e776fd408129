/* What filters move, or make another kind, and the way back (lesson/changes.h): random trees, moved about at random, are as they
 * were, to the byte of their native form. And the filter "paper". */
#include "lesson-build.h"
#include "lesson/changes.h"
#include "lesson/native.h"

extern const ard_filter simplify_filter, paper_filter;

enum { MOST = 40 };

static bool is_within(const ard_node *node, const ard_node *other)
{
    while (node && node != other)
        node = node->parent;
    return node != NULL;
}

/* Sections and paragraphs in each other; their number. */
static size_t grow(bench *b, uint32_t *seed, ard_node *all[MOST])
{
    size_t count = 0;
    while (count < MOST) {
        ard_node *parent = count ? all[bench_random(seed, (unsigned)count)] : NULL;
        if (!parent || parent->kind != SECTION)
            parent = lesson_root(b->document);
        bool leaf = bench_random(seed, 3) > 0;
        char text[8];
        snprintf(text, sizeof text, "n%zu", count);
        all[count] = leaf ? bench_leaf(b, parent, PARAGRAPH, text)
                          : node_append(parent, node_new(b->document, SECTION, NOWHERE));
        if (!leaf)
            node_set(b->document, all[count], "role", text);
        count++;
    }
    return count;
}

static void move_about(bench *b, uint32_t *seed, ard_node *all[MOST], size_t count)
{
    changes c = changes_begin(b->document);
    for (int round = 0; round < 30; round++) {
        ard_node *node = all[bench_random(seed, (unsigned)count)], *to = all[bench_random(seed, (unsigned)count)];
        if (is_within(to, node))
            continue;
        if (bench_random(seed, 4) == 0 && !node_attribute(node, "data-was")) {
            change_kind(b->document, node, node->kind == SECTION ? ASIDE : VERSE, "role");
            continue;
        }
        if (node_attribute(node, "data-moved"))
            continue; /* a block is moved once */
        change_place(&c, node);
        node_unlink(node);
        if (bench_random(seed, 2) && (to->kind == SECTION || to->kind == ASIDE))
            node_append(to, node);
        else
            node_insert_before(to, node);
    }
}

static void random_moves(void)
{
    uint32_t seed = 20;
    for (int round = 0; round < 200; round++) {
        bench b;
        ard_node *all[MOST];
        bench_open(&b, &simplify_filter);
        buffer before = BUFFER_EMPTY, after = BUFFER_EMPTY;
        size_t count = grow(&b, &seed, all);
        native_write(b.document, &before);
        move_about(&b, &seed, all, count);
        CHECK(changes_take_back(b.document) > 0);
        native_write(b.document, &after);
        CHECK_TEXT(buffer_string(&after), buffer_string(&before));
        CHECK(changes_take_back(b.document) == 0);
        buffer_free(&before);
        buffer_free(&after);
        bench_close(&b);
    }
}

/* What is damaged says nothing: no place, a place that is gone, a kind that is none, one that may not stand there. */
static void damaged(void)
{
    static const char *const said[][2] = {
        {"data-moved", "1 after 9"},  {"data-moved", "x"},
        {"data-moved", "1 in"},       {"data-moved", "9999999999999999999 in 0"},
        {"data-was", "nothing"},      {"data-was", "text"},
        {"data-was-style", "Absent"}, {"data-was-picture", "7"},
        {"data-gaps", "0 -1 99999"},  {"data-was", "note-reference"},
    };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        bench b;
        bench_open(&b, &simplify_filter);
        ard_node *leaf = bench_leaf(&b, lesson_root(b.document), PARAGRAPH, "Un.");
        bench_leaf(&b, lesson_root(b.document), PARAGRAPH, "Deux.");
        node_set(b.document, leaf, said[i][0], said[i][1]);
        changes_take_back(b.document);
        buffer text = BUFFER_EMPTY;
        node_text(lesson_root(b.document), &text);
        CHECK(strstr(buffer_string(&text), "Un.") && strstr(buffer_string(&text), "Deux."));
        CHECK(leaf->kind == PARAGRAPH);
        buffer_free(&text);
        bench_close(&b);
    }
}

static bool was_said(const bench *b, const char *code)
{
    size_t count;
    const ard_diag *diags = report_diags(b->log, &count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(diags[i].code, code))
            return true;
    return false;
}

/* Pages are bound by giving up air first; large print keeps its letters; what cannot be met is said. */
static void paper(void)
{
    static const struct {
        const char *size, *pages;
        int paragraphs;
        bool space, smaller, over;
    } cases[] = {
        {"14pt", "9", 20, false, false, false}, {"14pt", "1", 20, true, false, false},
        {"14pt", "1", 30, true, true, false},   {"24pt", "1", 30, true, false, true},
        {"14pt", "1", 300, true, true, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bench b;
        bench_open(&b, &paper_filter);
        style_set(b.document, STYLE_PAGE, STYLE_SIZE, cases[i].size);
        style_set(b.document, STYLE_PAGE, STYLE_LINE_HEIGHT, "1.8");
        style_set(b.document, STYLE_PAGE, STYLE_SPACE_AFTER, "1.5em");
        for (int n = 0; n < cases[i].paragraphs; n++)
            bench_leaf(&b, lesson_root(b.document), PARAGRAPH, "Une ligne.");
        bench_set(&b, "pages", cases[i].pages);
        CHECK(paper_filter.apply(&b.task, b.document) == ARD_OK);
        CHECK(was_said(&b, "paper.space") == cases[i].space);
        CHECK(was_said(&b, "paper.size") == cases[i].smaller);
        CHECK(was_said(&b, "paper.over") == cases[i].over && was_said(&b, "paper.fits") != cases[i].over);
        bench_close(&b);
    }
}

int main(void)
{
    random_moves();
    damaged();
    paper();
    return check_end();
}
