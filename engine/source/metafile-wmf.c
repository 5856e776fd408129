/* WMF: a placeable header that says the picture's size, a header, records of 16-bit words (MS-WMF 2.3). Parameters stand
 * in reverse: y before x, bottom before top. */
#include "metafile-canvas.h"

#include "charset.h"

#include <string.h>

enum { PLACEABLE_HEADER = 22, HEADER = 18, RECORD_HEADER = 6, SYMBOL_CHARSET = 2, NULL_STYLE = 5 };

typedef struct wmf_row {
    uint16_t function;
    void (*play)(canvas *c, const record *r); /* the record without size and function */
} wmf_row;

static canvas_point point_at(const record *r, size_t at)
{
    return (canvas_point){record_i16(r, at + 2), record_i16(r, at)};
}

/* left, top, right, bottom of a rectangle whose words begin at `at` */
static void box_at(const record *r, size_t at, double box[4])
{
    for (size_t i = 0; i < 4; i++)
        box[i] = record_i16(r, at + 2 * (3 - i));
}

/* ---- State ------------------------------------------------------------------------------------------------------ */

static void window_origin(canvas *c, const record *r)
{
    c->now.window = point_at(r, 0);
}

static void window_size(canvas *c, const record *r)
{
    canvas_point size = point_at(r, 0);
    if (size.x != 0 && size.y != 0)
        c->now.window_size = size;
    else
        c->failed = true;
}

static void background_mode(canvas *c, const record *r)
{
    c->now.opaque = record_u16(r, 0) == 2;
}

static void fill_mode(canvas *c, const record *r)
{
    c->now.winding = record_u16(r, 0) == 2;
}

static void text_align(canvas *c, const record *r)
{
    c->now.align = record_u16(r, 0);
}

static void text_colour(canvas *c, const record *r)
{
    c->now.text_colour = record_u32(r, 0);
}

static void paper_colour(canvas *c, const record *r)
{
    c->now.paper = record_u32(r, 0);
}

static void save(canvas *c, const record *r)
{
    (void)r;
    canvas_save(c);
}

static void restore(canvas *c, const record *r)
{
    canvas_restore(c, record_i16(r, 0));
}

static void clip(canvas *c, const record *r)
{
    double box[4];
    box_at(r, 0, box);
    canvas_clip_rectangle(c, box);
}

/* A region to clip to: none is known, but its absence takes the clip away. */
static void clip_region(canvas *c, const record *r)
{
    c->failed = c->failed || record_u16(r, 0);
    c->now.clip = 0;
}

static void ignore(canvas *c, const record *r)
{
    (void)c;
    (void)r;
}

/* ---- Objects ---------------------------------------------------------------------------------------------------- */

/* The first free row of the table (MS-WMF 3.1.4.1). */
static canvas_object *new_object(canvas *c, canvas_kind kind)
{
    size_t at = 0;
    while (at < c->object_count && c->objects[at].kind != NO_OBJECT)
        at++;
    canvas_object *object = canvas_object_at(c, at);
    if (object)
        object->kind = kind;
    return object;
}

static void new_pen(canvas *c, const record *r)
{
    canvas_object *object = new_object(c, A_PEN);
    if (object)
        object->as.pen = (canvas_pen){record_u32(r, 6), record_i16(r, 2), (uint8_t)(record_u16(r, 0) & 15)};
}

/* Solid or none; patterns are not known. */
static void new_brush(canvas *c, const record *r)
{
    unsigned style = record_u16(r, 0);
    canvas_object *object = new_object(c, A_BRUSH);
    if (object)
        object->as.brush = (canvas_brush){record_u32(r, 2), style == 1};
    c->failed = c->failed || style > 1;
}

static void new_font(canvas *c, const record *r)
{
    enum { FACE = 18, BOLD = 600 };
    canvas_object *object = new_object(c, A_FONT);
    if (!object || r->size < FACE)
        return;
    unsigned set = r->bytes[13];
    object->as.font = (canvas_font){.height = record_i16(r, 0),
                                    .tenths = record_i16(r, 4),
                                    .bold = record_i16(r, 8) >= BOLD,
                                    .italic = r->bytes[10] != 0,
                                    .underline = r->bytes[11] != 0,
                                    .symbols = set == SYMBOL_CHARSET,
                                    .foreign = set > SYMBOL_CHARSET};
    size_t length = strnlen((const char *)r->bytes + FACE, r->size - FACE);
    buffer face = {.most = CANVAS_FACE * 3};
    charset_decode(CHARSET_WINDOWS_1252, r->bytes + FACE, length < CANVAS_FACE ? length : CANVAS_FACE - 1, &face);
    memcpy(object->as.font.face, buffer_string(&face), face.size);
    buffer_free(&face);
}

