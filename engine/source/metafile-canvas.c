#include "metafile-canvas.h"

#include "base/memory.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Records ---------------------------------------------------------------------------------------------------- */

uint32_t record_u32(const record *r, size_t at)
{
    return (uint32_t)record_u16(r, at) | (uint32_t)record_u16(r, at + 2) << 16;
}

int32_t record_i32(const record *r, size_t at)
{
    return (int32_t)record_u32(r, at);
}

uint16_t record_u16(const record *r, size_t at)
{
    return at < r->size && r->size - at >= 2 ? (uint16_t)(r->bytes[at] | r->bytes[at + 1] << 8) : 0;
}

int16_t record_i16(const record *r, size_t at)
{
    return (int16_t)record_u16(r, at);
}

void record_text(const record *r, size_t at, size_t count, buffer *out)
{
    for (size_t i = 0; i < count && at + 2 * i + 2 <= r->size; i++) {
        uint32_t unit = record_u16(r, at + 2 * i);
        if (!unit)
            return;
        if (unit >= 0xD800 && unit < 0xDC00 && i + 1 < count) {
            uint32_t low = record_u16(r, at + 2 * ++i);
            unit = low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00) : REPLACEMENT;
        }
        buffer_point(out, unit >= ' ' ? unit : ' ');
    }
}

/* ---- The context ------------------------------------------------------------------------------------------------ */

void canvas_begin(canvas *c, buffer *svg, metafile_symbol *symbol)
{
    *c = (canvas){.svg = svg, .symbol = symbol, .path = {.most = svg->most}};
    c->now = (canvas_state){.brush = {0xFFFFFF, false},
                            .font = {.height = 12},
                            .window_size = {1, 1},
                            .view_size = {1, 1},
                            .world = {1, 0, 0, 1, 0, 0},
                            .paper = 0xFFFFFF,
                            .opaque = true};
}

void canvas_end(canvas *c)
{
    free(c->objects);
    buffer_free(&c->path);
}

canvas_object *canvas_object_at(canvas *c, size_t number)
{
    if (number >= CANVAS_OBJECTS) {
        c->failed = true;
        return NULL;
    }
    if (number >= c->object_count) {
        size_t count = number + 64;
        canvas_object *larger = memory_resize(c->objects, count * sizeof *larger);
        if (!larger) {
            c->failed = true;
            return NULL;
        }
        memset(larger + c->object_count, 0, (count - c->object_count) * sizeof *larger);
        c->objects = larger;
        c->object_count = count;
    }
    return &c->objects[number];
}

void canvas_select(canvas *c, const canvas_object *object)
{
    if (object && object->kind == A_PEN)
        c->now.pen = object->as.pen;
    else if (object && object->kind == A_BRUSH)
        c->now.brush = object->as.brush;
    else if (object && object->kind == A_FONT)
        c->now.font = object->as.font;
}

void canvas_save(canvas *c)
{
    if (c->depth < CANVAS_SAVED)
        c->saved[c->depth++] = c->now;
    else
        c->failed = true;
}

/* Below 0: so many saves back; above: the save of that number. */
void canvas_restore(canvas *c, int depth)
{
    long to = depth < 0 ? (long)c->depth + depth : (long)depth - 1;
    if (to < 0 || to >= (long)c->depth)
        return;
    c->depth = (size_t)to;
    c->now = c->saved[to];
}

/* ---- Points ----------------------------------------------------------------------------------------------------- */

static double sane(double value)
{
    return value > -1e7 && value < 1e7 ? value : 0;
}

/* A point on the device, in the units of the SVG's view box. */
static canvas_point mapped(const canvas *c, canvas_point p)
{
    const canvas_state *s = &c->now;
    canvas_point w = {p.x * s->world[0] + p.y * s->world[2] + s->world[4],
                      p.x * s->world[1] + p.y * s->world[3] + s->world[5]};
    w.x -= s->window.x;
    w.y -= s->window.y;
    if (s->scaled) {
        w.x *= s->view_size.x / s->window_size.x;
        w.y *= s->view_size.y / s->window_size.y;
    }
    return (canvas_point){sane(w.x + s->view.x), sane(w.y + s->view.y)};
}

