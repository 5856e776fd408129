/* Changes of words that a profile asks for. Never in exercises: there the author's words are the question. */
#include "base/text.h"
#include "clarity.h"

#include <string.h>

enum { ROWS_MOST = 500 };

typedef struct changing {
    clarity *c;
    bool numbers;
    table *words; /* what stands for a word, by the word in small letters */
    change_counts *counts;
} changing;

/* ---- The teacher's list ------------------------------------------------------------------------------------------ */

static void add_small(buffer *out, const char *text, size_t size)
{
    for (size_t at = 0, length; at < size; at += length)
        buffer_point(out, text_lower(text_decode(text + at, size - at, &length)));
}

/* Takes blanks from both ends. */
static void trim(const char **text, size_t *size)
{
    while (*size && text_is_space((unsigned char)**text))
        ++*text, --*size;
    while (*size && text_is_space((unsigned char)(*text)[*size - 1]))
        --*size;
}

/* Takes "word=other"; false where it is not that. */
static bool take_pair(const changing *g, const char *row, size_t size)
{
    const char *equals = memchr(row, '=', size);
    if (!equals)
        return false;
    const char *name = row, *other = equals + 1;
    size_t name_size = (size_t)(equals - row), other_size = size - name_size - 1;
    buffer key = BUFFER_EMPTY;
    trim(&name, &name_size);
    trim(&other, &other_size);
    add_small(&key, name, name_size);
    if (key.size && other_size)
        table_set(g->words, buffer_string(&key), arena_copy(lesson_pool(g->c->document), other, other_size));
    bool taken = key.size && other_size;
    buffer_free(&key);
    return taken;
}

static ard_status read_words(changing *g, const char *list)
{
    g->words = table_new(lesson_pool(g->c->document));
    for (unsigned rows = 0; *list && rows < ROWS_MOST; rows++) {
        size_t size = strcspn(list, ",;");
        if (!text_part_is_blank(list, size) && !take_pair(g, list, size)) {
            const char *row = arena_copy(lesson_pool(g->c->document), list, size);
            return report(g->c->job->log, NOWHERE, "clarity.words.wrong", row ? row : "", NULL);
        }
        list += size;
        list += *list != '\0';
    }
    return ARD_OK;
}

/* ---- One change -------------------------------------------------------------------------------------------------- */

/* Puts `other` for the words from `first` to `last`, with a capital where they begin with one. */
static bool put(changing *g, flat *f, const word *first, const word *last, const char *other, const char *why)
{
    ard_document *document = g->c->document;
    const passage *p = &g->c->here;
    size_t begin = word_begin(first), end = word_end(last), length;
    const flat_piece *piece = flat_piece_at(f, begin);
    buffer words = BUFFER_EMPTY;
    uint32_t point = text_decode(other, strlen(other), &length);
    buffer_point(&words,
                 text_is_upper(text_decode(p->text + begin, end - begin, &(size_t){0})) ? text_upper(point) : point);
    buffer_text(&words, other + length);
    char *was = arena_copy(lesson_pool(document), p->text + begin, end - begin);
    ard_node *span = piece ? node_new(document, SPAN, piece->node->place) : NULL;
    ard_node *text = span ? node_new_text(document, buffer_string(&words), words.size, piece->node->place) : NULL;
    if (text)
        text->style = piece->node->style;
    node_set(document, span, "added", "around");
    node_set(document, span, "data-was-text", was);
    node_append(span, text);
    bool done = text && was && end <= piece->end && flat_replace(document, f, begin, end, span);
    if (done) {
        remark r = {.rule = why, .words = was, .change = buffer_string(&words)};
        lesson_remark(document, &r);
        report(g->c->job->log, p->leaf->place, "clarity.changed", was, buffer_string(&words), NULL);
    }
    g->counts->kept += !done;
    buffer_free(&words);
    return done;
}

static void change_sentence(changing *g, flat *f, const sentence *s)
{
    const passage *p = &g->c->here;
    for (long at = 0; word_at(p, s, at); at++) {
        size_t count;
        uint64_t value;
        const word *w = word_at(p, s, at);
        const char *other = g->words ? table_value(g->words, w->small) : NULL;
        if (other && w->token->kind == TOKEN_WORD)
            g->counts->words += put(g, f, w, w, other, "word.chosen");
        else if (g->numbers && numeral_counted(p, s, at, &value, &count)) {
            buffer figures = BUFFER_EMPTY;
            numeral_write(&figures, value);
            g->counts->numbers +=
                put(g, f, w, word_at(p, s, at + (long)count - 1), buffer_string(&figures), "word.number");
            buffer_free(&figures);
            at += (long)count - 1;
        }
    }
}

static bool in_exercise(const ard_node *leaf)
{
    for (; leaf; leaf = leaf->parent)
        if (leaf->kind == EXERCISE || leaf->kind == QUESTION)
            return true;
    return false;
}

ard_status changes_make(clarity *c, bool numbers, const char *words, change_counts *counts)
{
    changing g = {.c = c, .numbers = numbers, .counts = counts};
    ard_status status = *words ? read_words(&g, words) : ARD_OK;
    walk w = walk_of(lesson_root(c->document));
    for (walk_event event; status == ARD_OK && (event = walk_next(&w)) != WALK_END;) {
        flat f;
        if (event != WALK_LEAVE || w.node->kind == HEADING || in_exercise(w.node) || !passage_is_text(c, w.node) ||
            !flat_open(&f, w.node))
            continue;
        if (passage_read(c, w.node, buffer_string(&f.text), f.text.size)) {
            g.numbers = numbers && numerals_wanted(&c->here);
            for (size_t i = 0; i < c->here.sentence_count; i++)
                change_sentence(&g, &f, c->here.sentences + i);
        }
        flat_close(c->document, &f);
    }
    return status;
}
