/* Which words of a lesson a beginner can read with the graphemes that he has been taught: a report in French for the
 * teacher, or rows for programs. A word can be read where each of its graphemes has been taught with the sound that it has
 * there, silent ones too, or where it was learnt as a whole. */
#include "base/plugin.h"
#include "base/table.h"
#include "base/text.h"
#include "language/analysis.h"
#include "lesson/flat.h"
#include "lesson/lesson.h"
#include "writers/decodable/progression.h"

#include <string.h>

enum { WORD_MOST = 256, SENTENCE_MOST = 400, STEPS_MOST = 64 };

/* A word of the lesson, once for each way in which it is read there. */
typedef struct entry {
    const char *word;
    const char *blocking; /* what blocks it, as the report has it; "" for nothing */
    unsigned count;
    int step;   /* from which it can be read */
    bool whole; /* learnt as a whole, and not readable otherwise at the step that is asked for */
    struct entry *next;
} entry;

/* A grapheme that blocks. */
typedef struct block {
    const char *text;
    unsigned words;
    int step;
    struct block *next;
} block;

typedef struct examiner {
    task *task;
    arena *pool;
    analyser *analyser;
    progression *progression;
    int step;
    table *entries, *blocks;
    entry *first, *last;
    block *first_block, *last_block;
    unsigned words, readable, whole, foreign;
    unsigned at_step[STEPS_MOST + 1]; /* words that can be read from this step on */
    unsigned sentences, clear;
    buffer sentence;         /* of the sentence that is read: its text */
    buffer stops;            /* and what stops it */
    bool stopped, has_words; /* whether a word of it cannot be read; whether it has any */
    buffer first_sentence, first_stops;
} examiner;

/* ---- Words ------------------------------------------------------------------------------------------------------- */

static void copy_small(char small[WORD_MOST], const char *text, size_t size)
{
    size_t out = 0;
    for (size_t at = 0, length; at < size && out + 5 < WORD_MOST; at += length) {
        uint32_t point = text_lower(text_decode(text + at, size - at, &length));
        out += text_encode(small + out, point == 0x2019 ? '\'' : point);
    }
    small[out] = 0;
}

/* Counts a word more for a grapheme that blocks. */
static void add_block(examiner *x, const char *text, int step)
{
    block *b = table_value(x->blocks, text);
    if (!b) {
        b = arena_alloc(x->pool, sizeof *b);
        if (!b)
            return;
        *b = (block){arena_string(x->pool, text), 0, step, NULL};
        *(x->last_block ? &x->last_block->next : &x->first_block) = b;
        x->last_block = b;
        table_set(x->blocks, text, b);
    }
    b->words++;
}

/* The step at which a grapheme of a word is taught; its letters, small, go to `letters`. */
static int grapheme_step(const examiner *x, const char *word, const grapheme *g, char letters[WORD_MOST])
{
    copy_small(letters, word + g->start, g->size);
    return progression_grapheme(x->progression, letters, g->sound);
}

/* The step from which all graphemes of a word are known. */
static int spelling_step(const examiner *x, const char *word, const spelling *s)
{
    char letters[WORD_MOST];
    int last = 1;
    for (size_t i = 0; i < s->count; i++) {
        int step = grapheme_step(x, word, s->graphemes + i, letters);
        last = step > last ? step : last;
    }
    return last;
}

/* Adds the graphemes of a word that are not known at the step that is asked for, each once, and counts them. */
static void find_blocks(examiner *x, const char *word, const spelling *s, buffer *blocking)
{
    buffer text = BUFFER_EMPTY;
    for (size_t i = 0; i < s->count; i++) {
        char letters[WORD_MOST];
        int step = grapheme_step(x, word, s->graphemes + i, letters);
        if (step <= x->step)
            continue;
        buffer_reset(&text);
        grapheme_describe(letters, s->graphemes[i].sound, &text);
        if (strstr(buffer_string(blocking), buffer_string(&text)))
            continue;
        buffer_format(blocking, "%s%s", blocking->size ? ", " : "", buffer_string(&text));
        add_block(x, buffer_string(&text), step);
    }
    buffer_free(&text);
}

