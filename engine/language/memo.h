/* What an analyser remembers of the forms it met: texts repeat their words. Bounded: it forgets all once it is full, between texts. */
#ifndef LANGUAGE_MEMO_H
#define LANGUAGE_MEMO_H

#include "context.h"
#include "spelling.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A form taken apart as a word of a class. */
typedef struct memo_spelling {
    struct memo_spelling *next;
    uint32_t class;                     /* what of it the spelling hangs on */
    const spelling *spelling;           /* NULL: it cannot be taken apart */
} memo_spelling;

typedef struct memo_form {
    struct memo_form *next;
    uint32_t hash, size;
    const char *text;
    bool known;                         /* the rest is set */
    unsigned exception;                 /* exceptions_find */
    memo_spelling *spellings;
    context_word word;
} memo_form;

typedef struct memo memo;

/* NULL when memory has ended. memo_free takes NULL. */
memo *memo_new(void);
void memo_free(memo *m);

/* Forgets all where more than its bound is remembered; what it gave ends then. */
void memo_trim(memo *m);

/* The form, added where it is new (`known` is false then). NULL when memory has ended. */
memo_form *memo_find(memo *m, const char *word, size_t size);

/* Adds a spelling of a form; NULL when memory has ended. */
const memo_spelling *memo_add(memo *m, memo_form *form, uint32_t class, const spelling *s);

#endif
