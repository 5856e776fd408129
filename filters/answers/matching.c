/* Matching without a line to draw: "Relie", "Associe". Each thing on the left gets a drop-down of what stands on the right.
 *   - a table: left is the first column, right the last; the space goes into an empty column between them, else below what
 *     stands on the left; a column of spaces there already gets the choices;
 *   - two lists, one after the other: the items of the first choose among those of the second;
 *   - lines with dots to draw from: "le chat  •     •  miaule".
 * What stands on the right and has no words, or many, is named by a letter that is added to it. */
#include "answers.h"

#include "base/text.h"
#include "lesson/flat.h"
#include "lesson/lists.h"

#include <string.h>

enum { LONG_CHOICE = 80, MOST_THINGS = 40 };

static bool asks_to_match(const char *asked)
{
    static const char *const stems[] = {"relie",     "associe", "correspond", "fais correspondre", "match ",
                                        "link ",     "connect", "join ",      "verbinde",          "ordne",
                                        "relaciona", "collega", NULL};
    return says_any(asked, stems);
}

/* Puts a letter and a blank before what a block says. */
static void add_letter(ard_document *document, ard_node *block, size_t number, buffer *choices)
{
    char text[] = {(char)('A' + number % 26), '.', ' ', '\0'};
    ard_node *leaf = first_leaf(block);
    if (!leaf) {
        leaf = node_append(block, node_new(document, PARAGRAPH, block->place));
        node_set(document, leaf, "added", "1");
    }
    ard_node *letter = new_words(document, block->place, text);
    if (leaf && leaf->first)
        node_insert_before(leaf->first, letter);
    else if (leaf)
        node_append(leaf, letter);
    buffer_byte(choices, text[0]);
}

/* The choices that blocks are: their words; letters where one of them has none, or more than a drop-down shows. */
static void choices_of(ard_document *document, ard_node *const *blocks, size_t count, buffer *choices)
{
    bool named = true;
    for (size_t i = 0; i < count; i++) {
        buffer words = BUFFER_EMPTY;
        add_words(blocks[i], &words);
        named = named && words.size && words.size <= LONG_CHOICE;
        buffer_free(&words);
    }
    for (size_t i = 0; i < count; i++) {
        buffer_text(choices, i ? "\n" : "");
        if (!named) {
            add_letter(document, blocks[i], i, choices);
            continue;
        }
        if (blocks[i]->kind == ITEM && kind_is(blocks[i]->parent, NUMBERS)) {
            long number = list_before(blocks[i]->parent);
            for (const ard_node *item = blocks[i]->parent->first; item; item = item->next) {
                number = list_number(item, number);
                if (item == blocks[i])
                    break;
            }
            list_label(blocks[i]->parent, number, choices);
            buffer_byte(choices, ' ');
        }
        add_words(blocks[i], choices);
    }
}

/* ---- Tables ----------------------------------------------------------------------------------------------------- */

static ard_node *last_cell(const ard_node *row)
{
    return row->kind == ROW && row->first != row->last ? row->last : NULL;
}

/* Whether a cell says something: not only the dots that lines are drawn from. */
static bool says_something(const ard_node *cell)
{
    buffer words = BUFFER_EMPTY;
    bool found = false;
    add_words(cell, &words);
    for (const char *at = buffer_string(&words); !found && *at;) {
        uint32_t point = text_next(&at);
        found = !is_dot(point) && !text_is_space(point);
    }
    buffer_free(&words);
    return found;
}

/* Whether a row has something on the left and something on the right, and nothing but spaces between. */
static bool is_pair(const ard_node *row)
{
    const ard_node *right = last_cell(row);
    if (!right || has_spot(row->first) || has_spot(right))
        return false;
    for (const ard_node *cell = row->first->next; cell != right; cell = cell->next)
        if (!has_spot(cell) && says_something(cell))
            return false;
    return row->first->first && right->first;
}

/* Gives the left of a row its choice. */
static size_t choose_in_row(ard_document *document, ard_node *row, const char *choices)
{
    ard_node *between = row->first->next != row->last ? row->first->next : NULL;
    size_t count = 0;
    if (between && has_spot(between)) {
        walk w = walk_of(between);
        for (walk_event event; (event = walk_next(&w)) != WALK_END;)
            if (event == WALK_ENTER && w.node->kind == ANSWER)
                count += node_set_added(document, w.node, "data-choices", choices);
        return count;
    }
    append_answer(document, between ? between : row->first, choices);
    return 1;
}

static size_t match_table(ard_document *document, ard_node *grid)
{
    ard_node *right[MOST_THINGS];
    size_t count = 0, made = 0;
    bool pairs = true;
    for (ard_node *row = grid->first; row && pairs; row = row->next) {
        if (row->kind != ROW || node_is_head_row(row))
            continue;
        pairs = is_pair(row) && count < MOST_THINGS;
        if (pairs)
            right[count++] = row->last;
    }
    if (!pairs || count < 2)
        return 0;
    buffer choices = BUFFER_EMPTY;
    choices_of(document, right, count, &choices);
    for (ard_node *row = grid->first; row; row = row->next)
        if (row->kind == ROW && !node_is_head_row(row))
            made += choose_in_row(document, row, buffer_string(&choices));
    buffer_free(&choices);
    return made;
}

