/* What stands before the text of a volume: its title page, its contents. */
#include "base/options.h"
#include "base/text.h"
#include "filters/braille/layout.h"

#include <stdlib.h>
#include <string.h>

/* Adds a phrase of the filter's own, {1} and {2} in it replaced. */
static void add_phrase(transcriber *t, own_word which, const char *first, const char *second, cells *out)
{
    buffer words = BUFFER_EMPTY;
    for (const char *at = own_word_of(t, which); *at; at++)
        if (text_begins(at, "{1}") || text_begins(at, "{2}")) {
            buffer_text(&words, at[1] == '1' ? first : second);
            at += 2;
        } else
            buffer_byte(&words, *at);
    transcribe_words(t, buffer_string(&words), out);
    out->failed |= words.failed;
    buffer_free(&words);
}

static void add_number(transcriber *t, size_t number, cells *out)
{
    transcribe_words(t, report_number(t->task->log, (long long)number), out);
}

/* ---- Contents --------------------------------------------------------------------------------------------------- */

enum { LEAST_LEADER = 3, MOST_PRINT = 9 };

/* Room at the right of the contents, blanks before included: for the numbers of pages of braille, and those of print. */
typedef struct columns {
    size_t page, print; /* print: 0 where no number of a printed page is known */
} columns;

/* The room is the same while the volumes are sought as when they are found: for a number that none exceeds. */
static columns columns_of(const book *b)
{
    const title *all = (const title *)(const void *)b->text->headings.data;
    size_t count = b->text->headings.size / sizeof *all;
    size_t most = (size_t)b->first + b->sheets.size / sizeof(sheet) * 2 + count, print = 0;
    columns room = {.page = 3};
    while (most /= 10)
        room.page++;
    for (size_t i = 0; i < count; i++) {
        size_t size = all[i].print ? strlen(all[i].print) + 3 : 0;
        print = size > print ? size : print;
    }
    print = print > MOST_PRINT ? MOST_PRINT : print;
    room.print = (size_t)b->text->width >= 2 * (room.page + print) ? print : 0;
    return room;
}

/* Adds the numbers at the right end of an entry's last line, points before them where there is room. */
static void add_numbers(paper *p, const title *one, size_t number, columns room, cells *row)
{
    cells page = CELLS_EMPTY, print = CELLS_EMPTY;
    add_number(p->t, number, &page);
    if (one->print)
        transcribe_words(p->t, one->print, &print);
    bool prints = print.count && print.count < room.print;
    size_t width = (size_t)p->width, end = width - (prints ? room.page - 1 + print.count + 1 : page.count);
    size_t dots = end > row->count + 2 ? end - row->count - 2 : 0;
    cells_add(row, CELL_BLANK);
    for (size_t i = 0; dots >= LEAST_LEADER && i < dots; i++)
        cells_add(row, DOT(3));
    while (!row->failed && row->count < end)
        cells_add(row, CELL_BLANK);
    if (prints)
        cells_join(row, print.at, print.count);
    while (!row->failed && row->count + page.count < width)
        cells_add(row, CELL_BLANK);
    cells_join(row, page.at, page.count);
    row->failed |= page.failed || print.failed;
    cells_free(&page);
    cells_free(&print);
}

/* An entry: two cells further in for each level, its other lines four cells further; nothing stands above the numbers. */
static void add_entry(paper *p, const paper *text, const title *one, size_t number, columns at_right)
{
    const cell *at = text->titles.at + one->from;
    size_t width = (size_t)p->width, numbers = at_right.page + at_right.print;
    size_t left = 2 * (size_t)(one->level - 1), room = width > numbers + 4 ? width - numbers : 4;
    left = left > room / 4 ? room / 4 : left;
    cells row = CELLS_EMPTY;
    for (size_t from = 0, next = 0, indent = left; from < one->count; from = next, indent = left + 4) {
        indent = indent + 6 > room ? 0 : indent;
        cell sign;
        size_t end = line_end(at, from, one->count, room - indent, &next, &sign);
        while (next < one->count && cell_is_space(at[next]))
            next++;
        cells_reset(&row);
        while (!row.failed && row.count < indent)
            cells_add(&row, CELL_BLANK);
        cells_join(&row, at + from, end - from);
        if (sign)
            cells_add(&row, sign);
        if (next >= one->count)
            add_numbers(p, one, number, at_right, &row);
        paper_line(p, row.at, row.count, (from ? 0 : LINE_FIRST) | (next < one->count ? LINE_KEEP : 0));
    }
    p->failed |= row.failed;
    cells_free(&row);
}

