/* Wide tables. A table can be read where the longest word of each column has room beside those of the others; in large print
 * an upright sheet may lack it where a turned one has it. A table that even that has no room for is said: its words will
 * be broken, a wider sheet or a smaller print helps, or lines instead of columns (simplify.columns). */
#include "sight.h"

#include "base/options.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 200 };

/* The mean width of a character of a sans serif, and the room that a cell's borders take, in ems. */
static const double character = 0.6, cell_room = 0.8;

/* The longest word of a text, in characters. */
static unsigned longest_word(const ard_node *cell)
{
    buffer text = BUFFER_EMPTY;
    unsigned longest = 0, word = 0;
    node_text(cell, &text);
    for (const char *at = buffer_string(&text); *at;) {
        uint32_t point = text_next(&at);
        word = text_is_space(point) && point != 0xA0 && point != 0x202F ? 0 : word + 1; /* these do not break */
        longest = longest > word ? longest : word;
    }
    buffer_free(&text);
    return longest;
}

/* Measures the cells of a row into the longest words of their columns; gives the number of columns. A cell over several
 * columns has room in all of them. */
static size_t measure_row(const ard_node *row, unsigned words[COLUMNS])
{
    size_t column = 0;
    for (const ard_node *cell = row->first; cell && column < COLUMNS; cell = cell->next) {
        long span = node_span(cell, "colspan", COLUMNS);
        unsigned word = span == 1 ? longest_word(cell) : 0;
        words[column] = words[column] > word ? words[column] : word;
        column += (size_t)span;
    }
    return column < COLUMNS ? column : COLUMNS;
}

/* The least width of a table, in ems of the page's text. */
static double least_width(const ard_node *table, double letter)
{
    unsigned words[COLUMNS] = {0};
    size_t columns = 0;
    double width = 0;
    for (const ard_node *row = table->first; row; row = row->next) {
        size_t count = row->kind == ROW ? measure_row(row, words) : 0;
        columns = columns > count ? columns : count;
    }
    for (size_t i = 0; i < columns; i++)
        width += words[i] * letter + cell_room;
    return width;
}

/* The widths of an upright and of a turned sheet's text, in ems of the page's text. */
static void sheet_widths(const ard_document *document, double *upright, double *turned)
{
    const style *page = style_at(document, STYLE_PAGE);
    const char *sheet = page->values[STYLE_SHEET];
    const double centimetre = 72 / 2.54;
    bool large = sheet && text_begins(sheet, "A3"), lies = sheet && strstr(sheet, "landscape");
    double size = style_points(page->values[STYLE_SIZE]), margin = style_points(page->values[STYLE_MARGIN]);
    double width = (large ? 29.7 : 21) * centimetre, height = (large ? 42 : 29.7) * centimetre;
    size = size > 0 ? size : 12;
    margin = margin > 0 ? margin : 2 * centimetre;
    *turned = (height - 2 * margin) / size;
    *upright = lies ? *turned : (width - 2 * margin) / size;
}

/* What letters take beside their own width, in ems. */
static double letter_width(const ard_document *document)
{
    const char *spacing = style_at(document, STYLE_PAGE)->values[STYLE_LETTER_SPACING];
    return character + (spacing && text_ends(spacing, "em") ? strtod(spacing, NULL) : 0);
}

static bool stands_in_table(const ard_node *node)
{
    for (const ard_node *up = node->parent; up; up = up->parent)
        if (up->kind == TABLE)
            return true;
    return false;
}

/* What stands right above a block: also above the part of the lesson that it is the first of. NULL: nothing. */
static ard_node *above_of(ard_node *block)
{
    while (!block->previous && block->parent && (block->parent->kind == SECTION || block->parent->kind == EXERCISE))
        block = block->parent;
    return block->previous;
}

/* Whether a block belongs to what stands below it: titles, instructions, the first paragraph of a box. */
static bool leads(const ard_node *block)
{
    bool title = block->kind == PARAGRAPH && kind_is(block->parent, ASIDE) && !block->previous;
    return title || block->kind == HEADING || block->kind == INSTRUCTION || node_attribute(block, "data-progress");
}

/* Marks a table, and the titles and instructions right above it, which must not stay behind on another sheet. */
static void mark(ard_document *document, ard_node *table, const char *turned)
{
    node_set(document, table, "data-turned", turned);
    for (ard_node *above = turned ? above_of(table) : NULL; above && leads(above); above = above_of(above))
        node_set(document, above, "data-turned", "landscape");
}

/* Takes the marks of an earlier adaptation away. */
static void unmark(ard_document *document)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && node_attribute(w.node, "data-turned"))
            node_set(document, w.node, "data-turned", NULL);
}

void sight_tables(task *job, ard_document *document)
{
    double upright, turned, letter = letter_width(document);
    sheet_widths(document, &upright, &turned);
    unmark(document);
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || w.node->kind != TABLE || stands_in_table(w.node))
            continue;
        double width = least_width(w.node, letter);
        bool turns = width > upright && turned > upright;
        bool broken = width > turned;
        mark(document, w.node, broken ? "broken" : turns ? "landscape" : NULL);
        if (broken)
            report(job->log, w.node->place, "sight.table.wide", NULL);
    }
}
