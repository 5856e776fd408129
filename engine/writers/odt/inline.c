/* Inlines: text with its blanks, spans with their styles, links, notes, spaces and boxes. */
#include "odt.h"

#include "writers/asked-styles.h"

#include "base/text.h"
#include "maths/mathml.h"

#include <stdio.h>
#include <string.h>

/* Adds blanks: the first as it is, where it is not folded, others by an element. */
static void add_blanks(odt_state *w, size_t blanks)
{
    if (w->spaced)
        buffer_format(&w->body, "<text:span text:style-name=\"%s\">", odt_blank_style);
    if (!w->blank) {
        buffer_byte(&w->body, ' ');
        w->blank = true;
        blanks--;
    }
    if (blanks)
        buffer_format(&w->body, "<text:s text:c=\"%zu\"/>", blanks);
    if (w->spaced)
        buffer_text(&w->body, "</text:span>");
}

/* OpenDocument 1.3, part 3, 6.1.2 to 6.1.5: runs of blanks and those at a paragraph's beginning are folded. */
void odt_text(odt_state *w, const char *text)
{
    while (*text) {
        size_t plain = strcspn(text, " \t\n"), blanks = strspn(text + plain, " ");
        buffer_xml(&w->body, text, plain, false);
        w->blank = plain ? false : w->blank;
        text += plain + blanks;
        if (blanks)
            add_blanks(w, blanks);
        if (*text == '\t' || *text == '\n') {
            buffer_text(&w->body, *text == '\t' ? "<text:tab/>" : "<text:line-break ard:kind=\"text\"/>");
            w->blank = true;
            text++;
        }
    }
}

/* The style of text that a kind of inline has. */
const char *odt_inline_style(ard_kind kind)
{
    static const char *const names[KINDS] = {
        [EMPHASIS] = "Emphasis",
        [STRONG] = "Strong_20_Emphasis",
        [UNDERLINE] = "Underlined",
        [STRIKE] = "Struck",
        [MARK] = "Marked",
        [SUBSCRIPT] = "Lowered",
        [SUPERSCRIPT] = "Raised",
        [CODE] = "Source_20_Text",
        [INLINE_QUOTE] = "Citation",
        [ANSWER] = "Answer",
        [ABBREVIATION] = "Abbreviation",
        [LINE_MARK] = "Printed",
        [PAGE_REFERENCE] = "Printed",
    };
    return names[kind];
}

/* That of a node: what stands for italics inside of bold text is another one. */
static const char *style_of_kind(const odt_state *w, const ard_node *node)
{
    static const char *const looks[] = {"Asked", NULL, "Emphasis_20_2", NULL};
    if (node->kind != EMPHASIS || print_emphasis(w->document) == LOOK_ITALIC)
        return odt_inline_style(node->kind);
    emphasis_look look = print_look(w->document, node);
    return look == print_emphasis(w->document) || !looks[look] ? odt_inline_style(node->kind) : looks[look];
}

void odt_exact(const odt_state *w, const ard_node *node, const char *own, buffer *out)
{
    carry_add("kind", kind_about(node->kind)->name, out);
    carry_attributes(node, own, out);
    if (node->style != STYLE_NONE && style_at(w->document, node->style))
        carry_add("data-ard-style", style_at(w->document, node->style)->name, out);
}

/* Our reader passes over it, so a blank after it is folded as if it were not there. */
void odt_added(odt_state *w, const char *text)
{
    bool blank = w->blank;
    buffer_text(&w->body, "<text:span ard:kind=\"added\">");
    w->blank = false;
    odt_text(w, text);
    buffer_text(&w->body, "</text:span>");
    w->blank = blank;
}

enum { SPANS = 5 };

