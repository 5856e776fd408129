/* The structure tree of a tagged PDF, and the outline. Both are as deep as the file likes, so they are walked without
 * recursion. */
#include "library.h"

#include "base/text.h"

#include <string.h>

enum {
    DEPTH_MOST = 64,
    ELEMENTS_MOST = 200000,
    STRUCTURE_WORK =
        60000000 /* characters that may be looked at: poppler reads the whole page for each text of the tree */
};

static const struct {
    int kind;
    pdf_role role;
    uint32_t level;
} roles[] = {
    {POPPLER_STRUCTURE_ELEMENT_CONTENT, PDF_TEXT, 0},
    {POPPLER_STRUCTURE_ELEMENT_SPAN, PDF_SPAN, 0},
    {POPPLER_STRUCTURE_ELEMENT_QUOTE, PDF_SPAN, 0},
    {POPPLER_STRUCTURE_ELEMENT_REFERENCE, PDF_SPAN, 0},
    {POPPLER_STRUCTURE_ELEMENT_BIBENTRY, PDF_SPAN, 0},
    {POPPLER_STRUCTURE_ELEMENT_LINK, PDF_SPAN, 0},
    {POPPLER_STRUCTURE_ELEMENT_ANNOT, PDF_SPAN, 0},
    {POPPLER_STRUCTURE_ELEMENT_OBJECT_REFERENCE, PDF_SPAN, 0},
    {POPPLER_STRUCTURE_ELEMENT_NONSTRUCT, PDF_SPAN, 0},
    {POPPLER_STRUCTURE_ELEMENT_RUBY, PDF_SPAN, 0},
    {POPPLER_STRUCTURE_ELEMENT_RUBY_BASE_TEXT, PDF_SPAN, 0},
    {POPPLER_STRUCTURE_ELEMENT_RUBY_ANNOT_TEXT, PDF_SPAN, 0},
    {POPPLER_STRUCTURE_ELEMENT_RUBY_PUNCTUATION, PDF_SPAN, 0},
    {POPPLER_STRUCTURE_ELEMENT_NOTE, PDF_NOTE, 0},
    {POPPLER_STRUCTURE_ELEMENT_CODE, PDF_CODE, 0},
    {POPPLER_STRUCTURE_ELEMENT_BLOCKQUOTE, PDF_QUOTE, 0},
    {POPPLER_STRUCTURE_ELEMENT_CAPTION, PDF_CAPTION, 0},
    {POPPLER_STRUCTURE_ELEMENT_TOC, PDF_CONTENTS, 0},
    {POPPLER_STRUCTURE_ELEMENT_TOC_ITEM, PDF_PARAGRAPH, 0},
    {POPPLER_STRUCTURE_ELEMENT_PARAGRAPH, PDF_PARAGRAPH, 0},
    {POPPLER_STRUCTURE_ELEMENT_HEADING, PDF_HEADING, 0},
    {POPPLER_STRUCTURE_ELEMENT_HEADING_1, PDF_HEADING, 1},
    {POPPLER_STRUCTURE_ELEMENT_HEADING_2, PDF_HEADING, 2},
    {POPPLER_STRUCTURE_ELEMENT_HEADING_3, PDF_HEADING, 3},
    {POPPLER_STRUCTURE_ELEMENT_HEADING_4, PDF_HEADING, 4},
    {POPPLER_STRUCTURE_ELEMENT_HEADING_5, PDF_HEADING, 5},
    {POPPLER_STRUCTURE_ELEMENT_HEADING_6, PDF_HEADING, 6},
    {POPPLER_STRUCTURE_ELEMENT_LIST, PDF_LIST, 0},
    {POPPLER_STRUCTURE_ELEMENT_LIST_ITEM, PDF_ITEM, 0},
    {POPPLER_STRUCTURE_ELEMENT_LIST_LABEL, PDF_LABEL, 0},
    {POPPLER_STRUCTURE_ELEMENT_LIST_BODY, PDF_BODY, 0},
    {POPPLER_STRUCTURE_ELEMENT_TABLE, PDF_TABLE, 0},
    {POPPLER_STRUCTURE_ELEMENT_TABLE_ROW, PDF_ROW, 0},
    {POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING, PDF_HEADER_CELL, 0},
    {POPPLER_STRUCTURE_ELEMENT_TABLE_DATA, PDF_CELL, 0},
    {POPPLER_STRUCTURE_ELEMENT_FIGURE, PDF_FIGURE, 0},
    {POPPLER_STRUCTURE_ELEMENT_FORMULA, PDF_FORMULA, 0},
    {POPPLER_STRUCTURE_ELEMENT_FORM, PDF_FORM, 0},
};

