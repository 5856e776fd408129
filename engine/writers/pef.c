/* Braille for embossers and archives as PEF 1.0 (Portable Embosser Format, public draft of 12 September 2011): its volumes, their
 * pages, a row a line. Unlike BRF it says which cells it means, how large a page is, and what it is a copy of. */
#include "base/options.h"
#include "base/plugin.h"
#include "base/text.h"
#include "writers/common.h"

#include <string.h>

static const ard_option options_of_pef[] = {
    {"duplex", ARD_FLAG, "yes", 0, 0, NULL, "pef.option.duplex"},
    {0},
};

/* The size of the volume's pages: what the layout was made for or, where that has no end, what the longest line and page take. */
typedef struct page_size {
    long cells, lines;
} page_size;

static bool is_foreign(const ard_node *node)
{
    return node->parent && node->parent->kind == LESSON_ROOT && node->kind != BRAILLE;
}

static const char *line_text(const ard_node *line)
{
    return line->first ? line->first->text : "";
}

/* Measures all pages, and adds them up for the identifier. */
static page_size size_of(const ard_document *document, fingerprint *contents)
{
    page_size most = {1, 1}, said = {0};
    long lines = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_LEAVE)
            continue;
        if (is_foreign(w.node))
            walk_skip(&w);
        else if (w.node->kind == BRAILLE) {
            node_whole_number(w.node, "data-cells", &said.cells);
            node_whole_number(w.node, "data-lines", &said.lines);
        } else if (w.node->kind == BRAILLE_PAGE)
            lines = 0;
        else if (w.node->kind == BRAILLE_LINE) {
            const char *text = line_text(w.node);
            long cells = (long)text_length(text);
            most.cells = cells > most.cells ? cells : most.cells;
            most.lines = ++lines > most.lines ? lines : most.lines;
            fingerprint_add(contents, text, strlen(text) + 1);
        }
    }
    return (page_size){said.cells ? said.cells : most.cells, said.lines ? said.lines : most.lines};
}

/* What PEF asks to be said (format, identifier) and what of Dublin Core the lesson says. */
static void add_head(task *t, const ard_document *document, const fingerprint *contents, buffer *out)
{
    static const char *const names[][2] = {{"author", "dc:creator"},
                                           {"subject", "dc:subject"},
                                           {"description", "dc:description"},
                                           {"source", "dc:source"}};
    buffer title = BUFFER_EMPTY;
    char date[21];
    lesson_title(document, &title);
    lesson_date(t, document, date);
    date[sizeof "2000-01-01" - 1] = '\0';
    buffer_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pef version=\"2008-1\" "
                     "xmlns=\"http://www.daisy.org/ns/2008/pef\">\n<head>\n<meta "
                     "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<dc:format>application/x-pef+xml</dc:format>\n"
                     "<dc:identifier>");
    fingerprint_uuid(contents, out);
    buffer_text(out, "</dc:identifier>\n");
    markup_element(out, "dc:title", buffer_string(&title));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!text_is_blank(lesson_meta(document, names[i][0])))
            markup_element(out, names[i][1], lesson_meta(document, names[i][0]));
    markup_element(out, "dc:language", lesson_language(document));
    markup_element(out, "dc:date", date);
    buffer_text(out, "</meta>\n</head>\n");
    buffer_free(&title);
}

static void begin_volume(ard_output *output, page_size size, bool duplex)
{
    output_format(output, "<volume cols=\"%ld\" rows=\"%ld\" rowgap=\"0\" duplex=\"%s\">\n<section>\n", size.cells,
                  size.lines, duplex ? "true" : "false");
}

/* Writes the volumes, each with a section of its pages. */
static void write_pages(const ard_document *document, page_size size, bool duplex, ard_output *output)
{
    begin_volume(output, size, duplex);
    bool empty = true;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        bool enters = event != WALK_LEAVE;
        if (w.node->kind == BRAILLE_PAGE) {
            if (enters && !empty && node_attribute(w.node, "data-volume")) {
                output_text(output, "</section>\n</volume>\n");
                begin_volume(output, size, duplex);
            }
            empty = false;
            output_text(output, enters ? "<page>\n" : "</page>\n");
        } else if (w.node->kind == BRAILLE_LINE && enters) {
            const char *text = line_text(w.node);
            output_format(output, *text ? "<row>%s</row>\n" : "<row/>\n", text);
        } else if (enters && is_foreign(w.node))
            walk_skip(&w);
    }
}

static ard_status write_pef(task *t, const ard_document *document, ard_output *output)
{
    buffer head = BUFFER_EMPTY;
    fingerprint contents = FINGERPRINT_EMPTY;
    page_size size = size_of(document, &contents);
    add_head(t, document, &contents, &head);
    output_add(output, buffer_string(&head), head.size);
    output_text(output, "<body>\n");
    write_pages(document, size, options_flag(t->options, "duplex"), output);
    output_text(output, "</section>\n</volume>\n</body>\n</pef>\n");
    bool whole = !head.failed;
    buffer_free(&head);
    return whole ? output_status(output) : report(t->log, NOWHERE, "writer.memory", NULL);
}

const ard_writer pef_writer = {
    .about = {ARD_WRITER, "pef", "", ".pef", "application/x-pef+xml", "", "pef.help", options_of_pef},
    .needs = "braille",
    .write = write_pef,
};
