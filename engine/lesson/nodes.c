#include "document.h"

#include <string.h>

ard_node *node_new(ard_document *document, ard_kind kind, place where)
{
    if (document->nodes >= document->limits.nodes) {
        document_refuse(document, "lesson.nodes");
        return NULL;
    }
    ard_node *node = document_alloc(document, sizeof *node);
    if (!node)
        return NULL;
    document->nodes++;
    node->kind = kind;
    node->place = where;
    return node;
}

ard_node *node_new_text(ard_document *document, const char *text, size_t size, place where)
{
    if (!size)
        return NULL;
    char *copy = document_text(document, text, size);
    ard_node *node = copy ? node_new(document, TEXT, where) : NULL;
    if (node)
        node->text = copy;
    return node;
}

ard_node *node_new_mathml(ard_document *document, const char *name, place where)
{
    ard_node *node = name && *name ? node_new(document, MATHML, where) : NULL;
    if (node && !(node->text = document_text(document, name, strlen(name))))
        return NULL;
    return node;
}

/* ---- Links ------------------------------------------------------------------------------------------------------ */

ard_node *node_append(ard_node *parent, ard_node *child)
{
    if (!parent || !child)
        return child;
    child->parent = parent;
    child->previous = parent->last;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    return child;
}

void node_insert_before(ard_node *at, ard_node *node)
{
    if (!at || !node || !at->parent)
        return;
    node->parent = at->parent;
    node->next = at;
    node->previous = at->previous;
    if (at->previous)
        at->previous->next = node;
    else
        at->parent->first = node;
    at->previous = node;
}

void node_insert_after(ard_node *at, ard_node *node)
{
    if (!at || !node || !at->parent)
        return;
    if (at->next)
        node_insert_before(at->next, node);
    else
        node_append(at->parent, node);
}

void node_unlink(ard_node *node)
{
    if (!node || !node->parent)
        return;
    if (node->previous)
        node->previous->next = node->next;
    else
        node->parent->first = node->next;
    if (node->next)
        node->next->previous = node->previous;
    else
        node->parent->last = node->previous;
    node->parent = node->previous = node->next = NULL;
}

void node_unwrap(ard_node *node)
{
    if (!node || !node->parent)
        return;
    for (ard_node *child; (child = node->first) != NULL;) {
        node_unlink(child);
        node_insert_before(node, child);
    }
    node_unlink(node);
}

void node_move_children(ard_node *to, ard_node *from)
{
    if (!to || !from || to == from || !from->first)
        return;
    for (ard_node *child = from->first; child; child = child->next)
        child->parent = to;
    from->first->previous = to->last;
    if (to->last)
        to->last->next = from->first;
    else
        to->first = from->first;
    to->last = from->last;
    from->first = from->last = NULL;
}

void node_wrap(ard_node *wrapper, ard_node *first, ard_node *last)
{
    if (!wrapper || !first || !last || !first->parent)
        return;
    ard_node *after = last->next;
    node_insert_before(first, wrapper);
    for (ard_node *node = first, *next; node && node != after; node = next) {
        next = node->next;
        node_unlink(node);
        node_append(wrapper, node);
    }
}

/* ---- Text that grows -------------------------------------------------------------------------------------------- */

/* Adds clean characters to a text node, whose room doubles: many small pieces cost as much as one. */
static void grow_text(ard_document *document, ard_node *node, const char *text, size_t size)
{
    bool same = document->tail == node->text;
    size_t old = same ? document->tail_size : strlen(node->text);
    if (!same || size >= document->tail_room - old) {
        size_t room = 2 * (old + size) + 32;
        char *larger = document_alloc(document, room);
        if (!larger)
            return;
        memcpy(larger, node->text, old);
        node->text = document->tail = larger;
        document->tail_room = room;
    }
    memcpy(document->tail + old, text, size);
    document->tail[old + size] = '\0';
    document->tail_size = old + size;
}

void node_append_text(ard_document *document, ard_node *parent, const char *text, size_t size, place where)
{
    if (!parent || !size)
        return;
    ard_node *last = parent->last;
    if (!last || last->kind != TEXT) {
        node_append(parent, node_new_text(document, text, size, where));
        return;
    }
    const char *copy = document_text_is_good(text, size) ? text : document_text(document, text, size);
    if (copy)
        grow_text(document, last, copy, copy == text ? size : strlen(copy));
}

/* ---- Copies ----------------------------------------------------------------------------------------------------- */

ard_node *node_copy_alone(ard_document *document, const ard_node *node)
{
    ard_node *copy = node_new(document, node->kind, node->place);
    if (!copy)
        return NULL;
    copy->number = node->number;
    copy->style = node->style;
    copy->text = node->text ? arena_string(document->pool, node->text) : NULL;
    attribute **end = &copy->attributes;
    for (const attribute *a = node->attributes; a; a = a->next) {
        attribute *another = document_alloc(document, sizeof *another);
        if (!another)
            return NULL;
        *another = (attribute){NULL, a->name, a->value};
        *end = another;
        end = &another->next;
    }
    if (node->text && !copy->text)
        document_refuse(document, "lesson.memory");
    return node->text && !copy->text ? NULL : copy;
}

ard_node *node_copy(ard_document *document, const ard_node *node)
{
    if (!node)
        return NULL;
    ard_node *copy = node_copy_alone(document, node), *here = copy;
    for (const ard_node *at = node; here;) {
        if (at->first) {
            at = at->first;
            here = node_append(here, node_copy_alone(document, at));
            continue;
        }
        while (at != node && !at->next) {
            at = at->parent;
            here = here->parent;
        }
        if (at == node)
            return copy;
        at = at->next;
        here = node_append(here->parent, node_copy_alone(document, at));
    }
    return NULL;
}

const char *node_assessed(const ard_node *node)
{
    const char *what = NULL;
    for (; node && !what; node = node->parent)
        what = node->kind == EXERCISE ? node_attribute(node, "data-assesses") : NULL;
    return what ? what : "";
}

bool node_was_added(const ard_node *node)
{
    const char *added = node_attribute(node, "added");
    return added && strcmp(added, "1") == 0;
}

bool node_is_generated(const ard_node *node)
{
    while (node && !node_was_added(node))
        node = node->parent;
    return node;
}
