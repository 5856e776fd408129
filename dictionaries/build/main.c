/* Makes fr.lex, the lexicon that is linked into the program (engine/language/lexicon-file.h describes it). Usage:
 *
 *     lexicon AFF DIC COUNTS WORDS OUT
 *
 * AFF and DIC are hunspell-fr's (MPL-2.0), COUNTS is dictionaries/build/counts.tsv, WORDS is dictionaries/build/words.tsv.
 * The same input gives the same bytes on machines of the same byte order. doc/language.md tells what is made of what. */
#include "affix.h"
#include "automaton.h"
#include "forms.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/table.h"
#include "language/lexicon.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char notice[] =
    "French lexicon of ardoise, made when it is built. Forms, genders, numbers, persons and tenses: derived from \"Dictionnaire "
    "orthographique francais classique\" 7.0 of Dicollecte (hunspell-fr), Mozilla Public License 2.0, https://mozilla.org/MPL/2.0/; "
    "its source form is Debian's package hunspell-fr-classical. Counts: derived from fr_FR.lm of Onboard, GPL-3.0-or-later. The rest: ardoise, GPL-3.0-or-later.";

/* A whole file, NUL-terminated; NULL where it cannot be read, which is said. */
static char *file_of(arena *pool, const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    if (file && fseek(file, 0, SEEK_END) == 0) {
        long size = ftell(file);
        rewind(file);
        text = size >= 0 ? arena_alloc(pool, (size_t)size + 1) : NULL;
        if (text && fread(text, 1, (size_t)size, file) != (size_t)size)
            text = NULL;
    }
    if (file)
        fclose(file);
    if (!text)
        fprintf(stderr, "lexicon: %s: %s\n", path, strerror(errno));
    return text;
}

static bool add_rows(forms *all, char *text, const char *path)
{
    unsigned number = 0;
    for (char *end; *text; text = end) {
        end = text + strcspn(text, "\n");
        if (*end)
            *end++ = '\0';
        number++;
        if (*text && *text != '#' && !forms_add_row(all, text)) {
            fprintf(stderr, "lexicon: %s:%u: wrong row\n", path, number);
            return false;
        }
    }
    return true;
}

/* What is written: the parts of the file, and what was written before. */
typedef struct lexicon {
    arena *pool;
    table *endings_known, *sets_known;
    buffer endings, readings, sets, sets_of_forms, frequencies;
    const char **words;
    size_t forms;
    uint32_t set_count;
    bool failed;
} lexicon;

static uint16_t ending_place(lexicon *l, const char *ending)
{
    size_t *place = table_value(l->endings_known, ending);
    if (!place && (place = arena_alloc(l->pool, sizeof *place))) {
        *place = l->endings.size;
        buffer_add(&l->endings, ending, strlen(ending) + 1);
        table_set(l->endings_known, ending, place);
    }
    l->failed |= !place || *place > UINT16_MAX;
    return place ? (uint16_t)*place : 0;
}

static reading reading_of(lexicon *l, const form *f)
{
    size_t same = 0;
    while (f->text[same] && f->text[same] == f->lemma[same])
        same++;
    while (same && ((unsigned char)f->lemma[same] & 0xC0) == 0x80) /* not within a character */
        same--;
    return (reading){.class = f->class,
                     .ending = ending_place(l, f->lemma + same),
                     .cut = (uint8_t)(strlen(f->text) - same),
                     .weight = (uint8_t)f->weight};
}

/* The number of a set of readings, written out unless it was before. */
static uint16_t set_number(lexicon *l, const form *list, size_t count)
{
    buffer key = BUFFER_EMPTY;
    size_t begin = l->readings.size;
    for (size_t i = 0; i < count; i++) {
        reading r = reading_of(l, &list[i]);
        buffer_add(&l->readings, &r, sizeof r);
        buffer_format(&key, "%x.%x.%x.%x ", (unsigned)r.class, (unsigned)r.ending, (unsigned)r.cut, (unsigned)r.weight);
    }
    uint32_t *number = table_value(l->sets_known, buffer_string(&key));
    if (number)
        l->readings.size = begin;
    else if ((number = arena_alloc(l->pool, sizeof *number))) {
        uint32_t first = (uint32_t)(begin / sizeof(reading));
        *number = l->set_count++;
        buffer_add(&l->sets, &first, sizeof first);
        table_set(l->sets_known, buffer_string(&key), number);
    }
    buffer_free(&key);
    l->failed |= !number || *number > UINT16_MAX;
    return number ? (uint16_t)*number : 0;
}

