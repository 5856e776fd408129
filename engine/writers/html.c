/* HTML: one file that needs nothing beside it, as the HTML standard, ARIA in HTML and DPUB-ARIA 1.1 want it. Structure
 * is the lesson's: nothing is promoted to a heading or a landmark that it does not say. Notes stand at the end. */
#include "html.h"

#include "lesson/carry-html.h"

#include <string.h>

const char *html_void(const html_page *page)
{
    return page->xml ? "/>" : ">";
}

/* ---- The head --------------------------------------------------------------------------------------------------- */

void html_root(html_page *page, bool whole, buffer *out)
{
    const char *dir = node_attribute(lesson_root(page->document), "dir"),
               *said = lesson_meta(page->document, "language");
    buffer_text(out, "<html data-ard=\"" CARRY_PAGE "\"");
    if (page->xml)
        buffer_text(out, " xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"");
    markup_attribute(out, "lang", page->language);
    markup_attribute(out, "xml:lang", page->xml ? page->language : NULL);
    markup_attribute(out, "dir", dir && strcmp(dir, "rtl") == 0 ? dir : NULL);
    if (whole && !(said && strcmp(said, page->language) == 0))
        markup_attribute(out, CARRY_ADDED, "lang");
    buffer_text(out, ">\n");
}

void html_title(html_page *page, bool whole, buffer *out)
{
    const char *said = lesson_meta(page->document, "title");
    buffer title = BUFFER_EMPTY;
    lesson_title(page->document, &title);
    bool own = whole && said && strcmp(said, buffer_string(&title)) == 0;
    buffer_text(out, own ? "<title>" : "<title data-ard=\"" CARRY_MADE "\">");
    buffer_xml(out, buffer_string(&title), title.size, false);
    buffer_text(out, "</title>\n");
    buffer_free(&title);
}

/* Whether the page says a piece of metadata otherwise: as its language or its title. */
static bool is_said(html_page *page, const attribute *meta)
{
    buffer title = BUFFER_EMPTY;
    bool said = strcmp(meta->name, "language") == 0 && strcmp(meta->value, page->language) == 0;
    if (strcmp(meta->name, "title") == 0) {
        lesson_title(page->document, &title);
        said = strcmp(meta->value, buffer_string(&title)) == 0;
    }
    buffer_free(&title);
    return said;
}

void html_metas(html_page *page, buffer *out)
{
    for (const attribute *meta = lesson_metas(page->document); meta; meta = meta->next) {
        bool plain = strcmp(meta->name, "author") == 0 || strcmp(meta->name, "description") == 0;
        if (is_said(page, meta))
            continue;
        buffer_format(out, "<meta name=\"%s", plain ? "" : CARRY_META);
        buffer_xml(out, meta->name, strlen(meta->name), true);
        buffer_byte(out, '"');
        markup_attribute(out, "content", meta->value);
        buffer_format(out, "%s\n", html_void(page));
    }
    html_style_metas(page, out);
}

static void write_head(html_page *page)
{
    buffer *out = &page->text;
    buffer_text(out, "<!DOCTYPE html>\n");
    html_root(page, true, out);
    buffer_text(out, "<head>\n<meta charset=\"utf-8\">\n");
    html_title(page, true, out);
    buffer_text(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html_metas(page, out);
    html_fields_policy(page, out);
    buffer_text(out, "<style>\n");
    html_styles(page, out);
    buffer_text(out, "</style>\n</head>\n<body>\n<main data-ard=\"" CARRY_LESSON "\"");
    html_attributes(page, lesson_root(page->document), "main", NULL, out);
    html_end_attributes(page, out);
    buffer_text(out, ">\n");
}

/* ---- The page --------------------------------------------------------------------------------------------------- */

bool html_open(html_page *page)
{
    const char *said = lesson_language(page->document);
    page->language = html_is_language(said) ? said : "fr";
    page->pool = arena_new(page->task->limits->memory / 2);
    page->ids = page->pool ? table_new(page->pool) : NULL;
    page->names = page->pool ? table_new(page->pool) : NULL;
    page->references = page->ids ? table_new(page->pool) : NULL;
    page->notes = page->references ? notes_new(page->document, page->pool) : NULL;
    if (!page->notes)
        return false;
    while (lesson_resource_at(page->document, (int)page->resources + 1))
        page->resources++;
    page->shown = arena_alloc(page->pool, page->resources + 1);
    html_index_ids(page);
    html_index_classes(page);
    html_index_lines(page);
    html_index_fields(page);
    return true;
}

void html_close(html_page *page)
{
    buffer_free(&page->text);
    buffer_free(&page->added);
    buffer_free(&page->late);
    arena_free(page->pool);
}

/* Parts that no picture of the page shows stand at its end, as data (HTML, 4.12.1). */
static void write_rest(html_page *page)
{
    for (size_t i = 0; page->shown && i < page->resources; i++) {
        const resource *r = lesson_resource_at(page->document, (int)i + 1);
        if (page->shown[i])
            continue;
        buffer_format(&page->text,
                      "<script type=\"application/octet-stream\" data-ard=\"" CARRY_RESOURCE "\" " CARRY_NUMBER
                      "=\"%zu\">",
                      i + 1);
        buffer_base64(&page->text, r->bytes, r->size);
        buffer_text(&page->text, "</script>\n");
        html_page_flush(page);
    }
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

ard_status html_write_page(html_page *page)
{
    if (html_open(page)) {
        write_head(page);
        html_ruler(page);
        html_fields_begin(page);
        buffer_text(&page->text, page->sound ? page->sound : "");
        html_page_flush(page);
        html_body(page);
        html_notes(page, NULL);
        html_fields_end(page);
        buffer_text(&page->text, "</main>\n");
        write_rest(page);
        buffer_text(&page->text, "</body>\n</html>\n");
        html_page_flush(page);
        report_notes(page);
    }
    bool failed = arena_failed(page->pool) || page->failed || page->added.failed || page->late.failed;
    html_close(page);
    return failed ? report(page->task->log, NOWHERE, "writer.memory", NULL) : output_status(page->output);
}

static ard_status html_write(task *t, const ard_document *document, ard_output *output)
{
    html_page page = {.task = t, .document = document, .output = output};
    return html_write_page(&page);
}

const ard_writer html_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "html",
              .aliases = "xhtml",
              .endings = ".html .htm .xhtml",
              .media_type = "text/html",
              .lacks = "braille speech",
              .help = "html.help"},
    .wants = "fonts pictures",
    .write = html_write,
};
