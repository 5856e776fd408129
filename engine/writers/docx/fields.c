/* Fields to fill in: content controls (ECMA-376 part 1, 17.5.2). A text is a plain one, one of several lines a rich one,
 * for of plain ones LibreOffice 7.4 loses the line ends; a choice is a drop-down list; a box that of Word 2010 (MS-DOCX
 * 2.6.1.20).
 *
 * Each has a key, as its tag, which Word keeps, and as the name of its placeholder, which LibreOffice keeps. What the field's
 * node is stands by that key in a part of custom XML (15.2.5), which both keep: lesson/field-carry.h. */
#include "docx.h"

#include "base/text.h"
#include "lesson/carry.h"
#include "lesson/field-carry.h"
#include "writers/field-room.h"
#include "writers/measures.h"

#include <string.h>

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define NO_BREAK "\u00A0"

bool docxw_is_field(const ard_node *node)
{
    return (node_field(node) != FIELD_NONE && field_is_simple(node)) || field_is_box(node);
}

static bool is_plain(field_kind kind)
{
    return kind == FIELD_TEXT || kind == FIELD_NUMBER;
}

/* ---- What an empty field shows ------------------------------------------------------------------------------------ */

/* The width of a line where a field stands, in points. */
static double width_at(const docxw_state *w, const ard_node *node)
{
    const docxw_table *t = w->tables;
    double inset = field_inset(node, w->character),
           width = t && t->widths ? docxw_cell_width(w) : text_width(style_at(w->document, STYLE_PAGE), w->size, false);
    return width > 2 * inset ? width - inset : width;
}

/* Adds a line to write on: underlined blanks, or underscores in plain text, which LibreOffice takes the underline from. These
 * are about a third and six tenths of an em wide in the widest fonts. */
static void add_blanks(double width, double size, bool plain, buffer *out)
{
    enum { FEWEST = 4, MOST = 400 };
    long count = (long)(width / ((plain ? 0.6 : 0.36) * size));
    count = count < FEWEST ? FEWEST : count > MOST ? MOST : count;
    while (count--)
        buffer_text(out, plain ? "_" : NO_BREAK);
}

/* The width of what a field is to hold. */
static double width_of(const docxw_state *w, const ard_node *node)
{
    enum { USUAL = 20, FEWEST = 4 };
    const char *choices = node_attribute(node, "data-choices"), *choice;
    long most = 0;
    for (size_t size; choices && field_next_choice(&choices, &choice, &size);)
        most = (long)size > most ? (long)size : most;
    most = most ? most : field_characters(node, USUAL);
    return (double)(most < FEWEST ? FEWEST : most) * w->character;
}

/* Adds the lines that an empty field shows; a sign tells a list. */
static void add_empty(docxw_state *w, const ard_node *node, field_kind kind)
{
    buffer lines = BUFFER_EMPTY;
    double most = width_at(w, node), width = kind == FIELD_LINES ? most : width_of(w, node);
    unsigned rows = kind == FIELD_LINES ? field_rows(node, 2) : 1;
    bool plain = is_plain(kind);
    for (unsigned row = 0; row < rows; row++) {
        buffer_text(&lines, row ? "\n" : "");
        add_blanks(width > 0.9 * most ? 0.9 * most : width, w->size, plain, &lines);
    }
    buffer_text(w->out, "<w:r ard:data-ard-shown=\"1\">");
    buffer_text(w->out, plain ? "" : "<w:rPr><w:u w:val=\"single\"/></w:rPr>");
    docxw_text(w, buffer_string(&lines));
    buffer_text(w->out, "</w:r>");
    if (kind == FIELD_CHOICE)
        buffer_text(w->out, "<w:r ard:data-ard-shown=\"1\"><w:t>▾</w:t></w:r>");
    w->failed = w->failed || lines.failed;
    buffer_free(&lines);
}

/* ---- The control -------------------------------------------------------------------------------------------------- */

