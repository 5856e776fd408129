/* The numbers of a list's items, and the labels that they are shown with. */
#ifndef LESSON_LISTS_H
#define LESSON_LISTS_H

#include "lesson.h"

/* The number of an item whose predecessor in its list had `before`; of the first item `before` is list_before(list). */
long list_before(const ard_node *list);
long list_number(const ard_node *item, long before);

/* Adds the label of a list's item by its list and number: "3.", "c)", "iv.", or a bullet. */
void list_label(const ard_node *list, long number, buffer *label);

#endif
