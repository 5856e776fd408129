/* Titles and instructions that only their look tells.
 *
 * A paragraph becomes a heading where it begins with a label of worksheets ("Exercice 3 : (… / 3 pts)", "Je retiens") and
 * is short or emphasised; or where all of it is underlined, or bold, and it is as short as a title, ends as no sentence
 * does, and stands alone: bold lines in a row are a list or a table of the author's, no titles. It becomes an instruction
 * where it says "Consigne", or begins with the verb of one and is emphasised or the first of its exercise. Paragraphs in
 * tables, quotations and figures stay as they are, and those in lists but for numbered titles. */
#include "base/text.h"
#include "labels.h"
#include "language/actions.h"
#include "lesson/flat.h"
#include "structure.h"

#include <string.h>

enum { TITLE_CHARACTERS = 80, LABELLED_CHARACTERS = 100, TITLE_WORDS = 12, INSTRUCTION_CHARACTERS = 400 };

/* How a leaf looks. */
typedef struct look {
    size_t characters, words;
    bool bold, underlined; /* all of it */
    bool written_on;       /* it holds an answer space or a box */
    bool pictured;         /* it holds an image or a formula */
    bool broken;           /* the author has broken its lines */
    uint32_t first, last;  /* characters */
} look;

static bool says(const char *value, const char *plain)
{
    return value && strcmp(value, plain) != 0;
}

/* Whether an inline, from its text up to the leaf, is bold, or is underlined. */
static void look_up(const ard_document *document, const ard_node *node, const ard_node *leaf, bool *bold,
                    bool *underlined)
{
    *bold = *underlined = false;
    for (;; node = node->parent) {
        const style *own = node->style ? style_at(document, node->style) : NULL;
        *bold |= node->kind == STRONG || (own && says(own->values[STYLE_WEIGHT], "normal"));
        *underlined |= node->kind == UNDERLINE || (own && says(own->values[STYLE_UNDERLINE], "none"));
        if (node == leaf)
            return;
    }
}

/* Counts characters and words of a leaf's string. */
static void count_text(look *l, const char *text, size_t size)
{
    size_t length;
    bool inside = false;
    for (size_t at = 0; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        bool blank = text_is_space(point);
        l->words += inside ? 0 : !blank;
        inside = !blank;
        l->characters++;
        l->broken |= point == '\n' && l->first;
        if (blank || point == FLAT_OBJECT)
            continue;
        l->first = l->first ? l->first : point;
        l->last = point;
    }
}

/* The look of a leaf, with its string, which the caller closes; false when memory has ended. */
static bool look_at(ard_document *document, ard_node *leaf, flat *f, look *l)
{
    *l = (look){.bold = true, .underlined = true};
    if (!flat_open(f, leaf))
        return false;
    const char *text = buffer_string(&f->text);
    for (size_t i = 0; i < f->count; i++) {
        const flat_piece *piece = &f->pieces[i];
        bool bold, underlined;
        l->pictured |= piece->node->kind == IMAGE || piece->node->kind == MATHS;
        l->written_on |= piece->node->parent->kind == ANSWER;
        if (piece->node->kind != TEXT || text_part_is_blank(text + piece->begin, piece->end - piece->begin))
            continue;
        look_up(document, piece->node, leaf, &bold, &underlined);
        l->bold &= bold;
        l->underlined &= underlined;
    }
    count_text(l, text, f->text.size);
    if (!l->characters)
        l->bold = l->underlined = false;
    return true;
}

/* Whether a sentence, or the beginning of an enumeration, ends with this character. */
static bool ends_sentence(uint32_t last)
{
    return last == '.' || last == ';' || last == ',' || last == 0x2026;
}

/* Whether a leaf looks like a title without a label. A bold line that ends with a colon introduces what follows. */
static bool looks_titled(const look *l)
{
    if (l->characters > TITLE_CHARACTERS || l->words > TITLE_WORDS || l->written_on || l->broken)
        return false;
    if (l->pictured && !(l->bold && l->underlined)) /* else it may be the picture's caption */
        return false;
    bool begins = text_is_upper(l->first) || text_is_digit(l->first);
    return begins && !ends_sentence(l->last) && l->characters > 2 && (l->underlined || (l->bold && l->last != ':'));
}

