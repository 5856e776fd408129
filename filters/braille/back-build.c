/* Tokens of a formula to MathML. Brackets, blocks, bars, matrices and denominators are frames on a stack; what waits for the next
 * quantity (a power for its exponent, a root, a sign over a quantity) waits on another. */
#include "filters/braille/back-inside.h"

#include "base/text.h"

#include <string.h>

enum { MOST_BYTES = 20000 * BACK_BYTES };

typedef enum frame_kind { FRAME_ALL, FRAME_BLOCK, FRAME_BRACKET, FRAME_BAR, FRAME_TALL, FRAME_LOW } frame_kind;

typedef struct frame {
    frame_kind kind;
    size_t items, waiting;  /* where its own begin */
    const char *open;       /* its bracket */
    back_node *numerator;   /* of FRAME_LOW */
    back_node *table, *row; /* of FRAME_TALL */
} frame;

typedef enum wait_kind {
    WAIT_POWER,
    WAIT_INDEX,
    WAIT_OVER,
    WAIT_UNDER,
    WAIT_MINUS,
    WAIT_ROOT,
    WAIT_DEGREE,
    WAIT_LEFT_POWER,
    WAIT_LEFT_INDEX,
    WAIT_ACCENT,
    WAIT_UNDER_ACCENT,
    WAIT_ISOTOPE_LOW,
    WAIT_ISOTOPE_HIGH
} wait_kind;

typedef struct waiting {
    wait_kind kind;
    back_node *base;  /* of a script; a root's degree */
    const char *text; /* of a sign */
} waiting;

typedef struct builder {
    arena *pool;
    const back_token *t;
    size_t at; /* the token at work */
    back_node **items;
    frame *frames; /* the last is at work */
    waiting *waits;
    size_t items_count, depth, waits_count;
    unsigned strength;
    back_node spare; /* given when memory has ended */
    bool chemistry, prefixed, failed;
} builder;

/* ---- Nodes -------------------------------------------------------------------------------------------------------- */

