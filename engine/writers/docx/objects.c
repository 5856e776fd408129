/* Pictures (DrawingML, 20.1 and 20.4) and formulas. */
#include "docx.h"

#include "lesson/carry.h"
#include "maths/mathml.h"
#include "maths/omml-write.h"
#include "writers/field-room.h"
#include "writers/measures.h"

#include <stdio.h>
#include <string.h>

enum { EMU_PER_POINT = 12700 };

/* What stands beside a picture on its page, in points. */
static const double beside = 2.7 * 72 / 2.54;

/* What a picture has room for, in points: the line, or the cell that it stands in, less what lists take. */
static double most_width(const docxw_state *w, const ard_node *picture)
{
    double line = w->tables && w->tables->columns ? docxw_cell_width(w) : docxw_line(w);
    double width = line - field_inset(picture, w->character);
    return width > line / 4 ? width : line / 4;
}

static double most_height(const docxw_state *w)
{
    sheet s = sheet_of(style_at(w->document, STYLE_PAGE));
    return (w->lies && !s.lies ? s.width : s.height) - 2 * s.margin - beside;
}

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

const char *docxw_relation(docxw_state *w, const char *type, const char *target, bool external)
{
    docxw_part *part = &w->parts[w->place];
    buffer key = BUFFER_EMPTY;
    buffer_format(&key, "%s %s", type, target);
    const char *known = table_value(part->known, buffer_string(&key));
    if (!known) {
        char id[24];
        snprintf(id, sizeof id, "rId%u", ++part->related);
        known = arena_string(w->pool, id);
        table_set(part->known, buffer_string(&key), (void *)known);
        buffer_format(&part->relations, "<Relationship Id=\"%s\" Type=\"" RELATIONS "%s\"", id, type);
        markup_attribute(&part->relations, "Target", target);
        buffer_text(&part->relations, external ? " TargetMode=\"External\"/>\n" : "/>\n");
    }
    buffer_free(&key);
    return known ? known : "";
}

const char *docxw_picture_part(docxw_state *w, int number)
{
    char key[40];
    const resource *picture = lesson_resource_at(w->document, number);
    snprintf(key, sizeof key, "picture %d", number);
    const char *known = picture ? table_value(w->styles, key) : NULL;
    if (!picture || known)
        return known;
    buffer name = BUFFER_EMPTY;
    buffer_format(&name, "word/media/%s", picture->name);
    archive_add(w->zip, buffer_string(&name), picture->bytes, picture->size, false);
    known = arena_string(w->pool, buffer_string(&name) + strlen("word/"));
    table_set(w->styles, key, (void *)known);
    w->failed = w->failed || name.failed;
    buffer_free(&name);
    return known;
}

/* Adds the picture itself: an SVG picture also as Word's own extension has it. */
static void add_blip(docxw_state *w, const resource *picture, const char *relation)
{
    buffer_format(w->out, "<a:blip r:embed=\"%s\"", relation);
    if (strcmp(picture->media_type, "image/svg+xml") == 0)
        buffer_format(w->out,
                      "><a:extLst><a:ext uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\"><asvg:svgBlip "
                      "xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"%s\"/>"
                      "</a:ext></a:extLst></a:blip>",
                      relation);
    else
        buffer_text(w->out, "/>");
}

/* Adds wp:docPr: the picture's text, its title, the mark that it is decorative. */
static void add_about(docxw_state *w, const ard_node *node, unsigned id)
{
    const char *alt = node_attribute(node, "alt");
    buffer_format(w->out, "<wp:docPr id=\"%u\" name=\"Image %u\"", id, id);
    markup_attribute(w->out, "descr", alt && *alt ? alt : NULL);
    markup_attribute(w->out, "title", node_attribute(node, "title"));
    buffer_text(w->out, alt && !*alt
                            ? "><a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\"><adec:decorative "
                              "xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/>"
                              "</a:ext></a:extLst></wp:docPr>"
                            : "/>");
}

static void add_drawing(docxw_state *w, const ard_node *node, const resource *picture)
{
    double width, height;
    unsigned id = ++w->ids;
    const char *part = docxw_picture_part(w, node->number);
    const char *relation = docxw_relation(w, "image", part ? part : "", false);
    if (!print_picture(w->document, node, most_width(w, node), most_height(w), &width, &height))
        width = height = 72;
    long cx = (long)(width * EMU_PER_POINT + 0.5), cy = (long)(height * EMU_PER_POINT + 0.5);
    cx = cx > 0 ? cx : 1;
    cy = cy > 0 ? cy : 1;
    buffer_format(w->out,
                  "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"%ld\" "
                  "cy=\"%ld\"/>",
                  cx, cy);
    add_about(w, node, id);
    buffer_format(w->out,
                  "<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>"
                  "<pic:nvPicPr><pic:cNvPr id=\"%u\" name=\"Image %u\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>",
                  id, id);
    add_blip(w, picture, relation);
    buffer_format(
        w->out,
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext "
        "cx=\"%ld\" cy=\"%ld\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>%s</pic:spPr></pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing>",
        cx, cy, page_is_dark(w->document) ? "<a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>" : "");
}

/* A picture that is not here is its text in brackets. */
static void add_words(docxw_state *w, const ard_node *node)
{
    const char *alt = node_attribute(node, "alt");
    if (alt && !*alt)
        return;
    docxw_text(w, "[");
    docxw_text(w, alt ? alt : added_word_in(w->language, WORD_UNDESCRIBED));
    docxw_text(w, "]");
}

void docxw_image(docxw_state *w, const ard_node *node)
{
    const resource *picture = node->number ? lesson_resource_at(w->document, node->number) : NULL;
    w->undescribed += !node_attribute(node, "alt");
    buffer_text(w->out, "<w:r");
    docxw_way(w, true, w->out);
    docxw_node(w, node, "", w->out);
    buffer_byte(w->out, '>');
    if (picture)
        add_drawing(w, node, picture);
    else
        add_words(w, node);
    buffer_text(w->out, "</w:r>");
}

/* ---- Formulas ---------------------------------------------------------------------------------------------------- */

/* A formula carries the MathML that it was written from: OMML has no rows that group nothing. */
void docxw_formula(docxw_state *w, const ard_node *node)
{
    static const char element[] = "<m:oMath>";
    buffer made = BUFFER_EMPTY, kept = BUFFER_EMPTY;
    unsigned lost = 0;
    omml_write(node, &made, &lost);
    mathml_write(node, "", &kept);
    const char *text = buffer_string(&made), *at = strstr(text, element);
    w->unmade += lost > 0;
    if (at) {
        size_t before = (size_t)(at - text) + sizeof element - 2;
        buffer_add(w->out, text, before);
        if (node->kind == MATHS) {
            docxw_way(w, true, w->out);
            docxw_node(w, node, "", w->out);
        }
        carry_add("data-ard-mathml", buffer_string(&kept), w->out);
        buffer_add(w->out, text + before, made.size - before);
    }
    w->failed = w->failed || made.failed || kept.failed;
    buffer_free(&made);
    buffer_free(&kept);
}
