/* What stands elsewhere than its author had put it: an exercise's instruction before its material, the table of contents
 * after the lesson. Both can be taken back (lesson/changes.h). */
#include "base/text.h"
#include "language/actions.h"
#include "simplify.h"

#include <string.h>

enum { TEXT_WORDS = 25 }; /* from which on a paragraph is a text to work on, no lead-in of the instruction */

/* Whether something below a block is to be filled in, asked or ordered: it is more than material. */
static bool is_worked_on(ard_node *block)
{
    walk w = walk_of(block);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (w.node->kind == ANSWER || w.node->kind == CHECK || w.node->kind == QUESTION ||
            w.node->kind == INSTRUCTION || w.node->kind == HEADING || w.node->kind == EXERCISE)
            return true;
    return false;
}

static bool holds_image(ard_node *block)
{
    walk w = walk_of(block);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (w.node->kind == IMAGE)
            return true;
    return false;
}

/* Whether a block is what an instruction is about: a table, a picture, a poem, a text; nothing to be filled in. */
static bool is_material(const ard_document *document, ard_node *block)
{
    static const ard_kind kinds[] = {TABLE, FIGURE, VERSE, QUOTE, CODE_BLOCK, MATHS_BLOCK};
    const char *box = node_attribute(block, "data-box");
    if (is_worked_on(block))
        return false;
    if (block->kind == ASIDE) /* an aid or an example is read before the instruction */
        return box && strcmp(box, "document") == 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (block->kind == kinds[i])
            return true;
    if (block->kind != PARAGRAPH)
        return false;
    buffer text = BUFFER_EMPTY;
    node_text(block, &text);
    bool material =
        holds_image(block) || (node_words(block, block, TEXT_WORDS) >= TEXT_WORDS &&
                               !action_length(buffer_string(&text), text.size, node_language(document, block)));
    buffer_free(&text);
    return material;
}

/* Whether an instruction says where its material stands, or leads over to what comes right below it ("Complète :"): so that it
 * would no longer be true, or stand above something else. */
static bool is_bound(const ard_node *instruction)
{
    static const char *const words[] = {"dessus", "précéd", "plus haut", "qui précède", "above", "previous"};
    buffer text = BUFFER_EMPTY;
    bool found = false;
    node_text(instruction, &text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        found = found || strstr(buffer_string(&text), words[i]);
    while (text.size && ascii_is_space(text.data[text.size - 1]))
        text.size--;
    found = found || (text.size && text.data[text.size - 1] == ':');
    buffer_free(&text);
    return found;
}

/* Brings the first instruction of an exercise, with those right after it, before the material that stands above it. */
static bool bring_instruction(changes *moves, ard_node *exercise)
{
    ard_node *first = exercise->first;
    while (first && first->kind == HEADING)
        first = first->next;
    ard_node *at = first;
    while (at && at->kind != INSTRUCTION && is_material(moves->document, at))
        at = at->next;
    if (!kind_is(at, INSTRUCTION) || at == first || is_bound(at))
        return false;
    for (ard_node *next; kind_is(at, INSTRUCTION); at = next) {
        next = at->next;
        change_place(moves, at);
        node_unlink(at);
        node_insert_before(first, at);
    }
    return true;
}

size_t simplify_instructions(changes *moves)
{
    size_t count = 0;
    walk w = walk_of(lesson_root(moves->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_LEAVE && w.node->kind == EXERCISE)
            count += bring_instruction(moves, w.node);
    return count;
}

size_t simplify_contents(changes *moves)
{
    size_t count = 0;
    ard_node *root = lesson_root(moves->document);
    for (ard_node *block = root->first, *next, *last = root->last; block; block = next) {
        next = block == last ? NULL : block->next;
        const char *role = node_attribute(block, "role");
        if (!role || !text_in_list("doc-toc", role) || block == last)
            continue;
        change_place(moves, block);
        node_unlink(block);
        node_append(root, block);
        count++;
    }
    return count;
}
