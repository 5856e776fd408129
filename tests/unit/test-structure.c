/* The filter "structure": what it recognises, what it leaves alone, and that no word is lost. */
#include "lesson-build.h"
#include "structure/orders.h"

extern const ard_filter structure_filter;

/* The tree as a line: kinds with what is below in brackets; text as it is; an answer as <size>, a box as [ ] or [x]. */
static void outline(const ard_node *root, buffer *out)
{
    walk w = walk_of((ard_node *)root);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        const ard_node *node = w.node;
        if (node == root)
            continue;
        if (node->kind == TEXT && event == WALK_ENTER)
            buffer_text(out, node->text);
        else if (node->kind == ANSWER && event == WALK_ENTER) {
            buffer_format(out, "<%s>", node_attribute(node, "data-size"));
            walk_skip(&w);
        } else if (node->kind == CHECK && event == WALK_ENTER)
            buffer_text(out, !strcmp(node_attribute(node, "aria-checked"), "true") ? "[x]" : "[ ]");
        else if (event == WALK_LEAVE && node->kind != TEXT && node->kind != ANSWER && node->kind != CHECK)
            buffer_byte(out, ')');
        else if (event == WALK_ENTER) {
            buffer_text(out, kind_about(node->kind)->name);
            if (node->number)
                buffer_format(out, "%d", node->number);
            if (node_attribute(node, "data-asked"))
                buffer_byte(out, '!');
            static const char *const said[] = {"data-assesses", "data-box"};
            for (size_t i = 0; i < sizeof said / sizeof *said; i++)
                if (node_attribute(node, said[i]))
                    buffer_format(out, ":%s", node_attribute(node, said[i]));
            buffer_byte(out, '(');
        }
    }
}

/* Runs the filter on paragraphs, one for each line of `text`, and compares the outline. */
static void becomes(const char *text, const char *wanted, const char *infer)
{
    bool listed = strstr(wanted, "numbers(") != NULL; /* the numbers are the list's */
    bench b;
    bench_open(&b, &structure_filter);
    char line[1024];
    while (*text) {
        size_t length = strcspn(text, "\n");
        snprintf(line, sizeof line, "%.*s", (int)length, text);
        ard_node *leaf =
            bench_leaf(&b, lesson_root(b.document), *line == '#' ? HEADING : PARAGRAPH, line + (*line == '#'));
        leaf->number = *line == '#';
        text += length + (text[length] == '\n');
    }
    bench_set(&b, "infer", infer);
    bench_set(&b, "formulas", "no");
    buffer before = BUFFER_EMPTY, after = BUFFER_EMPTY, got = BUFFER_EMPTY;
    bench_words(b.document, &before);
    CHECK(structure_filter.apply(&b.task, b.document) == ARD_OK);
    bench_words(b.document, &after);
    outline(lesson_root(b.document), &got);
    CHECK_TEXT(buffer_string(&got), wanted);
    buffer_reset(&got); /* what is structured stays as it is */
    CHECK(structure_filter.apply(&b.task, b.document) == ARD_OK);
    outline(lesson_root(b.document), &got);
    CHECK_TEXT(buffer_string(&got), wanted);
    if (!listed)
        CHECK_TEXT(buffer_string(&after), buffer_string(&before));
    buffer_free(&before);
    buffer_free(&after);
    buffer_free(&got);
    bench_close(&b);
}

