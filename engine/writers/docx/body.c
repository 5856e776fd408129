/* The text: blocks in order, by enter and leave events. */
#include "docx.h"

#include "base/text.h"
#include "lesson/carry.h"

#include <string.h>

/* The direction of a node: the nearest one said. */
static bool is_rtl(const ard_node *node)
{
    for (; node; node = node->parent) {
        const char *dir = node_attribute(node, "dir");
        if (dir && (strcmp(dir, "rtl") == 0 || strcmp(dir, "ltr") == 0))
            return strcmp(dir, "rtl") == 0;
    }
    return false;
}

/* ---- Paragraphs -------------------------------------------------------------------------------------------------- */

static void add_look(docxw_state *w, const ard_node *node, const char *id)
{
    docxw_paragraph p = {.style = strcmp(id, docxw_base_id(DOCXW_BODY)) == 0 ? NULL : id};
    if (node) {
        p.rtl = is_rtl(node);
        p.page_break = leaf_begins_page(w->document, node);
        p.keep_next = leaf_stays(node);
    }
    docxw_place_in_lists(w, &p);
    docxw_paragraph_properties(&p, w->out);
}

/* The base style: text of a note is as its part has it. */
static docxw_base base_of(const docxw_state *w, const ard_node *node)
{
    docxw_base base = node ? docxw_base_of(node) : DOCXW_BODY;
    bool note = w->place != DOCXW_DOCUMENT && (base == DOCXW_BODY || base == DOCXW_FOOTNOTE);
    return !note ? base : w->place == DOCXW_ENDNOTES ? DOCXW_ENDNOTE : DOCXW_FOOTNOTE;
}

void docxw_begin(docxw_state *w, const ard_node *node)
{
    docxw_base base = base_of(w, node);
    const char *id = node ? docxw_leaf_style(w, node, base) : docxw_base_id(base);
    buffer_text(w->out, "<w:p");
    if (!node)
        carry_add("kind", "none", w->out);
    docxw_way(w, false, w->out);
    if (node) {
        docxw_node(w, node, "", w->out);
        carry_add("data-ard-as", id, w->out);
        if (node->kind == HEADING)
            buffer_format(w->out, " ard:data-ard-number=\"%d\"", node->number);
        docxw_push(w, node, true);
    }
    buffer_byte(w->out, '>');
    add_look(w, node, id);
    buffer_add(w->out, buffer_string(&w->marks), w->marks.size);
    buffer_reset(&w->marks);
    if (node)
        docxw_bookmark(w, node, w->out);
    if (w->mark)
        docxw_note_mark(w);
}

void docxw_end(docxw_state *w)
{
    buffer_text(w->out, "</w:p>\n");
    w->last = DOCXW_PARAGRAPH;
}

void docxw_empty(docxw_state *w)
{
    docxw_begin(w, NULL);
    docxw_end(w);
}

static void enter_leaf(docxw_state *w, ard_node *node)
{
    docxw_begin(w, node);
    const char *title = node_attribute(node, "title");
    if (node->kind != PAGE_MARK || node->first)
        return;
    docxw_begin_run(w, true);
    buffer name = BUFFER_EMPTY;
    print_page_name(w->document, w->language, title, &name);
    docxw_text(w, buffer_string(&name));
    buffer_free(&name);
    docxw_end_run(w);
}

static void leave_leaf(docxw_state *w, ard_node *node)
{
    (void)node;
    docxw_pop(w);
    docxw_end(w);
}

static void enter_formula(docxw_state *w, ard_node *node)
{
    docxw_begin(w, node);
    docxw_formula(w, node);
    leave_leaf(w, node);
}

/* ---- Containers -------------------------------------------------------------------------------------------------- */

/* What people see of a control: French, as the styles' names. */
static const char *const shown_names[KINDS] = {
    [SECTION] = "Section", [EXERCISE] = "Exercice", [QUESTION] = "Question", [ASIDE] = "Encadré",
    [FIGURE] = "Figure",   [QUOTE] = "Citation",    [NOTE] = "Note",
};

/* A building block (17.5.2.12) rather than the rich text (17.5.2.26) that a control without a type is: LibreOffice 7.4
 * takes rich text around one paragraph for an input field, whose line breaks, and whatever stands before a note, it
 * drops. */
static void enter_control(docxw_state *w, ard_node *node)
{
    buffer_text(w->out, "<w:sdt");
    docxw_way(w, false, w->out);
    docxw_node(w, node, "", w->out);
    buffer_format(w->out,
                  "><w:sdtPr><w:alias w:val=\"%s\"/><w:tag w:val=\"%s\"/><w:id w:val=\"%u\"/><w:docPartObj>"
                  "<w:docPartGallery w:val=\"AutoText\"/></w:docPartObj></w:sdtPr><w:sdtContent>\n",
                  shown_names[node->kind], kind_about(node->kind)->name, ++w->ids);
    docxw_push(w, node, true);
    docxw_bookmark(w, node, &w->marks);
    w->last = DOCXW_NOTHING;
}

static void leave_control(docxw_state *w, ard_node *node)
{
    (void)node;
    if (w->last == DOCXW_NOTHING)
        docxw_empty(w);
    docxw_pop(w);
    buffer_text(w->out, "</w:sdtContent></w:sdt>\n");
}

