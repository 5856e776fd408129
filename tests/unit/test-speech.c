/* How texts and formulas are said, and what is planned of a lesson. Readings follow French school usage; dates, hours and
 * numbers the Imprimerie nationale's Lexique, ClearSpeak the Rules of its specification (Benetech, 2014). */
#include "check.h"

#include "base/options.h"
#include "base/output.h"
#include "filters/speech/plan.h"
#include "jobs/jobs.h"
#include "sound/voice.h"
#include "source/xml.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static const ard_limits limits = {1 << 24, 1 << 24, 1 << 24, 1 << 26, 100, 100, 100, 100000, 10};

/* ---- Texts ---- */

static void say(const rule_set *set, bool digits, const char *text, const char *wanted)
{
    buffer out = BUFFER_EMPTY;
    speech_say(set, text, strlen(text), digits, &out);
    CHECK_TEXT(buffer_string(&out), wanted);
    buffer_free(&out);
}

static const char *const french[][2] = {
    {"Le 3 mai 1802", "Le trois mai mille-huit-cent-deux"},
    {"le 1 mai", "le premier mai"},
    {"le 02/11/1976", "le deux novembre mille-neuf-cent-soixante-seize"},
    {"Il est 7h45, puis 21 h.", "Il est sept heures quarante-cinq, puis vingt-et-une heures."},
    {"un trajet de 1 h 05 min", "un trajet d'une heure cinq minutes"},
    {"de 1 à 9", "de un à neuf"},
    {"21 pages et 31 élèves", "vingt-et-une pages et trente-et-un élèves"},
    {"François Ier, Louis XVIII, le XVIe siècle", "François premier, Louis dix-huit, le seizième siècle"},
    {"la 3e ligne du chapitre II", "la troisième ligne du chapitre deux"},
    {"6,05 m et 12 km/h", "six virgule zéro cinq mètres et douze kilomètres par heure"},
    {"une aire de 8 cm²", "une aire de huit centimètres carrés"},
    {"-7 °C", "moins sept degrés Celsius"},
    {"1,75 € ou 0,20 €", "un euro soixante-quinze ou vingt centimes"},
    {"2/3 du gâteau", "deux tiers du gâteau"},
    {"M. Petit et Mme Roy", "monsieur Petit et madame Roy"},
    {"Lis p. 7, ex. 2.", "Lis page sept, exercice deux."},
    {"des pommes, etc.", "des pommes, et cetera."},
    {"Le chat ..... la souris.", "Le chat, mot à compléter, la souris."},
    {"☐ oui ☑ non", "case à cocher oui, case cochée non"},
    {"les CM1 et la SPA", "les C M un et la S P A"},
    {"LE PETIT CHAT", "LE PETIT CHAT"},
    {"CO2 et H₂O", "C O deux et H deux O"},
    {"5 x 6 = 30", "cinq fois six égale trente"},
    {"y² - 4", "y au carré moins quatre"},
    {"g(x) = 3x", "g de x égale trois x"},
    {"les étudiant·e·s", "les étudiants et étudiantes"},
    {"à prof@ecole.fr", "à prof arobase ecole point F R"},
    {"le 01 02 03 04 05", "le zéro un, zéro deux, zéro trois, zéro quatre, zéro cinq"},
    {"1.000.000 et 1.500", "un-million et un virgule cinq-cents"},
    {"de 8h30-11h30, 8 h - 12 h", "de huit heures trente à onze heures trente, huit heures à douze heures"},
    {"l. 3-5, p. 12 et 13", "lignes trois à cinq, pages douze et treize"},
    {"au IIe s. apr. J.-C. ici", "au deuxième siècle après Jésus-Christ ici"},
    {"un angle de 45°30'", "un angle de quarante-cinq degrés trente minutes"},
    {"1/2 heure, page 80", "une demi-heure, page quatre-vingt"},
    {"Cu²⁺ et Cl⁻", "C u deux plus et C l moins"},
    {"cher·e·s", "chers et chères"},
    {"motivé·es, français·e·s, nouveaux·elles", "motivés et motivées, français et françaises, nouveaux et nouvelles"},
    {"heureux·se, le·la, il/elle", "heureux ou heureuse, le ou la, il ou elle"},
    {"chat -> chats", "chat flèche, chats"},
    {"Je suis … content …", "Je suis, mot à compléter, content …"},
    {"c'est-à-dire l'eau", "c'est-à-dire l'eau"},
    {"De la part du roi", "De la part du roi"},
};

