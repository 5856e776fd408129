/* The filter "simplify": its lines, tables, notes and pages, and that the stream of words is the source's. */
#include "lesson-build.h"

extern const ard_filter simplify_filter;

/* The text of a leaf, generated breaks as "/", others as "|". */
static void shown(const ard_node *leaf, buffer *out)
{
    walk w = walk_of((ard_node *)leaf);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->kind == TEXT)
            buffer_text(out, w.node->text);
        else if (event == WALK_ENTER && w.node->kind == BREAK)
            buffer_byte(out, node_attribute(w.node, "added") ? '/' : '|');
        else if (event == WALK_ENTER && w.node->kind == LINK)
            buffer_byte(out, '{');
        else if (event == WALK_LEAVE && w.node->kind == LINK)
            buffer_byte(out, '}');
        else if (event == WALK_ENTER && w.node->kind == MATHS)
            buffer_byte(out, '$');
}

static const struct {
    ard_kind kind;
    const char *text, *wanted;
} lines[] = {
    {PARAGRAPH, "Le chat dort. Le chien court.", "Le chat dort. /Le chien court."},
    {PARAGRAPH, "Il pèse 3.5 kg. Quoi ? Rien.", "Il pèse 3.5 kg. /Quoi ? /Rien."},
    {PARAGRAPH, "*Un. Deux.* Trois.", "Un. /Deux. /Trois."},
    {PARAGRAPH, "Voir {la page. Puis l'autre.} Fin.", "Voir {la page. Puis l'autre.} /Fin."},
    {PARAGRAPH, "Fin. {Voir ici.}", "Fin. /{Voir ici.}"},
    {PARAGRAPH, "Une seule phrase", "Une seule phrase"},
    {HEADING, "Un. Deux.", "Un. Deux."},
    {PARAGRAPH, "Souligne les verbes et entoure les sujets.", "Souligne les verbes et entoure les sujets."},
    {INSTRUCTION, "Souligne les verbes et entoure les sujets.", "Souligne les verbes /et entoure les sujets."},
    {INSTRUCTION, "Lis le texte, souligne les noms, puis recopie-les.",
     "Lis le texte, /souligne les noms, /puis recopie-les."},
    {INSTRUCTION, "1) Lis. Calcule et explique.", "1) Lis. /Calcule /et explique."},
    {INSTRUCTION, "Relie les noms et les verbes.", "Relie les noms et les verbes."},
    {INSTRUCTION, "Voici le texte et souligne.", "Voici le texte et souligne."},
};

static void check_lines(void)
{
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        bench b;
        bench_open(&b, &simplify_filter);
        ard_node *leaf = bench_leaf(&b, lesson_root(b.document), lines[i].kind, lines[i].text);
        buffer got = BUFFER_EMPTY, plain = BUFFER_EMPTY;
        CHECK(simplify_filter.apply(&b.task, b.document) == ARD_OK);
        shown(leaf, &got);
        CHECK_TEXT(buffer_string(&got), lines[i].wanted);
        /* a second time, nothing is left to do */
        buffer_reset(&got);
        CHECK(simplify_filter.apply(&b.task, b.document) == ARD_OK);
        shown(leaf, &got);
        CHECK_TEXT(buffer_string(&got), lines[i].wanted);
        buffer_free(&got);
        buffer_free(&plain);
        bench_close(&b);
    }
}

/* A break that the author made is not doubled; a formula between two sentences stays where it is. */
static void breaks_and_formulas(void)
{
    bench b;
    bench_open(&b, &simplify_filter);
    ard_node *leaf = bench_leaf(&b, lesson_root(b.document), PARAGRAPH, "Un.");
    node_append(leaf, node_new(b.document, BREAK, NOWHERE));
    node_append_text(b.document, leaf, "On a ", 5, NOWHERE);
    node_append(leaf, node_new(b.document, MATHS, NOWHERE));
    node_append_text(b.document, leaf, ". Donc oui.", 11, NOWHERE);
    CHECK(simplify_filter.apply(&b.task, b.document) == ARD_OK);
    buffer got = BUFFER_EMPTY;
    shown(leaf, &got);
    CHECK_TEXT(buffer_string(&got), "Un.|On a $. /Donc oui.");
    buffer_free(&got);
    bench_close(&b);
}

/* A table of `columns` columns and two rows below its head; cells are letters. */
static ard_node *make_table(bench *b, int columns, bool head, const char *empty)
{
    ard_node *table = node_append(lesson_root(b->document), node_new(b->document, TABLE, NOWHERE));
    bench_leaf(b, table, CAPTION, "Titre");
    for (int row = 0; row < 3; row++) {
        ard_node *line = node_append(table, node_new(b->document, ROW, NOWHERE));
        for (int i = 0; i < columns; i++) {
            char text[3] = {(char)('a' + i), (char)('0' + row), 0};
            ard_node *cell = node_new(b->document, head && !row ? HEADER_CELL : CELL, NOWHERE);
            node_append(line, cell);
            if (strcmp(text, empty) != 0)
                bench_leaf(b, cell, PARAGRAPH, text);
        }
    }
    return table;
}

