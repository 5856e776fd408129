/* The lesson's own definitions, and the teacher's, shown where pupils need them.
 *
 * What is a definition: a term and its definition in a list of them; "X : ..." in a box of vocabulary, or where X is set off (bold, a
 * mark); "On appelle X un ..."; "... s'appelle un X". The teacher's file is a row a line: the term, a tab or " : ", its definition. */
#include "base/helpers.h"
#include "base/text.h"
#include "clarity.h"

#include <string.h>

enum { TERM_WORDS = 4, DEFINITIONS_MOST = 1000, FILE_MOST = 1 << 20 };

/* Heads of lines that are no terms. */
static const char heads[] =
    "consigne exercice activité date nom prénom remarque exemple exemples attention question réponse objectif document "
    "compétence étape rappel note titre source auteur niveau durée matériel classe thème conseil aide définition leçon "
    "vocabulaire propriété règle méthode sujet verbe but texte légende énoncé correction solution astuce résultat";

/* ---- Terms ------------------------------------------------------------------------------------------------------- */

/* The key of words [first, first + count): their lemmas. Nouns' and adjectives' are in the singular. */
static void key_of(const passage *p, size_t first, size_t count, buffer *key)
{
    for (size_t i = first; i < first + count; i++) {
        buffer_text(key, key->size ? " " : "");
        buffer_text(key, p->words[i].about.lemma);
    }
}

static void add_definition(clarity *c, const char *key, const char *term, size_t term_size, const char *text,
                           size_t size, const ard_node *where)
{
    arena *pool = lesson_pool(c->document);
    while (size && text_is_space((unsigned char)*text))
        text++, size--;
    while (size && (text_is_space((unsigned char)text[size - 1]) || text[size - 1] == '.'))
        size--;
    definition *known = table_value(c->defined, key), *d;
    if (!*key || !size || known || !(d = arena_alloc(pool, sizeof *d)))
        return;
    *d = (definition){.term = arena_copy(pool, term, term_size),
                      .text = arena_copy(pool, text, size),
                      .key = arena_string(pool, key),
                      .teacher = !where,
                      .where = where};
    if (!d->term || !d->text || !d->key)
        return;
    table_set(c->defined, d->key, d);
    if (c->last_definition)
        c->last_definition->next = d;
    else
        c->definitions = d;
    c->last_definition = d;
}

/* Adds the words [first, end) of the passage as a term defined by `size` bytes of text. An article is no part of it. */
static void add_words(clarity *c, size_t first, size_t end, const char *text, size_t size, const ard_node *where)
{
    const passage *p = &c->here;
    while (first < end &&
           (word_is(p->words + first, WORD_DETERMINER) || word_in(p->words + first, "l le la les un une des")))
        first++;
    if (first >= end || end - first > TERM_WORDS || (end - first == 1 && text_in_list(heads, p->words[first].small)))
        return;
    if (end - first == 1 &&
        !word_is(p->words + first,
                 WORD_NOUN | WORD_ADJECTIVE | WORD_INFINITIVE | WORD_NAME | WORD_PAST_PARTICIPLE | WORD_VERB) &&
        p->words[first].about.known)
        return;
    buffer key = BUFFER_EMPTY;
    key_of(p, first, end - first, &key);
    size_t begin = word_begin(p->words + first);
    add_definition(c, buffer_string(&key), p->text + begin, word_end(p->words + end - 1) - begin, text, size, where);
    buffer_free(&key);
}

/* ---- The lesson's own -------------------------------------------------------------------------------------------- */

/* "On appelle X un ...": X ends at the next article. */
static bool take_called(clarity *c, const sentence *s, const ard_node *leaf)
{
    const passage *p = &c->here;
    const word *verb = word_at(p, s, 1);
    if (!word_in(word_at(p, s, 0), "on") || !lemma_in(verb, "appeler nommer"))
        return false;
    long begin = 2 + word_is(word_at(p, s, 2), WORD_DETERMINER), end = begin + 1;
    while (word_at(p, s, end) && end - begin <= TERM_WORDS &&
           !word_in(word_at(p, s, end), "un une le la les l tout toute ce des chaque"))
        end++;
    const word *rest = word_at(p, s, end), *last = word_at(p, s, (long)s->end - (long)s->first - 1);
    if (!rest || end - begin > TERM_WORDS || word_is(word_at(p, s, end - 1), WORD_PREPOSITION))
        return false;
    add_words(c, s->first + (size_t)begin, s->first + (size_t)end, p->text + word_begin(rest),
              word_end(last) - word_begin(rest), leaf);
    return true;
}

