/* Lists and tables that are open while a lesson is walked: the number of an item, the headings of a cell. */
#ifndef SPEECH_FRAME_H
#define SPEECH_FRAME_H

#include "base/arena.h"
#include "base/buffer.h"
#include "lesson/lesson.h"

typedef struct frame frame;

/* Follows the walk: call with each container that opens and closes; `*top` is NULL at first. */
void frame_enter(frame **top, arena *pool, const ard_node *node);
void frame_leave(frame **top, const ard_node *node);

/* Adds what is said before the content of an item ("3. ") or of a cell ("Longueur : "). Gives the node whose language
 * that has, or NULL where nothing was added. */
const ard_node *frame_label(const frame *top, const ard_node *node, buffer *out);

#endif
