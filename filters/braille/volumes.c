/* Pages to volumes. */
#include "filters/braille/layout.h"

#include <stdlib.h>
#include <string.h>

static const sheet *sheets_of(const book *b)
{
    return (const sheet *)(const void *)b->sheets.data;
}

static volume *volumes_of(const book *b)
{
    return (volume *)(void *)b->volumes.data;
}

size_t book_sheet(const book *b, size_t at)
{
    size_t low = 0, high = b->sheets.size / sizeof(sheet);
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        *(sheets_of(b)[middle].from <= at ? &low : &high) = middle;
    }
    return low;
}

size_t book_volume(const book *b, size_t which)
{
    size_t v = 0;
    while (v + 1 < b->volumes.size / sizeof(volume) && volumes_of(b)[v + 1].first <= which)
        v++;
    return v;
}

/* The first of the lines that stay with line `at`: the earliest place above it where a volume may begin. */
static size_t whole_start(const paper *p, size_t at)
{
    size_t start = at;
    while (at > 0 && (p->lines[at - 1].flags & (LINE_KEEP | LINE_SPACE))) {
        at--;
        if (p->lines[at].flags & LINE_KEEP)
            start = at;
    }
    return start;
}

/* The beginning of the block that line `at` belongs to. */
static size_t block_start(const paper *p, size_t at)
{
    while (at > 0 && !(p->lines[at].flags & LINE_FIRST))
        at--;
    return whole_start(p, at);
}

/* The line where a volume begins that should begin near sheet `ideal`, at most `near` sheets from it, after line `after`:
 * that of the highest heading, of those the nearest; without a heading, a block. */
static size_t best_cut(const book *b, size_t ideal, size_t near, size_t after)
{
    const title *all = (const title *)(const void *)b->text->headings.data;
    size_t best = 0, least = SIZE_MAX;
    for (size_t i = 0; i < b->text->headings.size / sizeof *all; i++) {
        size_t at = book_sheet(b, all[i].line), away = at > ideal ? at - ideal : ideal - at;
        size_t start = away <= near ? whole_start(b->text, all[i].line) : 0;
        size_t worth = (size_t)all[i].level * (near + 1) + away;
        if (start > after && worth < least) {
            least = worth;
            best = start;
        }
    }
    size_t from = sheets_of(b)[ideal].from;
    if (!best)
        best = block_start(b->text, from);
    return best > after ? best : from;
}

static size_t rounded(const book *b, size_t pages)
{
    return pages + (b->interpoint && pages % 2);
}

/* Cuts the text into `count` volumes, of which the first has `lead` pages before its text and the others `front`. */
static void cut(book *b, size_t count, size_t lead, size_t front)
{
    size_t pages, all, at, after = 0;
    buffer cuts = BUFFER_EMPTY;
    b->sheets.size = 0;
    paper_divide(b->text, b->rows, NULL, 0, &b->sheets);
    pages = b->sheets.size / sizeof(sheet);
    all = pages + lead + front * (count - 1);
    for (size_t v = 1; v < count && !b->sheets.failed; v++) {
        at = all * v / count;
        size_t before = lead + front * (v - 1), ideal = at > before ? at - before : 0;
        if (!ideal || ideal >= pages)
            continue;
        size_t near = all / count / 6 + 1, slack = b->most > all / count ? (b->most - all / count) / 2 : 0;
        size_t start = best_cut(b, ideal, near < slack ? near : slack, after);
        if (start > after && start < b->text->count)
            buffer_add(&cuts, &start, sizeof start);
        after = start > after ? start : after;
    }
    b->sheets.size = 0;
    paper_divide(b->text, b->rows, (const size_t *)(const void *)cuts.data, cuts.size / sizeof(size_t), &b->sheets);
    b->volumes.size = 0;
    volume one = {0};
    for (size_t i = 0; i <= cuts.size / sizeof(size_t); i++) {
        const size_t *next = (const size_t *)(const void *)cuts.data + i;
        size_t end = i < cuts.size / sizeof(size_t) ? book_sheet(b, *next) : b->sheets.size / sizeof(sheet);
        one.count = end - one.first;
        buffer_add(&b->volumes, &one, sizeof one);
        one.first = end;
    }
    b->text->failed |= cuts.failed || b->sheets.failed || b->volumes.failed;
    buffer_free(&cuts);
}

/* How many pages what `set` sets for volume `which` takes. */
static size_t pages_of(book *b, size_t which, void (*set)(const book *b, size_t which, paper *out))
{
    paper made = {.t = b->text->t, .width = b->text->width};
    buffer pages = BUFFER_EMPTY;
    set(b, which, &made);
    paper_divide(&made, b->rows, NULL, 0, &pages);
    size_t count = pages.size / sizeof(sheet);
    b->text->failed |= pages.failed || made.failed || made.text.failed || made.leaf.failed;
    buffer_free(&pages);
    paper_free(&made);
    return rounded(b, count);
}

/* Counts the pages before the text of each volume, and numbers its pages; gives those of the largest volume. `*lead` and
 * `*front` get the pages before the text of the first volume, and the most of the others. */
static size_t count_pages(book *b, size_t *lead, size_t *front)
{
    size_t most = 0, number = 0;
    *front = 0;
    for (size_t v = 0; v < b->volumes.size / sizeof(volume); v++) {
        volume *one = &volumes_of(b)[v];
        one->title = b->titled ? pages_of(b, v, book_title) : 0;
        one->contents = b->listed ? pages_of(b, v, book_contents) : 0;
        one->number = number;
        size_t before = one->title + one->contents, all = rounded(b, before + one->count);
        *(v ? front : lead) = v && before < *front ? *front : before;
        number += all;
        most = all > most ? all : most;
    }
    return most;
}

/* The pages before the text depend on where the volumes begin, and that on those pages: each number of volumes is tried
 * twice. Contents of all volumes that would take a third of the first are given up for its own. Where many tries do not
 * help, pages of a volume are too few for what stands before the text. */
void book_divide(book *b)
{
    enum { TRIES = 40 };
    report_log *log = b->text->t->task->log;
    size_t lead = 0, front = 0, count = 1;
    b->general = true;
    cut(b, 1, 0, 0);
    size_t most = count_pages(b, &lead, &front), pages = b->sheets.size / sizeof(sheet);
    if (!b->most || most <= b->most || b->text->failed)
        return;
    b->general = lead <= b->most / 3 + 1;
    lead = b->general ? lead : 0;
    count = (pages + lead + b->most - 1) / b->most;
    for (int tries = 0; tries < TRIES && count <= pages; tries++) {
        cut(b, count, lead, front);
        most = count_pages(b, &lead, &front);
        if (b->text->failed || (most <= b->most && tries % 2))
            return;
        count += tries % 2 ? 1 + count / 16 : 0;
    }
    report(log, NOWHERE, "braille.volume", report_number(log, (long long)most), NULL);
}
