/* The start tags that need more than their element. */
#include "html.h"

#include "base/text.h"
#include "lesson/carry-html.h"
#include "writers/print.h"

#include <stdio.h>
#include <string.h>

/* Adds "<element" and the attributes that every node brings along. */
static void open_tag(html_page *page, const char *element, const ard_node *node, const char *class)
{
    buffer_format(&page->text, "<%s", element);
    html_attributes(page, node, element, class, &page->text);
}

/* Ends a start tag. */
static void close_tag(html_page *page)
{
    html_end_attributes(page, &page->text);
    buffer_byte(&page->text, '>');
}

/* Adds an attribute that is ours. */
static void add_ours(html_page *page, const char *name, const char *value)
{
    markup_attribute(&page->text, name, value);
    html_added(page, name);
}

void html_enter_code(html_page *page, ard_node *node)
{
    open_tag(page, "pre", node, NULL);
    close_tag(page);
    buffer_text(&page->text, "<code>");
}

/* Whether every item begins with a CHECK: such a list shows boxes in place of bullets. */
static bool is_task_list(const ard_node *list)
{
    for (const ard_node *item = list->first; item; item = item->next) {
        const ard_node *leaf = item->first;
        if (!leaf || !kind_is(leaf->first, CHECK))
            return false;
    }
    return list->kind == BULLETS && list->first;
}

/* Which lists have a counter style of the sheet: "3)" is none of HTML's own. */
static const char *counter_class(const ard_node *list)
{
    static const struct {
        const char *type, *class;
    } classes[] = {{"1", "p1"}, {"a", "pa"}, {"A", "pA"}, {"i", "pi"}, {"I", "pI"}};
    const char *after = node_attribute(list, "data-after"), *type = node_attribute(list, "type");
    for (size_t i = 0; after && strcmp(after, ")") == 0 && i < sizeof classes / sizeof *classes; i++)
        if (strcmp(classes[i].type, type ? type : "1") == 0)
            return classes[i].class;
    return NULL;
}

void html_enter_list(html_page *page, ard_node *node)
{
    bool bullets = node->kind == BULLETS;
    open_tag(page, bullets ? "ul" : "ol", node, bullets ? is_task_list(node) ? "taches" : NULL : counter_class(node));
    close_tag(page);
    buffer_byte(&page->text, '\n');
}

/* Adds a style attribute that shows `label` as an item's marker (CSS Lists 3, a string as list-style-type). */
static void add_marker(html_page *page, const char *label)
{
    buffer css = BUFFER_EMPTY;
    buffer_text(&css, "list-style-type:\"");
    for (; *label; label++) {
        if ((unsigned char)*label < ' ' || strchr("\"\\", *label))
            buffer_format(&css, "\\%x ", (unsigned char)*label);
        else
            buffer_byte(&css, *label);
    }
    buffer_text(&css, " \"");
    markup_attribute(&page->text, "style", buffer_string(&css));
    buffer_free(&css);
}

void html_enter_item(html_page *page, ard_node *node)
{
    const char *label = node_attribute(node, "data-label");
    open_tag(page, "li", node, NULL);
    if (label)
        add_marker(page, label);
    close_tag(page);
}

bool html_is_header(const ard_node *cell)
{
    for (const ard_node *leaf = cell->first; cell->kind == HEADER_CELL && leaf; leaf = leaf->next)
        if (leaf->first)
            return true;
    return false;
}

/* The scope of a header that does not say it: a row's where cells with data follow it, else its column's. */
static const char *usual_scope(const ard_node *cell)
{
    const ard_node *other = cell->next;
    while (other && other->kind == HEADER_CELL)
        other = other->next;
    return other && !cell->previous ? "row" : "col";
}

void html_enter_cell(html_page *page, ard_node *node)
{
    bool header = html_is_header(node);
    const char *scope = node_attribute(node, "scope");
    open_tag(page, header ? "th" : "td", node, NULL);
    if (header && !(scope && text_in_list("col row colgroup rowgroup", scope) && strlen(scope) > 2))
        add_ours(page, "scope", usual_scope(node));
    close_tag(page);
}

/* A link without words is named by its address: the only true thing there is to say. In another link it is its text. */
void html_enter_link(html_page *page, ard_node *node)
{
    const char *href = node_attribute(node, "href");
    bool nested = html_in_link(node);
    open_tag(page, nested ? "span" : "a", node, NULL);
    if (href && *href && !nested && !node_attribute(node, "aria-label") && !node_has_words(node))
        add_ours(page, "aria-label", href);
    close_tag(page);
}

