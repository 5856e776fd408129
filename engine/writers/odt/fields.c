/* Fields to fill in: controls of a form (ODF 1.3, part 3, 13), as characters of their line. LibreOffice opens them ready to
 * be filled in, goes through them by the tab key, keeps what is in them, and makes form fields of them in PDF.
 *
 * A control says what its node is in form:title ("additional information" in LibreOffice, which shows it to no one and
 * keeps it): field_carry. Its name for assistive technology is the property HelpText, which PDF has as its TU, and the
 * title of its shape. */
#include "odt.h"

#include "base/text.h"
#include "lesson/field-carry.h"
#include "writers/field-room.h"
#include "writers/measures.h"
#include "writers/pdf-fields.h"
#include "writers/print.h"

#include <string.h>

/* Points, but for USUAL: the characters of a field that does not say. LEAST: no field is narrower. */
enum { CELL_INSET = 10, LEAST = 34, USUAL = 20 };

/* The name of a field for people: its own, else the word for what is to be filled in. */
static const char *label_of(const odt_state *w, const ard_node *node)
{
    const char *label = node_attribute(node, "aria-label");
    if (label && !text_is_blank(label))
        return label;
    return added_word_in(w->language, node->kind == CHECK ? WORD_BOX : WORD_ANSWER);
}

/* ---- Room --------------------------------------------------------------------------------------------------------- */

/* The share of a table's width that the open cell has. */
static double share_of_cell(const odt_table *t)
{
    long all = 0, own = 0;
    if (!t->widths)
        return t->columns > 0 ? (double)t->taken / (double)t->columns : 1;
    for (long i = 0; i < t->columns; i++) {
        all += t->widths[i];
        own += i < t->column && i >= t->column - t->taken ? t->widths[i] : 0;
    }
    return all > 0 && own > 0 ? (double)own / (double)all : 1;
}

/* The width that a line has where a node stands: of the page, less what the cells, lists and boxes around it take. */
static double width_at(const odt_state *w, const ard_node *node)
{
    double width = text_width(style_at(w->document, STYLE_PAGE), w->size, false), inset = 0;
    for (const odt_table *t = w->tables; t; t = t->below) {
        width *= share_of_cell(t);
        inset += CELL_INSET;
    }
    width -= inset + field_inset(node, w->character);
    return width < LEAST ? LEAST : width;
}

/* The width that a drop-down needs for its longest choice, and its button. */
static double width_of_choices(const odt_state *w, const ard_node *node)
{
    const char *at = node_attribute(node, "data-choices"), *choice;
    size_t longest = 0;
    for (size_t size; at && field_next_choice(&at, &choice, &size);) {
        char *copy = arena_copy(w->pool, choice, size);
        size_t length = copy ? text_length(copy) : 0;
        longest = length > longest ? length : longest;
    }
    return (double)(longest + 1) * w->character + 1.6 * w->size + 8;
}

/* The size of a field, in points: its characters' on a line, or whole lines; a box's is that of a letter. */
static void measure(const odt_state *w, const ard_node *node, field_kind kind, double *width, double *height)
{
    double most = width_at(w, node), line = 1.35 * w->size;
    if (node->kind == CHECK) {
        *width = *height = w->size;
        return;
    }
    *height = line + 4;
    if (kind == FIELD_LINES) {
        *width = most;
        *height = (double)field_rows(node, 2) * line + 6;
    } else if (kind == FIELD_CHOICE)
        *width = width_of_choices(w, node);
    else
        *width = (double)field_characters(node, USUAL) * w->character + 8;
    *width = *width > most ? most : *width < LEAST ? LEAST : *width;
}

/* ---- The form ----------------------------------------------------------------------------------------------------- */

static void add_property(buffer *out, const char *name, const char *type, const char *value)
{
    buffer_format(out, "<form:property form:property-name=\"%s\" office:value-type=\"%s\" office:%s-value=\"", name,
                  type, type);
    buffer_xml(out, value, strlen(value), true);
    buffer_text(out, "\"/>");
}

/* The name of a control, of which PDF makes that of its field: the beginning of its label, without the dots that would
 * part it there (ISO 32000-1, 12.7.3.2), and no other's. Those of boxes of which one is chosen have one name. */
static void add_name(odt_state *w, const ard_node *node, field_kind kind, buffer *out)
{
    enum { MOST = 60 };
    buffer name = BUFFER_EMPTY, squeezed = BUFFER_EMPTY;
    const char *at = kind == FIELD_RADIO ? node_attribute(node, "data-group") : label_of(w, node);
    for (size_t length = 0; *at && length < MOST; length++) {
        uint32_t point = text_next(&at);
        buffer_point(&squeezed, point == '.' || point == 0x2026 ? ' ' : point);
    }
    lesson_squeeze(buffer_string(&squeezed), &name);
    buffer taken = BUFFER_EMPTY;
    buffer_format(&taken, "field %s", buffer_string(&name));
    if (kind != FIELD_RADIO && table_value(w->styles, buffer_string(&taken)))
        buffer_format(&name, " %u", w->fields);
    else if (kind != FIELD_RADIO)
        table_set(w->styles, arena_string(w->pool, buffer_string(&taken)), w);
    markup_attribute(out, "form:name", buffer_string(&name));
    buffer_free(&taken);
    buffer_free(&squeezed);
    buffer_free(&name);
}

