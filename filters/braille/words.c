/* A memo of translated units. A unit is a word with what tells its place (a blank before it, a blank after it), or
 * several words that only mean something together. */
#include "filters/braille/words.h"

#include "base/memory.h"
#include "base/text.h"
#include "filters/braille/louis.h"

#include <stdlib.h>
#include <string.h>

enum {
    LONGEST = 80,        /* points of a unit that is kept; a longer one is translated each time */
    SLOTS = 1 << 16,     /* of the table of units; three quarters of them may be taken */
    MOST = 3 << 19,      /* uint16_t of their contents: 3 MB */
    HAS_BEFORE = 1 << 7, /* a blank stands before the unit; of the length, in an entry's first number */
    HAS_AFTER = 1 << 8
};

/* The contents of a unit, from its place in `store` on: length and flags, how many cells, the points, the cells, then where
 * the cells of each point begin. */
struct words {
    const char *louis;
    uint32_t *slots; /* place in `store`, and 1 more; 0: free */
    uint16_t *store;
    size_t used, room, units, asked;
};

words *words_new(const char *louis)
{
    words *w = memory_new(1, sizeof *w);
    if (!w)
        return NULL;
    w->louis = louis;
    w->slots = memory_new(SLOTS, sizeof *w->slots);
    if (w->slots)
        return w;
    free(w);
    return NULL;
}

void words_free(words *w)
{
    if (!w)
        return;
    free(w->slots);
    free(w->store);
    free(w);
}

size_t words_asked(const words *w)
{
    return w->asked;
}

/* ---- Units ------------------------------------------------------------------------------------------------------ */

/* Whether a character of a word tells nothing of other words: letters and the punctuation of prose. */
static bool is_plain(uint32_t point)
{
    if (point < 0x80)
        return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || strchr("'\",;:!?()", (int)point);
    return point == 0xAB || point == 0xBB || point == 0x2019 || (point < 0x180 && text_is_letter(point));
}

/* Whether the word is plain: a stop may end it, a hyphen may join letters in it. */
static bool is_plain_word(const uint32_t *at, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool inner_hyphen =
            at[i] == '-' && i && i + 1 < count && text_is_letter(at[i - 1]) && text_is_letter(at[i + 1]);
        bool stop = at[i] == '.' && i && (i + 1 == count || !text_is_letter(at[i + 1]));
        if (!is_plain(at[i]) && !inner_hyphen && !stop)
            return false;
    }
    return true;
}

/* Neighbours in the locutions of contracted braille (Manuel d'abrégé 2013): a word, then those that may follow it there. */
static const struct pair {
    const char *first, *seconds;
} pairs[] = {
    {"à", "cause coup fait mesure peine peu présent travers tour"},
    {"ainsi", "dire"},
    {"au", "contraire"},
    {"autant", "que qu"},
    {"autre", "chose part"},
    {"de", "suite"},
    {"en", "mesure réalité"},
    {"et", "caetera"},
    {"la", "plupart"},
    {"non", "seulement"},
    {"par", "conséquent exemple suite"},
    {"parce", "que qu"},
    {"peu", "à près"},
    {"plus", "tard tôt"},
    {"pour", "ainsi"},
    {"quelque", "chose part temps"},
    {"sans", "cesse doute"},
    {"tandis", "que qu"},
    {"tour", "à"},
    {"tout", "à"},
    {"très", "bien"},
};

/* The letters at the end of `at`, or at its beginning, as UTF-8 in small letters; false where they are too many. */
static bool letters_of(const uint32_t *at, size_t count, bool last, char *word, size_t room)
{
    size_t size = 0, from = 0, to = count;
    if (last)
        for (from = count; from && text_is_letter(at[from - 1]);)
            from--;
    else
        for (to = 0; to < count && text_is_letter(at[to]);)
            to++;
    for (size_t i = from; i < to && size + 5 < room; i++)
        size += text_encode(word + size, text_lower(at[i]));
    word[size] = '\0';
    return size && to - from < 12;
}

/* Whether two neighbours may belong to a locution. */
static bool is_pair(const uint32_t *first, size_t size, const uint32_t *second, size_t other)
{
    char word[64], next[64];
    if (!letters_of(first, size, true, word, sizeof word))
        return false;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(pairs[i].first, word) == 0)
            return letters_of(second, other, false, next, sizeof next) && text_in_list(pairs[i].seconds, next);
    return false;
}

/* The end of the word that begins at `i`. */
static size_t word_end(const uint32_t *text, size_t i, size_t count)
{
    while (i < count && text[i] != ' ')
        i++;
    return i;
}

/* The end of the unit that begins with the word at `i`: other words follow after one blank. */
static size_t unit_end(const uint32_t *text, size_t i, size_t count)
{
    size_t end = word_end(text, i, count);
    bool plain = is_plain_word(text + i, end - i);
    while (end + 1 < count && text[end + 1] != ' ') {
        size_t next = word_end(text, end + 1, count);
        bool next_plain = is_plain_word(text + end + 1, next - end - 1);
        if (plain != next_plain || (plain && !is_pair(text + i, end - i, text + end + 1, next - end - 1)))
            return end;
        i = end + 1;
        end = next;
    }
    return end;
}

/* ---- The memo --------------------------------------------------------------------------------------------------- */

