/* eBraille 1.0 (DAISY Consortium, 14 August 2025): the lesson's structure in XHTML, its text in braille, which a display lays
 * out for its own length of line. A package of OCF, with package.opf and index.html at its root (4.2). */
#include "base/options.h"
#include "base/plugin.h"
#include "base/text.h"
#include "source/archive.h"
#include "writers/common.h"

#include <stdio.h>
#include <string.h>

static const ard_option options_of_ebrl[] = {
    {"producer", ARD_TEXT, "ardoise", 0, 0, NULL, "ebrl.option.producer"},
    {"copyright", ARD_TEXT, "", 0, 0, NULL, "ebrl.option.copyright"},
    {0},
};

static const char media_type[] = "application/epub+zip";
static const char container[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\">\n<rootfiles>\n"
    "<rootfile full-path=\"package.opf\" media-type=\"application/oebps-package+xml\"/>\n</rootfiles>\n</container>\n";
/* Only lengths relative to the cell, and no font (6.3.2); the labels of lists are in the text (6.2.2). */
static const char sheet[] = "ul, ol { list-style-type: none; margin: 0; padding: 0; }\n"
                            "li { margin-left: 2ch; }\nli > p:first-child { text-indent: -2ch; }\n"
                            "p { margin: 0; text-indent: 2ch; }\np.poem { text-indent: 0; }\n"
                            "h1 { text-align: center; }\n";

/* The book while it is written. */
typedef struct ebrl {
    task *task;
    const ard_document *document;
    buffer text, contents, pages; /* the content document; lists of the primary entry page */
    char language[40];            /* "fr-Brai" */
    int open[6], depth;           /* levels of the headings that are open in the contents */
    unsigned ids;
    bool six, eight;
    fingerprint hash;
} ebrl;

/* A BCP 47 tag with the script Brai after its language (5.3.3.8), in place of any other script. */
static void braille_tag(const char *tag, char *out, size_t room)
{
    size_t size = strcspn(tag, "-_");
    const char *rest = tag + size;
    size_t next = *rest ? strcspn(rest + 1, "-_") : 0;
    if (next == 4)
        rest += 1 + next;
    snprintf(out, room, "%.*s-Brai%s", (int)(size < 8 ? size : 8), tag, strlen(rest) < 20 ? rest : "");
}

static void start_page(const ebrl *e, const char *extra, buffer *out)
{
    buffer title = BUFFER_EMPTY;
    lesson_title(e->document, &title);
    buffer_format(out,
                  "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<html "
                  "xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"%s\" "
                  "xml:lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n",
                  e->language, e->language);
    markup_element(out, "title", buffer_string(&title));
    buffer_format(out, "%s</head>\n<body>\n", extra);
    buffer_free(&title);
}

/* Adds kept braille: its newlines are line breaks. */
static void add_braille(ebrl *e, const char *cells, buffer *out)
{
    for (const char *at = cells; *at;) {
        const char *before = at;
        uint32_t point = text_next(&at);
        e->six |= point > 0x2800 && point < 0x2840;
        e->eight |= point >= 0x2840 && point <= 0x28FF;
        if (point == '\n')
            buffer_text(out, "<br/>");
        else
            buffer_add(out, before, (size_t)(at - before));
    }
}

static const char *kept(const ard_node *node, const char *name)
{
    const char *text = node_attribute(node, name);
    return text ? text : "";
}

/* ---- Lists of the primary entry page (8.3) ------------------------------------------------------------------------ */

/* Adds headings as lists in lists: one goes below another where its level is lower, however many levels lie between. */
static void list_heading(ebrl *e, const ard_node *heading, unsigned id)
{
    while (e->depth > 1 && e->open[e->depth - 1] > heading->number && e->open[e->depth - 2] >= heading->number) {
        buffer_text(&e->contents, "</li>\n</ol>\n");
        e->depth--;
    }
    if (e->depth && (e->open[e->depth - 1] >= heading->number || e->depth == 6)) {
        buffer_text(&e->contents, "</li>\n");
        e->depth--;
    } else if (e->depth)
        buffer_text(&e->contents, "\n<ol>\n");
    e->open[e->depth++] = heading->number;
    buffer_format(&e->contents, "<li><a href=\"ebraille/lesson.xhtml#b%u\">", id);
    add_braille(e, kept(heading, "data-braille"), &e->contents);
    buffer_text(&e->contents, "</a>");
}

/* A printed page's number in braille, and as print has it (8.3.2). */
static void list_page(ebrl *e, const ard_node *mark, unsigned id)
{
    buffer_format(&e->pages, "<li><a href=\"ebraille/lesson.xhtml#b%u\"", id);
    markup_attribute(&e->pages, "title", node_attribute(mark, "title"));
    buffer_byte(&e->pages, '>');
    add_braille(e, kept(mark, "data-braille"), &e->pages);
    buffer_text(&e->pages, "</a></li>\n");
}

/* ---- The content document (6) ------------------------------------------------------------------------------------- */

static const struct element_row {
    ard_kind kind;
    const char *name, *attributes;
} elements[] = {
    {SECTION, "section", ""},
    {EXERCISE, "section", " class=\"exercise\""},
    {QUESTION, "div", " class=\"question\""},
    {ASIDE, "aside", ""},
    {QUOTE, "blockquote", ""},
    {FIGURE, "figure", ""},
    {BULLETS, "ul", ""},
    {NUMBERS, "ol", ""},
    {ITEM, "li", ""},
    {DEFINITIONS, "dl", ""},
    {DEFINITION, "dd", ""},
    {TABLE, "table", ""},
    {ROW, "tr", ""},
    {CELL, "td", ""},
    {HEADER_CELL, "th", ""},
    {NOTE, "aside", " epub:type=\"footnote\" role=\"doc-footnote\""},
    {HEADING, "h", ""},
    {VERSE, "p", " class=\"poem\""},
    {TERM, "dt", ""},
    {CODE_BLOCK, "p", " class=\"poem\""},
};

static const struct element_row *element_of(ard_kind kind)
{
    static const struct element_row paragraph = {PARAGRAPH, "p", ""};
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (elements[i].kind == kind)
            return elements + i;
    return &paragraph;
}

/* An element's name; a heading's is put together in `room`. */
static const char *name_of(const ard_node *node, char room[16])
{
    if (node->kind == CAPTION)
        return kind_is(node->parent, TABLE) ? "caption" : "figcaption";
    if (node->kind != HEADING)
        return element_of(node->kind)->name;
    snprintf(room, 16, "h%d", node->number >= 1 && node->number <= 6 ? node->number : 6);
    return room;
}

static void start_element(ebrl *e, const ard_node *node)
{
    char room[16], language[40];
    const struct element_row *row = element_of(node->kind);
    const char *lang = node_attribute(node, "lang");
    buffer_format(&e->text, "<%s%s", name_of(node, room), row->attributes);
    if (lang && *lang) {
        braille_tag(lang, language, sizeof language);
        markup_attribute(&e->text, "lang", language);
        markup_attribute(&e->text, "xml:lang", language);
    }
    for (int i = 0; node_is_cell(node) && i < 2; i++) {
        const char *name = i ? "rowspan" : "colspan";
        long span = node_span(node, name, 1000);
        if (span > 1)
            buffer_format(&e->text, " %s=\"%ld\"", name, span);
    }
    if (node->kind == HEADER_CELL)
        markup_attribute(&e->text, "scope", node_attribute(node, "scope"));
}

static void end_element(ebrl *e, const ard_node *node)
{
    char room[16];
    buffer_format(&e->text, "</%s>\n", name_of(node, room));
}

static void add_mark(ebrl *e, const ard_node *mark)
{
    if (!*kept(mark, "data-braille"))
        return;
    buffer_format(&e->text, "<div id=\"b%u\" epub:type=\"pagebreak\" role=\"doc-pagebreak\"", ++e->ids);
    markup_attribute(&e->text, "aria-label", kept(mark, "data-braille"));
    buffer_byte(&e->text, '>');
    add_braille(e, kept(mark, "data-braille"), &e->text);
    buffer_text(&e->text, "</div>\n");
    list_page(e, mark, e->ids);
}

/* The printed pages that begin inside a block are listed with the block's own place. */
static void list_inner_pages(ebrl *e, ard_node *leaf, unsigned id)
{
    walk w = walk_of(leaf);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->kind == PAGE_REFERENCE && *kept(w.node, "data-braille"))
            list_page(e, w.node, id);
}

