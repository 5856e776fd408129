/* The filter "simplify": its lines, tables, notes, cards and lists, that the stream of words is the source's, and that the
 * filter "original" takes all of it back. */
#include "lesson-build.h"
#include "lesson/native.h"
#include "lesson/tidy.h"

extern const ard_filter simplify_filter, original_filter;

/* A bench with the options of the profile "simple". */
static void open_simple(bench *b)
{
    static const char *const set[][2] = {
        {"sentences", "yes"}, {"actions", "yes"},     {"exercises", "page"}, {"instructions", "first"},
        {"progress", "yes"},  {"todo", "yes"},        {"shared", "repeat"},  {"columns", "4"},
        {"notes", "near"},    {"decoration", "drop"},
    };
    bench_open(b, &simplify_filter);
    for (size_t i = 0; i < sizeof set / sizeof *set; i++)
        bench_set(b, set[i][0], set[i][1]);
}

/* The native form of a document, which the caller frees. */
static void native_of(const bench *b, buffer *out)
{
    buffer_reset(out);
    native_write(b->document, out);
}

static void take_back(bench *b)
{
    options *simple = b->options;
    b->options = options_new(original_filter.about.options);
    b->task.options = b->options;
    CHECK(original_filter.apply(&b->task, b->document) == ARD_OK);
    options_free(b->options);
    b->options = simple;
    b->task.options = simple;
}

/* The text of a leaf, generated breaks as "/", others as "|", verbs that were made strong between "*". */
static void shown(const ard_node *leaf, buffer *out)
{
    walk w = walk_of((ard_node *)leaf);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->kind == TEXT)
            buffer_text(out, w.node->text);
        else if (event == WALK_ENTER && w.node->kind == BREAK)
            buffer_byte(out, node_attribute(w.node, "added") ? '/' : '|');
        else if (w.node->kind == STRONG && node_attribute(w.node, "added"))
            buffer_byte(out, '*');
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
    {INSTRUCTION, "Souligne les verbes.", "*Souligne* les verbes."},
    {INSTRUCTION, "Souligne les verbes et entoure les sujets.",
     "1) *Souligne* les verbes /2) et *entoure* les sujets."},
    {INSTRUCTION, "Lis le texte, souligne les noms, puis recopie-les.",
     "1) *Lis* le texte, /2) *souligne* les noms, /3) puis *recopie-les*."},
    {INSTRUCTION, "1) Relis. Calcule et explique.", "1) a) *Relis*. /b) *Calcule* /c) et *explique*."},
    {INSTRUCTION, "Lis le texte. Il parle d'un chat. Souligne les verbes.",
     "1) *Lis* le texte. /Il parle d'un chat. /2) *Souligne* les verbes."},
    {INSTRUCTION, "Relie les noms et les verbes.", "*Relie* les noms et les verbes."},
    {INSTRUCTION, "Voici le texte et souligne.", "Voici le texte et souligne."},
};

static void check_lines(void)
{
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        bench b;
        open_simple(&b);
        ard_node *leaf = bench_leaf(&b, lesson_root(b.document), lines[i].kind, lines[i].text);
        buffer got = BUFFER_EMPTY;
        CHECK(simplify_filter.apply(&b.task, b.document) == ARD_OK);
        shown(leaf, &got);
        CHECK_TEXT(buffer_string(&got), lines[i].wanted);
        buffer_free(&got);
        bench_close(&b);
    }
}

