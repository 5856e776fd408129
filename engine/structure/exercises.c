/* An exercise is its heading, which says "Exercice" or what it is worth, or stands above questions and places to answer
 * them, or the instruction before such places, and all that follows up to the next exercise, the next heading that is not below its own, or what is to be learnt
 * ("Je retiens"). */
#include "base/text.h"
#include "labels.h"
#include "language/actions.h"
#include "numbering.h"
#include "structure.h"

#include <string.h>

enum { LEVEL_OF_TEXT = 7 }; /* of an exercise that begins without a heading: any heading ends it */

/* The title that a block is or begins with: a leaf that could be one, or the heading in a list of one item, which gives it
 * its number. */
static const ard_node *title_of(const ard_node *block)
{
    bool list = kind_is(block, NUMBERS) && block->first && !block->first->next;
    const ard_node *only = list ? block->first->first : NULL;
    if (kind_is(only, HEADING))
        return only;
    return kind_is(block, HEADING) || kind_is(block, PARAGRAPH) || kind_is(block, INSTRUCTION) ? block : NULL;
}

static const ard_node *heading_of(const ard_node *block)
{
    const ard_node *title = title_of(block);
    return kind_is(title, HEADING) ? title : NULL;
}

/* Whether a block is a part of its own, which no other goes on into. */
static bool is_part(const ard_node *block)
{
    return block->kind == NOTE || block->kind == SECTION || block->kind == EXERCISE ||
           kind_about(block->kind)->class == GIVEN;
}

/* The label of a block, where it could be a title. */
static label label_of_block(const ard_node *block)
{
    const ard_node *title = title_of(block);
    if (!title)
        return LABEL_NONE;
    buffer text = BUFFER_EMPTY;
    size_t length;
    node_text(title, &text);
    label found = label_of(buffer_string(&text), text.size, &length);
    buffer_free(&text);
    return found;
}

/* Whether a heading, or NULL, says what its task is worth. */
static bool is_scored(const ard_node *heading)
{
    buffer text = BUFFER_EMPTY;
    if (heading)
        node_text(heading, &text);
    bool scored = text.size && label_is_scored(buffer_string(&text), text.size);
    buffer_free(&text);
    return scored;
}

/* Whether a leaf asks something: it ends with a question mark, or begins with an order. */
static bool asks(const ard_document *document, const ard_node *leaf)
{
    buffer text = BUFFER_EMPTY;
    node_text(leaf, &text);
    size_t number = numbering_of(buffer_string(&text), text.size).length, length;
    const char *mark = strrchr(buffer_string(&text), '?');
    bool question = mark != NULL;
    for (const char *at = mark, *end = buffer_string(&text) + text.size; question && at < end; at += length)
        question = !text_is_letter(text_decode(at, (size_t)(end - at), &length));
    question =
        question || action_length(buffer_string(&text) + number, text.size - number, node_language(document, leaf));
    buffer_free(&text);
    return question;
}

/* Whether there is a place to answer below a block. */
static bool holds_answer(const ard_node *block)
{
    walk w = walk_of((ard_node *)block); /* it is only read */
    while (walk_next(&w) != WALK_END)
        if (w.node->kind == ANSWER || w.node->kind == CHECK)
            return true;
    return false;
}

static bool is_instruction(const ard_node *block)
{
    return kind_is(block, INSTRUCTION) && label_of_block(block) == LABEL_NONE;
}

/* Whether a block is an instruction without a number, and places to answer it follow before another, or a heading. */
static bool is_instruction_answered(const ard_node *first)
{
    buffer text = BUFFER_EMPTY;
    if (!is_instruction(first))
        return false;
    node_text(first, &text);
    bool answered = false, numbered = numbering_of(buffer_string(&text), text.size).kind != NUMBERING_NONE;
    buffer_free(&text);
    for (const ard_node *block = first->next; block && !numbered && !answered; block = block->next) {
        if (heading_of(block) || kind_is(block, INSTRUCTION) || is_part(block))
            return false;
        answered = holds_answer(block);
    }
    return answered;
}

/* What a part of a lesson holds: blocks that ask, others of more than a line, places to answer. */
typedef struct part_counts {
    size_t asked, told, answers;
} part_counts;

static void count_block(const ard_document *document, const ard_node *block, part_counts *counts)
{
    enum { LINE = 60 };
    walk w = walk_of((ard_node *)block); /* it is only read */
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        counts->answers += event == WALK_ENTER && (w.node->kind == ANSWER || w.node->kind == CHECK);
        if (event != WALK_ENTER || (w.node->kind != PARAGRAPH && w.node->kind != INSTRUCTION))
            continue;
        buffer text = BUFFER_EMPTY;
        node_text(w.node, &text);
        if (asks(document, w.node))
            counts->asked++;
        else
            counts->told += text.size > LINE && !holds_answer(w.node);
        buffer_free(&text);
    }
}

/* Whether a heading says how a task is marked, not what it is: "Barème : /20". */
static bool is_marking(const ard_node *heading)
{
    static const char *const words[] = {"barème", "critère", "grille",  "total",
                                        "note",   "score",   "marking", "évaluation"};
    buffer text = BUFFER_EMPTY, small = BUFFER_EMPTY;
    bool found = false;
    node_text(heading, &text);
    for (const char *at = buffer_string(&text); *at;)
        buffer_point(&small, text_lower(text_next(&at)));
    for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
        found = text_begins(buffer_string(&small), words[i]);
    buffer_free(&text);
    buffer_free(&small);
    return found;
}

