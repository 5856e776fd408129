#include "nesting.h"

#include <string.h>

/* Kinds that are not as their class: LEAF and INLINE hold inlines, CONTAINER holds any block. KINDS: none. */
typedef struct nesting_row {
    ard_kind kind;
    holds inside;
    ard_kind only;   /* the one kind that it holds */
    ard_kind parent; /* the one kind that it stands in */
} nesting_row;

static const nesting_row rows[] = {
    {BULLETS, HOLDS_BLOCKS, ITEM, KINDS},
    {NUMBERS, HOLDS_BLOCKS, ITEM, KINDS},
    {ITEM, HOLDS_BLOCKS, KINDS, BULLETS},
    {DEFINITIONS, HOLDS_BLOCKS, DEFINITION, KINDS},
    {DEFINITION, HOLDS_BLOCKS, KINDS, DEFINITIONS},
    {TERM, HOLDS_INLINES, KINDS, DEFINITIONS},
    {TABLE, HOLDS_BLOCKS, ROW, KINDS},
    {ROW, HOLDS_BLOCKS, CELL, TABLE},
    {CELL, HOLDS_BLOCKS, KINDS, ROW},
    {HEADER_CELL, HOLDS_BLOCKS, KINDS, ROW},
    {CAPTION, HOLDS_INLINES, KINDS, FIGURE},
    {MATHS_BLOCK, HOLDS_MATHML, KINDS, KINDS},
    {MATHS, HOLDS_MATHML, KINDS, KINDS},
    {MATHML, HOLDS_MATHML, KINDS, MATHS},
    {RULE, HOLDS_NOTHING, KINDS, KINDS},
    {TEXT, HOLDS_NOTHING, KINDS, KINDS},
    {IMAGE, HOLDS_NOTHING, KINDS, KINDS},
    {BREAK, HOLDS_NOTHING, KINDS, KINDS},
    {BRAILLE, HOLDS_BLOCKS, BRAILLE_PAGE, LESSON_ROOT},
    {BRAILLE_PAGE, HOLDS_BLOCKS, BRAILLE_LINE, BRAILLE},
    {BRAILLE_LINE, HOLDS_INLINES, KINDS, BRAILLE_PAGE},
    {SPEECH, HOLDS_BLOCKS, UTTERANCE, LESSON_ROOT},
    {UTTERANCE, HOLDS_INLINES, KINDS, SPEECH},
};

static const nesting_row *row_of(ard_kind kind)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].kind == kind)
            return rows + i;
    return NULL;
}

holds kind_holds(ard_kind kind)
{
    const nesting_row *row = row_of(kind);
    return row ? row->inside : kind_about(kind)->class == CONTAINER ? HOLDS_BLOCKS : HOLDS_INLINES;
}

ard_kind kind_only_child(ard_kind container)
{
    const nesting_row *row = row_of(container);
    return row ? row->only : KINDS;
}

ard_kind kind_needed_parent(ard_kind block)
{
    const nesting_row *row = row_of(block);
    return row ? row->parent : KINDS;
}

/* Whether a container takes this block. */
static bool may_hold_block(ard_kind parent, ard_kind child)
{
    ard_kind only = kind_only_child(parent), needed = kind_needed_parent(child);
    if (only == CELL && child == HEADER_CELL)
        return true;
    if (parent == DEFINITIONS && child == TERM)
        return true;
    if (child == CAPTION)
        return parent == TABLE || parent == FIGURE;
    if (only != KINDS)
        return child == only;
    return needed == KINDS || needed == parent;
}

bool kind_may_hold(ard_kind parent, ard_kind child)
{
    bool is_inline = kind_about(child)->class == INLINE;
    if (child == LESSON_ROOT)
        return false;
    switch (kind_holds(parent)) {
    case HOLDS_BLOCKS: return !is_inline && may_hold_block(parent, child);
    case HOLDS_INLINES: return is_inline && child != MATHML;
    case HOLDS_MATHML: return child == MATHML || (parent == MATHML && child == TEXT);
    case HOLDS_NOTHING: return false;
    }
    return false;
}

bool kind_is_hollow(ard_kind kind)
{
    return (kind >= SPAN && kind <= LINK) || kind == MATHS;
}

bool kind_is_trimmed(ard_kind leaf)
{
    return kind_about(leaf)->class == LEAF && leaf != CODE_BLOCK && leaf != MATHS_BLOCK;
}

ard_node *node_first_inside(ard_node *leaf)
{
    ard_node *node = leaf->first;
    while (node && node->first)
        node = node->first;
    return node;
}

ard_node *node_last_inside(ard_node *leaf)
{
    ard_node *node = leaf->last;
    while (node && node->last)
        node = node->last;
    return node;
}
