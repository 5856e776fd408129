/* The filter "pictograms": a symbol before the verb of an instruction, or before a noun, out of a set that lies in the lesson's folder. The
 * word stays, and says what the symbol shows: so the picture is decoration for a screen reader (alt=""). Nothing is shipped; the set's
 * attribution is printed at the end. doc/clarity.md.
 *
 * A set is a folder with table.tsv, a row a word: the word, a tab, the file of its picture in the folder. "# attribution: ..." says whose
 * the pictures are. Files are opened like pictures beside a lesson (the helper "beside"): nothing outside its folder. */
#include "base/helpers.h"
#include "base/options.h"
#include "base/plugin.h"
#include "base/table.h"
#include "base/text.h"
#include "language/actions.h"
#include "language/analysis.h"
#include "language/vocabulary.h"
#include "lesson/flat.h"
#include "lesson/lesson.h"
#include "source/image.h"

#include <string.h>

enum { TABLE_MOST = 4 << 20, PICTURE_MOST = 4 << 20, PICTURES_MOST = 500, HEIGHT_LEAST = 16 };

static const char table_name[] = "table.tsv";

/* A word of the set; its picture is read when it is first shown. */
typedef struct symbol {
    const char *file;
    int number; /* of the resource; 0: not read yet, or not to be had */
    bool failed;
    const ard_node *last; /* the leaf that it was last shown in */
} symbol;

typedef struct work {
    task *job;
    ard_document *document;
    analyser *analyser;
    table *symbols; /* by word, in small letters, and by lemma */
    const char *folder;
    buffer attribution;
    bool verbs, nouns;
    int height; /* CSS pixels */
    size_t shown, pictures;
} work;

/* ---- The set ----------------------------------------------------------------------------------------------------- */

/* Reads a file of the set; what is said of it is not handed on where `quiet`. */
static ard_status read_file(const work *w, const char *name, size_t most, buffer *bytes, report_log *log)
{
    buffer path = BUFFER_EMPTY;
    unsigned ticket;
    buffer_format(&path, "%s/%s", w->folder, name);
    bytes->most = most;
    ard_status status = helpers_ask(w->job->helpers, log, "beside", buffer_string(&path), path.size, &ticket);
    if (status == ARD_OK)
        status = helpers_wait(w->job->helpers, log, ticket, bytes);
    buffer_free(&path);
    return status;
}

/* The word in small letters, blanks at its ends taken off. */
static void add_small(const char *word, size_t size, buffer *out)
{
    while (size && text_is_space((unsigned char)word[size - 1]))
        size--;
    for (size_t at = 0, length; at < size; at += length)
        buffer_point(out, text_lower(text_decode(word + at, size - at, &length)));
}

/* Takes a row; false where it is none. */
static bool take_row(work *w, const char *row, size_t size)
{
    static const char attribution[] = "# attribution:";
    const char *tab = memchr(row, '\t', size);
    if (size > sizeof attribution - 1 && memcmp(row, attribution, sizeof attribution - 1) == 0) {
        buffer_text(&w->attribution, w->attribution.size ? " " : "");
        buffer_add(&w->attribution, row + sizeof attribution, size - sizeof attribution);
        return true;
    }
    if (*row == '#' || text_part_is_blank(row, size))
        return true;
    if (!tab || tab == row || tab + 1 == row + size)
        return false;
    arena *pool = lesson_pool(w->document);
    symbol *s = arena_alloc(pool, sizeof *s);
    buffer word = BUFFER_EMPTY;
    add_small(row, (size_t)(tab - row), &word);
    if (s) {
        s->file = arena_copy(pool, tab + 1, (size_t)(row + size - tab) - 1);
        if (s->file && !table_value(w->symbols, buffer_string(&word)))
            table_set(w->symbols, buffer_string(&word), s);
    }
    buffer_free(&word);
    return true;
}

static ard_status read_table(work *w)
{
    buffer text = BUFFER_EMPTY;
    ard_status status = read_file(w, table_name, TABLE_MOST, &text, w->job->log);
    if (status == ARD_OK && !text_is_clean(buffer_string(&text), text.size))
        status = report(w->job->log, NOWHERE, "pictograms.text", w->folder, NULL);
    uint32_t line = 1;
    for (const char *at = buffer_string(&text), *end = at + text.size; status == ARD_OK && at < end; line++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t size = (size_t)((stop ? stop : end) - at);
        if (!take_row(w, at, size && at[size - 1] == '\r' ? size - 1 : size))
            report(w->job->log, PLACE(NULL, line, 0), "pictograms.row", table_name, NULL);
        at += size + 1;
    }
    buffer_free(&text);
    if (status == ARD_OK && !w->attribution.size)
        report(w->job->log, NOWHERE, "pictograms.attribution", table_name, NULL);
    return status;
}

/* Whether bytes are a picture whose size can be told, or an SVG without one. */
static bool is_picture(const buffer *bytes)
{
    enum { HEAD = 1024 };
    size_t head = bytes->size < HEAD ? bytes->size : HEAD;
    return head && (image_look(bytes->data, bytes->size).width || memmem(bytes->data, head, "<svg", 4));
}

/* The resource of a symbol, read once; 0 where it is not to be had, which is reported once. */
static int picture_of(work *w, symbol *s)
{
    if (s->number || s->failed)
        return s->number;
    buffer bytes = BUFFER_EMPTY;
    report_log *quiet = report_new();
    bool read = quiet && w->pictures < PICTURES_MOST && read_file(w, s->file, PICTURE_MOST, &bytes, quiet) == ARD_OK;
    if (read && is_picture(&bytes))
        s->number = lesson_resource(w->document, bytes.data, bytes.size);
    if (s->number)
        w->pictures++;
    else
        report(w->job->log, NOWHERE, "pictograms.missing", s->file, NULL);
    s->failed = !s->number;
    report_free(quiet);
    buffer_free(&bytes);
    return s->number;
}

