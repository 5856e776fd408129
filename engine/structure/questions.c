/* Questions: in an exercise, what a typed number or letter begins, where they count on. */
#include "numbering.h"
#include "structure.h"

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
