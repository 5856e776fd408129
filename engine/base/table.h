/* A hash table from strings to pointers: it copies its keys and borrows its values. And constant tables, sorted by name. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "arena.h"

typedef struct table table;

/* A table in a pool; NULL when the pool has failed. It lives and ends with the pool. */
table *table_new(arena *pool);

/* Sets or replaces; nothing when memory has ended (the pool tells). */
void table_set(table *t, const char *key, void *value);

/* The value, or NULL. Takes a NULL table and a NULL key. */
void *table_value(const table *t, const char *key);

/* The row with a name, or NULL, of an array whose rows begin with their name (a const char *) and stand in strcmp's order. */
#define ROW_NAMED(name, rows) row_named(name, rows, sizeof(rows) / sizeof *(rows), sizeof *(rows))
const void *row_named(const char *name, const void *rows, size_t count, size_t size);

#endif