static const char *const english[][2] = {
    {"Mr Brown has 3 cats.", "mister Brown has three cats."},
    {"the 21st page", "the twenty-first page"},
    {"5 km at 8:30", "five kilometres at eight thirty"},
    {"Henry VIII", "Henry the eighth"},
};

static void test_texts(void)
{
    arena *pool = arena_new(1 << 24);
    const rule_set *fr = rules_new(pool, speech_words_of("fr-FR")), *en = rules_new(pool, speech_words_of("en"));
    CHECK(fr && en && !speech_words_of("de") && !speech_words_of("frr"));
    for (size_t i = 0; i < sizeof french / sizeof *french; i++)
        say(fr, false, french[i][0], french[i][1]);
    for (size_t i = 0; i < sizeof english / sizeof *english; i++)
        say(en, false, english[i][0], english[i][1]);
    say(fr, true, "3,5 cm", "3,5 centimètres");
    say(NULL, false, "Das ist\u00A0gut .", "Das ist gut.");
    arena_free(pool);
}

/* Rules and lists name only what there is: a row with a slip would never match. */
static void test_rows(void)
{
    const word_table *const tables[] = {&words_fr_speech, &words_en_speech};
    const word_table *const lists[] = {&words_fr_lists, &words_en_lists};
    for (size_t t = 0; t < 2; t++)
        for (size_t i = 0; i < tables[t]->rows; i++)
            for (const char *at = word_row(tables[t], i)[1]; (at = strchr(at, '{')) != NULL; at++) {
                const char *end = strchr(at, '}');
                size_t size = end ? (size_t)(end - at - 1) : 0;
                bool known = at[1] == '='   ? word_find(lists[t], at + 2, size - 1) != NULL
                             : at[1] == '~' ? size > 1
                                            : element_named(at + 1, size) != NULL;
                CHECK(known);
                if (!known)
                    printf("  %s\n", word_row(tables[t], i)[1]);
            }
}

/* ---- Formulas ---- */

static void build(ard_document *document, ard_node *to, const xml_node *from)
{
    for (const xml_node *child = from->first; child; child = child->next)
        if (child->name) {
            const char *colon = strchr(child->name, ':');
            ard_node *made = node_append(to, node_new_mathml(document, colon ? colon + 1 : child->name, NOWHERE));
            for (const xml_attribute *a = child->attributes; a; a = a->next)
                node_set(document, made, a->name, a->value);
            build(document, made, child);
        } else
            node_append_text(document, to, child->text, child->size, NOWHERE);
}

static void maths(const char *language, bool school, const char *mathml, const char *wanted)
{
    report_log *log = report_new();
    arena *pool = arena_new(1 << 22);
    ard_document *document = lesson_new(&limits, log);
    buffer text = BUFFER_EMPTY, out = BUFFER_EMPTY;
    xml_node *root;
    buffer_format(&text, "<math xmlns='http://www.w3.org/1998/Math/MathML'>%s</math>", mathml);
    CHECK(xml_read(&root, pool, log, &limits, NULL, text.data, text.size) == ARD_OK);
    ard_node *formula = node_new(document, MATHS, NOWHERE);
    if (root)
        build(document, formula, root);
    maths_say(formula, language, NULL, &(speech_wishes){.school = school, .digits = !school}, &out);
    CHECK_TEXT(buffer_string(&out), wanted);
    buffer_free(&text);
    buffer_free(&out);
    arena_free(pool);
    ard_document_free(document);
    report_free(log);
}

#define N(x) "<mn>" x "</mn>"
#define I(x) "<mi>" x "</mi>"
#define O(x) "<mo>" x "</mo>"

