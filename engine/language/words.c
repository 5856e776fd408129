/* Looking up rows of the word tables. */
#include "language/words.h"

#include <string.h>

const char *const *word_row(const word_table *t, size_t number)
{
    return number < t->rows ? t->cells + number * t->columns : NULL;
}

/* Order of `size` bytes against a string, as strcmp's. */
static int compare(const char *word, size_t size, const char *other)
{
    size_t length = strlen(other);
    int order = memcmp(word, other, size < length ? size : length);
    return order ? order : size < length ? -1 : size > length;
}

const char *const *word_find(const word_table *t, const char *word, size_t size)
{
    size_t low = 0, high = t->rows;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *const *row = t->cells + middle * t->columns;
        int order = compare(word, size, row[0]);
        if (order == 0)
            return row;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
