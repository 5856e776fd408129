#include "look.h"

#include "base/text.h"

#include <string.h>

enum { CAPITALS_LEAST = 4, LONG_WORD = 4 };

static bool says(const char *value, const char *plain)
{
    return value && strcmp(value, plain) != 0;
}

static bool is_dark(const char *colour)
{
    return text_in_list("000000 #000000 #000 black auto windowtext", colour);
}

/* What one node says of the text in it. */
static unsigned flags_of_node(const ard_document *document, const ard_node *node)
{
    const style *own = node->style ? style_at(document, node->style) : NULL;
    const char *colour = node_attribute(node, "look-colour");
    unsigned flags = 0;
    if (node->kind == STRONG || (own && says(own->values[STYLE_WEIGHT], "normal")))
        flags |= LOOK_BOLD;
    if (node->kind == UNDERLINE || (own && says(own->values[STYLE_UNDERLINE], "none")))
        flags |= LOOK_UNDERLINED;
    if (node->kind == EMPHASIS || (own && says(own->values[STYLE_SLANT], "normal")))
        flags |= LOOK_SLANTED;
    if ((colour && !is_dark(colour)) || (own && own->values[STYLE_COLOUR] && !is_dark(own->values[STYLE_COLOUR])))
        flags |= LOOK_COLOURED;
    if (node->kind == MARK)
        flags |= LOOK_MARKED;
    if (node_attribute(node, "look-caps"))
        flags |= LOOK_CAPITALS;
    return flags;
}

static unsigned flags_up(const ard_document *document, const ard_node *node, const ard_node *leaf)
{
    unsigned flags = 0;
    for (;; node = node->parent) {
        flags |= flags_of_node(document, node);
        if (node == leaf)
            return flags;
    }
}

bool look_is_emphasised(const ard_document *document, const ard_node *node, const ard_node *leaf)
{
    return (flags_up(document, node, leaf) & (LOOK_BOLD | LOOK_UNDERLINED)) != 0;
}

/* Counts characters and words of a leaf's string; tells whether its letters, enough of them, are all capitals. */
static bool count_text(leaf_look *l, const char *text, size_t size)
{
    size_t length, capitals = 0, run = 0;
    bool inside = false, small = false;
    for (size_t at = 0; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        bool blank = text_is_space(point), letter = text_is_letter(point);
        bool sign = !letter && !text_is_digit(point); /* French parts signs from words: " : ", "« ", " ?" */
        l->words += !inside && !sign;
        inside = !blank && (inside || !sign);
        l->characters++;
        run = letter ? run + 1 : 0;
        l->long_words += run == LONG_WORD;
        l->broken |= point == '\n' && l->first && !text_part_is_blank(text + at, size - at);
        if (blank || point == FLAT_OBJECT)
            continue;
        l->first = l->first ? l->first : point;
        l->last = point;
        l->letters += letter || text_is_digit(point);
        l->solid++;
        if (!letter || small) /* one small letter says that they are not all capitals */
            continue;
        bool upper = text_is_upper(point);
        capitals += upper;
        small = !upper && text_upper(point) != point;
    }
    return !small && capitals >= CAPITALS_LEAST;
}

int look_size(const ard_node *node)
{
    const char *value = node_attribute(node, "look-size");
    int number = 0, digits = 0;
    if (!value)
        return 0;
    for (; text_is_digit((unsigned char)*value) && digits < 4; value++, digits++)
        number = number * 10 + (*value - '0');
    bool half = *value == '.' && text_is_digit((unsigned char)value[1]);
    return digits ? number * 10 + (half ? value[1] - '0' : 0) : 0;
}

/* Whether a part of a text says a title's words: signs, numbers, and what a task is worth or takes ("(8 points)", "/ 4 pts",
 * "55 min"), often have not the look of the title beside them. */
static bool has_words(const char *text, size_t size)
{
    static const char measures[] = "h mark marks min minutes point points pt pts";
    char word[16];
    size_t length = 1, filled = 0;
    bool digit = false, measure = false;
    for (size_t at = 0; at <= size; at += length) {
        uint32_t point = at < size ? text_decode(text + at, size - at, &length) : ' ';
        digit = digit || text_is_digit(point);
        if (text_is_letter(point)) {
            if (filled + 5 > sizeof word)
                return true;
            filled += text_encode(word + filled, text_lower(point));
        } else if (filled) {
            word[filled] = '\0';
            if (!text_in_list(measures, word))
                return true;
            measure = true;
            filled = 0;
        }
    }
    return measure && !digit;
}

/* What the block itself says. */
static unsigned flags_of_block(const ard_node *leaf)
{
    const char *align = node_attribute(leaf, "look-align");
    unsigned flags = align && strcmp(align, "center") == 0 ? LOOK_CENTRED : 0;
    return flags | (node_attribute(leaf, "look-border") || node_attribute(leaf, "look-paper") ? LOOK_BOXED : 0);
}

/* Whether a piece is a formula that was typed as text. */
static bool is_typed(const flat_piece *piece)
{
    return piece->node->kind == MATHS && node_attribute(piece->node, "data-typed");
}

bool look_retype(const flat *f, buffer *text)
{
    size_t done = 0;
    for (size_t i = 0; i < f->count; i++) {
        const flat_piece *piece = &f->pieces[i];
        if (!is_typed(piece))
            continue;
        buffer_add(text, buffer_string(&f->text) + done, piece->begin - done);
        node_text(piece->node, text);
        done = piece->end;
    }
    if (done)
        buffer_add(text, buffer_string(&f->text) + done, f->text.size - done);
    return done != 0;
}

leaf_look look_of(const ard_document *document, const ard_node *leaf, const flat *f)
{
    leaf_look l = {.flags = ~0u, .size = look_size(leaf)};
    const char *text = buffer_string(&f->text);
    size_t texts = 0, links = 0;
    for (size_t i = 0; i < f->count; i++) {
        const flat_piece *piece = &f->pieces[i];
        l.pictured |= piece->node->kind == IMAGE;
        l.formula |= piece->node->kind == MATHS && !is_typed(piece);
        l.written_on |=
            piece->node->parent->kind == ANSWER || piece->node->kind == ANSWER || piece->node->kind == CHECK;
        bool typed = is_typed(piece); /* it was text */
        if (!typed && (piece->node->kind != TEXT || !has_words(text + piece->begin, piece->end - piece->begin)))
            continue;
        l.flags &= flags_up(document, piece->node, leaf);
        texts++;
        links += piece->shut && !typed;
    }
    l.linked = texts && links == texts;
    l.flags = (texts ? l.flags : 0) | flags_of_block(leaf);
    buffer typed = BUFFER_EMPTY;
    bool retyped = look_retype(f, &typed);
    if (retyped ? count_text(&l, buffer_string(&typed), typed.size) : count_text(&l, text, f->text.size))
        l.flags |= LOOK_CAPITALS;
    buffer_free(&typed);
    return l;
}
