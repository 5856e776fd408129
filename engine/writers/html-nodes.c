/* The start tags that need more than their element. */
#include "html.h"

#include "base/text.h"
#include "maths/mathml.h"

#include <stdio.h>
#include <string.h>

/* Adds "<element" and the attributes that every node brings along. */
static void open_tag(html_page *page, const char *element, const ard_node *node, const char *class)
{
    buffer_format(&page->text, "<%s", element);
    html_attributes(page, node, class, &page->text);
}

/* Adds an attribute that is a whole number, where it is one and not `usual`. */
static void add_number(html_page *page, const ard_node *node, const char *name, long usual, long least, long most)
{
    long number;
    if (node_whole_number(node, name, &number) && number != usual && number >= least && number <= most)
        buffer_format(&page->text, " %s=\"%ld\"", name, number);
}

void html_enter_code(html_page *page, ard_node *node)
{
    open_tag(page, "pre", node, NULL);
    buffer_text(&page->text, "><code>");
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
    const char *type = node_attribute(node, "type");
    if (node->kind == BULLETS) {
        open_tag(page, "ul", node, is_task_list(node) ? "taches" : NULL);
    } else {
        open_tag(page, "ol", node, counter_class(node));
        add_number(page, node, "start", 1, -1000000, 1000000);
        if (type && type[0] && !type[1] && strchr("aAiI", type[0]))
            html_attribute(&page->text, "type", type);
    }
    buffer_text(&page->text, ">\n");
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
    html_attribute(&page->text, "style", buffer_string(&css));
    buffer_free(&css);
}

void html_enter_item(html_page *page, ard_node *node)
{
    const char *label = node_attribute(node, "data-label");
    open_tag(page, "li", node, NULL);
    if (kind_is(node->parent, NUMBERS))
        add_number(page, node, "value", -1000001, -1000000, 1000000);
    if (label)
        add_marker(page, label);
    buffer_byte(&page->text, '>');
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
    add_number(page, node, "colspan", 1, 2, 1000);
    add_number(page, node, "rowspan", 1, 2, 65534);
    if (header)
        html_attribute(&page->text, "scope",
                       scope && text_in_list("col row colgroup rowgroup", scope) ? scope : usual_scope(node));
    buffer_byte(&page->text, '>');
}

/* A link without words is named by its address: the only true thing there is to say. */
void html_enter_link(html_page *page, ard_node *node)
{
    const char *href = node_attribute(node, "href");
    open_tag(page, "a", node, NULL);
    html_href(page, node, &page->text);
    if (href && !node_attribute(node, "aria-label") && !node_has_words(node))
        html_attribute(&page->text, "aria-label", href);
    buffer_byte(&page->text, '>');
}

/* A picture that is not here, or that browsers cannot show: its text in brackets, in a picture's place. */
static void add_picture_text(html_page *page, const ard_node *node, const char *text)
{
    open_tag(page, "span", node, "image");
    buffer_text(&page->text, ">[");
    buffer_xml(&page->text, text, strlen(text), false);
    buffer_text(&page->text, "]</span>");
}

void html_enter_image(html_page *page, ard_node *node)
{
    static const char shown[] = "image/png image/jpeg image/gif image/webp image/svg+xml image/bmp image/avif";
    const char *alt = node_attribute(node, "alt");
    const resource *picture = node->number ? lesson_resource_at(page->document, node->number) : NULL;
    const char *undescribed = added_word_in(page->language, WORD_UNDESCRIBED);
    bool showable = picture && picture->media_type && text_in_list(shown, picture->media_type);
    page->undescribed += !alt;
    if (picture && !showable)
        report(page->task->log, node->place, "html.picture.format", picture->media_type, NULL);
    if (!showable) {
        if (!alt || *alt)
            add_picture_text(page, node, alt ? alt : undescribed);
        return;
    }
    open_tag(page, "img", node, NULL);
    html_attribute(&page->text, "alt", alt);
    if (!alt && !node_attribute(node, "title"))
        html_attribute(&page->text, "title", undescribed);
    add_number(page, node, "width", 0, 1, 100000);
    add_number(page, node, "height", 0, 1, 100000);
    buffer_format(&page->text, " src=\"data:%s;base64,", picture->media_type);
    buffer_base64(&page->text, picture->bytes, picture->size);
    buffer_text(&page->text, "\">");
}

