/* The page on which a person reads an adaptation before pupils do: original and adapted text side by side, with every remark that the filter
 * "clarity" made, every change, what other filters said, and figures before and after. One file that needs nothing beside it. Its own words are in
 * the language of messages, the lesson's in its own. The figures are no level of school, and no label: people concerned have to read the text. */
#include "review.h"

#include "base/memory.h"
#include "base/text.h"
#include "lesson/flat.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* ---- Words of the page ------------------------------------------------------------------------------------------- */

const char *review_said(const review_page *g, const char *code, ...)
{
    va_list arguments;
    va_start(arguments, code);
    const char *text = report_message(g->task->log, code, arguments);
    va_end(arguments);
    return text;
}

void review_flush(review_page *g)
{
    output_add(g->output, buffer_string(&g->text), g->text.size);
    g->failed |= g->text.failed;
    buffer_reset(&g->text);
}

void review_escaped(review_page *g, const char *text)
{
    buffer_xml(&g->text, text, strlen(text), false);
}

/* `<element>text</element>` and a newline. */
void review_element(review_page *g, const char *element, const char *text)
{
    buffer_format(&g->text, "<%s>", element);
    review_escaped(g, text);
    buffer_format(&g->text, "</%.*s>\n", (int)strcspn(element, " "), element);
}

/* ---- The two lessons --------------------------------------------------------------------------------------------- */

static int compare_live(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const kept_pair *)a)->live, y = (uintptr_t)((const kept_pair *)b)->live;
    return x < y ? -1 : x > y;
}

static long pair_of(const review_page *g, const kept_pair *sorted, const ard_node *leaf)
{
    const kept_pair *found = bsearch(&(kept_pair){.live = leaf}, sorted, g->pair_count, sizeof *sorted, compare_live);
    return found ? (long)(size_t)(uintptr_t)found->kept : -1;
}

static size_t count_leaves(ard_node *root)
{
    size_t count = 0;
    walk w = walk_of(root);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        count += event == WALK_ENTER && kind_about(w.node->kind)->class == LEAF;
    return count;
}

/* Lists the leaves of the adapted lesson with their pairs. Addresses are compared to find a leaf, never to order what is shown. */
static bool list_leaves(review_page *g)
{
    ard_node *root = lesson_root(g->document);
    kept_pair *sorted = memory_new(g->pair_count + 1, sizeof *sorted);
    g->live = memory_new(count_leaves(root) + 1, sizeof *g->live);
    g->places = memory_new(g->pair_count + 1, sizeof *g->places);
    if (!sorted || !g->live || !g->places) {
        free(sorted);
        return false;
    }
    for (size_t i = 0; i < g->pair_count; i++) {
        sorted[i] = (kept_pair){.live = g->pairs[i].live, .kept = (const void *)(uintptr_t)i};
        g->places[i] = -1;
    }
    qsort(sorted, g->pair_count, sizeof *sorted, compare_live);
    walk w = walk_of(root);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || kind_about(w.node->kind)->class != LEAF)
            continue;
        long pair = pair_of(g, sorted, w.node);
        if (pair >= 0)
            g->places[pair] = (long)g->live_count;
        g->live[g->live_count++] = (review_leaf){w.node, pair};
    }
    free(sorted);
    return true;
}

/* ---- A leaf of the adaptation ------------------------------------------------------------------------------------ */

static void add_inline(review_page *g, const ard_node *node, walk_event event)
{
    bool added = node_was_added(node) || node_attribute(node, "data-was-text");
    if (event == WALK_LEAVE) {
        if (added && node->kind != BREAK && node->kind != TEXT)
            buffer_text(&g->text, "</ins>");
        return;
    }
    if (node->kind == BREAK) {
        buffer_text(&g->text, added ? "<span class=\"line\" aria-hidden=\"true\">↵</span><br>" : "<br>");
        return;
    }
    if (added && node->kind != TEXT)
        buffer_text(&g->text, "<ins>");
    if (node->kind == TEXT)
        review_escaped(g, node->text);
    else if (node->kind == IMAGE || node->kind == MATHS)
        review_object(g, node);
    else if (node->kind == CHECK)
        buffer_text(&g->text, "☐");
    else if (node->kind == ANSWER && !node->first)
        buffer_text(&g->text, "…………");
}

