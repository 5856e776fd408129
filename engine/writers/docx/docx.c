/* DOCX: a package that a teacher goes on editing in Word or LibreOffice (ECMA-376 parts 1 and 2). */
#include "docx.h"

#include "base/text.h"
#include "fonts/fonts.h"
#include "lesson/carry.h"
#include "writers/measures.h"

#include <stdio.h>
#include <string.h>

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"

/* Adds a part as it stands in a buffer, and ends that. */
static void add_part(docxw_state *w, const char *name, buffer *part)
{
    w->failed = w->failed || part->failed;
    archive_add(w->zip, name, buffer_string(part), part->size, false);
    buffer_free(part);
}

static void add_element(buffer *out, const char *name, const char *extra, const char *value)
{
    if (!value || !*value)
        return;
    buffer_format(out, "<%s%s>", name, extra);
    buffer_xml(out, value, strlen(value), false);
    buffer_format(out, "</%s>\n", name);
}

/* ---- Properties -------------------------------------------------------------------------------------------------- */

/* The core properties (part 2, 11), with the sum by which the lesson's own metadata are known to be still those. */
static void make_core(const docxw_state *w, buffer *out)
{
    static const char w3c[] = " xsi:type=\"dcterms:W3CDTF\"";
    char date[21];
    buffer title = BUFFER_EMPTY;
    lesson_date(w->task, w->document, date);
    lesson_title(w->document, &title);
    buffer_text(out, XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" "
                         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                         "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n");
    add_element(out, "dc:title", "", buffer_string(&title));
    add_element(out, "dc:subject", "", lesson_meta(w->document, "subject"));
    add_element(out, "dc:creator", "", lesson_meta(w->document, "author"));
    add_element(out, "cp:keywords", "", lesson_meta(w->document, "keywords"));
    add_element(out, "dc:description", "", lesson_meta(w->document, "description"));
    add_element(out, "dcterms:created", w3c, date);
    add_element(out, "dcterms:modified", w3c, date);
    add_element(out, "dc:language", "", w->language);
    buffer_text(out, "</cp:coreProperties>\n");
    buffer_free(&title);
}

static void add_metas(const docxw_state *w, const buffer *core, buffer *out)
{
    char sum[CARRY_SUM];
    buffer all = BUFFER_EMPTY;
    for (const attribute *meta = lesson_metas(w->document); meta; meta = meta->next)
        carry_pair(meta->name, meta->value, meta == lesson_metas(w->document), &all);
    carry_sum(buffer_string(core), core->size, sum);
    carry_add("data-ard-metas", buffer_string(&all), out);
    carry_add("data-ard-sum", sum, out);
    buffer_free(&all);
}

static void add_application(docxw_state *w)
{
    buffer part = BUFFER_EMPTY;
    buffer_text(&part, XML "<Properties xmlns=\"" OFFICE "extended-properties\"><Application>ardoise</Application>"
                           "</Properties>\n");
    add_part(w, "docProps/app.xml", &part);
}

/* ---- The document ------------------------------------------------------------------------------------------------ */

/* The pictures by their number, so that they have the same when they are read again. */
static void add_pictures(docxw_state *w, buffer *out)
{
    buffer all = BUFFER_EMPTY;
    const char *part;
    w->place = DOCXW_DOCUMENT;
    for (int number = 1; (part = docxw_picture_part(w, number)) != NULL; number++)
        buffer_format(&all, "%s%s", number > 1 ? " " : "", docxw_relation(w, "image", part, false));
    if (all.size)
        carry_add("data-ard-pictures", all.data, out);
    w->failed = w->failed || all.failed;
    buffer_free(&all);
}

static bool is_colour(const char *value)
{
    return value && *value == '#' && strlen(value) == 7 && strspn(value + 1, "0123456789abcdefABCDEF") == 6;
}

