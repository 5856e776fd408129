/* A leaf's inlines become glyphs and ready cells (formulas, answer spaces); then text.c and science.c transcribe them. */
#include "base/table.h"
#include "base/text.h"
#include "filters/braille/braille.h"
#include "filters/braille/louis.h"
#include "filters/braille/science.h"

#include <string.h>

/* Walks a leaf: emphasis and raised or lowered text are looks of the characters below them. */
static const struct look_row {
    ard_kind kind;
    uint32_t look;
} look_rows[] = {
    {EMPHASIS, LOOK_EMPHASIS}, {STRONG, LOOK_EMPHASIS},   {UNDERLINE, LOOK_EMPHASIS},
    {MARK, LOOK_EMPHASIS},     {SUBSCRIPT, LOOK_LOWERED}, {SUPERSCRIPT, LOOK_RAISED},
};

/* What is gathered of a leaf: its glyphs, and the cells of its objects, one after the other. */
typedef struct gathering {
    transcriber *t;
    glyphs *text;
    cells objects;
    buffer ends;       /* size_t: where each object ends in `objects` */
    unsigned depth[8]; /* nodes of each look that are open */
    bool french, alone;
    unsigned foreign; /* open nodes in another language than the leaf's */
    bool lines;       /* line ends of the source are line ends */
} gathering;

static void add_object(gathering *g, uint32_t marks)
{
    buffer_add(&g->ends, &g->objects.count, sizeof g->objects.count);
    glyphs_add(g->text, GLYPH_OBJECT, marks);
}

static uint32_t looks(const gathering *g)
{
    uint32_t all = g->foreign ? LOOK_PLAIN : 0;
    for (size_t i = 0; i < sizeof look_rows / sizeof *look_rows; i++)
        if (g->depth[i])
            all |= look_rows[i].look;
    return all;
}

/* Where a question asks about emphasis, no other emphasis of its exercise has the sign: it would pass for what is asked. */
static void count_look(gathering *g, const ard_node *node, int by)
{
    bool asked = node_is_asked(node);
    for (size_t i = 0; i < sizeof look_rows / sizeof *look_rows; i++) {
        bool emphasis = look_rows[i].look == LOOK_EMPHASIS, shown = !emphasis || asked || g->t->asks == ASKED_NOTHING;
        if (look_rows[i].kind == (emphasis && asked ? EMPHASIS : node->kind) && shown)
            g->depth[i] += (unsigned)by;
    }
}

/* What an exercise asks about is found once for all its leaves. */
static void find_scope(transcriber *t, const ard_node *leaf)
{
    const ard_node *scope = leaf;
    while (scope->parent && scope->kind != EXERCISE)
        scope = scope->parent;
    if (scope == t->scope)
        return;
    t->scope = scope;
    t->asks = asked_below(t->document, scope);
}

/* Where one sign cannot tell the passages, each says how it looks: "[en rouge : chat]". */
static void gather_asked(gathering *g, const ard_node *node, bool begins)
{
    buffer words = BUFFER_EMPTY;
    const char *language = node_language(g->t->document, node);
    if (g->t->asks != ASKED_NAMED || !(begins ? asked_begins : asked_ends)(g->t->document, node))
        return;
    if (begins) {
        buffer_byte(&words, '[');
        asked_name(g->t->document, node, language, &words);
        buffer_text(&words, language_is_french(language) ? " : " : ": ");
    } else
        buffer_byte(&words, ']');
    glyphs_text(g->text, buffer_string(&words), 0);
    buffer_free(&words);
}

/* The label of the note that `href` names: its number in the order of the document; NULL where there is none. */
static const char *note_label(transcriber *t, const char *href)
{
    return href && href[0] == '#' ? table_value(t->notes, href + 1) : NULL;
}

static void gather_image(gathering *g, const ard_node *image)
{
    const char *alt = node_attribute(image, "alt");
    if (!alt || !alt[0]) {
        if (!node_attribute(image, "alt"))
            report(g->t->task->log, image->place, "braille.image", NULL);
        return;
    }
    glyphs_text(g->text, own_word_of(g->t, OWN_PICTURE), 0);
    glyphs_text(g->text, alt, 0);
    glyphs_text(g->text, "]", 0);
}

static void gather_maths(gathering *g, const ard_node *maths)
{
    if (g->french) {
        transcribe_maths(g->t, maths, g->alone, &g->objects);
        add_object(g, looks(g));
        return;
    }
    buffer line = BUFFER_EMPTY;
    report(g->t->task->log, maths->place, "braille.maths.language", g->t->language, NULL);
    mathml_linear(maths, &line);
    glyphs_text(g->text, buffer_string(&line), 0);
    buffer_free(&line);
}

