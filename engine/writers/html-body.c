/* The walk over the lesson, and how each kind is written. */
#include "html.h"

#include "lesson/asked.h"
#include "lesson/carry-html.h"

#include <string.h>

/* How a kind is written: its element and class, and what its start tag needs beyond them. */
typedef struct html_row {
    const char *element, *class;
    void (*enter)(html_page *page, ard_node *node); /* writes the whole start tag */
    const char *end;                                /* the end tags, where they are more than the element's */
    bool line;                                      /* a line of its own: a newline after its end */
    bool alone;                                     /* what is below it is not walked */
} html_row;

static const html_row rows[KINDS] = {
    [SECTION] = {"section", NULL, NULL, NULL, true, false},
    [EXERCISE] = {"section", NULL, NULL, NULL, true, false},
    [QUESTION] = {"section", NULL, NULL, NULL, true, false},
    [ASIDE] = {"div", "encadre", NULL, NULL, true, false},
    [QUOTE] = {"blockquote", NULL, NULL, NULL, true, false},
    [FIGURE] = {"figure", NULL, NULL, NULL, true, false},
    [BULLETS] = {"ul", NULL, html_enter_list, NULL, true, false},
    [NUMBERS] = {"ol", NULL, html_enter_list, NULL, true, false},
    [ITEM] = {"li", NULL, html_enter_item, NULL, true, false},
    [DEFINITIONS] = {"dl", NULL, NULL, NULL, true, false},
    [DEFINITION] = {"dd", NULL, NULL, NULL, true, false},
    [TABLE] = {"table", NULL, NULL, NULL, true, false},
    [ROW] = {"tr", NULL, NULL, NULL, true, false},
    [CELL] = {"td", NULL, html_enter_cell, "</td>", false, false},
    [HEADER_CELL] = {"th", NULL, html_enter_cell, NULL, false, false},
    [NOTE] = {"div", NULL, NULL, NULL, true, false},
    [HEADING] = {"h", NULL, NULL, NULL, true, false},
    [PARAGRAPH] = {"p", NULL, NULL, NULL, true, false},
    [INSTRUCTION] = {"p", NULL, NULL, NULL, true, false},
    [VERSE] = {"p", NULL, NULL, NULL, true, false},
    [CAPTION] = {"p", "legende", NULL, NULL, true, false},
    [TERM] = {"dt", NULL, NULL, NULL, true, false},
    [CODE_BLOCK] = {"pre", NULL, html_enter_code, "</code></pre>", true, false},
    [MATHS_BLOCK] = {NULL, NULL, html_enter_maths, "", false, true},
    [RULE] = {"hr", NULL, NULL, "", true, true},
    [PAGE_MARK] = {"div", NULL, html_enter_mark, NULL, true, false},
    [SPAN] = {"span", NULL, NULL, NULL, false, false},
    [EMPHASIS] = {"em", NULL, NULL, NULL, false, false},
    [STRONG] = {"strong", NULL, NULL, NULL, false, false},
    [UNDERLINE] = {"u", NULL, NULL, NULL, false, false},
    [STRIKE] = {"s", NULL, NULL, NULL, false, false},
    [MARK] = {"mark", NULL, NULL, NULL, false, false},
    [SUBSCRIPT] = {"sub", NULL, NULL, NULL, false, false},
    [SUPERSCRIPT] = {"sup", NULL, NULL, NULL, false, false},
    [CODE] = {"code", NULL, NULL, NULL, false, false},
    [INLINE_QUOTE] = {"q", NULL, NULL, NULL, false, false},
    [ABBREVIATION] = {"abbr", NULL, NULL, NULL, false, false},
    [LINK] = {"a", NULL, html_enter_link, NULL, false, false},
    [IMAGE] = {NULL, NULL, html_enter_image, "", false, true},
    [BREAK] = {"br", NULL, NULL, "", false, true},
    [NOTE_REFERENCE] = {"a", NULL, html_enter_note_reference, NULL, false, false},
    [PAGE_REFERENCE] = {"span", NULL, html_enter_mark, NULL, false, false},
    [LINE_MARK] = {"span", NULL, html_enter_mark, NULL, false, false},
    [ANSWER] = {"span", NULL, html_enter_answer, NULL, false, false},
    [CHECK] = {"span", NULL, html_enter_check, NULL, false, false},
    [MATHS] = {NULL, NULL, html_enter_maths, "", false, true},
};

