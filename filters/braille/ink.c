/* The filter "ink": a document that is nothing but braille (a pupil's work, a file for an embosser) becomes paragraphs of words.
 * What is written is what the cells say; a word that the code would have written with other cells is marked, with
 * its cells as the mark's title, for a person to look at. */
#include "filters/braille/ink.h"

#include "base/options.h"
#include "base/plugin.h"
#include "base/text.h"
#include "filters/braille/back.h"
#include "filters/braille/unlay.h"
#include "language/lexicon.h"

#include <string.h>

enum {
    SAMPLE = 24000,   /* bytes of cells by which the grade is found */
    FORMULA = 8 << 20 /* bytes of memory for one formula */
};

static const ard_option options_of_ink[] = {
    {"grade", ARD_CHOICE, "auto", 0, 0, "auto integral abrege", "ink.option.grade"},
    {0},
};

/* What was found in one grade. */
typedef struct attempt {
    buffer reply;
    size_t known, doubts; /* words that the lexicon has; words that are marked */
} attempt;

/* ---- Which grade ------------------------------------------------------------------------------------------------- */

static void count_word(attempt *r, const char *word, size_t size)
{
    lexicon_entry entry;
    buffer small = BUFFER_EMPTY;
    buffer_add(&small, word, size);
    char *text = small.data;
    for (size_t i = 0; i < small.size; i++)
        if (text[i] >= 'A' && text[i] <= 'Z')
            text[i] = (char)(text[i] + 32);
    r->known += size > 1 && lexicon_find(buffer_string(&small), size, &entry);
    buffer_free(&small);
}

/* What a formula counts as words: it is no chance where it is long or has blanks. */
static size_t formula_words(const char *cells)
{
    size_t size = strcspn(cells, (char[]){INK_SURE, '\0'}), blanks = 0;
    for (size_t at = 0; at + 3 <= size; at += 3)
        blanks += memcmp(cells + at, "⠀", 3) == 0;
    return 2 + blanks + size / 30;
}

/* Counts words of letters alone: between blanks, apostrophes and other signs. */
static void weigh(attempt *r)
{
    const char *at = buffer_string(&r->reply), *word = NULL;
    for (;; at++) {
        bool letter = (unsigned char)*at >= 0x80 || ((*at | 32) >= 'a' && (*at | 32) <= 'z');
        if (letter && !word)
            word = at;
        if (!letter && word) {
            count_word(r, word, (size_t)(at - word));
            word = NULL;
        }
        r->doubts += *at == INK_DOUBT;
        if (*at == INK_FORMULA)
            r->known += formula_words(at + 1);
        if (*at == INK_CELLS || *at == INK_FORMULA) /* cells are no words */
            at += strcspn(at, (char[]){INK_SURE, '\0'});
        if (!*at)
            return;
    }
}

/* How good an attempt is: French words, less what is doubtful. */
static long worth(const attempt *a)
{
    return (long)a->known - (long)a->doubts;
}

static ard_status attempt_grade(task *t, const buffer *paragraphs, bool contracted, attempt *a)
{
    unsigned ticket;
    buffer_reset(&a->reply);
    a->known = a->doubts = 0;
    ard_status status = ink_ask(t->helpers, t->log, contracted, paragraphs, &ticket);
    if (status == ARD_OK)
        status = helpers_wait(t->helpers, t->log, ticket, &a->reply);
    weigh(a);
    return status;
}

/* Which grade the first paragraphs are: the one that gives more French, uncontracted where both give as much. */
static ard_status find_grade(task *t, const buffer *paragraphs, bool *contracted)
{
    const char *said = options_text(t->options, "grade");
    *contracted = strcmp(said, "abrege") == 0;
    if (strcmp(said, "auto") != 0)
        return ARD_OK;
    buffer first = BUFFER_EMPTY;
    attempt grades[2] = {{.known = 0}, {.known = 0}};
    size_t size = paragraphs->size;
    for (const char *end = NULL; size > SAMPLE; size = (size_t)(end - paragraphs->data) + 1)
        if (!(end = memrchr(paragraphs->data, '\n', size / 2)))
            break;
    buffer_add(&first, paragraphs->data, size);
    ard_status status = attempt_grade(t, &first, false, &grades[0]);
    if (status == ARD_OK)
        status = attempt_grade(t, &first, true, &grades[1]);
    *contracted = worth(&grades[1]) > worth(&grades[0]);
    buffer_free(&first);
    buffer_free(&grades[0].reply);
    buffer_free(&grades[1].reply);
    return status;
}

/* ---- Words into the tree ------------------------------------------------------------------------------------------ */

/* A leaf that is filled. */
typedef struct filling {
    ard_document *document;
    ard_node *leaf, *into;
    place where;
    buffer text;
} filling;

