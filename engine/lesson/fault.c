/* The rules of a tidy tree, as a test of them. */
#include "document.h"
#include "nesting.h"
#include "tidy.h"

#include <string.h>

static const char *fault_of_text(const ard_node *node)
{
    if (node->kind == MATHML ? !node->text || !*node->text : node->kind != TEXT && node->text)
        return "a node has a text that it should not have, or has none";
    if (node->kind != TEXT)
        return NULL;
    if (!node->text || !*node->text)
        return "a text is empty";
    if (!document_text_is_good(node->text, strlen(node->text)))
        return "a text holds what XML cannot, or a control character";
    return node->next && node->next->kind == TEXT ? "two texts touch" : NULL;
}

static const char *fault_of_links(const ard_node *node)
{
    for (const ard_node *child = node->first; child; child = child->next)
        if (child->parent != node || (child->previous ? child->previous->next : node->first) != child ||
            (child->next ? child->next->previous : node->last) != child)
            return "a node's links are wrong";
    return NULL;
}

static const char *fault_of_ends(ard_node *leaf)
{
    const ard_node *first = node_first_inside(leaf), *last = node_last_inside(leaf);
    if (!kind_is_trimmed(leaf->kind) || !first)
        return NULL;
    if (first->kind == TEXT && first->parent->kind != MATHML && strchr(" \t\n", *first->text))
        return "a leaf begins with a blank";
    if (last->kind == TEXT && last->parent->kind != MATHML && strchr(" \t\n", last->text[strlen(last->text) - 1]))
        return "a leaf ends with a blank";
    return NULL;
}

static const char *fault_of_order(const ard_node *node)
{
    const ard_node *next = node->next;
    if (!next)
        return NULL;
    if (next->kind == CAPTION && node->kind == ROW)
        return "a caption stands after a row";
    bool given = kind_about(node->kind)->class == GIVEN, next_given = kind_about(next->kind)->class == GIVEN;
    return given && !next_given ? "a block stands after what a filter gave" : NULL;
}

static const char *fault_of(ard_node *node, uint32_t depth, uint32_t most)
{
    const char *fault = fault_of_text(node);
    fault = fault ? fault : fault_of_links(node);
    fault = fault ? fault : fault_of_ends(node);
    fault = fault ? fault : fault_of_order(node);
    if (fault)
        return fault;
    if (depth > most)
        return "the tree is deeper than its limit";
    if (node->parent && !kind_may_hold(node->parent->kind, node->kind))
        return "a node stands where its kind may not";
    if (node->kind == HEADING && (node->number < 1 || node->number > 6))
        return "a heading's level is not 1 to 6";
    if (!node->first && kind_is_hollow(node->kind) && !node_attribute(node, "id") && !node_attribute(node, "alttext"))
        return "an inline is empty";
    bool lists = node->kind == BULLETS || node->kind == NUMBERS || node->kind == PARAGRAPH;
    return !node->first && lists && !node_attribute(node, "id") ? "a paragraph or a list is empty" : NULL;
}

const char *lesson_fault(const ard_document *document)
{
    uint32_t depth = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_LEAVE) {
            depth--;
            continue;
        }
        const char *fault = fault_of(w.node, ++depth, document->limits.depth);
        if (fault)
            return fault;
    }
    return NULL;
}
