/* The HTML, text and ODT writers: small trees in native form, and what each makes of them. */
#include "convert.h"
#include "source/archive.h"
#include "source/xml.h"
#include "writers/common.h"

/* A native document with this body. */
static char *native(const char *body)
{
    buffer text = BUFFER_EMPTY;
    buffer_text(
        &text,
        "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" "
        "data-ard=\"native\" lang=\"fr\">\n<head>\n<meta charset=\"utf-8\"/>\n<title></title>\n</head>\n<body>\n");
    buffer_text(&text, body);
    buffer_text(&text, "</body>\n</html>\n");
    return text.data;
}

static conversion from_native(const char *body, const char *to)
{
    char *text = native(body);
    conversion c = convert("native", to, text);
    CHECK(c.status == ARD_OK);
    free(text);
    return c;
}

/* Takes out of a page what only ardoise reads, which tests/unit/test-carry.c tries: the attributes data-ard-* and data-ard.*,
 * and the marks of what is not the lesson's, or of elements whose kind is plain here. */
static void strip_carried(char *text)
{
    static const char *const marks[] = {" data-ard.",           " data-ard-",
                                        " data-ard=\"made\"",   " data-ard=\"notes\"",
                                        " data-ard=\"image\"",  " data-ard=\"aside\"",
                                        " data-ard=\"blanks\"", " data-ard=\"header-cell\""};
    for (char *at = text; *at;) {
        char *end = NULL;
        for (size_t i = 0; i < sizeof marks / sizeof *marks && !end; i++)
            if (strncmp(at, marks[i], strlen(marks[i])) == 0)
                end = strchr(strchr(at, '"') + 1, '"');
        if (end)
            memmove(at, end + 1, strlen(end + 1) + 1);
        else
            at++;
    }
}

/* What the writer puts into <main>, or the whole text. */
static void check_written(const char *to, const char *body, const char *wanted)
{
    conversion c = from_native(body, to);
    char *got = strcmp(to, "html") == 0 ? convert_body(&c, "<main data-ard=\"lesson\">\n", "</main>")
                                        : strdup(buffer_string(&c.out));
    if (strcmp(to, "html") == 0)
        strip_carried(got);
    CHECK_TEXT(got, wanted);
    free(got);
    convert_end(&c);
}

/* ---- HTML -------------------------------------------------------------------------------------------------------- */

