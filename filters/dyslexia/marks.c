/* Marks the leaves of a lesson: what a leaf says is taken apart as a whole, then its runs of text are cut. */
#include "aids.h"

#include "base/memory.h"
#include "base/options.h"
#include "base/text.h"
#include "lesson/marks.h"

#include <stdlib.h>
#include <string.h>

/* Leaves whose characters are words to read. */
static bool is_marked_leaf(ard_kind kind)
{
    static const bool marked[KINDS] = {
        [HEADING] = true, [PARAGRAPH] = true, [INSTRUCTION] = true, [VERSE] = true, [CAPTION] = true, [TERM] = true,
    };
    return marked[kind];
}

/* Inlines whose characters are no words to read, or are what the pupil answers. */
static bool is_left(ard_kind kind)
{
    static const bool left[KINDS] = {
        [CODE] = true,           [ANSWER] = true,    [CHECK] = true, [NOTE_REFERENCE] = true,
        [PAGE_REFERENCE] = true, [LINE_MARK] = true, [MATHS] = true, [MATHML] = true,
    };
    return left[kind];
}

/* How a piece of text is marked: not at all, in colour, or without. */
typedef enum manner { LEFT, COLOURED, BLACK } manner;

/* Whether the colours of marks can be read on a paper of the author's own. */
static bool colours_fit(const aids *a, const char *paper)
{
    colour behind, ink;
    if (!colour_read(&behind, paper))
        return false;
    for (size_t i = 0; i < SLOTS; i++) {
        const style *row = a->rows[i] ? style_at(a->document, a->rows[i]) : NULL;
        const char *own = row && !row->values[STYLE_PAPER] ? row->values[STYLE_COLOUR] : NULL;
        if (own && colour_read(&ink, own) && colour_contrast(ink, behind) < LEAST_CONTRAST)
            return false;
    }
    return true;
}

/* How a text may be marked where it stands. What a question asks about is left as it looks. */
static manner manner_of(const aids *a, const ard_node *text)
{
    const char *paper = NULL;
    for (const ard_node *node = text; node; node = node->parent) {
        const style *own = node->style > STYLE_PAGE ? style_at(a->document, node->style) : NULL;
        if (is_left(node->kind) || node_attribute(node, "data-asked"))
            return LEFT;
        if (node->kind == MARK && !paper)
            paper = "#ffff00"; /* as browsers show it */
        if (own && own->values[STYLE_PAPER] && !paper)
            paper = own->values[STYLE_PAPER];
    }
    return paper && !colours_fit(a, paper) ? BLACK : COLOURED;
}

/* The language of a node; where nothing says it, it is French, as pages say then. */
static const char *language_of(const aids *a, const ard_node *node)
{
    const char *said = node_language(a->document, node);
    return *said ? said : "fr";
}

/* A leaf that is being marked. */
typedef struct marking {
    aids *aids;
    flat flat;
    spot *spots;
    uint32_t numbers; /* the last that a word or a syllable was given */
} marking;

/* Says once a language that no sounds are known of here, where an aid would need them. */
static void note_language(aids *a, const token *tokens, size_t count, const char *language)
{
    bool asked = a->silent || a->graphemes.count || a->sounds.count || a->liaisons;
    bool sounds = text_in_language(language, "fr"), words = false;
    for (size_t i = 0; i < count && !sounds; i++) {
        words = words || tokens[i].kind == TOKEN_WORD;
        sounds = tokens[i].spelling != NULL;
    }
    if (!asked || !words || sounds || table_value(a->unsounded, language))
        return;
    report(a->job->log, NOWHERE, "page.language", language, NULL);
    table_set(a->unsounded, language, a);
}

/* Analyses the bytes from `begin` to `end`, all of them text in one language or around it, and marks what is in it. */
static void mark_part(marking *m, size_t begin, size_t end, const char *language)
{
    size_t count = 0;
    const char *text = buffer_string(&m->flat.text) + begin;
    const token *tokens = analyse_text(m->aids->analyser, text, end - begin, language, &count);
    if (!tokens)
        return;
    spots_fill(m->aids, tokens, count, text, language, m->spots + begin, &m->numbers);
    note_language(m->aids, tokens, count, language);
}

