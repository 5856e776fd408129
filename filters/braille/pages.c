/* Lines to pages. */
#include "base/options.h"
#include "base/text.h"
#include "filters/braille/layout.h"

#include <string.h>

/* What surrounds the lines of a page. */
typedef struct frame {
    int height; /* lines of a page; 0: one endless page */
    bool number_above, number_below;
    cells head; /* the running head */
} frame;

static void add_line(transcriber *t, ard_node *page, const cell *at, size_t count)
{
    ard_node *node = node_append(page, node_new(t->document, BRAILLE_LINE, NOWHERE));
    buffer text = BUFFER_EMPTY;
    cells_utf8(at, count, &text);
    if (count)
        node_append(node, node_new_text(t->document, buffer_string(&text), text.size, NOWHERE));
    buffer_free(&text);
}

/* A line with the running head in the middle and the page's number at its right end; the head is cut at a word where
 * both do not fit. */
static void add_frame_line(paper *p, ard_node *page, const cells *head, long number)
{
    cells row = CELLS_EMPTY, digits = CELLS_EMPTY;
    if (number)
        transcribe_words(p->t, report_number(p->t->task->log, number), &digits);
    size_t width = p->width ? (size_t)p->width : head->count + digits.count + 2;
    size_t room = width > digits.count + 2 ? width - digits.count - 2 : 0, shown = head->count;
    while (shown > room) {
        do
            shown--;
        while (shown && !cell_is_space(head->at[shown]));
    }
    size_t left = shown ? (width - shown) / 2 : 0;
    if (left + shown > room)
        left = room - shown;
    for (size_t i = 0; shown && i < left; i++)
        cells_add(&row, CELL_BLANK);
    cells_join(&row, head->at, shown);
    while (digits.count && !row.failed && row.count < width - digits.count)
        cells_add(&row, CELL_BLANK);
    cells_join(&row, digits.at, digits.count);
    add_line(p->t, page, row.at, row.count);
    cells_free(&row);
    cells_free(&digits);
}

/* Where the page that begins with line `from` ends, not beyond `limit`: never after a line that stays with the next. */
static size_t page_end(const paper *p, size_t from, size_t rows, size_t limit)
{
    if (!rows || limit - from <= rows)
        return limit;
    size_t end = from + rows, last = end;
    while (last > from) {
        uint32_t flags = p->lines[last - 1].flags;
        if (!(flags & (LINE_KEEP | LINE_SPACE)))
            break;
        last--;
        if (flags & LINE_KEEP)
            end = last;
    }
    return end > from ? end : from + rows;
}

/* The headers to repeat on a page that begins at line `from`, inside a table; `*at` is the first table that may hold it. */
static void repeat_head(const paper *p, size_t rows, size_t *at, sheet *page)
{
    const table_lines *all = (const table_lines *)(const void *)p->tables.data;
    size_t count = p->tables.size / sizeof *all;
    while (*at < count && all[*at].to <= page->from)
        ++*at;
    if (*at == count || page->from < all[*at].from + all[*at].head || all[*at].head * 2 > rows)
        return;
    page->head_from = all[*at].from;
    page->head_count = all[*at].head;
}

void paper_divide(const paper *p, size_t rows, const size_t *cuts, size_t count, buffer *out)
{
    size_t inside = 0, next = 0;
    for (size_t from = 0, to; from < p->count; from = to) {
        sheet page = {.from = from};
        while (page.from < p->count && (p->lines[page.from].flags & LINE_SPACE))
            page.from++;
        while (cuts && next < count && cuts[next] <= page.from)
            next++;
        repeat_head(p, rows, &inside, &page);
        to = page_end(p, page.from, rows - page.head_count, cuts && next < count ? cuts[next] : p->count);
        page.to = to;
        while (page.to > page.from && (p->lines[page.to - 1].flags & LINE_SPACE))
            page.to--;
        if (page.from < page.to)
            buffer_add(out, &page, sizeof page);
        to = to > page.from ? to : page.from;
    }
}

static ard_node *add_lines(paper *p, ard_node *page, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        add_line(p->t, page, p->text.at + p->lines[i].from, p->lines[i].count);
    return page;
}

/* Adds a page; `number` 0 is a title page or a blank one, which show neither head nor number. */
static ard_node *add_page(paper *p, ard_node *root, const frame *f, const sheet *s, long number)
{
    ard_node *page = node_append(root, node_new(p->t->document, BRAILLE_PAGE, NOWHERE));
    bool above = number && (f->number_above || f->head.count);
    if (above)
        add_frame_line(p, page, &f->head, f->number_above ? number : 0);
    add_lines(p, page, s->head_from, s->head_from + s->head_count);
    add_lines(p, page, s->from, s->to);
    if (!f->number_below || !number)
        return page;
    for (size_t used = s->to - s->from + s->head_count + above; used + 1 < (size_t)f->height; used++)
        add_line(p->t, page, NULL, 0);
    add_frame_line(p, page, &(cells){0}, number);
    return page;
}

