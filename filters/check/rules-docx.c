/* Rules for Word documents: what keeps a reader of the document, or of what is made from it, from its parts. WCAG 2.2
 * applies to documents by EN 301 549, chapter 10. */
#include "docx.h"

#include "base/text.h"
#include "tags.h"

#include <string.h>

static bool main_applies(page *p, const xml_node *node)
{
    return node == p->root;
}

/* Whether a paragraph, cell or link shows any text, picture, formula or field; runs deleted by tracked changes do not. */
static bool shows(const xml_node *root)
{
    for (const xml_node *node = xml_following(root, root); node; node = xml_following(node, root))
        if (xml_is(node, "w:drawing") || xml_is(node, "w:pict") || xml_is(node, "w:object") ||
            xml_is(node, "m:oMath") || xml_is(node, "w:sym") || xml_is(node, "w:fldSimple") ||
            xml_is(node, "w:instrText"))
            return true;
        else if (!node->name && xml_is(node->parent, "w:t") && !text_is_blank(node->text))
            return true;
    return false;
}

static int level_of(const page *p, const xml_node *paragraph)
{
    wml_paragraph_look direct = wml_paragraph_read(xml_child(paragraph, "w:pPr"));
    const wml_style *style = wml_style_of(p->docx->styles, "paragraph", direct.style);
    wml_paragraph_look whole = wml_paragraph_whole(p->docx->styles, style, &direct);
    return wml_heading_level(style, &whole);
}

void docx_count(page *p, docx_facts *facts)
{
    for (const xml_node *node = p->root; node; node = page_next(p, node)) {
        if (!xml_is(node, "w:p") || !shows(node))
            continue;
        facts->paragraphs++;
        facts->headings += level_of(p, node) > 0;
    }
}

/* ---- Title, language ---------------------------------------------------------------------------------------------------------- */

static verdict title_judge(page *p, const xml_node *node)
{
    (void)node;
    return text_is_blank(p->docx->title) ? FAILED("") : PASSED;
}

static bool is_inside(const xml_node *node, const char *name)
{
    while (node && !xml_is(node, name))
        node = node->parent;
    return node != NULL;
}

static bool has_below(const xml_node *root, const char *name)
{
    for (const xml_node *node = xml_following(root, root); node; node = xml_following(node, root))
        if (xml_is(node, name))
            return true;
    return false;
}

/* The default style of paragraphs, or the document's defaults, say in which language runs are that say none. */
static verdict language_judge(page *p, const xml_node *node)
{
    const wml_style *normal = wml_style_of(p->docx->styles, "paragraph", NULL);
    wml_run_look whole = wml_run_whole(p->docx->styles, normal, NULL, NULL);
    if (text_is_blank(whole.language)) /* runs may say it one by one */
        return has_below(node, "w:lang") ? UNSURE("") : FAILED("");
    return tag_is_known(whole.language) ? PASSED : FAILED(whole.language);
}

/* ---- Pictures: 1.1.1 ------------------------------------------------------------------------------------------------ */

/* A drawing that is a picture or a chart and holds no text of its own. The older form beside it (mc:Fallback) is not
 * looked at. */
static bool picture_applies(page *p, const xml_node *node)
{
    (void)p;
    return xml_is(node, "w:drawing") && !is_inside(node, "mc:Fallback") &&
           (has_below(node, "pic:pic") || has_below(node, "c:chart")) && !has_below(node, "w:txbxContent");
}

static bool is_decorative(const xml_node *properties)
{
    for (const xml_node *node = xml_following(properties, properties); node; node = xml_following(node, properties)) {
        const char *value = xml_is(node, "adec:decorative") ? xml_value(node, "val") : NULL;
        if (value && text_in_list("1 true", value))
            return true;
    }
    return false;
}

/* Word writes the alternative into descr, older versions into title. */
static verdict picture_judge(page *p, const xml_node *node)
{
    (void)p;
    for (const xml_node *at = xml_following(node, node); at; at = xml_following(at, node)) {
        if (!xml_is(at, "wp:docPr"))
            continue;
        bool named = !text_is_blank(xml_value(at, "descr")) || !text_is_blank(xml_value(at, "title"));
        return named || is_decorative(at) ? PASSED : FAILED("");
    }
    return FAILED("");
}

