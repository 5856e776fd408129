/* MTEF: the records (sections "MTEF Byte Stream" and "Record Details"). */
#include "mtef-reading.h"

#include "base/text.h"

#include <string.h>

enum { OLE_HEADER = 28, NUDGE = 8, FUTURE = 100 };

typedef enum record {
    END,
    LINE,
    CHAR,
    TMPL,
    PILE,
    MATRIX,
    EMBELL,
    RULER,
    FONT_STYLE_DEF,
    SIZE,
    FULL,
    SUB,
    SUB2,
    SYM,
    SUBSYM,
    COLOR,
    COLOR_DEF,
    FONT_DEF,
    EQN_PREFS,
    ENCODING_DEF
} record;

/* ---- Bytes: past the end they are 0, and the stream is broken ---------------------------------------------------- */

static unsigned byte(mtef *m)
{
    if (m->at < m->end)
        return *m->at++;
    m->broken = true;
    return 0;
}

static unsigned pair(mtef *m)
{
    unsigned low = byte(m);
    return low | byte(m) << 8;
}

/* An unsigned integer: 255 begins a larger one. */
static unsigned whole(mtef *m)
{
    unsigned small = byte(m);
    return small == UINT8_MAX ? pair(m) : small;
}

static void skip(mtef *m, size_t size)
{
    m->broken = m->broken || size > (size_t)(m->end - m->at);
    m->at += m->broken ? 0 : size;
}

static void skip_name(mtef *m)
{
    while (byte(m))
        ;
}

static void skip_nudge(mtef *m, unsigned options)
{
    enum { FAR = 128 };
    if (!(options & NUDGE))
        return;
    unsigned across = byte(m), down = byte(m);
    if (across == FAR && down == FAR)
        skip(m, 4);
}

/* ---- Frames ------------------------------------------------------------------------------------------------------ */

ard_node *mtef_element(mtef *m, const char *name, const char *text)
{
    ard_node *node = node_new_mathml(m->document, name, m->where);
    if (text)
        node_append_text(m->document, node, text, strlen(text), m->where);
    return node;
}

static mtef_frame *top(mtef *m)
{
    return m->frames + m->depth - 1;
}

static mtef_frame *push(mtef *m, mtef_kind kind)
{
    if (m->depth == MTEF_DEPTH) {
        m->broken = true;
        return top(m);
    }
    mtef_frame *f = m->frames + m->depth++;
    *f = (mtef_frame){.kind = kind};
    if (kind == FRAME_LINE)
        f->row = mtef_element(m, "mrow", NULL);
    else if (kind == FRAME_PILE || kind == FRAME_MATRIX)
        f->row = mtef_element(m, "mtable", NULL);
    return f;
}

/* What a row holds, where that is one element. */
static ard_node *simple(ard_node *row)
{
    ard_node *only = row && row->first == row->last ? row->first : NULL;
    if (!only || only->kind != MATHML || strcmp(row->text, "mrow") != 0)
        return row;
    node_unlink(only);
    return only;
}

/* Gives a cell to a table: lines of a pile are rows of one cell. */
static void deliver_cell(mtef *m, mtef_frame *f, ard_node *node)
{
    bool begins = f->kind == FRAME_PILE || !f->columns || f->cells % f->columns == 0;
    ard_node *line = begins ? node_append(f->row, mtef_element(m, "mtr", NULL)) : f->row ? f->row->last : NULL;
    ard_node *cell = node_append(line, mtef_element(m, "mtd", NULL));
    node_append(cell, node);
    if (node && strcmp(node->text, "mrow") == 0)
        node_unwrap(node);
    f->cells++;
}

/* Gives what a frame made (NULL: an empty line) to the one below. */
static void deliver(mtef *m, ard_node *node)
{
    mtef_frame *f = top(m);
    if (f->kind == FRAME_LINE && node && strcmp(node->text, "mrow") == 0 && node->first) {
        for (ard_node *child; (child = node->first) != NULL;) {
            node_unlink(child);
            mtef_append(m, f, child);
        }
    } else if (f->kind == FRAME_LINE)
        mtef_append(m, f, node);
    else if (f->kind == FRAME_TEMPLATE && f->slot_count < MTEF_SLOTS)
        f->slots[f->slot_count++] = simple(node);
    else if (f->kind == FRAME_PILE || f->kind == FRAME_MATRIX)
        deliver_cell(m, f, node ? node : mtef_element(m, "mrow", NULL));
}