static void add_document(docxw_state *w, const buffer *core)
{
    const char *paper = style_at(w->document, STYLE_PAGE)->values[STYLE_PAPER];
    const ard_node *root = lesson_root(w->document);
    buffer part = BUFFER_EMPTY;
    buffer_format(&part, XML "<w:document%s", docxw_namespaces);
    add_pictures(w, &part);
    add_metas(w, core, &part);
    docxw_node(w, root, "", &part);
    buffer_text(&part, ">\n");
    if (is_colour(paper))
        buffer_format(&part, "<w:background w:color=\"%s\"/>\n", paper + 1);
    buffer_text(&part, "<w:body>\n");
    buffer_add(&part, buffer_string(&w->parts[DOCXW_DOCUMENT].body), w->parts[DOCXW_DOCUMENT].body.size);
    if (w->last != DOCXW_PARAGRAPH)
        buffer_text(&part, "<w:p ard:kind=\"none\"/>\n");
    docxw_section(w, &part);
    buffer_text(&part, "\n</w:body>\n</w:document>\n");
    add_part(w, "word/document.xml", &part);
}

/* Notes: the two lines that part them from the text come first (17.11.23). */
static void add_notes(docxw_state *w, docxw_place where, const char *name, const char *element)
{
    static const char *const kinds[] = {"separator", "continuationSeparator"};
    buffer part = BUFFER_EMPTY, path = BUFFER_EMPTY;
    if (!w->parts[where].body.size)
        return;
    buffer_format(&part, XML "<w:%s%s>\n", name, docxw_namespaces);
    for (int i = 0; i < 2; i++)
        buffer_format(&part, "<w:%s w:type=\"%s\" w:id=\"%d\"><w:p><w:r><w:%s/></w:r></w:p></w:%s>\n", element,
                      kinds[i], i - 1, kinds[i], element);
    buffer_add(&part, buffer_string(&w->parts[where].body), w->parts[where].body.size);
    buffer_format(&part, "</w:%s>\n", name);
    buffer_format(&path, "word/%s.xml", name);
    add_part(w, buffer_string(&path), &part);
    buffer_free(&path);
}

static void add_settings(docxw_state *w)
{
    const style *page = style_at(w->document, STYLE_PAGE);
    const char *hyphens = page->values[STYLE_HYPHENS];
    buffer part = BUFFER_EMPTY, language = BUFFER_EMPTY;
    language_script script = language_in_full(w->language, &language);
    buffer_format(&part, XML "<w:settings%s>", docxw_namespaces);
    if (is_colour(page->values[STYLE_PAPER]))
        buffer_text(&part, "<w:displayBackgroundShape/>");
    buffer_text(&part, "<w:defaultTabStop w:val=\"709\"/>");
    if (hyphens && strcmp(hyphens, "auto") == 0)
        buffer_text(&part, "<w:autoHyphenation/>");
    if (w->parts[DOCXW_FOOTNOTES].body.size)
        buffer_text(&part, "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>");
    if (w->parts[DOCXW_ENDNOTES].body.size)
        buffer_text(&part, "<w:endnotePr><w:endnote w:id=\"-1\"/><w:endnote w:id=\"0\"/></w:endnotePr>");
    buffer_text(&part, "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
                       "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>");
    if (language.size)
        buffer_format(&part, "<w:themeFontLang %s=\"%s\"/>",
                      script == SCRIPT_COMPLEX ? "w:bidi"
                      : script == SCRIPT_ASIAN ? "w:eastAsia"
                                               : "w:val",
                      language.data);
    buffer_text(&part, "</w:settings>\n");
    buffer_free(&language);
    add_part(w, "word/settings.xml", &part);
}

/* ---- The package ------------------------------------------------------------------------------------------------- */

/* Parts of our own making that the document refers to; `place`: that of notes, which may be empty. */
static const struct {
    const char *name, *type;
    docxw_place place;
} parts[] = {
    {"styles", "styles", DOCXW_DOCUMENT},     {"numbering", "numbering", DOCXW_DOCUMENT},
    {"settings", "settings", DOCXW_DOCUMENT}, {"footnotes", "footnotes", DOCXW_FOOTNOTES},
    {"endnotes", "endnotes", DOCXW_ENDNOTES}, {"fontTable", "fontTable", DOCXW_PARTS},
};