/* A space for an answer: three points, whatever its length in print. Whether what the source shows there has words, and
 * is written as well: a line of points or of underscores says nothing more. */
static bool gather_answer(gathering *g, const ard_node *answer)
{
    glyphs shown = {0};
    buffer text = BUFFER_EMPTY;
    bool words = false;
    node_text(answer, &text);
    glyphs_text(&shown, buffer_string(&text), 0);
    for (size_t i = 0; i < shown.count; i++)
        words |= glyph_is_word(&shown.at[i]);
    buffer_free(&text);
    glyphs_free(&shown);
    cells_text(&g->objects, "⠲⠲⠲");
    add_object(g, 0);
    return words;
}

static void gather_check(gathering *g, const ard_node *check)
{
    const char *ticked = node_attribute(check, "aria-checked");
    glyphs_text(g->text, ticked && text_same(ticked, "true") ? "[x] " : "[] ", 0);
}

static void gather_lines(gathering *g, const char *text)
{
    while (*text) {
        size_t size = strcspn(text, "\n"), first = g->text->count;
        buffer line = BUFFER_EMPTY;
        buffer_add(&line, text, size);
        glyphs_text(g->text, buffer_string(&line), 0);
        for (; first < g->text->count && g->text->at[first].point == ' '; first++)
            g->text->at[first].marks |= LOOK_GLUE;
        buffer_free(&line);
        text += size;
        if (*text)
            glyphs_add(g->text, ' ', LOOK_LINE);
        text += *text == '\n';
    }
}

/* A call of a note: the note's number in parentheses, by which it is found at the end; where it leads nowhere, its mark
 * as print shows it. */
static bool gather_call(gathering *g, const ard_node *call)
{
    const char *label = note_label(g->t, node_attribute(call, "href"));
    glyphs_text(g->text, "(", 0);
    glyphs_text(g->text, label ? label : call->first ? "" : "*", 0);
    if (label)
        glyphs_text(g->text, ")", 0);
    return !label;
}

/* The number of a printed page or line inside the text, in brackets. */
static void gather_mark(gathering *g, const ard_node *mark)
{
    const char *number = node_attribute(mark, "title");
    if (!number)
        return;
    glyphs_text(g->text, own_word_of(g->t, mark->kind == LINE_MARK ? OWN_LINE : OWN_PAGE), 0);
    glyphs_text(g->text, number, 0);
    glyphs_text(g->text, "] ", 0);
}

/* Whether a node inside a French leaf begins a passage in another language. */
static bool is_foreign(const gathering *g, const ard_node *node)
{
    const char *language = g->french && node->kind != TEXT ? node_attribute(node, "lang") : NULL;
    return language && !language_is_french(language);
}

static void gather_enter(gathering *g, const ard_node *node)
{
    if (node_is_asked(node))
        gather_asked(g, node, true);
    count_look(g, node, 1);
    g->foreign += is_foreign(g, node);
    if (node->kind == TEXT && g->lines)
        gather_lines(g, node->text);
    else if (node->kind == TEXT && g->t->grade == GRADE_8)
        glyphs_text_exact(g->text, node->text, looks(g));
    else if (node->kind == TEXT)
        glyphs_text(g->text, node->text, looks(g));
    else if (node->kind == BREAK)
        glyphs_add(g->text, ' ', LOOK_LINE);
    else if (node->kind == IMAGE)
        gather_image(g, node);
    else if (node->kind == CHECK)
        gather_check(g, node);
    else if (node->kind == PAGE_REFERENCE || node->kind == LINE_MARK)
        gather_mark(g, node);
    else if (node->kind == INLINE_QUOTE)
        glyphs_text(g->text, g->french ? "«" : "“", looks(g));
    else if (node->kind == STRIKE && !node_is_asked(node))
        report(g->t->task->log, node->place, "braille.strike", NULL);
}

static void gather_leave(gathering *g, const ard_node *node)
{
    count_look(g, node, -1);
    if (node_is_asked(node))
        gather_asked(g, node, false);
    g->foreign -= is_foreign(g, node);
    if (node->kind == NOTE_REFERENCE && !note_label(g->t, node_attribute(node, "href")))
        glyphs_text(g->text, ")", 0);
    else if (node->kind == INLINE_QUOTE)
        glyphs_text(g->text, g->french ? "»" : "”", looks(g));
}

