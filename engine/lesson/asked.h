/* Emphasis that a question is about (data-asked): how every form that cannot show it says it in words. Nodes that touch and
 * look the same are one passage, and what looks the same inside of one is part of it.
 *
 * A passage of whole words is named before it ("souligné : chat"), and where it has several words its end is said too. One
 * that begins or ends inside a word ("chantez", of which "ez" is underlined) is named after the whole word, so that the word
 * is heard as it is: "chantez (souligné : ez)". */
#ifndef LESSON_ASKED_H
#define LESSON_ASKED_H

#include "lesson.h"

bool node_is_asked(const ard_node *node);

/* Whether a passage begins or ends with this node. */
bool asked_begins(const ard_document *document, const ard_node *node);
bool asked_ends(const ard_document *document, const ard_node *node);

/* Adds what the passage looks like, in a language (French, English, Spanish, German, Italian; French for any other):
 * "souligné", "en gras", "en rouge", "surligné en jaune", "en gras, en rouge". */
void asked_name(const ard_document *document, const ard_node *node, const char *language, buffer *out);

/* Whether the passage that begins or ends here begins or ends inside a word; an elided one ("l'") is part of the next. */
bool asked_in_word(const ard_node *node);

/* Whether the passage that ends here has more than one word. */
bool asked_is_long(const ard_node *node);

/* At the end of a passage inside a word: adds " (souligné : ez)". */
void asked_add_late(const ard_document *document, const ard_node *node, const char *language, buffer *out);

/* Adds " (fin)" in a language. */
void asked_add_end(const char *language, buffer *out);

/* How many bytes at the beginning of a text go on in the word that stands before it. */
size_t asked_word_rest(const char *text);

/* What a part of a document asks about: nothing; passages that one sign can tell; or such as need their names: of several
 * looks, or side by side with only a blank between them. */
typedef enum asked_count { ASKED_NOTHING, ASKED_PLAIN, ASKED_NAMED } asked_count;
asked_count asked_below(const ard_document *document, const ard_node *part);

#endif
