/* What each element of MathML (MathML 3, chapter 3) becomes. */
#ifndef SPEECH_MATHS_ELEMENTS_H
#define SPEECH_MATHS_ELEMENTS_H

#include "filters/speech/maths-terms.h"

/* The term of an element whose children are `first` and those after it, `count` in all. NULL when the pool has failed. */
term *element_say(formula *f, const ard_node *node, term *first, unsigned count);

/* Scripts, each said already. `below` and `above` may be NULL. */
term *scripts_say(formula *f, term *base, term *below, term *above);

/* Marks and limits under and over a base; `below` and `above` may be NULL. */
term *limits_say(formula *f, term *base, term *below, term *above);

/* A token of characters: mi, mn, mo, mtext. */
term *token_say(formula *f, const ard_node *node);

#endif
