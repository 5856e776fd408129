/* Which kinds stand in which: the first rule of a tidy tree, in full. tests/native/lesson.rng says the same. */
#ifndef LESSON_NESTING_H
#define LESSON_NESTING_H

#include "lesson.h"

/* What a kind may hold. */
typedef enum holds { HOLDS_BLOCKS, HOLDS_INLINES, HOLDS_MATHML, HOLDS_NOTHING } holds;

holds kind_holds(ard_kind kind);

/* Whether a child of this kind may stand in such a parent. */
bool kind_may_hold(ard_kind parent, ard_kind child);

/* The kind that a container takes (a list's ITEM), if it takes one only, which others are wrapped in; else KINDS. */
ard_kind kind_only_child(ard_kind container);

/* The kind of container that a block needs around it (an ITEM's list); KINDS where it may stand anywhere. */
ard_kind kind_needed_parent(ard_kind block);

/* Whether an inline says nothing when it is empty (a mark does, emphasis does not). */
bool kind_is_hollow(ard_kind kind);

/* Whether blanks at both ends of a leaf say nothing. */
bool kind_is_trimmed(ard_kind leaf);

/* The first or the last node below a leaf that has no children, or NULL. */
ard_node *node_first_inside(ard_node *leaf);
ard_node *node_last_inside(ard_node *leaf);

#endif
