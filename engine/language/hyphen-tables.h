/* Hyphenation patterns as dictionaries/hyphens.awk compiles them in from the installed dictionaries of libhyphen. */
#ifndef LANGUAGE_HYPHEN_TABLES_H
#define LANGUAGE_HYPHEN_TABLES_H

#include <stddef.h>
#include <stdint.h>

/* A trie of patterns in the order of breadth: the children of node i are first[i] to first[i + 1] - 1, their bytes in
 * rising order; node 0 is the root. The digits of a pattern that ends at a node begin at digits + values[i], end with ".",
 * and stand from starts[i] bytes after the pattern's beginning on. */
typedef struct hyphen_level {
    const uint32_t *first;
    const uint8_t *bytes;
    const uint16_t *values;
    const uint8_t *starts;
    const char *digits;
} hyphen_level;

/* Of a dictionary with two levels the first parts compounds. Least sizes in characters; 0: the dictionary says none. */
typedef struct hyphen_table {
    const hyphen_level *levels;
    uint8_t count, left, right, compound_left, compound_right;
} hyphen_table;

extern const hyphen_table hyphens_de, hyphens_en_gb, hyphens_en_us, hyphens_es, hyphens_it;

#endif
