/* Frames, pictures, text boxes and drawn shapes. A picture stands in the text where it is anchored; a text box, or the
 * words of a shape, in an ASIDE beside the paragraph. */
#include "odt.h"

#include "base/text.h"

#include <string.h>

const char *odtr_part_name(odt *d, const char *name)
{
    return office_part_name(d->document, d->part_names, name);
}

/* ---- What a frame says ------------------------------------------------------------------------------------------- */

/* The text of svg:title or svg:desc, whatever prefix the namespace was read with; NULL for none. */
static const char *said(odt *d, const xml_node *n, const char *first, const char *second)
{
    const xml_node *child = xml_child(n, first);
    buffer text = BUFFER_EMPTY;
    child = child ? child : xml_child(n, second);
    if (child)
        xml_text(child, &text);
    const char *kept = text_is_blank(buffer_string(&text)) ? NULL : arena_string(d->pool, buffer_string(&text));
    buffer_free(&text);
    return kept;
}

/* The description, which says more, else the title (as the accessibility checkers of office programs want them). */
static const char *description_of(odt *d, const xml_node *n)
{
    const char *description = said(d, n, "svg:desc", "osvg:desc"), *title = said(d, n, "svg:title", "osvg:title");
    return description ? description : title;
}

static int pixels_of(const xml_node *n, const char *name, const char *other)
{
    const char *value = xml_value(n, name);
    int tenths = odf_length(value ? value : xml_value(n, other));
    return tenths > 0 ? (tenths * 96 + 360) / 720 : 0;
}

odtr_go odtr_enter_frame(odt *d, const xml_node *n)
{
    odtr_frame *frame = d->free_frames;
    if (d->flow->paragraph.xml && !odtr_shows(d))
        return GO_PAST;
    if (frame)
        d->free_frames = frame->up;
    else
        frame = arena_alloc(d->pool, sizeof *frame);
    if (!frame)
        return GO_PAST;
    const char *decorative = xml_value(n, "loext:decorative");
    *frame = (odtr_frame){.up = d->frame,
                          .xml = n,
                          .alt = description_of(d, n),
                          .width = pixels_of(n, "svg:width", "osvg:width"),
                          .height = pixels_of(n, "svg:height", "osvg:height"),
                          .decorative = odf_is_true(decorative ? decorative : xml_value(n, "draw:decorative"))};
    d->frame = frame;
    return GO_IN;
}

/* A frame of which nothing is in the tree: its text stands for it. */
void odtr_leave_frame(odt *d, const xml_node *n)
{
    odtr_frame *frame = d->frame;
    if (!frame || frame->xml != n)
        return;
    if (!frame->filled && !frame->decorative) {
        if (frame->alt && odtr_in_paragraph(d)) {
            ard_node *image = node_new(d->document, IMAGE, xml_place(n, d->part));
            node_set(d->document, image, "alt", frame->alt);
            odtr_put(d, n, image);
        }
        d->drawings_lost++;
    }
    d->frame = frame->up;
    if (d->frame)
        d->frame->filled |= frame->filled || frame->decorative;
    frame->up = d->free_frames;
    d->free_frames = frame;
}

/* ---- Pictures ---------------------------------------------------------------------------------------------------- */

/* The resource of a part, read once; 0 where it is missing or refused. */
int odtr_resource(odt *d, const char *part)
{
    uintptr_t known = (uintptr_t)table_value(d->pictures, part);
    if (known)
        return (int)known - 1;
    const char *bytes;
    size_t size;
    int number = 0;
    if (d->package && archive_has(d->package, part) &&
        archive_part(d->package, d->pool, part, &bytes, &size) == ARD_OK && size)
        number = lesson_resource(d->document, bytes, size);
    table_set(d->pictures, part, (void *)(uintptr_t)(number + 1));
    return number;
}