static void test_maths(void)
{
    maths("fr", true, "<mfrac>" N("3") N("4") "</mfrac>", "trois quarts");
    maths("fr", true, "<mfrac>" I("a") I("b") "</mfrac>", "a sur b");
    maths("fr", true, "<mfrac><mrow>" I("x") O("+") N("1") "</mrow>" N("2") "</mfrac>",
          "fraction, numérateur x plus un, dénominateur deux, fin de fraction");
    maths("fr", true, "<msup>" I("x") N("2") "</msup>" O("−") N("4"), "x au carré moins quatre");
    maths("fr", true, I("f") O("(") I("x") O(")") O("=") N("2") I("x"), "f de x égale deux x");
    maths("fr", true, "<mover><mrow>" I("A") I("B") "</mrow>" O("→") "</mover>", "vecteur A B");
    maths("fr", true, "<msub>" I("u") I("n") "</msub>", "u indice n");
    maths("fr", true, "<munderover>" O("∑") "<mrow>" I("k") O("=") N("1") "</mrow>" I("n") "</munderover>" I("k"),
          "somme pour k égale un à n de k");
    maths("fr", true, O("−") N("5"), "moins cinq");
    maths("fr", true, N("5") I("cm"), "cinq centimètres");
    maths("fr", true, O("[") I("A") I("B") O("]"), "segment A B");
    maths("fr", true, I("x") O("∈") O("[") N("0") O(";") N("1") O("["),
          "x appartient à intervalle zéro, un, ouvert à droite");
    maths("fr", true, O("]") I("a") O(";") I("b") O("["), "intervalle ouvert a, b");
    maths("fr", true, "", "formule vide");
    maths("fr", true, O("\""), "guillemet");
    maths("fr", true, O("#"), "dièse");
    maths("fr", true, "<mtext>\xC2\xA0</mtext>", "formule vide");
    maths("fr", true, "<mi class='MathML-Unit'>km</mi>", "kilomètres");
    maths("fr", false, "<mi class='MathML-Unit'>$</mi>", "dollars");
    maths("fr", true, N("0") O(",") "<mover>" N("3") O("¯") "</mover>",
          "zéro virgule suivi du chiffre qui se répète trois");
    maths("fr", false, N("0") O(".") "<mover>" N("12") O("¯") "</mover>",
          "la décimale 0 virgule suivi par les chiffres répétés 1 2");
    maths("fr", true, "<mstack>" N("424") "<msrow>" O("+") N("33") "</msrow><msline/>" N("457") "</mstack>",
          "opération posée : quatre-cent-vingt-quatre, plus trente-trois, trait, quatre-cent-cinquante-sept");
    maths("fr", true,
          "<mtable><mtr><mtd>" I("x") "</mtd><mtd>" N("1") "</mtd><mtd></mtd><mtd>" N(
              "2") "</mtd></mtr>"
                   "<mtr><mtd>" I("f") "</mtd><mtd></mtd><mtd>" O("↗") "</mtd><mtd></mtd></mtr></mtable>",
          "tableau de variation ou de signes : x : un, deux. f : croît");
    maths("fr", true, "<mover>" O("∑") I("n") "</mover>" I("k"), "somme jusqu'à n de k");
    maths("en", true, O("\""), "quotation mark");
    maths("fr", false, "<msqrt>" N("2") "</msqrt>", "la racine carrée de 2");
    maths("fr", false, N("2") O("(") N("3") O("+") N("4") O(")"),
          "2 multiplié par parenthèse gauche 3 plus 4 parenthèse droite");
    maths("fr", false, "<mrow>" O("|") I("x") O("|") "</mrow>", "la valeur absolue de x");
    maths("en", true, "<mfrac>" N("1") N("2") "</mfrac>", "one half");
    maths("en", true, "<msup>" I("x") N("3") "</msup>", "x cubed");
    maths("fr", true, O(")") O("(") O("(") O("|"), "parenthèse fermante parenthèse ouvrante parenthèse ouvrante barre");
}

/* ---- Plans ---- */

static ard_node *add(ard_document *document, ard_node *to, ard_kind kind, const char *text)
{
    ard_node *made = node_append(to, node_new(document, kind, PLACE(NULL, 3, 0)));
    if (text)
        node_append_text(document, made, text, strlen(text), NOWHERE);
    return made;
}

/* The utterances of a plan, each with its language, a line each. */
static void planned(ard_document *document, report_log *log, bool announce, const char *wanted)
{
    task t = {.log = log, .limits = &limits};
    speech_wishes wishes = {.announce = announce, .school = true, .notes = true};
    ard_node *speech = node_new(document, SPEECH, NOWHERE);
    buffer out = BUFFER_EMPTY;
    CHECK(plan_utterances(&t, document, &wishes, speech) == ARD_OK);
    for (const ard_node *said = speech->first; said; said = said->next)
        buffer_format(&out, "%s %s: %s\n", node_attribute(said, "data-block"), node_attribute(said, "lang"),
                      said->first->text);
    CHECK_TEXT(buffer_string(&out), wanted);
    buffer_free(&out);
}

