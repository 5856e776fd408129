/* Braille as it is embossed or typed on a display: Unicode cells (brl), a byte a cell (BRF), PEF. All three become the pages and
 * lines of a BRAILLE block, and nothing else: what they say is found by the filter "ink", where a form of words is asked for. */
#include "base/memory.h"
#include "base/options.h"
#include "base/plugin.h"
#include "base/text.h"
#include "lesson/display-table.h"
#include "lesson/lesson.h"
#include "source/xml.h"

#include <string.h>

enum { SURE = 95, LIKELY = 60, BRAILLE_BYTES = 3 };

/* The block that is built. */
typedef struct block {
    task *t;
    ard_document *document;
    ard_node *root, *page;
    long longest, lines, most; /* cells of the longest line; lines of the page; of the longest page */
    bool pages;                /* the source parts pages */
    size_t foreign;            /* characters that are no cells */
    uint32_t line;             /* of the source */
    buffer text;               /* of the line */
} block;

static void begin(block *b, task *t, ard_document *document)
{
    *b = (block){.t = t, .document = document, .line = 1};
    b->root = node_append(lesson_root(document), node_new(document, BRAILLE, NOWHERE));
}

static void end_page(block *b)
{
    b->most = b->lines > b->most ? b->lines : b->most;
    b->lines = 0;
    b->page = NULL;
}

static void end_line(block *b)
{
    place where = {.line = b->line};
    long cells = (long)(b->text.size / BRAILLE_BYTES);
    if (!b->page)
        b->page = node_append(b->root, node_new(b->document, BRAILLE_PAGE, where));
    ard_node *line = node_append(b->page, node_new(b->document, BRAILLE_LINE, where));
    if (b->text.size && line)
        node_append_text(b->document, line, buffer_string(&b->text), b->text.size, where);
    b->longest = cells > b->longest ? cells : b->longest;
    b->lines++;
    buffer_reset(&b->text);
}

static void add_cell(block *b, unsigned dots)
{
    const char bytes[] = {(char)0xE2, (char)(0xA0 | dots >> 6), (char)(0x80 | (dots & 0x3F))};
    buffer_add(&b->text, bytes, sizeof bytes);
}

static ard_status finish(block *b)
{
    end_page(b);
    bool failed = b->text.failed;
    buffer_free(&b->text);
    if (failed)
        return report(b->t->log, NOWHERE, "source.limit.memory", NULL);
    if (b->foreign)
        report(b->t->log, NOWHERE, "cells.foreign", report_number(b->t->log, (long long)b->foreign), NULL);
    if (b->root) {
        node_set_number(b->document, b->root, "data-cells", b->longest);
        node_set_number(b->document, b->root, "data-lines", b->pages ? b->most : 0);
    }
    lesson_set_meta(b->document, "language", "fr");
    lesson_give(b->document, "braille");
    return lesson_status(b->document);
}

/* A control character between lines and pages: CR alone, LF, CR LF, form feed. Others are no cells. */
static void add_control(block *b, unsigned control, bool last_of_line)
{
    if (control == '\n' || (control == '\r' && last_of_line)) {
        end_line(b);
        b->line++;
    } else if (control == '\f') {
        if (b->text.size)
            end_line(b);
        end_page(b);
        b->pages = true;
    } else if (control != '\r' && control != 0x1A)
        b->foreign++;
}

/* ---- Unicode cells ------------------------------------------------------------------------------------------------ */

/* Cells, and blanks of any kind between them. */
static int brl_probe(const unsigned char *head, size_t size)
{
    const char *at = (const char *)head, *end = at + size;
    size_t cells = 0, others = 0;
    while (at < end && *at) {
        uint32_t point = text_next(&at);
        if (point >= 0x2800 && point <= 0x28FF)
            cells++;
        else
            others += point > ' ' && point != 0xFEFF;
    }
    return cells > 4 * others && cells ? SURE : 0;
}

static ard_status brl_read(task *t, const source *in, ard_document *document)
{
    block b;
    begin(&b, t, document);
    const char *at = (const char *)in->bytes, *end = at + in->size;
    while (at < end) {
        uint32_t point = text_next(&at);
        if (point >= 0x2800 && point <= 0x28FF)
            add_cell(&b, point - 0x2800);
        else if (point == ' ' || point == 0xA0)
            add_cell(&b, 0);
        else if (point < ' ')
            add_control(&b, point, at >= end || *at != '\n');
        else
            b.foreign += point != 0xFEFF;
        if (!point && at < end)
            at++;
    }
    if (b.text.size)
        end_line(&b);
    return finish(&b);
}

