/* Poems that authors type as a paragraph with broken lines, or a paragraph a line: short lines of several words that begin
 * with a capital whatever ends the line before, some with a comma and few with the end of a sentence. Four lines at least:
 * fewer are an address, a heading of a letter. */
#include "base/text.h"
#include "structure.h"

#include <string.h>

enum { LINES_LEAST = 4, LINE_CHARACTERS = 70, LINE_WORDS = 3 };

/* What lines have in common. */
typedef struct tally {
    size_t lines, words, capitals, commas, sentences;
    bool other; /* a line that no verse is */
} tally;

/* Counts one line. */
static void count_line(tally *t, const char *text, size_t size)
{
    size_t characters = 0, length;
    uint32_t first = 0, last = 0;
    bool inside = false;
    for (size_t at = 0; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        bool blank = text_is_space(point);
        t->words += !blank && !inside;
        inside = !blank;
        characters++;
        t->other |= point == '\t' || point == '=' || point == 0xFFFC || text_is_digit(point);
        if (!blank) {
            first = first || !text_is_letter(point) ? first : point;
            last = point;
        }
    }
    if (!last)
        return;
    t->lines++;
    t->capitals += text_is_upper(first);
    t->commas += last == ',' || last == ';';
    t->sentences += last == '.' || last == '!' || last == '?';
    t->other |= !first || last == ':' || last == '/' || characters > LINE_CHARACTERS;
}

static bool are_verses(const tally *t)
{
    return !t->other && t->lines >= LINES_LEAST && t->words >= LINE_WORDS * t->lines &&
           t->capitals * 10 >= t->lines * 9 && t->commas * 5 >= t->lines && t->sentences * 2 <= t->lines;
}

/* Whether a leaf holds what no verse does. */
static bool holds_objects(const ard_node *leaf)
{
    walk w = walk_of((ard_node *)leaf);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && (w.node->kind == ANSWER || w.node->kind == CHECK || w.node->kind == IMAGE ||
                                    w.node->kind == MATHS || w.node->kind == LINK))
            return true;
    return false;
}

/* Counts the lines of a paragraph; the number of its lines, 0 where it is none or none of a poem. */
static size_t count_leaf(tally *t, const ard_node *leaf)
{
    buffer text = BUFFER_EMPTY;
    size_t before = t->lines;
    if (!kind_is(leaf, PARAGRAPH) || holds_objects(leaf))
        return 0;
    node_text(leaf, &text);
    for (const char *at = buffer_string(&text);;) {
        size_t size = strcspn(at, "\n");
        count_line(t, at, size);
        at += size;
        if (!*at++)
            break;
    }
    buffer_free(&text);
    return t->other ? 0 : t->lines - before;
}

/* Joins the paragraphs from `first` to `last`, a line each, to one stanza. */
static void join_lines(ard_document *document, ard_node *first, ard_node *last)
{
    first->kind = VERSE;
    while (first != last) {
        ard_node *next = first->next;
        node_append(first, node_new(document, BREAK, next->place));
        node_move_children(first, next);
        bool end = next == last;
        node_unlink(next);
        if (end)
            return;
    }
}

/* Makes stanzas of the children of a container; their number. */
static size_t find_stanzas(ard_document *document, ard_node *container)
{
    size_t count = 0;
    for (ard_node *first = container->first, *after; first; first = after) {
        tally t = {0};
        after = first->next;
        size_t lines = count_leaf(&t, first);
        if (lines > 1 && are_verses(&t)) {
            first->kind = VERSE;
            count++;
        }
        if (lines != 1)
            continue;
        ard_node *last = first;
        for (tally more = t; kind_is(last->next, PARAGRAPH) && count_leaf(&more, last->next) == 1; t = more)
            last = last->next;
        after = last->next;
        if (last == first || !are_verses(&t))
            continue;
        join_lines(document, first, last);
        count++;
    }
    return count;
}

size_t structure_verses(ard_document *document)
{
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && (w.node->kind == LESSON_ROOT || w.node->kind == SECTION ||
                                    w.node->kind == EXERCISE || w.node->kind == ASIDE || w.node->kind == QUOTE))
            count += find_stanzas(document, w.node);
    return count;
}