/* Whether a node of a formula has an id that another node of the page has. */
static bool shares_id(html_page *page, const ard_node *formula)
{
    walk w = walk_of((ard_node *)formula); /* it is only read */
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && node_attribute(w.node, "id") && !html_id_of(page, w.node))
            return true;
    return false;
}

/* Adds a formula without the ids in its start tags: an id that stands twice in a page is no id. */
static void add_without_ids(const char *text, size_t size, buffer *out)
{
    static const char id[] = " id=\"";
    bool in_tag = false;
    for (size_t i = 0; i < size; i++) {
        in_tag = text[i] == '<' || (in_tag && text[i] != '>');
        const char *end = NULL;
        if (in_tag && size - i > sizeof id && memcmp(text + i, id, sizeof id - 1) == 0)
            end = memchr(text + i + sizeof id - 1, '"', size - i - sizeof id + 1);
        if (end)
            i = (size_t)(end - text);
        else
            buffer_byte(out, text[i]);
    }
}

void html_enter_maths(html_page *page, ard_node *node)
{
    buffer made = BUFFER_EMPTY;
    mathml_write(node, "", &made);
    if (shares_id(page, node))
        add_without_ids(buffer_string(&made), made.size, &page->text);
    else
        buffer_add(&page->text, buffer_string(&made), made.size);
    if (node->kind == MATHS_BLOCK)
        buffer_byte(&page->text, '\n');
    page->failed = page->failed || made.failed;
    buffer_free(&made);
}

/* The space is drawn where the source shows nothing there; its text is for who cannot see it. */
void html_enter_answer(html_page *page, ard_node *node)
{
    long size;
    open_tag(page, "span", node, NULL);
    if (!answer_has_words(node)) {
        buffer_text(&page->text, " role=\"img\"");
        html_attribute(&page->text, "aria-label", added_word_in(page->language, WORD_ANSWER));
    }
    if (node_whole_number(node, "data-size", &size) && size > 0)
        buffer_format(&page->text, " style=\"min-width:%ldch\"", size > 200 ? 200 : size);
    buffer_byte(&page->text, '>');
}

void html_enter_check(html_page *page, ard_node *node)
{
    const char *value = node_attribute(node, "aria-checked");
    bool ticked = value && strcmp(value, "true") == 0;
    open_tag(page, "span", node, NULL);
    buffer_text(&page->text, " role=\"img\"");
    html_attribute(&page->text, "aria-label", added_word_in(page->language, ticked ? WORD_TICKED : WORD_BOX));
    buffer_text(&page->text, ticked ? ">☑" : ">☐");
}

void html_enter_mark(html_page *page, ard_node *node)
{
    const char *title = node_attribute(node, "title");
    bool line = node->kind == LINE_MARK;
    buffer name = BUFFER_EMPTY;
    buffer_format(&name, "%s%s%s", added_word_in(page->language, line ? WORD_LINE : WORD_PAGE), title ? " " : "",
                  title ? title : "");
    open_tag(page, node->kind == PAGE_MARK ? "div" : "span", node, NULL);
    buffer_text(&page->text, line ? " role=\"img\"" : " role=\"doc-pagebreak\"");
    html_attribute(&page->text, "aria-label", buffer_string(&name));
    buffer_byte(&page->text, '>');
    if (title && !node->first)
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

/* A reference that leads nowhere is written as its text. */
void html_enter_note_reference(html_page *page, ard_node *node)
{
    const noted *row = notes_of(page->notes, node);
    bool raised = kind_is(node->parent, SUPERSCRIPT);
    if (!row) {
        buffer_format(&page->text, "<span%s>", raised ? "" : " class=\"appel\"");
        return;
    }
    buffer mark = BUFFER_EMPTY;
    html_note_mark(row, &mark);
    buffer_format(&page->text, "<a data-ard=\"note-reference\" role=\"doc-noteref\"%s",
                  raised ? "" : " class=\"appel\"");
    if (row->reference == node)
        html_attribute(&page->text, "id", html_reference_id(page, row));
    buffer name = BUFFER_EMPTY;
    buffer_format(&name, "%s %s", added_word_in(page->language, WORD_NOTE), buffer_string(&mark));
    html_attribute(&page->text, "aria-label", buffer_string(&name));
    html_href(page, node, &page->text);
    buffer_byte(&page->text, '>');
    if (!node->first)
        buffer_xml(&page->text, buffer_string(&mark), mark.size, false);
    buffer_free(&name);
    buffer_free(&mark);
}