/* Ends the object on top. */
static void close_frame(mtef *m)
{
    mtef_frame done = *top(m);
    if (m->depth == 1)
        return;
    m->depth--;
    mtef_frame *into = top(m);
    if (done.kind == FRAME_TEMPLATE && into->kind == FRAME_LINE) {
        into->words = false;
        mtef_build(m, &done, into);
    } else if (done.kind == FRAME_TEMPLATE) {
        mtef_frame line = {.kind = FRAME_LINE, .row = mtef_element(m, "mrow", NULL)};
        mtef_build(m, &done, &line);
        deliver(m, line.row);
    } else if (done.kind != FRAME_MARKS) {
        if (done.kind == FRAME_PILE && done.left)
            node_set(m->document, done.row, "columnalign", "left");
        into->words = false;
        deliver(m, done.row);
    }
}

/* ---- Records ----------------------------------------------------------------------------------------------------- */

static void read_ruler(mtef *m)
{
    unsigned stops = byte(m);
    skip(m, 3 * (size_t)stops);
}

static void read_line(mtef *m, unsigned options)
{
    enum { NOTHING = 1, WITH_RULER = 2, SPACED = 4 };
    skip_nudge(m, options);
    if (options & SPACED)
        pair(m);
    if (options & WITH_RULER && byte(m) % 16 == RULER)
        read_ruler(m);
    if (options & NOTHING)
        deliver(m, NULL);
    else
        push(m, FRAME_LINE);
}

static void read_character(mtef *m, unsigned options)
{
    enum { MARKED = 1, SMALL_CODE = 4, LARGE_CODE = 0x10, NO_CODE = 0x20, MARKED_3 = 2, FAMILIES = 128 };
    skip_nudge(m, options);
    unsigned typeface = byte(m), code = m->version < 5 || !(options & NO_CODE) ? pair(m) : 0;
    if (m->version >= 5 && options & SMALL_CODE) {
        unsigned own = byte(m);
        code = code ? code : own;
    }
    if (m->version >= 5 && options & LARGE_CODE) {
        unsigned own = pair(m);
        code = code ? code : own;
    }
    mtef_frame *f = top(m);
    typeface = typeface >= FAMILIES ? typeface - FAMILIES : 0;
    if (f->kind == FRAME_LINE)
        mtef_put_character(m, f, typeface, code);
    else if (f->kind == FRAME_TEMPLATE && f->fence_count < 2)
        f->fences[f->fence_count++] = mtef_character(m, typeface, code);
    if (options & (m->version >= 5 ? MARKED : MARKED_3))
        push(m, FRAME_MARKS);
}

static void read_template(mtef *m, unsigned options)
{
    enum { LONG = 128 };
    skip_nudge(m, options);
    mtef_frame *f = push(m, FRAME_TEMPLATE);
    f->selector = byte(m);
    f->variation = byte(m);
    if (f->variation & LONG)
        f->variation = (f->variation & (LONG - 1)) | byte(m) << 7;
    byte(m);
}

static void read_pile(mtef *m, unsigned options)
{
    enum { WITH_RULER = 2, LEFT = 1 };
    skip_nudge(m, options);
    mtef_frame *f = push(m, FRAME_PILE);
    f->left = byte(m) == LEFT;
    byte(m);
    if (options & WITH_RULER && byte(m) % 16 == RULER)
        read_ruler(m);
}

static void read_matrix(mtef *m, unsigned options)
{
    enum { PER_BYTE = 4 };
    skip_nudge(m, options);
    mtef_frame *f = push(m, FRAME_MATRIX);
    skip(m, 3);
    unsigned rows = byte(m);
    f->columns = byte(m);
    skip(m, (rows + PER_BYTE) / PER_BYTE);
    skip(m, (f->columns + PER_BYTE) / PER_BYTE);
}

static void read_mark(mtef *m, unsigned options)
{
    skip_nudge(m, options);
    unsigned mark = byte(m);
    size_t at = m->depth;
    while (at && m->frames[at - 1].kind == FRAME_MARKS)
        at--;
    if (at && m->frames[at - 1].kind == FRAME_LINE)
        mtef_put_mark(m, m->frames + at - 1, mark);
}