/* ---- Lists ------------------------------------------------------------------------------------------------------ */

static bool is_list(const ard_node *node)
{
    return kind_is(node, BULLETS) || kind_is(node, NUMBERS);
}

static size_t match_lists(ard_document *document, ard_node *first, ard_node *second)
{
    ard_node *right[MOST_THINGS];
    size_t left = 0, count = 0;
    for (ard_node *item = first->first; item; item = item->next)
        left++;
    for (ard_node *item = second->first; item && count < MOST_THINGS; item = item->next)
        right[count++] = item;
    if (left < 2 || count < 2 || left > 2 * count || count > 2 * left || has_spot(first) || has_spot(second))
        return 0;
    buffer choices = BUFFER_EMPTY;
    choices_of(document, right, count, &choices);
    for (ard_node *item = first->first; item; item = item->next)
        append_answer(document, item->last && kind_about(item->last->kind)->class == LEAF ? item->last : item,
                      buffer_string(&choices));
    buffer_free(&choices);
    return left;
}

/* ---- Lines with dots -------------------------------------------------------------------------------------------- */

/* A line that is a pair: where its left side ends, and where its right side begins. */
typedef struct dotted {
    ard_node *leaf;
    size_t left, right, end; /* bytes of the leaf's string */
} dotted;

/* Reads a line: words, a dot, blanks, a dot, words. */
static bool read_dotted(const char *text, size_t begin, size_t end, dotted *line)
{
    size_t length, dots = 0, first = 0, last = 0;
    for (size_t at = begin; at < end; at += length) {
        uint32_t point = text_decode(text + at, end - at, &length);
        if (!is_dot(point))
            continue;
        first = dots ? first : at;
        last = at + length;
        dots++;
    }
    if (dots != 2 || text_part_is_blank(text + begin, first - begin) || text_part_is_blank(text + last, end - last))
        return false;
    size_t inner = first;
    text_decode(text + first, end - first, &length);
    inner += length;
    if (!text_part_is_blank(text + inner, last - inner - length)) /* words between them: a row of three */
        return false;
    *line = (dotted){NULL, first, last, end};
    return true;
}

/* Finds the pairs of an exercise, MOST_THINGS at most; how many. */
static size_t find_dotted(ard_document *document, ard_node *exercise_node, dotted lines[MOST_THINGS])
{
    size_t count = 0;
    walk w = walk_of(exercise_node);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        flat f;
        if (event != WALK_ENTER || kind_about(w.node->kind)->class != LEAF || !w.node->first || has_spot(w.node) ||
            !flat_open(&f, w.node))
            continue;
        const char *text = buffer_string(&f.text);
        for (size_t begin = 0; begin < f.text.size && count < MOST_THINGS;) {
            size_t end = begin + strcspn(text + begin, "\n");
            if (read_dotted(text, begin, end, lines + count))
                lines[count++].leaf = w.node;
            begin = end + 1;
        }
        flat_close(document, &f);
    }
    return count;
}

/* Puts the choices of the lines of one leaf before their first dots. */
static size_t choose_in_leaf(ard_document *document, const dotted *lines, size_t count, const char *choices)
{
    flat f;
    size_t made = 0;
    if (!flat_open(&f, lines[0].leaf))
        return 0;
    for (size_t i = 0; i < count; i++) {
        ard_node *answer = new_answer(document, lines[i].leaf->place, choices);
        made += flat_insert(document, &f, lines[i].left, answer);
    }
    flat_close(document, &f);
    return made;
}

static size_t match_lines(ard_document *document, ard_node *node)
{
    dotted lines[MOST_THINGS];
    size_t count = find_dotted(document, node, lines), made = 0;
    buffer choices = BUFFER_EMPTY;
    for (size_t i = 0; i < count; i++) {
        flat f;
        if (!flat_open(&f, lines[i].leaf))
            continue;
        const char *text = buffer_string(&f.text) + lines[i].right;
        size_t size = lines[i].end - lines[i].right, blanks = strspn(text, " \t");
        buffer_text(&choices, i ? "\n" : "");
        buffer_add(&choices, text + blanks, size - blanks);
        flat_close(document, &f);
    }
    for (size_t i = 0, next; count > 1 && i < count; i = next) {
        for (next = i + 1; next < count && lines[next].leaf == lines[i].leaf;)
            next++;
        made += choose_in_leaf(document, lines + i, next - i, buffer_string(&choices));
    }
    buffer_free(&choices);
    return made;
}

/* ---- Exercises -------------------------------------------------------------------------------------------------- */

static size_t match_exercise(ard_document *document, ard_node *node)
{
    size_t made = 0;
    walk w = walk_of(node);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_LEAVE)
            continue;
        if (w.node->kind == TABLE)
            made += match_table(document, w.node);
        else if (is_list(w.node) && is_list(w.node->previous) && w.node->parent->kind != ITEM)
            made += match_lists(document, w.node->previous, w.node);
    }
    return made ? made : match_lines(document, node);
}

size_t answers_match(ard_document *document, exercise *all, size_t count)
{
    size_t made = 0;
    for (size_t i = 0; i < count; i++)
        if (asks_to_match(all[i].asked))
            made += match_exercise(document, all[i].node);
    return made;
}
