/* Rows in StarMath: which brackets belong together, and operands for every operator. */
#include "starmath.h"

#include <string.h>

/* How far up a closing bracket looks for its opening one, past bars that belong to nothing. */
enum { LOOK_MOST = 32 };

/* ---- Brackets --------------------------------------------------------------------------------------------------- */

/* Whether a piece may stand before an operator as what it works on. */
static bool is_operand(const star_piece *p)
{
    if (p->kind == STAR_FENCE)
        return p->side == STAR_RIGHT;
    return p->kind == STAR_ATOM || p->kind == STAR_TERM || p->kind == STAR_FRACTION;
}

static bool follows_operand(const star_piece *p)
{
    const star_piece *before = p->previous;
    while (before && before->kind == STAR_BLANK)
        before = before->previous;
    return before && is_operand(before);
}

/* Whether an operand may begin after a piece. */
static bool leads_operand(const star_piece *p)
{
    const star_piece *after = p->next;
    while (after && after->kind == STAR_BLANK)
        after = after->next;
    if (!after)
        return false;
    if (after->kind == STAR_FENCE)
        return after->fence->side != STAR_RIGHT || after->fence->turned;
    return after->kind != STAR_RELATION && after->kind != STAR_PRODUCT && after->kind != STAR_SEPARATOR &&
           after->kind != STAR_SPACED;
}

/* The side a fence stands on, from what is beside it and from the innermost one that is open. */
static uint8_t side_of(const star_piece *p, const star_piece *open)
{
    const char *form = p->node ? node_attribute(p->node, "form") : NULL;
    bool closes = open && open->fence->family == p->fence->family;
    if (p->fence->side != STAR_EITHER && !p->fence->turned)
        return p->fence->side;
    if (p->fence->side == STAR_EITHER && form && strcmp(form, "infix") != 0)
        return strcmp(form, "prefix") == 0 ? STAR_LEFT : STAR_RIGHT;
    bool before = follows_operand(p), after = leads_operand(p), sign = after && p->next->kind == STAR_SIGN;
    if (!before && after)
        return STAR_LEFT;
    if (before && closes && (!after || sign))
        return STAR_RIGHT;
    if (p->fence->side != STAR_EITHER)
        return p->fence->side;
    return closes || (before && !after) ? STAR_RIGHT : STAR_LEFT;
}

/* The open fence that a right one closes, or NULL. */
static star_piece *opening_of(const star_piece *p, star_piece *open)
{
    for (unsigned left = LOOK_MOST; open && left; open = open->below, left--)
        if (open->fence->family == p->fence->family)
            return open;
    return NULL;
}

/* What a fence without a partner is: a brace beside a table, a bar between two operands, else a mere sign. */
static void settle_alone(arena *pool, star_piece *p)
{
    star_piece *beside = p->side == STAR_LEFT ? p->next : p->previous;
    if (p->kind != STAR_FENCE || p->partner)
        return;
    if (beside && beside->table && !beside->partner && !p->scripts) {
        p->scaled = true;
        p->partner = beside;
        beside->partner = p;
    } else if (p->fence->side == STAR_EITHER && follows_operand(p) && leads_operand(p)) {
        p->kind = STAR_RELATION;
        star_before(pool, p, p->fence->between);
    }
}

/* Whether StarMath takes two fences for a pair without "left" and "right", which make them as tall as what they hold. */
static bool is_pair(const star_fence *left, const star_fence *right)
{
    return left->shape == right->shape && left->side != STAR_RIGHT && right->side != STAR_LEFT;
}

static void match_fences(arena *pool, star_piece *first)
{
    star_piece *open = NULL;
    unsigned tall = 0;
    for (star_piece *p = first; p; p = p->next) {
        tall += p->tall;
        if (p->kind != STAR_FENCE)
            continue;
        p->side = side_of(p, open);
        if (p->side == STAR_LEFT) {
            p->below = open;
            p->tall_before = tall;
            open = p->scripts ? open : p;
            continue;
        }
        star_piece *opening = opening_of(p, open);
        if (!opening)
            continue;
        opening->partner = p;
        p->partner = opening;
        open = opening->below;
        p->scaled = opening->scaled = tall > opening->tall_before || !is_pair(opening->fence, p->fence);
    }
    for (star_piece *p = first; p; p = p->next)
        settle_alone(pool, p);
}

/* ---- Letters ---------------------------------------------------------------------------------------------------- */

static bool is_plain_letter(const star_piece *p)
{
    return p && p->letter && p->kind == STAR_ATOM && !p->scripts;
}

/* Whether a letter goes on where another of the same look ends. */
static bool continues(const star_piece *p)
{
    return is_plain_letter(p) && is_plain_letter(p->previous) && p->upright == p->previous->upright;
}