/* The graphemes of an elided word ("l'", "qu'"), whose spelling nobody gives. */
static bool elision_spelling(const char *small, spelling *s)
{
    static const struct {
        const char *word, *sound;
    } rows[] = {{"c'", "s"}, {"d'", "d"},  {"j'", "ʒ"}, {"l'", "l"}, {"m'", "m"},
                {"n'", "n"}, {"qu'", "k"}, {"s'", "s"}, {"t'", "t"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].word, small) == 0) {
            s->count = 1;
            s->graphemes[0] = (grapheme){0, (uint8_t)(strlen(small) - 1), rows[i].sound};
            return true;
        }
    return false;
}

/* The entry of a word with what blocks it, new or the one there is. */
static entry *entry_of(examiner *x, const char *small, const char *blocking)
{
    buffer key = BUFFER_EMPTY;
    buffer_format(&key, "%s\t%s", small, blocking);
    entry *e = table_value(x->entries, buffer_string(&key));
    if (!e && (e = arena_alloc(x->pool, sizeof *e)) != NULL) {
        *e = (entry){.word = arena_string(x->pool, small), .blocking = arena_string(x->pool, blocking)};
        *(x->last ? &x->last->next : &x->first) = e;
        x->last = e;
        table_set(x->entries, buffer_string(&key), e);
    }
    buffer_free(&key);
    return e;
}

/* Counts a word that can be read, or that stops its sentence. */
static void count_word(examiner *x, const char *small, entry *e)
{
    bool can = e->step <= x->step;
    e->count++;
    x->words++;
    x->readable += can;
    x->whole += e->whole;
    x->at_step[e->step <= STEPS_MOST ? e->step : 0]++;
    x->has_words = true;
    if (can)
        return;
    x->stopped = true;
    if (!strstr(buffer_string(&x->stops), small))
        buffer_format(&x->stops, "%s%s (%s)", x->stops.size ? ", " : "", small, e->blocking);
}

/* Whether anything of a word is heard: signs and letters of other scripts have no sound here. */
static bool is_heard(const spelling *s)
{
    size_t i = 0;
    while (i < s->count && !*s->graphemes[i].sound)
        i++;
    return i < s->count;
}

/* Examines a word of French. */
static void add_word(examiner *x, const char *text, const token *t)
{
    char small[WORD_MOST];
    spelling elided = {.count = 0};
    const spelling *s = t->spelling;
    const char *word = text + t->start;
    copy_small(small, word, t->size);
    if (!s && t->kind == TOKEN_ELISION && elision_spelling(small, &elided)) {
        s = &elided;
        word = small;
    }
    if (!s || !is_heard(s)) {
        x->foreign++;
        return;
    }
    buffer blocking = BUFFER_EMPTY;
    int whole = progression_word(x->progression, small), spelled = spelling_step(x, word, s);
    if (whole > x->step && spelled > x->step)
        find_blocks(x, word, s, &blocking);
    entry *e = entry_of(x, small, buffer_string(&blocking));
    if (e) {
        e->whole = whole <= x->step && spelled > x->step;
        e->step = whole < spelled ? whole : spelled;
        count_word(x, small, e);
    }
    buffer_free(&blocking);
}

/* ---- Sentences --------------------------------------------------------------------------------------------------- */

static void end_sentence(examiner *x)
{
    while (x->sentence.size && x->sentence.data[x->sentence.size - 1] == ' ')
        x->sentence.data[--x->sentence.size] = 0;
    if (x->has_words) {
        x->sentences++;
        x->clear += !x->stopped;
        if (x->stopped && !x->first_sentence.size) {
            buffer_add(&x->first_sentence, x->sentence.data, x->sentence.size);
            buffer_text(&x->first_stops, buffer_string(&x->stops));
        }
    }
    x->stopped = x->has_words = false;
    buffer_reset(&x->sentence);
    buffer_reset(&x->stops);
}