/* Whether a formula is all of a block, as its author set it; one that was typed is in text, and says where it begins. */
static bool is_alone(const ard_node *leaf)
{
    return leaf->kind == MATHS_BLOCK || (leaf->first && leaf->first == leaf->last && leaf->first->kind == MATHS &&
                                         !node_attribute(leaf->first, "data-typed"));
}

bool formula_is_alone(const ard_node *formula)
{
    return is_alone(formula->kind == MATHS ? formula->parent : formula);
}

static void gather(gathering *g, const ard_node *leaf)
{
    walk w = walk_of((ard_node *)leaf);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (w.node == leaf && leaf->kind != MATHS_BLOCK && leaf->kind != IMAGE)
            continue;
        if (event == WALK_LEAVE) {
            gather_leave(g, w.node);
            continue;
        }
        g->t->where = w.node->place;
        if (w.node->kind == MATHS || w.node->kind == MATHS_BLOCK) {
            gather_maths(g, w.node);
            walk_skip(&w);
        } else if (w.node->kind == ANSWER || w.node->kind == NOTE_REFERENCE) {
            if (!(w.node->kind == ANSWER ? gather_answer(g, w.node) : gather_call(g, w.node)))
                walk_skip(&w);
        } else
            gather_enter(g, w.node);
    }
}

/* After a formula ⠰ tells these from = and + (2007, introduction, II.7). */
static bool looks_like_sign(uint32_t point)
{
    return point == '!' || point == '"' || point == 0xBB || point == 0x201D;
}

/* Objects in order; between them text; scientific words on their own. */
static void transcribe_gathered(transcriber *t, const char *louis, gathering *g, bool french, cells *out)
{
    const glyph *at = g->text->at;
    const size_t *ends = (const size_t *)(const void *)g->ends.data;
    size_t start = 0, object = 0, done = 0, count = g->text->count;
    if (g->ends.failed || g->objects.failed)
        return;
    for (size_t i = 0; i <= count; i++) {
        bool is_object = i < count && at[i].point == GLYPH_OBJECT, is_end = i < count && (at[i].marks & LOOK_LINE);
        size_t science = french && i < count && !is_object ? science_length(at, i, count) : 0;
        if (i < count && !is_object && !is_end && !science)
            continue;
        if (i > start)
            transcribe_glyphs(t, louis, at + start, i - start, out);
        start = i + 1;
        if (science) {
            if (science_is_unit(at, i) && out->count && !(out->at[out->count - 1] & CELL_DOTS))
                out->at[out->count - 1] |= CELL_GLUE;
            transcribe_marks(at[i].marks & MARKS_BEFORE, out);
            transcribe_science(t, at, i, science, out);
            if (at[i + science - 1].marks & MARK_EMPHASIS_CLOSES)
                cells_text(out, "⠔");
            start = i + science;
            i = start - 1;
        } else if (is_object) {
            transcribe_marks(at[i].marks & MARKS_BEFORE, out);
            if (ends[object] > done)
                cells_join(out, g->objects.at + done, ends[object] - done);
            done = ends[object++];
            if (i + 1 < count && out->count && (out->at[out->count - 1] & CELL_MATHS) &&
                looks_like_sign(at[i + 1].point))
                cells_text(out, "⠰");
        } else if (is_end)
            cells_add(out, CELL_LINE);
    }
}

/* Headings, captions and terms are told by their layout: emphasis of all their words says nothing more. */
static void drop_full_emphasis(const transcriber *t, const ard_node *leaf, glyphs *g)
{
    if (asked_below(t->document, leaf) != ASKED_NOTHING)
        return;
    if (leaf->kind != HEADING && leaf->kind != CAPTION && leaf->kind != TERM && leaf->kind != HEADER_CELL)
        return;
    for (size_t i = 0; i < g->count; i++)
        if (g->at[i].point != ' ' && !(g->at[i].marks & LOOK_EMPHASIS))
            return;
    for (size_t i = 0; i < g->count; i++)
        g->at[i].marks &= ~(uint32_t)LOOK_EMPHASIS;
}

/* Says, once a language, that French stands in for its code: no table is known, or its table was not asked for. */
static void report_language_once(transcriber *t, const ard_node *leaf, const char *language)
{
    if (table_value(t->told, language))
        return;
    bool known = table_of_language(language, false) != NULL;
    report(t->task->log, leaf->place, known ? "braille.language.asked" : "braille.language", language, NULL);
    table_set(t->told, language, t->told);
}

