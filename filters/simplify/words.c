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

/* Adds the words of a text. */
static size_t count_words(const char *text)
{
    size_t count = 0;
    bool inside = false;
    for (uint32_t point; (point = text_next(&text)) != 0;) {
        bool blank = text_is_space(point);
        count += !blank && !inside;
        inside = !blank;
    }
    return count;
}

size_t node_words(const ard_node *first, const ard_node *last, size_t enough)
{
    size_t count = 0;
    for (const ard_node *node = first; node && count <= enough; node = node == last ? NULL : node->next) {
        buffer text = BUFFER_EMPTY;
        node_text(node, &text);
        count += count_words(buffer_string(&text));
        buffer_free(&text);
    }
    return count;
}

void node_own_text(const ard_node *node, buffer *out)
{
    walk w = walk_of((ard_node *)node);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_ENTER && node_was_added(w.node))
            walk_skip(&w);
        else if (event == WALK_ENTER && w.node->kind == TEXT)
            buffer_text(out, w.node->text);
        else if (event == WALK_ENTER && w.node->kind == BREAK)
            buffer_byte(out, '\n');
        else if (event == WALK_ENTER && w.node->kind == MATHS) {
            node_text(w.node, out);
            walk_skip(&w);
        }
    }
}

enum { SHOWN = 90 }; /* bytes */

void node_beginning(const ard_node *leaf, buffer *out)
{
    buffer text = BUFFER_EMPTY;
    node_own_text(leaf, &text);
    const char *line = buffer_string(&text);
    size_t size = 0, length;
    for (size_t at = 0; line[at] && line[at] != '\n'; at += length) {
        uint32_t point = text_decode(line + at, text.size - at, &length);
        if (!text_is_space(point) && point != ':')
            size = at + length; /* blanks and a colon at the end are not shown */
    }
    bool cut = size > SHOWN;
    for (size = cut ? SHOWN : size; cut && size && line[size] != ' ';)
        size--;
    buffer_add(out, line, size);
    buffer_text(out, cut ? "…" : "");
    buffer_free(&text);
}