static back_node *make(builder *b, const char *name, const char *text, back_role role)
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
static void adopt(builder *b, back_node *parent, back_node *child)
{
    child = child ? child : make(b, "mrow", NULL, BACK_LETTER);
    if (b->failed)
        return;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

static back_node *make_pair(builder *b, const char *name, back_node *first, back_node *second)
{
    back_node *made = make(b, name, NULL, BACK_LETTER);
    adopt(b, made, first);
    if (second)
        adopt(b, made, second);
    return made;
}

static bool is_named(const back_node *node, const char *name)
{
    return node && strcmp(node->name, name) == 0;
}

/* A token's element: letters "mi", numbers "mn", words "mtext", signs "mo". */
static back_node *make_token(builder *b, const back_token *t)
{
    static const char *const names[] = {[BACK_NUMBER] = "mn", [BACK_LETTER] = "mi",  [BACK_NAME] = "mi",
                                        [BACK_LARGE] = "mo",  [BACK_WORD] = "mtext", [BACK_BLANK] = "mtext"};
    const char *name = t->role <= BACK_BLANK && names[t->role] ? names[t->role] : "mo";
    if (t->role == BACK_LARGE && (unsigned char)*t->text < 0x80 && text_is_letter((unsigned char)*t->text))
        name = "mi";
    back_node *made = make(b, name, t->text, t->role);
    made->upright = t->chemical && strlen(t->text) == 1;
    return made;
}

/* ---- Frames ------------------------------------------------------------------------------------------------------- */

static frame *top(builder *b)
{
    return &b->frames[b->depth - 1];
}

static void push_frame(builder *b, frame_kind kind, const char *open)
{
    b->frames[b->depth++] = (frame){kind, b->items_count, b->waits_count, open, NULL, NULL, NULL};
}

static void wait_for(builder *b, wait_kind kind, back_node *base, const char *text)
{
    b->waits[b->waits_count++] = (waiting){kind, base, text};
}

static bool is_waiting(builder *b)
{
    return b->waits_count > top(b)->waiting;
}

static back_node *last_item(builder *b)
{
    return b->items_count > top(b)->items ? b->items[b->items_count - 1] : NULL;
}

static bool parts(const back_node *node)
{
    return node->role > BACK_PRIME;
}

/* Whether a quantity is to begin. */
static bool at_start(builder *b)
{
    const back_node *last = last_item(b);
    return is_waiting(b) || !last || parts(last);
}

/* Takes items [from, end) away as one node: the only one, or an "mrow". */
static back_node *take_items(builder *b, size_t from)
{
    back_node *row = make(b, "mrow", NULL, BACK_LETTER);
    size_t count = b->items_count - from;
    for (size_t i = from; i < b->items_count; i++)
        adopt(b, row, b->items[i]);
    b->items_count = from;
    return count == 1 ? row->first : row;
}

static void operand(builder *b, back_node *node);

/* Ends the frame at work, what waits in it waits in vain. Its items stay, and are the frame's below. */
static void drop_frame(builder *b)
{
    b->failed |= is_waiting(b);
    b->depth--;
}

/* Ends a denominator, which goes to the next sign that parts quantities. */
static void end_low(builder *b)
{
    while (top(b)->kind == FRAME_LOW && !b->failed) {
        frame low = *top(b);
        b->failed |= b->items_count == low.items;
        drop_frame(b);
        back_node *under = take_items(b, low.items);
        b->items[b->items_count++] = make_pair(b, "mfrac", low.numerator, under);
    }
}

/* A bar that nothing closes is a sign like others. */
static void end_lone_bar(builder *b)
{
    frame bar = *top(b);
    drop_frame(b);
    memmove(b->items + bar.items + 1, b->items + bar.items, (b->items_count - bar.items) * sizeof *b->items);
    b->items[bar.items] = make(b, "mo", bar.open, BACK_BAR);
    b->items_count++;
}

/* ---- Matrices and systems (chapter 13) ---------------------------------------------------------------------------- */

static void end_cell(builder *b)
{
    frame *f = top(b);
    back_node *cell = make(b, "mtd", NULL, BACK_LETTER);
    for (size_t i = f->items; i < b->items_count; i++)
        adopt(b, cell, b->items[i]);
    b->failed |= is_waiting(b);
    b->items_count = f->items;
    if (!f->row)
        f->row = make(b, "mtr", NULL, BACK_LETTER);
    adopt(b, f->row, cell);
}

static void end_table_row(builder *b)
{
    frame *f = top(b);
    end_cell(b);
    adopt(b, f->table, f->row);
    f->row = NULL;
}

/* Ends a matrix, a determinant or a system: `close` is NULL where a system has no brace at its end. */
static void end_tall(builder *b, const char *close)
{
    end_table_row(b);
    frame f = *top(b);
    drop_frame(b);
    back_node *row = make(b, "mrow", NULL, BACK_LETTER);
    adopt(b, row, make(b, "mo", f.open, BACK_OPEN));
    adopt(b, row, f.table);
    if (close)
        adopt(b, row, make(b, "mo", close, BACK_CLOSE));
    operand(b, row);
}

/* Ends what is open inside the next bracket, block or matrix. */
static void end_inner(builder *b)
{
    for (;;) {
        end_low(b);
        if (b->failed)
            return;
        if (top(b)->kind == FRAME_BAR)
            end_lone_bar(b);
        else if (top(b)->kind == FRAME_TALL && *top(b)->open == '{')
            end_tall(b, NULL);
        else
            return;
    }
}

/* ---- Scripts ------------------------------------------------------------------------------------------------------ */

static bool is_relation(const back_node *node)
{
    static const char relations[] = "= ≠ < > ≤ ≥ → ∈ ∉ ≈ ∼ ≡";
    return node->role == BACK_OPERATOR && node->text && strstr(relations, node->text);
}

/* Conditions under a limit or a sum that ⠂ parts stand in rows in print (14.4); but "1 ≤ i, j ≤ n" is one. */
static back_node *in_rows(builder *b, back_node *under)
{
    size_t relations = 0, after = 0;
    back_node *comma = NULL;
    for (back_node *at = is_named(under, "mrow") ? under->first : NULL; at; at = at->next) {
        if (at->role == BACK_SEPARATOR && !comma && *at->text == ',')
            comma = at;
        relations += !comma && is_relation(at);
        after += comma && is_relation(at);
    }
    bool shared = comma && is_named(under->first, "mn") && relations < 2 && after;
    if (!comma || !relations || !after || shared)
        return under;
    back_node *table = make(b, "mtable", NULL, BACK_LETTER), *cell = NULL;
    for (back_node *at = under->first, *next; at; at = next) {
        next = at->next;
        if (!cell) {
            cell = make(b, "mtd", NULL, BACK_LETTER);
            adopt(b, table, make_pair(b, "mtr", cell, NULL));
        }
        if (at == comma)
            cell = NULL;
        else
            adopt(b, cell, at);
    }
    return table;
}

/* A base with a script; two of one base become one element (9.4). */
static back_node *join_script(builder *b, const waiting *w, back_node *script)
{
    static const struct joint {
        wait_kind kind;
        const char *name, *after, *both;
    } joints[] = {{WAIT_POWER, "msup", "msub", "msubsup"},
                  {WAIT_INDEX, "msub", "", ""},
                  {WAIT_OVER, "mover", "munder", "munderover"},
                  {WAIT_UNDER, "munder", "", ""}};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        if (joints[i].kind != w->kind)
            continue;
        if (w->kind == WAIT_UNDER && w->base->role == BACK_LARGE)
            script = in_rows(b, script);
        if (!is_named(w->base, joints[i].after)) {
            back_node *made = make_pair(b, joints[i].name, w->base, script);
            made->role = w->base->role == BACK_NAME || w->base->role == BACK_LARGE ? w->base->role : BACK_LETTER;
            return made;
        }
        w->base->name = joints[i].both;
        adopt(b, w->base, script);
        return w->base;
    }
    return script;
}

