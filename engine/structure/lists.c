/* Lists that authors type: paragraphs in a row that begin with the same bullet, or with numbers or letters that count on;
 * and words that tabs part on one line. The typed sign goes, since the list shows it again.
 *
 * Left alone: a single line; lines of speech, which French begins with a dash ("- Bonjour !"); numbers that do not count on;
 * signs that lists do not have ("1/"); lines where a pupil writes between the tabs. */
#include "base/text.h"
#include "lesson/flat.h"
#include "structure.h"
#include "survey.h"

#include <string.h>

enum { CELLS_LEAST = 4, CELL_WORDS = 3, CELL_CHARACTERS = 30 };

/* ---- Typed signs ------------------------------------------------------------------------------------------------ */

/* A line that could be an item. */
typedef struct line {
    numbering numbering;
    bool speech; /* it ends as a sentence does */
} line;

static bool ends_sentence(const char *text, size_t size)
{
    while (size && text_is_space((unsigned char)text[size - 1]))
        size--;
    if (!size)
        return false;
    return strchr(".!?", text[size - 1]) || (size > 2 && !memcmp(text + size - 3, "…", 3)) ||
           (size > 1 && !memcmp(text + size - 2, "»", 2));
}

/* Whether a list can show such a sign. */
static bool is_shown(const numbering *n)
{
    if (n->kind == NUMBERING_BULLET)
        return n->value != '*' && n->value != 0x2013 && n->value != 0x2014 && n->value != 0x2192 && n->value != 0xB7;
    return n->kind != NUMBERING_NONE && n->kind != NUMBERING_DECIMAL && (n->after == '.' || n->after == ')');
}

/* Reads a block as a line; false where it is none. */
static bool read_line(const ard_node *block, line *l)
{
    buffer text = BUFFER_EMPTY;
    if (!kind_is(block, PARAGRAPH))
        return false;
    node_text(block, &text);
    l->numbering = numbering_of(buffer_string(&text), text.size);
    l->speech = ends_sentence(buffer_string(&text), text.size);
    bool item = is_shown(&l->numbering) && l->numbering.length < text.size &&
                !strchr(buffer_string(&text) + l->numbering.length, '\n');
    buffer_free(&text);
    return item;
}

static bool follows(const numbering *before, const numbering *n)
{
    if (before->kind != n->kind || before->after != n->after)
        return false;
    return n->value == before->value + (n->kind == NUMBERING_BULLET ? 0 : 1);
}

/* "I." and "A." may be initials, "a)" alone a remark: letters and Roman numbers count from their first. */
static bool may_begin(const numbering *n)
{
    return n->kind == NUMBERING_BULLET || n->kind == NUMBERING_NUMBER || n->value == 1;
}

/* The last block of the list that begins with `first`, whose line is `l`; `first` itself where it is no list. */
static ard_node *end_of_list(ard_node *first, const line *l)
{
    ard_node *last = first;
    line before = *l, next;
    size_t count = 1, sentences = l->speech;
    for (ard_node *at = first->next; at && read_line(at, &next) && follows(&before.numbering, &next.numbering);
         at = at->next) {
        before = next;
        last = at;
        count++;
        sentences += next.speech;
    }
    bool speech = l->numbering.kind == NUMBERING_BULLET && l->numbering.value == '-' && sentences * 2 > count;
    return may_begin(&l->numbering) && !speech ? last : first;
}

/* Says on a list of numbers how they are written. */
static void describe(ard_document *document, ard_node *list, const numbering *first)
{
    static const char *const types[] = {
        [NUMBERING_ROMAN] = "I", [NUMBERING_CAPITAL] = "A", [NUMBERING_LETTER] = "a", [NUMBERING_BULLET] = NULL};
    if (first->kind != NUMBERING_NUMBER)
        node_set(document, list, "type", types[first->kind]);
    if (first->value != 1)
        node_set_number(document, list, "start", first->value);
    if (first->after == ')')
        node_set(document, list, "data-after", ")");
}

/* Makes a list of the siblings from `first` to `last`; gives it. */
static ard_node *make_list(ard_document *document, ard_node *first, ard_node *last, const numbering *sign)
{
    bool bullets = sign->kind == NUMBERING_BULLET;
    ard_node *list = node_new(document, bullets ? BULLETS : NUMBERS, first->place);
    if (!list)
        return NULL;
    node_wrap(list, first, last);
    if (!bullets)
        describe(document, list, sign);
    for (ard_node *leaf = list->first, *next; leaf; leaf = next) {
        line l;
        next = leaf->next;
        ard_node *item = read_line(leaf, &l) ? node_new(document, ITEM, leaf->place) : NULL;
        if (!item)
            continue;
        survey_cut(leaf, l.numbering.length);
        node_wrap(item, leaf, leaf);
    }
    return list;
}

