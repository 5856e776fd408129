/* Makes a reader's tree tidy, in two walks: here each node is brought where it may stand; clean.c then does the rest.
 *
 * This walk goes in document order and mends the node at hand, until its parent may hold it; what is mended is looked
 * at again, and each mending brings it nearer to a place, so it ends. Each node moves once for each open inline above
 * it, so the time is linear in nodes times depth, which is limited. */
#include "tidy.h"

#include "base/text.h"

#include "clean.h"
#include "document.h"
#include "nesting.h"

#include <stddef.h>

typedef struct tidier {
    ard_document *document;
    ard_node *left, *last; /* the last node that something was brought out of, and the last of that */
} tidier;

/* ---- Going on --------------------------------------------------------------------------------------------------- */

static ard_node *after(ard_node *node)
{
    while (node && !node->next)
        node = node->parent;
    return node ? node->next : NULL;
}

static ard_node *following(ard_node *node)
{
    return node->first ? node->first : after(node);
}

/* Takes a node out and gives what comes after it. */
static ard_node *drop(ard_node *node)
{
    ard_node *next = after(node);
    node_unlink(node);
    return next;
}

/* Takes a node out in favour of its children and gives the first of them, or what comes after. */
static ard_node *dissolve(ard_node *node)
{
    ard_node *next = following(node);
    node_unwrap(node);
    return next;
}

static bool is_inline(const ard_node *node)
{
    return kind_about(node->kind)->class == INLINE;
}

static bool is_blank_text(const ard_node *node)
{
    return node->kind == TEXT && !node->first && ascii_is_blank(node->text);
}

/* Brings a node out of `above`, a node above it, and puts it after that, behind what was put there before. Gives the
 * next to look at. */
static ard_node *bring_out(tidier *t, ard_node *above, ard_node *node)
{
    ard_node *at = node;
    while (at != above && !at->next)
        at = at->parent;
    ard_node *next = at == above ? NULL : at->next;
    node_unlink(node);
    node_insert_after(t->left == above ? t->last : above, node);
    t->left = above;
    t->last = node;
    return next ? next : above->next;
}

/* Wraps siblings in a new node of `kind`, and gives that; NULL when it was refused. */
static ard_node *wrap(tidier *t, ard_kind kind, ard_node *first, ard_node *last)
{
    ard_node *wrapper = node_new(t->document, kind, first->place);
    node_wrap(wrapper, first, last);
    return wrapper;
}

/* The last of the siblings from `first` on that belong with it; blank texts between blocks are taken out. */
static ard_node *end_of_run(ard_node *first, bool (*belongs)(const ard_node *first, const ard_node *other))
{
    ard_node *last = first;
    for (ard_node *next; (next = last->next) != NULL;) {
        if (belongs(first, next))
            last = next;
        else if (is_blank_text(next) && !is_inline(first))
            node_unlink(next);
        else
            break;
    }
    return last;
}

/* ---- Inlines where blocks are held ------------------------------------------------------------------------------ */

/* Makes marks between blocks of the page marks from `first` to `last`, where nothing else but blanks is among them. */
static bool became_page_marks(ard_node *first, const ard_node *last)
{
    for (const ard_node *node = first; node != last->next; node = node->next)
        if (node->kind != PAGE_REFERENCE && !is_blank_text(node))
            return false;
    for (ard_node *node = first, *end = last->next; node != end; node = node->next)
        if (node->kind == PAGE_REFERENCE)
            node->kind = PAGE_MARK;
    return true;
}

/* Stray inlines get a paragraph; marks of pages alone become marks between blocks; blanks alone go. */
static ard_node *settle_inlines(tidier *t, ard_node *first)
{
    if (is_blank_text(first))
        return drop(first);
    ard_node *last = first;
    while (last->next && is_inline(last->next))
        last = last->next;
    return became_page_marks(first, last) ? first : wrap(t, PARAGRAPH, first, last);
}

/* ---- Formulas --------------------------------------------------------------------------------------------------- */

static bool both_mathml(const ard_node *first, const ard_node *other)
{
    return first->kind == MATHML && other->kind == MATHML;
}

/* What is no MathML inside a formula: text gets an element, other inlines are their children, or go after it. */
static ard_node *settle_in_formula(tidier *t, ard_node *node)
{
    if (is_blank_text(node))
        return drop(node);
    if (node->kind == TEXT) {
        ard_node *element = node_new_mathml(t->document, "mtext", node->place);
        node_wrap(element, node, node);
        return element;
    }
    if (node->first)
        return dissolve(node);
    ard_node *formula = node->parent;
    while (formula->kind == MATHML && formula->parent)
        formula = formula->parent;
    return bring_out(t, formula, node);
}

/* ---- Blocks where inlines are held ------------------------------------------------------------------------------ */

/* Notes go after the outermost node that is in the way, in their order. */
static ard_node *hoist_note(tidier *t, ard_node *note)
{
    ard_node *above = note->parent;
    while (!kind_may_hold(above->parent->kind, NOTE))
        above = above->parent;
    return bring_out(t, above, note);
}

/* Whether an inline says something of what is in it, so that blocks taken out of it must take it in. */
static bool colours(const ard_node *node)
{
    if (node->kind == SPAN)
        return node->style != STYLE_NONE || node->attributes;
    return node->kind > SPAN && node->kind <= LINK;
}

/* Another `around` without its id. */
static ard_node *copy_without_id(tidier *t, const ard_node *around)
{
    ard_node *copy = node_copy_alone(t->document, around);
    node_set(t->document, copy, "id", NULL);
    return copy;
}