static void new_other(canvas *c, const record *r)
{
    (void)r;
    new_object(c, OTHER_OBJECT);
}

static void new_pattern(canvas *c, const record *r)
{
    (void)r;
    new_object(c, OTHER_OBJECT);
    c->failed = true;
}

static void select_object(canvas *c, const record *r)
{
    size_t at = record_u16(r, 0);
    canvas_select(c, at < c->object_count ? &c->objects[at] : NULL);
}

static void delete_object(canvas *c, const record *r)
{
    size_t at = record_u16(r, 0);
    if (at < c->object_count)
        c->objects[at].kind = NO_OBJECT;
}

/* ---- Lines and surfaces ----------------------------------------------------------------------------------------- */

static void move_to(canvas *c, const record *r)
{
    c->now.at = point_at(r, 0);
}

static void line_to(canvas *c, const record *r)
{
    canvas_line(c, point_at(r, 0));
    canvas_paint(c, false, true);
}

/* Adds `count` points from `at`, x before y. */
static void add_points(canvas *c, const record *r, size_t at, size_t count)
{
    for (size_t i = 0; i < count && at + 4 * i + 4 <= r->size; i++) {
        canvas_point p = {record_i16(r, at + 4 * i), record_i16(r, at + 4 * i + 2)};
        if (i)
            canvas_line(c, p);
        else
            canvas_move(c, p);
    }
}

static void polyline(canvas *c, const record *r)
{
    add_points(c, r, 2, record_u16(r, 0));
    canvas_paint(c, false, true);
}

static void polygon(canvas *c, const record *r)
{
    add_points(c, r, 2, record_u16(r, 0));
    canvas_close(c);
    canvas_paint(c, true, true);
}

static void polygons(canvas *c, const record *r)
{
    size_t count = record_u16(r, 0), at = 2 + 2 * count;
    for (size_t i = 0; i < count && at < r->size; i++) {
        size_t points = record_u16(r, 2 + 2 * i);
        add_points(c, r, at, points);
        canvas_close(c);
        at += 4 * points;
    }
    canvas_paint(c, true, true);
}

static void rectangle(canvas *c, const record *r)
{
    double box[4];
    box_at(r, 0, box);
    canvas_rectangle(c, box[0], box[1], box[2], box[3]);
}

static void round_rectangle(canvas *c, const record *r)
{
    double box[4];
    box_at(r, 4, box);
    canvas_rectangle(c, box[0], box[1], box[2], box[3]);
}

static void ellipse(canvas *c, const record *r)
{
    double box[4];
    box_at(r, 0, box);
    canvas_ellipse(c, box[0], box[1], box[2], box[3]);
}

static void draw_arc(canvas *c, const record *r, canvas_arc how)
{
    double box[4];
    box_at(r, 8, box);
    canvas_add_arc(c, how, box, point_at(r, 4), point_at(r, 0));
}

static void arc(canvas *c, const record *r)
{
    draw_arc(c, r, ARC);
}

static void chord(canvas *c, const record *r)
{
    draw_arc(c, r, CHORD);
}

static void pie(canvas *c, const record *r)
{
    draw_arc(c, r, PIE);
}

/* ---- Text ------------------------------------------------------------------------------------------------------- */

static void draw_text(canvas *c, canvas_point at, const record *r, size_t text_at, size_t count, double width)
{
    buffer text = BUFFER_EMPTY;
    if (text_at > r->size || count > r->size - text_at)
        return;
    const uint8_t *bytes = r->bytes + text_at;
    for (size_t i = 0; i < count; i++)
        c->failed = c->failed || (c->now.font.foreign && bytes[i] >= 0x80);
    if (c->now.font.symbols)
        for (size_t i = 0; i < count; i++)
            buffer_point(&text, bytes[i] >= ' ' ? bytes[i] : ' ');
    else
        charset_decode(CHARSET_WINDOWS_1252, bytes, count, &text);
    canvas_text(c, at, buffer_string(&text), width);
    buffer_free(&text);
}