static void read_size(mtef *m)
{
    enum { POINTS = 101, LARGE = 100 };
    unsigned kind = byte(m);
    skip(m, kind == POINTS ? 2 : kind == LARGE ? 3 : 1);
}

static void read_colour(mtef *m, unsigned options)
{
    enum { CMYK = 1, NAMED = 4 };
    skip(m, options & CMYK ? 8 : 6);
    if (options & NAMED)
        skip_name(m);
}

/* Numbers as half bytes, each up to one that is 15; they begin at a byte. */
static void skip_dimensions(mtef *m)
{
    enum { LAST = 15 };
    unsigned count = byte(m), here = 0;
    for (bool high = true; count && !m->broken; high = !high) {
        here = high ? byte(m) : here;
        count -= (high ? here >> 4 : here & LAST) == LAST;
    }
}

static void read_preferences(mtef *m)
{
    byte(m);
    skip_dimensions(m);
    skip_dimensions(m);
    for (unsigned styles = byte(m); styles && !m->broken; styles--)
        if (byte(m))
            byte(m);
}

/* A record that begins an object or is in one; false for those that say how things look. */
static bool read_object(mtef *m, unsigned type, unsigned options)
{
    switch (type) {
    case END: close_frame(m); return true;
    case LINE: read_line(m, options); return true;
    case CHAR: read_character(m, options); return true;
    case TMPL: read_template(m, options); return true;
    case PILE: read_pile(m, options); return true;
    case MATRIX: read_matrix(m, options); return true;
    case EMBELL: read_mark(m, options); return true;
    default: return false;
    }
}

static void read_record_3(mtef *m)
{
    enum { FONT = 8 };
    unsigned tag = byte(m), type = tag & 15;
    if (read_object(m, type, tag >> 4))
        return;
    if (type == RULER)
        read_ruler(m);
    else if (type == FONT) {
        skip(m, 2);
        skip_name(m);
    } else if (type == SIZE)
        read_size(m);
    else
        m->broken = m->broken || type > SUBSYM;
}

static void read_record_5(mtef *m)
{
    unsigned type = byte(m), options = (type >= LINE && type <= EMBELL) || type == COLOR_DEF ? byte(m) : 0;
    if (read_object(m, type, options))
        return;
    switch (type) {
    case RULER: read_ruler(m); break;
    case FONT_STYLE_DEF:
        whole(m);
        byte(m);
        break;
    case SIZE: read_size(m); break;
    case COLOR: whole(m); break;
    case COLOR_DEF: read_colour(m, options); break;
    case FONT_DEF:
        whole(m);
        skip_name(m);
        break;
    case EQN_PREFS: read_preferences(m); break;
    case ENCODING_DEF: skip_name(m); break;
    default:
        if (type >= FUTURE)
            skip(m, whole(m));
        else
            m->broken = m->broken || type > ENCODING_DEF;
    }
}

/* ---- The formula ------------------------------------------------------------------------------------------------- */

/* Passes over the headers of the object and of MTEF; false where they are none. */
static bool read_header(mtef *m, const unsigned char *bytes, size_t size)
{
    if (size < OLE_HEADER + 5 || (bytes[0] | bytes[1] << 8) != OLE_HEADER)
        return false;
    m->at = bytes + OLE_HEADER;
    m->end = bytes + size;
    m->version = byte(m);
    skip(m, 4);
    if (m->version != 3 && m->version != 5)
        return false;
    if (m->version == 5) {
        skip_name(m);
        byte(m);
    }
    return !m->broken;
}

ard_node *mtef_read(ard_document *document, report_log *log, const unsigned char *bytes, size_t size, place where)
{
    mtef m = {.document = document, .log = log, .where = where};
    m.comma = !text_in_language(lesson_meta(document, "language"), "en");
    if (!read_header(&m, bytes, size))
        return NULL;
    push(&m, FRAME_LINE);
    while (m.at < m.end && !m.broken && lesson_status(document) == ARD_OK) {
        if (m.depth == 1 && *m.at == END && m.frames->row && m.frames->row->first)
            break;
        (m.version == 3 ? read_record_3 : read_record_5)(&m);
    }
    ard_node *maths = m.broken ? NULL : node_new(document, MATHS, where);
    while (m.depth > 1)
        close_frame(&m);
    ard_node *row = m.frames->row;
    if (maths && row)
        node_move_children(maths, row);
    return maths && maths->first ? maths : NULL;
}
