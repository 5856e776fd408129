/* ard_words: words taken apart, a row each. */
#include "ardoise.h"

#include "base/buffer.h"
#include "base/text.h"
#include "language/analysis.h"

#include <string.h>

enum { MEMORY = 64 << 20, LEMMA = 128, PIECE = 1 << 16 };

typedef struct writing {
    buffer out;
    ard_sink *sink;
    void *user;
    bool refused;
} writing;

/* Hands on what was written, when there is enough of it or at the end. */
static void hand_on(writing *w, size_t least)
{
    if (w->out.size <= least || w->refused)
        return;
    w->refused = !w->sink(w->user, w->out.data, w->out.size);
    buffer_reset(&w->out);
}

static void add_syllables(buffer *b, const char *word, size_t size, const spelling *s)
{
    if (!s || !s->syllable_count)
        buffer_add(b, word, size);
    for (unsigned i = 0; s && i < s->syllable_count; i++) {
        size_t end = i + 1u < s->syllable_count ? s->syllables[i + 1] : size;
        if (i && word[s->syllables[i] - 1] != '-') /* a hyphen of the word's own parts its syllables */
            buffer_byte(b, '-');
        buffer_add(b, word + s->syllables[i], end - s->syllables[i]);
    }
}

static void add_grapheme(buffer *b, const char *letters, size_t size, const char *sound, bool first)
{
    if (!first)
        buffer_byte(b, '.');
    buffer_add(b, letters, size);
    buffer_byte(b, '=');
    buffer_text(b, *sound ? sound : "#");
}

/* "ch=ʃ.a=a.t=#"; signs between graphemes ("l'ami") stand as silent ones. */
static void add_graphemes(buffer *b, const char *word, size_t size, const spelling *s)
{
    size_t at = 0;
    for (unsigned i = 0; s && i < s->count; i++) {
        const grapheme *g = &s->graphemes[i];
        if (g->start > at)
            add_grapheme(b, word + at, g->start - at, "", at == 0);
        add_grapheme(b, word + g->start, g->size, g->sound, g->start == 0);
        at = (size_t)g->start + g->size;
    }
    if (s && s->count && at < size)
        add_grapheme(b, word + at, size - at, "", false);
}

static bool is_combining(uint32_t point)
{
    return point >= 0x300 && point <= 0x36F;
}

/* 1 for each letter of a silent grapheme, 0 for others; signs stand as they are. */
static void add_mask(buffer *b, const char *word, size_t size, const spelling *s)
{
    unsigned next = 0;
    for (size_t at = 0, length; s && s->count && at < size; at += length) {
        uint32_t point = text_decode(word + at, size - at, &length);
        while (next < s->count && (size_t)s->graphemes[next].start + s->graphemes[next].size <= at)
            next++;
        if (is_combining(point))
            continue;
        if (next == s->count || at < s->graphemes[next].start)
            buffer_add(b, word + at, length);
        else
            buffer_byte(b, *s->graphemes[next].sound ? '0' : '1');
    }
}

/* Lemma, class and frequency: empty where the lexicon lacks the word. */
static void add_reading(buffer *b, const char *word, size_t size, const token *t)
{
    lexicon_entry entry;
    char form[LEMMA * 2], lemma[LEMMA * 2];
    const reading *r = lexicon_reading(word, size, t->class, &entry);
    buffer_byte(b, '\t');
    if (r) {
        size_t length = lexicon_form(entry.number, form, sizeof form);
        buffer_add(b, lemma, lexicon_lemma(r, form, length, lemma, sizeof lemma));
    }
    buffer_byte(b, '\t');
    buffer_text(b, word_class_name(t->class));
    buffer_byte(b, '\t');
    if (r)
        buffer_format(b, "%.2f", lexicon_per_million(entry.frequency));
}

static void add_row(writing *w, const char *word, const token *t)
{
    const spelling *s = t->spelling;
    buffer *b = &w->out;
    buffer_add(b, word, t->size);
    buffer_byte(b, '\t');
    add_syllables(b, word, t->size, s);
    buffer_byte(b, '\t');
    add_graphemes(b, word, t->size, s);
    buffer_byte(b, '\t');
    add_mask(b, word, t->size, s);
    buffer_byte(b, '\t');
    for (unsigned i = 0; s && i < s->count; i++)
        buffer_text(b, s->graphemes[i].sound);
    add_reading(b, word, t->size, t);
    buffer_byte(b, '\n');
    hand_on(w, PIECE);
}

/* A row for each word of a paragraph. */
static void add_text(writing *w, analyser *a, const char *text, size_t size)
{
    size_t count;
    const token *tokens = analyse_text(a, text, size, "fr", &count);
    for (size_t i = 0; i < count; i++)
        if (tokens[i].kind == TOKEN_WORD || tokens[i].kind == TOKEN_ELISION)
            add_row(w, text + tokens[i].start, &tokens[i]);
}

static void add_lines(writing *w, analyser *a, const char *text, size_t size, bool running)
{
    for (size_t at = 0; at < size && !w->refused;) {
        const char *end = memchr(text + at, '\n', size - at);
        size_t line = end ? (size_t)(end - text) - at : size - at;
        size_t length = line && text[at + line - 1] == '\r' ? line - 1 : line;
        if (running) {
            add_text(w, a, text + at, length);
            buffer_byte(&w->out, '\n');
        } else if (length)
            add_row(w, text + at, analyse_word(a, text + at, length));
        else
            buffer_byte(&w->out, '\n');
        at += line + 1;
    }
}

ard_status ard_words(const ard_word_options *options, const char *text, size_t size, ard_sink *sink, void *user)
{
    conventions c = {.oral = options->oral,
                     .typographic = options->typographic,
                     .mute_e = options->mute_e,
                     .exceptions = options->exceptions};
    writing w = {.sink = sink, .user = user};
    arena *pool = arena_new(MEMORY);
    analyser *a = pool ? analyser_new(pool, &c) : NULL;
    if (a)
        add_lines(&w, a, text, size, options->text);
    hand_on(&w, 0);
    analyser_end(a);
    bool failed = !a || w.out.failed || arena_failed(pool);
    buffer_free(&w.out);
    if (pool)
        arena_free(pool);
    return failed ? ARD_E_LIMIT : w.refused ? ARD_E_WRITE : ARD_OK;
}
