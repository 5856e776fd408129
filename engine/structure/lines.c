/* Titles of exercises that no paragraph of their own holds: a line between two line breaks, and the last paragraph of a
 * list that went on too far. Each becomes a paragraph where it stands; no word is lost or moved. */
#include "base/text.h"
#include "labels.h"
#include "structure.h"

#include <string.h>

enum { LINE_CHARACTERS = 100 };

/* Whether the text is the title of an exercise with its number ("Exercice 4 : 3 points"). */
static bool is_title(const buffer *text)
{
    size_t length;
    const char *bytes = text->data ? text->data : "";
    return text_length(bytes) <= LINE_CHARACTERS && label_of(bytes, text->size, &length) == LABEL_EXERCISE &&
           label_numbered(bytes, text->size) == LABEL_EXERCISE;
}

/* Whether the line that begins with a node, up to a BREAK or the end of its leaf, is such a title. */
static bool begins_title(const ard_node *node)
{
    buffer text = BUFFER_EMPTY;
    for (; node && node->kind != BREAK; node = node->next)
        node_text(node, &text);
    bool title = is_title(&text);
    buffer_free(&text);
    return title;
}

/* A paragraph after another that goes on with it: its look and its language, no id. */
static ard_node *paragraph_after(ard_document *document, ard_node *leaf)
{
    ard_node *made = node_new(document, PARAGRAPH, leaf->place);
    if (!made)
        return NULL;
    for (const attribute *a = leaf->attributes; a; a = a->next)
        if (strcmp(a->name, "id") != 0)
            node_set(document, made, a->name, a->value);
    made->style = leaf->style;
    if (leaf->next)
        node_insert_before(leaf->next, made);
    else
        node_append(leaf->parent, made);
    return made;
}

/* Parts a leaf before and after each line that is a title; the line breaks there go. */
static void part_lines(ard_document *document, ard_node *leaf)
{
    ard_node *current = leaf, *next;
    bool title = leaf->first && begins_title(leaf->first);
    for (ard_node *node = leaf->first; node; node = next) {
        next = node->next;
        if (node->kind == BREAK && next) {
            bool was_title = title;
            title = begins_title(next);
            if (title && node == leaf->first) {
                node_unlink(node);
                continue;
            }
            if (was_title || title) {
                ard_node *made = paragraph_after(document, current);
                if (!made)
                    return;
                node_unlink(node);
                current = made;
                continue;
            }
        }
        if (current != leaf) {
            node_unlink(node);
            node_append(current, node);
        }
    }
}

/* Whether nothing but emphasis stands between a leaf and all its words. */
static bool is_emphasised(const ard_node *leaf)
{
    const ard_node *only = leaf->first;
    return only && !only->next && (only->kind == STRONG || only->kind == UNDERLINE);
}

/* Takes the last paragraph of a list's last item out of the list, and of those that it ends, where it is a title. */
static void leave_list(ard_node *leaf)
{
    ard_node *list = NULL;
    for (ard_node *block = leaf; !block->next && kind_is(block->parent, ITEM) && !block->parent->next; block = list)
        list = block->parent->parent;
    if (!list || !leaf->previous || !is_emphasised(leaf) || !begins_title(leaf->first))
        return;
    node_unlink(leaf);
    if (list->next)
        node_insert_before(list->next, leaf);
    else
        node_append(list->parent, leaf);
}

void structure_lines(ard_document *document)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        if (event == WALK_ENTER && (node_is_cell(node) || node->kind == QUOTE || node->kind == FIGURE))
            walk_skip(&w);
        else if (event == WALK_ENTER && node->kind == PARAGRAPH && node->first) {
            walk_skip(&w);
            part_lines(document, node);
        }
    }
    for (ard_node *list = lesson_root(document)->first, *next; list; list = next) {
        next = list->next;
        ard_node *last = list;
        while (last->last && kind_about(last->kind)->class == CONTAINER)
            last = last->last;
        if ((list->kind == BULLETS || list->kind == NUMBERS) && last->kind == PARAGRAPH)
            leave_list(last);
    }
}
