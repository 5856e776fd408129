/* DTBook: what each kind is written as, levels apart. */
#include "writers/dtbook.h"

#include "base/text.h"
#include "lesson/fields.h"
#include "maths/mathml.h"

#include <string.h>

/* A kind's element; `class` where the element says less than the kind, `below` what it holds where the tree has nothing. */
typedef struct element_row {
    const char *name;
    bool class;
    bool id; /* it is heard by itself, so a package needs its id */
    const char *fixed, *below;
} element_row;

static const element_row elements[KINDS] = {
    [ASIDE] = {"sidebar", false, false, " render=\"optional\"", "<p/>"},
    [QUOTE] = {"blockquote", false, false, NULL, "<p/>"},
    [FIGURE] = {"div", true, false, NULL, "<p/>"},
    [BULLETS] = {"list", false, false, NULL, "<li/>"},
    [NUMBERS] = {"list", false, false, NULL, "<li/>"},
    [ITEM] = {"li", false, false, NULL, NULL},
    [DEFINITIONS] = {"dl", false, false, NULL, "<dt/>"},
    [DEFINITION] = {"dd", false, false, NULL, NULL},
    [TABLE] = {"table", false, false, NULL, "<tr><td/></tr>"},
    [ROW] = {"tr", false, false, NULL, "<td/>"},
    [CELL] = {"td", false, false, NULL, NULL},
    [HEADER_CELL] = {"th", false, false, NULL, NULL},
    [NOTE] = {"note", false, true, NULL, "<p/>"},
    [PARAGRAPH] = {"p", false, true, NULL, NULL},
    [INSTRUCTION] = {"p", true, true, NULL, NULL},
    [VERSE] = {"linegroup", false, true, NULL, NULL},
    [CAPTION] = {"p", true, true, NULL, NULL},
    [TERM] = {"dt", false, true, NULL, NULL},
    [CODE_BLOCK] = {"p", true, true, " xml:space=\"preserve\"", NULL},
    [MATHS_BLOCK] = {"p", true, true, NULL, NULL},
    [RULE] = {"p", true, false, NULL, NULL},
    [SPAN] = {"span", false, false, NULL, NULL},
    [EMPHASIS] = {"em", false, false, NULL, NULL},
    [STRONG] = {"strong", false, false, NULL, NULL},
    [UNDERLINE] = {"span", true, false, NULL, NULL},
    [STRIKE] = {"span", true, false, NULL, NULL},
    [MARK] = {"span", true, false, NULL, NULL},
    [SUBSCRIPT] = {"sub", false, false, NULL, NULL},
    [SUPERSCRIPT] = {"sup", false, false, NULL, NULL},
    [CODE] = {"code", false, false, NULL, NULL},
    [INLINE_QUOTE] = {"q", false, false, NULL, NULL},
    [ABBREVIATION] = {"abbr", false, false, NULL, NULL},
    [LINK] = {"a", false, false, NULL, NULL},
    [ANSWER] = {"span", true, false, NULL, NULL},
    [CHECK] = {"span", true, false, NULL, NULL},
    [LINE_MARK] = {"span", true, false, NULL, NULL},
};

/* Whether a figure holds pictures and captions alone, which DTBook's imggroup is for. */
static bool is_group(const ard_node *figure)
{
    bool picture = false;
    for (const ard_node *n = figure->first; n; n = n->next) {
        if (n->kind != CAPTION && n->kind != PARAGRAPH)
            return false;
        for (const ard_node *in = n->kind == PARAGRAPH ? n->first : NULL; in; in = in->next)
            if (in->kind == IMAGE)
                picture = true;
            else if (in->kind != TEXT || !text_is_blank(in->text))
                return false;
    }
    return picture;
}

/* ---- What is more than an element ---------------------------------------------------------------------------------- */

