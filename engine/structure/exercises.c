/* An exercise is its heading and all that follows up to the next exercise, the next heading that is not below its own, or
 * what is to be learnt ("Je retiens"). */
#include "labels.h"
#include "numbering.h"
#include "structure.h"

enum { LEVEL_OF_TEXT = 7 }; /* of an exercise that begins without a heading: any heading ends it */

/* The label of a block, where it is a leaf that could be a title. */
static label label_of_block(const ard_node *block)
{
    if (!kind_is(block, HEADING) && !kind_is(block, PARAGRAPH) && !kind_is(block, INSTRUCTION))
        return LABEL_NONE;
    buffer text = BUFFER_EMPTY;
    size_t length;
    node_text(block, &text);
    label found = label_of(buffer_string(&text), text.size, &length);
    buffer_free(&text);
    return found;
}

/* Whether a block ends an exercise that began at `level`. */
static bool ends_exercise(const ard_node *block, int level)
{
    kind_class class = kind_about(block->kind)->class;
    if (class == GIVEN || block->kind == NOTE || block->kind == SECTION || block->kind == EXERCISE)
        return true;
    label found = label_of_block(block);
    return found == LABEL_EXERCISE ||
           (block->kind == HEADING && (block->number <= level || found == LABEL_MEMO || level == LEVEL_OF_TEXT));
}

/* Wraps the exercises among the children of a container. One without anything below its title stays as it is: the title
 * may be a row of a table of contents. */
static size_t wrap_exercises(ard_document *document, ard_node *container)
{
    size_t count = 0;
    for (ard_node *first = container->first, *after; first; first = after) {
        after = first->next;
        if (label_of_block(first) != LABEL_EXERCISE)
            continue;
        int level = first->kind == HEADING ? first->number : LEVEL_OF_TEXT;
        ard_node *last = first;
        while (last->next && !ends_exercise(last->next, level))
            last = last->next;
        after = last->next;
        if (last == first && first->kind == HEADING)
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