/* Containers whose only content may stand without a paragraph around it. */
static bool holds_bare_text(const ard_node *node)
{
    return node_is_cell(node) || kind_is(node, ITEM) || kind_is(node, DEFINITION);
}

/* Whether a paragraph says nothing that its list item or cell does not: it is written without tags, unless
 * its lines take turns. A list may follow
 * it in its item. */
static bool is_bare(const html_page *page, const ard_node *node)
{
    const ard_node *next = node->next;
    bool list = kind_is(next, BULLETS) || kind_is(next, NUMBERS);
    return !page->lines && node->kind == PARAGRAPH && holds_bare_text(node->parent) && !node->previous &&
           !node->attributes && !node->style && !kind_is(node->first, PAGE_REFERENCE) &&
           (!next || (list && node->parent->kind == ITEM));
}

/* Whether a caption is its figure's: HTML has one there, first or last. */
static bool is_figure_caption(const ard_node *node)
{
    const ard_node *parent = node->parent;
    return kind_is(parent, FIGURE) && (!node->previous || (!node->next && !kind_is(parent->first, CAPTION)));
}

/* The element of a node, as its start and its end tag must both name it. */
static const char *element_of(const html_page *page, const ard_node *node)
{
    static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    bool loose = (node->kind == DEFINITIONS && !html_is_definitions(node)) ||
                 ((node->kind == TERM || node->kind == DEFINITION) && kind_is(node->parent, DEFINITIONS) &&
                  !html_is_definitions(node->parent));
    if (node->kind == HEADING)
        return headings[node->number < 1 ? 0 : node->number > 6 ? 5 : node->number - 1];
    if (node->kind == CAPTION && is_figure_caption(node))
        return "figcaption";
    if (node->kind == HEADER_CELL)
        return html_is_header(node) ? "th" : "td";
    if (node->kind == LINK || node->kind == NOTE_REFERENCE)
        return html_in_link(node) || (node->kind == NOTE_REFERENCE && !notes_of(page->notes, node)) ? "span" : "a";
    if (html_is_mark(page, node))
        return "b";
    return loose ? "div" : rows[node->kind].element;
}

bool html_is_definitions(const ard_node *list)
{
    return kind_is(list->first, TERM) && kind_is(list->last, DEFINITION);
}

/* Adds the tags of row groups before (or, `after`, behind) a row. */
static void add_groups(html_page *page, const ard_node *row, bool after)
{
    int index, head = table_head(row, &index);
    if (after)
        buffer_text(&page->text, kind_is(row->next, ROW) ? "" : index < head ? "</thead>\n" : "</tbody>\n");
    else if (!index)
        buffer_text(&page->text, head ? "<thead>\n" : "<tbody>\n");
    else if (index == head)
        buffer_text(&page->text, "</thead>\n<tbody>\n");
}

/* Adds the tags around a table's captions: the first ones are one <caption>, those among the rows are rows. */
static void start_table_caption(html_page *page, const ard_node *node)
{
    const ard_node *first = node;
    while (kind_is(first->previous, CAPTION))
        first = first->previous;
    bool own = !first->previous, alone = own && first == node && !kind_is(node->next, CAPTION);
    if (own && !alone && node == first)
        buffer_text(&page->text, "<caption>");
    buffer_text(&page->text, !own ? "<tbody><tr><td" : alone ? "<caption" : "<div");
    html_attributes(page, node, !own ? "td" : alone ? "caption" : "div", own ? NULL : "legende", &page->text);
    buffer_byte(&page->text, '>');
}

static void end_table_caption(html_page *page, const ard_node *node)
{
    const ard_node *first = node;
    while (kind_is(first->previous, CAPTION))
        first = first->previous;
    bool own = !first->previous, last = !kind_is(node->next, CAPTION), alone = own && first == node && last;
    buffer_text(&page->text, !own ? "</td></tr></tbody>\n" : alone ? "</caption>\n" : "</div>");
    if (own && !alone && last)
        buffer_text(&page->text, "</caption>\n");
}

