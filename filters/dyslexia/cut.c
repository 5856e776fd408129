/* Cuts the text of a leaf where its marks change. */
#include "aids.h"

#include "lesson/marks.h"

/* Where new nodes go, and how their text stood. */
typedef struct cutting {
    aids *aids;
    ard_document *document;
    const char *text;
    const spot *spots;
    ard_node *old;
    bool black;
} cutting;

/* The row of a slot's look; without colours it is made when it is first needed. */
static uint16_t row_of(const cutting *c, slot what)
{
    uint16_t coloured = c->aids->rows[what], *black = c->aids->black_rows + what;
    if (!c->black || coloured == STYLE_NONE)
        return coloured;
    if (*black == STYLE_NONE) {
        style plain = *style_at(c->document, coloured);
        plain.values[STYLE_COLOUR] = plain.values[STYLE_PAPER] = NULL;
        *black = style_mark(c->document, &plain);
    }
    return *black;
}

/* Puts a node at the end of `mark`, or before the old text where that is NULL. */
static void put(const cutting *c, ard_node *mark, ard_node *node)
{
    if (mark)
        node_append(mark, node);
    else
        node_insert_before(c->old, node);
}

/* Puts a mark with a slot's look, and gives it; where the slot has none, gives `mark`, which what comes then goes into. */
static ard_node *put_mark(const cutting *c, ard_node *mark, slot what)
{
    uint16_t row = row_of(c, what);
    if (row == STYLE_NONE)
        return mark;
    ard_node *inner = mark_new(c->document, row, c->old->place);
    put(c, mark, inner);
    return inner;
}

static void put_text(const cutting *c, ard_node *mark, size_t begin, size_t end)
{
    ard_node *text = node_new_text(c->document, c->text + begin, end - begin, c->old->place);
    if (text)
        text->style = c->old->style;
    put(c, mark, text);
}

/* Of the bytes from `begin` on, how far those go that have one slot. */
static size_t slot_end(const cutting *c, size_t begin, size_t end)
{
    size_t at = begin + 1;
    while (at < end && c->aids->rows[c->spots[at].slot] == c->aids->rows[c->spots[begin].slot])
        at++;
    return at;
}

static size_t syllable_end(const cutting *c, size_t begin, size_t end)
{
    size_t at = begin + 1;
    while (at < end && c->spots[at].syllable == c->spots[begin].syllable)
        at++;
    return at;
}

static size_t word_end(const cutting *c, size_t begin, size_t end)
{
    size_t at = begin + 1;
    while (at < end && c->spots[at].word == c->spots[begin].word)
        at++;
    return at;
}

static void put_slots(const cutting *c, ard_node *mark, size_t begin, size_t end)
{
    for (size_t next; begin < end; begin = next) {
        next = slot_end(c, begin, end);
        put_text(c, put_mark(c, mark, c->spots[begin].slot), begin, next);
    }
}

static void put_syllables(const cutting *c, ard_node *mark, size_t begin, size_t end)
{
    for (size_t next; begin < end; begin = next) {
        next = syllable_end(c, begin, end);
        uint32_t syllable = c->spots[begin].syllable;
        put_slots(c, syllable ? put_mark(c, mark, SLOT_SYLLABLE_1 + syllable % 4) : mark, begin, next);
    }
}

/* Whether no byte has a mark. */
static bool is_plain(const cutting *c, size_t begin, size_t end)
{
    bool plain = true;
    for (size_t at = begin; plain && at < end; at++) {
        const spot *s = c->spots + at;
        plain = !s->word && !s->syllable && c->aids->rows[s->slot] == STYLE_NONE;
    }
    return plain;
}

void cut_piece(aids *a, const flat_piece *piece, const char *text, const spot *spots, bool black)
{
    cutting c = {a, a->document, text, spots, piece->node, black};
    if (is_plain(&c, piece->begin, piece->end))
        return;
    for (size_t begin = piece->begin, next; begin < piece->end; begin = next) {
        next = word_end(&c, begin, piece->end);
        put_syllables(&c, spots[begin].word ? put_mark(&c, NULL, SLOT_WORD) : NULL, begin, next);
    }
    node_unlink(piece->node);
}