static const char *const answers[][2] = {
    /* long runs, whatever stands around; a dot is half a character */
    {"Nom : ..........", "paragraph(Nom : <5>)"},
    {"Le ciel est……………", "paragraph(Le ciel est<8>)"},
    {"………………….", "paragraph(<11>)"},
    {"Il mang_____ une pomme.", "paragraph(Il mang<5> une pomme.)"},
    {"_ _ _ _", "paragraph(<4>)"},
    {"Une .... et deux ....", "paragraph(Une <2> et deux <2>)"},
    {"3 + .... = 8", "paragraph(3 + <2> = 8)"},
    /* a line filled in two goes is one space; two words to find are two */
    {"R : .................... ....................", "paragraph(R : <20>)"},
    {"Le ........ et le ........", "paragraph(Le <4> et le <4>)"},
    /* an ellipsis that the place asks for */
    {"3 x … = 12", "paragraph(3 x <2> = 12)"},
    {"Déplacement de ... disques de la tour ....", "paragraph(Déplacement de <2> disques de la tour <2>)"},
    {"Complète les phrases.\nLe … mange la souris.",
     "paragraph(Complète les phrases.)paragraph(Le <2> mange la souris.)"},
    /* a full stop of another look, or after a blank, is no space to write in */
    {"*Les sommes sont …………………*. Les termes", "paragraph(strong(Les sommes sont <11>). Les termes)"},
    {"*Le mot ……………* .", "paragraph(strong(Le mot <8>) .)"},
    {"Le mot _ _ _ .", "paragraph(Le mot <3> .)"},
    {"Un point .", "paragraph(Un point .)"},
    {"Complète.\nUn .. et un _ .", "paragraph(Complète.)paragraph(Un .. et un _ .)"},
    /* sentences */
    {"Il pédalait, pédalait et....", "paragraph(Il pédalait, pédalait et....)"},
    {"la masse, la distance, le temps….", "paragraph(la masse, la distance, le temps….)"},
    {"Des pommes, des poires, etc...", "paragraph(Des pommes, des poires, etc...)"},
    {"Bon … je pars.", "paragraph(Bon … je pars.)"},
    {"[…] Il revint.", "paragraph([…] Il revint.)"},
    {"1, 2, 3, … , 100", "paragraph(1, 2, 3, … , 100)"},
    {"Quoi ?....", "paragraph(Quoi ?....)"},
    {"snake_case et __init__", "paragraph(snake_case et __init__)"},
    {"3.14 et www.exemple.fr", "paragraph(3.14 et www.exemple.fr)"},
    /* a table of contents, and a link */
    {"Les fractions ............ 12", "paragraph(Les fractions ............ 12)"},
    {"{Les fractions ............}", "paragraph(link(Les fractions ............))"},
    /* an underlined blank */
    {"Date : ^      ^ Nom :", "paragraph(Date : <6> Nom :)"},
};

static const char *const checks[][2] = {
    {"☐ vrai ☑ faux", "paragraph([ ] vrai [x] faux)"},
    {"□ Un roman", "paragraph([ ] Un roman)"},
    {"3 + □ = 5", "paragraph(3 + <2> = 5)"},
    {"Oui : □ Non : □", "paragraph(Oui : [ ] Non : [ ])"},
    {"le symbole□ seul", "paragraph(le symbole□ seul)"},
};

