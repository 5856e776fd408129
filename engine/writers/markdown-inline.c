/* What stands in a line. Markdown's own marks where they are sure to be read so, else HTML's tags. */
#include "markdown.h"

#include "base/text.h"
#include "lesson/asked.h"
#include "maths/tex-write.h"

#include <string.h>

enum { ANSWER_LEAST = 8, ANSWER_MOST = 60 };

/* How a kind is marked: by Markdown's delimiter (NULL for none), else by HTML's element. */
typedef struct inline_row {
    const char *delimiter, *element;
} inline_row;

static const inline_row rows[KINDS] = {
    [EMPHASIS] = {"*", "em"},        [STRONG] = {"**", "strong"}, [STRIKE] = {"~~", "s"},
    [UNDERLINE] = {NULL, "u"},       [MARK] = {NULL, "mark"},     [SUBSCRIPT] = {NULL, "sub"},
    [SUPERSCRIPT] = {NULL, "sup"},   [CODE] = {NULL, "code"},     [INLINE_QUOTE] = {NULL, "q"},
    [ABBREVIATION] = {NULL, "abbr"}, [SPAN] = {NULL, "span"},
};

bool mdw_only_text(const ard_node *node)
{
    for (const ard_node *child = node->first; child; child = child->next)
        if (child->kind != TEXT)
            return false;
    return true;
}

bool mdw_is_target(const mdw *w, const ard_node *node)
{
    const char *id = node_attribute(node, "id");
    return id && table_value(w->targets, id);
}

void mdw_common(mdw *w, const ard_node *node, buffer *out)
{
    if (mdw_is_target(w, node))
        mdw_attribute(out, "id", node_attribute(node, "id"));
    mdw_attribute(out, "lang", node_attribute(node, "lang"));
    mdw_attribute(out, "dir", node_attribute(node, "dir"));
}

/* Whether an inline says something that only a tag can say. */
static bool needs_tag(const mdw *w, const ard_node *node)
{
    return (node_is_asked(node) && node->kind == SPAN) || node_attribute(node, "lang") || node_attribute(node, "dir") ||
           mdw_is_target(w, node) || (node->kind != LINK && node->kind != IMAGE && node_attribute(node, "title"));
}

/* The colour of what a question asks about, as a style that our reader and most programs know. */
static void add_asked(mdw *w, const ard_node *node)
{
    const style *own = node_is_asked(node) && node->style > STYLE_PAGE ? style_at(w->document, node->style) : NULL;
    const char *ink = own ? own->values[STYLE_COLOUR] : NULL, *paper = own ? own->values[STYLE_PAPER] : NULL;
    buffer css = BUFFER_EMPTY;
    if (ink)
        buffer_format(&css, "color:%s", ink);
    if (paper)
        buffer_format(&css, "%sbackground:%s", ink ? ";" : "", paper);
    mdw_attribute(&w->leaf, "style", css.size ? buffer_string(&css) : NULL);
    buffer_free(&css);
}

static void open_tag(mdw *w, const char *element, const ard_node *node)
{
    buffer_format(&w->leaf, "<%s", element);
    mdw_common(w, node, &w->leaf);
    add_asked(w, node);
    mdw_attribute(&w->leaf, "title", node_attribute(node, "title"));
    buffer_byte(&w->leaf, '>');
}

/* ---- Emphasis ----------------------------------------------------------------------------------------------------- */

static bool is_word(uint32_t point)
{
    return text_is_letter(point) || text_is_digit(point);
}

static void push_mark(mdw *w)
{
    mdw_mark *mark = w->spare_marks ? w->spare_marks : arena_alloc(w->pool, sizeof *mark);
    if (!mark)
        return;
    w->spare_marks = mark == w->spare_marks ? mark->below : w->spare_marks;
    *mark = (mdw_mark){w->marks, w->leaf.size};
    w->marks = mark;
}

static size_t pop_mark(mdw *w)
{
    mdw_mark *mark = w->marks;
    if (!mark)
        return w->leaf.size;
    w->marks = mark->below;
    mark->below = w->spare_marks;
    w->spare_marks = mark;
    return mark->begin;
}

