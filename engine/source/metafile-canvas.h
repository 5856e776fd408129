/* What WMF and EMF have in common: a device context (pens, brushes, fonts, a mapping) and what is drawn with it. Points
 * are logical; they are mapped when they are drawn. */
#ifndef SOURCE_METAFILE_CANVAS_H
#define SOURCE_METAFILE_CANVAS_H

#include "metafile.h"

enum { CANVAS_OBJECTS = 4096, CANVAS_SAVED = 64, CANVAS_FACE = 32 };

typedef struct canvas_point {
    double x, y;
} canvas_point;

typedef struct canvas_pen {
    uint32_t colour;                    /* 0x00BBGGRR */
    double width;                       /* logical; 0: one pixel */
    uint8_t style;                      /* 0 solid, 1 to 4 dashed, 5 none */
} canvas_pen;

typedef struct canvas_brush {
    uint32_t colour;
    bool none;
} canvas_brush;

typedef struct canvas_font {
    double height;                      /* below 0: of the letters; above: of the line */
    int tenths;                         /* of a degree, against the clock */
    bool bold, italic, underline, symbols;
    bool foreign;                       /* its bytes are of an encoding that is not known here */
    char face[CANVAS_FACE * 3];         /* UTF-8 */
} canvas_font;

typedef enum canvas_kind { NO_OBJECT, A_PEN, A_BRUSH, A_FONT, OTHER_OBJECT } canvas_kind;

typedef struct canvas_object {
    canvas_kind kind;
    union {
        canvas_pen pen;
        canvas_brush brush;
        canvas_font font;
    } as;
} canvas_object;

typedef struct canvas_state {
    canvas_pen pen;
    canvas_brush brush;
    canvas_font font;
    canvas_point at, window, window_size, view, view_size;
    double world[6];                    /* x' = x*0 + y*2 + 4, y' = x*1 + y*3 + 5 */
    uint32_t text_colour, paper;
    unsigned align;
    bool scaled;                        /* window and view have sizes that count (not MM_TEXT) */
    bool opaque, winding;
    unsigned clip;                      /* number of its clipPath; 0: none */
} canvas_state;

typedef struct canvas {
    buffer *svg;
    buffer path;                        /* between BEGINPATH and ENDPATH, and after */
    metafile_symbol *symbol;
    canvas_object *objects;
    size_t object_count;
    canvas_state now, saved[CANVAS_SAVED];
    size_t depth;
    unsigned clips, drawn;
    bool in_path, failed;               /* failed: drawn with what is not known */
} canvas;

/* The context at its beginning (MS-EMF 2.3, defaults of GDI). */
void canvas_begin(canvas *c, buffer *svg, metafile_symbol *symbol);
void canvas_end(canvas *c);

/* An object by its number, made where it may stand; NULL past the table. */
canvas_object *canvas_object_at(canvas *c, size_t number);
void canvas_select(canvas *c, const canvas_object *object);
void canvas_save(canvas *c);
void canvas_restore(canvas *c, int depth);

/* Where a logical point is on the device, and how long a logical unit is there, across and down. */
typedef struct canvas_place {
    double x, y, across, down;
} canvas_place;

canvas_place canvas_map(const canvas *c, canvas_point p);

/* Writes a colour as an attribute, and what is clipped to. */
void canvas_colour(canvas *c, const char *name, uint32_t colour);
void canvas_clip(canvas *c);

/* ---- Drawing ---- */

/* Paths: parts are added, then drawn at once; in a path bracket they wait for it to be painted. */
void canvas_move(canvas *c, canvas_point to);
void canvas_line(canvas *c, canvas_point to);
void canvas_curve(canvas *c, const canvas_point control[3]);
void canvas_close(canvas *c);

/* Draws the path so far, filled and stroked as asked; in a path bracket does nothing. */
void canvas_paint(canvas *c, bool fill, bool stroke);

void canvas_rectangle(canvas *c, double left, double top, double right, double bottom);
void canvas_ellipse(canvas *c, double left, double top, double right, double bottom);

typedef enum canvas_arc { ARC, CHORD, PIE } canvas_arc;
void canvas_add_arc(canvas *c, canvas_arc how, const double box[4], canvas_point from, canvas_point to);

/* Fills a rectangle with a colour. */
void canvas_fill(canvas *c, const double box[4], uint32_t colour);

/* Text at a reference point: `width` is that of its advances, logical, 0 unknown. */
void canvas_text(canvas *c, canvas_point at, const char *text, double width);

/* A device-independent bitmap (MS-WMF 2.2.2.9) and what is drawn of it. */
typedef struct canvas_dib {
    const uint8_t *info, *bits;         /* header and palette; pixels */
    size_t info_size, bits_size;
    double part[4];                     /* x, y (from the top), width, height, in pixels */
} canvas_dib;

/* Draws a bitmap over a rectangle; `rop` is its raster operation (MS-WMF 2.1.1.31). NULL: the operation alone is done. */
void canvas_bitmap(canvas *c, const double box[4], const canvas_dib *dib, uint32_t rop);

/* Clips to a rectangle inside what is clipped to, to the path, or to nothing. */
void canvas_clip_rectangle(canvas *c, const double box[4]);
void canvas_clip_path(canvas *c);

bool metafile_play_wmf(canvas *c, const uint8_t *bytes, size_t size);
bool metafile_play_emf(canvas *c, const uint8_t *bytes, size_t size);

/* ---- Numbers in a record; 0 past its end ---- */

typedef struct record {
    const uint8_t *bytes;
    size_t size;
} record;

uint32_t record_u32(const record *r, size_t at);
int32_t record_i32(const record *r, size_t at);
uint16_t record_u16(const record *r, size_t at);
int16_t record_i16(const record *r, size_t at);

/* Adds `count` UTF-16 units at `at` as UTF-8, up to a NUL. */
void record_text(const record *r, size_t at, size_t count, buffer *out);

#endif
