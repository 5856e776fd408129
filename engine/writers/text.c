/* Plain text for people. Blocks are set apart by an empty line, headings by two before them; nothing is wrapped. Lists
 * keep their labels, a table's row is a line with " | " between its columns and a rule below its head, notes stand at the
 * end as "[1]". */
#include "writers/common.h"
#include "writers/lines.h"

#include "base/text.h"
#include "lesson/asked.h"
#include "lesson/fields.h"
#include "maths/mathml.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS_MOST = 64, DASHES_MOST = 30 };

typedef struct printer {
    task *task;
    lines lines;
    arena *pool;
    const ard_document *document;
    const notes *notes;
    const char *language;
    buffer leaf;                  /* the text of the leaf that is open */
    buffer row;                   /* the text of the table row that is open */
    buffer row_labels;            /* labels of lists inside a cell that wait for its text */
    unsigned rows;                /* open rows: tables nest */
    unsigned column;              /* of the cell that comes next, in the outermost table */
    unsigned spans[COLUMNS_MOST]; /* rows that a cell of each column still takes */
    size_t mark;                  /* where in `leaf` the innermost LINK or raised text began */
    unsigned looks, unseen;       /* underlined, struck or highlighted passages; pictures without a text */
} printer;

/* Opens a container whose first line has a label and a blank; in a cell the label waits for the cell's text. */
static void push_label(printer *w, const char *label)
{
    buffer whole = BUFFER_EMPTY;
    buffer_format(&whole, "%s ", label);
    if (w->rows) {
        buffer_text(&w->row_labels, buffer_string(&whole));
        lines_push_blank(&w->lines, text_length(label) + 1);
    } else
        lines_push_label(&w->lines, buffer_string(&whole));
    buffer_free(&whole);
}

/* Writes a block of one or more lines, none of which ends with a blank, after the gap that the block before it left. */
static void write_block(printer *w, const char *text, size_t size)
{
    lines_gap(&w->lines);
    lines_put(&w->lines, text, size, true);
}

/* Adds a leaf to the open row: its lines, and the leaves of a cell, are set apart by " / ". */
static void add_to_row(printer *w, const char *text, size_t size)
{
    if (w->row.size && !text_ends(buffer_string(&w->row), "| "))
        buffer_text(&w->row, " / ");
    buffer_text(&w->row, buffer_string(&w->row_labels));
    buffer_reset(&w->row_labels);
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\n')
            buffer_text(&w->row, " / ");
        else
            buffer_byte(&w->row, text[i] == '\t' ? ' ' : text[i]);
    }
}

/* A leaf that shows nothing, as a picture that is decoration, leaves no empty lines. */
static void end_leaf(printer *w)
{
    if (w->rows && (w->leaf.size || w->row_labels.size))
        add_to_row(w, buffer_string(&w->leaf), w->leaf.size);
    else if (!w->rows && (w->leaf.size || w->lines.labelled))
        write_block(w, buffer_string(&w->leaf), w->leaf.size);
    buffer_reset(&w->leaf);
}

/* ---- Containers -------------------------------------------------------------------------------------------------- */

static void enter_list(printer *w, ard_node *node)
{
    lines_push(&w->lines, "");
    if (w->lines.top)
        w->lines.top->number = list_before(node);
    if (kind_is(node->parent, ITEM) && w->lines.begun)
        w->lines.gap = 0;
}

/* The frame of an item's list is the one below the item's own. */
static void enter_item(printer *w, ard_node *node)
{
    buffer label = BUFFER_EMPTY;
    const char *whole = node_attribute(node, "data-label");
    if (w->lines.top)
        w->lines.top->number = list_number(node, w->lines.top->number);
    if (whole)
        buffer_text(&label, whole);
    else
        list_label(node->parent, w->lines.top ? w->lines.top->number : 0, &label);
    if (node->previous && !w->lines.labelled)
        w->lines.gap = 0;
    push_label(w, buffer_string(&label));
    buffer_free(&label);
}