/* A walk over the structure tree, whose depth is the file's to choose. */
typedef struct structure {
    description *d;
    uint32_t pages, count;
    uint64_t work;
    const float *heights;
} structure;

static void write_cell(buffer *out, PopplerStructureElement *e, pdf_role role)
{
    bool cell = role == PDF_HEADER_CELL || role == PDF_CELL;
    uint32_t scope = 0;
    if (role == PDF_HEADER_CELL) {
        PopplerStructureTableScope said = pdf_lib.poppler_structure_element_get_table_scope(e);
        scope = said == POPPLER_STRUCTURE_TABLE_SCOPE_ROW ? 1 : said == POPPLER_STRUCTURE_TABLE_SCOPE_COLUMN ? 2 : 3;
    }
    pdf_wire_number(out, cell ? pdf_lib.poppler_structure_element_get_table_column_span(e) : 1);
    pdf_wire_number(out, cell ? pdf_lib.poppler_structure_element_get_table_row_span(e) : 1);
    pdf_wire_number(out, scope);
}

/* The byte that a character of PDFDocEncoding (ISO 32000-1, annex D.2) is; -1 where it is none. */
static int byte_of(uint32_t point)
{
    static const uint16_t low[] = {0x2D8, 0x2C7, 0x2C6, 0x2D9, 0x2DD, 0x2DB, 0x2DA, 0x2DC};
    static const uint16_t high[] = {0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x192,  0x2044, 0x2039,
                                    0x203A, 0x2212, 0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A,
                                    0x2122, 0xFB01, 0xFB02, 0x141,  0x152,  0x160,  0x178,  0x17D,  0x131,
                                    0x142,  0x153,  0x161,  0x17E,  0,      0x20AC};
    for (int i = 0; i < (int)(sizeof low / sizeof *low); i++)
        if (low[i] == point)
            return 0x18 + i;
    for (int i = 0; i < (int)(sizeof high / sizeof *high); i++)
        if (point && high[i] == point)
            return 0x80 + i;
    return point < 0x80 || (point > 0xA0 && point <= 0xFF) ? (int)point : -1;
}

/* Adds a text of the tree. poppler has it in UTF-8 and takes its bytes for PDFDocEncoding on the way out, so they are taken
 * back. A byte that this encoding lacks ends the text there: what is not whole then is U+FFFD. */
static void write_tree_text(buffer *out, char *text)
{
    buffer bytes = BUFFER_EMPTY;
    bool undone = text != NULL;
    size_t length;
    for (const char *at = text; undone && *at; at += length) {
        int byte = byte_of(text_decode(at, strlen(at) < 4 ? strlen(at) : 4, &length));
        undone = byte >= 0;
        buffer_byte(&bytes, (char)byte);
    }
    pdf_wire_string(out, undone ? bytes.data : text);
    buffer_free(&bytes);
    pdf_lib.g_free(text);
}

