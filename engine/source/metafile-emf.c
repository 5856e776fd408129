/* EMF: records of 32-bit words, of which the first says the picture's bounds and its frame (MS-EMF 2.3). What a dual file
 * says again in EMF+ comments is passed over. */
#include "metafile-canvas.h"

#include <math.h>
#include <string.h>

typedef struct emf_row {
    uint32_t type;
    void (*play)(canvas *c, const record *r); /* the whole record */
} emf_row;

static canvas_point point_at(const record *r, size_t at)
{
    return (canvas_point){record_i32(r, at), record_i32(r, at + 4)};
}

static void box_at(const record *r, size_t at, double box[4])
{
    for (size_t i = 0; i < 4; i++)
        box[i] = record_i32(r, at + 4 * i);
}

static double real_at(const record *r, size_t at)
{
    uint32_t bits = record_u32(r, at);
    float value;
    memcpy(&value, &bits, sizeof value);
    return isfinite(value) && fabsf(value) < 1e7f ? (double)value : 0;
}

/* ---- State ------------------------------------------------------------------------------------------------------ */

static void set_size(canvas *c, canvas_point *size, const record *r)
{
    canvas_point said = point_at(r, 8);
    if (said.x != 0 && said.y != 0)
        *size = said;
    else
        c->failed = true;
}

static void window_size(canvas *c, const record *r)
{
    set_size(c, &c->now.window_size, r);
}

static void view_size(canvas *c, const record *r)
{
    set_size(c, &c->now.view_size, r);
}

static void window_origin(canvas *c, const record *r)
{
    c->now.window = point_at(r, 8);
}

static void view_origin(canvas *c, const record *r)
{
    c->now.view = point_at(r, 8);
}

/* MM_TEXT, or a scale of its own; fixed measures are not known. */
static void map_mode(canvas *c, const record *r)
{
    uint32_t mode = record_u32(r, 8);
    c->now.scaled = mode == 7 || mode == 8;
    c->failed = c->failed || (mode != 1 && !c->now.scaled);
}

static void background_mode(canvas *c, const record *r)
{
    c->now.opaque = record_u32(r, 8) == 2;
}

static void fill_mode(canvas *c, const record *r)
{
    c->now.winding = record_u32(r, 8) == 2;
}

static void text_align(canvas *c, const record *r)
{
    c->now.align = record_u32(r, 8);
}

static void text_colour(canvas *c, const record *r)
{
    c->now.text_colour = record_u32(r, 8);
}

static void paper_colour(canvas *c, const record *r)
{
    c->now.paper = record_u32(r, 8);
}

static void save(canvas *c, const record *r)
{
    (void)r;
    canvas_save(c);
}

static void restore(canvas *c, const record *r)
{
    canvas_restore(c, record_i32(r, 8));
}

/* first, then second */
static void multiply(double out[6], const double first[6], const double second[6])
{
    double product[6];
    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 2; column++)
            product[2 * row + column] = first[2 * row] * second[column] + first[2 * row + 1] * second[2 + column] +
                                        (row == 2 ? second[4 + column] : 0);
    memcpy(out, product, sizeof product);
}

static void read_transform(const record *r, double out[6])
{
    for (size_t i = 0; i < 6; i++)
        out[i] = real_at(r, 8 + 4 * i);
}

static void world(canvas *c, const record *r)
{
    read_transform(r, c->now.world);
}

static void change_world(canvas *c, const record *r)
{
    enum { IDENTITY = 1, LEFT, RIGHT, SET };
    static const double identity[6] = {1, 0, 0, 1, 0, 0};
    double said[6];
    read_transform(r, said);
    switch (record_u32(r, 32)) {
    case IDENTITY: memcpy(c->now.world, identity, sizeof identity); break;
    case LEFT: multiply(c->now.world, said, c->now.world); break;
    case RIGHT: multiply(c->now.world, c->now.world, said); break;
    case SET: memcpy(c->now.world, said, sizeof said); break;
    default: c->failed = true;
    }
}

static void clip(canvas *c, const record *r)
{
    double box[4];
    box_at(r, 8, box);
    canvas_clip_rectangle(c, box);
}

