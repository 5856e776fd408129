/* Progressions as two tables: "grapheme=sound" to a step, and words to a step. */
#include "writers/decodable/progression.h"

#include "base/table.h"
#include "base/text.h"

#include <stdint.h>
#include <string.h>

enum { KEY_MOST = 64 };

struct progression {
    arena *pool;
    table *graphemes, *words;
    const char **texts; /* of each step: its graphemes, and at the odd places its words, as the table has them */
    int steps;
};

/* Sounds that count as one: the quality of a vowel hangs on its syllable, and differs from one region to another. */
static uint32_t plain_sound(uint32_t point, bool nasal)
{
    static const struct {
        uint32_t from, oral, nasal;
    } same[] = {{0x25B, 'e', 0x25B}, {0x254, 'o', 0x254}, {0x153, 0xF8, 0x25B}, {0x251, 'a', 0x251}};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (same[i].from == point)
            return nasal ? same[i].nasal : same[i].oral;
    return point;
}

/* Writes "grapheme=sound" with its sounds made plain; "#" and "" are silence. Cut where it is too long for any row. */
static void make_key(char key[KEY_MOST], const char *letters, size_t size, const char *sound, size_t sound_size)
{
    size_t out = 0;
    for (size_t i = 0; i < size && out < KEY_MOST / 2; i++)
        key[out++] = letters[i];
    key[out++] = '=';
    for (size_t at = 0, length; at < sound_size && out + 5 < KEY_MOST; at += length) {
        size_t next;
        uint32_t point = text_decode(sound + at, sound_size - at, &length);
        bool nasal =
            at + length < sound_size && text_decode(sound + at + length, sound_size - at - length, &next) == 0x303;
        if (point != '#')
            out += text_encode(key + out, plain_sound(point, nasal));
    }
    key[out] = 0;
}

/* Remembers the first step of a key. */
static void teach(table *t, const char *key, int step)
{
    if (*key && !table_value(t, key))
        table_set(t, key, (void *)(intptr_t)step);
}

/* Calls for each part of a list between separators; a separator is any byte of `separators`. */
static void teach_list(progression *p, const char *list, const char *separators, int step, bool graphemes)
{
    char key[KEY_MOST];
    for (size_t size; *list; list += size + (list[size] != 0)) {
        size = strcspn(list, separators);
        const char *equals = memchr(list, '=', size);
        if (graphemes && equals)
            make_key(key, list, (size_t)(equals - list), equals + 1, size - (size_t)(equals + 1 - list));
        else if (!graphemes && size < KEY_MOST) {
            memcpy(key, list, size);
            key[size] = 0;
        } else
            continue;
        teach(graphemes ? p->graphemes : p->words, key, step);
    }
}

static const word_table *table_named(const char *name)
{
    return strcmp(name, "syllabique") == 0 ? &words_progressions_syllabique : &words_progressions_frequence;
}

progression *progression_new(arena *pool, const options *o)
{
    const word_table *rows = table_named(options_text(o, "progression"));
    const char *own = options_text(o, "graphemes");
    progression *p = arena_alloc(pool, sizeof *p);
    if (!p)
        return NULL;
    *p = (progression){pool, table_new(pool), table_new(pool), NULL, *own ? 1 : (int)rows->rows};
    p->texts = arena_alloc(pool, 2 * (size_t)p->steps * sizeof *p->texts);
    if (!p->graphemes || !p->words || !p->texts)
        return NULL;
    for (int step = 1; step <= p->steps; step++) {
        const char *const *row = word_row(rows, (size_t)step - 1);
        const char *words = *own || strcmp(row[1], "-") == 0 ? "" : row[1];
        p->texts[2 * (step - 1)] = *own ? arena_string(pool, own) : row[0];
        p->texts[2 * (step - 1) + 1] = words;
        teach_list(p, *own ? own : row[0], "| ", step, true);
        teach_list(p, words, "|", step, false);
    }
    teach_list(p, options_text(o, "words"), "| ,", 1, false);
    return p;
}

int progression_steps(const progression *p)
{
    return p->steps;
}

static int step_of(const table *t, const char *key)
{
    int step = (int)(intptr_t)table_value(t, key);
    return step ? step : STEP_NEVER;
}

int progression_grapheme(const progression *p, const char *letters, const char *sound)
{
    char key[KEY_MOST];
    make_key(key, letters, strlen(letters), sound, strlen(sound));
    return step_of(p->graphemes, key);
}

int progression_word(const progression *p, const char *small)
{
    return step_of(p->words, small);
}

void grapheme_describe(const char *letters, const char *sound, buffer *out)
{
    bool silent = !*sound || strcmp(sound, "#") == 0;
    if (silent)
        buffer_format(out, "%s muet", letters);
    else
        buffer_format(out, "%s [%s]", letters, sound);
}

void progression_describe(const progression *p, int step, buffer *out)
{
    char written[KEY_MOST], sound[KEY_MOST];
    if (step < 1 || step > p->steps || !p->texts[2 * (step - 1)])
        return;
    const char *separator = "";
    for (const char *at = p->texts[2 * (step - 1)]; *at;) {
        size_t size = strcspn(at, "| "), letters = strcspn(at, "=| ");
        if (letters < size && size < KEY_MOST) {
            memcpy(written, at, letters);
            written[letters] = 0;
            memcpy(sound, at + letters + 1, size - letters - 1);
            sound[size - letters - 1] = 0;
            buffer_text(out, separator);
            grapheme_describe(written, sound, out);
            separator = ", ";
        }
        at += size + (at[size] != 0);
    }
    for (const char *at = p->texts[2 * (step - 1) + 1]; *at;) {
        size_t size = strcspn(at, "|");
        buffer_format(out, "%s« %.*s »", separator, (int)size, at);
        separator = ", ";
        at += size + (at[size] != 0);
    }
}
