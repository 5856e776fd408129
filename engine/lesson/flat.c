#include "flat.h"

#include "base/memory.h"

#include <stdlib.h>

/* Adds a piece for what the string has got since `begin`. */
static bool add_piece(flat *f, ard_node *node, size_t begin, bool shut)
{
    if (f->count == f->room) {
        size_t room = f->room ? f->room * 2 : 16;
        flat_piece *pieces = memory_resize(f->pieces, room * sizeof *pieces);
        if (!pieces)
            return false;
        f->pieces = pieces;
        f->room = room;
    }
    f->pieces[f->count++] = (flat_piece){node, begin, f->text.size, begin, shut};
    return true;
}

/* Adds what a node is in the string; false when memory has ended. */
static bool add_node(flat *f, ard_node *node, bool shut)
{
    size_t begin = f->text.size;
    if (node->kind == TEXT)
        buffer_text(&f->text, node->text);
    else if (node->kind == BREAK)
        buffer_byte(&f->text, '\n');
    else
        buffer_point(&f->text, FLAT_OBJECT);
    return !f->text.failed && add_piece(f, node, begin, shut || node->kind != TEXT);
}

/* Whether nothing is to be put inside an inline of this kind. */
static bool is_shut(ard_kind kind)
{
    return kind == LINK || kind == CODE || kind == ANSWER || kind == CHECK || kind == PAGE_REFERENCE ||
           kind == LINE_MARK;
}

static bool is_object(ard_kind kind)
{
    return kind == IMAGE || kind == MATHS || kind == MATHML;
}

bool flat_open(flat *f, ard_node *leaf)
{
    *f = (flat){0};
    size_t shut = 0;
    bool well = true;
    walk w = walk_of(leaf);
    for (walk_event event; well && (event = walk_next(&w)) != WALK_END;) {
        ard_kind kind = w.node->kind;
        if (w.node != leaf && is_shut(kind))
            shut += event == WALK_ENTER ? 1 : (size_t)-1;
        if (event != WALK_ENTER)
            continue;
        if (kind == TEXT || kind == BREAK || is_object(kind))
            well = add_node(f, w.node, shut > 0);
        if (is_object(kind) || kind == NOTE_REFERENCE)
            walk_skip(&w);
    }
    if (!well) {
        free(f->pieces);
        buffer_free(&f->text);
    }
    return well;
}

const flat_piece *flat_piece_at(flat *f, size_t offset)
{
    if (f->at < f->count && f->pieces[f->at].begin > offset)
        f->at = 0;
    while (f->at < f->count && f->pieces[f->at].end <= offset)
        f->at++;
    return f->at < f->count ? &f->pieces[f->at] : NULL;
}

/* Puts the characters of a piece that are not yet in new nodes, up to `end`, before its old node. */
static void put_text(ard_document *document, const flat *f, const flat_piece *piece, size_t end)
{
    if (end == piece->done)
        return;
    ard_node *text =
        node_new_text(document, buffer_string(&f->text) + piece->done, end - piece->done, piece->node->place);
    if (text) {
        text->style = piece->node->style;
        node_insert_before(piece->node, text);
    }
}

bool flat_replace(ard_document *document, flat *f, size_t begin, size_t end, ard_node *node)
{
    flat_piece *piece = (flat_piece *)flat_piece_at(f, begin);
    if (!piece || piece->shut || piece->node->kind != TEXT || end < begin || end > piece->end || begin < piece->done ||
        !node)
        return false;
    put_text(document, f, piece, begin);
    node_insert_before(piece->node, node);
    piece->done = end;
    return true;
}

/* The outermost shut inline that a piece stands in, or its node. */
static ard_node *shut_above(const flat_piece *piece)
{
    ard_node *outermost = piece->node;
    for (ard_node *node = piece->node; node && kind_about(node->kind)->class == INLINE; node = node->parent)
        if (is_shut(node->kind))
            outermost = node;
    return outermost;
}

bool flat_insert(ard_document *document, flat *f, size_t offset, ard_node *node)
{
    const flat_piece *piece = flat_piece_at(f, offset);
    if (!piece || !node)
        return false;
    ard_node *begun = piece->node;
    while (!begun->previous && begun->parent && kind_about(begun->parent->kind)->class == INLINE)
        begun = begun->parent;
    if (!piece->shut && piece->begin == offset && begun != piece->node) {
        node_insert_before(begun, node); /* where emphasis begins: before it, not in it */
        return true;
    }
    if (!piece->shut)
        return flat_replace(document, f, offset, offset, node);
    ard_node *outermost = shut_above(piece);
    if (piece->begin != offset || (piece > f->pieces && shut_above(piece - 1) == outermost))
        return false;
    node_insert_before(outermost, node);
    return true;
}

void flat_close(ard_document *document, flat *f)
{
    for (size_t i = 0; i < f->count; i++) {
        const flat_piece *piece = &f->pieces[i];
        if (piece->node->kind != TEXT || piece->done == piece->begin)
            continue;
        put_text(document, f, piece, piece->end);
        node_unlink(piece->node);
    }
    free(f->pieces);
    buffer_free(&f->text);
    *f = (flat){0};
}