static bool shape_applies(page *p, const xml_node *node)
{
    (void)p;
    return xml_is(node, "v:shape") && xml_child(node, "v:imagedata") && !is_inside(node, "mc:Fallback") &&
           !is_inside(node, "w:object");
}

static verdict shape_judge(page *p, const xml_node *node)
{
    (void)p;
    return text_is_blank(xml_value(node, "alt")) && text_is_blank(xml_value(xml_child(node, "v:imagedata"), "o:title"))
               ? FAILED("")
               : PASSED;
}

/* ---- Headings, links, tables ----------------------------------------------------------------------------------------- */

static bool heading_applies(page *p, const xml_node *node)
{
    return xml_is(node, "w:p") && level_of(p, node) > 0;
}

/* Word leaves empty headings out of the contents, but screen readers announce them. */
static verdict heading_judge(page *p, const xml_node *node)
{
    (void)p;
    return shows(node) ? PASSED : FAILED("");
}

/* A document of some length without any heading: whether it has titles that only look so is for a person to say. */
static bool headings_applies(page *p, const xml_node *node)
{
    enum { LONG = 15 };
    return main_applies(p, node) && p->docx->paragraphs > LONG;
}

static verdict headings_judge(page *p, const xml_node *node)
{
    (void)node;
    return p->docx->headings ? PASSED : UNSURE("");
}

static bool link_applies(page *p, const xml_node *node)
{
    (void)p;
    return xml_is(node, "w:hyperlink") && (xml_value(node, "r:id") || xml_value(node, "w:anchor"));
}

static verdict link_judge(page *p, const xml_node *node)
{
    (void)p;
    return shows(node) ? PASSED : FAILED("");
}

/* The rows and the cells of the first row of a table. */
static void count_table(const xml_node *root, size_t *rows, size_t *cells)
{
    *rows = *cells = 0;
    for (const xml_node *row = xml_child(root, "w:tr"); row; row = xml_sibling(row, "w:tr"), ++*rows)
        for (const xml_node *cell = *rows ? NULL : xml_child(row, "w:tc"); cell; cell = xml_sibling(cell, "w:tc"))
            ++*cells;
}

static bool table_applies(page *p, const xml_node *node)
{
    size_t rows, cells;
    (void)p;
    if (!xml_is(node, "w:tbl"))
        return false;
    count_table(node, &rows, &cells);
    return rows > 1 && cells > 1;
}

/* The first row is marked to be repeated as header (w:tblHeader): what Word and PDF call a header row. */
static verdict table_judge(page *p, const xml_node *node)
{
    const xml_node *row = xml_child(node, "w:tr"), *properties = row ? xml_child(row, "w:trPr") : NULL;
    const xml_node *header = properties ? xml_child(properties, "w:tblHeader") : NULL;
    (void)p;
    return header && wml_on(header) ? PASSED : UNSURE("");
}

const rule check_docx_rules[] = {
    {"document-title", "", "2.4.2", "13.3", MINOR, false, main_applies, title_judge},
    {"document-language", "", "3.1.1", "13.3", SERIOUS, false, main_applies, language_judge},
    {"picture-name", "", "1.1.1", "13.3", BLOCKING, false, picture_applies, picture_judge},
    {"shape-name", "", "1.1.1", "13.3", BLOCKING, false, shape_applies, shape_judge},
    {"empty-heading", "", "1.3.1 2.4.6", "13.3", SERIOUS, false, heading_applies, heading_judge},
    {"real-headings", "", "1.3.1", "13.3", SERIOUS, false, headings_applies, headings_judge},
    {"hyperlink-name", "", "2.4.4", "13.3", BLOCKING, false, link_applies, link_judge},
    {"header-row", "", "1.3.1", "13.3", SERIOUS, false, table_applies, table_judge},
    {0},
};