static void test_plan(void)
{
    report_log *log = report_new();
    ard_document *document = lesson_new(&limits, log);
    ard_node *root = lesson_root(document);
    lesson_set_meta(document, "language", "fr");
    add(document, root, HEADING, "Les 3 chats")->number = 2;
    ard_node *text = add(document, root, PARAGRAPH, "Il dit ");
    node_set(document, add(document, text, SPAN, "two cats"), "lang", "en");
    node_append_text(document, text, ". Elle rit. Au XV", 17, NOWHERE);
    add(document, text, SUPERSCRIPT, "e");
    node_append_text(document, text, " siècle, x", 11, NOWHERE);
    add(document, text, SUPERSCRIPT, "2");
    ard_node *list = add(document, root, NUMBERS, NULL);
    ard_node *answer = add(document, add(document, list, ITEM, NULL), PARAGRAPH, "Le chat ");
    add(document, answer, ANSWER, "......");
    node_append_text(document, answer, " la souris.", 11, NOWHERE);
    add(document, add(document, list, ITEM, NULL), PARAGRAPH, "Lis.");
    ard_node *table = add(document, root, TABLE, NULL), *row = add(document, table, ROW, NULL);
    add(document, add(document, row, HEADER_CELL, NULL), PARAGRAPH, "Nom");
    add(document, add(document, row, HEADER_CELL, NULL), PARAGRAPH, "Âge");
    row = add(document, table, ROW, NULL);
    add(document, add(document, row, CELL, NULL), PARAGRAPH, "Léo");
    add(document, add(document, row, CELL, NULL), PARAGRAPH, "8");
    node_set(document, add(document, add(document, root, PARAGRAPH, NULL), IMAGE, NULL), "alt", "Un chat noir");
    const char *rest = "2 fr: Il dit\n2 en: two cats\n2 fr: Elle rit.\n2 fr: Au quinzième siècle, x au carré\n"
                       "3 fr: un. Le chat, mot à compléter, la souris.\n4 fr: deux. Lis.\n";
    buffer wanted = BUFFER_EMPTY;
    buffer_format(&wanted,
                  "1 fr: Les trois chats\n%s5 fr: Nom\n6 fr: Âge\n7 fr: Nom : Léo\n8 fr: Âge : huit\n"
                  "9 fr: Un chat noir\n",
                  rest);
    planned(document, log, false, buffer_string(&wanted));
    buffer_reset(&wanted);
    buffer_format(&wanted,
                  "1 fr: Titre de niveau deux : Les trois chats\n%s5 fr: Tableau : Nom\n6 fr: Âge\n"
                  "7 fr: Nom : Léo\n8 fr: Âge : huit\n9 fr: image : Un chat noir\n",
                  rest);
    planned(document, log, true, buffer_string(&wanted));
    buffer_free(&wanted);
    ard_document_free(document);
    report_free(log);
}

/* ---- The voice ---- */

/* Says a text in a process of its own; a sum over the samples, and their number in `*size`; 0 where it failed. */
static unsigned said_sum(const char *text, size_t *size)
{
    int ends[2];
    unsigned result[2] = {0};
    if (pipe(ends) != 0)
        return 0;
    pid_t child = fork();
    if (child == 0) {
        buffer samples = BUFFER_EMPTY, marks = BUFFER_EMPTY;
        voice_request request = {.language = "fr", .rate = 175, .pitch = 50, .text = text};
        bool done = espeak_voice.say(NULL, &request, &samples, &marks) == ARD_OK;
        for (size_t i = 0; done && i < samples.size; i++)
            result[0] = result[0] * 31 + (unsigned char)samples.data[i] + 1;
        result[1] = (unsigned)samples.size;
        _exit(write(ends[1], result, sizeof result) != sizeof result);
    }
    close(ends[1]);
    bool whole = read(ends[0], result, sizeof result) == sizeof result;
    close(ends[0]);
    waitpid(child, NULL, 0);
    *size = result[1];
    return whole ? result[0] : 0;
}