/* The picture's bytes in a flat file. */
static int inline_resource(odt *d, const xml_node *n)
{
    const xml_node *data = xml_child(n, "office:binary-data");
    buffer text = BUFFER_EMPTY, bytes = BUFFER_EMPTY;
    if (!data)
        return 0;
    xml_text(data, &text);
    buffer_unbase64(&bytes, buffer_string(&text), text.size);
    int number = bytes.size ? lesson_resource(d->document, bytes.data, bytes.size) : 0;
    buffer_free(&text);
    buffer_free(&bytes);
    return number;
}

/* The resource of draw:image; what is not in the document is reported, and its text kept. */
static int picture_of(odt *d, const xml_node *n)
{
    const char *href = xml_value(n, "xlink:href");
    int number = inline_resource(d, n);
    if (number || !href || !*href)
        return number;
    const char *part = text_begins(href, "./") ? href + 2 : href;
    if (d->package && archive_has(d->package, part))
        return odtr_resource(d, part);
    bool outside = strchr(href, ':') || text_begins(href, "../") || *href == '/' || !d->package;
    odtr_report(d, n, outside ? "odf.picture.external" : "odf.picture.missing", href, NULL);
    return 0;
}

/* The node of a picture that our writer wrote. */
static void put_exact(odt *d, const xml_node *frame, int number)
{
    ard_node *image = node_new(d->document, IMAGE, xml_place(frame, d->part));
    if (image)
        image->number = number;
    odtr_take(d, image, frame);
    odtr_put(d, frame, image);
}

odtr_go odtr_enter_image(odt *d, const xml_node *n)
{
    odtr_frame *frame = d->frame;
    if (!frame || frame->xml != n->parent || frame->filled)
        return GO_PAST;
    if (!odtr_in_paragraph(d)) { /* anchored to the page: it has no place in the text */
        xml_node *paragraph = arena_alloc(d->pool, sizeof *paragraph);
        if (!paragraph)
            return GO_PAST;
        *paragraph = (xml_node){.name = "text:p", .line = n->line, .column = n->column};
        odtr_enter_paragraph(d, paragraph);
    }
    frame->filled = true;
    int number = picture_of(d, n);
    if (odtr_kind(frame->xml) == IMAGE) {
        put_exact(d, frame->xml, number);
        return GO_PAST;
    }
    ard_node *image = node_new(d->document, IMAGE, xml_place(n, d->part));
    if (image)
        image->number = number;
    node_set(d->document, image, "alt", frame->decorative ? "" : frame->alt);
    if (number && frame->width && frame->height) {
        node_set_number(d->document, image, "width", frame->width);
        node_set_number(d->document, image, "height", frame->height);
    }
    odtr_put(d, n, image);
    return GO_PAST;
}

/* ---- Text boxes and shapes --------------------------------------------------------------------------------------- */

static bool has_words(const xml_node *n)
{
    for (const xml_node *at = n->first; at; at = xml_following(at, n))
        if (!at->name && !ascii_is_blank(at->text) && !xml_is(at->parent, "svg:title") &&
            !xml_is(at->parent, "svg:desc") && !xml_is(at->parent, "osvg:title") && !xml_is(at->parent, "osvg:desc"))
            return true;
    return false;
}

odtr_go odtr_enter_text_box(odt *d, const xml_node *n)
{
    ard_node *box = odtr_box(d, n);
    if (!box)
        return GO_PAST;
    if (d->frame)
        d->frame->filled = true;
    odtr_flow_open(d, n, box);
    return GO_IN;
}

/* A shape's words are read like those of a box; one without is a drawing, whose description alone is kept. */
odtr_go odtr_enter_shape(odt *d, const xml_node *n)
{
    if (odtr_enter_frame(d, n) == GO_PAST)
        return GO_PAST;
    bool words = has_words(n);
    ard_node *box = words ? odtr_box(d, n) : NULL;
    if (!box)
        return GO_IN;
    d->frame->filled = true;
    odtr_flow_open(d, n, box);
    return GO_IN;
}

void odtr_leave_shape(odt *d, const xml_node *n)
{
    odtr_leave_flow(d, n);
    odtr_leave_frame(d, n);
}
