/* Inside of the tokens of typed formulas: typed-tokens.c cuts, typed-compounds.c knows what is cut out whole. */
#ifndef MATHS_TYPED_CUTTER_H
#define MATHS_TYPED_CUTTER_H

#include "typed-inside.h"

typedef struct cutter {
    const char *text;
    size_t size, at;
    const unsigned char *marks;
    typed_tokens *out;
    bool blank;
} cutter;

/* A raised or lowered character of Unicode: what it stands for. */
typedef struct raised_row {
    uint32_t point;
    char plain;
    uint8_t mark;
} raised_row;

const raised_row *raised_of(uint32_t point);

/* The character at an offset and its length (NULL: not wanted); 0 past the end. */
uint32_t point_at(const cutter *c, size_t at, size_t *length);
uint8_t mark_at(const cutter *c, size_t at);

/* The bytes of the digits, or letters, of one mark from an offset on. */
size_t digits_from(const cutter *c, size_t at);
size_t letters_from(const cutter *c, size_t at);

/* The end of what has no blank from `at` on; looks no farther than an address is long. */
size_t chunk_end(const cutter *c, size_t at);

/* The bytes at the cutter of something with digits that no formula holds: a date, a time of day, a telephone number, a
 * class, a version. `digits` is the length of those it begins with. 0 for none. */
size_t compound(const cutter *c, size_t digits);

/* The bytes at the cutter of levels of a language with slashes between them, "A2/B1"; 0 for none, and beside an equals
 * sign. */
size_t language_levels(const cutter *c);

/* The bytes of an address, a path, a file's name; 0 for none. */
size_t addressed(const cutter *c);

#endif