/* How long a logical unit is on the device, across or down. */
static double unit_of(const canvas *c, bool down)
{
    canvas_point zero = mapped(c, (canvas_point){0, 0}), one = mapped(c, (canvas_point){!down, down});
    return hypot(one.x - zero.x, one.y - zero.y);
}

canvas_place canvas_map(const canvas *c, canvas_point p)
{
    canvas_point at = mapped(c, p);
    return (canvas_place){at.x, at.y, unit_of(c, false), unit_of(c, true)};
}

static void add_point(canvas *c, char command, canvas_point p)
{
    canvas_point at = mapped(c, p);
    buffer_format(&c->path, "%c%.2f %.2f", command, at.x, at.y);
}

void canvas_move(canvas *c, canvas_point to)
{
    add_point(c, 'M', to);
    c->now.at = to;
}

void canvas_line(canvas *c, canvas_point to)
{
    if (!c->path.size)
        add_point(c, 'M', c->now.at);
    add_point(c, 'L', to);
    c->now.at = to;
}

void canvas_curve(canvas *c, const canvas_point control[3])
{
    if (!c->path.size)
        add_point(c, 'M', c->now.at);
    for (int i = 0; i < 3; i++)
        add_point(c, i ? ' ' : 'C', control[i]);
    c->now.at = control[2];
}

void canvas_close(canvas *c)
{
    buffer_byte(&c->path, 'Z');
}

/* ---- Painting --------------------------------------------------------------------------------------------------- */

void canvas_colour(canvas *c, const char *name, uint32_t colour)
{
    buffer_format(c->svg, " %s=\"#%02x%02x%02x\"", name, (unsigned)(colour & 0xFF), (unsigned)(colour >> 8 & 0xFF),
                  (unsigned)(colour >> 16 & 0xFF));
}

void canvas_clip(canvas *c)
{
    if (c->now.clip)
        buffer_format(c->svg, " clip-path=\"url(#c%u)\"", c->now.clip);
}

static void add_stroke(canvas *c, const canvas_pen *pen)
{
    static const char *const dashes[] = {NULL, "6 3", "2 2", "6 2 2 2", "6 2 2 2 2 2"};
    double width = pen->width * unit_of(c, false);
    canvas_colour(c, "stroke", pen->colour);
    if (width > 0)
        buffer_format(c->svg, " stroke-width=\"%.2f\"", width);
    else
        buffer_text(c->svg, " style=\"vector-effect:non-scaling-stroke\"");
    if (pen->style < sizeof dashes / sizeof *dashes && dashes[pen->style])
        buffer_format(c->svg, " stroke-dasharray=\"%s\"", dashes[pen->style]);
}

void canvas_paint(canvas *c, bool fill, bool stroke)
{
    if (c->in_path)
        return;
    fill = fill && !c->now.brush.none;
    stroke = stroke && c->now.pen.style != 5;
    if (c->path.size && (fill || stroke)) {
        buffer_format(c->svg, "<path d=\"%s\"", c->path.data);
        if (fill)
            canvas_colour(c, "fill", c->now.brush.colour);
        else
            buffer_text(c->svg, " fill=\"none\"");
        if (fill && !c->now.winding)
            buffer_text(c->svg, " fill-rule=\"evenodd\"");
        if (stroke)
            add_stroke(c, &c->now.pen);
        canvas_clip(c);
        buffer_text(c->svg, "/>\n");
        c->drawn++;
    }
    c->failed = c->failed || c->path.failed;
    buffer_reset(&c->path);
}

void canvas_rectangle(canvas *c, double left, double top, double right, double bottom)
{
    canvas_point at = c->now.at;
    canvas_move(c, (canvas_point){left, top});
    canvas_line(c, (canvas_point){right, top});
    canvas_line(c, (canvas_point){right, bottom});
    canvas_line(c, (canvas_point){left, bottom});
    canvas_close(c);
    c->now.at = at;
    canvas_paint(c, true, true);
}