/* Whether paragraphs in the style of a quotation say all of a QUOTE: what holds only them, and stands apart from
 * another. */
static bool is_plain_quote(const ard_node *quote)
{
    if (quote->attributes || quote->style || kind_is(quote->previous, QUOTE) || !quote->first)
        return false;
    for (const ard_node *child = quote->first; child; child = child->next)
        if (child->kind != PARAGRAPH)
            return false;
    return true;
}

/* A container that paragraph styles or numbers stand for. */
static void enter_plain(docxw_state *w, ard_node *node)
{
    docxw_push(w, node, false);
    docxw_bookmark(w, node, &w->marks);
}

static void leave_plain(docxw_state *w, ard_node *node)
{
    (void)node;
    docxw_pop(w);
}

static void enter_quote(docxw_state *w, ard_node *node)
{
    (is_plain_quote(node) ? enter_plain : enter_control)(w, node);
}

static void leave_quote(docxw_state *w, ard_node *node)
{
    (is_plain_quote(node) ? leave_plain : leave_control)(w, node);
}

static void enter_list(docxw_state *w, ard_node *node)
{
    docxw_enter_list(w, node);
    enter_plain(w, node);
}

static void leave_list(docxw_state *w, ard_node *node)
{
    if (!node->first)
        docxw_empty(w);
    leave_plain(w, node);
    docxw_leave_list(w, node);
}

static void enter_item(docxw_state *w, ard_node *node)
{
    docxw_enter_item(w, node);
    enter_plain(w, node);
}

static void leave_item(docxw_state *w, ard_node *node)
{
    docxw_leave_item(w, node);
    leave_plain(w, node);
}

/* Definitions without anything inside have a paragraph to show their place. */
static void leave_definition(docxw_state *w, ard_node *node)
{
    if (!node->first)
        docxw_empty(w);
    leave_plain(w, node);
}

typedef struct docxw_work {
    void (*enter)(docxw_state *w, ard_node *node);
    void (*leave)(docxw_state *w, ard_node *node);
    bool alone;
} docxw_work;

static const docxw_work works[KINDS] = {
    [SECTION] = {enter_control, leave_control, false},
    [EXERCISE] = {enter_control, leave_control, false},
    [QUESTION] = {enter_control, leave_control, false},
    [ASIDE] = {enter_control, leave_control, false},
    [FIGURE] = {enter_control, leave_control, false},
    [NOTE] = {enter_control, leave_control, false},
    [QUOTE] = {enter_quote, leave_quote, false},
    [BULLETS] = {enter_list, leave_list, false},
    [NUMBERS] = {enter_list, leave_list, false},
    [ITEM] = {enter_item, leave_item, false},
    [DEFINITIONS] = {enter_plain, leave_definition, false},
    [DEFINITION] = {enter_plain, leave_definition, false},
    [TABLE] = {docxw_enter_table, docxw_leave_table, false},
    [ROW] = {docxw_enter_row, docxw_leave_row, false},
    [CELL] = {docxw_enter_cell, docxw_leave_cell, false},
    [HEADER_CELL] = {docxw_enter_cell, docxw_leave_cell, false},
    [HEADING] = {enter_leaf, leave_leaf, false},
    [PARAGRAPH] = {enter_leaf, leave_leaf, false},
    [INSTRUCTION] = {enter_leaf, leave_leaf, false},
    [VERSE] = {enter_leaf, leave_leaf, false},
    [CAPTION] = {enter_leaf, leave_leaf, false},
    [TERM] = {enter_leaf, leave_leaf, false},
    [CODE_BLOCK] = {enter_leaf, leave_leaf, false},
    [PAGE_MARK] = {enter_leaf, leave_leaf, false},
    [RULE] = {enter_leaf, leave_leaf, false},
    [MATHS_BLOCK] = {enter_formula, NULL, true},
};

/* Works at one event; whether the walk passes over what is below. */
static bool work_on(docxw_state *w, ard_node *node, walk_event event)
{
    const docxw_work *work = works + node->kind;
    kind_class class = kind_about(node->kind)->class;
    if (class == INLINE && event == WALK_LEAVE)
        docxw_leave_inline(w, node);
    else if (class == INLINE)
        return !docxw_enter_inline(w, node);
    else if (event == WALK_ENTER && work->enter) {
        if (node->parent == lesson_root(w->document))
            docxw_turn(w, node);
        work->enter(w, node);
    } else if (event == WALK_LEAVE && work->leave)
        work->leave(w, node);
    return event == WALK_ENTER && work->alone;
}

void docxw_write_below(docxw_state *w, const ard_node *root)
{
    walk steps = walk_of((ard_node *)root); /* it is only read */
    for (walk_event event; (event = walk_next(&steps)) != WALK_END;) {
        ard_node *node = steps.node;
        if (node == root)
            continue;
        bool note = node->kind == NOTE && docxw_is_note(w, node);
        if (kind_about(node->kind)->class == GIVEN || note) {
            if (note && event == WALK_ENTER)
                docxw_note_place(w, node);
            if (event == WALK_ENTER)
                walk_skip(&steps);
            continue;
        }
        if (work_on(w, node, event))
            walk_skip(&steps);
    }
}
