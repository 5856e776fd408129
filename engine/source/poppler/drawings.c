/* What is drawn on a page. An observer of cairo is told of each path and picture while the page is drawn on a surface that
 * nobody looks at; at that moment cairo still has the path. */
#include "library.h"

#include <math.h>

enum {
    DRAWINGS_MOST = 20000, /* of a page */
    SIDE_MOST = 3000,      /* pixels of a drawn region */
    SURFACE_MOST = 4000,   /* points of a page that is observed */
    PER_INCH = 150,
    ENDS_MOST = 20
};

/* The outline of a part of a path, on the page. */
typedef struct part {
    double left, top, right, bottom;
    double x, y; /* where it was last */
    unsigned points;
    bool straight, upright;
    double end_x[ENDS_MOST], end_y[ENDS_MOST]; /* where its lines and curves end */
    unsigned ends;
} part;

static void part_point(part *p, double x, double y)
{
    enum { SLACK_PARTS = 20 }; /* of a point that an upright line may lean, its reciprocal */
    if (!p->points) {
        *p = (part){x, y, x, y, x, y, 1, true, true, {0}, {0}, 0};
        return;
    }
    p->upright &= fabs(x - p->x) * SLACK_PARTS < 1 || fabs(y - p->y) * SLACK_PARTS < 1;
    p->left = fmin(p->left, x);
    p->right = fmax(p->right, x);
    p->top = fmin(p->top, y);
    p->bottom = fmax(p->bottom, y);
    p->x = x;
    p->y = y;
    p->points++;
}

/* Whether a part is a rectangle with rounded corners: lines and curves by turns, all of which end at its edges. */
static bool is_rounded(const part *p)
{
    for (unsigned i = 0; i < p->ends && i < ENDS_MOST; i++) {
        double x = fmin(fabs(p->end_x[i] - p->left), fabs(p->end_x[i] - p->right));
        double y = fmin(fabs(p->end_y[i] - p->top), fabs(p->end_y[i] - p->bottom));
        if (fmin(x, y) > 1)
            return false;
    }
    return !p->straight && p->ends >= 6 && p->ends < ENDS_MOST;
}

/* Writes a part, cut to what can be seen; a new one begins. */
static void end_part(description *d, part *p, const part *seen, double width, uint32_t colour)
{
    double left = fmax(p->left, seen->left), right = fmin(p->right, seen->right);
    double top = fmax(p->top, seen->top), bottom = fmin(p->bottom, seen->bottom);
    bool line = p->straight && p->points == 2, box = p->straight && p->upright && p->points >= 4 && p->points <= 6;
    box = box || is_rounded(p);
    if (p->points >= 2 && left <= right && top <= bottom && d->drawing_count < DRAWINGS_MOST) {
        pdf_wire_box(d->out, left, top, right, bottom);
        pdf_wire_length(d->out, width);
        pdf_wire_number(d->out, colour);
        pdf_wire_number(d->out, line ? PDF_LINE : box ? PDF_RECTANGLE : PDF_SHAPE);
        d->drawing_count++;
    }
    *p = (part){.points = 0};
}

/* What of the page is not clipped away, on the page. */
static part seen_of(const description *d)
{
    double x[2], y[2];
    part seen = {.points = 0};
    pdf_lib.cairo_clip_extents(d->cairo, &x[0], &y[0], &x[1], &y[1]);
    for (int i = 0; i < 4; i++) {
        double at_x = x[i & 1], at_y = y[i >> 1];
        pdf_lib.cairo_user_to_device(d->cairo, &at_x, &at_y);
        part_point(&seen, at_x, at_y);
    }
    return seen;
}

static uint32_t source_colour(const description *d)
{
    double red = 0.5, green = 0.5, blue = 0.5, alpha = 1;
    cairo_pattern_t *source = pdf_lib.cairo_get_source(d->cairo);
    if (pdf_lib.cairo_pattern_get_type(source) == CAIRO_PATTERN_TYPE_SOLID)
        pdf_lib.cairo_pattern_get_rgba(source, &red, &green, &blue, &alpha);
    return pdf_colour_of(1 - alpha + alpha * red, 1 - alpha + alpha * green, 1 - alpha + alpha * blue);
}

static void write_path(description *d, double width)
{
    cairo_path_t *path = pdf_lib.cairo_copy_path(d->cairo);
    part p = {.points = 0}, seen = seen_of(d);
    uint32_t colour = source_colour(d);
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *data = &path->data[i];
        if (data->header.type == CAIRO_PATH_MOVE_TO)
            end_part(d, &p, &seen, width, colour);
        for (int k = 1; k < data->header.length; k++) {
            double x = data[k].point.x, y = data[k].point.y;
            pdf_lib.cairo_user_to_device(d->cairo, &x, &y);
            part_point(&p, x, y);
            if (k + 1 == data->header.length && p.ends < ENDS_MOST) {
                p.end_x[p.ends] = x;
                p.end_y[p.ends++] = y;
            }
        }
        p.straight &= data->header.type != CAIRO_PATH_CURVE_TO;
    }
    end_part(d, &p, &seen, width, colour);
    pdf_lib.cairo_path_destroy(path);
}

static void on_fill(cairo_surface_t *observer, cairo_surface_t *target, void *user)
{
    (void)observer, (void)target;
    write_path(user, 0);
}

static void on_stroke(cairo_surface_t *observer, cairo_surface_t *target, void *user)
{
    description *d = user;
    double width = pdf_lib.cairo_get_line_width(d->cairo), across = width;
    (void)observer, (void)target;
    pdf_lib.cairo_user_to_device_distance(d->cairo, &width, &across);
    write_path(d, fmax(fmax(fabs(width), fabs(across)), 0.1));
}

