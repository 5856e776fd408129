/* Numbers in words and sentence ends. Numbers follow the 1990 spelling (Rectifications de l'orthographe, JO du 6 décembre
 * 1990, I.1: hyphens throughout). */
#include "check.h"

#include "language/emoji.h"
#include "language/numbers.h"
#include "language/sentences.h"
#include "language/words.h"

static void cardinal(uint64_t number, const char *language, bool feminine, const char *wanted)
{
    buffer out = BUFFER_EMPTY;
    number_cardinal(&out, number, language, feminine);
    CHECK_TEXT(buffer_string(&out), wanted);
    buffer_free(&out);
}

static void ordinal(uint64_t number, const char *language, bool feminine, const char *wanted)
{
    buffer out = BUFFER_EMPTY;
    number_ordinal(&out, number, language, feminine);
    CHECK_TEXT(buffer_string(&out), wanted);
    buffer_free(&out);
}

static void test_cardinals(void)
{
    cardinal(0, "fr", true, "zéro");
    cardinal(1, "fr", true, "une");
    cardinal(21, "fr", true, "vingt-et-une");
    cardinal(61, "fr", false, "soixante-et-un");
    cardinal(71, "fr", false, "soixante-et-onze");
    cardinal(77, "fr", false, "soixante-dix-sept");
    cardinal(80, "fr", false, "quatre-vingts");
    cardinal(81, "fr", true, "quatre-vingt-une");
    cardinal(91, "fr", false, "quatre-vingt-onze");
    cardinal(100, "fr", false, "cent");
    cardinal(101, "fr", true, "cent-une");
    cardinal(200, "fr", false, "deux-cents");
    cardinal(280, "fr", false, "deux-cent-quatre-vingts");
    cardinal(1000, "fr", false, "mille");
    cardinal(1789, "fr", false, "mille-sept-cent-quatre-vingt-neuf");
    cardinal(80000, "fr", false, "quatre-vingt-mille");
    cardinal(200000000, "fr", false, "deux-cents-millions");
    cardinal(1000001, "fr", false, "un-million-un");
    cardinal(
        999999999999999999u, "fr", false,
        "neuf-cent-quatre-vingt-dix-neuf-billiards-neuf-cent-quatre-vingt-dix-neuf-billions-neuf-cent-quatre-vingt-"
        "dix-neuf-milliards-neuf-cent-quatre-vingt-dix-neuf-millions-neuf-cent-quatre-vingt-dix-neuf-mille-neuf-cent-"
        "quatre-vingt-dix-neuf");
    cardinal(
        18446744073709551615u, "en", false,
        "eighteen quintillion four hundred and forty-six quadrillion seven hundred and forty-four trillion seventy-"
        "three billion seven hundred and nine million five hundred and fifty-one thousand six hundred and fifteen");
    cardinal(97, "fr-BE", false, "nonante-sept");
    cardinal(81, "fr-BE", false, "quatre-vingt-un");
    cardinal(71, "fr-CH", false, "septante-et-un");
    cardinal(85, "fr-CH", false, "huitante-cinq");
    cardinal(1066, "en", false, "one thousand and sixty-six");
    cardinal(100, "en-GB", false, "one hundred");
}

static void test_ordinals(void)
{
    ordinal(1, "fr", false, "premier");
    ordinal(1, "fr", true, "première");
    ordinal(2, "fr", false, "deuxième");
    ordinal(3, "fr", false, "troisième");
    ordinal(4, "fr", false, "quatrième");
    ordinal(5, "fr", false, "cinquième");
    ordinal(9, "fr", false, "neuvième");
    ordinal(10, "fr", false, "dixième");
    ordinal(21, "fr", true, "vingt-et-unième");
    ordinal(80, "fr", false, "quatre-vingtième");
    ordinal(81, "fr", false, "quatre-vingt-unième");
    ordinal(91, "fr", false, "quatre-vingt-onzième");
    ordinal(200, "fr", false, "deux-centième");
    ordinal(1000, "fr", false, "millième");
    ordinal(3000000, "fr", false, "trois-millionième");
    ordinal(21, "en", false, "twenty-first");
    ordinal(12, "en", false, "twelfth");
    ordinal(20, "en", false, "twentieth");
    ordinal(100, "en", false, "one hundredth");
}

