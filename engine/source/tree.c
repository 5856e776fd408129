#include "xml.h"

#include <string.h>

const char *xml_value(const xml_node *node, const char *attribute)
{
    for (const xml_attribute *a = node ? node->attributes : NULL; a; a = a->next)
        if (strcmp(a->name, attribute) == 0)
            return a->value;
    return NULL;
}

xml_node *xml_sibling(const xml_node *node, const char *name)
{
    xml_node *sibling = node ? node->next : NULL;
    while (sibling && !xml_is(sibling, name))
        sibling = sibling->next;
    return sibling;
}

xml_node *xml_child(const xml_node *node, const char *name)
{
    xml_node *child = node ? node->first : NULL;
    return !child || xml_is(child, name) ? child : xml_sibling(child, name);
}

xml_node *xml_after(const xml_node *node, const xml_node *root)
{
    while (node && node != root && !node->next)
        node = node->parent;
    return node && node != root ? node->next : NULL;
}

xml_node *xml_following(const xml_node *node, const xml_node *root)
{
    return node && node->first ? node->first : xml_after(node, root);
}

void xml_text(const xml_node *node, buffer *text)
{
    for (const xml_node *n = node; n; n = xml_following(n, node))
        if (n->text)
            buffer_add(text, n->text, n->size);
}

place xml_place(const xml_node *node, const char *part)
{
    return node ? PLACE(part, node->line, node->column) : PLACE(part, 0, 0);
}