/* A quarter of an ellipse is a curve whose controls are 0.5523 of the radius away. */
void canvas_ellipse(canvas *c, double left, double top, double right, double bottom)
{
    static const double quarters[4][6] = {{1, 0.5523, 0.5523, 1, 0, 1},
                                          {-0.5523, 1, -1, 0.5523, -1, 0},
                                          {-1, -0.5523, -0.5523, -1, 0, -1},
                                          {0.5523, -1, 1, -0.5523, 1, 0}};
    double x = (left + right) / 2, y = (top + bottom) / 2, rx = (right - left) / 2, ry = (bottom - top) / 2;
    canvas_point at = c->now.at;
    canvas_move(c, (canvas_point){x + rx, y});
    for (int i = 0; i < 4; i++) {
        const double *q = quarters[i];
        canvas_curve(c, (canvas_point[]){{x + q[0] * rx, y + q[1] * ry},
                                         {x + q[2] * rx, y + q[3] * ry},
                                         {x + q[4] * rx, y + q[5] * ry}});
    }
    canvas_close(c);
    c->now.at = at;
    canvas_paint(c, true, true);
}

void canvas_add_arc(canvas *c, canvas_arc how, const double box[4], canvas_point from, canvas_point to)
{
    enum { STEPS = 48 };
    static const double round = 6.283185307179586;
    double x = (box[0] + box[2]) / 2, y = (box[1] + box[3]) / 2, rx = (box[2] - box[0]) / 2, ry = (box[3] - box[1]) / 2;
    if (rx == 0 || ry == 0)
        return;
    double begin = atan2((from.y - y) / ry, (from.x - x) / rx), end = atan2((to.y - y) / ry, (to.x - x) / rx);
    double sweep = begin - end; /* against the clock, where y goes down */
    sweep = sweep <= 0 ? sweep + round : sweep;
    for (int i = 0; i <= STEPS; i++) {
        double angle = begin - sweep * i / STEPS;
        canvas_point p = {x + rx * cos(angle), y + ry * sin(angle)};
        if (i)
            canvas_line(c, p);
        else
            canvas_move(c, p);
    }
    if (how == PIE)
        canvas_line(c, (canvas_point){x, y});
    if (how != ARC)
        canvas_close(c);
    canvas_paint(c, how != ARC, true);
}

void canvas_fill(canvas *c, const double box[4], uint32_t colour)
{
    canvas_pen pen = c->now.pen;
    canvas_brush brush = c->now.brush;
    c->now.pen.style = 5;
    c->now.brush = (canvas_brush){colour, false};
    canvas_rectangle(c, box[0], box[1], box[2], box[3]);
    c->now.pen = pen;
    c->now.brush = brush;
}

/* ---- Clipping --------------------------------------------------------------------------------------------------- */

/* Makes the path that was built what is clipped to, inside of what is so far. */
static void clip_to(canvas *c, const char *path)
{
    buffer_format(c->svg, "<clipPath id=\"c%u\"><path d=\"%s\"", ++c->clips, path);
    canvas_clip(c);
    buffer_text(c->svg, "/></clipPath>\n");
    c->now.clip = c->clips;
}

void canvas_clip_rectangle(canvas *c, const double box[4])
{
    enum { MOST = 2000 };
    buffer outer = c->path;
    c->path = BUFFER_EMPTY;
    add_point(c, 'M', (canvas_point){box[0], box[1]});
    add_point(c, 'L', (canvas_point){box[2], box[1]});
    add_point(c, 'L', (canvas_point){box[2], box[3]});
    add_point(c, 'L', (canvas_point){box[0], box[3]});
    buffer_byte(&c->path, 'Z');
    if (c->clips < MOST)
        clip_to(c, buffer_string(&c->path));
    else
        c->failed = true;
    buffer_free(&c->path);
    c->path = outer;
}

void canvas_clip_path(canvas *c)
{
    clip_to(c, buffer_string(&c->path));
    buffer_reset(&c->path);
}
