/* The language room: the lexicon (forms of hunspell-fr and our own), tokens, the analyser. Conventions of the tests: Grevisse and
 * Goosse, Le Bon Usage; rectifications of 1990 (Journal officiel, 6 December 1990). */
#include "check.h"

#include "base/buffer.h"
#include "language/analysis.h"
#include "language/classes.h"

#include <string.h>

static bool has(const char *form, word_class wanted, const char *lemma)
{
    lexicon_entry entry;
    char base[100];
    if (!lexicon_find(form, strlen(form), &entry))
        return false;
    for (unsigned i = 0; i < entry.count; i++) {
        lexicon_lemma(&entry.readings[i], form, strlen(form), base, sizeof base);
        if ((entry.readings[i].class & (unsigned)wanted) == (unsigned)wanted && strcmp(base, lemma) == 0)
            return true;
    }
    return false;
}

static void test_lexicon(void)
{
    CHECK(has("couvent", WORD_NOUN | WORD_MASCULINE | WORD_SINGULAR, "couvent"));
    CHECK(has("couvent", WORD_VERB | WORD_THIRD | WORD_PLURAL | WORD_PRESENT, "couver"));
    CHECK(has("chevaux", WORD_NOUN | WORD_PLURAL, "cheval"));
    CHECK(has("belles", WORD_ADJECTIVE | WORD_FEMININE | WORD_PLURAL, "beau") ||
          has("belles", WORD_ADJECTIVE | WORD_FEMININE | WORD_PLURAL, "bel"));
    CHECK(has("irions", WORD_VERB | WORD_CONDITIONAL | WORD_FIRST | WORD_PLURAL, "aller"));
    CHECK(has("mangées", WORD_PAST_PARTICIPLE | WORD_FEMININE | WORD_PLURAL, "manger"));
    CHECK(has("fils", WORD_NOUN | WORD_SOUNDED, "fils") && has("fils", WORD_NOUN | WORD_PLURAL, "fil"));
    CHECK(has("le", WORD_DETERMINER | WORD_MASCULINE, "le") && has("le", WORD_PRONOUN | WORD_OBJECT, "le"));
    CHECK(!has("couvant", WORD_NOUN, "couvant") && !has("", WORD_NOUN, "") && !has("xyzzy", WORD_NOUN, "xyzzy"));
}

/* Every number gives a form, in order, and the form its number. */
static void test_numbers(void)
{
    char form[200], before[200] = "";
    unsigned wrong = 0;
    for (uint32_t i = 0; i < lexicon_size(); i++) {
        lexicon_entry entry;
        size_t size = lexicon_form(i, form, sizeof form);
        wrong += !lexicon_find(form, size, &entry) || entry.number != i || strcmp(before, form) >= 0 || !entry.count;
        memcpy(before, form, size + 1);
    }
    CHECK(wrong == 0 && lexicon_size() > 400000);
}

static void looks_like(const char *word, const char *wanted)
{
    lexicon_entry entries[LEXICON_ENTRIES];
    char form[200] = "";
    size_t count = lexicon_look(word, strlen(word), entries), found = 0;
    for (size_t i = 0; i < count; i++) {
        lexicon_form(entries[i].number, form, sizeof form);
        found += strcmp(form, wanted) == 0;
    }
    if (!found)
        printf("%s gives %s, not %s\n", word, form, wanted);
    CHECK(found == 1);
}

static void test_look(void)
{
    looks_like("Pierre", "pierre");
    looks_like("Pierre", "Pierre");
    looks_like("ECOLE", "école");
    looks_like("ÉCOLE", "école");
    looks_like("coeur", "cœur");
    looks_like("COEURS", "cœurs");
    looks_like("connaitre", "connaître");
    looks_like("brulé", "brûlé");
    looks_like("cèdera", "cédera");
    looks_like("ambigüe", "ambiguë");
    looks_like("ognon", "ognon");
    looks_like("aujourd’hui", "aujourd'hui");
    lexicon_entry entries[LEXICON_ENTRIES];
    CHECK(lexicon_look("xqzw", 4, entries) == 0 && lexicon_look("", 0, entries) == 0 &&
          lexicon_look("\xFF\xC3", 2, entries) == 0);
}

static void test_classes(void)
{
    bool known;
    CHECK(word_class_parse("nom m p", 7, &known) == (WORD_NOUN | WORD_MASCULINE | WORD_PLURAL) && known);
    CHECK(word_class_parse("non m", 5, &known) == WORD_MASCULINE && !known);
    CHECK_TEXT(word_class_name(WORD_VERB | WORD_THIRD), "verbe");
    CHECK_TEXT(word_class_name(WORD_UNKNOWN), "");
}

