/* Pictures and formulas: parts of the package, each in a frame that stands in the text as a character. */
#include "odt.h"

#include "base/text.h"
#include "maths/mathml.h"
#include "writers/field-room.h"
#include "writers/measures.h"

#include <stdio.h>
#include <string.h>

/* What stands beside a picture on its page, and a centimetre, in points. */
static const double beside = 2.7 * 72 / 2.54, centimetre = 72 / 2.54;

/* What a picture has room for, in points: the line, or the cell that it stands in, less what lists take. */
static double most_width(const odt_state *w, const ard_node *picture)
{
    double line = w->tables && w->tables->widths ? odt_cell_width(w->tables)
                                                 : text_width(style_at(w->document, STYLE_PAGE), w->size, w->lies);
    double width = line - field_inset(picture, w->character);
    return width > line / 4 ? width : line / 4;
}

static double most_height(const odt_state *w)
{
    sheet s = sheet_of(style_at(w->document, STYLE_PAGE));
    return (w->lies && !s.lies ? s.width : s.height) - 2 * s.margin - beside;
}

/* Adds the texts of a frame: a short one as its title, the `title` attribute as its description. */
static void add_texts(odt_state *w, const char *title, const char *description)
{
    const struct {
        const char *element, *text;
    } rows[] = {{"svg:title", title}, {"svg:desc", description}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!rows[i].text || !*rows[i].text)
            continue;
        buffer_format(&w->body, "<%s>", rows[i].element);
        buffer_xml(&w->body, rows[i].text, strlen(rows[i].text), false);
        buffer_format(&w->body, "</%s>", rows[i].element);
    }
}

/* Adds the picture's part, once, and gives its name in the package. */
static const char *picture_part(odt_state *w, int number, const resource *picture)
{
    char key[40];
    snprintf(key, sizeof key, "picture %d", number);
    const char *known = table_value(w->styles, key);
    if (known)
        return known;
    buffer name = BUFFER_EMPTY;
    buffer_format(&name, "Pictures/%s", picture->name);
    archive_add(w->zip, buffer_string(&name), picture->bytes, picture->size, false);
    buffer_text(&w->manifest, "<manifest:file-entry");
    markup_attribute(&w->manifest, "manifest:full-path", buffer_string(&name));
    markup_attribute(&w->manifest, "manifest:media-type", picture->media_type);
    buffer_text(&w->manifest, "/>\n");
    const char *kept = arena_string(w->pool, buffer_string(&name));
    table_set(w->styles, key, (void *)kept);
    buffer_free(&name);
    return kept;
}

void odt_pictures(odt_state *w)
{
    const resource *picture;
    for (int number = 1; (picture = lesson_resource_at(w->document, number)) != NULL; number++)
        picture_part(w, number, picture);
}

/* A picture that is not here is its text in brackets; a decorative one nothing. */
static void add_missing(odt_state *w, const ard_node *node, const char *alt)
{
    buffer text = BUFFER_EMPTY;
    buffer_text(&w->body, "<text:span");
    odt_exact(w, node, "", &w->body);
    if (node->number)
        buffer_format(&w->body, " ard:data-ard-number=\"%d\"", node->number);
    buffer_byte(&w->body, '>');
    buffer_format(&text, "[%s]", alt ? alt : added_word_in(w->language, WORD_UNDESCRIBED));
    if (!alt || *alt)
        odt_added(w, buffer_string(&text));
    buffer_text(&w->body, "</text:span>");
    buffer_free(&text);
}

void odt_image(odt_state *w, const ard_node *node)
{
    const char *alt = node_attribute(node, "alt");
    const resource *picture = node->number ? lesson_resource_at(w->document, node->number) : NULL;
    double width, height;
    w->undescribed += !alt;
    if (!picture) {
        add_missing(w, node, alt);
        return;
    }
    const char *part = picture_part(w, node->number, picture);
    buffer_text(&w->body, "<draw:frame draw:style-name=\"Picture\" text:anchor-type=\"as-char\"");
    if (print_picture(w->document, node, most_width(w, node), most_height(w), &width, &height))
        buffer_format(&w->body, " svg:width=\"%.3fcm\" svg:height=\"%.3fcm\"", width / centimetre, height / centimetre);
    if (alt && !*alt)
        buffer_text(&w->body, " loext:decorative=\"true\"");
    odt_exact(w, node, "", &w->body);
    buffer_text(&w->body, "><draw:image");
    markup_attribute(&w->body, "xlink:href", part);
    markup_attribute(&w->body, "draw:mime-type", picture->media_type);
    buffer_text(&w->body, " xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/>");
    add_texts(w, alt, node_attribute(node, "title"));
    buffer_text(&w->body, "</draw:frame>");
    w->blank = false;
}