/* "Le côté opposé à l'angle droit s'appelle l'hypoténuse." */
static bool take_name(clarity *c, const sentence *s, const ard_node *leaf)
{
    const passage *p = &c->here;
    long count = (long)s->end - (long)s->first;
    for (long at = 2; at + 1 < count && at < 30; at++) {
        if (!lemma_in(word_at(p, s, at), "appeler nommer") || !word_in(word_at(p, s, at - 1), "s se") ||
            !word_is(word_at(p, s, at), WORD_VERB))
            continue;
        const word *article = word_at(p, s, at + 1), *first = word_at(p, s, 0), *last = word_at(p, s, at - 2);
        if (!word_in(article, "le la l les un une des") || count - at > TERM_WORDS + 2 ||
            !word_is(first, WORD_DETERMINER))
            return false;
        add_words(c, s->first + (size_t)at + 1, s->end, p->text + word_begin(first), word_end(last) - word_begin(first),
                  leaf);
        return true;
    }
    return false;
}

/* Whether the first characters of a leaf are set off from its others. */
static bool is_set_off(const ard_node *leaf)
{
    const ard_node *first = leaf->first;
    while (first && first->kind == SPAN)
        first = first->first;
    return first && first->next &&
           (first->kind == STRONG || first->kind == MARK || first->kind == EMPHASIS || first->kind == UNDERLINE);
}

static bool in_vocabulary(const ard_node *leaf)
{
    for (const ard_node *n = leaf; n; n = n->parent) {
        const char *box = n->kind == ASIDE ? node_attribute(n, "data-box") : NULL;
        if (box && strcmp(box, "vocabulary") == 0)
            return true;
    }
    return false;
}

/* "X : ..." */
static bool take_colon(clarity *c, const ard_node *leaf)
{
    const passage *p = &c->here;
    const char *colon = memchr(p->text, ':', p->size);
    size_t end = 0;
    if (!colon || leaf->kind != PARAGRAPH || !(is_set_off(leaf) || in_vocabulary(leaf)))
        return false;
    while (end < p->count && word_end(p->words + end) <= (size_t)(colon - p->text))
        end++;
    size_t rest = (size_t)(colon - p->text) + 1;
    if (!end || end > TERM_WORDS + 1 || end >= p->count || p->count - end < 2 || memchr(p->text, '\n', rest))
        return false;
    add_words(c, 0, end, p->text + rest, p->size - rest, leaf);
    return true;
}

static void take_leaf(clarity *c, const ard_node *leaf)
{
    const passage *p = &c->here;
    if (take_colon(c, leaf))
        return;
    for (size_t i = 0; i < p->sentence_count; i++)
        if (!take_called(c, p->sentences + i, leaf))
            take_name(c, p->sentences + i, leaf);
}

/* A term of a list of definitions, with the text of what follows. */
static void take_term(clarity *c, ard_node *term)
{
    const ard_node *says = term->next;
    buffer text = BUFFER_EMPTY;
    flat f;
    if (!kind_is(says, DEFINITION) || !flat_open(&f, term))
        return;
    node_text(says, &text);
    if (passage_read(c, term, buffer_string(&f.text), f.text.size))
        add_words(c, 0, c->here.count, buffer_string(&text), text.size, says->first ? says->first : term);
    buffer_free(&text);
    flat_close(c->document, &f);
}