/* The title of a control: Word has room for 64 characters. */
static void add_title(docxw_state *w, const ard_node *node)
{
    enum { MOST = 64 };
    const char *label = node_attribute(node, "aria-label");
    if (!label || text_is_blank(label))
        label = added_word_in(w->language, node->kind == CHECK ? WORD_BOX : WORD_ANSWER);
    buffer title = BUFFER_EMPTY, squeezed = BUFFER_EMPTY;
    lesson_squeeze(label, &squeezed);
    const char *at = buffer_string(&squeezed);
    bool cut = text_length(at) > MOST;
    for (size_t length = cut ? 1 : 0; *at && length < MOST; length++)
        buffer_point(&title, text_next(&at));
    buffer_text(&title, cut ? "…" : "");
    buffer_text(w->out, "<w:alias");
    markup_attribute(w->out, "w:val", buffer_string(&title));
    buffer_text(w->out, "/>");
    buffer_free(&squeezed);
    buffer_free(&title);
}

/* Remembers what a field is, by its key. */
static void keep(docxw_state *w, const ard_node *node)
{
    buffer carried = BUFFER_EMPTY;
    field_carry(w->document, node, &carried);
    buffer_format(&w->fields, "<field name=\"ardoise-%u\">", w->fielded);
    buffer_xml(&w->fields, buffer_string(&carried), carried.size, false);
    buffer_text(&w->fields, "</field>\n");
    w->failed = w->failed || carried.failed;
    buffer_free(&carried);
}

/* What can be chosen: values must differ (17.5.2.15), so they are numbers. */
static void add_choices(docxw_state *w, const ard_node *node)
{
    const char *choices = node_attribute(node, "data-choices"), *choice;
    unsigned number = 0;
    buffer_text(w->out, "<w:dropDownList>");
    for (size_t size; choices && field_next_choice(&choices, &choice, &size);) {
        buffer_text(w->out, "<w:listItem w:displayText=\"");
        buffer_xml(w->out, choice, size, true);
        buffer_format(w->out, "\" w:value=\"%u\"/>", ++number);
    }
    buffer_text(w->out, "</w:dropDownList>");
}

static void add_type(docxw_state *w, const ard_node *node, field_kind kind)
{
    if (kind == FIELD_CHOICE)
        add_choices(w, node);
    else if (node->kind == CHECK)
        buffer_format(w->out,
                      "<w14:checkbox><w14:checked w14:val=\"%d\"/><w14:checkedState w14:val=\"2612\" "
                      "w14:font=\"MS Gothic\"/><w14:uncheckedState w14:val=\"2610\" w14:font=\"MS Gothic\"/>"
                      "</w14:checkbox>",
                      field_is_ticked(node));
    else if (is_plain(kind))
        buffer_text(w->out, "<w:text/>");
}

/* What stands in the control now. */
static void add_content(docxw_state *w, const ard_node *node, field_kind kind, const char *value)
{
    if (node->kind != CHECK && !*value) {
        add_empty(w, node, kind);
        return;
    }
    docxw_begin_run(w, true);
    docxw_text(w, node->kind == CHECK ? (field_is_ticked(node) ? "☒" : "☐") : value);
    docxw_end_run(w);
}

/* What belongs to the field before it shows nothing. */
static void add_more(docxw_state *w, const ard_node *node)
{
    buffer carried = BUFFER_EMPTY;
    field_carry(w->document, node, &carried);
    buffer_text(w->out, "<w:r");
    docxw_way(w, true, w->out);
    carry_add("data-ard-field", buffer_string(&carried), w->out);
    buffer_text(w->out, "/>");
    w->failed = w->failed || carried.failed;
    buffer_free(&carried);
}

/* A box to write in by hand: blanks that are as high as the box, with a border. */
static void add_box(docxw_state *w, const ard_node *node)
{
    double width, height;
    buffer carried = BUFFER_EMPTY;
    field_carry(w->document, node, &carried);
    field_box(node, w->size, w->character, width_at(w, node), &width, &height);
    buffer_text(w->out, "<w:r");
    docxw_way(w, true, w->out);
    carry_add("data-ard-field", buffer_string(&carried), w->out);
    int half_points = (int)(2 * height + 0.5);
    buffer_format(w->out,
                  "><w:rPr><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/><w:bdr w:val=\"single\" w:sz=\"6\" w:space=\"0\" "
                  "w:color=\"auto\"/></w:rPr><w:t xml:space=\"preserve\">",
                  half_points, half_points);
    for (double blank = 0.36 * height, at = 0; at < width; at += blank)
        buffer_text(w->out, NO_BREAK);
    buffer_text(w->out, "</w:t></w:r>");
    w->failed = w->failed || carried.failed;
    buffer_free(&carried);
}

