/* A leaf of the original, with the remarks on it. */
#include "review.h"

#include "base/text.h"
#include "lesson/flat.h"

#include <stdlib.h>
#include <string.h>

static int compare_placed(const void *a, const void *b)
{
    const placed_remark *x = a, *y = b;
    if (x->what->begin != y->what->begin)
        return x->what->begin < y->what->begin ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* Takes the remarks on a leaf, in the order of its words, and numbers them. */
size_t review_take_remarks(review_page *g, const ard_node *leaf, placed_remark list[REMARKS_HERE])
{
    size_t count = 0;
    while (g->next && !g->next->leaf)
        g->next = g->next->next;
    for (; g->next && g->next->leaf == leaf; g->next = g->next->next)
        if (count < REMARKS_HERE) {
            list[count] = (placed_remark){g->next, count, strcmp(g->next->rule, "sentence.long") == 0};
            count++;
        }
    if (count)
        qsort(list, count, sizeof *list, compare_placed);
    for (size_t i = 0; i < count; i++)
        list[i].number = ++g->shown;
    return count;
}

static void add_reference(review_page *g, const placed_remark *p)
{
    buffer_format(&g->text, "<sup><a id=\"t%zu\" href=\"#r%zu\" aria-label=\"", p->number, p->number);
    const char *label = review_said(g, "review.remark.number", report_number(g->task->log, (long long)p->number), NULL);
    buffer_xml(&g->text, label, strlen(label), true);
    buffer_format(&g->text, "\">%zu</a></sup>", p->number);
}

/* What an inline that is no text stands as. */
void review_object(review_page *g, const ard_node *node)
{
    buffer words = BUFFER_EMPTY;
    node_text(node, &words);
    buffer_text(&g->text, "<i>[");
    review_escaped(g, review_said(g, node->kind == IMAGE ? "review.picture" : "review.formula", NULL));
    if (words.size) {
        buffer_text(&g->text, " ");
        buffer_xml(&g->text, buffer_string(&words), words.size, false);
    }
    buffer_text(&g->text, "]</i>");
    buffer_free(&words);
}

/* Adds bytes of a leaf's text: line ends as breaks, objects as what they are. */
static void add_part(review_page *g, flat *f, size_t begin, size_t end)
{
    const char *text = buffer_string(&f->text);
    for (size_t at = begin, length; at < end; at += length) {
        uint32_t point = text_decode(text + at, end - at, &length);
        if (point == '\n')
            buffer_text(&g->text, "<br>");
        else if (point == FLAT_OBJECT)
            review_object(g, flat_piece_at(f, at)->node);
        else
            buffer_xml(&g->text, text + at, length, false);
    }
}

/* The nearest byte after `at` where a mark or a number begins or ends. */
static size_t next_edge(const placed_remark *list, size_t count, size_t at, size_t size)
{
    size_t edge = size;
    for (size_t i = 0; i < count; i++) {
        if (list[i].what->begin > at && list[i].what->begin < edge)
            edge = list[i].what->begin;
        if (list[i].what->end > at && list[i].what->end < edge)
            edge = list[i].what->end;
    }
    return edge;
}

static bool is_marked(const placed_remark *list, size_t count, size_t at)
{
    for (size_t i = 0; i < count; i++)
        if (!list[i].whole && list[i].what->begin <= at && at < list[i].what->end)
            return true;
    return false;
}

void review_original(review_page *g, const ard_node *leaf)
{
    placed_remark list[REMARKS_HERE];
    flat f;
    size_t count = review_take_remarks(g, leaf, list);
    if (!flat_open(&f, (ard_node *)leaf)) {
        g->failed = true;
        return;
    }
    bool open = false;
    for (size_t at = 0, edge; at <= f.text.size; at = edge) {
        bool marked = is_marked(list, count, at);
        if (open && !marked)
            buffer_text(&g->text, "</mark>");
        for (size_t i = 0; i < count; i++)
            if (list[i].whole ? list[i].what->begin == at : list[i].what->end == at)
                add_reference(g, list + i);
        if (!open && marked)
            buffer_text(&g->text, "<mark>");
        open = marked;
        if (at == f.text.size)
            break;
        edge = next_edge(list, count, at, f.text.size);
        add_part(g, &f, at, edge);
    }
    flat_close((ard_document *)g->document, &f);
}
