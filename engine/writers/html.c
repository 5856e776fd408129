/* HTML: one file that needs nothing beside it, as the HTML standard, ARIA in HTML and DPUB-ARIA 1.1 want it. Structure
 * is the lesson's: nothing is promoted to a heading or a landmark that it does not say. Notes stand at the end. */
#include "html.h"

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

/* Whether a paragraph says nothing that its list item or cell does not: it is written without tags. A list may follow
 * it in its item. */
static bool is_bare(const ard_node *node)
{
    const ard_node *next = node->next;
    bool list = kind_is(next, BULLETS) || kind_is(next, NUMBERS);
    return node->kind == PARAGRAPH && holds_bare_text(node->parent) && !node->previous && !node->attributes &&
           !node->style && (!next || (list && node->parent->kind == ITEM));
}

/* Whether a caption is its figure's: HTML has one there, first or last. */
static bool is_figure_caption(const ard_node *node)
{
    const ard_node *parent = node->parent;
    return kind_is(parent, FIGURE) && (!node->previous || (!node->next && !kind_is(parent->first, CAPTION)));
}

/* The element of a node, as its start and its end tag must both name it. Good until the next call. */
static const char *element_of(const ard_node *node, char level[4])
{
    if (node->kind == HEADING) {
        int number = node->number < 1 ? 1 : node->number > 6 ? 6 : node->number;
        memcpy(level, "h1", 3);
        level[1] = (char)('0' + number);
        return level;
    }
    if (node->kind == CAPTION && is_figure_caption(node))
        return "figcaption";
    if (node->kind == HEADER_CELL)
        return html_is_header(node) ? "th" : "td";
    return rows[node->kind].element;
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
static void add_table_caption(html_page *page, const ard_node *node, bool after)
{
    const ard_node *first = node;
    while (kind_is(first->previous, CAPTION))
        first = first->previous;
    bool own = !first->previous, joined = own && kind_is(after ? node->next : node->previous, CAPTION);
    if (joined)
        buffer_text(&page->text, after ? "" : "<br>");
    else if (after)
        buffer_text(&page->text, own ? "</caption>\n" : "</td></tr></tbody>\n");
    else
        buffer_text(&page->text, own ? "<caption>" : "<tbody><tr><td class=\"legende\">");
}

static void start_tag(html_page *page, ard_node *node)
{
    const html_row *row = rows + node->kind;
    char level[4];
    if (kind_is(node, CAPTION) && kind_is(node->parent, TABLE)) {
        add_table_caption(page, node, false);
        return;
    }
    if (node->kind == ROW)
        add_groups(page, node, false);
    if (row->enter) {
        row->enter(page, node);
        return;
    }
    bool own = node->kind == CAPTION && is_figure_caption(node);
    buffer_format(&page->text, "<%s", element_of(node, level));
    html_attributes(page, node, own ? NULL : row->class, &page->text);
    if (node->kind == ASIDE && !node_attribute(node, "role"))
        buffer_text(&page->text, " role=\"note\"");
    buffer_byte(&page->text, '>');
    if (kind_about(node->kind)->class == CONTAINER && row->line && !holds_bare_text(node))
        buffer_byte(&page->text, '\n');
}

static void end_tag(html_page *page, ard_node *node)
{
    const html_row *row = rows + node->kind;
    char level[4];
    if (kind_is(node, CAPTION) && kind_is(node->parent, TABLE)) {
        add_table_caption(page, node, true);
        return;
    }
    if (row->end)
        buffer_text(&page->text, row->end);
    else if (node->kind == NOTE_REFERENCE && !notes_of(page->notes, node))
        buffer_text(&page->text, "</span>");
    else
        buffer_format(&page->text, "</%s>", element_of(node, level));
    if (row->line)
        buffer_byte(&page->text, '\n');
    if (node->kind == ROW)
        add_groups(page, node, true);
}

/* Adds text. Where it has blanks that HTML folds, they are kept by a style of their own. */
static void add_characters(html_page *page, const ard_node *node)
{
    bool folds = strpbrk(node->text, "\t\n") || strstr(node->text, "  ");
    bool kept = node->parent && (node->parent->kind == CODE_BLOCK || node->parent->kind == VERSE);
    if (folds && !kept)
        buffer_text(&page->text, "<span class=\"blancs\">");
    buffer_xml(&page->text, node->text, strlen(node->text), false);
    if (folds && !kept)
        buffer_text(&page->text, "</span>");
}

static void flush(html_page *page)
{
    page->failed = page->failed || page->text.failed;
    output_add(page->output, buffer_string(&page->text), page->text.size);
    buffer_reset(&page->text);
}

/* Whether the walk passes over a node with all below it: what filters gave, and the notes that stand at the end. */
static bool passes_over(html_page *page, const ard_node *node)
{
    return kind_about(node->kind)->class == GIVEN || (node->kind == NOTE && notes_of(page->notes, node));
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
        if (passes_over(page, node)) {
            walk_skip(&w);
            continue;
        }
        if (event == WALK_ENTER && row->alone)
            walk_skip(&w);
        if (node->kind == TEXT && event == WALK_ENTER)
            add_characters(page, node);
        else if ((row->element || row->enter) && !is_bare(node))
            (event == WALK_ENTER ? start_tag : end_tag)(page, node);
        if (page->text.size > PIECE)
            flush(page);
    }
}

