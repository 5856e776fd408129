/* Figures of the two texts, before and after: what can be counted, and no level. */
#include "review.h"

#include "base/text.h"
#include "language/analysis.h"
#include "language/figures.h"
#include "lesson/flat.h"

#include <string.h>

/* Whether a leaf is running text that filters did not make. */
static bool is_counted(const ard_document *document, const ard_node *leaf)
{
    if (leaf->kind != PARAGRAPH && leaf->kind != INSTRUCTION)
        return false;
    if (node_is_generated(leaf))
        return false;
    return text_in_language(node_language(document, leaf), "fr") || !*node_language(document, leaf);
}

static void count_figures(review_page *g, ard_node *root, text_figures *f)
{
    arena *pool = arena_new(g->task->limits->memory / 4);
    analyser *a = pool ? analyser_new(pool, NULL) : NULL;
    walk w = walk_of(root);
    for (walk_event event; a && (event = walk_next(&w)) != WALK_END;) {
        size_t count;
        flat text;
        if (event != WALK_ENTER || !is_counted(g->document, w.node) || !flat_open(&text, w.node))
            continue;
        const token *tokens = analyse_text(a, buffer_string(&text.text), text.text.size, "fr", &count);
        figures_add(f, buffer_string(&text.text), tokens, count, g->rare);
        flat_close((ard_document *)g->document, &text);
    }
    analyser_end(a);
    arena_free(pool);
}

static double words_of(const text_figures *f)
{
    return (double)f->words;
}

static double sentences_of(const text_figures *f)
{
    return (double)f->sentences;
}

static const struct {
    const char *code;
    double (*value)(const text_figures *f);
    unsigned decimals;
} figures_shown[] = {
    {"review.figure.sentences", sentences_of, 0},          {"review.figure.words", words_of, 0},
    {"review.figure.length", figures_words_a_sentence, 1}, {"review.figure.lix", figures_lix, 1},
    {"review.figure.kandel", figures_kandel_moles, 1},     {"review.figure.rare", figures_rare_share, 1},
};

/* A number as French and English write it. */
static void add_number(review_page *g, double value, unsigned decimals)
{
    size_t begin = g->text.size;
    buffer_format(&g->text, "%.*f", (int)decimals, value);
    char *point = strcmp(report_speaks(g->task->log), "fr") == 0 && !g->text.failed
                      ? memchr(g->text.data + begin, '.', g->text.size - begin)
                      : NULL;
    if (point)
        *point = ',';
}

void review_figures(review_page *g)
{
    text_figures before = {0}, after = {0};
    count_figures(g, lesson_kept(g->document), &before);
    count_figures(g, lesson_root(g->document), &after);
    review_element(g, "h2", review_said(g, "review.figures", NULL));
    buffer_text(&g->text, "<table class=\"figures\">\n");
    review_element(g, "caption", review_said(g, "review.figures.note", NULL));
    buffer_text(&g->text, "<thead><tr><td></td>");
    review_element(g, "th scope=\"col\"", review_said(g, "review.before", NULL));
    review_element(g, "th scope=\"col\"", review_said(g, "review.after", NULL));
    buffer_text(&g->text, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < sizeof figures_shown / sizeof *figures_shown; i++) {
        buffer_text(&g->text, "<tr>");
        review_element(g, "th scope=\"row\"", review_said(g, figures_shown[i].code, NULL));
        buffer_text(&g->text, "<td>");
        add_number(g, figures_shown[i].value(&before), figures_shown[i].decimals);
        buffer_text(&g->text, "</td><td>");
        add_number(g, figures_shown[i].value(&after), figures_shown[i].decimals);
        buffer_text(&g->text, "</td></tr>\n");
    }
    buffer_text(&g->text, "</tbody></table>\n");
    review_flush(g);
}
