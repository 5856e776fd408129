/* OpenDocument text: a package that a teacher goes on editing (ODF 1.3, parts 2 and 3). */
#include "odt.h"

#include "base/text.h"
#include "fonts/fonts.h"
#include "writers/measures.h"

#include <string.h>

static const char media_type[] = "application/vnd.oasis.opendocument.text";

/* Adds a part as it stands in a buffer. */
static void add_part(odt_state *w, const char *name, const buffer *part)
{
    w->failed = w->failed || part->failed;
    archive_add(w->zip, name, buffer_string(part), part->size, false);
}

static void add_content(odt_state *w)
{
    buffer part = BUFFER_EMPTY;
    buffer_format(&part,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content%s "
                  "ard:data-ard-lesson=\"1\">\n<office:automatic-styles>\n",
                  odt_namespaces);
    odt_fixed(w, &part);
    odt_field_styles(w);
    buffer_add(&part, buffer_string(&w->automatic), w->automatic.size);
    buffer_text(&part, "</office:automatic-styles>\n<office:body>\n<office:text");
    odt_exact(w, lesson_root(w->document), "", &part);
    buffer_text(&part, ">\n");
    odt_add_form(w, &part);
    buffer_add(&part, buffer_string(&w->body), w->body.size);
    buffer_text(&part, "</office:text>\n</office:body>\n</office:document-content>\n");
    add_part(w, "content.xml", &part);
    buffer_free(&part);
}

static void add_styles(odt_state *w)
{
    buffer part = BUFFER_EMPTY;
    odt_styles(w, &part);
    add_part(w, "styles.xml", &part);
    buffer_free(&part);
}

/* Adds an element of metadata; `added`: it is none of the lesson's, so our reader leaves it out again. */
static void add_element(buffer *out, const char *name, const char *value, bool added)
{
    if (!value || !*value)
        return;
    buffer_format(out, "<%s%s>", name, added ? " ard:kind=\"added\"" : "");
    buffer_xml(out, value, strlen(value), false);
    buffer_format(out, "</%s>\n", name);
}

/* Metadata that OpenDocument has an element for, which says what the lesson says, or what stands in for it. */
typedef struct meta_row {
    const char *meta, *element, *value;
} meta_row;

static bool is_said(const meta_row *rows, size_t count, const attribute *meta)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].meta, meta->name) == 0 && rows[i].value && *rows[i].value && !text_is_blank(meta->value) &&
            strcmp(rows[i].value, meta->value) == 0)
            return true;
    return false;
}

/* All other metadata is the author's own (part 3, 4.3.3), by its name. */
static void add_own_meta(const odt_state *w, const meta_row *rows, size_t count, buffer *out)
{
    for (const attribute *meta = lesson_metas(w->document); meta; meta = meta->next) {
        if (is_said(rows, count, meta))
            continue;
        buffer_text(out, "<meta:user-defined");
        markup_attribute(out, "meta:name", meta->name);
        buffer_byte(out, '>');
        buffer_xml(out, meta->value, strlen(meta->value), false);
        buffer_text(out, "</meta:user-defined>\n");
    }
}

