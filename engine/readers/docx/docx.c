#include "docx.h"

#include "base/text.h"
#include "language/numbers.h"

#include <string.h>

void docx_report(docx *d, const xml_node *n, const char *code, const char *first, const char *second)
{
    report(d->log, xml_place(n, d->part), code, first, second, NULL);
}

const char *docx_part_name(docx *d, const char *name)
{
    return office_part_name(d->document, d->part_names, name);
}

static bool contains(const unsigned char *bytes, size_t size, const char *text, size_t length)
{
    for (size_t i = 0; i + length <= size; i++)
        if (bytes[i] == (unsigned char)*text && memcmp(bytes + i, text, length) == 0)
            return true;
    return false;
}

static int probe(const unsigned char *head, size_t size)
{
    if (size < 4 || memcmp(head, "PK\3\4", 4) != 0)
        return 0;
    return contains(head, size, "word/", 5) ? 95 : contains(head, size, "[Content_Types].xml", 19) ? 60 : 5;
}

/* A file that is no zip: what it is, where it can be told. */
static ard_status refuse(report_log *log, const source *from)
{
    static const unsigned char compound[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    static const struct {
        const char *begins, *what;
    } others[] = {{"{\\rtf", "RTF"}, {"%PDF-", "PDF"},  {"<!DOCTYPE html", "HTML"}, {"<!doctype html", "HTML"},
                  {"<html", "HTML"}, {"<HTML", "HTML"}, {"MIME-Version:", "MHTML"}, {"<?xml", "XML"}};
    enum { LOCK_FILE = 162 };
    if (from->size == LOCK_FILE && from->bytes[0] < 64)
        return report(log, NOWHERE, "docx.file.lock", NULL);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (from->size >= strlen(others[i].begins) &&
            memcmp(from->bytes, others[i].begins, strlen(others[i].begins)) == 0)
            return report(log, NOWHERE, "docx.file.other", others[i].what, NULL);
    if (from->size < sizeof compound || memcmp(from->bytes, compound, sizeof compound) != 0)
        return ARD_OK;
    if (contains(from->bytes, from->size, encrypted, sizeof encrypted - 1))
        return report(log, NOWHERE, "docx.file.protected", NULL);
    return report(log, NOWHERE, "docx.file.old", NULL);
}

/* The root of a part that the main one names by type; NULL where there is none (it is then as if empty). */
static const xml_node *part_typed(docx *d, const char *type, const char **part)
{
    const opc_relation *r = opc_relation_typed(d->package, d->main, type);
    xml_node *root = NULL;
    *part = NULL;
    if (r && r->found && opc_xml(d->package, r->target, &root) == ARD_OK)
        *part = docx_part_name(d, r->target);
    return root;
}

/* Finds and reads the main part: by its relationship, else by its usual name. */
static ard_status read_main(docx *d, xml_node **body)
{
    const opc_relation *r = opc_relation_typed(d->package, NULL, "officeDocument");
    d->main = docx_part_name(d, r && r->found ? r->target : opc_name(d->package, "word/document.xml"));
    if (!d->main)
        return report(d->log, NOWHERE, "docx.main.missing", NULL);
    d->part = d->main;
    xml_node *root;
    ard_status status = opc_xml(d->package, d->main, &root);
    if (status != ARD_OK)
        return status;
    *body = xml_is(root, "w:document") ? xml_child(root, "w:body") : NULL;
    return *body ? ARD_OK : report(d->log, PLACE(d->main, 0, 0), "docx.main.other", NULL);
}

/* Numbers of lists in words; figures in a language whose words are not known. Word begins them with a capital. */
static void in_words(buffer *out, int value, bool ordinal, const char *language)
{
    buffer words = BUFFER_EMPTY;
    if (!language || text_in_language(language, "fr") || text_in_language(language, "en"))
        (ordinal ? number_ordinal : number_cardinal)(&words, (uint64_t)value, language ? language : "fr", false);
    else
        buffer_format(&words, "%d", value);
    const char *text = buffer_string(&words);
    uint32_t first = text_next(&text);
    if (first)
        buffer_point(out, text_upper(first));
    buffer_text(out, text);
    buffer_free(&words);
}

/* Styles and numbering, which may be missing. */
static bool read_definitions(docx *d)
{
    const char *part;
    const xml_node *root = part_typed(d, "styles", &part);
    d->styles = wml_styles_read(d->pool, d->log, part, root);
    if (!d->styles)
        return false;
    wml_run_look plain = wml_run_whole(d->styles, wml_style_of(d->styles, "paragraph", NULL), NULL, NULL);
    d->tongues.unmarked = plain.language;
    d->styles_root = root;
    d->marks = table_new(d->pool);
    docx_carried_styles(d, root);
    d->numbering =
        wml_numbering_read(d->pool, d->styles, part_typed(d, "numbering", &part), in_words, d->tongues.unmarked);
    if (!d->carried && plain.half_points > 0)
        node_set_number(d->document, lesson_root(d->document), "look-size", (plain.half_points + 1) / 2);
    return d->numbering != NULL;
}

static ard_status read_body(docx *d, const xml_node *body)
{
    docx_flow_open(d, body, lesson_root(d->document));
    if (!d->flow)
        return report(d->log, NOWHERE, "memory.ended", NULL);
    docx_read_header(d, body);
    docx_survey_pages(d, body);
    docx_walk(d, body);
    while (d->flow->up)
        docx_flow_close(d);
    docx_flow_close(d);
    docx_read_notes(d);
    docx_finish(d);
    docx_report_headers(d, body);
    return arena_failed(d->pool) ? report(d->log, NOWHERE, "memory.ended", NULL) : lesson_status(d->document);
}

static ard_status read_package(docx *d, const source *from)
{
    xml_node *body = NULL;
    ard_status status = opc_open(&d->package, d->pool, d->log, d->task->limits, from->bytes, from->size);
    if (status != ARD_OK)
        return status;
    d->part_names = table_new(d->pool);
    status = read_main(d, &body);
    if (status != ARD_OK)
        return status;
    d->note_ids = table_new(d->pool);
    d->note_parts = table_new(d->pool);
    d->anchors = table_new(d->pool);
    d->list_depths = table_new(d->pool);
    d->pictures = table_new(d->pool);
    d->carried_nodes = table_new(d->pool);
    docx_find_fields(d);
    d->carried = docx_carried_document(d, body->parent);
    if (!d->carried)
        docx_read_properties(d);
    if (!read_definitions(d))
        return report(d->log, NOWHERE, "memory.ended", NULL);
    return read_body(d, body);
}

static ard_status read(task *work, const source *from, ard_document *document)
{
    ard_status status = refuse(work->log, from);
    if (status != ARD_OK)
        return status;
    docx d = {.task = work, .document = document, .log = work->log, .pool = arena_new(work->limits->memory / 2)};
    if (!d.pool)
        return report(work->log, NOWHERE, "memory.ended", NULL);
    status = read_package(&d, from);
    opc_close(d.package);
    arena_free(d.pool);
    return status;
}

static const ard_option options_table[] = {
    {"pages", ARD_FLAG, "yes", 0, 0, NULL, "docx.option.pages"},
    {NULL, ARD_FLAG, NULL, 0, 0, NULL, NULL},
};

const ard_reader docx_reader = {
    .about = {ARD_READER, "docx", "", ".docx .docm .dotx",
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "", "docx.help",
              options_table},
    .probe = probe,
    .read = read,
};