/* The styles that an inline has: its kind's, its style row's, its language's, that of what was added; how many. */
static size_t styles_of(odt_state *w, const ard_node *node, const char *names[SPANS])
{
    int asked = asked_style_of(node);
    bool italic = node->kind == EMPHASIS; /* it may have another look in its place */
    const char *all[SPANS] = {asked < 0 || italic ? style_of_kind(w, node) : asked_styles[asked].id,
                              asked >= 0 && italic ? asked_styles[asked].id : NULL, odt_row_style(w, node->style),
                              odt_language_style(w, node_attribute(node, "lang")),
                              node_was_added(node) ? odt_added_style : NULL};
    w->added = w->added || all[SPANS - 1];
    w->asked |= asked < 0 ? 0 : 1u << asked;
    size_t count = 0;
    for (size_t i = 0; i < SPANS; i++)
        if (all[i])
            names[count++] = all[i];
    return count;
}

/* Opens a span for an inline, with spans inside for its other styles. A mark is known again by its style alone, also after
 * an editor's work. */
static void open_spans(odt_state *w, const ard_node *node)
{
    const char *names[SPANS] = {NULL};
    if (mark_is_plain(w->document, node)) {
        buffer_format(&w->body, "<text:span text:style-name=\"%s\">", odt_mark_style(w, node));
        return;
    }
    size_t count = styles_of(w, node, names);
    buffer_text(&w->body, "<text:span");
    markup_attribute(&w->body, "text:style-name", names[0]);
    odt_exact(w, node, "", &w->body);
    buffer_byte(&w->body, '>');
    for (size_t i = 1; i < count; i++)
        buffer_format(&w->body, "<text:span text:style-name=\"%s\" ard:kind=\"look\">", names[i]);
}

static void close_spans(odt_state *w, const ard_node *node)
{
    const char *names[SPANS] = {NULL};
    size_t count = styles_of(w, node, names);
    for (size_t i = count ? count : 1; i; i--)
        buffer_text(&w->body, "</text:span>");
}

void odt_bookmark(odt_state *w, const ard_node *node, buffer *out)
{
    const char *id = node_attribute(node, "id");
    if (!id || !*id || node->kind == NOTE || table_value(w->ids, id))
        return;
    table_set(w->ids, id, w);
    buffer_text(out, "<text:bookmark");
    markup_attribute(out, "text:name", id);
    buffer_text(out, "/>");
}

/* ---- Notes ------------------------------------------------------------------------------------------------------- */

/* Whether a reference shows nothing but a text, or nothing. */
static bool is_plain(const ard_node *reference)
{
    const ard_node *first = reference->first;
    return !first || (first->kind == TEXT && !first->next);
}

bool odt_note_stands(const odt_state *w, const ard_node *node)
{
    const noted *row = notes_of(w->notes, node);
    if (!row || !is_plain(row->reference))
        return false;
    for (const ard_node *up = row->reference->parent; up; up = up->parent)
        if (up->kind == NOTE || up->kind == NOTE_REFERENCE || kind_about(up->kind)->class == GIVEN)
            return false;
    return true;
}

/* Adds the mark: that which the reference shows, else the note's number. */
static void add_mark_of(odt_state *w, const ard_node *reference, int number)
{
    char usual[16];
    snprintf(usual, sizeof usual, "%d", number);
    const char *shown = reference->first ? reference->first->text : usual;
    buffer_text(&w->body, "<text:note-citation");
    if (strcmp(shown, usual) != 0)
        markup_attribute(&w->body, "text:label", shown);
    buffer_text(&w->body, reference->first ? " ard:kind=\"text\">" : ">");
    buffer_xml(&w->body, shown, strlen(shown), false);
    buffer_text(&w->body, "</text:note-citation>");
}

static void begin_note(odt_state *w, const noted *row)
{
    char key[32];
    const char *type = node_attribute(row->note, "epub:type");
    bool endnote = type && text_in_list(type, "endnote");
    buffer_format(&w->body, "<text:note text:id=\"note%d\" text:note-class=\"%s\"", row->number,
                  endnote ? "endnote" : "footnote");
    odt_exact(w, row->reference, "", &w->body);
    buffer_byte(&w->body, '>');
    add_mark_of(w, row->reference, row->number);
    buffer_text(&w->body, "<text:note-body");
    odt_exact(w, row->note, "", &w->body);
    snprintf(key, sizeof key, "%p", (const void *)row->note);
    carry_add("data-ard-place", w->places ? table_value(w->places, key) : NULL, &w->body);
    buffer_text(&w->body, ">\n");
}

