#include "docx.h"

#include "base/text.h"
#include "readers/pictures.h"

#include <stdio.h>
#include <string.h>

enum { EMU_PER_PIXEL = 9525 }; /* 914,400 EMU an inch, 96 CSS pixels an inch */

/* ---- A drawing: w:drawing, w:pict, w:object ---- */

docx_go docx_enter_drawing(docx *d, const xml_node *n)
{
    if (!docx_shows(d) || docx_put_equation(d, n))
        return GO_PAST;
    d->picture = (docx_picture){.from = n};
    return GO_IN;
}

/* A drawing of which nothing is in the tree (lines, arrows, shapes without words): its text stands for it. */
void docx_leave_drawing(docx *d, const xml_node *n)
{
    docx_picture *picture = &d->picture;
    if (picture->from != n)
        return;
    docx_order_boxes(d);
    if (!picture->filled && !picture->decorative) {
        if (picture->alt)
            docx_put_image(d, n, 0);
        d->drawings_lost++;
    }
    *picture = (docx_picture){0};
}

/* The author's mark that a picture is decoration (adec:decorative, an extension of 2017). */
static bool is_decorative(const xml_node *n)
{
    for (const xml_node *at = n->first; at; at = xml_following(at, n))
        if (xml_is(at, "adec:decorative")) {
            const char *value = xml_value(at, "val");
            return value && text_in_list("1 true", value);
        }
    return false;
}

static const char *said(const char *text)
{
    return text && *text ? text : NULL;
}

/* The address that a click on a picture leads to. */
static const char *click_of(docx *d, const xml_node *n)
{
    const xml_node *click = xml_child(n, "a:hlinkClick");
    const opc_relation *r = click ? opc_relation_of(d->package, d->part, xml_value(click, "r:id")) : NULL;
    return r && r->external ? r->target : NULL;
}

docx_go docx_enter_drawing_about(docx *d, const xml_node *n)
{
    const char *description = said(xml_value(n, "descr")), *title = said(xml_value(n, "title"));
    d->picture.alt = description ? description : title;
    d->picture.decorative = is_decorative(n);
    d->picture.href = click_of(d, n);
    return GO_PAST;
}

docx_go docx_enter_picture_about(docx *d, const xml_node *n)
{
    const char *description = said(xml_value(n, "descr")), *title = said(xml_value(n, "title"));
    if (!d->picture.alt)
        d->picture.alt = description ? description : title;
    d->picture.decorative = d->picture.decorative || is_decorative(n);
    if (!d->picture.href)
        d->picture.href = click_of(d, n);
    return GO_PAST;
}

docx_go docx_enter_extent(docx *d, const xml_node *n)
{
    const char *sides[] = {xml_value(n, "cx"), xml_value(n, "cy")};
    long long pixels[2] = {0, 0};
    for (int i = 0; i < 2; i++) {
        for (const char *at = sides[i]; at && text_is_digit((unsigned char)*at) && pixels[i] < INT32_MAX; at++)
            pixels[i] = pixels[i] * 10 + (*at - '0');
        pixels[i] = (pixels[i] + EMU_PER_PIXEL / 2) / EMU_PER_PIXEL;
    }
    d->picture.width = pixels[0];
    d->picture.height = pixels[1];
    return GO_PAST;
}

/* ---- Pictures ---- */

void docx_put_image(docx *d, const xml_node *n, int number)
{
    docx_picture *picture = &d->picture;
    ard_node *image = node_new(d->document, IMAGE, xml_place(n, d->part));
    if (!image)
        return;
    image->number = number;
    node_set(d->document, image, "alt", picture->decorative ? "" : picture->alt);
    if (picture->width > 0 && picture->height > 0 && number) {
        node_set_number(d->document, image, "width", picture->width);
        node_set_number(d->document, image, "height", picture->height);
    }
    if (picture->href)
        docx_link_open(d, n, picture->href, NULL, NULL, n);
    docx_put(d, n, image);
    picture_describe(d->log, d->document, image);
    docx_carried_image(d, image);
    if (picture->href)
        docx_link_close(d, n);
    picture->filled = true;
    picture->alt = NULL; /* the text of the whole drawing goes with its first picture */
}

/* The resource of a part, read once; 0 where it is missing or refused. */
static int resource_of(docx *d, const xml_node *n, const char *part)
{
    uintptr_t known = (uintptr_t)table_value(d->pictures, part);
    if (known)
        return (int)known - 1;
    const char *bytes;
    size_t size;
    int number = 0;
    if (opc_bytes(d->package, part, &bytes, &size) == ARD_OK && size)
        number = picture_add(d->log, d->document, bytes, size, xml_place(n, d->part));
    table_set(d->pictures, part, (void *)(uintptr_t)(number + 1));
    return number;
}

void docx_put_picture(docx *d, const xml_node *n, const char *relation)
{
    const opc_relation *r = opc_relation_of(d->package, d->part, relation);
    if (!r || (!r->external && !r->found))
        docx_report(d, n, "docx.picture.missing", r ? r->target : relation, NULL);
    else if (r->external)
        docx_report(d, n, "docx.picture.external", r->target, NULL);
    docx_put_image(d, n, r && r->found ? resource_of(d, n, r->target) : 0);
}

docx_go docx_enter_blip(docx *d, const xml_node *n)
{
    const char *embedded = said(xml_value(n, "r:embed")), *linked = said(xml_value(n, "r:link"));
    if (embedded || linked)
        docx_put_picture(d, n, embedded ? embedded : linked);
    return GO_PAST;
}

/* ---- Text in drawings ---- */

docx_go docx_enter_box(docx *d, const xml_node *n)
{
    ard_node *box = docx_shows(d) ? docx_box(d, n) : NULL;
    if (!box)
        return GO_PAST;
    d->picture.filled = true;
    docx_place_box(d, n, box);
    docx_flow_open(d, n, box);
    d->flow->picture = d->picture;
    return GO_IN;
}

void docx_leave_box(docx *d, const xml_node *n)
{
    if (!d->flow->up || d->flow->xml != n)
        return;
    docx_picture outer = d->flow->picture;
    ard_node *box = d->flow->container;
    docx_flow_close(d);
    d->picture = outer;
    if (box->first)
        return;
    if (d->flow->paragraph.box == box)
        d->flow->paragraph.box = kind_is(box->previous, ASIDE) ? box->previous : NULL;
    node_unlink(box);
}

/* Words of DrawingML that stand in no text box of Word's (a locked canvas): beside the anchor. */
docx_go docx_enter_drawn_text(docx *d, const xml_node *n)
{
    buffer text = BUFFER_EMPTY;
    xml_text(n, &text);
    if (text.size) {
        docx_put_text(d, n, " ", 1);
        docx_put_text(d, n, text.data, text.size);
        d->picture.filled = true;
    }
    buffer_free(&text);
    return GO_PAST;
}