static void test_html_page(void)
{
    conversion c = from_native("<h2>Un <em>titre</em></h2>\n", "html");
    const char *page = buffer_string(&c.out);
    CHECK(strstr(page, "<!DOCTYPE html>\n<html data-ard=\"html\" lang=\"fr\">\n") == page);
    CHECK(strstr(page, ">Un titre</title>")); /* the metadata has none */
    CHECK(strstr(page, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"));
    convert_end(&c);
    c = convert("text", "html", "");
    CHECK(strstr(buffer_string(&c.out), "<title data-ard=\"made\">Leçon</title>"));
    CHECK(convert_said(&c, "html.language"));
    convert_end(&c);
}

static void test_html_blocks(void)
{
    check_written(
        "html",
        "<ol start=\"3\" data-after=\")\">\n<li>\n<p>a</p>\n<ul>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n</ul>\n</li>\n"
        "</ol>\n",
        "<ol class=\"p1\" data-after=\")\" start=\"3\">\n<li>a<ul>\n<li><p>b</p>\n<p>c</p>\n</li>\n</ul>\n</li>\n"
        "</ol>\n");
    check_written("html", "<ol>\n<li data-label=\"Ex. 1 :\">\n<p>a</p>\n</li>\n</ol>\n",
                  "<ol>\n<li data-label=\"Ex. 1 :\" style=\"list-style-type:&quot;Ex. 1 : &quot;\">a</li>\n</ol>\n");
    check_written("html", "<section data-ard=\"exercise\">\n<p data-ard=\"instruction\">Lis.</p>\n</section>\n",
                  "<section data-ard=\"exercise\">\n<p data-ard=\"instruction\">Lis.</p>\n</section>\n");
    check_written("html", "<aside>\n<p>a</p>\n</aside>\n", "<div class=\"encadre\" role=\"note\">\n<p>a</p>\n</div>\n");
    check_written("html", "<p>a\tb</p>\n", "<p><span class=\"blancs\">a\tb</span></p>\n");
}

/* A first row of headers is the head; a row's first header is the row's; a header without content is none. */
static void test_html_tables(void)
{
    check_written(
        "html",
        "<table>\n<caption>T</caption>\n<tr>\n<th>\n</th>\n<th>\n<p>A</p>\n</th>\n</tr>\n<tr>\n<th>\n<p>r</p>\n</th>\n"
        "<td colspan=\"1\">\n<p>1</p>\n</td>\n</tr>\n</table>\n",
        "<table>\n<caption>T</caption>\n<thead>\n<tr>\n<td></td><th scope=\"col\">A</th></tr>\n</thead>\n<tbody>\n"
        "<tr>\n"
        "<th scope=\"row\">r</th><td>1</td></tr>\n</tbody>\n</table>\n");
    /* A cell that reaches from the head into the body leaves no head. */
    check_written(
        "html",
        "<table>\n<tr>\n<th rowspan=\"2\">\n<p>A</p>\n</th>\n</tr>\n<tr>\n<td>\n<p>1</p>\n</td>\n</tr>\n</table>\n",
        "<table>\n<tbody>\n<tr>\n<th rowspan=\"2\" scope=\"col\">A</th></tr>\n<tr>\n<td>1</td></tr>\n</tbody>\n"
        "</table>\n");
}

static void test_html_notes(void)
{
    check_written(
        "html",
        "<p id=\"appel-1\">a<a data-ard=\"note-reference\" href=\"#n\"></a> b<a data-ard=\"note-reference\" "
        "href=\"#n\"></a></p>\n"
        "<aside data-ard=\"note\" id=\"n\">\n<p>La note.</p>\n</aside>\n",
        "<p id=\"appel-1\">a<a data-ard=\"note-reference\" class=\"appel\" href=\"#n\" id=\"appel-1-2\" "
        "role=\"doc-noteref\" aria-label=\"note 1\">1</a> b<a data-ard=\"note-reference\" class=\"appel\" href=\"#n\" "
        "role=\"doc-noteref\" aria-label=\"note 1\">1</a></p>\n"
        "<section role=\"doc-endnotes\" aria-label=\"Notes\">\n<hr>\n<div data-ard=\"note\" id=\"n\" "
        "role=\"doc-footnote\">\n"
        "<a role=\"doc-backlink\" href=\"#appel-1-2\" aria-label=\"1, retour au texte\">1</a>\n<div>\n<p>La note.</p>\n"
        "</div>\n</div>\n</section>\n");
}

static void test_html_inlines(void)
{
    check_written("html",
                  "<p><span data-ard=\"answer\" data-size=\"9\"></span><span data-ard=\"check\" "
                  "aria-checked=\"true\"></span></p>\n",
                  "<p><span data-ard=\"answer\" data-size=\"9\" role=\"img\" aria-label=\"à compléter\" "
                  "style=\"min-width:9ch\"></span>"
                  "<span data-ard=\"check\" role=\"img\" aria-label=\"case cochée\">☑</span></p>\n");
    check_written("html", "<p><img alt=\"Un chat\"/><img/><img alt=\"\"/></p>\n",
                  "<p><span class=\"image\">[Un chat]</span><span class=\"image\">[image sans description]</span>"
                  "<span class=\"image\"></span></p>\n");
    check_written("html", "<p><a href=\"https://a.fr/?q=a b&amp;c\">x</a> <a href=\"https://a.fr\"><img/></a></p>\n",
                  "<p><a href=\"https://a.fr/?q=a%20b&amp;c\">x</a> <a href=\"https://a.fr\" "
                  "aria-label=\"https://a.fr\"><span class=\"image\">[image sans description]</span></a></p>\n");
    conversion c = from_native("<p><a href=\" java\nscript:alert(1)\">x</a></p>\n", "html");
    CHECK(!strstr(buffer_string(&c.out), "script:"));
    CHECK(convert_said(&c, "html.link.unsafe"));
    convert_end(&c);
}

/* Names that nothing of ARIA allows there, references to ids that are not there, ids that stand twice. */
static void test_html_attributes(void)
{
    check_written(
        "html", "<p aria-label=\"x\" id=\"a b\" role=\"button\">1</p>\n<p id=\"a b\" aria-describedby=\"a zz\">2</p>\n",
        "<p id=\"a_b\">1</p>\n<p>2</p>\n");
    check_written("html", "<section aria-label=\"x\" role=\"doc-tip\">\n<p lang=\"en\" dir=\"ltr\">1</p>\n</section>\n",
                  "<section aria-label=\"x\" role=\"doc-tip\">\n<p dir=\"ltr\" lang=\"en\">1</p>\n</section>\n");
    check_written("html", "<p lang=\"x-none\">a<span data-ard=\"page\" title=\"\"></span></p>\n",
                  "<p>a<span data-ard=\"page\" role=\"doc-pagebreak\"></span></p>\n");
}

/* A formula whose ids the page has already loses them; its text, whatever it looks like, stays. */
static void test_html_formulas(void)
{
    check_written("html",
                  "<p id=\"a\"><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mtext id=\"a\"> "
                  "id=\"a\"</mtext></math></p>\n",
                  "<p id=\"a\"><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mtext> "
                  "id=\"a\"</mtext></math></p>\n");
}

#define FORMULA "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi></math>"
#define NAMED_FORMULA "<span data-ard=\"named\" title=\"x\">" FORMULA "</span>"

/* What has its name from its contents has one in characters, where these are a formula alone. */
static void test_html_named_by_formulas(void)
{
    check_written("html", "<h2>" FORMULA "</h2>\n<p>" FORMULA "</p>\n",
                  "<h2>" NAMED_FORMULA "</h2>\n<p>" FORMULA "</p>\n");
    check_written("html", "<h2>Soit " FORMULA "</h2>\n", "<h2>Soit " FORMULA "</h2>\n");
    check_written("html", "<p><a href=\"https://a.fr\">" FORMULA FORMULA "</a></p>\n",
                  "<p><a href=\"https://a.fr\">" NAMED_FORMULA FORMULA "</a></p>\n");
    check_written("html",
                  "<table>\n<tr>\n<th>\n<p>" FORMULA "</p>\n</th>\n<th>\n<p>a" FORMULA "</p>\n</th>\n</tr>\n</table>\n",
                  "<table>\n<thead>\n<tr>\n<th scope=\"col\">" NAMED_FORMULA "</th><th scope=\"col\">a" FORMULA
                  "</th></tr>\n</thead>\n</table>\n");
}

/* ---- Text -------------------------------------------------------------------------------------------------------- */

static void test_text(void)
{
    check_written("text", "<h1>T</h1>\n<p>a</p>\n<h2>U</h2>\n<p>b<br/>c</p>\n", "T\n\na\n\n\nU\n\nb\nc\n");
    check_written(
        "text",
        "<ol type=\"a\" start=\"2\">\n<li>\n<p>x</p>\n<ul>\n<li>\n<p>y</p>\n</li>\n</ul>\n<p>z</p>\n</li>\n<li>\n"
        "<p>w</p>\n</li>\n</ol>\n",
        "b. x\n   • y\n\n   z\nc. w\n");
    check_written(
        "text",
        "<table>\n<tr>\n<th>\n<p>A</p>\n</th>\n<th>\n<p>B</p>\n</th>\n</tr>\n<tr>\n<td>\n<p>1</p>\n<p>2</p>\n</td>\n"
        "<td>\n</td>\n</tr>\n</table>\n",
        "A | B\n--- | ---\n1 / 2\n");
    check_written("text",
                  "<p>x<sup>2</sup> 1<sup>er</sup> H<sub>2</sub>O <q>oui</q> <a href=\"https://a.fr\">ici</a></p>\n",
                  "x² 1er H₂O «\u00A0oui\u00A0» ici <https://a.fr>\n");
    check_written(
        "text",
        "<p>Nom <span data-ard=\"answer\"></span> <span data-ard=\"check\"></span> a <img alt=\"Un chat\"/></p>\n",
        "Nom ____ [ ] a [Un chat]\n");
    check_written(
        "text",
        "<p>a<a data-ard=\"note-reference\" href=\"#n\"></a></p>\n<aside data-ard=\"note\" id=\"n\">\n<p>b</p>\n"
        "<p>c</p>\n</aside>\n<p>d</p>\n",
        "a[1]\n\nd\n\n[1] b\n\n    c\n");
    check_written(
        "text",
        "<pre>x\n  y</pre>\n<blockquote>\n<p>q</p>\n</blockquote>\n<div data-ard=\"page\" title=\"12\"></div>\n",
        "    x\n      y\n\n    q\n\n[page 12]\n");
    conversion c = from_native("<p><u>a</u></p>\n", "text");
    CHECK(convert_said(&c, "text.looks"));
    convert_end(&c);
}

/* ---- ODT --------------------------------------------------------------------------------------------------------- */

/* A part of a package, NUL-terminated; NULL where it is not there. The caller frees it. */
static char *part_of(const conversion *c, const char *name)
{
    archive *package;
    ard_limits limits = ard_limits_default();
    arena *pool = arena_new(64 << 20);
    const char *bytes = NULL;
    char *copy = NULL;
    size_t size = 0;
    if (archive_open(&package, c->log, &limits, c->out.data, c->out.size) == ARD_OK) {
        if (archive_has(package, name) && archive_part(package, pool, name, &bytes, &size) == ARD_OK)
            copy = strdup(bytes);
        archive_close(package);
    }
    arena_free(pool);
    return copy;
}

/* Takes out what only our own reader knows: it is tested by the trip there and back (test-odt.c). */
static void drop_carried(char *content)
{
    for (char *at; (at = strstr(content, " ard:")) != NULL;) {
        char *end = strchr(strchr(at, '"') + 1, '"') + 1;
        memmove(at, end, strlen(end) + 1);
    }
}

/* What stands between office:text and its end in content.xml, which must be well formed, as all parts. */
static void check_odt(const char *body, const char *wanted)
{
    static const char *const parts[] = {"content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"};
    conversion c = from_native(body, "odt");
    ard_limits limits = ard_limits_default();
    CHECK(c.out.size > 38 && memcmp(c.out.data + 30, "mimetypeapplication/vnd.oasis.opendocument.text", 47) == 0);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        arena *pool = arena_new(64 << 20);
        xml_node *root;
        char *part = part_of(&c, parts[i]);
        CHECK(part && xml_read(&root, pool, c.log, &limits, parts[i], part, strlen(part)) == ARD_OK);
        free(part);
        arena_free(pool);
    }
    char *content = part_of(&c, "content.xml");
    if (content)
        drop_carried(content);
    const char *begin = content ? strstr(content, "<office:text>\n") : NULL;
    char *end = begin ? strstr(content, "</office:text>") : NULL;
    if (end)
        *end = '\0';
    CHECK_TEXT(end ? begin + 14 : NULL, wanted);
    free(content);
    convert_end(&c);
}

static void test_odt_blocks(void)
{
    check_odt(
        "<h2>T</h2>\n<p id=\"x\">a  b\tc<br/><strong>d</strong></p>\n",
        "<text:h text:outline-level=\"2\" text:style-name=\"Heading_20_2\">T</text:h>\n"
        "<text:p text:style-name=\"Text_20_body\"><text:bookmark text:name=\"x\"/>a <text:s text:c=\"1\"/>b<text:tab/>c"
        "<text:line-break/><text:span text:style-name=\"Strong_20_Emphasis\">d</text:span></text:p>\n");
    check_odt("<p lang=\"en\">a</p>\n", "<text:p text:style-name=\"P1\">a</text:p>\n");
    /* A table ends the list around it, which goes on after it. */
    check_odt(
        "<ol start=\"2\">\n<li>\n<p>a</p>\n<table>\n<tr>\n<td>\n<p>1</p>\n</td>\n</tr>\n</table>\n<p>b</p>\n</li>\n"
        "<li>\n<p>c</p>\n</li>\n</ol>\n",
        "<text:list text:style-name=\"Numbering_20_1_2e_\">\n<text:list-item text:start-value=\"2\">"
        "<text:p text:style-name=\"Text_20_body\">a</text:p>\n</text:list-item>\n</text:list>\n"
        "<table:table table:name=\"Table1\" table:style-name=\"Table\">\n"
        "<table:table-column table:style-name=\"Column4\"/>\n"
        "<table:table-row>\n<table:table-cell table:style-name=\"Cell\" office:value-type=\"string\">\n"
        "<text:p text:style-name=\"Table_20_Contents\">1</text:p>\n</table:table-cell>\n</table:table-row>\n"
        "</table:table>\n"
        "<text:list text:style-name=\"Numbering_20_1_2e_\" text:continue-numbering=\"true\">\n<text:list-header>"
        "<text:p text:style-name=\"Text_20_body\">b</text:p>\n</text:list-header>\n"
        "<text:list-item><text:p text:style-name=\"Text_20_body\">c</text:p>\n</text:list-item>\n</text:list>\n");
}

/* A label that no number gives is text, under a header, which comes first in its list. */
static void test_odt_labels(void)
{
    check_odt(
        "<ol>\n<li>\n<p>a</p>\n</li>\n<li data-label=\"Bonus :\">\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n"
        "</ol>\n",
        "<text:list text:style-name=\"Numbering_20_1_2e_\">\n<text:list-item><text:p "
        "text:style-name=\"Text_20_body\">"
        "a</text:p>\n</text:list-item>\n</text:list>\n"
        "<text:list text:style-name=\"Numbering_20_1_2e_\" text:continue-numbering=\"true\">\n"
        "<text:list-header><text:p text:style-name=\"Text_20_body\"><text:span>Bonus : </text:span>b</text:p>\n</text:list-header>\n"
        "<text:list-item><text:p text:style-name=\"Text_20_body\">c</text:p>\n</text:list-item>\n</text:list>\n");
}

/* Cells that others cover stand in the grid (ODF 1.3, part 3, 9.1.5). */
static void test_odt_spans(void)
{
    check_odt(
        "<table>\n<tr>\n<td rowspan=\"2\" colspan=\"2\">\n<p>a</p>\n</td>\n<td>\n</td>\n</tr>\n<tr>\n<td>\n"
        "<p>b</p>\n</td>\n</tr>\n</table>\n",
        "<table:table table:name=\"Table1\" table:style-name=\"Table\">\n"
        "<table:table-column table:style-name=\"Column4\"/>\n"
        "<table:table-column table:style-name=\"Column4\"/>\n<table:table-column table:style-name=\"Column4\"/>\n"
        "<table:table-row>\n"
        "<table:table-cell table:style-name=\"Cell\" office:value-type=\"string\" table:number-columns-spanned=\"2\" "
        "table:number-rows-spanned=\"2\">\n<text:p text:style-name=\"Table_20_Contents\">a</text:p>\n"
        "</table:table-cell>\n"
        "<table:covered-table-cell/>\n<table:table-cell table:style-name=\"Cell\" office:value-type=\"string\">\n"
        "<text:p text:style-name=\"Table_20_Contents\"/>\n</table:table-cell>\n</table:table-row>\n<table:table-row>\n"
        "<table:covered-table-cell/>\n<table:covered-table-cell/>\n"
        "<table:table-cell table:style-name=\"Cell\" office:value-type=\"string\">\n"
        "<text:p text:style-name=\"Table_20_Contents\">b</text:p>\n</table:table-cell>\n</table:table-row>\n"
        "</table:table>\n");
}

static void test_odt_inlines(void)
{
    check_odt("<p>a<a data-ard=\"note-reference\" href=\"#n\">*</a></p>\n<aside data-ard=\"note\" id=\"n\">\n<p>b</p>\n"
              "</aside>\n",
              "<text:p text:style-name=\"Text_20_body\">a<text:note text:id=\"note1\" text:note-class=\"footnote\">"
              "<text:note-citation text:label=\"*\">*</text:note-citation><text:note-body>\n"
              "<text:p text:style-name=\"Footnote\">b</text:p>\n</text:note-body></text:note></text:p>\n");
    check_odt("<p><a href=\"#x\">a</a> <span data-ard=\"check\"></span></p>\n",
              "<text:p text:style-name=\"Text_20_body\"><text:a xlink:type=\"simple\" xlink:href=\"#x\">a</text:a> "
              "<text:span><text:span>☐</text:span></text:span></text:p>\n");
    conversion c = from_native(
        "<p><math alttext=\"x au carré\" xmlns=\"http://www.w3.org/1998/Math/MathML\"><msup><mi>x</mi><mn>2</mn></msup></math></p>\n",
        "odt");
    char *formula = part_of(&c, "Object 1/content.xml"), *content = part_of(&c, "content.xml");
    CHECK(formula && strstr(formula, "<msup><mi>x</mi><mn>2</mn></msup>"));
    CHECK(content && strstr(content, "<svg:title>x au carré</svg:title>"));
    free(formula);
    free(content);
    convert_end(&c);
}

/* The same tree twice is the same bytes. */
static void test_odt_stable(void)
{
    conversion a = from_native("<h1>T</h1>\n<p lang=\"de\">a</p>\n", "odt"),
               b = from_native("<h1>T</h1>\n<p lang=\"de\">a</p>\n", "odt");
    CHECK(a.out.size == b.out.size && memcmp(a.out.data, b.out.data, a.out.size) == 0);
    char *meta = part_of(&a, "meta.xml");
    CHECK(meta && strstr(meta, "<dc:date ard:kind=\"added\">2000-01-01T00:00:00Z</dc:date>"));
    free(meta);
    convert_end(&a);
    convert_end(&b);
}

/* ---- What stays on the page of what follows ---------------------------------------------------------------------- */

static void test_stays(void)
{
    ard_limits limits = ard_limits_default();
    report_log *log = report_new();
    ard_document *document = lesson_new(&limits, log);
    ard_node *exercise = node_append(lesson_root(document), node_new(document, EXERCISE, NOWHERE));
    ard_node *first = node_append(exercise, node_new(document, INSTRUCTION, NOWHERE)),
             *second = node_append(exercise, node_new(document, INSTRUCTION, NOWHERE)),
             *answer = node_append(exercise, node_new(document, PARAGRAPH, NOWHERE)),
             *last = node_append(exercise, node_new(document, INSTRUCTION, NOWHERE)),
             *table = node_append(exercise, node_new(document, TABLE, NOWHERE)),
             *caption = node_append(table, node_new(document, CAPTION, NOWHERE));
    CHECK(leaf_stays(first) == -1 && leaf_stays(second) == 0 && leaf_stays(last) == 0);
    CHECK(leaf_stays(answer) == 0 && leaf_stays(caption) == 1);
    node_unlink(table);
    CHECK(leaf_stays(last) == -1);
    ard_document_free(document);
    report_free(log);
}

int main(void)
{
    test_stays();
    test_html_page();
    test_html_blocks();
    test_html_tables();
    test_html_notes();
    test_html_inlines();
    test_html_attributes();
    test_html_formulas();
    test_html_named_by_formulas();
    test_text();
    test_odt_blocks();
    test_odt_labels();
    test_odt_spans();
    test_odt_inlines();
    test_odt_stable();
    return check_end();
}