/* A region of one rectangle, or none, in place of the clip; its rectangle is on the device. */
static void clip_region(canvas *c, const record *r)
{
    enum { COPY = 5, REGION = 16, COUNT = REGION + 8, RECTANGLE = REGION + 32 };
    bool empty = !record_u32(r, 8);
    c->failed = c->failed || record_u32(r, 12) != COPY || (!empty && record_u32(r, COUNT) != 1);
    c->now.clip = 0;
    if (empty || c->failed)
        return;
    canvas_state outer = c->now;
    double box[4];
    static const double identity[6] = {1, 0, 0, 1, 0, 0};
    box_at(r, RECTANGLE, box);
    c->now.scaled = false;
    c->now.window = c->now.view = (canvas_point){0, 0};
    memcpy(c->now.world, identity, sizeof identity);
    canvas_clip_rectangle(c, box);
    outer.clip = c->now.clip;
    c->now = outer;
}

static void ignore(canvas *c, const record *r)
{
    (void)c;
    (void)r;
}

/* ---- Objects ---------------------------------------------------------------------------------------------------- */

static canvas_object *new_object(canvas *c, const record *r, canvas_kind kind)
{
    canvas_object *object = canvas_object_at(c, record_u32(r, 8));
    if (object)
        object->kind = kind;
    return object;
}

static void new_pen(canvas *c, const record *r)
{
    canvas_object *object = new_object(c, r, A_PEN);
    if (object)
        object->as.pen = (canvas_pen){record_u32(r, 24), record_i32(r, 16), (uint8_t)(record_u32(r, 12) & 15)};
}

static void new_wide_pen(canvas *c, const record *r)
{
    canvas_object *object = new_object(c, r, A_PEN);
    if (object)
        object->as.pen = (canvas_pen){record_u32(r, 40), record_i32(r, 32), (uint8_t)(record_u32(r, 28) & 15)};
}

static void new_brush(canvas *c, const record *r)
{
    uint32_t style = record_u32(r, 12);
    canvas_object *object = new_object(c, r, A_BRUSH);
    if (object)
        object->as.brush = (canvas_brush){record_u32(r, 16), style == 1};
    c->failed = c->failed || style > 1;
}

static void new_font(canvas *c, const record *r)
{
    enum { BOLD = 600, STYLE = 32, FACE = 40, SYMBOL_CHARSET = 2 };
    canvas_object *object = new_object(c, r, A_FONT);
    if (!object || r->size < FACE)
        return;
    object->as.font = (canvas_font){.height = record_i32(r, 12),
                                    .tenths = record_i32(r, 20),
                                    .bold = record_i32(r, 28) >= BOLD,
                                    .italic = r->bytes[STYLE] != 0,
                                    .underline = r->bytes[STYLE + 1] != 0,
                                    .symbols = r->bytes[STYLE + 3] == SYMBOL_CHARSET};
    buffer face = BUFFER_EMPTY;
    record_text(r, FACE, CANVAS_FACE, &face);
    if (face.size < sizeof object->as.font.face)
        memcpy(object->as.font.face, buffer_string(&face), face.size);
    buffer_free(&face);
}

/* GDI's own objects (MS-EMF 2.1.31). */
static bool stock(canvas *c, uint32_t number)
{
    static const uint32_t greys[] = {0xFFFFFF, 0xC0C0C0, 0x808080, 0x404040, 0};
    enum { BRUSHES = 5, NULL_BRUSH = 5, WHITE_PEN, BLACK_PEN, NULL_PEN, LAST = 0x13 };
    if (number < BRUSHES)
        c->now.brush = (canvas_brush){greys[number], false};
    else if (number == NULL_BRUSH)
        c->now.brush.none = true;
    else if (number <= NULL_PEN)
        c->now.pen = (canvas_pen){number == WHITE_PEN ? 0xFFFFFF : 0, 0, number == NULL_PEN ? 5 : 0};
    else if (number <= LAST)
        c->now.font = (canvas_font){.height = -12};
    return number <= LAST;
}