/* Left scripts: `low` and `high` may be NULL, then "none" stands there. */
static back_node *join_left(builder *b, back_node *base, back_node *low, back_node *high)
{
    back_node *made = base;
    if (!is_named(base, "mmultiscripts")) {
        made = make_pair(b, "mmultiscripts", base, make(b, "mprescripts", NULL, BACK_LETTER));
        made->upright = base->upright;
    } else if (high && made->last && is_named(made->last, "none") && !low) {
        *made->last = *high;
        made->last->next = NULL;
        return made;
    }
    adopt(b, made, low ? low : make(b, "none", NULL, BACK_LETTER));
    adopt(b, made, high ? high : make(b, "none", NULL, BACK_LETTER));
    return made;
}

/* What becomes of a quantity that something waited for; NULL where something else is awaited now. */
static back_node *fulfil(builder *b, const waiting *w, back_node *node)
{
    node->next = NULL;
    switch (w->kind) {
    case WAIT_POWER:
    case WAIT_INDEX:
    case WAIT_OVER:
    case WAIT_UNDER: return join_script(b, w, node);
    case WAIT_MINUS: return make_pair(b, "mrow", make(b, "mo", w->text, BACK_OPERATOR), node);
    case WAIT_ROOT: return w->base ? make_pair(b, "mroot", node, w->base) : make_pair(b, "msqrt", node, NULL);
    case WAIT_DEGREE:
        if (b->t[b->at + 1].role == BACK_ROOT) {
            b->at++;
            wait_for(b, WAIT_ROOT, node, NULL);
        } else
            wait_for(b, WAIT_LEFT_POWER, node, NULL);
        return NULL;
    case WAIT_LEFT_POWER: return join_left(b, node, NULL, w->base);
    case WAIT_LEFT_INDEX:
        if (w->base)
            return join_left(b, node, w->base, NULL);
        wait_for(b, WAIT_LEFT_INDEX, node, NULL);
        return NULL;
    case WAIT_ACCENT: return make_pair(b, "mover", node, make(b, "mo", w->text, BACK_OPERATOR));
    case WAIT_UNDER_ACCENT: return make_pair(b, "munder", node, make(b, "mo", w->text, BACK_OPERATOR));
    case WAIT_ISOTOPE_LOW: return join_left(b, w->base, node, NULL);
    case WAIT_ISOTOPE_HIGH: return join_left(b, w->base, NULL, node);
    }
    return node;
}

static void sign_of_root(builder *b);

