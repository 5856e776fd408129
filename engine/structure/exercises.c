/* An exercise is its heading and all that follows up to the next exercise, the next heading that is not below its own, or
 * what is to be learnt ("Je retiens"). */
#include "labels.h"
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