/* The list of the font that the reader has chosen; NULL for none, and for a generic family. */
static const char *chosen_font(const docxw_state *w)
{
    const char *list = lesson_given(w->document, "font") ? style_at(w->document, STYLE_PAGE)->values[STYLE_FONT] : NULL;
    const char *at = list, *family;
    size_t size = at ? font_next(&at, &family) : 0;
    return size && !font_is_generic(family, size) ? list : NULL;
}

/* Whether a part is written; DOCXW_PARTS stands for the table of fonts. */
static bool is_there(const docxw_state *w, docxw_place where)
{
    if (where == DOCXW_PARTS)
        return chosen_font(w);
    return where == DOCXW_DOCUMENT || w->parts[where].body.size;
}

/* The table of fonts (17.8.3): the one that the reader has chosen, with what may stand in for it. */
static void add_fonts(docxw_state *w)
{
    const char *list = chosen_font(w), *family;
    if (!list)
        return;
    buffer part = BUFFER_EMPTY, name = BUFFER_EMPTY, others = BUFFER_EMPTY;
    const char *generic = font_list(list, 1, ",", &others);
    size_t size = font_next(&list, &family);
    buffer_add(&name, family, size);
    buffer_format(&part, XML "<w:fonts%s><w:font", docxw_namespaces);
    markup_attribute(&part, "w:name", buffer_string(&name));
    buffer_text(&part, "><w:altName");
    markup_attribute(&part, "w:val", buffer_string(&others));
    buffer_format(&part, "/><w:charset w:val=\"00\"/><w:family w:val=\"%s\"/></w:font></w:fonts>\n", generic);
    add_part(w, "word/fontTable.xml", &part);
    buffer_free(&name);
    buffer_free(&others);
}

static void add_relations_of(docxw_state *w, docxw_place where, const char *name)
{
    buffer part = BUFFER_EMPTY;
    if (!w->parts[where].relations.size)
        return;
    buffer_text(&part, XML "<Relationships xmlns=\"" PACKAGE "relationships\">\n");
    buffer_add(&part, w->parts[where].relations.data, w->parts[where].relations.size);
    buffer_text(&part, "</Relationships>\n");
    add_part(w, name, &part);
}

static void add_relations(docxw_state *w)
{
    buffer part = BUFFER_EMPTY;
    buffer_text(&part, XML "<Relationships xmlns=\"" PACKAGE "relationships\">\n"
                           "<Relationship Id=\"rId1\" Type=\"" OFFICE
                           "relationships/officeDocument\" Target=\"word/document.xml\"/>\n"
                           "<Relationship Id=\"rId2\" Type=\"" PACKAGE
                           "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\n"
                           "<Relationship Id=\"rId3\" Type=\"" OFFICE
                           "relationships/extended-properties\" Target=\"docProps/app.xml\"/>\n</Relationships>\n");
    add_part(w, "_rels/.rels", &part);
    w->place = DOCXW_DOCUMENT;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char target[24];
        snprintf(target, sizeof target, "%s.xml", parts[i].name);
        if (is_there(w, parts[i].place))
            docxw_relation(w, parts[i].type, target, false);
    }
    docxw_relate_fields(w);
    add_relations_of(w, DOCXW_DOCUMENT, "word/_rels/document.xml.rels");
    add_relations_of(w, DOCXW_FOOTNOTES, "word/_rels/footnotes.xml.rels");
    add_relations_of(w, DOCXW_ENDNOTES, "word/_rels/endnotes.xml.rels");
}