/* 8 times the logarithm of a count per 100 million. */
static uint8_t frequency_of(double count, double total)
{
    return count > 0 ? (uint8_t)fmin(255, fmax(1, round(8 * log2(1e8 * count / total)))) : 0;
}

static void put_forms(lexicon *l, const forms *all, double total)
{
    for (size_t first = 0, end; first < all->count; first = end) {
        for (end = first; end < all->count && strcmp(all->list[end].text, all->list[first].text) == 0;)
            end++;
        uint16_t set = set_number(l, &all->list[first], end - first);
        uint8_t frequency = frequency_of(all->list[first].count, total);
        buffer_add(&l->sets_of_forms, &set, sizeof set);
        buffer_add(&l->frequencies, &frequency, sizeof frequency);
        l->words[l->forms++] = all->list[first].text;
    }
    uint32_t end = (uint32_t)(l->readings.size / sizeof(reading));
    buffer_add(&l->sets, &end, sizeof end);
}

/* Adds a part at a place of eight bytes and gives the place. */
static uint32_t put_part(buffer *out, const void *bytes, size_t size)
{
    while (out->size % 8)
        buffer_byte(out, '\0');
    uint32_t place = (uint32_t)out->size;
    buffer_add(out, bytes, size);
    return place;
}

static bool put_file(lexicon *l, const automaton *a, double total, const char *path)
{
    lexicon_header h = {.magic = LEXICON_MAGIC,
                        .version = LEXICON_VERSION,
                        .forms = (uint32_t)l->forms,
                        .root = a->root};
    buffer out = BUFFER_EMPTY;
    buffer_add(&out, &h, sizeof h);
    h.arcs = put_part(&out, a->arcs, a->count * sizeof *a->arcs);
    h.arc_count = (uint32_t)a->count;
    h.sets_of_forms = put_part(&out, l->sets_of_forms.data, l->sets_of_forms.size);
    h.frequencies = put_part(&out, l->frequencies.data, l->frequencies.size);
    h.sets = put_part(&out, l->sets.data, l->sets.size);
    h.set_count = l->set_count;
    h.readings = put_part(&out, l->readings.data, l->readings.size);
    h.reading_count = (uint32_t)(l->readings.size / sizeof(reading));
    h.endings = put_part(&out, l->endings.data, l->endings.size);
    h.endings_size = (uint32_t)l->endings.size;
    h.total = (uint32_t)(total / 1000);
    h.notice = put_part(&out, notice, sizeof notice);
    bool good = !out.failed && !l->failed;
    if (good)
        memcpy(out.data, &h, sizeof h);
    FILE *file = good ? fopen(path, "wb") : NULL;
    good = file && fwrite(out.data, 1, out.size, file) == out.size;
    good = file && fclose(file) == 0 && good;
    printf("  LEX %s: %u forms, %u sets of %u readings, %zu arcs, %zu bytes\n", path, h.forms, h.set_count,
           h.reading_count, a->count, out.size);
    buffer_free(&out);
    return good;
}

static bool make(arena *pool, char *const *paths)
{
    forms all = {.pool = pool};
    char *aff = file_of(pool, paths[0]), *dic = file_of(pool, paths[1]), *counts = file_of(pool, paths[2]),
         *words = file_of(pool, paths[3]);
    double total = 0;
    affixes *rules = aff && dic && counts && words ? affixes_new(pool, aff) : NULL;
    if (!rules || !affixes_unfold(rules, dic, forms_add, &all) || !add_rows(&all, words, paths[3]) || all.failed)
        return false;
    forms_finish(&all, counts, &total);
    lexicon l = {.pool = pool,
                 .endings_known = table_new(pool),
                 .sets_known = table_new(pool),
                 .words = arena_alloc(pool, (all.count + 1) * sizeof(char *))};
    automaton a;
    if (arena_failed(pool) || total <= 0)
        return false;
    put_forms(&l, &all, total);
    bool good = automaton_build(&a, pool, l.words, l.forms) && put_file(&l, &a, total, paths[4]);
    free(all.list);
    for (buffer *part = &l.endings; part <= &l.frequencies; part++)
        buffer_free(part);
    return good;
}

int main(int count, char **arguments)
{
    if (count != 6) {
        fputs("usage: lexicon AFF DIC COUNTS WORDS OUT\n", stderr);
        return 2;
    }
    arena *pool = arena_new((size_t)1 << 30);
    bool good = pool && make(pool, arguments + 1);
    arena_free(pool);
    if (!good)
        fprintf(stderr, "lexicon: %s is not made\n", arguments[5]);
    return !good;
}
