/* Each block's own braille, for formats that lay it out anew (eBraille): it stands beside the text as `data-braille`. A space
 * is a blank at which a line may end, U+00A0 one at which none does, a newline ends the line. */
#include "base/text.h"
#include "filters/braille/braille.h"
#include "filters/braille/layout.h"
#include "lesson/lists.h"

static void keep_cells(transcriber *t, ard_node *node, const char *name, const cells *kept)
{
    buffer text = BUFFER_EMPTY;
    for (size_t i = 0; i < kept->count; i++) {
        cell one = kept->at[i];
        if (one & CELL_LINE)
            buffer_byte(&text, '\n');
        else if (!(one & CELL_DOTS))
            buffer_text(&text, one & CELL_GLUE ? "\xC2\xA0" : " ");
        else
            cells_utf8(&one, 1, &text);
    }
    t->failed |= text.failed || kept->failed;
    if (text.size)
        node_set(t->document, node, name, buffer_string(&text));
    buffer_free(&text);
}

static void keep_words(transcriber *t, ard_node *node, const char *name, const char *words)
{
    cells kept = CELLS_EMPTY;
    transcribe_words(t, words, &kept);
    keep_cells(t, node, name, &kept);
    cells_free(&kept);
}

/* The labels of a list's items, counted as the layout counts them. */
static void keep_labels(transcriber *t, ard_node *list)
{
    long number = list_before(list);
    for (ard_node *item = list->first; item; item = item->next) {
        buffer label = BUFFER_EMPTY;
        const char *own = item->kind == ITEM ? node_attribute(item, "data-label") : NULL;
        if (item->kind != ITEM)
            continue;
        number = list_number(item, number);
        if (own)
            buffer_text(&label, own);
        else
            list_label(list, number, &label);
        keep_words(t, item, "data-braille", buffer_string(&label));
        buffer_free(&label);
    }
}

static void keep_node(transcriber *t, ard_node *node)
{
    const char *number = node_attribute(node, "title"), *label = node_attribute(node, "data-label");
    if (node->kind == BULLETS || node->kind == NUMBERS)
        keep_labels(t, node);
    else if (node->kind == PAGE_MARK || node->kind == PAGE_REFERENCE)
        keep_words(t, node, "data-braille", number ? number : "");
    else if (node->kind == NOTE && label)
        keep_words(t, node, "data-braille", label);
    else if (kind_about(node->kind)->class == LEAF && node->kind != RULE) {
        cells kept = CELLS_EMPTY;
        transcribe_inlines(t, node, &kept);
        keep_cells(t, node, "data-braille", &kept);
        cells_free(&kept);
    }
}

ard_status braille_keep(transcriber *t)
{
    ard_node *root = lesson_root(t->document);
    const char *named = lesson_meta(t->document, "title");
    report_log *log = t->task->log, *silent = report_new(); /* what there is to say was said by the pages */
    if (!silent)
        return report(log, NOWHERE, "braille.memory", NULL);
    t->task->log = silent;
    walk w = walk_of(root);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_LEAVE)
            continue;
        if (w.node->kind == BRAILLE || w.node->kind == SPEECH)
            walk_skip(&w);
        else
            keep_node(t, w.node);
    }
    keep_words(t, root, "data-braille-contents", own_word_of(t, OWN_CONTENTS));
    keep_words(t, root, "data-braille-pages", own_word_of(t, OWN_PRINT_PAGES));
    keep_words(t, root, "data-braille", named ? named : "");
    node_set(t->document, root, "data-braille-grade",
             t->grade == GRADE_ABREGE ? "abrege"
             : t->grade == GRADE_8    ? "8"
                                      : "integral");
    t->task->log = log;
    report_free(silent);
    return t->failed ? report(log, NOWHERE, "braille.memory", NULL) : lesson_status(t->document);
}

static ard_status apply(task *t, ard_document *document)
{
    (void)t;
    (void)document;
    return ARD_OK; /* that it is given is what the filter braille, which comes after it, looks for */
}

const ard_filter cells_filter = {
    .about = {ARD_FILTER, "cells", "", "", "", "", "cells.help", NULL},
    .gives = "cells",
    .apply = apply,
};