/* Checks that a text, its sentences divided by '|', is cut there and nowhere else. */
static void cut(const char *language, const char *divided)
{
    char text[512], got[600] = "";
    size_t size = 0, written = 0;
    for (const char *c = divided; *c; c++)
        if (*c != '|')
            text[size++] = *c;
    for (size_t at = 0; at < size;) {
        size_t length = sentence_length(text + at, size - at, language);
        written +=
            (size_t)snprintf(got + written, sizeof got - written, "%s%.*s", at ? "|" : "", (int)length, text + at);
        at += length;
        if (!length)
            break;
    }
    CHECK_TEXT(got, divided);
}

static void test_sentences(void)
{
    cut("fr", "Le chat dort. |Le chien aboie ! |Qui vient ? |Personne.");
    cut("fr", "M. Dupont arrive. |Mme Martin le suit.");
    cut("fr", "Lis la p. 24 du manuel. |Réponds.");
    cut("fr", "Le poème de J. Prévert est beau. |Il parle de J.-C. Carrière.");
    cut("fr", "Place le point A. |Trace la droite (AB).");
    cut("fr", "Cite V. Hugo. |L'auteur est né en 1802. |En 1885, il meurt.");
    cut("fr", "Des pommes, des poires, etc. |Les fruits sont mûrs.");
    cut("fr", "Des pommes, etc. |Voir plus loin.");
    cut("fr", "Voir l'ex. 3 et l’ex. 4.");
    cut("fr", "Il habite av. Foch à Paris, etc. et y reste.");
    cut("fr", "Il mesure 3.14 m... ou presque.");
    cut("fr", "Il hésite… |Puis il part.");
    cut("fr", "Il hésite... puis il part.");
    cut("fr", "« Viens ! » dit-il.");
    cut("fr", "Il dit : « Viens. Pars vite ! » |Elle part.");
    cut("fr", "Il cria : « Au feu ! Au feu ! » et partit. |Fin.");
    cut("fr", "— Où vas-tu ? |— À l'école.");
    cut("fr", "1. Lis le texte. |2. Souligne le verbe.");
    cut("fr", "a. Lis.");
    cut("fr", "Vers 50 av. J.-C. les Gaulois luttent. |Ensuite, ils perdent.");
    cut("fr", "Un titre sans point\n\n|Le texte suit.");
    cut("fr", "Deux vers\nsans point.");
    cut("fr", "Complète : le chat ........ la souris.");
    cut("fr", "Vraiment ?! |Oui. |(Il rit.) |Bien.");
    cut("en", "Mr. Brown lives in the U.S. with Dr. Who, e.g. in May. |He is old.");
    cut("en", "\"Stop!\" she said. |\"Why?\" |They left.");
    cut("fr", "");
}

/* Any bytes are cut into pieces that are not empty. */
static void test_hostile(void)
{
    static const char *const texts[] = {"\xC3",      "...\xFF\xFE... A", "«««««",   "». ». ». A",
                                        ". . . . A", "\n\n\n",           "'.'.'. A"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t size = strlen(texts[i]), at = 0, step = 1;
        while (at < size && step) {
            step = sentence_length(texts[i] + at, size - at, "fr");
            at += step;
        }
        CHECK(at == size);
    }
    CHECK(sentence_length("", 0, NULL) == 0);
}

static void test_words(void)
{
    const char *const *row = word_find(&words_fr_abbreviations, "Mme", 3);
    CHECK(row && strcmp(row[3], "madame") == 0);
    CHECK(!word_find(&words_fr_abbreviations, "Mm", 2));
    CHECK(!word_row(&words_fr_abbreviations, words_fr_abbreviations.rows));
}

/* Names by CLDR 41; ticks and stars are no ornaments. */
static void test_emoji(void)
{
    CHECK_TEXT(emoji_name(0x1F4A1, "fr"), "ampoule");
    CHECK_TEXT(emoji_name(0x1F4A1, "en-GB"), "light bulb");
    CHECK_TEXT(emoji_name('a', "fr"), NULL);
    CHECK(emoji_is_ornament(0x1F4A1) && !emoji_is_ornament(0x2705) && !emoji_is_ornament(0x1F534));
}

int main(void)
{
    test_emoji();
    test_cardinals();
    test_ordinals();
    test_sentences();
    test_hostile();
    test_words();
    return check_end();
}
