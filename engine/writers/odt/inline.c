/* Inlines: text with its blanks, spans with their styles, links, notes, spaces and boxes. */
#include "odt.h"

#include "base/text.h"
#include "maths/mathml.h"

#include <string.h>

void odt_attribute(buffer *out, const char *name, const char *value)
{
    if (!value)
        return;
    buffer_format(out, " %s=\"", name);
    buffer_xml(out, value, strlen(value), true);
    buffer_byte(out, '"');
}

/* OpenDocument 1.3, part 3, 6.1.2 to 6.1.5: runs of blanks and those at a paragraph's beginning are folded. */
void odt_text(odt_state *w, const char *text)
{
    while (*text) {
        size_t plain = strcspn(text, " \t\n"), blanks = strspn(text + plain, " ");
        buffer_xml(&w->body, text, plain, false);
        w->blank = plain ? false : w->blank;
        text += plain;
        if (blanks && !w->blank) {
            buffer_byte(&w->body, ' ');
            w->blank = true;
            text++;
            blanks--;
        }
        if (blanks)
            buffer_format(&w->body, "<text:s text:c=\"%zu\"/>", blanks);
        text += blanks;
        if (*text == '\t' || *text == '\n') {
            buffer_text(&w->body, *text == '\t' ? "<text:tab/>" : "<text:line-break/>");
            w->blank = true;
            text++;
        }
    }
}

/* The style of text that a kind of inline has. */
static const char *inline_style(ard_kind kind)
{
    static const char *const names[KINDS] = {
        [EMPHASIS] = "Emphasis",     [STRONG] = "Strong_20_Emphasis",
        [UNDERLINE] = "Underlined",  [STRIKE] = "Struck",
        [MARK] = "Marked",           [SUBSCRIPT] = "Lowered",
        [SUPERSCRIPT] = "Raised",    [CODE] = "Source_20_Text",
        [INLINE_QUOTE] = "Citation", [ANSWER] = "Answer",
        [LINE_MARK] = "Printed",     [PAGE_REFERENCE] = "Printed",
    };
    return names[kind];
}

static void open_span(odt_state *w, const char *name)
{
    if (name)
        buffer_format(&w->body, "<text:span text:style-name=\"%s\">", name);
}

/* How many spans an inline has around it: its kind's, its style row's, its language's. */
static void open_spans(odt_state *w, const ard_node *node)
{
    open_span(w, inline_style(node->kind));
    open_span(w, odt_row_style(w, node->style));
    open_span(w, odt_language_style(w, node_attribute(node, "lang")));
}

static void close_spans(odt_state *w, const ard_node *node)
{
    const char *styles[] = {inline_style(node->kind), odt_row_style(w, node->style),
                            odt_language_style(w, node_attribute(node, "lang"))};
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (styles[i])
            buffer_text(&w->body, "</text:span>");
}

void odt_bookmark(odt_state *w, const ard_node *node, buffer *out)
{
    const char *id = node_attribute(node, "id");
    if (!id || !*id || node->kind == NOTE || table_value(w->ids, id))
        return;
    table_set(w->ids, id, w);
    buffer_text(out, "<text:bookmark");
    odt_attribute(out, "text:name", id);
    buffer_text(out, "/>");
}

/* ---- Notes ------------------------------------------------------------------------------------------------------- */

/* Adds the text that a reference shows, where it is not the note's number. */
static void add_label(odt_state *w, const ard_node *reference, int number)
{
    buffer shown = BUFFER_EMPTY, usual = BUFFER_EMPTY;
    for (const ard_node *child = reference->first; child; child = child->next)
        if (child->kind == TEXT)
            buffer_text(&shown, child->text);
    buffer_format(&usual, "%d", number);
    bool own = shown.size && strcmp(buffer_string(&shown), buffer_string(&usual)) != 0;
    if (own)
        odt_attribute(&w->body, "text:label", buffer_string(&shown));
    const buffer *mark = own ? &shown : &usual;
    buffer_byte(&w->body, '>');
    buffer_xml(&w->body, buffer_string(mark), mark->size, false);
    buffer_text(&w->body, "</text:note-citation>");
    buffer_free(&shown);
    buffer_free(&usual);
}