/* Adds the pages of some lines, the first of number `number`, then blank ones until there are `count`. `shown`: they show
 * their numbers. */
static void add_part(paper *p, ard_node *root, const frame *f, size_t rows, long number, size_t count, bool shown)
{
    buffer pages = BUFFER_EMPTY;
    paper_divide(p, rows, NULL, 0, &pages);
    const sheet *all = (const sheet *)(const void *)pages.data, blank = {0};
    size_t made = pages.size / sizeof *all;
    for (size_t i = 0; i < count; i++)
        add_page(p, root, f, i < made ? &all[i] : &blank, shown && i < made ? number + (long)i : 0);
    p->t->failed |= pages.failed || p->failed || p->text.failed || p->leaf.failed;
    buffer_free(&pages);
}

/* Adds a volume: its title page, its contents, its text; with interpoint the next one begins a leaf. */
static void add_volume(book *b, ard_node *root, const frame *f, size_t which)
{
    const volume *v = (const volume *)(const void *)b->volumes.data + which;
    const sheet *sheets = (const sheet *)(const void *)b->sheets.data, blank = {0};
    size_t volumes = b->volumes.size / sizeof *v, pages = v->title + v->contents + v->count;
    long number = b->first + (long)v->number;
    ard_node *before = root ? root->last : NULL;
    paper cover = {.t = b->text->t, .width = b->text->width}, list = cover;
    if (v->title)
        book_title(b, which, &cover);
    add_part(&cover, root, f, b->rows, number, v->title, false);
    number += (long)v->title;
    if (v->contents)
        book_contents(b, which, &list);
    add_part(&list, root, f, b->rows, number, v->contents, true);
    number += (long)v->contents;
    for (size_t i = 0; i < v->count; i++)
        add_page(b->text, root, f, &sheets[v->first + i], number + (long)i);
    if (b->interpoint && pages % 2 && which + 1 < volumes)
        add_page(b->text, root, f, &blank, 0);
    ard_node *first = before ? before->next : root ? root->first : NULL;
    if (first && volumes > 1)
        node_set_number(b->text->t->document, first, "data-volume", (long long)which + 1);
    paper_free(&cover);
    paper_free(&list);
}

/* The running head: words of the option, or the lesson's title where it is "title". */
static void find_head(transcriber *t, frame *f)
{
    const char *head = options_text(t->task->options, "head");
    const char *own = lesson_meta(t->document, "title");
    if (text_same(head, "title"))
        head = own ? own : "";
    if (head[0])
        transcribe_words(t, head, &f->head);
}

ard_status paper_pages(paper *p)
{
    const options *o = p->t->task->options;
    frame f = {.height = options_integer(o, "lines")};
    const char *where = options_text(o, "numbers");
    f.number_above = f.height && strcmp(where, "top") == 0;
    f.number_below = f.height && strcmp(where, "bottom") == 0;
    if (f.height)
        find_head(p->t, &f);
    ard_node *root = node_append(lesson_root(p->t->document), node_new(p->t->document, BRAILLE, NOWHERE));
    if (root) {
        node_set_number(p->t->document, root, "data-cells", p->width);
        node_set_number(p->t->document, root, "data-lines", f.height);
    }
    size_t around = (size_t)(f.number_above || f.head.count) + f.number_below;
    size_t rows = f.height ? (size_t)f.height - around : 0;
    book b = {.text = p, .rows = rows, .first = options_integer(o, "first"), .depth = options_integer(o, "depth")};
    b.titled = rows && options_flag(o, "title-page");
    b.listed = rows && options_flag(o, "contents") && p->headings.size;
    b.interpoint = rows && options_flag(o, "interpoint");
    b.most = rows ? (size_t)options_integer(o, "volume") : 0;
    book_divide(&b);
    for (size_t v = 0; v < b.volumes.size / sizeof(volume); v++)
        add_volume(&b, root, &f, v);
    bool failed = p->failed || p->t->failed || f.head.failed;
    buffer_free(&b.sheets);
    buffer_free(&b.volumes);
    cells_free(&f.head);
    return failed ? report(p->t->task->log, NOWHERE, "braille.memory", NULL) : lesson_status(p->t->document);
}
