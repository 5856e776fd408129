/* Memory, and whether it has ended: so that what was built without all of it never passes for whole.
 *
 * Every allocation of the engine goes through here, by way of arena.h and buffer.h or directly. Where there is no memory
 * the caller gets NULL, does what it can, and need not tell: its thread remembers, and the pipeline (engine/run) asks when a
 * document has been read, changed or written. This mark of the thread, like errno, is the one state of its kind in the
 * engine. In a document's child it is never set: there the first allocation that fails ends the process (jobs/trap.h). */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* Zeroed memory, or NULL; freed by free. */
void *memory_new(size_t count, size_t size);

/* As realloc; NULL leaves `old` as it is. */
void *memory_resize(void *old, size_t size);

/* Remembers that memory, or what a limit leaves of it, has ended. */
void memory_end(void);

/* Whether it has since memory_begin, in this thread. */
bool memory_has_ended(void);
void memory_begin(void);

#endif