static uint32_t hash_of(const uint32_t *at, size_t count, unsigned head)
{
    uint32_t hash = 2166136261u ^ head;
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ at[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static bool is_same(const uint16_t *entry, const uint32_t *at, size_t count, unsigned head)
{
    if (entry[0] != head)
        return false;
    for (size_t i = 0; i < count; i++)
        if (entry[2 + i] != at[i])
            return false;
    return true;
}

/* The slot of a unit: its own, or the free one where it belongs. */
static uint32_t *slot_of(const words *w, const uint32_t *at, size_t count, unsigned head)
{
    uint32_t i = hash_of(at, count, head) & (SLOTS - 1);
    while (w->slots[i] && !is_same(w->store + w->slots[i] - 1, at, count, head))
        i = (i + 1) & (SLOTS - 1);
    return &w->slots[i];
}

/* Room for one more unit of `size` numbers; a full memo begins anew. False when memory has ended. */
static bool make_room(words *w, size_t size)
{
    if (w->used + size > MOST || w->units >= SLOTS / 4 * 3) {
        memset(w->slots, 0, SLOTS * sizeof *w->slots);
        w->used = w->units = 0;
    }
    if (w->used + size <= w->room)
        return true;
    size_t room = w->room ? w->room * 2 : 1 << 14;
    uint16_t *store = memory_resize(w->store, room * sizeof *store);
    if (!store)
        return false;
    w->store = store;
    w->room = room;
    return true;
}

/* Translates a unit between its blanks, whose cells are left out; `starts` count from the first cell added. Where the
 * blanks do not stand apart in the cells, it is translated without them. */
static bool ask(words *w, const uint32_t *at, size_t count, unsigned head, cells *out, size_t *starts)
{
    size_t first = out->count, before = (head & HAS_BEFORE) != 0, after = (head & HAS_AFTER) != 0;
    w->asked++;
    if (!louis_translate(w->louis, at - before, count + before + after, out, starts))
        return false;
    size_t total = out->count - first, from = before, to = total - after;
    bool apart = !out->failed && total >= before + after && starts[before] - first >= before &&
                 (!before || out->at[first] == CELL_BLANK) && (!after || out->at[out->count - 1] == CELL_BLANK);
    if (!apart) {
        out->count = first;
        if (!louis_translate(w->louis, at, count, out, starts))
            return false;
        from = before = 0;
        to = out->count - first;
    }
    if (out->failed)
        return false;
    memmove(out->at + first, out->at + first + from, (to - from) * sizeof *out->at);
    out->count = first + to - from;
    for (size_t i = 0; i <= count; i++)
        starts[i] = (starts[i + before] - first < to ? starts[i + before] - first : to) - from;
    return true;
}

/* Keeps the cells from `first` on as those of a unit. */
static void keep(words *w, const uint32_t *at, size_t count, unsigned head, const cells *made, size_t first,
                 const size_t *starts)
{
    size_t many = made->count - first, size = 2 + count * 2 + many;
    if (many > 0xFF || !make_room(w, size))
        return;
    uint32_t *slot = slot_of(w, at, count, head);
    uint16_t *entry = w->store + w->used;
    *slot = (uint32_t)w->used + 1;
    entry[0] = (uint16_t)head;
    entry[1] = (uint16_t)many;
    for (size_t i = 0; i < count; i++) {
        entry[2 + i] = (uint16_t)at[i];
        entry[2 + count + many + i] = (uint16_t)starts[i];
    }
    memcpy(entry + 2 + count, made->at + first, many * sizeof *entry);
    w->used += size;
    w->units++;
}

/* Adds the cells of one unit; `starts` get where they begin, as places in `out`. */
static bool add_unit(words *w, const uint32_t *at, size_t count, unsigned flags, cells *out, size_t *starts)
{
    size_t first = out->count;
    unsigned head = flags | (unsigned)(count <= LONGEST ? count : 0);
    const uint32_t *slot = count <= LONGEST ? slot_of(w, at, count, head) : NULL;
    if (slot && *slot) {
        const uint16_t *entry = w->store + *slot - 1, *places = entry + 2 + count + entry[1];
        cells_join(out, entry + 2 + count, entry[1]);
        for (size_t i = 0; i < count; i++)
            starts[i] = first + places[i];
        return !out->failed;
    }
    size_t near[LONGEST + 3], *given = near;
    if (!slot)
        given = memory_new(count + 3, sizeof *given);
    bool good = given && ask(w, at, count, flags, out, given);
    if (good && slot)
        keep(w, at, count, head, out, first, given);
    for (size_t i = 0; i < count; i++)
        starts[i] = first + (good ? given[i] : 0);
    if (given != near)
        free(given);
    return good;
}

bool words_translate(words *w, const uint32_t *text, size_t count, cells *out, size_t *starts)
{
    size_t first = out->count;
    bool good = true;
    for (size_t i = 0; good && i < count;) {
        if (text[i] == ' ') {
            starts[i++] = out->count;
            cells_add(out, CELL_BLANK);
            continue;
        }
        size_t end = unit_end(text, i, count);
        unsigned flags = (i ? HAS_BEFORE : 0) | (end < count ? HAS_AFTER : 0);
        good = add_unit(w, text + i, end - i, flags, out, starts + i);
        i = end;
    }
    if (!good)
        out->count = first;
    for (size_t i = 0; !good && i < count; i++)
        starts[i] = first;
    starts[count] = out->count;
    return good && !out->failed;
}