/* Adds a token to the sentence that is read; white space is one blank. */
static void add_to_sentence(examiner *x, const char *text, const token *t)
{
    if (x->first_sentence.size || x->sentence.size > SENTENCE_MOST)
        return;
    if (t->kind != TOKEN_BLANK)
        buffer_add(&x->sentence, text + t->start, t->size);
    else if (x->sentence.size)
        buffer_byte(&x->sentence, ' ');
    if (x->sentence.size > SENTENCE_MOST)
        buffer_text(&x->sentence, "…");
}

/* Examines the words of a leaf block, each in the language of its place. */
static void read_leaf(examiner *x, const ard_document *document, ard_node *leaf)
{
    flat f;
    size_t count;
    if (!flat_open(&f, leaf))
        return;
    const char *text = buffer_string(&f.text);
    const token *tokens = analyse_text(x->analyser, text, f.text.size, "fr", &count);
    for (size_t i = 0; i < count; i++) {
        const token *t = tokens + i;
        if (t->sentence_begins)
            end_sentence(x);
        add_to_sentence(x, text, t);
        if (t->kind != TOKEN_WORD && t->kind != TOKEN_ELISION)
            continue;
        const flat_piece *piece = flat_piece_at(&f, t->start);
        const char *language = node_language(document, piece ? piece->node : leaf);
        if (*language && !text_in_language(language, "fr"))
            x->foreign++;
        else
            add_word(x, text, t);
    }
    end_sentence(x);
    flat_close((ard_document *)document, &f);
}

static void read_lesson(examiner *x, const ard_document *document)
{
    walk steps = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&steps)) != WALK_END;) {
        if (event != WALK_ENTER)
            continue;
        kind_class class = kind_about(steps.node->kind)->class;
        if (class == LEAF && steps.node->kind != CODE_BLOCK && steps.node->kind != MATHS_BLOCK)
            read_leaf(x, document, steps.node);
        if (class == LEAF || class == GIVEN)
            walk_skip(&steps);
    }
}

/* ---- The report -------------------------------------------------------------------------------------------------- */

/* A share in whole per cent, 100 only where it is all. */
static unsigned share(unsigned part, unsigned whole)
{
    return whole ? (unsigned)(100ull * part / whole) : 0;
}

static void write_known(const examiner *x, ard_output *output)
{
    buffer text = BUFFER_EMPTY;
    output_format(output, "Progression : %s, étape %d sur %d.\n",
                  *options_text(x->task->options, "graphemes") ? "celle des réglages"
                                                               : options_text(x->task->options, "progression"),
                  x->step, progression_steps(x->progression));
    for (int step = 1; step <= x->step; step++) {
        buffer_reset(&text);
        progression_describe(x->progression, step, &text);
        output_format(output, "  %d. %s\n", step, buffer_string(&text));
    }
    if (*options_text(x->task->options, "words"))
        output_format(output, "Mots appris en entier, en plus : %s\n", options_text(x->task->options, "words"));
    buffer_free(&text);
}

static void write_shares(const examiner *x, ard_output *output)
{
    output_format(output, "\nMots : %u, dont %u peuvent être lus (%u %%)", x->words, x->readable,
                  share(x->readable, x->words));
    if (x->whole)
        output_format(output, ", %u d'entre eux appris en entier", x->whole);
    output_format(output, ".\nPhrases : %u, dont %u peuvent être lues en entier (%u %%).\n", x->sentences, x->clear,
                  share(x->clear, x->sentences));
    if (x->foreign)
        output_format(output,
                      "Mots d'une autre langue, ou que l'on ne sait pas découper : %u. Ils ne sont pas comptés.\n",
                      x->foreign);
    if (progression_steps(x->progression) > 1)
        output_text(output, "\nMots lisibles à chaque étape :\n");
    unsigned sum = 0;
    for (int step = 1; step <= progression_steps(x->progression) && progression_steps(x->progression) > 1; step++) {
        sum += step <= STEPS_MOST ? x->at_step[step] : 0;
        output_format(output, "  étape %d : %u %%%s\n", step, share(sum, x->words),
                      step == x->step ? "  (celle-ci)" : "");
    }
}

static void write_step(int step, ard_output *output)
{
    if (step < STEP_NEVER)
        output_format(output, ", étape %d\n", step);
    else
        output_text(output, ", dans aucune étape\n");
}