static void add_adapted(review_page *g, const ard_node *leaf)
{
    bool added = false;
    for (const ard_node *n = leaf; n; n = n->parent)
        added |= node_was_added(n);
    buffer_text(&g->text, added ? "<p><ins>" : "<p>");
    walk w = walk_of((ard_node *)leaf);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (w.node == leaf)
            continue;
        add_inline(g, w.node, event);
        if (event == WALK_ENTER && (w.node->kind == MATHS || w.node->kind == IMAGE))
            walk_skip(&w);
    }
    buffer_text(&g->text, added ? "</ins></p>" : "</p>");
}

/* ---- Side by side ------------------------------------------------------------------------------------------------ */

static bool is_shown(const ard_node *leaf)
{
    return leaf->kind != RULE && leaf->kind != PAGE_MARK && (leaf->first || leaf->text);
}

/* The new leaves from number `from` on, up to one of the original. */
static void add_new(review_page *g, size_t from)
{
    for (size_t i = from; i < g->live_count && g->live[i].pair < 0; i++)
        if (is_shown(g->live[i].leaf))
            add_adapted(g, g->live[i].leaf);
}

static const char *label_of(const ard_node *leaf)
{
    static const char *const labels[KINDS] = {
        [HEADING] = "review.kind.heading", [INSTRUCTION] = "review.kind.instruction", [CAPTION] = "review.kind.caption",
        [VERSE] = "review.kind.verse",     [CODE_BLOCK] = "review.kind.code",
    };
    return labels[leaf->kind];
}

static void add_row(review_page *g, size_t pair)
{
    const ard_node *leaf = g->pairs[pair].kept;
    long number = g->places[pair];
    const char *label = label_of(leaf);
    bool new_ones = number >= 0 && (size_t)number + 1 < g->live_count && g->live[number + 1].pair < 0;
    if (!is_shown(leaf) && !new_ones)
        return;
    buffer_text(&g->text, "<tr><td><p>");
    if (label) {
        buffer_text(&g->text, "<b");
        markup_attribute(&g->text, "lang", report_speaks(g->task->log));
        buffer_byte(&g->text, '>');
        review_escaped(g, review_said(g, label, NULL));
        buffer_text(&g->text, "</b> ");
    }
    review_original(g, leaf);
    buffer_text(&g->text, "</p></td><td>");
    if (number >= 0) {
        add_adapted(g, g->live[number].leaf);
        add_new(g, (size_t)number + 1);
    } else {
        buffer_text(&g->text, "<p class=\"gone\"");
        markup_attribute(&g->text, "lang", report_speaks(g->task->log));
        buffer_byte(&g->text, '>');
        review_escaped(g, review_said(g, "review.gone", NULL));
        buffer_text(&g->text, "</p>");
    }
    buffer_text(&g->text, "</td></tr>\n");
    review_flush(g);
}

static void write_texts(review_page *g)
{
    review_element(g, "h2", review_said(g, "review.texts", NULL));
    buffer_text(&g->text, "<table class=\"texts\">\n");
    review_element(g, "caption", review_said(g, "review.texts.note", NULL));
    buffer_text(&g->text, "<thead><tr>");
    review_element(g, "th scope=\"col\"", review_said(g, "review.original", NULL));
    review_element(g, "th scope=\"col\"", review_said(g, "review.adapted", NULL));
    buffer_text(&g->text, "</tr></thead>\n<tbody");
    markup_attribute(&g->text, "lang", lesson_language(g->document));
    buffer_text(&g->text, ">\n");
    if (g->live_count && g->live[0].pair < 0) {
        buffer_text(&g->text, "<tr><td></td><td>");
        add_new(g, 0);
        buffer_text(&g->text, "</td></tr>\n");
    }
    for (size_t i = 0; i < g->pair_count; i++)
        add_row(g, i);
    buffer_text(&g->text, "</tbody></table>\n");
    review_flush(g);
}