/* The character of `text` that ends before `size`; 0 for none. */
static uint32_t point_before(const char *text, size_t size)
{
    size_t at = size, length;
    while (at && ((unsigned char)text[--at] & 0xC0) == 0x80)
        ;
    return size ? text_decode(text + at, size - at, &length) : 0;
}

/* The character that follows a node in its leaf: 0 at the end, '*' for what is not text. */
static uint32_t point_after(const ard_node *node)
{
    if (!node->next)
        return kind_about(node->parent->kind)->class == LEAF ? 0 : '*';
    const char *text = node->next->kind == TEXT ? node->next->text : "*";
    return node->next->kind == BREAK ? 0 : text_next(&text);
}

/* Whether delimiters around the content from `begin` open and close (CommonMark 0.31, 6.2: left- and right-flanking):
 * sure where words touch them on the inside, or blanks on the outside. */
static bool flanks(const mdw *w, size_t begin, const ard_node *node)
{
    const char *text = buffer_string(&w->leaf);
    size_t length;
    if (begin >= w->leaf.size || w->where == MDW_TAG)
        return false;
    uint32_t first = text_decode(text + begin, w->leaf.size - begin, &length), last = point_before(text, w->leaf.size);
    uint32_t before = point_before(text, begin), after = point_after(node);
    if (text_is_space(first) || text_is_space(last) || first == '&' || before == '*' || before == '~' ||
        before == '\\' || after == '*' || after == '~')
        return false;
    bool opens = is_word(first) || !before || before == ' ' || before == '\n';
    bool closes = is_word(last) || !after || after == ' ';
    return opens && closes && first != '*' && last != '*' && first != '~' && last != '~';
}

/* Puts the marks around what was written from `begin`. */
static void surround(mdw *w, size_t begin, const char *open, const char *close)
{
    buffer content = BUFFER_EMPTY;
    if (begin < w->leaf.size)
        buffer_add(&content, w->leaf.data + begin, w->leaf.size - begin);
    if (w->leaf.data)
        w->leaf.size = begin;
    buffer_text(&w->leaf, open);
    buffer_add(&w->leaf, buffer_string(&content), content.size);
    buffer_text(&w->leaf, close);
    w->leaf.failed = w->leaf.failed || content.failed;
    buffer_free(&content);
}

static void leave_emphasis(mdw *w, const ard_node *node)
{
    const inline_row *row = rows + node->kind;
    size_t begin = pop_mark(w);
    if (flanks(w, begin, node)) {
        surround(w, begin, row->delimiter, row->delimiter);
        return;
    }
    char open[16] = "<", close[16] = "</";
    strncat(open, row->element, 8);
    strncat(close, row->element, 8);
    strncat(open, ">", 2);
    strncat(close, ">", 2);
    surround(w, begin, open, close);
}

/* ---- Links and pictures ------------------------------------------------------------------------------------------- */

/* Adds an address and a title as CommonMark has them between parentheses (6.3). */
static void add_destination(mdw *w, const char *address, const char *title)
{
    buffer_text(&w->leaf, "](");
    bool angle = !*address || strpbrk(address, " ()\t\n<>") != NULL;
    buffer_text(&w->leaf, angle ? "<" : "");
    for (; *address; address++) {
        if (strchr("<>\\`$~^{}|\n\t\"", *address))
            buffer_format(&w->leaf, "%%%02X", (unsigned char)*address);
        else
            buffer_byte(&w->leaf, *address);
    }
    buffer_text(&w->leaf, angle ? ">" : "");
    if (title && *title) {
        size_t begin;
        buffer_text(&w->leaf, " \"");
        begin = w->leaf.size;
        mdw_text(w, title, false);
        for (size_t i = begin; i < w->leaf.size; i++)
            if (w->leaf.data[i] == '"')
                w->leaf.data[i] = '\'';
        buffer_byte(&w->leaf, '"');
    }
    buffer_byte(&w->leaf, ')');
}