/* Takes a quantity: it is what was waited for, or an item of its row. */
static void operand(builder *b, back_node *node)
{
    while (is_waiting(b) && !b->failed) {
        waiting w = b->waits[--b->waits_count];
        bool degree = w.kind == WAIT_DEGREE;
        if (!(node = fulfil(b, &w, node))) {
            if (degree)
                sign_of_root(b);
            return;
        }
    }
    b->items[b->items_count++] = node;
}

/* Minus before the number or the letter that waits to be a script or a radicand belongs to it (chapter 8); another sign there
 * stands alone, as in R+. */
static void take_sign(builder *b)
{
    const back_token *next = &b->t[b->at + 1];
    bool minus = next->role == BACK_OPERATOR && strcmp(next->text, "−") == 0;
    bool quantity =
        next->role == BACK_OPERATOR && (next[1].role == BACK_NUMBER || (next[1].role == BACK_LETTER && !b->chemistry));
    if (minus && quantity) {
        wait_for(b, WAIT_MINUS, NULL, next->text);
        b->at++;
    } else if (next->role == BACK_OPERATOR || next->role == BACK_POSTFIX) {
        b->at++;
        b->strength++;
        operand(b, make_token(b, next));
    }
}

static void sign_of_root(builder *b)
{
    if (is_waiting(b) && b->waits[b->waits_count - 1].kind == WAIT_ROOT)
        take_sign(b);
}

/* Words that an index is written as; else a letter alone is one. */
static const char index_words[] =
    "eq max min moy tot ext int cin pot abs th exp vap sol liq gaz atm eff app sat lim ime eme er nd re";

/* An index of several letters: three or more, or a known word, of which the last has no script of its own. */
static void take_word(builder *b, bool index)
{
    size_t count = 0;
    buffer word = BUFFER_EMPTY;
    const back_token *next = &b->t[b->at + 1];
    for (; next[count].role == BACK_LETTER && next[count].small; count++)
        buffer_text(&word, next[count].text);
    back_role after = next[count].role;
    bool known = count > 1 && text_in_list(index_words, buffer_string(&word));
    bool takes = after != BACK_POWER && after != BACK_INDEX && after != BACK_PRIME && after != BACK_OPEN;
    if (takes && (known || (index && count > 2))) {
        b->at += count;
        operand(b, make(b, "mi", arena_copy(b->pool, buffer_string(&word), word.size), BACK_LETTER));
    }
    buffer_free(&word);
}

static void script(builder *b, wait_kind kind)
{
    b->strength++;
    if (at_start(b)) {
        b->failed |= kind == WAIT_OVER || kind == WAIT_UNDER;
        wait_for(b, kind == WAIT_POWER ? WAIT_DEGREE : WAIT_LEFT_INDEX, NULL, NULL);
    } else {
        wait_for(b, kind, b->items[--b->items_count], NULL);
        take_word(b, kind == WAIT_INDEX || kind == WAIT_UNDER);
    }
    if (is_waiting(b))
        take_sign(b);
}

static void isotope(builder *b, wait_kind kind)
{
    b->strength++;
    b->failed |= at_start(b);
    if (!b->failed)
        wait_for(b, kind, b->items[--b->items_count], NULL);
}

/* Adds a prime: a script of what it follows (9.4). */
static void prime(builder *b)
{
    back_node *mark = make_token(b, &b->t[b->at]), *last = last_item(b);
    b->strength += b->t[b->at + 1].role != BACK_LETTER;
    bool quantity = last && !parts(last) && last->role != BACK_NUMBER && !is_waiting(b);
    if (quantity)
        b->items[b->items_count - 1] = make_pair(b, "msup", last, mark);
    else
        b->items[b->items_count++] = mark;
}

/* How many letters a sign over a quantity covers: points by their capitals, with their primes (chapter 12). */
static size_t covered(const builder *b, const char *sign)
{
    bool angle = strcmp(sign, "^") == 0 || strcmp(sign, "⏜") == 0;
    const back_token *t = &b->t[b->at + 1];
    size_t at = 0, letters = 0, capitals = 0;
    for (; t[at].role == BACK_LETTER && letters < (angle ? 3u : 2u); letters++) {
        if (!t[at].capital && !(angle && t[at].small && letters != 1))
            break;
        capitals += t[at].capital;
        for (at++; t[at].role == BACK_PRIME; at++)
            ;
    }
    return letters > 1 && capitals && (capitals == letters || letters == 3) ? at : 0;
}