/* The label of an item or a note stands before the first words in it. */
static void add_label(ebrl *e, const ard_node *leaf)
{
    const ard_node *up = leaf->parent;
    if (up && up->first == leaf && (up->kind == ITEM || up->kind == NOTE) && *kept(up, "data-braille")) {
        add_braille(e, kept(up, "data-braille"), &e->text);
        buffer_text(&e->text, "\xC2\xA0");
    }
}

/* The label of an item that begins with no words of its own: a list in a list, a table. */
static void add_lone_label(ebrl *e, const ard_node *item)
{
    const ard_node *first = item->first;
    bool leads = first && kind_about(first->kind)->class == LEAF && *kept(first, "data-braille");
    if (leads || (item->kind != ITEM && item->kind != NOTE) || !*kept(item, "data-braille"))
        return;
    buffer_text(&e->text, "<p>");
    add_braille(e, kept(item, "data-braille"), &e->text);
    buffer_text(&e->text, "</p>\n");
}

static void add_leaf(ebrl *e, ard_node *leaf)
{
    if (!*kept(leaf, "data-braille"))
        return;
    start_element(e, leaf);
    buffer_format(&e->text, " id=\"b%u\">", ++e->ids);
    if (leaf->kind == HEADING)
        list_heading(e, leaf, e->ids);
    list_inner_pages(e, leaf, e->ids);
    add_label(e, leaf);
    add_braille(e, kept(leaf, "data-braille"), &e->text);
    end_element(e, leaf);
}