const resource *html_picture(const html_page *page, const ard_node *image)
{
    static const char shown[] = "image/png image/jpeg image/gif image/webp image/svg+xml image/bmp image/avif";
    static const char in_books[] = "image/png image/jpeg image/gif image/webp image/svg+xml";
    const resource *picture = image->number ? lesson_resource_at(page->document, image->number) : NULL;
    return picture && text_in_list(page->book ? in_books : shown, picture->media_type) ? picture : NULL;
}

/* A picture that is not here, or that browsers cannot show: its text in brackets, in a picture's place. */
static void add_picture_text(html_page *page, const ard_node *node, const char *text)
{
    open_tag(page, "span", node, "image");
    if (lesson_resource_at(page->document, node->number))
        buffer_format(&page->text, " " CARRY_NUMBER "=\"%d\"", node->number);
    markup_attribute(&page->text, CARRY_FILLED, text ? "1" : NULL);
    close_tag(page);
    if (text) {
        buffer_byte(&page->text, '[');
        buffer_xml(&page->text, text, strlen(text), false);
        buffer_byte(&page->text, ']');
    }
    buffer_text(&page->text, "</span>");
}

/* The picture itself: its bytes in an address, or its file's name. */
static void add_source(html_page *page, int number, const resource *picture)
{
    buffer_format(&page->text, " " CARRY_NUMBER "=\"%d\"", number);
    if (page->book && page->book->picture) {
        page->book->picture(page, number, picture);
        return;
    }
    buffer_format(&page->text, " src=\"data:%s;base64,", picture->media_type);
    buffer_base64(&page->text, picture->bytes, picture->size);
    buffer_byte(&page->text, '"');
}

void html_enter_image(html_page *page, ard_node *node)
{
    const char *alt = node_attribute(node, "alt");
    const resource *any = lesson_resource_at(page->document, node->number), *picture = html_picture(page, node);
    const char *undescribed = added_word_in(page->language, WORD_UNDESCRIBED);
    page->undescribed += !alt;
    if (any && !picture)
        report(page->task->log, node->place, "html.picture.format", any->media_type, NULL);
    if (!picture) {
        add_picture_text(page, node, !alt ? undescribed : *alt ? alt : NULL);
        return;
    }
    if (page->shown && (size_t)node->number <= page->resources)
        page->shown[node->number - 1] = true;
    open_tag(page, "img", node, NULL);
    if (!alt && !node_attribute(node, "title"))
        add_ours(page, "title", undescribed);
    html_end_attributes(page, &page->text);
    buffer width = BUFFER_EMPTY;
    if (html_picture_width(page, node, &width))
        markup_attribute(&page->text, "style", buffer_string(&width));
    buffer_free(&width);
    add_source(page, node->number, picture);
    buffer_text(&page->text, html_void(page));
}

/* The space is drawn where the source shows nothing there; its text is for who cannot see it. */
void html_enter_answer(html_page *page, ard_node *node)
{
    long size;
    if (html_is_field(page, node) || html_is_box(page, node)) {
        (html_is_field(page, node) ? html_enter_field : html_enter_box)(page, node);
        return;
    }
    open_tag(page, "span", node, NULL);
    if (!answer_has_words(node)) {
        buffer_text(&page->text, " role=\"img\"");
        markup_attribute(&page->text, "aria-label", added_word_in(page->language, WORD_ANSWER));
    }
    if (node_whole_number(node, "data-size", &size) && size > 0)
        buffer_format(&page->text, " style=\"min-width:%ldch\"", size > 200 ? 200 : size);
    close_tag(page);
}

/* The box is a picture; what a check holds besides is text beside it. */
void html_enter_check(html_page *page, ard_node *node)
{
    const char *value = node_attribute(node, "aria-checked");
    bool ticked = value && strcmp(value, "true") == 0;
    if (html_is_field(page, node)) {
        html_enter_tick(page, node);
        return;
    }
    open_tag(page, "span", node, NULL);
    if (node->first) {
        close_tag(page);
        buffer_text(&page->text, "<span data-ard=\"" CARRY_MADE "\"");
    } else
        markup_attribute(&page->text, CARRY_FILLED, "1");
    buffer_text(&page->text, " role=\"img\"");
    markup_attribute(&page->text, "aria-label", added_word_in(page->language, ticked ? WORD_TICKED : WORD_BOX));
    html_end_attributes(page, &page->text);
    buffer_text(&page->text, ticked ? ">☑" : ">☐");
    if (node->first)
        buffer_text(&page->text, "</span>");
}