/* The address of a link as it is written: one that nothing forbids, or the id of a node. NULL: none. */
static const char *address_of(dtbook_page *page, const ard_node *link)
{
    const char *href = node_attribute(link, "href");
    if (!href || !*href)
        return NULL;
    if (*href != '#')
        return href_is_safe(href) ? href : NULL;
    const dtbook_id *kept = table_value(page->ids, href + 1);
    buffer whole = BUFFER_EMPTY;
    buffer_format(&whole, "#%s", kept ? kept->written : "");
    href = kept ? arena_string(page->pool, buffer_string(&whole)) : NULL;
    buffer_free(&whole);
    return href;
}

static void add_link(dtbook_page *page, const ard_node *link)
{
    const char *address = address_of(page, link);
    markup_attribute(&page->text, "href", address);
    if (address && *address != '#')
        buffer_text(&page->text, " external=\"true\"");
}

static bool is_explicit(const ard_node *list)
{
    const char *after = node_attribute(list, "data-after");
    if (node_attribute(list, "data-bullet") || (after && strcmp(after, ".") != 0))
        return true;
    for (const ard_node *item = list->first; item; item = item->next)
        if (node_attribute(item, "data-label") || node_attribute(item, "value"))
            return true;
    return false;
}

/* Lists whose labels DTBook does not count hold them as text: "pl" (Z39.86-2005). */
static void add_list(dtbook_page *page, const ard_node *list)
{
    const char *type = node_attribute(list, "type"), *start = node_attribute(list, "start");
    bool numbers = list->kind == NUMBERS, written = is_explicit(list);
    markup_attribute(&page->text, "type", written ? "pl" : numbers ? "ol" : "ul");
    if (written && numbers)
        buffer_text(&page->text, " class=\"ard-numbers\"");
    if (written || !numbers)
        return;
    if (type && strlen(type) == 1 && strchr("aAiI", *type))
        markup_attribute(&page->text, "enum", type);
    markup_attribute(&page->text, "start", start && text_is_digit((unsigned char)*start) ? start : NULL);
}

/* The label of an item of a "pl" list, and a blank. */
static void add_label(dtbook_page *page, const ard_node *item)
{
    const char *own = node_attribute(item, "data-label");
    buffer label = BUFFER_EMPTY;
    bool next = page->counted && page->counted == item->previous;
    long number = next ? page->count : list_before(item->parent);
    for (const ard_node *n = next ? item : item->parent->first; n; n = n == item ? NULL : n->next)
        number = kind_is(n, ITEM) ? list_number(n, number) : number;
    page->counted = item;
    page->count = number;
    if (own)
        buffer_text(&label, own);
    else
        list_label(item->parent, number, &label);
    buffer_text(&page->text, "<lic class=\"ard-label\">");
    buffer_xml(&page->text, buffer_string(&label), label.size, false);
    buffer_text(&page->text, "</lic> ");
    buffer_free(&label);
}

static void add_cell(dtbook_page *page, const ard_node *cell)
{
    static const char *const names[] = {"colspan", "rowspan"};
    for (int i = 0; i < 2; i++)
        if (node_attribute(cell, names[i]))
            buffer_format(&page->text, " %s=\"%ld\"", names[i], node_span(cell, names[i], 1000));
    const char *scope = node_attribute(cell, "scope");
    if (cell->kind == HEADER_CELL && scope && text_in_list("col row colgroup rowgroup", scope))
        markup_attribute(&page->text, "scope", scope);
}

static void add_maths(dtbook_page *page, const ard_node *maths)
{
    static const char start[] = "<m:math";
    buffer out = BUFFER_EMPTY, words = BUFFER_EMPTY;
    mathml_write(maths, "m:", &out);
    if (!node_attribute(maths, "alttext"))
        mathml_linear(maths, &words);
    buffer_text(&page->text, start);
    if (words.size)
        markup_attribute(&page->text, "alttext", buffer_string(&words));
    if (out.size > sizeof start - 1)
        buffer_add(&page->text, out.data + sizeof start - 1, out.size - (sizeof start - 1));
    page->text.failed |= out.failed;
    buffer_free(&out);
    buffer_free(&words);
}

