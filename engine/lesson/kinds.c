#include "lesson.h"

#include <string.h>

#define OWN "data-ard"

static const kind_row rows[KINDS] = {
    [LESSON_ROOT] = {LESSON_ROOT, "lesson", CONTAINER, "body", NULL, NULL},
    [SECTION] = {SECTION, "section", CONTAINER, "section", NULL, NULL},
    [EXERCISE] = {EXERCISE, "exercise", CONTAINER, "section", OWN, "exercise"},
    [QUESTION] = {QUESTION, "question", CONTAINER, "section", OWN, "question"},
    [ASIDE] = {ASIDE, "aside", CONTAINER, "aside", NULL, NULL},
    [QUOTE] = {QUOTE, "quote", CONTAINER, "blockquote", NULL, NULL},
    [FIGURE] = {FIGURE, "figure", CONTAINER, "figure", NULL, NULL},
    [BULLETS] = {BULLETS, "bullets", CONTAINER, "ul", NULL, NULL},
    [NUMBERS] = {NUMBERS, "numbers", CONTAINER, "ol", NULL, NULL},
    [ITEM] = {ITEM, "item", CONTAINER, "li", NULL, NULL},
    [DEFINITIONS] = {DEFINITIONS, "definitions", CONTAINER, "dl", NULL, NULL},
    [DEFINITION] = {DEFINITION, "definition", CONTAINER, "dd", NULL, NULL},
    [TABLE] = {TABLE, "table", CONTAINER, "table", NULL, NULL},
    [ROW] = {ROW, "row", CONTAINER, "tr", NULL, NULL},
    [CELL] = {CELL, "cell", CONTAINER, "td", NULL, NULL},
    [HEADER_CELL] = {HEADER_CELL, "header-cell", CONTAINER, "th", NULL, NULL},
    [NOTE] = {NOTE, "note", CONTAINER, "aside", OWN, "note"},
    [HEADING] = {HEADING, "heading", LEAF, "h", NULL, NULL},
    [PARAGRAPH] = {PARAGRAPH, "paragraph", LEAF, "p", NULL, NULL},
    [INSTRUCTION] = {INSTRUCTION, "instruction", LEAF, "p", OWN, "instruction"},
    [VERSE] = {VERSE, "verse", LEAF, "p", OWN, "verse"},
    [CAPTION] = {CAPTION, "caption", LEAF, "caption", NULL, NULL},
    [TERM] = {TERM, "term", LEAF, "dt", NULL, NULL},
    [CODE_BLOCK] = {CODE_BLOCK, "code-block", LEAF, "pre", NULL, NULL},
    [MATHS_BLOCK] = {MATHS_BLOCK, "maths-block", LEAF, "math", "display", "block"},
    [RULE] = {RULE, "rule", LEAF, "hr", NULL, NULL},
    [PAGE_MARK] = {PAGE_MARK, "page-mark", LEAF, "div", OWN, "page"},
    [TEXT] = {TEXT, "text", INLINE, NULL, NULL, NULL},
    [SPAN] = {SPAN, "span", INLINE, "span", NULL, NULL},
    [EMPHASIS] = {EMPHASIS, "emphasis", INLINE, "em", NULL, NULL},
    [STRONG] = {STRONG, "strong", INLINE, "strong", NULL, NULL},
    [UNDERLINE] = {UNDERLINE, "underline", INLINE, "u", NULL, NULL},
    [STRIKE] = {STRIKE, "strike", INLINE, "s", NULL, NULL},
    [MARK] = {MARK, "mark", INLINE, "mark", NULL, NULL},
    [SUBSCRIPT] = {SUBSCRIPT, "subscript", INLINE, "sub", NULL, NULL},
    [SUPERSCRIPT] = {SUPERSCRIPT, "superscript", INLINE, "sup", NULL, NULL},
    [CODE] = {CODE, "code", INLINE, "code", NULL, NULL},
    [INLINE_QUOTE] = {INLINE_QUOTE, "inline-quote", INLINE, "q", NULL, NULL},
    [ABBREVIATION] = {ABBREVIATION, "abbreviation", INLINE, "abbr", NULL, NULL},
    [LINK] = {LINK, "link", INLINE, "a", NULL, NULL},
    [IMAGE] = {IMAGE, "image", INLINE, "img", NULL, NULL},
    [BREAK] = {BREAK, "break", INLINE, "br", NULL, NULL},
    [NOTE_REFERENCE] = {NOTE_REFERENCE, "note-reference", INLINE, "a", OWN, "note-reference", "doc-noteref"},
    [PAGE_REFERENCE] = {PAGE_REFERENCE, "page-reference", INLINE, "span", OWN, "page"},
    [LINE_MARK] = {LINE_MARK, "line-mark", INLINE, "span", OWN, "line"},
    [ANSWER] = {ANSWER, "answer", INLINE, "span", OWN, "answer"},
    [CHECK] = {CHECK, "check", INLINE, "span", OWN, "check"},
    [MATHS] = {MATHS, "maths", INLINE, "math", NULL, NULL},
    [MATHML] = {MATHML, "mathml", INLINE, NULL, NULL, NULL},
    [BRAILLE] = {BRAILLE, "braille", GIVEN, "div", OWN, "braille"},
    [BRAILLE_PAGE] = {BRAILLE_PAGE, "braille-page", GIVEN, "div", OWN, "braille-page"},
    [BRAILLE_LINE] = {BRAILLE_LINE, "braille-line", GIVEN, "p", OWN, "braille-line"},
    [SPEECH] = {SPEECH, "speech", GIVEN, "div", OWN, "speech"},
    [UTTERANCE] = {UTTERANCE, "utterance", GIVEN, "p", OWN, "utterance"},
};

const kind_row *kind_about(ard_kind kind)
{
    return rows + kind;
}

bool kind_is(const ard_node *node, ard_kind kind)
{
    return node && node->kind == kind;
}

bool kind_is_block(ard_kind kind)
{
    return rows[kind].class == CONTAINER || rows[kind].class == LEAF;
}

bool node_is_cell(const ard_node *node)
{
    return kind_is(node, CELL) || kind_is(node, HEADER_CELL);
}

bool node_is_head_row(const ard_node *node)
{
    const ard_node *cell = kind_is(node, ROW) ? node->first : NULL;
    while (kind_is(cell, HEADER_CELL))
        cell = cell->next;
    return kind_is(node, ROW) && node->first && !cell;
}

/* Whether a row is written as this element: h1 to h6 are one, and a figure's caption has its own name in HTML. */
static bool is_element(const kind_row *row, const char *element)
{
    if (!row->element)
        return false;
    if (row->kind == HEADING)
        return element[0] == 'h' && element[1] >= '1' && element[1] <= '6' && !element[2];
    if (*element != *row->element && row->kind != CAPTION)
        return false;
    return strcmp(element, row->element) == 0 || (row->kind == CAPTION && strcmp(element, "figcaption") == 0);
}

ard_kind kind_of_element(const char *element, const char *(*value)(void *user, const char *name), void *user)
{
    ard_kind plain = KINDS;
    for (int kind = 0; kind < KINDS; kind++) {
        const kind_row *row = rows + kind;
        if (!is_element(row, element))
            continue;
        if (!row->key)
            plain = row->kind;
        else {
            const char *said = value(user, row->key);
            if (said && strcmp(said, row->value) == 0)
                return row->kind;
        }
    }
    return plain;
}