static bool has_address(const ard_node *link)
{
    const char *href = node_attribute(link, "href");
    return href && *href && href_is_safe(href);
}

static void enter_link(mdw *w, const ard_node *node)
{
    if (node_attribute(node, "href") && !has_address(node))
        w->links++;
    if (w->where == MDW_TAG || needs_tag(w, node)) {
        buffer_text(&w->leaf, "<a");
        mdw_common(w, node, &w->leaf);
        if (has_address(node))
            mdw_attribute(&w->leaf, "href", node_attribute(node, "href"));
        mdw_attribute(&w->leaf, "title", node_attribute(node, "title"));
        buffer_byte(&w->leaf, '>');
    } else if (has_address(node)) {
        buffer_byte(&w->leaf, '[');
        w->brackets++;
    }
}

static void leave_link(mdw *w, const ard_node *node)
{
    if (w->where == MDW_TAG || needs_tag(w, node))
        buffer_text(&w->leaf, "</a>");
    else if (has_address(node)) {
        w->brackets--;
        add_destination(w, node_attribute(node, "href"), node_attribute(node, "title"));
    }
}

/* The picture's own name: its bytes are beside the text, if anywhere. */
static void add_image(mdw *w, const ard_node *node)
{
    const char *alt = node_attribute(node, "alt");
    const resource *shown = node->number ? lesson_resource_at(w->document, node->number) : NULL;
    const char *name = shown ? shown->name : "";
    w->pictures += shown != NULL;
    if (w->where == MDW_TAG || (alt && !*alt)) {
        buffer_text(&w->leaf, "<img");
        mdw_attribute(&w->leaf, "src", name);
        mdw_attribute(&w->leaf, "alt", alt);
        buffer_byte(&w->leaf, '>');
        return;
    }
    buffer_text(&w->leaf, "![");
    w->brackets++;
    if (alt)
        mdw_text(w, alt, false);
    w->brackets--;
    add_destination(w, name, node_attribute(node, "title"));
}

/* ---- Others ------------------------------------------------------------------------------------------------------- */

static void add_maths(mdw *w, const ard_node *node)
{
    const char *after = node->next && node->next->kind == TEXT ? node->next->text : "";
    size_t begin = w->leaf.size;
    buffer_byte(&w->leaf, '$');
    tex_write(node, w->language, w->where == MDW_CELL, &w->leaf);
    if (w->leaf.size == begin + 1) {
        w->leaf.size = begin;
        return;
    }
    buffer_byte(&w->leaf, '$');
    if (text_is_digit((unsigned char)*after))
        buffer_text(&w->leaf, "<!-- -->");
}

/* A row of dots, as teachers type it; what can be chosen is listed after it. */
static bool add_answer(mdw *w, const ard_node *node)
{
    const char *choices = node_attribute(node, "data-choices");
    long size = ANSWER_LEAST;
    if (answer_has_words(node))
        return true;
    node_whole_number(node, "data-size", &size);
    for (size = size < ANSWER_LEAST ? ANSWER_LEAST : size > ANSWER_MOST ? ANSWER_MOST : size; size; size--)
        buffer_byte(&w->leaf, '.');
    if (!choices || !*choices)
        return false;
    buffer_text(&w->leaf, " (");
    for (const char *at = choices; *at;) {
        size_t length = strcspn(at, "\n");
        char *choice = arena_copy(w->pool, at, length);
        if (choice)
            mdw_text(w, choice, false);
        at += length + (at[length] == '\n');
        buffer_text(&w->leaf, *at ? " / " : ")");
    }
    return false;
}

/* A box at an item's beginning is a task's; elsewhere it is its sign. */
static void add_check(mdw *w, const ard_node *node)
{
    const char *said = node_attribute(node, "aria-checked");
    bool ticked = said && strcmp(said, "true") == 0, first = !node->previous && kind_is(node->parent, PARAGRAPH);
    const ard_node *item = node->parent ? node->parent->parent : NULL;
    bool item_task = first && kind_is(item, ITEM) && item->first == node->parent && node->next &&
                     w->where == MDW_LINE && w->lines.labelled;
    buffer_text(&w->leaf, item_task ? (ticked ? "[x]" : "[ ]") : ticked ? "☑" : "☐");
    if (item_task && (node->next->kind != TEXT || *node->next->text != ' '))
        buffer_byte(&w->leaf, ' ');
}