static void select_object(canvas *c, const record *r)
{
    enum { STOCK_BITS = 0x7FFFFFFF };
    uint32_t number = record_u32(r, 8);
    if (number > STOCK_BITS)
        c->failed = !stock(c, number & STOCK_BITS) || c->failed;
    else
        canvas_select(c, number < c->object_count ? &c->objects[number] : NULL);
}

static void delete_object(canvas *c, const record *r)
{
    uint32_t number = record_u32(r, 8);
    if (number < c->object_count)
        c->objects[number].kind = NO_OBJECT;
}

/* ---- Lines and surfaces ----------------------------------------------------------------------------------------- */

static void move_to(canvas *c, const record *r)
{
    canvas_point to = point_at(r, 8);
    if (c->in_path)
        canvas_move(c, to);
    c->now.at = to;
}

static void line_to(canvas *c, const record *r)
{
    canvas_line(c, point_at(r, 8));
    canvas_paint(c, false, true);
}

static canvas_point short_point(const record *r, size_t at)
{
    return (canvas_point){record_i16(r, at), record_i16(r, at + 2)};
}

/* How the points of a record are joined, by its type: the same seven in 32 bits and in 16. */
typedef struct joining {
    uint32_t type;
    bool brief, curves, goes_on, closed; /* 16 bits; Bézier; from the current point */
} joining;

static const joining joinings[] = {
    {2, false, true, false, false}, {3, false, false, false, true},  {4, false, false, false, false},
    {5, false, true, true, false},  {6, false, false, true, false},  {85, true, true, false, false},
    {86, true, false, false, true}, {87, true, false, false, false}, {88, true, true, true, false},
    {89, true, false, true, false},
};

static canvas_point nth_point(const record *r, size_t at, size_t number, bool brief)
{
    return brief ? short_point(r, at + 4 * number) : point_at(r, at + 8 * number);
}

/* Adds `count` points from `at`, as far as the record has them. */
static void add_points(canvas *c, const record *r, size_t at, size_t count, const joining *how)
{
    size_t size = how->brief ? 4 : 8, most = at < r->size ? (r->size - at) / size : 0;
    count = count < most ? count : most;
    size_t i = 0;
    if (!how->goes_on && count)
        canvas_move(c, nth_point(r, at, i++, how->brief));
    for (; !how->curves && i < count; i++)
        canvas_line(c, nth_point(r, at, i, how->brief));
    for (; how->curves && i + 2 < count; i += 3)
        canvas_curve(c, (canvas_point[]){nth_point(r, at, i, how->brief), nth_point(r, at, i + 1, how->brief),
                                         nth_point(r, at, i + 2, how->brief)});
    if (how->closed)
        canvas_close(c);
}

static void poly(canvas *c, const record *r)
{
    for (size_t i = 0; i < sizeof joinings / sizeof *joinings; i++)
        if (joinings[i].type == record_u32(r, 0))
            add_points(c, r, 28, record_u32(r, 24), &joinings[i]);
    uint32_t type = record_u32(r, 0);
    canvas_paint(c, type == 3 || type == 86, true);
}

/* 7 and 90 are rows of lines, 8 and 91 of polygons. */
static void poly_poly(canvas *c, const record *r)
{
    uint32_t type = record_u32(r, 0);
    bool closed = type == 8 || type == 91;
    joining how = {type, type >= 90, false, false, closed};
    size_t count = record_u32(r, 24), most = r->size / 4;
    count = count < most ? count : most;
    for (size_t i = 0, at = 32 + 4 * count; i < count && at < r->size; i++) {
        size_t points = record_u32(r, 32 + 4 * i);
        points = points < r->size ? points : r->size;
        add_points(c, r, at, points, &how);
        at += points * (how.brief ? 4 : 8);
    }
    canvas_paint(c, closed, true);
}

static void rectangle(canvas *c, const record *r)
{
    double box[4];
    box_at(r, 8, box);
    canvas_rectangle(c, box[0], box[1], box[2], box[3]);
}

static void ellipse(canvas *c, const record *r)
{
    double box[4];
    box_at(r, 8, box);
    canvas_ellipse(c, box[0], box[1], box[2], box[3]);
}

