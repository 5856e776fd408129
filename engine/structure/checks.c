/* Boxes. A ballot box is there to be ticked. A plain square is too where it begins a block, or stands before a word; in
 * a calculation ("3 + □ = 5") it is where the answer goes. */
#include "base/text.h"
#include "lesson/flat.h"
#include "structure.h"

typedef struct box {
    uint32_t point;
    bool ballot, ticked;
} box;

static const box boxes[] = {
    {0x2610, true, false},  {0x2611, true, true},   {0x2612, true, true},   {0x25A1, false, false},
    {0x25A2, false, false}, {0x25FB, false, false}, {0x2750, false, false}, {0x2751, false, false},
    {0x274F, false, false}, {0x2752, false, false}, {0x25A3, false, true},  {0x1F5F9, true, true},
    {0x2B1C, false, false},
};

static const box *box_of(uint32_t point)
{
    enum { LEAST = 0x25A1 };
    for (size_t i = 0; point >= LEAST && i < sizeof boxes / sizeof *boxes; i++)
        if (boxes[i].point == point)
            return &boxes[i];
    return NULL;
}

static bool is_operator(uint32_t point)
{
    return point == '=' || point == '+' || point == '-' || point == 0x2212 || point == 0xD7 || point == 0xF7 ||
           point == '<' || point == '>' || point == '/' || point == ':';
}

/* What a box is: CHECK, ANSWER, or KINDS where that cannot be told. `before` and `after` are the nearest characters that
 * are no blanks; `apart` says that a blank or the edge stands before it. */
static ard_kind kind_of_box(const box *b, uint32_t before, uint32_t after, bool apart)
{
    if (b->ballot)
        return CHECK;
    if (before && before != ':' && is_operator(before))
        return ANSWER;
    if (after && after != ':' && after != '-' && is_operator(after))
        return ANSWER;
    return !before || (apart && (text_is_letter(after) || text_is_digit(after) || !after)) ? CHECK : KINDS;
}

/* The first character from `offset` on that is no blank; 0 at the end. */
static uint32_t next_solid(const char *text, size_t size, size_t offset)
{
    size_t length;
    for (; offset < size; offset += length) {
        uint32_t point = text_decode(text + offset, size - offset, &length);
        if (!text_is_space(point))
            return point;
    }
    return 0;
}

/* Puts the node for a box into its place; false where the text is shut. */
static bool put_box(ard_document *document, flat *f, size_t begin, size_t end, const box *b, ard_kind kind)
{
    const flat_piece *piece = flat_piece_at(f, begin);
    if (!piece || piece->shut)
        return false;
    ard_node *node = node_new(document, kind, piece->node->place);
    if (kind == CHECK)
        node_set(document, node, "aria-checked", b->ticked ? "true" : "false");
    else {
        node_set_number(document, node, "data-size", 2);
        node_append(node, node_new_text(document, buffer_string(&f->text) + begin, end - begin, piece->node->place));
    }
    return flat_replace(document, f, begin, end, node);
}

static size_t checks_of_leaf(ard_document *document, ard_node *leaf, size_t *answers)
{
    flat f;
    if (!flat_open(&f, leaf))
        return 0;
    const char *text = buffer_string(&f.text);
    size_t size = f.text.size, count = 0, length;
    uint32_t before = 0, last = 0;
    for (size_t at = 0; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        const box *b = box_of(point);
        ard_kind kind =
            b ? kind_of_box(b, before, next_solid(text, size, at + length), !last || text_is_space(last)) : KINDS;
        if (kind != KINDS && put_box(document, &f, at, at + length, b, kind))
            *(kind == CHECK ? &count : answers) += 1;
        last = point;
        if (!text_is_space(point))
            before = point == '\n' ? 0 : point;
    }
    flat_close(document, &f);
    return count;
}

size_t structure_checks(ard_document *document, size_t *answers)
{
    size_t count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_LEAVE && kind_about(w.node->kind)->class == LEAF && w.node->kind != CODE_BLOCK &&
            w.node->kind != MATHS_BLOCK)
            count += checks_of_leaf(document, w.node, answers);
    return count;
}
