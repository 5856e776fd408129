/* What a text tells the pupil to do, wherever in it. */
#ifndef STRUCTURE_ORDERS_H
#define STRUCTURE_ORDERS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum order {
    ORDER_NONE,
    ORDER_WITHIN,           /* a later sentence or clause orders: "Ces phrases sont fausses. Corrige-les." */
    ORDER_INFINITIVE,       /* its first words, by an infinitive: "Calculer les produits." */
    ORDER_FIRST             /* its first words do otherwise, after a number and a circumstance: "2) À l'aide du texte, réponds." */
} order;

/* Whether a text orders: a verb of exercises (language/actions.h) begins it, a sentence, or what follows a colon; or a
 * clause after a comma, where the sentence begins with a circumstance or speaks to the pupil. What stands between
 * guillemets is somebody else's. In the language of the text, or in the other one that we know: lessons of a language mix
 * it with the pupils' own. Linear in the text. */
order order_of(const char *text, size_t size, const char *language);

/* Bytes of a number or a sign that a text begins with: "1.a ", "Q2. ", "- ". */
size_t order_sign(const char *text, size_t size);

/* Whether a text asks: a question mark ends it, or little stands after it. */
bool order_is_question(const char *text, size_t size);

#endif
