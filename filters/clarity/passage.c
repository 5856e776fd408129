/* A leaf of text taken apart into words with their lemmas, and sentences. */
#include "base/memory.h"
#include "base/text.h"
#include "clarity.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 200000 }; /* of a leaf; what follows is not looked at */

static bool is_counted(token_kind kind)
{
    return kind == TOKEN_WORD || kind == TOKEN_ELISION || kind == TOKEN_NUMBER || kind == TOKEN_ABBREVIATION;
}

static void copy_small(word *w, const char *text)
{
    size_t used = 0, length;
    for (size_t at = w->token->start; at < w->token->start + w->token->size && used + 4 < LEMMA_ROOM; at += length) {
        uint32_t point = text_decode(text + at, w->token->start + w->token->size - at, &length);
        if (point == '\'' || point == 0x2019)
            continue;
        used += text_encode(w->small + used, text_lower(point));
    }
    w->small[used] = '\0';
}

/* Room for one more of `size` bytes in a list of `count`. */
static void *grown(void *list, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return list;
    size_t more = *room ? *room * 2 : 64;
    void *larger = memory_resize(list, more * size);
    if (larger)
        *room = more;
    return larger;
}

static bool add_sentence(passage *p)
{
    sentence *larger = grown(p->sentences, p->sentence_count, &p->sentence_room, sizeof *larger);
    if (!larger)
        return false;
    p->sentences = larger;
    p->sentences[p->sentence_count++] = (sentence){(uint32_t)p->count, (uint32_t)p->count};
    return true;
}

static bool add_word(passage *p, const token *t)
{
    word *larger = grown(p->words, p->count, &p->room, sizeof *larger);
    if (!larger)
        return false;
    p->words = larger;
    word *w = p->words + p->count++;
    *w = (word){.token = t, .at = (uint32_t)(t - p->tokens), .sentence = (uint32_t)p->sentence_count - 1};
    copy_small(w, p->text);
    if (t->kind == TOKEN_WORD)
        vocabulary_look(p->text + t->start, t->size, t->class, &w->about);
    else
        w->about.class = t->class;
    p->sentences[w->sentence].end = (uint32_t)p->count;
    return true;
}

/* A line's end ends a sentence too: what stands on lines of its own is no sentence together. */
static bool ends_line(const passage *p, const token *t)
{
    return t->kind == TOKEN_BLANK && memchr(p->text + t->start, '\n', t->size);
}

bool passage_read(clarity *c, const ard_node *leaf, const char *text, size_t size)
{
    passage *p = &c->here;
    p->leaf = leaf;
    p->text = text;
    p->size = size;
    p->count = p->sentence_count = 0;
    p->tokens = analyse_text(c->analyser, text, size, "fr", &p->token_count);
    bool begins = true;
    for (size_t i = 0; i < p->token_count && p->count < MOST_WORDS; i++) {
        const token *t = p->tokens + i;
        begins |= t->sentence_begins || ends_line(p, t);
        if (!is_counted(t->kind))
            continue;
        if ((begins && !add_sentence(p)) || !add_word(p, t))
            return false;
        begins = false;
    }
    return p->count > 0;
}

void passage_end(passage *p)
{
    free(p->words);
    free(p->sentences);
    *p = (passage){0};
}

bool passage_is_text(const clarity *c, const ard_node *leaf)
{
    if (leaf->kind != PARAGRAPH && leaf->kind != INSTRUCTION && leaf->kind != HEADING)
        return false;
    if (node_is_generated(leaf) || strcmp(node_assessed(leaf), "language") == 0)
        return false;
    return text_in_language(node_language(c->document, leaf), "fr") || !*node_language(c->document, leaf);
}

/* ---- Words ------------------------------------------------------------------------------------------------------- */

const word *word_at(const passage *p, const sentence *s, long number)
{
    long count = (long)s->end - (long)s->first;
    return number >= 0 && number < count ? p->words + s->first + number : NULL;
}

/* text_in_list knows ASCII case only, and its words are whole: as these lists are. */
bool word_in(const word *w, const char *list)
{
    return w && *w->small && text_in_list(list, w->small);
}

bool lemma_in(const word *w, const char *list)
{
    return w && *w->about.lemma && text_in_list(list, w->about.lemma);
}

bool word_is(const word *w, uint32_t class)
{
    return w && (uint32_t)w->token->class & class;
}

bool word_joins(const passage *p, const word *w)
{
    if (w + 1 >= p->words + p->count || w[1].sentence != w->sentence)
        return false;
    for (const token *t = w->token + 1; t < w[1].token; t++)
        if (t->kind != TOKEN_BLANK && !(t->kind == TOKEN_SIGN && t->size == 1 && p->text[t->start] == '-'))
            return false;
    return true;
}

bool word_parted(const passage *p, const word *from, const word *to, const char *signs)
{
    for (const token *t = from->token + 1; t < to->token; t++)
        if (t->kind == TOKEN_SIGN && t->size == 1 && strchr(signs, p->text[t->start]))
            return true;
    return false;
}

size_t word_begin(const word *w)
{
    return w->token->start;
}

size_t word_end(const word *w)
{
    return w->token->start + w->token->size;
}
