/* Braille for embossers: a byte a cell, CR LF after a line, form feed after a page. Embossers are printers: they return
 * the carriage only where they are told to, and most translators write BRF so; readers of BRF take LF alone as well. */
#include "base/options.h"
#include "base/plugin.h"
#include "base/text.h"
#include "lesson/display-table.h"
#include "lesson/lesson.h"
#include "writers/embosser.h"

#include <string.h>

static const ard_option options_of_brf[] = {
    {"table", ARD_TEXT, "nabcc", 0, 0, NULL, "brf.option.table"},
    {"embosser", ARD_CHOICE, "any", 0, 0, EMBOSSERS, "brf.option.embosser"},
    {"paper", ARD_TEXT, "", 0, 0, NULL, "brf.option.paper"},
    {"left", ARD_NUMBER, "0", 0, 60, NULL, "brf.option.left"},
    {"top", ARD_NUMBER, "0", 0, 30, NULL, "brf.option.top"},
    {"interpoint", ARD_FLAG, "no", 0, 0, NULL, "brf.option.interpoint"},
    {"feeds", ARD_CHOICE, "page", 0, 0, "page none", "brf.option.feeds"},
    {0},
};

/* The file while it is written. */
typedef struct brf {
    ard_output *output;
    display_table table;
    embossing paper;
    long cells, lines;      /* of the largest page */
    long page, line;        /* from 1; lines of the page that are written */
    size_t eight, nameless; /* cells with dots 7 or 8; cells that the table has no character for */
} brf;

/* Writes a cell. Of eight dots the two lower ones are left out. A table that is not whole gives one character, mostly the
 * blank, to all cells that it has none for. */
static void write_cell(brf *b, uint32_t point)
{
    char bytes[4];
    unsigned dots = (unsigned)(point - 0x2800) & 0x3F;
    uint32_t shown = b->table.characters[dots];
    b->eight += point < 0x2800 || point >= 0x2840;
    for (unsigned other = 0; !b->table.whole && dots && other < 64; other++)
        if (other != dots && b->table.characters[other] == shown) {
            b->nameless++;
            break;
        }
    bytes[0] = (char)shown;
    output_add(b->output, bytes, b->table.wide ? text_encode(bytes, shown) : 1);
}

static void write_blanks(brf *b, long count)
{
    for (long i = 0; i < count; i++)
        write_cell(b, 0x2800);
}

static void end_line(brf *b)
{
    output_text(b->output, "\r\n");
    b->line++;
}

static void write_line(brf *b, const char *cells)
{
    if (*cells)
        write_blanks(b, embossing_left(&b->paper, b->page, b->cells));
    for (uint32_t point; (point = text_next(&cells)) != 0;)
        write_cell(b, point);
    end_line(b);
}

static void begin_page(brf *b)
{
    b->page++;
    b->line = 0;
    while (b->line < b->paper.top)
        end_line(b);
}

static void end_page(brf *b)
{
    while (!b->paper.feeds && b->line < b->paper.lines)
        end_line(b);
    output_text(b->output, b->paper.feeds ? "\f" : "");
}

static const char *line_text(const ard_node *line)
{
    return line->first ? line->first->text : "";
}

static bool is_foreign(const ard_node *node)
{
    return node->parent && node->parent->kind == LESSON_ROOT && node->kind != BRAILLE;
}

/* The longest line and page of the document. */
static void measure(brf *b, const ard_document *document)
{
    long lines = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_LEAVE)
            continue;
        if (is_foreign(w.node))
            walk_skip(&w);
        else if (w.node->kind == BRAILLE_PAGE)
            lines = 0;
        else if (w.node->kind == BRAILLE_LINE) {
            long cells = (long)text_length(line_text(w.node));
            b->cells = cells > b->cells ? cells : b->cells;
            b->lines = ++lines > b->lines ? lines : b->lines;
        }
    }
}

static void write_pages(brf *b, const ard_document *document)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        bool enters = event != WALK_LEAVE;
        if (w.node->kind == BRAILLE_PAGE)
            (enters ? begin_page : end_page)(b);
        else if (w.node->kind == BRAILLE_LINE && enters)
            write_line(b, line_text(w.node));
        else if (enters && is_foreign(w.node))
            walk_skip(&w);
    }
    if (b->paper.interpoint && b->page % 2) { /* the next document begins a leaf */
        begin_page(b);
        end_page(b);
    }
}

static ard_status write_brf(task *t, const ard_document *document, ard_output *output)
{
    brf b = {.output = output};
    const char *table = options_text(t->options, "table");
    ard_status status = display_table_find(t->helpers, t->log, *table ? table : "nabcc", &b.table);
    if (status == ARD_OK)
        status = embossing_read(t, &b.paper);
    measure(&b, document);
    if (status == ARD_OK)
        status = embossing_check(t, &b.paper, b.cells, b.lines);
    if (status != ARD_OK)
        return status;
    write_pages(&b, document);
    if (b.eight)
        report(t->log, NOWHERE, "brf.eight", NULL);
    if (b.nameless)
        report(t->log, NOWHERE, "brf.nameless", report_number(t->log, (long long)b.nameless), NULL);
    return output_status(output);
}

const ard_writer brf_writer = {
    .about = {ARD_WRITER, "brf", "", ".brf", "application/x-brf", "", "brf.help", options_of_brf},
    .needs = "braille",
    .write = write_brf,
};