static const char *const titles[][2] = {
    {"*Exercice 1 : (… / 3 pts)*\nRelie les mots.\nun\ndeux",
     "exercise(heading2(strong(Exercice 1 : (… / 3 pts)))instruction(Relie les mots.)paragraph(un)paragraph(deux))"},
    {"*Exercice 1 :* Complète le texte.\nLe chat.",
     "exercise(heading2(strong(Exercice 1 :))instruction(Complète le texte.)paragraph(Le chat.))"},
    {"*Exercice 2* : Souligne les verbes.",
     "exercise:language(heading2(strong(Exercice 2) :)instruction(Souligne les verbes.))"},
    {"#Les fractions\nExercice n° 3\nTexte.\nExercice 4 - Au marché\nTexte.\n^Je retiens^\nTexte.",
     "heading1(Les fractions)exercise:maths(heading2(Exercice n° 3)paragraph(Texte.))"
     "exercise:maths(heading2(Exercice 4 - Au marché)paragraph(Texte.))"
     "aside:memo(heading2(underline(Je retiens))paragraph(Texte.))"},
    {"Exercice 3 de la page 12 à faire pour lundi.", "paragraph(Exercice 3 de la page 12 à faire pour lundi.)"},
    {"Consigne : lis le texte.", "instruction(Consigne : lis le texte.)"},
    {"^Réponds aux questions suivantes :^\nUn.",
     "instruction(underline(Réponds aux questions suivantes :))paragraph(Un.)"},
    {"^Tester les aliments^\nOn verse de l'eau.",
     "heading2(underline(Tester les aliments))paragraph(On verse de l'eau.)"},
    {"*Chaque grandeur a son unité.*\nTexte.", "paragraph(strong(Chaque grandeur a son unité.))paragraph(Texte.)"},
    {"*kilo – x 1000*\n*hecto – x 100*\nTexte.",
     "paragraph(strong(kilo – x 1000))paragraph(strong(hecto – x 100))paragraph(Texte.)"},
    {"*Le courant*\nTexte.", "heading2(strong(Le courant))paragraph(Texte.)"},
    {"*Le* courant\nTexte.", "paragraph(strong(Le) courant)paragraph(Texte.)"},
    {"Note : la séance est reportée.", "paragraph(Note : la séance est reportée.)"},
    {"Exercices\nTexte.", "heading2(Exercices)paragraph(Texte.)"},
    /* a title, and the levels below it by look and number */
    {"^Les fractions^\nOn partage une tarte.\n*I. Partager*\nOn coupe.\n*a) En deux*\nOn coupe.\n*II. Ajouter*\nOn pose.",
     "heading1(underline(Les fractions))paragraph(On partage une tarte.)heading2(strong(I. Partager))"
     "paragraph(On coupe.)heading3(strong(a) En deux))paragraph(On coupe.)heading2(strong(II. Ajouter))paragraph(On pose.)"},
    /* an infinitive that names a topic, one that orders */
    {"*Calculer avec des parenthèses*\nTexte.", "heading2(strong(Calculer avec des parenthèses))paragraph(Texte.)"},
    {"*Calculer les produits suivants :*\nTexte.",
     "instruction(strong(Calculer les produits suivants :))paragraph(Texte.)"},
    /* fields, captions, clauses, formulas, quotations, the last line */
    {"*Nom :*\nTexte.", "paragraph(strong(Nom :))paragraph(Texte.)"},
    {"*Figure 2*\nTexte.", "paragraph(strong(Figure 2))paragraph(Texte.)"},
    {"*On trouve :*\nTexte.", "paragraph(strong(On trouve :))paragraph(Texte.)"},
    {"*a + b = 12*\nTexte.", "paragraph(strong(a + b = 12))paragraph(Texte.)"},
    /* where a quotation is from, and a title after one */
    {"« La terre tourne, dit-il, autour du soleil. »\n*Un savant, Mes carnets*\nTexte.",
     "paragraph(« La terre tourne, dit-il, autour du soleil. »)paragraph(strong(Un savant, Mes carnets))paragraph(Texte.)"},
    {"« La terre tourne, dit-il, autour du soleil. »\n*Le soleil*\nTexte.",
     "paragraph(« La terre tourne, dit-il, autour du soleil. »)heading2(strong(Le soleil))paragraph(Texte.)"},
    {"Texte.\n*La fin*", "paragraph(Texte.)paragraph(strong(La fin))"},
    /* where all is bold, bold is nothing */
    {"*Le chat dort.*\n*Le jardin*\n*Le chien dort aussi.*",
     "paragraph(strong(Le chat dort.))paragraph(strong(Le jardin))paragraph(strong(Le chien dort aussi.))"},
    {"Document 2\nTexte.", "paragraph(Document 2)paragraph(Texte.)"},
    {"*Document 2 Les roches.*\nLes roches sont dures, parfois.",
     "heading2(strong(Document 2 Les roches.))paragraph(Les roches sont dures, parfois.)"},
    /* what a task is worth has not the look of its title, and makes an exercise of it; how it is marked is none */
    {"*Vrai ou faux ?* (8 points)\nLe soleil est une étoile.",
     "exercise(heading2(strong(Vrai ou faux ?) (8 points))paragraph(Le soleil est une étoile.))"},
    {"*Compréhension du texte / 4 pts*\nQui parle ?",
     "exercise(heading2(strong(Compréhension du texte / 4 pts))paragraph(Qui parle ?))"},
    {"*Barème : / 20*\nTexte.", "heading2(strong(Barème : / 20))paragraph(Texte.)"},
    {"*2.25 points*\nTexte.", "paragraph(strong(2.25 points))paragraph(Texte.)"},
    /* questions and places to answer below a title; a text with one place is none */
    {"#La lune\n*Les éclipses*\nPourquoi fait-il nuit ?\n........",
     "heading1(La lune)exercise(heading2(strong(Les éclipses))paragraph(Pourquoi fait-il nuit ?)paragraph(<4>))"},
    {"#La lune\n*Les éclipses*\nLa Lune passe devant le Soleil, qui disparaît pendant quelques minutes.\nDate : ........",
     "heading1(La lune)heading2(strong(Les éclipses))paragraph(La Lune passe devant le Soleil, qui disparaît pendant "
     "quelques minutes.)paragraph(Date : <4>)"},
    {"#La lune\nOn la voit la nuit et parfois le jour.\n^Complète les phrases.^\nLa Lune est ........",
     "heading1(La lune)paragraph(On la voit la nuit et parfois le jour.)exercise(instruction(underline(Complète les phrases.))paragraph(La Lune est <4>))"},
    /* the first line of a lesson without a look, and of a text that is none */
    {"Les vacances au bord de la mer\nLéa est partie hier avec sa mère et son frère pour passer toutes ses vacances au bord "
     "de la mer du Nord.",
     "heading2(Les vacances au bord de la mer)paragraph(Léa est partie hier avec sa mère et son frère pour passer toutes "
     "ses vacances au bord de la mer du Nord.)"},
    {"Bonjour à tous,\nLéa est partie hier avec sa mère et son frère pour passer toutes ses vacances au bord de la mer du "
     "Nord.",
     "paragraph(Bonjour à tous,)paragraph(Léa est partie hier avec sa mère et son frère pour passer toutes ses vacances au "
     "bord de la mer du Nord.)"},
    /* a line as long as a lead-in that looks like a title elsewhere; where the author marks titles it is none */
    {"*Le cœur*\nTexte.\n*Les causes de ses battements rapides :*\nTexte.",
     "heading2(strong(Le cœur))paragraph(Texte.)heading2(strong(Les causes de ses battements rapides :))paragraph(Texte.)"},
    {"#Le corps\n*Le cœur*\nTexte.\n*Les causes de ses battements rapides :*\nTexte.",
     "heading1(Le corps)heading2(strong(Le cœur))paragraph(Texte.)paragraph(strong(Les causes de ses battements rapides :))"
     "paragraph(Texte.)"},
    /* small letters begin a title, but not in a line that goes on */
    {"Texte.\n*la lumière*\nTexte.", "paragraph(Texte.)heading2(strong(la lumière))paragraph(Texte.)"},
};