static void text_out(canvas *c, const record *r)
{
    size_t count = record_u16(r, 0);
    draw_text(c, point_at(r, 2 + (count + 1) / 2 * 2), r, 2, count, 0);
}

static void ext_text_out(canvas *c, const record *r)
{
    enum { OPAQUE = 2, CLIPPED = 4 };
    size_t count = record_u16(r, 4), options = record_u16(r, 6);
    size_t text_at = 8 + (options & (OPAQUE | CLIPPED) ? 8 : 0), advances = text_at + (count + 1) / 2 * 2;
    double box[4] = {record_i16(r, 8), record_i16(r, 10), record_i16(r, 12), record_i16(r, 14)}, width = 0;
    if (options & OPAQUE)
        canvas_fill(c, box, c->now.paper);
    for (size_t i = 0; i < count && advances + 2 * count <= r->size; i++)
        width += record_i16(r, advances + 2 * i);
    draw_text(c, point_at(r, 0), r, text_at, count, width);
}

/* ---- Bitmaps ---------------------------------------------------------------------------------------------------- */

/* The bytes of a packed DIB's header and palette; 0 where it is damaged. */
static size_t info_size(const record *dib)
{
    enum { CORE = 12, FIELDS = 3 };
    size_t size = record_u32(dib, 0);
    if (size < 40 || size > 124)
        return size == CORE && record_u16(dib, 10) <= 8 ? CORE + 3u * (1u << record_u16(dib, 10)) : 0;
    unsigned bits = record_u16(dib, 14), used = record_u32(dib, 32);
    if (bits <= 8)
        used = used && used <= 1u << bits ? used : 1u << bits;
    else
        used = used <= 256 ? used : 0;
    return size + 4u * used + (size == 40 && record_u32(dib, 16) == FIELDS ? 12 : 0);
}

/* Draws a record's DIB at `dib_at` over the rectangle whose height, width, y and x stand at `box_at`. `part_at` is where
 * the part of it that is drawn stands in the same order, 0 for all; `from_below`: its y counts from the last row. */
static void draw_dib(canvas *c, const record *r, size_t dib_at, size_t where, size_t part_at, bool from_below)
{
    double x = record_i16(r, where + 6), y = record_i16(r, where + 4);
    double box[4] = {x, y, x + record_i16(r, where + 2), y + record_i16(r, where)};
    record packed = {r->bytes + dib_at, dib_at < r->size ? r->size - dib_at : 0};
    size_t info = packed.size ? info_size(&packed) : 0;
    if (!info || info >= packed.size) {
        c->failed = true;
        return;
    }
    canvas_dib dib = {packed.bytes, packed.bytes + info, info, packed.size - info, {0}};
    int rows = record_i32(&packed, 8), height = rows < 0 && rows > INT32_MIN ? -rows : rows;
    double all[4] = {0, 0, record_i32(&packed, 4), height};
    for (size_t i = 0; i < 4; i++) /* part: height, width, y, x */
        dib.part[i] = part_at ? record_i16(r, part_at + (i == 0 ? 6 : i == 1 ? 4 : i == 2 ? 2 : 0)) : all[i];
    if (from_below && part_at && rows > 0)
        dib.part[1] = height - dib.part[1] - dib.part[3];
    canvas_bitmap(c, box, &dib, record_u32(r, 0));
}

static void dib_blit(canvas *c, const record *r)
{
    enum { ALONE = 18 };
    double x = record_i16(r, 16), y = record_i16(r, 14);
    double box[4] = {x, y, x + record_i16(r, 12), y + record_i16(r, 10)};
    if (r->size <= ALONE)
        canvas_bitmap(c, box, NULL, record_u32(r, 0));
    else
        draw_dib(c, r, 16, 8, 0, false);
}

static void dib_stretch(canvas *c, const record *r)
{
    draw_dib(c, r, 20, 12, 4, false);
}

static void stretch_dib(canvas *c, const record *r)
{
    draw_dib(c, r, 22, 14, 6, true);
}

/* A pattern over a rectangle (PATBLT): rop, height, width, y, x. */
static void pattern_blit(canvas *c, const record *r)
{
    double x = record_i16(r, 10), y = record_i16(r, 8);
    double box[4] = {x, y, x + record_i16(r, 6), y + record_i16(r, 4)};
    canvas_bitmap(c, box, NULL, record_u32(r, 0));
}

/* ---- The table -------------------------------------------------------------------------------------------------- */

