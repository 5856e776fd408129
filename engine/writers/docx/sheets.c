/* The sheet that a page is printed on (17.6.11 to 17.6.13), upright or lying for what is too wide. */
#include "docx.h"

#include "writers/measures.h"

void docxw_find_turned(docxw_state *w)
{
    walk steps = walk_of(lesson_root(w->document)); /* it is only read */
    for (walk_event event; (event = walk_next(&steps)) != WALK_END;) {
        if (event != WALK_ENTER || !node_attribute(steps.node, "data-turned"))
            continue;
        bool controlled = steps.node->parent != lesson_root(w->document);
        w->parted = true;
        w->lying = w->lying || controlled;
    }
    w->parted = w->parted && !w->lying;
    w->lies = w->lying;
}

void docxw_section(const docxw_state *w, buffer *out)
{
    const style *page = style_at(w->document, STYLE_PAGE);
    sheet upright = sheet_of(page), s = w->lies ? sheet_turned(upright) : upright;
    double right = s.lies == upright.lies ? page_margin(page, w->size) : 0;
    int margin = (int)(s.margin * 20 + 0.5);
    buffer_format(out,
                  "<w:sectPr><w:pgSz w:w=\"%d\" w:h=\"%d\"%s/><w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" "
                  "w:left=\"%d\" w:header=\"%d\" w:footer=\"%d\" w:gutter=\"0\"/></w:sectPr>",
                  (int)(s.width * 20 + 0.5), (int)(s.height * 20 + 0.5), s.lies ? " w:orient=\"landscape\"" : "",
                  margin, right > 0 ? (int)(right * 20 + 0.5) : margin, margin, margin, margin < 709 ? margin : 709,
                  margin < 709 ? margin : 709);
}

void docxw_turn(docxw_state *w, const ard_node *block)
{
    bool lies = node_attribute(block, "data-turned");
    if (!w->parted || w->place != DOCXW_DOCUMENT || lies == w->lies)
        return;
    if (w->out->size) {
        buffer_text(w->out, "<w:p ard:kind=\"none\"><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/>");
        docxw_section(w, w->out);
        buffer_text(w->out, "</w:pPr></w:p>\n");
        w->last = DOCXW_PARAGRAPH;
    }
    w->lies = lies;
}

double docxw_line(const docxw_state *w)
{
    const style *page = style_at(w->document, STYLE_PAGE);
    return text_width(page, w->size, w->lies && !sheet_of(page).lies);
}