/* A line of its own in a paragraph, between line breaks, and a title at the end of a list. */
static void test_lines(void)
{
    bench b;
    bench_open(&b, &structure_filter);
    bench_set(&b, "formulas", "no");
    ard_node *root = lesson_root(b.document), *leaf = bench_leaf(&b, root, PARAGRAPH, "Il dort.");
    node_append(leaf, node_new(b.document, BREAK, NOWHERE));
    node_append(leaf, node_new_text(b.document, "Exercice 4 : 3 points", 21, NOWHERE));
    node_append(leaf, node_new(b.document, BREAK, NOWHERE));
    node_append(leaf, node_new_text(b.document, "Qui dort ?", 10, NOWHERE));
    ard_node *item =
        node_append(node_append(root, node_new(b.document, BULLETS, NOWHERE)), node_new(b.document, ITEM, NOWHERE));
    bench_leaf(&b, item, PARAGRAPH, "le chat");
    bench_leaf(&b, item, PARAGRAPH, "*Exercice 5 : 3 points*");
    bench_leaf(&b, root, PARAGRAPH, "Qui parle ?");
    CHECK(structure_filter.apply(&b.task, b.document) == ARD_OK);
    buffer got = BUFFER_EMPTY;
    outline(root, &got);
    CHECK_TEXT(
        buffer_string(&got),
        "paragraph(Il dort.)exercise(heading2(Exercice 4 : 3 points)paragraph(Qui dort ?)"
        "bullets(item(paragraph(le chat))))exercise(heading2(strong(Exercice 5 : 3 points))paragraph(Qui parle ?))");
    buffer_free(&got);
    bench_close(&b);
}