/* Whether a sibling is a paragraph that looks like a title too. */
static bool is_titled(ard_document *document, ard_node *node)
{
    flat f;
    look l;
    if (!kind_is(node, PARAGRAPH) || !look_at(document, node, &f, &l))
        return false;
    bool titled = looks_titled(&l);
    flat_close(document, &f);
    return titled;
}

/* Bytes of a number before an instruction ("1.", "b)", "-"), with the blanks after it. */
static size_t enumerator(const char *text, size_t size)
{
    size_t at = 0;
    while (at < size && at < 3 && (text_is_digit((unsigned char)text[at]) || (text[at] >= 'a' && text[at] <= 'h')))
        at++;
    if (at < size && (at ? strchr(".)-", text[at]) != NULL : text[at] == '-'))
        for (at++; at < size && text_is_space((unsigned char)text[at]);)
            at++;
    else
        at = 0;
    return at;
}

/* Whether a text begins with the verb of an instruction. */
static bool orders(const ard_document *document, const ard_node *leaf, const char *text, size_t size)
{
    size_t skip = enumerator(text, size);
    return action_length(text + skip, size - skip, node_language(document, leaf)) > 0;
}

/* The label of a heading before a leaf, or LABEL_NONE. */
static label label_before(const ard_node *leaf)
{
    size_t length;
    buffer text = BUFFER_EMPTY;
    label found = LABEL_NONE;
    if (kind_is(leaf->previous, HEADING)) {
        node_text(leaf->previous, &text);
        found = label_of(buffer_string(&text), text.size, &length);
    }
    buffer_free(&text);
    return found;
}

/* What a paragraph is: HEADING, INSTRUCTION or PARAGRAPH. */
static ard_kind judge(ard_document *document, ard_node *leaf, const look *l, const char *text, size_t size)
{
    size_t length;
    label found = label_of(text, size, &length);
    bool emphasised = l->bold || l->underlined;
    if (found == LABEL_INSTRUCTION)
        return INSTRUCTION;
    if (found != LABEL_NONE && l->characters <= LABELLED_CHARACTERS && !ends_sentence(l->last)) {
        bool alone = text_part_is_blank(text + length, size - length) || !strcmp(text + length, ":") ||
                     !strcmp(text + length, " :");
        if (emphasised || alone || found == LABEL_EXERCISE)
            return HEADING;
    }
    bool first = label_before(leaf) == LABEL_EXERCISE;
    if ((emphasised || first) && l->characters <= INSTRUCTION_CHARACTERS && orders(document, leaf, text, size))
        return INSTRUCTION;
    bool followed = leaf->next || leaf->parent->kind == ITEM;
    if (looks_titled(l) && followed && !is_titled(document, leaf->next) && !is_titled(document, leaf->previous))
        return HEADING;
    return PARAGRAPH;
}

/* Moves what parts a label from the text after it (": ", " - ") from the beginning of `rest` to the end of `heading`. */
static void move_sign(ard_document *document, ard_node *heading, ard_node *rest)
{
    ard_node *first = rest->first;
    if (!kind_is(first, TEXT))
        return;
    size_t at = 0, length, size = strlen(first->text);
    while (at < size) {
        uint32_t point = text_decode(first->text + at, size - at, &length);
        if (!text_is_space(point) && point != ':' && point != '-' && point != '.' && point != 0x2013)
            break;
        at += length;
    }
    size_t solid = at;
    while (solid && text_is_space((unsigned char)first->text[solid - 1]))
        solid--;
    if (solid && !text_part_is_blank(first->text, solid))
        node_append(heading, node_new_text(document, first->text, solid, first->place));
    first->text += at;
    if (!*first->text)
        node_unlink(first);
}

static bool is_word(uint32_t point)
{
    return text_is_letter(point) || text_is_digit(point);
}

