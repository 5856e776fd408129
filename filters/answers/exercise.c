#include "answers.h"

#include "base/text.h"

#include <string.h>

enum { MOST_ASKED = 2000 };

bool says_any(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (strstr(text, *words))
            return true;
    return false;
}

bool has_spot(const ard_node *node)
{
    walk w = walk_of((ard_node *)node);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (w.node->kind == ANSWER || w.node->kind == CHECK)
            return true;
    return false;
}

/* Adds characters in small letters, blanks folded. */
static void add_small(const char *text, buffer *out)
{
    bool blank = false;
    for (uint32_t point; (point = text_next(&text)) && out->size < MOST_ASKED;) {
        if (text_is_space(point)) {
            blank = true;
            continue;
        }
        if (blank)
            buffer_byte(out, ' ');
        blank = false;
        buffer_point(out, point == 0x2019 ? '\'' : text_lower(point));
    }
    buffer_byte(out, ' ');
}

/* Whether what an exercise asks ends before one of its blocks. */
static bool ends_asking(const ard_node *block)
{
    return block->kind == QUESTION || block->kind == BULLETS || block->kind == NUMBERS || block->kind == TABLE ||
           block->kind == EXERCISE || (block->kind != HEADING && block->kind != INSTRUCTION && has_spot(block));
}

/* What an exercise asks. Instructions after its first list count too: they ask for what follows them. */
static const char *asked_of(ard_document *document, const ard_node *node)
{
    buffer asked = BUFFER_EMPTY, text = BUFFER_EMPTY;
    bool asking = true;
    for (const ard_node *block = node->first; block && asked.size < MOST_ASKED; block = block->next) {
        asking = asking && !ends_asking(block);
        if (kind_about(block->kind)->class != LEAF || node_attribute(block, "added") ||
            (!asking && block->kind != INSTRUCTION))
            continue;
        buffer_reset(&text);
        node_text(block, &text);
        add_small(buffer_string(&text), &asked);
    }
    const char *kept = arena_string(lesson_pool(document), buffer_string(&asked));
    buffer_free(&asked);
    buffer_free(&text);
    return kept ? kept : "";
}

exercise *exercises_of(ard_document *document, size_t *count)
{
    size_t found = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        found += event == WALK_ENTER && w.node->kind == EXERCISE;
    exercise *all = arena_alloc(lesson_pool(document), (found + 1) * sizeof *all);
    *count = 0;
    w = walk_of(lesson_root(document));
    for (walk_event event; all && (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->kind == EXERCISE) {
            const char *language = node_language(document, w.node);
            all[(*count)++] = (exercise){w.node, asked_of(document, w.node), *language ? language : "fr"};
        }
    return all;
}

void add_words(const ard_node *block, buffer *out)
{
    size_t begin = out->size;
    bool blank = false;
    walk w = walk_of((ard_node *)block);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_kind kind = w.node->kind;
        blank = blank || (out->size > begin && (kind == BREAK || kind_is_block(kind)));
        if (event != WALK_ENTER)
            continue;
        bool words = kind == TEXT || kind == IMAGE || kind == MATHS;
        buffer text = BUFFER_EMPTY;
        if (words)
            node_text(w.node, &text);
        for (const char *at = buffer_string(&text); *at;) {
            uint32_t point = text_next(&at);
            if (text_is_space(point)) {
                blank = out->size > begin;
                continue;
            }
            if (blank)
                buffer_byte(out, ' ');
            blank = false;
            buffer_point(out, point);
        }
        buffer_free(&text);
        if (words || kind == ANSWER || kind == CHECK || kind == NOTE_REFERENCE)
            walk_skip(&w);
    }
}

ard_node *new_answer(ard_document *document, place where, const char *choices)
{
    ard_node *answer = node_new(document, ANSWER, where);
    node_set(document, answer, "added", "1");
    node_set(document, answer, "data-choices", choices);
    return answer;
}

ard_node *new_words(ard_document *document, place where, const char *text)
{
    ard_node *span = node_new(document, SPAN, where);
    node_set(document, span, "added", "1");
    node_append(span, node_new_text(document, text, strlen(text), where));
    return span;
}

void append_answer(ard_document *document, ard_node *block, const char *choices)
{
    bool container = kind_about(block->kind)->class == CONTAINER;
    ard_node *leaf = block;
    if (container) {
        leaf = node_append(block, node_new(document, PARAGRAPH, block->place));
        node_set(document, leaf, "added", "1");
    } else
        node_append(leaf, new_words(document, block->place, " "));
    node_append(leaf, new_answer(document, block->place, choices));
}

ard_node *first_leaf(ard_node *node)
{
    walk w = walk_of(node);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && kind_about(w.node->kind)->class == LEAF && w.node->first)
            return w.node;
    return NULL;
}