/* "[page 12]", in a tag that says what it is. */
static void add_mark(mdw *w, const ard_node *node)
{
    const char *title = node_attribute(node, "title");
    buffer shown = BUFFER_EMPTY;
    bool line = node->kind == LINE_MARK;
    buffer_format(&shown, "[%s", added_word_in(w->language, line ? WORD_LINE : WORD_PAGE));
    if (title && *title)
        buffer_format(&shown, " %s", title);
    else if (node->first) {
        buffer_byte(&shown, ' ');
        node_text(node, &shown);
    }
    buffer_byte(&shown, ']');
    buffer_text(&w->leaf, "<span");
    if (mdw_is_target(w, node))
        mdw_attribute(&w->leaf, "id", node_attribute(node, "id"));
    mdw_attribute(&w->leaf, line ? "class" : "role", line ? "linenum" : "doc-pagebreak");
    mdw_attribute(&w->leaf, "title", title);
    buffer_byte(&w->leaf, '>');
    mdw_text(w, buffer_string(&shown), false);
    buffer_text(&w->leaf, "</span>");
    buffer_free(&shown);
}

static void add_break(mdw *w)
{
    buffer_text(&w->leaf, w->where == MDW_LINE ? "\\\n" : "<br>");
}

static void add_code(mdw *w, const ard_node *node)
{
    buffer text = BUFFER_EMPTY;
    node_text(node, &text);
    if (text.size)
        mdw_code(w, buffer_string(&text));
    buffer_free(&text);
}

static void add_reference(mdw *w, const ard_node *node)
{
    const noted *row = notes_of(w->notes, node);
    if (row)
        buffer_format(&w->leaf, "[^%d]", row->number);
}

static bool leads_to_mark(const ard_node *node)
{
    return node->next && (node->next->kind == LINK || node->next->kind == NOTE_REFERENCE || node->next->kind == IMAGE);
}

/* A span is written where it says a language, a direction, a title, or is a link's target. */
static bool is_written(const mdw *w, const ard_node *node)
{
    return node->kind != SPAN || needs_tag(w, node);
}

bool mdw_enter_inline(mdw *w, ard_node *node)
{
    if (node->kind == CODE && w->where != MDW_TAG && mdw_only_text(node) && !needs_tag(w, node)) {
        add_code(w, node);
        return false;
    }
    if (rows[node->kind].element) {
        if (rows[node->kind].delimiter && !needs_tag(w, node))
            push_mark(w);
        else if (is_written(w, node))
            open_tag(w, rows[node->kind].element, node);
        return true;
    }
    switch ((int)node->kind) {
    case TEXT: mdw_text(w, node->text, leads_to_mark(node)); return false;
    case LINK: enter_link(w, node); return true;
    case IMAGE: add_image(w, node); return false;
    case BREAK: add_break(w); return false;
    case NOTE_REFERENCE: add_reference(w, node); return !notes_of(w->notes, node);
    case PAGE_REFERENCE:
    case PAGE_MARK:
    case LINE_MARK: add_mark(w, node); return false;
    case ANSWER: return add_answer(w, node);
    case CHECK: add_check(w, node); return false;
    case MATHS: add_maths(w, node); return false;
    default: return true;
    }
}

void mdw_leave_inline(mdw *w, ard_node *node)
{
    bool code = node->kind == CODE && w->where != MDW_TAG && mdw_only_text(node) && !needs_tag(w, node);
    if (node->kind == LINK)
        leave_link(w, node);
    else if (rows[node->kind].delimiter && !needs_tag(w, node))
        leave_emphasis(w, node);
    else if (rows[node->kind].element && !code && is_written(w, node))
        buffer_format(&w->leaf, "</%s>", rows[node->kind].element);
}