/* Whether a heading with what it is worth is that of one task: no heading below it says so again, or is an exercise's. */
static bool is_one_task(const ard_node *first)
{
    const ard_node *heading = heading_of(first);
    if (!is_scored(heading) || is_marking(heading))
        return false;
    for (const ard_node *block = first->next; block; block = block->next) {
        bool made = kind_is(block, EXERCISE);
        const ard_node *below = heading_of(made ? block->first : block);
        if ((below && below->number <= heading->number) || (is_part(block) && !made))
            return true;
        if (made || (below && (is_scored(below) || label_of_block(block) == LABEL_EXERCISE)))
            return false;
    }
    return true;
}

/* Whether a heading below the lesson's title stands above questions and places to answer them, more than above text, with
 * no other heading between. */
static bool is_asked_and_answered(const ard_document *document, const ard_node *first)
{
    part_counts counts = {0};
    const ard_node *heading = heading_of(first);
    if (!heading || heading->number < 2 || label_of_block(first) != LABEL_NONE)
        return false;
    for (const ard_node *block = heading == first ? first->next : first; block; block = block->next) {
        if ((block != first && heading_of(block)) || is_part(block))
            break;
        count_block(document, block, &counts);
    }
    return counts.asked && counts.answers && counts.told <= counts.asked;
}

static bool is_exercise(const ard_document *document, const ard_node *first)
{
    return label_of_block(first) == LABEL_EXERCISE || is_one_task(first) || is_asked_and_answered(document, first) ||
           is_instruction_answered(first);
}

/* Whether a block ends an exercise that began at `level`. */
static bool ends_exercise(const ard_node *block, int level)
{
    if (is_part(block))
        return true;
    label found = label_of_block(block);
    const ard_node *heading = heading_of(block);
    return found == LABEL_EXERCISE ||
           (heading && (heading->number <= level || found == LABEL_MEMO || level == LEVEL_OF_TEXT));
}

/* Wraps the exercises among the children of a container. One without anything below its title stays as it is: the title
 * may be a row of a table of contents. */
static size_t wrap_exercises(ard_document *document, ard_node *container)
{
    size_t count = 0;
    for (ard_node *first = container->first, *after; first; first = after) {
        after = first->next;
        if (!is_exercise(document, first))
            continue;
        const ard_node *heading = heading_of(first);
        int level = heading ? heading->number : LEVEL_OF_TEXT;
        ard_node *last = first;
        bool told = is_instruction(first);
        while (last->next && !ends_exercise(last->next, level) && !(told && kind_is(last->next, INSTRUCTION)))
            last = last->next;
        after = last->next;
        if (last == first && heading)
            continue;
        ard_node *exercise = node_new(document, EXERCISE, first->place);
        if (!exercise)
            return count;
        node_wrap(exercise, first, last);
        count++;
    }
    return count;
}

/* The typed number or letter of a block that may begin a question; of kind NUMBERING_NONE where it has none. */
static numbering question_number(const ard_node *block)
{
    numbering n = {0};
    if (!kind_is(block, PARAGRAPH) && !kind_is(block, INSTRUCTION))
        return n;
    buffer text = BUFFER_EMPTY;
    node_text(block, &text);
    n = numbering_of(buffer_string(&text), text.size);
    bool asks = n.length < text.size && (n.kind == NUMBERING_NUMBER || n.kind == NUMBERING_LETTER);
    buffer_free(&text);
    return asks ? n : (numbering){0};
}

static bool counts_on(const numbering *before, const numbering *n)
{
    return n->kind == before->kind && n->after == before->after && n->value == before->value + 1;
}

/* The block that begins the question after `first`, whose number is `n` and then the new one; NULL where none does. */
static ard_node *next_question(const ard_node *first, numbering *n)
{
    for (ard_node *block = first->next; block && block->kind != HEADING; block = block->next) {
        numbering next = question_number(block);
        if (counts_on(n, &next)) {
            *n = next;
            return block;
        }
    }
    return NULL;
}

/* The last block of a question: the one before the next, or before a heading. */
static ard_node *last_of_question(ard_node *first, const ard_node *next)
{
    ard_node *last = first;
    while (last->next && last->next != next && last->next->kind != HEADING)
        last = last->next;
    return last;
}

/* Wraps the questions among an exercise's blocks: from a typed "1." or "a)" on, where the numbers count on. */
static size_t wrap_questions(ard_document *document, ard_node *exercise)
{
    size_t count = 0;
    ard_node *first = exercise->first;
    numbering n = {0};
    while (first && (n = question_number(first)).value != 1)
        first = first->next;
    ard_node *next = first ? next_question(first, &n) : NULL;
    if (!next)
        return 0;
    for (; first; first = next, next = first ? next_question(first, &n) : NULL) {
        ard_node *question = node_new(document, QUESTION, first->place), *last = last_of_question(first, next);
        if (!question)
            return count;
        node_wrap(question, first, last);
        count++;
    }
    return count;
}

size_t structure_questions(ard_document *document)
{
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->kind == EXERCISE)
            count += wrap_questions(document, w.node);
    return count;
}

void structure_exercises(ard_document *document, structure_counts *counts)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER)
            continue;
        if (w.node->kind == LESSON_ROOT || w.node->kind == SECTION)
            counts->exercises += wrap_exercises(document, w.node);
        else
            walk_skip(&w);
    }
}