/* 45 to 47: arc, chord, pie. */
static void arc(canvas *c, const record *r)
{
    double box[4];
    box_at(r, 8, box);
    canvas_add_arc(c, (canvas_arc)(record_u32(r, 0) - 45), box, point_at(r, 24), point_at(r, 32));
}

static void arc_direction(canvas *c, const record *r)
{
    c->failed = c->failed || record_u32(r, 8) != 1; /* against the clock */
}

static void begin_path(canvas *c, const record *r)
{
    (void)r;
    buffer_reset(&c->path);
    c->in_path = true;
}

static void end_path(canvas *c, const record *r)
{
    (void)r;
    c->in_path = false;
}

static void close_figure(canvas *c, const record *r)
{
    (void)r;
    canvas_close(c);
}

/* 62 to 64: fill, both, stroke. */
static void paint_path(canvas *c, const record *r)
{
    uint32_t type = record_u32(r, 0);
    canvas_paint(c, type != 64, type != 62);
}

static void clip_path(canvas *c, const record *r)
{
    enum { AND = 1, COPY = 5 };
    uint32_t mode = record_u32(r, 8);
    c->failed = c->failed || (mode != AND && mode != COPY);
    if (mode == COPY)
        c->now.clip = 0;
    canvas_clip_path(c);
}

/* ---- Text and bitmaps ------------------------------------------------------------------------------------------- */

static void text_out(canvas *c, const record *r)
{
    enum { OPAQUE = 2, GLYPHS = 0x10, PAIRS = 0x2000 };
    size_t count = record_u32(r, 44), text_at = record_u32(r, 48), advances = record_u32(r, 72);
    uint32_t options = record_u32(r, 52);
    double box[4], width = 0;
    box_at(r, 56, box);
    c->failed = c->failed || (count && options & (GLYPHS | PAIRS));
    if (options & OPAQUE && box[2] > box[0] && box[3] > box[1])
        canvas_fill(c, box, c->now.paper);
    if (text_at > r->size || count > (r->size - text_at) / 2)
        return;
    for (size_t i = 0; i < count && advances && advances < r->size && count <= (r->size - advances) / 4; i++)
        width += record_i32(r, advances + 4 * i);
    buffer text = BUFFER_EMPTY;
    record_text(r, text_at, count, &text);
    canvas_text(c, point_at(r, 36), buffer_string(&text), width);
    buffer_free(&text);
}

/* Where a record keeps a bitmap and what is drawn of it: its corner, size and part, each a pair of words. */
typedef struct blit {
    uint32_t type;
    size_t at, size, from, part, info, rop; /* part 0: as drawn; rop 0: it is copied */
    bool from_below;                        /* y of the part counts from the last row */
} blit;

static const blit blits[] = {{76, 24, 32, 44, 0, 84, 40, false},
                             {77, 24, 32, 44, 100, 84, 40, false},
                             {81, 24, 72, 32, 40, 48, 68, true},
                             {80, 24, 40, 32, 40, 48, 0, true}};

static bool read_dib(canvas_dib *dib, const record *r, const blit *b)
{
    size_t info_at = record_u32(r, b->info), info_size = record_u32(r, b->info + 4);
    size_t bits_at = record_u32(r, b->info + 8), bits_size = record_u32(r, b->info + 12);
    bool inside =
        info_at <= r->size && info_size <= r->size - info_at && bits_at <= r->size && bits_size <= r->size - bits_at;
    if (!inside)
        return false;
    canvas_point from = point_at(r, b->from), part = point_at(r, b->part ? b->part : b->size);
    record info = {r->bytes + info_at, info_size};
    *dib = (canvas_dib){r->bytes + info_at, r->bytes + bits_at, info_size, bits_size, {from.x, from.y, part.x, part.y}};
    double rows = record_i32(&info, 8);
    if (b->from_below && rows > 0)
        dib->part[1] = rows - from.y - part.y;
    return true;
}