/* Content types (part 2, 10.1): of pictures by the ending of their names. */
static void add_types(docxw_state *w)
{
    buffer part = BUFFER_EMPTY;
    table *seen = table_new(w->pool);
    const resource *picture;
    buffer_text(&part, XML "<Types xmlns=\"" PACKAGE "content-types\">\n"
                           "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
                           "relationships+xml\"/>\n<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n");
    for (int number = 1; (picture = lesson_resource_at(w->document, number)) != NULL; number++) {
        const char *ending = strrchr(picture->name, '.');
        if (!ending || table_value(seen, ending))
            continue;
        table_set(seen, ending, w);
        buffer_text(&part, "<Default");
        markup_attribute(&part, "Extension", ending + 1);
        markup_attribute(&part, "ContentType", picture->media_type);
        buffer_text(&part, "/>\n");
    }
    buffer_text(&part, "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_TYPE "document.main+xml\"/>\n");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (is_there(w, parts[i].place))
            buffer_format(&part, "<Override PartName=\"/word/%s.xml\" ContentType=\"" WORD_TYPE "%s+xml\"/>\n",
                          parts[i].name, parts[i].type);
    docxw_field_types(w, &part);
    buffer_text(&part, "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package."
                       "core-properties+xml\"/>\n<Override PartName=\"/docProps/app.xml\" ContentType=\"application/"
                       "vnd.openxmlformats-officedocument.extended-properties+xml\"/>\n</Types>\n");
    add_part(w, "[Content_Types].xml", &part);
}

/* What the format cannot hold, said once each. */
static void report_losses(const docxw_state *w)
{
    report_log *log = w->task->log;
    const char *language = lesson_meta(w->document, "language");
    if (chosen_font(w))
        font_look(w->task->helpers, log, chosen_font(w));
    if (styles_say(w->document, STYLE_WORD_SPACING))
        report(log, NOWHERE, "docx-writer.word-spacing", NULL);
    if (styles_say(w->document, STYLE_ARC))
        report(log, NOWHERE, "docx-writer.arcs", NULL);
    if (styles_say(w->document, STYLE_LINES))
        report(log, NOWHERE, "docx-writer.lines", NULL);
    if (w->unmade)
        report(log, NOWHERE, "docx-writer.formulas", report_number(log, w->unmade), NULL);
    if (!language || !*language)
        report(log, NOWHERE, "docx-writer.language", NULL);
    if (w->undescribed)
        report(log, NOWHERE, "docx-writer.pictures", report_number(log, w->undescribed), NULL);
}

static void add_parts(docxw_state *w)
{
    buffer core = BUFFER_EMPTY, styles = BUFFER_EMPTY, numbering = BUFFER_EMPTY;
    make_core(w, &core);
    docxw_find_turned(w);
    docxw_make_rows(w);
    w->out = &w->parts[DOCXW_DOCUMENT].body;
    docxw_write_below(w, lesson_root(w->document));
    add_document(w, &core);
    docxw_styles(w, &styles);
    docxw_numbering(w, &numbering);
    add_part(w, "word/styles.xml", &styles);
    add_part(w, "word/numbering.xml", &numbering);
    add_notes(w, DOCXW_FOOTNOTES, "footnotes", "footnote");
    add_notes(w, DOCXW_ENDNOTES, "endnotes", "endnote");
    add_settings(w);
    add_fonts(w);
    docxw_add_fields(w);
    add_part(w, "docProps/core.xml", &core);
    add_application(w);
    add_relations(w);
    add_types(w);
}

/* ---- Bookmarks --------------------------------------------------------------------------------------------------- */

enum { MOST_BOOKMARK = 40 };

/* Whether an id can be a bookmark's name as it is (17.13.6.2: a letter, then letters, digits, underscores). */
static bool is_bookmark(const char *id)
{
    size_t size = strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
    return size && !id[size] && size <= MOST_BOOKMARK && ascii_is_letter(*id);
}