static void add_centred(paper *p, const cells *words, bool keep)
{
    paper_paragraph(p, words->at, words->count, (shape){.first = 4, .rest = 4, .centred = true, .keep = keep});
}

/* What the volume's part of the general contents is headed with. */
static void add_volume(const book *b, size_t v, paper *out)
{
    transcriber *t = b->text->t;
    cells_reset(&out->leaf);
    add_phrase(t, OWN_VOLUME, report_number(t->task->log, (long long)v + 1),
               report_number(t->task->log, (long long)(b->volumes.size / sizeof(volume))), &out->leaf);
    add_centred(out, &out->leaf, true);
}

void book_contents(const book *b, size_t which, paper *out)
{
    const title *all = (const title *)(const void *)b->text->headings.data;
    const volume *volumes = (const volume *)(const void *)b->volumes.data;
    size_t count = b->text->headings.size / sizeof *all, shown = SIZE_MAX;
    bool several = b->volumes.size > sizeof *volumes;
    columns room = columns_of(b);
    transcribe_words(out->t, own_word_of(out->t, OWN_CONTENTS), &out->leaf);
    add_centred(out, &out->leaf, true);
    paper_space(out, true);
    if (room.print) {
        cells_reset(&out->leaf);
        transcribe_words(out->t, own_word_of(out->t, OWN_CONTENTS_PRINT), &out->leaf);
        paper_paragraph(out, out->leaf.at, out->leaf.count, (shape){.keep = true});
        paper_space(out, true);
    }
    for (size_t i = 0; i < count; i++) {
        size_t at = book_sheet(b, all[i].line), v = book_volume(b, at);
        bool of_all = b->general && !which;
        if (v > which && !of_all)
            break;
        if (all[i].level > b->depth || (v != which && !of_all))
            continue;
        if (several && of_all && v != shown) {
            paper_space(out, false);
            add_volume(b, v, out);
            paper_space(out, true);
        }
        if (out->space_wanted)
            paper_line(out, NULL, 0, LINE_SPACE | (out->space_keeps ? LINE_KEEP : 0));
        out->space_wanted = out->space_keeps = false;
        shown = v;
        size_t number = volumes[v].number + volumes[v].title + volumes[v].contents + at - volumes[v].first;
        add_entry(out, b->text, &all[i], (size_t)b->first + number, room);
    }
}

/* ---- Title page ------------------------------------------------------------------------------------------------- */

static void add_words(paper *p, const char *words)
{
    cells_reset(&p->leaf);
    transcribe_words(p->t, words, &p->leaf);
    add_centred(p, &p->leaf, false);
    paper_space(p, false);
}

/* The lesson's title, or its first heading. */
static void add_title(const book *b, paper *out)
{
    const char *title_said = lesson_meta(b->text->t->document, "title");
    const title *first = (const title *)(const void *)b->text->headings.data;
    if (!text_is_blank(title_said))
        add_words(out, title_said);
    else if (b->text->headings.size)
        paper_paragraph(out, b->text->titles.at + first->from, first->count,
                        (shape){.first = 4, .rest = 4, .centred = true});
    paper_space(out, false);
}

/* The title, who wrote it, the grade, which volume of how many, its pages of braille, those of print. */
void book_title(const book *b, size_t which, paper *out)
{
    transcriber *t = out->t;
    const volume *one = (const volume *)(const void *)b->volumes.data + which;
    static const own_word grades[GRADES] = {OWN_INTEGRAL, OWN_ABREGE, OWN_EIGHT};
    for (size_t i = 0; i < b->rows / 4; i++)
        paper_line(out, NULL, 0, LINE_FIRST);
    add_title(b, out);
    if (!text_is_blank(lesson_meta(t->document, "author")))
        add_words(out, lesson_meta(t->document, "author"));
    add_words(out, own_word_of(t, grades[t->grade]));
    if (b->volumes.size > sizeof *one)
        add_volume(b, which, out);
    cells_reset(&out->leaf);
    size_t from = (size_t)b->first + one->number;
    add_phrase(t, OWN_BRAILLE_PAGES, report_number(t->task->log, (long long)from),
               report_number(t->task->log, (long long)(from + one->title + one->contents + one->count - 1)),
               &out->leaf);
    add_centred(out, &out->leaf, false);
    if (which || !b->text->print_first)
        return;
    cells_reset(&out->leaf);
    add_phrase(t, OWN_PRINT_PAGES, b->text->print_first, b->text->print_last, &out->leaf);
    add_centred(out, &out->leaf, false);
}
