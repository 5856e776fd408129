/* The checkers: pages (HTML, XHTML) and Office Open XML documents. They look at what the author delivered, so at the parts
 * of the file and not at the lesson tree, which has already forgotten the faults. */
#include "check.h"

#include "base/text.h"

#include <string.h>

/* Whether a page says that it is XHTML: an XML declaration, or XHTML's namespace in its first bytes. */
static bool is_xhtml(const unsigned char *bytes, size_t size)
{
    enum { HEAD = 1024 };
    char head[HEAD + 1];
    size_t at = 0, filled = 0;
    if (size >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3))
        at = 3;
    for (; at < size && filled < HEAD; at++)
        head[filled++] = bytes[at] ? (char)bytes[at] : ' ';
    head[filled] = '\0';
    return text_begins(head, "<?xml") || strstr(head, "xmlns=\"http://www.w3.org/1999/xhtml\"");
}

/* Reads a page: XHTML as XML where it is well formed, else as browsers read HTML. */
static ard_status read_page(check *c, const source *from, page *p)
{
    xml_node *root = NULL;
    bool xhtml = is_xhtml(from->bytes, from->size);
    ard_status status = ARD_E_READ;
    if (xhtml) {
        report_log *quiet = report_new();
        if (quiet)
            status = xml_read(&root, c->pool, quiet, c->job->limits, NULL, from->bytes, from->size);
        report_free(quiet);
        xhtml = status == ARD_OK;
    }
    if (status != ARD_OK)
        status = html_read(&root, c->pool, c->job->log, c->job->limits, NULL, from->bytes, from->size);
    if (status == ARD_OK)
        page_open(p, root, c->pool, NULL, xhtml);
    return status;
}

static ard_status check_page(check *c, const source *from)
{
    page p;
    ard_status status = read_page(c, from, &p);
    if (status == ARD_OK)
        check_run(c, &p, check_html_rules);
    return status;
}

/* Runs one kind of check, and writes the report. */
static ard_status run(task *job, const source *from, const char *standard, const char *format, ard_output *output,
                      unsigned *violations, ard_status (*look)(check *, const source *))
{
    bool json = text_same(format, "json");
    if (!json && !text_same(format, "text"))
        return report(job->log, NOWHERE, "check.report.later", format, NULL);
    if (standard && !text_in_list("wcag rgaa", standard))
        return report(job->log, NOWHERE, "check.standard.later", standard, NULL);
    check c = {.job = job, .pool = arena_new(job->limits->memory / 2), .file = from->name ? from->name : ""};
    if (!c.pool)
        return report(job->log, NOWHERE, "memory.ended", NULL);
    ard_status status = look(&c, from);
    if (status == ARD_OK && arena_failed(c.pool))
        status = report(job->log, NOWHERE, "memory.ended", NULL);
    if (status == ARD_OK) {
        if (json)
            check_write_json(&c, output);
        else
            check_write_text(&c, output);
        *violations = c.failed;
    }
    arena_free(c.pool);
    return status;
}

static ard_status check_pages(task *job, const source *from, const char *standard, const char *format,
                              ard_output *output, unsigned *violations)
{
    return run(job, from, standard, format, output, violations, check_page);
}

static ard_status check_documents(task *job, const source *from, const char *standard, const char *format,
                                  ard_output *output, unsigned *violations)
{
    return run(job, from, standard, format, output, violations, check_docx);
}

/* How sure it is that a document begins as a page does. */
static int probe_page(const unsigned char *head, size_t size)
{
    static const char *const signs[] = {"<!doctype html", "<html", "<head", "<body", "<title"};
    enum { LOOK = 512 };
    char start[LOOK + 1];
    size_t at = 0, filled = 0;
    for (; at < size && filled < LOOK; at++)
        start[filled++] = head[at] ? ascii_lower((char)head[at]) : ' ';
    start[filled] = '\0';
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strstr(start, signs[i]))
            return 80;
    return 0;
}

const ard_checker html_checker = {
    .about = {.kind = ARD_CHECKER,
              .name = "html",
              .aliases = "xhtml",
              .endings = ".html .htm .xhtml",
              .media_type = "text/html",
              .lacks = "",
              .help = "check.help.html",
              .options = NULL},
    .probe = probe_page,
    .check = check_pages,
};

/* How sure it is that a zip's first entries are a Word document's. */
static int probe_document(const unsigned char *head, size_t size)
{
    if (size < 4 || memcmp(head, "PK\3\4", 4) != 0)
        return 0;
    return memmem(head, size, "word/", 5) ? 95 : memmem(head, size, "[Content_Types].xml", 19) ? 60 : 0;
}

const ard_checker docx_checker = {
    .about = {.kind = ARD_CHECKER,
              .name = "docx",
              .aliases = "",
              .endings = ".docx .docm",
              .media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
              .lacks = "",
              .help = "check.help.docx",
              .options = NULL},
    .probe = probe_document,
    .check = check_documents,
};
