/* A formula read from cells into the tree; the punctuation of a sentence behind it. */
#include "filters/braille/back-inside.h"

#include <string.h>

/* A node of the lesson for one that was read, and its characters. */
static ard_node *append(ard_document *document, ard_node *into, const back_node *node, place where)
{
    ard_node *made = node_append(into, node_new_mathml(document, node->name, where));
    if (made && node->text)
        node_append_text(document, made, node->text, strlen(node->text), where);
    if (made && node->upright && !node->first)
        node_set(document, made, "mathvariant", "normal");
    return made;
}

/* Nodes above the one at work. */
typedef struct above {
    const back_node *at[BACK_DEPTH];
    size_t count;
} above;

/* The node after `at` in the order of print; NULL at the end, and where it stands too deep, which `*deep` says. */
static const back_node *step(above *a, const back_node *at, bool *deep)
{
    *deep = at->first && a->count == BACK_DEPTH;
    if (*deep)
        return NULL;
    if (at->first) {
        a->at[a->count++] = at;
        return at->first;
    }
    while (!at->next && a->count)
        at = a->at[--a->count];
    return a->count ? at->next : NULL;
}

bool back_is_deep(const back_node *row)
{
    above a = {.count = 0};
    bool deep = false;
    for (const back_node *at = row; at; at = step(&a, at, &deep))
        if (deep)
            break;
    return deep;
}

ard_node *back_append(ard_document *document, ard_node *leaf, const back_node *row, place where)
{
    ard_node *formula = node_append(leaf, node_new(document, MATHS, where)), *into[BACK_DEPTH + 1] = {formula};
    above a = {.count = 0};
    bool deep;
    for (const back_node *at = step(&a, row, &deep); at && formula; at = step(&a, at, &deep)) {
        into[a.count] = append(document, into[a.count - 1], at, where);
        if (!into[a.count])
            break;
    }
    return formula;
}

/* ---- Punctuation -------------------------------------------------------------------------------------------------- */

/* Counts a cell among cells. */
static size_t count_of(const char *braille, size_t size, const char *cell)
{
    size_t count = 0;
    for (size_t at = 0; at + BACK_BYTES <= size; at += BACK_BYTES)
        count += memcmp(braille + at, cell, BACK_BYTES) == 0;
    return count;
}

size_t back_punctuation(const char *braille, size_t size)
{
    static const char marks[] = "⠲⠂⠆⠢⠖⠒⠶⠴";
    size_t left = size;
    while (left > 2 * BACK_BYTES) {
        const char *last = braille + left - BACK_BYTES;
        bool mark = false, dots = left > 4 * BACK_BYTES && memcmp(last - 2 * BACK_BYTES, "⠲⠲⠲", 3 * BACK_BYTES) == 0;
        for (size_t i = 0; i + BACK_BYTES < sizeof marks; i += BACK_BYTES)
            mark |= memcmp(last, marks + i, BACK_BYTES) == 0;
        bool close = memcmp(last, "⠴", BACK_BYTES) == 0, end = memcmp(last, "⠆", BACK_BYTES) == 0;
        bool sign_before = memcmp(last - BACK_BYTES, "⠰", BACK_BYTES) == 0;
        bool paired = (close && !sign_before && count_of(braille, left, "⠴") <= count_of(braille, left, "⠦")) ||
                      (end && count_of(braille, left, "⠆") <= count_of(braille, left, "⠰"));
        if (!mark || dots || paired)
            break;
        left -= BACK_BYTES;
        /* Contracted braille sets ⠰ before them. */
        bool sign = memcmp(last - BACK_BYTES, "⠰", BACK_BYTES) == 0;
        left -= sign ? BACK_BYTES : 0;
    }
    return size - left;
}