/* Writes a note where the text first refers to it. It is a text of its own: what is open around it waits. */
static void add_note(odt_state *w, const noted *row)
{
    odt_list *lists = w->lists;
    odt_table *tables = w->tables;
    buffer marks = w->marks;
    bool inside = w->in_note;
    w->in_note = true;
    w->lists = NULL;
    w->tables = NULL;
    w->marks = BUFFER_EMPTY;
    begin_note(w, row);
    size_t before = w->body.size;
    odt_write_below(w, row->note);
    if (w->body.size == before)
        buffer_format(&w->body, "<text:p text:style-name=\"%s\" ard:kind=\"added\"/>", odt_base_name(ODT_NOTE));
    buffer_text(&w->body, "</text:note-body></text:note>");
    buffer_free(&w->marks);
    w->marks = marks;
    w->lists = lists;
    w->tables = tables;
    w->in_note = inside;
    w->blank = false;
}

/* The first reference holds the note, later ones refer to it. Of a note that cannot stand in the text, which is a section,
 * the reference is a span: false, and its children are written. */
static bool enter_reference(odt_state *w, ard_node *node)
{
    const noted *row = notes_of(w->notes, node);
    bool stands = row && odt_note_stands(w, row->note);
    if (!stands || !is_plain(node)) {
        char number[16];
        open_spans(w, node);
        snprintf(number, sizeof number, "[%d]", row ? row->number : 0);
        if (row && !node->first)
            odt_added(w, number);
        return true;
    }
    if (row->reference == node) {
        add_note(w, row);
        return false;
    }
    buffer_text(&w->body, "<text:note-ref text:reference-format=\"text\" text:note-class=\"footnote\"");
    buffer_format(&w->body, " text:ref-name=\"note%d\"", row->number);
    odt_exact(w, node, "", &w->body);
    if (node->first)
        carry_add("data-ard-text", "1", &w->body);
    buffer_byte(&w->body, '>');
    if (node->first)
        buffer_xml(&w->body, node->first->text, strlen(node->first->text), false);
    else
        buffer_format(&w->body, "%d", row->number);
    buffer_text(&w->body, "</text:note-ref>");
    w->blank = false;
    return false;
}

static bool is_reference(const odt_state *w, const ard_node *node)
{
    const noted *row = notes_of(w->notes, node);
    return row && is_plain(node) && odt_note_stands(w, row->note);
}

/* ---- The rest ---------------------------------------------------------------------------------------------------- */

/* Whether a link is text:a: links inside links are spans. */
static bool is_anchor(const ard_node *node)
{
    const char *href = node_attribute(node, "href");
    for (const ard_node *up = node->parent; up; up = up->parent)
        if (up->kind == LINK)
            return false;
    return href && *href && href_is_safe(href);
}

static void enter_link(odt_state *w, const ard_node *node)
{
    const char *names[SPANS] = {NULL};
    if (!is_anchor(node)) {
        open_spans(w, node);
        return;
    }
    size_t count = styles_of(w, node, names);
    buffer_text(&w->body, "<text:a xlink:type=\"simple\"");
    markup_attribute(&w->body, "xlink:href", node_attribute(node, "href"));
    markup_attribute(&w->body, "office:title", node_attribute(node, "title"));
    odt_exact(w, node, "", &w->body);
    buffer_byte(&w->body, '>');
    for (size_t i = 0; i < count; i++)
        buffer_format(&w->body, "<text:span text:style-name=\"%s\" ard:kind=\"look\">", names[i]);
}

