#include "docx.h"

#include "base/table.h"
#include "base/text.h"
#include "maths/mathml.h"

#include <string.h>

/* ---- Small elements that only one line is to be said of ---- */

static docx_go pass(docx *d, const xml_node *n)
{
    (void)d;
    (void)n;
    return GO_PAST;
}

static docx_go enter_comment(docx *d, const xml_node *n)
{
    (void)n;
    d->comments++;
    return GO_PAST;
}

static docx_go enter_deletion(docx *d, const xml_node *n)
{
    (void)n;
    d->deletions++;
    return GO_PAST;
}

static docx_go enter_insertion(docx *d, const xml_node *n)
{
    (void)n;
    d->insertions++;
    return GO_IN;
}

/* Another document that is put in here when Word opens the file. */
static docx_go enter_import(docx *d, const xml_node *n)
{
    docx_report(d, n, "docx.import.lost", n->name, NULL);
    return GO_PAST;
}

/* What stands above a word (17.3.3.25) follows it in brackets, as HTML's rp does where ruby is not shown. */
static void leave_ruby(docx *d, const xml_node *n)
{
    const xml_node *above = xml_child(n, "w:rt");
    buffer text = BUFFER_EMPTY;
    buffer_byte(&text, '(');
    for (const xml_node *at = above ? above->first : NULL; at; at = xml_following(at, above))
        if (xml_is(at, "w:t"))
            xml_text(at, &text);
    buffer_byte(&text, ')');
    if (text.size > 2)
        docx_put_text(d, n, text.data, text.size);
    buffer_free(&text);
}

static docx_go enter_maths(docx *d, const xml_node *n)
{
    if (!docx_shows(d))
        return GO_PAST;
    ard_node *formula = docx_carried_formula(d, n);
    formula = formula ? formula : omml_read(d->document, d->log, n, d->part);
    if (docx_carried_maths(d, n, formula))
        return GO_PAST;
    bool displayed = xml_is(n->parent, "m:oMathPara"), others = d->flow->paragraph.others;
    docx_put(d, n, formula);
    if (displayed) {
        d->flow->paragraph.display++;
        d->flow->paragraph.others = others;
    }
    return GO_PAST;
}

/* ---- The table ---- */

typedef struct docx_row {
    const char *name;
    docx_go (*enter)(docx *d, const xml_node *n);
    void (*leave)(docx *d, const xml_node *n); /* NULL: nothing to do; called only after GO_IN */
} docx_row;

