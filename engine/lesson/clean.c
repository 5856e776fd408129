#include "clean.h"

#include "document.h"
#include "nesting.h"

#include <string.h>

/* ---- Text ------------------------------------------------------------------------------------------------------- */

/* Joins the text nodes from `first` to `last`, at least two, into the first. */
static void join_run(ard_document *document, ard_node *first, ard_node *last)
{
    size_t size = 0;
    for (ard_node *node = first; node != last->next; node = node->next)
        size += strlen(node->text);
    char *joined = document_alloc(document, size + 1), *at = joined;
    if (!joined)
        return;
    for (ard_node *node = first, *end = last->next, *next; node != end; node = next) {
        size_t length = strlen(node->text);
        memcpy(at, node->text, length);
        at += length;
        next = node->next;
        if (node != first)
            node_unlink(node);
    }
    first->text = joined;
}

/* Takes away empty texts among the children of a node and joins those that touch. */
static void join_texts(ard_document *document, ard_node *parent)
{
    for (ard_node *node = parent->first, *next; node; node = next) {
        next = node->next;
        if (node->kind != TEXT)
            continue;
        if (!*node->text) {
            node_unlink(node);
            continue;
        }
        while (next && next->kind == TEXT)
            next = next->next;
        ard_node *last = next ? next->previous : parent->last;
        if (last != node)
            join_run(document, node, last);
    }
}

/* ---- Empty nodes ------------------------------------------------------------------------------------------------ */

/* Whether a block without children says nothing: not so a cell, an item, an exercise, a rule, a mark. */
static bool is_hollow_block(const ard_node *node)
{
    switch ((int)node->kind) {
    case SECTION:
    case ASIDE:
    case QUOTE:
    case FIGURE:
    case BULLETS:
    case NUMBERS:
    case DEFINITIONS:
    case TABLE:
    case ROW:
    case HEADING:
    case PARAGRAPH:
    case INSTRUCTION:
    case VERSE:
    case CAPTION:
    case TERM: return true;
    case MATHS_BLOCK: return !node_attribute(node, "alttext");
    default: return false;
    }
}

/* Takes a childless node away, unless it says something, or something leads to it. */
static void take_hollow(ard_document *document, ard_node *node)
{
    bool hollow = kind_is_hollow(node->kind) || is_hollow_block(node);
    if (node->first || !hollow || !node->parent || (node->kind == MATHS && node_attribute(node, "alttext")))
        return;
    if (!node_attribute(node, "id"))
        node_unlink(node);
    else if (kind_is_hollow(node->kind)) {
        node->kind = SPAN; /* a place alone: nothing is emphasised, or leads anywhere */
        node_set(document, node, "href", NULL);
    }
}

/* ---- Ends of leaves -------------------------------------------------------------------------------------------- */

/* Takes a node that became empty out of a leaf, and what is empty above it. */
static void take_out(ard_document *document, ard_node *node, ard_node *leaf)
{
    for (ard_node *above; node != leaf && node->parent; node = above) {
        above = node->parent;
        if (node->kind == TEXT)
            node_unlink(node);
        else
            take_hollow(document, node);
        if (above->first)
            break;
    }
}

/* Takes the blanks at both ends of a leaf away. */
static void trim(ard_document *document, ard_node *leaf)
{
    ard_node *node;
    while ((node = node_first_inside(leaf)) != NULL && node->kind == TEXT && node->parent->kind != MATHML) {
        node->text += strspn(node->text, " \t\n");
        if (*node->text)
            break;
        take_out(document, node, leaf);
    }
    while ((node = node_last_inside(leaf)) != NULL && node->kind == TEXT && node->parent->kind != MATHML) {
        size_t old = strlen(node->text), size = old;
        while (size && strchr(" \t\n", node->text[size - 1]))
            size--;
        if (size == old)
            break;
        if (size) {
            const char *shorter = arena_copy(document->pool, node->text, size);
            node->text = shorter ? shorter : node->text;
            break;
        }
        take_out(document, node, leaf);
    }
}

/* ---- Blocks ----------------------------------------------------------------------------------------------------- */

/* Captions stand before the rows of their table. */
static void order_captions(ard_node *parent)
{
    ard_node *first_row = NULL;
    for (ard_node *node = parent->first, *next; node; node = next) {
        next = node->next;
        if (node->kind != CAPTION)
            first_row = first_row ? first_row : node;
        else if (first_row) {
            node_unlink(node);
            node_insert_before(first_row, node);
        }
    }
}

/* What filters gave stands at the end of the root, in its order. */
static void order_given(ard_node *root)
{
    ard_node *end = root->last;
    for (ard_node *node = root->first, *next; node && end; node = next) {
        next = node == end ? NULL : node->next;
        if (kind_about(node->kind)->class == GIVEN) {
            node_unlink(node);
            node_append(root, node);
        }
    }
}

/* A heading has its level, a picture its resource; other blocks and inlines have no number. */
static void bring_number(const ard_document *document, ard_node *node)
{
    if (node->kind == HEADING)
        node->number = node->number < 1 ? 1 : node->number > 6 ? 6 : node->number;
    else if (kind_about(node->kind)->class != GIVEN &&
             !lesson_resource_at(document, node->kind == IMAGE ? node->number : 0))
        node->number = 0;
}

static void clean_node(ard_document *document, ard_node *node)
{
    join_texts(document, node);
    if (kind_is_trimmed(node->kind))
        trim(document, node);
    bring_number(document, node);
    if (node->kind == TABLE)
        order_captions(node);
    if (node->kind == LESSON_ROOT)
        order_given(node);
    take_hollow(document, node);
}

void clean_tree(ard_document *document)
{
    uint32_t depth = 0, links = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END && lesson_status(document) == ARD_OK;) {
        if (event == WALK_ENTER) {
            links += w.node->kind == LINK;
            if (++depth > document->limits.depth)
                document_refuse(document, "lesson.depth");
            continue;
        }
        depth--;
        bool link = w.node->kind == LINK;
        links -= link;
        if (w.node->kind != TEXT)
            clean_node(document, w.node);
        if (link && links && w.node->parent) /* a link in a link leads nowhere in any format */
            node_unwrap(w.node);
    }
}