/* An item without text keeps its label. */
static void leave_item(printer *w, ard_node *node)
{
    (void)node;
    if (w->lines.labelled && !w->rows)
        write_block(w, "", 0);
    lines_pop(&w->lines);
}

static void enter_indented(printer *w, ard_node *node)
{
    if (node->kind == DEFINITION)
        w->lines.gap = 0;
    lines_push(&w->lines, "    ");
}

static void leave_pushed(printer *w, ard_node *node)
{
    (void)node;
    lines_pop(&w->lines);
}

static void enter_table(printer *w, ard_node *node)
{
    (void)node;
    if (!w->rows)
        memset(w->spans, 0, sizeof w->spans);
}

static void enter_row(printer *w, ard_node *node)
{
    if (w->rows++)
        return;
    w->column = 0;
    buffer_reset(&w->row);
    if (kind_is(node->previous, ROW))
        w->lines.gap = 0;
}

/* Begins a column: none is shifted by cells of rows above that reach down here, their places are empty. */
static void begin_column(printer *w)
{
    if (w->column++)
        buffer_text(&w->row, w->row.size && w->row.data[w->row.size - 1] == ' ' ? "| " : " | ");
}

static void pass_spans(printer *w)
{
    for (; w->column < COLUMNS_MOST && w->spans[w->column]; begin_column(w))
        w->spans[w->column]--;
}

/* The line below a table's head: as many dashes as the words above. */
static void write_head_rule(printer *w)
{
    buffer line = BUFFER_EMPTY;
    for (const char *at = buffer_string(&w->row); *at;) {
        const char *end = strstr(at, " | ");
        char cell[4 * DASHES_MOST + 1] = "";
        size_t size = end ? (size_t)(end - at) : strlen(at);
        memcpy(cell, at, size < sizeof cell - 1 ? size : sizeof cell - 1);
        size_t dashes = text_length(cell);
        dashes = dashes < 3 ? 3 : dashes > DASHES_MOST ? DASHES_MOST : dashes;
        while (dashes--)
            buffer_byte(&line, '-');
        buffer_text(&line, end ? " | " : "");
        at += size + (end ? 3 : 0);
    }
    w->lines.gap = 0;
    write_block(w, buffer_string(&line), line.size);
    buffer_free(&line);
}

static void leave_row(printer *w, ard_node *node)
{
    int index;
    if (--w->rows)
        return;
    pass_spans(w);
    size_t size = w->row.size;
    while (size && strchr(" |", w->row.data[size - 1]))
        size--;
    write_block(w, buffer_string(&w->row), size);
    int head = table_head(node, &index);
    if (head && index == head - 1 && node->next)
        write_head_rule(w);
}

static void enter_cell(printer *w, ard_node *node)
{
    if (w->rows > 1) {
        if (node->previous)
            buffer_text(&w->row, " | ");
        return;
    }
    pass_spans(w);
    begin_column(w);
}

/* A cell over several columns leaves the others empty, one over several rows its place in those below. */
static void leave_cell(printer *w, ard_node *node)
{
    if (w->rows > 1)
        return;
    long columns = node_span(node, "colspan", COLUMNS_MOST), below = node_span(node, "rowspan", 1000) - 1;
    for (long i = 0; i < columns; i++) {
        if (i)
            begin_column(w);
        if (w->column <= COLUMNS_MOST)
            w->spans[w->column - 1] = (unsigned)below;
    }
}

/* ---- Leaves ------------------------------------------------------------------------------------------------------ */

static void enter_heading(printer *w, ard_node *node)
{
    (void)node;
    w->lines.gap = w->lines.labelled ? w->lines.gap : 2;
}

static void enter_code_block(printer *w, ard_node *node)
{
    (void)node;
    lines_push(&w->lines, "    ");
}

static void leave_leaf(printer *w, ard_node *node)
{
    (void)node;
    end_leaf(w);
}