/* Writes the notes that the text refers to: each begins with its mark, which leads back. */
static void write_notes(html_page *page)
{
    if (!notes_first(page->notes))
        return;
    buffer_text(&page->text, "<section role=\"doc-endnotes\"");
    html_attribute(&page->text, "aria-label", added_word_in(page->language, WORD_NOTES));
    buffer_text(&page->text, ">\n<hr>\n");
    for (const noted *row = notes_first(page->notes); row; row = row->next) {
        buffer mark = BUFFER_EMPTY, name = BUFFER_EMPTY;
        html_note_mark(row, &mark);
        buffer_format(&name, "%s, %s", buffer_string(&mark), added_word_in(page->language, WORD_BACK));
        buffer_text(&page->text, "<div");
        html_attributes(page, row->note, NULL, &page->text);
        buffer_format(&page->text, " role=\"doc-footnote\">\n<a role=\"doc-backlink\" href=\"#%s\"",
                      html_reference_id(page, row));
        html_attribute(&page->text, "aria-label", buffer_string(&name));
        buffer_byte(&page->text, '>');
        buffer_xml(&page->text, buffer_string(&mark), mark.size, false);
        buffer_text(&page->text, "</a>\n<div>\n");
        buffer_free(&mark);
        buffer_free(&name);
        write_below(page, (ard_node *)row->note);
        buffer_text(&page->text, "</div>\n</div>\n");
    }
    buffer_text(&page->text, "</section>\n");
}

static void write_head(html_page *page)
{
    static const char *const metas[] = {"author", "description"};
    buffer title = BUFFER_EMPTY;
    const ard_node *root = lesson_root(page->document);
    lesson_title(page->document, &title);
    buffer_text(&page->text, "<!DOCTYPE html>\n<html");
    html_attribute(&page->text, "lang", page->language);
    const char *dir = node_attribute(root, "dir");
    html_attribute(&page->text, "dir", dir && strcmp(dir, "rtl") == 0 ? dir : NULL);
    buffer_text(&page->text, ">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    buffer_xml(&page->text, buffer_string(&title), title.size, false);
    buffer_text(&page->text, "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    for (size_t i = 0; i < sizeof metas / sizeof *metas; i++) {
        const char *value = lesson_meta(page->document, metas[i]);
        if (!value || !*value)
            continue;
        buffer_format(&page->text, "<meta name=\"%s\"", metas[i]);
        html_attribute(&page->text, "content", value);
        buffer_text(&page->text, ">\n");
    }
    buffer_text(&page->text, "<style>\n");
    html_styles(page, &page->text);
    buffer_text(&page->text, "</style>\n</head>\n<body>\n<main>\n");
    buffer_free(&title);
}

static void report_notes(const html_page *page)
{
    report_log *log = page->task->log;
    const char *language = lesson_meta(page->document, "language");
    if (!language || !*language)
        report(log, NOWHERE, "html.language", NULL);
    if (page->undescribed)
        report(log, NOWHERE, "html.pictures", report_number(log, page->undescribed), NULL);
}

static ard_status html_write(task *t, const ard_document *document, ard_output *output)
{
    html_page page = {.task = t, .document = document, .output = output, .language = lesson_language(document)};
    page.pool = arena_new(t->limits->memory / 2);
    page.ids = page.pool ? table_new(page.pool) : NULL;
    page.names = page.pool ? table_new(page.pool) : NULL;
    page.references = page.ids ? table_new(page.pool) : NULL;
    page.notes = page.references ? notes_new(document, page.pool) : NULL;
    if (page.notes) {
        html_index_ids(&page);
        html_index_classes(&page);
        write_head(&page);
        write_below(&page, lesson_root(document));
        write_notes(&page);
        buffer_text(&page.text, "</main>\n</body>\n</html>\n");
        flush(&page);
        report_notes(&page);
    }
    bool failed = arena_failed(page.pool) || page.failed;
    buffer_free(&page.text);
    arena_free(page.pool);
    return failed ? report(t->log, NOWHERE, "writer.memory", NULL) : output_status(output);
}

const ard_writer html_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "html",
              .aliases = "xhtml",
              .endings = ".html .htm .xhtml",
              .media_type = "text/html",
              .lacks = "",
              .help = "html.help"},
    .wants = "pictures",
    .write = html_write,
};
