/* The few words that the filter adds, in the lesson's language. */
#include "base/text.h"
#include "simplify.h"

#include <string.h>

static const char *const words[MADE_WORDS][2] = {
    [MADE_TODO] = {"À faire", "To do"},
    [MADE_EXERCISE] = {"Exercice", "Exercise"},
    [MADE_TASK] = {"Tâche", "Task"},
    [MADE_OF] = {"sur", "of"},
    [MADE_IF_TIME] = {"Si tu as le temps :", "If you have time:"},
    [MADE_SEE] = {"À regarder :", "Look at:"},
    [MADE_HEARING] = {"Ici, il y a quelque chose à écouter. Demande le texte écrit.",
                      "There is something to listen to here. Ask for the written text."},
    [MADE_PROPOSALS] = {"Pour l’enseignant : propositions à valider", "For the teacher: proposals to validate"},
    [MADE_VALIDATED] = {"Pour l’enseignant : modifications validées", "For the teacher: changes that were validated"},
    [MADE_KEEP] = {"garder", "keep"},
    [MADE_QUESTIONS_OF] = {"questions sur", "questions of"},
    [MADE_OTHERS] = {" ; les autres, « si tu as le temps ».", "; the others, “if you have time”."},
};

const char *made_word_in(const ard_document *document, made_word word)
{
    const char *language = lesson_meta(document, "language");
    return words[word][text_in_language(language, "en")];
}

ard_node *made_node(ard_document *document, ard_kind kind, const char *text, place where)
{
    ard_node *node = node_new(document, kind, where);
    node_set(document, node, "added", "1");
    if (text)
        node_append(node, node_new_text(document, text, strlen(text), where));
    return node;
}
