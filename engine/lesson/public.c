/* Looking at a tree from outside: the calls of ardoise.h. */
#include "lesson.h"

const ard_node *ard_document_root(const ard_document *document)
{
    return document ? lesson_root(document) : NULL;
}

const ard_node *ard_node_parent(const ard_node *node)
{
    return node ? node->parent : NULL;
}

const ard_node *ard_node_first(const ard_node *node)
{
    return node ? node->first : NULL;
}

const ard_node *ard_node_next(const ard_node *node)
{
    return node ? node->next : NULL;
}

const ard_node *ard_node_following(const ard_node *node, const ard_node *root)
{
    if (!node || node->first)
        return node ? node->first : NULL;
    while (node && node != root && !node->next)
        node = node->parent;
    return node && node != root ? node->next : NULL;
}

const char *ard_node_name(const ard_node *node)
{
    return node ? kind_about(node->kind)->name : "";
}

const char *ard_node_text(const ard_node *node)
{
    return node && node->text ? node->text : "";
}

int ard_node_number(const ard_node *node)
{
    return node ? node->number : 0;
}

const char *ard_node_attribute(const ard_node *node, const char *name)
{
    const char *value = node_attribute(node, name);
    return value ? value : "";
}
