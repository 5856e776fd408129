/* The filter "answers": kinds and names of fields, word banks, matching, boxes, places; and that "original" takes all of it
 * away again. */
#include "lesson-build.h"
#include "lesson/fields.h"
#include "lesson/tidy.h"

extern const ard_filter answers_filter, original_filter, structure_filter;

/* An exercise with a title and an instruction; NULL for none. */
static ard_node *exercise(bench *b, const char *title, const char *instruction)
{
    ard_node *node = node_append(lesson_root(b->document), node_new(b->document, EXERCISE, NOWHERE));
    if (title)
        bench_leaf(b, node, HEADING, title)->number = 2;
    if (instruction)
        bench_leaf(b, node, INSTRUCTION, instruction);
    return node;
}

static ard_node *item(bench *b, ard_node *list, const char *text)
{
    ard_node *one = node_append(list, node_new(b->document, ITEM, NOWHERE));
    bench_leaf(b, one, PARAGRAPH, text);
    return one;
}

static ard_node *list_of(bench *b, ard_node *parent, ard_kind kind, const char *const *texts)
{
    ard_node *list = node_append(parent, node_new(b->document, kind, NOWHERE));
    for (; *texts; texts++)
        item(b, list, *texts);
    return list;
}

/* Finds dotted spaces as the pipeline does, then runs the filter. */
static void run(bench *b)
{
    options *structures = options_new(structure_filter.about.options);
    bool known;
    options_set(structures, b->log, NOWHERE, "infer", "no", &known);
    options_set(structures, b->log, NOWHERE, "formulas", "no", &known);
    task before = b->task;
    before.options = structures;
    CHECK(structure_filter.apply(&before, b->document) == ARD_OK);
    bench_set(b, "fields", "yes");
    CHECK(answers_filter.apply(&b->task, b->document) == ARD_OK);
    options_free(structures);
    const char *fault = (lesson_tidy(b->document), lesson_fault(b->document));
    CHECK_TEXT(fault, NULL);
}

