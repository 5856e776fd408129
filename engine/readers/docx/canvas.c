/* The order of the text boxes in one drawing. Groups and canvases list their shapes as they were drawn or stacked; whoever
 * reads a sheet goes by rows, from the left. */
#include "docx.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_BOXES = 200 };

typedef struct rectangle {
    long long x, y, width, height;
} rectangle;

static long long whole(const xml_node *n, const char *name)
{
    const char *value = n ? xml_value(n, name) : NULL;
    long long number = value ? strtoll(value, NULL, 10) : 0;
    return number > INT32_MAX ? INT32_MAX : number < -INT32_MAX ? -INT32_MAX : number;
}

/* What a:xfrm says (20.1.7.6); `inside` gets the units of what a group holds. */
static bool transform_of(const xml_node *properties, rectangle *outside, rectangle *inside)
{
    const xml_node *x = properties ? xml_child(properties, "a:xfrm") : NULL;
    if (!x)
        return false;
    const xml_node *at = xml_child(x, "a:off"), *size = xml_child(x, "a:ext");
    const xml_node *in_at = xml_child(x, "a:chOff"), *in_size = xml_child(x, "a:chExt");
    *outside = (rectangle){whole(at, "x"), whole(at, "y"), whole(size, "cx"), whole(size, "cy")};
    *inside = (rectangle){whole(in_at, "x"), whole(in_at, "y"), whole(in_size, "cx"), whole(in_size, "cy")};
    return true;
}

static long long scaled(long long value, long long from, long long to)
{
    return from > 0 ? (long long)((double)value * (double)to / (double)from) : value;
}

/* The place of a shape of DrawingML in its drawing, through the groups that it is in. */
static bool place_in_drawing(const xml_node *shape, const xml_node *drawing, rectangle *spot)
{
    rectangle outside, inside;
    if (!transform_of(xml_child(shape, "wps:spPr"), spot, &inside))
        return false;
    for (const xml_node *up = shape->parent; up && up != drawing; up = up->parent) {
        if (!transform_of(xml_child(up, "wpg:grpSpPr"), &outside, &inside))
            continue;
        spot->x = outside.x + scaled(spot->x - inside.x, inside.width, outside.width);
        spot->y = outside.y + scaled(spot->y - inside.y, inside.height, outside.height);
        spot->height = scaled(spot->height, inside.height, outside.height);
    }
    return true;
}

/* A number of a VML style ("left:2100;top:300"), in the units of its group. */
static long long style_number(const char *css, const char *property)
{
    size_t length = strlen(property);
    for (const char *at = css; at && *at; at = strchr(at, ';')) {
        at += strspn(at, "; ");
        if (strncmp(at, property, length) == 0 && at[length] == ':')
            return strtol(at + length + 1, NULL, 10);
    }
    return 0;
}

/* The place of a shape of VML in its group. */
static bool place_in_group(const xml_node *shape, rectangle *spot)
{
    const char *css = xml_value(shape, "style");
    if (!css || !xml_is(shape->parent, "v:group"))
        return false;
    *spot = (rectangle){style_number(css, "left"), style_number(css, "top"), 0, style_number(css, "height")};
    return true;
}

void docx_place_box(docx *d, const xml_node *n, ard_node *box)
{
    const xml_node *shape = n->parent ? n->parent->parent : NULL;
    rectangle spot = {0};
    if (!shape || !d->picture.from)
        return;
    if (!place_in_drawing(shape, d->picture.from, &spot) && !place_in_group(shape, &spot))
        return;
    docx_placed *placed = arena_alloc(d->pool, sizeof *placed);
    if (!placed)
        return;
    *placed = (docx_placed){d->picture.boxes, box, spot.x, spot.y, spot.height};
    d->picture.boxes = placed;
}

/* Puts the boxes in order in place: from top to bottom, then each row from the left. A row is what begins above the middle
 * of its first box. */
static void sort(docx_placed **boxes, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j && boxes[j]->y < boxes[j - 1]->y; j--) {
            docx_placed *swapped = boxes[j];
            boxes[j] = boxes[j - 1];
            boxes[j - 1] = swapped;
        }
    for (size_t begin = 0, end; begin < count; begin = end) {
        long long middle = boxes[begin]->y + boxes[begin]->height / 2;
        for (end = begin + 1; end < count && boxes[end]->y < middle; end++)
            for (size_t j = end; j > begin && boxes[j]->x < boxes[j - 1]->x; j--) {
                docx_placed *swapped = boxes[j];
                boxes[j] = boxes[j - 1];
                boxes[j - 1] = swapped;
            }
    }
}

void docx_order_boxes(docx *d)
{
    docx_placed *boxes[MOST_BOXES];
    size_t count = 0;
    docx_paragraph *p = &d->flow->paragraph;
    for (docx_placed *at = d->picture.boxes; at; at = at->next) {
        if (!at->box || !at->box->parent)
            continue;
        if (count == MOST_BOXES || (count && at->box->parent != boxes[0]->box->parent))
            return;
        boxes[count++] = at;
    }
    if (count < 2)
        return;
    for (size_t i = 0; i < count / 2; i++) { /* the list has the last first */
        docx_placed *swapped = boxes[i];
        boxes[i] = boxes[count - 1 - i];
        boxes[count - 1 - i] = swapped;
    }
    bool last = p->box == boxes[count - 1]->box;
    ard_node *at = boxes[0]->box->previous, *parent = boxes[0]->box->parent;
    for (size_t i = 0; i < count; i++)
        if (at == boxes[i]->box)
            return; /* not in a row of siblings */
    ard_node *before = at ? NULL : parent->first;
    sort(boxes, count);
    ard_node *mark = node_new(d->document, PARAGRAPH, NOWHERE);
    if (at)
        node_insert_after(at, mark);
    else
        node_insert_before(before, mark);
    for (size_t i = 0; i < count && mark; i++) {
        node_unlink(boxes[i]->box);
        node_insert_before(mark, boxes[i]->box);
    }
    if (mark)
        node_unlink(mark);
    if (last)
        p->box = boxes[count - 1]->box;
}