/* ---- A byte a cell ------------------------------------------------------------------------------------------------ */

static const ard_option options_of_brf[] = {
    {"table", ARD_TEXT, "auto", 0, 0, NULL, "brf.option.table.read"},
    {0},
};

/* Which table a file is written in: North American has capitals and no small letters, French the other way round. */
static const char *table_of(const source *in)
{
    size_t capitals = 0, small = 0;
    for (size_t i = 0; i < in->size; i++) {
        capitals += in->bytes[i] >= 'A' && in->bytes[i] <= 'Z';
        small += in->bytes[i] >= 'a' && in->bytes[i] <= 'z';
    }
    return small > capitals ? "tbfr2007" : "nabcc";
}

/* The cell that a character stands for: the first that has it, so that the blank is one; -1 for none. */
static int cell_of(const display_table *table, uint32_t character)
{
    for (int i = 0; i < 64; i++)
        if (table->characters[i] == character)
            return i;
    return -1;
}

static ard_status brf_read(task *t, const source *in, ard_document *document)
{
    block b;
    display_table table;
    const char *said = options_text(t->options, "table");
    ard_status status =
        display_table_find(t->helpers, t->log, !*said || text_same(said, "auto") ? table_of(in) : said, &table);
    if (status != ARD_OK)
        return status;
    begin(&b, t, document);
    const char *at = (const char *)in->bytes, *end = at + in->size;
    while (at < end) {
        uint32_t one = table.wide && *at ? text_next(&at) : (unsigned char)*at++;
        int dots = one < ' ' ? -1 : cell_of(&table, one);
        if (dots >= 0)
            add_cell(&b, (unsigned)dots);
        else if (one < ' ')
            add_control(&b, one, at >= end || *at != '\n');
        else
            b.foreign++;
    }
    if (b.text.size)
        end_line(&b);
    return finish(&b);
}

/* ---- PEF ---------------------------------------------------------------------------------------------------------- */

static int pef_probe(const unsigned char *head, size_t size)
{
    const char *found = memmem(head, size, "<pef", 4);
    return found && strchr(" \t\r\n>", found[4]) && memmem(head, size, "daisy.org/ns/2008/pef", 21) ? SURE : 0;
}

static bool is_called(const xml_node *node, const char *local)
{
    const char *colon = node->name ? strrchr(node->name, ':') : NULL;
    return node->name && strcmp(colon ? colon + 1 : node->name, local) == 0;
}

static void add_row(block *b, const xml_node *row)
{
    buffer text = BUFFER_EMPTY;
    xml_text(row, &text);
    b->line = row->line;
    for (const char *at = buffer_string(&text); *at;) {
        uint32_t point = text_next(&at);
        if (point >= 0x2800 && point <= 0x28FF)
            add_cell(b, point - 0x2800);
        else
            b->foreign += point > ' ';
    }
    b->text.failed |= text.failed;
    buffer_free(&text);
    end_line(b);
}

static void add_meta(ard_document *document, const xml_node *node)
{
    static const char *const names[][2] = {{"title", "title"},
                                           {"creator", "author"},
                                           {"subject", "subject"},
                                           {"date", "date"},
                                           {"description", "description"}};
    buffer value = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_called(node, names[i][0])) {
            xml_text(node, &value);
            lesson_set_meta(document, names[i][1], buffer_string(&value));
        }
    buffer_free(&value);
}

static ard_status pef_read(task *t, const source *in, ard_document *document)
{
    xml_node *root;
    ard_status status = xml_read(&root, lesson_pool(document), t->log, t->limits, NULL, in->bytes, in->size);
    if (status != ARD_OK)
        return status;
    block b;
    begin(&b, t, document);
    b.pages = true;
    bool body = false;
    for (const xml_node *at = root; at; at = xml_following(at, root)) {
        body |= is_called(at, "body");
        if (!body)
            add_meta(document, at);
        else if (is_called(at, "page"))
            end_page(&b);
        else if (is_called(at, "row"))
            add_row(&b, at);
    }
    return finish(&b);
}

const ard_reader brl_reader = {
    .about = {ARD_READER, "brl", "braille", ".brl", "text/plain; charset=utf-8", "", "brl.reader", NULL},
    .probe = brl_probe,
    .read = brl_read,
};

const ard_reader brf_reader = {
    .about = {ARD_READER, "brf", "", ".brf", "application/x-brf", "", "brf.reader", options_of_brf},
    .read = brf_read,
};

const ard_reader pef_reader = {
    .about = {ARD_READER, "pef", "", ".pef", "application/x-pef+xml", "", "pef.reader", NULL},
    .probe = pef_probe,
    .read = pef_read,
};
