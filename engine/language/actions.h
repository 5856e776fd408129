/* The verbs by which French and English exercises say what to do. */
#ifndef LANGUAGE_ACTIONS_H
#define LANGUAGE_ACTIONS_H

#include <stddef.h>

/* The length in bytes of the verb that `text` begins with, where it tells the pupil to do something: an imperative or an
 * infinitive of the table ("Souligne", "Soulignez", "Souligner"; "Underline"). A form that is a noun as well ("Note",
 * "Place") counts only before a word that can follow the verb ("Note le résultat"). 0 where it is none. */
size_t action_length(const char *text, size_t size, const char *language);

#endif