static void add_option(odt_state *w, const char *label, const char *value, bool chosen)
{
    buffer_text(&w->forms, "<form:option");
    markup_attribute(&w->forms, "form:label", label);
    markup_attribute(&w->forms, "form:value", value);
    buffer_text(&w->forms, chosen ? " form:current-selected=\"true\"/>" : "/>");
}

/* What can be chosen; what is chosen already is so marked. Words of the source that are none of it come first, without a
 * value. */
static void add_options(odt_state *w, const ard_node *node, const char *shown)
{
    const char *choices = node_attribute(node, "data-choices"), *choice;
    size_t size;
    bool found = !*shown;
    for (const char *at = choices; !found && at && field_next_choice(&at, &choice, &size);)
        found = text_is(choice, size, shown);
    if (!found)
        add_option(w, shown, "", true);
    for (const char *at = choices; at && field_next_choice(&at, &choice, &size);) {
        char *copy = arena_copy(w->pool, choice, size);
        if (copy)
            add_option(w, copy, copy, strcmp(copy, shown) == 0);
    }
}

typedef struct control_row {
    const char *element, *component, *more;
} control_row;

static const control_row *control_of(field_kind kind)
{
    static const char edit[] = " form:convert-empty-to-null=\"false\"";
    static const char list[] = " form:dropdown=\"true\" form:size=\"12\" form:bound-column=\"1\"";
    static const char box[] = " form:visual-effect=\"flat\" form:image-position=\"center\"";
    static const control_row rows[] = {
        [FIELD_TEXT] = {"text", "TextField", edit},      [FIELD_NUMBER] = {"text", "TextField", edit},
        [FIELD_LINES] = {"textarea", "TextField", edit}, [FIELD_CHOICE] = {"listbox", "ListBox", list},
        [FIELD_CHECK] = {"checkbox", "CheckBox", box},   [FIELD_RADIO] = {"radio", "RadioButton", box},
    };
    return rows + kind;
}

/* What a box or a text holds, and how a box is told from another of its group. */
static void add_state(odt_state *w, const ard_node *node, field_kind kind, const char *value)
{
    if (kind == FIELD_RADIO) {
        buffer_format(&w->forms, " form:value=\"%u\"", w->fields);
        buffer_text(&w->forms, field_is_ticked(node) ? " form:current-selected=\"true\"" : "");
    } else if (kind == FIELD_CHECK)
        buffer_text(&w->forms, field_is_ticked(node) ? " form:current-state=\"checked\"" : "");
    else if (kind != FIELD_CHOICE && *value)
        markup_attribute(&w->forms, "form:current-value", value);
}

static void add_control(odt_state *w, const ard_node *node, field_kind kind)
{
    const control_row *row = control_of(kind);
    buffer carried = BUFFER_EMPTY, value = BUFFER_EMPTY, help = BUFFER_EMPTY;
    field_carry(w->document, node, &carried);
    if (node->kind == ANSWER)
        field_shown(node, &value);
    buffer_format(&w->forms, "<form:%s", row->element);
    add_name(w, node, kind, &w->forms);
    buffer_format(&w->forms,
                  " form:control-implementation=\"ooo:com.sun.star.form.component.%s\" xml:id=\"field%u\" "
                  "form:id=\"field%u\" form:tab-index=\"%u\"%s",
                  row->component, w->fields, w->fields, w->fields, row->more);
    markup_attribute(&w->forms, "form:title", buffer_string(&carried));
    add_state(w, node, kind, buffer_string(&value));
    buffer_text(&w->forms, "><form:properties>");
    if (w->finished)
        buffer_format(&help, "%u|", w->fields);
    buffer_text(&help, label_of(w, node));
    add_property(&w->forms, "HelpText", "string", buffer_string(&help));
    if (kind == FIELD_LINES)
        add_property(&w->forms, "MultiLine", "boolean", "true");
    buffer_text(&w->forms, "</form:properties>");
    if (kind == FIELD_CHOICE)
        add_options(w, node, buffer_string(&value));
    buffer_format(&w->forms, "</form:%s>\n", row->element);
    w->failed = w->failed || carried.failed || value.failed || help.failed;
    buffer_free(&help);
    buffer_free(&value);
    buffer_free(&carried);
}

void odt_add_form(odt_state *w, buffer *out)
{
    if (!w->fields)
        return;
    buffer_text(
        out,
        "<office:forms xmlns:form=\"urn:oasis:names:tc:opendocument:xmlns:form:1.0\" "
        "xmlns:ooo=\"http://openoffice.org/2004/office\" form:automatic-focus=\"false\" form:apply-design-mode=\"false\"><form:form "
        "form:name=\"Ardoise\" "
        "form:control-implementation=\"ooo:com.sun.star.form.component.Form\">\n");
    buffer_add(out, buffer_string(&w->forms), w->forms.size);
    buffer_text(out, "</form:form></office:forms>\n");
}

