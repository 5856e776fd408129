/* Liaisons against sentences marked by hand (tests/language/liaisons.tsv, and later-liaisons.tsv, which was written when
 * the rules were done): lists every sentence that is wrong, and asks for 95 % of the first. */
#include "base/arena.h"
#include "check.h"
#include "language/analysis.h"
#include "language/liaisons.h"
#include "language/words.h"

#include <stdbool.h>

enum { LINE = 512 };

/* A sentence as it is marked, and without its marks. */
typedef struct sentence {
    char marked[2 * LINE], plain[2 * LINE], sounds[2 * LINE];
} sentence;

static bool is_mark(char c)
{
    return c == '_' || c == '~' || c == '|';
}

/* Reads a row; the mark stands for the blank, but for one after a hyphen. */
static bool read_sentence(sentence *s, char *line)
{
    char *tab = strchr(line, '\t');
    size_t size = 0;
    if (*line == '#' || !tab)
        return false;
    *tab = 0;
    snprintf(s->marked, sizeof s->marked, "%s", line);
    snprintf(s->sounds, sizeof s->sounds, "%s", strcmp(tab + 1, "-") == 0 ? "" : tab + 1);
    for (const char *at = line; *at; at++)
        if (!is_mark(*at))
            s->plain[size++] = *at;
        else if (at == line || at[-1] != '-')
            s->plain[size++] = ' ';
    s->plain[size] = 0;
    return true;
}

/* Writes a text with the marks that its tokens have, and their sounds. A forbidden place is marked where the sentence
 * marks one or has no mark at all only if `strict`. */
static void mark(const char *text, const token *tokens, size_t count, char *marked, char *sounds)
{
    static const char signs[] = {
        [LIAISON_NONE] = ' ', [LIAISON_MADE] = '_', [LIAISON_OPTIONAL] = '~', [LIAISON_FORBIDDEN] = '|'};
    size_t out = 0;
    *sounds = 0;
    for (size_t i = 0; i < count; i++) {
        const token *t = tokens + i;
        bool joined = i + 1 < count && text[tokens[i + 1].start] == '-';
        memcpy(marked + out, text + t->start, t->size);
        out += t->size;
        if (t->liaison == LIAISON_NONE || i + 1 == count)
            continue;
        if (joined)
            marked[out++] = '-';
        marked[out++] = signs[t->liaison];
        i++;
        if (t->liaison_sound && t->liaison != LIAISON_FORBIDDEN)
            snprintf(sounds + strlen(sounds), LINE - strlen(sounds), "%s%s", *sounds ? " " : "", t->liaison_sound);
    }
    marked[out] = 0;
}

/* Tries every sentence of a file; counts those that are right. */
static unsigned try_file(analyser *a, const char *path, unsigned *all)
{
    char line[2 * LINE], marked[2 * LINE], sounds[LINE];
    unsigned right = 0;
    FILE *file = fopen(path, "r");
    *all = 0;
    while (file && fgets(line, sizeof line, file)) {
        sentence s = {0};
        size_t count;
        line[strcspn(line, "\n")] = 0;
        if (!read_sentence(&s, line))
            continue;
        const token *tokens = analyse_text(a, s.plain, strlen(s.plain), "fr", &count);
        mark(s.plain, tokens, count, marked, sounds);
        bool holds = strcmp(marked, s.marked) == 0 && strcmp(sounds, s.sounds) == 0;
        if (!holds)
            printf("  wanted %s (%s)\n  got    %s (%s)\n", s.marked, s.sounds, marked, sounds);
        right += holds;
        ++*all;
    }
    if (file)
        fclose(file);
    printf("%s: %u of %u sentences right\n", path, right, *all);
    return right;
}

static void check_sentences(void)
{
    unsigned all;
    arena *pool = arena_new((size_t)64 << 20);
    analyser *a = analyser_new(pool, NULL);
    CHECK(a != NULL);
    unsigned right = try_file(a, "tests/language/liaisons.tsv", &all);
    CHECK(all == 200);
    CHECK(right * 100 >= all * 95);
    right = try_file(a, "tests/language/later-liaisons.tsv", &all);
    CHECK(all == 60);
    CHECK(right * 100 >= all * 90);
    analyser_end(a);
    arena_free(pool);
}

static bool aspirated(const char *word)
{
    return liaison_aspirated(word, strlen(word));
}

static void check_words(void)
{
    static const char *const with[] = {"héros",     "Hache",        "hachoir", "haricots", "hauteur", "handballeur",
                                       "hérissons", "honteusement", "onze",    "onzième",  "oui",     "ouistiti",
                                       "uhlan",     "yaourt",       "yoga",    "huitième", "HIBOU",   "haletant",
                                       "hurler",    "hollandais",   NULL};
    static const char *const without[] = {"héroïne", "héroïque", "homme",   "haleine", "haltère",
                                          "yeux",    "humeur",   "herbe",   "hameçon", "hallucination",
                                          "hésiter", "œuf",      "oiseau",  "ouïe",    "ami",
                                          "hidalgo", "hymne",    "honneur", "hélice",  "huile",
                                          "y",       "",         NULL};
    static const char *const opens[] = {"bon", "ancien", "plein", "certain", "moyen", "prochain", "divin", NULL};
    static const char *const keeps[] = {"mon", "un", "en", "bien", "rien", "aucun", "commun", NULL};
    for (size_t i = 0; with[i]; i++)
        if (!aspirated(with[i]))
            CHECK_TEXT("mute", with[i]);
    for (size_t i = 0; without[i]; i++)
        if (aspirated(without[i]))
            CHECK_TEXT("aspirated", without[i]);
    for (size_t i = 0; opens[i]; i++)
        CHECK(liaison_opens(opens[i], strlen(opens[i])));
    for (size_t i = 0; keeps[i]; i++)
        CHECK(!liaison_opens(keeps[i], strlen(keeps[i])));
}

/* Every row of the table can be understood, and every word of the other table is in small letters. */
static void check_tables(void)
{
    arena *pool = arena_new((size_t)4 << 20);
    CHECK(liaisons_new(pool) != NULL);
    for (size_t i = 0; i < words_fr_h_aspire.rows; i++) {
        const char *said = word_row(&words_fr_h_aspire, i)[1];
        CHECK(strcmp(said, "aspiré") == 0 || strcmp(said, "muet") == 0);
    }
    arena_free(pool);
}

int main(void)
{
    check_words();
    check_tables();
    check_sentences();
    return check_end();
}
