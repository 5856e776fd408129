/* The tasks of a lesson: its exercises, and how they are called. */
#include "base/text.h"
#include "simplify.h"

#include <stdlib.h>
#include <string.h>

static bool is_task(const ard_node *node)
{
    if (node->kind != EXERCISE)
        return false;
    for (const ard_node *above = node->parent; above; above = above->parent)
        if (above->kind == EXERCISE)
            return false;
    return true;
}

ard_node *task_title(ard_node *block)
{
    while (block && (block->kind == NUMBERS || block->kind == BULLETS || block->kind == ITEM) && block->first)
        block = block->first->next ? NULL : block->first;
    return kind_is(block, HEADING) ? block : NULL;
}

/* Reads "Exercice 3", "Activité n° 2", "Ex. 4": the bytes of its word, and its number, 0 for none. */
static size_t read_label(const char *text, long *number)
{
    size_t at = 0, length, word;
    uint32_t point;
    *number = 0;
    while (text_is_letter(point = text_decode(text + at, strlen(text + at) + 1, &length)))
        at += length;
    word = at;
    while (text[at] && (ascii_is_space(text[at]) || text[at] == '.' || text[at] == 'n' || text[at] == 'N' ||
                        text_begins(text + at, "°") || text_begins(text + at, "\u00A0")))
        at += text_begins(text + at, "°") || text_begins(text + at, "\u00A0") ? 2 : 1;
    if (word && at > word && text_is_digit((unsigned char)text[at]) && strspn(text + at, "0123456789") < 4)
        *number = strtol(text + at, NULL, 10);
    return *number ? word : 0;
}

/* Finds the word that all numbered headings begin with, and whether they count as the list does. */
static void agree(ard_document *document, task_list *tasks)
{
    size_t labelled = 0;
    bool counts = true, same = true;
    for (size_t i = 0; i < tasks->count; i++) {
        task_row *row = &tasks->rows[i];
        buffer text = BUFFER_EMPTY;
        if (row->heading)
            node_text(row->heading, &text);
        size_t word = read_label(buffer_string(&text), &row->number);
        if (word) {
            labelled++;
            counts = counts && row->number == (long)i + 1;
            if (!tasks->word)
                tasks->word = arena_copy(lesson_pool(document), buffer_string(&text), word);
            else
                same = same && text_is(buffer_string(&text), word, tasks->word);
        }
        buffer_free(&text);
    }
    if (!labelled)
        tasks->word = made_word_in(document, MADE_EXERCISE);
    else if (!counts || !same || !tasks->word)
        tasks->word = made_word_in(document, MADE_TASK);
}

task_list simplify_tasks(ard_document *document)
{
    task_list tasks = {0};
    size_t room = 0;
    for (int pass = 0; pass < 2; pass++) {
        walk w = walk_of(lesson_root(document));
        for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
            if (event != WALK_ENTER || !is_task(w.node))
                continue;
            if (tasks.rows && tasks.count < room)
                tasks.rows[tasks.count++] = (task_row){w.node, NULL, task_title(w.node->first), 0};
            else if (!pass)
                room++;
        }
        if (!pass && room)
            tasks.rows = arena_alloc(lesson_pool(document), room * sizeof *tasks.rows);
    }
    agree(document, &tasks);
    return tasks;
}

void task_name(const task_list *tasks, size_t number, buffer *out)
{
    buffer_format(out, "%s %zu", tasks->word, number + 1);
}