/* ---- The lists --------------------------------------------------------------------------------------------------- */

static void add_remark(review_page *g, const placed_remark *p)
{
    const remark *r = p->what;
    buffer_format(&g->text, "<li id=\"r%zu\"><p><a href=\"#t%zu\">", p->number, p->number);
    review_escaped(g, review_said(g, "review.remark.number", report_number(g->task->log, (long long)p->number), NULL));
    buffer_text(&g->text, "</a> <code>");
    review_escaped(g, r->rule);
    buffer_text(&g->text, "</code> ");
    review_escaped(g, r->reason);
    buffer_text(&g->text, "</p>");
    if (r->proposal)
        review_element(g, "p class=\"proposal\"", review_said(g, "review.proposal", r->proposal, NULL));
    buffer_text(&g->text, "</li>\n");
}

/* Proposals of other filters, which are about no words of one leaf. */
static void write_proposals(review_page *g)
{
    size_t count = 0;
    for (const remark *r = lesson_remarks(g->document); r; r = r->next) {
        if (r->leaf || r->change || !r->reason)
            continue;
        buffer_text(&g->text, count++ ? "<li><code>" : "<ul>\n<li><code>");
        review_escaped(g, r->rule);
        buffer_text(&g->text, "</code> ");
        review_escaped(g, r->reason);
        buffer_text(&g->text, "</li>\n");
    }
    buffer_text(&g->text, count ? "</ul>\n" : "");
}

/* The remarks again, as they were numbered: leaf by leaf. */
static void write_remarks(review_page *g)
{
    size_t all = g->shown;
    placed_remark list[REMARKS_HERE];
    review_element(g, "h2", review_said(g, "review.remarks", NULL));
    review_element(g, "p", review_said(g, all ? "review.remarks.note" : "review.remarks.none", NULL));
    g->next = lesson_remarks(g->document);
    g->shown = 0;
    buffer_text(&g->text, all ? "<ol class=\"remarks\">\n" : "");
    for (size_t i = 0; i < g->pair_count && all; i++) {
        size_t count = review_take_remarks(g, g->pairs[i].kept, list);
        for (size_t k = 0; k < count; k++)
            add_remark(g, list + k);
        review_flush(g);
    }
    buffer_text(&g->text, all ? "</ol>\n" : "");
    write_proposals(g);
}

/* Changes of words, each with its rule. */
static size_t write_changes(review_page *g)
{
    size_t count = 0;
    for (const remark *r = lesson_remarks(g->document); r; r = r->next) {
        if (!r->change)
            continue;
        buffer_text(&g->text, count++ ? "" : "<ul>\n");
        buffer_text(&g->text, "<li><code>");
        review_escaped(g, r->rule);
        buffer_text(&g->text, "</code> <del>");
        review_escaped(g, r->words);
        buffer_text(&g->text, "</del> <ins>");
        review_escaped(g, r->change);
        buffer_text(&g->text, "</ins></li>\n");
    }
    buffer_text(&g->text, count ? "</ul>\n" : "");
    return count;
}

/* Whether a diagnostic is a remark on words, which the page shows already. */
static bool is_remark(const char *code)
{
    static const char *const groups[] = {"sentence", "word", "proposal"};
    const char *point = text_begins(code, "clarity") ? strchr(code, '.') : NULL;
    for (size_t i = 0; point && i < sizeof groups / sizeof *groups; i++)
        if (text_begins(point + 1, groups[i]))
            return true;
    return false;
}

/* What was said of the conversion so far, but for the remarks themselves. */
static void write_diagnostics(review_page *g)
{
    size_t count, shown = 0;
    const ard_diag *diags = report_diags(g->task->log, &count);
    for (size_t i = 0; i < count; i++) {
        if (is_remark(diags[i].code))
            continue;
        buffer_text(&g->text, shown++ ? "" : "<ul>\n");
        buffer_text(&g->text, diags[i].severity == ARD_LOSS ? "<li class=\"loss\"><code>" : "<li><code>");
        review_escaped(g, diags[i].code);
        buffer_text(&g->text, "</code> ");
        review_escaped(g, diags[i].message);
        buffer_text(&g->text, "</li>\n");
    }
    buffer_text(&g->text, shown ? "</ul>\n" : "");
    if (!shown)
        review_element(g, "p", review_said(g, "review.said.none", NULL));
}

