#include "lines.h"

#include "base/text.h"

#include <string.h>

void lines_push(lines *l, const char *indent)
{
    lines_frame *f = l->spare ? l->spare : arena_alloc(l->pool, sizeof *f);
    if (!f)
        return;
    l->spare = f == l->spare ? f->below : l->spare;
    *f = (lines_frame){.below = l->top, .prefix = l->prefix.size};
    l->top = f;
    buffer_text(&l->prefix, indent);
}

void lines_push_blank(lines *l, size_t blanks)
{
    const lines_frame *around = l->top;
    lines_push(l, "");
    for (; l->top != around && blanks; blanks--)
        buffer_byte(&l->prefix, ' ');
}

void lines_push_label(lines *l, const char *label)
{
    if (!l->labelled) {
        buffer_reset(&l->first);
        buffer_text(&l->first, buffer_string(&l->prefix));
    }
    l->labelled = true;
    buffer_text(&l->first, label);
    lines_push_blank(l, text_length(label));
}

void lines_pop(lines *l)
{
    lines_frame *f = l->top;
    if (!f)
        return;
    l->prefix.size = f->prefix;
    if (l->prefix.data)
        l->prefix.data[f->prefix] = '\0';
    l->top = f->below;
    f->below = l->spare;
    l->spare = f;
}

/* The size of what a line without text begins with: without the blanks at its end. */
static size_t size_of_empty(const buffer *begin, size_t size)
{
    while (size && begin->data[size - 1] == ' ')
        size--;
    return size;
}

void lines_gap(lines *l)
{
    /* where a label waits, its own line comes later: an empty line of what is around it */
    size_t around = l->top ? l->top->prefix : 0;
    size_t size = size_of_empty(&l->prefix, l->labelled ? around : l->prefix.size);
    for (; l->begun && l->gap; l->gap--) {
        output_add(l->output, buffer_string(&l->prefix), size);
        output_text(l->output, "\n");
    }
    l->gap = 0;
}

static void put_line(lines *l, const char *line, size_t size, bool trimmed)
{
    const buffer *begin = l->labelled ? &l->first : &l->prefix;
    while (trimmed && size && (line[size - 1] == ' ' || line[size - 1] == '\t'))
        size--;
    output_add(l->output, buffer_string(begin), size ? begin->size : size_of_empty(begin, begin->size));
    output_add(l->output, line, size);
    output_text(l->output, "\n");
    l->labelled = false;
    l->begun = true;
}

void lines_put(lines *l, const char *text, size_t size, bool trimmed)
{
    const char *end = text + size;
    while (text <= end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        stop = stop ? stop : end;
        put_line(l, text, (size_t)(stop - text), trimmed);
        text = stop + 1;
    }
    l->gap = 1;
}

void lines_free(lines *l)
{
    buffer_free(&l->prefix);
    buffer_free(&l->first);
}