static void leave_link(odt_state *w, const ard_node *node)
{
    const char *names[SPANS] = {NULL};
    if (!is_anchor(node)) {
        close_spans(w, node);
        return;
    }
    for (size_t i = styles_of(w, node, names); i; i--)
        buffer_text(&w->body, "</text:span>");
    buffer_text(&w->body, "</text:a>");
}

static void add_answer(odt_state *w, const ard_node *node)
{
    long size = 0;
    buffer line = BUFFER_EMPTY;
    if (node->first)
        return;
    node_whole_number(node, "data-size", &size);
    for (size = size < 4 ? 20 : size > 200 ? 200 : size; size; size--)
        buffer_byte(&line, '_');
    odt_added(w, buffer_string(&line));
    buffer_free(&line);
}

static void add_check(odt_state *w, const ard_node *node)
{
    const char *ticked = node_attribute(node, "aria-checked");
    odt_added(w, ticked && strcmp(ticked, "true") == 0 ? "☑" : "☐");
}

static void add_break(odt_state *w, const ard_node *node)
{
    bool added = node_was_added(node);
    w->added = w->added || added;
    if (added)
        buffer_format(&w->body, "<text:span text:style-name=\"%s\">", odt_added_style);
    buffer_text(&w->body, "<text:line-break");
    if (node->attributes || node->style)
        odt_exact(w, node, "", &w->body);
    buffer_text(&w->body, added ? "/></text:span>" : "/>");
    w->blank = true;
}

static bool is_french(const odt_state *w)
{
    return text_in_language(w->language, "fr");
}

/* The number of a printed line or page, where the source has it. */
static void add_mark(odt_state *w, const ard_node *node)
{
    const char *title = node_attribute(node, "title");
    buffer name = BUFFER_EMPTY;
    odt_added(w, node->kind == LINE_MARK ? "(" : "[");
    if (title && !node->first && node->kind == PAGE_REFERENCE && print_is_large(w->document))
        print_page_name(w->document, w->language, title, &name);
    else if (title && !node->first)
        buffer_text(&name, title);
    if (name.size)
        odt_added(w, buffer_string(&name));
    buffer_free(&name);
}

/* What an inline shows before what is in it. */
static void add_beginning(odt_state *w, const ard_node *node)
{
    if (node->kind == ANSWER)
        add_answer(w, node);
    else if (node->kind == CHECK)
        add_check(w, node);
    else if (node->kind == INLINE_QUOTE)
        odt_added(w, is_french(w) ? "«\u00A0" : "“");
    else if (node->kind == LINE_MARK || node->kind == PAGE_REFERENCE)
        add_mark(w, node);
}

bool odt_enter_inline(odt_state *w, ard_node *node)
{
    if (node->kind == TEXT) {
        w->spaced = w->wide > 0 && text_is_spaced(node);
        odt_text(w, node->text);
        w->spaced = false;
        return false;
    }
    odt_bookmark(w, node, &w->body);
    if (odt_is_field(node)) {
        odt_field(w, node);
        return false;
    }
    switch ((int)node->kind) {
    case BREAK: add_break(w, node); return false;
    case IMAGE: odt_image(w, node); return false;
    case MATHS: odt_formula(w, node); return false;
    case NOTE_REFERENCE: return enter_reference(w, node);
    case LINK: enter_link(w, node); return true;
    default: open_spans(w, node); break;
    }
    add_beginning(w, node);
    return true;
}

void odt_leave_inline(odt_state *w, ard_node *node)
{
    static const ard_kind apart[] = {TEXT, BREAK, IMAGE, MATHS};
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        if (node->kind == apart[i])
            return;
    if ((node->kind == NOTE_REFERENCE && is_reference(w, node)) || odt_is_field(node))
        return;
    if (node->kind == LINK) {
        leave_link(w, node);
        return;
    }
    if (node->kind == INLINE_QUOTE)
        odt_added(w, is_french(w) ? "\u00A0»" : "”");
    else if (node->kind == LINE_MARK)
        odt_added(w, ") ");
    else if (node->kind == PAGE_REFERENCE)
        odt_added(w, "] ");
    close_spans(w, node);
}
