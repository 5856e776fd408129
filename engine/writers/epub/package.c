/* The package document (EPUB 3.3, 5). */
#include "epub.h"

#include "base/text.h"

#include <string.h>

/* The lesson's metadata and Dublin Core's names. */
static const char *const names[][2] = {
    {"author", "dc:creator"},    {"description", "dc:description"},
    {"subject", "dc:subject"},   {"publisher", "dc:publisher"},
    {"rights", "dc:rights"},     {"contributor", "dc:contributor"},
    {"source", "dc:source"},     {"type", "dc:type"},
    {"coverage", "dc:coverage"}, {"relation", "dc:relation"},
};

/* A date as checkers know it: a year, month or day, perhaps a time (W3CDTF). */
static bool is_date(const char *value)
{
    size_t digits = strspn(value, "0123456789");
    return digits == 4 &&
           (!value[4] || (value[4] == '-' && !value[strspn(value, "0123456789-:TZ.+")] && strlen(value) >= 7));
}

static void add_metadata(epub_book *book, buffer *out)
{
    const ard_document *document = book->page.document;
    const char *date = lesson_meta(document, "date");
    char modified[21];
    buffer title = BUFFER_EMPTY;
    lesson_title(document, &title);
    lesson_date(book->page.task, document, modified);
    buffer_text(out, "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    buffer_text(out, "<dc:identifier id=\"id\">");
    fingerprint_uuid(&book->hash, out);
    buffer_text(out, "</dc:identifier>\n");
    markup_element(out, "dc:title", buffer_string(&title));
    markup_element(out, "dc:language", book->page.language);
    if (date && is_date(date))
        markup_element(out, "dc:date", date);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!text_is_blank(lesson_meta(document, names[i][0])))
            markup_element(out, names[i][1], lesson_meta(document, names[i][0]));
    buffer_format(out, "<meta property=\"dcterms:modified\">%s</meta>\n", modified);
    epub_access(book, out);
    epub_overlay_metadata(book, out);
    buffer_text(out, "</metadata>\n");
    buffer_free(&title);
}

static void add_manifest(epub_book *book, buffer *out)
{
    const resource *picture;
    buffer_text(
        out,
        "<manifest>\n<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n"
        "<item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n");
    buffer_add(out, buffer_string(&book->chapters), book->chapters.size);
    for (int number = 1; (picture = lesson_resource_at(book->page.document, number)) != NULL; number++) {
        buffer_format(out, "<item id=\"picture-%d\" href=\"", number);
        epub_picture_path(number, picture, out);
        buffer_format(out, "\" media-type=\"%s\"/>\n", picture->media_type);
    }
    const page_font *face;
    for (size_t i = 0; (face = lesson_font_at(book->page.document, i)) != NULL; i++) {
        buffer_format(out, "<item id=\"font-%zu\" href=\"", i + 1);
        html_font_path(i, out);
        buffer_format(out, "\" media-type=\"%s\"/>\n", face->media_type);
    }
    buffer_text(out, "</manifest>\n");
}

void epub_package(epub_book *book)
{
    const char *dir = node_attribute(lesson_root(book->page.document), "dir");
    buffer out = BUFFER_EMPTY;
    buffer_text(
        &out,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" "
        "unique-identifier=\"id\"");
    markup_attribute(&out, "xml:lang", book->page.language);
    buffer_text(&out, ">\n");
    add_metadata(book, &out);
    add_manifest(book, &out);
    buffer_text(&out, dir && strcmp(dir, "rtl") == 0 ? "<spine page-progression-direction=\"rtl\">\n" : "<spine>\n");
    buffer_add(&out, buffer_string(&book->spine), book->spine.size);
    buffer_text(&out, "</spine>\n</package>\n");
    book->failed |= out.failed;
    epub_add(book, "EPUB/package.opf", buffer_string(&out), out.size);
    buffer_free(&out);
}