static void learn_lesson(clarity *c)
{
    walk w = walk_of(lesson_root(c->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        flat f;
        if (event != WALK_ENTER)
            continue;
        if (w.node->kind == TERM && !node_is_generated(w.node))
            take_term(c, w.node);
        if (w.node->kind != PARAGRAPH || !passage_is_text(c, w.node) || !flat_open(&f, w.node))
            continue;
        if (passage_read(c, w.node, buffer_string(&f.text), f.text.size))
            take_leaf(c, w.node);
        flat_close(c->document, &f);
    }
}

/* ---- The teacher's ----------------------------------------------------------------------------------------------- */

/* A row of the file: false where it has no definition. */
static bool take_row(clarity *c, const char *row, size_t size)
{
    const char *tab = memchr(row, '\t', size), *colon = tab ? NULL : memmem(row, size, " : ", 3);
    const char *end = tab ? tab : colon, *rest = tab ? tab + 1 : colon ? colon + 3 : NULL;
    if (!end || end == row)
        return false;
    if (passage_read(c, lesson_root(c->document), row, (size_t)(end - row)))
        add_words(c, 0, c->here.count, rest, size - (size_t)(rest - row), NULL);
    return true;
}

static ard_status learn_file(clarity *c, const char *file)
{
    buffer text = {.most = FILE_MOST};
    unsigned ticket;
    ard_status status = helpers_ask(c->job->helpers, c->job->log, "beside", file, strlen(file), &ticket);
    if (status == ARD_OK)
        status = helpers_wait(c->job->helpers, c->job->log, ticket, &text);
    if (status == ARD_OK && (text.failed || !text_is_clean(buffer_string(&text), text.size)))
        status = report(c->job->log, NOWHERE, "clarity.glossary.text", file, NULL);
    uint32_t line = 1;
    for (const char *at = buffer_string(&text), *end = at + text.size; status == ARD_OK && at < end; line++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t size = (size_t)((stop ? stop : end) - at);
        size_t kept = size && at[size - 1] == '\r' ? size - 1 : size;
        if (*at != '#' && !text_part_is_blank(at, kept) && !take_row(c, at, kept))
            report(c->job->log, PLACE(NULL, line, 0), "clarity.glossary.row", file, NULL);
        at += size + 1;
    }
    buffer_free(&text);
    return status;
}

ard_status glossary_learn(clarity *c, const char *file)
{
    ard_status status = *file ? learn_file(c, file) : ARD_OK;
    if (status == ARD_OK)
        learn_lesson(c);
    return status;
}

/* ---- Shown ------------------------------------------------------------------------------------------------------- */

/* The definition whose term stands at word `at` of the passage, the longest; `*count` its words. */
static definition *term_at(const clarity *c, size_t at, size_t *count)
{
    const passage *p = &c->here;
    for (size_t many = TERM_WORDS; many; many--) {
        buffer key = BUFFER_EMPTY;
        bool whole = at + many <= p->count && p->words[at].sentence == p->words[at + many - 1].sentence;
        for (size_t i = at; whole && i + 1 < at + many; i++)
            whole = word_joins(p, p->words + i);
        if (whole)
            key_of(p, at, many, &key);
        definition *d = whole ? table_value(c->defined, buffer_string(&key)) : NULL;
        buffer_free(&key);
        *count = many;
        if (d)
            return d;
    }
    return NULL;
}

/* Puts a definition after its term, between brackets. */
static bool show_at(clarity *c, flat *f, const definition *d, size_t offset)
{
    buffer text = BUFFER_EMPTY;
    const flat_piece *piece = flat_piece_at(f, offset - 1);
    buffer_format(&text, " (%s)", d->text);
    ard_node *span = piece ? node_new(c->document, SPAN, piece->node->place) : NULL;
    node_set(c->document, span, "added", "1");
    if (span)
        node_append_text(c->document, span, buffer_string(&text), text.size, piece->node->place);
    bool done = offset < f->text.size ? flat_insert(c->document, f, offset, span) : false;
    if (!done && span && offset == f->text.size)
        done = node_append((ard_node *)c->here.leaf, span) != NULL;
    buffer_free(&text);
    return done;
}

static const ard_node *exercise_of(const ard_node *leaf)
{
    for (; leaf; leaf = leaf->parent)
        if (leaf->kind == EXERCISE)
            return leaf;
    return NULL;
}

/* Looks for terms in the passage at hand; at the word each is shown once outside exercises, and once in each exercise. */
static size_t use_terms(clarity *c, flat *f, table *shown, bool at_word)
{
    const passage *p = &c->here;
    size_t done = 0, count;
    for (size_t at = 0; at < p->count; at++) {
        definition *d = term_at(c, at, &count);
        if (!d || d->where == p->leaf)
            continue;
        d->used = true;
        const ard_node *last = table_value(shown, d->key), *here = exercise_of(p->leaf);
        if (at_word && last != (here ? here : lesson_root(c->document)) &&
            show_at(c, f, d, word_end(p->words + at + count - 1))) {
            table_set(shown, d->key, (void *)(here ? here : lesson_root(c->document)));
            done++;
        }
        at += count - 1;
    }
    return done;
}

static const char *heading_in(const char *language)
{
    return text_in_language(language, "en") ? "Words of the lesson" : "Les mots de la leçon";
}

static void add_leaf(clarity *c, ard_node *parent, ard_kind kind, const char *text)
{
    ard_node *leaf = node_append(parent, node_new(c->document, kind, NOWHERE));
    if (leaf && kind == HEADING)
        leaf->number = 2;
    if (leaf)
        node_append_text(c->document, leaf, text, strlen(text), NOWHERE);
}

/* The section at the end with the terms that the lesson has. */
static size_t add_section(clarity *c)
{
    size_t count = 0;
    ard_node *section = NULL, *list = NULL;
    for (const definition *d = c->definitions; d; d = d->next) {
        if (!d->used)
            continue;
        if (!section) {
            section = node_append(lesson_root(c->document), node_new(c->document, SECTION, NOWHERE));
            node_set(c->document, section, "added", "1");
            add_leaf(c, section, HEADING, heading_in(node_language(c->document, section)));
            list = node_append(section, node_new(c->document, DEFINITIONS, NOWHERE));
        }
        add_leaf(c, list, TERM, d->term);
        ard_node *says = node_append(list, node_new(c->document, DEFINITION, NOWHERE));
        add_leaf(c, says, PARAGRAPH, d->text);
        count++;
    }
    return count;
}

size_t glossary_show(clarity *c, bool at_word)
{
    arena *pool = lesson_pool(c->document);
    table *shown = table_new(pool);
    size_t done = 0;
    walk w = walk_of(lesson_root(c->document));
    for (walk_event event; c->definitions && shown && (event = walk_next(&w)) != WALK_END;) {
        flat f;
        if (event != WALK_LEAVE || w.node->kind == HEADING || !passage_is_text(c, w.node) || !flat_open(&f, w.node))
            continue;
        if (passage_read(c, w.node, buffer_string(&f.text), f.text.size))
            done += use_terms(c, &f, shown, at_word);
        flat_close(c->document, &f);
    }
    return at_word ? done : add_section(c);
}