static void write_content(ebrl *e)
{
    walk w = walk_of(lesson_root(e->document));
    start_page(e, "<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n", &e->text);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        bool leaf = kind_about(node->kind)->class == LEAF;
        if (node->kind == LESSON_ROOT || (event == WALK_LEAVE && leaf))
            continue;
        if (kind_about(node->kind)->class != CONTAINER && event != WALK_LEAVE)
            walk_skip(&w);
        if (kind_about(node->kind)->class == CONTAINER && event == WALK_LEAVE)
            end_element(e, node);
        else if (kind_about(node->kind)->class == CONTAINER) {
            start_element(e, node);
            buffer_text(&e->text, ">\n");
            add_lone_label(e, node);
        } else if (node->kind == RULE)
            buffer_text(&e->text, "<hr/>\n");
        else if (node->kind == PAGE_MARK)
            add_mark(e, node);
        else if (leaf)
            add_leaf(e, node);
    }
    buffer_text(&e->text, "</body>\n</html>\n");
}

/* The primary entry page (8): the table of contents, the printed pages. */
static void write_index(ebrl *e, buffer *out)
{
    const ard_node *root = lesson_root(e->document);
    const char *title = kept(root, "data-braille");
    start_page(e, "<link rel=\"publication\" href=\"package.opf\" type=\"application/oebps-package+xml\"/>\n", out);
    buffer_text(out, "<nav epub:type=\"toc\" role=\"doc-toc\"");
    markup_attribute(out, "aria-label", kept(root, "data-braille-contents"));
    buffer_text(out, ">\n<h2>");
    add_braille(e, kept(root, "data-braille-contents"), out);
    buffer_text(out, "</h2>\n<ol>\n");
    for (; e->depth; e->depth--)
        buffer_text(&e->contents, e->depth > 1 ? "</li>\n</ol>\n" : "</li>\n");
    if (e->contents.size)
        buffer_add(out, e->contents.data, e->contents.size);
    else {
        buffer_text(out, "<li><a href=\"ebraille/lesson.xhtml\">");
        add_braille(e, *title ? title : kept(root, "data-braille-contents"), out);
        buffer_text(out, "</a></li>\n");
    }
    buffer_text(out, "</ol>\n</nav>\n");
    if (e->pages.size) {
        buffer_text(out, "<nav epub:type=\"page-list\" role=\"doc-pagelist\"");
        markup_attribute(out, "aria-label", kept(root, "data-braille-pages"));
        buffer_text(out, ">\n<h2>");
        add_braille(e, kept(root, "data-braille-pages"), out);
        buffer_text(out, "</h2>\n<ol>\n");
        buffer_add(out, e->pages.data, e->pages.size);
        buffer_text(out, "</ol>\n</nav>\n");
    }
    buffer_text(out, "</body>\n</html>\n");
}

/* ---- The package document (5) ------------------------------------------------------------------------------------- */

/* Whether all of the lesson is there: a picture without a description is no loss of the transcription's (5.3.3.3). */
static bool is_complete(const report_log *log)
{
    size_t count;
    const ard_diag *diags = report_diags(log, &count);
    for (size_t i = 0; i < count; i++)
        if (diags[i].severity == ARD_LOSS && strcmp(diags[i].code, "braille.image") != 0)
            return false;
    return true;
}

static void add_property(buffer *out, const char *name, const char *value)
{
    buffer_format(out, "<meta property=\"%s\">", name);
    buffer_xml(out, value, strlen(value), false);
    buffer_text(out, "</meta>\n");
}

/* The code's name in the registry of braille codes of eBraille. */
static const char *system_of(const ard_node *root)
{
    const char *grade = kept(root, "data-braille-grade");
    return strcmp(grade, "abrege") == 0 ? "French grade2"
           : strcmp(grade, "8") == 0    ? "French no-grade comp8"
                                        : "French grade1";
}