static void add_image(dtbook_page *page, const ard_node *image)
{
    const resource *picture = lesson_resource_at(page->document, image->number);
    const char *alt = node_attribute(image, "alt");
    if (!picture) {
        buffer_xml(&page->text, alt ? alt : "", alt ? strlen(alt) : 0, false);
        return;
    }
    page->undescribed += !alt;
    buffer_text(&page->text, alt ? "<img" : "<img class=\"ard-undescribed\"");
    buffer_text(&page->text, " src=\"");
    if (page->book && page->book->picture)
        page->book->picture(page, image->number, picture);
    else {
        buffer_format(&page->text, "data:%s;base64,", picture->media_type);
        buffer_base64(&page->text, picture->bytes, picture->size);
    }
    buffer_byte(&page->text, '"');
    markup_attribute(&page->text, "alt", alt ? alt : "");
    markup_attribute(&page->text, "width", node_attribute(image, "width"));
    markup_attribute(&page->text, "height", node_attribute(image, "height"));
    dtbook_attributes(page, image, page->figure != NULL);
    buffer_text(&page->text, "/>");
}

const char *dtbook_page_kind(const char *number)
{
    enum { MOST = 9 };
    size_t size = strlen(number);
    return size && size <= MOST && strspn(number, "0123456789") == size ? "normal"
           : size && strspn(number, "ivxlcdm") == size                  ? "front"
                                                                        : "special";
}

/* The number of a printed page. */
static void add_page(dtbook_page *page, const ard_node *mark)
{
    buffer number = BUFFER_EMPTY;
    const char *title = node_attribute(mark, "title");
    if (text_is_blank(title))
        node_text(mark, &number);
    else
        buffer_text(&number, title);
    const char *text = buffer_string(&number);
    buffer_format(&page->text, "<pagenum page=\"%s\"", dtbook_page_kind(text));
    dtbook_attributes(page, mark, true);
    buffer_byte(&page->text, '>');
    buffer_xml(&page->text, text, strlen(text), false);
    buffer_text(&page->text, mark->kind == PAGE_MARK ? "</pagenum>\n" : "</pagenum>");
    buffer_free(&number);
}

/* A note's call; where it leads nowhere, its mark alone. */
static void add_call(dtbook_page *page, const ard_node *call)
{
    const noted *row = notes_of(page->notes, call);
    const char *address = address_of(page, call);
    buffer mark = BUFFER_EMPTY;
    node_text(call, &mark);
    if (!mark.size && row)
        buffer_format(&mark, "%d", row->number);
    if (address && *address == '#') {
        buffer_text(&page->text, "<noteref");
        markup_attribute(&page->text, "idref", address);
        dtbook_attributes(page, call, true);
        buffer_byte(&page->text, '>');
    }
    buffer_xml(&page->text, buffer_string(&mark), mark.size, false);
    if (address && *address == '#')
        buffer_text(&page->text, "</noteref>");
    buffer_free(&mark);
}

/* What a space to fill in shows: its words, an answer, or a line of its length. */
static void add_answer(dtbook_page *page, const ard_node *answer)
{
    const char *given = node_attribute(answer, "data-answer"), *choices = node_attribute(answer, "data-choices");
    long size = 0;
    page->forms += node_field(answer) != FIELD_NONE;
    if (given || answer_has_words(answer)) {
        buffer words = BUFFER_EMPTY;
        node_text(answer, &words);
        const char *shown = given ? given : buffer_string(&words);
        buffer_xml(&page->text, shown, strlen(shown), false);
        buffer_free(&words);
        return;
    }
    node_whole_number(answer, "data-size", &size);
    for (size = size < 4 ? 4 : size > 60 ? 60 : size; size; size--)
        buffer_byte(&page->text, '_');
    if (text_is_blank(choices))
        return;
    buffer_text(&page->text, " (");
    for (const char *choice; field_next_choice(&choices, &choice, (size_t *)&size);) {
        buffer_xml(&page->text, choice, (size_t)size, false);
        buffer_text(&page->text, *choices ? " / " : "");
    }
    buffer_byte(&page->text, ')');
}