/* An infinitive with its number, in a list of its own, that has the look of titles. */
static void test_infinitives(void)
{
    static const char *const words[] = {"^Les métaux^", "^Reconnaître les métaux^"};
    bench b;
    bench_open(&b, &structure_filter);
    ard_node *root = lesson_root(b.document);
    for (size_t i = 0; i < 2; i++) {
        ard_node *list = node_append(root, node_new(b.document, NUMBERS, NOWHERE));
        bench_leaf(&b, node_append(list, node_new(b.document, ITEM, NOWHERE)), PARAGRAPH, words[i]);
        bench_leaf(&b, root, PARAGRAPH, "Le fer rouille.");
    }
    CHECK(structure_filter.apply(&b.task, b.document) == ARD_OK);
    buffer got = BUFFER_EMPTY;
    outline(root, &got);
    CHECK_TEXT(buffer_string(&got),
               "numbers(item(heading2(underline(Les métaux))))paragraph(Le fer rouille.)"
               "numbers(item(heading2(underline(Reconnaître les métaux))))paragraph(Le fer rouille.)");
    buffer_free(&got);
    bench_close(&b);
}

static const char *const asked[][2] = {
    {"Recopie les mots soulignés.\nLe ^chat^ *dort*.",
     "paragraph(Recopie les mots soulignés.)paragraph(Le underline!(chat) strong(dort).)"},
    {"Quels mots en gras sont des verbes ? Il *dort*.",
     "paragraph(Quels mots en gras sont des verbes ? Il strong!(dort).)"},
    {"Le ^chat^ dort.\nDonne la nature du groupe souligné.",
     "paragraph(Le underline!(chat) dort.)paragraph(Donne la nature du groupe souligné.)"},
    /* the pupil's own lines */
    {"Recopie les mots que tu as soulignés.\nLe ^chat^ dort.",
     "paragraph(Recopie les mots que tu as soulignés.)paragraph(Le underline(chat) dort.)"},
    {"Souligne les verbes.\nLe ^chat^ dort.", "paragraph(Souligne les verbes.)paragraph(Le underline(chat) dort.)"},
    /* another section */
    {"#Un\nLe ^chat^ dort.\n#Deux\nLes mots soulignés : ^où^ ?",
     "heading1(Un)paragraph(Le underline(chat) dort.)heading1(Deux)paragraph(Les mots soulignés : underline!(où) ?)"},
};

static const char *const lists[][2] = {
    {"- le chat\n- le chien\nTexte.", "bullets(item(paragraph(le chat))item(paragraph(le chien)))paragraph(Texte.)"},
    {"1. Le chat\n2. Le chien", "numbers(item(paragraph(Le chat))item(paragraph(Le chien)))"},
    {"a) Le *chat*\n*b)* Le chien", "numbers(item(paragraph(Le strong(chat)))item(paragraph(Le chien)))"},
    /* a line alone, numbers that do not count on, speech, initials */
    {"- le chat\nTexte.", "paragraph(- le chat)paragraph(Texte.)"},
    {"1. Le chat\n3. Le chien", "paragraph(1. Le chat)paragraph(3. Le chien)"},
    {"- Bonjour !\n- Bonsoir.", "paragraph(- Bonjour !)paragraph(- Bonsoir.)"},
    {"— Bonjour\n— Bonsoir", "paragraph(— Bonjour)paragraph(— Bonsoir)"},
    {"M. Le chat\nN. Le chien", "paragraph(M. Le chat)paragraph(N. Le chien)"},
    {"1914 La guerre\n1915 Encore", "paragraph(1914 La guerre)paragraph(1915 Encore)"},
    /* words between tabs, not where a pupil writes, not a few */
    {"chat\t\tchien \t^lion^\ttigre",
     "bullets(item(paragraph(chat))item(paragraph(chien))item(paragraph(underline(lion)))"
     "item(paragraph(tigre)))"},
    {"le chat : ___\tle chien\tle lion\tle tigre", "paragraph(le chat : <3>\tle chien\tle lion\tle tigre)"},
    {"un chat\tun chien", "paragraph(un chat\tun chien)"},
};