/* Whether the leaf's first inline, up to `end` of its text, is an exercise's label and no part of a longer word. */
static bool is_label(const char *text, size_t size, size_t end)
{
    size_t length, ignored;
    bool labelled = label_of(text, end, &length) == LABEL_EXERCISE;
    bool runs_on = end < size && end && is_word((unsigned char)text[end - 1]) &&
                   is_word(text_decode(text + end, size - end, &ignored));
    while (labelled && length < end && strchr(" :.-", text[length]))
        length++;
    return labelled && length == end && !runs_on;
}

/* Parts a paragraph whose first inline is an emphasised label of an exercise ("Exercice 1 : Complète.") into a heading,
 * which is given, and the rest. NULL, and nothing done, where it does not begin so. */
static ard_node *part_label(ard_document *document, ard_node *leaf)
{
    ard_node *first = leaf->first;
    bool bold, underlined;
    if (!first || !first->next || first->kind == TEXT)
        return NULL;
    look_up(document, first, leaf, &bold, &underlined);
    buffer label_text = BUFFER_EMPTY, text = BUFFER_EMPTY;
    node_text(first, &label_text);
    node_text(leaf, &text);
    bool labelled = (bold || underlined) && text_begins(buffer_string(&text), buffer_string(&label_text)) &&
                    is_label(buffer_string(&text), text.size, label_text.size);
    buffer_free(&label_text);
    buffer_free(&text);
    ard_node *heading = labelled ? node_new(document, HEADING, leaf->place) : NULL;
    if (!heading)
        return NULL;
    node_insert_before(leaf, heading);
    node_unlink(first);
    node_append(heading, first);
    move_sign(document, heading, leaf);
    return heading;
}

/* The level of a heading that was not marked: below the author's heading before it; 2 where there is none, as the
 * lesson's own title is 1. */
static int level_below(int above)
{
    return above >= 6 ? 6 : above < 1 ? 2 : above + 1;
}

/* Bytes of pictures and blanks that a text begins with: one that floats beside it is anchored there. */
static size_t skip_objects(const char *text, size_t size)
{
    size_t at = 0, length;
    while (at < size) {
        uint32_t point = text_decode(text + at, size - at, &length);
        if (point != FLAT_OBJECT && !text_is_space(point))
            break;
        at += length;
    }
    return at;
}

/* Looks at one paragraph and changes its kind. */
static void title_leaf(ard_document *document, ard_node *leaf, int above, structure_counts *counts)
{
    flat f;
    look l;
    ard_node *heading = part_label(document, leaf);
    if (heading) {
        heading->number = level_below(above);
        counts->headings++;
    }
    if (!look_at(document, leaf, &f, &l))
        return;
    size_t begin = skip_objects(buffer_string(&f.text), f.text.size);
    const char *text = buffer_string(&f.text) + begin;
    ard_kind kind = l.first ? judge(document, leaf, &l, text, f.text.size - begin) : PARAGRAPH;
    flat_close(document, &f);
    leaf->kind = kind;
    if (kind == HEADING)
        leaf->number = level_below(above);
    counts->headings += kind == HEADING;
    counts->instructions += kind == INSTRUCTION;
}

/* Whether titles may stand in a block of this kind. Of a numbered list, the first block of an item that has a body, or
 * that is alone in its list: authors number their titles so. */
static bool may_hold_titles(const ard_node *leaf)
{
    const ard_node *parent = leaf->parent;
    if (!parent || parent->kind == LESSON_ROOT || parent->kind == SECTION || parent->kind == EXERCISE)
        return parent != NULL;
    return parent->kind == ITEM && kind_is(parent->parent, NUMBERS) && !leaf->previous &&
           (leaf->next || (!parent->previous && !parent->next));
}

void structure_titles(ard_document *document, structure_counts *counts)
{
    int above = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_LEAVE)
            continue;
        if (w.node->kind == HEADING)
            above = w.node->number;
        else if (w.node->kind == PARAGRAPH && may_hold_titles(w.node))
            title_leaf(document, w.node, above, counts);
    }
}
