/* Words that are read in two ways, by what they are in their sentence: tests/language/homographs.tsv. Every error is listed; 97 of
 * 100 must be right. Of a reading, e and ɛ, o and ɔ, ø and œ count as one: their quality hangs on the syllable, not on the class. */
#include "check.h"

#include "base/buffer.h"
#include "base/text.h"
#include "language/analysis.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 1000, CELLS = 4, WANTED = 97 };

static void add_folded(buffer *b, const char *sound)
{
    for (uint32_t point; (point = text_next(&sound));)
        buffer_point(b, point == 0x25B ? 'e' : point == 0x254 ? 'o' : point == 0x153 ? 0xF8 : point);
}

/* Whether a token is the word, small letters and capitals alike for ASCII. */
static bool is_word(const token *t, const char *text, const char *word, size_t size)
{
    if (t->kind != TOKEN_WORD || t->size != size)
        return false;
    for (size_t i = 0; i < size; i++)
        if (ascii_lower(text[t->start + i]) != ascii_lower(word[i]))
            return false;
    return true;
}

static const token *find(const token *tokens, size_t count, const char *text, const char *word)
{
    size_t size = strcspn(word, "#"), place = word[size] ? strtoul(word + size + 1, NULL, 10) : 1;
    for (size_t i = 0; i < count; i++)
        if (is_word(&tokens[i], text, word, size) && --place == 0)
            return &tokens[i];
    return NULL;
}

/* Whether a row is right; says it where not. */
static bool row_is_right(analyser *a, char *const *cells)
{
    size_t count;
    const token *tokens = analyse_text(a, cells[0], strlen(cells[0]), "fr", &count),
                *t = find(tokens, count, cells[0], cells[1]);
    buffer said = BUFFER_EMPTY, wanted = BUFFER_EMPTY;
    for (unsigned i = 0; t && t->spelling && i < t->spelling->count; i++)
        add_folded(&said, t->spelling->graphemes[i].sound);
    add_folded(&wanted, cells[3]);
    const char *class = t ? word_class_name(t->class) : "none";
    bool right = strcmp(class, cells[2]) == 0 && strcmp(buffer_string(&said), buffer_string(&wanted)) == 0;
    if (!right)
        printf("%s: %s is %s [%s], not %s [%s]\n", cells[0], cells[1], class, buffer_string(&said), cells[2], cells[3]);
    buffer_free(&said);
    buffer_free(&wanted);
    return right;
}

static bool cut(char *line, char **cells)
{
    line[strcspn(line, "\n")] = '\0';
    if (!*line || *line == '#')
        return false;
    for (int i = 0; i < CELLS; i++) {
        cells[i] = line;
        line += strcspn(line, "\t");
        if (*line)
            *line++ = '\0';
    }
    return *cells[CELLS - 1] != '\0';
}

int main(int count, char **arguments)
{
    FILE *file = fopen(count > 1 ? arguments[1] : "tests/language/homographs.tsv", "r");
    arena *pool = arena_new((size_t)1 << 26);
    analyser *a = analyser_new(pool, NULL);
    unsigned rows = 0, right = 0;
    char line[LONGEST], *cells[CELLS];
    CHECK(file && a);
    while (file && a && fgets(line, sizeof line, file))
        if (cut(line, cells)) {
            rows++;
            right += row_is_right(a, cells);
        }
    printf("homographs: %u of %u right\n", right, rows);
    CHECK(rows >= 60 && 100 * right >= WANTED * rows);
    analyser_end(a);
    arena_free(pool);
    if (file)
        fclose(file);
    return check_end();
}
