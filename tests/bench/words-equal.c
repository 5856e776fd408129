/* Whether braille made word by word equals that of whole lines: running text from the standard input becomes 100,000 lines (or
 * as many as the argument says) with capitals, punctuation, numbers, hyphens and locutions among its words, and each is
 * translated both ways, by the tables of every grade. Prints the lines that differ, and how many; fails at one. Stops between
 * letters (S.N.C.F., addresses) are left out: after one liblouis' contracted table writes ⠠⠠ inside later numbers of its line
 * ("(3)" is ⠦⠠⠠⠩⠴), which the code does not know and words apart do not show.
 *     build/plain/bench-language --text | build/plain/words-equal */
#include "base/text.h"
#include "filters/braille/louis.h"
#include "filters/braille/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 600 };

static const char *const tables[] = {"fr-bfu-comp6.utb", "fr-bfu-g2.ctb", "fr-bfu-comp8.utb"};

/* What stands among the words: locutions, whole and in part, numbers, dates, abbreviations, typed operations. */
static const char *const between[] = {
    "parce que",
    "parce qu'il",
    "à peu près",
    "tout à fait",
    "tout à coup",
    "d'autre part",
    "quelque chose",
    "et caetera",
    "tandis qu'elle",
    "Parce que",
    "peu à peu",
    "pour ainsi dire",
    "par",
    "tour à tour",
    "à",
    "quelque",
    "plus tôt",
    "la plupart",
    "3",
    "1 200",
    "12,5",
    "1789",
    "2 + 3 = 5",
    "14 h 30",
    "3e",
    "a",
    "y",
    "l'",
    "-",
    "\xE2\x80\x93",
    "A",
    "l'URSS",
    "M.",
    "etc.",
    "1/2",
    "(3)",
    "\xC2\xAB oui",
    "B2",
    "arc-en-ciel",
    "vas-y",
    "a-t-il",
    "c'est-à-dire",
    "12 345",
    "non-",
    "-ci",
    "[...]",
    "\xE2\x80\xA6",
    "50 %",
    "20 \xC2\xB0",
    "OTAN",
    "Mme",
    "II",
    "XIV",
};

static const char *const after[] = {"",   "",  "",  "",    "",  "",  ",",        ".",
                                    " ;", "!", "?", "...", ":", ")", "\xC2\xBB", "\""};

static unsigned next(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 8) % below;
}

/* Adds UTF-8 to a line; `upper` 1: its first letter is a capital, 2: all are. */
static size_t add(uint32_t *line, size_t count, const char *text, int upper)
{
    for (uint32_t point; count < LONGEST && (point = text_next(&text)) != 0; upper -= upper == 1)
        line[count++] = upper ? text_upper(point) : point;
    return count;
}

static size_t make_line(uint32_t *line, unsigned *seed)
{
    char word[100];
    size_t count = 0;
    for (unsigned left = 4 + next(seed, 10); left--;) {
        if (scanf("%99s", word) != 1)
            return 0;
        unsigned how = next(seed, 40);
        if (how < 4)
            count = add(line, add(line, count, between[next(seed, sizeof between / sizeof *between)], 0), " ", 0);
        count = add(line, count, how == 5 ? "(" : how == 6 ? "\"" : how == 7 ? "l'" : how == 8 ? "d'" : "", 0);
        count = add(line, count, word, how > 36 ? 2 : how > 32);
        count = add(line, count, after[next(seed, sizeof after / sizeof *after)], 0);
        count = add(line, count, left ? " " : "", 0);
    }
    return count;
}

static void show(const char *table, const uint32_t *line, size_t count, const cells *whole, const cells *apart)
{
    buffer shown = BUFFER_EMPTY;
    for (size_t i = 0; i < count; i++)
        buffer_point(&shown, line[i]);
    buffer_text(&shown, "\n  whole: ");
    cells_utf8(whole->at, whole->count, &shown);
    buffer_text(&shown, "\n  words: ");
    cells_utf8(apart->at, apart->count, &shown);
    printf("%s: %s\n", table, buffer_string(&shown));
    buffer_free(&shown);
}

/* Whether a line comes out alike by `memo` and as a whole. */
static bool is_equal(words *memo, const char *table, const uint32_t *line, size_t count)
{
    static size_t starts[LONGEST + 1];
    cells whole = CELLS_EMPTY, apart = CELLS_EMPTY;
    bool good =
        louis_translate(table, line, count, &whole, starts) == words_translate(memo, line, count, &apart, starts);
    good = good && whole.count == apart.count && memcmp(whole.at, apart.at, whole.count * sizeof *whole.at) == 0;
    if (!good)
        show(table, line, count, &whole, &apart);
    cells_free(&whole);
    cells_free(&apart);
    return good;
}

int main(int count, char **arguments)
{
    uint32_t line[LONGEST];
    long wanted = count > 1 ? strtol(arguments[1], NULL, 10) : 100000, done = 0, differ = 0;
    words *memos[3] = {words_new(tables[0]), words_new(tables[1]), words_new(tables[2])};
    unsigned seed = 2026;
    for (size_t size; done < wanted && (size = make_line(line, &seed)) != 0; done++)
        for (int i = 0; i < 3; i++)
            differ += !is_equal(memos[i], tables[i], line, size);
    for (int i = 0; i < 3; i++)
        words_free(memos[i]);
    printf("words-equal: %ld lines in 3 tables, %ld differ\n", done, differ);
    return done < wanted || differ;
}
