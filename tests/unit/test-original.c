/* The filter "original": what filters added goes, and the author's text and styles are left as they were. */
#include "lesson-build.h"
#include "lesson/native.h"
#include "lesson/tidy.h"

extern const ard_filter original_filter;

static ard_node *add(bench *b, ard_node *parent, ard_kind kind, const char *added)
{
    ard_node *node = node_append(parent, node_new(b->document, kind, NOWHERE));
    node_set(b->document, node, "added", added);
    return node;
}

static void say(bench *b, ard_node *parent, const char *text)
{
    node_append_text(b->document, parent, text, strlen(text), NOWHERE);
}

static ard_node *mark(bench *b, ard_node *parent, const char *row, const char *text)
{
    ard_node *node = add(b, parent, SPAN, "around");
    node->style = style_named(b->document, row);
    say(b, node, text);
    return node;
}

static void check_native(const bench *b, const char *wanted)
{
    buffer native = BUFFER_EMPTY;
    native_write(b->document, &native);
    const char *from = strstr(buffer_string(&native), "</title>\n");
    CHECK_TEXT(from, wanted);
    CHECK_TEXT(lesson_fault(b->document), NULL);
    buffer_free(&native);
}

/* A word that marks cut, over the border of an element, is one text again; blocks and inlines that were added go with
 * their contents, what was put around the author's goes alone; rows of marks and the page's go, rows between them stay. */
static void what_was_added_goes(void)
{
    bench b;
    bench_open(&b, &original_filter);
    ard_document *d = b.document;
    ard_node *root = lesson_root(d);
    style_set(d, STYLE_PAGE, STYLE_SIZE, "14pt");
    style_set(d, style_named(d, "Ardoise M1"), STYLE_COLOUR, "#0000cc");
    style_set(d, style_named(d, "Ardoise A1"), STYLE_COLOUR, "#008000");
    style_set(d, style_named(d, "Ardoise M2"), STYLE_COLOUR, "#cc0000");
    style_set(d, style_named(d, "Ardoise Mauve"), STYLE_COLOUR, "#800080");
    ard_node *leaf = add(&b, root, PARAGRAPH, NULL);
    ard_node *strong = add(&b, leaf, STRONG, NULL);
    mark(&b, strong, "Ardoise M1", "mer");
    mark(&b, leaf, "Ardoise M2", "veil");
    mark(&b, leaf, "Ardoise M1", "le");
    say(&b, add(&b, leaf, SPAN, "1"), " (ajout)");
    say(&b, leaf, ".");
    say(&b, add(&b, root, PARAGRAPH, "1"), "Ajouté.");
    ard_node *box = add(&b, root, ASIDE, "around");
    leaf = add(&b, box, PARAGRAPH, NULL);
    leaf->style = style_named(d, "Ardoise M2");
    ard_node *own = add(&b, leaf, SPAN, NULL);
    own->style = style_named(d, "Ardoise A1");
    mark(&b, own, "Ardoise M1", "ve");
    mark(&b, add(&b, own, SPAN, "around"), "Ardoise M2", "rt");
    add(&b, leaf, SPAN, NULL)->style = style_named(d, "Ardoise Mauve");
    say(&b, leaf->last, " mauve");
    CHECK(original_filter.apply(&b.task, d) == ARD_OK);
    static const char wanted[] =
        "</title>\n"
        "<meta data-ard=\"style\" name=\"Ardoise A1\" data-ard-color=\"#008000\"/>\n"
        "<meta data-ard=\"style\" name=\"Ardoise Mauve\" data-ard-color=\"#800080\"/>\n"
        "</head>\n<body>\n"
        "<p><strong>mer</strong>veille.</p>\n"
        "<p><span data-ard-style=\"Ardoise A1\">vert</span><span data-ard-style=\"Ardoise Mauve\"> mauve</span></p>\n"
        "</body>\n</html>\n";
    check_native(&b, wanted);
    CHECK(original_filter.apply(&b.task, d) == ARD_OK); /* nothing is left to do */
    check_native(&b, wanted);
    /* the table finds its rows by name and by values, where they are now */
    style values = {.values = {[STYLE_COLOUR] = "#800080"}};
    CHECK(style_add(d, &values) == style_named(d, "Ardoise Mauve"));
    CHECK(style_named(d, "Ardoise M1") == style_count(d) - 1);
    bench_close(&b);
}

static void names_of_marks(void)
{
    static const struct {
        const char *name;
        bool mark;
    } names[] = {{"Ardoise M1", true},   {"Ardoise M120", true},    {"Ardoise A1", false}, {"Ardoise M", false},
                 {"Ardoise M1b", false}, {"Ardoise Maison", false}, {"", false},           {NULL, false}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        CHECK(style_is_mark(names[i].name) == names[i].mark);
}

/* `restore=no`, which a later profile may say, leaves everything. */
static void may_be_turned_off(void)
{
    bench b;
    bench_open(&b, &original_filter);
    bench_set(&b, "restore", "no");
    mark(&b, add(&b, lesson_root(b.document), PARAGRAPH, NULL), "Ardoise M1", "la");
    CHECK(original_filter.apply(&b.task, b.document) == ARD_OK);
    CHECK(kind_is(lesson_root(b.document)->first->first, SPAN));
    bench_close(&b);
}

int main(void)
{
    what_was_added_goes();
    names_of_marks();
    may_be_turned_off();
    return check_end();
}