/* Puts copies of an inline around the inlines below a block that is leaving it. */
static void push_into(tidier *t, const ard_node *around, ard_node *block)
{
    walk w = walk_of(block);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        bool leaf = kind_holds(node->kind) == HOLDS_INLINES && !is_inline(node);
        if (event != WALK_ENTER || !(leaf || is_inline(node) || kind_holds(node->kind) == HOLDS_MATHML))
            continue;
        if (leaf && node->first) {
            ard_node *copy = copy_without_id(t, around);
            node_move_children(copy, node);
            node_append(node, copy);
        } else if (is_inline(node) && node->parent && !is_blank_text(node))
            node_wrap(copy_without_id(t, around), node, node);
        walk_skip(&w);
    }
}

/* Brings a block out of its parent, a leaf or an inline, which is parted: what was before it goes into a copy. */
static ard_node *lift(tidier *t, ard_node *block)
{
    ard_node *parent = block->parent;
    const char *id = node_attribute(parent, "id");
    if (block->previous && block->previous == parent->first && is_blank_text(parent->first))
        node_unlink(parent->first);
    if (block->previous) {
        ard_node *before = node_copy_alone(t->document, parent);
        if (!before)
            return NULL;
        for (ard_node *child; (child = parent->first) != block;) {
            node_unlink(child);
            node_append(before, child);
        }
        node_insert_before(parent, before);
        node_set(t->document, parent, "id", NULL);
    } else if (id && !node_attribute(block, "id")) {
        node_set(t->document, block, "id", id);
        node_set(t->document, parent, "id", NULL);
    }
    node_unlink(block);
    node_insert_before(parent, block);
    if (!parent->first && (kind_is_hollow(parent->kind) || !is_inline(parent)) && !node_attribute(parent, "id"))
        node_unlink(parent);
    if (colours(parent))
        push_into(t, parent, block);
    return block;
}

/* Children of what holds nothing go after it. */
static ard_node *spill(ard_node *parent)
{
    ard_node *next = parent->first;
    for (ard_node *child; (child = parent->last) != NULL;) {
        node_unlink(child);
        node_insert_after(parent, child);
    }
    return next;
}

/* ---- Blocks in the wrong container ------------------------------------------------------------------------------ */

static bool strays_alike(const ard_node *first, const ard_node *other)
{
    ard_kind parent = first->parent->kind;
    return !is_inline(other) && !kind_may_hold(parent, other->kind) && parent != BULLETS && parent != NUMBERS;
}

static bool need_alike(const ard_node *first, const ard_node *other)
{
    return kind_needed_parent(first->kind) == kind_needed_parent(other->kind);
}

/* A block in a container that takes one kind only: gets that around it. */
static ard_node *settle_in_only(tidier *t, ard_node *node, ard_kind only)
{
    ard_node *before = node->previous;
    if (kind_holds(only) == HOLDS_INLINES) { /* lines of braille, utterances */
        if (kind_holds(node->kind) == HOLDS_BLOCKS)
            return dissolve(node);
        node->kind = only;
        node->number = 0;
        return node;
    }
    if ((node->kind == BULLETS || node->kind == NUMBERS) && before && before->kind == ITEM) {
        node_unlink(node);
        return node_append(before, node);
    }
    return wrap(t, only, node, end_of_run(node, strays_alike));
}

/* A block that needs a parent of its own kind. */
static ard_node *settle_needy(tidier *t, ard_node *node)
{
    ard_kind needed = kind_needed_parent(node->kind);
    if (kind_about(node->kind)->class == GIVEN)
        node->kind = kind_holds(node->kind) == HOLDS_BLOCKS ? SECTION : PARAGRAPH;
    else if (node->kind == CAPTION)
        node->kind = PARAGRAPH;
    else
        return wrap(t, needed, node, end_of_run(node, need_alike));
    return node;
}

/* ---- The walk --------------------------------------------------------------------------------------------------- */

static ard_node *settle_inline(tidier *t, ard_node *node)
{
    switch (kind_holds(node->parent->kind)) {
    case HOLDS_BLOCKS: return settle_inlines(t, node);
    case HOLDS_INLINES: return wrap(t, MATHS, node, end_of_run(node, both_mathml));
    case HOLDS_MATHML: return settle_in_formula(t, node);
    case HOLDS_NOTHING: break;
    }
    return spill(node->parent);
}

static ard_node *settle_block(tidier *t, ard_node *node)
{
    ard_kind only = kind_only_child(node->parent->kind);
    switch (kind_holds(node->parent->kind)) {
    case HOLDS_NOTHING: return spill(node->parent);
    case HOLDS_BLOCKS: return only != KINDS ? settle_in_only(t, node, only) : settle_needy(t, node);
    case HOLDS_INLINES:
    case HOLDS_MATHML: break;
    }
    if (node->kind == NOTE)
        return hoist_note(t, node);
    if (node->kind == PAGE_MARK && kind_holds(node->parent->kind) == HOLDS_INLINES) {
        node->kind = PAGE_REFERENCE;
        return node;
    }
    return lift(t, node);
}

/* Mends one node that its parent may not hold, and gives the next to look at; NULL at the end, or when memory ends. */
static ard_node *settle(tidier *t, ard_node *node)
{
    if (node->kind == LESSON_ROOT)
        return dissolve(node);
    return is_inline(node) ? settle_inline(t, node) : settle_block(t, node);
}

ard_status lesson_tidy(ard_document *document)
{
    tidier t = {.document = document};
    ard_node *node = lesson_root(document)->first;
    while (node && lesson_status(document) == ARD_OK)
        node = kind_may_hold(node->parent->kind, node->kind) ? following(node) : settle(&t, node);
    if (lesson_status(document) == ARD_OK)
        clean_tree(document);
    return lesson_status(document);
}
