/* Where the printed pages begin. Word writes where it last broke pages (w:lastRenderedPageBreak, 17.3.1.20) and how many
 * there were (app.xml, Pages): where both agree, and the pages show their number, pupils who read with others can be told
 * the page. Print lines that Word numbers (w:lnNumType) are broken when it prints, and cannot be known. */
#include "docx.h"

#include "base/options.h"
#include "base/text.h"

#include <string.h>

static bool is_section(const xml_node *n)
{
    return xml_is(n, "w:sectPr");
}

/* The next w:sectPr after a node, which ends the section that begins there; NULL where there is none. */
static const xml_node *section_from(const xml_node *n, const xml_node *body)
{
    while (n && !is_section(n))
        n = xml_following(n, body);
    return n;
}

/* The number that a section's first page is given; 0 where it goes on counting. */
static int start_of(const xml_node *section)
{
    const xml_node *numbers = section ? xml_child(section, "w:pgNumType") : NULL;
    return wml_integer(numbers ? xml_value(numbers, "w:start") : NULL, 0);
}

/* The format of page numbers, of the first section that says one: one for the lesson. */
static wml_format format_of(const xml_node *section)
{
    const xml_node *numbers = section ? xml_child(section, "w:pgNumType") : NULL;
    const char *name = numbers ? xml_value(numbers, "w:fmt") : NULL;
    wml_format format = name ? wml_format_named(name) : WML_DECIMAL;
    return format == WML_FORMATS ? WML_DECIMAL : format;
}

/* Whether a header or footer shows the number of the page. */
static bool shows_number(const xml_node *root)
{
    for (const xml_node *n = root->first; n; n = xml_following(n, root)) {
        const char *simple = xml_is(n, "w:fldSimple") ? xml_value(n, "w:instr") : NULL;
        const char *whole = xml_is(n, "w:instrText") && n->first ? n->first->text : simple;
        while (whole && *whole == ' ')
            whole++;
        if (xml_is(n, "w:pgNum") || (whole && text_begins(whole, "PAGE") && (!whole[4] || whole[4] == ' ')))
            return true;
    }
    return false;
}

static bool pages_show_numbers(docx *d, const xml_node *body)
{
    table *seen = table_new(d->pool);
    for (const xml_node *n = body->first; n; n = xml_following(n, body)) {
        if (!xml_is(n, "w:headerReference") && !xml_is(n, "w:footerReference"))
            continue;
        const opc_relation *r = opc_relation_of(d->package, d->main, xml_value(n, "r:id"));
        xml_node *root = NULL;
        if (!r || !r->found || table_value(seen, r->target))
            continue;
        table_set(seen, r->target, (void *)r);
        if (opc_xml(d->package, r->target, &root) == ARD_OK && shows_number(root))
            return true;
    }
    return false;
}

/* The number of pages that the program which wrote the document says; 0 where it does not. */
static int pages_said(docx *d)
{
    const opc_relation *r = opc_relation_typed(d->package, NULL, "extended-properties");
    xml_node *root = NULL;
    if (!r || !r->found || opc_xml(d->package, r->target, &root) != ARD_OK)
        return 0;
    for (const xml_node *n = root->first; n; n = n->next)
        if (n->name && text_ends(n->name, ":Pages") && n->first && n->first->text)
            return wml_integer(n->first->text, 0);
    return 0;
}

/* The breaks that the walk will meet: of one branch of alternatives. */
static int breaks_in(docx *d, const xml_node *body)
{
    int breaks = 0;
    for (const xml_node *n = body->first; n;) {
        bool branch = xml_is(n, "mc:Choice") || xml_is(n, "mc:Fallback");
        breaks += xml_is(n, "w:lastRenderedPageBreak");
        n = branch && docx_branch(d, n) == GO_PAST ? xml_after(n, body) : xml_following(n, body);
    }
    return breaks;
}

/* What is only on the page, and said: columns, numbered lines. */
static void report_sections(docx *d, const xml_node *body)
{
    const xml_node *columns = NULL, *lines = NULL;
    for (const xml_node *n = section_from(body->first, body); n; n = section_from(xml_following(n, body), body)) {
        const xml_node *cols = xml_child(n, "w:cols");
        if (!columns && cols && wml_integer(xml_value(cols, "w:num"), 1) > 1)
            columns = n;
        lines = lines ? lines : xml_child(n, "w:lnNumType");
    }
    if (columns)
        docx_report(d, columns, "docx.columns.joined", NULL, NULL);
    if (lines)
        docx_report(d, lines, "docx.lines.unknown", NULL, NULL);
}

void docx_survey_pages(docx *d, const xml_node *body)
{
    bool wanted = !d->task->options || options_flag(d->task->options, "pages");
    int breaks = wanted ? breaks_in(d, body) : 0;
    const xml_node *first = section_from(body->first, body);
    report_sections(d, body);
    if (!breaks || !pages_show_numbers(d, body))
        return;
    if (pages_said(d) != breaks + 1) {
        docx_report(d, body, "docx.pages.unknown", NULL, NULL);
        return;
    }
    int start = start_of(first);
    d->body = body;
    d->page = start > 0 ? start : 1;
    d->page_format = format_of(first);
}

docx_go docx_enter_page_end(docx *d, const xml_node *n)
{
    docx_paragraph *p = &d->flow->paragraph;
    if (!d->page || d->part != d->main)
        return GO_PAST;
    d->page = d->page_start > 0 ? d->page_start : d->page + 1;
    d->page_start = 0;
    buffer number = BUFFER_EMPTY;
    wml_number_text(d->page_format, d->page, &number);
    bool shown = p->shown || !p->node || !p->node->parent;
    ard_node *mark = node_new(d->document, shown ? PAGE_REFERENCE : PAGE_MARK, xml_place(n, d->part));
    node_set(d->document, mark, "title", buffer_string(&number));
    if (shown) {
        bool others = p->others;
        docx_put(d, n, mark);
        p->others = others;
    } else
        node_insert_before(p->node, mark);
    buffer_free(&number);
    return GO_PAST;
}

void docx_end_section(docx *d, const xml_node *paragraph)
{
    const xml_node *properties = d->page ? xml_child(paragraph, "w:pPr") : NULL;
    if (properties && xml_child(properties, "w:sectPr"))
        d->page_start = start_of(section_from(xml_after(paragraph, d->body), d->body));
}
