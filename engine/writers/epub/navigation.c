/* The navigation document (EPUB 3.3, 7): table of contents, list of printed pages, landmarks. */
#include "epub.h"

#include <string.h>

enum { LEVELS = 6 };

static void add_link(const epub_line *row, buffer *out)
{
    buffer_format(out, "<a href=\"%s", row->file);
    if (row->id) {
        buffer_byte(out, '#');
        buffer_xml(out, row->id, strlen(row->id), true);
    }
    buffer_text(out, "\">");
    buffer_xml(out, row->label, strlen(row->label), false);
    buffer_text(out, "</a>");
}

/* Adds headings as lists in lists: one goes below another where its level is lower, however many levels lie between. */
static void add_headings(const epub_line *first, buffer *out)
{
    int open[LEVELS] = {0}, depth = 0;
    for (const epub_line *row = first; row; row = row->next) {
        while (depth > 1 && open[depth - 1] > row->level && open[depth - 2] >= row->level) {
            buffer_text(out, "</li>\n</ol>\n");
            depth--;
        }
        if (!depth || (open[depth - 1] < row->level && depth < LEVELS)) {
            buffer_text(out, depth ? "\n<ol>\n" : "<ol>\n");
            open[depth++] = row->level;
        } else {
            buffer_text(out, "</li>\n");
            open[depth - 1] = row->level;
        }
        buffer_text(out, "<li>");
        add_link(row, out);
    }
    while (depth--)
        buffer_text(out, "</li>\n</ol>\n");
}

static void add_flat(const epub_line *first, buffer *out)
{
    buffer_text(out, "<ol>\n");
    for (const epub_line *row = first; row; row = row->next) {
        buffer_text(out, "<li>");
        add_link(row, out);
        buffer_text(out, "</li>\n");
    }
    buffer_text(out, "</ol>\n");
}

/* Adds a nav's start, with its name as a heading. */
static void start_nav(const html_page *page, const char *type, const char *role, added_word word, bool hidden,
                      buffer *out)
{
    buffer_format(out, "<nav epub:type=\"%s\"", type);
    markup_attribute(out, "role", role);
    markup_attribute(out, "aria-label", added_word_in(page->language, word));
    buffer_text(out, hidden ? " hidden=\"hidden\">\n" : ">\n");
}

void epub_navigation(epub_book *book)
{
    html_page *page = &book->page;
    buffer out = BUFFER_EMPTY, title = BUFFER_EMPTY;
    lesson_title(page->document, &title);
    epub_line whole = {NULL, buffer_string(&title), epub_file(book, 1), NULL, 1};
    buffer_text(&out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n");
    html_root(page, false, &out);
    buffer_text(&out, "<head>\n");
    html_title(page, false, &out);
    buffer_text(&out, "<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n<body>\n");
    start_nav(page, "toc", "doc-toc", WORD_CONTENTS, false, &out);
    add_headings(book->headings.first ? book->headings.first : &whole, &out);
    buffer_text(&out, "</nav>\n");
    if (book->marks.first) {
        start_nav(page, "page-list", "doc-pagelist", WORD_PAGES, true, &out);
        add_flat(book->marks.first, &out);
        buffer_text(&out, "</nav>\n");
    }
    start_nav(page, "landmarks", NULL, WORD_LANDMARKS, true, &out);
    buffer_format(&out, "<ol>\n<li><a epub:type=\"bodymatter\" href=\"%s\">", whole.file);
    buffer_xml(&out, whole.label, strlen(whole.label), false);
    buffer_text(&out, "</a></li>\n</ol>\n</nav>\n</body>\n</html>\n");
    book->failed |= out.failed || title.failed;
    epub_add(book, "EPUB/nav.xhtml", buffer_string(&out), out.size);
    buffer_free(&out);
    buffer_free(&title);
}