static void write_element(structure *s, PopplerStructureElement *e, uint32_t depth)
{
    buffer *out = s->d->out;
    int kind = pdf_lib.poppler_structure_element_get_kind(e), page = pdf_lib.poppler_structure_element_get_page(e);
    pdf_role role = PDF_GROUP;
    uint32_t level = 0;
    PopplerRectangle r = {0};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (roles[i].kind == kind) {
            role = roles[i].role;
            level = roles[i].level;
        }
    bool placed = page >= 0 && (uint32_t)page < s->pages, content = role == PDF_TEXT;
    bool boxed = placed && (role == PDF_FIGURE || role == PDF_FORMULA) &&
                 pdf_lib.poppler_structure_element_get_bounding_box(e, &r);
    s->work += content && placed ? s->d->lengths[page] + 100 : 0;
    char *text = content ? pdf_lib.poppler_structure_element_get_text(e, POPPLER_STRUCTURE_GET_TEXT_NONE)
                         : pdf_lib.poppler_structure_element_get_actual_text(e);
    char *alternative = content ? NULL : pdf_lib.poppler_structure_element_get_alt_text(e);
    pdf_wire_number(out, depth);
    pdf_wire_number(out, role);
    pdf_wire_number(out, level);
    pdf_wire_number(out, placed ? (uint32_t)page + 1 : 0);
    write_cell(out, e, role);
    double height = boxed ? s->heights[page] : 0;
    pdf_wire_box(out, r.x1, height - r.y2, r.x2, height - r.y1);
    pdf_wire_number(out, text != NULL);
    pdf_wire_number(out, alternative != NULL);
    if (content)
        write_tree_text(out, text);
    else
        pdf_write_own(out, text);
    pdf_write_own(out, alternative);
    pdf_write_own(out, content ? NULL : pdf_lib.poppler_structure_element_get_language(e));
    s->count++;
}

/* Writes the structure tree; false where it would be too much work, and nothing of it is to be kept. */
static bool walk_structure(structure *s, PopplerStructureElementIter *root)
{
    PopplerStructureElementIter *open[DEPTH_MOST] = {root};
    bool whole = true;
    for (uint32_t depth = 1; depth;) {
        PopplerStructureElementIter *at = open[depth - 1];
        PopplerStructureElement *e = whole ? pdf_lib.poppler_structure_element_iter_get_element(at) : NULL;
        if (e) {
            write_element(s, e, depth - 1);
            pdf_lib.g_object_unref(e);
        }
        whole = whole && s->work <= STRUCTURE_WORK && s->count < ELEMENTS_MOST;
        PopplerStructureElementIter *child = whole ? pdf_lib.poppler_structure_element_iter_get_child(at) : NULL;
        whole = whole && (!child || depth < DEPTH_MOST);
        if (child && depth < DEPTH_MOST) {
            open[depth++] = child;
            continue;
        }
        if (child)
            pdf_lib.poppler_structure_element_iter_free(child);
        while (depth && (!whole || !pdf_lib.poppler_structure_element_iter_next(open[depth - 1])))
            pdf_lib.poppler_structure_element_iter_free(open[--depth]);
    }
    return whole;
}

bool pdf_write_structure(description *d, PopplerStructureElementIter *root, const float *heights, uint32_t pages)
{
    structure s = {.d = d, .pages = pages, .heights = heights};
    size_t room = pdf_wire_reserve(d->out), begin = d->out->size;
    if (root && !walk_structure(&s, root)) {
        d->out->size = begin;
        return false;
    }
    pdf_wire_settle(d->out, room, s.count);
    return true;
}

void pdf_write_outline(buffer *out, PopplerDocument *document)
{
    PopplerIndexIter *open[DEPTH_MOST] = {pdf_lib.poppler_index_iter_new(document)};
    size_t room = pdf_wire_reserve(out);
    uint32_t count = 0;
    for (uint32_t depth = open[0] ? 1 : 0; depth;) {
        PopplerIndexIter *at = open[depth - 1];
        PopplerAction *action = pdf_lib.poppler_index_iter_get_action(at);
        if (action && action->any.title) {
            pdf_wire_number(out, depth);
            pdf_wire_number(out, pdf_page_of_action(document, action));
            pdf_wire_string(out, action->any.title);
            count++;
        }
        if (action)
            pdf_lib.poppler_action_free(action);
        PopplerIndexIter *child =
            depth < DEPTH_MOST && count < ELEMENTS_MOST ? pdf_lib.poppler_index_iter_get_child(at) : NULL;
        if (child) {
            open[depth++] = child;
            continue;
        }
        while (depth && (count >= ELEMENTS_MOST || !pdf_lib.poppler_index_iter_next(open[depth - 1])))
            pdf_lib.poppler_index_iter_free(open[--depth]);
    }
    pdf_wire_settle(out, room, count);
}