/* The graphemes that block, those of most words first, as they come where they are as many. */
static void write_blocks(const examiner *x, ard_output *output)
{
    unsigned most = 0;
    for (const block *b = x->first_block; b; b = b->next)
        most = b->words > most ? b->words : most;
    if (most)
        output_text(output, "\nGraphèmes qui bloquent :\n");
    for (unsigned next; most; most = next) {
        next = 0;
        for (const block *b = x->first_block; b; b = b->next) {
            if (b->words < most && b->words > next)
                next = b->words;
            if (b->words != most)
                continue;
            output_format(output, "  %s : %u mot%s", b->text, b->words, b->words > 1 ? "s" : "");
            write_step(b->step, output);
        }
    }
}

static void write_report(const examiner *x, ard_output *output)
{
    output_text(output, "Ce qu'un lecteur débutant peut lire dans cette leçon\n\n");
    write_known(x, output);
    write_shares(x, output);
    if (x->first_sentence.size)
        output_format(output, "\nPremière phrase qui ne peut pas être lue :\n  %s\n  À cause de : %s\n",
                      buffer_string(&x->first_sentence), buffer_string(&x->first_stops));
    write_blocks(x, output);
    if (x->readable < x->words)
        output_text(output, "\nMots qui ne peuvent pas être lus :\n");
    for (const entry *e = x->first; e; e = e->next) {
        if (!*e->blocking)
            continue;
        output_format(output, "  %s", e->word);
        if (e->count > 1)
            output_format(output, " (%u fois)", e->count);
        output_format(output, " : %s", e->blocking);
        write_step(e->step, output);
    }
}

/* Rows: word, times, "oui", "entier" or "non", step from which it can be read ("-" never), what blocks. */
static void write_rows(const examiner *x, ard_output *output)
{
    for (const entry *e = x->first; e; e = e->next) {
        output_format(output, "%s\t%u\t%s\t", e->word, e->count, *e->blocking ? "non" : e->whole ? "entier" : "oui");
        if (e->step < STEP_NEVER)
            output_format(output, "%d\t%s\n", e->step, e->blocking);
        else
            output_format(output, "-\t%s\n", e->blocking);
    }
}

static ard_status write_decodable(task *t, const ard_document *document, ard_output *output)
{
    examiner x = {.task = t, .pool = arena_new(t->limits->memory / 4)};
    conventions usual = {.oral = false};
    if (!x.pool)
        return ARD_OK;
    x.analyser = analyser_new(x.pool, &usual);
    x.progression = progression_new(x.pool, t->options);
    x.entries = table_new(x.pool);
    x.blocks = table_new(x.pool);
    if (x.analyser && x.progression && x.entries && x.blocks) {
        int steps = progression_steps(x.progression), asked = options_integer(t->options, "step");
        x.step = asked < steps ? asked : steps;
        read_lesson(&x, document);
        if (options_flag(t->options, "rows"))
            write_rows(&x, output);
        else
            write_report(&x, output);
    }
    analyser_end(x.analyser);
    buffer_free(&x.sentence);
    buffer_free(&x.stops);
    buffer_free(&x.first_sentence);
    buffer_free(&x.first_stops);
    arena_free(x.pool);
    return output_status(output);
}

static const ard_option decodable_options[] = {
    {"progression", ARD_CHOICE, "frequence", 0, 0, "frequence syllabique", "decodable.option.progression"},
    {"step", ARD_NUMBER, "12", 1, STEPS_MOST, NULL, "decodable.option.step"},
    {"graphemes", ARD_TEXT, "", 0, 0, NULL, "decodable.option.graphemes"},
    {"words", ARD_TEXT, "", 0, 0, NULL, "decodable.option.words"},
    {"rows", ARD_FLAG, "no", 0, 0, NULL, "decodable.option.rows"},
    {0},
};

const ard_writer decodable_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "decodable",
              .aliases = "",
              .endings = ".decodable",
              .media_type = "text/plain",
              .lacks = "heading list table note emphasis link image maths lang style aria",
              .help = "decodable.writer",
              .options = decodable_options},
    .write = write_decodable,
};