static void transcribe_leaf(transcriber *t, const ard_node *leaf, cells *out)
{
    const char *language = node_language(t->document, leaf), *louis = t->french;
    bool french = language_is_french(language);
    if (!french) {
        louis = table_of_language(language, t->grade == GRADE_ABREGE);
        french = !louis || !louis_has(louis);
        if (french) {
            louis = table_of_grade(t->grade == GRADE_8 ? GRADE_8 : GRADE_INTEGRAL);
            report_language_once(t, leaf, language);
        }
    }
    t->language = french ? "fr" : language;
    find_scope(t, leaf);
    gathering g = {.t = t, .text = &t->work, .french = french, .alone = is_alone(leaf)};
    g.lines = leaf->kind == CODE_BLOCK;
    glyphs_reset(&t->work);
    gather(&g, leaf);
    drop_full_emphasis(t, leaf, &t->work);
    if (french && t->grade != GRADE_8 && !g.lines)
        french_marks(&t->work);
    transcribe_gathered(t, louis, &g, french && t->grade != GRADE_8, out);
    out->failed |= t->work.failed || g.objects.failed || g.ends.failed;
    cells_free(&g.objects);
    buffer_free(&g.ends);
}

/* In an exercise on spelling nothing is contracted: contractions hide how a word is spelt. */
void transcribe_inlines(transcriber *t, const ard_node *leaf, cells *out)
{
    if (t->grade != GRADE_ABREGE || strcmp(node_assessed(leaf), "spelling") != 0) {
        transcribe_leaf(t, leaf, out);
        return;
    }
    const char *french = t->french;
    t->french = table_of_grade(GRADE_INTEGRAL);
    t->grade = GRADE_INTEGRAL;
    transcribe_leaf(t, leaf, out);
    t->french = french;
    t->grade = GRADE_ABREGE;
    if (!table_value(t->told, "spelling"))
        report(t->task->log, leaf->place, "braille.spelling", NULL);
    table_set(t->told, "spelling", t->told);
}

const char *own_word_of(const transcriber *t, own_word which)
{
    static const struct {
        const char *language, *words[OWN_WORDS];
    } rows[] = {
        {"fr",
         {"[Image : ", "[p. ", "[l. ", "[Tableau présenté ligne par ligne]", "Table des matières",
          "Page imprimée, puis page en braille", "Volume {1} sur {2}", "Pages en braille {1} à {2}",
          "Pages imprimées {1} à {2}", "Braille intégral", "Braille abrégé", "Braille à 8 points"}},
        {"en",
         {"[Picture: ", "[p. ", "[l. ", "[Table set row by row]", "Contents", "Print page, then braille page",
          "Volume {1} of {2}", "Braille pages {1} to {2}", "Print pages {1} to {2}", "Uncontracted braille",
          "Contracted braille", "8-dot braille"}},
        {"es",
         {"[Imagen: ", "[p. ", "[l. ", "[Tabla presentada fila por fila]", "Índice",
          "Página impresa, luego página en braille", "Volumen {1} de {2}", "Páginas en braille {1} a {2}",
          "Páginas impresas {1} a {2}", "Braille integral", "Braille contraído", "Braille de 8 puntos"}},
        {"de",
         {"[Bild: ", "[S. ", "[Z. ", "[Tabelle zeilenweise]", "Inhalt", "Druckseite, dann Brailleseite",
          "Band {1} von {2}", "Brailleseiten {1} bis {2}", "Druckseiten {1} bis {2}", "Vollschrift", "Kurzschrift",
          "8-Punkt-Braille"}},
        {"it",
         {"[Immagine: ", "[p. ", "[r. ", "[Tabella riga per riga]", "Indice", "Pagina a stampa, poi pagina braille",
          "Volume {1} di {2}", "Pagine braille {1} a {2}", "Pagine a stampa {1} a {2}", "Braille integrale",
          "Braille contratto", "Braille a 8 punti"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (text_begins(t->own_language, rows[i].language))
            return rows[i].words[which];
    return rows[0].words[which];
}

void transcribe_words(transcriber *t, const char *words, cells *out)
{
    bool french = t->own == t->french && t->grade != GRADE_8;
    t->language = t->own_language;
    glyphs_reset(&t->work);
    glyphs_text(&t->work, words, 0);
    if (french)
        french_marks(&t->work);
    transcribe_glyphs(t, t->own, t->work.at, t->work.count, out);
}