static void accent(builder *b, wait_kind kind)
{
    const char *sign = b->t[b->at].text;
    size_t count = covered(b, sign);
    b->strength++;
    wait_for(b, kind, NULL, sign);
    if (!count)
        return;
    push_frame(b, FRAME_BLOCK, "");
    for (size_t i = 0; i < count; i++) {
        b->at++;
        if (b->t[b->at].role == BACK_PRIME)
            prime(b);
        else
            operand(b, make_token(b, &b->t[b->at]));
    }
    size_t from = top(b)->items;
    drop_frame(b);
    operand(b, take_items(b, from));
}

/* ---- Brackets and bars -------------------------------------------------------------------------------------------- */

static void open_bracket(builder *b)
{
    bool large = b->t[b->at].large, function = b->at && b->t[b->at - 1].role == BACK_LETTER;
    bool word = b->at > 1 && b->t[b->at - 2].role == BACK_LETTER;
    b->strength += large || (function && !word) || b->t[b->at].role == BACK_SQUARE;
    push_frame(b, FRAME_BRACKET, b->t[b->at].text);
}

/* The items of the frame at work between two signs, as one quantity. */
static void close_with(builder *b, const char *close, back_role role)
{
    frame f = *top(b);
    drop_frame(b);
    back_node *row = make(b, "mrow", NULL, BACK_LETTER);
    adopt(b, row, make(b, "mo", f.open, role));
    for (size_t i = f.items; i < b->items_count; i++)
        adopt(b, row, b->items[i]);
    adopt(b, row, make(b, "mo", close, role));
    b->items_count = f.items;
    operand(b, row);
}

/* What stands over and under an arrow follows it in parentheses, over first (2008, III.5). */
static bool put_conditions(builder *b)
{
    size_t from = top(b)->items, middle = from;
    while (middle < b->items_count && b->items[middle]->role != BACK_SEPARATOR)
        middle++;
    bool arrow =
        b->chemistry && from && b->items[from - 1]->role == BACK_OPERATOR && strstr("→ ⇄ ←", b->items[from - 1]->text);
    if (!arrow || middle == b->items_count || middle == from || middle + 1 == b->items_count)
        return false;
    drop_frame(b);
    back_node *low = take_items(b, middle + 1);
    b->items_count--;
    back_node *high = take_items(b, from);
    back_node *made = make_pair(b, "munderover", b->items[from - 1], low);
    adopt(b, made, high);
    made->role = BACK_OPERATOR;
    b->items[from - 1] = made;
    return true;
}

static void close_bracket(builder *b)
{
    end_inner(b);
    if (top(b)->kind == FRAME_BRACKET && put_conditions(b))
        return;
    if (top(b)->kind == FRAME_BRACKET)
        close_with(b, b->t[b->at].text, BACK_CLOSE);
    else
        b->failed = true;
}

