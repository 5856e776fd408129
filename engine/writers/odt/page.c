/* The sheet that a page is printed on, its large print and its colours: STYLE_SHEET, STYLE_MARGIN, STYLE_PRINT, STYLE_PAPER. */
#include "odt.h"

#include "writers/measures.h"
#include "writers/print.h"

#include <string.h>

void odt_inked(const odt_state *w, const char *properties, buffer *out)
{
    static const char black[] = "#000000";
    const char *ink = page_ink(w->document), *at;
    while (ink && (at = strstr(properties, black)) != NULL) {
        buffer_add(out, properties, (size_t)(at - properties));
        buffer_text(out, ink);
        properties = at + sizeof black - 1;
    }
    buffer_text(out, properties);
}

void odt_emphasis(emphasis_look look, buffer *out)
{
    switch (look) {
    case LOOK_ITALIC: buffer_text(out, " fo:font-style=\"italic\""); break;
    case LOOK_BOLD: buffer_text(out, " fo:font-weight=\"bold\""); break;
    case LOOK_SPACED: buffer_text(out, " fo:letter-spacing=\"0.15em\""); break;
    case LOOK_UNDERLINE:
        buffer_text(out, " style:text-underline-style=\"solid\" style:text-underline-width=\"auto\" "
                         "style:text-underline-color=\"font-color\"");
        break;
    }
}

#define TABLE_LOOK                                                                                                     \
    "><style:table-properties style:rel-width=\"100%\" table:align=\"margins\" fo:margin-top=\"0.2cm\" "               \
    "fo:margin-bottom=\"0.3cm\" table:border-model=\"collapsing\"/></style:style>\n"

/* Styles that content.xml always has: what frames and tables look like. On dark paper pictures and formulas, whose lines are
 * black, have a white ground. */
void odt_fixed(const odt_state *w, buffer *out)
{
    const char *ground = page_is_dark(w->document) ? " fo:background-color=\"#ffffff\" draw:fill=\"solid\" "
                                                     "draw:fill-color=\"#ffffff\" fo:padding=\"0.05cm\""
                                                   : "";
    buffer_text(out, "<style:style style:name=\"Table\" style:family=\"table\"" TABLE_LOOK
                     "<style:style style:name=\"Part\" style:family=\"section\"><style:section-properties/>"
                     "</style:style>\n");
    odt_inked(w,
              "<style:style style:name=\"Cell\" style:family=\"table-cell\"><style:table-cell-properties "
              "fo:padding=\"0.1cm\" fo:border=\"0.5pt solid #000000\"/></style:style>\n",
              out);
    if (print_is_large(w->document))
        buffer_text(out, "<style:style style:name=\"Row\" style:family=\"table-row\"><style:table-row-properties "
                         "fo:keep-together=\"always\"/></style:style>\n");
    buffer_format(out,
                  "<style:style style:name=\"Picture\" style:family=\"graphic\" "
                  "style:parent-style-name=\"Graphics\"><style:graphic-properties "
                  "style:vertical-pos=\"top\" style:vertical-rel=\"baseline\"%s/></style:style>\n"
                  "<style:style style:name=\"Formula_20_Frame\" style:family=\"graphic\" "
                  "style:parent-style-name=\"Formula_20_Object\">"
                  "<style:graphic-properties style:vertical-pos=\"middle\" style:vertical-rel=\"text\" "
                  "draw:ole-draw-aspect=\"1\"%s/></style:style>\n",
                  ground, ground);
}

const char *odt_table_style(odt_state *w, const ard_node *node)
{
    const char *master = odt_master(w, node);
    if (!master)
        return "Table";
    const char *name = strcmp(master, "Turned") == 0 ? "TableTurned" : "TableUpright";
    if (!table_value(w->styles, name)) {
        table_set(w->styles, name, w);
        buffer_format(&w->automatic,
                      "<style:style style:name=\"%s\" style:family=\"table\" style:master-page-name=\"%s\"", name,
                      master);
        buffer_text(&w->automatic, TABLE_LOOK);
    }
    return name;
}

static double centimetres(double points)
{
    return points / 72 * 2.54;
}

/* One page layout: upright, or turned for wide tables. */
static void add_layout(const char *name, sheet s, double right, const char *colour, buffer *out)
{
    buffer margin = BUFFER_EMPTY;
    if (right > 0)
        buffer_format(&margin, " fo:margin-right=\"%.3gcm\"", centimetres(right));
    buffer_format(out,
                  "<style:page-layout style:name=\"%s\"><style:page-layout-properties fo:page-width=\"%.4gcm\" "
                  "fo:page-height=\"%.4gcm\" style:print-orientation=\"%s\" fo:margin=\"%.3gcm\"%s%s/>"
                  "</style:page-layout>\n",
                  name, centimetres(s.width), centimetres(s.height), s.lies ? "landscape" : "portrait",
                  centimetres(s.margin), buffer_string(&margin), colour);
    buffer_free(&margin);
}

void odt_page(const odt_state *w, buffer *out)
{
    const style *page = style_at(w->document, STYLE_PAGE);
    sheet upright = sheet_of(page);
    style paper = {0};
    buffer nothing = BUFFER_EMPTY, colour = BUFFER_EMPTY;
    paper.values[STYLE_PAPER] = page->values[STYLE_PAPER];
    odt_properties(&paper, 12, &nothing, &colour);
    buffer_text(out, "<office:automatic-styles>\n");
    add_layout("Page", upright, page_margin(page, w->size), buffer_string(&colour), out);
    if (w->turned)
        add_layout("Turned", sheet_turned(upright), 0, buffer_string(&colour), out);
    buffer_text(out, "</office:automatic-styles>\n<office:master-styles>\n<style:master-page "
                     "style:name=\"Standard\" style:page-layout-name=\"Page\"/>\n");
    if (w->turned)
        buffer_text(out, "<style:master-page style:name=\"Turned\" style:display-name=\"Feuille couchée\" "
                         "style:page-layout-name=\"Turned\"/>\n");
    buffer_text(out, "</office:master-styles>\n");
    buffer_free(&nothing);
    buffer_free(&colour);
}

/* Whether a node lies on a sheet that is turned. */
static bool is_turned(const ard_node *node)
{
    for (; node; node = node->parent)
        if (node_attribute(node, "data-turned"))
            return true;
    return false;
}

const char *odt_master(odt_state *w, const ard_node *node)
{
    bool turned = is_turned(node);
    if (w->in_note || turned == w->lies || (w->tables && w->tables->below))
        return NULL;
    w->lies = turned;
    w->turned = w->turned || turned;
    return turned ? "Turned" : "Standard";
}