/* Writes a start tag, with those of groups around it or inside it. */
static void start_tag(html_page *page, ard_node *node)
{
    const html_row *row = rows + node->kind;
    if (kind_is(node, CAPTION) && kind_is(node->parent, TABLE)) {
        start_table_caption(page, node);
        return;
    }
    if (node->kind == ROW)
        add_groups(page, node, false);
    const char *element = element_of(page, node);
    if (html_is_mark(page, node)) {
        html_start_mark(page, node);
        return;
    }
    if (row->enter) {
        row->enter(page, node);
        return;
    }
    if (node->kind == HEADING) {
        html_enter_heading(page, node, element);
        return;
    }
    bool own = node->kind == CAPTION && is_figure_caption(node);
    buffer_format(&page->text, "<%s", element);
    html_attributes(page, node, element, own ? NULL : row->class, &page->text);
    if (node->kind == ASIDE)
        markup_attribute(&page->text, "role", html_aside_role(node));
    html_end_attributes(page, &page->text);
    buffer_text(&page->text, row->alone ? html_void(page) : ">");
    if (kind_about(node->kind)->class == CONTAINER && row->line && !holds_bare_text(node))
        buffer_byte(&page->text, '\n');
}

void html_start(html_page *page, ard_node *node)
{
    html_group(page, node, SIDE_BEFORE);
    start_tag(page, node);
    html_group(page, node, SIDE_FIRST);
}

static void end_tag(html_page *page, ard_node *node)
{
    const html_row *row = rows + node->kind;
    if (node->kind == ANSWER && (html_is_field(page, node) || html_is_box(page, node)))
        buffer_text(&page->text, "</span>");
    if (kind_is(node, CAPTION) && kind_is(node->parent, TABLE)) {
        end_table_caption(page, node);
        return;
    }
    if (row->end)
        buffer_text(&page->text, row->end);
    else
        buffer_format(&page->text, "</%s>", element_of(page, node));
    if (row->line)
        buffer_byte(&page->text, '\n');
    if (node->kind == ROW)
        add_groups(page, node, true);
}

void html_end(html_page *page, ard_node *node)
{
    html_group(page, node, SIDE_LAST);
    end_tag(page, node);
    html_group(page, node, SIDE_AFTER);
}

/* Adds text. Where it has blanks that HTML folds, they are kept by a style of their own. */
static void add_characters(html_page *page, const ard_node *node)
{
    bool folds = strpbrk(node->text, "\t\n") || strstr(node->text, "  ");
    bool kept = node->parent && (node->parent->kind == CODE_BLOCK || node->parent->kind == VERSE);
    if (folds && !kept)
        buffer_text(&page->text, "<span class=\"blancs\" data-ard=\"" CARRY_BLANKS "\">");
    size_t rest = html_asked_text(page, node->text);
    html_said_text(page, node, rest);
    if (folds && !kept)
        buffer_text(&page->text, "</span>");
}

void html_page_flush(html_page *page)
{
    page->failed = page->failed || page->text.failed;
    if (page->book) /* it takes the text itself, a page at a time */
        return;
    output_add(page->output, buffer_string(&page->text), page->text.size);
    buffer_reset(&page->text);
}

/* Whether the walk passes over a node with all below it: what filters gave, and the notes that stand at the end. Where one
 * of these stood is marked, unless it stood there. */
static bool passes_over(html_page *page, const ard_node *node, bool enters)
{
    const noted *row = node->kind == NOTE ? notes_of(page->notes, node) : NULL;
    if (row && enters) {
        page->at_tail = page->at_tail || node == page->tail;
        if (!page->at_tail)
            buffer_format(&page->text,
                          "<div data-ard=\"" CARRY_NOTE_PLACE "\" " CARRY_NUMBER "=\"%d\" hidden%s></div>\n",
                          row->number, page->xml ? "=\"hidden\"" : "");
    }
    return row || kind_about(node->kind)->class == GIVEN;
}

/* A start or an end tag, and in it what is said of what a question asks about. */
static void write_tag(html_page *page, ard_node *node, bool starts)
{
    bool asked = node_is_asked(node);
    if (asked && !starts)
        html_asked_end(page, node);
    (starts ? html_start : html_end)(page, node);
    if (asked && starts)
        html_asked_begin(page, node);
}