/* Gives a node an id where it has none, for a book's lists. */
static void add_id(html_page *page, const ard_node *node, const char *base)
{
    const char *id = html_id_of(page, node);
    if (!page->book || !page->book->seen)
        return;
    if (!id && !node_attribute(node, "id")) {
        id = html_new_id(page, base, node);
        add_ours(page, "id", id);
    }
    if (id)
        page->book->seen(page, node, id);
}

void html_enter_heading(html_page *page, ard_node *node, const char *element)
{
    open_tag(page, element, node, NULL);
    add_id(page, node, "titre");
    close_tag(page);
}

void html_enter_mark(html_page *page, ard_node *node)
{
    const char *title = node_attribute(node, "title");
    bool line = node->kind == LINE_MARK, filled = title && *title && !node->first;
    buffer name = BUFFER_EMPTY;
    bool numbered = title && *title;
    buffer_format(&name, "%s%s%s", added_word_in(page->language, line ? WORD_LINE : WORD_PAGE), numbered ? " " : "",
                  numbered ? title : "");
    open_tag(page, node->kind == PAGE_MARK ? "div" : "span", node, NULL);
    if (!line)
        add_id(page, node, "page");
    if (!line && page->xml)
        buffer_text(&page->text, " epub:type=\"pagebreak\"");
    buffer_text(&page->text, line ? " role=\"img\"" : " role=\"doc-pagebreak\"");
    markup_attribute(&page->text, "aria-label", numbered || line ? buffer_string(&name) : NULL);
    markup_attribute(&page->text, CARRY_FILLED, filled ? "1" : NULL);
    close_tag(page);
    if (filled && !line && print_is_large(page->document)) {
        buffer_reset(&name);
        print_page_name(page->document, page->language, title, &name);
        buffer_xml(&page->text, buffer_string(&name), name.size, false);
    } else if (filled)
        buffer_xml(&page->text, title, strlen(title), false);
    buffer_free(&name);
}

void html_note_mark(const noted *row, buffer *out)
{
    size_t before = out->size;
    walk w = walk_of((ard_node *)row->reference);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->kind == TEXT)
            buffer_text(out, w.node->text);
    if (out->size == before)
        buffer_format(out, "%d", row->number);
}

const char *html_reference_id(html_page *page, const noted *row)
{
    char base[32];
    const char *own = html_id_of(page, row->reference);
    if (own)
        return own;
    snprintf(base, sizeof base, "appel-%d", row->number);
    const char *given = table_value(page->references, base);
    if (given)
        return given;
    given = html_new_id(page, base, row->reference);
    table_set(page->references, base, (void *)given);
    return given;
}

/* Adds what makes a reference of a link: role and name. */
static void add_reference(html_page *page, const ard_node *node, const noted *row, const char *mark)
{
    buffer name = BUFFER_EMPTY;
    if (row->reference == node && !html_id_of(page, node))
        add_ours(page, "id", html_reference_id(page, row));
    buffer_text(&page->text, page->xml ? " epub:type=\"noteref\" role=\"doc-noteref\"" : " role=\"doc-noteref\"");
    buffer_format(&name, "%s %s", added_word_in(page->language, WORD_NOTE), mark);
    markup_attribute(&page->text, "aria-label", buffer_string(&name));
    buffer_free(&name);
}

/* A reference that leads nowhere, or stands in a link, is written as its text. */
void html_enter_note_reference(html_page *page, ard_node *node)
{
    const noted *row = notes_of(page->notes, node);
    bool raised = kind_is(node->parent, SUPERSCRIPT), link = row && !html_in_link(node);
    buffer mark = BUFFER_EMPTY;
    if (row)
        html_note_mark(row, &mark);
    open_tag(page, link ? "a" : "span", node, raised ? NULL : "appel");
    if (link)
        add_reference(page, node, row, buffer_string(&mark));
    markup_attribute(&page->text, CARRY_FILLED, row && !node->first ? "1" : NULL);
    close_tag(page);
    if (row && !node->first)
        buffer_xml(&page->text, buffer_string(&mark), mark.size, false);
    buffer_free(&mark);
}
