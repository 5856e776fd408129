/* Libraries that are opened by name when they are first needed, because they pull in others that no other conversion should
 * pay for. Only outside the sandbox: from a plugin's `prepare`, or a helper's `warm`. */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* A function of a library, and the address of the pointer that is to have it. */
typedef struct library_row {
    const char *name;
    void *pointer;
} library_row;

/* Opens a library, once: `*handle` is NULL before, and stays open. False where it or one of the functions is missing. */
bool library_open(void **handle, const char *file, const library_row *rows, size_t count);

#endif
