/* What exercises order: each of their leaves that tells the pupil to do something, with or without a number. Not what helps
 * ("Aide : ..."), what is quoted, nor a table's cells, which are what the order is about. */
#include "base/text.h"
#include "labels.h"
#include "orders.h"
#include "structure.h"

#include <string.h>

enum { ORDER_CHARACTERS = 600, GAPS = 2, LABEL_SIZE = 20 };

/* Whether a leaf's first word says that it helps, or adds, and orders nothing. */
static bool is_beside(const char *text, size_t size)
{
    static const char *const words[] = {"Attention", "Astuce",   "Conseil", "Support", "Critère",
                                        "Tip",       "Voir la ", "Réponse", "Solution"};
    static const char blanks[] = " \t\xC2\xA0";
    size_t length;
    label found = label_of(text, size, &length);
    if (found == LABEL_EXAMPLE || found == LABEL_MEMO || found == LABEL_HELP || found == LABEL_REMINDER ||
        (found == LABEL_PART && label_numbered(text, size) == LABEL_NONE))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_begins(text, words[i])) {
            const char *after = text + strlen(words[i]);
            return after[-1] == ' ' || strchr(":!", after[strspn(after, blanks)]);
        }
    return false;
}

/* How many places to answer a leaf has. */
static size_t answers_in(const ard_node *leaf)
{
    size_t count = 0;
    walk w = walk_of((ard_node *)leaf); /* it is only read */
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        count += event == WALK_ENTER && w.node->kind == ANSWER;
    return count;
}

/* Whether a leaf orders; where `exercise` is false, to answer questions. A text with gaps does not: what it is about is
 * told in it. */
static bool orders(const ard_document *document, const ard_node *leaf, bool exercise)
{
    buffer text = BUFFER_EMPTY;
    node_text(leaf, &text);
    const char *words = buffer_string(&text);
    bool found =
        text.size <= ORDER_CHARACTERS && (exercise || strstr(words, "uestion")) && !is_beside(words, text.size);
    order what = found ? order_of(words, text.size, node_language(document, leaf)) : ORDER_NONE;
    buffer_free(&text);
    return what == ORDER_FIRST || what == ORDER_INFINITIVE || (what == ORDER_WITHIN && answers_in(leaf) < GAPS);
}

/* Whether a box's first words say that it orders nothing: "Compétences". */
static bool is_box_beside(const ard_node *node)
{
    buffer text = BUFFER_EMPTY;
    if (node->kind != ASIDE || !node->first || kind_about(node->first->kind)->class != LEAF)
        return false;
    node_text(node->first, &text);
    bool beside = is_beside(buffer_string(&text), text.size);
    buffer_free(&text);
    return beside;
}

/* Whether what is below a container orders nobody. */
static bool is_material(const ard_node *node)
{
    return is_box_beside(node) || node->kind == TABLE || node->kind == QUOTE || node->kind == FIGURE ||
           node->kind == NOTE || (node->kind == ASIDE && node_attribute(node, "data-box"));
}

/* Whether a document has an exercise. */
static bool has_exercise(const ard_document *document)
{
    walk w = walk_of(lesson_root(document));
    while (walk_next(&w) != WALK_END) {
        if (w.node->kind == EXERCISE)
            return true;
        if (w.event == WALK_ENTER && kind_about(w.node->kind)->class == LEAF)
            walk_skip(&w);
    }
    return false;
}

/* Whether a leaf says that answers follow it: "Correction :". */
static bool is_correction(const ard_node *leaf)
{
    buffer text = BUFFER_EMPTY;
    node_text(leaf, &text);
    bool found = text_begins(buffer_string(&text), "Corrig") || text_begins(buffer_string(&text), "Correction");
    found = found && text.size < LABEL_SIZE;
    buffer_free(&text);
    return found;
}

size_t structure_instructions(ard_document *document)
{
    size_t count = 0;
    const ard_node *exercise = NULL;
    bool corrected = false;
    if (!has_exercise(document))
        return 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        if (node->kind == EXERCISE && (!exercise || exercise == node))
            exercise = event == WALK_ENTER ? node : NULL;
        if (event != WALK_ENTER)
            continue;
        if (node->kind == EXERCISE || node->kind == HEADING || node->kind == QUESTION)
            corrected = false;
        corrected = corrected || (exercise && node->kind == PARAGRAPH && is_correction(node));
        if (node->kind == PARAGRAPH && !corrected && orders(document, node, exercise != NULL)) {
            node->kind = INSTRUCTION;
            count++;
        }
        if (is_material(node) || kind_about(node->kind)->class == LEAF)
            walk_skip(&w);
    }
    return count;
}
