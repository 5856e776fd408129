/* Brackets, bars, rows, blocks and fractions: what opens and closes (chapters 5, 7, 8 and 13). */
#include "filters/braille/back-parts.h"

#include "base/text.h"

#include <string.h>

/* ---- Brackets and bars -------------------------------------------------------------------------------------------- */

void back_open_bracket(builder *b)
{
    bool large = b->t[b->at].large, function = b->at && b->t[b->at - 1].role == BACK_LETTER;
    bool word = b->at > 1 && b->t[b->at - 2].role == BACK_LETTER;
    b->strength +=
        large || (unsigned char)*b->t[b->at].text >= 0x80 || (function && !word) || b->t[b->at].role == BACK_SQUARE;
    back_push_frame(b, FRAME_BRACKET, b->t[b->at].text);
}

/* The items of the frame at work between two signs, as one quantity. */
static void close_with(builder *b, const char *close, back_role role)
{
    frame f = *back_top(b);
    back_drop_frame(b);
    back_node *row = back_make(b, "mrow", NULL, BACK_LETTER);
    back_adopt(b, row, back_make(b, "mo", f.open, role));
    for (size_t i = f.items; i < b->items_count; i++)
        back_adopt(b, row, b->items[i]);
    back_adopt(b, row, back_make(b, "mo", close, role));
    b->items_count = f.items;
    back_operand(b, row);
}

/* What stands over and under an arrow follows it in parentheses, over first (2008, III.5). */
static bool put_conditions(builder *b)
{
    size_t from = back_top(b)->items, middle = from;
    while (middle < b->items_count && b->items[middle]->role != BACK_SEPARATOR)
        middle++;
    const back_node *before = b->chemistry && from ? b->items[from - 1] : NULL;
    bool arrow = before && before->role == BACK_OPERATOR && before->text && strstr("→ ⇄ ←", before->text);
    if (!arrow || middle == b->items_count || middle == from || middle + 1 == b->items_count)
        return false;
    back_drop_frame(b);
    back_node *low = back_take_items(b, middle + 1);
    b->items_count--;
    back_node *high = back_take_items(b, from);
    back_node *made = back_make_pair(b, "munderover", b->items[from - 1], low);
    back_adopt(b, made, high);
    made->role = BACK_OPERATOR;
    b->items[from - 1] = made;
    return true;
}

void back_close_bracket(builder *b)
{
    back_end_inner(b);
    if (back_top(b)->kind == FRAME_BRACKET && put_conditions(b))
        return;
    if (back_top(b)->kind == FRAME_BRACKET)
        close_with(b, b->t[b->at].text, BACK_CLOSE);
    else
        b->failed = true;
}

/* The bracket that is open: a denominator or a bar inside it is passed over. */
const frame *back_open_frame(builder *b)
{
    const frame *f = back_top(b);
    while (f->kind == FRAME_LOW || f->kind == FRAME_BAR)
        f--;
    return f;
}

static bool has_separator(builder *b, const frame *f)
{
    for (size_t i = f->items; i < b->items_count; i++)
        if (b->items[i]->role == BACK_SEPARATOR || (b->items[i]->role == BACK_NUMBER && strchr(b->items[i]->text, ',')))
            return true;
    return false;
}

/* Square brackets are turned outwards for open intervals: which one opens is known by what stands around it. */
void back_square(builder *b)
{
    const frame *f = back_open_frame(b);
    bool inside = f->kind == FRAME_BRACKET && strchr("[]", *f->open);
    bool outwards = strcmp(b->t[b->at].text, "[") == 0;
    if (inside && !back_at_start(b) && (!outwards || has_separator(b, f)))
        back_close_bracket(b);
    else
        back_open_bracket(b);
}

/* Whether another such bar comes before the bracket at work ends. */
static bool has_other_bar(const builder *b)
{
    int depth = 0;
    for (size_t i = b->at + 1; b->t[i].role != BACK_END && depth >= 0; i++) {
        back_role role = b->t[i].role;
        depth += role == BACK_OPEN || role == BACK_BLOCK;
        depth -= role == BACK_CLOSE || role == BACK_BLOCK_END;
        if (!depth && role == BACK_BAR && strcmp(b->t[i].text, b->t[b->at].text) == 0)
            return true;
    }
    return false;
}