/* ---- Beginnings and ends -------------------------------------------------------------------------------------------- */

/* The element of a node, which is another than its kind's in a figure or a table. */
static const char *name_of(const dtbook_page *page, const ard_node *node)
{
    if (node->kind == FIGURE && page->figure == node)
        return "imggroup";
    if (node->kind == CAPTION && (kind_is(node->parent, TABLE) || page->figure))
        return "caption";
    bool plain = node->kind == ABBREVIATION && (!kind_is(node->first, TEXT) || node->first->next);
    bool bare = node->kind == LINK && page->nested != node;
    bool line = node->kind == LINE_MARK && kind_is(node->parent, VERSE);
    return line ? "linenum" : plain || bare ? "span" : elements[node->kind].name;
}

static void start(dtbook_page *page, const ard_node *node, bool again)
{
    const element_row *row = &elements[node->kind];
    const char *name = name_of(page, node);
    buffer_format(&page->text, "<%s", name);
    if (row->class && strcmp(name, row->name) == 0)
        buffer_format(&page->text, " class=\"ard-%s\"", kind_about(node->kind)->name);
    if (row->fixed)
        buffer_text(&page->text, row->fixed);
    if (node->kind == BULLETS || node->kind == NUMBERS)
        add_list(page, node);
    else if (node_is_cell(node))
        add_cell(page, node);
    else if (strcmp(name, "a") == 0)
        add_link(page, node);
    if (kind_is(node, ABBREVIATION) || kind_is(node, LINK))
        markup_attribute(&page->text, "title", node_attribute(node, "title"));
    if (!again)
        dtbook_attributes(page, node, row->id);
    buffer_byte(&page->text, '>');
}

/* Ends a line of verse and begins the next: what is open inside of it ends and begins again. */
static void end_line(dtbook_page *page, const ard_node *verse, const ard_node *end)
{
    const ard_node *open[32];
    size_t count = 0;
    for (const ard_node *up = end->parent; up != verse && count < sizeof open / sizeof *open; up = up->parent) {
        open[count++] = up;
        buffer_format(&page->text, "</%s>", name_of(page, up));
    }
    buffer_text(&page->text, "</line>\n<line>");
    while (count)
        start(page, open[--count], true);
}

/* The stanza that a node is in, where what is between is not deep; NULL for none. */
static const ard_node *verse_of(const ard_node *node)
{
    const ard_node *up = node->parent;
    for (int depth = 0; up && depth < 32 && kind_about(up->kind)->class == INLINE; depth++)
        up = up->parent;
    return kind_is(up, VERSE) ? up : NULL;
}

static void add_mark(dtbook_page *page, const ard_node *mark)
{
    const char *title = node_attribute(mark, "title");
    start(page, mark, false);
    if (title)
        buffer_xml(&page->text, title, strlen(title), false);
    buffer_format(&page->text, "</%s>", name_of(page, mark));
}

/* Kinds that are written whole. */
static bool enter_whole(dtbook_page *page, const ard_node *node)
{
    const ard_node *verse = node->kind == BREAK ? verse_of(node) : NULL;
    if (node->kind == TEXT)
        buffer_xml(&page->text, node->text, strlen(node->text), false);
    else if (verse)
        end_line(page, verse, node);
    else if (node->kind == BREAK)
        buffer_text(&page->text, "<br/>");
    else if (node->kind == IMAGE)
        add_image(page, node);
    else if (node->kind == MATHS)
        add_maths(page, node);
    else if (node->kind == PAGE_MARK || node->kind == PAGE_REFERENCE)
        add_page(page, node);
    else if (node->kind == NOTE_REFERENCE)
        add_call(page, node);
    else if (node->kind == LINE_MARK)
        add_mark(page, node);
    else
        return false;
    return true;
}

