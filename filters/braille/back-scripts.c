/* Powers, indices, roots, primes, signs over and under: what waits for a quantity, and what becomes of it (chapters 8 to 12). */
#include "filters/braille/back-parts.h"

#include "base/text.h"

#include <string.h>

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
    for (back_node *at = back_is_named(under, "mrow") ? under->first : NULL; at; at = at->next) {
        if (at->role == BACK_SEPARATOR && !comma && *at->text == ',')
            comma = at;
        relations += !comma && is_relation(at);
        after += comma && is_relation(at);
    }
    bool shared = comma && back_is_named(under->first, "mn") && relations < 2 && after;
    if (!comma || !relations || !after || shared)
        return under;
    back_node *table = back_make(b, "mtable", NULL, BACK_LETTER), *cell = NULL;
    for (back_node *at = under->first, *next; at; at = next) {
        next = at->next;
        if (!cell) {
            cell = back_make(b, "mtd", NULL, BACK_LETTER);
            back_adopt(b, table, back_make_pair(b, "mtr", cell, NULL));
        }
        if (at == comma)
            cell = NULL;
        else
            back_adopt(b, cell, at);
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
        if (!back_is_named(w->base, joints[i].after)) {
            back_node *made = back_make_pair(b, joints[i].name, w->base, script);
            made->role = w->base->role == BACK_NAME || w->base->role == BACK_LARGE ? w->base->role : BACK_LETTER;
            return made;
        }
        w->base->name = joints[i].both;
        back_adopt(b, w->base, script);
        return w->base;
    }
    return script;
}

/* Left scripts: `low` and `high` may be NULL, then "none" stands there. */
static back_node *join_left(builder *b, back_node *base, back_node *low, back_node *high)
{
    back_node *made = base;
    if (!back_is_named(base, "mmultiscripts")) {
        made = back_make_pair(b, "mmultiscripts", base, back_make(b, "mprescripts", NULL, BACK_LETTER));
        made->upright = base->upright;
    } else if (high && made->last && back_is_named(made->last, "none") && !low) {
        *made->last = *high;
        made->last->next = NULL;
        return made;
    }
    back_adopt(b, made, low ? low : back_make(b, "none", NULL, BACK_LETTER));
    back_adopt(b, made, high ? high : back_make(b, "none", NULL, BACK_LETTER));
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
    case WAIT_MINUS: return back_make_pair(b, "mrow", back_make(b, "mo", w->text, BACK_OPERATOR), node);
    case WAIT_ROOT: return w->base ? back_make_pair(b, "mroot", node, w->base) : back_make_pair(b, "msqrt", node, NULL);
    case WAIT_DEGREE:
        if (b->t[b->at + 1].role == BACK_ROOT) {
            b->at++;
            back_wait_for(b, WAIT_ROOT, node, NULL);
        } else
            back_wait_for(b, WAIT_LEFT_POWER, node, NULL);
        return NULL;
    case WAIT_LEFT_POWER: return join_left(b, node, NULL, w->base);
    case WAIT_LEFT_INDEX:
        if (w->base)
            return join_left(b, node, w->base, NULL);
        back_wait_for(b, WAIT_LEFT_INDEX, node, NULL);
        return NULL;
    case WAIT_ACCENT: return back_make_pair(b, "mover", node, back_make(b, "mo", w->text, BACK_OPERATOR));
    case WAIT_UNDER_ACCENT: return back_make_pair(b, "munder", node, back_make(b, "mo", w->text, BACK_OPERATOR));
    case WAIT_ISOTOPE_LOW: return join_left(b, w->base, node, NULL);
    case WAIT_ISOTOPE_HIGH: return join_left(b, w->base, NULL, node);
    }
    return node;
}

static void sign_of_root(builder *b);

/* Takes a quantity: it is what was waited for, or an item of its row. */
void back_operand(builder *b, back_node *node)
{
    while (back_is_waiting(b) && !b->failed) {
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
void back_take_sign(builder *b)
{
    const back_token *next = &b->t[b->at + 1];
    bool minus = next->role == BACK_OPERATOR && strcmp(next->text, "−") == 0;
    bool quantity =
        next->role == BACK_OPERATOR && (next[1].role == BACK_NUMBER || (next[1].role == BACK_LETTER && !b->chemistry));
    if (minus && quantity) {
        back_wait_for(b, WAIT_MINUS, NULL, next->text);
        b->at++;
    } else if (next->role == BACK_OPERATOR || next->role == BACK_POSTFIX) {
        b->at++;
        b->strength++;
        back_operand(b, back_make_token(b, next));
    }
}

static void sign_of_root(builder *b)
{
    if (back_is_waiting(b) && b->waits[b->waits_count - 1].kind == WAIT_ROOT)
        back_take_sign(b);
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
        back_operand(b, back_make(b, "mi", arena_copy(b->pool, buffer_string(&word), word.size), BACK_LETTER));
    }
    buffer_free(&word);
}

void back_script(builder *b, wait_kind kind)
{
    b->strength++;
    if (back_at_start(b)) {
        b->failed |= kind == WAIT_OVER || kind == WAIT_UNDER;
        back_wait_for(b, kind == WAIT_POWER ? WAIT_DEGREE : WAIT_LEFT_INDEX, NULL, NULL);
    } else {
        back_wait_for(b, kind, b->items[--b->items_count], NULL);
        take_word(b, kind == WAIT_INDEX || kind == WAIT_UNDER);
    }
    if (back_is_waiting(b))
        back_take_sign(b);
}

void back_isotope(builder *b, wait_kind kind)
{
    b->strength++;
    b->failed |= back_at_start(b);
    if (!b->failed)
        back_wait_for(b, kind, b->items[--b->items_count], NULL);
}

/* Adds a prime: a script of what it follows (9.4). */
void back_prime(builder *b)
{
    back_node *mark = back_make_token(b, &b->t[b->at]), *last = back_last_item(b);
    b->strength += b->t[b->at + 1].role != BACK_LETTER;
    bool quantity = last && !back_parts(last) && last->role != BACK_NUMBER && !back_is_waiting(b);
    if (quantity)
        b->items[b->items_count - 1] = back_make_pair(b, "msup", last, mark);
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

void back_accent(builder *b, wait_kind kind)
{
    const char *sign = b->t[b->at].text;
    size_t count = covered(b, sign);
    b->strength++;
    back_wait_for(b, kind, NULL, sign);
    if (!count)
        return;
    back_push_frame(b, FRAME_BLOCK, "");
    for (size_t i = 0; i < count; i++) {
        b->at++;
        if (b->t[b->at].role == BACK_PRIME)
            back_prime(b);
        else
            back_operand(b, back_make_token(b, &b->t[b->at]));
    }
    size_t from = back_top(b)->items;
    back_drop_frame(b);
    back_operand(b, back_take_items(b, from));
}