void back_bar(builder *b)
{
    const char *text = b->t[b->at].text;
    b->strength++;
    if (back_at_start(b)) {
        back_push_frame(b, FRAME_BAR, text);
        return;
    }
    back_end_low(b);
    if (back_top(b)->kind == FRAME_BAR && strcmp(back_top(b)->open, text) == 0)
        close_with(b, text, BACK_BAR);
    else if (has_other_bar(b))
        back_push_frame(b, FRAME_BAR, text);
    else
        b->items[b->items_count++] = back_make(b, "mo", text, BACK_BAR);
}

void back_open_tall(builder *b)
{
    back_node *table = back_make(b, "mtable", NULL, BACK_LETTER);
    back_push_frame(b, FRAME_TALL, b->t[b->at].text);
    back_top(b)->table = table;
    b->strength += 2;
}

/* Ends a matrix by its own sign. */
void back_close_tall(builder *b)
{
    back_end_low(b);
    while (back_top(b)->kind == FRAME_BAR && !b->failed)
        back_end_lone_bar(b), back_end_low(b);
    if (back_top(b)->kind == FRAME_TALL)
        back_end_tall(b, b->t[b->at].text);
    else
        b->failed = true;
}

void back_tall_bar(builder *b)
{
    const frame *f = back_open_frame(b);
    if (f->kind == FRAME_TALL && strcmp(f->open, b->t[b->at].text) == 0)
        back_close_tall(b);
    else
        back_open_tall(b);
}

/* ---- Blocks, fractions -------------------------------------------------------------------------------------------- */

void back_open_block(builder *b)
{
    b->strength++;
    back_push_frame(b, FRAME_BLOCK, "");
}

/* Pairs of electrons that belong to an element (2008, I.5): a block of their number and "d". */
static bool lone_pairs(builder *b, size_t from)
{
    bool pairs = b->items_count == from + 2 && from > back_top(b)->items && !back_is_waiting(b) &&
                 back_is_named(b->items[from], "mn") &&
                 strcmp(b->items[from + 1]->text ? b->items[from + 1]->text : "", "d") == 0;
    if (!pairs)
        return false;
    back_node *element = b->items[from - 1];
    bool two = *b->items[from]->text == '2';
    b->items_count = from;
    b->items[from - 1] =
        back_make_pair(b, two ? "munderover" : "mover", element, back_make(b, "mo", "―", BACK_OPERATOR));
    if (two)
        back_adopt(b, b->items[from - 1], back_make(b, "mo", "―", BACK_OPERATOR));
    return true;
}

void back_close_block(builder *b)
{
    back_end_inner(b);
    if (back_top(b)->kind != FRAME_BLOCK || b->items_count == back_top(b)->items) {
        b->failed = true;
        return;
    }
    size_t from = back_top(b)->items;
    back_drop_frame(b);
    if (b->chemistry && lone_pairs(b, from))
        return;
    back_node *inside = back_take_items(b, from);
    if (inside->role > BACK_PRIME && !back_is_waiting(b))
        inside = back_make_pair(b, "mrow", inside, NULL);
    back_operand(b, inside);
}

/* Whether the numerator is a unit, whose oblique line stays one: a blank stands before it, and before that a number. */
static bool is_unit(builder *b, size_t from)
{
    return from >= back_top(b)->items + 2 && b->items[from - 1]->role == BACK_BLANK &&
           b->items[from - 2]->role == BACK_NUMBER;
}

/* The line of a fraction: what stands before it, back to the last sign that parts quantities, is the numerator. */
void back_fraction(builder *b)
{
    back_end_low(b);
    size_t from = b->items_count;
    while (from > back_top(b)->items && !back_parts(b->items[from - 1]))
        from--;
    b->failed |= back_is_waiting(b) || from == b->items_count;
    if (b->failed)
        return;
    if (b->chemistry || is_unit(b, from)) {
        b->items[b->items_count++] = back_make(b, "mo", "/", BACK_OPERATOR);
        return;
    }
    back_node *numerator = back_take_items(b, from);
    back_push_frame(b, FRAME_LOW, "");
    back_top(b)->numerator = numerator;
    b->strength++;
}
