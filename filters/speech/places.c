/* Words as written are matched with words as said: equal words by a longest common subsequence, then what is between. */
#include "filters/speech/places.h"

#include "base/memory.h"
#include "base/text.h"
#include "filters/speech/rules.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CELLS = 250000 }; /* of the table of common subsequences */

/* A word: its bytes, and a sum over what is compared of it. */
typedef struct word {
    size_t begin, end;
    uint32_t sum;
} word;

/* What is read together: words from..to as written and as said. */
typedef struct group {
    size_t written, written_end, said, said_end;
} group;

typedef struct aligned {
    const word *written, *said;
    buffer *groups;
} aligned;

/* Whether a character alone makes no word: it is not compared either. */
static bool is_mark(uint32_t point)
{
    return point < 0x80 ? point && strchr(".,;:!?'\"()[]-", (int)point) != NULL
                        : point == 0xAB || point == 0xBB || point == 0xAD || (point >= 0x2000 && point <= 0x203A);
}

/* Adds the words between blanks of a text from `begin` to `end`; what is marks alone is none. */
static void cut(const char *text, size_t begin, size_t end, buffer *words)
{
    word w = {begin, begin, 0};
    for (size_t at = begin, length; at < end; at += length) {
        uint32_t point = text_decode(text + at, end - at, &length);
        if (text_is_space(point) || point == '\n') {
            if (w.sum)
                buffer_add(words, &w, sizeof w);
            w = (word){at + length, at + length, 0};
            continue;
        }
        if (!is_mark(point))
            w.sum = (w.sum + point) * 2654435761u | 1;
        w.end = at + length;
    }
    if (w.sum)
        buffer_add(words, &w, sizeof w);
}

/* Moves words from places with an OBJECT for each formula to places in what is said. */
static void expand(const place_sentence *s, word *words, size_t count)
{
    size_t object = 0, shift = 0, at = 0;
    for (size_t i = 0; i < count; i++) {
        size_t *ends[2] = {&words[i].begin, &words[i].end};
        for (int side = 0; side < 2; side++) {
            for (; at < *ends[side]; at++)
                if (memcmp(s->said + at, "\xEF\xBF\xBC", 1) == 0 && text_begins(s->said + at, "\xEF\xBF\xBC"))
                    shift += (object < s->count ? s->lengths[object] : 0) - OBJECT_BYTES, object++;
            *ends[side] += shift;
            at = *ends[side] - shift;
        }
    }
}

static void add_group(const aligned *a, size_t w, size_t w_end, size_t s, size_t s_end)
{
    group new = {w, w_end, s, s_end}, *last = (group *)(void *)a->groups->data;
    if (w == w_end && s == s_end)
        return;
    last = a->groups->size ? last + a->groups->size / sizeof new - 1 : NULL;
    if (s == s_end && last) { /* not said: with the word before */
        last->written_end = w_end;
        return;
    }
    if (last && last->said == last->said_end) { /* nothing was said before: with this one */
        new.written = last->written;
        a->groups->size -= sizeof new;
    }
    buffer_add(a->groups, &new, sizeof new);
}

/* Adds what is between two equal words: pairs where there are as many of both, else one group. */
static void add_between(const aligned *a, size_t w, size_t w_end, size_t s, size_t s_end)
{
    if (w_end - w != s_end - s) {
        add_group(a, w, w_end, s, s_end);
        return;
    }
    for (; w < w_end; w++, s++)
        add_group(a, w, w + 1, s, s + 1);
}