static const char *const questions[][2] = {
    {"*Exercice 1*\nRelie les mots.\n1) Qui ?\n........\n2) Où ?\n........",
     "exercise(heading2(strong(Exercice 1))instruction(Relie les mots.)question(paragraph(1) Qui ?)paragraph(<4>))"
     "question(paragraph(2) Où ?)paragraph(<4>)))"},
    /* one alone, one after another: a list */
    {"*Exercice 1*\n1) Qui ?\nTexte.", "exercise(heading2(strong(Exercice 1))paragraph(1) Qui ?)paragraph(Texte.))"},
};

static const char *const verses[][2] = {
    {"Le pré est vert,\nLe ciel est gris et bas,\nLa pluie tombe en hiver\nEt ne finira pas.",
     "verse(Le pré est vert,break()Le ciel est gris et bas,break()La pluie tombe en hiverbreak()Et ne finira pas.)"},
    /* sentences, a letter's address */
    {"Le pré est vert.\nLe ciel est gris.\nLa pluie tombe.\nEt ne finit pas,",
     "paragraph(Le pré est vert.)paragraph(Le ciel est gris.)paragraph(La pluie tombe.)paragraph(Et ne finit pas,)"},
    {"Au maire\nRue du Lac\nVille sur Mer", "paragraph(Au maire)paragraph(Rue du Lac)paragraph(Ville sur Mer)"},
};

/* A line that stands in stanzas as well is a refrain, whether these were marked by the reader or here. */
static void refrain_is_no_title(void)
{
    static const char refrain[] = "LE TEMPS NOUS PRESSE";
    bench b;
    bench_open(&b, &structure_filter);
    ard_node *root = lesson_root(b.document);
    for (int i = 0; i < 2; i++) {
        ard_node *verse = bench_leaf(&b, root, VERSE, refrain);
        node_append(verse, node_new(b.document, BREAK, NOWHERE));
        node_append(verse, node_new_text(b.document, "Or le matin se lève", strlen("Or le matin se lève"), NOWHERE));
    }
    ard_node *line = bench_leaf(&b, root, PARAGRAPH, refrain);
    bench_leaf(&b, root, PARAGRAPH, "Elle ferme la fenêtre et descend.");
    CHECK(structure_filter.apply(&b.task, b.document) == ARD_OK);
    CHECK(line->kind == PARAGRAPH);
    bench_close(&b);
}

/* A table of one cell is a box; around a title it is nothing, and a table with more cells is a table. */
static void boxes_open(void)
{
    static const char *const cells[][2] = {{"*Les saisons*", "heading2(strong(Les saisons))paragraph(Après.)"},
                                           {"Texte.", "aside(paragraph(Texte.))paragraph(Après.)"}};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        bench b;
        bench_open(&b, &structure_filter);
        ard_node *root = lesson_root(b.document), *table = node_append(root, node_new(b.document, TABLE, NOWHERE));
        ard_node *cell =
            node_append(node_append(table, node_new(b.document, ROW, NOWHERE)), node_new(b.document, CELL, NOWHERE));
        buffer got = BUFFER_EMPTY;
        bench_leaf(&b, cell, PARAGRAPH, cells[i][0]);
        bench_leaf(&b, root, PARAGRAPH, "Après.");
        CHECK(structure_filter.apply(&b.task, b.document) == ARD_OK);
        outline(root, &got);
        CHECK_TEXT(buffer_string(&got), cells[i][1]);
        buffer_free(&got);
        bench_close(&b);
    }
}

