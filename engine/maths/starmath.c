/* A formula as StarMath 5.0: pieces of text, and the walk over MathML that joins them. */
#include "starmath.h"

#include "base/text.h"
#include "mathml.h"

#include <string.h>

enum { POOL_MOST = 64 << 20 };

/* ---- Pieces ----------------------------------------------------------------------------------------------------- */

static star_fragment *fragment(arena *pool, const char *text)
{
    star_fragment *made = text && *text ? arena_alloc(pool, sizeof *made) : NULL;
    if (made)
        made->text = text;
    return made;
}

star_piece *star_new(arena *pool, star_kind kind, const char *text)
{
    star_piece *piece = arena_alloc(pool, sizeof *piece);
    if (piece) {
        piece->kind = kind;
        piece->first = piece->last = fragment(pool, text);
    }
    return piece;
}

void star_before(arena *pool, star_piece *piece, const char *text)
{
    star_fragment *made = piece ? fragment(pool, text) : NULL;
    if (!made)
        return;
    made->next = piece->first;
    piece->first = made;
    piece->last = piece->last ? piece->last : made;
}

void star_after(arena *pool, star_piece *piece, const char *text)
{
    star_piece made = {.first = piece ? fragment(pool, text) : NULL};
    made.last = made.first;
    star_take(piece, &made);
}

void star_take(star_piece *piece, star_piece *other)
{
    if (!piece || !other || !other->first)
        return;
    if (piece->last)
        piece->last->next = other->first;
    else
        piece->first = other->first;
    piece->last = other->last;
    other->first = other->last = NULL;
}

/* Whether there is nothing to see in a piece. */
bool star_is_empty(const star_piece *p)
{
    return !p || p->kind == STAR_EMPTY;
}

/* A piece alone in a group: "{a + b}". */
star_piece *star_group(arena *pool, star_piece *p)
{
    bool tall = p && p->tall;
    if (p)
        p->next = p->previous = NULL;
    star_piece *made = star_is_empty(p) ? star_new(pool, STAR_ATOM, "") : star_row(pool, p);
    if (!made)
        return NULL;
    star_before(pool, made, "{");
    star_after(pool, made, "}");
    made->kind = STAR_ATOM;
    made->tall = tall;
    return made;
}

/* A word before a group: "sqrt {a}". */
star_piece *star_prefixed(arena *pool, const char *word, star_piece *of)
{
    star_piece *made = star_group(pool, of);
    star_before(pool, made, word);
    if (made)
        made->kind = STAR_TERM;
    return made;
}

/* ---- The walk --------------------------------------------------------------------------------------------------- */

typedef struct maker {
    arena *pool;
    star_frame *top;
} maker;

static void append(star_frame *f, star_piece *p)
{
    if (!p || (p->kind == STAR_EMPTY && star_element_of(f->node)->inner))
        return;
    p->next = NULL;
    p->previous = f->last;
    if (f->last)
        f->last->next = p;
    else
        f->first = p;
    f->last = p;
}

static void enter(maker *m, const ard_node *n)
{
    const star_element *row = star_element_of(n);
    if (m->top && star_is_row(row) && star_element_of(m->top->node)->inner && !star_has_colour(n))
        return;
    star_frame *f = arena_alloc(m->pool, sizeof *f);
    if (!f)
        return;
    *f = (star_frame){.outer = m->top, .node = n};
    m->top = f;
}

static void leave(maker *m, const ard_node *n)
{
    star_frame *f = m->top;
    if (!f || f->node != n || !f->outer)
        return;
    star_piece *made = star_element_of(n)->make(m->pool, f);
    m->top = f->outer;
    if (star_has_colour(n))
        made = star_coloured(m->pool, n, made);
    if (!made)
        made = star_new(m->pool, STAR_EMPTY, "");
    if (made)
        made->node = n;
    append(m->top, made);
}

/* Adds a chain as text: blanks between its words, but none inside braces and brackets or before scripts. */
static void write_text(const star_piece *p, buffer *out)
{
    size_t begin = out->size;
    for (const star_fragment *f = p ? p->first : NULL; f; f = f->next) {
        char last = out->size > begin ? out->data[out->size - 1] : '{';
        if (!strchr("{([\\^_", last) && !strchr("})]^_", f->text[0]))
            buffer_byte(out, ' ');
        buffer_text(out, f->text);
    }
}

void mathml_starmath(const ard_node *maths, buffer *out)
{
    arena *pool = arena_new(POOL_MOST);
    maker m = {pool, NULL};
    walk w = walk_of((ard_node *)maths);
    for (walk_event event; pool && (event = walk_next(&w)) != WALK_END;) {
        if (w.node != maths && w.node->kind != MATHML)
            continue;
        if (event == WALK_ENTER)
            enter(&m, w.node);
        else
            leave(&m, w.node);
    }
    star_piece *made = m.top && m.top->first ? star_row(pool, m.top->first) : NULL;
    if (!made && pool)
        made = star_group(pool, NULL);
    if (pool && !arena_failed(pool))
        write_text(made, out);
    arena_free(pool);
}
