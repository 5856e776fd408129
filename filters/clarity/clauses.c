/* One clause a line. A clause begins at a conjunction, or after the comma that ends one which stands first ("Quand il pleut, | je reste"),
 * where a finite verb stands on both sides. As in simplify, a line begins by a generated BREAK, so that the words stay as they are. */
#include "base/text.h"
#include "clarity.h"

#include <string.h>

enum { CLAUSE_LEAST = 3, VERB_NEAR = 9 };

static const char coordinating[] = "et ou mais car puis donc";
static const char subordinating[] = "quand lorsque lorsqu si puisque puisqu comme";
static const char with_that[] = "parce pendant alors afin pour avant après dès bien tandis depuis sans tant jusqu";

/* Whether a finite verb, which is no part of an incise, stands from `from` up to `to`. */
static bool has_verb(const passage *p, const sentence *s, long from, long to)
{
    for (long at = from; at < to; at++)
        if (word_is(word_at(p, s, at), WORD_VERB))
            return true;
    return false;
}

/* Whether what follows a coordinating word at `at` is a clause: its verb comes before another link, after a subject or at once. */
static bool leads_clause(const passage *p, const sentence *s, long at)
{
    for (long next = at + 1; next <= at + VERB_NEAR; next++) {
        const word *w = word_at(p, s, next);
        if (!w || word_in(w, "qui que qu dont où et ou mais") || (next > at + 1 && word_parted(p, w - 1, w, ",;:()")))
            return false;
        if (word_is(w, WORD_VERB))
            return true;
        if (word_is(w, WORD_INFINITIVE | WORD_PREPOSITION) && next == at + 1)
            return false;
    }
    return false;
}

/* Whether a subordinating conjunction stands at `at`, as one or two words. */
static bool is_subordinating(const passage *p, const sentence *s, long at)
{
    const word *w = word_at(p, s, at), *next = word_at(p, s, at + 1), *before = word_at(p, s, at - 1);
    if (word_in(w, with_that))
        return word_in(next, "que qu") && word_joins(p, w);
    if (!word_in(w, subordinating) || word_in(before, "même et comme sauf aussi"))
        return false;
    if (word_in(w, "comme"))
        return at == 0 && !word_is(next, WORD_NOUN);
    return !word_in(w, "si") ||
           (before && !word_is(before, WORD_VERB) && !word_is(next, WORD_ADJECTIVE | WORD_ADVERB)) || at == 0;
}

/* Whether the word at `at` begins a clause after the comma of one that stands first, which began at 0. */
static bool follows_first(const passage *p, const sentence *s, long at)
{
    const word *w = word_at(p, s, at);
    bool list = false;
    for (long other = 1; other < at; other++)
        list |= word_parted(p, word_at(p, s, other) - 1, word_at(p, s, other), ",");
    return !list && is_subordinating(p, s, 0) && word_parted(p, w - 1, w, ",") && has_verb(p, s, 1, at) &&
           leads_clause(p, s, at - 1);
}

/* Whether a verb that follows a link at once goes with the subject of a relative clause ("qui chantent et dansent sont"). */
static bool goes_with_relative(const passage *p, const sentence *s, long from, long at)
{
    bool relative = false;
    for (long other = from; other < at; other++)
        relative |= word_in(word_at(p, s, other), "qui que qu dont où");
    return relative && word_is(word_at(p, s, at + 1), WORD_VERB);
}

static bool begins_clause(const passage *p, const sentence *s, long at, long last)
{
    const word *w = word_at(p, s, at);
    long count = (long)s->end - (long)s->first;
    if (at - last < CLAUSE_LEAST - 1 || count - at < CLAUSE_LEAST)
        return false;
    if (word_parted(p, w - 1, w, "(") || word_parted(p, w - 1, w, "-"))
        return false;
    if (word_parted(p, w - 1, w, ";"))
        return has_verb(p, s, last, at) && has_verb(p, s, at, count);
    if (word_in(w, coordinating) && word_is(w, WORD_CONJUNCTION | WORD_ADVERB))
        return has_verb(p, s, last, at) && leads_clause(p, s, at) && !goes_with_relative(p, s, last, at);
    if (is_subordinating(p, s, at))
        return has_verb(p, s, last, at) && has_verb(p, s, at + 1, count);
    return follows_first(p, s, at);
}

long clause_next(const passage *p, const sentence *s, long after)
{
    for (long at = after + 1; word_at(p, s, at); at++)
        if (begins_clause(p, s, at, after))
            return at;
    return 0;
}

/* ---- Lines ------------------------------------------------------------------------------------------------------- */

static bool begins_line(const char *text, size_t offset)
{
    while (offset && text[offset - 1] == ' ')
        offset--;
    return !offset || text[offset - 1] == '\n';
}

static size_t part_passage(clarity *c, flat *f)
{
    const passage *p = &c->here;
    size_t lines = 0;
    for (size_t i = 0; i < p->sentence_count; i++)
        for (long at = 0; (at = clause_next(p, p->sentences + i, at)) != 0;) {
            size_t offset = word_begin(word_at(p, p->sentences + i, at));
            const flat_piece *piece = flat_piece_at(f, offset);
            if (begins_line(p->text, offset) || !piece || p->text[offset - 1] != ' ')
                continue;
            ard_node *line = node_new(c->document, BREAK, piece->node->place);
            node_set(c->document, line, "added", "1");
            lines += flat_insert(c->document, f, offset, line);
        }
    return lines;
}

size_t clauses_part(clarity *c)
{
    size_t lines = 0;
    walk w = walk_of(lesson_root(c->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        flat f;
        if (event != WALK_LEAVE || w.node->kind != PARAGRAPH || !passage_is_text(c, w.node) || !flat_open(&f, w.node))
            continue;
        if (passage_read(c, w.node, buffer_string(&f.text), f.text.size))
            lines += part_passage(c, &f);
        flat_close(c->document, &f);
    }
    return lines;
}
