#include "filters/braille/unlay.h"

#include "base/buffer.h"
#include "base/text.h"

#include <string.h>

enum {
    BYTES = 3,         /* of a cell in UTF-8 */
    CENTRED_LEAST = 4, /* blanks before a line that is centred */
    WIDEST = 44        /* cells of the widest paper; longer lines were never laid out: each is a paragraph */
};

static const char blank[] = "\xE2\xA0\x80", number_sign[] = "\xE2\xA0\xA0"; /* dot 6 */

/* A line: its cells without the blanks at its ends, how many stood before, and its width in all. */
typedef struct line {
    const char *cells;
    size_t size; /* bytes */
    long before, width;
} line;

typedef struct unlayer {
    ard_document *document;
    long width; /* of the pages */
    unlaid *first, **end;
    buffer text; /* the paragraph that is open */
    bool open, heading;
    place where;
    long lead, rest; /* blanks before its first line; before the others, -1 until the second */
    line last;       /* the line before */
} unlayer;

static line line_of(const ard_node *node)
{
    line l = {.cells = kind_is(node->first, TEXT) ? node->first->text : ""};
    l.size = strlen(l.cells);
    while (l.size >= BYTES && memcmp(l.cells + l.size - BYTES, blank, BYTES) == 0)
        l.size -= BYTES;
    l.width = (long)(l.size / BYTES);
    while (l.size >= BYTES && memcmp(l.cells, blank, BYTES) == 0) {
        l.cells += BYTES;
        l.size -= BYTES;
        l.before++;
    }
    return l;
}

/* Whether cells are a number of the French code: dot 6, then digits (dots 1-6, 1-2-6... and 3-4-5-6). */
static bool is_number(const char *cells, size_t size)
{
    static const char digits[] = "\xE2\xA0\xA1\xE2\xA0\xA3\xE2\xA0\xA9\xE2\xA0\xB9\xE2\xA0\xB1\xE2\xA0\xAB\xE2\xA0\xB3"
                                 "\xE2\xA0\xBB\xE2\xA0\xAA\xE2\xA0\xBC";
    if (size < 2 * BYTES || memcmp(cells, number_sign, BYTES) != 0)
        return false;
    for (size_t at = BYTES; at < size; at += BYTES) {
        bool digit = false;
        for (size_t i = 0; i + BYTES < sizeof digits; i += BYTES)
            digit |= memcmp(cells + at, digits + i, BYTES) == 0;
        if (!digit)
            return false;
    }
    return true;
}

static long word_from(const line *l, long from)
{
    long cells = from;
    for (size_t at = (size_t)from * BYTES; at < l->size && memcmp(l->cells + at, blank, BYTES) != 0; at += BYTES)
        cells++;
    return cells;
}

/* Cells of the first word of a line, with the unit that stays with a number. */
static long first_word(const line *l)
{
    long cells = word_from(l, 0);
    size_t digits = 2 * BYTES;
    bool number = l->size >= digits && is_number(l->cells, digits);
    return number && (size_t)cells * BYTES < l->size ? word_from(l, cells + 1) : cells;
}

/* Whether a line is the number of its page, at the right edge, perhaps with a running head before it. */
static bool is_head(const unlayer *u, const ard_node *node)
{
    line l = line_of(node);
    size_t from = l.size;
    while (from >= BYTES && memcmp(l.cells + from - BYTES, blank, BYTES) != 0)
        from -= BYTES;
    bool gap = from == 0 || (from > 2 * BYTES && memcmp(l.cells + from - 2 * BYTES, blank, BYTES) == 0);
    return l.size && l.width == u->width && l.before > 2 && gap && is_number(l.cells + from, l.size - from);
}

static void end_paragraph(unlayer *u)
{
    unlaid *made = u->open ? arena_alloc(lesson_pool(u->document), sizeof *made) : NULL;
    if (made) {
        *made = (unlaid){.heading = u->heading, .where = u->where};
        made->cells = arena_copy(lesson_pool(u->document), buffer_string(&u->text), u->text.size);
        *u->end = made;
        u->end = &made->next;
    }
    buffer_reset(&u->text);
    u->open = false;
}

static bool is_centred(const unlayer *u, const line *l)
{
    long after = u->width - l->width;
    return u->width <= WIDEST && l->before >= CENTRED_LEAST && after - l->before <= 1 && l->before - after <= 1;
}

/* Whether a line is moved in as the second or a later one of the paragraph: by two cells less than the first (a paragraph), as
 * many (a box), or two more (an item that hangs). */
static bool is_moved_in(const unlayer *u, const line *l)
{
    if (u->heading)
        return is_centred(u, l);
    long more = l->before - u->lead;
    return u->rest >= 0 ? l->before == u->rest : more == 2 || more == -2 || (more == 0 && u->lead != 2);
}

/* Whether a line goes on from the one before it, in which its first word had no room. */
static bool goes_on(const unlayer *u, const line *l)
{
    return u->open && u->width <= WIDEST && is_moved_in(u, l) && u->last.width + 1 + first_word(l) > u->width;
}

/* Whether a formula goes on in the next line: dot 5 after it (Notation mathématique braille, 2007, 1.4). */
static bool is_broken(const unlayer *u)
{
    static const char sign[] = "\xE2\xA0\x90";
    const char *end = u->last.cells + u->last.size;
    return u->open && u->last.size > BYTES && memcmp(end - BYTES, sign, BYTES) == 0 &&
           memcmp(end - 2 * BYTES, blank, BYTES) != 0;
}

static void add_line(unlayer *u, const ard_node *node)
{
    line l = line_of(node);
    if (!l.size) {
        end_paragraph(u);
        return;
    }
    if (is_broken(u)) {
        u->text.size -= BYTES;
        u->rest = u->rest < 0 ? l.before : u->rest;
    } else if (goes_on(u, &l)) {
        buffer_text(&u->text, blank);
        u->rest = l.before;
    } else {
        end_paragraph(u);
        u->heading = is_centred(u, &l);
        u->where = node->place;
        u->open = true;
        u->lead = l.before;
        u->rest = -1;
    }
    buffer_add(&u->text, l.cells, l.size);
    u->last = l;
}

unlaid *braille_unlay(ard_document *document, const ard_node *block, size_t *heads)
{
    unlayer u = {.document = document, .width = 1};
    u.end = &u.first;
    *heads = 0;
    node_whole_number(block, "data-cells", &u.width);
    for (const ard_node *page = block->first; page; page = page->next)
        for (const ard_node *at = page->first; at; at = at->next) {
            if ((at == page->first || at == page->last) && is_head(&u, at))
                ++*heads;
            else
                add_line(&u, at);
        }
    end_paragraph(&u);
    buffer_free(&u.text);
    return u.first;
}
