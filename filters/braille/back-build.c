/* Tokens of a formula to MathML. Brackets, blocks, bars, matrices and denominators are frames on a stack; what waits for the next
 * quantity (a power for its exponent, a root, a sign over a quantity) waits on another. */
#include "filters/braille/back-parts.h"

#include "base/text.h"

#include <string.h>

enum { MOST_BYTES = 20000 * BACK_BYTES };

/* ---- Nodes -------------------------------------------------------------------------------------------------------- */

back_node *back_make(builder *b, const char *name, const char *text, back_role role)
{
    back_node *made = arena_alloc(b->pool, sizeof *made);
    if (!made) {
        b->failed = true;
        b->spare = (back_node){.name = "mrow"};
        return &b->spare;
    }
    *made = (back_node){.name = name, .text = text, .role = (uint8_t)role};
    return made;
}

/* Adds a child, or an empty "mrow" for NULL. */
void back_adopt(builder *b, back_node *parent, back_node *child)
{
    child = child ? child : back_make(b, "mrow", NULL, BACK_LETTER);
    if (b->failed)
        return;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

back_node *back_make_pair(builder *b, const char *name, back_node *first, back_node *second)
{
    back_node *made = back_make(b, name, NULL, BACK_LETTER);
    back_adopt(b, made, first);
    if (second)
        back_adopt(b, made, second);
    return made;
}

bool back_is_named(const back_node *node, const char *name)
{
    return node && strcmp(node->name, name) == 0;
}

/* A token's element: letters "mi", numbers "mn", words "mtext", signs "mo". */
back_node *back_make_token(builder *b, const back_token *t)
{
    static const char *const names[] = {[BACK_NUMBER] = "mn", [BACK_LETTER] = "mi",  [BACK_NAME] = "mi",
                                        [BACK_LARGE] = "mo",  [BACK_WORD] = "mtext", [BACK_BLANK] = "mtext"};
    const char *name = t->role <= BACK_BLANK && names[t->role] ? names[t->role] : "mo";
    if (t->role == BACK_LARGE && (unsigned char)*t->text < 0x80 && text_is_letter((unsigned char)*t->text))
        name = "mi";
    back_node *made = back_make(b, name, t->text, t->role);
    made->upright = t->chemical && strlen(t->text) == 1;
    return made;
}

/* ---- Frames ------------------------------------------------------------------------------------------------------- */

frame *back_top(builder *b)
{
    return &b->frames[b->depth - 1];
}

void back_push_frame(builder *b, frame_kind kind, const char *open)
{
    b->frames[b->depth++] = (frame){kind, b->items_count, b->waits_count, open, NULL, NULL, NULL};
}

void back_wait_for(builder *b, wait_kind kind, back_node *base, const char *text)
{
    b->waits[b->waits_count++] = (waiting){kind, base, text};
}

bool back_is_waiting(builder *b)
{
    return b->waits_count > back_top(b)->waiting;
}

back_node *back_last_item(builder *b)
{
    return b->items_count > back_top(b)->items ? b->items[b->items_count - 1] : NULL;
}

bool back_parts(const back_node *node)
{
    return node->role > BACK_PRIME;
}

/* Whether a quantity is to begin. */
bool back_at_start(builder *b)
{
    const back_node *last = back_last_item(b);
    return back_is_waiting(b) || !last || back_parts(last);
}

/* Takes items [from, end) away as one node: the only one, or an "mrow". */
back_node *back_take_items(builder *b, size_t from)
{
    back_node *row = back_make(b, "mrow", NULL, BACK_LETTER);
    size_t count = b->items_count - from;
    for (size_t i = from; i < b->items_count; i++)
        back_adopt(b, row, b->items[i]);
    b->items_count = from;
    return count == 1 ? row->first : row;
}

/* Ends the frame at work, what waits in it waits in vain. Its items stay, and are the frame's below. */
void back_drop_frame(builder *b)
{
    b->failed |= back_is_waiting(b);
    b->depth--;
}

/* Ends a denominator, which goes to the next sign that parts quantities. */
void back_end_low(builder *b)
{
    while (back_top(b)->kind == FRAME_LOW && !b->failed) {
        frame low = *back_top(b);
        b->failed |= b->items_count == low.items;
        back_drop_frame(b);
        back_node *under = back_take_items(b, low.items);
        b->items[b->items_count++] = back_make_pair(b, "mfrac", low.numerator, under);
    }
}

/* A bar that nothing closes is a sign like others. */
void back_end_lone_bar(builder *b)
{
    frame bar = *back_top(b);
    back_drop_frame(b);
    memmove(b->items + bar.items + 1, b->items + bar.items, (b->items_count - bar.items) * sizeof *b->items);
    b->items[bar.items] = back_make(b, "mo", bar.open, BACK_BAR);
    b->items_count++;
}

/* ---- Matrices and systems (chapter 13) ---------------------------------------------------------------------------- */

static void end_cell(builder *b)
{
    frame *f = back_top(b);
    back_node *cell = back_make(b, "mtd", NULL, BACK_LETTER);
    for (size_t i = f->items; i < b->items_count; i++)
        back_adopt(b, cell, b->items[i]);
    b->failed |= back_is_waiting(b);
    b->items_count = f->items;
    if (!f->row)
        f->row = back_make(b, "mtr", NULL, BACK_LETTER);
    back_adopt(b, f->row, cell);
}

void back_end_table_row(builder *b)
{
    frame *f = back_top(b);
    end_cell(b);
    back_adopt(b, f->table, f->row);
    f->row = NULL;
}

/* Ends a matrix, a determinant or a system: `close` is NULL where a system has no brace at its end. */
void back_end_tall(builder *b, const char *close)
{
    back_end_table_row(b);
    frame f = *back_top(b);
    back_drop_frame(b);
    back_node *row = back_make(b, "mrow", NULL, BACK_LETTER);
    back_adopt(b, row, back_make(b, "mo", f.open, BACK_OPEN));
    back_adopt(b, row, f.table);
    if (close)
        back_adopt(b, row, back_make(b, "mo", close, BACK_CLOSE));
    back_operand(b, row);
}

/* Ends what is open inside the next bracket, block or matrix. */
void back_end_inner(builder *b)
{
    for (;;) {
        back_end_low(b);
        if (b->failed)
            return;
        if (back_top(b)->kind == FRAME_BAR)
            back_end_lone_bar(b);
        else if (back_top(b)->kind == FRAME_TALL && *back_top(b)->open == '{')
            back_end_tall(b, NULL);
        else
            return;
    }
}

/* ---- Other tokens ------------------------------------------------------------------------------------------------- */

static void number(builder *b)
{
    back_node *made = back_make_token(b, &b->t[b->at]), *last = back_last_item(b);
    bool counts = b->chemistry && !back_at_start(b) && last->role != BACK_NUMBER;
    b->strength +=
        !b->prefixed && !(b->at && b->t[b->at - 1].role == BACK_LETTER) && b->t[b->at + 1].role != BACK_LETTER;
    if (counts)
        b->items[b->items_count - 1] = back_make_pair(b, "msub", last, made);
    else
        back_operand(b, made);
}

/* Names, large signs, letters that are not Latin, and a capital inside a run of letters, which words write otherwise; but the
 * sign of sets before letters is that of capitals. */
static bool is_strong(const builder *b)
{
    const back_token *t = &b->t[b->at];
    bool inside = b->at && t[-1].role == BACK_LETTER, word = t[1].role == BACK_LETTER && t[1].small;
    if (t->role == BACK_NAME || t->role == BACK_LARGE)
        return b->at || t[1].role != BACK_END;
    return t->role == BACK_LETTER && !t->small && (t->capital ? inside : !word);
}

static void quantity(builder *b)
{
    b->strength += is_strong(b);
    back_operand(b, back_make_token(b, &b->t[b->at]));
}

/* An arrow that leaves a formula of chemistry upwards: what it stands behind is a gas (2008). */
static bool put_gas(builder *b)
{
    size_t from = b->items_count;
    while (from > back_top(b)->items && !back_parts(b->items[from - 1]))
        from--;
    if (!b->chemistry || strcmp(b->t[b->at].text, "↗") != 0 || from == b->items_count || back_is_waiting(b))
        return false;
    back_operand(b, back_make_pair(b, "mover", back_take_items(b, from), back_make(b, "mo", "⤴", BACK_OPERATOR)));
    return true;
}

/* Whether a hyphen stands between points or symbols, which words are not. */
static bool is_between_capitals(const back_token *t, size_t at)
{
    return at && t[at - 1].role == BACK_LETTER && !t[at - 1].small && t[at + 1].role == BACK_LETTER &&
           !t[at + 1].small && !(t[at + 2].role == BACK_LETTER && t[at + 2].small);
}

/* A sign between quantities. */
static void parting(builder *b)
{
    const back_token *t = &b->t[b->at];
    bool hyphen = t->role == BACK_OPERATOR && strcmp(t->text, "−") == 0;
    bool weak = t->role != BACK_OPERATOR || strchr(":", *t->text) || (hyphen && !is_between_capitals(b->t, b->at));
    if (t->role == BACK_OPERATOR && put_gas(b)) {
        b->strength++;
        return;
    }
    if (t->role == BACK_OPERATOR && back_top(b)->kind == FRAME_LOW && b->items_count == back_top(b)->items)
        back_wait_for(b, WAIT_MINUS, NULL, t->text);
    else {
        back_end_low(b);
        b->failed |= back_is_waiting(b);
        b->items[b->items_count++] = back_make_token(b, t);
    }
    b->strength += !weak;
}

/* A blank parts the cells of a row, but behind a word, which stays with what it tells of. */
static void blank(builder *b)
{
    back_role before = b->at ? b->t[b->at - 1].role : BACK_BLANK, after = b->t[b->at + 1].role;
    back_end_low(b);
    if (back_top(b)->kind != FRAME_TALL) {
        parting(b);
        return;
    }
    bool edge = before == BACK_ROW || before == BACK_TALL_OPEN || after == BACK_ROW || after == BACK_END ||
                after == BACK_TALL_CLOSE || before == BACK_BLANK || before == BACK_WORD;
    if (!edge)
        end_cell(b);
}

static void row_end(builder *b)
{
    back_end_low(b);
    while (back_top(b)->kind == FRAME_BAR && !b->failed)
        back_end_lone_bar(b), back_end_low(b);
    if (back_top(b)->kind == FRAME_TALL)
        back_end_table_row(b);
    else
        b->failed = true;
}

static void nothing(builder *b)
{
    (void)b;
}

static void power(builder *b)
{
    back_script(b, WAIT_POWER);
}

static void index_below(builder *b)
{
    back_script(b, WAIT_INDEX);
}

static void over(builder *b)
{
    back_script(b, WAIT_OVER);
}

static void under(builder *b)
{
    back_script(b, WAIT_UNDER);
}

static void root(builder *b)
{
    b->strength++;
    back_wait_for(b, WAIT_ROOT, NULL, NULL);
    back_take_sign(b);
}

static void accent_over(builder *b)
{
    back_accent(b, WAIT_ACCENT);
}

static void accent_under(builder *b)
{
    back_accent(b, WAIT_UNDER_ACCENT);
}

static void isotope_low(builder *b)
{
    back_isotope(b, WAIT_ISOTOPE_LOW);
}

static void isotope_high(builder *b)
{
    back_isotope(b, WAIT_ISOTOPE_HIGH);
}

static void postfix(builder *b)
{
    b->strength++;
    back_operand(b, back_make_token(b, &b->t[b->at]));
}

static void (*const takes[])(builder *) = {
    [BACK_NUMBER] = number,
    [BACK_LETTER] = quantity,
    [BACK_NAME] = quantity,
    [BACK_LARGE] = quantity,
    [BACK_WORD] = quantity,
    [BACK_POSTFIX] = postfix,
    [BACK_PRIME] = back_prime,
    [BACK_OPERATOR] = parting,
    [BACK_SEPARATOR] = parting,
    [BACK_BLANK] = blank,
    [BACK_EMPTY] = nothing,
    [BACK_ROW] = row_end,
    [BACK_OPEN] = back_open_bracket,
    [BACK_CLOSE] = back_close_bracket,
    [BACK_SQUARE] = back_square,
    [BACK_BAR] = back_bar,
    [BACK_TALL_OPEN] = back_open_tall,
    [BACK_TALL_CLOSE] = back_close_tall,
    [BACK_TALL_BAR] = back_tall_bar,
    [BACK_BLOCK] = back_open_block,
    [BACK_BLOCK_END] = back_close_block,
    [BACK_FRACTION] = back_fraction,
    [BACK_POWER] = power,
    [BACK_INDEX] = index_below,
    [BACK_OVER] = over,
    [BACK_UNDER] = under,
    [BACK_ROOT] = root,
    [BACK_ACCENT] = accent_over,
    [BACK_UNDER_ACCENT] = accent_under,
    [BACK_LEFT_LOW] = isotope_low,
    [BACK_LEFT_HIGH] = isotope_high,
};

static bool open_builder(builder *b, arena *pool, size_t count)
{
    b->pool = pool;
    b->items = arena_alloc(pool, (2 * count + 8) * sizeof *b->items);
    b->frames = arena_alloc(pool, (count + 4) * sizeof *b->frames);
    b->waits = arena_alloc(pool, (2 * count + 4) * sizeof *b->waits);
    return b->items && b->frames && b->waits;
}

/* Whether a system is at work, in a denominator or a bar of which more may be open. */
static bool is_system(builder *b)
{
    return back_open_frame(b)->kind == FRAME_TALL;
}

back_formula back_read(arena *pool, const char *braille, size_t size)
{
    back_formula made = {0};
    builder b = {0};
    size_t count;
    made.blocks = size > 6 && strncmp(braille, "⠠⠄", 6) == 0;
    made.prefixed = size > BACK_BYTES && strncmp(braille, "⠠", BACK_BYTES) == 0;
    size_t skipped = made.blocks ? 6 : made.prefixed ? BACK_BYTES : 0;
    if (size <= skipped || size > MOST_BYTES)
        return made;
    back_token *tokens = back_tokens(pool, braille + skipped, size - skipped, &count);
    if (!tokens || !open_builder(&b, pool, count))
        return made;
    b.t = tokens;
    b.prefixed = made.prefixed;
    b.chemistry = back_chemistry(pool, tokens, &count);
    b.strength = b.chemistry;
    back_push_frame(&b, FRAME_ALL, "");
    for (; b.t[b.at].role != BACK_END && !b.failed; b.at++)
        takes[b.t[b.at].role](&b);
    made.open = !b.failed && is_system(&b);
    if (!b.failed)
        back_end_inner(&b);
    if (b.failed || b.depth != 1 || back_is_waiting(&b) || arena_failed(pool) || !b.items_count)
        return made;
    back_node *last = b.items[b.items_count - 1];
    made.row = back_make_pair(&b, "mrow", back_take_items(&b, 0), NULL);
    bool ends = last->role == BACK_OPERATOR && count > 1 && tokens[count - 1].role == BACK_OPERATOR && !b.chemistry &&
                tokens[count - 2].role != BACK_POWER && tokens[count - 2].role != BACK_INDEX;
    made.strength = ends ? 0 : b.strength;
    made.row = b.failed || back_is_deep(made.row) ? NULL : made.row;
    return made;
}