static const wmf_row rows[] = {
    {0x020B, window_origin}, {0x020C, window_size},   {0x0102, background_mode},
    {0x0106, fill_mode},     {0x012E, text_align},    {0x0209, text_colour},
    {0x0201, paper_colour},  {0x001E, save},          {0x0127, restore},
    {0x0416, clip},          {0x012C, clip_region},   {0x02FA, new_pen},
    {0x02FC, new_brush},     {0x02FB, new_font},      {0x00F7, new_other},
    {0x06FF, new_other},     {0x01F9, new_pattern},   {0x0142, new_pattern},
    {0x012D, select_object}, {0x01F0, delete_object}, {0x0214, move_to},
    {0x0213, line_to},       {0x0325, polyline},      {0x0324, polygon},
    {0x0538, polygons},      {0x041B, rectangle},     {0x061C, round_rectangle},
    {0x0418, ellipse},       {0x0817, arc},           {0x0830, chord},
    {0x081A, pie},           {0x0521, text_out},      {0x0A32, ext_text_out},
    {0x0940, dib_blit},      {0x0B41, dib_stretch},   {0x0F43, stretch_dib},
    {0x061D, pattern_blit},  {0x0626, ignore},        {0x0104, ignore},
    {0x0107, ignore},        {0x0105, ignore},        {0x0108, ignore},
    {0x020A, ignore},        {0x0234, ignore},        {0x0035, ignore},
    {0x0037, ignore},        {0x0231, ignore},        {0x0149, ignore},
    {0x0103, ignore},        {0x020D, ignore},        {0x020E, ignore},
    {0x0139, ignore},
};

static void play_record(canvas *c, unsigned function, const record *r)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].function == function) {
            rows[i].play(c, r);
            return;
        }
    c->failed = true;
}

/* The size that the first record of a window says, of a file whose header says none. */
static canvas_point size_said(const uint8_t *bytes, size_t size, size_t at)
{
    for (record all = {bytes, size}; at + RECORD_HEADER <= size;) {
        size_t length = record_u32(&all, at);
        if (record_u16(&all, at + 4) == 0x020C)
            return point_at(&all, at + RECORD_HEADER);
        if (length < 3 || length > (size - at) / 2)
            break;
        at += 2 * length;
    }
    return (canvas_point){0, 0};
}

/* Writes the root of the SVG and sets the view; false where the picture has no size. */
static bool begin(canvas *c, const uint8_t *bytes, size_t size, bool placeable)
{
    enum { TWIPS = 1440 };
    record head = {bytes, size};
    canvas_point extent = {(double)record_i16(&head, 10) - record_i16(&head, 6),
                           (double)record_i16(&head, 12) - record_i16(&head, 8)};
    unsigned inch = placeable ? record_u16(&head, 14) : TWIPS;
    if (!placeable)
        extent = size_said(bytes, size, HEADER);
    extent.x = extent.x < 0 ? -extent.x : extent.x;
    extent.y = extent.y < 0 ? -extent.y : extent.y;
    if (extent.x <= 0 || extent.y <= 0 || !inch)
        return false;
    c->now.scaled = true;
    c->now.window_size = c->now.view_size = extent;
    if (placeable)
        c->now.window = (canvas_point){record_i16(&head, 6), record_i16(&head, 8)};
    buffer_format(
        c->svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.1f\" height=\"%.1f\" viewBox=\"0 0 %.0f %.0f\">\n",
        extent.x * 96 / inch, extent.y * 96 / inch, extent.x, extent.y);
    return true;
}

bool metafile_play_wmf(canvas *c, const uint8_t *bytes, size_t size)
{
    bool placeable = size > PLACEABLE_HEADER && memcmp(bytes, "\xD7\xCD\xC6\x9A", 4) == 0;
    size_t at = (placeable ? PLACEABLE_HEADER : 0) + HEADER;
    if (size < at || !begin(c, bytes, size, placeable))
        return false;
    for (record all = {bytes, size}; at + RECORD_HEADER <= size && !c->failed;) {
        size_t length = record_u32(&all, at);
        unsigned function = record_u16(&all, at + 4);
        if (!function)
            return true;
        if (length < 3 || length > (size - at) / 2)
            return false;
        record r = {bytes + at + RECORD_HEADER, 2 * length - RECORD_HEADER};
        play_record(c, function, &r);
        at += 2 * length;
    }
    return false;
}
