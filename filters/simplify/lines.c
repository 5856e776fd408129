/* One sentence a line, one action a line.
 *
 * A line begins by a generated BREAK between two characters, after the blanks that part them: so the paragraph, its style,
 * its links, its formulas and its emphasis stay as they are, and taking the breaks away gives the source's text again. No
 * line begins inside a link or code. */
#include "base/text.h"
#include "language/actions.h"
#include "language/sentences.h"
#include "lesson/flat.h"
#include "simplify.h"

#include <string.h>

/* Whether a line already begins at `offset`, blanks apart. */
static bool begins_line(const char *text, size_t offset)
{
    while (offset && (text[offset - 1] == ' ' || text[offset - 1] == '\t'))
        offset--;
    return !offset || text[offset - 1] == '\n';
}

static bool put_break(ard_document *document, flat *f, size_t offset)
{
    if (begins_line(buffer_string(&f->text), offset))
        return false;
    ard_node *line = node_new(document, BREAK, flat_piece_at(f, offset)->node->place);
    node_set(document, line, "added", "1");
    return flat_insert(document, f, offset, line);
}

/* What parts two actions: a comma and a blank, or a conjunction between blanks. */
typedef struct parting {
    const char *words;
    size_t keeps; /* bytes of it that stay on the line before */
} parting;

static const parting partings[] = {
    {", puis ", 2},    {" puis ", 1}, {" et ensuite ", 1}, {", et ", 2}, {" et ", 1}, {", then ", 2},
    {" and then ", 1}, {" then ", 1}, {", and ", 2},       {" and ", 1}, {", ", 2},
};

/* Bytes of a parting at `at` after which an action is asked for, or 0; `*keeps` as in the table. */
static size_t parting_at(const char *text, size_t size, size_t at, const char *language, size_t *keeps)
{
    for (size_t i = 0; i < sizeof partings / sizeof *partings; i++) {
        size_t length = strlen(partings[i].words);
        if (length > size - at || memcmp(text + at, partings[i].words, length) != 0)
            continue;
        if (!action_length(text + at + length, size - at - length, language))
            continue;
        *keeps = partings[i].keeps;
        return length;
    }
    return 0;
}

/* Parts the sentence from `begin` to `end` where it asks for one action after another. Only one that begins by an action:
 * else "et" joins something else. */
static size_t part_actions(ard_document *document, flat *f, size_t begin, size_t end, const char *language)
{
    const char *text = buffer_string(&f->text);
    size_t count = 0, keeps;
    while (begin < end && (text_is_space((unsigned char)text[begin]) || strchr("0123456789.)-", text[begin])))
        begin++;
    if (!action_length(text + begin, end - begin, language))
        return 0;
    for (size_t at = begin; at < end; at++) {
        size_t length = text[at] == ',' || text[at] == ' ' ? parting_at(text, end, at, language, &keeps) : 0;
        if (!length)
            continue;
        count += put_break(document, f, at + keeps);
        at += length - 1;
    }
    return count;
}

static void part_leaf(ard_document *document, ard_node *leaf, bool sentences, bool actions, line_counts *counts)
{
    flat f;
    if (!flat_open(&f, leaf))
        return;
    const char *language = node_language(document, leaf), *text = buffer_string(&f.text);
    for (size_t at = 0, length; at < f.text.size; at += length) {
        length = sentence_length(text + at, f.text.size - at, language);
        if (!length)
            break;
        if (at && sentences)
            counts->sentences += put_break(document, &f, at);
        if (actions && leaf->kind == INSTRUCTION)
            counts->actions += part_actions(document, &f, at, at + length, language);
    }
    flat_close(document, &f);
}

void simplify_lines(ard_document *document, bool sentences, bool actions, line_counts *counts)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_LEAVE && (w.node->kind == PARAGRAPH || w.node->kind == INSTRUCTION))
            part_leaf(document, w.node, sentences, actions, counts);
}