/* Writes what is below a node. */
static void write_below(html_page *page, ard_node *root)
{
    enum { PIECE = 1 << 16 };
    walk w = walk_of(root);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        const html_row *row = rows + node->kind;
        if (node == root)
            continue;
        if (event == WALK_ENTER && page->book && page->book->before && kind_is_block(node->kind))
            page->book->before(page, node);
        if (passes_over(page, node, event == WALK_ENTER)) {
            walk_skip(&w);
            continue;
        }
        if (event == WALK_ENTER && row->alone)
            walk_skip(&w);
        if (page->label)
            html_close_label(page, node, event == WALK_ENTER);
        if (page->late.size && (event == WALK_LEAVE ? kind_is_block(node->kind) : row->alone))
            html_asked_flush(page);
        if (node->kind == TEXT && event == WALK_ENTER)
            add_characters(page, node);
        else if ((row->element || row->enter) && !is_bare(page, node) && !(row->alone && event == WALK_LEAVE)) {
            if (event == WALK_ENTER)
                html_said_node(page, node, true);
            write_tag(page, node, event == WALK_ENTER);
            if (row->alone)
                html_said_node(page, node, false);
        }
        if (page->text.size > PIECE)
            html_page_flush(page);
    }
}

/* The notes that stand at the lesson's end, in the order of their numbers: the first of them. */
static const ard_node *tail_of(const html_page *page)
{
    const ard_node *first = NULL;
    int number = 0;
    for (const ard_node *n = lesson_root(page->document)->last; n; n = n->previous) {
        const noted *row = n->kind == NOTE ? notes_of(page->notes, n) : NULL;
        if (kind_about(n->kind)->class == GIVEN)
            continue;
        if (!row || (first && row->number > number))
            break;
        number = row->number;
        first = n;
    }
    return first;
}

void html_body(html_page *page)
{
    page->tail = tail_of(page);
    write_below(page, lesson_root(page->document));
}

/* Writes a note: it begins with its mark, which leads back. */
static void write_note(html_page *page, const noted *row)
{
    const char *element = page->xml ? "aside" : "div", *type = node_attribute(row->note, "epub:type");
    buffer mark = BUFFER_EMPTY, name = BUFFER_EMPTY, back = BUFFER_EMPTY;
    html_note_mark(row, &mark);
    buffer_format(&name, "%s, %s", buffer_string(&mark), added_word_in(page->language, WORD_BACK));
    buffer_format(&back, "#%s", html_reference_id(page, row));
    buffer_format(&page->text, "<%s", element);
    html_attributes(page, row->note, element, NULL, &page->text);
    if (page->xml && !type) {
        buffer_text(&page->text, " epub:type=\"footnote\"");
        html_added(page, "epub:type");
    }
    html_end_attributes(page, &page->text);
    buffer_format(&page->text,
                  " " CARRY_NUMBER "=\"%d\" role=\"doc-footnote\">\n<a data-ard=\"" CARRY_MADE
                  "\" role=\"doc-backlink\"",
                  row->number);
    html_href(page, row->note, buffer_string(&back), &page->text);
    markup_attribute(&page->text, "aria-label", buffer_string(&name));
    buffer_byte(&page->text, '>');
    buffer_xml(&page->text, buffer_string(&mark), mark.size, false);
    buffer_text(&page->text, "</a>\n<div>\n");
    buffer_free(&mark);
    buffer_free(&name);
    buffer_free(&back);
    write_below(page, (ard_node *)row->note);
    buffer_format(&page->text, "</div>\n</%s>\n", element);
}

void html_notes(html_page *page, bool (*belongs)(const html_page *page, const noted *row))
{
    bool any = false;
    for (const noted *row = notes_first(page->notes); row; row = row->next) {
        if (belongs && !belongs(page, row))
            continue;
        if (!any) {
            buffer_text(&page->text, "<section data-ard=\"" CARRY_NOTES "\" role=\"doc-endnotes\"");
            markup_attribute(&page->text, "aria-label", added_word_in(page->language, WORD_NOTES));
            buffer_format(&page->text, ">\n<hr data-ard=\"" CARRY_MADE "\"%s\n", html_void(page));
        }
        any = true;
        write_note(page, row);
    }
    if (any)
        buffer_text(&page->text, "</section>\n");
}