/* ---- Words ------------------------------------------------------------------------------------------------------- */

/* The symbol of a word by its form, else by its lemma. */
static symbol *symbol_of(const work *w, const char *text, const token *t)
{
    vocable about;
    buffer small = BUFFER_EMPTY;
    add_small(text + t->start, t->size, &small);
    symbol *found = table_value(w->symbols, buffer_string(&small));
    buffer_free(&small);
    vocabulary_look(text + t->start, t->size, t->class, &about);
    return found ? found : table_value(w->symbols, about.lemma);
}

/* Whether a symbol goes before a word: an instruction's verb; a noun, but where reading or spelling is what is assessed. */
static bool is_wanted(const work *w, const ard_node *leaf, const char *text, size_t size, const token *t)
{
    if (t->kind != TOKEN_WORD)
        return false;
    if (w->verbs && leaf->kind == INSTRUCTION && action_length(text + t->start, size - t->start, "fr") &&
        ((uint32_t)t->class & (WORD_VERB | WORD_INFINITIVE) || t->sentence_begins))
        return true;
    return w->nouns && (uint32_t)t->class & WORD_NOUN && !text_in_list("reading spelling", node_assessed(leaf));
}

/* Puts the picture and a blank before a word. */
static bool show(work *w, flat *f, size_t offset, symbol *s)
{
    const flat_piece *piece = flat_piece_at(f, offset);
    if (!piece || !picture_of(w, s))
        return false;
    place where = piece->node->place;
    ard_node *span = node_new(w->document, SPAN, where);
    ard_node *image = node_append(span, node_new(w->document, IMAGE, where));
    node_set(w->document, span, "added", "1");
    node_set(w->document, image, "alt", "");
    node_set_number(w->document, image, "height", w->height);
    node_set_number(w->document, image, "width", w->height);
    if (image)
        image->number = s->number;
    node_append_text(w->document, span, "\u00a0", 2, where);
    return flat_insert(w->document, f, offset, span);
}

static void look_at(work *w, ard_node *leaf)
{
    flat f;
    size_t count;
    if (!flat_open(&f, leaf))
        return;
    const char *text = buffer_string(&f.text);
    const token *tokens = analyse_text(w->analyser, text, f.text.size, "fr", &count);
    for (size_t i = 0; i < count; i++) {
        symbol *s = is_wanted(w, leaf, text, f.text.size, tokens + i) ? symbol_of(w, text, tokens + i) : NULL;
        if (!s || s->last == leaf || !show(w, &f, tokens[i].start, s))
            continue;
        s->last = leaf;
        w->shown++;
    }
    flat_close(w->document, &f);
}

static bool is_text(const work *w, const ard_node *leaf)
{
    if ((leaf->kind != PARAGRAPH && leaf->kind != INSTRUCTION) || strcmp(node_assessed(leaf), "language") == 0)
        return false;
    if (node_is_generated(leaf))
        return false;
    return text_in_language(node_language(w->document, leaf), "fr") || !*node_language(w->document, leaf);
}

/* ---- The filter -------------------------------------------------------------------------------------------------- */

static void add_attribution(work *w)
{
    if (!w->shown || !w->attribution.size)
        return;
    ard_node *line = node_append(lesson_root(w->document), node_new(w->document, PARAGRAPH, NOWHERE));
    node_set(w->document, line, "added", "1");
    node_append_text(w->document, line, buffer_string(&w->attribution), w->attribution.size, NOWHERE);
}

static ard_status show_all(work *w)
{
    walk walked = walk_of(lesson_root(w->document));
    for (walk_event event; (event = walk_next(&walked)) != WALK_END;)
        if (event == WALK_LEAVE && is_text(w, walked.node))
            look_at(w, walked.node);
    add_attribution(w);
    report(w->job->log, NOWHERE, "pictograms.shown", report_number(w->job->log, (long long)w->shown), NULL);
    return lesson_status(w->document);
}

static ard_status apply(task *job, ard_document *document)
{
    const char *where = options_text(job->options, "where");
    work w = {.job = job, .document = document, .folder = options_text(job->options, "folder")};
    w.verbs = strcmp(where, "nouns") != 0;
    w.nouns = strcmp(where, "instructions") != 0;
    w.height = options_integer(job->options, "height");
    if (!*w.folder)
        return report(job->log, NOWHERE, "pictograms.folder", NULL);
    w.symbols = table_new(lesson_pool(document));
    w.analyser = analyser_new(lesson_pool(document), NULL);
    ard_status status = w.symbols && w.analyser ? read_table(&w) : report(job->log, NOWHERE, "memory.ended", NULL);
    if (status == ARD_OK)
        status = show_all(&w);
    buffer_free(&w.attribution);
    analyser_end(w.analyser);
    return status;
}

static const ard_option pictograms_options[] = {
    {"folder", ARD_TEXT, "", 0, 0, NULL, "pictograms.option.folder"},
    {"where", ARD_CHOICE, "instructions", 0, 0, "instructions nouns both", "pictograms.option.where"},
    {"height", ARD_NUMBER, "48", HEIGHT_LEAST, 400, NULL, "pictograms.option.height"},
    {NULL, ARD_FLAG, NULL, 0, 0, NULL, NULL},
};

const ard_filter pictograms_filter = {
    .about = {.kind = ARD_FILTER,
              .name = "pictograms",
              .aliases = "",
              .endings = "",
              .media_type = "",
              .lacks = "",
              .help = "pictograms.help",
              .options = pictograms_options},
    .apply = apply,
};
