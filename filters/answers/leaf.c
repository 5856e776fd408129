#include "answers.h"

#include "base/memory.h"
#include "base/text.h"
#include "maths/mathml.h"

#include <stdlib.h>

static bool add_spot(leaf_view *v, ard_node *node)
{
    if (v->count == v->room) {
        size_t room = v->room ? 2 * v->room : 8;
        spot *spots = memory_resize(v->spots, room * sizeof *spots);
        if (!spots)
            return false;
        v->spots = spots;
        v->room = room;
    }
    v->spots[v->count++] = (spot){node, v->text.size};
    buffer_point(&v->text, node->kind == ANSWER ? SPOT_ANSWER : SPOT_CHECK);
    return true;
}

/* Adds characters; those for private use would be taken for spots. */
static void add_characters(leaf_view *v, const char *text)
{
    for (uint32_t point; (point = text_next(&text));) {
        bool own = point == SPOT_ANSWER || point == SPOT_CHECK;
        buffer_point(&v->text, own ? ' ' : point);
        v->words += text_is_letter(point) || text_is_digit(point);
    }
}

/* Adds what a formula or a picture says: a formula without words of its own as people type it. */
static void add_words_of(leaf_view *v, const ard_node *node)
{
    buffer text = BUFFER_EMPTY;
    if (node->kind == MATHS && !node_attribute(node, "alttext"))
        mathml_linear(node, &text);
    else
        node_text(node, &text);
    add_characters(v, buffer_string(&text));
    buffer_free(&text);
}

bool view_open(leaf_view *v, ard_node *leaf)
{
    *v = (leaf_view){0};
    bool whole = true;
    walk w = walk_of(leaf);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || w.node == leaf)
            continue;
        ard_kind kind = w.node->kind;
        bool spoken = kind == MATHS || kind == IMAGE, field = kind == ANSWER || kind == CHECK;
        if (kind == TEXT)
            add_characters(v, w.node->text);
        else if (kind == BREAK)
            buffer_byte(&v->text, '\n');
        else if (spoken)
            add_words_of(v, w.node);
        else if (field)
            whole = add_spot(v, w.node) && whole;
        if (spoken || field || kind == NOTE_REFERENCE || kind == PAGE_REFERENCE || kind == LINE_MARK)
            walk_skip(&w);
    }
    if (whole && !v->text.failed)
        return true;
    view_close(v);
    return false;
}

bool view_is_modest(const leaf_view *v)
{
    enum { MOST_SPOTS = 500, MOST_TEXT = 1 << 16 };
    return v->count <= MOST_SPOTS && v->text.size <= MOST_TEXT;
}

void view_close(leaf_view *v)
{
    buffer_free(&v->text);
    free(v->spots);
    *v = (leaf_view){0};
}

void view_line(const leaf_view *v, size_t at, size_t *begin, size_t *end)
{
    const char *text = buffer_string(&v->text);
    *begin = at;
    while (*begin && text[*begin - 1] != '\n')
        --*begin;
    *end = at + strcspn(text + at, "\n");
}

uint32_t solid_before(const char *text, size_t at)
{
    while (at && text[at - 1] != '\n') {
        size_t begin = at - 1, length;
        while (begin && ((unsigned char)text[begin] & 0xC0) == 0x80)
            begin--;
        uint32_t point = text_decode(text + begin, at - begin, &length);
        if (!text_is_space(point))
            return point;
        at = begin;
    }
    return 0;
}

uint32_t solid_after(const char *text, size_t size, size_t at)
{
    size_t length;
    for (; at < size && text[at] != '\n'; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        if (!text_is_space(point))
            return point;
    }
    return 0;
}

bool is_dot(uint32_t point)
{
    return point == 0x2022 || point == 0xB7 || point == 0x25CF || point == 0x25CB || point == 0x25AA ||
           point == 0x25E6 || point == 0x2219 || point == 0x2B24 || point == 0x26AB;
}