void odt_field_styles(odt_state *w)
{
    if (!w->fields)
        return;
    const style *page = style_at(w->document, STYLE_PAGE);
    const char *ink = page_ink(w->document), *paper = page->values[STYLE_PAPER];
    ink = ink ? ink : "#000000";
    buffer_text(&w->automatic, "<style:style style:name=\"Field\" style:family=\"graphic\"><style:graphic-properties");
    if (paper && *paper == '#')
        markup_attribute(&w->automatic, "fo:background-color", paper);
    buffer_format(&w->automatic,
                  " fo:border=\"0.75pt solid %s\" style:vertical-pos=\"middle\" style:vertical-rel=\"line\" "
                  "style:wrap=\"none\"/></style:style>\n"
                  "<style:style style:name=\"Box\" style:family=\"graphic\"><style:graphic-properties "
                  "style:vertical-pos=\"middle\" style:vertical-rel=\"line\" style:wrap=\"none\"/></style:style>\n"
                  "<style:style style:name=\"FieldText\" style:family=\"paragraph\" "
                  "style:parent-style-name=\"Standard\"><style:text-properties fo:color=\"%s\" "
                  "fo:font-size=\"%.4gpt\"/></style:style>\n",
                  ink, ink, w->size);
    if (w->finished)
        buffer_text(&w->automatic,
                    "<style:style style:name=\"FieldPlace\" style:family=\"text\"><style:text-properties "
                    "fo:font-size=\"1pt\" style:text-underline-style=\"none\"/></style:style>\n");
}

/* ---- In the text -------------------------------------------------------------------------------------------------- */

/* What belongs to the field before it shows nothing. */
static void add_more(odt_state *w, const ard_node *node)
{
    buffer carried = BUFFER_EMPTY;
    field_carry(w->document, node, &carried);
    buffer_text(&w->body, "<text:span ard:kind=\"field\"");
    carry_add("data-ard-field", buffer_string(&carried), &w->body);
    buffer_text(&w->body, "/>");
    w->failed = w->failed || carried.failed;
    buffer_free(&carried);
}

/* A box to write in by hand: blanks that are as high as the box, with a border. */
static void add_box(odt_state *w, const ard_node *node)
{
    double width, height;
    buffer carried = BUFFER_EMPTY, look = BUFFER_EMPTY;
    const char *ink = page_ink(w->document);
    field_box(node, w->size, w->character, width_at(w, node), &width, &height);
    buffer_format(&look, "Box%.0f", height);
    if (!table_value(w->styles, buffer_string(&look))) {
        table_set(w->styles, buffer_string(&look), w);
        buffer_format(&w->automatic,
                      "<style:style style:name=\"%s\" style:family=\"text\" style:parent-style-name=\"Answer\">"
                      "<style:text-properties fo:border=\"0.75pt solid %s\" fo:font-size=\"%.4gpt\"/></style:style>\n",
                      buffer_string(&look), ink ? ink : "#000000", height);
    }
    field_carry(w->document, node, &carried);
    buffer_format(&w->body, "<text:span text:style-name=\"%s\" ard:kind=\"field\"", buffer_string(&look));
    carry_add("data-ard-field", buffer_string(&carried), &w->body);
    buffer_byte(&w->body, '>');
    for (double blank = 0.36 * height, at = 0; at < width; at += blank)
        buffer_text(&w->body, "\u00A0");
    buffer_text(&w->body, "</text:span>");
    w->blank = false;
    w->failed = w->failed || carried.failed || look.failed;
    buffer_free(&carried);
    buffer_free(&look);
}

bool odt_is_field(const ard_node *node)
{
    return (node_field(node) != FIELD_NONE && field_is_simple(node)) || field_is_box(node);
}

void odt_field(odt_state *w, const ard_node *node)
{
    field_kind kind = node_field(node);
    double width, height;
    if (kind == FIELD_MORE || kind == FIELD_NONE) {
        (kind == FIELD_MORE ? add_more : add_box)(w, node);
        return;
    }
    w->fields++;
    add_control(w, node, kind);
    measure(w, node, kind, &width, &height);
    if (w->finished)
        buffer_format(&w->body,
                      "<text:a xlink:type=\"simple\" xlink:href=\"" PDF_FIELD_ADDRESS "%u\">"
                      "<text:span text:style-name=\"FieldPlace\">\u202F</text:span></text:a>",
                      w->fields);
    buffer_format(&w->body,
                  "<draw:control text:anchor-type=\"as-char\" draw:z-index=\"%u\" draw:style-name=\"%s\" "
                  "draw:text-style-name=\"FieldText\" svg:width=\"%.1fpt\" svg:height=\"%.1fpt\" "
                  "draw:control=\"field%u\"><svg:title>",
                  w->fields, kind == FIELD_CHECK || kind == FIELD_RADIO ? "Box" : "Field", width, height, w->fields);
    const char *label = label_of(w, node);
    buffer_xml(&w->body, label, strlen(label), false);
    buffer_text(&w->body, "</svg:title></draw:control>");
    w->blank = false;
}