/* The tokens of a text but its blanks, parted by "|", with a letter before those that are no words; "^" begins a sentence. */
static void cuts(const char *text, const char *wanted)
{
    static const char letters[] = {' ', 0, '\'', '1', 'u', 'a', '@', '_', '.'};
    token_list list = {NULL, 0, 0};
    buffer out = BUFFER_EMPTY;
    size_t at = 0;
    CHECK(tokens_cut(&list, text, strlen(text), "fr"));
    for (size_t i = 0; i < list.count; i++) {
        const token *t = &list.tokens[i];
        CHECK(t->start == at && t->size > 0);
        at += t->size;
        if (t->kind == TOKEN_BLANK)
            continue;
        buffer_text(&out, t->sentence_begins ? "^" : out.size ? "|" : "");
        if (letters[t->kind])
            buffer_byte(&out, letters[t->kind]);
        buffer_add(&out, text + t->start, t->size);
    }
    CHECK(at == strlen(text));
    CHECK_TEXT(buffer_string(&out), wanted);
    buffer_free(&out);
    tokens_free(&list);
}

static void test_tokens(void)
{
    cuts("L’arc-en-ciel, dit-il.", "^'L’|arc-en-ciel|.,|dit|.-|il|..");
    cuts("Aujourd’hui, quelqu'un l'a vu.", "^Aujourd’hui|.,|quelqu'un|'l'|a|vu|..");
    cuts("celui-ci, là-bas, a-t-il", "^celui|.-|ci|.,|là-bas|.,|a|.-|t|.-|il");
    cuts("12 500,50 € le 3e jour", "^112 500,50|u€|le|13e|jour");
    cuts("à 12 km/h, 25 °C, 3 m²", "^à|112|ukm/h|.,|125|u°C|.,|13|um²");
    cuts("M. Dupont, p. 24. Il part.", "^aM.|Dupont|.,|ap.|124|..^Il|part|..");
    cuts("Voir https://exemple.fr/a?b=1, ou ecole@exemple.fr.",
         "^Voir|@https://exemple.fr/a?b=1|.,|ou|@ecole@exemple.fr|..");
    cuts("Le ____ mange .....", "^Le|_____|mange|_.....");
    cuts("La SNCF au XIXe siècle. Les CM2 !", "^La|aSNCF|au|1XIXe|siècle|..^Les|aCM2|.!");
    cuts("Attends... Vers midi ?", "^Attends|....^Vers|midi|.?");
    cuts("", "");
    cuts("\xFF'-'\xC3", "^.\xFF|.'|.-|.'|.\xC3");
}

static const token *word_of(analyser *a, const char *word)
{
    return analyse_word(a, word, strlen(word));
}

static void test_analyser(void)
{
    static const char own[] = "maman\tma-man\nfête\tfê-te\tf=f.ê=ɛ.t=t.e=ə\nfaux\tfo\n\n# rien\n";
    arena *pool = arena_new((size_t)1 << 26);
    analyser *a = analyser_new(pool, &(conventions){.exceptions = own});
    CHECK(a != NULL);
    if (!a)
        return;
    const token *t = word_of(a, "fête");
    CHECK(t->spelling && t->spelling->syllable_count == 2 && t->spelling->syllables[1] == 3);
    CHECK_TEXT(t->spelling->graphemes[3].sound, "ə");
    CHECK(t->class & WORD_NOUN);
    CHECK(word_of(a, "faux")->spelling->syllable_count == 1);
    size_t count;
    const char *text = "Les poules du couvent couvent.";
    t = analyse_text(a, text, strlen(text), "fr-FR", &count);
    CHECK(count == 10 && t[6].class & WORD_NOUN && t[8].class & WORD_VERB && t[6].spelling != t[8].spelling);
    CHECK(analyse_text(a, "the cat", 7, "en", &count) && count == 3);
    CHECK(!analyse_text(a, "the cat", 7, "en", &count)[0].spelling);
    analyse_text(a, "", 0, "fr", &count);
    CHECK(count == 0);
    analyser_end(a);
    arena_free(pool);
}

/* Hostile texts: long runs without a blank, bytes that are no characters, endless sentences. */
static void test_hostile(void)
{
    static const char *const pieces[] = {"l'", "a-",  "\xE2\x80", "é",       ".",  "1 000", "_", "@a.fr", "n°",
                                         "Ça", "-t-", "’",        "http://", "\n", "XVe",   "«", "J.-C."};
    arena *pool = arena_new((size_t)1 << 28);
    analyser *a = analyser_new(pool, NULL);
    for (size_t i = 0; a && i < sizeof pieces / sizeof *pieces; i++) {
        buffer text = BUFFER_EMPTY;
        size_t count, sum = 0;
        for (int n = 0; n < 20000; n++)
            buffer_text(&text, pieces[n % 3 ? i : ((size_t)n / 3) % (i + 1)]);
        const token *t = analyse_text(a, text.data, text.size, "fr", &count);
        for (size_t k = 0; k < count; k++)
            sum += t[k].size;
        CHECK(sum == text.size);
        buffer_free(&text);
    }
    analyser_end(a);
    arena_free(pool);
}

int main(void)
{
    test_lexicon();
    test_numbers();
    test_look();
    test_classes();
    test_tokens();
    test_analyser();
    test_hostile();
    return check_end();
}