/* Writes a note where the text first refers to it. It is a text of its own: what is open around it waits. */
static void add_note(odt_state *w, const noted *row)
{
    const char *type = node_attribute(row->note, "epub:type");
    bool endnote = type && text_in_list(type, "endnote");
    odt_list *lists = w->lists;
    odt_table *tables = w->tables;
    buffer marks = w->marks;
    w->lists = NULL;
    w->tables = NULL;
    w->marks = BUFFER_EMPTY;
    w->in_note = true;
    buffer_format(&w->body, "<text:note text:id=\"note%d\" text:note-class=\"%s\"><text:note-citation", row->number,
                  endnote ? "endnote" : "footnote");
    add_label(w, row->reference, row->number);
    buffer_text(&w->body, "<text:note-body>\n");
    size_t before = w->body.size;
    odt_write_below(w, row->note);
    if (w->body.size == before)
        buffer_format(&w->body, "<text:p text:style-name=\"%s\"/>", odt_base_name(ODT_NOTE));
    buffer_text(&w->body, "</text:note-body></text:note>");
    buffer_free(&w->marks);
    w->marks = marks;
    w->in_note = false;
    w->lists = lists;
    w->tables = tables;
    w->blank = false;
}

/* The first reference holds the note, later ones refer to it; a note inside a note is none that the format has: its
 * number stands there, and the note is written where the text goes on. */
static bool enter_reference(odt_state *w, ard_node *node)
{
    const noted *row = notes_of(w->notes, node);
    if (!row)
        return true;
    if (row->reference == node && !w->in_note)
        add_note(w, row);
    else if (w->in_note && row->reference == node) {
        buffer_format(&w->body, "[%d]", row->number);
        w->noted++;
    } else
        buffer_format(&w->body,
                      "<text:note-ref text:reference-format=\"text\" text:note-class=\"footnote\" "
                      "text:ref-name=\"note%d\">%d</text:note-ref>",
                      row->number, row->number);
    return false;
}

/* ---- The rest ---------------------------------------------------------------------------------------------------- */

static void enter_link(odt_state *w, const ard_node *node)
{
    const char *href = node_attribute(node, "href");
    if (!href || !*href || !href_is_safe(href))
        return;
    buffer_text(&w->body, "<text:a xlink:type=\"simple\"");
    odt_attribute(&w->body, "xlink:href", href);
    odt_attribute(&w->body, "office:title", node_attribute(node, "title"));
    buffer_byte(&w->body, '>');
}

static void leave_link(odt_state *w, const ard_node *node)
{
    const char *href = node_attribute(node, "href");
    if (href && *href && href_is_safe(href))
        buffer_text(&w->body, "</text:a>");
}

static void add_answer(odt_state *w, const ard_node *node)
{
    long size = 0;
    if (node->first)
        return;
    node_whole_number(node, "data-size", &size);
    for (size = size < 4 ? 20 : size > 200 ? 200 : size; size; size--)
        buffer_byte(&w->body, '_');
    w->blank = false;
}

static void add_check(odt_state *w, const ard_node *node)
{
    const char *ticked = node_attribute(node, "aria-checked");
    odt_text(w, ticked && strcmp(ticked, "true") == 0 ? "☑" : "☐");
}

static bool is_french(const odt_state *w)
{
    return text_in_language(w->language, "fr");
}

/* The number of a printed line or page, where the source has it. */
static void add_mark(odt_state *w, const ard_node *node)
{
    const char *title = node_attribute(node, "title");
    odt_text(w, node->kind == LINE_MARK ? "(" : "[");
    if (title && !node->first)
        odt_text(w, title);
}

bool odt_enter_inline(odt_state *w, ard_node *node)
{
    if (node->kind == TEXT) {
        odt_text(w, node->text);
        return false;
    }
    odt_bookmark(w, node, &w->body);
    open_spans(w, node);
    switch ((int)node->kind) {
    case BREAK:
        buffer_text(&w->body, "<text:line-break/>");
        w->blank = true;
        return false;
    case IMAGE: odt_image(w, node); return false;
    case MATHS: odt_formula(w, node); return false;
    case NOTE_REFERENCE: return enter_reference(w, node);
    case LINK: enter_link(w, node); break;
    case ANSWER: add_answer(w, node); break;
    case CHECK: add_check(w, node); break;
    case INLINE_QUOTE: odt_text(w, is_french(w) ? "«\u00A0" : "“"); break;
    case LINE_MARK:
    case PAGE_REFERENCE: add_mark(w, node); break;
    default: break;
    }
    return true;
}

void odt_leave_inline(odt_state *w, ard_node *node)
{
    if (node->kind == TEXT)
        return;
    if (node->kind == LINK)
        leave_link(w, node);
    else if (node->kind == INLINE_QUOTE)
        odt_text(w, is_french(w) ? "\u00A0»" : "”");
    else if (node->kind == LINE_MARK)
        odt_text(w, ") ");
    else if (node->kind == PAGE_REFERENCE)
        odt_text(w, "] ");
    close_spans(w, node);
}