static cairo_status_t write_png(void *user, const unsigned char *bytes, unsigned size)
{
    buffer_add(user, bytes, size);
    return ((buffer *)user)->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

/* Where a picture of so many pixels, which is the source, comes to stand. */
static part place_of_picture(const description *d, cairo_pattern_t *source, int width, int height)
{
    cairo_matrix_t m;
    part box = {.points = 0};
    pdf_lib.cairo_pattern_get_matrix(source, &m);
    if (pdf_lib.cairo_matrix_invert(&m) != CAIRO_STATUS_SUCCESS)
        return box;
    for (int i = 0; i < 4; i++) {
        double x = i & 1 ? width : 0, y = i >> 1 ? height : 0;
        pdf_lib.cairo_matrix_transform_point(&m, &x, &y);
        pdf_lib.cairo_user_to_device(d->cairo, &x, &y);
        part_point(&box, x, y);
    }
    part seen = seen_of(d);
    return (part){fmax(box.left, seen.left), fmax(box.top, seen.top), fmin(box.right, seen.right),
                  fmin(box.bottom, seen.bottom), .points = 4};
}

/* Notes the picture that is drawn: a JPEG with its own bytes where all of it is shown; others are drawn later. */
static void write_picture(description *d, bool masked)
{
    cairo_pattern_t *source = pdf_lib.cairo_get_source(d->cairo);
    cairo_surface_t *surface = NULL;
    const unsigned char *bytes = NULL;
    unsigned long size = 0;
    if (pdf_lib.cairo_pattern_get_type(source) != CAIRO_PATTERN_TYPE_SURFACE)
        return;
    pdf_lib.cairo_pattern_get_surface(source, &surface);
    if (pdf_lib.cairo_surface_get_type(surface) != CAIRO_SURFACE_TYPE_IMAGE || d->picture_count >= DRAWINGS_MOST)
        return;
    part box = place_of_picture(d, source, pdf_lib.cairo_image_surface_get_width(surface),
                                pdf_lib.cairo_image_surface_get_height(surface));
    if (!(box.left < box.right && box.top < box.bottom))
        return;
    if (!masked)
        pdf_lib.cairo_surface_get_mime_data(surface, CAIRO_MIME_TYPE_JPEG, &bytes, &size);
    pdf_wire_box(&d->pictures, box.left, box.top, box.right, box.bottom);
    pdf_wire_bytes(&d->pictures, bytes, bytes ? size : 0);
    d->picture_count++;
}

static void on_paint(cairo_surface_t *observer, cairo_surface_t *target, void *user)
{
    (void)observer, (void)target;
    write_picture(user, false);
}

static void on_mask(cairo_surface_t *observer, cairo_surface_t *target, void *user)
{
    (void)observer, (void)target;
    write_picture(user, true);
}

void pdf_write_drawings(description *d, PopplerPage *page, double width, double height)
{
    size_t room = pdf_wire_reserve(d->out);
    int columns = (int)fmin(fmax(ceil(width), 1), SURFACE_MOST), rows = (int)fmin(fmax(ceil(height), 1), SURFACE_MOST);
    cairo_surface_t *paper = pdf_lib.cairo_image_surface_create(CAIRO_FORMAT_A8, columns, rows);
    cairo_surface_t *observer = pdf_lib.cairo_surface_create_observer(paper, CAIRO_SURFACE_OBSERVER_NORMAL);
    pdf_lib.cairo_surface_observer_add_fill_callback(observer, on_fill, d);
    pdf_lib.cairo_surface_observer_add_stroke_callback(observer, on_stroke, d);
    pdf_lib.cairo_surface_observer_add_paint_callback(observer, on_paint, d);
    pdf_lib.cairo_surface_observer_add_mask_callback(observer, on_mask, d);
    d->drawing_count = d->picture_count = 0;
    d->cairo = pdf_lib.cairo_create(observer);
    pdf_lib.poppler_page_render_for_printing(page, d->cairo);
    pdf_lib.cairo_destroy(d->cairo);
    pdf_lib.cairo_surface_destroy(observer);
    pdf_lib.cairo_surface_destroy(paper);
    pdf_wire_settle(d->out, room, d->drawing_count);
    pdf_wire_number(d->out, d->picture_count);
    buffer_add(d->out, d->pictures.data, d->pictures.size);
    buffer_reset(&d->pictures);
}

void pdf_draw_region(PopplerDocument *document, uint32_t number, pdf_box box, buffer *reply)
{
    double wide = box.right - box.left, high = box.bottom - box.top, scale = PER_INCH / 72.0;
    buffer png = BUFFER_EMPTY;
    PopplerPage *page = wide > 0 && high > 0 ? pdf_lib.poppler_document_get_page(document, (int)number - 1) : NULL;
    scale = fmin(scale, SIDE_MOST / fmax(wide, high));
    if (page) {
        cairo_surface_t *surface =
            pdf_lib.cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)fmax(ceil(wide * scale), 1),
                                               (int)fmax(ceil(high * scale), 1));
        cairo_t *cairo = pdf_lib.cairo_create(surface);
        pdf_lib.cairo_set_source_rgb(cairo, 1, 1, 1);
        pdf_lib.cairo_paint(cairo);
        pdf_lib.cairo_scale(cairo, scale, scale);
        pdf_lib.cairo_translate(cairo, -box.left, -box.top);
        pdf_lib.poppler_page_render(page, cairo);
        pdf_lib.cairo_destroy(cairo);
        if (pdf_lib.cairo_surface_write_to_png_stream(surface, write_png, &png) != CAIRO_STATUS_SUCCESS)
            buffer_reset(&png);
        pdf_lib.cairo_surface_destroy(surface);
        pdf_lib.g_object_unref(page);
    }
    pdf_wire_bytes(reply, png.data, png.size);
    buffer_free(&png);
}