static void write_metadata(ebrl *e, buffer *out)
{
    static const char *const names[][2] = {{"description", "dc:description"},
                                           {"publisher", "dc:publisher"},
                                           {"rights", "dc:rights"},
                                           {"source", "dc:source"},
                                           {"subject", "dc:subject"}};
    const char *author = lesson_meta(e->document, "author"), *said = options_text(e->task->options, "copyright");
    const char *producer = options_text(e->task->options, "producer");
    char date[21], year[11] = "";
    buffer title = BUFFER_EMPTY;
    lesson_title(e->document, &title);
    lesson_date(e->task, e->document, date);
    buffer_text(out, "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<dc:identifier id=\"id\">");
    fingerprint_uuid(&e->hash, out);
    buffer_text(out, "</dc:identifier>\n<dc:format>eBraille 1.0</dc:format>\n");
    markup_element(out, "dc:title", buffer_string(&title));
    markup_element(out, "dc:creator", text_is_blank(author) ? "?" : author);
    markup_element(out, "dc:language", e->language);
    snprintf(year, sizeof year, "%.10s", *said ? said : date);
    if (!*said)
        year[4] = '\0';
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!text_is_blank(lesson_meta(e->document, names[i][0])))
            markup_element(out, names[i][1], lesson_meta(e->document, names[i][0]));
    add_property(out, "dcterms:dateCopyrighted", year);
    add_property(out, "dcterms:modified", date);
    date[10] = '\0';
    markup_element(out, "dc:date", date);
    add_property(out, "a11y:brailleCellType", e->eight ? (e->six ? "8, 6" : "8") : "6");
    add_property(out, "a11y:brailleSystem", system_of(lesson_root(e->document)));
    add_property(out, "a11y:completeTranscription", is_complete(e->task->log) ? "true" : "false");
    add_property(out, "a11y:producer", *producer ? producer : "ardoise");
    add_property(out, "a11y:tactileGraphics", "none");
    add_property(out, "schema:accessMode", "tactile");
    add_property(out, "schema:accessModeSufficient", "tactile");
    add_property(out, "schema:accessibilityFeature", "structuralNavigation");
    add_property(out, "schema:accessibilityFeature", "tableOfContents");
    add_property(out, "schema:accessibilityHazard", "none");
    buffer_text(out, "</metadata>\n");
    if (text_is_blank(author) || !*said)
        report(e->task->log, NOWHERE, "ebrl.unsaid", NULL);
    buffer_free(&title);
}

static void write_package(ebrl *e, buffer *out)
{
    buffer_text(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" "
                     "version=\"3.0\" unique-identifier=\"id\"");
    markup_attribute(out, "xml:lang", lesson_language(e->document));
    buffer_text(out, ">\n");
    write_metadata(e, out);
    buffer_text(out, "<manifest>\n<item id=\"nav\" href=\"index.html\" media-type=\"application/xhtml+xml\" "
                     "properties=\"nav\"/>\n<item id=\"lesson\" href=\"ebraille/lesson.xhtml\" "
                     "media-type=\"application/xhtml+xml\"/>\n<item id=\"style\" href=\"ebraille/style.css\" "
                     "media-type=\"text/css\"/>\n</manifest>\n<spine>\n<itemref idref=\"lesson\"/>\n</spine>\n"
                     "</package>\n");
}

static ard_status write_ebrl(task *t, const ard_document *document, ard_output *output)
{
    ebrl e = {.task = t, .document = document, .hash = FINGERPRINT_EMPTY};
    buffer index = BUFFER_EMPTY, package = BUFFER_EMPTY;
    archive_writer *zip = archive_new();
    braille_tag(lesson_language(document), e.language, sizeof e.language);
    write_content(&e);
    write_index(&e, &index);
    fingerprint_add(&e.hash, buffer_string(&e.text), e.text.size);
    write_package(&e, &package);
    bool whole = zip && !e.text.failed && !e.contents.failed && !e.pages.failed && !index.failed && !package.failed;
    if (whole) {
        archive_add(zip, "mimetype", media_type, sizeof media_type - 1, true);
        archive_add(zip, "META-INF/container.xml", container, sizeof container - 1, false);
        archive_add(zip, "package.opf", buffer_string(&package), package.size, false);
        archive_add(zip, "index.html", buffer_string(&index), index.size, false);
        archive_add(zip, "ebraille/lesson.xhtml", buffer_string(&e.text), e.text.size, false);
        archive_add(zip, "ebraille/style.css", sheet, sizeof sheet - 1, false);
    }
    ard_status status = whole ? package_finish(zip, t->log, output) : report(t->log, NOWHERE, "writer.memory", NULL);
    archive_writer_free(zip);
    buffer_free(&e.text);
    buffer_free(&e.contents);
    buffer_free(&e.pages);
    buffer_free(&index);
    buffer_free(&package);
    return status;
}

const ard_writer ebrl_writer = {
    .about = {ARD_WRITER, "ebrl", "", ".ebrl", "application/ebrl+zip", "speech image maths", "ebrl.help",
              options_of_ebrl},
    .needs = "braille",
    .wants = "cells",
    .write = write_ebrl,
};