/* The table of the longest common subsequences of what is left from word i as written and j as said; NULL: none made. */
static uint16_t *common(const aligned *a, size_t w, size_t n, size_t s, size_t m)
{
    uint16_t *table = (n + 1) <= MOST_CELLS / (m + 1) ? memory_new((n + 1) * (m + 1), sizeof *table) : NULL;
    for (size_t i = n; table && i-- > 0;)
        for (size_t j = m; j-- > 0;) {
            uint16_t down = table[(i + 1) * (m + 1) + j], right = table[i * (m + 1) + j + 1];
            bool same = a->written[w + i].sum == a->said[s + j].sum;
            table[i * (m + 1) + j] = same           ? (uint16_t)(table[(i + 1) * (m + 1) + j + 1] + 1)
                                     : down > right ? down
                                                    : right;
        }
    return table;
}

/* Aligns n words as written, from w, with m as said, from s. */
static void align_middle(const aligned *a, size_t w, size_t n, size_t s, size_t m)
{
    size_t i = 0, j = 0, from = 0, since = 0;
    uint16_t *table = n && m ? common(a, w, n, s, m) : NULL;
    while (table && i < n && j < m) {
        if (a->written[w + i].sum == a->said[s + j].sum) {
            add_between(a, w + from, w + i, s + since, s + j);
            add_group(a, w + i, w + i + 1, s + j, s + j + 1);
            from = ++i;
            since = ++j;
        } else if (table[(i + 1) * (m + 1) + j] >= table[i * (m + 1) + j + 1])
            i++;
        else
            j++;
    }
    add_between(a, w + from, w + n, s + since, s + m);
    free(table);
}

static void align(const aligned *a, size_t n, size_t m)
{
    size_t begin = 0, end = 0;
    while (begin < n && begin < m && a->written[begin].sum == a->said[begin].sum)
        begin++;
    while (end < n - begin && end < m - begin && a->written[n - end - 1].sum == a->said[m - end - 1].sum)
        end++;
    for (size_t i = 0; i < begin; i++)
        add_group(a, i, i + 1, i, i + 1);
    align_middle(a, begin, n - begin - end, begin, m - begin - end);
    for (size_t i = end; i > 0; i--)
        add_group(a, n - i, n - i + 1, m - i, m - i + 1);
}

/* Adds the place of the bytes from `begin` to `end` of the block's text; `*span` moves on. */
static void add_place(const place_span **span, size_t begin, size_t end, buffer *out)
{
    while (*span && (*span)->end <= begin)
        *span = (*span)->next;
    const place_span *first = *span, *last = first;
    if (!first || first->begin >= end || begin == end) {
        buffer_text(out, "0,0,0,0;");
        return;
    }
    while (last->next && last->next->begin < end)
        last = last->next;
    size_t from = first->whole || begin < first->begin ? 0 : begin - first->begin;
    size_t to = last->whole ? last->size : (end < last->end ? end : last->end) - last->begin;
    buffer_format(out, "%zu,%zu,%zu,%zu;", first->node, first->from + from, last->node, last->from + to);
}

void places_add(const place_sentence *s, buffer *out)
{
    buffer written = BUFFER_EMPTY, said = BUFFER_EMPTY, groups = BUFFER_EMPTY;
    cut(s->text, s->begin, s->end, &written);
    cut(s->said, 0, strlen(s->said), &said);
    aligned a = {(const word *)(const void *)written.data, (const word *)(const void *)said.data, &groups};
    align(&a, written.size / sizeof(word), said.size / sizeof(word));
    expand(s, (word *)(void *)said.data, said.size / sizeof(word));
    const group *g = (const group *)(const void *)groups.data;
    const place_span *span = s->spans;
    for (size_t i = 0; !groups.failed && i < groups.size / sizeof *g; i++) {
        if (g[i].said == g[i].said_end)
            continue;
        bool any = g[i].written < g[i].written_end;
        buffer_format(out, "%zu,%zu,", a.said[g[i].said].begin, a.said[g[i].said_end - 1].end);
        add_place(&span, any ? a.written[g[i].written].begin : 0, any ? a.written[g[i].written_end - 1].end : 0, out);
    }
    out->failed |= written.failed || said.failed || groups.failed;
    buffer_free(&written);
    buffer_free(&said);
    buffer_free(&groups);
}
