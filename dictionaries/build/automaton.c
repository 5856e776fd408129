#include "automaton.h"

#include <string.h>

enum { ARCS_MOST = 1 << 22, REGISTER = 1 << 20, FAN = 256 };

/* A state that more words may still add to. */
typedef struct growing {
    lexicon_arc arcs[FAN];
    size_t count;
    uint32_t words; /* that its finished arcs lead to */
} growing;

typedef struct builder {
    automaton *out;
    growing *path;      /* the states along the last word */
    uint32_t *finished; /* hash table of finished states: their first arc */
} builder;

static uint32_t hash_of(const growing *s)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < s->count; i++) {
        hash = (hash ^ s->arcs[i].target) * 16777619u;
        hash = (hash ^ s->arcs[i].before) * 16777619u;
        hash ^= hash >> 15;
    }
    return hash;
}

static bool same_state(const lexicon_arc *there, const growing *s)
{
    return memcmp(there, s->arcs, s->count * sizeof *there) == 0;
}

/* The number of a state, written out unless an equal one was; 0 where there is no room. */
static uint32_t finish(builder *b, growing *s)
{
    if (!s->count)
        return 0;
    s->arcs[s->count - 1].before |= LEXICON_ARC_LAST;
    uint32_t slot = hash_of(s) % REGISTER;
    for (; b->finished[slot]; slot = (slot + 1) % REGISTER)
        if (same_state(&b->out->arcs[b->finished[slot]], s))
            return b->finished[slot];
    if (b->out->count + s->count + FAN > ARCS_MOST)
        return 0;
    uint32_t first = (uint32_t)b->out->count;
    memcpy(&b->out->arcs[first], s->arcs, s->count * sizeof *s->arcs);
    b->out->count += s->count;
    return b->finished[slot] = first;
}

/* Finishes the states of the last word that are deeper than `depth`: nothing is added to them any more. */
static bool finish_below(builder *b, const char *word, size_t depth)
{
    for (size_t at = strlen(word); at > depth; at--) {
        growing *parent = &b->path[at - 1], *state = &b->path[at];
        lexicon_arc *arc = &parent->arcs[parent->count - 1];
        uint32_t number = finish(b, state);
        if (state->count && !number)
            return false;
        arc->target |= number << 8;
        parent->words += state->words + ((arc->before & LEXICON_ARC_FINAL) != 0);
        *state = (growing){.count = 0};
    }
    return true;
}

static bool add_word(builder *b, const char *last, const char *word)
{
    size_t size = strlen(word), shared = 0;
    if (!size || size > AUTOMATON_LONGEST || strcmp(last, word) >= 0)
        return false;
    while (last[shared] && last[shared] == word[shared])
        shared++;
    if (!finish_below(b, last, shared))
        return false;
    for (size_t at = shared; at < size; at++) {
        growing *state = &b->path[at];
        state->arcs[state->count++] = (lexicon_arc){.target = (unsigned char)word[at], .before = state->words << 2};
    }
    growing *end = &b->path[size - 1];
    end->arcs[end->count - 1].before |= LEXICON_ARC_FINAL;
    return true;
}

bool automaton_build(automaton *a, arena *pool, const char *const *words, size_t count)
{
    builder b = {.out = a};
    a->arcs = arena_alloc(pool, ARCS_MOST * sizeof *a->arcs);
    b.path = arena_alloc(pool, (AUTOMATON_LONGEST + 2) * sizeof *b.path);
    b.finished = arena_alloc(pool, REGISTER * sizeof *b.finished);
    if (arena_failed(pool))
        return false;
    a->count = 1;
    const char *last = "";
    for (size_t i = 0; i < count; i++) {
        if (!add_word(&b, last, words[i]))
            return false;
        last = words[i];
    }
    return finish_below(&b, last, 0) && (a->root = finish(&b, &b.path[0]));
}