static void draw_bitmap(canvas *c, const record *r)
{
    enum { COPY = 0x00CC0020 };
    const blit *b = blits;
    while (b->type != record_u32(r, 0))
        b++;
    canvas_point at = point_at(r, b->at), size = point_at(r, b->size);
    double box[4] = {at.x, at.y, at.x + size.x, at.y + size.y};
    uint32_t rop = b->rop ? record_u32(r, b->rop) : COPY;
    canvas_dib dib;
    if (!record_u32(r, b->info + 4))
        canvas_bitmap(c, box, NULL, rop);
    else if (read_dib(&dib, r, b))
        canvas_bitmap(c, box, &dib, rop);
    else
        c->failed = true;
}

/* ---- The table -------------------------------------------------------------------------------------------------- */

static const emf_row rows[] = {
    {1, ignore},       {2, poly},           {3, poly},           {4, poly},
    {5, poly},         {6, poly},           {7, poly_poly},      {8, poly_poly},
    {9, window_size},  {10, window_origin}, {11, view_size},     {12, view_origin},
    {13, ignore},      {16, ignore},        {17, map_mode},      {18, background_mode},
    {19, fill_mode},   {20, ignore},        {21, ignore},        {22, text_align},
    {23, ignore},      {24, text_colour},   {25, paper_colour},  {27, move_to},
    {28, ignore},      {30, clip},          {33, save},          {34, restore},
    {35, world},       {36, change_world},  {37, select_object}, {38, new_pen},
    {39, new_brush},   {40, delete_object}, {42, ellipse},       {43, rectangle},
    {44, rectangle},   {45, arc},           {46, arc},           {47, arc},
    {48, ignore},      {49, ignore},        {50, ignore},        {51, ignore},
    {52, ignore},      {54, line_to},       {57, arc_direction}, {58, ignore},
    {59, begin_path},  {60, end_path},      {61, close_figure},  {62, paint_path},
    {63, paint_path},  {64, paint_path},    {65, ignore},        {67, clip_path},
    {70, ignore},      {75, clip_region},   {76, draw_bitmap},   {77, draw_bitmap},
    {80, draw_bitmap}, {81, draw_bitmap},   {82, new_font},      {84, text_out},
    {85, poly},        {86, poly},          {87, poly},          {88, poly},
    {89, poly},        {90, poly_poly},     {91, poly_poly},     {95, new_wide_pen},
    {98, ignore},      {99, ignore},        {100, ignore},       {101, ignore},
    {115, ignore},     {120, ignore},       {121, ignore},
};

static void play_record(canvas *c, uint32_t type, const record *r)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].type == type) {
            rows[i].play(c, r);
            return;
        }
    c->failed = true;
}

/* Writes the root of the SVG: its view is the frame, in the pixels of the device that the header names. */
static bool begin(canvas *c, const record *head)
{
    enum { BOUNDS = 8, FRAME = 24, DEVICE = 72, MILLIMETRES = 80, HUNDREDTHS = 100 };
    double frame[4];
    canvas_point device = point_at(head, DEVICE), size = point_at(head, MILLIMETRES);
    box_at(head, FRAME, frame);
    if (device.x <= 0 || device.y <= 0 || size.x <= 0 || size.y <= 0 || frame[2] <= frame[0] || frame[3] <= frame[1])
        return false;
    double x = device.x / size.x / HUNDREDTHS, y = device.y / size.y / HUNDREDTHS;
    double width = frame[2] - frame[0], height = frame[3] - frame[1];
    buffer_format(c->svg,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.1f\" height=\"%.1f\" viewBox=\"%.2f %.2f %.2f "
                  "%.2f\">\n",
                  width * 96 / 2540, height * 96 / 2540, frame[0] * x, frame[1] * y, width * x, height * y);
    return true;
}

bool metafile_play_emf(canvas *c, const uint8_t *bytes, size_t size)
{
    enum { LEAST = 8, END = 14, HEADER = 88 };
    record head = {bytes, size};
    if (size < HEADER || !begin(c, &head))
        return false;
    for (size_t at = 0; at + LEAST <= size && !c->failed;) {
        uint32_t type = record_u32(&head, at), length = record_u32(&head, at + 4);
        if (type == END)
            return true;
        if (length < LEAST || length > size - at)
            return false;
        record r = {bytes + at, length};
        play_record(c, type, &r);
        at += length;
    }
    return false;
}
