#include "exceptions.h"

#include "base/table.h"
#include "base/text.h"
#include "classes.h"
#include "words.h"

#include <string.h>

enum { LONGEST = 127 };

/* Rows of one form are a list, in their order. */
typedef struct row {
    spelling *graphemes; /* NULL: by the rules */
    spelling *syllables; /* NULL: by the rules */
    word_class class;    /* 0: any */
    unsigned next;       /* number of the form's next row, from 1; 0 for none */
} row;

struct exceptions {
    arena *pool;
    table *forms; /* to its first row, from 1, in small letters; names with their capital */
    row *rows;
    size_t count, room;
};

/* ---- Reading rows ------------------------------------------------------------------------------------------------ */

/* "f=f.i=i.l=#" into graphemes; NULL where it does not spell `size` bytes. Sounds are copied. */
static spelling *read_graphemes(arena *pool, const char *text, size_t size)
{
    spelling *s = arena_alloc(pool, sizeof *s);
    size_t at = 0, end = strcspn(text, "\t\r\n"), place = 0;
    while (s && at < end && s->count < SPELLING_GRAPHEMES) {
        size_t letters = strcspn(text + at, "="), stop = at + letters;
        if (stop >= end || letters > UINT8_MAX || place + letters > UINT8_MAX)
            return NULL;
        size_t sound = stop + 1, length = strcspn(text + sound, ".\t\r\n");
        bool silent = length == 1 && text[sound] == '#';
        s->graphemes[s->count++] =
            (grapheme){(uint8_t)place, (uint8_t)letters, silent ? "" : arena_copy(pool, text + sound, length)};
        place += letters;
        at = sound + length + 1;
    }
    return s && place == size && !arena_failed(pool) ? s : NULL;
}

/* "ma-man" into the bytes at which syllables begin; NULL where it does not spell the form. */
static spelling *read_syllables(arena *pool, const char *text, const char *form, size_t size)
{
    spelling *s = arena_alloc(pool, sizeof *s);
    size_t place = 0, end = strcspn(text, "\t\r\n");
    if (!s || !end)
        return NULL;
    s->syllable_count = 1;
    for (size_t at = 0; at < end; at++) {
        if (place < size && text[at] == form[place])
            place++;
        else if (text[at] == '-' && place && s->syllable_count < SPELLING_GRAPHEMES)
            s->syllables[s->syllable_count++] = (uint8_t)place;
        else
            return NULL;
    }
    return place == size && size <= UINT8_MAX ? s : NULL;
}

static size_t small(const char *word, size_t size, char *out)
{
    size_t to = 0;
    for (size_t at = 0, length; at < size && to < LONGEST - 4; at += length) {
        uint32_t point = text_decode(word + at, size - at, &length);
        to += text_encode(out + to, point == 0x2019 ? '\'' : text_lower(point));
    }
    out[to] = '\0';
    return to;
}

/* Adds a row after those of its form that there are, or before them where it is a person's. */
static void add_row(exceptions *e, const char *form, row r, bool first)
{
    if (e->count == e->room)
        return;
    e->rows[e->count++] = r;
    unsigned number = (unsigned)e->count, *head = table_value(e->forms, form);
    if (!head && (head = arena_alloc(e->pool, sizeof *head)))
        table_set(e->forms, form, head);
    if (!head)
        return;
    if (first) {
        e->rows[number - 1].next = *head;
        *head = number;
        return;
    }
    while (*head)
        head = &e->rows[*head - 1].next;
    *head = number;
}

static void add_homographs(exceptions *e)
{
    const char *const *cells;
    for (size_t i = 0; (cells = word_row(&words_fr_homographs, i)); i++) {
        bool known;
        row r = {.class = word_class_parse(cells[1], strlen(cells[1]), &known),
                 .graphemes = read_graphemes(e->pool, cells[2], strlen(cells[0]))};
        if (known && r.graphemes)
            add_row(e, cells[0], r, false);
    }
}

/* The next row of a person: its end. */
static size_t add_own(exceptions *e, const char *line)
{
    char form[LONGEST + 1];
    size_t end = strcspn(line, "\n"), name = strcspn(line, "\t\n");
    if (line[name] != '\t' || !name || name >= LONGEST - 8 || *line == '#')
        return end;
    size_t size = small(line, name, form);
    const char *syllables = line + name + 1, *more = syllables + strcspn(syllables, "\t\n");
    row r = {.syllables = read_syllables(e->pool, syllables, line, name),
             .graphemes = *more == '\t' ? read_graphemes(e->pool, more + 1, name) : NULL};
    if (size == name && (r.syllables || r.graphemes))
        add_row(e, form, r, true);
    return end;
}

const exceptions *exceptions_new(arena *pool, const char *rows)
{
    exceptions *e = arena_alloc(pool, sizeof *e);
    if (!e)
        return NULL;
    e->pool = pool;
    e->forms = table_new(pool);
    e->room = words_fr_homographs.rows;
    for (const char *at = rows; at && *at; at++)
        e->room += *at == '\n' || !at[1];
    e->rows = arena_alloc(pool, (e->room + 1) * sizeof *e->rows);
    if (!e->forms || !e->rows)
        return NULL;
    add_homographs(e);
    for (const char *at = rows; at && *at; at += *at == '\n')
        at += add_own(e, at);
    return arena_failed(pool) ? NULL : e;
}

/* ---- Using them --------------------------------------------------------------------------------------------------- */

unsigned exceptions_find(const exceptions *e, const char *word, size_t size)
{
    char form[LONGEST + 5];
    if (size >= LONGEST - 8)
        return 0;
    memcpy(form, word, size);
    form[size] = '\0';
    const unsigned *head = table_value(e->forms, form);
    if (!head && small(word, size, form) == size && memcmp(form, word, size) != 0)
        head = table_value(e->forms, form);
    return head ? *head : 0;
}

/* Whether a class is what a row says: one of its parts of speech, its number alone, and whether the last consonant is heard. */
static bool fits(word_class class, word_class wanted)
{
    if (wanted & WORD_PARTS && !(class & wanted & WORD_PARTS))
        return false;
    if (wanted & WORD_NUMBER && (class & WORD_NUMBER) != (wanted & WORD_NUMBER))
        return false;
    return !(wanted & WORD_SOUNDED) || class & WORD_SOUNDED;
}

bool exceptions_graphemes(const exceptions *e, unsigned found, word_class class, size_t size, spelling *s)
{
    for (; found; found = e->rows[found - 1].next) {
        const row *r = &e->rows[found - 1];
        if (!r->graphemes || !fits(class, r->class))
            continue;
        const grapheme *last = &r->graphemes->graphemes[r->graphemes->count - 1];
        if ((size_t)last->start + last->size != size)
            continue;
        memcpy(s->graphemes, r->graphemes->graphemes, sizeof s->graphemes);
        s->count = r->graphemes->count;
        return true;
    }
    return false;
}

void exceptions_syllables(const exceptions *e, unsigned found, spelling *s)
{
    for (; found; found = e->rows[found - 1].next)
        if (e->rows[found - 1].syllables) {
            memcpy(s->syllables, e->rows[found - 1].syllables->syllables, sizeof s->syllables);
            s->syllable_count = e->rows[found - 1].syllables->syllable_count;
            return;
        }
}