static void flush(filling *f)
{
    if (f->text.size)
        node_append_text(f->document, f->into, buffer_string(&f->text), f->text.size, f->where);
    buffer_reset(&f->text);
}

static void open_inline(filling *f, ard_kind kind)
{
    flush(f);
    ard_node *made = node_append(f->into, node_new(f->document, kind, f->where));
    f->into = made ? made : f->into;
}

static void close_inline(filling *f)
{
    flush(f);
    if (f->into != f->leaf)
        f->into = f->into->parent;
}

/* Puts a formula, whose cells begin at `cells`; gives the bytes up to its end. */
static size_t put_formula(filling *f, const char *cells)
{
    size_t size = strcspn(cells, (char[]){INK_SURE, '\0'});
    arena *pool = arena_new(FORMULA);
    back_formula found = {0};
    if (pool)
        found = back_read(pool, cells, size);
    flush(f);
    if (found.row)
        back_append(f->document, f->into, found.row, f->where);
    else
        buffer_add(&f->text, cells, size);
    arena_free(pool);
    return size + (cells[size] == INK_SURE);
}

/* Puts a line of a reply; gives where the next one begins. */
static const char *put_line(filling *f, const char *at)
{
    for (; *at && *at != '\n'; at++)
        switch (*at) {
        case INK_EMPHASIS: open_inline(f, EMPHASIS); break;
        case INK_DOUBT: open_inline(f, MARK); break;
        case INK_PLAIN: close_inline(f); break;
        case INK_CELLS: {
            size_t size = strcspn(at + 1, (char[]){INK_SURE, '\0'});
            buffer cells = BUFFER_EMPTY;
            buffer_add(&cells, at + 1, size);
            node_set(f->document, f->into, "title", buffer_string(&cells));
            buffer_free(&cells);
            at += size;
            break;
        }
        case INK_FORMULA: at += put_formula(f, at + 1); break;
        case INK_SURE: close_inline(f); break;
        default: buffer_byte(&f->text, *at);
        }
    flush(f);
    return at + (*at == '\n');
}

static void put_paragraphs(ard_document *document, const unlaid *first, const char *reply)
{
    filling f = {.document = document};
    bool titled = false;
    for (const unlaid *p = first; p; p = p->next) {
        ard_node *leaf = node_new(document, p->heading ? HEADING : PARAGRAPH, p->where);
        if (leaf && p->heading)
            leaf->number = titled ? 2 : 1;
        titled |= p->heading;
        f.leaf = f.into = node_append(lesson_root(document), leaf);
        f.where = p->where;
        if (!leaf)
            break;
        reply = put_line(&f, reply);
    }
    buffer_free(&f.text);
}

static ard_node *braille_of(const ard_document *document)
{
    ard_node *found = NULL;
    for (ard_node *at = lesson_root(document)->first; at; at = at->next) {
        if (at->kind != BRAILLE)
            return NULL; /* a lesson that was also given in braille */
        found = at;
    }
    return found;
}

static void tell(task *t, bool contracted, size_t doubts, size_t heads)
{
    report(t->log, NOWHERE, contracted ? "ink.abrege" : "ink.integral", NULL);
    if (doubts)
        report(t->log, NOWHERE, "ink.doubts", report_number(t->log, (long long)doubts), NULL);
    if (heads)
        report(t->log, NOWHERE, "ink.heads", report_number(t->log, (long long)heads), NULL);
}

static ard_status apply(task *t, ard_document *document)
{
    ard_node *block = braille_of(document);
    if (!block)
        return ARD_OK;
    size_t heads;
    bool contracted = false;
    attempt found = {0};
    buffer paragraphs = BUFFER_EMPTY;
    const unlaid *first = braille_unlay(document, block, &heads);
    for (const unlaid *p = first; p; p = p->next) {
        buffer_text(&paragraphs, p->cells);
        buffer_byte(&paragraphs, '\n');
    }
    ard_status status =
        paragraphs.failed ? report(t->log, NOWHERE, "braille.memory", NULL) : find_grade(t, &paragraphs, &contracted);
    if (status == ARD_OK)
        status = attempt_grade(t, &paragraphs, contracted, &found);
    if (status == ARD_OK) {
        node_unlink(block);
        lesson_take_back(document, "braille");
        put_paragraphs(document, first, buffer_string(&found.reply));
        tell(t, contracted, found.doubts, heads);
    }
    buffer_free(&paragraphs);
    buffer_free(&found.reply);
    return status != ARD_OK ? status : lesson_status(document);
}

const ard_filter ink_filter = {
    .about = {ARD_FILTER, "ink", "", "", "", "", "ink.help", options_of_ink},
    .always = true,
    .apply = apply,
};
