/* The plain text of a tree. */
#include "lesson.h"

#include "base/text.h"

/* Adds a newline, but none at the beginning (`from`) and never two. */
static void end_line(buffer *text, size_t from)
{
    if (text->size > from && text->data[text->size - 1] != '\n')
        buffer_byte(text, '\n');
}

/* Adds what a node says by itself. Whether what is below it is to be passed over. */
static bool add_own(const ard_node *node, buffer *text, size_t from)
{
    const char *words = NULL;
    if (kind_is_block(node->kind))
        end_line(text, from);
    switch ((int)node->kind) {
    case TEXT: buffer_text(text, node->text); break;
    case BREAK: buffer_byte(text, '\n'); break;
    case IMAGE: buffer_text(text, node_attribute(node, "alt")); return true;
    case MATHS:
    case MATHS_BLOCK:
        words = node_attribute(node, "alttext");
        words = words ? words : node_attribute(node, "data-source");
        buffer_text(text, words);
        return words && *words;
    case NOTE_REFERENCE:
    case PAGE_REFERENCE:
    case PAGE_MARK:
    case LINE_MARK: return true;
    default: break;
    }
    return kind_about(node->kind)->class == GIVEN;
}

void node_text(const ard_node *node, buffer *text)
{
    size_t from = text->size;
    walk w = walk_of((ard_node *)node); /* it is only read */
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_ENTER && add_own(w.node, text, from))
            walk_skip(&w);
        if (event == WALK_LEAVE && w.node != node && kind_is_block(w.node->kind))
            end_line(text, from);
    }
    if (text->size > from && text->data[text->size - 1] == '\n')
        text->data[--text->size] = '\0';
}

bool node_has_words(const ard_node *node)
{
    buffer text = BUFFER_EMPTY;
    node_text(node, &text);
    bool any = !text_is_blank(buffer_string(&text));
    buffer_free(&text);
    return any;
}