/* The fields of a document, a line each: kind, name, choices. */
static void fields(const bench *b, buffer *out)
{
    buffer_reset(out);
    walk w = walk_of(lesson_root(b->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        field_kind kind = event == WALK_ENTER ? node_field(w.node) : FIELD_NONE;
        if (kind == FIELD_NONE)
            continue;
        const char *name = node_attribute(w.node, "aria-label"), *choices = node_attribute(w.node, "data-choices");
        buffer_format(out, "%s%s %s", out->size ? "\n" : "", field_name(kind), name ? name : "-");
        if (kind == FIELD_LINES)
            buffer_format(out, " [%u]", field_rows(w.node, 0));
        for (const char *c = choices; c && *c; c++)
            buffer_text(out, c == choices ? " {" : ""), buffer_byte(out, *c == '\n' ? '|' : *c);
        buffer_text(out, choices ? "}" : "");
    }
}

static void wants(bench *b, const char *wanted)
{
    buffer got = BUFFER_EMPTY;
    fields(b, &got);
    CHECK_TEXT(buffer_string(&got), wanted);
    buffer_free(&got);
    bench_close(b);
}

static void test_kinds(void)
{
    bench b;
    bench_open(&b, &answers_filter);
    ard_node *root = lesson_root(b.document);
    bench_leaf(&b, root, PARAGRAPH, "Nom : .............. Date : ____ / ____ / ______");
    bench_leaf(&b, root, PARAGRAPH, "12 + 7 = ......");
    bench_leaf(&b, root, PARAGRAPH, "Où vit le loup ?");
    bench_leaf(&b, root, PARAGRAPH, "....................................");
    bench_leaf(&b, root, PARAGRAPH, "....................................");
    bench_leaf(&b, root, PARAGRAPH, "Le loup vit dans la ..........");
    run(&b);
    wants(&b, "text Nom : …\n"
              "number Date : … / … / …, espace 1 sur 3\n"
              "number Date : … / … / …, espace 2 sur 3\n"
              "number Date : … / … / …, espace 3 sur 3\n"
              "number 12 + 7 = …\n"
              "lines Où vit le loup ? [2]\n"
              "more -\n"
              "text Le loup vit dans la …");
}

static void test_names(void)
{
    bench b;
    bench_open(&b, &answers_filter);
    ard_node *node = exercise(&b, "Exercice 2 : Réponds", NULL);
    const char *const texts[] = {"La nuit est .......... Le jour est ..........", "La nuit est ..........", NULL};
    list_of(&b, node, NUMBERS, texts);
    bench_leaf(&b, node, PARAGRAPH, "La nuit est ..........");
    bench_leaf(&b, node, PARAGRAPH, "La nuit est ..........");
    run(&b);
    wants(&b, "text Exercice 2, 1 : La nuit est … Le jour est …, espace 1 sur 2\n"
              "text Exercice 2, 1 : La nuit est … Le jour est …, espace 2 sur 2\n"
              "text Exercice 2, 2 : La nuit est …\n"
              "text Exercice 2 : La nuit est …\n"
              "text Exercice 2 : La nuit est … (2)");
}

/* One space below an instruction, a title or a block: what it can be chosen from. */
static void bank_is(const char *title, const char *instruction, const char *block, const char *space,
                    const char *wanted)
{
    bench b;
    bench_open(&b, &answers_filter);
    ard_node *node = exercise(&b, title, instruction);
    if (block)
        bench_leaf(&b, node, PARAGRAPH, block);
    bench_leaf(&b, node, PARAGRAPH, space);
    run(&b);
    buffer got = BUFFER_EMPTY;
    fields(&b, &got);
    const char *choices = strchr(buffer_string(&got), '{');
    CHECK_TEXT(choices ? choices : "", wanted);
    buffer_free(&got);
    bench_close(&b);
}

static void test_banks(void)
{
    static const char space[] = "Il .......... six heures.";
    bank_is(NULL, "Complète avec : a, à, est ou et.", NULL, space, "{a|à|est|et}");
    bank_is(NULL, "Complète avec ces ou ses.", NULL, space, "{ces|ses}");
    bank_is(NULL, "Complète par « ce matin » ou « ce soir ».", NULL, space, "{ce matin|ce soir}");
    bank_is("4) a ou à ? et ou est ?", "Complète avec le bon mot.", NULL, space, "{a|à|et|est}");
    bank_is(NULL, "Complète avec les mots suivants.", "lune – soleil – étoile du soir", space,
            "{lune|soleil|étoile du soir}");
    bank_is(NULL, "Complète les phrases.", NULL, "Il .......... (sème / sèment) des radis.", "{sème|sèment}");
    bank_is(NULL, "Complète avec <, > ou =.", NULL, "3 + 4 .......... 5 + 1", "{<|>|=}");
    bank_is(NULL, "Complète avec le bon mot.", NULL, space, "");
    bank_is(NULL, "Complète la phrase : le chat miaule et le chien aboie.", NULL, space, "");
    bank_is(NULL, "Complète par un nom ou un verbe.", NULL, space, "");
    bank_is(NULL, "Complète.", NULL, "Il .......... (chanter) une chanson.", "");
    bank_is(NULL, "Complète avec : loup, renard.", NULL, "Le l.......... hurle.", "");
    bank_is(NULL, "Observe : loup, renard.", NULL, space, "");
}

static void test_alternatives(void)
{
    bench b;
    bench_open(&b, &answers_filter);
    const char *const texts[] = {"Les élèves (sème / sèment) des radis.",
                                 "La pluie tombe / tombent sur le toit.",
                                 "Il a faim (ou soif).",
                                 "radis / courge",
                                 "Le chat (gris) dort (bien / bon)",
                                 NULL};
    list_of(&b, exercise(&b, NULL, "Entoure la bonne forme."), NUMBERS, texts);
    bench_set(&b, "places", "no");
    run(&b);
    wants(&b, "choice 1 : Les élèves (sème / sèment)… des radis. {sème|sèment}\n"
              "choice 2 : La pluie tombe / tombent… sur le toit. {tombe|tombent}\n"
              "choice 5 : Le chat (gris) dort (bien / bon) … {bien|bon}");
}

static ard_node *table_of(bench *b, ard_node *parent, const char *const *cells, size_t columns)
{
    ard_node *table = node_append(parent, node_new(b->document, TABLE, NOWHERE)), *row = NULL;
    for (size_t i = 0; cells[i]; i++) {
        if (i % columns == 0)
            row = node_append(table, node_new(b->document, ROW, NOWHERE));
        ard_node *cell = node_append(row, node_new(b->document, i < columns ? HEADER_CELL : CELL, NOWHERE));
        if (*cells[i])
            bench_leaf(b, cell, PARAGRAPH, cells[i]);
    }
    return table;
}

static void test_matching(void)
{
    bench b;
    bench_open(&b, &answers_filter);
    const char *const cells[] = {"Graine",     "",         "Plante", "un gland", "• •",
                                 "un pommier", "un pépin", "• •",    "un chêne", NULL};
    table_of(&b, exercise(&b, "Exercice 1", "Relie la graine et la plante."), cells, 3);
    run(&b);
    wants(&b, "choice Exercice 1 : un gland {un pommier|un chêne}\n"
              "choice Exercice 1 : un pépin {un pommier|un chêne}");
    bench_open(&b, &answers_filter);
    ard_node *node = exercise(&b, NULL, "Relie.");
    bench_leaf(&b, node, PARAGRAPH, "la vache  •    • miaule");
    bench_leaf(&b, node, PARAGRAPH, "le chat  •    • meugle");
    run(&b);
    wants(&b, "choice la vache {miaule|meugle}\nchoice le chat {miaule|meugle}");
    bench_open(&b, &answers_filter);
    node = exercise(&b, NULL, "Associe chaque mot à son contraire.");
    const char *const left[] = {"grand", "chaud", NULL}, *const right[] = {"froid", "petit", NULL};
    list_of(&b, node, BULLETS, left);
    list_of(&b, node, NUMBERS, right);
    run(&b);
    wants(&b, "choice grand … {1. froid|2. petit}\nchoice chaud … {1. froid|2. petit}");
}

static void test_boxes(void)
{
    bench b;
    bench_open(&b, &answers_filter);
    const char *const statements[] = {"La Lune est une étoile.", NULL};
    list_of(&b, exercise(&b, "Exercice 1 : vrai ou faux ?", NULL), NUMBERS, statements);
    run(&b);
    wants(&b,
          "radio Exercice 1, 1 : La Lune est une étoile : Vrai\nradio Exercice 1, 1 : La Lune est une étoile : Faux");
    bench_open(&b, &answers_filter);
    const char *const cells[] = {"", "Vrai", "Faux", "Le Soleil est une étoile.", "", "", NULL};
    table_of(&b, exercise(&b, NULL, "Vrai ou faux ? Coche."), cells, 3);
    run(&b);
    wants(&b, "radio Le Soleil est une étoile., Vrai\nradio Le Soleil est une étoile., Faux");
    bench_open(&b, &answers_filter);
    list_of(&b, exercise(&b, "II/ Vrai ou faux ? Justifie.", NULL), NUMBERS, statements);
    run(&b);
    wants(&b, "radio II/ Vrai ou faux ?, 1 : La Lune est une étoile : Vrai\n"
              "radio II/ Vrai ou faux ?, 1 : La Lune est une étoile : Faux\n"
              "lines II/ Vrai ou faux ?, 1 : La Lune est une étoile. Vrai Faux [2]");
    bench_open(&b, &answers_filter);
    const char *const options_given[] = {"un fruit", "une racine", NULL}, *const question[] = {"La tomate est :", NULL};
    ard_node *list = list_of(&b, exercise(&b, NULL, "Choisis la bonne réponse."), NUMBERS, question);
    list_of(&b, list->first, BULLETS, options_given);
    run(&b);
    wants(&b, "radio 1 : La tomate est : un fruit\nradio 1 : La tomate est : une racine");
    bench_open(&b, &answers_filter);
    const char *const boxes[] = {"☐ le râteau", "☐ le compas", NULL};
    list_of(&b, exercise(&b, NULL, "Coche les outils du jardinier."), BULLETS, boxes);
    run(&b);
    wants(&b, "check Coche les outils du jardinier : le râteau\ncheck Coche les outils du jardinier : le compas");
}

static void test_places(void)
{
    bench b;
    bench_open(&b, &answers_filter);
    const char *const questions[] = {"Où vit-il ?", "Nomme son abri.", "Regarde l'image.", NULL};
    list_of(&b, exercise(&b, NULL, "Lis le texte."), NUMBERS, questions);
    exercise(&b, NULL, "Explique pourquoi le loup hurle.");
    exercise(&b, NULL, "Lis le poème à voix haute.");
    run(&b);
    wants(&b, "lines 1 : Où vit-il ? [2]\ntext 2 : Nomme son abri.\n"
              "lines Explique pourquoi le loup hurle. [3]");
}

/* "original" gives the tree as it was, whatever the filter did, and also after a pupil has answered. */
static void test_original(void)
{
    bench b;
    buffer before = BUFFER_EMPTY, after = BUFFER_EMPTY;
    bench_open(&b, &answers_filter);
    ard_node *node = exercise(&b, "Exercice 1", "Complète avec : a, à. Vrai ou faux ? Relie.");
    bench_leaf(&b, node, PARAGRAPH, "la vache  •    • miaule");
    bench_leaf(&b, node, PARAGRAPH, "le chat  •    • meugle");
    const char *const texts[] = {"Il .......... faim.", "La Lune est une étoile.", "Pourquoi ?", NULL};
    list_of(&b, node, NUMBERS, texts);
    node_text(lesson_root(b.document), &before);
    run(&b);
    walk w = walk_of(lesson_root(b.document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && node_field(w.node) != FIELD_NONE)
            node_set(b.document, w.node, "data-answer", "true");
    options *restore = options_new(original_filter.about.options);
    task back = b.task;
    back.options = restore;
    CHECK(original_filter.apply(&back, b.document) == ARD_OK);
    node_text(lesson_root(b.document), &after);
    CHECK_TEXT(buffer_string(&after), buffer_string(&before));
    w = walk_of(lesson_root(b.document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        CHECK(!node_attribute(w.node, "data-field") && !node_attribute(w.node, "data-answer"));
        CHECK(!node_attribute(w.node, "data-added") && !node_attribute(w.node, "aria-label"));
    }
    options_free(restore);
    buffer_free(&before);
    buffer_free(&after);
    bench_close(&b);
}

int main(void)
{
    test_kinds();
    test_names();
    test_banks();
    test_alternatives();
    test_matching();
    test_boxes();
    test_places();
    test_original();
    return check_end();
}
