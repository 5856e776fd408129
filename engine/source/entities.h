/* HTML's named characters (HTML Living Standard, 13.5), MathML's among them. */
#ifndef SOURCE_ENTITIES_H
#define SOURCE_ENTITIES_H

#include <stdbool.h>
#include <stddef.h>

typedef struct entity_row {
    char name[32];              /* without & and ; */
    char text[7];               /* UTF-8, one or two characters */
    bool bare;                  /* HTML also knows it without the semicolon */
} entity_row;

/* The row of a name of `size` characters, or NULL. Names are case-sensitive. */
const entity_row *entity_named(const char *name, size_t size);

/* The row of the longest name that `text` begins with and that needs no semicolon, or NULL. */
const entity_row *entity_prefix(const char *text, size_t size);

/* Row by number, ascending by name; NULL past the end. */
const entity_row *entity_at(size_t number);

#endif