/* The empty cells of a table are to be filled in where the words before it ask so. */
static void cells_open(void)
{
    static const char *const words[] = {"Complète le tableau.", "Voici le tableau."};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        bench b;
        bench_open(&b, &structure_filter);
        ard_node *root = lesson_root(b.document);
        bench_leaf(&b, root, PARAGRAPH, words[i]);
        ard_node *table = node_append(root, node_new(b.document, TABLE, NOWHERE));
        ard_node *row = node_append(table, node_new(b.document, ROW, NOWHERE));
        bench_leaf(&b, node_append(row, node_new(b.document, CELL, NOWHERE)), PARAGRAPH, "chat");
        ard_node *empty = node_append(row, node_new(b.document, CELL, NOWHERE));
        CHECK(structure_filter.apply(&b.task, b.document) == ARD_OK);
        CHECK((empty->first && kind_is(empty->first->first, ANSWER)) == (i == 0));
        bench_close(&b);
    }
}

/* A colour that is asked about becomes a style; another goes with the readers' looks. */
static void colours_stay(void)
{
    bench b;
    bench_open(&b, &structure_filter);
    bench_leaf(&b, lesson_root(b.document), PARAGRAPH, "Recopie les mots en rouge.");
    ard_node *leaf = bench_leaf(&b, lesson_root(b.document), PARAGRAPH, "Le {chat} et le {chien}.");
    ard_node *red = leaf->first->next, *blue = red->next->next;
    red->kind = blue->kind = SPAN;
    node_set(b.document, red, "look-colour", "C00000");
    node_set(b.document, blue, "look-colour", "0070C0");
    CHECK(structure_filter.apply(&b.task, b.document) == ARD_OK);
    CHECK_TEXT(node_attribute(red, "data-asked"), "1");
    CHECK(red->style && !blue->style && !node_attribute(blue, "data-asked"));
    CHECK_TEXT(style_at(b.document, red->style)->values[STYLE_COLOUR], "#c00000");
    bench_close(&b);
}

/* Paragraphs of random words, dots, boxes and marks: every word is there after as it was before, and in that order. */
static void words_stay(void)
{
    static const char *const parts[] = {"Exercice 1", "le chat", "………………", "......",     "…",   "□",   "☑",
                                        "3 + ",       " = ",     "_____",  "Complète",   ". ",  " : ", " ",
                                        "*",          "^",       "a)",     "Consigne :", "été", "\t"};
    uint32_t seed = 20241;
    for (int round = 0; round < 300; round++) {
        bench b;
        bench_open(&b, &structure_filter);
        buffer text = BUFFER_EMPTY, before = BUFFER_EMPTY, after = BUFFER_EMPTY;
        for (unsigned leaf = 0; leaf < 6; leaf++) {
            buffer_reset(&text);
            for (unsigned n = 1 + bench_random(&seed, 9); n; n--)
                buffer_text(&text, parts[bench_random(&seed, sizeof parts / sizeof *parts)]);
            bench_leaf(&b, lesson_root(b.document), PARAGRAPH, buffer_string(&text));
        }
        bench_words(b.document, &before);
        CHECK(structure_filter.apply(&b.task, b.document) == ARD_OK);
        bench_words(b.document, &after);
        CHECK_TEXT(buffer_string(&after), buffer_string(&before));
        buffer_free(&text);
        buffer_free(&before);
        buffer_free(&after);
        bench_close(&b);
    }
}

static void looks_go(void)
{
    bench b;
    bench_open(&b, &structure_filter);
    ard_node *leaf = bench_leaf(&b, lesson_root(b.document), PARAGRAPH, "Texte.");
    node_set(b.document, leaf, "look-size", "14pt");
    node_set(b.document, leaf, "lang", "fr");
    CHECK(structure_filter.apply(&b.task, b.document) == ARD_OK);
    CHECK(!node_attribute(leaf, "look-size"));
    CHECK_TEXT(node_attribute(leaf, "lang"), "fr");
    bench_close(&b);
}