/* A break that the author made is not doubled; a formula between two sentences stays where it is. */
static void breaks_and_formulas(void)
{
    bench b;
    open_simple(&b);
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

/* Where an exercise asks about words in strong letters, its verbs are numbered but not strong: only what is asked is. */
static void verbs_beside_strong_words(void)
{
    bench b;
    open_simple(&b);
    ard_node *exercise = node_append(lesson_root(b.document), node_new(b.document, EXERCISE, NOWHERE));
    ard_node *leaf = bench_leaf(&b, exercise, INSTRUCTION, "Recopie les mots en gras et donne leur nature.");
    ard_node *material = bench_leaf(&b, exercise, PARAGRAPH, "Le *chat* dort.");
    ard_node *other = bench_leaf(&b, lesson_root(b.document), INSTRUCTION, "Relis ta copie.");
    for (ard_node *node = material->first; node; node = node->next)
        if (node->kind == STRONG)
            node_set(b.document, node, "data-asked", "1");
    CHECK(simplify_filter.apply(&b.task, b.document) == ARD_OK);
    buffer got = BUFFER_EMPTY;
    shown(leaf, &got);
    CHECK_TEXT(buffer_string(&got), "1) Recopie les mots en gras /2) et donne leur nature.");
    CHECK_TEXT(style_at(b.document, leaf->style)->values[STYLE_WEIGHT], "normal");
    buffer_reset(&got);
    shown(other, &got);
    CHECK_TEXT(buffer_string(&got), "*Relis* ta copie.");
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
        open_simple(&b);
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

/* A note stands between brackets at its word, and goes back to where it was, with the mark that led to it. */
static void check_notes(void)
{
    bench b;
    open_simple(&b);
    ard_node *root = lesson_root(b.document), *leaf = bench_leaf(&b, root, PARAGRAPH, "La sève");
    ard_node *raised = node_append(leaf, node_new(b.document, SUPERSCRIPT, NOWHERE));
    ard_node *reference = node_append(raised, node_new(b.document, NOTE_REFERENCE, NOWHERE));
    node_set(b.document, reference, "href", "#n1");
    node_append_text(b.document, reference, "1", 1, NOWHERE);
    node_append_text(b.document, leaf, " monte.", 7, NOWHERE);
    ard_node *note = node_append(root, node_new(b.document, NOTE, NOWHERE));
    node_set(b.document, note, "id", "n1");
    node_set(b.document, note, "epub:type", "footnote");
    bench_leaf(&b, note, PARAGRAPH, "liquide des *plantes*");
    bench_leaf(&b, root, PARAGRAPH, "Fin.");
    buffer text = BUFFER_EMPTY, before = BUFFER_EMPTY, after = BUFFER_EMPTY;
    native_of(&b, &before);
    CHECK(simplify_filter.apply(&b.task, b.document) == ARD_OK);
    CHECK_TEXT(lesson_fault(b.document), NULL);
    node_text(root, &text);
    CHECK_TEXT(buffer_string(&text), "La sève (liquide des plantes) monte.\nFin.");
    take_back(&b);
    native_of(&b, &after);
    CHECK_TEXT(buffer_string(&after), buffer_string(&before));
    buffer_free(&text);
    buffer_free(&before);
    buffer_free(&after);
    bench_close(&b);
}

/* Three exercises: each in a card that begins a page, with the title above it and where it stands; the list at the
 * beginning leads to them. A picture that is decoration goes, one in an exercise stays. */
static void cards_and_lists(void)
{
    bench b;
    open_simple(&b);
    ard_node *root = lesson_root(b.document), *exercises[3];
    bench_leaf(&b, root, HEADING, "Titre")->number = 1;
    bench_leaf(&b, root, PARAGRAPH, "La leçon.");
    bench_leaf(&b, root, HEADING, "Pour s'exercer")->number = 2;
    for (int i = 0; i < 3; i++) {
        exercises[i] = node_append(root, node_new(b.document, EXERCISE, NOWHERE));
        bench_leaf(&b, exercises[i], HEADING, i ? "Exercice 2" : "Exercice 1")->number = 3;
        ard_node *leaf = bench_leaf(&b, exercises[i], PARAGRAPH, i < 2 ? "Texte." : "");
        ard_node *image = i < 2 ? NULL : node_append(leaf, node_new(b.document, IMAGE, NOWHERE));
        node_set(b.document, image, "alt", "");
    }
    ard_node *picture = node_append(bench_leaf(&b, root, PARAGRAPH, "x "), node_new(b.document, IMAGE, NOWHERE));
    node_set(b.document, picture, "alt", "");
    bench_leaf(&b, root, HEADING, "Bilan")->number = 2;
    bench_leaf(&b, root, PARAGRAPH, "Fin.");
    CHECK(simplify_filter.apply(&b.task, b.document) == ARD_OK);
    CHECK_TEXT(lesson_fault(b.document), NULL);
    buffer text = BUFFER_EMPTY;
    node_text(root, &text);
    CHECK_TEXT(buffer_string(&text), "Titre\nÀ faire\nExercice 1 : Texte.\nExercice 2 : Texte.\nExercice 2\nLa leçon.\n"
                                     "Tâche 1 sur 3\nPour s'exercer\nExercice 1\nTexte.\nTâche 2 sur 3\nExercice 2\n"
                                     "Texte.\nTâche 3 sur 3\nExercice 2\nx\nBilan\nFin.");
    for (int i = 0; i < 3; i++) {
        const ard_node *card = exercises[i]->parent;
        CHECK(card->kind == SECTION && !exercises[i]->style);
        CHECK_TEXT(node_attribute(card, "data-card"), "task");
        CHECK_TEXT(style_at(b.document, card->style)->values[STYLE_BREAK], "page");
        CHECK(card->first->next == exercises[i] || !i);
    }
    CHECK(kind_is(exercises[2]->parent->next, PARAGRAPH)); /* what has no title stays with the exercise above */
    CHECK_TEXT(node_attribute(exercises[2]->parent->next->next, "data-card"), "text");
    CHECK(!picture->parent);
    CHECK(kind_is(exercises[2]->last->first, IMAGE));
    size_t count;
    const ard_diag *diags = report_diags(b.log, &count);
    CHECK_TEXT(diags[0].code, "simplify.decoration.one");
    CHECK_TEXT(diags[1].code, "simplify.order");
    CHECK(!strcmp(diags[2].code, "simplify.decoration") && diags[2].severity == ARD_LOSS);
    /* a second time nothing is done, and that is said */
    buffer_reset(&text);
    native_of(&b, &text);
    buffer again = BUFFER_EMPTY;
    CHECK(simplify_filter.apply(&b.task, b.document) == ARD_OK);
    native_of(&b, &again);
    CHECK_TEXT(buffer_string(&again), buffer_string(&text));
    diags = report_diags(b.log, &count);
    CHECK_TEXT(diags[count - 1].code, "simplify.twice");
    buffer_free(&again);
    buffer_free(&text);
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
        open_simple(&b);
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
            if (event == WALK_LEAVE && node_attribute(w.node, "added") && w.node->kind != STRONG)
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
    verbs_beside_strong_words();
    check_tables();
    check_notes();
    cards_and_lists();
    words_stay();
    return check_end();
}