static void leave_code_block(printer *w, ard_node *node)
{
    while (w->leaf.size && w->leaf.data[w->leaf.size - 1] == '\n')
        w->leaf.size--;
    leave_leaf(w, node);
    lines_pop(&w->lines);
}

static void enter_rule(printer *w, ard_node *node)
{
    (void)node;
    buffer_text(&w->leaf, "* * *");
}

/* A printed page's or line's number, in brackets: "[page 12]". */
static void enter_mark(printer *w, ard_node *node)
{
    const char *title = node_attribute(node, "title");
    added_word word = node->kind == LINE_MARK ? WORD_LINE : WORD_PAGE;
    buffer_format(&w->leaf, "[%s", added_word_in(w->language, word));
    if (title && *title)
        buffer_format(&w->leaf, " %s", title);
    else if (node->first)
        buffer_byte(&w->leaf, ' ');
}

/* The number stands in the title; what is inside says it again. */
static bool skips_children(const ard_node *node)
{
    const char *title = node_attribute(node, "title");
    return title && *title;
}

static void leave_mark(printer *w, ard_node *node)
{
    buffer_text(&w->leaf, node->kind == LINE_MARK || node->kind == PAGE_REFERENCE ? "] " : "]");
    if (node->kind == PAGE_MARK)
        end_leaf(w);
}

/* ---- Inlines ----------------------------------------------------------------------------------------------------- */

static void enter_text(printer *w, ard_node *node)
{
    buffer_text(&w->leaf, node->text);
}

static void enter_break(printer *w, ard_node *node)
{
    (void)node;
    buffer_byte(&w->leaf, '\n');
}

static void enter_image(printer *w, ard_node *node)
{
    const char *alt = node_attribute(node, "alt");
    if (alt && !*alt)
        return;
    if (!alt)
        w->unseen++;
    buffer_format(&w->leaf, "[%s]", alt ? alt : added_word_in(w->language, WORD_UNDESCRIBED));
}

static void enter_maths(printer *w, ard_node *node)
{
    mathml_linear(node, &w->leaf);
}

static void enter_maths_block(printer *w, ard_node *node)
{
    mathml_linear(node, &w->leaf);
    end_leaf(w);
}

/* Whether what stands below an answer space is written: words, where the pupil has not answered. */
static bool shows_words(const ard_node *answer)
{
    return answer_has_words(answer) && !node_attribute(answer, "data-answer");
}

static void enter_answer(printer *w, ard_node *node)
{
    long size = 0;
    const char *answer = node_attribute(node, "data-answer");
    buffer_text(&w->leaf, answer ? answer : "");
    if (answer || shows_words(node))
        return;
    node_whole_number(node, "data-size", &size);
    for (size = size < 4 ? 4 : size > 60 ? 60 : size; size; size--)
        buffer_byte(&w->leaf, '_');
    const char *choices = node_attribute(node, "data-choices");
    if (!choices || !*choices)
        return;
    buffer_text(&w->leaf, " (");
    for (; *choices; choices++)
        if (*choices == '\n')
            buffer_text(&w->leaf, " / ");
        else
            buffer_byte(&w->leaf, *choices);
    buffer_byte(&w->leaf, ')');
}

static void enter_check(printer *w, ard_node *node)
{
    buffer_text(&w->leaf, field_is_ticked(node) ? "[x]" : "[ ]");
}

static void enter_note_reference(printer *w, ard_node *node)
{
    const noted *row = notes_of(w->notes, node);
    if (row)
        buffer_format(&w->leaf, "[%d]", row->number);
}

static void enter_looked(printer *w, ard_node *node)
{
    w->looks += !node_is_asked(node);
}

/* What a question asks about stands in brackets that say how it looks: "[souligné : chat]". */
static void enter_asked(printer *w, ard_node *node)
{
    const char *language = node_language(w->document, node);
    if (!asked_begins(w->document, node))
        return;
    buffer_byte(&w->leaf, '[');
    asked_name(w->document, node, language, &w->leaf);
    buffer_text(&w->leaf, text_in_language(language, "en") ? ": " : "\u00A0: ");
}