static void add_meta(odt_state *w)
{
    char date[21];
    buffer part = BUFFER_EMPTY, title = BUFFER_EMPTY;
    const char *author = lesson_meta(w->document, "author");
    lesson_date(w->task, w->document, date);
    lesson_title(w->document, &title);
    const meta_row rows[] = {
        {"title", "dc:title", buffer_string(&title)},
        {"description", "dc:description", lesson_meta(w->document, "description")},
        {"subject", "dc:subject", lesson_meta(w->document, "subject")},
        {"author", "meta:initial-creator", author},
        {"author", "dc:creator", author},
        {"date", "meta:creation-date", date},
        {"date", "dc:date", date},
        {"language", "dc:language", w->language},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    buffer_format(&part, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-meta%s>\n<office:meta>\n",
                  odt_namespaces);
    buffer_text(&part, "<meta:generator>ardoise/" ARD_VERSION "</meta:generator>\n");
    for (size_t i = 0; i < ROWS; i++) {
        const char *own = lesson_meta(w->document, rows[i].meta);
        add_element(&part, rows[i].element, rows[i].value, !own || !rows[i].value || strcmp(own, rows[i].value) != 0);
    }
    add_own_meta(w, rows, ROWS, &part);
    buffer_text(&part, "</office:meta>\n</office:document-meta>\n");
    add_part(w, "meta.xml", &part);
    buffer_free(&part);
    buffer_free(&title);
}

static void add_manifest(odt_state *w)
{
    static const char *const parts[] = {"content.xml", "styles.xml", "meta.xml"};
    buffer part = BUFFER_EMPTY;
    buffer_format(
        &part,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest "
        "xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">\n"
        "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"%s\"/>\n",
        media_type);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        buffer_format(&part, "<manifest:file-entry manifest:full-path=\"%s\" manifest:media-type=\"text/xml\"/>\n",
                      parts[i]);
    buffer_add(&part, buffer_string(&w->manifest), w->manifest.size);
    buffer_text(&part, "</manifest:manifest>\n");
    add_part(w, "META-INF/manifest.xml", &part);
    buffer_free(&part);
}

/* What the format cannot hold, said once each. */
static void report_losses(const odt_state *w)
{
    report_log *log = w->task->log;
    const char *language = lesson_meta(w->document, "language");
    if (lesson_given(w->document, "font"))
        font_look(w->task->helpers, log, style_at(w->document, STYLE_PAGE)->values[STYLE_FONT]);
    if (styles_say(w->document, STYLE_WORD_SPACING))
        report(log, NOWHERE, "odt.word-spacing", NULL);
    if (styles_say(w->document, STYLE_ARC))
        report(log, NOWHERE, "odt.arcs", NULL);
    if (styles_say(w->document, STYLE_LINES))
        report(log, NOWHERE, "odt.lines", NULL);
    if (!language || !*language)
        report(log, NOWHERE, "odt.language", NULL);
    if (w->undescribed)
        report(log, NOWHERE, "odt.pictures", report_number(log, w->undescribed), NULL);
}

static ard_status add_parts(odt_state *w, ard_output *output)
{
    const style *page = style_at(w->document, STYLE_PAGE);
    w->size = odt_points(page, 12);
    w->wide = blank_spacing(page, w->size);
    w->character = 0.55 * w->size + odt_spacing(page, w->size);
    archive_add(w->zip, "mimetype", media_type, sizeof media_type - 1, true);
    odt_find_places(w);
    odt_pictures(w);
    odt_rows(w);
    odt_write_below(w, lesson_root(w->document));
    add_content(w);
    add_styles(w);
    add_meta(w);
    add_manifest(w);
    report_losses(w);
    bool failed = w->failed || arena_failed(w->pool) || w->body.failed || w->automatic.failed || w->named.failed ||
                  w->lists_named.failed || w->manifest.failed || w->forms.failed;
    return failed ? report(w->task->log, NOWHERE, "writer.memory", NULL) : package_finish(w->zip, w->task->log, output);
}

static ard_status odt_write(task *t, const ard_document *document, ard_output *output)
{
    odt_state w = {.task = t, .document = document, .language = lesson_language(document), .blank = true};
    w.finished = t->finisher && strcmp(t->finisher, "pdf") == 0;
    ard_status status = ARD_E_LIMIT;
    w.pool = arena_new(t->limits->memory / 2);
    w.zip = archive_new();
    w.styles = w.pool ? table_new(w.pool) : NULL;
    w.ids = w.styles ? table_new(w.pool) : NULL;
    w.notes = w.ids ? notes_new(document, w.pool) : NULL;
    if (w.notes && w.zip)
        status = add_parts(&w, output);
    else
        report(t->log, NOWHERE, "writer.memory", NULL);
    archive_writer_free(w.zip);
    buffer_free(&w.body);
    buffer_free(&w.automatic);
    buffer_free(&w.named);
    buffer_free(&w.lists_named);
    buffer_free(&w.manifest);
    buffer_free(&w.forms);
    buffer_free(&w.marks);
    arena_free(w.pool);
    return status;
}

const ard_writer odt_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "odt",
              .aliases = "",
              .endings = ".odt",
              .media_type = "application/vnd.oasis.opendocument.text",
              .lacks = "word-spacing arc lines ruler braille speech",
              .help = "odt.help"},
    .write = odt_write,
};