/* The bracket that is open: a denominator or a bar inside it is passed over. */
static const frame *open_frame(builder *b)
{
    const frame *f = top(b);
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
static void square(builder *b)
{
    const frame *f = open_frame(b);
    bool inside = f->kind == FRAME_BRACKET && strchr("[]", *f->open);
    bool outwards = strcmp(b->t[b->at].text, "[") == 0;
    if (inside && !at_start(b) && (!outwards || has_separator(b, f)))
        close_bracket(b);
    else
        open_bracket(b);
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

static void bar(builder *b)
{
    const char *text = b->t[b->at].text;
    b->strength++;
    if (at_start(b)) {
        push_frame(b, FRAME_BAR, text);
        return;
    }
    end_low(b);
    if (top(b)->kind == FRAME_BAR && strcmp(top(b)->open, text) == 0)
        close_with(b, text, BACK_BAR);
    else if (has_other_bar(b))
        push_frame(b, FRAME_BAR, text);
    else
        b->items[b->items_count++] = make(b, "mo", text, BACK_BAR);
}

static void open_tall(builder *b)
{
    back_node *table = make(b, "mtable", NULL, BACK_LETTER);
    push_frame(b, FRAME_TALL, b->t[b->at].text);
    top(b)->table = table;
    b->strength += 2;
}

/* Ends a matrix by its own sign. */
static void close_tall(builder *b)
{
    end_low(b);
    while (top(b)->kind == FRAME_BAR && !b->failed)
        end_lone_bar(b), end_low(b);
    if (top(b)->kind == FRAME_TALL)
        end_tall(b, b->t[b->at].text);
    else
        b->failed = true;
}

static void tall_bar(builder *b)
{
    const frame *f = open_frame(b);
    if (f->kind == FRAME_TALL && strcmp(f->open, b->t[b->at].text) == 0)
        close_tall(b);
    else
        open_tall(b);
}

/* ---- Blocks, fractions -------------------------------------------------------------------------------------------- */

static void open_block(builder *b)
{
    b->strength++;
    push_frame(b, FRAME_BLOCK, "");
}

/* Pairs of electrons that belong to an element (2008, I.5): a block of their number and "d". */
static bool lone_pairs(builder *b, size_t from)
{
    bool pairs = b->items_count == from + 2 && from > top(b)->items && !is_waiting(b) &&
                 is_named(b->items[from], "mn") &&
                 strcmp(b->items[from + 1]->text ? b->items[from + 1]->text : "", "d") == 0;
    if (!pairs)
        return false;
    back_node *element = b->items[from - 1];
    bool two = *b->items[from]->text == '2';
    b->items_count = from;
    b->items[from - 1] = make_pair(b, two ? "munderover" : "mover", element, make(b, "mo", "―", BACK_OPERATOR));
    if (two)
        adopt(b, b->items[from - 1], make(b, "mo", "―", BACK_OPERATOR));
    return true;
}

static void close_block(builder *b)
{
    end_inner(b);
    if (top(b)->kind != FRAME_BLOCK || b->items_count == top(b)->items) {
        b->failed = true;
        return;
    }
    size_t from = top(b)->items;
    drop_frame(b);
    if (b->chemistry && lone_pairs(b, from))
        return;
    back_node *inside = take_items(b, from);
    if (inside->role > BACK_PRIME && !is_waiting(b))
        inside = make_pair(b, "mrow", inside, NULL);
    operand(b, inside);
}

/* Whether the numerator is a unit, whose oblique line stays one: a blank stands before it, and before that a number. */
static bool is_unit(builder *b, size_t from)
{
    return from >= top(b)->items + 2 && b->items[from - 1]->role == BACK_BLANK &&
           b->items[from - 2]->role == BACK_NUMBER;
}

/* The line of a fraction: what stands before it, back to the last sign that parts quantities, is the numerator. */
static void fraction(builder *b)
{
    end_low(b);
    size_t from = b->items_count;
    while (from > top(b)->items && !parts(b->items[from - 1]))
        from--;
    b->failed |= is_waiting(b) || from == b->items_count;
    if (b->failed)
        return;
    if (b->chemistry || is_unit(b, from)) {
        b->items[b->items_count++] = make(b, "mo", "/", BACK_OPERATOR);
        return;
    }
    back_node *numerator = take_items(b, from);
    push_frame(b, FRAME_LOW, "");
    top(b)->numerator = numerator;
    b->strength++;
}

/* ---- Other tokens ------------------------------------------------------------------------------------------------- */

static void number(builder *b)
{
    back_node *made = make_token(b, &b->t[b->at]), *last = last_item(b);
    bool counts = b->chemistry && !at_start(b) && last->role != BACK_NUMBER;
    b->strength +=
        !b->prefixed && !(b->at && b->t[b->at - 1].role == BACK_LETTER) && b->t[b->at + 1].role != BACK_LETTER;
    if (counts)
        b->items[b->items_count - 1] = make_pair(b, "msub", last, made);
    else
        operand(b, made);
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
    operand(b, make_token(b, &b->t[b->at]));
}

/* An arrow that leaves a formula of chemistry upwards: what it stands behind is a gas (2008). */
static bool put_gas(builder *b)
{
    size_t from = b->items_count;
    while (from > top(b)->items && !parts(b->items[from - 1]))
        from--;
    if (!b->chemistry || strcmp(b->t[b->at].text, "↗") != 0 || from == b->items_count || is_waiting(b))
        return false;
    operand(b, make_pair(b, "mover", take_items(b, from), make(b, "mo", "⤴", BACK_OPERATOR)));
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
    if (t->role == BACK_OPERATOR && top(b)->kind == FRAME_LOW && b->items_count == top(b)->items)
        wait_for(b, WAIT_MINUS, NULL, t->text);
    else {
        end_low(b);
        b->failed |= is_waiting(b);
        b->items[b->items_count++] = make_token(b, t);
    }
    b->strength += !weak;
}

/* A blank parts the cells of a row, but behind a word, which stays with what it tells of. */
static void blank(builder *b)
{
    back_role before = b->at ? b->t[b->at - 1].role : BACK_BLANK, after = b->t[b->at + 1].role;
    end_low(b);
    if (top(b)->kind != FRAME_TALL) {
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
    end_low(b);
    while (top(b)->kind == FRAME_BAR && !b->failed)
        end_lone_bar(b), end_low(b);
    if (top(b)->kind == FRAME_TALL)
        end_table_row(b);
    else
        b->failed = true;
}

static void nothing(builder *b)
{
    (void)b;
}

static void power(builder *b)
{
    script(b, WAIT_POWER);
}

static void index_below(builder *b)
{
    script(b, WAIT_INDEX);
}

static void over(builder *b)
{
    script(b, WAIT_OVER);
}

static void under(builder *b)
{
    script(b, WAIT_UNDER);
}

static void root(builder *b)
{
    b->strength++;
    wait_for(b, WAIT_ROOT, NULL, NULL);
    take_sign(b);
}

static void accent_over(builder *b)
{
    accent(b, WAIT_ACCENT);
}

static void accent_under(builder *b)
{
    accent(b, WAIT_UNDER_ACCENT);
}

static void isotope_low(builder *b)
{
    isotope(b, WAIT_ISOTOPE_LOW);
}

static void isotope_high(builder *b)
{
    isotope(b, WAIT_ISOTOPE_HIGH);
}

static void postfix(builder *b)
{
    b->strength++;
    operand(b, make_token(b, &b->t[b->at]));
}

static void (*const takes[])(builder *) = {
    [BACK_NUMBER] = number,
    [BACK_LETTER] = quantity,
    [BACK_NAME] = quantity,
    [BACK_LARGE] = quantity,
    [BACK_WORD] = quantity,
    [BACK_POSTFIX] = postfix,
    [BACK_PRIME] = prime,
    [BACK_OPERATOR] = parting,
    [BACK_SEPARATOR] = parting,
    [BACK_BLANK] = blank,
    [BACK_EMPTY] = nothing,
    [BACK_ROW] = row_end,
    [BACK_OPEN] = open_bracket,
    [BACK_CLOSE] = close_bracket,
    [BACK_SQUARE] = square,
    [BACK_BAR] = bar,
    [BACK_TALL_OPEN] = open_tall,
    [BACK_TALL_CLOSE] = close_tall,
    [BACK_TALL_BAR] = tall_bar,
    [BACK_BLOCK] = open_block,
    [BACK_BLOCK_END] = close_block,
    [BACK_FRACTION] = fraction,
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
    return open_frame(b)->kind == FRAME_TALL;
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
    push_frame(&b, FRAME_ALL, "");
    for (; b.t[b.at].role != BACK_END && !b.failed; b.at++)
        takes[b.t[b.at].role](&b);
    made.open = !b.failed && is_system(&b);
    if (!b.failed)
        end_inner(&b);
    if (b.failed || b.depth != 1 || is_waiting(&b) || arena_failed(pool) || !b.items_count)
        return made;
    back_node *last = b.items[b.items_count - 1];
    made.row = make_pair(&b, "mrow", take_items(&b, 0), NULL);
    bool ends = last->role == BACK_OPERATOR && count > 1 && tokens[count - 1].role == BACK_OPERATOR && !b.chemistry &&
                tokens[count - 2].role != BACK_POWER && tokens[count - 2].role != BACK_INDEX;
    made.strength = ends ? 0 : b.strength;
    made.row = b.failed || back_is_deep(made.row) ? NULL : made.row;
    return made;
}