static void check_tables(void)
{
    static const struct {
        int columns;
        bool head;
        const char *empty;
        ard_kind wanted;
    } cases[] = {{3, true, "", TABLE},   {5, true, "", SECTION}, {5, false, "", TABLE},
                 {5, true, "b1", TABLE}, {5, true, "b0", TABLE}, {5, true, "a0", SECTION}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bench b;
        bench_open(&b, &simplify_filter);
        ard_node *table = make_table(&b, cases[i].columns, cases[i].head, cases[i].empty);
        buffer before = BUFFER_EMPTY, after = BUFFER_EMPTY, all = BUFFER_EMPTY;
        bench_words(b.document, &before);
        CHECK(simplify_filter.apply(&b.task, b.document) == ARD_OK);
        bench_words(b.document, &after);
        CHECK(table->kind == cases[i].wanted);
        CHECK_TEXT(buffer_string(&after), buffer_string(&before));
        node_text(table, &all);
        if (i == 1)
            CHECK_TEXT(buffer_string(&all), "Titre\na0\nb0\nc0\nd0\ne0\na0\na1\nb0\nb1\nc0\nc1\nd0\nd1\ne0\ne1\n"
                                            "a0\na2\nb0\nb2\nc0\nc2\nd0\nd2\ne0\ne2");
        buffer_free(&before);
        buffer_free(&after);
        buffer_free(&all);
        bench_close(&b);
    }
}

static void check_notes(void)
{
    bench b;
    bench_open(&b, &simplify_filter);
    ard_node *root = lesson_root(b.document), *leaf = bench_leaf(&b, root, PARAGRAPH, "La sève");
    ard_node *raised = node_append(leaf, node_new(b.document, SUPERSCRIPT, NOWHERE));
    ard_node *reference = node_append(raised, node_new(b.document, NOTE_REFERENCE, NOWHERE));
    node_set(b.document, reference, "href", "#n1");
    node_append_text(b.document, leaf, " monte.", 7, NOWHERE);
    ard_node *note = node_append(root, node_new(b.document, NOTE, NOWHERE));
    node_set(b.document, note, "id", "n1");
    bench_leaf(&b, note, PARAGRAPH, "liquide des *plantes*");
    bench_set(&b, "notes", "near");
    CHECK(simplify_filter.apply(&b.task, b.document) == ARD_OK);
    buffer text = BUFFER_EMPTY;
    node_text(root, &text);
    CHECK_TEXT(buffer_string(&text), "La sève (liquide des plantes) monte.");
    CHECK(root->first == leaf && !leaf->next && !raised->parent);
    buffer_free(&text);
    bench_close(&b);
}

static void check_pages_and_pictures(void)
{
    bench b;
    bench_open(&b, &simplify_filter);
    ard_node *root = lesson_root(b.document), *exercises[3];
    bench_leaf(&b, root, HEADING, "Titre")->number = 1;
    for (int i = 0; i < 3; i++) {
        exercises[i] = node_append(root, node_new(b.document, EXERCISE, NOWHERE));
        ard_node *leaf = bench_leaf(&b, exercises[i], PARAGRAPH, i < 2 ? "Texte." : "");
        ard_node *image = i < 2 ? NULL : node_append(leaf, node_new(b.document, IMAGE, NOWHERE));
        node_set(b.document, image, "alt", "");
        bench_leaf(&b, exercises[i], PARAGRAPH, "Suite.");
    }
    ard_node *picture = node_append(bench_leaf(&b, root, PARAGRAPH, "x "), node_new(b.document, IMAGE, NOWHERE));
    node_set(b.document, picture, "alt", "");
    CHECK(simplify_filter.apply(&b.task, b.document) == ARD_OK);
    CHECK(!exercises[0]->style && exercises[1]->style && exercises[1]->style == exercises[2]->style);
    CHECK_TEXT(style_at(b.document, exercises[1]->style)->values[STYLE_BREAK], "page");
    CHECK(!picture->parent);
    CHECK(kind_is(exercises[2]->first->first, IMAGE));
    size_t count;
    const ard_diag *diags = report_diags(b.log, &count);
    CHECK(count == 2 && !strcmp(diags[0].code, "simplify.decoration") && diags[0].severity == ARD_LOSS);
    bench_close(&b);
}

/* Random text: the words stay in their order, and taking what was added away gives each leaf's characters again. */
static void words_stay(void)
{
    static const char *const parts[] = {"Le chat. ", "M. Dupont ",  "3.5 ", "*",   "{",  "}",
                                        "Souligne ", "et entoure ", ", ",   "? ",  "! ", "« Oui. » ",
                                        "etc. ",     "puis lis ",   "\n",   "été", "… ", "1) "};
    uint32_t seed = 7;
    for (int round = 0; round < 300; round++) {
        bench b;
        bench_open(&b, &simplify_filter);
        buffer text = BUFFER_EMPTY, before = BUFFER_EMPTY, after = BUFFER_EMPTY;
        ard_node *leaves[5];
        for (int leaf = 0; leaf < 5; leaf++) {
            buffer_reset(&text);
            for (unsigned n = 1 + bench_random(&seed, 12); n; n--)
                buffer_text(&text, parts[bench_random(&seed, sizeof parts / sizeof *parts)]);
            leaves[leaf] =
                bench_leaf(&b, lesson_root(b.document), leaf % 2 ? INSTRUCTION : PARAGRAPH, buffer_string(&text));
        }
        for (int leaf = 0; leaf < 5; leaf++)
            node_text(leaves[leaf], &before);
        CHECK(simplify_filter.apply(&b.task, b.document) == ARD_OK);
        walk w = walk_of(lesson_root(b.document));
        for (walk_event event; (event = walk_next(&w)) != WALK_END;)
            if (event == WALK_LEAVE && node_attribute(w.node, "added"))
                node_unlink(w.node);
        for (int leaf = 0; leaf < 5; leaf++)
            node_text(leaves[leaf], &after);
        CHECK_TEXT(buffer_string(&after), buffer_string(&before));
        buffer_free(&text);
        buffer_free(&before);
        buffer_free(&after);
        bench_close(&b);
    }
}

int main(void)
{
    check_lines();
    breaks_and_formulas();
    check_tables();
    check_notes();
    check_pages_and_pictures();
    words_stay();
    return check_end();
}