/* Names the bookmarks of all ids that links lead to. Word knows no capitals in names. */
static void name_targets(docxw_state *w)
{
    table *taken = table_new(w->pool), *ids = table_new(w->pool);
    unsigned count = 0;
    walk steps = walk_of(lesson_root(w->document));
    for (walk_event event; (event = walk_next(&steps)) != WALK_END;) {
        const char *id = event == WALK_ENTER ? node_attribute(steps.node, "id") : NULL;
        if (id && *id && kind_about(steps.node->kind)->class != GIVEN && steps.node->kind != MATHML)
            table_set(ids, id, steps.node);
    }
    steps = walk_of(lesson_root(w->document));
    for (walk_event event; (event = walk_next(&steps)) != WALK_END;) {
        const char *href = event == WALK_ENTER && steps.node->kind == LINK ? node_attribute(steps.node, "href") : NULL;
        if (!href || *href != '#' || table_value(w->targets, href + 1) || !table_value(ids, href + 1))
            continue;
        char name[MOST_BOOKMARK + 1], folded[MOST_BOOKMARK + 1];
        snprintf(name, sizeof name, "%s", is_bookmark(href + 1) ? href + 1 : "");
        for (bool free = *name; !free || table_value(taken, folded); free = true) {
            if (free && !table_value(taken, folded))
                break;
            snprintf(name, sizeof name, "lien_%u", ++count);
            snprintf(folded, sizeof folded, "%s", name);
        }
        for (size_t i = 0; i <= strlen(name); i++)
            folded[i] = ascii_lower(name[i]);
        table_set(taken, folded, w);
        table_set(w->targets, href + 1, arena_string(w->pool, name));
    }
}

/* ---- The writer -------------------------------------------------------------------------------------------------- */

static bool begin(docxw_state *w)
{
    const style *page = style_at(w->document, STYLE_PAGE);
    w->pool = arena_new(w->task->limits->memory / 2);
    w->zip = archive_new();
    if (!w->pool || !w->zip)
        return false;
    w->styles = table_new(w->pool);
    w->targets = table_new(w->pool);
    w->bookmarked = table_new(w->pool);
    for (int i = 0; i < DOCXW_PARTS; i++)
        w->parts[i].known = table_new(w->pool);
    w->notes = notes_new(w->document, w->pool);
    if (arena_failed(w->pool) || !w->notes)
        return false;
    w->size = docxw_points(page, 12);
    w->character = 0.55 * w->size + docxw_spacing(page, w->size);
    w->character = w->character < 2 ? 2 : w->character;
    w->wide = blank_spacing(page, w->size);
    w->notes_apart = docxw_notes_apart(w);
    name_targets(w);
    return !arena_failed(w->pool);
}

static bool has_failed(const docxw_state *w)
{
    const buffer *buffers[] = {&w->named, &w->abstracts, &w->numbers, &w->marks};
    bool failed = w->failed || arena_failed(w->pool);
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        failed = failed || buffers[i]->failed;
    for (int i = 0; i < DOCXW_PARTS; i++)
        failed = failed || w->parts[i].body.failed || w->parts[i].relations.failed;
    return failed;
}

static ard_status docx_write(task *t, const ard_document *document, ard_output *output)
{
    docxw_state w = {.task = t, .document = document, .language = lesson_language(document)};
    ard_status status = ARD_OK;
    if (!begin(&w))
        status = report(t->log, NOWHERE, "writer.memory", NULL);
    else {
        add_parts(&w);
        report_losses(&w);
        status =
            has_failed(&w) ? report(t->log, NOWHERE, "writer.memory", NULL) : package_finish(w.zip, t->log, output);
    }
    archive_writer_free(w.zip);
    for (int i = 0; i < DOCXW_PARTS; i++) {
        buffer_free(&w.parts[i].body);
        buffer_free(&w.parts[i].relations);
    }
    buffer_free(&w.named);
    buffer_free(&w.abstracts);
    buffer_free(&w.numbers);
    buffer_free(&w.marks);
    buffer_free(&w.fields);
    arena_free(w.pool);
    return status;
}

const ard_writer docx_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "docx",
              .aliases = "",
              .endings = ".docx",
              .media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
              .lacks = "word-spacing arc bars lines ruler mathml-style braille speech",
              .help = "docx-writer.help"},
    .write = docx_write,
};
