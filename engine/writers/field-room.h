/* How much room fields and boxes to write in take, in the office formats. Points. */
#ifndef WRITERS_FIELD_ROOM_H
#define WRITERS_FIELD_ROOM_H

#include "lesson/fields.h"

/* What the lists, quotations and boxes around a node, within its cell, take of its line. `character`: the mean width of one;
 * lists move in by three of them. */
double field_inset(const ard_node *node, double character);

/* The characters that an ANSWER is to have room for, within reason; `usual` where it does not say. */
long field_characters(const ard_node *answer, long usual);

/* Whether an ANSWER is a box to write in by hand (data-box). */
bool field_is_box(const ard_node *answer);

/* The size of such a box: letters of pupils are twice as wide and three times as high as those of a text of this size. */
void field_box(const ard_node *answer, double size, double character, double most, double *width, double *height);

#endif