static void test_voice(void)
{
    char elisions[600] = "";
    size_t size, again;
    if (espeak_voice.open(NULL) != ARD_OK)
        return;
    unsigned sum = said_sum("Bonjour à tous.", &size);
    CHECK(sum && size > espeak_voice.frequency());
    CHECK(said_sum("Bonjour à tous.", &again) == sum && again == size);
    for (size_t i = 0; i + 2 < sizeof elisions; i += 2)
        memcpy(elisions + i, "s'", 3);
    CHECK(said_sum(elisions, &size) != 0);
    CHECK(espeak_voice.language(0) && !espeak_voice.language(1000));
}

/* ---- The writer of sound, with a voice that dies of a word ---- */

/* A sample for each byte of the text; its answer is never whole where the text says "orage". */
static ard_status fake_run(report_log *log, int folder, const buffer *request, buffer *reply)
{
    const char *text = request->data + 32;
    (void)log;
    (void)folder;
    if (strstr(text, "orage"))
        raise(SIGSEGV);
    buffer_add(reply, "\x10\x27\0\0\0\0\0\0", 8); /* frequency, no marks */
    for (; *text; text++)
        buffer_add(reply, "\1\2", 2);
    return ARD_OK;
}

static const helper fake_voice = {.name = "voice", .seconds = 10, .run = fake_run};
extern const ard_writer wav_writer, spoken_writer;

static bool keep(void *user, const void *bytes, size_t size)
{
    buffer_add(user, bytes, size);
    return true;
}

static ard_status written(const ard_writer *writer, ard_document *document, report_log *log, buffer *out)
{
    static const helper *const list[] = {&fake_voice, NULL};
    helpers *h = helpers_open(list, -1);
    task t = {.log = log, .limits = &limits, .helpers = h, .options = options_new(writer->about.options)};
    ard_output *output = output_new(log, keep, out, 0);
    ard_status status = writer->write(&t, document, output);
    if (status == ARD_OK)
        output_commit(output);
    output_free(output);
    options_free((options *)t.options);
    helpers_close(h);
    return status;
}

static void test_sound(void)
{
    static const char *const said[][2] = {{"1", "Un."}, {"2", "Deux"}, {"2", "Un orage."}, {"2", "Trois."}};
    report_log *log = report_new();
    ard_document *document = lesson_new(&limits, log);
    ard_node *speech = add(document, lesson_root(document), SPEECH, NULL);
    for (size_t i = 0; i < 4; i++)
        node_set(document, add(document, speech, UTTERANCE, said[i][1]), "data-block", said[i][0]);
    buffer first = BUFFER_EMPTY, second = BUFFER_EMPTY, text = BUFFER_EMPTY;
    size_t count, skipped = 0;
    CHECK(written(&wav_writer, document, log, &first) == ARD_OK);
    const ard_diag *diags = report_diags(log, &count);
    for (size_t i = 0; i < count; i++) {
        skipped += strcmp(diags[i].code, "voice.skipped") == 0 && strstr(diags[i].message, "Un orage.");
        CHECK(diags[i].severity != ARD_ERROR);
    }
    CHECK(skipped == 1);
    /* "Un.\n", 400 ms at 10,000 Hz, then, one by one, "Deux." and "Trois." */
    size_t samples = 4 + 4000 + 5 + 6;
    CHECK(first.size == 44 + 2 * samples && memcmp(first.data, "RIFF", 4) == 0);
    CHECK(first.size > 44 && (unsigned char)first.data[40] + 256 * (unsigned char)first.data[41] == 2 * (int)samples);
    CHECK(written(&wav_writer, document, log, &second) == ARD_OK && second.size == first.size &&
          memcmp(first.data, second.data, first.size) == 0);
    CHECK(written(&spoken_writer, document, log, &text) == ARD_OK);
    CHECK_TEXT(buffer_string(&text), "Un.\nDeux\nUn orage.\nTrois.\n");
    buffer_free(&first);
    buffer_free(&second);
    buffer_free(&text);
    ard_document_free(document);
    report_free(log);
}

int main(void)
{
    test_texts();
    test_rows();
    test_maths();
    test_plan();
    test_voice();
    test_sound();
    return check_end();
}