/* Whether a control shows what is no answer: a line, or words of the source ("Écris ici") that are none of the choices. */
static bool is_placeholder(const ard_node *node, const char *shown)
{
    const char *choices = node_attribute(node, "data-choices"), *choice;
    if (node->kind == CHECK || node_attribute(node, "data-answer"))
        return node->kind != CHECK && !*shown;
    for (size_t size; choices && field_next_choice(&choices, &choice, &size);)
        if (text_is(choice, size, shown))
            return false;
    return true;
}

void docxw_field(docxw_state *w, const ard_node *node)
{
    field_kind kind = node_field(node);
    if (kind == FIELD_MORE || kind == FIELD_NONE) {
        (kind == FIELD_MORE ? add_more : add_box)(w, node);
        return;
    }
    buffer value = BUFFER_EMPTY;
    if (node->kind == ANSWER)
        field_shown(node, &value);
    w->fielded++;
    keep(w, node);
    buffer_text(w->out, "<w:sdt");
    docxw_way(w, true, w->out);
    buffer_text(w->out, "><w:sdtPr>");
    add_title(w, node);
    buffer_format(w->out,
                  "<w:tag w:val=\"ardoise-%u\"/><w:id w:val=\"%u\"/><w:lock w:val=\"sdtLocked\"/>"
                  "<w:placeholder><w:docPart w:val=\"ardoise-%u\"/></w:placeholder>%s",
                  w->fielded, ++w->ids, w->fielded,
                  is_placeholder(node, buffer_string(&value)) ? "<w:showingPlcHdr/>" : "");
    add_type(w, node, kind);
    buffer_text(w->out, "</w:sdtPr><w:sdtContent>");
    add_content(w, node, kind, buffer_string(&value));
    buffer_text(w->out, "</w:sdtContent></w:sdt>");
    w->failed = w->failed || value.failed;
    buffer_free(&value);
}

/* ---- The part ----------------------------------------------------------------------------------------------------- */

static void add_part(docxw_state *w, const char *name, buffer *part)
{
    w->failed = w->failed || part->failed;
    archive_add(w->zip, name, buffer_string(part), part->size, false);
    buffer_reset(part);
}

void docxw_add_fields(docxw_state *w)
{
    static const char store[] = "{6F8A52C1-3D0E-4B57-9A2C-0A5D01A5EF13}"; /* of this kind of part, in any document */
    if (!w->fielded)
        return;
    buffer part = BUFFER_EMPTY;
    buffer_text(&part, XML "<ardoise-fields>\n");
    buffer_add(&part, buffer_string(&w->fields), w->fields.size);
    buffer_text(&part, "</ardoise-fields>\n");
    w->failed = w->failed || w->fields.failed;
    add_part(w, "customXml/item1.xml", &part);
    buffer_format(&part,
                  XML "<ds:datastoreItem ds:itemID=\"%s\" "
                      "xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\"/>\n",
                  store);
    add_part(w, "customXml/itemProps1.xml", &part);
    buffer_text(&part, XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                           "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                           "relationships/customXmlProps\" Target=\"itemProps1.xml\"/></Relationships>\n");
    add_part(w, "customXml/_rels/item1.xml.rels", &part);
    buffer_free(&part);
}

void docxw_relate_fields(docxw_state *w)
{
    if (w->fielded)
        docxw_relation(w, "customXml", "../customXml/item1.xml", false);
}

void docxw_field_types(const docxw_state *w, buffer *out)
{
    if (w->fielded)
        buffer_text(out, "<Override PartName=\"/customXml/itemProps1.xml\" ContentType=\"application/vnd."
                         "openxmlformats-officedocument.customXmlProperties+xml\"/>\n");
}