/* Ascending by name. */
static const docx_row rows[] = {
    {"a:blip", docx_enter_blip, NULL},
    {"a:t", docx_enter_drawn_text, NULL},
    {"c:chart", docx_enter_chart, NULL},
    {"dgm:relIds", docx_enter_diagram, NULL},
    {"m:oMath", enter_maths, NULL},
    {"mc:Choice", docx_branch, NULL},
    {"mc:Fallback", docx_branch, NULL},
    {"o:OLEObject", docx_enter_object, NULL},
    {"pic:cNvPr", docx_enter_picture_about, NULL},
    {"v:group", docx_enter_shape, NULL},
    {"v:image", docx_enter_shape, NULL},
    {"v:imagedata", docx_enter_image_data, NULL},
    {"v:oval", docx_enter_shape, NULL},
    {"v:rect", docx_enter_shape, NULL},
    {"v:roundrect", docx_enter_shape, NULL},
    {"v:shape", docx_enter_shape, NULL},
    {"v:shapetype", pass, NULL},
    {"v:textpath", docx_enter_text_path, NULL},
    {"w:altChunk", docx_enter_chunk, NULL},
    {"w:bookmarkStart", docx_enter_bookmark, NULL},
    {"w:br", docx_enter_break, NULL},
    {"w:commentReference", enter_comment, NULL},
    {"w:cr", docx_enter_break, NULL},
    {"w:del", enter_deletion, NULL},
    {"w:delInstrText", pass, NULL},
    {"w:delText", pass, NULL},
    {"w:drawing", docx_enter_drawing, docx_leave_drawing},
    {"w:endnoteReference", docx_enter_note_reference, NULL},
    {"w:fldChar", docx_enter_field_mark, NULL},
    {"w:fldSimple", docx_enter_simple_field, docx_leave_simple_field},
    {"w:footnoteReference", docx_enter_note_reference, NULL},
    {"w:hyperlink", docx_enter_hyperlink, docx_leave_hyperlink},
    {"w:ins", enter_insertion, NULL},
    {"w:instrText", docx_enter_instruction, NULL},
    {"w:lastRenderedPageBreak", docx_enter_page_end, NULL},
    {"w:moveFrom", enter_deletion, NULL},
    {"w:noBreakHyphen", docx_enter_character, NULL},
    {"w:object", docx_enter_drawing, docx_leave_drawing},
    {"w:p", docx_enter_paragraph, docx_leave_paragraph},
    {"w:pict", docx_enter_drawing, docx_leave_drawing},
    {"w:ptab", docx_enter_character, NULL},
    {"w:r", docx_enter_run, docx_leave_run},
    {"w:rt", pass, NULL},
    {"w:ruby", NULL, leave_ruby},
    {"w:sdt", docx_enter_control, docx_leave_control},
    {"w:softHyphen", docx_enter_character, NULL},
    {"w:subDoc", enter_import, NULL},
    {"w:sym", docx_enter_symbol, NULL},
    {"w:t", docx_enter_text, NULL},
    {"w:tab", docx_enter_character, NULL},
    {"w:tbl", docx_enter_table, docx_leave_table},
    {"w:tc", docx_enter_cell, docx_leave_cell},
    {"w:tr", docx_enter_row, NULL},
    {"w:txbxContent", docx_enter_box, docx_leave_box},
    {"wp:docPr", docx_enter_drawing_about, NULL},
    {"wp:extent", docx_enter_extent, NULL},
};

static const docx_row *row_of(const xml_node *n)
{
    static const docx_row through = {"", NULL, NULL}, properties = {"", pass, NULL};
    const docx_row *row = ROW_NAMED(n->name, rows);
    if (row)
        return row;
    return text_ends(n->name, "Pr") ? &properties : &through;
}

/* Whether what a drawing holds is known. */
static bool is_known_drawing(const xml_node *drawing)
{
    const xml_node *frame = xml_child(drawing, "wp:inline");
    frame = frame ? frame : xml_child(drawing, "wp:anchor");
    const xml_node *graphic = frame ? xml_child(frame, "a:graphic") : NULL;
    const xml_node *data = graphic ? xml_child(graphic, "a:graphicData") : NULL;
    for (const xml_node *n = data ? data->first : NULL; n; n = n->next)
        if (n->name && text_begins(n->name, "?:"))
            return false;
    return true;
}

static bool is_understood(const xml_node *choice)
{
    for (const xml_node *n = choice->first; n; n = n->next)
        if (n->name && (text_begins(n->name, "?:") || text_begins(n->name, "w16se:") ||
                        (xml_is(n, "w:drawing") && !is_known_drawing(n))))
            return false;
    return true;
}

docx_go docx_branch(docx *d, const xml_node *n)
{
    (void)d;
    for (const xml_node *branch = n->parent ? n->parent->first : n; branch; branch = branch->next)
        if (xml_is(branch, "mc:Fallback") || (xml_is(branch, "mc:Choice") && is_understood(branch)))
            return branch == n ? GO_IN : GO_PAST;
    return GO_PAST;
}

void docx_walk(docx *d, const xml_node *root)
{
    for (const xml_node *n = root->first; n;) {
        const docx_row *row = n->name ? row_of(n) : NULL;
        bool in = row && (!row->enter || row->enter(d, n) == GO_IN);
        if (in && n->first) {
            n = n->first;
            continue;
        }
        for (bool up = in; n != root; n = n->parent, up = true) {
            const docx_row *left = up && n->name ? row_of(n) : NULL;
            if (left && left->leave)
                left->leave(d, n);
            if (n->next)
                break;
        }
        n = n == root ? NULL : n->next;
    }
}