/* Exercises: what begins and ends one, what orders, what is assessed, what is beside. */
static const char *const exercises[][2] = {
    /* the sheet is one where its title stands alone; numbered questions need no place to answer */
    {"#Le puits\nCherche la corde.\n........................\nQue voit-on ? ..........",
     "exercise(heading1(Le puits)instruction(Cherche la corde.)paragraph(<12>)paragraph(Que voit-on ? <5>))"},
    {"#Le puits\nLe puits est profond.", "heading1(Le puits)paragraph(Le puits est profond.)"},
    /* an order without a heading, where places to answer follow */
    {"Ces phrases sont fausses. Corrige-les.\n........................",
     "exercise(instruction(Ces phrases sont fausses. Corrige-les.)paragraph(<12>))"},
    {"Ces phrases sont fausses. Il les corrige.\n........................",
     "paragraph(Ces phrases sont fausses. Il les corrige.)paragraph(<12>)"},
    /* what an exercise says of itself; an example in it */
    {"Exercice 1 : Dictée\nÉcris.\nExercice 2 : Calculs\nCalcule.\nExemple : 2 et 2 font 4.",
     "exercise:spelling(heading2(Exercice 1 : Dictée)instruction(Écris.))"
     "exercise:maths(heading2(Exercice 2 : Calculs)instruction(Calcule.)aside:example(paragraph(Exemple : 2 et 2 font 4.)))"},
    /* criteria are no exercises; lines with a number that say what they are worth are */
    {"- Position claire : /4\n- Exemples : /6\nTexte.",
     "bullets(item(paragraph(Position claire : /4))item(paragraph(Exemples : /6)))paragraph(Texte.)"},
    {"5) La lune. /4\nTexte.\n6) La terre. /6\nTexte.",
     "exercise(paragraph(5) La lune. /4)paragraph(Texte.))exercise(paragraph(6) La terre. /6)paragraph(Texte.))"},
};

static void orders_are_found(void)
{
    static const struct {
        const char *text;
        order wanted;
    } rows[] = {
        {"Souligne les verbes.", ORDER_FIRST},
        {"2.a) Souligne les verbes.", ORDER_FIRST},
        {"Calculer les produits.", ORDER_INFINITIVE},
        {"À l'aide de la vidéo « Opur, rosée », réponds aux questions.", ORDER_FIRST},
        {"Pour chaque calcul, entourer le signe.", ORDER_INFINITIVE},
        {"Programme 2 : Affiche ton prénom.", ORDER_WITHIN},
        {"Le jeu est fini. Range les cartes.", ORDER_WITHIN},
        {"Ces mots sont faux, corrige-les.", ORDER_WITHIN},
        {"Ecris une phrase.", ORDER_FIRST},
        {"Note, dans le tableau, le signe.", ORDER_FIRST},
        {"Note : la séance est reportée.", ORDER_NONE},
        {"Paul prend le livre, cherche la page et lit.", ORDER_NONE},
        {"« Ouvre la porte ! » dit le roi.", ORDER_NONE},
        {"to solve : résoudre", ORDER_NONE},
        {"Tu dois expliquer ton projet, montrer le prototype.", ORDER_NONE},
        {"La ........ montre le prototype.", ORDER_NONE},
        {"= justifier ses choix.", ORDER_NONE},
        {"", ORDER_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        order found = order_of(rows[i].text, strlen(rows[i].text), "fr");
        CHECK_TEXT(found == rows[i].wanted ? "" : rows[i].text, "");
    }
    CHECK(order_of("Read the text and answer.", 25, "en") == ORDER_FIRST);
}

int main(void)
{
    orders_are_found();
    for (size_t i = 0; i < sizeof exercises / sizeof *exercises; i++)
        becomes(exercises[i][0], exercises[i][1], "yes");
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        becomes(answers[i][0], answers[i][1], "no");
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        becomes(checks[i][0], checks[i][1], "no");
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        becomes(titles[i][0], titles[i][1], "yes");
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        becomes(asked[i][0], asked[i][1], "no");
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        becomes(lists[i][0], lists[i][1], "yes");
    for (size_t i = 0; i < sizeof verses / sizeof *verses; i++)
        becomes(verses[i][0], verses[i][1], "yes");
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        becomes(questions[i][0], questions[i][1], "yes");
    refrain_is_no_title();
    boxes_open();
    cells_open();
    colours_stay();
    words_stay();
    looks_go();
    test_lines();
    test_infinitives();
    return check_end();
}
