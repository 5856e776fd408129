/* Forms and their readings, gathered from the dictionary and from our tables, then counted, weighed and put in order. */
#ifndef BUILD_FORMS_H
#define BUILD_FORMS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One reading of one form; after forms_finish in order of forms, then of weights, likeliest first. */
typedef struct form {
    const char *text, *lemma;
    uint32_t class;                 /* word_class */
    uint32_t weight;                /* 0 to 15 */
    bool ours;                      /* of our own table: it replaces what the dictionary says of the form */
    double count;                   /* of the form in the corpus of counts */
} form;

typedef struct forms {
    arena *pool;
    form *list;
    size_t count, room;
    bool failed;
} forms;

/* Adds what the fields of a dictionary's entry say of a form (affix.h); entries that are no words are passed over. */
void forms_add(void *all, const char *text, const char *lemma, const char *fields);

/* Adds a row of our own table: form TAB class TAB lemma TAB weight. False where it is wrong. */
bool forms_add_row(forms *all, const char *row);

/* Reads counts, lines "form TAB count", gives them to forms, and weighs readings by how common the rest of their lemma
 * is. `*total` is the sum of the counts. Readings of the same part of speech and lemma become one. */
void forms_finish(forms *all, char *counts, double *total);

#endif
