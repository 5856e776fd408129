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

/* Where the page that begins with line `from` ends: never after a line that stays with the next. */
static size_t page_end(const paper *p, size_t from, size_t rows)
{
    if (!rows || p->count - from <= rows)
        return p->count;
    size_t end = from + rows;
    while (end > from && (p->lines[end - 1].flags & (LINE_KEEP)))
        end--;
    return end > from ? end : from + rows;
}

static void add_page(paper *p, ard_node *root, const frame *f, size_t from, size_t to, long number)
{
    ard_node *page = node_append(root, node_new(p->t->document, BRAILLE_PAGE, NOWHERE));
    bool above = f->number_above || f->head.count;
    if (above)
        add_frame_line(p, page, &f->head, f->number_above ? number : 0);
    for (size_t i = from; i < to; i++)
        add_line(p->t, page, p->text.at + p->lines[i].from, p->lines[i].count);
    if (!f->number_below)
        return;
    for (size_t used = to - from + above; used + 1 < (size_t)f->height; used++)
        add_line(p->t, page, NULL, 0);
    add_frame_line(p, page, &(cells){0}, number);
}

/* The running head: words of the option, or the lesson's title where it is "title". */
static void find_head(transcriber *t, frame *f)
{
    const char *head = options_text(t->task->options, "head");
    const char *title = lesson_meta(t->document, "title");
    if (text_same(head, "title"))
        head = title ? title : "";
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
    long number = options_integer(o, "first");
    for (size_t from = 0, to; from < p->count; from = to, number++) {
        while (from < p->count && (p->lines[from].flags & LINE_SPACE))
            from++;
        to = page_end(p, from, rows);
        size_t last = to;
        while (last > from && (p->lines[last - 1].flags & LINE_SPACE))
            last--;
        if (from < last)
            add_page(p, root, &f, from, last, number);
    }
    cells_free(&f.head);
    return lesson_status(p->t->document);
}