/* What our reader leaves out again. */
#define ADDED " xmlns:ard=\"" CARRY_NAMESPACE "\" ard:kind=\"added\""

/* Adds a formula whose children stand in one row (LibreOffice sets those of <math> one below the other otherwise), and
 * its StarMath text beside it, which LibreOffice then shows: what it makes of MathML alone binds 3/4 + 5/6 wrongly. */
static void add_mathml(const ard_node *formula, buffer *out)
{
    static const char end[] = "</math>";
    buffer made = BUFFER_EMPTY, star = BUFFER_EMPTY;
    mathml_write(formula, "", &made);
    mathml_starmath(formula, &star);
    const char *text = buffer_string(&made), *inside = strchr(text, '>');
    size_t tail = sizeof end - 1;
    if (!inside || made.size < tail || strcmp(text + made.size - tail, end) != 0)
        buffer_add(out, text, made.size);
    else {
        buffer_add(out, text, (size_t)(inside + 1 - text));
        buffer_text(out, star.size ? "<semantics" ADDED "><mrow" ADDED ">" : "<mrow" ADDED ">");
        buffer_add(out, inside + 1, (size_t)(text + made.size - tail - inside - 1));
        buffer_text(out, "</mrow>");
        if (star.size) {
            buffer_text(out, "<annotation" ADDED " encoding=\"StarMath 5.0\">");
            buffer_xml(out, star.data, star.size, false);
            buffer_text(out, "</annotation></semantics>");
        }
        buffer_text(out, end);
    }
    out->failed = out->failed || made.failed || star.failed;
    buffer_free(&star);
    buffer_free(&made);
}

/* Adds the part that gives a formula the size of the text around it; LibreOffice's own is 12 points. */
static void add_size(odt_state *w, const char *name)
{
    buffer part = BUFFER_EMPTY, path = BUFFER_EMPTY;
    buffer_format(&path, "%s/settings.xml", name);
    buffer_format(
        &part,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-settings "
        "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
        "xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" "
        "xmlns:ooo=\"http://openoffice.org/2004/office\" office:version=\"1.3\"><office:settings>"
        "<config:config-item-set config:name=\"ooo:configuration-settings\"><config:config-item "
        "config:name=\"BaseFontHeight\" config:type=\"short\">%.0f</config:config-item></config:config-item-set>"
        "</office:settings></office:document-settings>\n",
        w->size);
    archive_add(w->zip, buffer_string(&path), part.data, part.size, false);
    buffer_format(&w->manifest, "<manifest:file-entry manifest:full-path=\"%s\" manifest:media-type=\"text/xml\"/>\n",
                  buffer_string(&path));
    w->failed = w->failed || part.failed || path.failed;
    buffer_free(&part);
    buffer_free(&path);
}

void odt_formula(odt_state *w, const ard_node *node)
{
    char name[32];
    buffer part = BUFFER_EMPTY, path = BUFFER_EMPTY, said = BUFFER_EMPTY;
    const char *words = node_attribute(node, "alttext");
    snprintf(name, sizeof name, "Object %u", ++w->formulas);
    buffer_text(&part, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    add_mathml(node, &part);
    buffer_byte(&part, '\n');
    buffer_format(&path, "%s/content.xml", name);
    archive_add(w->zip, buffer_string(&path), part.data, part.size, false);
    buffer_format(&w->manifest,
                  "<manifest:file-entry manifest:full-path=\"%s/\" manifest:version=\"1.3\" "
                  "manifest:media-type=\"application/vnd.oasis.opendocument.formula\"/>\n"
                  "<manifest:file-entry manifest:full-path=\"%s\" manifest:media-type=\"text/xml\"/>\n",
                  name, buffer_string(&path));
    buffer_text(&w->body, "<draw:frame draw:style-name=\"Formula_20_Frame\" text:anchor-type=\"as-char\"");
    odt_exact(w, node, "", &w->body);
    buffer_format(
        &w->body,
        "><draw:object xlink:href=\"./%s\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/>",
        name);
    if (w->size > 12.5 || w->size < 11.5)
        add_size(w, name);
    if (!words || !*words)
        mathml_linear(node, &said);
    add_texts(w, words && *words ? words : buffer_string(&said), NULL);
    buffer_text(&w->body, "</draw:frame>");
    w->failed = w->failed || part.failed || path.failed;
    w->blank = false;
    buffer_free(&part);
    buffer_free(&path);
    buffer_free(&said);
}