/* What stands at the beginning of an element's content. True: that is all of it. */
static bool begin_content(dtbook_page *page, const ard_node *node)
{
    const ard_node *item = node->parent;
    bool labelled = kind_is(item, ITEM) && item->first == node && is_explicit(item->parent);
    if (labelled && kind_about(node->kind)->class == LEAF)
        add_label(page, item);
    if (!node->first && elements[node->kind].below)
        buffer_text(&page->text, elements[node->kind].below);
    if (node->kind == VERSE)
        buffer_text(&page->text, "<line>");
    else if (node->kind == CODE_BLOCK)
        buffer_text(&page->text, "<code xml:space=\"preserve\">");
    else if (node->kind == MATHS_BLOCK)
        add_maths(page, node);
    else if (node->kind == ANSWER)
        add_answer(page, node);
    else if (node->kind == CHECK) {
        page->forms += node_field(node) != FIELD_NONE;
        buffer_text(&page->text, field_is_ticked(node) ? "☒" : "☐");
    } else if (node->kind == RULE)
        buffer_text(&page->text, "* * *");
    return node->kind == MATHS_BLOCK || node->kind == ANSWER || node->kind == CHECK || node->kind == RULE;
}

bool dtbook_enter(dtbook_page *page, const ard_node *node)
{
    int index, head;
    if (enter_whole(page, node))
        return true;
    if (!elements[node->kind].name)
        return false;
    if (node->kind == FIGURE && is_group(node))
        page->figure = node;
    if (node->kind == LINK && !page->nested && address_of(page, node))
        page->nested = node;
    if (page->figure && node->kind == PARAGRAPH)
        return false;
    if (node->kind == CAPTION && kind_is(node->previous, CAPTION) && kind_is(node->parent, TABLE))
        return false;
    if (node->kind == ROW && (head = table_head(node, &index)) > 0 && (index == 0 || index == head))
        buffer_text(&page->text, index == 0 ? "<thead>\n" : "<tbody>\n");
    start(page, node, false);
    bool container = kind_about(node->kind)->class == CONTAINER;
    bool whole = begin_content(page, node);
    if (container && node->first)
        buffer_byte(&page->text, '\n');
    return whole;
}

/* Whether the rows of a table stand in a head and a body. */
static bool has_head(const ard_node *whole)
{
    int index;
    const ard_node *row = whole->first;
    while (row && row->kind != ROW)
        row = row->next;
    return row && table_head(row, &index) > 0;
}

void dtbook_leave(dtbook_page *page, const ard_node *node)
{
    int index, head;
    bool block = kind_is_block(node->kind);
    if (!elements[node->kind].name || node->kind == LINE_MARK || (page->figure && node->kind == PARAGRAPH))
        return;
    if (node->kind == CAPTION && kind_is(node->next, CAPTION) && kind_is(node->parent, TABLE)) {
        buffer_text(&page->text, "<br/>");
        return;
    }
    buffer_text(&page->text, node->kind == VERSE ? "</line>\n" : node->kind == CODE_BLOCK ? "</code>" : "");
    buffer_format(&page->text, block ? "</%s>\n" : "</%s>", name_of(page, node));
    page->figure = page->figure == node ? NULL : page->figure;
    page->nested = page->nested == node ? NULL : page->nested;
    if (node->kind != ROW)
        return;
    head = table_head(node, &index);
    if (head && index == head - 1)
        buffer_text(&page->text, node->next ? "</thead>\n" : "</thead>\n<tbody><tr><td/></tr></tbody>\n");
    else if (!node->next && has_head(node->parent))
        buffer_text(&page->text, "</tbody>\n");
}
