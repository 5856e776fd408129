/* Words taken apart: the rows of tests/language/words.tsv as a program sees them, then what a class, a convention, a
 * capital or an accent of its own changes. */
#include "ardoise.h"
#include "base/buffer.h"
#include "language/analysis.h"
#include "language/graphemes.h"
#include "language/syllables.h"
#include "tests/unit/check.h"

static const word_class they = (word_class)(WORD_VERB | WORD_THIRD | WORD_PLURAL);

static bool keep(void *user, const void *bytes, size_t size)
{
    buffer_add(user, bytes, size);
    return true;
}

/* The row of a word, cut into its cells. */
static const char *row_of(const ard_word_options *options, const char *text, buffer *out)
{
    buffer_reset(out);
    CHECK(ard_words(options, text, strlen(text), keep, out) == ARD_OK);
    return out->data ? out->data : "";
}

/* A cell by its number, copied. */
static const char *cell(const char *row, unsigned number, char *copy, size_t room)
{
    for (; number && *row; row++)
        number -= *row == '\t';
    size_t size = strcspn(row, "\t\n");
    snprintf(copy, room, "%.*s", (int)size, row);
    return copy;
}

static void check_table(void)
{
    FILE *file = fopen("tests/language/words.tsv", "r");
    ard_word_options pedagogic = {.typographic = false}, typographic = {.typographic = true};
    buffer out = BUFFER_EMPTY;
    char line[512], word[128], got[256], wanted[256];
    unsigned rows = 0;
    CHECK(file);
    while (file && fgets(line, sizeof line, file)) {
        if (*line == '#')
            continue;
        cell(line, 0, word, sizeof word);
        const char *row = row_of(&pedagogic, word, &out);
        CHECK_TEXT(cell(row, 1, got, sizeof got), cell(line, 1, wanted, sizeof wanted));
        row = row_of(&typographic, word, &out);
        CHECK_TEXT(cell(row, 1, got, sizeof got), cell(line, 2, wanted, sizeof wanted));
        CHECK_TEXT(cell(row, 2, got, sizeof got), cell(line, 3, wanted, sizeof wanted));
        rows++;
    }
    CHECK(rows >= 300);
    if (file)
        fclose(file);
    buffer_free(&out);
}

static void check_sounds(const grapheme_rules *rules, const char *word, word_class class, const char *wanted)
{
    spelling s;
    char sounds[128];
    size_t size = 0;
    sounds[0] = 0;
    CHECK(graphemes_cut(rules, word, strlen(word), class, &s));
    for (unsigned i = 0; i < s.count && size < sizeof sounds; i++)
        size += (size_t)snprintf(sounds + size, sizeof sounds - size, "%s", s.graphemes[i].sound);
    CHECK_TEXT(sounds, wanted);
}

/* Every row of the tables compiles, and homographs hang on their class. */
static void check_classes(void)
{
    arena *pool = arena_new(16 << 20);
    const grapheme_rules *rules = graphemes_compile(pool);
    CHECK(rules);
    if (rules) {
        check_sounds(rules, "couvent", they, "kuv");
        check_sounds(rules, "couvent", WORD_NOUN, "kuvɑ̃");
        check_sounds(rules, "content", they, "kɔ̃t");
        check_sounds(rules, "content", WORD_ADJECTIVE, "kɔ̃tɑ̃");
        check_sounds(rules, "portions", WORD_VERB, "pɔʁtjɔ̃");
        check_sounds(rules, "portions", WORD_NOUN, "pɔʁsjɔ̃");
        check_sounds(rules, "ÉLÈVE", 0, "elɛv");
        check_sounds(rules, "e\xCC\x81le\xCC\x80ve", 0, "elɛv");
        check_sounds(rules, "garc\xCC\xA7on", 0, "ɡaʁsɔ̃");
        check_sounds(rules, "", 0, "");
        char longest[300];
        spelling s;
        memset(longest, 'a', sizeof longest);
        CHECK(!graphemes_cut(rules, longest, sizeof longest, 0, &s) && s.count == 0);
        CHECK(!graphemes_cut(rules, longest, SPELLING_GRAPHEMES + 1, 0, &s) && s.count == 0);
        CHECK(graphemes_cut(rules, longest, SPELLING_GRAPHEMES, 0, &s) && s.count == SPELLING_GRAPHEMES);
        CHECK(graphemes_cut(rules, "\xFF\xFE", 2, 0, &s));
    }
    arena_free(pool);
}

static void check_conventions(void)
{
    static const struct {
        ard_word_options options;
        const char *word, *syllables;
    } cases[] = {
        {{.mute_e = true}, "table", "ta-ble"},
        {{.mute_e = true}, "robes", "ro-bes"},
        {{.mute_e = true}, "garage", "ga-ra-ge"},
        {{.mute_e = true}, "vie", "vie"},
        {{.oral = true}, "samedi", "same-di"},
        {{.oral = true}, "petit", "pe-tit"},
        {{.oral = true}, "appartement", "a-ppar-te-ment"},
        {{.typographic = true}, "appliquer", "ap-pli-quer"},
    };
    buffer out = BUFFER_EMPTY;
    char got[256];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_TEXT(cell(row_of(&cases[i].options, cases[i].word, &out), 1, got, sizeof got), cases[i].syllables);
    ard_word_options plain = {.text = false};
    CHECK_TEXT(cell(row_of(&plain, "l'école", &out), 3, got, sizeof got), "0'00001");
    CHECK_TEXT(row_of(&plain, "\n\n", &out), "\n\n");
    CHECK_TEXT(cell(row_of(&plain,
                           "vo\xCC\x80y\xCC\x81"
                           "age",
                           &out),
                    1, got, sizeof got),
               "vo\xCC\x80-y\xCC\x81"
               "age");
    buffer_free(&out);
}

int main(void)
{
    check_table();
    check_classes();
    check_conventions();
    return check_end();
}
