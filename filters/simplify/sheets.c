#include "sheets.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Widths and heights as LibreOffice gives them to a sans serif, rounded up: an average character with its blanks, a line's own
 * height, in ems; what an item, a box and a cell take, in points. */
static const double CHARACTER = 0.56, LINE = 1.17, INDENT = 28, CELL_ROOM = 12, CENTIMETRE = 72 / 2.54, PIXEL = 0.75,
                    UNKNOWN_PICTURE = 150;

/* A length of the style table in points: "14pt", "2cm", "1.5em" by `em`; `otherwise` where it says none. */
static double points(const char *value, double em, double otherwise)
{
    char *unit;
    double number = value ? strtod(value, &unit) : 0;
    if (!value || unit == value)
        return otherwise;
    return strcmp(unit, "cm") == 0   ? number * CENTIMETRE
           : strcmp(unit, "mm") == 0 ? number * CENTIMETRE / 10
           : strcmp(unit, "em") == 0 ? number * em
           : strcmp(unit, "px") == 0 ? number * PIXEL
                                     : number;
}

sheet_look sheet_look_of(const ard_document *document)
{
    const style *page = style_at(document, STYLE_PAGE);
    const char *sheet = page->values[STYLE_SHEET];
    bool large = sheet && text_begins(sheet, "A3"), lies = sheet && strstr(sheet, "landscape");
    double margin = points(page->values[STYLE_MARGIN], 12, 2 * CENTIMETRE);
    double across = (large ? 29.7 : 21) * CENTIMETRE - 2 * margin, down = (large ? 42 : 29.7) * CENTIMETRE - 2 * margin;
    sheet_look look = {.breaks = true, .size = points(page->values[STYLE_SIZE], 12, 12)};
    double most = points(page->values[STYLE_MEASURE], look.size, across);
    look.width = lies ? down : across;
    look.height = lies ? across : down;
    look.width = most < look.width ? most : look.width;
    look.line = points(page->values[STYLE_LINE_HEIGHT], 1, 1.15);
    look.gap = points(page->values[STYLE_SPACE_AFTER], 1, 0.6);
    look.letter = points(page->values[STYLE_LETTER_SPACING], 1, 0);
    look.word = points(page->values[STYLE_WORD_SPACING], 1, 0);
    return look;
}

/* ---- One block ---------------------------------------------------------------------------------------------------- */

/* What a leaf is made of. */
typedef struct leaf_size {
    double lines;      /* that are full, or ended */
    double characters; /* of the line that is open */
    double pictures;   /* their heights */
} leaf_size;

static double picture_height(const ard_node *image, double width)
{
    double across = points(node_attribute(image, "width"), 12, 0),
           down = points(node_attribute(image, "height"), 12, 0);
    across *= across > 0 && !strpbrk(node_attribute(image, "width"), "pce") ? PIXEL : 1;
    down *= down > 0 && !strpbrk(node_attribute(image, "height"), "pce") ? PIXEL : 1;
    if (down <= 0)
        return UNKNOWN_PICTURE;
    return across > width ? down * width / across : down;
}

static void add_text(leaf_size *size, const char *text, double room)
{
    for (uint32_t point; (point = text_next(&text)) != 0;) {
        size->characters += point == 0x2026 ? 1.8 : 1; /* dots to write on are as wide as two letters */
        if (point == '\n') {
            size->lines += ceil(size->characters / room);
            size->characters = 0;
        }
    }
}