static void write_log(review_page *g)
{
    review_element(g, "h2", review_said(g, "review.changes", NULL));
    review_element(g, "p", review_said(g, "review.changes.note", NULL));
    if (!write_changes(g))
        review_element(g, "p", review_said(g, "review.changes.none", NULL));
    review_element(g, "h2", review_said(g, "review.said", NULL));
    write_diagnostics(g);
    review_flush(g);
}

/* ---- The page ---------------------------------------------------------------------------------------------------- */

static const char sheet[] =
    "body{font:1rem/1.5 Verdana,sans-serif;color:#111;background:#fff;margin:0 auto;max-width:80rem;padding:1rem}"
    "table{border-collapse:collapse;width:100%}caption{text-align:left;padding:.5rem 0}"
    "th,td{border:1px solid #595959;padding:.4rem .6rem;vertical-align:top;text-align:left}"
    ".figures{width:auto}.figures tbody td{text-align:right}.texts{table-layout:fixed}td p{margin:0 0 .5rem}td{overflow-wrap:anywhere}"
    "mark{background:#fff3b0;color:#111;border-bottom:2px solid #8a5a00}"
    "ins{background:#dff3e4;color:#0b3d1c;text-decoration:underline}del{background:#fde3e3;color:#6d0b0b}"
    ".gone,.line{color:#595959}.loss{font-weight:bold}a{color:#0b4f9e}code{font-size:.9em}li{margin-bottom:.4rem}li p{margin:0}"
    ".notice{border:2px solid #111;padding:.5rem 1rem;font-weight:bold}"
    "@media(max-width:40rem){.texts,.texts tbody,.texts tr,.texts td{display:block}.texts thead{display:none}}"
    "@media print{a{color:inherit;text-decoration:none}tr{break-inside:avoid}}";

static void write_head(review_page *g)
{
    buffer title = BUFFER_EMPTY;
    lesson_title(g->document, &title);
    const char *heading = review_said(g, "review.title", buffer_string(&title), NULL);
    buffer_text(&g->text, "<!DOCTYPE html>\n<html");
    markup_attribute(&g->text, "lang", report_speaks(g->task->log));
    buffer_text(&g->text, ">\n<head>\n<meta charset=\"utf-8\">\n");
    review_element(g, "title", heading);
    buffer_format(
        &g->text,
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>%s</style>\n</head>\n"
        "<body>\n<main>\n",
        sheet);
    review_element(g, "h1", heading);
    review_element(g, "p class=\"notice\"", review_said(g, "review.notice", NULL));
    buffer_free(&title);
    review_flush(g);
}

static ard_status review_write(task *t, const ard_document *document, ard_output *output)
{
    review_page g = {.task = t, .document = document, .output = output, .next = lesson_remarks(document)};
    const char *rare = node_attribute(lesson_kept(document), KEPT_RARE);
    g.rare = rare ? strtod(rare, NULL) : 1;
    g.pairs = lesson_pairs(document, &g.pair_count);
    g.failed = !list_leaves(&g);
    if (!g.failed) {
        write_head(&g);
        review_figures(&g);
        write_texts(&g);
        write_remarks(&g);
        write_log(&g);
        buffer_text(&g.text, "</main>\n</body>\n</html>\n");
        review_flush(&g);
    }
    free(g.live);
    free(g.places);
    buffer_free(&g.text);
    return g.failed ? report(t->log, NOWHERE, "writer.memory", NULL) : output_status(output);
}

const ard_writer review_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "review",
              .aliases = "",
              .endings = "",
              .media_type = "text/html",
              .lacks = "maths braille speech style",
              .help = "review.help"},
    .needs = "review",
    .write = review_write,
};
