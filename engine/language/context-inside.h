/* Between context.c, which finds the way through a sentence, and context-words.c, which knows what words may be. */
#ifndef LANGUAGE_CONTEXT_INSIDE_H
#define LANGUAGE_CONTEXT_INSIDE_H

#include "context.h"

/* Kinds of words, as context-costs.tsv has them. */
typedef enum word_kind {
    KIND_DET, KIND_PRE, KIND_PDET, KIND_NOUN, KIND_NAME, KIND_ADJ, KIND_VERB, KIND_AUX, KIND_INF, KIND_PP, KIND_PRP, KIND_SUBJ, KIND_OBJ, KIND_INV, KIND_PRON,
    KIND_REL, KIND_ADV, KIND_NE, KIND_PREP, KIND_COORD, KIND_SUB, KIND_INTJ, KIND_NUM, KIND_MARK, KIND_COMMA, KIND_BEGIN, KIND_END, KINDS
} word_kind;

/* A kind by its name, KINDS for none; and the part of speech that it is. */
word_kind kind_named(const char *name, size_t size);
word_class kind_class(word_kind kind);

/* Whether a word may be sounded at its end here, by context-senses.tsv: -1 where the table says nothing. `word` numbers a token. */
int sense_of(unsigned row, const char *text, const token *tokens, size_t count, size_t word);

#endif