static double leaf_height(ard_node *leaf, const sheet_look *look, double width)
{
    static const double headings[] = {1, 1.7, 1.4, 1.2, 1.1, 1, 1};
    double factor = leaf->kind == HEADING ? headings[leaf->number > 0 && leaf->number < 7 ? leaf->number : 0] : 1;
    double em = look->size * factor, room = width / (em * (CHARACTER + look->letter + look->word / 6));
    leaf_size size = {0};
    room = room > 1 ? room : 1;
    walk w = walk_of(leaf);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        long characters = 0;
        if (event != WALK_ENTER)
            continue;
        if (w.node->kind == TEXT)
            add_text(&size, w.node->text, room);
        else if (w.node->kind == BREAK)
            add_text(&size, "\n", room);
        else if (w.node->kind == IMAGE)
            size.pictures += picture_height(w.node, width);
        else if (w.node->kind == ANSWER && !w.node->first && node_whole_number(w.node, "data-size", &characters))
            size.characters += (double)characters * 1.2;
        if (w.node->kind == ANSWER && node_whole_number(w.node, "data-lines", &characters))
            size.lines += 2 * (double)characters;
    }
    size.lines += size.characters > 0 || size.pictures <= 0 ? ceil((size.characters + 1) / room) : 0;
    double gap = leaf->kind == HEADING ? 1.2 : look->gap;
    return size.lines * em * look->line * LINE + size.pictures + gap * look->size;
}

/* The height of all leaves below a container, one below the other. */
static double inside_height(ard_node *container, const sheet_look *look, double width)
{
    double height = 0;
    walk w = walk_of(container);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || kind_about(w.node->kind)->class != LEAF)
            continue;
        height += leaf_height(w.node, look, width);
        walk_skip(&w);
    }
    return height;
}

static double row_height(const ard_node *row, const sheet_look *look, double width)
{
    double most = 0;
    size_t cells = 0;
    for (const ard_node *cell = row->first; cell; cell = cell->next)
        cells += (size_t)node_span(cell, "colspan", 100);
    for (ard_node *cell = row->first; cell; cell = cell->next) {
        double room = width * (double)node_span(cell, "colspan", 100) / (double)cells - CELL_ROOM;
        double height = inside_height(cell, look, room > look->size ? room : look->size);
        most = height > most ? height : most;
    }
    return (most > 0 ? most : look->size * look->line * LINE) + CELL_ROOM / 2;
}

/* ---- Sheets ------------------------------------------------------------------------------------------------------- */

typedef struct filling {
    const sheet_look *look;
    double sheets, used; /* whole ones before; points of the one that is open */
} filling;

static void new_sheet(filling *f)
{
    if (f->used > 0)
        f->sheets++;
    f->used = 0;
}

/* Fills a height in: what is not to be parted goes to the next sheet whole. */
static void fill(filling *f, double height, bool whole)
{
    if (whole && f->used + height > f->look->height)
        new_sheet(f);
    for (f->used += height; f->used > f->look->height; f->used -= f->look->height)
        f->sheets++;
}

static bool begins_page(const ard_document *document, const ard_node *node, const sheet_look *look)
{
    const style *own = node->style > STYLE_PAGE ? style_at(document, node->style) : NULL;
    return own && own->values[STYLE_BREAK] && text_in_list("page always", own->values[STYLE_BREAK]) &&
           (look->breaks || !node_attribute(node, "data-card"));
}

double sheets_needed(const ard_document *document, const sheet_look *look)
{
    filling f = {look, 0, 0};
    double width = look->width;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        bool moved_in = node->kind == ITEM || node->kind == QUOTE || node->kind == ASIDE || node->kind == DEFINITION;
        width += moved_in ? event == WALK_ENTER ? -INDENT : INDENT : 0;
        if (event != WALK_ENTER)
            continue;
        double room = width > 4 * look->size ? width : 4 * look->size;
        if (begins_page(document, node, look))
            new_sheet(&f);
        if (node->kind == ROW) {
            fill(&f, row_height(node, look, room), true);
            walk_skip(&w);
        } else if (kind_about(node->kind)->class == LEAF) {
            fill(&f, leaf_height(node, look, room), node->kind == HEADING || node->kind == CAPTION);
            walk_skip(&w);
        }
    }
    return f.sheets + f.used / look->height;
}
