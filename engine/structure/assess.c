/* What an exercise assesses, by the words of its title, else of its instructions, else of the titles above it: "Dictée"
 * spelling, "Grammaire" language, "Lis à voix haute" reading, "Calcule" maths. Aids that would give the answer are off in
 * it: whoever adds them asks for data-assesses. A word counts where it begins one of the text. */
#include "base/text.h"
#include "structure.h"

#include <string.h>

enum { LEVELS = 7, INSTRUCTIONS_MOST = 3 };

typedef struct stem_row {
    const char *stem; /* small letters */
    const char *what;
} stem_row;

/* In the order in which they win. */
static const stem_row stems[] = {
    {"dictée", "spelling"},
    {"orthograph", "spelling"},
    {"homophone", "spelling"},
    {"muette", "spelling"},
    {"syllabe", "spelling"},
    {"phonème", "spelling"},
    {"graphème", "spelling"},
    {"son [", "spelling"},
    {"entends le son", "spelling"},
    {"entend le son", "spelling"},
    {"accord des ", "spelling"},
    {"accord du ", "spelling"},
    {"accorde", "spelling"},
    {"terminaison", "spelling"},
    {"au pluriel", "spelling"},
    {"au féminin", "spelling"},
    {"les fautes", "spelling"},
    {"les erreurs d'orth", "spelling"},
    {"épelle", "spelling"},
    {"spell", "spelling"},
    {"voix haute", "reading"},
    {"haute voix", "reading"},
    {"fluence", "reading"},
    {"déchiffr", "reading"},
    {"compréhension écrite", "reading"},
    {"compréhension de l'écrit", "reading"},
    {"compréhension de lecture", "reading"},
    {"compréhension de texte", "reading"},
    {"read aloud", "reading"},
    {"reading comprehension", "reading"},
    {"grammaire", "language"},
    {"grammar", "language"},
    {"conjug", "language"},
    {"vocabulaire", "language"},
    {"vocabulary", "language"},
    {"synonyme", "language"},
    {"antonyme", "language"},
    {"contraires", "language"},
    {"traduis", "language"},
    {"traduire", "language"},
    {"traduction", "language"},
    {"translat", "language"},
    {"match the words", "language"},
    {"sens du mot", "language"},
    {"nature des mots", "language"},
    {"les verbes", "language"},
    {"les adjectifs", "language"},
    {"le sujet du verbe", "language"},
    {"complément d'objet", "language"},
    {"calcul", "maths"},
    {"additi", "maths"},
    {"soustra", "maths"},
    {"multipli", "maths"},
    {"divisi", "maths"},
    {"fraction", "maths"},
    {"équation", "maths"},
    {"périmètre", "maths"},
    {"aire d", "maths"},
    {"aires", "maths"},
    {"nombres", "maths"},
    {"numération", "maths"},
    {"géométri", "maths"},
    {"théorème", "maths"},
    {"triangle", "maths"},
    {"proportionn", "maths"},
    {"solve", "maths"},
};

/* Where a text says what is assessed: the row that wins; the number of rows where none does. */
static size_t row_of_text(const char *text, size_t size)
{
    size_t best = sizeof stems / sizeof *stems, length;
    uint32_t before = ' ';
    for (size_t at = 0; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        if (!text_is_letter(before) && text_is_letter(point))
            for (size_t i = 0; i < best; i++)
                if (stems[i].stem[0] == text[at] && text_begins(text + at, stems[i].stem))
                    best = i;
        before = point;
    }
    return best;
}

/* The same of a leaf. */
static size_t row_of_leaf(const ard_node *leaf)
{
    buffer text = BUFFER_EMPTY, small = BUFFER_EMPTY;
    node_text(leaf, &text);
    for (const char *at = buffer_string(&text); *at;) {
        uint32_t point = text_next(&at);
        buffer_point(&small, point == 0x2019 ? '\'' : text_lower(point));
    }
    size_t row = row_of_text(buffer_string(&small), small.size);
    buffer_free(&text);
    buffer_free(&small);
    return row;
}

/* What an exercise assesses by its own title, then by its first instructions; NULL where they do not say. */
static const char *assessed_in(const ard_node *exercise)
{
    const size_t none = sizeof stems / sizeof *stems;
    size_t title = none, told = none, count = 0;
    walk w = walk_of((ard_node *)exercise); /* it is only read */
    for (walk_event event; count < INSTRUCTIONS_MOST && (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || kind_about(w.node->kind)->class != LEAF)
            continue;
        bool heading = w.node->kind == HEADING && title == none;
        size_t row = heading || w.node->kind == INSTRUCTION ? row_of_leaf(w.node) : none;
        if (heading)
            title = row;
        else if (row < told)
            told = row;
        count += w.node->kind == INSTRUCTION;
        walk_skip(&w);
    }
    return title < none ? stems[title].what : told < none ? stems[told].what : NULL;
}

size_t structure_assess(ard_document *document, const char *choice)
{
    const size_t none = sizeof stems / sizeof *stems;
    const char *above[LEVELS] = {NULL}, *named = strcmp(choice, "auto") == 0 ? NULL : choice;
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        if (event != WALK_ENTER)
            continue;
        if (node->kind == HEADING && node->number < LEVELS) {
            size_t row = named ? none : row_of_leaf(node);
            above[node->number] = row < none ? stems[row].what : NULL;
            memset(above + node->number + 1, 0, sizeof above - (size_t)(node->number + 1) * sizeof *above);
        }
        if (node->kind == EXERCISE) {
            const char *what = named ? named : node_attribute(node, "data-assesses");
            what = what ? what : assessed_in(node);
            int level = kind_is(node->first, HEADING) ? node->first->number : LEVELS;
            for (int i = level - 1; !what && i > 0; i--)
                what = above[i];
            node_set(document, node, "data-assesses", what && strcmp(what, "no") != 0 ? what : NULL);
            count += what != NULL;
        }
        if (kind_about(node->kind)->class == LEAF || node->kind == TABLE)
            walk_skip(&w);
    }
    return count;
}