/* Points and products, A B C, become one identifier, or text where that is a word of StarMath; so do upright ones. */
static void join_letters(arena *pool, star_piece *p)
{
    buffer word = BUFFER_EMPTY;
    star_piece *end = p->next;
    buffer_text(&word, p->letter);
    for (; continues(end); end = end->next)
        buffer_text(&word, end->letter);
    if (end == p->next) {
        buffer_free(&word);
        return;
    }
    bool taken = !p->upright && star_is_keyword(buffer_string(&word)), quoted = taken || p->upright;
    const char *name = arena_string(pool, buffer_string(&word));
    buffer_reset(&word);
    buffer_format(&word, quoted ? "%s\"%s\"" : "%s%s", taken ? "ital " : "", name ? name : "");
    p->first->text = arena_string(pool, buffer_string(&word));
    p->first->text = p->first->text ? p->first->text : "";
    p->kind = taken ? STAR_TERM : STAR_ATOM;
    buffer_free(&word);
    for (star_piece *at = p->next; at != end; at = at->next) {
        at->first = at->last = NULL;
        at->kind = STAR_EMPTY;
    }
}

/* ---- Joining ---------------------------------------------------------------------------------------------------- */

typedef struct joining {
    arena *pool;
    star_piece *row;
    star_kind pending; /* the operator that waits for its operand; STAR_EMPTY for none */
    bool operand;      /* one stands before */
    bool loose;        /* but what the eye takes for an operator: a sign after it has no left operand */
    bool brace;        /* a brace is open around a sign and its operand */
} joining;

static void add(joining *j, const char *text)
{
    star_after(j->pool, j->row, text);
}

static void fill(joining *j)
{
    if (j->pending != STAR_EMPTY || !j->operand)
        add(j, "{}");
    j->pending = STAR_EMPTY;
}

static void add_operand(joining *j, star_piece *p)
{
    bool wrapped = p->kind == STAR_FRACTION && j->pending != STAR_EMPTY && j->pending != STAR_RELATION;
    if (wrapped)
        add(j, "{");
    star_take(j->row, p);
    if (wrapped)
        add(j, "}");
    if (j->brace)
        add(j, "}");
    j->brace = false;
    j->operand = true;
    j->loose = false;
    j->pending = STAR_EMPTY;
}

static void add_operator(joining *j, star_piece *p)
{
    bool sign = p->kind == STAR_SIGN, infix = p->kind == STAR_RELATION || p->kind == STAR_PRODUCT;
    const star_piece *next = p->next;
    if (infix && (!j->operand || j->pending != STAR_EMPTY))
        fill(j);
    if (sign && j->loose && next &&
        (next->kind == STAR_ATOM || next->kind == STAR_TERM || next->kind == STAR_FRACTION)) {
        add(j, "{");
        j->brace = true;
    }
    star_take(j->row, p);
    j->pending = sign ? (j->operand && !j->loose ? STAR_RELATION : STAR_PREFIX) : infix ? p->kind : STAR_PREFIX;
    j->operand = j->loose = false;
}

/* A fence with its partner, or as a sign; scripts stand after it. */
static void add_fence(joining *j, star_piece *p)
{
    const char *word = p->fence->words[p->side];
    bool matched = p->partner != NULL;
    if (!matched) {
        add(j, "\\");
        add(j, word);
        add_operand(j, p);
    } else if (p->side == STAR_LEFT) {
        add(j, p->scaled ? "left" : "");
        add(j, word);
        j->operand = j->loose = false;
        j->pending = STAR_EMPTY;
    } else {
        if (j->pending != STAR_EMPTY)
            fill(j);
        add(j, p->scaled ? "right" : "");
        add(j, word);
        add_operand(j, p);
    }
}

/* An operator that is a term to the grammar, with thin blanks between what it stands between. */
static void add_spaced(joining *j, star_piece *p)
{
    bool before = j->operand && !j->loose, after = p->next && (p->next->kind != STAR_FENCE || leads_operand(p));
    bool separator = p->kind == STAR_SEPARATOR;
    if (before && after && !separator)
        add(j, "`");
    add_operand(j, p);
    if (after && (before || separator))
        add(j, "`");
    j->loose = true;
}

static void add_piece(joining *j, star_piece *p)
{
    bool opened = p->table && p->partner;
    switch (p->kind) {
    case STAR_EMPTY: break;
    case STAR_ATOM:
    case STAR_TERM:
    case STAR_FRACTION:
    case STAR_BLANK:
        if (opened && p->partner->side == STAR_RIGHT)
            add(j, "left none");
        add_operand(j, p);
        if (opened && p->partner->side == STAR_LEFT)
            add(j, "right none");
        break;
    case STAR_RELATION:
    case STAR_PRODUCT:
    case STAR_SIGN:
    case STAR_PREFIX:
    case STAR_BIG: add_operator(j, p); break;
    case STAR_SPACED:
    case STAR_SEPARATOR: add_spaced(j, p); break;
    case STAR_FENCE: add_fence(j, p); break;
    }
}

star_piece *star_row(arena *pool, star_piece *first)
{
    joining j = {.pool = pool, .row = star_new(pool, STAR_EMPTY, "")};
    if (!j.row)
        return NULL;
    match_fences(pool, first);
    for (star_piece *p = first; p; p = p->next) {
        if (is_plain_letter(p) && !continues(p))
            join_letters(pool, p);
        j.row->tall |= p->tall;
        add_piece(&j, p);
    }
    if (j.pending != STAR_EMPTY)
        add(&j, "{}");
    if (j.row->first)
        j.row->kind = STAR_TERM;
    return j.row;
}
