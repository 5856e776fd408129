#include "ornaments.h"

#include "base/text.h"
#include "language/emoji.h"

#include <string.h>

/* The length of a pictograph at a text's beginning, with the signs that vary it and the blanks after it; 0 where none stands
 * there, or another follows it. */
static size_t ornament_before(const char *text)
{
    const char *at = text;
    uint32_t point = text_next(&at);
    if (!emoji_is_ornament(point))
        return 0;
    const char *next = at;
    while ((point = text_next(&next)) == 0xFE0F || (point >= 0x1F3FB && point <= 0x1F3FF))
        at = next;
    size_t blanks = strspn(at, " ");
    if (text_begins(at, "\u00A0"))
        blanks = 2;
    next = at + blanks;
    point = text_next(&next);
    bool joined = point == 0x200D || emoji_name(point, "en");
    return blanks && !joined ? (size_t)(at - text) + blanks : 0;
}

/* The length of a text before the pictograph that ends it, and the blanks before that; its whole length where none does. */
static size_t ornament_after(const char *text)
{
    size_t size = strlen(text), end = size, length;
    while (end > 3 && memcmp(text + end - 3, "\uFE0F", 3) == 0)
        end -= 3;
    size_t begin = end > 4 ? end - 4 : 0;
    uint32_t point = begin ? text_decode(text + begin, 4, &length) : 0;
    if (!emoji_is_ornament(point) || begin + length != end || text[begin - 1] != ' ')
        return size;
    while (begin && text[begin - 1] == ' ')
        begin--;
    size_t before = begin > 4 ? begin - 4 : 0;
    point = before ? text_decode(text + before, 4, &length) : 0;
    return before && length == 4 && emoji_name(point, "en") ? size : begin;
}

/* Puts a part of a text, which may be none of it, in its place. Gives that, or NULL for none. */
static ard_node *cut(ard_document *document, ard_node *text, size_t begin, size_t end)
{
    ard_node *shorter = node_new_text(document, text->text + begin, end - begin, text->place);
    if (shorter)
        node_insert_before(text, shorter);
    node_unlink(text);
    return shorter;
}

static bool has_letter(const char *text, size_t size)
{
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        if (text_is_letter(point) || text_is_digit(point))
            return true;
    }
    return false;
}

/* Takes away what adorns the ends of a leaf; how many that were. */
static unsigned clean_leaf(ard_document *document, ard_node *leaf)
{
    unsigned count = 0;
    ard_node *first = leaf->first, *last = kind_is_block(leaf->last->kind) ? NULL : leaf->last;
    while (first && first->kind != TEXT && first->first)
        first = first->first;
    while (last && last->kind != TEXT && last->last)
        last = last->last;
    size_t size = kind_is(first, TEXT) ? ornament_before(first->text) : 0;
    if (size && (has_letter(first->text + size, strlen(first->text + size)) || first != last)) {
        ard_node *rest = cut(document, first, size, strlen(first->text));
        last = last == first ? rest : last;
        count++;
    }
    size_t end = kind_is(last, TEXT) ? ornament_after(last->text) : 0;
    if (kind_is(last, TEXT) && last->text[end] && has_letter(last->text, end)) {
        cut(document, last, 0, end);
        count++;
    }
    return count;
}

void ornaments_remove(task *t, ard_document *document)
{
    unsigned count = 0;
    place where = NOWHERE;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        bool leaf = w.node->first && kind_is_block(w.node->kind) && !kind_is_block(w.node->first->kind) &&
                    w.node->kind != CODE_BLOCK && w.node->kind != MATHS_BLOCK; /* a container too: not tidy yet */
        if (event != WALK_LEAVE || !leaf)
            continue;
        unsigned found = clean_leaf(document, w.node);
        where = found && !count ? w.node->place : where;
        count += found;
    }
    if (count)
        report(t->log, where, "plain.ornaments", report_number(t->log, count), NULL);
}
