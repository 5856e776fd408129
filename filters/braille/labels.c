/* The filter "braille-labels": each formula is told to a braille display in the notation of 2007 (aria-braillelabel, ARIA 1.3), as
 * "-t brl" writes it. It takes the place of the formula's own MathML there, so it is only made where it is asked for. */
#include "base/memory.h"
#include "base/options.h"
#include "filters/braille/braille.h"
#include "filters/braille/louis.h"
#include "lesson/fields.h"

#include <stdlib.h>
#include <string.h>

static const ard_option options_of_labels[] = {
    {"formulas", ARD_FLAG, "no", 0, 0, "", "braille-labels.formulas"},
    {"trigonometry", ARD_CHOICE, "letters", 0, 0, "letters signs", "braille.option.trigonometry"},
    {0},
};

static ard_status prepare(task *t)
{
    return options_flag(t->options, "formulas") ? louis_load(t->log, table_of_grade(GRADE_INTEGRAL)) : ARD_OK;
}

/* Cells without those that are none: a display has one line, and no row ends there. */
static void add_label(ard_document *document, ard_node *formula, cells *made, buffer *text)
{
    buffer_reset(text);
    for (size_t i = 0; i < made->count; i++)
        if (made->at[i] & CELL_LINE)
            made->at[i] = CELL_BLANK;
    cells_utf8(made->at, made->count, text);
    if (text->size)
        node_set_added(document, formula, "aria-braillelabel", buffer_string(text));
}

static void label_formulas(transcriber *t)
{
    cells made = CELLS_EMPTY;
    buffer text = BUFFER_EMPTY;
    walk w = walk_of(lesson_root(t->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        const char *language = node_language(t->document, node);
        bool formula = node->kind == MATHS || node->kind == MATHS_BLOCK;
        if (event != WALK_ENTER || !formula || !language_is_french(language ? language : ""))
            continue;
        cells_reset(&made);
        transcribe_maths(t, node, formula_is_alone(node), &made);
        add_label(t->document, node, &made, &text);
    }
    cells_free(&made);
    buffer_free(&text);
}

static ard_status apply(task *at_hand, ard_document *document)
{
    if (!options_flag(at_hand->options, "formulas"))
        return ARD_OK;
    ard_status status = louis_load(at_hand->log, table_of_grade(GRADE_INTEGRAL));
    transcriber *t = status == ARD_OK ? memory_new(1, sizeof *t) : NULL;
    if (!t)
        return status != ARD_OK ? status : report(at_hand->log, NOWHERE, "braille.memory", NULL);
    t->task = at_hand;
    t->document = document;
    t->grade = GRADE_INTEGRAL;
    t->french = table_of_grade(GRADE_INTEGRAL);
    t->compact = strcmp(options_text(at_hand->options, "trigonometry"), "signs") == 0;
    label_formulas(t);
    free(t);
    return lesson_status(document);
}

const ard_filter braille_labels_filter = {
    .about = {ARD_FILTER, "braille-labels", "", "", "", "", "braille-labels.help", options_of_labels},
    .prepare = prepare,
    .apply = apply,
};
