#include "epub.h"

#include "lesson/carry-html.h"

#include <stdio.h>
#include <string.h>

static const char media_type[] = "application/epub+zip";
static const char container[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<container version=\"1.0\" "
    "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n<rootfiles>\n<rootfile full-path=\"EPUB/package.opf\" "
    "media-type=\"application/oebps-package+xml\"/>\n</rootfiles>\n</container>\n";

static epub_book *book_of(html_page *page)
{
    return page->user;
}

/* ---- Parts ------------------------------------------------------------------------------------------------------ */

void epub_add(epub_book *book, const char *name, const void *bytes, size_t size)
{
    fingerprint_add(&book->hash, bytes, size);
    archive_add(book->zip, name, bytes, size, false);
}

const char *epub_file(epub_book *book, unsigned chapter)
{
    buffer name = BUFFER_EMPTY;
    buffer_format(&name, "chapter-%u.xhtml", chapter);
    const char *kept = arena_string(book->page.pool, buffer_string(&name));
    buffer_free(&name);
    return kept;
}

void epub_picture_path(int number, const resource *picture, buffer *out)
{
    const char *ending = strrchr(picture->name, '.');
    buffer_format(out, "pictures/%d%s", number, ending ? ending : "");
}

/* ---- Chapters --------------------------------------------------------------------------------------------------- */

static void start_chapter(epub_book *book)
{
    html_page *page = &book->page;
    bool first = !book->chapter;
    book->file = page->said_file = epub_file(book, ++book->chapter);
    buffer_text(&page->text, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n");
    html_root(page, first, &page->text);
    buffer_text(&page->text, "<head>\n");
    html_title(page, first, &page->text);
    if (first)
        html_metas(page, &page->text);
    buffer_text(
        &page->text,
        "<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n<body data-ard=\"" CARRY_LESSON
        "\"");
    if (first)
        html_attributes(page, lesson_root(page->document), "body", NULL, &page->text);
    html_end_attributes(page, &page->text);
    buffer_text(&page->text, ">\n");
}

/* Whether a note's first reference stands in the chapter that is written. */
static bool belongs(const html_page *page, const noted *row)
{
    const epub_book *book = page->user;
    const char *file = book->note_files[row->number - 1];
    return file && strcmp(file, book->file) == 0;
}

static void end_chapter(epub_book *book)
{
    char name[64];
    html_page *page = &book->page;
    html_notes(page, belongs);
    buffer_text(&page->text, "</body>\n</html>\n");
    bool maths = memmem(page->text.data, page->text.size, "<math ", 6) != NULL;
    snprintf(name, sizeof name, "EPUB/%s", book->file);
    epub_add(book, name, buffer_string(&page->text), page->text.size);
    book->failed |= page->text.failed;
    buffer_format(&book->chapters, "<item id=\"chapter-%u\" href=\"%s\" media-type=\"application/xhtml+xml\"%s",
                  book->chapter, book->file, maths ? " properties=\"mathml\"" : "");
    if (epub_is_heard(book))
        buffer_format(&book->chapters, " media-overlay=\"overlay-%u\"", book->chapter);
    buffer_text(&book->chapters, "/>\n");
    buffer_format(&book->spine, "<itemref idref=\"chapter-%u\"/>\n", book->chapter);
    buffer_reset(&page->text);
}

/* Ends the chapter before a block, and begins the next: the containers that are open go on there. */
static void before_block(html_page *page, ard_node *node)
{
    epub_book *book = book_of(page);
    if (book->next_cut >= book->cut_count || book->cuts[book->next_cut] != node)
        return;
    book->next_cut++;
    unsigned depth = 0;
    for (ard_node *up = node->parent; up && up->parent; up = up->parent, depth++)
        html_end(page, up);
    end_chapter(book);
    start_chapter(book);
    page->continued = true;
    for (; depth; depth--) {
        ard_node *up = node;
        for (unsigned i = 0; i < depth; i++)
            up = up->parent;
        html_start(page, up);
    }
    page->continued = false;
}

/* ---- What the pages ask ----------------------------------------------------------------------------------------- */

static void add_picture(html_page *page, int number, const resource *picture)
{
    buffer_text(&page->text, " src=\"");
    epub_picture_path(number, picture, &page->text);
    buffer_byte(&page->text, '"');
}

static const char *file_of(html_page *page, const char *id)
{
    epub_book *book = book_of(page);
    const char *file = id ? table_value(book->files, id) : NULL;
    if (!file && id && table_value(page->ids, id))
        file = book->file;
    return file && strcmp(file, book->file) == 0 ? "" : file;
}

static void add_line(epub_book *book, epub_lines *lines, const char *label, const char *id, int level)
{
    epub_line *row = arena_alloc(book->page.pool, sizeof *row);
    if (!row)
        return;
    *row = (epub_line){NULL, arena_string(book->page.pool, label), book->file, id, level};
    *lines->end = row;
    lines->end = &row->next;
}

static void see(html_page *page, const ard_node *node, const char *id)
{
    epub_book *book = book_of(page);
    const char *title = node_attribute(node, "title");
    table_set(book->files, id, (void *)book->file);
    if (node->kind != HEADING) {
        if (title && *title)
            add_line(book, &book->marks, title, id, 1);
        return;
    }
    buffer text = BUFFER_EMPTY, folded = BUFFER_EMPTY;
    node_text(node, &text);
    lesson_squeeze(buffer_string(&text), &folded);
    if (folded.size)
        add_line(book, &book->headings, buffer_string(&folded), id, node->number);
    buffer_free(&text);
    buffer_free(&folded);
}

static const html_book asked = {add_picture, file_of, before_block, see};

/* ---- The writer ------------------------------------------------------------------------------------------------- */

static void add_rest(epub_book *book)
{
    const resource *picture;
    buffer css = BUFFER_EMPTY, path = BUFFER_EMPTY;
    html_styles(&book->page, &css);
    epub_add(book, "EPUB/style.css", buffer_string(&css), css.size);
    for (int number = 1; (picture = lesson_resource_at(book->page.document, number)) != NULL; number++) {
        buffer_reset(&path);
        buffer_text(&path, "EPUB/");
        epub_picture_path(number, picture, &path);
        epub_add(book, buffer_string(&path), picture->bytes, picture->size);
    }
    const page_font *face;
    for (size_t i = 0; (face = lesson_font_at(book->page.document, i)) != NULL; i++) {
        buffer_reset(&path);
        buffer_text(&path, "EPUB/");
        html_font_path(i, &path);
        epub_add(book, buffer_string(&path), face->bytes, face->size);
    }
    book->failed |= css.failed || path.failed;
    buffer_free(&css);
    buffer_free(&path);
    epub_navigation(book);
    epub_package(book);
}

static void write_book(epub_book *book)
{
    archive_add(book->zip, "mimetype", media_type, sizeof media_type - 1, true);
    archive_add(book->zip, "META-INF/container.xml", container, sizeof container - 1, false);
    start_chapter(book);
    html_fields_begin(&book->page);
    html_body(&book->page);
    end_chapter(book);
    epub_sound(book);
    add_rest(book);
}

static void report_notes(const html_page *page)
{
    const char *language = lesson_meta(page->document, "language");
    if (!language || !*language)
        report(page->task->log, NOWHERE, "html.language", NULL);
    if (style_at(page->document, STYLE_PAGE)->values[STYLE_RULER])
        report(page->task->log, NOWHERE, "epub.ruler", NULL);
    if (page->undescribed)
        report(page->task->log, NOWHERE, "html.pictures", report_number(page->task->log, page->undescribed), NULL);
}

ard_status epub_write_book(task *t, const ard_document *document, ard_output *output, const struct said *heard,
                           const buffer *sound)
{
    epub_book book = {.page = {.task = t, .document = document, .xml = true, .book = &asked, .said = heard},
                      .said = heard,
                      .sound = sound};
    book.page.user = &book;
    book.hash = FINGERPRINT_EMPTY;
    book.headings.end = &book.headings.first;
    book.marks.end = &book.marks.first;
    book.zip = archive_new();
    bool whole = html_open(&book.page) && book.zip;
    book.files = whole ? table_new(book.page.pool) : NULL;
    whole = book.files && epub_plan(&book);
    if (whole)
        write_book(&book);
    whole = whole && !book.failed && !book.page.failed && !book.page.added.failed && !book.page.late.failed &&
            !book.chapters.failed && !book.durations.failed && !book.spine.failed && !arena_failed(book.page.pool);
    if (whole)
        report_notes(&book.page);
    ard_status status =
        whole ? package_finish(book.zip, t->log, output) : report(t->log, NOWHERE, "writer.memory", NULL);
    archive_writer_free(book.zip);
    buffer_free(&book.chapters);
    buffer_free(&book.spine);
    buffer_free(&book.durations);
    html_close(&book.page);
    return status;
}

static ard_status epub_write(task *t, const ard_document *document, ard_output *output)
{
    return epub_write_book(t, document, output, NULL, NULL);
}

const ard_writer epub_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "epub",
              .aliases = "",
              .endings = ".epub",
              .media_type = "application/epub+zip",
              .lacks = "ruler braille speech",
              .help = "epub.help"},
    .wants = "fonts pictures",
    .write = epub_write,
};
