/* One memory pool a document, dropped whole.
 *
 * Failure is sticky and quiet: when the limit or the machine's memory ends, allocations give NULL, `arena_failed` says
 * so from then on, and what is built with NULL is built as nothing. So callers check once, where they finish. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct arena arena;

/* A pool of at most `most` bytes; NULL when there is no memory even for that. */
arena *arena_new(size_t most);
void arena_free(arena *pool);

/* `size` zeroed bytes, aligned for any type, that live as long as the pool; NULL after a failure. */
void *arena_alloc(arena *pool, size_t size);

/* A NUL-terminated copy of `size` characters; NULL after a failure. */
char *arena_copy(arena *pool, const char *text, size_t size);

/* Copies a string; NULL for NULL. */
char *arena_string(arena *pool, const char *text);

bool arena_failed(const arena *pool);
size_t arena_used(const arena *pool);

#endif