/* ---- Tabs ------------------------------------------------------------------------------------------------------- */

/* Whether the text between two tabs is a word or two to be listed; `*open` where it holds any. */
static bool is_listed(const char *text, size_t size, bool *open)
{
    size_t words = 0, characters = 0, length;
    bool inside = false, letters = false;
    for (size_t at = 0; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        bool blank = text_is_space(point);
        words += !blank && !inside;
        inside = !blank;
        characters++;
        letters |= text_is_letter(point);
        if (point == '\n' || point == FLAT_OBJECT || strchr(".:;!?=_)", point < 0x80 ? (int)point : 'x') ||
            point == 0x2026)
            return false;
    }
    *open = words > 0;
    return !words || (letters && words <= CELL_WORDS && characters <= CELL_CHARACTERS);
}

/* Whether tabs part a leaf into words of a list, all of them in its own text, none in an inline. */
static bool is_tabbed(const ard_node *leaf)
{
    buffer text = BUFFER_EMPTY;
    size_t cells = 0, tabs = 0, own = 0;
    bool listed = true, open = false;
    if (!kind_is(leaf, PARAGRAPH))
        return false;
    node_text(leaf, &text);
    const char *at = buffer_string(&text);
    for (; listed; at++) {
        size_t size = strcspn(at, "\t");
        listed = is_listed(at, size, &open);
        cells += open;
        at += size;
        if (!*at)
            break;
        tabs++;
    }
    for (const ard_node *child = leaf->first; child; child = child->next)
        for (const char *c = child->kind == TEXT ? child->text : ""; *c; c++)
            own += *c == '\t';
    buffer_free(&text);
    return listed && cells >= CELLS_LEAST && tabs == own;
}

/* Adds the text between two tabs to an item's paragraph, made where there is none yet, without the blanks at its ends. */
static ard_node *add_cell_text(ard_document *document, ard_node *list, ard_node *into, const ard_node *from,
                               const char *text, size_t size, bool ends)
{
    while (!into && size && ascii_is_space(*text))
        text++, size--;
    while (ends && size && ascii_is_space(text[size - 1]))
        size--;
    if (!into && size)
        into = node_append(node_append(list, node_new(document, ITEM, from->place)),
                           node_new(document, PARAGRAPH, from->place));
    node_append_text(document, into, text, size, from->place);
    return into;
}

/* Makes a list of a tabbed leaf, in its place; gives it. */
static ard_node *list_cells(ard_document *document, ard_node *leaf)
{
    ard_node *list = node_new(document, BULLETS, leaf->place), *into = NULL;
    if (!list)
        return NULL;
    node_insert_before(leaf, list);
    for (ard_node *child = leaf->first, *next; child; child = next) {
        next = child->next;
        node_unlink(child);
        if (child->kind != TEXT) {
            into = into ? into
                        : node_append(node_append(list, node_new(document, ITEM, child->place)),
                                      node_new(document, PARAGRAPH, child->place));
            node_append(into, child);
            continue;
        }
        for (const char *text = child->text;; text++) {
            size_t size = strcspn(text, "\t");
            into = add_cell_text(document, list, into, child, text, size, text[size] || !next);
            text += size;
            if (!*text)
                break;
            into = NULL;
        }
    }
    node_unlink(leaf);
    return list;
}

/* ---- The whole -------------------------------------------------------------------------------------------------- */

static bool holds_lines(const ard_node *node)
{
    switch ((int)node->kind) {
    case LESSON_ROOT:
    case SECTION:
    case EXERCISE:
    case QUESTION:
    case ASIDE:
    case CELL:
    case ITEM: return true;
    default: return false;
    }
}

static size_t list_children(ard_document *document, ard_node *container)
{
    size_t count = 0;
    for (ard_node *block = container->first, *next; block; block = next) {
        line l;
        ard_node *last = read_line(block, &l) ? end_of_list(block, &l) : block;
        next = last->next;
        if (last != block)
            count += make_list(document, block, last, &l.numbering) != NULL;
        else if (is_tabbed(block))
            count += list_cells(document, block) != NULL;
    }
    return count;
}

size_t structure_lists(ard_document *document)
{
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && holds_lines(w.node))
            count += list_children(document, w.node);
    return count;
}