static void leave_asked(printer *w, ard_node *node)
{
    if (asked_ends(w->document, node))
        buffer_byte(&w->leaf, ']');
}

static bool is_french(const printer *w)
{
    return text_in_language(w->language, "fr");
}

static void enter_quote(printer *w, ard_node *node)
{
    (void)node;
    buffer_text(&w->leaf, is_french(w) ? "«\u00A0" : "“");
}

static void leave_quote(printer *w, ard_node *node)
{
    (void)node;
    buffer_text(&w->leaf, is_french(w) ? "\u00A0»" : "”");
}

static void enter_marked(printer *w, ard_node *node)
{
    (void)node;
    w->mark = w->leaf.size;
}

/* The address of a link outside the lesson, where the text does not say it. */
static void leave_link(printer *w, ard_node *node)
{
    const char *href = node_attribute(node, "href");
    if (!href || *href == '#' || w->mark > w->leaf.size || !href_is_safe(href))
        return;
    const char *shown = buffer_string(&w->leaf) + w->mark;
    const char *bare = text_begins(href, "mailto:") ? href + 7 : href;
    if (strcmp(shown, bare) != 0)
        buffer_format(&w->leaf, "%s<%s>", *shown ? " " : "", bare);
}

/* Raised and lowered figures have characters of their own: "m²", "H₂O". Other text stays as it is ("1er"). */
static void leave_raised(printer *w, ard_node *node)
{
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁺", "⁻"};
    static const char *const lowered[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉", "₊", "₋"};
    static const char from[] = "0123456789+-";
    const char *const *to = node->kind == SUPERSCRIPT ? raised : lowered;
    char text[16];
    size_t size = w->mark <= w->leaf.size ? w->leaf.size - w->mark : 0;
    if (!size || size >= sizeof text || strspn(buffer_string(&w->leaf) + w->mark, from) != size)
        return;
    memcpy(text, w->leaf.data + w->mark, size);
    w->leaf.size = w->mark;
    for (size_t i = 0; i < size; i++)
        buffer_text(&w->leaf, to[strchr(from, text[i]) - from]);
}

/* ---- The walk ---------------------------------------------------------------------------------------------------- */

/* What a kind does at its beginning and its end; where `alone`, what is below it is not walked. Kinds without a row are
 * passed through: their children say all. */
typedef struct kind_work {
    void (*enter)(printer *w, ard_node *node);
    void (*leave)(printer *w, ard_node *node);
    bool alone;
} kind_work;

static const kind_work works[KINDS] = {
    [BULLETS] = {enter_list, leave_pushed, false},
    [NUMBERS] = {enter_list, leave_pushed, false},
    [ITEM] = {enter_item, leave_item, false},
    [QUOTE] = {enter_indented, leave_pushed, false},
    [DEFINITION] = {enter_indented, leave_pushed, false},
    [TABLE] = {enter_table, NULL, false},
    [ROW] = {enter_row, leave_row, false},
    [CELL] = {enter_cell, leave_cell, false},
    [HEADER_CELL] = {enter_cell, leave_cell, false},
    [HEADING] = {enter_heading, leave_leaf, false},
    [PARAGRAPH] = {NULL, leave_leaf, false},
    [INSTRUCTION] = {NULL, leave_leaf, false},
    [VERSE] = {NULL, leave_leaf, false},
    [CAPTION] = {NULL, leave_leaf, false},
    [TERM] = {NULL, leave_leaf, false},
    [CODE_BLOCK] = {enter_code_block, leave_code_block, false},
    [MATHS_BLOCK] = {enter_maths_block, NULL, true},
    [RULE] = {enter_rule, leave_leaf, true},
    [PAGE_MARK] = {enter_mark, leave_mark, false},
    [TEXT] = {enter_text, NULL, false},
    [UNDERLINE] = {enter_looked, NULL, false},
    [STRIKE] = {enter_looked, NULL, false},
    [MARK] = {enter_looked, NULL, false},
    [SUBSCRIPT] = {enter_marked, leave_raised, false},
    [SUPERSCRIPT] = {enter_marked, leave_raised, false},
    [INLINE_QUOTE] = {enter_quote, leave_quote, false},
    [LINK] = {enter_marked, leave_link, false},
    [IMAGE] = {enter_image, NULL, true},
    [BREAK] = {enter_break, NULL, true},
    [NOTE_REFERENCE] = {enter_note_reference, NULL, true},
    [PAGE_REFERENCE] = {enter_mark, leave_mark, false},
    [LINE_MARK] = {enter_mark, leave_mark, false},
    [ANSWER] = {enter_answer, NULL, false},
    [CHECK] = {enter_check, NULL, false},
    [MATHS] = {enter_maths, NULL, true},
};

/* Writes what is below a node; notes that are referred to wait for the end. */
static void write_below(printer *w, ard_node *root)
{
    walk steps = walk_of(root);
    for (walk_event event; (event = walk_next(&steps)) != WALK_END;) {
        ard_node *node = steps.node;
        if (node == root)
            continue;
        const kind_work *work = works + node->kind;
        bool marked = node->kind == PAGE_MARK || node->kind == PAGE_REFERENCE || node->kind == LINE_MARK;
        if (event == WALK_ENTER &&
            (kind_about(node->kind)->class == GIVEN || (node->kind == NOTE && notes_of(w->notes, node)) ||
             work->alone || (marked && skips_children(node)) || (node->kind == ANSWER && !shows_words(node))))
            walk_skip(&steps);
        if (event == WALK_ENTER && work->enter)
            work->enter(w, node);
        if (node_is_asked(node))
            (event == WALK_ENTER ? enter_asked : leave_asked)(w, node);
        if (event == WALK_LEAVE && work->leave)
            work->leave(w, node);
    }
}

static void write_notes(printer *w)
{
    for (const noted *row = notes_first(w->notes); row; row = row->next) {
        char label[24];
        buffer_reset(&w->leaf);
        int size = snprintf(label, sizeof label, "[%d]", row->number);
        if (size < 0)
            return;
        push_label(w, label);
        write_below(w, (ard_node *)row->note);
        leave_item(w, NULL);
    }
}

static void report_losses(const printer *w)
{
    if (w->looks)
        report(w->task->log, NOWHERE, "text.looks", report_number(w->task->log, w->looks), NULL);
    if (w->unseen)
        report(w->task->log, NOWHERE, "text.pictures", report_number(w->task->log, w->unseen), NULL);
}

static ard_status text_write(task *t, const ard_document *document, ard_output *output)
{
    printer w = {.task = t,
                 .lines.output = output,
                 .document = document,
                 .language = lesson_language(document),
                 .mark = SIZE_MAX};
    w.pool = w.lines.pool = arena_new(t->limits->memory / 2);
    w.notes = w.pool ? notes_new(document, w.pool) : NULL;
    if (w.notes) {
        write_below(&w, lesson_root(document));
        write_notes(&w);
        report_losses(&w);
    }
    bool failed =
        arena_failed(w.pool) || w.lines.prefix.failed || w.lines.first.failed || w.leaf.failed || w.row.failed;
    lines_free(&w.lines);
    buffer_free(&w.leaf);
    buffer_free(&w.row);
    buffer_free(&w.row_labels);
    arena_free(w.pool);
    return failed ? report(t->log, NOWHERE, "writer.memory", NULL) : output_status(output);
}

const ard_writer text_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "text",
              .aliases = "txt",
              .endings = ".txt",
              .media_type = "text/plain",
              .lacks = "heading emphasis strong underline strike mark image code style lang dir",
              .help = "text.help"},
    .write = text_write,
};