/* Marks the words of other languages than the leaf's, each run of them for itself. */
static void mark_foreign(marking *m, const char *leaf_language)
{
    const flat *f = &m->flat;
    for (size_t i = 0, next; i < f->count; i = next) {
        const char *language = language_of(m->aids, f->pieces[i].node);
        next = i + 1;
        if (strcmp(language, leaf_language) == 0)
            continue;
        while (next < f->count && strcmp(language_of(m->aids, f->pieces[next].node), language) == 0)
            next++;
        size_t begin = f->pieces[i].begin, end = f->pieces[next - 1].end;
        memset(m->spots + begin, 0, (end - begin) * sizeof *m->spots);
        mark_part(m, begin, end, language);
    }
}

/* The aids without those that say how a word is spelt: in an exercise on spelling they would give answers. */
static aids spelling_kept(const aids *a)
{
    aids kept = *a;
    kept.silent = kept.liaisons = kept.other_liaisons = false;
    kept.graphemes.count = kept.sounds.count = 0;
    return kept;
}

static void mark_leaf(aids *a, ard_node *leaf)
{
    aids kept;
    bool asked = a->silent || a->liaisons || a->graphemes.count || a->sounds.count;
    bool held = asked && strcmp(node_assessed(leaf), "spelling") == 0;
    marking m = {.aids = a};
    if (held) {
        kept = spelling_kept(a);
        m.aids = &kept;
        a->held_back++;
    }
    const char *language = language_of(a, leaf);
    if (!flat_open(&m.flat, leaf))
        return;
    m.spots = memory_new(m.flat.text.size + 1, sizeof *m.spots);
    if (m.spots && m.flat.text.size) {
        mark_part(&m, 0, m.flat.text.size, language);
        mark_foreign(&m, language);
        for (size_t i = 0; i < m.flat.count; i++) {
            const flat_piece *piece = m.flat.pieces + i;
            manner how = piece->node->kind == TEXT ? manner_of(a, piece->node) : LEFT;
            if (how != LEFT)
                cut_piece(a, piece, buffer_string(&m.flat.text), m.spots, how == BLACK);
        }
    }
    free(m.spots);
    flat_close(a->document, &m.flat);
}

/* The pupil's own words ("monsieur=me-sieur, femme=fe-mme=f=f.e=a.mm=m.e=") as the rows that the analyser reads; in the
 * document's pool. */
static const char *exceptions_of(const aids *a)
{
    const char *list = options_text(a->job->options, "exceptions");
    buffer rows = BUFFER_EMPTY;
    for (unsigned cells = 0; *list; list++) {
        if (strchr(" ,;", *list)) {
            buffer_byte(&rows, '\n');
            cells = 0;
        } else
            buffer_byte(&rows, *list == '=' && cells++ < 2 ? '\t' : *list);
    }
    const char *kept = rows.size ? arena_string(lesson_pool(a->document), buffer_string(&rows)) : NULL;
    buffer_free(&rows);
    return kept;
}

ard_status marks_make(aids *a)
{
    const options *values = a->job->options;
    const conventions chosen = {
        .oral = strcmp(options_text(values, "division"), "oral") == 0,
        .typographic = strcmp(options_text(values, "double-consonants"), "apart") == 0,
        .mute_e = strcmp(options_text(values, "final-e"), "own") == 0,
        .exceptions = exceptions_of(a),
    };
    a->analyser = analyser_new(lesson_pool(a->document), &chosen);
    a->unsounded = table_new(lesson_pool(a->document));
    if (!a->analyser || !a->unsounded)
        return report(a->job->log, NOWHERE, "memory.ended", NULL);
    walk w = walk_of(lesson_root(a->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || kind_about(w.node->kind)->class == CONTAINER)
            continue;
        if (is_marked_leaf(w.node->kind))
            mark_leaf(a, w.node);
        walk_skip(&w);
    }
    analyser_end(a->analyser);
    if (a->held_back)
        report(a->job->log, NOWHERE, "page.spelling", report_number(a->job->log, (long long)a->held_back), NULL);
    return lesson_status(a->document);
}
